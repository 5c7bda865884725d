"""The text of one cell → a number, a date or a word, strictly.

Each function reads what has one meaning and refuses what has two: ``1.234`` is a thousand in
Berlin and one in Boston, ``03/04/2019`` is in March or in April. A ``CellError`` says what is
wrong and how to mend it; where the cell stands is the caller's to add.
"""

import re
from enum import StrEnum
from typing import TypeVar

from dashboard.model import Period

Word = TypeVar("Word", bound=StrEnum)

# More than there are people; beyond it a digit was typed twice, or two cells ran together.
LARGEST_COUNT = 10_000_000_000
FIRST_YEAR, LAST_YEAR = 1900, 2100

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

PLAIN = re.compile(r"(0|[1-9][0-9]*)(\.[0-9]+)?")
GROUPED = re.compile(
    r"""
      [1-9][0-9]{0,2} (?P<mark>[,\ '’\u00a0\u2009\u202f]) [0-9]{3} ((?P=mark)[0-9]{3})* (\.[0-9]+)?   # 85,000
    | [1-9][0-9]{0,1} (,[0-9]{2})+ ,[0-9]{3}                                                          # 1,20,000 (lakh)
    | [1-9][0-9]{0,2} (\.[0-9]{3}){2,}                                                                # 1.234.567
    """,
    re.VERBOSE,
)
POINT_OR_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")
COMMA_OR_THOUSANDS = re.compile(r"[1-9][0-9]{0,2},[0-9]{3}")
NOT_DIGITS = re.compile(r"[^0-9.]")

_HIDDEN = "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
SPREADSHEET_ERROR = re.compile(r"#[A-Z/0]+[!?]?$")
HIDDEN = re.compile(_HIDDEN)
HIDDEN_INSIDE = re.compile(f".*{_HIDDEN}")


# Why a text is no count, the first that fits; the order matters.
NO_COUNTS = (
    (HIDDEN_INSIDE, "hidden_characters", "The cell holds characters that cannot be seen.", "Type the cell again."),
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
    (re.compile("="), "formula", "The cell holds a formula, not its result.", "Write the result, then save again."),
    (
        SPREADSHEET_ERROR,
        "spreadsheet_error",
        "The spreadsheet could not compute this cell.",
        "Mend the formula, then save again.",
    ),
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


def parse_count(text: str, *, comma_is_doubtful: bool = False) -> float | None:
    """Return a count, ``None`` for an empty cell.

    ``comma_is_doubtful`` holds for files separated by semicolons, where a comma may stand
    before decimals.

    Raises:
        CellError: it is no number, or could be two.

    Example:
        >>> parse_count("85,000"), parse_count("27 883"), parse_count("")
        (85000.0, 27883.0, None)
        >>> parse_count("1.234")
        Traceback (most recent call last):
        ...
        dashboard.tables.cells.CellError: This is either a number with decimals or 1234.
    """
    if not text:
        return None
    is_doubtful = POINT_OR_THOUSANDS.fullmatch(text) or (comma_is_doubtful and COMMA_OR_THOUSANDS.fullmatch(text))
    if is_doubtful:
        whole = re.sub("[.,]", "", text)
        raise CellError(
            "ambiguous_number",
            f"This is either a number with decimals or {whole}.",
            f"Write {whole}, or fewer decimals.",
        )
    if PLAIN.fullmatch(text):
        count = float(text)
    elif GROUPED.fullmatch(text):
        digits = text.replace(".", "") if text.count(".") > 1 else text
        count = float(NOT_DIGITS.sub("", digits))
    else:
        raise explain_no_count(text)
    if count > LARGEST_COUNT:
        raise CellError("value_too_large", "The number is larger than any count of people.", "Check the digits.")
    return count


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


def parse_date(text: str) -> Period | None:
    """Return the day, month or year, ``None`` for an empty cell.

    Raises:
        CellError: it is no date in the form of ISO 8601.

    Example:
        >>> parse_date("2019-02").end
        datetime.date(2019, 2, 28)
        >>> parse_date("") is None
        True
    """
    if not text:
        return None
    if re.fullmatch(r"[0-9]{1,2}([/.-])[0-9]{1,2}\1[0-9]{2,4}", text):
        raise CellError("ambiguous_date", "Day and month cannot be told apart.", "Write the date as 2019-03-31.")
    if re.fullmatch(r"[0-9]{5}(\.[0-9]+)?", text):
        raise CellError(
            "date_is_a_serial", "This is a spreadsheet's own number for a day.", "Format the column as 2019-03-31."
        )
    try:
        period = Period.fromisoformat(text)
    except ValueError:
        raise CellError("not_a_date", "This is not a date.", "Write 2019, 2019-03 or 2019-03-31.") from None
    if period.start is None or not FIRST_YEAR <= period.start.year <= LAST_YEAR:
        raise CellError(
            "date_out_of_range", f"The year is not between {FIRST_YEAR} and {LAST_YEAR}.", "Check the year."
        )
    return period


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
        raise CellError("hidden_characters", "The cell holds characters that cannot be seen.", "Type the cell again.")
    return text or None


def parse_name(text: str) -> str | None:
    """Return a name or a code that the table of somebody else gives, ``None`` for an empty cell.

    Raises:
        CellError: it holds hidden characters, or a formula or an error in place of what a
            spreadsheet should have written.
    """
    if text.startswith("="):
        raise CellError("formula", "The cell holds a formula, not its result.", "Write the result, then save again.")
    if SPREADSHEET_ERROR.fullmatch(text):
        raise CellError(
            "spreadsheet_error", "The spreadsheet could not compute this cell.", "Mend the formula, then save again."
        )
    return parse_text(text)
