"""Review: which figure to look at next, and what a person decides about it.

Every decision names the revision it was made on. If a colleague was quicker, nothing is
written and the caller gets a ``ConflictError`` with what the colleague did; what the person
had filled in is the caller's, and stays.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from dashboard.extract import find_figures
from dashboard.model import Document, Figure, Problem, ReviewStatus, StoreError
from dashboard.services.fields import LINKS, read_fields, write_fields
from dashboard.store import Batch, Decision, Position, Queue, Revision, Store, Waiting
from dashboard.store.batches import REVIEW
from dashboard.wording import name_field

UNTITLED = "untitled document"
_APPROVED = {ReviewStatus.ACCEPTED, ReviewStatus.CORRECTED}


@dataclass(frozen=True, slots=True)
class Item:
    """A figure as a person looks at it: with its document and everything that happened to it.

    ``history`` begins with the oldest state; the last one is looked at. ``document`` is
    ``None`` for a figure that was entered by hand.
    """

    figure: Figure
    document: Document | None
    history: tuple[Revision, ...]
    position: Position | None = None

    @property
    def revision(self) -> int:
        """The revision a decision has to name."""
        return self.history[-1].revision

    @property
    def source_name(self) -> str:
        """What the history of batches calls the place where the figure stands."""
        return (self.document.title if self.document else None) or UNTITLED

    @property
    def decision(self) -> Revision | None:
        """The last decision of a person about the figure, ``None`` if there is none that stands."""
        return find_decision(self.history)

    @property
    def approval(self) -> Revision | None:
        """The approved state that the source has changed since, ``None`` if it has not."""
        if self.figure.review_status is not ReviewStatus.CHANGED_AFTER_APPROVAL:
            return None
        standing = (entry for entry in reversed(self.history) if not _is_taken_back(entry, self.history[-1]))
        return next((entry for entry in standing if entry.figure.review_status in _APPROVED), None)


def find_decision(history: Sequence[Revision]) -> Revision | None:
    """Return the decision that a figure's present state rests on, ``None`` if no person has made one."""
    if not history or history[-1].is_withdrawn:
        return None
    status = history[-1].figure.review_status
    reviews = (entry for entry in reversed(history) if entry.batch.kind == REVIEW)
    standing = (entry for entry in reviews if not _is_taken_back(entry, history[-1]))
    return next((entry for entry in standing if entry.figure.review_status is status), None)


def _is_taken_back(entry: Revision, last: Revision) -> bool:
    """Say whether a review was undone by the time of the last state."""
    undone_by = entry.batch.undone_by
    return entry.batch.kind == REVIEW and undone_by is not None and undone_by <= last.batch_id


def find_item(store: Store, figure_id: str) -> Item:
    """Return one figure to look at.

    Raises:
        StoreError: there is no such figure, or it was taken back.
    """
    history = store.revisions(figure_id)
    if not history or history[-1].is_withdrawn:
        raise StoreError(
            Problem(
                "unknown_figure",
                figure_id,
                figure_id,
                "There is no such figure, or it was taken back.",
                "Choose one from the queue.",
            )
        )
    return _make_item(store, history, None)


def explain_reading(item: Item) -> str | None:
    """Return in words why a number was read as this indicator.

    The words are not kept with the figure: its sentence is read again. ``None`` if it was not
    read from a text, or would be read otherwise by now.
    """
    if item.figure.evidence is None or item.document is None:
        return None
    again = find_figures(replace(item.document, text=item.figure.evidence.quote))
    return next((figure.reason for figure in again if _is_same_reading(figure, item.figure)), None)


def _is_same_reading(first: Figure, second: Figure) -> bool:
    one, other = (
        (figure.indicator, figure.quantity.text, figure.evidence and figure.evidence.trigger_text)
        for figure in (first, second)
    )
    return one == other


def find_next(store: Store, queue: Queue, after: Position | None = None) -> Item | None:
    """Return the first figure of the queue behind a position, or the first of all; ``None`` if it is empty."""
    waiting = store.queue(queue, after=after) or store.queue(queue)
    return _open_item(store, waiting[0]) if waiting else None


def _open_item(store: Store, waiting: Waiting) -> Item:
    return _make_item(store, store.revisions(waiting.figure.figure_id), waiting.position)


