"""What the counted claims add up to, and which total lies inside which.

A total is the counted claims of one topic added up, with its bounds and its hedge. Totals
are never added to one another, with one exception that says so: places that are provably
apart, counted by the same reporter, where nobody has a figure for the whole country.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from dashboard.consolidate.periods import COMPARABLE_STOCK_DAYS, Span, hull, overlap, spans_of
from dashboard.consolidate.rules import PLACE, SERIES, Role
from dashboard.model import Measure, PeriodBasis, PeriodPrecision, Quantifier, make_figure_id

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


def add_up(claims: pd.DataFrame, lines: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return one row for each topic that has a counted claim.

    ``claims`` are the counted and context claims with their ``topic``; ``lines`` hold
    all claims of a reporter about a place, to see since when a stock has not changed.
    """
    rows = [_add_topic(topic, lines) for _, topic in claims.groupby("topic", observed=True, sort=False)]
    return _frame(rows)


def _frame(rows: list[dict[str, Any]]) -> pd.DataFrame:
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


def _add_topic(topic: pd.DataFrame, lines: Mapping[str, pd.DataFrame]) -> dict[str, Any]:
    counted = topic[topic["role"] == Role.COUNTED.value]
    context = topic[topic["role"] == Role.CONTEXT.value]
    total = _add(counted)
    others = [_bounds(account) for _, account in context.groupby("source", sort=False)]
    lows = [low for low, _ in others if low is not None]
    highs = [high for _, high in others if high is not None]
    return total | {
        "other_reporters": len(others),
        "other_low": min(lows, default=None),
        "other_high": max(highs, default=None),
        "context_ids": tuple(context["figure_id"]),
        "unchanged_since": _unchanged_since(counted.iloc[0], lines),
    }


def _add(counted: pd.DataFrame) -> dict[str, Any]:
    """Return the sum of claims of one reporter as the row of a total."""
    first = counted.iloc[0].astype(object).where(counted.iloc[0].notna(), None)
    span = hull(spans_of(counted))
    total = {name: first[name] for name in (*SERIES, *PLACE[1:], "location_name", "admin1_code", "admin1_name")}
    quantity = add_quantities(counted)
    return (
        total
        | quantity
        | {
            "total_id": make_figure_id("total", *sorted(counted["figure_id"])),
            "place_text": first["place_text"],
            "place_count": 1,
            "reporter": first["reporter"],
            "reference_period_start": span.start if span else first["reference_period_start"],
            "reference_period_end": span.end if span else first["reference_period_end"],
            "year": span.end.year if span else None,
            "period_precision": _coarsest(counted),
            "period_basis": first["period_basis"]
            if counted["period_basis"].nunique() == 1
            else PeriodBasis.STATED.value,
            "figure_ids": tuple(counted["figure_id"]),
        }
    )


def _coarsest(counted: pd.DataFrame) -> str:
    words = list(PeriodPrecision)
    if len(counted) == 1:
        return str(counted["period_precision"].iloc[0])
    return max((PeriodPrecision(str(word)) for word in counted["period_precision"]), key=words.index).value


def add_quantities(claims: pd.DataFrame) -> dict[str, Any]:
    """Return value, bounds and quantifier of a sum; a single claim stays as it is.

    Rule 8: bounds are added separately, and the sum carries the weakest hedge of its parts.
    A missing bound is not taken for zero: it leaves the sum open on that side.

    Example:
        >>> parts = pd.DataFrame({"value": [12.0, 30.0], "value_low": [12.0, None], "value_high": [None, None],
        ...     "quantifier": ["at_least", "approximately"]})
        >>> total = add_quantities(parts)
        >>> total["quantifier"], total["value"], total["value_low"], total["value_high"]
        ('at_least', 42.0, 42.0, None)
    """
    numbers = [
        {name: None if pd.isna(row[name]) else float(row[name]) for name in ("value", "value_low", "value_high")}
        for _, row in claims.iterrows()
    ]
    words = [Quantifier(str(word)) for word in claims["quantifier"]]
    if len(numbers) == 1:
        return numbers[0] | {"quantifier": words[0].value}
    lows = [_lower(part, word) for part, word in zip(numbers, words, strict=True)]
    highs = [_upper(part, word) for part, word in zip(numbers, words, strict=True)]
    low, high = sum(lows), _sum(highs)
    value = _sum([part["value"] for part in numbers])
    if high is None:
        hedge = Quantifier.MORE_THAN if set(words) == {Quantifier.MORE_THAN} else Quantifier.AT_LEAST
        return _quantity(low, low, None, hedge)
    if _DOWNWARD & set(words):
        hedge = Quantifier.LESS_THAN if set(words) == {Quantifier.LESS_THAN} else Quantifier.AT_MOST
        return _quantity(high, None, high, hedge)
    if value is None:
        return _quantity(None, low, high, Quantifier.BETWEEN)
    is_bounded = all(part["value_low"] is not None and part["value_high"] is not None for part in numbers)
    hedge = next(word for word in (Quantifier.APPROXIMATELY, Quantifier.UNSPECIFIED, *words) if word in words)
    return _quantity(value, low if is_bounded else None, high if is_bounded else None, hedge)


