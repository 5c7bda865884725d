"""Text as a picture needs it: cleaned, measured, and broken into lines.

An SVG does not wrap text, so each line is measured here with the very font file the
picture is drawn with. Nothing in here may drop a word: what is too wide is broken, what
is too long becomes more lines.
"""

import re
import unicodedata
from enum import IntEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

FONT_FOLDER = Path(__file__).parent / "fonts"

_MEASURED_AT_PX = 1000
_BLANKS = re.compile(r"[ \t\n\r\f\v\x85\u2028\u2029]+")  # not the no-break spaces inside French numbers
_DIRECTION_MARKS = re.compile(r"[\u202a-\u202e\u2066-\u2069]")  # would reach beyond the line they are broken into
_BREAK = re.compile(r"(?<!\d) (?!(?:19|20)\d\d\b)")  # 400 people, 3 March 2024 stay on one line
_BREAK_AFTER = " /-_.?&=,;"


class Weight(IntEnum):
    """The two weights that ship with the package, by their CSS number."""

    REGULAR = 400
    SEMIBOLD = 600


_FILES = {Weight.REGULAR: "NotoSans-Regular.ttf", Weight.SEMIBOLD: "NotoSans-SemiBold.ttf"}


def clean_text(text: str) -> str:
    r"""Return the text on one line, without anything a picture or XML cannot hold.

    Control characters, lone surrogates, non-characters and embedded changes of direction
    go; every run of blanks becomes one space, no-break spaces stay.

    Example:
        >>> clean_text("  85\u202f000 people\x07\n displaced ")
        '85\u202f000 people displaced'
        >>> clean_text("\x00")
        ''
    """
    one_line = _DIRECTION_MARKS.sub("", _BLANKS.sub(" ", text))
    printable = "".join(letter for letter in one_line if _is_printable(letter))
    return unicodedata.normalize("NFC", " ".join(word for word in printable.split(" ") if word))


def _is_printable(letter: str) -> bool:
    return unicodedata.category(letter) not in ("Cc", "Cs") and ord(letter) & 0xFFFE != 0xFFFE


@cache
def _font(weight: Weight) -> "FreeTypeFont":
    from PIL import ImageFont

    # The basic engine is in every build of Pillow, so that two machines break lines alike.
    return ImageFont.truetype(FONT_FOLDER / _FILES[weight], _MEASURED_AT_PX, layout_engine=ImageFont.Layout.BASIC)


def measure(text: str, size: float, weight: Weight = Weight.REGULAR) -> float:
    """Return the width of one line in pixels; ``size`` is the font size in pixels.

    Letters of other scripts are drawn with a font of the reader's machine and can only be
    estimated; East Asian ones count as one em.

    Example:
        >>> measure("400 people", 20) == 2 * measure("400 people", 10)
        True
        >>> measure("", 20)
        0.0
    """
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    return float(_font(weight).getlength(text) / _MEASURED_AT_PX + wide * 0.4) * size


def wrap(text: str, width: float, size: float, weight: Weight = Weight.REGULAR) -> list[str]:
    """Return the text as lines no wider than ``width`` pixels.

    Lines break at spaces, but not between a number and what it counts; what is wider than
    a line (a long address) breaks after a sign such as a slash, or else anywhere. An empty
    text has no lines.

    Example:
        >>> wrap("At least 400 people were killed", 120, 16)
        ['At least', '400 people', 'were killed']
        >>> wrap(" ", 120, 16)
        []
    """
    lines: list[str] = []
    line = ""
    for word in _BREAK.split(clean_text(text)):
        longer = f"{line} {word}" if line else word
        if measure(longer, size, weight) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        *full, line = _break_word(word, width, size, weight)
        lines.extend(full)
    return [*lines, line] if line else lines


def wrap_evenly(text: str, width: float, size: float, weight: Weight = Weight.REGULAR) -> list[str]:
    """Return the lines of ``wrap``, as few as there are, but of about the same length.

    A title reads badly with one word alone on its second line.

    Example:
        >>> wrap("At least 400 people killed in Mali", 230, 16)
        ['At least 400 people killed in', 'Mali']
        >>> wrap_evenly("At least 400 people killed in Mali", 230, 16)
        ['At least 400 people', 'killed in Mali']
    """
    lines = wrap(text, width, size, weight)
    while len(lines) > 1:
        narrower = wrap(text, max(measure(line, size, weight) for line in lines) - 1, size, weight)
        if len(narrower) > len(lines) or " ".join(narrower) != " ".join(lines):  # one line more, or a broken word
            return lines
        lines = narrower
    return lines


def _break_word(word: str, width: float, size: float, weight: Weight) -> list[str]:
    parts = []
    while measure(word, size, weight) > width:
        end = _fitting_length(word, width, size, weight)
        parts.append(word[:end].rstrip(" "))
        word = word[end:].lstrip(" ")
    return [*parts, word]


def _fitting_length(word: str, width: float, size: float, weight: Weight) -> int:
    length = 1
    while length < len(word) and measure(word[: length + 1], size, weight) <= width:
        length += 1
    after_sign = max(word.rfind(sign, 0, length) for sign in _BREAK_AFTER) + 1
    if after_sign > length / 2:
        return after_sign
    while length > 1 and unicodedata.combining(word[length]):
        length -= 1
    return length
