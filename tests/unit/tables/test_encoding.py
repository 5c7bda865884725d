"""Accents come out right, or the file is refused."""

import pytest

from dashboard.model import TableError
from dashboard.tables.grid import read_grid

FRENCH = "région,déplacés\nSégou,12\nTombouctou – Gao,5\nL’Été à Côté,7\n"
SPANISH = "departamento,desplazados\nCórdoba,12\nNariño,5\nPerú,7\n"


def read_header(content: bytes) -> list[str]:
    """Return the header of a table, or the code with which it is refused."""
    try:
        return list(read_grid(content, "t.csv").header)
    except TableError as error:
        return [error.problem.code]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_encodings_that_spreadsheets_write(encoding):
    """The header and the places of a French table survive."""
    grid = read_grid(FRENCH.encode(encoding), "t.csv")
    assert grid.header == ("région", "déplacés")
    assert [row.texts[0] for row in grid.rows] == ["Ségou", "Tombouctou – Gao", "L’Été à Côté"]


@pytest.mark.parametrize("encoding", ["latin_1", "cp850"])
def test_older_encodings_are_told_with_a_note(encoding):
    """What is not UTF-8 is read rightly, and the note shows the words by which to check it."""
    grid = read_grid(SPANISH.encode(encoding), "t.csv")
    assert [row.texts[0] for row in grid.rows] == ["Córdoba", "Nariño", "Perú"]
    assert "“Córdoba”, “Nariño”, “Perú”" in grid.notes[0]


def test_mac_roman_is_told_where_it_can_be():
    """French in Mac Roman is read; Spanish, whose ó looks like a dash of Windows, is refused rather than garbled."""
    assert read_header(FRENCH.encode("mac_roman")) == ["région", "déplacés"]
    assert read_header(SPANISH.encode("mac_roman")) == ["unknown_encoding"]


@pytest.mark.parametrize(
    ("text", "encodings"),
    [
        ("регион,раненые\nДонецкая область,12\nХарьковская область,5\n", ["cp1251", "cp866", "koi8_r", "iso8859_5"]),
        ("المنطقة,الجرحى\nحلب,12\nإدلب,5\nدير الزور,7\n", ["cp1256", "iso8859_6"]),
        ("şehir,yaralı\nŞanlıurfa,12\nDiyarbakır,5\nIğdır,7\n", ["cp1254", "iso8859_9"]),
        ("województwo,ranni\nŁódź,12\nŚwiętokrzyskie,5\n", ["cp1250", "iso8859_2", "cp852"]),
        ("περιοχή,τραυματίες\nΑθήνα,12\nΛέσβος,5\n", ["cp1253"]),
    ],
)
def test_never_a_wrong_letter(text, encodings):
    """A table in another script is read as what it is, or refused; no name comes out garbled."""
    header = text.split("\n", 1)[0].split(",")
    for encoding in encodings:
        assert read_header(text.encode(encoding)) in (header, ["unknown_encoding"])


@pytest.mark.parametrize("encoding", ["cp1251", "koi8_r", "cp866"])
def test_cyrillic_is_read(encoding):
    """A table in Russian is told from one in another encoding of the same letters, with a note."""
    text = "область,переселенцы,раненые\n" + "".join(
        f"{name},12,3\n" for name in ("Донецкая область", "Харьковская область", "Запорожская область", "Одесская")
    )
    grid = read_grid(text.encode(encoding), "t.csv")
    assert grid.header == ("область", "переселенцы", "раненые")
    assert "Look whether" in grid.notes[0]


@pytest.mark.parametrize("content", [b"\xff\xfei", b"place,x\nG\x81o,5\n", b"\xef\xbb\xbfplace\nS\xe9gou\n"])
def test_bytes_that_are_no_text(content):
    """Bytes that contradict the encoding they claim are refused."""
    with pytest.raises(TableError) as caught:
        read_grid(content, "t.csv")
    assert caught.value.problem.code == "unknown_encoding"
