"""Figures to consolidate, said in one line each."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from dashboard.consolidate import Consolidation, consolidate
from dashboard.frames import figures_frame
from dashboard.model import (
    Cause,
    Figure,
    Indicator,
    Measure,
    Period,
    PeriodBasis,
    PeriodPrecision,
    Place,
    Quantifier,
    Quantity,
    Unit,
)

HEDGES = {
    "at least": Quantifier.AT_LEAST,
    "more than": Quantifier.MORE_THAN,
    "at most": Quantifier.AT_MOST,
    "about": Quantifier.APPROXIMATELY,
    "exactly": Quantifier.EXACT,
    "": Quantifier.UNSPECIFIED,
}


def make_quantity(text: str) -> Quantity:
    """Return the quantity of "at least 157", "about 30" or "12-15"."""
    if "-" in text:
        low, high = (float(part) for part in text.split("-"))
        return Quantity(None, low, high, Quantifier.BETWEEN)
    hedge, _, number = text.rpartition(" ")
    value = float(number)
    low = value if hedge in ("at least", "more than", "exactly") else None
    high = value if hedge in ("at most", "exactly") else None
    return Quantity(value, low, high, HEDGES[hedge])


def make_period(text: str) -> Period:
    """Return the period of "2019", "2019-03", "2019-03-23" or "2021-06-04/2021-06-05"; "" is not dated."""
    if "/" in text:
        start, end = (date.fromisoformat(part) for part in text.split("/"))
        return Period(start, end, PeriodPrecision.DAY, PeriodBasis.STATED)
    return Period.fromisoformat(text) if text else Period()


@pytest.fixture(scope="session")
def say() -> Callable[..., Figure]:
    """Return a maker of figures: who says how many, where and when; people killed if not said otherwise."""
    made = 0

    def say(reporter: str | None, number: str, where: str = "", when: str = "2019", **parts: Any) -> Figure:
        nonlocal made
        made += 1
        spot, _, area = where.partition(" in ")
        given = {
            "figure_id": f"f{made:04d}",
            "indicator": Indicator.KILLED,
            "measure": Measure.FLOW,
            "unit": Unit.PERSON,
            "quantity": make_quantity(number),
            "cause": Cause.CONFLICT,
            "place": Place("MLI", "Mali", None, area or None, None, spot or None),
            "period": make_period(when),
            "reporter": reporter,
            "document_id": "d1",
        }
        return Figure(**(given | parts))

    return say


@pytest.fixture(scope="session")
def settle() -> Callable[..., Consolidation]:
    """Return a function that consolidates figures."""

    def settle(*figures: Figure) -> Consolidation:
        return consolidate(figures_frame(figures))

    return settle


@pytest.fixture(scope="session")
def roles() -> Callable[[Consolidation, Figure], str]:
    """Return a function that gives the role and the rule of one figure in its own total."""

    def roles(done: Consolidation, figure: Figure) -> str:
        line = done.ledger[done.ledger["figure_id"] == figure.figure_id].iloc[0]
        return f"{line['role']} by {line['rule']}"

    return roles


@pytest.fixture(scope="session")
def outermost() -> Callable[[Consolidation], list[tuple[Any, ...]]]:
    """Return a function that gives hedge, number and reporter of the widest totals."""

    def outermost(done: Consolidation) -> list[tuple[Any, ...]]:
        wide = done.totals[done.totals["within"].isna()]
        return sorted(wide[["quantifier", "value", "reporter"]].itertuples(index=False, name=None), key=str)

    return outermost
