"""History: what was put in, when and by whom; what it changed; and how to take it back.

Nothing here loads the whole store: lists come a page at a time, and totals are worked out only
for the places that are shown.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from io import StringIO
from itertools import product
from typing import Any

from dashboard.export.cells import write_cell
from dashboard.frames import read_rows
from dashboard.model import FIGURE_COLUMNS, Cause, Document, Figure, Indicator
from dashboard.services.points import Point
from dashboard.services.query import find_latest
from dashboard.store import Batch, Change, FigureChange, Store, UndoPreview
from dashboard.store.batches import REVIEW, UNDO
from dashboard.wording import name_change, name_country, name_figure, name_word, say_change, say_total

BATCHES_A_PAGE = 20
CHANGES_A_PAGE = 50
PLACES_A_PAGE = 10


class Part(StrEnum):
    """A part of the history; reviews are many and small, so they have a part of their own."""

    DATA = "data"
    IMPORTS = "imports"
    UNDOS = "undos"
    REVIEWS = "reviews"
    ALL = "all"


_KINDS: Mapping[Part, Mapping[str, Sequence[str]]] = {
    Part.DATA: {"other_than": (REVIEW,)},
    Part.IMPORTS: {"other_than": (REVIEW, UNDO)},
    Part.UNDOS: {"kinds": (UNDO,)},
    Part.REVIEWS: {"kinds": (REVIEW,)},
    Part.ALL: {},
}

# The country, what is counted there, and whether disasters did it.
_Topic = tuple[str, Indicator, bool]


@dataclass(frozen=True, slots=True)
class BatchEntry:
    """One batch with the documents it brought."""

    batch: Batch
    documents: tuple[Document, ...]

    @property
    def can_be_undone(self) -> bool:
        """Whether there is still something to take back."""
        return self.batch.undoes is None and self.batch.undone_by is None


@dataclass(frozen=True, slots=True)
class TotalChange:
    """The shown total of one indicator and place at two points, as rows; ``None`` where there was none.

    What disasters did is counted apart.
    """

    location_code: str
    indicator: Indicator
    is_disaster: bool
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None

    @property
    def topic(self) -> str:
        """What is counted: "People killed, disaster"."""
        name = name_word(self.indicator)
        return f"{name}, {name_word(Cause.DISASTER)}" if self.is_disaster else name


def list_batches(store: Store, part: Part = Part.DATA, page: int = 1) -> list[Batch]:
    """Return one page of the batches of a part, the newest first; pages count from 1."""
    return store.batches(**_KINDS[part], newest_first=True, limit=BATCHES_A_PAGE, offset=(page - 1) * BATCHES_A_PAGE)


def count_batches(store: Store, part: Part = Part.DATA) -> int:
    """Return how many batches a part has."""
    return store.count_batches(**_KINDS[part])


def open_batch(store: Store, batch_id: int) -> BatchEntry:
    """Return one batch with what it brought.

    Raises:
        StoreError: there is no such batch.
    """
    return BatchEntry(store.batch(batch_id), tuple(store.documents_of(batch_id)))


def count_figures_of(batch: Batch) -> dict[str, int]:
    """Return how many figures a batch touched, by what that did to them."""
    if batch.kind == REVIEW:
        return {"reviewed": batch.changed}
    return {"new": batch.new, "changed": batch.changed, "withdrawn": batch.withdrawn, "same": batch.same}


def list_changes(store: Store, first: int, last: int, kind: Change | None = None, page: int = 1) -> list[FigureChange]:
    """Return one page of the figures that differ between right after two batches; pages count from 1."""
    return list(store.changes(first, last, kind=kind, limit=CHANGES_A_PAGE, offset=(page - 1) * CHANGES_A_PAGE))


def preview_undo(store: Store, batch_id: int) -> UndoPreview:
    """Return what an undo would do, before it is done.

    Raises:
        StoreError: there is no such batch, it is undone already, or it is an undo itself.
    """
    return store.preview_undo(batch_id, most_changes=CHANGES_A_PAGE)


def undo(store: Store, batch_id: int, *, now: datetime, author: str | None = None, note: str | None = None) -> Batch:
    """Take a batch back and return the batch that does so.

    Its figures become what the other batches say of them, or disappear from the dashboard;
    a figure that changed again since stays as it is. The same content can be added again
    afterwards.

    Raises:
        StoreError: there is no such batch, it is undone already, or it is an undo itself.
    """
    return store.withdraw(batch_id, now=now, author=author, note=note)


def order_points(first: Point, second: Point) -> tuple[Point, Point]:
    """Return two points, the earlier one first."""
    return (first, second) if first.batch_id <= second.batch_id else (second, first)


def list_changed_places(store: Store, first: int, last: int) -> list[str]:
    """Return the countries whose figures differ between two points, those with the most changes first."""
    return store.changed_places(first, last)


def compare_totals(store: Store, first: int, last: int, places: Sequence[str]) -> list[TotalChange]:
    """Return the totals the dashboard shows for some countries that differ between two points.

    A total is the latest of its indicator, country and kind of cause, put together by the same rules as on
    the page; it can differ though no figure of its own does, because another one takes its
    place.
    """
    before, after = (_read_totals(store, batch_id, places) for batch_id in (first, last))
    return [
        TotalChange(*topic, before.get(topic), after.get(topic))
        for topic in product(places, Indicator, (False, True))
        if _say(before.get(topic)) != _say(after.get(topic))
    ]


def _read_totals(store: Store, batch_id: int, places: Sequence[str]) -> dict[_Topic, dict[str, Any]]:
    figures, documents = store.figures(batch_id, places=places), store.documents(batch_id)
    return {
        (place, Indicator(row["indicator"]), row["cause"] == Cause.DISASTER): row
        for place in places
        for row in read_rows(find_latest(figures, documents, place))
    }


_SHOWN = (
    "value", "value_low", "value_high", "quantifier", "unit", "measure", "reference_period_start",
    "reference_period_end", "reporter", "population_group", "cause", "admin1_code", "place_text", "place_count",
)  # fmt: skip


def _say(total: Mapping[str, Any] | None) -> tuple[Any, ...] | None:
    return None if total is None else tuple(total[name] for name in _SHOWN)


def write_changes(changes: Iterator[FigureChange]) -> Iterator[str]:
    """Give the lines of a CSV file of changes, one row a figure, its state before and after side by side.

    Example:
        >>> next(write_changes(iter([]))).split(",")[:4]
        ['change', 'figure_id', 'before_document_id', 'after_document_id']
    """
    names = [column.name for column in FIGURE_COLUMNS if column.name != "figure_id"]
    line = StringIO(newline="")
    writer = csv.writer(line, lineterminator="")
    writer.writerow(["change", "figure_id", *(f"{side}_{name}" for name in names for side in ("before", "after"))])
    yield _take(line)
    for change in changes:
        states = [_cells(change.before, names), _cells(change.after, names)]
        pairs = [cell for pair in zip(*states, strict=True) for cell in pair]
        writer.writerow([write_cell(cell) for cell in (str(change.kind), change.figure_id, *pairs)])
        yield _take(line)


def render_changes(store: Store, first: int, last: int) -> bytes:
    """Return the figures that differ between two points as CSV (UTF-8 with a byte order mark, for Excel)."""
    return "\r\n".join(write_changes(store.changes(first, last))).encode("utf-8-sig")


def _cells(figure: Figure | None, names: Sequence[str]) -> list[Any]:
    if figure is None:
        return [None] * len(names)
    record = figure.record()
    return [record[name] for name in names]


def describe_change(change: FigureChange) -> str:
    """Return a change as one line: "changed: People killed, Mali, 2019, OCHA: 400 → 456"."""
    words = say_change(change.before, change.after)
    return f"{name_change(change.kind)}: {name_figure(change.figure)}: {words}"


def describe_total_change(change: TotalChange) -> str:
    """Return a change of a total as one line: "Mali, People killed: no figure → 456 (2019, OCHA)"."""
    return (
        f"{name_country(change.location_code)}, {change.topic}: {say_total(change.before)} → {say_total(change.after)}"
    )


def _take(line: StringIO) -> str:
    text = line.getvalue()
    line.seek(0)
    line.truncate()
    return text
