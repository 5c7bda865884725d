"""A visitor at the queue: the figure they look at, what they decide, and what happens if a colleague was quicker.

The figure is held as it was when it was opened, so that a decision names what was seen. What
was filled in stays until it is decided on; it is never lost to somebody else's decision.
"""

from collections.abc import Callable
from datetime import UTC, datetime

import streamlit as st

from dashboard.model import DashboardError, Problem, ReviewStatus
from dashboard.services import history, review
from dashboard.services.fields import list_edits
from dashboard.services.review import Item
from dashboard.store import Batch, ConflictError, Queue, Revision
from dashboard.ui.components.fields import forget_inputs, put_back, read_inputs
from dashboard.ui.desk import name_visitor, open_desk
from dashboard.wording import describe_figure, name_word

FIGURE = "figure"  # in the address: the figure that is wanted, whatever the queue
_ITEM = "reviewed_item"
_QUEUE = "reviewed_queue"
_POSITION = "review_position"
_PROBLEMS = "review_problems"
_DONE = "review_done"
NOTE = "note_of_"


def open_item(queue: Queue) -> Item | None:
    """Return the figure the visitor looks at: the wanted one, the one in hand, or the next of the queue."""
    wanted = st.query_params.get(FIGURE)
    item: Item | None = st.session_state.get(_ITEM)
    if wanted and (item is None or item.figure.figure_id != wanted):
        item = review.find_item(open_desk(), wanted)
    elif not wanted and st.session_state.get(_QUEUE) != queue:
        _forget_position()
        item = None
    if item is None:
        item = review.find_next(open_desk(), queue, st.session_state.get(_POSITION))
    st.session_state[_ITEM], st.session_state[_QUEUE] = item, queue
    return item


def find_newer(item: Item) -> Revision | None:
    """Return what a colleague made of the figure in the meantime, ``None`` if it is as it was opened."""
    last = open_desk().revisions(item.figure.figure_id)[-1]
    return last if last.revision != item.revision else None


def accept() -> None:
    """Accept the figure; what was edited has to be saved or put back first."""
    item = _item()
    if edits := list_edits(item.figure, read_inputs(item.figure)):
        st.session_state[_PROBLEMS] = [_say_unsaved(len(edits))]
        return
    _decide(lambda now, author, note: review.accept(open_desk(), item, now=now, author=author, note=note))


def reject() -> None:
    """Reject the figure with the reason in the note."""
    item = _item()
    _decide(lambda now, author, note: review.reject(open_desk(), item, now=now, author=author, note=note))


def correct() -> None:
    """Save the figure as the fields say it."""
    item = _item()

    def save(now: datetime, author: str | None, note: str | None) -> Batch | None:
        inputs = read_inputs(item.figure)
        batch, problems = review.correct(open_desk(), item, inputs, now=now, author=author, note=note)
        st.session_state[_PROBLEMS] = problems
        return batch

    _decide(save)


def go_on() -> None:
    """Leave the figure as it is and look at the next one."""
    _leave()


def decide_anew() -> None:
    """Look at what a colleague made of the figure; what the visitor edited stays in the fields."""
    seen = _item()
    fresh = review.find_item(open_desk(), seen.figure.figure_id)
    st.session_state[_ITEM] = Item(fresh.figure, fresh.document, fresh.history, seen.position)


def put_fields_back() -> None:
    """Fill the fields in as the figure is said."""
    put_back(_item().figure)
    st.session_state.pop(_PROBLEMS, None)


def take_back() -> None:
    """Undo the last decision of this visit and look at its figure again."""
    batch_id, _, item = st.session_state.pop(_DONE)
    try:
        history.undo(open_desk(), batch_id, now=datetime.now(UTC), author=name_visitor())
    except DashboardError as error:
        st.session_state[_PROBLEMS] = [error.problem]
        return
    st.session_state[_ITEM] = review.find_item(open_desk(), item.figure.figure_id) if item else None


def accept_all(document_id: str, seen_batch: int, note: str | None) -> None:
    """Accept all figures of a document nobody has looked at.

    Raises:
        StoreError: one of them changed since, or none waits any more.
    """
    batch = review.accept_document(
        open_desk(), document_id, seen_batch=seen_batch, now=datetime.now(UTC), author=name_visitor(), note=note
    )
    noun = "1 figure" if batch.changed == 1 else f"{batch.changed:,} figures"
    st.session_state[_DONE] = (batch.batch_id, f"Accepted {noun} of “{batch.source_name}”", None)
    _leave()


def list_problems() -> list[Problem]:
    """Return what stood in the way of the last decision."""
    return list(st.session_state.get(_PROBLEMS, []))


def find_done() -> str | None:
    """Return the last decision of this visit in words, ``None`` if there is none to take back."""
    return st.session_state[_DONE][1] if _DONE in st.session_state else None


def _decide(save: Callable[[datetime, str | None, str | None], Batch | None]) -> None:
    item = _item()
    st.session_state.pop(_PROBLEMS, None)
    note = st.session_state.get(NOTE + item.figure.figure_id)
    try:
        batch = save(datetime.now(UTC), name_visitor(), note or None)
    except ConflictError:
        return  # the page finds the newer state itself, and shows it beside what was filled in
    except DashboardError as error:
        st.session_state[_PROBLEMS] = [error.problem]
        return
    if batch is not None:
        last = open_desk().revisions(item.figure.figure_id)[-1].figure
        words = f"{name_word(ReviewStatus(last.review_status)).capitalize()}: {describe_figure(last)}"
        st.session_state[_DONE] = (batch.batch_id, words, item)
        forget_inputs(item.figure)
        st.session_state.pop(NOTE + item.figure.figure_id, None)
        _leave()


def _leave() -> None:
    item: Item | None = st.session_state.pop(_ITEM, None)
    if item is not None:
        st.session_state[_POSITION] = item.position or st.session_state.get(_POSITION)
        if not list_edits(item.figure, read_inputs(item.figure)):
            forget_inputs(item.figure)
    st.session_state.pop(_PROBLEMS, None)
    if FIGURE in st.query_params:
        del st.query_params[FIGURE]


def _forget_position() -> None:
    st.session_state.pop(_POSITION, None)
    st.session_state.pop(_PROBLEMS, None)


def _item() -> Item:
    item: Item = st.session_state[_ITEM]
    return item


def _say_unsaved(count: int) -> Problem:
    noun = "field was" if count == 1 else "fields were"
    return Problem(
        "edits_not_saved",
        "fields",
        None,
        f"{count} {noun} changed, and accepting would not save that.",
        "Choose Correct to save it, or put the fields back.",
    )
