"""Rule 2: one series at a time, and in it no day twice.

A *topic* is what claims have to share before they can say the same thing differently: the
series, the place, and days that touch. Ogossagou and Moura are two topics; three tolls of
Ogossagou are one.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

import pandas as pd

from dashboard.consolidate.rules import PLACE, SERIES, Role, Rule, decide, is_open
from dashboard.frames import read_rows
from dashboard.model import PeriodBasis
from dashboard.wording import explain_role, format_date

COMPARABLE_STOCK_DAYS = 183
"""Two counts of people further apart than this are not about the same situation."""

SHORT_PERIOD_DAYS = 31
"""Within a month, "in March" and "on 23 March" are taken for the same event."""

LEAST_SHARED_PERIOD = 0.5
"""Longer periods are comparable from this part of their joint length on."""


class Span(NamedTuple):
    """The days from ``start`` to ``end``, both inclusive; ``None`` if not dated."""

    start: date
    end: date

    @property
    def days(self) -> int:
        """Return how many days it has."""
        return int((self.end - self.start).days) + 1


def overlap(one: Span | None, other: Span | None) -> bool:
    """Return whether two spans share a day; what is not dated may share any.

    Example:
        >>> overlap(Span(date.fromisoformat("2019-01-01"), date.fromisoformat("2019-01-31")), None)
        True
    """
    return one is None or other is None or (one.start <= other.end and other.start <= one.end)


def is_comparable(one: Span | None, other: Span | None) -> bool:
    """Return whether two figures over these spans may be held against one another.

    Example:
        >>> march = Span(date.fromisoformat("2019-03-01"), date.fromisoformat("2019-03-31"))
        >>> a_day = Span(date.fromisoformat("2019-03-23"), date.fromisoformat("2019-03-23"))
        >>> year = Span(date.fromisoformat("2019-01-01"), date.fromisoformat("2019-12-31"))
        >>> is_comparable(march, a_day), is_comparable(year, a_day)
        (True, False)
    """
    if one is None or other is None or not overlap(one, other):
        return one is other
    joint = Span(min(one.start, other.start), max(one.end, other.end)).days
    if joint <= SHORT_PERIOD_DAYS:
        return True
    shared = Span(max(one.start, other.start), min(one.end, other.end)).days
    return shared / joint >= LEAST_SHARED_PERIOD


def number_topics(figures: pd.DataFrame) -> pd.DataFrame:
    """Return the figures with ``topic``, the same number for claims that may compete; NA if decided.

    Stocks of a place are one topic. Flows and running totals are cut where the calendar year
    changes and where no day is shared.
    """
    running = figures[is_open(figures)].sort_values(["start", "end", "figure_id"], kind="stable")
    keys = pd.DataFrame({name: running[name] for name in (*SERIES, *PLACE[1:])}).assign(
        year=_years(running), is_dated=running["start"].notna() | (running["measure"] == "stock")
    )
    bucket = keys.groupby(list(keys.columns), dropna=False, observed=True, sort=False).ngroup()
    latest_before = running["end"].groupby(bucket).cummax().groupby(bucket).shift()
    is_apart = (running["start"] > latest_before) & running["measure"].isin(["flow", "cumulative"])
    run = is_apart.fillna(False).astype(int).groupby(bucket).cumsum()
    topic = pd.DataFrame({"bucket": bucket, "run": run}).groupby(["bucket", "run"], sort=False).ngroup()
    return figures.assign(topic=topic.astype("Int64").reindex(figures.index))


def _years(figures: pd.DataFrame) -> "pd.Series[str]":
    first = figures["start"].dt.year.astype("Int64").astype("string")
    last = figures["end"].dt.year.astype("Int64").astype("string")
    years: pd.Series[str] = (first + "-" + last).mask(figures["measure"] == "stock", "")
    years = years.mask(figures["measure"] == "cumulative", first)
    return years.mask(figures["measure"] == "unknown", last)


def keep_latest(figures: pd.DataFrame) -> pd.DataFrame:
    """Rule 2, stocks and running totals: of each reporter only the latest figure stands.

    Counts of people in other months than the latest are out, also when they are another
    reporter's: an old count says nothing about a new one.
    """
    is_flow = figures["measure"] == "flow"
    running = figures[is_open(figures) & ~is_flow]
    newest = running.groupby(["topic", "source"], observed=True)["end"].transform("first")
    first = running.groupby(["topic", "source"], observed=True)["figure_id"].transform("first")
    latest = running.groupby("topic", observed=True)["end"].transform("max")
    far = (latest - running["end"]) > timedelta(days=COMPARABLE_STOCK_DAYS)
    is_stock = running["measure"] == "stock"
    is_old = (running["end"] < newest) | (far & is_stock)
    reference = newest.where(running["end"] < newest, latest)
    dates = reference.map(lambda day: format_date(None if pd.isna(day) else day.date()))
    older = dates.map(lambda text: explain_role("older", date=text))
    replaced = dates.map(lambda text: explain_role("earlier_total", date=text))
    again = explain_role("overlap")

    def rows(mask: "pd.Series[bool]") -> "pd.Series[bool]":
        return mask.fillna(False).reindex(figures.index, fill_value=False).astype(bool)

    return (
        figures.pipe(decide, rows(is_old & is_stock), Role.OUT, Rule.LATEST_STOCK, older.reindex(figures.index))
        .pipe(decide, rows(is_old & ~is_stock), Role.OUT, Rule.RUNNING_TOTAL, replaced.reindex(figures.index))
        .pipe(decide, rows(running["figure_id"] != first), Role.OUT, Rule.SEPARATE_PERIODS, again)
    )


def keep_separate_periods(figures: pd.DataFrame) -> pd.DataFrame:
    """Rule 2, flows: of each reporter only figures whose periods do not overlap stand.

    The longest period is taken first, of comparable ones the preferred figure. A figure
    dated only by its report is never added to another, since nobody knows its days. The events
    of one list are different ones, whatever their days.
    """
    running = figures[is_open(figures) & (figures["measure"] == "flow")]
    accounts: dict[tuple[int, str], list[dict[str, Any]]] = {}
    for row in read_rows(running[["figure_id", "topic", "source", "start", "end", "period_basis", "event_list"]]):
        accounts.setdefault((row["topic"], row["source"]), []).append(row)
    taken = {row["figure_id"] for account in accounts.values() for row in _take_apart(account)}
    crowded = figures["figure_id"].isin(running["figure_id"]) & ~figures["figure_id"].isin(taken)
    return decide(figures, crowded, Role.OUT, Rule.SEPARATE_PERIODS, explain_role("overlap"))


def _take_apart(account: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows that may be added: longest first, of comparable ones the preferred (the upper) one."""
    waiting = _bundle(account)
    taken: list[dict[str, Any]] = []
    while waiting:
        longest = max(map(_hull_of, waiting), key=count_days)
        best = next(rows for rows in waiting if is_comparable(_hull_of(rows), longest))
        taken += best
        waiting = [rows for rows in waiting if rows is not best and _may_be_added(rows, best)]
    return taken


