"""The text of one cell → a word or a text, strictly, and why a cell is refused.

A ``CellError`` says what is wrong and how to mend it; where the cell stands is the caller's to
add. How numbers and dates are read is said in ``numbers`` and ``dates``.
"""

import re
from enum import StrEnum
from typing import TypeVar

Word = TypeVar("Word", bound=StrEnum)

MISSING_MARKS = frozenset(
    (
        *("-", "–", "—", "--", "---", ".", "..", "...", "…", "/", "?", "x"),
        *("n/a", "n.a.", "n.a", "na", "n/d", "n.d.", "nd", "n/r", "n.r.", "nr", "s/d", "nan", "nat", "null", "none"),
        *(
            "tbc",
            "tbd",
            "pending",
            "unknown",
            "not known",
            "not available",
            "not applicable",
            "not reported",
            "no data",
        ),
        *("inconnu", "inconnue", "non disponible", "non renseigné", "sans objet"),
        *("desconocido", "no disponible", "sin dato", "sin datos"),
    )
)

_HIDDEN = "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
SPREADSHEET_ERROR = re.compile(r"#[A-Z/0]+[!?]?$")
HIDDEN = re.compile(_HIDDEN)
HIDDEN_INSIDE = re.compile(f".*{_HIDDEN}")


NOT_SEEN = ("hidden_characters", "The cell holds characters that cannot be seen.", "Type the cell again.")
FORMULA = ("formula", "The cell holds a formula, not its result.", "Write the result, then save again.")
NOT_COMPUTED = (
    "spreadsheet_error",
    "The spreadsheet could not compute this cell.",
    "Mend the formula, then save again.",
)

# Why a text is no count, the first that fits; the order matters.
NO_COUNTS = (
    (HIDDEN_INSIDE, *NOT_SEEN),
    (
        re.compile(r"[+−-]?(inf|infinity|∞)$", re.IGNORECASE),
        "value_not_finite",
        "A count must be finite.",
        "Write the number that was reported.",
    ),
    (
        re.compile(r"[-−–(]\s*[0-9]"),
        "value_negative",
        "A count cannot be negative.",
        "Write the number without the sign, or leave it out.",
    ),
    (re.compile(r".*[%‰]$"), "value_is_a_share", "A percentage is not a count.", "Write the number of people."),
    (
        re.compile(r"[0-9.,]+e[+-]?[0-9]+$", re.IGNORECASE),
        "value_was_shortened",
        "A spreadsheet shortened this number.",
        "Show the cell with all its digits and save again.",
    ),
    (re.compile("="), *FORMULA),
    (SPREADSHEET_ERROR, *NOT_COMPUTED),
    (
        re.compile(r"[<>≤≥~≈]"),
        "value_has_a_hedge",
        "The number carries a sign.",
        "Write the number alone and the hedge in the column quantifier.",
    ),
    (
        re.compile(r"[0-9]+,[0-9]+$"),
        "ambiguous_number",
        "The comma is not between thousands.",
        "Write a point before decimals.",
    ),
    (
        re.compile(r"0[0-9]+$"),
        "value_not_a_number",
        "A number with zeros in front looks like a code.",
        "Check the column.",
    ),
    (re.compile(""), "value_not_a_number", "This is not a number.", "Write digits only, such as 85000."),
)


class CellError(ValueError):
    """A cell cannot be read; says why and how to mend it, not where."""

    def __init__(self, code: str, message: str, suggestion: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.suggestion = suggestion


def is_missing(text: str) -> bool:
    """Tell whether a cell of numbers or dates says nothing.

    Example:
        >>> is_missing("n/a"), is_missing(""), is_missing("0")
        (True, True, False)
    """
    return not text or text.casefold() in MISSING_MARKS


def explain_no_count(text: str) -> CellError:
    """Return what keeps a text from being a count.

    Example:
        >>> explain_no_count("12%").code
        'value_is_a_share'
    """
    if is_missing(text):
        return CellError("value_missing", "There is no number here.", "Leave the cell empty or write the number.")
    return next(CellError(*why) for pattern, *why in NO_COUNTS if pattern.match(text))


def parse_word(text: str, vocabulary: type[Word]) -> Word | None:
    """Return the word of a vocabulary, ``None`` for an empty cell; capitals and blanks do not matter.

    Raises:
        CellError: the vocabulary does not have it.

    Example:
        >>> from dashboard.model import Indicator
        >>> parse_word("People in need", Indicator)
        <Indicator.PEOPLE_IN_NEED: 'people_in_need'>
    """
    if not text:
        return None
    try:
        return vocabulary("_".join(text.casefold().split()))
    except ValueError:
        words = ", ".join(vocabulary)
        raise CellError("unknown_word", "The word is not known here.", f"Use one of: {words}.") from None


def parse_text(text: str) -> str | None:
    """Return the text, ``None`` for an empty cell.

    Raises:
        CellError: it holds characters that cannot be seen or that turn the reading order.
    """
    if HIDDEN.search(text):
        raise CellError(*NOT_SEEN)
    return text or None


def parse_name(text: str) -> str | None:
    """Return a name or a code that the table of somebody else gives, ``None`` for an empty cell.

    Raises:
        CellError: it holds hidden characters, or a formula or an error in place of what a
            spreadsheet should have written.
    """
    if text.startswith("="):
        raise CellError(*FORMULA)
    if SPREADSHEET_ERROR.fullmatch(text):
        raise CellError(*NOT_COMPUTED)
    return parse_text(text)