def _quantity(value: float | None, low: float | None, high: float | None, hedge: Quantifier) -> dict[str, Any]:
    return {"value": value, "value_low": low, "value_high": high, "quantifier": hedge.value}


def _lower(part: dict[str, float | None], word: Quantifier) -> float:
    """Return what the part adds at the least; a count without any lower side adds at least 0."""
    return _first(part["value_low"], None if word in _DOWNWARD else part["value"], 0.0) or 0.0


def _upper(part: dict[str, float | None], word: Quantifier) -> float | None:
    return _first(part["value_high"], None if word in _UPWARD else part["value"])


def _first(*values: float | None) -> float | None:
    return next((value for value in values if value is not None), None)


def _sum(values: Iterable[float | None]) -> float | None:
    parts = list(values)
    return None if None in parts else sum(part for part in parts if part is not None)


def _bounds(account: pd.DataFrame) -> tuple[float | None, float | None]:
    total = add_quantities(account)
    low = _first(total["value_low"], total["value"], total["value_high"])
    return low, _first(total["value_high"], total["value"], total["value_low"])


def _unchanged_since(claim: "pd.Series[Any]", lines: Mapping[str, pd.DataFrame]) -> pd.Timestamp | None:
    """Return the first of the dates in a row at which the same reporter gives the same stock."""
    if claim["measure"] != Measure.STOCK.value or pd.isna(claim["value"]) or pd.isna(claim["end"]):
        return None
    line = lines[claim["line"]]
    line = line[line["end"] <= claim["end"]]
    changed = line.loc[(line["value"] != claim["value"]).fillna(True), "end"].max()
    since = line.loc[line["end"] > changed, "end"].min() if pd.notna(changed) else line["end"].min()
    return since if since < claim["end"] else None


def nest_places(totals: pd.DataFrame) -> pd.DataFrame:
    """Rule 6: return the totals with ``within``, the total of the wider place or longer period.

    A village is inside its area, an area inside its country, a week inside its year. For
    stocks the dates do not matter: the country's figure holds the village at any date.
    """
    within: dict[str, str] = {}
    for _, series in totals.groupby(list(SERIES), dropna=False, observed=True, sort=False):
        by_place: dict[tuple[str, str], list[dict[str, Any]]] = {}
        rows = [_spot(row) for row in _records(series)]
        for row in rows:
            by_place.setdefault(row["place"], []).append(row)
        for row in rows:
            outer = next((other["total_id"] for other in _wider(row, by_place) if _holds(other, row)), None)
            if outer:
                within[row["total_id"]] = outer
    return totals.assign(within=totals["total_id"].map(within).astype("string"))


def _records(totals: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): value for name, value in row.items()} for row in totals.to_dict("records")]


def _spot(row: dict[str, Any]) -> dict[str, Any]:
    start, end = row["reference_period_start"], row["reference_period_end"]
    span = None if pd.isna(start) or pd.isna(end) else Span(start, end)
    return row | {"place": (row["area"], row["locality"]), "span": span}


