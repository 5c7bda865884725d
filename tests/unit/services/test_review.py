"""A person decides about one figure after the other; the store remembers who, when and why."""

from datetime import UTC, datetime

import pytest

from dashboard.model import StoreError
from dashboard.services.add import confirm, preview_file, preview_text
from dashboard.services.history import undo
from dashboard.services.review import (
    Queue,
    accept,
    accept_document,
    correct,
    explain_reading,
    find_item,
    find_next,
    list_differences,
    reject,
)
from dashboard.store import ConflictError, open_store

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
TEXT = "At least 400 people were killed in Mali in 2019, Human Rights Watch said. In all, 70 people were injured."
MAY = b"indicator,value,location_code,reference_period_start,reporter\nidps,350110,MLI,2024-05,IOM\n"
JUNE = MAY.replace(b"350110", b"354739")


@pytest.fixture
def store(tmp_path):
    """An empty store."""
    return open_store(f"sqlite:///{tmp_path}/humdash.sqlite")


@pytest.fixture
def add(store):
    """Add an article or a table and return the batch."""

    def add(content=TEXT):
        if isinstance(content, bytes):
            draft = preview_file(content, "idps.csv", store=store)
        else:
            draft = preview_text(content, store=store, title="World Report")
        return confirm(store, draft, now=NOW)

    return add


def test_one_figure_after_the_other_until_none_waits(store, add):
    """The queue gives the next figure after each decision, and nothing at its end."""
    add()
    seen = []
    while item := find_next(store, Queue()):
        seen.append(item.figure.quantity.value)
        accept(store, item, now=NOW, author="Desk officer")
    assert sorted(seen) == [70, 400]
    assert set(store.figures()["review_status"]) == {"accepted"}


def test_a_figure_can_be_put_off(store, add):
    """Behind a figure that was put off comes the next one, and behind the last the first again."""
    add()
    first = find_next(store, Queue())
    second = find_next(store, Queue(), first.position)
    assert second.figure.figure_id != first.figure.figure_id
    assert find_next(store, Queue(), second.position).figure == first.figure


def test_an_item_has_its_sentence_and_its_history(store, add):
    """A figure comes with its document and with who did what to it, and what the batch is called after."""
    add()
    item = find_next(store, Queue())
    start, end = item.figure.evidence.start, item.figure.evidence.end
    assert item.document.text[start:end] == item.figure.evidence.quote
    assert item.decision is None
    batch = accept(store, item, now=NOW, author="Desk officer", note=" seen \n twice ")
    decided = find_item(store, item.figure.figure_id).decision
    assert (decided.batch.author, decided.batch.created_at, decided.batch.note) == ("Desk officer", NOW, "seen twice")
    assert batch.source_name == "World Report"
    undo(store, batch.batch_id, now=NOW)
    assert find_item(store, item.figure.figure_id).decision is None


def test_an_item_says_why_it_was_read_as_it_was(store, add):
    """The reason is found in the sentence again, wherever in the document that stands; a cell of a table has none."""
    add("The road to Gao was closed.\n\n" + TEXT)
    figures = [waiting.figure for waiting in store.queue(Queue(), limit=9)]
    reasons = [explain_reading(find_item(store, figure.figure_id)) for figure in figures]
    assert reasons == ["the word says what was done to those counted"] * 2
    add(MAY)
    (cell,) = (waiting.figure for waiting in store.queue(Queue(), limit=9) if waiting.figure.cell_ref)
    assert explain_reading(find_item(store, cell.figure_id)) is None


def test_a_correction_is_checked_before_it_is_saved(store, add):
    """What cannot be is returned as problems, and nothing is written; what can be is saved."""
    add()
    item = find_next(store, Queue())
    batch, problems = correct(store, item, {"value": "many"}, now=NOW)
    assert (batch, [problem.code for problem in problems]) == (None, ["value_not_a_number"])
    batch, problems = correct(store, item, {"part_of": "f404"}, now=NOW)
    assert (batch, [(problem.code, problem.where) for problem in problems]) == (None, [("unknown_figure", "Part of")])
    batch, problems = correct(store, item, {"reporter": "OCHA"}, now=NOW)
    assert (batch.changed, problems) == (1, [])
    mended = find_item(store, item.figure.figure_id).figure
    assert (mended.reporter, mended.review_status, mended.evidence) == ("OCHA", "corrected", item.figure.evidence)


