"""What the counted claims add up to, and which total lies inside which.

A total is the counted claims of one topic added up, with its bounds and its hedge. Totals
are never added to one another, with one exception that says so: places that are provably
apart, counted by the same reporter, where nobody has a figure for the whole country.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from dashboard.consolidate.periods import COMPARABLE_STOCK_DAYS, Span, hull, overlap, span_of
from dashboard.consolidate.rules import PLACE, SERIES, Role
from dashboard.frames import read_rows
from dashboard.model import Measure, PeriodBasis, PeriodPrecision, Quantifier, make_figure_id

Row = dict[str, Any]

_NEEDED = (
    "figure_id",
    *SERIES,
    *PLACE[1:],
    "location_name",
    "admin1_code",
    "admin1_name",
    "place_text",
    "value",
    "value_low",
    "value_high",
    "quantifier",
    "reference_period_start",
    "reference_period_end",
    "period_precision",
    "period_basis",
    "start",
    "end",
    "reporter",
    "source",
    "line",
    "topic",
    "role",
)
_UPWARD = {Quantifier.AT_LEAST, Quantifier.MORE_THAN}
_DOWNWARD = {Quantifier.AT_MOST, Quantifier.LESS_THAN}

TOTAL_COLUMNS = (
    "total_id",
    *SERIES[:5],
    "location_code",
    "location_name",
    "origin_code",
    "admin1_code",
    "admin1_name",
    "place_text",
    "place_count",
    "year",
    "value",
    "value_low",
    "value_high",
    "quantifier",
    "reference_period_start",
    "reference_period_end",
    "period_precision",
    "period_basis",
    "unchanged_since",
    "reporter",
    "other_reporters",
    "other_low",
    "other_high",
    "figure_ids",
    "context_ids",
    "within",
)
"""One row a total. ``figure_ids`` are what is counted, ``context_ids`` what stands beside it;
``other_low`` and ``other_high`` span what the ``other_reporters`` (how many) say;
``within`` is the total this one lies inside, null for the widest; ``place_count`` is more
than 1 where places of one reporter were added; ``unchanged_since`` is the date from which
the same reporter repeats the same count."""


def add_up(claims: pd.DataFrame) -> pd.DataFrame:
    """Return one row for each topic that has a counted claim; ``claims`` are those of every role."""
    topics: dict[int, list[Row]] = {}
    lines: dict[str, list[Row]] = {}
    for row in read_rows(claims[list(_NEEDED)]):
        lines.setdefault(row["line"], []).append(row)
        if row["role"] in (Role.COUNTED.value, Role.CONTEXT.value):
            topics.setdefault(row["topic"], []).append(row)
    return _frame([_add_topic(rows, lines) for rows in topics.values()])


def _frame(rows: list[Row]) -> pd.DataFrame:
    dtypes = {
        "value": "Float64",
        "value_low": "Float64",
        "value_high": "Float64",
        "other_low": "Float64",
        "other_high": "Float64",
        "place_count": "Int64",
        "other_reporters": "Int64",
        "year": "Int64",
        "reference_period_start": "datetime64[s]",
        "reference_period_end": "datetime64[s]",
        "unchanged_since": "datetime64[s]",
        "figure_ids": "object",
        "context_ids": "object",
    }
    return pd.DataFrame(
        {
            name: pd.Series([row.get(name) for row in rows], dtype=dtypes.get(name, "string"))
            for name in (*TOTAL_COLUMNS, *PLACE[1:])
        }
    )


def _add_topic(topic: list[Row], lines: Mapping[str, list[Row]]) -> Row:
    counted = [row for row in topic if row["role"] == Role.COUNTED.value]
    accounts: dict[str, list[Row]] = {}
    for row in topic:
        if row["role"] == Role.CONTEXT.value:
            accounts.setdefault(row["source"], []).append(row)
    bounds = [_bounds(account) for account in accounts.values()]
    return _add(counted) | {
        "other_reporters": len(bounds),
        "other_low": min((low for low, _ in bounds), default=None),
        "other_high": max((high for _, high in bounds), default=None),
        "context_ids": tuple(row["figure_id"] for account in accounts.values() for row in account),
        "unchanged_since": _unchanged_since(counted[0], lines),
    }


def _add(counted: list[Row]) -> Row:
    """Return the sum of claims of one reporter as the row of a total."""
    first = counted[0]
    span = hull([span_of(row) for row in counted])
    kept = (*SERIES, *PLACE[1:], "location_name", "admin1_code", "admin1_name", "place_text", "reporter")
    return (
        {name: first[name] for name in kept}
        | add_quantities(counted)
        | {
            "total_id": make_figure_id("total", *sorted(row["figure_id"] for row in counted)),
            "place_count": 1,
            "reference_period_start": first["reference_period_start"] if len(counted) == 1 or not span else span.start,
            "reference_period_end": first["reference_period_end"] if len(counted) == 1 or not span else span.end,
            "year": span.end.year if span else None,
            "period_precision": _coarsest(counted),
            "period_basis": _common_basis(counted),
            "figure_ids": tuple(row["figure_id"] for row in counted),
        }
    )


def _coarsest(parts: list[Row]) -> str:
    words = list(PeriodPrecision)
    return max((PeriodPrecision(row["period_precision"]) for row in parts), key=words.index).value


def _common_basis(parts: list[Row]) -> str:
    found = {row["period_basis"] for row in parts}
    return str(found.pop()) if len(found) == 1 else PeriodBasis.STATED.value


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


def _bounds(account: list[Row]) -> tuple[float, float]:
    """Return the least and the most a reporter says; an open side is closed by what is stated."""
    total = add_quantities(account)
    stated = [total[name] for name in ("value_low", "value", "value_high") if total[name] is not None]
    return min(stated), max(stated)


def _unchanged_since(claim: Row, lines: Mapping[str, list[Row]]) -> date | None:
    """Return the first of the dates in a row at which the same reporter gives the same stock."""
    if claim["measure"] != Measure.STOCK.value or claim["value"] is None or claim["end"] is None:
        return None
    since: date = claim["end"]
    dated = [row for row in lines[claim["line"]] if row["end"] is not None and row["end"] <= since]
    for row in sorted(dated, key=lambda row: row["end"], reverse=True):
        if row["value"] != claim["value"]:
            break
        since = row["end"]
    return since if since < claim["end"] else None


def nest_places(totals: pd.DataFrame) -> pd.DataFrame:
    """Rule 6: return the totals with ``within``, the total of the wider place or longer period.

    A village is inside its area, an area inside its country, a week inside its year. For
    stocks the dates do not matter: the country's figure holds the village at any date.
    """
    within: dict[str, str] = {}
    for series in _group(read_rows(totals), SERIES):
        by_place: dict[tuple[str, str], list[Row]] = {}
        for row in series:
            by_place.setdefault(_spot(row), []).append(row)
        for row in series:
            outer = next((other["total_id"] for other in _wider(row, by_place) if _holds(other, row)), None)
            if outer:
                within[row["total_id"]] = outer
    return totals.assign(within=totals["total_id"].map(within).astype("string"))


def _group(rows: Iterable[Row], names: Sequence[str]) -> list[list[Row]]:
    groups: dict[tuple[Any, ...], list[Row]] = {}
    for row in rows:
        groups.setdefault(tuple(row[name] for name in names), []).append(row)
    return list(groups.values())


def _spot(row: Row) -> tuple[str, str]:
    return row["area"], row["locality"]


def _span(total: Row) -> Span | None:
    start, end = total["reference_period_start"], total["reference_period_end"]
    return None if start is None and end is None else Span(start or end, end or start)


def _wider(row: Row, by_place: Mapping[tuple[str, str], list[Row]]) -> list[Row]:
    """Return the totals that may hold this one, those of the narrowest place first."""
    area, _ = here = _spot(row)
    places = dict.fromkeys([here, (area, ""), ("", "")])
    found = [other for place in places for other in by_place.get(place, [])]
    return [other for other in found if other["total_id"] != row["total_id"]]


def _holds(outer: Row, inner: Row) -> bool:
    outer_span, inner_span = _span(outer), _span(inner)
    if _spot(outer) != _spot(inner):
        return inner["measure"] == Measure.STOCK.value or overlap(outer_span, inner_span)
    if outer_span is None or inner_span is None or outer_span.days <= inner_span.days:
        return False
    return outer_span.start <= inner_span.start and inner_span.end <= outer_span.end


def add_places(totals: pd.DataFrame) -> pd.DataFrame:
    """Return the totals with a sum over places where the country has no figure of its own.

    Added are the outermost totals of one reporter, of one year, whose places or days are
    provably apart; of several reporters, the one with most places. Running totals and
    counts of an unknown kind are never added.
    """
    sums: list[Row] = []
    inside: dict[str, str] = {}
    addable = [row for row in read_rows(totals) if row["within"] is None and _is_addable(row)]
    for series in _group(addable, (*SERIES, "year")):
        accounts = _group(sorted(series, key=lambda row: str(row["reporter"])), ["reporter"])
        most = max((_take_apart(account) for account in accounts), key=len)
        if len(most) > 1:
            total = _add_places(most)
            sums.append(total)
            inside |= {row["total_id"]: total["total_id"] for row in most}
    if not sums:
        return totals
    within = totals["within"].fillna(totals["total_id"].map(inside).astype("string"))
    return pd.concat([_frame(sums), totals.assign(within=within)], ignore_index=True)


def _is_addable(total: Row) -> bool:
    is_part = _spot(total) != ("", "") and total["year"] is not None
    return is_part and total["reporter"] is not None and total["measure"] in (Measure.FLOW.value, Measure.STOCK.value)


def _take_apart(totals: list[Row]) -> list[Row]:
    """Return those of one reporter's totals that cannot hold the same people, the newest first."""
    taken: list[Row] = []
    newest_first = sorted(totals, key=lambda row: (row["reference_period_end"], row["total_id"]), reverse=True)
    for row in newest_first:
        if all(_is_apart(row, other) for other in taken):
            taken.append(row)
    return taken


