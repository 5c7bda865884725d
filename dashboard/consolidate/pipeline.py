"""The rules in their order, from the figures to claims, totals and the ledger."""

from typing import Any, NamedTuple

import pandas as pd

from dashboard.consolidate.claims import drop_linked, keep_reported, merge_claims, prepare
from dashboard.consolidate.nesting import nest_places
from dashboard.consolidate.periods import keep_latest, keep_separate_periods, number_topics
from dashboard.consolidate.places import name_places
from dashboard.consolidate.reporters import choose_reporter
from dashboard.consolidate.rules import PLACE, SERIES, Role, Rule
from dashboard.consolidate.sums import add_periods, add_places
from dashboard.consolidate.totals import TOTAL_COLUMNS, add_up, read_claims
from dashboard.model import Indicator
from dashboard.wording import explain_role, format_place, name_country

LEDGER_COLUMNS = ("figure_id", "total_id", "role", "rule", "reason")


class Consolidation(NamedTuple):
    """What the figures come to.

    ``claims``: one row a statement (the columns of its preferred figure), with the number of
    documents in ``citations``, all its ``figure_ids``, its ``role`` and its ``total_id``.
    ``totals``: one row a total, columns in ``consolidate.totals``.
    ``ledger``: which figure is counted, beside or out, in which total, by which rule and why; one row
    a figure, and one more for each wider total it lies inside.
    """

    claims: pd.DataFrame
    totals: pd.DataFrame
    ledger: pd.DataFrame


def consolidate(figures: pd.DataFrame, documents: pd.DataFrame | None = None) -> Consolidation:
    """Return claims, totals and ledger of a figures table; its order does not matter.

    With ``documents`` the rule "most recent" also knows when each document was published.

    Example:
        >>> from dashboard.frames import figures_frame
        >>> from dashboard.model import Figure, Indicator, Measure, Quantity, Unit
        >>> one = Figure("f1", Indicator.KILLED, Measure.FLOW, Unit.PERSON, Quantity(400), reporter="HRW")
        >>> consolidate(figures_frame([one])).totals[["value", "reporter"]].to_dict("records")
        [{'value': 400.0, 'reporter': 'HRW'}]
        >>> consolidate(figures_frame([])).totals.empty
        True
    """
    settled = (
        prepare(figures, documents)
        .pipe(keep_reported)
        .pipe(merge_claims)
        .pipe(drop_linked)
        .pipe(number_topics)
        .pipe(keep_latest)
        .pipe(keep_separate_periods)
        .pipe(choose_reporter)
        .pipe(_number_lines)
    )
    claims = settled[settled["rule"] != Rule.SAME_CLAIM.value]
    reported = claims[claims["rule"] != Rule.ONLY_REPORTED.value]
    rows = read_claims(reported)
    totals = add_up(rows).pipe(nest_places).pipe(add_periods, rows).pipe(add_places, rows)
    settled = settled.assign(total_id=_find_totals(settled, totals))
    return Consolidation(
        _claims(settled, list(figures.columns)),
        totals[list(TOTAL_COLUMNS)],
        _ledger(settled, totals),
    )


def _number_lines(figures: pd.DataFrame) -> pd.DataFrame:
    """Return the figures with ``line``, the same for all figures of a reporter about a place and series."""
    parts = [figures[name].fillna("") for name in (*SERIES, *PLACE[1:], "source")]
    line = parts[0]
    for part in parts[1:]:
        line = line + "\x1f" + part
    return figures.assign(line=line)


def _find_totals(settled: pd.DataFrame, totals: pd.DataFrame) -> "pd.Series[str]":
    """Return the total of each figure's topic; null where nothing of the topic is counted."""
    own = totals[~totals["is_sum"]]
    of_figure = {figure: total for total, ids in zip(own["total_id"], own["figure_ids"], strict=True) for figure in ids}
    topic_total = settled.assign(total_id=settled["figure_id"].map(of_figure)).groupby("topic")["total_id"].first()
    direct = settled["topic"].map(topic_total)
    claim_total = dict(zip(settled["figure_id"], direct, strict=True))
    return direct.fillna(settled["claim_id"].map(claim_total)).astype("string")


