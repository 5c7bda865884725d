"""What every layout of a table offers to ``read_table``.

A layout is one small module with a ``NAME``, a test for the header, and a reader. It must
not open files, and one layout must not know another.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from dashboard.model import Document, Figure, Problem
from dashboard.tables.grid import Grid


@dataclass(frozen=True, slots=True)
class LayoutReading:
    """The figures of a grid in row order, what is to mend, what was left unread, and how many cells were refused."""

    figures: list[Figure]
    problems: list[Problem]
    notes: list[str]
    rejected: int = 0


class Layout(Protocol):
    """One way in which tables are laid out."""

    name: str

    def recognises(self, header: Sequence[str]) -> bool:
        """Tell by its header whether a table is laid out this way."""

    def read(self, grid: Grid, document: Document) -> LayoutReading:
        """Read the figures; each row either becomes figures or leaves a problem.

        Raises:
            TableError: the header lacks or repeats a column.
        """
