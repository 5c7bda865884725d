"""How the numbers of a column are written, and what each of them says.

``1.234`` is a thousand in Berlin and one in Boston, and a column usually shows which: ``12,5``
or ``1.234.567`` beside it settles the matter. What nothing settles is refused cell by cell
and can be settled by a person. A number is read with its hedge ("~1,200", "at least 30",
"1,000-1,500") in English, French and Spanish, and never otherwise than it is meant: what is
no count (a share, a negative number, half a person) is refused with the reason.

This module must not know columns or rows.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from dashboard.model import Quantifier, Quantity
from dashboard.reference.lexicon import lexicon_languages, load_lexicon
from dashboard.tables.cells import CellError, explain_no_count, is_missing

# More than there are people; beyond it a digit was typed twice, or two cells ran together.
LARGEST_COUNT = 10_000_000_000
LONGEST_NUMBER = 40  # characters; more than that is a text that begins with a number
TEN_DIGITS = 10
SMALLEST_SCALE = 1_000  # "12 cents" is money
ROUND = 10

BLANKS = " \u00a0\u2007\u2009\u202f"
DIGITS = re.compile(r"0|[1-9][0-9]*")
# Marks that have one meaning: a point before decimals, or a comma; groups of thousands may stand before.
POINT_SHAPES = re.compile(
    r"""
      [1-9][0-9]{0,2} (,[0-9]{3}){2,} (\.[0-9]+)?            # 1,234,567   1,234,567.5
    | [1-9][0-9]? (,[0-9]{2})+ ,[0-9]{3} (\.[0-9]+)?         # 1,20,000 (lakh)
    | [1-9][0-9]{0,2} ,[0-9]{3} \.[0-9]+                     # 1,234.5
    | (0|[1-9][0-9]*) \.[0-9]+                               # 12.5
    """,
    re.VERBOSE,
)
COMMA_SHAPES = re.compile(
    r"""
      [1-9][0-9]{0,2} (\.[0-9]{3}){2,} (,[0-9]+)?            # 1.234.567   1.234.567,5
    | [1-9][0-9]{0,2} \.[0-9]{3} ,[0-9]+                     # 1.234,5
    | (0|[1-9][0-9]*) ,[0-9]+                                # 12,5
    """,
    re.VERBOSE,
)
BLANK_SHAPES = re.compile(
    rf"[1-9][0-9]{{0,2}}(?P<mark>[{BLANKS}'’])[0-9]{{3}}((?P=mark)[0-9]{{3}})*((?P<decimal>[.,])[0-9]+)?"
)
EITHER = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")  # 1.234 or 1,234: a thousand, or a number with decimals

NUMBER = rf"[0-9](?:[0-9.,'’{BLANKS}]*[0-9])?"
HEDGED = re.compile(rf"(?P<before>[^0-9]*?)\s*(?P<number>{NUMBER})\s*(?P<after>[^0-9]*)")
RANGE = re.compile(
    rf"(?P<open>[^\W\d]*)\s*(?P<low>{NUMBER})\s*(?P<join>[-–—]|[^\W\d]+)\s*(?P<high>{NUMBER})\s*(?P<after>[^0-9]*)"
)
SIGNS = {">=": Quantifier.AT_LEAST, "=>": Quantifier.AT_LEAST, "<=": Quantifier.AT_MOST, "=<": Quantifier.AT_MOST}


@dataclass(frozen=True, slots=True)
class NumberStyle:
    """How a column writes its numbers.

    ``decimal_mark`` is "." or ",", ``None`` if nothing shows it. ``is_comma_doubtful`` holds
    where ``1,234`` might be a decimal number (files separated by semicolons).
    """

    decimal_mark: str | None = None
    is_comma_doubtful: bool = False


UNDECIDED = NumberStyle()


def find_decimal_mark(texts: Iterable[str]) -> set[str]:
    """Return the decimal marks that some texts show beyond doubt: none, one, or both.

    Example:
        >>> find_decimal_mark(["1.234", "12,5"]), find_decimal_mark(["1.234", "950"]), find_decimal_mark(["1,234,567"])
        ({','}, set(), {'.'})
    """
    marks = set()
    for text in texts:
        if EITHER.fullmatch(text):
            continue
        if POINT_SHAPES.fullmatch(text):
            marks.add(".")
        elif COMMA_SHAPES.fullmatch(text):
            marks.add(",")
        elif (match := BLANK_SHAPES.fullmatch(text)) and match["decimal"]:
            marks.add(match["decimal"])
    return marks


def is_number(text: str) -> bool:
    """Tell whether a text is digits with marks between them that fit together, whatever they mean.

    Example:
        >>> is_number("1.234"), is_number("12,5"), is_number("1,2,3"), is_number("12 km")
        (True, True, False, False)
    """
    return any(shape.fullmatch(text) for shape in (DIGITS, EITHER, POINT_SHAPES, COMMA_SHAPES, BLANK_SHAPES))


def is_doubtful(text: str) -> bool:
    """Tell whether the mark in a number may stand between thousands or before decimals.

    Example:
        >>> is_doubtful("1.234"), is_doubtful("1,234"), is_doubtful("12.5")
        (True, True, False)
    """
    return EITHER.fullmatch(text) is not None


def is_plain(text: str) -> bool:
    """Tell whether a text is a number of few digits without any mark.

    Example:
        >>> is_plain("12"), is_plain("0"), is_plain("0012"), is_plain("1,200")
        (True, True, False, False)
    """
    return text.isdecimal() and text.isascii() and len(text) < TEN_DIGITS and (text[0] != "0" or text == "0")


def parse_quantity(text: str, style: NumberStyle = UNDECIDED) -> Quantity | None:
    """Return what a cell says, ``None`` if it says nothing (empty, ``-``, ``n/a``, ``nan``).

    Raises:
        CellError: it is no count, or could be two.

    Example:
        >>> parse_quantity("1 234").value, parse_quantity("1.234", NumberStyle(",")).value, parse_quantity("-")
        (1234.0, 1234.0, None)
        >>> parse_quantity("~1,200").quantifier, parse_quantity("1,000-1,500").high, parse_quantity("1.2 million").value
        (<Quantifier.APPROXIMATELY: 'approximately'>, 1500.0, 1200000.0)
        >>> parse_quantity("1.234")
        Traceback (most recent call last):
        ...
        dashboard.tables.cells.CellError: This is either 1234 or a number with decimals.
    """
    if is_plain(text):
        return make_quantity(float(text), text)
    if is_missing(text):
        return None
    number = parse_number(text, style)
    if number is not None:
        return make_quantity(_whole(number), text)
    quantity = _parse_range(text, style) or _parse_hedged(text, style) or _parse_vague(text)
    if quantity is None:
        raise explain_no_count(text)
    return quantity


def parse_count(text: str, style: NumberStyle = UNDECIDED) -> float | None:
    """Return a number that stands alone and has a point before its decimals, ``None`` for an empty cell.

    This is what our own layout and a form ask for; a hedge has a place of its own there.

    Raises:
        CellError: it is no such number, or could be two.

    Example:
        >>> parse_count("85,000"), parse_count("27 883"), parse_count("1728.5"), parse_count("")
        (85000.0, 27883.0, 1728.5, None)
        >>> parse_count("~30")
        Traceback (most recent call last):
        ...
        dashboard.tables.cells.CellError: The number carries a sign.
    """
    if not text:
        return None
    number = parse_number(text, style)
    if number is None or ("," in text and find_decimal_mark([text]) == {","}):
        raise explain_no_count(text)
    return float(_check_size(number))


def parse_number(text: str, style: NumberStyle = UNDECIDED) -> Decimal | None:
    """Return the number that digits with marks between them say, ``None`` if it is no such text.

    Raises:
        CellError: it could be two numbers, or is longer than any.

    Example:
        >>> parse_number("1.234.567,5"), parse_number("1,20,000"), parse_number("1 234"), parse_number("12 34")
        (Decimal('1234567.5'), Decimal('120000'), Decimal('1234'), None)
    """
    if len(text) > LONGEST_NUMBER:
        return None
    if DIGITS.fullmatch(text):
        return Decimal(text)
    if EITHER.fullmatch(text):
        return _decide(text, style)
    for shapes, mark in ((POINT_SHAPES, "."), (COMMA_SHAPES, ",")):
        if match := shapes.fullmatch(text):
            if style.decimal_mark not in (None, mark):
                raise _two_styles(style.decimal_mark)
            return _join(match, mark)
    if match := BLANK_SHAPES.fullmatch(text):
        if match["decimal"] and style.decimal_mark not in (None, match["decimal"]):
            raise _two_styles(style.decimal_mark)
        return _join(match, match["decimal"] or ".")
    return None


def _two_styles(mark: str | None) -> CellError:
    name = "point" if mark == "." else "comma"
    return CellError(
        "ambiguous_number",
        f"The other numbers of this column have a {name} before decimals; this one is written in another way.",
        "Write the number without marks, such as 85000.",
    )


def _join(match: re.Match[str], mark: str) -> Decimal:
    whole, _, part = match[0].rpartition(mark) if match[0].count(mark) == 1 else (match[0], "", "")
    digits = re.sub("[^0-9]", "", whole)
    return Decimal(f"{digits}.{part}" if part else digits)


def _decide(text: str, style: NumberStyle) -> Decimal:
    mark = "." if "." in text else ","
    whole = text.replace(mark, "")
    # Three zeros are thousands to many a hand in a column of decimals; 1,000 people must never become one.
    is_decimal = style.decimal_mark == mark and not text.endswith("000")
    if is_decimal:
        return Decimal(text.replace(",", "."))
    if style.decimal_mark == mark or (style.decimal_mark is None and (mark == "." or style.is_comma_doubtful)):
        raise CellError(
            "ambiguous_number",
            f"This is either {whole} or a number with decimals.",
            f"Write {whole}, or say which mark stands before decimals.",
        )
    return Decimal(whole)


def _check_size(number: Decimal) -> Decimal:
    if number > LARGEST_COUNT:
        raise CellError("value_too_large", "The number is larger than any count of people.", "Check the digits.")
    return number


def _whole(number: Decimal) -> float:
    _check_size(number)
    if number != number.to_integral_value():
        raise CellError(
            "value_not_whole",
            "People and homes are counted whole; this is a number with decimals.",
            "Look whether it is a rate, an average or a computed number.",
        )
    return float(number)


def make_quantity(number: float, text: str, quantifier: Quantifier | None = None) -> Quantity:
    """Return a number with its hedge; a bare number is exact, or unspecified if it is a round one.

    Example:
        >>> make_quantity(456, "456").quantifier, make_quantity(400, "400").quantifier
        (<Quantifier.EXACT: 'exact'>, <Quantifier.UNSPECIFIED: 'unspecified'>)
    """
    if quantifier is None:
        quantifier = Quantifier.EXACT if number % ROUND else Quantifier.UNSPECIFIED
    low = number if quantifier in LOW_HEDGES else None
    high = number if quantifier in HIGH_HEDGES else None
    return Quantity(number, low, high, quantifier, text)


LOW_HEDGES = frozenset({Quantifier.EXACT, Quantifier.AT_LEAST, Quantifier.MORE_THAN})
HIGH_HEDGES = frozenset({Quantifier.EXACT, Quantifier.AT_MOST, Quantifier.LESS_THAN})


def _parse_range(text: str, style: NumberStyle) -> Quantity | None:
    """Read "1,000-1,500", "entre 10 et 20", "1-2 million"."""
    match = RANGE.fullmatch(text.casefold())
    if match is None:
        return None
    words = _words()
    opener, join = match["open"], match["join"]
    is_open = opener in words.openers
    if (opener and not is_open) or join not in (words.open_joins if is_open else words.joins):
        return None
    scale = _scale(match["after"])
    if scale is None:
        return None
    style = _scaled(style, scale)
    low, high = parse_number(match["low"], style), parse_number(match["high"], style)
    if low is None or high is None:
        return None
    if low >= high:
        raise CellError("bounds_out_of_order", "The range does not rise.", "Check the two numbers.")
    return Quantity(None, _whole(low * scale), _whole(high * scale), Quantifier.BETWEEN, text)


def _parse_hedged(text: str, style: NumberStyle) -> Quantity | None:
    """Read one number with a hedge before or behind it, or a word such as "million" behind."""
    match = HEDGED.fullmatch(text.casefold())
    if match is None:
        return None
    words = _words()
    before, after = match["before"].strip(), match["after"].strip()
    scale = _scale(after)
    behind = None
    if scale is None:
        behind, scale = words.hedges_after.get(after), Decimal(1)
    ahead = words.hedges.get(before)
    if (before and ahead is None) or (after and scale == 1 and behind is None) or (ahead and behind):
        return None
    number = parse_number(match["number"], _scaled(style, scale))
    if number is None:
        return None
    quantifier = ahead or behind
    if before in words.nearly:
        return Quantity(_whole(number * scale), None, _whole(number * scale), Quantifier.APPROXIMATELY, text)
    return make_quantity(_whole(number * scale), text, quantifier)


def _parse_vague(text: str) -> Quantity | None:
    """Read a count in words that has bounds and no best value ("dozens")."""
    bounds = _words().vague.get(text.casefold())
    return Quantity(None, *bounds, Quantifier.VAGUE, text) if bounds else None


def _scaled(style: NumberStyle, scale: Decimal) -> NumberStyle:
    """Return the style before a word such as "million", where 1,250 may well have decimals."""
    return style if scale == 1 else replace(style, is_comma_doubtful=True)


def _scale(word: str) -> Decimal | None:
    """Return what a word behind a number multiplies it by, 1 if there is none, ``None`` if it is no such word."""
    return _words().scales.get(word.strip().rstrip(".")) if word.strip() else Decimal(1)


@dataclass(frozen=True, slots=True)
class _Words:
    """The words around numbers in every language there is a lexicon for."""

    hedges: Mapping[str, Quantifier]
    hedges_after: Mapping[str, Quantifier]
    nearly: frozenset[str]
    scales: Mapping[str, Decimal]
    vague: Mapping[str, tuple[float, float]]
    openers: frozenset[str]
    joins: frozenset[str]
    open_joins: frozenset[str]


@cache
def _words() -> _Words:
    numbers = [load_lexicon(language).numbers for language in lexicon_languages()]
    scales = {form: Decimal(str(value)) for words in numbers for form, value in words.scales.items()}
    return _Words(
        hedges={form: hedge for words in numbers for form, hedge in words.hedges.items()} | SIGNS,
        hedges_after={form: hedge for words in numbers for form, hedge in words.hedges_after.items()},
        nearly=frozenset().union(*(words.nearly for words in numbers)),
        # "m" is a million to some and a thousand to others.
        scales={form: value for form, value in scales.items() if value >= SMALLEST_SCALE and form != "m"},
        vague={form: bounds for words in numbers for form, bounds in words.vague.items()},
        openers=frozenset().union(*(words.range_openers for words in numbers)),
        joins=frozenset().union(*(words.range_joiners for words in numbers)),
        open_joins=frozenset().union(*(words.open_range_joiners for words in numbers)),
    )
