"""What a person should know about how a table was read: refused cells, and what was left out and why."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from dashboard.model import Problem
from dashboard.tables.columns import Fault
from dashboard.tables.grid import Grid, Row, column_letters
from dashboard.tables.linking import Draft
from dashboard.tables.mapping import Role, TableMapping
from dashboard.tables.said import LeftOut

MOST_PROBLEMS = 10_000  # beyond it refused cells are only counted
MOST_NAMES = 8  # in a note
LONGEST_VALUE = 100  # characters


class Report:
    """Collects what went wrong while a grid is read. ``rejected`` counts the refused cells."""

    def __init__(self, grid: Grid, mapping: TableMapping) -> None:
        self.rejected = 0
        self._mapping = mapping
        self._where = f"{grid.name}, sheet {grid.sheet}" if grid.sheet else grid.name
        self._names = [header or column_letters(position) for position, header in enumerate(grid.header, start=1)]
        self._problems: list[tuple[int, Problem]] = []
        self._left_out: dict[tuple[int, str], dict[str, int]] = defaultdict(dict)

    def refuse(self, row: Row, faults: Iterable[Fault]) -> None:
        """Note the cells of a row that cannot be read, from left to right."""
        for fault in sorted(set(faults), key=lambda fault: fault.position):
            error = fault.error
            self._add(
                row.number, fault.position, row.texts[fault.position], error.code, error.message, error.suggestion
            )

    def lose(self, draft: Draft, position: int, label: str) -> None:
        """Note a row that points to one that is not there."""
        message, suggestion = "No accepted row has this figure_id.", "Check the label and that row."
        self._add(draft.row, position, label, "unknown_label", message, suggestion)

    def _add(self, row: int, position: int, text: str, code: str, message: str, suggestion: str) -> None:
        self.rejected += 1
        if len(self._problems) < MOST_PROBLEMS:
            where = f"{self._where}, row {row}, column {self._names[position]}"
            self._problems.append((row, Problem(code, where, text[:LONGEST_VALUE], message, suggestion)))

    def leave_out(self, said: LeftOut) -> None:
        """Note a row that its words leave out."""
        words = self._left_out[said.position, said.reason]
        words[said.word] = words.get(said.word, 0) + 1

    def problems(self) -> list[Problem]:
        """Return the problems in the order of the rows."""
        return [problem for _, problem in sorted(self._problems, key=lambda entry: entry[0])]

    def notes(self, unknown_places: Iterable[str] = ()) -> list[str]:
        """Return what was left out, and what was kept without a code."""
        notes = [*_column_notes(self._mapping), *self._row_notes()]
        if names := list(unknown_places):
            notes.append(f"No known country, so only the name is kept: {_list(names)}.")
        if more := self.rejected - len(self._problems):
            cells = "1 more cell was" if more == 1 else f"{more:,} more cells were"
            notes.append(f"{cells} refused without being listed.")
        return notes

    def _row_notes(self) -> Iterable[str]:
        for (position, reason), words in self._left_out.items():
            count = sum(words.values())
            rows = "1 row was" if count == 1 else f"{count:,} rows were"
            shown = _list([word or "empty" for word in words])
            yield f"{rows} left out ({reason}): {self._names[position]} is {shown}."


def _column_notes(mapping: TableMapping) -> Iterable[str]:
    by_reason: Mapping[tuple[bool, str | None], list[str]] = defaultdict(list)
    for column in mapping.columns:
        is_ignored = column.role is Role.IGNORED
        if column.header and (is_ignored or column.reason):
            by_reason[is_ignored, column.reason].append(column.header)
    for (is_ignored, reason), headers in by_reason.items():
        because = f" ({reason})" if reason else ""
        verb = "left unread" if is_ignored else "read with a reservation"
        columns = "Column" if len(headers) == 1 else "Columns"
        yield f"{columns} {verb}{because}: {_list(headers, len(headers))}."


def _list(names: Sequence[str], most: int = MOST_NAMES) -> str:
    shown = ", ".join(names[:most])
    return shown if len(names) <= most else f"{shown} and {len(names) - most} more"
