"""What people read: numbers with their hedge, dates, places, sentences, citations."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.frames import figures_frame, read_rows
from dashboard.model import (
    Cause,
    Certainty,
    Document,
    Figure,
    Indicator,
    Measure,
    Method,
    Period,
    PeriodBasis,
    PeriodPrecision,
    Place,
    PopulationGroup,
    Quantifier,
    Quantity,
    ReviewStatus,
    Unit,
)
from dashboard.wording import (
    cite,
    count_noun,
    describe_chart,
    describe_figure,
    explain_role,
    explain_rule,
    format_count,
    format_number,
    format_period,
    format_place,
    format_quantity,
    format_range,
    name_word,
    say_finding,
    say_others,
    say_when,
)

AT_LEAST_400 = Quantity(400, 400, None, Quantifier.AT_LEAST)
MALI = Place("MLI", "Mali", text="Mali")


def make_figure(**parts) -> Figure:
    """Return the figure of the first article, or whatever else is said."""
    given_parts = {
        "indicator": Indicator.KILLED,
        "measure": Measure.FLOW,
        "unit": Unit.PERSON,
        "quantity": AT_LEAST_400,
        "place": MALI,
        "period": Period.of_year(2019, PeriodBasis.PUBLICATION),
        "reporter": "Human Rights Watch",
    }
    return Figure("f1", **(given_parts | parts))


@pytest.mark.parametrize(
    ("quantity", "expected"),
    [
        (Quantity(85000), "85,000"),
        (Quantity(203, 203, 203, Quantifier.EXACT), "203"),
        (Quantity(30, quantifier=Quantifier.APPROXIMATELY), "about 30"),
        (Quantity(40, None, 40, Quantifier.APPROXIMATELY), "nearly 40"),
        (Quantity(85000, 85000, None, Quantifier.AT_LEAST), "at least 85,000"),
        (Quantity(3300, 3300, None, Quantifier.MORE_THAN), "more than 3,300"),
        (Quantity(600, None, 600, Quantifier.AT_MOST), "at most 600"),
        (Quantity(50, None, 50, Quantifier.LESS_THAN), "fewer than 50"),
        (Quantity(None, 12, 15, Quantifier.BETWEEN), "between 12 and 15"),
        (Quantity(None, 24, 99, Quantifier.VAGUE, "dozens"), "dozens (24–99)"),
        (Quantity(None, 2000, None, Quantifier.VAGUE, "thousands"), "thousands (2,000 or more)"),
        (Quantity(70, 50, 100, Quantifier.APPROXIMATELY), "about 70 (50–100)"),
        (Quantity(0), "0"),
    ],
)
def test_the_hedge_goes_with_the_number(quantity: Quantity, expected: str) -> None:
    """Every quantifier has its word, and no number is shown without it."""
    assert format_quantity(quantity) == expected


def test_a_vague_count_never_shows_a_best_value() -> None:
    """Dozens are their bounds: nothing between 24 and 99 is printed."""
    text = format_count(Quantity(None, 24, 99, Quantifier.VAGUE), Indicator.KILLED, Unit.PERSON)

    assert text == "dozens of people killed (24–99)"


def test_a_missing_number_is_two_dots() -> None:
    """A missing value is neither blank nor zero."""
    assert [format_number(None), format_range(None, None)] == ["..", ".."]


@pytest.mark.parametrize(
    ("value", "expected"),
    [(1_500_000, "1.5 million"), (2_000_000, "2 million"), (2_062_534, "2,062,534"), (85_000, "85,000")],
)
def test_titles_write_millions_only_where_nothing_is_lost(value: float, expected: str) -> None:
    """A title shortens 1,500,000 and leaves 2,062,534 alone; thousands are never cut."""
    assert format_number(value, in_title=True) == expected


@given(st.integers(min_value=0, max_value=10**9))
def test_no_number_is_rounded_on_the_way_to_a_reader(value: int) -> None:
    """What is printed reads back as the number that was meant, in titles too."""
    text = format_number(value, in_title=True)
    number, _, unit = text.partition(" ")

    assert round(float(number.replace(",", "")) * (1_000_000 if unit else 1)) == value


@pytest.mark.parametrize(
    ("count", "unit", "indicator", "expected"),
    [
        (1, Unit.PERSON, Indicator.KILLED, "person killed"),
        (400, Unit.PERSON, Indicator.KILLED, "people killed"),
        (0, Unit.PERSON, Indicator.KILLED, "people killed"),
        (310, Unit.HOUSEHOLD, Indicator.DISPLACED, "households displaced"),
        (1, Unit.HOUSEHOLD, Indicator.DISPLACED, "household displaced"),
        (12_633, Unit.HOUSEHOLD, Indicator.IDPS, "households of internally displaced people"),
        (220, Unit.HOUSING_UNIT, Indicator.HOUSES_DESTROYED, "homes destroyed"),
    ],
)
def test_singular_and_plural_go_with_the_count(count: int, unit: Unit, indicator: Indicator, expected: str) -> None:
    """One person, several people; households are named as such."""
    assert count_noun(indicator, unit, count) == expected


def test_every_indicator_has_words_in_every_unit() -> None:
    """No developer's word and no empty text comes out for any indicator and unit."""
    nouns = [count_noun(indicator, unit, 2) for indicator in Indicator for unit in Unit]

    assert [noun for noun in nouns if not noun or "_" in noun] == []


