"""What is saved comes back; nothing is overwritten; undo brings back what was said before."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from dashboard.frames import figures_frame, read_rows
from dashboard.model import (
    Document,
    Evidence,
    Figure,
    Indicator,
    Measure,
    Period,
    PeriodBasis,
    Place,
    Quantifier,
    Quantity,
    ReviewStatus,
    StoreError,
    Unit,
)
from dashboard.store import Change


def values(store, as_of=None):
    """Return value by figure_id."""
    frame = store.figures(as_of)
    return dict(zip(frame["figure_id"], frame["value"], strict=True))


class TestSave:
    """An import."""

    def test_every_column_comes_back(self, store, now):
        """A figure leaves the store as it went in, dates, bounds, quote and all."""
        figure = Figure(
            "f1",
            Indicator.REFUGEES,
            Measure.STOCK,
            Unit.HOUSEHOLD,
            Quantity(1200.5, 1000, 1500, Quantifier.APPROXIMATELY, "about 1,200.5"),
            document_id="d1",
            place=Place("BFA", "Burkina Faso", "BF-12", "Sahel", "MLI", "Djibo"),
            period=Period.fromisoformat("2020-02", PeriodBasis.PUBLICATION),
            reporter="UNHCR",
            part_of="f9",
            evidence=Evidence("Some 1,200.5 households came.", 3, 32, "came"),
            confidence=0.75,
        )
        document = Document("d1", title="Février", published=Period.of_year(2020), accessed=date(2026, 5, 1), text="…")
        store.save([figure], [document], kind="article", source_name="a", content_sha256="1", now=now)
        assert figures_frame([figure]).equals(store.figures())
        assert document == store.document("d1")
        assert [document.record()] == read_rows(store.documents())
        assert figure == store.revisions("f1")[0].figure

    def test_new_changed_and_same_are_counted(self, store, save, make_figure):
        """A batch says how many of its figures were new, changed or known."""
        save(store, [make_figure("f1", 1), make_figure("f2", 2)])
        batch = save(store, [make_figure("f1", 1), make_figure("f2", 20), make_figure("f3", 3)], "b.csv")
        assert (batch.new, batch.changed, batch.same, batch.withdrawn) == (1, 1, 1, 0)
        assert values(store) == {"f1": 1, "f2": 20, "f3": 3}

    def test_same_content_makes_no_batch(self, store, save, make_figure):
        """The same file again writes nothing and names the batch that brought it."""
        first = save(store, [make_figure()])
        version = store.data_version()
        again = save(store, [make_figure()])
        assert (first.batch_id, False) == (again.batch_id, again.is_new)
        assert (1, version) == (len(store.batches()), store.data_version())

    def test_repeating_what_is_known_adds_no_revision(self, store, save, make_figure):
        """A new edition that repeats a figure leaves it as it is, with its first citation."""
        save(store, [make_figure(document_id="d1", cell_ref="a.csv!!B2")])
        save(store, [make_figure(document_id="d2", cell_ref="b.csv!!B7")], "b.csv")
        assert len(store.revisions("f1")) == 1
        assert store.figures()["document_id"].tolist() == ["d1"]

    def test_changed_figure_keeps_its_history(self, store, save, make_figure):
        """The number before a change stays readable, with the batch that brought it."""
        save(store, [make_figure(value=400)])
        save(store, [make_figure(value=456)], "b.csv")
        history = [(entry.revision, entry.batch_id, entry.figure.quantity.value) for entry in store.revisions("f1")]
        assert history == [(1, 1, 400), (2, 2, 456)]

    def test_figures_keep_their_first_place(self, store, save, make_figure):
        """Figures stand in the order of first arrival, also after one of them changed."""
        save(store, [make_figure("f2", 2), make_figure("f1", 1)])
        save(store, [make_figure("f3", 3), make_figure("f2", 20)], "b.csv")
        assert store.figures()["figure_id"].tolist() == ["f2", "f1", "f3"]

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            (ReviewStatus.ACCEPTED, "changed_after_approval"),
            (ReviewStatus.CORRECTED, "changed_after_approval"),
            (ReviewStatus.CHANGED_AFTER_APPROVAL, "changed_after_approval"),
            (ReviewStatus.REJECTED, "unreviewed"),
            (ReviewStatus.UNREVIEWED, "unreviewed"),
        ],
    )
    def test_change_after_approval_is_marked(self, store, save, make_figure, before, after):
        """A number that changes after a person looked at it has to be looked at again."""
        save(store, [make_figure(value=1, review_status=before)])
        save(store, [make_figure(value=2)], "b.csv")
        assert [after] == store.figures()["review_status"].tolist()

    def test_approval_outlives_a_repetition(self, store, save, make_figure):
        """A new edition that says the same does not take the approval away."""
        save(store, [make_figure(review_status=ReviewStatus.ACCEPTED)])
        save(store, [make_figure()], "b.csv")
        assert store.figures()["review_status"].tolist() == ["accepted"]

    def test_time_is_kept_in_utc(self, store, make_figure):
        """A moment given in another time zone is the same moment in the history."""
        moment = datetime(2026, 5, 1, 14, tzinfo=timezone(timedelta(hours=2)))
        store.save([make_figure()], [Document("d1")], kind="t", source_name="a", content_sha256="1", now=moment)
        assert datetime(2026, 5, 1, 12, tzinfo=UTC) == store.batches()[0].created_at

    def test_author_and_note_are_kept(self, store, save, make_figure):
        """The history says who added a file and why."""
        save(store, [make_figure()], author="desk officer", note="monthly update")
        assert [(batch.author, batch.note) for batch in store.batches()] == [("desk officer", "monthly update")]

    def test_a_figure_needs_its_document(self, store, make_figure, now):
        """A figure whose document is not given is refused: nobody could find its source."""
        with pytest.raises(ValueError, match="d1"):
            store.save([make_figure()], [], kind="t", source_name="a", content_sha256="1", now=now)
        assert store.figures().empty

    def test_unknown_document(self, store):
        """Asking for a document that is not there says so in words."""
        with pytest.raises(StoreError, match="no such document"):
            store.document("d404")


class TestChunks:
    """Imports of more figures than are taken in at once."""

    @pytest.fixture(autouse=True)
    def small_chunks(self, monkeypatch):
        """Take in three figures at a time."""
        monkeypatch.setattr("dashboard.store.revisions.FIGURES_PER_CHUNK", 3)

    def test_figures_are_taken_as_they_come(self, store, save, make_figure, now):
        """An iterator is as good as a list; order, counts, comparison and undo do not depend on the chunks."""
        figures = [make_figure(f"f{number}", number) for number in range(8)]
        save(store, figures[:5])
        moved = (make_figure(f"f{number}", number + number % 2) for number in range(8))
        batch = store.save(moved, [Document("d1")], kind="table", source_name="b", content_sha256="b", now=now)
        assert (batch.new, batch.changed, batch.same) == (3, 2, 3)
        assert values(store) == {"f0": 0, "f1": 2, "f2": 2, "f3": 4, "f4": 4, "f5": 6, "f6": 6, "f7": 8}
        assert list(store.compare(iter(figures)).values()).count(Change.CHANGED) == 4
        undo = store.withdraw(batch.batch_id, now=now)
        assert (undo.changed, undo.withdrawn) == (2, 3)
        assert [batch, undo] == [replace(entry, undone_by=None) for entry in store.batches()[1:]]
        assert values(store) == {"f0": 0, "f1": 1, "f2": 2, "f3": 3, "f4": 4}

    def test_a_figure_said_twice_far_apart(self, store, save, make_figure):
        """Of two figures with one figure_id the later one is taken, however far apart they stand."""
        save(store, [make_figure("f1", 1), make_figure("f2", 2)])
        figures = [make_figure(f"f{number}", number) for number in range(1, 9)]
        batch = save(store, [*figures, make_figure("f1", 10), make_figure("f7", 70)], "b.csv")
        assert (batch.new, batch.changed, batch.same) == (6, 1, 1)
        assert values(store) == {**{f"f{number}": number for number in range(1, 9)}, "f1": 10, "f7": 70}
        assert [len(store.revisions(figure_id)) for figure_id in ("f1", "f2", "f7")] == [2, 1, 1]

    def test_a_fault_far_down_leaves_nothing(self, store, save, make_figure, now):
        """If the source of the figures fails after some chunks, none of them is kept."""

        def figures():
            yield from (make_figure(f"f{number}", number) for number in range(7))
            raise RuntimeError("the file ended early")

        with pytest.raises(RuntimeError, match="ended early"):
            store.save(figures(), [Document("d1")], kind="table", source_name="b", content_sha256="b", now=now)
        assert (store.batches(), values(store), store.data_version()) == ([], {}, 0)
        assert save(store, [make_figure()]).new == 1


class TestCompare:
    """A preview."""

    def test_compare_says_what_saving_would_do(self, store, save, make_figure):
        """A preview of a batch tells new from changed from same, and writes nothing."""
        save(store, [make_figure("f1", 1), make_figure("f2", 2)])
        version = store.data_version()
        changes = store.compare([make_figure("f1", 1.0), make_figure("f2", 3), make_figure("f3", 4)])
        assert changes == {"f1": Change.SAME, "f2": Change.CHANGED, "f3": Change.NEW}
        assert version == store.data_version()

    def test_withdrawn_figure_is_new_again(self, store, save, make_figure, now):
        """After an undo the same figure counts as new."""
        store.withdraw(save(store, [make_figure()]).batch_id, now=now)
        assert store.compare([make_figure()]) == {"f1": Change.NEW}

    def test_more_figures_than_a_statement_takes(self, store, make_figure):
        """The store compares more figures at once than SQLite takes parameters."""
        figures = [make_figure(f"f{number}", number) for number in range(33_000)]
        assert list(store.compare(figures).values()).count(Change.NEW) == 33_000


class TestWithdraw:
    """An undo."""

    def test_undo_of_an_import_withdraws_its_figures(self, store, save, make_figure, now):
        """Undoing the only batch leaves no figure and no document, but the whole history."""
        batch = save(store, [make_figure()])
        undo = store.withdraw(batch.batch_id, now=now, author="desk officer")
        assert (undo.new, undo.changed, undo.withdrawn, undo.undoes) == (0, 0, 1, 1)
        assert store.figures().empty
        assert store.documents().empty
        assert [entry.is_withdrawn for entry in store.revisions("f1")] == [False, True]
        assert [batch.undone_by for batch in store.batches()] == [2, None]

    def test_undo_of_a_change_restores_the_number_before(self, store, save, make_figure, now):
        """Undoing an edition brings back what the edition before said."""
        save(store, [make_figure(value=400, document_id="d1")])
        batch = save(store, [make_figure(value=456, document_id="d2"), make_figure("f2", 7, "d2")], "b.csv")
        undo = store.withdraw(batch.batch_id, now=now)
        assert (undo.changed, undo.withdrawn) == (1, 1)
        assert list(store.figures()[["figure_id", "document_id", "value"]].itertuples(index=False, name=None)) == [
            ("f1", "d1", 400)
        ]
        assert store.documents()["document_id"].tolist() == ["d1"]

    def test_undo_leaves_what_a_later_batch_changed(self, store, save, make_figure, now):
        """A figure that changed again since stays as the later batch says it."""
        first = save(store, [make_figure(value=400)])
        save(store, [make_figure(value=456)], "b.csv")
        undo = store.withdraw(first.batch_id, now=now)
        assert (undo.changed, undo.withdrawn) == (0, 0)
        assert values(store) == {"f1": 456}

    def test_figure_that_another_batch_repeats_stays_and_cites_it(self, store, save, make_figure, now):
        """Undoing one of two sources of a figure keeps the figure, with the other as its source."""
        first = save(store, [make_figure(document_id="d1", cell_ref="a.csv!!B2")])
        save(store, [make_figure(document_id="d2", cell_ref="b.csv!!B7")], "b.csv")
        store.withdraw(first.batch_id, now=now)
        frame = store.figures()
        assert list(frame[["document_id", "cell_ref"]].itertuples(index=False, name=None)) == [("d2", "b.csv!!B7")]

    def test_undo_restores_the_approval_of_that_number(self, store, save, make_figure, now):
        """After undoing a change, the number that was approved is approved again."""
        save(store, [make_figure(value=400, review_status=ReviewStatus.ACCEPTED)])
        batch = save(store, [make_figure(value=456)], "b.csv")
        store.withdraw(batch.batch_id, now=now)
        assert store.figures()["review_status"].tolist() == ["accepted"]

    @pytest.mark.parametrize(
        ("before", "value", "after"),
        [
            (ReviewStatus.ACCEPTED, 400, "accepted"),
            (ReviewStatus.REJECTED, 400, "rejected"),
            (ReviewStatus.CORRECTED, 400, "changed_after_approval"),
            (ReviewStatus.ACCEPTED, 456, "changed_after_approval"),
            (ReviewStatus.UNREVIEWED, 400, "unreviewed"),
        ],
    )
    def test_review_outlives_an_undo(self, store, save, make_figure, now, before, value, after):
        """Undoing a file and adding it again does not throw away what a person said about its figures."""
        store.withdraw(save(store, [make_figure(value=400, review_status=before)]).batch_id, now=now)
        save(store, [make_figure(value=value)], "b.csv")
        assert store.figures()["review_status"].tolist() == [after]

    def test_undone_content_can_be_added_again(self, store, save, make_figure, now):
        """After an undo the same file makes a new batch and the figure is back."""
        store.withdraw(save(store, [make_figure()]).batch_id, now=now)
        again = save(store, [make_figure()])
        assert (again.batch_id, again.is_new, again.new) == (3, True, 1)
        assert values(store) == {"f1": 400}

    @pytest.mark.parametrize(
        ("batch_id", "code"),
        [(1, "already_undone"), (2, "is_an_undo"), (99, "unknown_batch"), (10**30, "unknown_batch")],
    )
    def test_what_cannot_be_undone(self, store, save, make_figure, now, batch_id, code):
        """Only a standing import can be undone; everything else is refused and changes nothing."""
        store.withdraw(save(store, [make_figure()]).batch_id, now=now)
        with pytest.raises(StoreError) as refusal:
            store.withdraw(batch_id, now=now)
        assert code == refusal.value.problem.code
        assert len(store.batches()) == 2

    def test_replacing_a_batch(self, store, save, make_figure):
        """A batch that replaces another keeps what both say and withdraws the rest, in one step."""
        old = save(store, [make_figure("f1", 1), make_figure("f2", 2), make_figure("f3", 3)])
        save(store, [make_figure("f1", 1), make_figure("f2", 20)], "b.csv", replaces=[old.batch_id])
        assert values(store) == {"f1": 1, "f2": 20}
        assert len(store.revisions("f1")) == 1


class TestAsOf:
    """A look back."""

    def test_as_of_shows_what_was_known(self, store, save, make_figure, now):
        """The table as of each batch is what the dashboard showed right after it."""
        save(store, [make_figure("f1", 1)])
        second = save(store, [make_figure("f1", 2), make_figure("f2", 5, "d2")], "b.csv")
        store.withdraw(second.batch_id, now=now)
        save(store, [make_figure("f3", 9)], "c.csv")
        seen = [values(store, as_of) for as_of in range(5)]
        assert seen == [{}, {"f1": 1}, {"f1": 2, "f2": 5}, {"f1": 1}, {"f1": 1, "f3": 9}]
        assert store.documents(as_of=2)["document_id"].tolist() == ["d1", "d2"]
        assert store.documents(as_of=3)["document_id"].tolist() == ["d1"]

    def test_as_of_the_future_is_now(self, store, save, make_figure):
        """A batch number that is not reached yet gives the present table."""
        save(store, [make_figure()])
        assert store.figures().equals(store.figures(as_of=99))


def test_data_version_grows_with_every_write(store, save, make_figure, now):
    """Whoever keeps a frame can see that it is out of date."""
    versions = [store.data_version()]
    batch = save(store, [make_figure()])
    versions.append(store.data_version())
    store.withdraw(batch.batch_id, now=now)
    versions.append(store.data_version())
    store.rebuild_current()
    versions.append(store.data_version())
    assert sorted(set(versions)) == versions
