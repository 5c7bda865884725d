"""What a person fills in is read as strictly as a table, and what nobody touched is left alone."""

from dataclasses import replace
from datetime import date

import pytest

from dashboard.model import (
    Evidence,
    Figure,
    Indicator,
    Measure,
    Period,
    PeriodBasis,
    Place,
    Quantifier,
    Quantity,
    Unit,
)
from dashboard.services.fields import FIELDS, VOCABULARIES, list_edits, read_fields, write_fields
from dashboard.store.reviews import CORRECTABLE

QUOTE = "At least 400 people\nwere killed in Mopti, 30 of them children."
FIGURE = Figure(
    "f1",
    Indicator.KILLED,
    Measure.FLOW,
    Unit.PERSON,
    Quantity(400, 400, None, Quantifier.AT_LEAST, "400"),
    document_id="d1",
    place=Place("MLI", "Mali", "ML-5", "Mopti", None, "Mopti"),
    period=Period.of_year(2019, PeriodBasis.PUBLICATION),
    reporter="OCHA",
    evidence=Evidence(QUOTE, 0, len(QUOTE), "killed"),
    confidence=0.5,
)


def read(**fields):
    """Read changed fields into the figure; they have to be right."""
    figure, problems = read_fields(FIGURE, fields)
    assert problems == []
    return figure


def refuse(figure=FIGURE, **fields):
    """Read changed fields that are wrong; return the code and the place of each problem."""
    read, problems = read_fields(figure, fields)
    assert read is None
    assert all(problem.message and problem.suggestion for problem in problems)
    return [(problem.code, problem.where) for problem in problems]


def test_the_fields_are_those_the_store_lets_change():
    """The form has every column a correction may change, but for names that follow from codes."""
    assert {*FIELDS, "location_name", "admin1_name"} == set(CORRECTABLE)


def test_fields_come_back():
    """A figure written as text and read with one change differs in that one only."""
    figure, _ = read_fields(FIGURE, {**write_fields(FIGURE), "reporter": "UNHCR"})
    assert figure == replace(FIGURE, reporter="UNHCR")


@pytest.mark.parametrize("name", VOCABULARIES)
def test_every_word_of_a_vocabulary_can_be_chosen(name):
    """Each field with controlled words takes each of them."""
    for word in VOCABULARIES[name]:
        figure = replace(FIGURE, quantity=Quantity(400, 300, 500, FIGURE.quantity.quantifier, "400"))
        if word != figure.record()[name]:
            read, problems = read_fields(figure, {name: str(word), "value_low": "250"})
            assert (problems, read.record()[name]) == ([], word)


@pytest.mark.parametrize(
    ("hedge", "bounds"),
    [("at_least", (450, None)), ("exact", (450, 450)), ("less_than", (None, 450)), ("approximately", (None, None))],
)
def test_bounds_follow_the_number_and_its_hedge(hedge, bounds):
    """Who mends a number need not mend the bound that the hedge implies; no old bound stays behind."""
    quantity = read(value="450", quantifier=hedge).quantity
    assert (quantity.value, quantity.low, quantity.high) == (450, *bounds)


def test_filled_in_bounds_stay():
    """A bound that was filled in goes before one that is implied."""
    quantity = read(value="450", value_low="430", value_high="500").quantity
    assert (quantity.low, quantity.high) == (430, 500)


def test_a_range_is_two_bounds():
    """A number becomes a range by emptying it and filling in both bounds."""
    quantity = read(value="", quantifier="between", value_low="300", value_high="400").quantity
    assert (quantity.value, quantity.low, quantity.high) == (None, 300, 400)


