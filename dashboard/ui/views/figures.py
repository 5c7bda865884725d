"""Figures: what is reported for a place, by whom, since when, and whether the sources agree."""

import streamlit as st

from dashboard.charts.evidence import draw_evidence
from dashboard.charts.series import draw_series
from dashboard.services.query import View
from dashboard.ui.components.doors import show_doors
from dashboard.ui.components.emptiness import show_emptiness
from dashboard.ui.components.evidence import open_wanted, want_mark
from dashboard.ui.components.filters import show_filters
from dashboard.ui.components.latest import show_latest
from dashboard.ui.components.sources import show_sources
from dashboard.ui.components.table import show_table
from dashboard.ui.components.text import escape
from dashboard.ui.desk import ask, list_desk_choices

EVIDENCE_KEY = "evidence_chart"
SERIES_KEY = "series_chart"


def show() -> None:
    """Show the filters, the finding with its evidence, then everything behind it."""
    choices = list_desk_choices()
    if choices is None:
        show_doors()
        return
    view = ask(show_filters(choices))
    if view.empty_reason:
        show_emptiness(view)
    else:
        show_finding(view)
    show_place(view)
    if not view.empty_reason:
        show_series(view)
        show_all(view)
    open_wanted(view)


def show_finding(view: View) -> None:
    """Show the title that states the finding, the evidence, and its sources directly below."""
    st.header(escape(view.title), anchor=False)
    st.markdown(f":gray[{escape(view.subtitle)}]")
    st.altair_chart(
        draw_evidence(view.evidence, view.sources),
        theme=None,
        key=EVIDENCE_KEY,
        on_select=lambda: want_mark(EVIDENCE_KEY),
        selection_mode="pick",
    )
    show_sources(view.evidence_sources)
    if len(view.figures) > len(view.evidence):
        st.markdown(
            f":small[:gray[The {len(view.evidence)} most recent of {len(view.figures)} figures. All are below.]]"
        )


def show_series(view: View) -> None:
    """Show the figures over time, where there is a regular series."""
    if view.series.empty:
        return
    st.subheader("Over the years", anchor=False)
    st.altair_chart(
        draw_series(view.series, view.sources),
        theme=None,
        key=SERIES_KEY,
        on_select=lambda: want_mark(SERIES_KEY),
        selection_mode="pick",
    )


def show_all(view: View) -> None:
    """Show every figure behind the finding."""
    st.subheader("All figures", anchor=False)
    show_table(view)


def show_place(view: View) -> None:
    """Show the latest figure of every indicator for the place."""
    if view.latest.empty:
        return
    st.subheader(f"Latest for {escape(view.place_name)}", anchor=False)
    show_latest(view)


if __name__ == "__main__":
    show()
