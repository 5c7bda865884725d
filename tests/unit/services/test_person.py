"""Who is at work is said by the person, never guessed."""

import pytest

from dashboard.services.person import LONGEST_NAME, name_person


def test_who_is_signed_in_goes_before_the_computers_name(monkeypatch):
    """On a shared computer the person who signed in is meant."""
    monkeypatch.setenv("HUMDASH_USER", "Shared laptop")
    assert (name_person("Desk officer"), name_person()) == ("Desk officer", "Shared laptop")


@pytest.mark.parametrize("name", [None, "", " \t\n", "\u200b"])
def test_nobody_is_nobody(monkeypatch, name):
    """Without a name nobody is named: no account of the computer is taken for a person."""
    monkeypatch.delenv("HUMDASH_USER", raising=False)
    assert name_person(name) is None


def test_a_name_is_one_short_line(monkeypatch):
    """Line breaks, signs that turn the reading order, and endless names do not reach the history."""
    monkeypatch.setenv("HUMDASH_USER", "Desk\n\u202eofficer " + "x" * 500)
    name = name_person()
    assert (name[:12], len(name)) == ("Desk officer", LONGEST_NAME)
