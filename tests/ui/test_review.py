"""The page Review: one figure after the other, with everything of it to mend, and nothing of anybody lost."""

import json
from dataclasses import replace

import pytest

from dashboard.model import Document, Figure, Indicator, Measure, Method, Period, Place, Quantity, ReviewStatus, Unit
from dashboard.services.fields import FIELDS
from dashboard.services.review import accept, correct, find_item
from dashboard.store import Store
from dashboard.ui.components.queue import STATUSES
from dashboard.wording import name_field

from .conftest import NOW


@pytest.fixture(autouse=True)
def name(monkeypatch):
    """The person at work."""
    monkeypatch.setenv("HUMDASH_USER", "Second")


def press(app, label: str):
    """Press the button with this label."""
    return next(button for button in app.button if label in button.label).click().run()


def fill_in(app, label: str, text: str):
    """Write into the field with this label."""
    return next(box for box in app.text_input if box.label == label).set_value(text).run()


def find(app, label: str):
    """Return what stands in the field with this label."""
    return next(box.value for box in app.text_input if box.label == label)


def read_subject(app) -> str:
    """Return which figure is looked at, without the signs that make Markdown plain."""
    return app.subheader[0].value.replace("\\", "")


def read_words(app) -> str:
    """Return everything a visitor reads."""
    kinds = ("header", "subheader", "markdown", "info", "warning", "success", "error", "caption")
    return " ".join(element.value for kind in kinds for element in app.get(kind)).replace("\\", "")


def only(store: Store) -> dict:
    """Return the only figure of the store as a row."""
    (row,) = store.figures().to_dict("records")
    return row


def test_the_sentence_stands_beside_every_field(run, fill, readings_of):
    """The number is marked in its sentence, and each field of the figure can be mended."""
    fill(readings_of["one"])
    app = run("review")
    assert not app.exception
    assert read_subject(app) == "OCHA: at least 400 people killed in Mali, 2020."
    passage = next(json.loads(part.proto.json) for part in app.get("bidi_component") if "parts" in part.proto.json)
    assert [part["text"] for part in passage["parts"] if part["role"] == "number"] == ["400"]
    labels = {box.label for kind in ("text_input", "selectbox") for box in app.get(kind)}
    assert {name_field(name) for name in FIELDS} - labels == set()


def test_accepting_leads_to_the_next_figure(run, fill, readings_of, store):
    """After each decision the next figure is shown; at the end the page says that nothing waits."""
    fill(readings_of["conflicting"])
    app = run("review")
    seen = []
    while app.subheader:
        seen.append(read_subject(app))
        app = press(app, "Accept")
    assert len(set(seen)) == 3
    assert "Nothing waits for review" in app.success[0].value
    assert set(store.figures()["review_status"]) == {"accepted"}
    assert {batch.author for batch in store.batches() if batch.kind == "review"} == {"Second"}


def test_a_figure_can_be_put_off(run, fill, readings_of, store):
    """Later shows the next figure and decides nothing."""
    fill(readings_of["conflicting"])
    app = run("review")
    first = read_subject(app)
    app = press(app, "Later")
    assert first != read_subject(app)
    assert set(store.figures()["review_status"]) == {"unreviewed"}


def test_a_correction_with_its_note(run, fill, readings_of, store):
    """What is filled in is saved with who and why, and can be taken back on the spot."""
    fill(readings_of["one"])
    app = fill_in(fill_in(run("review"), "Number", "410"), "Note", "misread")
    app = press(app, "Correct")
    assert not app.exception
    assert (only(store)["value"], only(store)["value_low"], only(store)["review_status"]) == (410, 410, "corrected")
    last = store.batches()[-1]
    assert (last.author, last.note) == ("Second", "misread")
    app = press(app, "Take it back")
    assert (only(store)["value"], only(store)["review_status"]) == (400, "unreviewed")
    assert (read_subject(app), find(app, "Number")) == ("OCHA: at least 400 people killed in Mali, 2020.", "400")