def _bundle(account: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Return each claim alone, and the events of one list together."""
    bundles: dict[str, list[dict[str, Any]]] = {}
    for row in account:
        bundles.setdefault(row["event_list"] or row["figure_id"], []).append(row)
    return list(bundles.values())


def _hull_of(rows: list[dict[str, Any]]) -> Span | None:
    return hull([span_of(row) for row in rows])


def _may_be_added(rows: list[dict[str, Any]], others: list[dict[str, Any]]) -> bool:
    return _are_stated(*rows, *others) and not overlap(_hull_of(rows), _hull_of(others))


def _are_stated(*rows: dict[str, Any]) -> bool:
    return all(row["period_basis"] == PeriodBasis.STATED.value for row in rows)


def span_of(row: dict[str, Any]) -> Span | None:
    """Return the span of a row with ``start`` and ``end``, ``None`` where it is not dated."""
    return None if row["start"] is None else Span(row["start"], row["end"])


def count_days(span: Span | None) -> int:
    """Return the days of a span; what is not dated has none.

    Example:
        >>> count_days(None)
        0
    """
    return span.days if span else 0


def hull(spans: Sequence[Span | None]) -> Span | None:
    """Return the span from the first to the last day of several; ``None`` if one is not dated.

    Example:
        >>> hull([None]) is None
        True
    """
    dated = [span for span in spans if span is not None]
    if not dated or len(dated) < len(spans):
        return None
    return Span(min(span.start for span in dated), max(span.end for span in dated))
