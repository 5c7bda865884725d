"""Sentences end where a reader would end them, and tokens know their place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.extract.segment import find_sentences


def cut(text: str) -> list[str]:
    """Return the sentences as text."""
    return [text[sentence.start : sentence.end] for sentence in find_sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ten died. Five fled.", ["Ten died.", "Five fled."]),
        ("Gen. Traoré and Dr. Keita came. They left.", ["Gen. Traoré and Dr. Keita came.", "They left."]),
        ("The U.N. said 12 fled. It is sure.", ["The U.N. said 12 fled.", "It is sure."]),
        ("He said: “Ten died.” Nobody answered.", ["He said: “Ten died.”", "Nobody answered."]),
        ("1. Mali had 3. Chad had none.", ["1. Mali had 3.", "Chad had none."]),
        ("It cost 1.5 million. It failed.", ["It cost 1.5 million.", "It failed."]),
        ("Headline Without A Stop\n\nTen died.", ["Headline Without A Stop", "Ten died."]),
        ("Ten people were\nkilled. Five fled.", ["Ten people were\nkilled.", "Five fled."]),
        ("85,000\nPeople displaced", ["85,000\nPeople displaced"]),
        ("12.4M\nPeople in need\n450K\nReturnees", ["12.4M\nPeople in need", "450K\nReturnees"]),
        ("3.\nFloods in Gao", ["3.", "Floods in Gao"]),
        ("Ten died.[3] Five fled.", ["Ten died.", "Five fled."]),
        ("Many died... and more fled.", ["Many died... and more fled."]),
        ("   \n\n ", []),
    ],
)
def test_cuts_like_a_reader(text: str, expected: list[str]) -> None:
    """Stops, abbreviations, quotes, headlines and wrapped lines are told apart."""
    assert expected == cut(text)


def test_tokens_stand_where_they_say() -> None:
    """A token's offsets count in the text as given, across a soft hyphen too."""
    text = "Some 12,000 vil\u00adlagers fled."
    tokens = find_sentences(text)[0].tokens
    printed = [text[start:end] for start, end in zip(tokens.starts, tokens.ends, strict=True)]
    assert list(zip(printed, tokens.norms, strict=True)) == [
        ("Some", "some"),
        ("12,000", "12,000"),
        ("vil\u00adlagers", "villagers"),
        ("fled", "fled"),
        (".", "."),
    ]


def test_names_with_numbers_stay_whole() -> None:
    """M23 is one token; 16-year-old and AK-47 are cut at their hyphens."""
    assert find_sentences("M23 AK-47 U.S.")[0].tokens.texts == ["M23", "AK", "-", "47", "U.S."]


def test_an_endless_line_is_cut() -> None:
    """A table without stops becomes pieces of bounded length, and nothing is lost."""
    pieces = cut("twelve fled " * 1_000)
    assert (max(map(len, pieces)) <= 2_000, sum(piece.count("fled") for piece in pieces)) == (True, 1_000)


@given(st.text(alphabet="Ab1 .!\n\u00ad\u00a0\"'", max_size=80))
def test_no_letter_is_lost_or_doubled(text: str) -> None:
    """Sentences are in order, do not overlap, and hold every letter and digit."""
    sentences = find_sentences(text)
    spans = [(sentence.start, sentence.end) for sentence in sentences]
    held = "".join(char for start, end in spans for char in text[start:end] if char.isalnum())
    assert spans == sorted(spans)
    assert held == "".join(char for char in text if char.isalnum())
