"""Numbers are read as they are written, in digits and in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.extract.match import load_vocabulary
from dashboard.extract.numbers import find_numbers, parse_digits, parse_number
from dashboard.extract.segment import find_sentences
from dashboard.model import Quantifier, Quantity

ENGLISH = load_vocabulary("en")
ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
SCALES = (("million", 10**6), ("thousand", 10**3), ("lakh", 10**5))


def read(text: str) -> list[Quantity]:
    """Return the quantities of a one-sentence text."""
    return [number.quantity for number in find_numbers(find_sentences(text)[0].tokens, ENGLISH)]


def in_words(number: int) -> str:
    """Write a number from 1 to 999,999 in English words."""
    if number >= 1_000:
        rest = number % 1_000
        return f"{in_words(number // 1_000)} thousand" + (f" {in_words(rest)}" if rest else "")
    if number >= 100:
        rest = number % 100
        return f"{ONES[number // 100]} hundred" + (f" and {in_words(rest)}" if rest else "")
    if number >= 20:
        return TENS[number // 10] + (f"-{ONES[number % 10]}" if number % 10 else "")
    return ONES[number]


@given(st.integers(1, 999_999))
def test_words_are_read_back(number: int) -> None:
    """A number written in words has its own value."""
    tokens = find_sentences(in_words(number))[0].tokens
    assert parse_number(tokens, 0, ENGLISH.words) == (number, len(tokens))


@given(st.integers(1_000, 999_999_999), st.sampled_from(",.'"))
def test_any_mark_groups_thousands(number: int, mark: str) -> None:
    """85,000 and 85.000 and 85'000 are the same number."""
    assert parse_digits(f"{number:,}".replace(",", mark), ".") == number


@given(st.integers(1_000, 999_999_999), st.sampled_from(" \u00a0\u202f"))
def test_spaces_group_thousands(number: int, space: str) -> None:
    """85 000 is one number, whichever space is printed."""
    tokens = find_sentences(f"{number:,}".replace(",", space))[0].tokens
    assert parse_number(tokens, 0, ENGLISH.words) == (number, len(tokens))


@given(st.integers(1, 999), st.integers(0, 9), st.sampled_from(SCALES))
def test_scales_multiply(whole: int, tenth: int, scale: tuple[str, int]) -> None:
    """1.2 million is 1,200,000."""
    tokens = find_sentences(f"{whole}.{tenth} {scale[0]}")[0].tokens
    parsed = parse_number(tokens, 0, ENGLISH.words)
    assert parsed == (pytest.approx((whole + tenth / 10) * scale[1]), 2)


@given(st.integers(1, 9_999), st.integers(1, 9_999))
def test_ranges_keep_both_ends(low: int, more: int) -> None:
    """Of "between 12 and 15" there are bounds and no best value."""
    high = low + more
    assert read(f"between {low:,} and {high:,} people") == [Quantity(None, low, high, Quantifier.BETWEEN)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12 people", Quantity(12, 12, 12, Quantifier.EXACT)),
        ("400 people", Quantity(400)),
        ("at least 12", Quantity(12, 12, None, Quantifier.AT_LEAST)),
        ("more than 400", Quantity(400, 400, None, Quantifier.MORE_THAN)),
        ("up to 400", Quantity(400, None, 400, Quantifier.AT_MOST)),
        ("fewer than 30", Quantity(30, None, 30, Quantifier.LESS_THAN)),
        ("nearly 30", Quantity(30, None, 30, Quantifier.APPROXIMATELY)),
        ("about 30", Quantity(30, None, None, Quantifier.APPROXIMATELY)),
        ("at least another 12", Quantity(12, 12, None, Quantifier.AT_LEAST)),
        ("some 20–30", Quantity(None, 20, 30, Quantifier.BETWEEN)),
        ("1.5 to 2 million", Quantity(None, 1_500_000, 2_000_000, Quantifier.BETWEEN)),
        ("dozens", Quantity(None, 24, 99, Quantifier.VAGUE)),
        ("tens of thousands", Quantity(None, 20_000, 99_999, Quantifier.VAGUE)),
        ("half a million", Quantity(500_000)),
        ("two and a half million", Quantity(2_500_000)),
        ("a million and a half", Quantity(1_500_000)),
        ("100-plus", Quantity(100, 100, None, Quantifier.AT_LEAST)),
        ("no fewer than twelve", Quantity(12, 12, None, Quantifier.AT_LEAST)),
        ("no casualties", Quantity(0, 0, 0, Quantifier.EXACT)),
    ],
)
def test_hedges_set_the_bounds(text: str, expected: Quantity) -> None:
    """Value and bounds say what the text says, no more."""
    assert [expected] == read(text)


@pytest.mark.parametrize(
    "text",
    [
        "12%", "12 percent", "$12 million", "US$ 12", "12 euros", "2nd", "16-year-old", "AK-47", "M23", "11:30", "5 am",
        "one in ten", "2 out of 3", "Route 66", "Resolution 2391", "No. 5", "aged 12", "10 km", "7.8", "12-member",
        "12.5.2015", "3/4", "per 1,000", "ages 19 and 24", "Articles 12, 14",
    ],
)  # fmt: skip
def test_what_counts_nothing_is_left_out(text: str) -> None:
    """Money, shares, ordinals, ages, times, names and distances are no counts."""
    assert read(text) == []


def test_a_rise_is_no_range() -> None:
    """After a verb of change "from 30 to 45" gives both numbers."""
    assert [quantity.value for quantity in read("rose from 30 to 45")] == [30, 45]
