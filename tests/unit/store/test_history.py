"""What happened between two points: told by the database, a page at a time, and the same as by hand."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.model import (
    Document,
    Figure,
    Indicator,
    Measure,
    Period,
    Place,
    Quantity,
    ReviewStatus,
    StoreError,
    Unit,
)
from dashboard.store import Change, open_store

DAY = timedelta(days=1)
MAY = datetime(2026, 5, 1, 12, tzinfo=UTC)


def save(store, figures, name, now=MAY, kind="table"):
    """Import figures with their documents as one batch."""
    papers = [
        Document(key, title=f"Document {key}", text="Gao") for key in dict.fromkeys(f.document_id for f in figures)
    ]
    return store.save(figures, papers, kind=kind, source_name=name, content_sha256=name, now=now, author="Desk")


def summary(changes):
    """Return kind, value before and value after by figure_id."""
    return {
        change.figure_id: (
            str(change.kind),
            change.before.quantity.value if change.before else None,
            change.after.quantity.value if change.after else None,
        )
        for change in changes
    }


@pytest.fixture
def filled(store, make_figure):
    """Return a store with three editions of a table, a day apart; the second is undone."""
    save(store, [make_figure("f1", 1), make_figure("f2", 2)], "first")
    save(store, [make_figure("f1", 10), make_figure("f3", 3)], "second", MAY + DAY)
    save(store, [make_figure("f1", 100), make_figure("f4", 4)], "third", MAY + 2 * DAY)
    store.withdraw(2, now=MAY + 3 * DAY, author="Lead", note="wrong file")
    return store


class TestChanges:
    """What one batch did, and what differs between two."""

    def test_a_batch_says_what_it_did_to_each_figure(self, filled):
        """A new figure has no state before, a changed one both."""
        assert summary(filled.changes(1, 2)) == {"f1": ("changed", 1, 10), "f3": ("new", None, 3)}

    def test_an_undo_leaves_what_changed_since(self, filled):
        """The undo of the second edition withdraws its own figure and leaves the one the third changed."""
        assert summary(filled.changes(3, 4)) == {"f3": ("withdrawn", 3, None)}

    def test_what_came_and_went_is_no_difference(self, filled):
        """Over a longer span only the two ends count."""
        assert summary(filled.changes(1, 4)) == {"f1": ("changed", 1, 100), "f4": ("new", None, 4)}

    def test_from_the_beginning_everything_is_new(self, filled):
        """Batch 0 is the empty store."""
        assert filled.count_changes(0, 4) == {Change.NEW: 3}

    @pytest.mark.parametrize("first", range(5))
    @pytest.mark.parametrize("last", range(5))
    def test_the_difference_agrees_with_the_two_tables(self, filled, first, last):
        """Whatever the span, SQL says what a comparison of the tables as of both points says."""
        before, after = (
            {row.figure_id: row.value for row in filled.figures(point).itertuples()} for point in (first, last)
        )
        expected = {
            key: (before.get(key), after.get(key)) for key in before | after if before.get(key) != after.get(key)
        }
        if first <= last:
            assert {key: change[1:] for key, change in summary(filled.changes(first, last)).items()} == expected
        else:
            assert list(filled.changes(first, last)) == []

    def test_pages_follow_one_another(self, store, make_figure):
        """Pages of two hold all figures once, in order of first arrival."""
        save(store, [make_figure(f"f{number}", number) for number in (5, 3, 4, 1, 2)], "first")
        pages = [[change.figure_id for change in store.changes(0, 1, limit=2, offset=start)] for start in (0, 2, 4)]
        assert pages == [["f5", "f3"], ["f4", "f1"], ["f2"]]

    def test_one_kind_can_be_asked_for(self, filled):
        """Only the changed figures, without the new ones."""
        assert summary(filled.changes(1, 2, kind=Change.CHANGED)) == {"f1": ("changed", 1, 10)}

    def test_a_second_citation_taken_back_is_told_apart(self, store, make_figure):
        """A figure that says the same out of another document is neither new nor changed."""
        save(store, [make_figure("f1", 1, "d1")], "first")
        save(store, [make_figure("f1", 1, "d2")], "second")
        store.withdraw(1, now=MAY)
        assert summary(store.changes(2, 3)) == {"f1": ("moved", 1, 1)}

    def test_a_change_after_approval_is_a_change(self, store, make_figure):
        """The number counts before the status."""
        save(store, [make_figure("f1", 1, review_status=ReviewStatus.ACCEPTED)], "first")
        save(store, [make_figure("f1", 2)], "second")
        assert store.count_changes(1, 2) == {Change.CHANGED: 1}

    def test_places_with_most_changes_come_first(self, store):
        """Each country whose figures differ is named once, also where a figure moved between two."""

        def figure(key, country):
            return Figure(
                key, Indicator.KILLED, Measure.FLOW, Unit.PERSON, Quantity(1), document_id="d1", place=Place(country)
            )

        save(store, [figure("f1", "MLI"), figure("f2", "NER"), figure("f3", None)], "first")
        save(store, [figure("f1", "BFA"), figure("f4", "BFA")], "second")
        assert store.changed_places(1, 2) == ["BFA", "MLI"]

    def test_who_reads_on_keeps_nobody_from_saving(self, store, make_figure, monkeypatch):
        """A list that is read slowly holds no lock, and stays the one of its two points."""
        monkeypatch.setattr("dashboard.store.store.CHANGES_PER_QUERY", 1)
        save(store, [make_figure("f1", 1), make_figure("f2", 2)], "first")
        changes = store.changes(0, 1)
        found = [next(changes)]
        save(store, [make_figure("f1", 3), make_figure("f2", 4)], "second")
        assert [change.after.quantity.value for change in [*found, *changes]] == [1, 2]


class TestBatches:
    """Finding batches."""

    def test_the_newest_come_first_and_in_pages(self, filled):
        """Two pages of three hold all four batches."""
        pages = [
            [batch.batch_id for batch in filled.batches(newest_first=True, limit=3, offset=start)] for start in (0, 3)
        ]
        assert pages == [[4, 3, 2], [1]]

    def test_kinds_can_be_chosen_or_left_out(self, filled):
        """Undos alone, or everything but undos."""
        assert [batch.batch_id for batch in filled.batches(kinds=["undo"])] == [4]
        assert filled.count_batches(other_than=["undo"]) == 3

    def test_one_batch_says_who_undid_it(self, filled):
        """A batch is found by its number, with the undo that took it back."""
        assert (filled.batch(2).undone_by, filled.batch(4).undoes, filled.batch(4).author) == (4, 2, "Lead")

    def test_an_unknown_batch_is_named(self, filled):
        """A number that is not there is an error in plain words."""
        with pytest.raises(StoreError, match="no such batch"):
            filled.batch(99)

    @pytest.mark.parametrize(
        ("moment", "expected"),
        [(MAY - DAY, None), (MAY, 1), (MAY + DAY - timedelta(seconds=1), 1), (MAY + DAY, 2), (MAY + 99 * DAY, 4)],
    )
    def test_a_moment_finds_the_last_batch_before_it(self, filled, moment, expected):
        """The moment itself is included; before the first batch there is none."""
        found = filled.batch_at(moment)
        assert (found.batch_id if found else None) == expected

    def test_documents_of_a_batch_come_without_their_text(self, filled):
        """The list of documents does not load whole articles."""
        assert [(paper.document_id, paper.title, paper.text) for paper in filled.documents_of(1)] == [
            ("d1", "Document d1", None)
        ]


class TestPreview:
    """What an undo would do."""

    def test_the_preview_says_what_the_undo_then_does(self, store, make_figure):
        """Counts and changes foreseen are those of the batch that undoes."""
        save(store, [make_figure("f1", 1), make_figure("f2", 2)], "first")
        save(store, [make_figure("f1", 10), make_figure("f2", 20), make_figure("f3", 3)], "second")
        save(store, [make_figure("f2", 200)], "third")
        preview = store.preview_undo(2)
        assert (preview.changed, preview.withdrawn, preview.staying) == (1, 1, 1)
        assert summary(preview.changes) == {"f1": ("changed", 10, 1), "f3": ("withdrawn", 3, None)}
        batch = store.withdraw(2, now=MAY)
        assert (batch.changed, batch.withdrawn) == (preview.changed, preview.withdrawn)
        assert summary(store.changes(3, 4)) == summary(preview.changes)

    def test_the_preview_writes_nothing(self, filled):
        """Looking is not doing."""
        version = filled.data_version()
        filled.preview_undo(3)
        assert filled.data_version() == version

    def test_dates_survive_the_preview(self, store, make_figure):
        """A figure that goes back has its period."""
        save(store, [make_figure("f1", 1)], "first")
        save(store, [make_figure("f1", 2)], "second")
        (change,) = store.preview_undo(2).changes
        assert change.after.period == Period.of_year(2019)

    def test_an_undo_cannot_be_previewed(self, filled):
        """What cannot be undone is refused beforehand in the same words."""
        with pytest.raises(StoreError, match="An undo cannot be undone"):
            filled.preview_undo(4)


def test_one_country_can_be_read_as_of_a_batch(store):
    """Figures of other countries are not loaded for the totals of one."""

    def figure(key, country, value):
        place = Place(country)
        return Figure(key, Indicator.KILLED, Measure.FLOW, Unit.PERSON, Quantity(value), document_id="d1", place=place)

    save(store, [figure("f1", "MLI", 1), figure("f2", "NER", 2)], "first")
    save(store, [figure("f1", "MLI", 10)], "second")
    assert [store.figures(point, places=["MLI"])["value"].tolist() for point in (0, 1, 2, None)] == [
        [],
        [1],
        [10],
        [10],
    ]


@settings(max_examples=25)
@given(
    editions=st.lists(st.dictionaries(st.sampled_from("abc"), st.integers(1, 3), min_size=1), min_size=1, max_size=5),
    undone=st.lists(st.integers(1, 8), max_size=3),
)
def test_whatever_was_done_before_the_preview_is_what_the_undo_does(editions, undone):
    """Counts foreseen are counts done, in any order of editions and undos, also where documents differ."""
    with TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{folder}/humdash.sqlite")
        for number, edition in enumerate(editions):
            figures = [say(key, value, f"d{(number + value) % 2}") for key, value in edition.items()]
            save(store, figures, f"{number} {edition}")
        for batch_id in undone:
            with suppress(StoreError):
                preview = store.preview_undo(batch_id)
                batch = store.withdraw(batch_id, now=MAY)
                made = list(store.changes(batch.batch_id - 1, batch.batch_id))
                assert (preview.changed, preview.withdrawn) == (batch.changed, batch.withdrawn)
                assert {key: change[1:] for key, change in summary(preview.changes).items()} == {
                    key: change[1:] for key, change in summary(made).items()
                }


def say(key, value, document_id):
    """Return a figure that says a value in a document."""
    return Figure(key, Indicator.KILLED, Measure.FLOW, Unit.PERSON, Quantity(value), document_id=document_id)
