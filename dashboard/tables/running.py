"""Columns that never fall from one date to the next are running totals, whether or not they say so.

A daily count that is read from a running total counts the first dead of a war every day. A
header such as "deaths" says neither, but the cells do.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import islice, pairwise

from dashboard.model import Measure
from dashboard.reference.indicators import load_indicators
from dashboard.tables.cells import CellError
from dashboard.tables.columns import Memory
from dashboard.tables.dates import find_date_style
from dashboard.tables.evidence import SAMPLE_ROWS
from dashboard.tables.grid import Grid
from dashboard.tables.mapping import Role, TableMapping
from dashboard.tables.numbers import parse_quantity
from dashboard.tables.periods import DATE_ROLES, PeriodReader
from dashboard.tables.place_columns import PLACE_ROLES

FEWEST_DATES, FEWEST_RISES = 8, 4
NEVER_FALLS = "it never falls from one date to the next, so it is taken for a running total"
FALLS = "it falls from one date to the next, so it is no running total"

Series = list[tuple[date, float]]


def find_running_totals(grid: Grid, mapping: TableMapping) -> TableMapping:
    r"""Return the mapping with columns that never fall in any place as cumulative, and those that do as flows.

    Columns whose header says how they relate to time are left as they are.

    Example:
        >>> from dashboard.model import Indicator
        >>> from dashboard.tables.grid import read_grid
        >>> from dashboard.tables.mapping import ColumnMeaning, Counted
        >>> rows = "".join(f"2020-01-0{day},{day * 10}\n" for day in range(1, 10))
        >>> deaths = ColumnMeaning("deaths", Role.VALUE, Counted(Indicator.KILLED))
        >>> mapping = TableMapping("wide", (ColumnMeaning("day", Role.PERIOD), deaths))
        >>> grid = read_grid(("day,deaths\n" + rows).encode(), "t.csv")
        >>> find_running_totals(grid, mapping).columns[1].counted.measure
        <Measure.CUMULATIVE: 'cumulative'>
    """
    rows = [row.texts for row in islice(grid.rows, SAMPLE_ROWS)]
    days = _find_days(rows, mapping)
    places = mapping.positions(*PLACE_ROLES)
    for position, column in enumerate(mapping.columns):
        counted = column.counted
        if column.role is not Role.VALUE or counted.indicator is None or counted.measure is not None:
            continue
        usual = load_indicators()[counted.indicator].measure
        falls = None if usual is Measure.STOCK else _falls(rows, days, places, position)
        if falls is False and usual is Measure.FLOW:
            column = replace(column, counted=replace(counted, measure=Measure.CUMULATIVE), reason=NEVER_FALLS)
        elif falls and usual is Measure.CUMULATIVE:
            column = replace(column, counted=replace(counted, measure=Measure.FLOW), reason=FALLS)
        mapping = mapping.with_column(position, column)
    return mapping


def _find_days(rows: Sequence[Sequence[str]], mapping: TableMapping) -> list[date | None]:
    """Return the first day that each row is about."""
    styles = {
        position: find_date_style({texts[position] for texts in rows}, mapping.is_day_first)
        for position in mapping.positions(*DATE_ROLES)
    }
    reader = PeriodReader(mapping, styles)
    read = Memory(reader.positions, reader)
    return [read(texts).thing.start for texts in rows]


def _falls(
    rows: Sequence[Sequence[str]], days: Sequence[date | None], places: Sequence[int], position: int
) -> bool | None:
    """Tell whether a column falls from one date to the next in some place, ``None`` if there is too little to tell."""
    by_place: dict[tuple[str, ...], Series] = defaultdict(list)
    for texts, day in zip(rows, days, strict=True):
        number = _number(texts[position])
        if day is not None and number is not None:
            by_place[tuple(texts[place] for place in places)].append((day, number))
    long = [sorted(series) for series in by_place.values() if len({day for day, _ in series}) >= FEWEST_DATES]
    steps = [[later - earlier for (_, earlier), (_, later) in pairwise(series)] for series in long]
    if any(step < 0 for each in steps for step in each):
        return True
    rises = max((sum(step > 0 for step in each) for each in steps), default=0)
    return False if rises >= FEWEST_RISES else None


def _number(text: str) -> float | None:
    try:
        quantity = parse_quantity(text)
    except CellError:
        return None
    return quantity.value if quantity else None
