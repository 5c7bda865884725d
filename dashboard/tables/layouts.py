"""Layouts that are known by name, kept as data: ``data/layouts/*.toml``.

The tables of the large providers come with the same headers month after month, so what their
columns mean is written down once, with the page that says so. A file of a layout holds:

``layout``, ``title``, ``url``, ``accessed``, ``notes``
    the name it is shown by, whose table it is, the page its meanings are taken from, and what
    had to be decided
``requires``
    headers that must all stand in the table; "a | b" is one of the two
``rows``
    "events" where each row is another event, so that two of one place and day are added; no such key
    where rows count a place and a period
``years``
    the role of every column headed by a year ("1990", "YR1990", "1990 [YR1990]"), if there are such
``[defaults]``
    what holds for the whole table (``Counted``)
``[columns]``
    header → role, or ``{role = …, …}`` with what a number counts, a ``reason`` and, for a
    column to be passed over where a better one stands, ``unless = header``; "a | b" are two
    headers with one meaning
``[words."header"]``
    word → what it says (``Counted``), or ``{skip = reason}``; ``"*"`` is any other word, ``""``
    the empty cell

Headers are written folded (``fold_header``, with "plus" for "+"), words too (``fold_word``). A layout must not hold
rules for one file. This module must not read cells.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from dashboard.reference.resources import DATA
from dashboard.tables.mapping import (
    NOTHING_SAID,
    ColumnMeaning,
    Counted,
    Role,
    TableMapping,
    Word,
    fold_header,
    read_word,
)

KEYS = {"layout", "title", "url", "accessed", "notes", "requires", "rows", "years", "defaults", "columns", "words"}
EVENTS = "events"
NOT_NEEDED = "not needed for a figure"
YEAR = re.compile(r"(?:yr)?((?:19|20)[0-9]{2})(?: yr\1)?")


@dataclass(frozen=True, slots=True)
class NamedColumn:
    """What a column of a layout means; ``unless`` is the header beside which it is passed over."""

    role: Role
    counted: Counted = NOTHING_SAID
    reason: str | None = None
    unless: str | None = None


@dataclass(frozen=True, slots=True)
class NamedLayout:
    """One file of ``data/layouts``; ``requires`` lists headers of which one each must be there."""

    layout: str
    title: str
    url: str
    accessed: date
    requires: tuple[frozenset[str], ...]
    columns: Mapping[str, NamedColumn]
    words: Mapping[str, Mapping[str, Word]] = field(default_factory=dict)
    defaults: Counted = NOTHING_SAID
    years: Role | None = None
    notes: str = ""
    is_event_list: bool = False

    def recognises(self, header: Sequence[str]) -> bool:
        """Tell whether every required header stands in the table."""
        names = {fold_label(text) for text in header}
        return all(not required.isdisjoint(names) for required in self.requires)

    def propose(self, header: Sequence[str]) -> TableMapping:
        """Return the meaning of every column of a table; columns that the layout does not know are ignored."""
        names = [fold_label(text) for text in header]
        columns = tuple(self._meaning(text, name, names) for text, name in zip(header, names, strict=True))
        return TableMapping(self.layout, columns, self.defaults, is_event_list=self.is_event_list)

    def _meaning(self, text: str, name: str, names: Sequence[str]) -> ColumnMeaning:
        known = self.columns.get(name)
        if self.years and (year := YEAR.fullmatch(name)):
            return ColumnMeaning(text, self.years, Counted(period=year[1]))
        if known is None:
            return ColumnMeaning(text, Role.IGNORED, reason=NOT_NEEDED)
        if known.unless in names:
            return ColumnMeaning(text, Role.IGNORED, reason=f'"{known.unless}" is read instead')
        return ColumnMeaning(text, known.role, known.counted, self.words.get(name, {}), known.reason)


def find_layout(header: Sequence[str]) -> TableMapping | None:
    """Return the mapping of the known layout with these headers, ``None`` if there is none.

    Example:
        >>> find_layout(["ISO3", "Name", "Year", "Conflict Stock Displacement"]).layout
        'gidd'
        >>> find_layout(["Region", "People"]) is None
        True
    """
    known = choose_layout(header)
    return known.propose(header) if known else None


def choose_layout(header: Sequence[str]) -> NamedLayout | None:
    """Return the known layout with these headers, ``None`` if there is none.

    Of several the one that asks for most, and then knows most of the columns, is taken.

    Example:
        >>> choose_layout(["ISO3", "Name", "Year", "Conflict Stock Displacement"]).layout
        'gidd'
        >>> choose_layout(["Region", "People"]) is None
        True
    """
    names = {fold_label(text) for text in header}
    fitting = [layout for layout in load_layouts().values() if layout.recognises(header)]
    return max(fitting, key=lambda layout: (len(layout.requires), len(names & layout.columns.keys())), default=None)


@cache
def load_layouts() -> Mapping[str, NamedLayout]:
    """Return every layout by the name of its file, in the order of the names."""
    return {path.stem: read_layout(path) for path in sorted((DATA / "layouts").glob("*.toml"))}


def read_layout(path: Path) -> NamedLayout:
    """Read one layout.

    Raises:
        ValueError: it has a key, a role or a word that is not known, or lacks one.
    """
    with path.open("rb") as file:
        values = tomllib.load(file)
    try:
        return _build(values)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise ValueError(f"{path.name}: {error}") from error


def _build(values: Mapping[str, Any]) -> NamedLayout:
    if unknown := sorted(values.keys() - KEYS):
        raise ValueError(f"unknown keys {unknown}; known are {sorted(KEYS)}")
    if values.get("rows", EVENTS) != EVENTS:
        raise ValueError(f"rows are {values['rows']!r}; the only kind with a name is {EVENTS!r}")
    return NamedLayout(
        layout=values["layout"],
        title=values["title"],
        url=values["url"],
        accessed=date.fromisoformat(values["accessed"]),
        requires=tuple(frozenset(_split(names)) for names in values["requires"]),
        columns={name: _column(said) for names, said in values["columns"].items() for name in _split(names)},
        words={
            name: {word: read_word(said) for words, said in table.items() for word in _split(words)}
            for names, table in values.get("words", {}).items()
            for name in _split(names)
        },
        years=Role(values["years"]) if "years" in values else None,
        defaults=Counted.from_record(values.get("defaults", {})),
        notes=values.get("notes", ""),
        is_event_list="rows" in values,
    )


def fold_label(header: str) -> str:
    """Return a folded header in which "3+" is not "3"."""
    return fold_header(header.replace("+", " plus "))


def _split(names: str) -> list[str]:
    return [name.strip() for name in names.split("|")]


def _column(said: str | Mapping[str, Any]) -> NamedColumn:
    if isinstance(said, str):
        return NamedColumn(Role(said))
    rest = dict(said)
    role, reason, unless = Role(rest.pop("role")), rest.pop("reason", None), rest.pop("unless", None)
    return NamedColumn(role, Counted.from_record(rest), reason, unless)
