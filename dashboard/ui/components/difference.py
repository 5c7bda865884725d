"""The difference against the store: how many figures of each kind, then a table for each kind."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from dashboard.export.rows import render_rows
from dashboard.model import Figure, Quantity, ReviewStatus
from dashboard.services.add import Draft
from dashboard.services.difference import DifferenceKind
from dashboard.store import Store
from dashboard.ui.components.text import escape
from dashboard.wording import (
    format_amount,
    format_period,
    format_place,
    name_figure,
    name_reporter,
    name_word,
    say_change,
    say_step,
)

MOST_ROWS = 50

Pair = tuple[Figure, Figure | None]
"""A figure of the file with the one of the store it is held against; of a missing one, the store's alone."""

SHORT_NAMES = {
    DifferenceKind.NEW: "new",
    DifferenceKind.CHANGED: "changed",
    DifferenceKind.SAME: "the same",
    DifferenceKind.CONFLICTING: "differ from another reporter",
    DifferenceKind.DUPLICATE: "known from another document",
    DifferenceKind.MISSING: "no longer in this file",
}
EXPLANATIONS = {
    DifferenceKind.NEW: "The store has no figure about this yet.",
    DifferenceKind.CHANGED: "The store has another number or other details for the same figure. Saving replaces them; "
    "the earlier ones stay in the history.",
    DifferenceKind.SAME: "Nothing changes for these.",
    DifferenceKind.CONFLICTING: "Another reporter gives another number for the same people, place and period. Both are "
    "kept side by side and never added.",
    DifferenceKind.DUPLICATE: "The same reporter is quoted with the same number in another document. Both are kept; "
    "they count once.",
    DifferenceKind.MISSING: "The earlier edition “{edition}” has these, this file does not. They stay as they are.",
}
OPEN_KINDS = {
    DifferenceKind.CHANGED,
    DifferenceKind.CONFLICTING,
    DifferenceKind.DUPLICATE,
    DifferenceKind.MISSING,
}
ORDER = (
    DifferenceKind.CHANGED,
    DifferenceKind.CONFLICTING,
    DifferenceKind.DUPLICATE,
    DifferenceKind.MISSING,
    DifferenceKind.NEW,
    DifferenceKind.SAME,
)


def show_difference(draft: Draft, store: Store) -> None:
    """Show the counts, and a table for each kind that has any figure."""
    show_counts({kind: draft.count(kind) for kind in DifferenceKind})
    is_plain = not any(draft.count(kind) for kind in OPEN_KINDS)
    for kind in ORDER:
        if draft.count(kind):
            is_open = kind in OPEN_KINDS or (is_plain and kind is DifferenceKind.NEW)
            with st.expander(title_of(kind, draft.count(kind)), expanded=is_open):
                show_kind(draft, store, kind)


def show_counts(counts: Mapping[DifferenceKind, int]) -> None:
    """Show how many figures there are of each kind; kinds without any stand there with a zero."""
    grid = st.grid(len(counts), min_column_width=150, gap="small")
    for kind, count in counts.items():
        grid.markdown(f"**{count:,}**  \n:small[:gray[{SHORT_NAMES[kind]}]]")


def title_of(kind: DifferenceKind, count: int) -> str:
    """Return the heading of a kind.

    Example:
        >>> title_of(DifferenceKind.CONFLICTING, 1), title_of(DifferenceKind.NEW, 1200)
        ('1 figure differs from another reporter', '1,200 new figures')
    """
    noun = "figure" if count == 1 else "figures"
    if kind in (DifferenceKind.NEW, DifferenceKind.CHANGED):
        return f"{count:,} {SHORT_NAMES[kind]} {noun}"
    verb = {DifferenceKind.CONFLICTING: "differs from another reporter"}.get(kind, f"is {SHORT_NAMES[kind]}")
    if count > 1:
        verb = {DifferenceKind.CONFLICTING: "differ from another reporter"}.get(kind, f"are {SHORT_NAMES[kind]}")
    return f"{count:,} {noun} {verb}"


