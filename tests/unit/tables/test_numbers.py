"""A number is read as it is meant, or refused with a reason; never as another number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.model import Quantifier
from dashboard.tables.cells import CellError
from dashboard.tables.numbers import NumberStyle, find_decimal_mark, parse_quantity

POINT, COMMA = NumberStyle("."), NumberStyle(",")

# How people write the same whole number; {0} has groups of thousands parted by commas.
WAYS = {
    "plain": lambda number: str(number),
    "comma": lambda number: f"{number:,}",
    "point": lambda number: f"{number:,}".replace(",", "."),
    "blank": lambda number: f"{number:,}".replace(",", " "),
    "thin": lambda number: f"{number:,}".replace(",", "\u2009"),
    "narrow": lambda number: f"{number:,}".replace(",", "\u202f"),
    "hard": lambda number: f"{number:,}".replace(",", "\u00a0"),
    "quote": lambda number: f"{number:,}".replace(",", "'"),
    "point decimals": lambda number: f"{number:,}.00",
    "comma decimals": lambda number: f"{number:,}".replace(",", ".") + ",00",
    "blank decimals": lambda number: f"{number:,}".replace(",", " ") + ",0",
}


def read(text, style=NumberStyle()):  # noqa: B008 (a frozen value)
    """Return the value and its bounds, or the code of the refusal."""
    try:
        quantity = parse_quantity(text, style)
    except CellError as fault:
        return fault.code
    return quantity and (quantity.value, quantity.low, quantity.high, quantity.quantifier.value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("85,000", 85000),
        ("1,234,567", 1234567),
        ("1,234.0", 1234),
        ("1.234.567", 1234567),
        ("1.234.567,0", 1234567),
        ("1 234", 1234),
        ("27\u202f883", 27883),
        ("27'883", 27883),
        ("27’883", 27883),
        ("1,20,000", 120000),
        ("12,34,567", 1234567),
        ("300.00", 300),
        ("300,00", 300),
        ("1.2 million", 1200000),
        ("1,2 million", 1200000),
        ("3k", 3000),
        ("45 mille", 45000),
        ("2 lakh", 200000),
        ("2,5 millones", 2500000),
    ],
)
def test_every_style_of_thousands_and_decimals(text, value):
    """A number that can mean one thing only is read, in a column that shows no style."""
    assert read(text)[0] == value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("~1,200", (1200, None, None, "approximately")),
        ("≈ 40", (40, None, None, "approximately")),
        (">500", (500, 500, None, "more_than")),
        (">= 500", (500, 500, None, "at_least")),
        ("500+", (500, 500, None, "at_least")),
        ("<5", (5, None, 5, "less_than")),
        ("≤5", (5, None, 5, "at_most")),
        ("at least 30", (30, 30, None, "at_least")),
        ("Au moins 30", (30, 30, None, "at_least")),
        ("más de 30", (30, 30, None, "more_than")),
        ("environ 300", (300, None, None, "approximately")),
        ("moins de 1 000", (1000, None, 1000, "less_than")),
        ("nearly 400", (400, None, 400, "approximately")),
        ("1,000-1,500", (None, 1000, 1500, "between")),
        ("10–20", (None, 10, 20, "between")),
        ("10 to 20", (None, 10, 20, "between")),
        ("entre 10 et 20", (None, 10, 20, "between")),
        ("1-2 million", (None, 1000000, 2000000, "between")),
        ("dozens", (None, 24, 99, "vague")),
        ("456", (456, 456, 456, "exact")),
        ("400", (400, None, None, "unspecified")),
    ],
)
def test_hedges_are_kept(text, expected):
    """A hedge in the cell becomes the quantifier and its bounds."""
    assert read(text) == expected


@pytest.mark.parametrize("text", ["", "-", "–", "..", "N/A", "nan", "NULL", "n.d.", "s/d", "not available", "inconnu"])
def test_what_says_nothing_is_empty(text):
    """A mark for a missing number is no number and no fault."""
    assert read(text) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1.234", "ambiguous_number"),
        ("1.250 million", "ambiguous_number"),
        ("1,250 million", "ambiguous_number"),
        ("12.5", "value_not_whole"),
        ("61730.1666666667", "value_not_whole"),
        ("0.5", "value_not_whole"),
        ("12%", "value_is_a_share"),
        ("12,5 %", "value_is_a_share"),
        ("-5", "value_negative"),
        ("−5", "value_negative"),
        ("(5)", "value_negative"),
        ("inf", "value_not_finite"),
        ("-Infinity", "value_not_finite"),
        ("1e309", "value_was_shortened"),
        ("1.2E+05", "value_was_shortened"),
        ("9007199254740993", "value_too_large"),
        ("1234567890123456789", "value_too_large"),
        ("#REF!", "spreadsheet_error"),
        ("0012", "value_not_a_number"),
        ("1 23 456", "value_not_a_number"),
        ("1,234 567", "value_not_a_number"),
        ("1,2345,678", "value_not_a_number"),
        ("5m", "value_not_a_number"),
        ("12 cents", "value_not_a_number"),
        ("$500", "value_not_a_number"),
        ("12 people", "value_not_a_number"),
        ("12*", "value_not_a_number"),
        ("12 (est.)", "value_not_a_number"),
        ("20-10", "bounds_out_of_order"),
        ("2019-03-31", "value_not_a_number"),
        ("1\u202e23", "hidden_characters"),
        ("twelve thousand", "value_not_a_number"),
        ("=1+1", "formula"),
        ("1_000", "value_not_a_number"),
    ],
)
def test_the_rest_is_refused_with_its_reason(text, code):
    """What is no count, or could be two, is refused by name."""
    assert read(text) == code


@pytest.mark.parametrize(
    ("style", "text", "value"),
    [
        (COMMA, "1.234", (1234, 1234, 1234, "exact")),
        (POINT, "1,234", (1234, 1234, 1234, "exact")),
        (POINT, "1.234", "value_not_whole"),
        (COMMA, "1,234", "value_not_whole"),
        (NumberStyle(None, is_comma_doubtful=True), "1,234", "ambiguous_number"),
        (POINT, "1.000", "ambiguous_number"),
        (COMMA, "1,000", "ambiguous_number"),
        (COMMA, "1,234,567", "ambiguous_number"),
        (POINT, "1.234,5", "ambiguous_number"),
    ],
)
def test_the_style_of_the_column_decides(style, text, value):
    """A mark that may be either is what it is in the rest of the column; the other style is refused."""
    assert read(text, style) == value


@pytest.mark.parametrize(
    ("texts", "marks"),
    [
        (["1.234", "12,5"], {","}),
        (["1.234", "1.234.567"], {","}),
        (["1,234", "0.5"], {"."}),
        (["1 234,5"], {","}),
        (["1.234", "950", "n/a"], set()),
        (["1,234"], set()),
        (["12.5", "12,5"], {".", ","}),
    ],
)
def test_evidence_of_a_column(texts, marks):
    """Only texts whose mark has one meaning show the style."""
    assert find_decimal_mark(texts) == marks


@given(number=st.integers(0, 10_000_000_000), way=st.sampled_from(sorted(WAYS)), mark=st.sampled_from([None, ".", ","]))
def test_a_number_is_read_back_or_refused(number, way, mark):
    """However a number is written, and whatever the column shows, it is never read as another one."""
    outcome = read(WAYS[way](number), NumberStyle(mark))
    assert isinstance(outcome, str) or outcome[0] == number


@given(number=st.integers(0, 10_000_000_000), way=st.sampled_from(sorted(WAYS)))
def test_a_number_is_read_in_its_own_style(number, way):
    """In a column whose style is known, every number written in it is read."""
    mark = "," if way in ("point", "comma decimals", "blank decimals") else "."
    assert read(WAYS[way](number), NumberStyle(mark))[0] == number


@given(
    low=st.integers(0, 99_999),
    more=st.integers(1, 99_999),
    join=st.sampled_from(["-", " - ", "–", " to ", " à "]),
)
def test_ranges_are_read_back(low, more, join):
    """The two ends of a range are its bounds, and there is no best value."""
    assert read(f"{low:,}{join}{low + more:,}") == (None, low, low + more, Quantifier.BETWEEN.value)


@given(st.text(max_size=16), st.sampled_from([None, ".", ","]))
def test_any_text_is_read_or_refused(text, mark):
    """No text breaks the parser, and none gives a count below zero or beyond all people."""
    outcome = read(text.strip(), NumberStyle(mark))
    if isinstance(outcome, tuple):
        assert all(0 <= part <= 10_000_000_000 for part in outcome[:3] if part is not None)
