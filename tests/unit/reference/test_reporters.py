"""One organisation has one name, however a text spells it."""

import pytest

from dashboard.reference.reporters import (
    Authority,
    ReporterKind,
    load_reporters,
    name_authority,
    resolve_reporter,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("UN refugee agency", "UNHCR"),
        ("the International Organization for Migration", "IOM"),
        ("Displacement Tracking Matrix", "IOM DTM"),
        ("Médecins Sans Frontières", "MSF"),
        ("Programme alimentaire mondial", "WFP"),
        ("Comité Internacional de la Cruz Roja", "ICRC"),
        ("U.N.", "United Nations"),
    ],
)
def test_aliases_lead_to_one_name(text: str, expected: str) -> None:
    """English, French and Spanish names and acronyms mean the same organisation."""
    reporter = resolve_reporter(text)
    assert reporter is not None
    assert reporter.name == expected


def test_the_longest_name_wins() -> None:
    """The UN Secretary-General is not just the UN."""
    [match] = load_reporters().find("The UN Secretary-General spoke.")
    assert match.things[0].name == "UN Secretary-General"


def test_media_are_told_from_those_who_report() -> None:
    """A news agency relays; a research centre counts."""
    kinds = [reporter.kind for name in ("Reuters", "IDMC") if (reporter := resolve_reporter(name))]
    assert kinds == [ReporterKind.MEDIA, ReporterKind.RESEARCH]


def test_bodies_of_states_are_named_by_rule() -> None:
    """Governments, armies and police need no list."""
    names = [name_authority(authority, "MLI") for authority in Authority]
    assert names == ["Government of Mali", "Armed forces of Mali", "Police of Mali"]


def test_an_unknown_name_is_nobody() -> None:
    """What is not listed is not guessed."""
    assert resolve_reporter("Nobody At All") is None
