"""What comes of reading a table, whatever its layout."""

from dataclasses import dataclass

from dashboard.model import Figure, Problem


@dataclass(frozen=True, slots=True)
class LayoutReading:
    """The figures of a grid in row order, what is to mend, what was left unread, and how many cells were refused."""

    figures: list[Figure]
    problems: list[Problem]
    notes: list[str]
    rejected: int = 0
