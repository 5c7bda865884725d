"""From a text to its figures: evidence, measures, languages, and time."""

import sys
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.extract import find_figures
from dashboard.model import Document, Indicator, Measure, PopulationGroup, Unit

# fmt: off
WORDS = st.sampled_from((
    "12", "30", "85,000", "dozens", "three", "no", "a", "2019", "people", "families", "homes", "children", "policeman",
    "were", "killed", "fled", "displaced", "toll", "rose", "to", "from", "in", "Mali", "including", "of", "them",
    "and", ",", ".", "(", ")", "\u00ad", "\n",
))
# fmt: on


def call_count(text: str) -> int:
    """Return how many Python functions are called while a text is read: work, not time."""
    calls = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal calls
        calls += event == "call"

    document = Document("d1", text=text)
    sys.setprofile(count)
    try:
        find_figures(document)
    finally:
        sys.setprofile(None)
    return calls


@settings(max_examples=50)
@given(st.lists(WORDS, max_size=40))
def test_every_quote_is_verbatim(words: list[str]) -> None:
    """Whatever the text, quotes stand where they say and hold their number and trigger."""
    text = " ".join(words)
    for figure in find_figures(Document("d1", text=text)):
        evidence = figure.evidence
        assert evidence is not None
        assert text[evidence.start : evidence.end] == evidence.quote
        assert figure.quantity.text in evidence.quote
        assert evidence.trigger_text in evidence.quote


@settings(max_examples=50)
@given(st.lists(WORDS, max_size=40))
def test_ids_are_unique_and_ties_lead_somewhere(words: list[str]) -> None:
    """No two figures of a document share an id; every tie names one of them."""
    figures = find_figures(Document("d1", text=" ".join(words)))
    ids = [figure.figure_id for figure in figures]
    ties = {tie for figure in figures for tie in (figure.part_of, figure.same_as, figure.supersedes) if tie}
    assert len(ids) == len(set(ids))
    assert ties <= set(ids)


@pytest.mark.parametrize(
    "phrase",
    ["12 people were killed ", "a policeman ", "(12 ", "killed ", "12, ", "people ", "including three of them "],
)
def test_work_grows_with_the_text(phrase: str) -> None:
    """Twice the text is about twice the work, also without any stop."""
    find_figures(Document("warm", text="Some 12 people were killed in 2019."))
    single, double = (call_count(phrase * times) for times in (250, 500))
    assert double < 2.6 * single


def test_an_unsupported_language_gives_nothing() -> None:
    """No figures are better than figures read with the words of another language."""
    text = "12 people were killed."
    assert find_figures(Document("d1", text=text, language="sw")) == []
    assert len(find_figures(Document("d1", text=text, language="en-GB"))) == 1
    assert len(find_figures(Document("d1", text=text))) == 1


def test_a_document_without_text_gives_nothing() -> None:
    """A table has no sentences."""
    assert find_figures(Document("d1")) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Floods displaced 400 people.", Measure.FLOW),
        ("Floods have displaced 400 people since January.", Measure.CUMULATIVE),
        ("Floods displaced 400 people so far this year.", Measure.CUMULATIVE),
        ("As of 3 May 2023, floods had displaced 400 people.", Measure.CUMULATIVE),
        ("Floods had displaced 400 people by 3 May.", Measure.CUMULATIVE),
        ("Flood update, as of 3 May 2023\n\nThe water has displaced 400 people.", Measure.CUMULATIVE),
        ("On 3 May 2023, floods displaced 400 people.", Measure.FLOW),
        ("Floods will displace 400 people by 3 May 2023.", Measure.FLOW),
        ("The camp hosts 400 refugees.", Measure.STOCK),
        ("In May, 400 new refugees arrived.", Measure.FLOW),
        ("In May, 400 refugees arrived.", Measure.FLOW),
        ("Uganda took in 400 refugees last year.", Measure.FLOW),
        ("Some 400 people crossed into Chad.", Measure.FLOW),
        ("The ministry reported 400 cases of measles.", Measure.CUMULATIVE),
        ("The ministry reported 400 new cases of measles.", Measure.FLOW),
        ("New cases: 400", Measure.FLOW),
        ("In week 17, 400 cases of measles were reported in 2024.", Measure.FLOW),
        ("As of 20 May 2024, Chad has registered 400 new refugees.", Measure.CUMULATIVE),
    ],
)
def test_the_measure_follows_the_text(text: str, expected: Measure) -> None:
    """A named start or end makes a count cumulative, "new" makes a stock a flow."""
    assert [figure.measure for figure in find_figures(Document("d1", text=text))] == [expected]


def test_households_and_homes_keep_their_unit() -> None:
    """Families stay households, and houses housing units."""
    figures = find_figures(Document("d1", text="The flood displaced 60 families and destroyed 20 houses."))
    assert [(figure.indicator, figure.unit) for figure in figures] == [
        (Indicator.DISPLACED, Unit.HOUSEHOLD),
        (Indicator.HOUSES_DESTROYED, Unit.HOUSING_UNIT),
    ]


def test_a_report_on_civilian_casualties_counts_civilians() -> None:
    """Where the title announces whose victims are counted, a number without a noun is of them; a noun is its own."""
    text = "In May, 38 were killed and 128 injured. Two soldiers were killed."
    groups = [
        [figure.population_group for figure in find_figures(Document("d1", title=title, text=text))]
        for title in ("Ukraine: civilian casualty update", "Ukraine: update on civilians")
    ]
    civilians, everybody, combatants = PopulationGroup.CIVILIANS, PopulationGroup.ALL, PopulationGroup.COMBATANTS
    assert groups == [[civilians, civilians, combatants], [everybody, everybody, combatants]]
