"""Numbers added with their bounds and their hedge: rule 8."""

from collections.abc import Iterable, Sequence
from typing import Any

from dashboard.model import Quantifier

Row = dict[str, Any]

_UPWARD = {Quantifier.AT_LEAST, Quantifier.MORE_THAN}
_DOWNWARD = {Quantifier.AT_MOST, Quantifier.LESS_THAN}


def add_quantities(parts: Sequence[Row]) -> Row:
    """Return value, bounds and quantifier of a sum; a single claim stays as it is.

    Rule 8: bounds are added separately, and the sum carries the weakest hedge of its parts.
    A missing bound is not taken for zero: it leaves the sum open on that side.

    Example:
        >>> at_least = {"value": 12, "value_low": 12, "value_high": None, "quantifier": "at_least"}
        >>> about = {"value": 30, "value_low": None, "value_high": None, "quantifier": "approximately"}
        >>> add_quantities([at_least, about])
        {'value': 42, 'value_low': 42, 'value_high': None, 'quantifier': 'at_least'}
    """
    words = [Quantifier(part["quantifier"]) for part in parts]
    if len(parts) == 1:
        return {name: parts[0][name] for name in ("value", "value_low", "value_high", "quantifier")}
    lows = [_lower(part, word) for part, word in zip(parts, words, strict=True)]
    highs = [_upper(part, word) for part, word in zip(parts, words, strict=True)]
    low, high = sum(lows), _sum(highs)
    value = _sum([part["value"] for part in parts])
    if high is None:
        hedge = Quantifier.MORE_THAN if set(words) == {Quantifier.MORE_THAN} else Quantifier.AT_LEAST
        return _quantity(low, low, None, hedge)
    if _DOWNWARD & set(words):
        hedge = Quantifier.LESS_THAN if set(words) == {Quantifier.LESS_THAN} else Quantifier.AT_MOST
        return _quantity(high, None, high, hedge)
    if value is None:
        return _quantity(None, low, high, Quantifier.BETWEEN)
    is_bounded = all(part["value_low"] is not None and part["value_high"] is not None for part in parts)
    hedge = next(word for word in (Quantifier.APPROXIMATELY, Quantifier.UNSPECIFIED, *words) if word in words)
    return _quantity(value, low if is_bounded else None, high if is_bounded else None, hedge)


def _quantity(value: float | None, low: float | None, high: float | None, hedge: Quantifier) -> Row:
    return {"value": value, "value_low": low, "value_high": high, "quantifier": hedge.value}


def _lower(part: Row, word: Quantifier) -> float:
    """Return what the part adds at the least; a count without any lower side adds at least 0."""
    return _first(part["value_low"], None if word in _DOWNWARD else part["value"], 0.0) or 0.0


def _upper(part: Row, word: Quantifier) -> float | None:
    return _first(part["value_high"], None if word in _UPWARD else part["value"])


def _first(*values: float | None) -> float | None:
    return next((value for value in values if value is not None), None)


def _sum(values: Iterable[float | None]) -> float | None:
    parts = list(values)
    return None if None in parts else sum(part for part in parts if part is not None)


def bounds_of(account: list[Row]) -> tuple[float, float]:
    """Return the least and the most a reporter says; an open side is closed by what is stated."""
    total = add_quantities(account)
    stated = [total[name] for name in ("value_low", "value", "value_high") if total[name] is not None]
    return min(stated), max(stated)
