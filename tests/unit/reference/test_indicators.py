"""Every indicator is defined, delimited, shown by an example, and named as others name it."""

from collections import Counter

import pytest

from dashboard.extract import find_figures
from dashboard.model import Document, Indicator
from dashboard.reference.indicators import IndicatorEntry, Vocabulary, load_indicators

# Who has no such count: IDMC counts displacement, HAPI no casualties but ACLED's, HXL has no tag for homes.
WITHOUT = {
    Vocabulary.IDMC: {
        Indicator.ASYLUM_SEEKERS, Indicator.KILLED, Indicator.INJURED, Indicator.MISSING, Indicator.ABDUCTED,
        Indicator.DETAINED, Indicator.PEOPLE_IN_NEED, Indicator.FOOD_INSECURE, Indicator.REACHED, Indicator.CASES,
        Indicator.INCIDENTS,
    },
    Vocabulary.HXL: {Indicator.HOUSES_DESTROYED, Indicator.HOUSES_DAMAGED},
    Vocabulary.HAPI: {
        Indicator.DISPLACED, Indicator.EVACUATED, Indicator.HOMELESS, Indicator.INJURED, Indicator.MISSING,
        Indicator.ABDUCTED, Indicator.DETAINED, Indicator.HOUSES_DESTROYED, Indicator.HOUSES_DAMAGED, Indicator.CASES,
    },
    Vocabulary.IFRC: {
        Indicator.IDPS, Indicator.REFUGEES, Indicator.ASYLUM_SEEKERS, Indicator.RETURNEES, Indicator.EVACUATED,
        Indicator.HOMELESS, Indicator.ABDUCTED, Indicator.DETAINED, Indicator.PEOPLE_IN_NEED, Indicator.FOOD_INSECURE,
        Indicator.HOUSES_DESTROYED, Indicator.HOUSES_DAMAGED, Indicator.INCIDENTS,
    },
}  # fmt: skip
entries = pytest.mark.parametrize("entry", load_indicators().values(), ids=lambda entry: entry.indicator)


def read(text: str) -> list[Indicator]:
    """Return the indicators of the figures of an English text."""
    return [figure.indicator for figure in find_figures(Document("d1", text=text, language="en"))]


def test_every_indicator_has_an_entry() -> None:
    """No indicator of the model goes without a definition."""
    assert load_indicators().keys() == set(Indicator)


@entries
def test_the_example_is_read_and_the_counter_example_is_not(entry: IndicatorEntry) -> None:
    """The sentences that explain an indicator are read as they are meant."""
    assert (read(entry.example), read(entry.counter_example)) == ([entry.indicator], [])


@entries
def test_nothing_is_left_to_guess(entry: IndicatorEntry) -> None:
    """Each has a definition with its source, and says what is not meant."""
    assert "" not in {entry.label, entry.one, entry.many, entry.definition, entry.excludes, entry.source}


@pytest.mark.parametrize("vocabulary", Vocabulary)
def test_a_term_means_one_indicator(vocabulary: Vocabulary) -> None:
    """No word of a vocabulary stands for two indicators, and no row is without its page."""
    terms = [term for entry in load_indicators().values() for term in entry.find_terms(vocabulary)]
    names = Counter(name for term in terms for name in (term.name, *term.also))
    assert [name for name, times in names.items() if times > 1] == []
    assert {term.source.partition("//")[0] for term in terms} == {"https:"}


@pytest.mark.parametrize("vocabulary", Vocabulary)
def test_who_does_not_count_something_is_known(vocabulary: Vocabulary) -> None:
    """Each vocabulary names every indicator, but for those that it has no word for."""
    entries = load_indicators().items()
    assert {name for name, entry in entries if not entry.find_terms(vocabulary)} == WITHOUT[vocabulary]
