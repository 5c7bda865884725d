"""The page History, and the whole dashboard as it was at a point in it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from dashboard.model import Indicator, Place, ReviewStatus
from dashboard.services.backup import back_up, restore
from dashboard.store import Decision
from dashboard.wording import name_word

from .conftest import NOW, make_reading

KILLED = {"place": "Mali", "indicator": name_word(Indicator.KILLED)}
FIRST, SECOND = 3, 4  # behind the default content that was put away


@pytest.fixture
def filled(store):
    """Return a store in which a figure was 400 first and 456 a day later."""
    for days, value, author in ((0, 400, "Desk"), (1, 456, "Regional *office*")):
        figure, document = make_reading(1, "OCHA", value, 2020)
        more = [make_reading(2, "HRW", 9, 2019)] if days else []
        store.save(
            [figure, *(figure for figure, _ in more)],
            [document, *(document for _, document in more)],
            kind="table",
            source_name=f"edition {days} <b>.csv",
            content_sha256=str(days),
            now=NOW + timedelta(days=days),
            author=author,
            note="Corrected by the provider" if days else None,
        )
    return store


def read_words(app):
    """Return everything a visitor reads in headings and texts, in one string."""
    kinds = ("header", "subheader", "markdown", "info", "success", "warning", "error")
    return "\n".join(element.value for kind in kinds for element in app.get(kind))


def click(app, label):
    """Press the button with this label."""
    next(button for button in app.button if button.label == label).click()
    return app.run()


def open_batch(run, number):
    """Open the page of one batch, as its link does."""
    app = run("history")
    app.query_params["batch"] = str(number)
    return app.run()


@pytest.mark.usefixtures("filled")
class TestList:
    """The batches."""

    def test_the_newest_batch_comes_first_with_who_when_and_what(self, run):
        """Each batch has a link, its source, its author and what it changed, in plain words."""
        app = run("history")
        assert not app.exception
        words = read_words(app)
        assert words.index(r"edition 1 \<b\>\.csv") < words.index(r"edition 0 \<b\>\.csv")
        for part in (
            r"by Regional \*office\*",
            "2 May 2026, 12:00 UTC",
            r"1 new figure\, 1 changed",
            "no figure changed",
        ):
            assert part in words

    def test_a_kind_without_batches_says_so(self, run):
        """No review is no empty table but a sentence."""
        app = run("history")
        app.segmented_control(key="part").set_value("reviews").run()
        assert [info.value for info in app.info] == ["No figure was reviewed so far."]

    def test_a_batch_that_was_taken_back_is_marked(self, run, filled):
        """Both the batch and its undo say how they belong together."""
        filled.withdraw(SECOND, now=NOW + timedelta(days=2), author="Lead")
        words = read_words(run("history"))
        assert f"taken back by batch {SECOND + 1}" in words
        assert f"**Batch {SECOND} taken back**" in words


@pytest.mark.usefixtures("filled")
class TestBatch:
    """One batch opened."""

    def test_each_figure_has_its_old_and_new_number(self, run):
        """What changed comes first; the note, the documents and the ways on are there."""
        app = open_batch(run, SECOND)
        assert not app.exception
        assert app.header[0].value == rf"Batch {SECOND}: edition 1 \<b\>\.csv"
        table = app.dataframe[0].value
        assert table["Before → after"].tolist() == ["at least 400 → at least 456"]
        assert "Corrected by the provider" in read_words(app)
        app.segmented_control(key=f"batch_kind_{FIRST}_{SECOND}").set_value("new").run()
        assert app.dataframe[0].value["Figure"].tolist() == ["at least 9"]

    @pytest.mark.parametrize("number", ["99", "0", "-1", "x", "9" * 30])
    def test_a_batch_that_does_not_exist_leads_back(self, run, number):
        """A wrong link says so in a sentence."""
        app = open_batch(run, number)
        assert not app.exception
        assert "no such batch" in app.error[0].value

    def test_undo_says_beforehand_what_it_does_and_then_does_it(self, run, filled, monkeypatch):
        """The dialogue tells the consequences; confirming writes a batch with author and note."""
        monkeypatch.setenv("HUMDASH_USER", "Lead")
        app = click(open_batch(run, SECOND), "Take this batch back")
        words = read_words(app)
        assert "1 figure would leave the dashboard" in words
        assert "1 figure would go back" in words
        assert len(filled.batches()) == SECOND, "nothing is done before it is confirmed"
        app.text_input[0].set_value("  the wrong\n file ")
        app = click(app, "Take it back")
        assert not app.exception
        batch = filled.batch(SECOND + 1)
        assert (batch.undoes, batch.author, batch.note) == (SECOND, "Lead", "the wrong file")
        assert app.header[0].value == f"Batch {SECOND + 1}: Batch {SECOND} taken back"
        assert filled.figures()["value"].tolist() == [400]

    def test_what_was_taken_back_offers_no_undo(self, run, filled):
        """Neither the batch nor its undo can be undone once more."""
        filled.withdraw(SECOND, now=NOW)
        for number in (SECOND, SECOND + 1):
            app = open_batch(run, number)
            assert "Take this batch back" not in [button.label for button in app.button]


@pytest.mark.usefixtures("filled")
class TestComparison:
    """Two points."""

    def test_two_batches_differ_in_figures_and_totals(self, run):
        """The address names both; counts, totals and figures are shown."""
        app = run("history")
        app.query_params["since"], app.query_params["until"] = str(FIRST), str(SECOND)
        app.run()
        assert not app.exception
        assert "1 new figure, 1 changed" in [heading.value for heading in app.subheader]
        totals = app.dataframe[0].value
        assert totals["At the first point"].tolist() == ["at least 400 (2020, OCHA)"]
        assert app.dataframe[1].value["Before → after"].tolist() == ["at least 400 → at least 456"]

    def test_the_order_of_the_points_does_not_matter(self, run):
        """The earlier point is always the first."""
        app = run("history")
        app.query_params["since"], app.query_params["until"] = "2026-05-02", "2026-05-01"
        app.run()
        words = read_words(app)
        assert f"From 1 May 2026, end of day UTC, batch {FIRST}, to 2 May 2026" in words.replace("\\", "")

    def test_the_same_point_twice_has_no_difference(self, run):
        """Nothing to compare is said, not shown as an empty table."""
        app = run("history")
        app.query_params["since"] = app.query_params["until"] = str(FIRST)
        app.run()
        assert [info.value for info in app.info] == ["The dashboard shows the same at both points."]


@pytest.mark.usefixtures("filled")
class TestAsOf:
    """The dashboard as it was."""

    @pytest.mark.parametrize("point", [str(FIRST), "2026-05-01"])
    def test_figures_are_those_of_then(self, run, point):
        """A batch or a day in the address brings the earlier number back, under a banner."""
        app = run(**KILLED, asof=point)
        assert not app.exception
        assert "400" in app.header[0].value
        assert "You see the data as of 1 May 2026" in read_words(app)
        assert f"batch {FIRST}" in read_words(app)

    def test_one_click_leads_back_to_now(self, run):
        """The banner goes, and the number is the present one."""
        app = run(**KILLED, asof=str(FIRST))
        app.button(key="leave_as_of").click().run()
        assert "456" in read_words(app)
        assert "You see the data as of" not in read_words(app)
        assert "asof" not in app.query_params

    def test_the_point_is_kept_from_page_to_page(self, run):
        """Briefing and Sources & method show the data of then, too."""
        for view in ("briefing", "method"):
            app = run(view, **KILLED, asof=str(FIRST))
            assert not app.exception
            assert "You see the data as of 1 May 2026" in read_words(app)
        assert "1 figure" in str([expander.label for expander in app.expander])
        assert len(app.expander) == 1, "the report that came later is not among the documents"

    @pytest.mark.parametrize("view", ["add_data", "history"])
    def test_pages_that_save_always_work_on_now_and_say_so(self, run, view):
        """Nobody saves anything believing that the data of then are those of now."""
        words = read_words(run(view, **KILLED, asof=str(FIRST)))
        assert "This page always works on the data as they are now" in words
        assert "You see the data as of" not in words

    @pytest.mark.parametrize(
        ("point", "message"),
        [
            ("yesterday", "neither the number of a batch nor a day"),
            ("99", "no such batch"),
            ("2020-01-01", "nothing yet"),
        ],
    )
    def test_a_point_that_is_none_shows_no_figures_and_a_way_back(self, run, point, message):
        """The data of now are never shown in place of those that were asked for."""
        app = run(**KILLED, asof=point)
        assert not app.exception
        assert message in app.error[0].value.replace("\\", "")
        assert len(app.get("vega_lite_chart")) == 0
        assert "456" in read_words(click(app, "Back to now"))

    def test_a_place_that_came_later_is_kept_and_said_to_have_no_figure(self, run, filled):
        """A filter of now is not silently replaced by another place: then, nothing was known of it."""
        figure, document = make_reading(3, "OCHA", 5, 2020)
        figure = replace(figure, place=Place("NER", "Niger", text="Niger"))
        filled.save(
            [figure], [document], kind="table", source_name="n", content_sha256="n", now=NOW + timedelta(days=5)
        )
        app = run(place="Niger", indicator=name_word(Indicator.KILLED), asof=str(FIRST))
        assert not app.exception
        assert app.header[0].value == "No figure found"
        assert "Niger" in app.info[0].value

    def test_a_store_that_was_put_back_is_not_taken_for_the_one_before(self, run, filled):
        """After a restore another batch can have the number of one that was looked at; its own figures are shown."""
        copy = back_up(NOW, url=f"sqlite:///{filled.name}").path
        for value, day in ((789, 5), (321, 6)):
            figure, document = make_reading(1, "OCHA", value, 2020)
            batch = filled.save(
                [figure],
                [document],
                kind="table",
                source_name="n",
                content_sha256=str(value),
                now=NOW + timedelta(days=day),
            )
            assert batch.batch_id == SECOND + 1
            assert str(value) in run(**KILLED, asof=str(batch.batch_id)).header[0].value
            assert f"→ at least {value}" in str(open_batch(run, batch.batch_id).dataframe[0].value.to_dict())
            restore(copy, NOW + timedelta(days=day), url=f"sqlite:///{filled.name}")


class TestReviews:
    """Decisions in the history."""

    def test_reviews_stand_apart_and_can_be_taken_back(self, run, filled):
        """A review is not among the imports; it is counted as reviewed, and its undo says what it does."""
        figure = filled.find_figures(["figure1"])["figure1"]
        revision = filled.revisions("figure1")[-1].revision
        decision = Decision(figure.figure_id, revision, ReviewStatus.ACCEPTED)
        batch = filled.review([decision], source_name="Report", now=NOW + timedelta(days=2), author="Lead")
        app = run("history")
        assert f"Batch {batch.batch_id}" not in str([link.proto.label for link in app.get("page_link")])
        app.segmented_control(key="part").set_value("reviews").run()
        assert "1 figure reviewed" in read_words(app)
        app = click(open_batch(run, batch.batch_id), "Take this batch back")
        assert "1 figure would be as before the review." in read_words(app)
        assert app.dataframe[0].value.iloc[0, 1] == "at least 456, not yet reviewed → accepted"
        assert app.dataframe[1].value.iloc[0, 1] == "at least 456, accepted → not yet reviewed"
