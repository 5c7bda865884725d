"""Briefing: choose a chart and a size, see the picture itself, take it along with its sources."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Literal, TypeVar

import streamlit as st

from dashboard.export.card import CardSize
from dashboard.model import ExportError
from dashboard.services.brief import ChartKind, FileKind, list_chart_kinds, name_file, render_data
from dashboard.services.query import View
from dashboard.ui.components.as_of import find_held_point
from dashboard.ui.components.doors import show_doors
from dashboard.ui.components.emptiness import show_emptiness
from dashboard.ui.components.filters import show_filters
from dashboard.ui.components.problems import show_error
from dashboard.ui.desk import ask, list_desk_choices, make_card, make_file

T = TypeVar("T")

CHART_NAMES = {ChartKind.EVIDENCE: "Figures side by side", ChartKind.SERIES: "Over the years"}
SIZE_NAMES = {CardSize.SLIDE: "Slide, 1280 × 720", CardSize.SQUARE: "Square, 1080 × 1080"}
WIDTHS: dict[CardSize, Literal["stretch"] | int] = {CardSize.SLIDE: "stretch", CardSize.SQUARE: 600}
MIME = {FileKind.PNG: "image/png", FileKind.SVG: "image/svg+xml", FileKind.PDF: "application/pdf"}


def show() -> None:
    """Show the filters, the choices, the picture, and the files to take along."""
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
        return
    st.header("Briefing", anchor=False)
    choice, picture = st.columns([1, 3], gap="medium")
    with choice:
        kind = choose("Chart", CHART_NAMES, list_chart_kinds(view))
        size = choose("Size", SIZE_NAMES, list(CardSize))
    with picture:
        try:
            show_picture(view, kind, size)
        except ExportError as error:
            show_error(error)


def choose(label: str, names: Mapping[T, str], options: Sequence[T]) -> T:
    """Show a choice of which one always holds; the first is the default."""
    return st.radio(label, options, format_func=names.__getitem__, key=label.lower())


def show_picture(view: View, kind: ChartKind, size: CardSize) -> None:
    """Show the exported picture itself, and the buttons that hand it over."""
    with st.container(border=True):
        with st.spinner("Drawing the picture …"):
            card, picture = make_card(view, kind), make_file(view, kind, size, FileKind.PNG)
        st.image(picture, alt=card.description, width=WIDTHS[size])
    now = datetime.now(UTC)
    with st.container(horizontal=True):
        for file_kind, mime in MIME.items():
            st.download_button(
                file_kind.upper(),
                partial(make_file, view, kind, size, file_kind),
                name_file(view, file_kind, now),
                mime,
                key=f"download_{file_kind}",
                on_click="ignore",
                type="primary" if file_kind is FileKind.PNG else "secondary",
            )
        st.download_button(
            "Data (CSV)",
            partial(render_data, view),
            name_file(view, FileKind.CSV, now),
            "text/csv",
            key="download_csv",
            on_click="ignore",
        )


if __name__ == "__main__":
    show()
