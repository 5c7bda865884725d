"""All figures of a view as a table; choosing a row opens its evidence."""

import pandas as pd
import streamlit as st

from dashboard.frames import read_rows
from dashboard.services.query import View
from dashboard.ui.components.evidence import want_row
from dashboard.wording import format_period, format_place, format_quantity

KEY = "figures_table"
MOST_ROWS_IN_SIGHT = 10
ROW_PX = 36


def show_table(view: View) -> None:
    """Show the table, the most recent figure first."""
    table = make_table(view)
    st.dataframe(
        table,
        key=KEY,
        hide_index=True,
        height=ROW_PX * (1 + min(len(table), MOST_ROWS_IN_SIGHT)),
        on_select=lambda: want_row(KEY, view.figures["figure_id"].tolist()),
        selection_mode="single-row",
        alt="All figures of this view, one a row, with period, place, reporter and source letter",
    )


def make_table(view: View) -> pd.DataFrame:
    """Return the table in words, one row a figure in the order of ``view.figures``."""
    rows = read_rows(view.figures)
    titles = dict(zip(view.documents["document_id"], view.documents["title"].fillna("untitled document"), strict=True))
    return pd.DataFrame(
        {
            "Figure": [format_quantity(row) + view.sources.mark_of(row["figure_id"]) for row in rows],
            "Period": [format_period(row) for row in rows],
            "Place": [format_place(row) or "not stated" for row in rows],
            "Reported by": [row["reporter"] or "not named" for row in rows],
            "In the total": [view.explain(row["figure_id"]) for row in rows],
            "Document": [titles.get(row["document_id"], "entered by hand") for row in rows],
        }
    )
