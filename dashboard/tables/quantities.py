"""The columns with the number, its bounds and its text → one quantity."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from dashboard.model import Quantifier, Quantity
from dashboard.tables.cells import CellError, parse_text
from dashboard.tables.columns import Cells, Known, Memory
from dashboard.tables.mapping import Counted
from dashboard.tables.numbers import (
    HIGH_HEDGES,
    LOW_HEDGES,
    ROUND,
    NumberStyle,
    is_plain,
    make_quantity,
    parse_count,
    parse_quantity,
)

BARE = frozenset({Quantifier.EXACT, Quantifier.UNSPECIFIED})
NO_NUMBER: Known[Quantity | None] = Known(None, 0, ())


@dataclass(frozen=True, slots=True)
class ValueColumns:
    """Where one number stands in a row: its own column, those of its bounds, and of its text as printed.

    Positions are from 0; ``None`` is no such column.
    """

    counted: Counted
    value: int | None
    low: int | None = None
    high: int | None = None
    text: int | None = None

    @property
    def numbers(self) -> list[int]:
        """The positions of the value and its bounds."""
        return [position for position in (self.value, self.low, self.high) if position is not None]

    @property
    def positions(self) -> list[int]:
        """All positions."""
        return self.numbers + ([] if self.text is None else [self.text])


class Numbers:
    """Reads the quantity of a row: short plain digits at once, everything else the first time it stands there."""

    def __init__(self, columns: ValueColumns, read: "QuantityReader") -> None:
        self._only = columns.value if columns.positions == [columns.value] else None
        self._memory: Memory[Quantity | None] = Memory(columns.positions, read, is_numbered=False)

    def __call__(self, texts: Sequence[str]) -> Known[Quantity | None]:
        """Return the quantity, or why its cells were refused."""
        if self._only is not None:
            text = texts[self._only]
            if not text:
                return NO_NUMBER
            if is_plain(text):
                return Known(make_quantity(float(text), text), 0, ())
        return self._memory(texts)


class QuantityReader:
    """Reads the quantity of a row in the style of its columns; ``None`` if no cell says anything."""

    def __init__(self, columns: ValueColumns, styles: Mapping[int, NumberStyle], *, is_strict: bool) -> None:
        """Take the styles of all columns, by position."""
        self._columns = columns
        self._style = styles
        self._parser = _parse_strictly if is_strict else parse_quantity

    def __call__(self, cells: Cells) -> Quantity | None:
        """Return the quantity as its own cells give it."""
        columns = self._columns
        best, low, high = (self._parse(cells, position) for position in (columns.value, columns.low, columns.high))
        printed = cells.read([] if columns.text is None else [columns.text], parse_text)
        if cells.faults:
            return None
        text = printed or cells.text(columns.numbers)
        if low is None and high is None:
            return best if best is None or best.text == text else replace(best, text=text)
        value, least, most = (None if part is None else part.value for part in (best, low, high))
        try:
            return make_bounded(value, least, most, None, text)
        except ValueError:
            cells.refuse(columns.numbers[0], bounds_error())
            return None

    def _parse(self, cells: Cells, position: int | None) -> Quantity | None:
        if position is None:
            return None
        return cells.read([position], partial(self._parser, style=self._style[position]))


def _parse_strictly(text: str, style: NumberStyle) -> Quantity | None:
    count = parse_count(text, style)
    return None if count is None else make_quantity(count, text)


def bounds_error() -> CellError:
    """Return what is wrong with bounds that do not rise."""
    return CellError(
        "bounds_out_of_order",
        "The lower bound, the value and the upper bound do not rise.",
        "Check these numbers of the row.",
    )


def make_bounded(
    value: float | None, low: float | None, high: float | None, quantifier: Quantifier | None, text: str
) -> Quantity:
    """Return a quantity by its numbers and, if it is stated, its hedge.

    Raises:
        ValueError: the numbers do not rise.

    Example:
        >>> make_bounded(None, 12, None, None, "12").quantifier
        <Quantifier.AT_LEAST: 'at_least'>
    """
    quantifier = quantifier or _guess_quantifier(value, low, high)
    if quantifier in LOW_HEDGES:
        low = value if low is None else low
    if quantifier in HIGH_HEDGES:
        high = value if high is None else high
    return Quantity(value, low, high, quantifier, text)


def hedge(quantity: Quantity, quantifier: Quantifier) -> Quantity:
    """Return a quantity with the hedge that another cell or the column states.

    Raises:
        ValueError: its bounds contradict the hedge.

    Example:
        >>> hedge(Quantity(12, 12, 12, Quantifier.EXACT), Quantifier.AT_LEAST).high is None
        True
    """
    if quantity.quantifier in BARE and quantity.value is not None:
        bounds = {quantity.low, quantity.high} - {None, quantity.value}
        if not bounds:
            return make_bounded(quantity.value, None, None, quantifier, quantity.text)
    return make_bounded(quantity.value, quantity.low, quantity.high, quantifier, quantity.text)


def _guess_quantifier(value: float | None, low: float | None, high: float | None) -> Quantifier:
    """Return the hedge that the numbers themselves show."""
    if value is None:
        if low is not None and high is not None:
            return Quantifier.BETWEEN
        return Quantifier.AT_MOST if low is None else Quantifier.AT_LEAST
    bounds = {low, high} - {None, value}
    if bounds or (low is None) != (high is None):
        if high is None and low == value:
            return Quantifier.AT_LEAST
        return Quantifier.AT_MOST if low is None and high == value else Quantifier.APPROXIMATELY
    return Quantifier.UNSPECIFIED if low is None and value % ROUND == 0 else Quantifier.EXACT
