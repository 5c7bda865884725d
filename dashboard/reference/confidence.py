"""What makes the reading of a figure more or less sure: ``data/reference/confidence.toml``.

This module only gives the table a shape; ``dashboard.extract.confidence`` applies it.
"""

import tomllib
from collections.abc import Set
from dataclasses import dataclass
from functools import cache

from dashboard.reference.resources import DATA

CONFIDENCE = DATA / "reference" / "confidence.toml"


@dataclass(frozen=True, slots=True)
class Sign:
    """Something that can be seen in a reading, in ``words`` for the person who checks it.

    It shows if the reading has one of its ``facts``. ``weight`` is added to the log odds that
    the reading is right; ``None`` marks a sign that says nothing about that.
    """

    words: str
    facts: Set[str]
    weight: float | None = None


@dataclass(frozen=True, slots=True)
class Signs:
    """All signs in the order in which they are told; ``trust`` are the log odds without any."""

    trust: float
    signs: tuple[Sign, ...]


@cache
def load_signs() -> Signs:
    """Return the signs and their weights.

    Example:
        >>> next(sign.words for sign in load_signs().signs if "no noun" in sign.facts)
        'the text does not repeat who or what is counted'
    """
    table = tomllib.loads(CONFIDENCE.read_text(encoding="utf-8"))
    signs = (Sign(entry["words"], frozenset(entry["facts"]), entry.get("weight")) for entry in table["signs"])
    return Signs(table["trust"], tuple(signs))
