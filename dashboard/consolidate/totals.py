"""What the counted claims of a topic add up to, one total each.

Totals are never added to one another.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from dashboard.consolidate.periods import hull, span_of
from dashboard.consolidate.quantities import add_quantities, bounds_of
from dashboard.consolidate.rules import PLACE, SERIES, Role
from dashboard.frames import read_rows
from dashboard.model import Measure, PeriodBasis, PeriodPrecision, make_figure_id

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
    "event_list",
)

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


def add_up(claims: Sequence[Row]) -> pd.DataFrame:
    """Return one row for each topic that has a counted claim; ``claims`` are those of every role."""
    topics: dict[int, list[Row]] = {}
    lines: dict[str, list[Row]] = {}
    for row in claims:
        lines.setdefault(row["line"], []).append(row)
        if row["role"] in (Role.COUNTED.value, Role.CONTEXT.value):
            topics.setdefault(row["topic"], []).append(row)
    return make_totals([_add_topic(rows, lines) for rows in topics.values()])


def read_claims(claims: pd.DataFrame) -> list[Row]:
    """Return the claims as plain rows, with what a total needs of them."""
    return read_rows(claims[list(_NEEDED)])


def make_totals(rows: list[Row]) -> pd.DataFrame:
    """Return the rows as a frame with the columns of a total, and the place and kind the rules need."""
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
        "is_sum": "boolean",
    }
    return pd.DataFrame(
        {
            name: pd.Series([row.get(name) for row in rows], dtype=dtypes.get(name, "string"))
            for name in (*TOTAL_COLUMNS, *PLACE[1:], "is_sum", "event_list")
        }
    )


def _add_topic(topic: list[Row], lines: Mapping[str, list[Row]]) -> Row:
    counted = [row for row in topic if row["role"] == Role.COUNTED.value]
    accounts: dict[str, list[Row]] = {}
    for row in topic:
        if row["role"] == Role.CONTEXT.value:
            accounts.setdefault(row["source"], []).append(row)
    bounds = [bounds_of(account) for account in accounts.values()]
    return sum_claims(counted) | {
        "other_reporters": len(bounds),
        "other_low": min((low for low, _ in bounds), default=None),
        "other_high": max((high for _, high in bounds), default=None),
        "context_ids": tuple(row["figure_id"] for account in accounts.values() for row in account),
        "unchanged_since": _unchanged_since(counted[0], lines),
    }


def sum_claims(counted: list[Row]) -> Row:
    """Return the sum of claims of one reporter at one place as the row of a total."""
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
            "context_ids": (),
            "other_reporters": 0,
            "is_sum": False,
            "event_list": first["event_list"],
        }
    )


def _coarsest(parts: list[Row]) -> str:
    words = list(PeriodPrecision)
    return max((PeriodPrecision(row["period_precision"]) for row in parts), key=words.index).value


def _common_basis(parts: list[Row]) -> str:
    found = {row["period_basis"] for row in parts}
    return str(found.pop()) if len(found) == 1 else PeriodBasis.STATED.value


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
