"""The sources under a chart: one line each, beginning with the letter that stands at the number."""

from collections.abc import Sequence

import streamlit as st

from dashboard.charts.citations import Source
from dashboard.ui.components.text import escape

NARROWEST_PX = 420


def show_sources(entries: Sequence[Source]) -> None:
    """Show the entries in the order of their letters, side by side where there is room."""
    grid = st.grid("auto", min_column_width=NARROWEST_PX, gap=("xxsmall", "medium"))
    for entry in entries:
        grid.markdown(f":small[:gray[{escape(entry.text)}]]")