def _is_apart(one: Row, other: Row) -> bool:
    has_other_area = bool(one["area"] and other["area"] and one["area"] != other["area"])
    if one["measure"] == Measure.STOCK.value:
        days = abs((one["reference_period_end"] - other["reference_period_end"]).days)
        return has_other_area and days <= COMPARABLE_STOCK_DAYS
    is_stated = {one["period_basis"], other["period_basis"]} == {PeriodBasis.STATED.value}
    return has_other_area or (is_stated and not overlap(_span(one), _span(other)))


def _add_places(parts: list[Row]) -> Row:
    kept = (*SERIES, "location_name", "reporter", "year")
    figure_ids = tuple(figure for part in parts for figure in part["figure_ids"])
    spans = [span for span in map(_span, parts) if span]
    return (
        {name: parts[0][name] for name in kept}
        | add_quantities(parts)
        | {
            "total_id": make_figure_id("total", *sorted(figure_ids)),
            "area": "",
            "locality": "",
            "place_count": len(set(map(_spot, parts))),
            "reference_period_start": min(span.start for span in spans),
            "reference_period_end": max(span.end for span in spans),
            "period_precision": _coarsest(parts),
            "period_basis": _common_basis(parts),
            "figure_ids": figure_ids,
            "context_ids": (),
            "other_reporters": 0,
        }
    )
