"""Single people are found at words for casualties, by name or by their part, and once a text."""

import pytest

from dashboard.extract import find_figures
from dashboard.model import Document


def people(text: str) -> list[str]:
    """Return the words that count the figures of a text."""
    return [figure.quantity.text for figure in find_figures(Document("d", text=text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The leader of the union, Judge Sow, was murdered.", ["The leader"]),
        ("Police said the driver of the red bus was killed.", ["the driver"]),
        ("Awa Kone, 30, and her son were wounded.", ["Awa Kone", "her son"]),
        ("The army killed Commander Bah, the governor and his guard.", ["Commander Bah"]),
        ("Residents mourned Mr. Bah, who was killed on Monday.", ["Mr. Bah"]),
    ],
)
def test_the_words_that_name_somebody_are_kept(text: str, expected: list[str]) -> None:
    """What is printed in place of a number is the person."""
    assert people(text) == expected


def test_somebody_is_told_of_once() -> None:
    """Neither a shorter name, nor an office, nor a description makes a second victim."""
    text = "Senator Awa Kone was killed. Kone was killed at home. The senator was killed by two men. Awa Kone is dead."
    assert people(text) == ["Senator Awa Kone"]


def test_another_victim_is_another_person() -> None:
    """Who has another name, or stands in a relation to the first one, is new."""
    text = "Senator Awa Kone was killed. Judge Issa Sow was killed in May. The bodyguard of the senator was killed too."
    assert people(text) == ["Senator Awa Kone", "Judge Issa Sow", "The bodyguard"]
