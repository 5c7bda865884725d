"""Figures that differ between two points, one kind at a time and a page at a time."""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from dashboard.services.history import CHANGES_A_PAGE
from dashboard.store import Change, FigureChange
from dashboard.ui.desk import list_desk_changes
from dashboard.wording import (
    format_number,
    format_period,
    format_place,
    name_change,
    name_reporter,
    name_word,
    order_changes,
    say_change,
)

MOST_ROWS_IN_SIGHT = 12
ROW_PX = 35
FRAME_PX = 3


def fit_height(rows: int) -> int:
    """Return the height of a table in pixels that shows its rows whole, up to a dozen of them."""
    return ROW_PX * (1 + min(rows, MOST_ROWS_IN_SIGHT)) + FRAME_PX


def show_changes(first: int, last: int, counts: Mapping[Change, int], key: str) -> None:
    """Show the figures that differ between two batches; nothing if there is none."""
    kinds = [Change(kind) for kind in order_changes(counts)]
    if not kinds:
        return

    def label(kind: Change) -> str:
        return f"{name_change(kind).capitalize()} ({format_number(counts[kind])})"

    kind = st.segmented_control(
        "Figures",
        kinds,
        default=kinds[0],
        required=True,
        format_func=label,
        key=f"{key}_kind_{first}_{last}",
        label_visibility="collapsed",
    )
    pages = -(-counts[kind] // CHANGES_A_PAGE)
    page_key = f"{key}_page_{first}_{last}_{kind}"
    with st.spinner("Looking up the figures …"):
        changes = list_desk_changes(first, last, kind, min(st.session_state.get(page_key, 1), pages))
    show_change_table(changes)
    if pages > 1:
        st.pagination(pages, key=page_key)


def show_change_table(changes: Sequence[FigureChange]) -> None:
    """Show changes as a table, one row a figure."""
    table = make_table(changes)
    st.dataframe(
        table,
        hide_index=True,
        height=fit_height(len(table)),
        alt="Figures that changed, one a row: what is counted, the number before and after, place, period, reporter",
    )


def make_table(changes: Sequence[FigureChange]) -> pd.DataFrame:
    """Return changes in words, one row a figure, in their order."""
    figures = [change.figure for change in changes]
    is_compared = any(change.before and change.after for change in changes)
    numbers = [say_change(change.before, change.after) for change in changes]
    if is_compared:
        ends = [" → withdrawn" if change.kind is Change.WITHDRAWN else "" for change in changes]
        numbers = [number + end for number, end in zip(numbers, ends, strict=True)]
    return pd.DataFrame(
        {
            "What is counted": [name_word(figure.indicator) for figure in figures],
            "Before → after" if is_compared else "Figure": numbers,
            "Place": [format_place(figure.place) or "not stated" for figure in figures],
            "Period": [format_period(figure) for figure in figures],
            "Reported by": [name_reporter(figure.reporter) for figure in figures],
        }
    )
