"""Cleaning never loses where a character stood."""

from hypothesis import given
from hypothesis import strategies as st

from dashboard.extract.text import clean_text

MARKS = st.text(alphabet="ab 1-\n\u00ad\u200b\u00a0[]'\u2019", max_size=60)


def test_invisible_marks_and_breaks_go() -> None:
    """Soft hyphens and breaks inside a word leave one word."""
    assert clean_text("dis\u00adplaced fami-\nlies").text == "displaced families"


def test_a_hyphen_before_a_capital_stays() -> None:
    """Only a word that goes on in small letters was broken at the line end."""
    assert clean_text("Mali-\nBurkina").text == "Mali-\nBurkina"


def test_endings_in_brackets_make_a_plural() -> None:
    """Two forms in one word are read as the plural they share; other brackets stay."""
    written = "12 personne(s) tué(e)s, blessé·e·s (e)"
    assert clean_text(written).text == "12 personnes tués, blessés (e)"


def test_note_marks_become_spaces() -> None:
    """A note mark is no number; other brackets stay."""
    assert clean_text("400 people[12] fled [sic]").text == "400 people     fled [sic]"


@given(MARKS)
def test_every_character_leads_back_to_its_like(text: str) -> None:
    """Each letter and digit of the cleaned text stands at its origin in the text as given."""
    cleaned = clean_text(text)
    kept = [(char, text[cleaned.origin(at)]) for at, char in enumerate(cleaned.text) if char.isalnum()]
    assert all(char == original for char, original in kept)


@given(MARKS)
def test_origins_never_go_back(text: str) -> None:
    """Origins rise with the position, so that spans keep their order."""
    cleaned = clean_text(text)
    origins = [cleaned.origin(at) for at in range(len(cleaned.text))]
    assert origins == sorted(set(origins))
