"""The shipped articles and tables, settled: what a first visitor sees is not counted twice."""

import pytest

from dashboard.consolidate import Consolidation, consolidate
from dashboard.consolidate.rules import SERIES
from dashboard.loader import load_default


@pytest.fixture(scope="module")
def done() -> Consolidation:
    """Return the default content, consolidated."""
    figures, documents = load_default()
    return consolidate(figures, documents)


def test_no_figure_is_in_two_outermost_totals(done) -> None:
    """What stands beside one another on the first page holds nobody twice."""
    outer = done.totals[done.totals["within"].isna()]
    counted = [figure for figure_ids in outer["figure_ids"] for figure in figure_ids]

    assert len(counted) == len(set(counted))


def test_a_country_has_one_count_of_its_displaced(done) -> None:
    """Of each series of stocks a country with a figure of its own has one outermost total, regions none."""
    stocks = done.totals[(done.totals["measure"] == "stock") & done.totals["within"].isna()]
    series = stocks[list(SERIES)].fillna("").agg("/".join, axis=1)
    is_national = stocks["place_text"].isna() & stocks["admin1_name"].isna()
    is_national |= (stocks["place_text"] == stocks["location_name"]).fillna(False)
    national = series[is_national]

    assert "idps/stock/person/all/conflict/MLI/" in set(national)
    assert sorted(series[series.isin(national)]) == sorted(set(national))


def test_every_figure_has_its_line_in_the_ledger(done) -> None:
    """Whatever is clicked, there is a role, a rule and a reason."""
    own = done.ledger.drop_duplicates("figure_id")

    assert len(own) == sum(len(figure_ids) for figure_ids in done.claims["figure_ids"])
    assert own[["role", "rule", "reason"]].notna().all(axis=None)