@pytest.mark.parametrize(
    ("fields", "code", "where"),
    [
        ({"value": "500", "value_high": "450"}, "outside_bounds", "Number"),
        ({"value_low": "401"}, "outside_bounds", "Number"),
        ({"value": "", "value_low": ""}, "value_missing", "Number"),
        ({"value": "-4"}, "value_negative", "Number"),
        ({"value": "1.234"}, "ambiguous_number", "Number"),
        ({"value_high": "many"}, "value_not_a_number", "At most"),
        ({"quantifier": "between"}, "range_needs_bounds", "Said as"),
        ({"indicator": "stateless"}, "unknown_word", "What is counted"),
        ({"cause": ""}, "word_missing", "Cause"),
        ({"location_code": "XXX"}, "unknown_country", "Country"),
        ({"location_code": "NER"}, "place_contradicts", "Area"),
        ({"location_code": ""}, "place_contradicts", "Area"),
        ({"admin1_code": "NE-1"}, "place_contradicts", "Area"),
        ({"admin1_code": "Mopti"}, "unknown_area", "Area"),
        ({"reference_period_start": "2020"}, "period_runs_backwards", "Last day"),
        ({"reference_period_end": "03/04/2019"}, "ambiguous_date", "Last day"),
        ({"value_text": "401"}, "not_in_the_sentence", "As printed"),
        ({"reporter": "OCHA\u202e"}, "hidden_characters", "Reported by"),
        ({"part_of": "f1"}, "points_to_itself", "Part of"),
        ({"reporter": " OCHA "}, "nothing_changed", "all fields"),
        ({}, "nothing_changed", "all fields"),
    ],
)
def test_what_is_wrong_is_said_where_it_stands(fields, code, where):
    """A value outside its bounds, a word nobody knows or a place that is elsewhere is a problem, not an error."""
    assert refuse(**fields) == [(code, where)]


def test_all_problems_come_at_once():
    """Who made three mistakes is told of three."""
    assert len(refuse(value="many", indicator="stateless", reference_period_start="soon")) == 3


def test_a_place_moves_with_its_names():
    """Another country brings its name, and another area its own."""
    place = read(location_code="ner", admin1_code="NE-1").place
    assert (place.location_code, place.location_name, place.admin1_code, place.admin1_name) == (
        "NER",
        "Niger",
        "NE-1",
        "Agadez",
    )
    assert read(admin1_code="").place == Place("MLI", "Mali", None, None, None, "Mopti")


@pytest.mark.parametrize(
    ("start", "end", "precision"),
    [
        ("2020", "2020", "year"),
        ("2020-02", "2020-02", "month"),
        ("2020-02-03", "2020-02-03", "day"),
        ("2020-02-03", "2020-05-01", "year"),
        ("", "", "unknown"),
    ],
)
def test_how_finely_a_period_is_known_follows_its_days(start, end, precision):
    """A year, a month or a day is known as such; another span is as finely known as it was."""
    figure = read(reference_period_start=start, reference_period_end=end)
    assert figure.period.precision == precision
    assert figure.period.basis == PeriodBasis.PUBLICATION


def test_a_month_stands_for_its_days():
    """February as first and last day is the whole of February."""
    period = read(reference_period_start="2020-02", reference_period_end="2020-02").period
    assert (period.start, period.end) == (date(2020, 2, 1), date(2020, 2, 29))


def test_another_number_of_the_sentence():
    """The printed number can be another one of the same sentence."""
    assert read(value="30", quantifier="unspecified", value_text="30").quantity == Quantity(30, text="30")


def test_an_odd_value_that_nobody_touched_is_in_nobodys_way():
    """A number with three decimals, which nobody may type, does not keep the reporter from being mended."""
    figure = replace(FIGURE, quantity=Quantity(1.234))
    mended, problems = read_fields(figure, {**write_fields(figure), "reporter": "UNHCR"})
    assert (problems, mended.quantity.value) == ([], 1.234)


def test_line_breaks_are_no_edit():
    """A text that differs from the figure's in blanks only was not edited."""
    figure = replace(FIGURE, reporter="World  Food\nProgramme")
    assert list_edits(figure, {"reporter": "World Food Programme"}) == {}
