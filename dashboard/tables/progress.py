"""How far the reading of a table is, for whoever waits for it.

The rows of a large table are gone through several times (to find its header, to tell how its
numbers are written, to read its figures), so what is told is the number of the row at which
the reader is now, and of how many if that is known already.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

Item = TypeVar("Item")

ROWS_PER_REPORT = 20_000


@dataclass(frozen=True, slots=True)
class Progress:
    """The row the reader is at; ``total`` is ``None`` while the rows have not been counted."""

    row: int
    total: int | None = None


_watcher: ContextVar[Callable[[Progress], None] | None] = ContextVar("watcher", default=None)


@contextmanager
def watch(watcher: Callable[[Progress], None]) -> Iterator[None]:
    """Have ``watcher`` told how far every table is that is read inside the ``with`` block.

    What it raises stops the reading.

    Example:
        >>> seen = []
        >>> with watch(seen.append):
        ...     rows = list(report(range(50_000), total=50_000))
        >>> [progress.row for progress in seen], len(rows)
        ([20000, 40000, 50000], 50000)
    """
    token = _watcher.set(watcher)
    try:
        yield
    finally:
        _watcher.reset(token)


def report(rows: Iterable[Item], *, total: int | None = None) -> Iterator[Item]:
    """Yield the rows, and tell the watcher, if there is one, after every ``ROWS_PER_REPORT`` of them."""
    watcher = _watcher.get()
    if watcher is None:
        yield from rows
        return
    source, row = iter(rows), 0
    while chunk := list(islice(source, ROWS_PER_REPORT)):
        yield from chunk
        row += len(chunk)
        watcher(Progress(row, total))
