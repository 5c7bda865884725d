"""Rule 6: which total lies inside which, so that a village never adds to its country."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from dashboard.consolidate.periods import Span, overlap
from dashboard.consolidate.rules import SERIES
from dashboard.frames import read_rows
from dashboard.model import Measure

Row = dict[str, Any]


def nest_places(totals: pd.DataFrame) -> pd.DataFrame:
    """Rule 6: return the totals with ``within``, the total of the wider place or longer period.

    A village is inside its area, an area inside its country, a week inside its year. For
    stocks the dates do not matter: the country's figure holds the village at any date. Events
    that a list places in the country only are no figure for the country.
    """
    within: dict[str, str] = {}
    for series in group_rows(read_rows(totals), SERIES):
        by_place: dict[tuple[str, str], list[Row]] = {}
        for row in series:
            by_place.setdefault(spot_of(row), []).append(row)
        for row in series:
            outer = next((other["total_id"] for other in _wider(row, by_place) if _holds(other, row)), None)
            if outer:
                within[row["total_id"]] = outer
    return totals.assign(within=totals["total_id"].map(within).astype("string"))


def group_rows(rows: Iterable[Row], names: Sequence[str]) -> list[list[Row]]:
    """Return the rows that agree in all names together, in the order of their first row."""
    groups: dict[tuple[Any, ...], list[Row]] = {}
    for row in rows:
        groups.setdefault(tuple(row[name] for name in names), []).append(row)
    return list(groups.values())


def spot_of(row: Row) -> tuple[str, str]:
    """Return area and locality; ("", "") is the whole country."""
    return row["area"], row["locality"]


def _span(total: Row) -> Span | None:
    start, end = total["reference_period_start"], total["reference_period_end"]
    return None if start is None and end is None else Span(start or end, end or start)


def _wider(row: Row, by_place: Mapping[tuple[str, str], list[Row]]) -> list[Row]:
    """Return the totals that may hold this one, those of the narrowest place first."""
    area, _ = here = spot_of(row)
    places = dict.fromkeys([here, (area, ""), ("", "")])
    found = [other for place in places for other in by_place.get(place, [])]
    return [other for other in found if other["total_id"] != row["total_id"]]


def _holds(outer: Row, inner: Row) -> bool:
    outer_span, inner_span = _span(outer), _span(inner)
    if spot_of(outer) != spot_of(inner):
        is_wide = outer["event_list"] is None
        return is_wide and (inner["measure"] == Measure.STOCK.value or overlap(outer_span, inner_span))
    if outer_span is None or inner_span is None or outer_span.days <= inner_span.days:
        return False
    return outer_span.start <= inner_span.start and inner_span.end <= outer_span.end
