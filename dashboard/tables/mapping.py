"""What each column of a table means, as plain values that can be kept and shown.

Every layout, ours or another's, known or proposed, is a ``TableMapping``; one engine
(``dashboard.tables.reading``) reads them all. A person corrects a proposal by changing a
column, and the store keeps it as JSON under the fingerprint of the header, for the next file
with that header. This module must not read cells.

How the parts work together, for one cell that holds a number:

1.  ``constants`` say what holds for the whole table (the defaults of a layout).
2.  The other cells of the row say more: place, period, reporter, and through ``words``
    anything a ``Counted`` can say. What a row says wins over the constants.
3.  The ``counted`` of the column in which the number stands wins over both.

What nobody says comes from the indicator (measure, unit, cause). A number whose indicator
nobody says gives no figure.

Parts: a figure with a ``name`` can be pointed to by ``part_of`` or ``same_as`` of another one.
What a column names is found in the same row, else in a row with the same words; what a word
names, in a row whose other words are the same (women in Mopti: all sexes in Mopti, not women of
all ages). Indicator, measure, certainty, place, period and reporter must be the same too, for
``part_of`` also the unit. If there is none, the figure stands for itself.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from hashlib import sha256
from typing import Any
from unicodedata import combining, normalize

from dashboard.model import Cause, Certainty, Indicator, Measure, PopulationGroup, Quantifier, Unit
from dashboard.reference.names import fold_name

ANY_WORD = "*"  # in ``words``: every word that is not named; without it an unknown word refuses the row
NO_WORD = ""  # in ``words``: the empty cell; without it an empty cell says nothing


class Role(StrEnum):
    """What the cells of a column are.

    ``location_*``, ``origin_*`` and ``admin1_*`` take a code or a name each, whichever stands
    there; only a strict mapping (our own layout) insists. ``period`` is a day, month, week,
    quarter or year as one text; ``year``, ``quarter``, ``month``, ``week`` and ``day`` are parts
    of one, and two of years and two of months those of the first and the last day. ``words`` are
    cells whose words change what is counted or leave the row out; any other column may have
    ``words`` as well. ``ignored`` is left unread, for the ``reason`` of the column.
    """

    VALUE = "value"
    VALUE_LOW = "value_low"
    VALUE_HIGH = "value_high"
    INDICATOR = "indicator"
    MEASURE = "measure"
    UNIT = "unit"
    QUANTIFIER = "quantifier"
    VALUE_TEXT = "value_text"
    POPULATION_GROUP = "population_group"
    CAUSE = "cause"
    CERTAINTY = "certainty"
    LOCATION_CODE = "location_code"
    LOCATION_NAME = "location_name"
    ORIGIN_CODE = "origin_code"
    ORIGIN_NAME = "origin_name"
    ADMIN1_CODE = "admin1_code"
    ADMIN1_NAME = "admin1_name"
    PLACE_TEXT = "place_text"
    PERIOD = "period"
    PERIOD_START = "period_start"
    PERIOD_END = "period_end"
    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    WEEK = "week"
    QUARTER = "quarter"
    PERIOD_PRECISION = "period_precision"
    PERIOD_BASIS = "period_basis"
    REPORTER = "reporter"
    LABEL = "label"
    PART_OF = "part_of"
    SUPERSEDES = "supersedes"
    SAME_AS = "same_as"
    WORDS = "words"
    IGNORED = "ignored"


VOCABULARIES: Mapping[str, type[StrEnum]] = {
    "indicator": Indicator,
    "measure": Measure,
    "unit": Unit,
    "population_group": PopulationGroup,
    "cause": Cause,
    "certainty": Certainty,
    "quantifier": Quantifier,
}


@dataclass(frozen=True, slots=True)
class Counted:
    """What a number counts, as far as a column, a word or a whole table says so.

    ``None`` is "not said here". ``period`` is a year, month or day in the form of ISO 8601;
    ``location_code`` and ``origin_code`` are ISO 3166-1 alpha-3. ``name`` is what the parts of
    this figure call it in ``part_of`` and other units of the same people in ``same_as``.
    ``is_at_origin`` turns the places round: the people are where the column of origins says
    and came from where the column of locations says (refugees who returned). ``is_internal``:
    the people did not leave their country, so that a 0 in a row about two countries says nothing.

    Example:
        >>> Counted(Indicator.KILLED, measure=Measure.FLOW).over(Counted(cause=Cause.CONFLICT)).cause
        <Cause.CONFLICT: 'conflict'>
    """

    indicator: Indicator | None = None
    measure: Measure | None = None
    unit: Unit | None = None
    population_group: PopulationGroup | None = None
    cause: Cause | None = None
    certainty: Certainty | None = None
    quantifier: Quantifier | None = None
    reporter: str | None = None
    period: str | None = None
    location_code: str | None = None
    origin_code: str | None = None
    is_at_origin: bool | None = None
    is_internal: bool | None = None
    name: str | None = None
    part_of: str | None = None
    same_as: str | None = None

    def over(self, other: "Counted") -> "Counted":
        """Return what both say; where both say something, this one wins."""
        said = {key: value for key, value in _items(self) if value is not None}
        return replace(other, **said) if said else other

    def record(self) -> dict[str, Any]:
        """Return what is said as plain values, nothing for what is not said."""
        return {key: value for key, value in _items(self) if value is not None}

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> "Counted":
        """Rebuild what ``record`` gave, or read a table of a layout file.

        Raises:
            ValueError: there is no such key, or a vocabulary does not have the word.

        Example:
            >>> Counted.from_record({"indicator": "killed"}).indicator
            <Indicator.KILLED: 'killed'>
        """
        known = {part.name for part in fields(cls)}
        if unknown := sorted(record.keys() - known):
            raise ValueError(f"unknown keys {unknown}; known are {sorted(known)}")
        values: dict[str, Any] = {
            key: VOCABULARIES[key](value) if key in VOCABULARIES else value for key, value in record.items()
        }
        return cls(**values)


@dataclass(frozen=True, slots=True)
class Skip:
    """Leaves out what it stands for; ``reason`` completes "was left out: …" ("a plan, not a count")."""

    reason: str


Word = Counted | Skip
NOTHING_SAID = Counted()


@dataclass(frozen=True, slots=True)
class ColumnMeaning:
    """One column: its header as printed, and what its cells are.

    ``counted`` is what a number of this column counts (role ``value`` and its bounds).
    ``words`` are folded words (``fold_word``) and what each of them says; see ``ANY_WORD`` and
    ``NO_WORD``. ``reason`` says why the column is ignored, or what was assumed about it.
    """

    header: str
    role: Role
    counted: Counted = NOTHING_SAID
    words: Mapping[str, Word] = field(default_factory=dict)
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class TableMapping:
    """The meaning of a whole table; ``columns`` are all its columns, in the order of its header.

    ``decimal_mark`` ("." or ",") and ``is_day_first`` answer what the cells leave open; ``None``
    is by the evidence of each column. ``is_strict`` is for our own layout, which guesses
    nothing. ``is_known`` is false for a proposal a person should look at. ``sheet`` is the sheet
    of a workbook, ``None`` the one that is chosen by itself. ``is_event_list`` is for lists in
    which each row is another event.
    """

    layout: str
    columns: tuple[ColumnMeaning, ...]
    constants: Counted = NOTHING_SAID
    decimal_mark: str | None = None
    is_day_first: bool | None = None
    sheet: str | None = None
    is_strict: bool = False
    is_known: bool = True
    is_event_list: bool = False

    def with_column(self, position: int, meaning: ColumnMeaning) -> "TableMapping":
        """Return the mapping with another meaning of the column at a position (from 0)."""
        return replace(self, columns=(*self.columns[:position], meaning, *self.columns[position + 1 :]))

    def positions(self, *roles: Role) -> list[int]:
        """Return where (from 0) the columns of these roles stand, from left to right."""
        return [position for position, column in enumerate(self.columns) if column.role in roles]

    def to_json(self) -> str:
        """Return the mapping as JSON, the same text for the same mapping."""
        record = {
            **{key: value for key, value in _items(self) if value is not None},
            "columns": [_column_record(column) for column in self.columns],
            "constants": self.constants.record(),
        }
        return json.dumps(record, ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> "TableMapping":
        """Rebuild a mapping.

        Raises:
            ValueError: it is no mapping, or holds a word that is not known any more.

        Example:
            >>> mapping = TableMapping("wide", (ColumnMeaning("dead", Role.VALUE, Counted(Indicator.KILLED)),))
            >>> TableMapping.from_json(mapping.to_json()) == mapping
            True
        """
        try:
            record = json.loads(text)
            columns = tuple(_read_column(column) for column in record.pop("columns"))
            return cls(columns=columns, constants=Counted.from_record(record.pop("constants")), **record)
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"not a mapping of a table: {error}") from error


def fold_header(header: str) -> str:
    """Return a header without case, accents and marks, its words parted by single blanks.

    Example:
        >>> fold_header("Ménages_affectés (total)"), fold_header("newDisplacement")
        ('menages affectes total', 'newdisplacement')
    """
    return fold_name(header.replace("_", " "))


def fold_word(word: str) -> str:
    """Return the text of a cell without case and accents; unlike in a header, signs are kept (``3+`` is not ``3``).

    Example:
        >>> fold_word("Phase_3+"), fold_word("  Réfugiés  et IDPs")
        ('phase 3+', 'refugies et idps')
    """
    bare = "".join(mark for mark in normalize("NFKD", word) if not combining(mark))
    return " ".join(bare.replace("_", " ").casefold().split())


def fingerprint(header: Sequence[str]) -> str:
    """Return the same 16 hexadecimal digits for headers that differ in case, accents and marks only.

    The order of the columns counts. For a table that has only HXL tags, give the tags.

    Example:
        >>> fingerprint(["Pays", "Décès"]) == fingerprint(["PAYS", "deces"]), fingerprint(["Pays"])
        (True, '125058724ada049e')
    """
    folded = "\x1f".join(map(fold_header, header))
    return sha256(folded.encode()).hexdigest()[:16]


def _items(value: Counted | TableMapping) -> list[tuple[str, Any]]:
    return [(part.name, getattr(value, part.name)) for part in fields(value)]


def _column_record(column: ColumnMeaning) -> dict[str, Any]:
    record: dict[str, Any] = {"header": column.header, "role": column.role}
    if column.counted != NOTHING_SAID:
        record["counted"] = column.counted.record()
    if column.words:
        record["words"] = {word: word_record(said) for word, said in column.words.items()}
    if column.reason is not None:
        record["reason"] = column.reason
    return record


def word_record(said: Word) -> dict[str, Any]:
    """Return a word's meaning as plain values: ``{"skip": reason}`` or what it counts."""
    return {"skip": said.reason} if isinstance(said, Skip) else said.record()


def read_word(record: Mapping[str, Any]) -> Word:
    """Return the meaning that ``word_record`` gave, or that a layout file states.

    Raises:
        ValueError: there is no such key, or a vocabulary does not have the word.

    Example:
        >>> read_word({"skip": "a plan, not a count"})
        Skip(reason='a plan, not a count')
    """
    return Skip(str(record["skip"])) if "skip" in record else Counted.from_record(record)


def _read_column(record: Mapping[str, Any]) -> ColumnMeaning:
    return ColumnMeaning(
        header=record["header"],
        role=Role(record["role"]),
        counted=Counted.from_record(record.get("counted", {})),
        words={word: read_word(said) for word, said in record.get("words", {}).items()},
        reason=record.get("reason"),
    )
