"""Reads the cells of a row that belong together, once for every different set of texts.

A table of a million rows names a few thousand places, dates and kinds: each of them is parsed
when it first stands there, and looked up from then on. This module must not know what the
cells mean.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Generic, TypeVar

from dashboard.tables.cells import CellError

LARGEST_MEMORY = 200_000  # sets of texts; beyond it the oldest are read anew

Thing = TypeVar("Thing", bound=Hashable)
Parsed = TypeVar("Parsed")


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell that cannot be read: its position in the row (from 0), and why."""

    position: int
    error: CellError


class Known(Generic[Thing]):
    """What some cells say, with a number that equal things share, and the cells that were refused."""

    __slots__ = ("faults", "number", "thing")

    def __init__(self, thing: Thing, number: int, faults: tuple[Fault, ...]) -> None:
        self.thing = thing
        self.number = number
        self.faults = faults


class Cells:
    """The texts of some cells of one row by their positions; reading them collects the faults."""

    __slots__ = ("faults", "texts")

    def __init__(self, texts: Mapping[int, str]) -> None:
        self.texts = texts
        self.faults: list[Fault] = []

    def text(self, positions: Sequence[int]) -> str:
        """Return the first text at the positions that is not empty, else an empty one."""
        return next((text for position in positions if (text := self.texts[position])), "")

    def read(self, positions: Sequence[int], parse: Callable[[str], Parsed | None]) -> Parsed | None:
        """Return what the parser makes of the first cell that says something; ``None`` if none does or it is faulty."""
        for position in positions:
            text = self.texts[position]
            if not text:
                continue
            try:
                found = parse(text)
            except CellError as error:
                self.refuse(position, error)
                return None
            if found is not None:
                return found
        return None

    def refuse(self, position: int, error: CellError) -> None:
        """Remember that a cell cannot be read."""
        self.faults.append(Fault(position, error))


class Memory(Generic[Thing]):
    """Reads the cells at some positions of a row, the same texts only once.

    Example:
        >>> memory = Memory([1], lambda cells: cells.text([1]).upper())
        >>> memory(["a", "b"]).thing, memory(["c", "b"]) is memory(["d", "b"])
        ('B', True)
    """

    def __init__(self, positions: Sequence[int], read: Callable[[Cells], Thing], *, is_numbered: bool = True) -> None:
        """Remember what ``read`` says; things that are all different need no number."""
        self._is_numbered = is_numbered
        self._positions = list(dict.fromkeys(positions))
        self._key: Callable[[Sequence[str]], Hashable] = (
            itemgetter(*self._positions) if self._positions else (lambda _: None)
        )
        self._read = read
        self._known: dict[Hashable, Known[Thing]] = {}
        self._numbers: dict[Thing, int] = {}

    def __call__(self, texts: Sequence[str]) -> Known[Thing]:
        """Return what the row says."""
        key = self._key(texts)
        known = self._known.get(key)
        return known if known is not None else self._remember(key, texts)

    def _remember(self, key: Hashable, texts: Sequence[str]) -> Known[Thing]:
        cells = Cells({position: texts[position] for position in self._positions})
        thing = self._read(cells)
        number = self.number(thing) if self._is_numbered else 0
        known = Known(thing, number, tuple(cells.faults))
        if len(self._known) >= LARGEST_MEMORY:
            self._known.clear()
        self._known[key] = known
        return known

    def number(self, thing: Thing) -> int:
        """Return the number that a thing shares with all equal ones."""
        return self._numbers.setdefault(thing, len(self._numbers))
