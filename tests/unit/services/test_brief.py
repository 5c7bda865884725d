"""A view becomes files that carry the finding, the sources, and where they were made."""

from datetime import UTC, date, datetime

import pytest

from dashboard.export.card import CardSize
from dashboard.frames import documents_frame, figures_frame
from dashboard.model import Cause, Document, ExportError, Figure, Indicator, Measure, Period, Place, Quantity, Unit
from dashboard.services.brief import ChartKind, FileKind, brief, list_chart_kinds, name_file, render, render_data
from dashboard.services.query import Filters, View, make_view

NOW = datetime(2026, 5, 1, 12, 30, tzinfo=UTC)
SIGNATURES = {FileKind.PNG: b"\x89PNG", FileKind.SVG: b"<svg", FileKind.PDF: b"%PDF"}


def make_view_of(years: range) -> View:
    """Return a view of one figure a year."""
    figures = [
        Figure(
            f"f{year}",
            Indicator.KILLED,
            Measure.FLOW,
            Unit.PERSON,
            Quantity(year),
            document_id="d1",
            place=Place("MLI", "Mali", text="Mali"),
            period=Period.of_year(year),
            reporter="OCHA",
        )
        for year in years
    ]
    documents = documents_frame([Document("d1", "The report", "OCHA")])
    return make_view(figures_frame(figures), documents, Filters("MLI", Indicator.KILLED), data_version=7)


def test_a_card_carries_what_the_page_shows():
    """Title, letters of the sources, revision, time and filters all stand on the card."""
    view = make_view_of(range(2020, 2021))
    card = brief(view, ChartKind.EVIDENCE, NOW)
    assert view.title == card.title
    assert card.sources == ("ᵃ OCHA, “The report”, date not known",)
    for part in ("revision 7", "1 May 2026, 12:30 UTC", "Mali", "People killed", "all reporters"):
        assert part in card.provenance


def test_the_text_alternative_says_every_figure():
    """Somebody who does not see the chart reads the same numbers."""
    card = brief(make_view_of(range(2018, 2021)), ChartKind.EVIDENCE, NOW)
    assert all(number in card.description for number in ("2,018", "2,019", "2,020"))


def test_a_series_is_offered_only_where_there_is_one():
    """One year gives the chart of figures side by side, five years also the one over time."""
    assert list_chart_kinds(make_view_of(range(2020, 2021))) == [ChartKind.EVIDENCE]
    assert list_chart_kinds(make_view_of(range(2016, 2021))) == [ChartKind.EVIDENCE, ChartKind.SERIES]


def test_a_chart_without_figures_is_refused():
    """There is no picture of nothing."""
    with pytest.raises(ExportError, match="no figure for this chart"):
        brief(make_view_of(range(2020, 2021)), ChartKind.SERIES, NOW)


@pytest.mark.parametrize("size", CardSize)
@pytest.mark.parametrize("kind", SIGNATURES)
def test_every_file_is_what_its_name_says(kind, size):
    """PNG, SVG and PDF begin as such files do, in every size."""
    card = brief(make_view_of(range(2020, 2021)), ChartKind.EVIDENCE, NOW)
    assert render(card, size, kind).startswith(SIGNATURES[kind])


def test_the_same_moment_gives_the_same_bytes():
    """A picture can be made again and compared."""
    first, second = (
        render(brief(make_view_of(range(2020, 2021)), ChartKind.EVIDENCE, NOW), CardSize.SLIDE, FileKind.SVG)
        for _ in range(2)
    )
    assert first == second


def test_the_data_carry_their_citation():
    """The CSV of a view has a row a figure, each with its source."""
    lines = render_data(make_view_of(range(2018, 2021))).decode("utf-8-sig").splitlines()
    assert len(lines) == 4
    assert all("The report" in line for line in lines[1:])


def test_a_file_name_says_what_is_in_it():
    """Place, indicator and day, in letters every system takes."""
    assert name_file(make_view_of(range(2020, 2021)), FileKind.PNG, NOW) == "mali-killed-2026-05-01.png"


def test_a_card_of_a_long_list_says_how_much_of_it_is_shown():
    """Twenty-five events are summed and six are drawn: title, card and page say so in the same words."""
    days = [date(2023, 5, day) for day in range(1, 26)]
    figures = [
        Figure(
            f"f{day:%d}",
            Indicator.DISPLACED,
            Measure.FLOW,
            Unit.PERSON,
            Quantity(100),
            document_id="d1",
            place=Place("IND", "India", text="India"),
            period=Period.of_day(day),
            reporter="IDMC",
            cause=Cause.CONFLICT if day.day > 22 else Cause.DISASTER,
        )
        for day in days
    ]
    documents = documents_frame([Document("d1", "Updates", "IDMC", event_list="idu")])
    view = make_view(figures_frame(figures), documents, Filters("IND", Indicator.DISPLACED))
    card = brief(view, ChartKind.EVIDENCE, NOW)
    assert card.title.startswith("2,200 people displaced because of disasters in India")
    assert view.extent == "6 of 25 figures shown, the newest of this cause"
    assert card.subtitle == view.subtitle == f"People displaced, India; {view.extent}, by 1 reporter; 2023"
