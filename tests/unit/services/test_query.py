"""Filters in, a view out: what passes, what is drawn, and what is said when nothing is left."""

from collections.abc import Sequence
from datetime import date

import pandas as pd
import pytest

from dashboard.frames import documents_frame, figures_frame
from dashboard.model import (
    Cause,
    Certainty,
    Document,
    Figure,
    Indicator,
    Measure,
    Period,
    Place,
    Quantity,
    Unit,
)
from dashboard.services.query import (
    EVIDENCE_ROWS,
    FIGURES_A_DOCUMENT,
    PLACE_NOT_KNOWN,
    Filters,
    join_choices,
    list_choices,
    list_documents,
    make_view,
    select,
)

DOCUMENTS = documents_frame([Document("d1", "First report", "OCHA"), Document("d2", "Second report", "The Post")])
MALI = Place("MLI", "Mali", text="Mali")
MOPTI = Place("MLI", "Mali", "ML-5", "Mopti", text="Mopti")
NIGER = Place("NER", "Niger", text="Niger")


def make_figure(figure_id: str, value: float = 10, **parts) -> Figure:
    """Return a figure about people killed in Mali in 2020, or whatever else is said."""
    given = {
        "indicator": Indicator.KILLED,
        "measure": Measure.FLOW,
        "unit": Unit.PERSON,
        "quantity": Quantity(value),
        "place": MALI,
        "period": Period.of_year(2020),
        "reporter": "OCHA",
        "document_id": "d1",
    }
    return Figure(figure_id, **(given | parts))


def view_of(figures: Sequence[Figure], **filters):
    """Return the view of figures about people killed in Mali, with more filters if given."""
    chosen = {"place": "MLI", "indicator": Indicator.KILLED} | filters
    return make_view(figures_frame(figures), DOCUMENTS, Filters(**chosen))


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(), ["mali", "mopti", "niger", "nowhere"]),
        (Filters(place="MLI"), ["mali", "mopti"]),
        (Filters(place="ML-5"), ["mopti"]),
        (Filters(place=PLACE_NOT_KNOWN), ["nowhere"]),
        (Filters(indicator=Indicator.INJURED), ["niger"]),
        (Filters(reporter="HRW"), ["mopti"]),
        (Filters(start_year=2021), ["mopti"]),
        (Filters(end_year=2019), ["niger"]),
        (Filters(start_year=2030), []),
    ],
)
def test_each_filter_lets_its_figures_pass(filters, expected):
    """Place, indicator, reporter and years each leave the figures they are about."""
    figures = figures_frame(
        [
            make_figure("mali"),
            make_figure("mopti", place=MOPTI, reporter="HRW", period=Period.of_year(2021)),
            make_figure("niger", place=NIGER, indicator=Indicator.INJURED, period=Period.of_year(2019)),
            make_figure("nowhere", place=Place()),
        ]
    )
    assert expected == select(figures, filters)["figure_id"].tolist()


def test_a_period_passes_if_it_touches_the_years():
    """A count over two years belongs to both of them."""
    two_years = Period(date(2019, 7, 1), date(2020, 6, 30))
    figures = figures_frame([make_figure("f1", period=two_years)])
    for year in (2019, 2020):
        assert len(select(figures, Filters(start_year=year, end_year=year))) == 1


def test_a_figure_without_a_date_passes_only_without_years():
    """What is not dated is not guessed into a year, and not lost either."""
    figures = figures_frame([make_figure("f1", period=Period())])
    assert len(select(figures, Filters())) == 1
    assert len(select(figures, Filters(start_year=1990))) == 0


def test_areas_follow_their_country_in_the_list_of_places():
    """Countries with the most figures come first, each with its areas by name."""
    figures = figures_frame([make_figure("f1"), make_figure("f2", place=MOPTI), make_figure("f3", place=NIGER)])
    assert dict(list_choices(figures).places) == {"MLI": "Mali", "ML-5": "Mali: Mopti", "NER": "Niger"}


def test_a_first_visit_shows_mali():
    """Mali is shown first where there is a figure about it, even if another country has more."""
    figures = figures_frame([make_figure("f1", place=NIGER), make_figure("f2", place=NIGER), make_figure("f3")])
    assert Filters("MLI", Indicator.KILLED) == list_choices(figures).start


def test_without_figures_there_is_nothing_to_choose():
    """An empty table gives no choices, so that the page can offer other doors."""
    assert list_choices(figures_frame([])) is None


def test_the_same_statement_is_drawn_once():
    """Two documents that carry one statement give one mark; both stay in the table."""
    view = view_of([make_figure("f1"), make_figure("f2", document_id="d2")])
    assert (len(view.evidence), len(view.figures)) == (1, 2)


