"""A decision is a revision of its own: it names what it saw, loses nothing, and can be taken back."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest

from dashboard.model import (
    Document,
    Evidence,
    Indicator,
    Method,
    Place,
    Quantifier,
    Quantity,
    ReviewStatus,
    StoreError,
    Verdicts,
)
from dashboard.store import Change, ConflictError, Decision, Queue

ACCEPTED, CORRECTED, REJECTED = ReviewStatus.ACCEPTED, ReviewStatus.CORRECTED, ReviewStatus.REJECTED


@pytest.fixture
def decide(store, now):
    """Decide on figures as one batch; each is (figure_id, revision, status[, corrected figure])."""

    def decide(*decisions, **who):
        return store.review([Decision(*decision) for decision in decisions], source_name="Report", now=now, **who)

    return decide


def statuses(store):
    """Return value and review status by figure_id."""
    frame = store.figures()[["figure_id", "value", "review_status"]]
    return {figure_id: (value, status) for figure_id, value, status in frame.itertuples(index=False, name=None)}


def waiting(store, **queue):
    """Return the figure_ids of the queue in its order, read one at a time."""
    found, after = [], None
    while entries := store.queue(Queue(**queue), after=after):
        found.append(entries[0].figure.figure_id)
        after = entries[0].position
    return found


class TestDecide:
    """Accept, correct, reject."""

    def test_a_decision_says_who_when_and_why(self, store, save, make_figure, decide, now):
        """The history of a figure holds the decision with its author, moment and note."""
        save(store, [make_figure()])
        batch = decide(("f1", 1, ACCEPTED), author="Desk officer", note="checked")
        first, last = store.revisions("f1")
        assert (last.batch.author, last.batch.created_at, last.batch.note) == ("Desk officer", now, "checked")
        assert (batch.kind, batch.changed, batch.source_name) == ("review", 1, "Report")
        assert (first.figure.review_status, last.figure.review_status) == ("unreviewed", "accepted")

    def test_several_decisions_are_one_batch(self, store, save, make_figure, decide):
        """What is decided in one step stands in the history as one step."""
        save(store, [make_figure("f1", 1), make_figure("f2", 2)])
        batch = decide(("f1", 1, ACCEPTED), ("f2", 1, REJECTED))
        assert (batch.changed, len(store.batches())) == (2, 2)
        assert statuses(store) == {"f1": (1, "accepted"), "f2": (2, "rejected")}

    def test_a_correction_never_touches_what_the_source_says(self, store, save, make_figure, decide):
        """Sentence, words, certainty of reading, way in, document and cell stay as they were found."""
        figure = make_figure(
            evidence=Evidence("400 died.", 3, 12, "died"), confidence=0.4, method=Method.EXTRACTED, cell_ref="a!b!C1"
        )
        save(store, [figure])
        wrong = replace(
            figure,
            indicator=Indicator.INJURED,
            quantity=Quantity(4, 4, None, Quantifier.AT_LEAST, "4"),
            place=Place("NER", "Niger", "NE-1", "Agadez", "MLI", "Agadez"),
            reporter="OCHA",
            document_id="other",
            evidence=Evidence("Another.", 0, 8, "other"),
            confidence=1.0,
            method=Method.ENTERED,
            cell_ref="other!!A1",
        )
        decide(("f1", 1, CORRECTED, wrong))
        found = store.revisions("f1")[-1].figure
        assert found == replace(
            wrong,
            document_id="d1",
            evidence=figure.evidence,
            confidence=0.4,
            method=Method.EXTRACTED,
            cell_ref="a!b!C1",
            review_status=CORRECTED,
        )

    def test_the_same_source_again_leaves_a_correction(self, store, save, make_figure, decide):
        """An edition that repeats what was corrected does not bring the mistake back."""
        save(store, [make_figure(value=400)])
        decide(("f1", 1, CORRECTED, make_figure(value=40)))
        batch = save(store, [make_figure(value=400, document_id="d2")], "b.csv")
        assert (batch.same, batch.changed) == (1, 0)
        assert statuses(store) == {"f1": (40, "corrected")}

    @pytest.mark.parametrize(("status", "after"), [(ACCEPTED, "changed_after_approval"), (REJECTED, "unreviewed")])
    def test_a_change_after_a_decision_waits_again(self, store, save, make_figure, decide, status, after):
        """A source that says something else after a decision puts the figure back into the queue."""
        save(store, [make_figure(value=400)])
        decide(("f1", 1, status))
        save(store, [make_figure(value=456)], "b.csv")
        assert statuses(store) == {"f1": (456, after)}
        assert waiting(store) == ["f1"]

    def test_a_change_after_a_correction_waits_again(self, store, save, make_figure, decide):
        """The correction of another number does not hold for a new one, and stays in the history."""
        save(store, [make_figure(value=400)])
        decide(("f1", 1, CORRECTED, make_figure(value=40)))
        save(store, [make_figure(value=456)], "b.csv")
        assert statuses(store) == {"f1": (456, "changed_after_approval")}
        assert [entry.figure.quantity.value for entry in store.revisions("f1")] == [400, 40, 456]

    @pytest.mark.parametrize(
        ("status", "is_corrected"), [("unreviewed", False), ("corrected", False), ("accepted", True)]
    )
    def test_what_is_no_decision(self, make_figure, status, is_corrected):
        """Only the three decisions exist, and a correction is the one that has a figure."""
        with pytest.raises(ValueError, match=r"no decision|corrected figure"):
            Decision("f1", 1, ReviewStatus(status), make_figure() if is_corrected else None)

    def test_a_figure_nobody_knows(self, decide, store):
        """A decision about an unknown figure is refused and leaves no batch."""
        with pytest.raises(StoreError) as caught:
            decide(("f404", 1, ACCEPTED))
        assert (caught.value.problem.code, store.batches()) == ("unknown_figure", [])


class TestConflict:
    """Two people on one figure."""

    def test_the_second_is_told_what_the_first_did(self, store, save, make_figure, decide):
        """The slower decision is not written, and its author learns who decided what, and why."""
        save(store, [make_figure(value=400)])
        decide(("f1", 1, CORRECTED, make_figure(value=40)), author="First", note="a typing mistake")
        with pytest.raises(ConflictError) as caught:
            decide(("f1", 1, ACCEPTED), author="Second")
        other = caught.value.revision
        assert (other.batch.author, other.batch.note) == ("First", "a typing mistake")
        assert (other.figure.review_status, other.figure.quantity.value) == ("corrected", 40)
        assert len(store.batches()) == 2

    def test_one_conflict_stops_the_whole_step(self, store, save, make_figure, decide):
        """Of several decisions in one step none is written if one meets a conflict."""
        save(store, [make_figure("f1", 1), make_figure("f2", 2)])
        decide(("f2", 1, ACCEPTED))
        with pytest.raises(ConflictError):
            decide(("f1", 1, ACCEPTED), ("f2", 1, REJECTED))
        assert statuses(store) == {"f1": (1, "unreviewed"), "f2": (2, "accepted")}

    def test_of_many_at_once_one_decides(self, store, save, make_figure, now):
        """Eight people press at the same moment: one decision is kept, seven are told of it, none fails."""
        save(store, [make_figure()])
        start = Barrier(8)

        def press(person: int) -> str:
            start.wait()
            try:
                decision = Decision("f1", 1, ACCEPTED if person % 2 else REJECTED)
                store.review([decision], source_name="Report", now=now, author=f"Person {person}")
            except ConflictError as conflict:
                return conflict.revision.batch.author
            return "kept"

        with ThreadPoolExecutor(8) as people:
            answers = list(people.map(press, range(8)))
        first = store.revisions("f1")[-1].batch.author
        assert sorted(answers) == sorted(["kept"] + [first] * 7)
        assert len(store.revisions("f1")) == 2

    def test_deciding_again_on_what_the_first_did(self, store, save, make_figure, decide):
        """Who has seen the first decision can decide otherwise; both stay in the history."""
        save(store, [make_figure()])
        decide(("f1", 1, ACCEPTED))
        decide(("f1", 2, REJECTED))
        assert [entry.figure.review_status for entry in store.revisions("f1")] == ["unreviewed", "accepted", "rejected"]

    def test_a_figure_that_was_taken_back(self, store, save, make_figure, decide, now):
        """Nobody can accept what an undo withdrew in the meantime."""
        batch = save(store, [make_figure()])
        store.withdraw(batch.batch_id, now=now)
        with pytest.raises(ConflictError) as caught:
            decide(("f1", 1, ACCEPTED))
        assert caught.value.revision.is_withdrawn


class TestUndo:
    """Taking a review back."""

    def test_the_state_before_comes_back(self, store, save, make_figure, decide, now):
        """After the undo of a correction the figure says what it said before, and waits again."""
        save(store, [make_figure("f1", 400), make_figure("f2", 2)])
        batch = decide(("f1", 1, CORRECTED, make_figure("f1", 40)), ("f2", 1, ACCEPTED))
        preview = store.preview_undo(batch.batch_id)
        assert (preview.changed, preview.withdrawn, preview.staying) == (2, 0, 0)
        assert [change.kind for change in preview.changes] == [Change.CHANGED, Change.REVIEWED]
        undo = store.withdraw(batch.batch_id, now=now)
        assert (undo.changed, undo.withdrawn, undo.undoes) == (2, 0, batch.batch_id)
        assert statuses(store) == {"f1": (400, "unreviewed"), "f2": (2, "unreviewed")}

    def test_what_changed_since_stays(self, store, save, make_figure, decide, now):
        """The undo of an early decision leaves the later one alone."""
        save(store, [make_figure()])
        first = decide(("f1", 1, ACCEPTED))
        decide(("f1", 2, REJECTED))
        assert store.preview_undo(first.batch_id).staying == 1
        assert store.withdraw(first.batch_id, now=now).changed == 0
        assert statuses(store) == {"f1": (400, "rejected")}

    def test_a_decision_that_was_taken_back_does_not_return(self, store, save, make_figure, decide, now):
        """With both decisions taken back, in whatever order, the figure is as it came."""
        save(store, [make_figure()])
        first, second = decide(("f1", 1, ACCEPTED)), decide(("f1", 2, REJECTED))
        store.withdraw(first.batch_id, now=now)
        store.withdraw(second.batch_id, now=now)
        assert statuses(store) == {"f1": (400, "unreviewed")}

    def test_an_undone_import_does_not_bring_back_an_undone_decision(self, store, save, make_figure, decide, now):
        """With a decision and a later edition both taken back, the figure is as it came, and waits."""
        save(store, [make_figure(value=400)])
        decision = decide(("f1", 1, ACCEPTED))
        edition = save(store, [make_figure(value=456)], "b.csv")
        store.withdraw(decision.batch_id, now=now)
        store.withdraw(edition.batch_id, now=now)
        assert statuses(store) == {"f1": (400, "unreviewed")}

    def test_a_withdrawn_figure_stays_away(self, store, save, make_figure, decide, now):
        """The undo of a decision does not bring back a figure whose file was taken back."""
        imported = save(store, [make_figure()])
        batch = decide(("f1", 1, ACCEPTED))
        store.withdraw(imported.batch_id, now=now)
        store.withdraw(batch.batch_id, now=now)
        assert statuses(store) == {}

    def test_as_of_shows_each_state(self, store, save, make_figure, decide, now):
        """The table as of each batch shows what was decided by then; rebuilding it changes nothing."""
        save(store, [make_figure()])
        batch = decide(("f1", 1, CORRECTED, make_figure(value=40)))
        store.withdraw(batch.batch_id, now=now)
        assert [store.figures(as_of)["value"].tolist() for as_of in (1, 2, 3)] == [[400], [40], [400]]
        before = store.figures()
        store.rebuild_current()
        assert before.equals(store.figures())


class TestDocument:
    """Accepting a whole document."""

    def accept(self, store, now, seen_batch=1, document_id="d1"):
        """Accept a document as it was at a batch."""
        return store.accept_document(document_id, seen_batch=seen_batch, source_name="Report", now=now)

    def test_only_what_nobody_has_looked_at(self, store, save, make_figure, decide, now):
        """One batch accepts what waits for a first look; decided figures and other documents are left alone."""
        save(store, [make_figure("f1", 1), make_figure("f2", 2), make_figure("f3", 3), make_figure("f4", 4, "d2")])
        decide(("f2", 1, REJECTED))
        batch = self.accept(store, now, seen_batch=2)
        assert (batch.kind, batch.changed) == ("review", 2)
        assert [status for _, status in statuses(store).values()] == ["accepted", "rejected", "accepted", "unreviewed"]
        store.withdraw(batch.batch_id, now=now)
        assert [status for _, status in statuses(store).values()] == [
            "unreviewed",
            "rejected",
            "unreviewed",
            "unreviewed",
        ]

    def test_what_the_person_has_not_seen_is_not_accepted(self, store, save, make_figure, now):
        """A figure that changed since the page was opened stops the step."""
        save(store, [make_figure("f1", 1), make_figure("f2", 2)])
        save(store, [make_figure("f2", 20)], "b.csv")
        with pytest.raises(ConflictError) as caught:
            self.accept(store, now, seen_batch=1)
        assert caught.value.revision.figure.quantity.value == 20
        assert statuses(store) == {"f1": (1, "unreviewed"), "f2": (20, "unreviewed")}

    def test_nothing_to_accept(self, store, save, make_figure, now):
        """A document without a figure to look at is said so; no empty batch is written."""
        save(store, [make_figure(review_status=ACCEPTED)])
        with pytest.raises(StoreError) as caught:
            self.accept(store, now)
        assert (caught.value.problem.code, len(store.batches())) == ("nothing_to_review", 1)


class TestQueue:
    """What waits, in which order."""

    def test_least_certain_first(self, store, save, make_figure):
        """Changed approvals come first, then the least certain; what has no certainty comes last, as it arrived."""
        save(store, [make_figure("old", 1, review_status=ACCEPTED), make_figure("sure", confidence=0.9)])
        save(store, [make_figure("cell2"), make_figure("cell1"), make_figure("doubtful", confidence=0.2)], "b.csv")
        save(store, [make_figure("old", 2, "d2", confidence=0.95), make_figure("tie", confidence=0.2)], "c.csv")
        assert waiting(store) == ["old", "doubtful", "tie", "sure", "cell2", "cell1"]

    def test_decided_figures_wait_no_more(self, store, save, make_figure, decide):
        """The queue holds undecided figures; decided ones can be asked for."""
        save(store, [make_figure("f1", 1), make_figure("f2", 2), make_figure("f3", 3)])
        decide(("f1", 1, ACCEPTED), ("f3", 1, REJECTED))
        assert waiting(store) == ["f2"]
        assert waiting(store, statuses=(REJECTED, ACCEPTED)) == ["f3", "f1"]

    def test_filters(self, store, save, make_figure):
        """Document, indicator and country narrow the queue and its count; figures without a country can be found."""
        save(
            store,
            [
                make_figure("f1", 1, "d1", place=Place("MLI", "Mali")),
                make_figure("f2", 2, "d2", place=Place("NER", "Niger")),
                replace(make_figure("f3", 3, "d2"), indicator=Indicator.INJURED),
            ],
        )
        cases = ({"document_id": "d2"}, {"indicator": Indicator.INJURED}, {"place": "MLI"}, {"place": ""})
        assert [waiting(store, **case) for case in cases] == [["f2", "f3"], ["f3"], ["f1"], ["f3"]]
        assert [store.count_queue(Queue(**case)) for case in cases] == [2, 1, 1, 1]
        choices = store.queue_choices()
        assert choices.documents == {"d1": "Document d1", "d2": "Document d2"}
        assert choices.indicators == {Indicator.KILLED, Indicator.INJURED}
        assert choices.places == {"MLI", "NER", ""}

    def test_a_page_goes_over_stretches(self, store, save, make_figure):
        """A page that asks for several figures gets them over the borders of status and certainty."""
        save(store, [make_figure("a", 1, review_status=ACCEPTED), make_figure("b", confidence=0.5), make_figure("c")])
        save(store, [make_figure("a", 2)], "b.csv")
        page = store.queue(Queue(), limit=2)
        assert [entry.figure.figure_id for entry in page] == ["a", "b"]
        assert [entry.figure.figure_id for entry in store.queue(Queue(), after=page[-1].position, limit=5)] == ["c"]

    def test_neighbours_stand_in_the_same_document(self, store, save, make_figure):
        """What a figure can be a part of is looked for around it, in its own document."""
        save(store, [make_figure(f"f{number}", number) for number in range(1, 6)] + [make_figure("g", 9, "d2")])
        (entry,) = store.queue(Queue())
        assert [figure.figure_id for figure in store.neighbours(entry.figure, 2)] == ["f2", "f3"]

    def test_of_two_neighbours_equally_near_the_earlier_comes_first(self, store, save, make_figure):
        """The list is the same each time, on each engine."""
        save(store, [make_figure(f"f{number}", number) for number in range(5, 0, -1)])
        middle = store.find_figures(["f3"])["f3"]
        assert [figure.figure_id for figure in store.neighbours(middle, 4)] == ["f4", "f2", "f5", "f1"]


class TestVerdicts:
    """How often persons agreed with the extractor."""

    @pytest.fixture
    def fill(self, store, make_figure, now):
        """Save extracted figures of an English and a French text, and a cell of a table."""
        figures = [make_figure(f"f{number}", number, "en") for number in range(1, 5)]
        figures += [make_figure("g1", 1, "fr"), make_figure("t1", 1, "table", method=Method.UPLOADED)]
        papers = [Document("en", language="en"), Document("fr", language="fr"), Document("table")]
        return store.save(figures, papers, kind="article", source_name="a", content_sha256="1", now=now)

    @pytest.mark.usefixtures("fill")
    def test_by_indicator_and_language(self, store, make_figure, decide):
        """Decisions are counted where the extractor put the figure; cells of tables are not counted."""
        injured = replace(make_figure("f3", 3), indicator=Indicator.INJURED)
        decide(("f1", 1, ACCEPTED))
        decide(("f2", 1, REJECTED))
        decide(("f3", 1, CORRECTED, injured))
        decide(("g1", 1, ACCEPTED))
        decide(("t1", 1, REJECTED))
        assert store.verdicts() == [
            Verdicts(Indicator.KILLED, "en", accepted=1, corrected=1, rejected=1, together=0),
            Verdicts(Indicator.KILLED, "fr", accepted=1, corrected=0, rejected=0, together=0),
        ]

    @pytest.mark.usefixtures("fill")
    def test_the_last_standing_decision_counts(self, store, decide, now):
        """A decision that was revised counts once, one that was taken back not at all."""
        decide(("f1", 1, REJECTED))
        decide(("f1", 2, ACCEPTED))
        store.withdraw(decide(("f2", 1, ACCEPTED)).batch_id, now=now)
        assert store.verdicts() == [Verdicts(Indicator.KILLED, "en", 1, 0, 0, 0)]

    @pytest.mark.usefixtures("fill")
    def test_accepted_together_is_told_apart(self, store, decide, now):
        """Figures accepted in one step for a whole document are counted as such."""
        decide(("f1", 1, REJECTED))
        store.accept_document("en", seen_batch=2, source_name="Report", now=now)
        assert store.verdicts() == [Verdicts(Indicator.KILLED, "en", accepted=3, corrected=0, rejected=1, together=3)]

    def test_nothing_decided(self, store):
        """Without a decision there is no rate."""
        assert store.verdicts() == []
