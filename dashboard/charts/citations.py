"""Which source stands behind which number: one letter for each, in order of appearance.

A source is a reporter in a document: one report that quotes two ministries gives two.
Letters follow UN editorial style: superscript, lower case, without q (it has no
superscript form); after the twenty-fifth, numbers.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from dashboard.frames import read_rows
from dashboard.wording import cite

LETTERS = "abcdefghijklmnoprstuvwxyz"
_SUPERSCRIPTS = str.maketrans("abcdefghijklmnoprstuvwxyz0123456789", "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class Source:
    """One entry under a chart: its letter and its citation."""

    letter: str
    citation: str
    document_id: str | None
    reporter: str | None

    @property
    def text(self) -> str:
        """Return the entry as it is printed: superscript letter, then the citation."""
        return f"{superscript(self.letter)} {self.citation}"


@dataclass(frozen=True, slots=True)
class Sources:
    """All sources of a view in the order of their letters, and the letter of each figure."""

    entries: tuple[Source, ...]
    letters: Mapping[str, str]

    def mark_of(self, figure_id: str) -> str:
        """Return the superscript that follows a figure's number; "" for an unknown figure."""
        letter = self.letters.get(figure_id)
        return superscript(letter) if letter else ""

    @property
    def texts(self) -> list[str]:
        """Return the entries as they are printed under a chart."""
        return [entry.text for entry in self.entries]


def assign_letters(figures: pd.DataFrame, documents: pd.DataFrame, locale: str = "en") -> Sources:
    """Return the sources of the figures, lettered in the order of the rows.

    A figure whose document is not in ``documents`` is cited as one without a document.

    Example:
        >>> from dashboard.frames import documents_frame, figures_frame
        >>> assign_letters(figures_frame([]), documents_frame([])).entries
        ()
    """
    known = {row["document_id"]: row for row in read_rows(documents.drop(columns="text", errors="ignore"))}
    found: dict[tuple[str | None, str | None], Source] = {}
    letters: dict[str, str] = {}
    for row in read_rows(figures[["figure_id", "document_id", "reporter"]]):
        key = (row["document_id"] if row["document_id"] in known else None, row["reporter"])
        if key not in found:
            found[key] = Source(_letter(len(found)), cite(known.get(key[0]), key[1], locale=locale), *key)
        letters[row["figure_id"]] = found[key].letter
    return Sources(tuple(found.values()), letters)


def superscript(letter: str) -> str:
    """Return a citation letter or number as a superscript; a number in brackets, apart from the value.

    Example:
        >>> superscript("b"), superscript("26")
        ('ᵇ', '⁽²⁶⁾')
    """
    raised = letter.translate(_SUPERSCRIPTS)
    return f"⁽{raised}⁾" if letter.isdecimal() else raised


def _letter(place: int) -> str:
    return LETTERS[place] if place < len(LETTERS) else str(place + 1)
