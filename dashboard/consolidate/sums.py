"""Sums of one reporter over periods and places that are provably apart, and over single events.

They are totals like the others and say what they cover: several months of a place, or
several places of a country. A sum is made only of what one reporter says, only where days
or areas cannot overlap or each row is another event, and never of running totals.
"""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from dashboard.consolidate.nesting import group_rows, spot_of
from dashboard.consolidate.periods import COMPARABLE_STOCK_DAYS, count_days, overlap, span_of
from dashboard.consolidate.rules import PLACE, SERIES, Role
from dashboard.consolidate.totals import make_totals, sum_claims
from dashboard.model import Measure, PeriodBasis

Row = dict[str, Any]

_WHOLE_COUNTRY = ("", "")


def add_periods(totals: pd.DataFrame, claims: Sequence[Row]) -> pd.DataFrame:
    """Rule 2: return the totals with a sum for each place and year in which one reporter counted several times."""
    sums = []
    for rows in group_rows(_list_flows(claims), (*SERIES, *PLACE[1:], "year")):
        account = _choose_account(rows)
        if len({row["topic"] for row in account}) > 1:
            sums.append(sum_claims(account) | {"is_sum": True})
    return _join(totals, sums)


def add_places(totals: pd.DataFrame, claims: Sequence[Row]) -> pd.DataFrame:
    """Return the totals with a sum over places where nobody has a figure for the country."""
    national = totals[(totals["area"] == "") & (totals["locality"] == "") & totals["event_list"].isna()]
    taken = set(map(_series_of, _years_of(national)))
    dated = [*_list_flows(claims), *_list_stocks(claims)]
    parts = [row for row in dated if row["event_list"] or spot_of(row) != _WHOLE_COUNTRY]
    sums = []
    for rows in group_rows(parts, (*SERIES, "year")):
        account = _choose_account(rows)
        places = len(set(map(spot_of, account)))
        if places > 1 and _series_of(rows[0]) not in taken:
            sums.append(sum_claims(account) | _NO_PLACE | {"is_sum": True, "place_count": places})
    return _join(totals, sums)


_NO_PLACE = {"area": "", "locality": "", "admin1_code": None, "admin1_name": None, "place_text": None}


def _list_flows(claims: Sequence[Row]) -> list[Row]:
    """Return the standing flows whose days are stated and lie in one year, with that ``year``."""
    flows = [row for row in _list_dated(claims, Measure.FLOW) if row["period_basis"] == PeriodBasis.STATED.value]
    return [row | {"year": row["end"].year} for row in flows if row["start"].year == row["end"].year]


def _list_stocks(claims: Sequence[Row]) -> list[Row]:
    """Return the standing stocks, which are the latest of their place; their ``year`` is none."""
    return [row | {"year": None} for row in _list_dated(claims, Measure.STOCK)]


def _list_dated(claims: Sequence[Row], measure: Measure) -> list[Row]:
    standing = [row for row in claims if row["role"] in (Role.COUNTED.value, Role.CONTEXT.value)]
    return [row for row in standing if row["measure"] == measure.value and row["start"] is not None]


def _years_of(totals: pd.DataFrame) -> list[Row]:
    rows = totals[[*SERIES, "year"]].astype(object).where(totals[[*SERIES, "year"]].notna(), None).to_dict("records")
    return [{str(name): value for name, value in row.items()} for row in rows]


def _series_of(row: Row) -> tuple[Any, ...]:
    year = None if row["measure"] == Measure.STOCK.value else row["year"]
    return (*(row[name] for name in SERIES), year)


def _choose_account(rows: list[Row]) -> list[Row]:
    """Return what one named reporter says in most places and periods; of equals, the preferred one."""
    accounts = [_take_apart(account) for account in group_rows(rows, ["source"]) if account[0]["reporter"] is not None]
    return max(accounts, key=len, default=[])


def _take_apart(account: list[Row]) -> list[Row]:
    """Return the rows that cannot hold the same people: areas before villages, long before short."""
    taken: dict[str | None, list[Row]] = {}  # by their list of events, which may be long
    for row in sorted(account, key=lambda row: (row["locality"] != "", -count_days(span_of(row)))):
        name = row["event_list"]
        others = (rows for known, rows in taken.items() if known is None or known != name)
        if all(_is_apart(row, other) for rows in others for other in rows):
            taken.setdefault(name, []).append(row)
    return [row for rows in taken.values() for row in rows]


def _is_apart(one: Row, other: Row) -> bool:
    has_other_area = bool(one["area"] and other["area"] and one["area"] != other["area"])
    if one["measure"] == Measure.STOCK.value:
        return has_other_area and abs((one["end"] - other["end"]).days) <= COMPARABLE_STOCK_DAYS
    return has_other_area or not overlap(span_of(one), span_of(other))


def _join(totals: pd.DataFrame, sums: list[Row]) -> pd.DataFrame:
    """Return the totals with the sums; what a sum is made of lies inside it."""
    if not sums:
        return totals
    sum_of = {figure: total["total_id"] for total in sums for figure in total["figure_ids"]}
    inside = [
        next((sum_of[figure] for figure in (*counted, *context) if figure in sum_of), None)
        for counted, context in zip(totals["figure_ids"], totals["context_ids"], strict=True)
    ]
    within = totals["within"].fillna(pd.Series(inside, index=totals.index, dtype="string"))
    return pd.concat([totals.assign(within=within), make_totals(sums)], ignore_index=True)
