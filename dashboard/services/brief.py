"""A view becomes what people send: a briefing card as PNG, SVG or PDF, and its data as CSV.

The card says what the page says, with the same sources. The clock is an argument: the same
view and moment give the same bytes.
"""

import re
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from dashboard.charts.evidence import draw_evidence
from dashboard.charts.series import draw_series
from dashboard.export.card import Card, CardSize, render_pdf, render_png, render_svg
from dashboard.export.data import render_csv
from dashboard.frames import read_rows
from dashboard.model import ExportError, Problem
from dashboard.services.query import View
from dashboard.wording import describe_figure, fold, format_date, name_word

if TYPE_CHECKING:
    import altair as alt

NOTE = "Figures by different reporters are shown side by side and never added. No figure found does not mean zero."


class ChartKind(StrEnum):
    """What a card shows: the figures side by side, or a series over the years."""

    EVIDENCE = "evidence"
    SERIES = "series"


class FileKind(StrEnum):
    """The files a card can be had as; the value is the ending."""

    PNG = "png"
    SVG = "svg"
    PDF = "pdf"
    CSV = "csv"


def list_chart_kinds(view: View) -> list[ChartKind]:
    """Return the charts this view has enough figures for."""
    has_figures = {ChartKind.EVIDENCE: not view.evidence.empty, ChartKind.SERIES: not view.series.empty}
    return [kind for kind in ChartKind if has_figures[kind]]


def draw(view: View, kind: ChartKind) -> "alt.LayerChart":
    """Return the chart of a view, as the page and the card show it."""
    if kind is ChartKind.EVIDENCE:
        return draw_evidence(view.evidence, view.sources)
    return draw_series(view.series, view.sources)


def brief(view: View, kind: ChartKind, now: datetime) -> Card:
    """Return the card of a view.

    Raises:
        ExportError: the view has no figure for this kind of chart.
    """
    if kind not in list_chart_kinds(view):
        raise ExportError(
            Problem("nothing_to_show", "briefing", None, "There is no figure for this chart.", "Choose other filters.")
        )
    figures = view.evidence if kind is ChartKind.EVIDENCE else view.series
    return Card(
        title=view.title_of(figures),
        subtitle=view.subtitle_of(figures),
        chart=draw(view, kind),
        sources=[entry.text for entry in view.sources_of(figures)],
        note=NOTE,
        provenance=describe_provenance(view, now),
        description=" ".join(describe_figure(row) for row in read_rows(figures)),
    )


def describe_provenance(view: View, now: datetime) -> str:
    """Return the line that says from which data, with which filters, and when a file was made."""
    filters = view.filters
    years = f"{filters.start_year or 'earliest'} to {filters.end_year or 'latest'}"
    chosen = [
        view.place_name,
        name_word(filters.indicator) if filters.indicator else "all indicators",
        "all years" if filters.start_year is None and filters.end_year is None else years,
        filters.reporter or "all reporters",
    ]
    made = f"{format_date(now.date())}, {now:%H:%M} UTC"
    data = f"data as of {view.as_of.describe()}" if view.as_of else f"revision {view.data_version} of the data"
    return f"humdash, {data}, exported {made}. Filters: {'; '.join(chosen)}."


def render(card: Card, size: CardSize, kind: FileKind) -> bytes:
    """Return the card as a file.

    Raises:
        ExportError: the words leave no room for the chart.
    """
    if kind is FileKind.SVG:
        return render_svg(card, size).encode()
    return render_png(card, size) if kind is FileKind.PNG else render_pdf(card, size)


def render_data(view: View) -> bytes:
    """Return all figures of the view as CSV, each row with its citation, and as of when if that is not now."""
    return render_csv(view.figures, view.documents, as_of=view.as_of.describe() if view.as_of else None)


def name_file(view: View, kind: FileKind, now: datetime) -> str:
    """Return a file name that says what is in it: place, indicator, batch if it is not of now, and day."""
    indicator = str(view.filters.indicator) if view.filters.indicator else "figures"
    point = f" as of batch {view.as_of.batch_id}" if view.as_of else ""
    words = re.findall(r"[a-z0-9]+", fold(f"{view.place_name} {indicator}{point}"))
    return f"{'-'.join(words)}-{now:%Y-%m-%d}.{kind}"
