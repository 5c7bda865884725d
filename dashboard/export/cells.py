"""Values as the cells of a CSV file; plain Python, because the bulk command line uses it too.

Texts come from outside, so nothing in a cell may run as a formula when a spreadsheet opens
the file.
"""

from datetime import date
from typing import Any

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write_cell(value: Any) -> str:
    """Return a value as the text of a cell: missing is empty, a date ISO 8601, a whole number without a fraction.

    Example:
        >>> write_cell(400.0), write_cell(None), write_cell(date(2020, 1, 15)), write_cell("=1+1")
        ('400', '', '2020-01-15', "'=1+1")
    """
    if value is None:
        return ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, date):
        return value.isoformat()
    return neutralise(str(value))


def neutralise(text: str) -> str:
    """Return the text so that no spreadsheet takes it for a formula; a number stays as it is.

    Source: OWASP, CSV injection.

    Example:
        >>> neutralise("=1+1"), neutralise("-12.5"), neutralise("400 people")
        ("'=1+1", '-12.5', '400 people')
    """
    if not text.startswith(_FORMULA_STARTS) or _is_number(text):
        return text
    return f"'{text}"


def _is_number(text: str) -> bool:
    sign_free = text[1:] if text[0] in "+-" else text
    return sign_free.replace(".", "", 1).isdecimal()
