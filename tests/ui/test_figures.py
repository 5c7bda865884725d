"""The page Figures: the finding, its evidence and sources, and the way to each sentence."""

import json
from dataclasses import replace

import pytest

from dashboard.model import Indicator, Measure, Place, ReviewStatus
from dashboard.store import Decision
from dashboard.ui.components import table
from dashboard.wording import name_word

from .conftest import NOW, make_reading

KILLED = {"place": "Mali", "indicator": name_word(Indicator.KILLED)}
DEVELOPER_WORDS = ("_", "NaN", "None", "<NA>", "nan", "null")


def read_words(app):
    """Return everything a visitor reads in headings and texts."""
    return [element.value for kind in ("header", "subheader", "markdown", "info") for element in app.get(kind)]


@pytest.mark.parametrize("readings", ["one", "many", "conflicting"])
def test_a_finding_stands_above_its_chart_and_sources(run, fill, readings_of, readings):
    """However many figures there are, the first heading is the finding, with its number."""
    fill(readings_of[readings])
    app = run(**KILLED)
    assert not app.exception
    title = app.header[0].value
    assert any(sign.isdigit() for sign in title)
    assert "Mali" in title
    assert len(app.get("vega_lite_chart")) >= 1
    assert any("ᵃ" in text.value for text in app.markdown)


def test_the_chart_carries_the_identity_of_each_figure(run, fill, readings_of):
    """A click on a mark can be traced: the data of the chart hold the figure's identifier."""
    fill(readings_of["conflicting"])
    app = run(**KILLED)
    chart = app.get("vega_lite_chart")[0].proto
    spec = json.loads(chart.spec)
    assert "pick" in [param["name"] for param in spec["params"]]


def test_reporters_that_disagree_are_all_listed(run, fill, readings_of):
    """Three answers to one question give three sources with three letters."""
    fill(readings_of["conflicting"])
    app = run(**KILLED)
    entries = [text.value for text in app.markdown if "quoted in" in text.value]
    assert [entry[entry.index("[", 8) + 1] for entry in entries] == ["ᵃ", "ᵇ", "ᶜ"]


def test_the_sentence_opens_with_its_document(run, fill, readings_of):
    """The button beside a figure opens the quote, the publisher, and what the rules did with it."""
    fill(readings_of["one"])
    app = run(**KILLED)
    button = next(button for button in app.button if button.label == ":primary[See the sentence]")
    button.click().run()
    assert not app.exception
    passage = json.loads(app.get("bidi_component")[0].proto.json)
    marked = "".join(part["text"] for part in passage["parts"] if part["role"] != "text")
    assert marked == "OCHA said that at least 400 people were killed in Mali in 2020."
    words = " ".join(read_words(app))
    assert "Published by" in words
    assert "In the total" in words


def test_the_evidence_says_who_reviewed_it(run, fill, readings_of, store):
    """The sentence comes with the decision about it: who, when and why, and with the way to review it."""
    fill(readings_of["one"])
    store.review(
        [Decision("figure1", 1, ReviewStatus.ACCEPTED)], source_name="test", now=NOW, author="Desk officer", note="seen"
    )
    app = run(**KILLED)
    next(button for button in app.button if button.label == ":primary[See the sentence]").click().run()
    words = " ".join(read_words(app)).replace("\\", "")
    assert "accepted by Desk officer, 1 May 2026, 12:00 UTC: “seen”" in words
    assert ":primary[Review this figure]" in [link.proto.label for link in app.get("page_link")]


def test_a_filter_that_leaves_nothing_is_named(run, fill, readings_of):
    """Years the wrong way round are named as the reason, and nothing is shown as zero."""
    fill(readings_of["many"])
    app = run(**KILLED, **{"from": "2015"}, to="2013")
    assert app.header[0].value == "No figure found"
    assert "turn the years round" in app.info[0].value
    assert "does not mean zero" in app.info[0].value


def test_foreign_text_is_shown_as_it_is(run, fill, readings_of):
    """A title full of Markdown and HTML reaches the page escaped."""
    fill(readings_of["one"])
    app = run(**KILLED)
    entry = next(text.value for text in app.markdown if "quoted in" in text.value)
    assert r"Report \*1\* \<b\>" in entry


def test_nobody_reads_the_words_of_a_program(run, fill, readings_of):
    """Headings and texts hold no snake_case and no sign of a missing value."""
    fill(readings_of["many"])
    app = run(**KILLED)
    for text in read_words(app):
        plain = text.replace("\\_", "")
        assert [word for word in DEVELOPER_WORDS if word in plain] == [], text


def test_many_figures_come_a_page_at_a_time(run, fill, monkeypatch):
    """A table of thousands of rows is not sent whole with every click; its second page begins where the first ends."""
    monkeypatch.setattr(table, "ROWS_A_PAGE", 5)
    fill([make_reading(number, "OCHA", number, 2020) for number in range(1, 8)])
    app = run(**KILLED)
    assert not app.exception
    first = app.dataframe[0].value["Document"].tolist()
    identity = app.get("pagination")[0].proto.id
    app.session_state[identity[identity.index(table.KEY) :]] = 2
    second = app.run().dataframe[0].value["Document"].tolist()
    assert (len(first), len(second)) == (5, 2)
    assert len({*first, *second}) == 7


def test_a_place_opens_on_an_indicator_that_has_figures(run, fill, readings_of):
    """A link to a place shows its figures, also where it has none of the usual indicator."""
    figure, document = make_reading(1, "UNHCR", 700, 2020)
    idps = replace(figure, indicator=Indicator.IDPS, measure=Measure.STOCK)
    niger, report = make_reading(2, "OCHA", 31, 2021)
    fill([(idps, document), (replace(niger, place=Place("NER", "Niger", text="Niger")), report)])
    app = run(place="Niger")
    assert "31 people killed in Niger" in app.header[0].value
    assert "700 internally displaced people in Mali" in run().header[0].value