def test_the_chart_shows_the_whole_place_before_its_parts():
    """A figure about Mopti is not put on one axis with one about Mali."""
    view = view_of([make_figure("whole", 900), make_figure("part", 157, place=MOPTI)])
    assert view.evidence["figure_id"].tolist() == ["whole"]


def test_parts_are_drawn_where_nothing_is_known_of_the_whole():
    """With figures about areas only, these are the evidence."""
    view = view_of([make_figure("part", 157, place=MOPTI)])
    assert view.evidence["figure_id"].tolist() == ["part"]


def test_what_is_only_feared_is_not_drawn():
    """A feared figure stays in the table and out of the chart."""
    view = view_of([make_figure("said"), make_figure("feared", 99, certainty=Certainty.FEARED, reporter="HRW")])
    assert view.evidence["figure_id"].tolist() == ["said"]
    assert {"said", "feared"} == set(view.figures["figure_id"])


def test_what_is_only_expected_is_no_finding():
    """A view of nothing but expected figures says so, and keeps them in its table."""
    view = view_of([make_figure("expected", certainty=Certainty.PROJECTED)])
    assert "expected" in view.empty_reason
    assert view.figures["figure_id"].tolist() == ["expected"]


def test_the_chart_shows_the_most_recent_figures():
    """Of many figures the latest are drawn, so that a page can be read without scrolling."""
    figures = [make_figure(str(year), year, period=Period.of_year(year)) for year in range(2000, 2020)]
    years = view_of(figures).evidence["reference_period_end"].dt.year.tolist()
    assert list(range(2019, 2019 - EVIDENCE_ROWS, -1)) == years


def test_letters_begin_in_the_chart():
    """The first mark of the chart has the letter a, and every figure on the page has one."""
    view = view_of([make_figure("f1"), make_figure("f2", 12, reporter="HRW", document_id="d2")])
    first = view.evidence["figure_id"].iloc[0]
    assert view.sources.letters[first] == "a"
    assert set(view.figures["figure_id"]) <= set(view.sources.letters)


def test_a_few_years_are_no_series():
    """A line needs at least five years by one reporter."""
    figures = [make_figure(str(year), year, period=Period.of_year(year)) for year in range(2016, 2021)]
    assert view_of(figures[:4]).series.empty
    assert view_of(figures).series["figure_id"].tolist() == ["2016", "2017", "2018", "2019", "2020"]


@pytest.mark.parametrize(
    ("filters", "named"),
    [
        ({"reporter": "HRW"}, "HRW"),
        ({"start_year": 2030}, "longer period"),
        ({"start_year": 2020, "end_year": 2019}, "turn the years round"),
        ({"reporter": "HRW", "start_year": 2030}, "longer period or all reporters"),
        ({"indicator": Indicator.INJURED}, "no document here speaks of it"),
    ],
)
def test_the_filter_that_empties_a_view_is_named(filters, named):
    """The sentence names what to change, or says that nothing is known at all."""
    view = view_of([make_figure("f1")], **filters)
    assert view.figures.empty
    assert named in view.empty_reason


def test_every_figure_is_explained():
    """Each figure of a view says whether it is counted and why."""
    view = view_of([make_figure("f1"), make_figure("f2", 12, reporter="HRW", document_id="d2")])
    roles = sorted(view.explain(figure_id).partition(":")[0] for figure_id in view.figures["figure_id"])
    assert roles == ["Counted", "Shown beside"]


def test_the_order_of_the_tables_changes_nothing():
    """Shuffled rows give the same evidence, title and letters."""
    figures = [make_figure(str(value), value, reporter=f"Reporter {value}") for value in range(10, 15)]
    one, other = view_of(figures), view_of(figures[::-1])
    assert one.title == other.title
    pd.testing.assert_frame_equal(one.evidence.reset_index(drop=True), other.evidence.reset_index(drop=True))


def test_documents_are_found_by_title_publisher_and_reporter():
    """A search knows no case and no accents."""
    figures = figures_frame([make_figure("f1", reporter="Médecins Sans Frontières")])
    first, second = list_documents(figures, DOCUMENTS)
    assert [first.matches(word) for word in ("first", "ocha", "medecins", "zebra")] == [True, True, True, False]
    assert (len(first.figures), len(second.figures)) == (1, 0)


def test_a_document_with_many_figures_lists_the_first_of_them():
    """A table of a hundred thousand rows is counted, not listed to its end."""
    figures = [make_figure(f"f{number}", number) for number in range(FIGURES_A_DOCUMENT + 7)]
    first, second = list_documents(figures_frame(figures), DOCUMENTS)
    assert (len(first.figures), first.figure_count) == (FIGURES_A_DOCUMENT, FIGURES_A_DOCUMENT + 7)
    assert [row["figure_id"] for row in first.figures[:2]] == ["f0", "f1"]
    assert (second.figure_count, second.reporters) == (0, ())


