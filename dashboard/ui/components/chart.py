"""A chart on the page; a click on a mark opens the evidence of its figure."""

from copy import deepcopy

import streamlit as st

from dashboard.services.brief import ChartKind
from dashboard.services.query import View
from dashboard.ui.components.evidence import want_mark
from dashboard.ui.desk import make_spec


def show_chart(view: View, kind: ChartKind) -> None:
    """Show a chart of the view as wide as the page."""
    key = f"{kind}_chart"
    st.vega_lite_chart(
        deepcopy(make_spec(view, kind)),
        theme=None,
        width="stretch",
        key=key,
        on_select=lambda: want_mark(key),
        selection_mode="pick",
    )
