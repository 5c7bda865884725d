"""The indicators with their labels, definitions and defaults (``data/reference/indicators.csv``)."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from dashboard.model import Cause, Indicator, Measure, Unit
from dashboard.reference.resources import DATA


@dataclass(frozen=True, slots=True)
class IndicatorEntry:
    """What is known about one indicator.

    ``label`` heads a chart ("People killed"); ``one`` and ``many`` follow a number
    ("1 person killed", "400 people killed"). ``measure`` and ``unit`` hold where a text
    says nothing else; ``cause`` where the indicator itself implies it, else ``None``.
    """

    indicator: Indicator
    label: str
    one: str
    many: str
    measure: Measure
    unit: Unit
    cause: Cause | None
    definition: str
    source: str


@cache
def load_indicators() -> Mapping[Indicator, IndicatorEntry]:
    """Return every indicator, in the order in which they are shown.

    Example:
        >>> load_indicators()[Indicator.IDPS].measure
        <Measure.STOCK: 'stock'>
    """
    with (DATA / "reference" / "indicators.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return {
        Indicator(row["indicator"]): IndicatorEntry(
            indicator=Indicator(row["indicator"]),
            label=row["label"],
            one=row["one"],
            many=row["many"],
            measure=Measure(row["measure"]),
            unit=Unit(row["unit"]),
            cause=Cause(row["cause"]) if row["cause"] else None,
            definition=row["definition"],
            source=row["source"],
        )
        for row in rows
    }
