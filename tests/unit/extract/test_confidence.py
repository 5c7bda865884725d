"""Each figure tells why it was read as it was, and how sure that is."""

import pytest

from dashboard.extract import find_figures
from dashboard.extract.carry import CASES_MARK, COMPARED_MARK, LIST_MARK, SHARE_MARK, SUM_MARK, UPDATE_MARK
from dashboard.extract.link import _BASE, _WEIGHTS
from dashboard.model import Certainty, Document, Figure, Indicator
from dashboard.reference.confidence import load_signs

NEUTRAL = {"light word between", "plain noun", "unknown noun"}


def read(text: str) -> Figure:
    """Return the only figure of a text."""
    (figure,) = find_figures(Document("d1", text=text))
    return figure


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("At least 12 people were killed.", "the word says what was done to those counted"),
        ("Twelve people died.", "the word says what those counted did"),
        ("The raid left 12 dead.", "the word follows the number; the text does not repeat who or what is counted"),
        ("A farmer was killed.", "the word says what was done to those counted; it is a single one"),
        (
            "The driver was killed.",
            "the word says what was done to those counted; it is one person who is named or known",
        ),
        ("No one was killed.", "the word says what was done to those counted; the text says that there were none"),
        ("Fire destroyed 30 houses.", "the number follows the word; not every building is a home"),
    ],
)
def test_the_reason_is_in_plain_words(text: str, reason: str) -> None:
    """A reviewer can read how number and word stand together, and what speaks against the reading."""
    assert read(text).reason == reason


@pytest.mark.parametrize(
    ("sure", "doubtful"),
    [
        ("The storm killed 12 people.", "Twelve, local media in the town say, were killed."),
        ("The storm killed 12 people.", "The storm killed a farmer."),
        ("Fire destroyed 30 houses.", "Fire damaged and destroyed 30 houses."),
        ("The storm killed 12 people.", "The storm displaced 12 people."),
        ("Twelve people were killed.", "Twelve people are feared killed."),
    ],
)
def test_doubt_lowers_the_confidence(sure: str, doubtful: str) -> None:
    """What speaks against a reading puts it further up in the review queue."""
    assert (read(doubtful).confidence or 0) < (read(sure).confidence or 0)


def test_a_plain_statement_is_sure() -> None:
    """Nothing speaks against the simplest sentence."""
    assert (read("The storm killed 12 people.").confidence or 0) > 0.95


def test_every_fact_of_the_table_can_be_seen() -> None:
    """No sign waits for a fact that nothing shows, and of what the linker sees only what tells nothing is left out."""
    named = {fact for sign in load_signs().signs for fact in sign.facts}
    linked = {*_BASE, *_WEIGHTS, CASES_MARK, COMPARED_MARK, LIST_MARK, SHARE_MARK, SUM_MARK, UPDATE_MARK}
    assert named - linked - {*Indicator, *Certainty, "known person", "single", "close rival"} == set()
    assert linked - named == NEUTRAL


def test_a_list_is_known_by_its_words() -> None:
    """The members of a list are added in a document's total, which knows them by their reason."""
    first, second = find_figures(Document("d1", text="The raid killed 12 people in Gao and 7 in Mopti."))
    assert [LIST_MARK in (figure.reason or "") for figure in (first, second)] == [False, True]


def test_each_sign_has_words_of_its_own() -> None:
    """The words are told apart by a semicolon, and by them the weights are fitted."""
    words = [sign.words for sign in load_signs().signs]
    assert (len(set(words)), [text for text in words if ";" in text]) == (len(words), [])