VOCABULARIES = [Cause, Certainty, Indicator, Measure, Method, PeriodBasis, PeriodPrecision, PopulationGroup, Quantifier]


@pytest.mark.parametrize("vocabulary", [*VOCABULARIES, ReviewStatus, Unit])
def test_every_word_of_the_vocabulary_has_a_name(vocabulary) -> None:
    """No enumeration shows its own spelling with underscores to a reader."""
    assert [word for word in vocabulary if "_" in name_word(word)] == []


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        (Period.of_year(2019, PeriodBasis.PUBLICATION), "2019 (date of the report)"),
        (Period.of_day(date(2023, 12, 31)), "31 December 2023"),
        (Period.of_month(2021, 6), "June 2021"),
        (Period(date(2021, 6, 4), date(2021, 6, 5), PeriodPrecision.DAY), "4–5 June 2021"),
        (Period(date(2022, 3, 27), date(2022, 4, 2), PeriodPrecision.DAY), "27 March – 2 April 2022"),
        (Period(date(2019, 1, 1), date(2019, 11, 30), PeriodPrecision.MONTH), "January – November 2019"),
        (Period(date(2013, 1, 1), date(2014, 12, 31), PeriodPrecision.YEAR), "2013–2014"),
        (Period(date(2012, 1, 17), None), "since 17 January 2012"),
        (Period(None, date(2012, 1, 17)), "up to 17 January 2012"),
        (Period(), "not dated"),
    ],
)
def test_a_period_is_as_fine_as_it_is_known(period: Period, expected: str) -> None:
    """Day, month, year and open periods each have their form; the date of a report is called so."""
    assert format_period(period) == expected


@pytest.mark.parametrize(
    ("measure", "period", "expected"),
    [
        (Measure.CUMULATIVE, Period.of_day(date(2026, 3, 3)), "up to 3 March 2026"),
        (
            Measure.CUMULATIVE,
            Period(date(2026, 1, 1), date(2026, 3, 3), PeriodPrecision.DAY),
            "1 January – 3 March 2026",
        ),
        (
            Measure.CUMULATIVE,
            Period.of_day(date(2026, 3, 3), PeriodBasis.PUBLICATION),
            "3 March 2026 (date of the report)",
        ),
        (Measure.FLOW, Period.of_day(date(2026, 3, 3)), "3 March 2026"),
        (Measure.STOCK, Period.of_day(date(2026, 3, 3)), "3 March 2026"),
    ],
)
def test_the_day_of_a_running_total_is_its_last(measure: Measure, period: Period, expected: str) -> None:
    """What was counted "as of" a day did not happen on it; a figure and its row say so alike."""
    figure = Figure("f1", Indicator.KILLED, measure, Unit.PERSON, Quantity(40), period=period)
    row = next(iter(read_rows(figures_frame([figure]))))
    assert format_period(figure) == format_period(row) == expected


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        (Period.of_month(2019, 3), "in March 2019"),
        (Period(date(2022, 3, 27), date(2022, 3, 31), PeriodPrecision.DAY), "on 27–31 March 2022"),
        (Period.of_year(2019, PeriodBasis.PUBLICATION), "reported in 2019"),
        (Period(date(2024, 5, 1), date(2024, 9, 16), PeriodPrecision.DAY), "in the period 1 May – 16 September 2024"),
        (Period(date(2012, 1, 17), None), "since 17 January 2012"),
    ],
)
def test_a_period_goes_into_a_sentence(period: Period, expected: str) -> None:
    """Each form has its preposition, and "reported in 2019" stays the date of the report."""
    assert say_when(period) == expected


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (Place("MLI", "Mali", "ML-5", "Mopti", None, "Ogossagou"), "Ogossagou, Mopti, Mali"),
        (
            Place("BFA", "Burkina Faso", None, "Plateau-Central", None, "Plateau Central"),
            "Plateau Central, Burkina Faso",
        ),
        (Place("MLI", "Mali", "ML-6", "Tombouctou", None, "Timbuktu"), "Timbuktu, Mali"),
        (Place("MLI", "Mali", text="Mali"), "Mali"),
        (Place("MLI", "Mali", text="central Mali"), "central Mali"),
        (Place("MLI", "Mali", None, "Kidal", None, "Kidal region"), "Kidal region, Mali"),
        (Place("BFA", "Burkina Faso", None, "Sahel", None, "Sahel (as listed)"), "Sahel, Burkina Faso"),
        (Place("MRT", "Mauritania", origin_code="MLI"), "Mauritania, from Mali"),
        (Place(), ""),
    ],
)
def test_a_place_is_named_once(place: Place, expected: str) -> None:
    """From the narrow to the wide, without the same name twice."""
    assert format_place(place) == expected


