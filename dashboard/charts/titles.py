"""The title states the finding, the subtitle what it rests on; both by rule.

A title gives one number with its hedge, its place, its date and who says it, and then how
far the other sources go. It can be edited, but it is never empty.
"""

from typing import Any, Protocol

import pandas as pd

from dashboard.frames import read_rows
from dashboard.model import Cause, Indicator, PopulationGroup, Unit
from dashboard.wording import (
    Shown,
    add_cause,
    count_figures,
    count_places,
    format_count,
    format_place,
    name_country,
    name_word,
    say,
    say_extent,
    say_finding,
    say_others,
    say_unchanged,
)

Row = dict[str, Any]

_WHOLE_GROUPS = (PopulationGroup.ALL.value, PopulationGroup.CIVILIANS.value)


class Settled(Protocol):
    """What ``consolidate`` returns, as far as a title needs it."""

    @property
    def claims(self) -> pd.DataFrame:
        """Return one row a claim."""

    @property
    def totals(self) -> pd.DataFrame:
        """Return one row a total."""


def finding_title(evidence: pd.DataFrame, settled: Settled, locale: str = "en") -> str:
    """Return the finding of the figures in ``evidence``: their leading total, and what others say.

    Leading is the newest total of the widest place that counts one of them.
    """
    total = _find_leading(evidence, settled)
    if total is None:
        return say("nothing", locale)
    count = format_count(
        total,
        Indicator(total["indicator"]),
        Unit(total["unit"]),
        PopulationGroup(total["population_group"]),
        locale,
        in_title=True,
    )
    if _has_other_cause(settled.totals, total["indicator"], total["cause"]):
        count = add_cause(count, Cause(total["cause"]), locale)
    finding = say_finding(count, _name_place(total, locale), total, total["reporter"], locale)
    claims = settled.claims
    others = read_rows(claims[claims["figure_id"].isin(total["context_ids"])].drop(columns="figure_ids"))
    return "; ".join(part for part in (finding, say_others(others, locale)) if part)


def finding_subtitle(
    evidence: pd.DataFrame, settled: Settled, figures: pd.DataFrame | None = None, locale: str = "en"
) -> str:
    """Return what the finding rests on: indicator, country, number of figures and reporters, years.

    ``figures`` are all that ``evidence`` was chosen from, if those are more.
    """
    total = _find_leading(evidence, settled)
    if total is None or evidence.empty:
        return say("not_zero", locale)
    dates = pd.concat([evidence["reference_period_start"], evidence["reference_period_end"]]).dropna()
    years = sorted({int(day.year) for day in dates})
    parts = [
        ", ".join(_name_topics(evidence, locale)),
        count_figures(
            len(evidence),
            max(1, evidence["reporter"].nunique()),
            locale,
            figures=None if figures is None else len(figures),
            which=None if figures is None else _tell_shown(evidence, figures),
        ),
        "–".join(str(year) for year in dict.fromkeys([years[0], years[-1]])) if years else "",
        say_unchanged(total["unchanged_since"], locale) if total["unchanged_since"] else "",
    ]
    return "; ".join(part for part in parts if part)


def describe_extent(evidence: pd.DataFrame, figures: pd.DataFrame, locale: str = "en") -> str:
    """Return how many of all figures stand in a chart, and whether they are the newest."""
    return say_extent(len(evidence), len(figures), _tell_shown(evidence, figures), locale)


def _tell_shown(evidence: pd.DataFrame, figures: pd.DataFrame) -> Shown | None:
    """Return whether no other figure is newer: none of all, or else none of the same cause."""
    others = figures[~figures["figure_id"].isin(evidence["figure_id"])]
    if _is_newer(evidence, others):
        return Shown.NEWEST
    causes = {str(cause) for cause in evidence["cause"]}
    is_named = causes in ({Cause.CONFLICT.value}, {Cause.DISASTER.value})
    if not is_named or not _has_other_cause(others, None, *causes):
        return None
    alike = others[others["cause"].isin(causes)]
    if alike.empty:
        return Shown.ALL_OF_CAUSE
    return Shown.NEWEST_OF_CAUSE if _is_newer(evidence, alike) else None


def _is_newer(figures: pd.DataFrame, others: pd.DataFrame) -> bool:
    days, other_days = figures["reference_period_end"], others["reference_period_end"].dropna()
    return bool(days.notna().all()) and (other_days.empty or bool(days.min() >= other_days.max()))


def _has_other_cause(rows: pd.DataFrame, indicator: str | None, cause: str) -> bool:
    """Say whether figures of a disaster stand apart from others among the rows; see ``keep_alike``."""
    alike = rows if indicator is None else rows[rows["indicator"] == indicator]
    is_disaster = alike["cause"] == Cause.DISASTER.value
    return bool((is_disaster != (cause == Cause.DISASTER.value)).any())


def _find_leading(evidence: pd.DataFrame, settled: Settled) -> Row | None:
    shown = set(evidence["figure_id"])
    totals = [row for row in read_rows(settled.totals) if shown & {*row["figure_ids"], *row["context_ids"]}]
    return min(totals, key=_rank, default=None)


def _rank(total: Row) -> tuple[Any, ...]:
    end = total["reference_period_end"]
    return (
        total["within"] is not None,
        total["population_group"] not in _WHOLE_GROUPS,
        total["unit"] == Unit.HOUSEHOLD.value,
        end is None,
        -end.toordinal() if end else 0,
        -total["other_reporters"],
        -(total["value"] or total["value_high"] or 0),
        total["total_id"],
    )


def _name_place(total: Row, locale: str) -> str:
    if total["place_count"] > 1:
        return count_places(total["place_count"], name_country(total["location_code"] or "", locale), locale)
    return format_place(total, locale, with_country=False)


def _name_topics(evidence: pd.DataFrame, locale: str) -> list[str]:
    """Return the indicator and the country where all figures share them."""
    indicators, countries = evidence["indicator"].unique(), evidence["location_code"].dropna().unique()
    names = [name_word(Indicator(indicators[0]), locale)] if len(indicators) == 1 else []
    return [*names, *([name_country(countries[0], locale)] if len(countries) == 1 else [])]
