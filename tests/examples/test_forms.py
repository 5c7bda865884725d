"""Every form of every lexicon has a sentence in which it is read.

The sentences are made of the frames beside the examples (``frames.toml``): one that no
frame lets the extractor read is a dead form, or one that another form shadows.
"""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from dashboard.extract import find_figures
from dashboard.model import Document, Indicator
from dashboard.reference.indicators import load_indicators
from dashboard.reference.lexicon import Noun, NounKind, Side, TriggerForm, lexicon_languages, load_lexicon

languages = pytest.mark.parametrize("language", lexicon_languages())


@cache
def load_frames(language: str) -> Mapping[str, Any]:
    """Return the sentences with places for a form of one language."""
    return tomllib.loads((Path(__file__).parent / language / "frames.toml").read_text(encoding="utf-8"))


def sentences(trigger: TriggerForm, language: str) -> Iterator[str]:
    """Yield the example sentences of one form."""
    frames = load_frames(language)
    noun = frames["nouns"][load_indicators()[trigger.indicator].unit]
    for frame in frames["gap" if trigger.closing else trigger.side]:
        text = frame.format(form=trigger.form, closing=trigger.closing, noun=noun)
        yield text[0].upper() + text[1:]


def read(text: str, language: str) -> list[tuple[Indicator, float | None]]:
    """Return indicator and value of the figures of a text."""
    figures = find_figures(Document("d1", text=text, language=language))
    return [(figure.indicator, figure.quantity.value) for figure in figures]


def is_read(trigger: TriggerForm, language: str) -> bool:
    """Tell whether one of the sentences of a form gives its figure and no other."""
    expected = [(trigger.indicator, 0.0 if trigger.side is Side.NONE else 12.0)]
    return any(read(text, language) == expected for text in sentences(trigger, language))


def is_counted(noun: Noun, language: str) -> bool:
    """Tell whether a noun behind a number is counted, or rightly not."""
    frames = load_frames(language)["counted"][noun.kind]
    found = [len(read(frame.format(form=noun.form), language)) for frame in frames]
    return max(found) == (noun.kind is not NounKind.CONTAINER)


@languages
def test_every_form_is_read_in_a_sentence(language: str) -> None:
    """Each trigger form gives its figure where its side says that the people stand."""
    forms = load_lexicon(language).triggers
    assert [f"{form.indicator} {form.side}: {form.form}" for form in forms if not is_read(form, language)] == []


@languages
def test_every_noun_is_counted_or_not(language: str) -> None:
    """Each plural noun behind a number is counted, but for containers; incidents have triggers of their own."""
    nouns = [noun for noun in load_lexicon(language).nouns if noun.is_plural and noun.kind is not NounKind.INCIDENT]
    assert [f"{noun.kind}: {noun.form}" for noun in nouns if not is_counted(noun, language)] == []
