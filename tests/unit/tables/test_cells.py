"""A cell is read when it has one meaning, and refused with a reason when it has two or none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.model import Indicator, PeriodPrecision
from dashboard.tables.cells import CellError, parse_name, parse_text, parse_word
from dashboard.tables.dates import parse_date
from dashboard.tables.numbers import NumberStyle, parse_count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("0", 0),
        ("7", 7),
        ("85000", 85000),
        ("1728.5", 1728.5),
        ("61730.1666666667", 61730.1666666667),
        ("300.00", 300),
        ("85,000", 85000),
        ("1,234,567", 1234567),
        ("1,234.5", 1234.5),
        ("27 883", 27883),
        ("27\u202f883", 27883),
        ("27\u00a0883", 27883),
        ("27'883", 27883),
        ("1.234.567", 1234567),
        ("1,20,000", 120000),
        ("", None),
    ],
)
def test_reads_counts(text, count):
    """Counts are read with or without marks between thousands."""
    assert parse_count(text) == count


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1.234", "ambiguous_number"),
        ("12,5", "ambiguous_number"),
        ("12,50", "ambiguous_number"),
        ("-5", "value_negative"),
        ("−5", "value_negative"),
        ("(5)", "value_negative"),
        ("inf", "value_not_finite"),
        ("-Infinity", "value_not_finite"),
        ("1e309", "value_was_shortened"),
        ("1.2E+05", "value_was_shortened"),
        ("nan", "value_missing"),
        ("NA", "value_missing"),
        ("–", "value_missing"),
        ("12%", "value_is_a_share"),
        (">100", "value_has_a_hedge"),
        ("~100", "value_has_a_hedge"),
        ("0012", "value_not_a_number"),
        ("twelve", "value_not_a_number"),
        ("12 people", "value_not_a_number"),
        ("1,2345", "ambiguous_number"),
        ("1 23 456", "value_not_a_number"),
        ("1,234 567", "value_not_a_number"),
        ("１２", "value_not_a_number"),
        ("١٢", "value_not_a_number"),
        ("1_000", "value_not_a_number"),
        ("0x10", "value_not_a_number"),
        ("=1+1", "formula"),
        ("9007199254740993", "value_too_large"),
    ],
)
def test_refuses_what_is_no_count(text, code):
    """What pandas or float() would turn into some number is refused by name."""
    with pytest.raises(CellError) as caught:
        parse_count(text)
    assert caught.value.code == code
    assert caught.value.suggestion.endswith(".")


def test_comma_in_a_file_of_semicolons_is_doubtful():
    """Where semicolons separate the cells, 1,234 may be a decimal number; 1,234,567 may not."""
    with pytest.raises(CellError, match="1234"):
        parse_count("1,234", NumberStyle(is_comma_doubtful=True))
    assert parse_count("1,234,567", NumberStyle(is_comma_doubtful=True)) == 1234567


@given(st.integers(0, 9_999_999_999))
def test_counts_survive_writing(number):
    """Every whole number is read back from each way of writing it."""
    assert parse_count(str(number)) == number
    assert parse_count(f"{number:,}") == number
    assert parse_count(f"{number:,}".replace(",", "\u202f")) == number


@given(st.text(max_size=12))
def test_any_text_is_read_or_refused(text):
    """No text makes the parser fail in a way nobody is told about, or gives a negative count."""
    try:
        count = parse_count(text.strip())
    except CellError:
        return
    assert count is None or 0 <= count <= 10_000_000_000


@pytest.mark.parametrize(
    ("text", "precision"),
    [("2019", PeriodPrecision.YEAR), ("2019-03", PeriodPrecision.MONTH), ("2019-03-31", PeriodPrecision.DAY)],
)
def test_reads_dates_of_reduced_precision(text, precision):
    """A year, a month and a day keep how finely they are known."""
    assert (parse_date(text).isoformat(), parse_date(text).precision) == (text, precision)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("03/04/2019", "ambiguous_date"),
        ("25.12.2019", "ambiguous_date"),
        ("43525", "date_is_a_serial"),
        ("2019-02-30", "not_a_date"),
        ("March 2019", "not_a_date"),
        ("20190331", "not_a_date"),
        ("0219", "date_out_of_range"),
        ("2919-01-01", "date_out_of_range"),
    ],
)
def test_refuses_doubtful_dates(text, code):
    """A date that could be two days, or none, is refused by name."""
    with pytest.raises(CellError) as caught:
        parse_date(text)
    assert caught.value.code == code


def test_words_are_known_words():
    """A word is read whatever its capitals; an unknown one is answered with the list of known ones."""
    assert parse_word("IDPs", Indicator) is Indicator.IDPS
    assert parse_word("", Indicator) is None
    with pytest.raises(CellError) as caught:
        parse_word("refugees?", Indicator)
    assert "asylum_seekers" in caught.value.suggestion


@pytest.mark.parametrize("text", ["Gao\u202e21", "Gao\u200b", "Ga\x07o"])
def test_hidden_characters_are_refused(text):
    """Text that shows otherwise than it is stored does not come in."""
    with pytest.raises(CellError) as caught:
        parse_text(text)
    assert caught.value.code == "hidden_characters"


@pytest.mark.parametrize("text", ["NA", "0012", "null", "Côte d’Ivoire", "=cmd", "1e5"])
def test_text_stays_text(text):
    """A text cell is kept letter by letter, whatever it looks like."""
    assert parse_text(text) == text


@pytest.mark.parametrize(
    ("text", "code"), [("=Z1", "formula"), ("#REF!", "spreadsheet_error"), ("#N/A", "spreadsheet_error")]
)
def test_what_a_spreadsheet_did_not_compute_is_no_name(text, code):
    """A place that is a formula or an error is refused, so that its number does not stand there without a place."""
    with pytest.raises(CellError) as caught:
        parse_name(text)
    assert caught.value.code == code
