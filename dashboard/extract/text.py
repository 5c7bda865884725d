"""Clean a text for reading without losing where each character stood.

PDF files and web pages carry soft hyphens, invisible marks, no-break spaces and words
broken at a line end. The later steps should not see them, but every quote must be verbatim
in ``Document.text``. So the text is cleaned once, and ``CleanText`` leads each position
back. This module must not know any word of any language.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass

_SAME_LENGTH = (
    ("\u00a0\u2002\u2003\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\x0b\x0c", " "),
    ("\u2018\u2019\u02bc\u0060\u00b4", "'"),
    ("\u2010\u2011\u2212", "-"),
)
_NOTE_MARK = re.compile(r"\[ (?: \d{1,3} | [a-z] | (?:nb|note) [ ] \d{1,2} ) \]", re.VERBOSE)
# Each begins with a character that is rare: one class of them in front lets a text be searched fast.
_INVISIBLE = re.compile(
    r"""
    [\u00ad\u200b-\u200f\u2060\ufeff(·)-] (?:
      (?<=[\u00ad\u200b-\u200f\u2060\ufeff]) [\u00ad\u200b-\u200f\u2060\ufeff]*
    | (?<=[a-zß-öø-ÿ]-) [ ]?\n (?=[a-zß-öø-ÿ])         # fami-lies
    | (?<=[a-zß-öø-ÿ]\() [a-z]{1,2}\) (?=s\b)          # tué(e)s
    | (?<=[a-zß-öø-ÿ]·) [a-z]{0,2} (?=·?s\b)           # tué·e·s
    | (?<=[a-zß-öø-ÿ]\() (?=s\))                       # person(s)
    | (?<=[a-zß-öø-ÿ]\(s\))
    )
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class CleanText:
    """A cleaned text and the way back to the one it was made of.

    ``kept`` holds where each run of kept characters begins in the cleaned text, ``shifts``
    how many characters had been dropped before it; both are empty if nothing was dropped.
    """

    text: str
    kept: tuple[int, ...] = ()
    shifts: tuple[int, ...] = ()

    def origin(self, position: int) -> int:
        """Return the position in the original text of a character of the cleaned one.

        Example:
            >>> cleaned = clean_text("400 vil\u00adlagers")
            >>> cleaned.text, cleaned.origin(7)
            ('400 villagers', 8)
        """
        if not self.kept:
            return position
        return position + self.shifts[bisect_right(self.kept, position) - 1]


def clean_text(text: str) -> CleanText:
    r"""Return the text with plain spaces, apostrophes and hyphens, and without invisible marks.

    A word broken at a line end is joined again, "person(s)" and "tué(e)s" are plurals; note
    marks such as "[12]" become spaces.

    Example:
        >>> clean_text("12 000 fami-\nlies").text
        '12 000 families'
        >>> clean_text("nothing to do") == CleanText("nothing to do")
        True
    """
    for marks, plain in _SAME_LENGTH:
        for mark in marks:
            text = text.replace(mark, plain)
    text = _NOTE_MARK.sub(_blank, text)
    pieces: list[str] = []
    kept, shifts = [0], [0]
    start = length = 0
    for gap in _INVISIBLE.finditer(text):
        pieces.append(text[start : gap.start()])
        length += gap.start() - start
        start = gap.end()
        kept.append(length)
        shifts.append(start - length)
    if not pieces:
        return CleanText(text)
    pieces.append(text[start:])
    return CleanText("".join(pieces), tuple(kept), tuple(shifts))


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])