def test_a_rejection_needs_a_reason(store, add):
    """Without a note nothing is rejected."""
    add()
    item = find_next(store, Queue())
    with pytest.raises(StoreError) as caught:
        reject(store, item, now=NOW, note=" ")
    assert caught.value.problem.code == "note_missing"
    reject(store, item, now=NOW, note="an age")
    assert find_item(store, item.figure.figure_id).figure.review_status == "rejected"


def test_the_second_of_two_people_sees_the_first_ones_decision(store, add):
    """Whoever decides on an outdated figure gets a conflict that says who did what, and can decide anew."""
    add()
    first, second = find_next(store, Queue()), find_next(store, Queue())
    correct(store, first, {"value": "44"}, now=NOW, author="First", note="misread")
    with pytest.raises(ConflictError) as caught:
        correct(store, second, {"value": "45"}, now=NOW, author="Second")
    theirs = caught.value.revision
    assert (theirs.batch.author, theirs.batch.note, theirs.figure.quantity.value) == ("First", "misread", 44)
    correct(store, find_item(store, second.figure.figure_id), {"value": "45"}, now=NOW, author="Second")
    assert [entry.batch.author for entry in store.revisions(second.figure.figure_id)] == [None, "First", "Second"]


def test_a_table_that_changes_after_approval_is_looked_at_again(store, add):
    """The next edition of a table with another number puts an accepted cell back, beside what was approved."""
    add(MAY)
    accept(store, find_next(store, Queue()), now=NOW)
    add(JUNE)
    item = find_next(store, Queue())
    assert (item.figure.review_status, item.figure.quantity.value) == ("changed_after_approval", 354739)
    assert list_differences(item.approval.figure, item.figure)[0] == ("value", "350110", "354739")
    assert item.decision is None
    undo(store, accept(store, item, now=NOW).batch_id, now=NOW)
    assert find_next(store, Queue()).approval.figure.quantity.value == 350110


def test_the_same_table_again_leaves_a_correction(store, add):
    """A corrected cell is not overwritten by an edition that repeats the mistake."""
    add(MAY)
    correct(store, find_next(store, Queue()), {"value": "350111"}, now=NOW)
    add(MAY + b"idps,407430,NER,2024-05,IOM\n")
    assert store.figures()["value"].tolist() == [350111, 407430]
    assert store.figures()["review_status"].tolist() == ["corrected", "unreviewed"]


def test_an_article_that_is_read_otherwise_is_looked_at_again(store, add):
    """The same text under another date changes its undated, approved figures, which wait again; the rest stays."""
    text = "OCHA said 400 people were killed in Mali in 2019. It said that 70 people were injured in Mali."
    for published in ("2020-01-15", "2021-01-15"):
        confirm(store, preview_text(text, store=store, title="Brief", published=published), now=NOW)
        if published == "2020-01-15":
            while item := find_next(store, Queue()):
                accept(store, item, now=NOW)
    changed = store.figures().set_index("indicator")["review_status"].to_dict()
    assert changed == {"killed": "accepted", "injured": "changed_after_approval"}


def test_a_whole_document_at_once(store, add):
    """One step accepts what nobody has looked at, as it was seen; one undo takes it back."""
    batch = add()
    (document_id,) = store.documents()["document_id"]
    made = accept_document(store, document_id, seen_batch=batch.batch_id, now=NOW, author="Desk officer")
    assert (made.changed, made.source_name, made.author) == (2, "World Report", "Desk officer")
    undo(store, made.batch_id, now=NOW)
    assert set(store.figures()["review_status"]) == {"unreviewed"}


@pytest.mark.parametrize("is_withdrawn", [False, True])
def test_no_such_figure(store, add, is_withdrawn):
    """A figure that is not there, or not there any more, is said so."""
    figure_id = "f404"
    if is_withdrawn:
        batch = add()
        figure_id = store.figures()["figure_id"][0]
        undo(store, batch.batch_id, now=NOW)
    with pytest.raises(StoreError) as caught:
        find_item(store, figure_id)
    assert caught.value.problem.code == "unknown_figure"