def test_who_reports_is_known_for_countries_areas_and_nowhere():
    """Each place has its own reporters, by name; a place without a named one has none."""
    figures = figures_frame(
        [
            make_figure("f1", reporter="OCHA"),
            make_figure("f2", reporter="hRW", place=MOPTI),
            make_figure("f3", reporter="IOM", place=Place()),
            make_figure("f4", reporter=None, place=NIGER),
        ]
    )
    choices = list_choices(figures)
    found = {place: choices.list_reporters(place) for place in ("MLI", "ML-5", "NER", PLACE_NOT_KNOWN)}
    assert found == {"MLI": ("hRW", "OCHA"), "ML-5": ("hRW",), "NER": (), PLACE_NOT_KNOWN: ("IOM",)}


def test_choices_of_then_keep_those_of_now():
    """A place that came later stays a choice; the start is that of then."""
    then = list_choices(figures_frame([make_figure("f1")]))
    now = list_choices(
        figures_frame([make_figure("f2", place=NIGER, period=Period.of_year(2024), indicator=Indicator.INJURED)])
    )
    joined = join_choices(then, now)
    assert joined.places == {"MLI": "Mali", "NER": "Niger"}
    assert joined.indicators == (Indicator.KILLED, Indicator.INJURED)
    assert joined.years == tuple(range(2020, 2025))
    assert (joined.start, joined.list_reporters("NER")) == (then.start, ("OCHA",))


@pytest.mark.parametrize(
    ("place", "name"), [("NER", "Niger"), ("ML-5", "Mali: Mopti"), (PLACE_NOT_KNOWN, "an unknown place")]
)
def test_a_place_without_figures_is_named_all_the_same(place, name):
    """A view of nothing names the place that was asked for, not any place."""
    view = view_of([make_figure("f1")], place=place)
    assert (view.place_name, name in view.empty_reason) == (name, True)


def test_a_place_opens_with_what_is_counted_there():
    """The indicator of a first visit where the place has it, else its own with the most figures."""
    idps = {"indicator": Indicator.IDPS, "measure": Measure.STOCK}
    choices = list_choices(
        figures_frame(
            [
                make_figure("f1", **idps),
                make_figure("f2", place=NIGER),
                make_figure("f3", place=NIGER, indicator=Indicator.INJURED),
                make_figure("f4", place=NIGER, indicator=Indicator.INJURED, period=Period.of_year(2019)),
                make_figure("f5", place=MOPTI),
                make_figure("f6", place=Place()),
            ]
        )
    )
    opened = {place: choices.choose_indicator(place) for place in ("MLI", "ML-5", "NER", PLACE_NOT_KNOWN, "TCD")}
    assert opened == {
        "MLI": Indicator.IDPS,
        "ML-5": Indicator.KILLED,
        "NER": Indicator.INJURED,
        PLACE_NOT_KNOWN: Indicator.KILLED,
        "TCD": Indicator.IDPS,
    }


def test_an_empty_view_names_what_is_counted():
    """Where nothing is found for an indicator, those that have figures are named, the one with the most first."""
    figures = [
        make_figure("f1", indicator=Indicator.DISPLACED),
        make_figure("f2", indicator=Indicator.INJURED),
        make_figure("f3", indicator=Indicator.INJURED, period=Period.of_year(2019)),
    ]
    assert view_of(figures).empty_reason == (
        "No figure found for people killed in Mali: no document here speaks of it. "
        "There are figures for: People injured, People displaced."
    )
    assert view_of(figures, place="TCD").empty_reason.endswith("no document here speaks of it.")


def test_what_disasters_did_is_a_latest_figure_of_its_own():
    """A newer total of conflict does not hide that of disasters, nor the other way round."""
    figures = [
        make_figure("f1", 30, cause=Cause.CONFLICT, period=Period.of_year(2021)),
        make_figure("f2", 50, cause=Cause.DISASTER),
        make_figure("f3", 40, cause=Cause.DISASTER, period=Period.of_year(2019)),
    ]
    latest = view_of(figures).latest
    assert list(zip(latest["cause"], latest["value"], strict=True)) == [("conflict", 30), ("disaster", 50)]


def test_of_two_causes_with_as_many_figures_the_newer_one_is_drawn():
    """An old attack does not stand in front of the flood of this year."""
    figures = [
        make_figure("f1", 30, cause=Cause.CONFLICT, period=Period.of_year(2019)),
        make_figure("f2", 50, cause=Cause.DISASTER, period=Period.of_year(2026)),
    ]
    assert view_of(figures).evidence["value"].tolist() == [50]