def _wider(row: dict[str, Any], by_place: Mapping[tuple[str, str], list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """Return the totals that may hold this one, the narrowest place first, of the longest periods first."""
    area, locality = row["place"]
    places = [place for place in ((area, locality), (area, ""), ("", "")) if place != row["place"]]
    candidates = [
        *by_place[row["place"]],
        *(other for place in dict.fromkeys(places) for other in by_place.get(place, [])),
    ]
    return [other for other in candidates if other["total_id"] != row["total_id"]]


def _holds(outer: dict[str, Any], inner: dict[str, Any]) -> bool:
    if outer["place"] != inner["place"]:
        return inner["measure"] == Measure.STOCK.value or overlap(outer["span"], inner["span"])
    if outer["span"] is None or inner["span"] is None or outer["span"].days <= inner["span"].days:
        return False
    return bool(outer["span"].start <= inner["span"].start and inner["span"].end <= outer["span"].end)


def add_places(totals: pd.DataFrame) -> pd.DataFrame:
    """Return the totals with a sum over places where the country has no figure of its own.

    Added are the outermost totals of one reporter, of one year, whose places or days are
    provably apart; of several reporters, the one with most places. Running totals and
    counts of an unknown kind are never added.
    """
    sums: list[dict[str, Any]] = []
    inside: dict[str, str] = {}
    addable = totals[totals["within"].isna() & totals["measure"].isin(["flow", "stock"]) & totals["reporter"].notna()]
    addable = addable[addable["locality"].ne("") | addable["area"].ne("")]
    for _, series in addable.groupby([*SERIES, "year"], dropna=False, observed=True, sort=False):
        groups = [_take_apart(rows) for _, rows in series.groupby("reporter", sort=True)]
        most = max(groups, key=len)
        if len(most) > 1 and not most["year"].isna().any():
            total = _add_places(most)
            sums.append(total)
            inside |= dict.fromkeys(most["total_id"], total["total_id"])
    if not sums:
        return totals
    within = totals["within"].fillna(totals["total_id"].map(inside)).astype("string")
    return pd.concat([_frame(sums), totals.assign(within=within)], ignore_index=True)


def _take_apart(totals: pd.DataFrame) -> pd.DataFrame:
    """Return those of one reporter's totals that cannot hold the same people, the newest first."""
    ordered = totals.sort_values(["reference_period_end", "value", "total_id"], ascending=[False, False, True])
    taken: list[dict[str, Any]] = []
    for row in _records(ordered):
        if all(_is_apart(_spot(row), _spot(other)) for other in taken):
            taken.append(row)
    return ordered[ordered["total_id"].isin([row["total_id"] for row in taken])]


def _is_apart(one: dict[str, Any], other: dict[str, Any]) -> bool:
    has_other_area = bool(one["area"] and other["area"] and one["area"] != other["area"])
    if one["measure"] == Measure.STOCK.value:
        days = abs((one["reference_period_end"] - other["reference_period_end"]).days)
        return has_other_area and days <= COMPARABLE_STOCK_DAYS
    is_stated = {one["period_basis"], other["period_basis"]} == {PeriodBasis.STATED.value}
    return has_other_area or (is_stated and not overlap(one["span"], other["span"]))


def _add_places(parts: pd.DataFrame) -> dict[str, Any]:
    first = parts.iloc[0].astype(object).where(parts.iloc[0].notna(), None)
    kept = (*SERIES, "location_name", "reporter", "year")
    return (
        {name: first[name] for name in kept}
        | add_quantities(parts)
        | {
            "total_id": make_figure_id(
                "total", *sorted(figure for figures in parts["figure_ids"] for figure in figures)
            ),
            "area": "",
            "locality": "",
            "place_count": int(parts[["area", "locality"]].drop_duplicates().shape[0]),
            "reference_period_start": parts["reference_period_start"].min(),
            "reference_period_end": parts["reference_period_end"].max(),
            "period_precision": _coarsest(parts),
            "period_basis": first["period_basis"] if parts["period_basis"].nunique() == 1 else PeriodBasis.STATED.value,
            "figure_ids": tuple(figure for figures in parts["figure_ids"] for figure in figures),
            "context_ids": (),
            "other_reporters": 0,
        }
    )
