"""Plain text: encodings, the header of a seed, and what is cleaned away."""

import pytest

from dashboard.documents import read_document
from dashboard.documents.plain import decode, split_header, tidy
from dashboard.model import DocumentError

FRENCH = "Plus de 1 500 ménages déplacés ont été recensés à Ménaka, selon l’ONU."


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac_roman"]
)
def test_encodings_are_told_apart(encoding: str) -> None:
    """Whatever program saved a French text, its accents arrive."""
    assert decode(FRENCH.encode(encoding)) == FRENCH


def test_latin_1_is_read() -> None:
    """Latin-1 has no typographic apostrophe, but the rest of it is cp1252."""
    text = FRENCH.replace("’", "'")
    assert text == decode(text.encode("latin-1"))


@pytest.mark.parametrize(
    ("text", "encoding"),
    [("Погибли более 300 человек на юге", "cp1251"), ("قتل أكثر من ثلاثين شخصا في الهجوم", "cp1256")],
)
def test_other_scripts_are_guessed(text: str, encoding: str) -> None:
    """Cyrillic and Arabic single-byte text is not taken for Western text."""
    assert text == decode(text.encode(encoding))


@pytest.mark.parametrize("content", [bytes(range(256)) * 8, b"\x89PNG\r\n\x1a\n" + b"\x00\x01\x02" * 99, b"\x01" * 500])
def test_binary_is_no_text(content: bytes) -> None:
    """A picture under a text name is refused, not shown as letters."""
    with pytest.raises(DocumentError) as caught:
        read_document(content, "photo.txt")
    assert caught.value.problem.code == "binary_file"


def test_one_stray_nul_is_forgiven() -> None:
    """A single broken character does not cost the whole article."""
    document = read_document(b"Floods killed 12\x00 people in Gao.", "gao.txt")
    assert document.text == "Floods killed 12\ufffd people in Gao."


def test_digits_stay_in_order() -> None:
    """A right-to-left override cannot make 21 look like 12."""
    assert tidy("\u202e12\u202d killed") == "12 killed"


def test_surrogates_become_replacement_characters() -> None:
    """The text can always be written as UTF-8, and offsets behind the bad character hold."""
    assert tidy("a\ud800b") == "a\ufffdb"


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\u2028"])
def test_every_newline_is_one_character(newline: str) -> None:
    """Offsets do not depend on the system on which a file was saved."""
    assert tidy(f"Gao{newline}Mopti") == "Gao\nMopti"


def test_header_is_not_part_of_the_text() -> None:
    """Offsets count in the body; the header fills the document."""
    seed = (
        b"title: Floods in Gao\r\npublisher: Sahel Weekly\r\npublished: 2020-08\r\nauthors: \r\n"
        b"url: https://example.org/a:b\r\nlicence: CC BY 4.0\r\naccessed: 2026-11-23\r\nlanguage: en\r\n\r\n"
        b"Heavy rain fell.\r\n"
    )
    document = read_document(seed, "gao.txt")
    assert {
        "title": "Floods in Gao",
        "publisher": "Sahel Weekly",
        "authors": None,
        "published": "2020-08",
        "url": "https://example.org/a:b",
        "licence": "CC BY 4.0",
        "language": "en",
        "text": "Heavy rain fell.\n",
    }.items() <= document.record().items()
    assert document.record()["accessed"].isoformat() == "2026-11-23"


@pytest.mark.parametrize(
    "text",
    ["Toll: 12 killed\n\nRain fell.", "title: Floods\nRain fell.\n\nMore rain.", "title: alone", "Rain fell.\n\nx"],
)
def test_an_article_is_not_taken_for_a_header(text: str) -> None:
    """Text is never lost because it has a colon in it."""
    assert text == split_header(text).text
    assert split_header(text).header == {}


def test_a_wrong_date_in_the_header_is_said() -> None:
    """A typing error in a seed does not silently lose its date."""
    with pytest.raises(DocumentError, match=r"gao\.txt: The publication date \"soon\" is not a date\. Write it like"):
        read_document(b"published: soon\n\nHeavy rain fell.", "gao.txt")
