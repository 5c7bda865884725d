"""The words of a row → what they say about its numbers, or why the row is left out."""

from dataclasses import dataclass, replace

from dashboard.model import (
    Cause,
    Certainty,
    Indicator,
    Measure,
    Period,
    PopulationGroup,
    Quantifier,
    Unit,
)
from dashboard.reference.indicators import load_indicators
from dashboard.tables.cells import CellError, parse_text, parse_word
from dashboard.tables.columns import Cells
from dashboard.tables.mapping import (
    ANY_WORD,
    NO_WORD,
    NOTHING_SAID,
    VOCABULARIES,
    ColumnMeaning,
    Counted,
    Role,
    Skip,
    TableMapping,
    Word,
    fold_word,
)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that its words leave out: which column said so, with which word, and why."""

    position: int
    word: str
    reason: str


@dataclass(frozen=True, slots=True)
class Said:
    """What the words of a row say together.

    ``texts`` are the words themselves. ``names`` and ``part_of`` come from single words, each
    with its place among the texts, so that a part finds the whole whose other words are its own.
    """

    counted: Counted
    texts: tuple[str, ...] = ()
    names: tuple[tuple[str, int], ...] = ()
    part_of: tuple[str, int] | None = None

    def around(self, index: int | None) -> tuple[str, ...]:
        """Return the words without the one at an index."""
        return self.texts if index is None else (*self.texts[:index], *self.texts[index + 1 :])


class SaidReader:
    """Reads what the words of a row say."""

    def __init__(self, mapping: TableMapping) -> None:
        self._columns = mapping.columns
        self._is_strict = mapping.is_strict
        self.positions = [
            position
            for position, column in enumerate(mapping.columns)
            if column.words or column.role in VOCABULARIES or column.role in (Role.REPORTER, Role.WORDS)
        ]

    def __call__(self, cells: Cells) -> Said | LeftOut:
        """Return all that the words say together; the words of a later column win."""
        said, names, part_of = NOTHING_SAID, [], None
        for index, position in enumerate(self.positions):
            column, text = self._columns[position], cells.texts[position]
            try:
                word = self._read(column, text)
            except CellError as error:
                cells.refuse(position, error)
                continue
            if isinstance(word, Skip):
                return LeftOut(position, text, word.reason)
            said = word.over(said)
            if word.name:
                names.append((word.name, index))
            if word.part_of:
                part_of = (word.part_of, index)
        texts = tuple(cells.texts[position] for position in self.positions)
        return Said(replace(said, name=None, part_of=None), texts, tuple(names), part_of)

    def _read(self, column: ColumnMeaning, text: str) -> Word:
        if column.words:
            word = column.words.get(fold_word(text) if text else NO_WORD)
            if word is None and text:
                word = column.words.get(ANY_WORD)
            if word is not None:
                return word
        if not text:
            return NOTHING_SAID
        if column.role is Role.REPORTER:
            return Counted(reporter=parse_text(text))
        vocabulary = VOCABULARIES.get(column.role)
        if vocabulary is not None:
            return Counted.from_record({column.role.value: parse_word(text, vocabulary)})
        if column.role is Role.WORDS:
            raise _unknown_word(column)
        return NOTHING_SAID


def _unknown_word(column: ColumnMeaning) -> CellError:
    known = ", ".join(word for word in column.words if word)
    return CellError("unknown_word", "The word is not known here.", f"Use one of: {known}." if known else "Check it.")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a number is, with nothing left open; see ``Counted``."""

    indicator: Indicator
    measure: Measure
    unit: Unit
    population_group: PopulationGroup
    cause: Cause
    certainty: Certainty
    quantifier: Quantifier | None
    reporter: str | None
    period: Period | None
    location_code: str | None
    origin_code: str | None
    is_at_origin: bool
    is_internal: bool
    name: str | None
    part_of: str | None
    same_as: str | None

    @property
    def moves(self) -> bool:
        """Whether the places of the row are not where the people are."""
        return self.is_at_origin or self.location_code is not None or self.origin_code is not None


def complete(counted: Counted) -> Meaning | None:
    """Return a meaning with what the indicator itself implies, ``None`` if nobody says what is counted.

    Example:
        >>> complete(Counted(Indicator.IDPS)).measure, complete(Counted(unit=Unit.PERSON)) is None
        (<Measure.STOCK: 'stock'>, True)
    """
    if counted.indicator is None:
        return None
    known = load_indicators()[counted.indicator]
    return Meaning(
        indicator=counted.indicator,
        measure=counted.measure or known.measure,
        unit=counted.unit or known.unit,
        population_group=counted.population_group or PopulationGroup.ALL,
        cause=counted.cause or known.cause or Cause.UNKNOWN,
        certainty=counted.certainty or Certainty.REPORTED,
        quantifier=counted.quantifier,
        reporter=counted.reporter,
        period=Period.fromisoformat(counted.period) if counted.period else None,
        location_code=counted.location_code,
        origin_code=counted.origin_code,
        is_at_origin=bool(counted.is_at_origin),
        is_internal=bool(counted.is_internal),
        name=counted.name,
        part_of=counted.part_of,
        same_as=counted.same_as,
    )
