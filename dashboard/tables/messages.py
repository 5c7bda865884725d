"""What the process that reads a table and the one that waits for it say to each other.

Messages are pickles, one after the other. A million figures come as plain tuples, a few
thousand at a time, since that is several times faster than as objects, and they never all
stand in a message. Only words of our own are rebuilt on the other side: a reader that a
hostile file had taken over could not make its parent run anything else.
"""

import pickle
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from operator import attrgetter
from typing import IO, Any

from dashboard.model import Document, Figure, Period, Place, Problem, Quantity
from dashboard.tables.mapping import TableMapping
from dashboard.tables.progress import Progress
from dashboard.tables.read import TableReading

FIGURES_PER_MESSAGE = 5_000

_SHARED = ("place", "period")  # many figures have the same one; it is sent once
_QUANTITY = [field.name for field in fields(Quantity)]
_PARTS = [field.name for field in fields(Figure) if field.name not in ("quantity", *_SHARED)]
_take_apart = attrgetter(*(f"quantity.{name}" for name in _QUANTITY), *_PARTS)
_take_shared = attrgetter(*_SHARED)
# ``Figure`` takes its parts in this order, with the quantity behind the unit, and the shared ones behind the cause.
_UNIT_END, _CAUSE_END = (len(_QUANTITY) + _PARTS.index(name) + 1 for name in ("unit", "cause"))
_KNOWN_MODULES = ("dashboard.model.", "dashboard.tables.")


@dataclass(frozen=True, slots=True)
class Request:
    """Which table to read; its bytes follow behind the message."""

    name: str
    source: Document | None = None
    mapping: TableMapping | None = None


@dataclass(frozen=True, slots=True)
class Failed:
    """Why the table is refused; ``trace`` is for the log, if the reader itself failed."""

    problem: Problem
    trace: str | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """Some of the figures, each as a flat tuple and the numbers of its place and its period.

    ``new`` are the places and periods that were not sent before; they are numbered as they come.
    """

    rows: list[tuple[Any, ...]]
    shared: list[tuple[int, int]]
    new: list[Place | Period]


class Packer:
    """Takes figures apart; ``Unpacker`` puts them together on the other side.

    Example:
        >>> from dashboard.model import Indicator, Measure, Unit
        >>> killed = Figure("f1", Indicator.KILLED, Measure.FLOW, Unit.PERSON, Quantity(400), place=Place("MLI"))
        >>> packer, unpacker = Packer(), Unpacker()
        >>> list(unpacker.put_together(packer.take_apart([killed, killed]))) == [killed, killed]
        True
        >>> packer.take_apart([killed]).new
        []
    """

    def __init__(self) -> None:
        self._numbers: dict[int, int] = {}
        self._sent: list[Place | Period] = []  # kept, or another object might get the same address

    def take_apart(self, figures: Sequence[Figure]) -> Figures:
        """Return the message for these figures."""
        first = len(self._sent)
        shared = [(self._number(place), self._number(period)) for place, period in map(_take_shared, figures)]
        return Figures(list(map(_take_apart, figures)), shared, self._sent[first:])

    def _number(self, part: Place | Period) -> int:
        number = self._numbers.get(id(part))
        if number is None:
            number = self._numbers[id(part)] = len(self._sent)
            self._sent.append(part)
        return number


class Unpacker:
    """Puts figures together, in the order in which their messages were made."""

    def __init__(self) -> None:
        self._shared: list[Any] = []

    def put_together(self, message: Figures) -> Iterator[Figure]:
        """Yield the figures of a message."""
        self._shared += message.new
        parts, split = self._shared, len(_QUANTITY)
        for row, (place, period) in zip(message.rows, message.shared, strict=True):
            yield Figure(  # type: ignore[call-arg]
                *row[split:_UNIT_END],
                Quantity(*row[:split]),
                *row[_UNIT_END:_CAUSE_END],
                parts[place],
                parts[period],
                *row[_CAUSE_END:],
            )


@dataclass(frozen=True, slots=True)
class Done:
    """The reading without its figures, which came before it."""

    reading: TableReading


Message = Progress | Figures | Done | Failed


def write_message(message: Message | Request, stream: IO[bytes]) -> None:
    """Write one message."""
    pickle.dump(message, stream, protocol=5)


def write_reading(reading: TableReading, stream: IO[bytes]) -> None:
    """Write the figures, giving each back to the system once it is written, and then the rest."""
    figures, packer = reading.figures, Packer()
    for start in range(0, len(figures), FIGURES_PER_MESSAGE):
        chunk = figures[start : start + FIGURES_PER_MESSAGE]
        figures[start : start + FIGURES_PER_MESSAGE] = [chunk[0]] * len(chunk)
        write_message(packer.take_apart(chunk), stream)
    write_message(Done(replace(reading, figures=[])), stream)


def read_messages(stream: IO[bytes]) -> Iterator[Message]:
    """Yield the messages until the stream ends.

    Raises:
        pickle.UnpicklingError: what comes is no message of ours.
    """
    while True:
        try:
            message = _Reader(stream).load()
        except EOFError:
            return
        if not isinstance(message, Message):
            raise pickle.UnpicklingError("not a message")
        yield message


class _Reader(pickle.Unpickler):
    """Rebuilds the words of the model and of tables, and days; nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        if module.startswith(_KNOWN_MODULES) or (module, name) in {("datetime", "date"), ("builtins", "frozenset")}:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} is not a word of ours")