def _make_item(store: Store, history: Sequence[Revision], position: Position | None) -> Item:
    figure = history[-1].figure
    document = store.document(figure.document_id) if figure.document_id else None
    return Item(figure, document, tuple(history), position)


def accept(store: Store, *items: Item, now: datetime, author: str | None = None, note: str | None = None) -> Batch:
    """Say that figures are right, in one batch.

    Raises:
        ConflictError: somebody else changed one of them since it was looked at.
        StoreError: the store cannot be written.
    """
    return _decide(store, items, ReviewStatus.ACCEPTED, None, now=now, author=author, note=note)


def reject(store: Store, *items: Item, now: datetime, author: str | None = None, note: str | None = None) -> Batch:
    """Say that figures are none, or do not belong here, in one batch; they are never counted then.

    Raises:
        ConflictError: somebody else changed one of them since it was looked at.
        StoreError: no reason is given, or the store cannot be written.
    """
    if not (note or "").strip():
        raise StoreError(
            Problem(
                "note_missing",
                "note",
                None,
                "A rejection needs a reason.",
                "Write in the note what is wrong, so that colleagues need not look again.",
            )
        )
    return _decide(store, items, ReviewStatus.REJECTED, None, now=now, author=author, note=note)


def correct(
    store: Store,
    item: Item,
    fields: Mapping[str, str],
    *,
    now: datetime,
    author: str | None = None,
    note: str | None = None,
) -> tuple[Batch | None, list[Problem]]:
    """Save a figure with mended fields, as text; return the batch, or the problems that stand in the way.

    Raises:
        ConflictError: somebody else changed it since it was looked at.
        StoreError: the store cannot be written.
    """
    figure, problems = read_fields(item.figure, fields)
    if figure is not None:
        problems = _check_links(store, figure)
    if figure is None or problems:
        return None, problems
    return _decide(store, [item], ReviewStatus.CORRECTED, figure, now=now, author=author, note=note), []


def _check_links(store: Store, figure: Figure) -> list[Problem]:
    """Return a problem for each link to a figure that is not there."""
    links = {name: link for name in LINKS if (link := getattr(figure, name))}
    known = store.find_figures(links.values())
    return [
        Problem("unknown_figure", name_field(name), link, "There is no such figure.", "Choose another one, or none.")
        for name, link in links.items()
        if link not in known
    ]


def _decide(
    store: Store,
    items: Sequence[Item],
    status: ReviewStatus,
    figure: Figure | None,
    *,
    now: datetime,
    author: str | None,
    note: str | None,
) -> Batch:
    decisions = [Decision(item.figure.figure_id, item.revision, status, figure) for item in items]
    names = list(dict.fromkeys(item.source_name for item in items))
    note = " ".join((note or "").split()) or None
    return store.review(decisions, source_name=", ".join(names), now=now, author=author, note=note)


def accept_document(
    store: Store,
    document_id: str,
    *,
    seen_batch: int,
    now: datetime,
    author: str | None = None,
    note: str | None = None,
) -> Batch:
    """Say that every figure of a document nobody has looked at yet is right, in one batch.

    ``seen_batch`` is the last batch there was when the person looked at the document.

    Raises:
        ConflictError: one of the figures came or changed since.
        StoreError: there is no such document, none of its figures waits, or the store cannot
            be written.
    """
    source_name = store.document(document_id).title or UNTITLED
    return store.accept_document(
        document_id, seen_batch=seen_batch, source_name=source_name, now=now, author=author, note=note
    )


def find_last_batch(store: Store, *, with_reviews: bool = True) -> int:
    """Return the number of the last batch, 0 if there is none; reviews can be passed over."""
    batches = store.batches(other_than=() if with_reviews else (REVIEW,), newest_first=True, limit=1)
    return batches[0].batch_id if batches else 0


def list_differences(before: Figure, after: Figure) -> list[tuple[str, str, str]]:
    """Return the fields in which two states of a figure differ: column, text before, text after.

    Example:
        >>> from dashboard.model import Indicator, Measure, Quantity, Unit
        >>> states = (Figure("f1", Indicator.KILLED, Measure.FLOW, Unit.PERSON, Quantity(n)) for n in (400, 40))
        >>> list_differences(*states)
        [('value', '400', '40')]
    """
    old, new = write_fields(before), write_fields(after)
    return [(name, old[name], new[name]) for name in old if old[name] != new[name]]