def _claims(settled: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    ids: dict[str, list[str]] = {}
    for claim, figure in zip(settled["claim_id"], settled["figure_id"], strict=True):
        ids.setdefault(claim, []).append(figure)
    claims = settled[settled["rule"] != Rule.SAME_CLAIM.value]
    claims = claims.assign(
        figure_ids=claims["claim_id"].map({claim: tuple(sorted(figures)) for claim, figures in ids.items()})
    )
    return claims[["claim_id", *columns, "citations", "figure_ids", "total_id", "role", "rule", "reason"]].reset_index(
        drop=True
    )


def _ledger(settled: pd.DataFrame, totals: pd.DataFrame) -> pd.DataFrame:
    """Return one line a figure for its own total, and one for each wider total it is counted in or left out of."""
    rows: list[tuple[str, ...]] = []
    by_id = {str(total["total_id"]): total for total in totals.to_dict("records")}
    for total in by_id.values():
        if total["is_sum"]:
            line = (str(total["total_id"]), Role.COUNTED, Rule.SEPARATE_PERIODS, explain_role("added"))
            rows.extend((figure, *line) for figure in total["figure_ids"])
        if pd.notna(total["within"]):
            wider = by_id[total["within"]]
            line = (str(total["within"]), *_explain_nesting(total, wider))
            rows.extend((figure, *line) for figure in total["figure_ids"] if figure not in wider["figure_ids"])
    wider_lines = pd.DataFrame(rows, columns=list(LEDGER_COLUMNS), dtype="string")
    return pd.concat([settled[list(LEDGER_COLUMNS)].astype("string"), wider_lines], ignore_index=True)


def _explain_nesting(total: dict[Any, Any], wider: dict[Any, Any]) -> tuple[Role, Rule, str]:
    if wider["is_sum"]:
        return Role.OUT, Rule.ONE_REPORTER, explain_role("beside", reporter=wider["reporter"])
    if (total["area"], total["locality"]) == (wider["area"], wider["locality"]):
        return Role.OUT, Rule.SEPARATE_PERIODS, explain_role("longer")
    return Role.OUT, Rule.OUTER_PLACE, explain_role("inside", place=_name_place(wider))


def _name_place(total: dict[Any, Any]) -> str:
    row = {
        str(name): None if pd.isna(value) else value for name, value in total.items() if not isinstance(value, tuple)
    }
    return format_place(row) or name_country(row["location_code"] or "")


def latest(totals: pd.DataFrame) -> pd.DataFrame:
    """Return the newest total of each indicator and country: the key figures, in the order of the vocabulary.

    Disasters have a figure apart from everything else. The widest place speaks first,
    everybody (or all civilians) before a part of the population, persons before households;
    of those left, the latest date. Undated totals come last.
    """
    ordered = totals.assign(
        is_inside=totals["within"].notna(),
        depth=_depths(totals),
        is_part=~totals["population_group"].isin(["all", "civilians"]),
        is_disaster=totals["cause"] == "disaster",
        is_other_unit=totals["unit"] == "household",
    ).sort_values(
        ["is_inside", "depth", "is_part", "is_other_unit", "reference_period_end", "value", "total_id"],
        ascending=[True, True, True, True, False, False, True],
        na_position="last",
        kind="stable",
    )
    newest = ordered.drop_duplicates(["location_code", "origin_code", "indicator", "is_disaster"])
    rank = newest["indicator"].map([str(word) for word in Indicator].index)
    order = newest.assign(rank=rank).sort_values(["location_code", "rank"], kind="stable", na_position="last")
    return order[list(totals.columns)].reset_index(drop=True)


def _depths(totals: pd.DataFrame) -> "pd.Series[int]":
    """Return 0 for a country, 1 for an area or a sum over places, 2 or more for a spot."""
    named = name_places(totals)
    is_part = named["area"].ne("") | totals["place_count"].gt(1)
    return is_part.astype("int64") + named["locality"].ne("").astype("int64") * 2