def test_a_figure_has_one_sentence() -> None:
    """The first article's figure reads as a person would say it."""
    assert describe_figure(make_figure()) == (
        "Human Rights Watch: at least 400 people killed in Mali, 2019 (date of the report)."
    )


def test_a_row_reads_like_its_figure() -> None:
    """The table's row and the figure it was made of give the same sentence."""
    figure = make_figure(cause=Cause.DISASTER, measure=Measure.CUMULATIVE)

    assert describe_figure(read_rows(figures_frame([figure]))[0]) == describe_figure(figure)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"certainty": Certainty.FEARED}, "feared, not confirmed"),
        ({"certainty": Certainty.NEGATED}, "denied"),
        ({"cause": Cause.DISASTER}, "caused by disaster"),
        ({"measure": Measure.CUMULATIVE}, "running total since the start"),
        ({"population_group": PopulationGroup.CHILDREN}, "at least 400 children killed"),
        ({"reporter": None}, "Reporter not named"),
        ({"place": Place()}, "place not stated"),
        ({"period": Period()}, "not dated"),
    ],
)
def test_what_limits_a_figure_is_in_its_sentence(parts: dict, expected: str) -> None:
    """Doubt, cause, kind of count, part of the population and gaps are all said."""
    assert expected in describe_figure(make_figure(**parts))


REVIEW = Document("d1", "World Report 2020", "Human Rights Watch", published=Period.of_month(2020, 1))


@pytest.mark.parametrize(
    ("document", "reporter", "expected"),
    [
        (REVIEW, "Human Rights Watch", "Human Rights Watch, “World Report 2020”, January 2020"),
        (REVIEW, "OCHA", "OCHA, quoted in “World Report 2020”, Human Rights Watch, January 2020"),
        (
            Document("d2", "Displacement report", "IOM DTM", published=Period.of_year(2014)),
            "IOM",
            "IOM, “Displacement report”, 2014",
        ),
        (
            Document("d3", '"How Much More?" A report.', accessed=date(2026, 3, 2)),
            "UNHCR",
            "UNHCR, quoted in “‘How Much More?’ A report”, publisher not known, date not known; accessed 2 March 2026",
        ),
        (REVIEW, None, "Human Rights Watch, “World Report 2020”, January 2020"),
        (Document("d4"), None, "Reporter not named, untitled document, publisher not known, date not known"),
        (None, "MINUSMA", "MINUSMA, entered by hand, no document"),
    ],
)
def test_a_citation_says_what_is_not_known(document: Document | None, reporter: str | None, expected: str) -> None:
    """Reporter, title, publisher if second-hand, date, access date; gaps are named."""
    assert cite(document, reporter) == expected


def test_a_citation_can_name_the_page() -> None:
    """The page stands after the date."""
    assert cite(REVIEW, "OCHA", page=12).endswith("January 2020, p. 12")


def test_numbers_and_dates_follow_the_language() -> None:
    """French separators and month names come from the locale, the words from the catalogue."""
    assert [format_number(85000, "fr"), format_period(Period.of_day(date(2023, 12, 31)), "fr")] == [
        "85\u202f000",
        "31 décembre 2023",
    ]


def test_a_finding_starts_with_a_capital() -> None:
    """The title is one sentence with number, place, date and reporter."""
    assert say_finding("between 12 and 15 people killed", "", Period(), None) == (
        "Between 12 and 15 people killed, not dated, reporter not named"
    )


def test_other_sources_keep_their_hedges() -> None:
    """The span runs from the lowest to the highest, each end with its own word."""
    others = [Quantity(300, quantifier=Quantifier.APPROXIMATELY), Quantity(203, 203, 203, Quantifier.EXACT)]

    assert say_others(others) == "other sources: 203 to about 300"


def test_a_chart_is_described_with_all_its_figures() -> None:
    """The text alternative holds each sentence and says what is only in the table."""
    assert describe_chart(["A: 1.", "B: 2."], 38) == "Chart of 2 figures. A: 1. B: 2. 38 more in the table."


def test_rules_and_reasons_are_sentences() -> None:
    """What the ledger gives can be shown as it is."""
    assert explain_rule("same_claim").endswith("however many documents carry it.")
    assert explain_role("inside", place="Mali") == "inside Mali, which has a figure of its own"
