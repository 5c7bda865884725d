"""Every lexicon keeps the shape that the extractor relies on."""

from collections import Counter

import pytest

from dashboard.model import Indicator, PopulationGroup, Quantifier, Unit
from dashboard.reference.indicators import load_indicators
from dashboard.reference.lexicon import (
    Lexicon,
    NounKind,
    Side,
    lexicon_languages,
    load_lexicon,
    load_tables,
    supports,
)


@pytest.fixture(params=lexicon_languages())
def lexicon(request: pytest.FixtureRequest) -> Lexicon:
    """Each lexicon in turn."""
    return load_lexicon(request.param)


def doubled(forms: list[str]) -> list[str]:
    """Return the forms that stand in a list more than once."""
    return [form for form, times in Counter(forms).items() if times > 1]


def test_every_indicator_has_triggers(lexicon: Lexicon) -> None:
    """No indicator of the product goes unread."""
    assert {trigger.indicator for trigger in lexicon.triggers} == set(Indicator)


def test_no_form_stands_twice_under_one_side(lexicon: Lexicon) -> None:
    """A doubled form is a slip of the pen."""
    tables = load_tables(lexicon.language)["triggers"]
    lists = [(name, doubled(forms)) for sides in tables.values() for name, forms in sides.items()]
    assert [(name, forms) for name, forms in lists if forms] == []


def test_no_form_is_spelt_out_twice(lexicon: Lexicon) -> None:
    """A form with choices in braces does not hold another one of its list."""
    forms = [(trigger.indicator, trigger.side, f"{trigger.form}{trigger.closing}") for trigger in lexicon.triggers]
    assert [form for form, times in Counter(forms).items() if times > 1] == []


def test_a_form_belongs_to_one_indicator(lexicon: Lexicon) -> None:
    """No form counts the same unit as two indicators; only French "déplacés" are idps in a phrase, else displaced."""
    indicators: dict[tuple[str, str, Unit], set[Indicator]] = {}
    for form in lexicon.triggers:
        unit = load_indicators()[form.indicator].unit
        indicators.setdefault((form.form, form.closing, unit), set()).add(form.indicator)
    doubled = {form for (form, _, _), found in indicators.items() if len(found) > 1}
    assert doubled <= {"déplacé", "déplacée", "déplacés", "déplacées"}


def test_forms_are_written_in_lower_case(lexicon: Lexicon) -> None:
    """Texts are folded before they are compared."""
    forms = [trigger.form for trigger in lexicon.triggers] + [noun.form for noun in lexicon.nouns]
    assert [form for form in forms if form != form.casefold() or form != " ".join(form.split())] == []


def test_only_objects_have_gaps(lexicon: Lexicon) -> None:
    """A form with a gap holds its number inside: "claimed … lives"."""
    assert {trigger.side for trigger in lexicon.triggers if trigger.closing} <= {Side.OBJECT}


def test_every_kind_and_group_of_noun_is_known(lexicon: Lexicon) -> None:
    """The tables name the kinds and groups of the model, all of them."""
    kinds = {noun.kind for noun in lexicon.nouns}
    groups = {noun.group for noun in lexicon.nouns}
    assert (kinds, groups) == (set(NounKind), set(PopulationGroup))


def test_a_noun_has_one_kind(lexicon: Lexicon) -> None:
    """A noun is not both counted and a container."""
    kinds: dict[str, set[NounKind]] = {}
    for noun in lexicon.nouns:
        kinds.setdefault(noun.form, set()).add(noun.kind)
    assert [form for form, found in kinds.items() if len(found) > 1] == []


def test_vague_counts_have_ordered_bounds(lexicon: Lexicon) -> None:
    """A vague count stands for a lowest and a higher number."""
    assert [form for form, (low, high) in lexicon.numbers.vague.items() if not 0 < low < high] == []


def test_a_hedge_says_one_thing(lexicon: Lexicon) -> None:
    """No hedge stands under two quantifiers."""
    table = load_tables(lexicon.language)["numbers"]["hedges"]
    assert doubled([form for forms in table.values() for form in forms]) == []
    assert set(lexicon.numbers.hedges.values()) >= {Quantifier.AT_LEAST, Quantifier.AT_MOST, Quantifier.APPROXIMATELY}


def test_an_unknown_language_is_read_as_english() -> None:
    """Only a language that is known and has no lexicon is refused."""
    assert load_lexicon(None).language == "en"
    assert (supports(None), supports("en-GB"), supports("sw")) == (True, True, False)
    with pytest.raises(LookupError, match="no lexicon for the language 'sw'"):
        load_lexicon("sw")