def show_kind(draft: Draft, store: Store, kind: DifferenceKind) -> None:
    """Show what a kind means, its first figures, and the way to all of them."""
    edition = draft.difference.edition if draft.difference else None
    st.markdown(EXPLANATIONS[kind].format(edition=escape(edition.source_name) if edition else ""))
    table = make_short_table(find_pairs(draft, store, kind, MOST_ROWS), kind)
    st.table(table.map(escape), border="horizontal", hide_index=True, alt=title_of(kind, draft.count(kind)))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.download_button(
            "Download these (CSV)",
            partial(_render, draft, store, kind),
            f"{kind}.csv",
            "text/csv",
            key=f"download_{kind}",
            on_click="ignore",
        )
        if len(table) < _count_pairs(draft, kind):
            st.markdown(f"The first {len(table)} are shown; all are in the file.")


def find_pairs(draft: Draft, store: Store, kind: DifferenceKind, most: int | None = None) -> list[Pair]:
    """Return the figures of a kind with those of the store they are held against, at most so many."""
    pairs = draft.difference.pairs(kind, most) if draft.difference else []
    ours = {figure.figure_id: figure for figure in draft.figures}
    if kind is DifferenceKind.MISSING:
        kept = store.find_figures([figure_id for figure_id, _ in pairs])
        return [(kept[figure_id], None) for figure_id, _ in pairs if figure_id in kept]
    if kind is DifferenceKind.CHANGED:
        pairs = [(figure_id, figure_id) for figure_id, _ in pairs]
    theirs = store.find_figures([other for _, other in pairs if other])
    return [(ours[figure_id], theirs.get(other or "")) for figure_id, other in pairs]


def make_table(pairs: list[Pair], kind: DifferenceKind) -> pd.DataFrame:
    """Return the figures of a kind in words, one a row, each part in a column of its own, for a file."""
    columns: dict[str, Say] = {
        "What is counted": lambda figure, _: name_word(figure.indicator),
        "Place": lambda figure, _: format_place(figure.place) or "not stated",
        "Period": lambda figure, _: format_period(figure),
        "Reported by": lambda figure, _: name_reporter(figure.reporter),
    }
    return _fill(columns | _NUMBER_COLUMNS.get(kind, _NUMBER), pairs)


def make_short_table(pairs: list[Pair], kind: DifferenceKind) -> pd.DataFrame:
    """Return the figures of a kind in words, one a row, in so few columns that a phone can show them."""
    columns: dict[str, Say] = {"What it is about": lambda figure, _: name_figure(figure)}
    return _fill(columns | _NUMBER_COLUMNS.get(kind, _NUMBER), pairs)


def _fill(columns: "dict[str, Say]", pairs: list[Pair]) -> pd.DataFrame:
    return pd.DataFrame({title: [say(*pair) for pair in pairs] for title, say in columns.items()}, dtype="str")


def _say_claim(figure: Figure | None) -> str:
    return f"{name_reporter(figure.reporter)}: {format_amount(figure)}" if figure else "not known any more"


def _say_change(after: Figure, before: Figure | None) -> str:
    """Return the old and the new number, and what else differs; an approved figure will have to be looked at again."""
    if before and before.review_status in (ReviewStatus.ACCEPTED, ReviewStatus.CORRECTED):
        after = replace(after, review_status=ReviewStatus.CHANGED_AFTER_APPROVAL)
    return say_change(before, after)


def _say_step(ours: Figure, theirs: Figure | None) -> str:
    return say_step(_size(theirs.quantity), _size(ours.quantity)) if theirs else ""


def _size(quantity: Quantity) -> float | None:
    return next((part for part in (quantity.value, quantity.low, quantity.high) if part is not None), None)


Say = Callable[[Figure, Figure | None], str]

_NUMBER: dict[str, Say] = {"Number": lambda figure, _: format_amount(figure)}
_NUMBER_COLUMNS: dict[DifferenceKind, dict[str, Say]] = {
    DifferenceKind.CHANGED: {"In the store → in this file": _say_change, "By": _say_step},
    DifferenceKind.CONFLICTING: {
        "This file says": lambda ours, _: format_amount(ours),
        "The store says": lambda _, theirs: _say_claim(theirs),
        "By": _say_step,
    },
}


def _count_pairs(draft: Draft, kind: DifferenceKind) -> int:
    return len(draft.difference.pairs(kind)) if draft.difference else 0


def _render(draft: Draft, store: Store, kind: DifferenceKind) -> bytes:
    return render_rows(make_table(find_pairs(draft, store, kind), kind))