@pytest.mark.parametrize(
    ("label", "text", "button", "said"),
    [
        ("Number", "many", "Correct", "This is not a number"),
        ("At most", "10", "Correct", "must lie between its bounds"),
        ("Number", "410", "Accept", "accepting would not save that"),
        ("Note", "", "Correct", "No field was changed"),
        ("Note", "", "Reject", "needs a reason"),
    ],
)
def test_what_stands_in_the_way_is_said(run, fill, readings_of, store, label, text, button, said):
    """A mistake is named beside what was filled in, which stays; nothing is saved."""
    fill(readings_of["one"])
    app = press(fill_in(run("review"), label, text), button)
    assert not app.exception
    assert said in app.error[0].value.replace("\\", "")
    assert find(app, label) == text
    assert only(store)["review_status"] == "unreviewed"


def test_a_rejection_says_why(run, fill, readings_of, store):
    """A rejected figure keeps the reason in its history."""
    fill(readings_of["one"])
    press(fill_in(run("review"), "Note", "an age, not a count"), "Reject")
    assert only(store)["review_status"] == "rejected"
    assert store.revisions("figure1")[-1].batch.note == "an age, not a count"


class TestTwoPeople:
    """The second of two people on one figure."""

    @pytest.fixture
    def second(self, run, fill, readings_of, store):
        """A visitor who has filled in a number and a note when a colleague corrects the reporter."""
        fill(readings_of["one"])
        app = fill_in(fill_in(run("review"), "Number", "410"), "Note", "as I read it")
        correct(store, find_item(store, "figure1"), {"reporter": "UNICEF"}, now=NOW, author="First", note="see *title*")
        return press(app, "Correct")

    def test_is_shown_the_first_ones_decision(self, second, store):
        """Who was quicker, when, what they did and why; nothing is saved over it."""
        words = read_words(second)
        assert not second.exception
        assert "First was quicker and corrected this figure, 1 May 2026, 12:00 UTC" in words.replace("**", "")
        assert "“see *title*”" in words
        assert (only(store)["value"], only(store)["reporter"]) == (400, "UNICEF")
        table = second.table[0].value
        assert table["Theirs"].tolist() == ["400", "UNICEF"]
        assert table["Yours"].tolist() == ["410", "OCHA"]

    def test_can_decide_anew_with_all_they_had_filled_in(self, second, store):
        """Deciding anew keeps the colleague's correction and adds one's own; both stay in the history."""
        app = press(second, "Decide anew")
        assert (find(app, "Number"), find(app, "Reported by"), find(app, "Note")) == ("410", "UNICEF", "as I read it")
        press(app, "Correct")
        assert (only(store)["value"], only(store)["reporter"]) == (410, "UNICEF")
        authors = [entry.batch.author for entry in store.revisions("figure1")]
        assert authors == [None, "First", "Second"]

    def test_can_leave_it_so(self, second, store):
        """Going on leaves the colleague's decision as it is."""
        app = press(second, "Leave it so")
        assert "Nothing waits for review" in app.success[0].value
        assert (only(store)["reporter"], len(store.revisions("figure1"))) == ("UNICEF", 2)

    def test_is_told_before_deciding(self, run, fill, readings_of, store):
        """A page that is worked on notices by itself that a colleague has decided."""
        fill(readings_of["one"])
        app = run("review")
        accept(store, find_item(store, "figure1"), now=NOW, author="First")
        app = fill_in(app, "Number", "410")
        assert "First was quicker and accepted this figure" in app.warning[0].value

    def test_a_figure_that_was_taken_back(self, run, fill, readings_of, store):
        """A figure whose file was undone in the meantime cannot be decided on, and the page says so."""
        store.save(
            *zip(readings_of["conflicting"][2], strict=True), kind="a", source_name="a", content_sha256="a", now=NOW
        )
        fill(readings_of["one"])
        app = run("review", figure="figure1")
        store.withdraw(store.batches()[-1].batch_id, now=NOW, author="First")
        app = press(app, "Accept")
        assert not app.exception
        assert "First was quicker and took this figure back" in app.warning[0].value


