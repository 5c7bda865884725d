"""All figures of a view as a table; choosing a row opens its evidence."""

import pandas as pd
import streamlit as st

from dashboard.frames import read_rows
from dashboard.services.query import View
from dashboard.ui.components.evidence import want_row
from dashboard.wording import format_amount, format_period, format_place

KEY = "figures_table"
ROWS_A_PAGE = 500
MOST_ROWS_IN_SIGHT = 10
ROW_PX = 36


def show_table(view: View) -> None:
    """Show the table, the most recent figure first, a page at a time."""
    pages = max(1, -(-len(view.figures) // ROWS_A_PAGE))
    page_key = f"{KEY}_page_{view.filters}_{view.as_of}"
    start = (min(st.session_state.get(page_key, 1), pages) - 1) * ROWS_A_PAGE
    figures = view.figures.iloc[start : start + ROWS_A_PAGE]
    table = make_table(view, figures)
    key = f"{KEY}_{start}" if start else KEY
    st.dataframe(
        table,
        key=key,
        hide_index=True,
        height=ROW_PX * (1 + min(len(table), MOST_ROWS_IN_SIGHT)),
        on_select=lambda: want_row(key, figures["figure_id"].tolist()),
        selection_mode="single-row",
        alt="Figures of this view, one a row, with period, place, reporter and source letter",
    )
    if pages > 1:
        st.pagination(pages, key=page_key)


def make_table(view: View, figures: pd.DataFrame) -> pd.DataFrame:
    """Return some figures of a view in words, one a row in their order."""
    rows = read_rows(figures)
    titles = dict(zip(view.documents["document_id"], view.documents["title"].fillna("untitled document"), strict=True))
    return pd.DataFrame(
        {
            "Figure": [format_amount(row) + view.sources.mark_of(row["figure_id"]) for row in rows],
            "Period": [format_period(row) for row in rows],
            "Place": [format_place(row) or "not stated" for row in rows],
            "Reported by": [row["reporter"] or "not named" for row in rows],
            "In the total": [view.explain(row["figure_id"]) for row in rows],
            "Document": [titles.get(row["document_id"], "entered by hand") for row in rows],
        }
    )
