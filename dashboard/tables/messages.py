"""What the process that reads a table and the one that waits for it say to each other.

Messages are pickles, one after the other. A million figures come as plain tuples, a few
thousand at a time, since that is several times faster than as objects, and they never all
stand in a message. Only words of our own are rebuilt on the other side: a reader that a
hostile file had taken over could not make its parent run anything else.
"""

import pickle
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from operator import attrgetter
from typing import IO, Any

from dashboard.model import Document, Figure, Problem, Quantity
from dashboard.tables.mapping import TableMapping
from dashboard.tables.progress import Progress
from dashboard.tables.read import TableReading

FIGURES_PER_MESSAGE = 5_000

_QUANTITY = [field.name for field in fields(Quantity)]
_PARTS = [field.name for field in fields(Figure) if field.name != "quantity"]
_take_apart = attrgetter(*(f"quantity.{name}" for name in _QUANTITY), *_PARTS)
_QUANTITY_AT = _PARTS.index("unit") + 1  # the place of ``quantity`` among the parts of a figure
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
    """Some of the figures, each as a flat tuple."""

    rows: list[tuple[Any, ...]]

    @classmethod
    def take_apart(cls, figures: Iterable[Figure]) -> "Figures":
        """Return the message for these figures."""
        return cls(list(map(_take_apart, figures)))

    def put_together(self) -> Iterator[Figure]:
        """Yield the figures.

        Example:
            >>> from dashboard.model import Indicator, Measure, Unit
            >>> killed = Figure("f1", Indicator.KILLED, Measure.FLOW, Unit.PERSON, Quantity(400), reporter="OCHA")
            >>> list(Figures.take_apart([killed]).put_together()) == [killed]
            True
        """
        split, at = len(_QUANTITY), len(_QUANTITY) + _QUANTITY_AT
        for row in self.rows:
            yield Figure(*row[split:at], Quantity(*row[:split]), *row[at:])  # type: ignore[call-arg]


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
    figures = reading.figures
    for start in range(0, len(figures), FIGURES_PER_MESSAGE):
        chunk = figures[start : start + FIGURES_PER_MESSAGE]
        figures[start : start + FIGURES_PER_MESSAGE] = [chunk[0]] * len(chunk)
        write_message(Figures.take_apart(chunk), stream)
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
