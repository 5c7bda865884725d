"""Organisations that report figures (``data/reference/reporters.csv``).

A reporter has one canonical name however a text spells it, so that one reporter's figures
can be put side by side. Governments and armies are not listed: ``name_authority`` builds
their names by one rule.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from dashboard.reference.names import NameIndex
from dashboard.reference.places import load_countries
from dashboard.reference.resources import DATA


class ReporterKind(StrEnum):
    """What sort of organisation reports."""

    UN = "un"
    MISSION = "mission"
    IGO = "igo"
    RED_CROSS = "red_cross"
    NGO = "ngo"
    GOVERNMENT = "government"
    RESEARCH = "research"
    MEDIA = "media"


class Authority(StrEnum):
    """A body of a state that has no name of its own; the value is how it is called."""

    GOVERNMENT = "Government of {country}"
    ARMY = "Armed forces of {country}"
    POLICE = "Police of {country}"


# Countries that a sentence names with "the".
_WITH_ARTICLE = (
    "United ",
    "Democratic Republic",
    "Republic of",
    "Central African Republic",
    "Dominican Republic",
    "Bahamas",
    "Comoros",
    "Gambia",
    "Maldives",
    "Marshall Islands",
    "Netherlands",
    "Philippines",
    "Seychelles",
    "Solomon Islands",
)


@dataclass(frozen=True, slots=True)
class Reporter:
    """An organisation: its canonical name, its kind, and the country (alpha-3) of an authority."""

    name: str
    kind: ReporterKind
    country: str | None = None


def _names() -> Iterator[tuple[str, Reporter]]:
    with (DATA / "reference" / "reporters.csv").open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines)
        next(rows)
        for name, kind, country, aliases in rows:
            reporter = Reporter(name, ReporterKind(kind), country or None)
            for spelling in (name, *aliases.split("|")):
                yield spelling, reporter


@cache
def load_reporters() -> NameIndex[Reporter]:
    """Return the index of all spellings of all organisations."""
    return NameIndex(_names())


def resolve_reporter(text: str) -> Reporter | None:
    """Return the organisation of that name or alias, ``None`` if it is not known.

    Example:
        >>> resolve_reporter("the Office for the Coordination of Humanitarian Affairs").name
        'OCHA'
        >>> resolve_reporter("nobody") is None
        True
    """
    found = load_reporters().resolve(text)
    return found[0] if found else None


def name_authority(authority: Authority, country: str) -> str:
    """Return the name of a state's government, army or police; ``country`` is alpha-3.

    Example:
        >>> name_authority(Authority.GOVERNMENT, "MLI")
        'Government of Mali'
        >>> name_authority(Authority.ARMY, "COD")
        'Armed forces of the Democratic Republic of the Congo'
    """
    name = load_countries()[country].name
    return authority.value.format(country=f"the {name}" if name.startswith(_WITH_ARTICLE) else name)
