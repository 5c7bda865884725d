"""What is feared, expected or denied is told apart from what is reported; a cause needs words."""

import pytest

from dashboard.extract.context import Context
from dashboard.extract.pipeline import find_figures
from dashboard.extract.segment import find_sentences
from dashboard.model import Cause, Certainty, Document
from dashboard.reference.lexicon import load_lexicon


def read(text: str, number: str, trigger: str) -> Certainty:
    """Return how a one-sentence text commits to a number."""
    sentences = find_sentences(text)
    context = Context(Document("d1", text=text), sentences, load_lexicon("en"))
    norms = sentences[0].norms
    at, trigger_at = norms.index(number), norms.index(trigger.split()[0])
    return context.certainty(sentences[0], (at, at + 1), (trigger_at, trigger_at + len(trigger.split())))


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("At least 12 people were killed.", "killed", Certainty.REPORTED),
        ("The flood displaced 12 people and more could follow.", "displaced", Certainty.REPORTED),
        ("In May 12 people were killed.", "killed", Certainty.REPORTED),
        ("It could displace 12 families.", "displace", Certainty.PROJECTED),
        ("Up to 12 people are expected to be displaced.", "displaced", Certainty.PROJECTED),
        ("Some 12 people are at risk of being displaced.", "displaced", Certainty.PROJECTED),
        ("OCHA expects 12 people in need.", "in need", Certainty.PROJECTED),
        ("Some 12 people may have been killed.", "killed", Certainty.FEARED),
        ("At least 12 people are feared dead.", "dead", Certainty.FEARED),
        ("Some 12 people are believed to have been killed.", "killed", Certainty.FEARED),
        ("The troops did not kill 12 people.", "kill", Certainty.NEGATED),
        ("The army denied that 12 people were killed.", "killed", Certainty.NEGATED),
    ],
)
def test_reads_how_certain_a_text_is(text: str, trigger: str, expected: Certainty) -> None:
    """The words around the trigger decide, up to the next clause."""
    assert read(text, "12", trigger) is expected


def causes(text: str, title: str | None = None) -> list[Cause]:
    """Return the cause of each figure of a text."""
    return [figure.cause for figure in find_figures(Document("d1", title=title, text=text))]


@pytest.mark.parametrize(
    ("text", "title", "expected"),
    [
        ("Gunmen killed 12 people.", None, Cause.CONFLICT),
        ("Floods killed 12 people.", None, Cause.DISASTER),
        ("A cholera outbreak killed 12 people.", None, Cause.OTHER),
        ("The insurgents came at night. At least 12 died.", None, Cause.CONFLICT),
        ("At least 12 died.", "Cyclone brings floods", Cause.DISASTER),
        ("There was rain. At least 12 died.", None, Cause.UNKNOWN),
        ("At least 12 died.", None, Cause.UNKNOWN),
    ],
)
def test_reads_the_cause(text: str, title: str | None, expected: Cause) -> None:
    """The sentence tells the cause, else the document if it is clear about it."""
    assert causes(text, title) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Conflict displaced 1,200 people and disasters displaced 300.", [Cause.CONFLICT, Cause.DISASTER]),
        ("Floods displaced 400 people in May, while fighting displaced 300.", [Cause.DISASTER, Cause.CONFLICT]),
        ("It counts 1,200 conflict displacements and 800 disaster displacements.", [Cause.CONFLICT, Cause.DISASTER]),
        ("In camps hit by floods, 400 people displaced by the conflict wait for help.", [Cause.CONFLICT]),
        ("Clashes and floods displaced 400 people.", [Cause.UNKNOWN]),
        ("The flood drowned six soldiers.", [Cause.DISASTER]),
    ],
)
def test_two_causes_in_a_sentence_are_told_apart(text: str, expected: list[Cause]) -> None:
    """The cause beside a number is its own; two that are joined leave it open; who is counted is no cause."""
    assert causes(text) == expected
