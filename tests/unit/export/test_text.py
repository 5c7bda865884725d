"""Text is measured with the font it is drawn with, and none of it is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageFont

from dashboard.charts.citations import LETTERS, superscript
from dashboard.export.text import FONT_FOLDER, Weight, clean_text, measure, wrap, wrap_evenly

TEXTS = st.text(st.characters(codec="utf-8"), max_size=200)


@given(TEXTS, st.integers(60, 900))
def test_wrapping_keeps_every_letter(text: str, width: int) -> None:
    """The lines together hold the very letters of the cleaned text, in their order."""
    lines = wrap(text, width, 14)

    assert "".join(lines).replace(" ", "") == clean_text(text).replace(" ", "")


@given(TEXTS, st.integers(60, 900), st.sampled_from(Weight))
def test_no_line_is_too_wide(text: str, width: int, weight: Weight) -> None:
    """Every line fits, whatever the text: long words are broken."""
    assert [line for line in wrap(text, width, 14, weight) if measure(line, 14, weight) > width] == []


@given(TEXTS, st.integers(60, 900))
def test_even_lines_are_as_few_and_say_the_same(text: str, width: int) -> None:
    """Evening out the lines changes where they break, neither their number nor their words."""
    plain, even = wrap(text, width, 30), wrap_evenly(text, width, 30)

    assert (len(even), " ".join(even)) == (len(plain), " ".join(plain))


@given(TEXTS)
def test_cleaning_is_done_once(text: str) -> None:
    """Cleaning a clean text changes nothing."""
    assert clean_text(clean_text(text)) == clean_text(text)


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("a\x00b\x1b[31mc", "ab[31mc"),
        ("two\r\n\tlines\u2028more", "two lines more"),
        ("safe\u202etxt.exe", "safetxt.exe"),
        ("85\u00a0000 et 1\u202f500", "85\u00a0000 et 1\u202f500"),
        ("\ud800\ufffe\U0001ffff", ""),
        ("e\u0301", "é"),
        ("نزوح 400 شخص", "نزوح 400 شخص"),
    ],
)
def test_cleaning(dirty: str, clean: str) -> None:
    """Control signs, line breaks and hidden changes of direction go; scripts and no-break spaces stay."""
    assert clean_text(dirty) == clean


def test_a_number_is_not_parted_from_its_thousands() -> None:
    """French numbers hold together at a line's end."""
    assert wrap("environ 85\u202f000 personnes", 90, 14) == ["environ", "85\u202f000", "personnes"]


def test_a_long_address_breaks_after_a_slash() -> None:
    """An address is broken where a reader can see that it goes on."""
    assert wrap("https://dtm.example.org/reports/mali-november", 230, 14) == [
        "https://dtm.example.org/reports/",
        "mali-november",
    ]


@pytest.mark.parametrize("name", ["NotoSans-Regular.ttf", "NotoSans-SemiBold.ttf"])
def test_the_font_has_every_citation_letter(name: str) -> None:
    """Superscript letters and figures are drawn by our font, not left as empty boxes."""
    font = ImageFont.truetype(FONT_FOLDER / name, 40)
    letters = "".join(map(superscript, [*LETTERS, "1234567890"]))
    empty_box = bytes(font.getmask("\uffff"))

    assert [letter for letter in letters if bytes(font.getmask(letter)) == empty_box] == []
