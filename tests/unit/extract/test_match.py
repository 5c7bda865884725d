"""Phrases are found by their longest form, and the gate lets every figure through."""

from dashboard.extract.match import PhraseTable, find_triggers, load_vocabulary, may_hold_figure, split_form
from dashboard.extract.segment import find_sentences
from dashboard.reference.lexicon import load_lexicon

ENGLISH = load_vocabulary("en")


def test_the_longest_phrase_wins() -> None:
    """The trigger is "fled their homes", not "fled"."""
    norms = ["they", "fled", "their", "homes", "and", "died"]
    assert [(t.start, t.end) for t in find_triggers(norms, ENGLISH.triggers)] == [(1, 4), (5, 6)]


def test_a_broken_off_phrase_falls_back() -> None:
    """A longer phrase that does not come true leaves the shorter one."""
    table = PhraseTable([("in need", 1), ("in need of food aid", 2)])
    assert table.find(["in", "need", "of", "food", "parcels"], 0) == (2, (1,))


def test_hyphens_do_not_matter() -> None:
    """food-insecure is food insecure."""
    assert PhraseTable([("food insecure", 1)]).find(["food", "-", "insecure"], 0) == (3, (1,))


def test_phrases_are_found_from_behind() -> None:
    """A hedge is found by where it ends."""
    assert PhraseTable([("at least", 1)]).find_before(["killed", "at", "least", "12"], 3) == (1, (1,))


def test_the_gate_knows_every_trigger() -> None:
    """Whatever form a sentence uses, a number beside it passes the gate."""
    kept_out = [
        trigger.form
        for trigger in load_lexicon("en").triggers
        if not may_hold_figure(find_sentences(f"12 {trigger.form} {trigger.closing}")[0], ENGLISH)
    ]
    assert kept_out == []


def test_forms_are_cut_like_texts() -> None:
    """A form with a mark inside matches the tokens of a text."""
    assert split_form("covid-19 cases") == ("covid", "19", "cases")
