"""A draft shows what would happen; only confirming it makes it happen."""

from datetime import UTC, datetime

import pytest

from dashboard.model import StoreError
from dashboard.services.add import confirm, preview_file, preview_text
from dashboard.services.difference import DifferenceKind
from dashboard.services.history import undo
from dashboard.store import open_store

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
TEXT = "At least 400 people were killed in Mali in 2019, Human Rights Watch said."
HEADER = b"indicator,value,location_code,reference_period_start,reporter\n"
MAY = HEADER + b"idps,350110,MLI,2024-05,IOM\nidps,2062534,BFA,2024-05,IOM\n"
JUNE = HEADER + b"idps,354739,MLI,2024-05,IOM\nidps,2062534,BFA,2024-05,IOM\nidps,407430,NER,2024-05,IOM\n"


@pytest.fixture
def store(tmp_path):
    """An empty store."""
    return open_store(f"sqlite:///{tmp_path}/humdash.sqlite")


def test_preview_saves_nothing(store):
    """Looking at an article or a table leaves the store as it was."""
    preview_text(TEXT, store=store)
    preview_file(MAY, "may.csv", store=store)
    assert (store.batches(), len(store.figures()), store.data_version()) == ([], 0, 0)


def test_preview_without_a_store():
    """A file can be looked at without any store; then nothing is said about changes."""
    draft = preview_file(MAY, "may.csv")
    assert (len(draft.figures), draft.difference, draft.already_there) == (2, None, False)


def test_article_text(store):
    """A pasted article brings its figure with the sentence, and its document with what was filled in."""
    draft = preview_text(TEXT, store=store, title="World Report", publisher="Human Rights Watch", published="2020-01")
    assert (draft.kind, draft.name, draft.reading.layout) == ("article", "World Report", None)
    batch = confirm(store, draft, now=NOW, author="desk officer")
    assert (batch.new, batch.author) == (1, "desk officer")
    assert store.figures()["quote"].tolist() == [TEXT]
    assert store.documents()["publisher"].tolist() == ["Human Rights Watch"]


def test_article_file(store):
    """An article file becomes the same figures as its text."""
    content = f"title: World Report\n\n{TEXT}".encode()
    draft = preview_file(content, "report.txt", store=store)
    assert [figure.evidence.quote for figure in draft.figures] == [TEXT]
    assert confirm(store, draft, now=NOW).source_name == "report.txt"


def test_table_file(store):
    """A table brings its rows, and tells its layout and its number of rows."""
    draft = preview_file(MAY, "may.csv", store=store)
    assert (draft.kind, draft.reading.layout, draft.reading.rows, draft.count(DifferenceKind.NEW)) == (
        "table",
        "canonical",
        2,
        2,
    )


def test_difference_to_the_store(store):
    """The next edition of a table shows what is new, what changed from which number, and what is the same."""
    confirm(store, preview_file(MAY, "may.csv", store=store), now=NOW)
    draft = preview_file(JUNE, "june.csv", store=store)
    assert [draft.count(kind) for kind in DifferenceKind] == [1, 1, 1, 0, 0, 0]
    ((changed, _),) = draft.difference.pairs(DifferenceKind.CHANGED)
    assert store.find_figures([changed])[changed].quantity.value == 350110
    batch = confirm(store, draft, now=NOW)
    assert (batch.new, batch.changed, batch.same) == (1, 1, 1)


def test_same_file_again(store):
    """The same file again is recognised, and confirming it all the same writes nothing."""
    first = confirm(store, preview_file(MAY, "may.csv", store=store), now=NOW)
    draft = preview_file(MAY, "copy of may.csv", store=store)
    assert draft.already_there
    assert draft.earlier_batch.batch_id == first.batch_id
    assert not confirm(store, draft, now=NOW).is_new
    assert len(store.batches()) == 1


def test_same_text_with_a_mended_title(store):
    """Pasting a text again with another title mends the document and leaves its figures alone."""
    confirm(store, preview_text(TEXT, store=store, title="Wrold Report"), now=NOW)
    draft = preview_text(TEXT, store=store, title="World Report")
    assert not draft.already_there
    assert confirm(store, draft, now=NOW).same == 1
    assert store.documents()["title"].tolist() == ["World Report"]


def test_problems_come_with_the_rest(store):
    """Faulty rows are shown as problems, and the good ones can be saved without them."""
    draft = preview_file(MAY + b"idps,many,NER,2024-05,IOM\n", "may.csv", store=store)
    assert [problem.where for problem in draft.problems] == ["may.csv, row 4, column value"]
    assert confirm(store, draft, now=NOW).new == 2


def test_nothing_found_is_not_saved(store):
    """A text without figures makes no batch; the message says so."""
    draft = preview_text("The weather in Bamako was fine, and nobody spoke of anything else.", store=store)
    with pytest.raises(StoreError, match="No figure"):
        confirm(store, draft, now=NOW)
    assert store.batches() == []


def test_undo(store):
    """Undoing the last edition brings back the edition before it."""
    confirm(store, preview_file(MAY, "may.csv", store=store), now=NOW)
    before = store.figures()
    batch = confirm(store, preview_file(JUNE, "june.csv", store=store), now=NOW)
    taken_back = undo(store, batch.batch_id, now=NOW, author="desk officer", note="wrong file")
    assert (taken_back.undoes, taken_back.note) == (batch.batch_id, "wrong file")
    assert before.equals(store.figures())
    assert not preview_file(JUNE, "june.csv", store=store).already_there
