"""What a cell of a workbook says, as a person would type it.

A workbook keeps 61730 as ``61730.0``, a million as ``1E6``, a day as 43555 and 12 % as 0.12,
and tells them apart by the format of the cell. Here each becomes the text that its number
*is*, with all its digits; how a cell was rounded for the screen does not matter. A format
that shows a month without a day says that only the month is known.
"""

import re
from dataclasses import dataclass
from datetime import datetime, time
from decimal import Decimal
from enum import Enum
from math import isfinite

from openpyxl.styles.numbers import BUILTIN_FORMATS, STRIP_RE, is_date_format, is_timedelta_format
from openpyxl.utils.datetime import from_excel

_WHOLE = re.compile(r"-?[0-9]+")
_PLAIN = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_THREE_DECIMALS = re.compile(r"-?[0-9]{1,3}\.[0-9]{3}")
_LANGUAGE = re.compile(r"\[\$-[^\]]*\]")
_MONEY = re.compile(r"\[\$([^\]-]+)[^\]]*\]|([$€£¥₦₹])")
_HIDDEN_CODE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LARGEST_EXACT = 10**15
_MOST_DIGITS = 40
# Formats of East Asian versions that the specification numbers without spelling them out.
_MORE_DATES = frozenset({*range(27, 37), *range(50, 59)})


class Shape(Enum):
    """What kind of number a format shows."""

    NUMBER = "number"
    PERCENT = "percent"
    MONEY = "money"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class CellFormat:
    """How a number is shown; ``sign`` is that of the money, ``shows`` which of y, m and d a date has."""

    shape: Shape = Shape.NUMBER
    sign: str = ""
    shows: frozenset[str] = frozenset("ymd")


PLAIN = CellFormat()


def read_format(number: int, code: str | None) -> CellFormat:
    """Return what a number format of a workbook means; ``code`` is given for those of its own.

    Example:
        >>> read_format(9, None).shape, read_format(164, "mmm yyyy").shape, read_format(164, '"€" 0.0').sign
        (<Shape.PERCENT: 'percent'>, <Shape.DATE: 'date'>, '€')
    """
    if number in _MORE_DATES and code is None:
        return CellFormat(Shape.DATE)
    code = _LANGUAGE.sub("", code or BUILTIN_FORMATS.get(number, "General"))
    if code in ("General", "Standard", "@"):
        return PLAIN
    if money := _MONEY.search(code):
        return CellFormat(Shape.MONEY, (money[1] or money[2]).strip())
    bare = STRIP_RE.sub("", code.split(";")[0]).casefold()
    if "%" in bare:
        return CellFormat(Shape.PERCENT)
    if is_date_format(code) and not is_timedelta_format(code):
        letters = frozenset(bare) & frozenset("ymd")
        return CellFormat(Shape.DATE, shows=letters if not set(bare) & set("hs") else frozenset("ymd"))
    return PLAIN


def number_text(raw: str, form: CellFormat, epoch: datetime) -> str:
    """Return a number of a workbook as text; what is no number stays as it is.

    A number with three decimals gets a fourth: as the text 123.456 it could be taken for thousands.

    Example:
        >>> from openpyxl.utils.datetime import WINDOWS_EPOCH as epoch
        >>> [number_text(raw, PLAIN, epoch) for raw in ("61730.0", "1.2E6", "0.10000000000000001")]
        ['61730', '1200000', '0.1']
        >>> number_text("123.456", PLAIN, epoch)
        '123.4560'
        >>> number_text("0.12", read_format(9, None), epoch), number_text("43555", read_format(14, None), epoch)
        ('12%', '2019-03-31')
    """
    if form.shape is Shape.DATE:
        return _date_text(raw, form, epoch)
    text = _plain_text(raw)
    if form.shape is Shape.PERCENT and _PLAIN.fullmatch(text):
        return f"{_trim(format(Decimal(text) * 100, 'f'))}%"
    if _THREE_DECIMALS.fullmatch(text):
        return f"{form.sign}{text}0"
    return f"{form.sign}{text}"


def unescape(text: str) -> str:
    r"""Return a text with the characters that a workbook spells as ``_x000D_``.

    Example:
        >>> unescape("Gao_x000D_north"), unescape("no_x")
        ('Gao\rnorth', 'no_x')
    """
    return _HIDDEN_CODE.sub(lambda code: chr(int(code[1], 16)), text) if "_x" in text else text


def _plain_text(raw: str) -> str:
    if len(raw) > _MOST_DIGITS or _WHOLE.fullmatch(raw):
        return raw
    try:
        number = float(raw)
    except ValueError:
        return raw
    if not isfinite(number):
        return raw
    if number.is_integer() and abs(number) < _LARGEST_EXACT:
        return str(int(number))
    return _trim(format(Decimal(repr(number)), "f"))


def _trim(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text


def _date_text(raw: str, form: CellFormat, epoch: datetime) -> str:
    try:
        moment = from_excel(float(raw), epoch)
    except (ValueError, OverflowError):
        return _plain_text(raw)
    if isinstance(moment, time):
        return moment.isoformat(timespec="minutes")
    if moment.time() != time():
        return str(moment.isoformat(timespec="seconds"))
    text = str(moment.date().isoformat())
    if "d" in form.shows or "y" not in form.shows or moment.day != 1:
        return text
    return text[:4] if "m" not in form.shows and moment.month == 1 else text[:7]
