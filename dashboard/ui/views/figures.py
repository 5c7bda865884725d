"""Figures: what is reported for a place, by whom, since when, and whether the sources agree."""

import streamlit as st

from dashboard.services.brief import ChartKind
from dashboard.services.query import View
from dashboard.ui.components.as_of import address_of, find_held_point
from dashboard.ui.components.chart import show_chart
from dashboard.ui.components.doors import show_doors
from dashboard.ui.components.emptiness import show_emptiness
from dashboard.ui.components.evidence import open_wanted
from dashboard.ui.components.filters import make_address, show_filters
from dashboard.ui.components.latest import show_latest
from dashboard.ui.components.sources import show_sources
from dashboard.ui.components.table import show_table
from dashboard.ui.components.text import escape
from dashboard.ui.desk import ask, list_desk_choices
from dashboard.ui.routes import BRIEFING


def show() -> None:
    """Show the filters, the finding with its evidence, then everything behind it."""
    as_of = find_held_point()
    choices = list_desk_choices(as_of)
    if choices is None:
        show_doors(as_of)
        return
    filters = show_filters(choices)
    with st.spinner("Putting the figures together …"):
        view = ask(filters, as_of)
    if view.empty_reason:
        show_emptiness(view)
    else:
        show_finding(view, make_address(filters, choices) | address_of(as_of))
    show_place(view)
    if len(view.figures):
        show_series(view)
        show_all(view)
    show_all_sources(view)
    open_wanted(view)


def show_finding(view: View, address: dict[str, str]) -> None:
    """Show the title that states the finding, the evidence, and its sources directly below.

    ``address`` are the filters for the link to the briefing.
    """
    st.header(escape(view.title), anchor=False)
    st.markdown(f":gray[{escape(view.subtitle)}]")
    show_chart(view, ChartKind.EVIDENCE)
    show_sources(view.evidence_sources)
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        st.markdown(f":small[:gray[{describe_extent(view)}]]")
        st.page_link(BRIEFING, label=":primary[Take this chart along]", query_params=address)


def describe_extent(view: View) -> str:
    """Say whether the chart shows all figures, in the words of the card if it does not."""
    if len(view.figures) <= len(view.evidence):
        return "The chart shows every figure there is."
    return f"{view.extent}; the table below has all of them."


def show_series(view: View) -> None:
    """Show the figures over time, where there is a regular series."""
    if view.series.empty:
        return
    st.subheader("Over the years", anchor=False)
    show_chart(view, ChartKind.SERIES)


def show_all(view: View) -> None:
    """Show every figure behind the finding."""
    st.subheader("All figures", anchor=False)
    st.markdown(":gray[Choose a row to see the sentence it was read from.]")
    show_table(view)


def show_place(view: View) -> None:
    """Show the latest figure of every indicator for the place."""
    if view.latest.empty:
        return
    st.subheader(f"Latest for {escape(view.place_name)}", anchor=False)
    show_latest(view)


def show_all_sources(view: View) -> None:
    """Show what every letter of this page stands for, where the chart's sources do not say it all."""
    if len(view.sources.entries) > len(view.evidence_sources):
        with st.expander(f"All sources of this page ({len(view.sources.entries)})"):
            show_sources(view.sources.entries)


if __name__ == "__main__":
    show()