def test_changed_after_approval(run, fill, readings_of, store):
    """A figure that the source changed shows what was approved, by whom, and what is said now."""
    (figure, document), *_ = readings_of["one"]
    fill([(figure, document)])
    accept(store, find_item(store, "figure1"), now=NOW, author="First", note="checked")
    changed = replace(figure, quantity=Quantity(456, 456, None, figure.quantity.quantifier, "456"))
    store.save([changed], [document], kind="article", source_name="b", content_sha256="b", now=NOW)
    app = run("review")
    words = app.warning[0].value.replace("\\", "")
    assert "at least 400 was accepted by First, 1 May 2026, 12:00 UTC: “checked”" in words
    assert "Number: 400 → 456" in words


def test_a_cell_of_a_table(run, store):
    """An uploaded cell shows file, sheet and cell, and what else stands in its row, in place of a sentence."""
    figures = [
        Figure(
            f"f{number}",
            Indicator.KILLED if number == 1 else Indicator.INJURED,
            Measure.FLOW,
            Unit.PERSON,
            Quantity(number),
            document_id="table",
            place=Place("MLI", "Mali"),
            period=Period.of_year(2019),
            method=Method.UPLOADED,
            cell_ref=f"tolls.xlsx!May!{column}{row}",
        )
        for number, (column, row) in enumerate((("B", 7), ("AC", 7), ("B", 8)), start=1)
    ]
    store.save(figures, [Document("table", "Tolls")], kind="table", source_name="t", content_sha256="t", now=NOW)
    app = run("review")
    words = read_words(app)
    assert "Read from the table tolls.xlsx, sheet May, cell B7." in words
    assert "2 people injured" in words
    assert "3 people injured" not in words


def test_a_whole_document(run, fill, readings_of, store):
    """Accepting a whole document is asked once more, with what it would accept; nothing is saved before."""
    (figure, document), *_ = readings_of["one"]
    fill([(figure, document), (replace(figure, figure_id="other", quantity=Quantity(7)), document)])
    app = press(run("review"), "Accept all 2 of this document")
    assert not app.exception
    assert "without looking at each" in read_words(app)
    assert "OCHA: 7 people killed in Mali, 2020." in read_words(app)
    assert set(store.figures()["review_status"]) == {"unreviewed"}


class TestQueue:
    """Which figures are shown."""

    def test_the_address_holds_the_filters(self, run, fill, readings_of, store):
        """A link with filters opens that part of the queue, decided figures too."""
        fill(readings_of["conflicting"])
        accept(store, find_item(store, "figure2"), now=NOW)
        app = run("review", status="Accepted", country="Mali", counted="People killed")
        assert read_subject(app).startswith("UNICEF: at least 157")

    def test_a_link_to_one_figure(self, run, fill, readings_of):
        """A link from the evidence opens that figure, wherever it stands in the queue."""
        fill(readings_of["conflicting"])
        assert read_subject(run("review", figure="figure3")).startswith("HRW: at least 170")

    def test_a_link_to_a_figure_that_is_gone(self, run, fill, readings_of):
        """A figure that is not there is said so, with a way on."""
        fill(readings_of["one"])
        app = run("review", figure="f404")
        assert not app.exception
        assert "There is no such figure" in app.error[0].value
        assert read_subject(press(app, "Go on with the queue")).startswith("OCHA")

    def test_no_figure_with_these_filters(self, run, fill, readings_of):
        """Filters that leave nothing are said so; that is not the end of the queue."""
        fill(readings_of["one"])
        app = run("review", status="Rejected")
        assert not app.exception
        assert "No figure fits these filters" in app.info[0].value

    def test_an_empty_store(self, run):
        """Without any figure the page offers ways to begin."""
        app = run("review")
        assert not app.exception
        assert app.header[1].value == "No figures yet"

    def test_every_status_can_be_chosen(self):
        """No status is out of reach."""
        assert {status for statuses in STATUSES.values() for status in statuses} == set(ReviewStatus)
