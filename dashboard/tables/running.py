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
from dashboard.tables.dates import DateStyle, find_date_style, parse_period
from dashboard.tables.grid import Grid
from dashboard.tables.mapping import Role, TableMapping
from dashboard.tables.numbers import parse_quantity
from dashboard.tables.place_columns import PLACE_ROLES

SAMPLE_ROWS = 1_000
FEWEST_DATES, FEWEST_RISES = 8, 4
REASON = "it never falls from one date to the next, so it is taken for a running total"

Series = list[tuple[date, float]]


def find_running_totals(grid: Grid, mapping: TableMapping) -> TableMapping:
    r"""Return the mapping with the columns of events that never fall in any place as cumulative.

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
    dates = mapping.positions(Role.PERIOD)
    if not dates:
        return mapping
    rows = [row.texts for row in islice(grid.rows, SAMPLE_ROWS)]
    style = find_date_style({texts[dates[0]] for texts in rows}, mapping.is_day_first)
    days = [_day(texts[dates[0]], style) for texts in rows]
    places = mapping.positions(*PLACE_ROLES)
    for position, column in enumerate(mapping.columns):
        counted = column.counted
        if column.role is not Role.VALUE or counted.indicator is None or counted.measure is not None:
            continue
        if load_indicators()[counted.indicator].measure is not Measure.FLOW:
            continue
        if _never_falls(rows, days, places, position):
            counted = replace(counted, measure=Measure.CUMULATIVE)
            mapping = mapping.with_column(position, replace(column, counted=counted, reason=REASON))
    return mapping


def _never_falls(
    rows: Sequence[Sequence[str]], days: Sequence[date | None], places: Sequence[int], position: int
) -> bool:
    by_place: dict[tuple[str, ...], Series] = defaultdict(list)
    for texts, day in zip(rows, days, strict=True):
        number = _number(texts[position])
        if day is not None and number is not None:
            by_place[tuple(texts[place] for place in places)].append((day, number))
    long = [sorted(series) for series in by_place.values() if len({day for day, _ in series}) >= FEWEST_DATES]
    steps = [[later - earlier for (_, earlier), (_, later) in pairwise(series)] for series in long]
    rises = max((sum(step > 0 for step in each) for each in steps), default=0)
    return rises >= FEWEST_RISES and all(step >= 0 for each in steps for step in each)


def _number(text: str) -> float | None:
    try:
        quantity = parse_quantity(text)
    except CellError:
        return None
    return quantity.value if quantity else None


def _day(text: str, style: DateStyle) -> date | None:
    try:
        period = parse_period(text, style)
    except CellError:
        return None
    return period.start if period else None
