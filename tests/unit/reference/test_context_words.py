"""The context words of every lexicon have the shape the readers need."""

import pytest

from dashboard.reference.context_words import load_context_words, read_context_words
from dashboard.reference.lexicon import lexicon_languages, load_tables


@pytest.mark.parametrize("language", lexicon_languages())
def test_every_lexicon_has_its_context(language: str) -> None:
    """A language that can count can also tell where, when and who."""
    words = load_context_words(language)
    assert set(words.periods.months.values()) == set(range(1, 13))
    assert set(words.periods.weekdays.values()) == set(range(1, 8))


@pytest.mark.parametrize("language", lexicon_languages())
def test_words_are_written_as_they_are_looked_up(language: str) -> None:
    """Every form is in lower case, without blanks around it."""
    tables = load_tables(language)["context"].values()
    lists = [value for table in tables for value in table.values() if not isinstance(value, bool)]
    forms = [form for words in lists for form in words]
    assert [form for form in forms if form != form.strip().casefold()] == []


def test_a_missing_table_is_refused() -> None:
    """A lexicon without its context does not load half."""
    with pytest.raises(KeyError):
        read_context_words({"places": {}})
