"""Which of several columns (or words) counts a part of what another one counts.

"killed children" is a part of "killed", families are the same people as persons, and a total
that may add a stock to a flow is left out. Worked out once a table, from what the headers say.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dashboard.model import Indicator, Measure, Unit
from dashboard.reference.indicators import load_indicators
from dashboard.tables.headers import HeaderReading
from dashboard.tables.mapping import Counted, Skip, Word

DISPLACEMENT = "displacement"
Dimensions = frozenset[tuple[str, object]]


@dataclass(frozen=True, slots=True)
class _Column:
    """One column that holds figures; ``kind`` must be equal for parts and wholes, ``parts`` tell them apart."""

    label: str
    counted: Counted
    kind: tuple[object, ...]
    parts: Dimensions
    unit: Unit
    is_verified: bool
    is_total: bool


def relate(labels: Sequence[str], readings: Sequence[HeaderReading]) -> list[Word]:
    """Return what each column counts, with the links between them, or why it is left out.

    All readings are of figures (``is_figure``). Labels must differ.

    Example:
        >>> from dashboard.tables.headers import read_header
        >>> labels = ["killed", "killed children"]
        >>> [word.record().get("part_of") for word in relate(labels, [read_header(label) for label in labels])]
        [None, 'killed']
        >>> labels = ["new displacement", "stock displacement", "total displacement"]
        >>> relate(labels, [read_header(label) for label in labels])[2]
        Skip(reason='it may add people of one day to people of a period')
    """
    columns = [_describe(label, reading) for label, reading in zip(labels, readings, strict=True)]
    mixed = _find_mixed(readings)
    clear = [column for index, column in enumerate(columns) if index not in mixed]
    twins = [_find_twin(column, clear) for column in columns]
    kept = [column for column in clear if _find_twin(column, clear) is None]
    words: list[Word] = []
    for index, (column, twin) in enumerate(zip(columns, twins, strict=True)):
        if index in mixed:
            words.append(Skip("it may add people of one day to people of a period"))
        elif twin is not None:
            words.append(Skip(f"it counts the same as “{twin.label}”"))
        else:
            words.append(_link(column, kept))
    return words


def _describe(label: str, reading: HeaderReading) -> _Column:
    counted = reading.counted
    known = load_indicators()[counted.indicator or Indicator.AFFECTED]
    parts = {("group", counted.population_group), ("cause", counted.cause), ("slice", reading.slice)}
    return _Column(
        label=label,
        counted=counted,
        kind=(counted.indicator, counted.measure or known.measure, counted.period, counted.certainty),
        parts=frozenset(part for part in parts if part[1] is not None),
        unit=counted.unit or known.unit,
        is_verified=reading.is_verified,
        is_total=reading.is_total,
    )


def _find_mixed(readings: Sequence[HeaderReading]) -> set[int]:
    """Return the columns that say nothing of time among others that count a stock and a flow of the same people."""
    mixed = set()
    families = [_family(reading) for reading in readings]
    for index, reading in enumerate(readings):
        measures = {
            other.counted.measure for other, family in zip(readings, families, strict=True) if family == families[index]
        }
        if reading.counted.measure is None and {Measure.STOCK, Measure.FLOW} <= measures:
            mixed.add(index)
    return mixed


def _family(reading: HeaderReading) -> str:
    indicator = reading.counted.indicator
    return DISPLACEMENT if indicator in (Indicator.DISPLACED, Indicator.IDPS) else str(indicator)


def _find_twin(column: _Column, columns: Sequence[_Column]) -> _Column | None:
    """Return another column that counts just the same: the one that says "total", else the first."""
    alike = [
        other
        for other in columns
        if (other.kind, other.parts, other.unit, other.is_verified)
        == (column.kind, column.parts, column.unit, column.is_verified)
    ]
    chosen = next((other for other in alike if other.is_total), alike[0]) if alike else column
    return None if chosen is column else chosen


def _link(column: _Column, columns: Sequence[_Column]) -> Counted:
    """Return what a column counts, with the name of its whole and of the same people in another unit."""
    others = [other for other in columns if other is not column and other.kind == column.kind]
    wholes = [
        other
        for other in others
        if other.parts < column.parts and (other.unit, other.is_verified) == (column.unit, column.is_verified)
    ]
    whole = max(wholes, key=lambda other: len(other.parts), default=None)
    persons = [
        other
        for other in others
        if other.parts == column.parts
        and (other.unit, other.is_verified) != (column.unit, column.is_verified)
        and (other.unit is Unit.PERSON or other.unit is column.unit)
        and not other.is_verified
    ]
    return replace(
        column.counted,
        name=column.label,
        part_of=whole.label if whole else None,
        same_as=persons[0].label if persons and not whole else None,
    )
