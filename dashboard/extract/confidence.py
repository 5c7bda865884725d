"""How sure a reading is, and why.

The linker names what it saw; here these names become the words a reviewer reads, and the
share of right figures among those that looked the same. This module must not look at the text.
"""

from collections.abc import Iterable, Iterator
from math import exp

from dashboard.extract.link import Link
from dashboard.model import Certainty
from dashboard.reference.confidence import Sign, load_signs

_CLEAR_MARGIN = 0.5


def find_signs(link: Link, certainty: Certainty) -> tuple[Sign, ...]:
    """Return the signs that a link shows, in the order of the table."""
    facts = frozenset(_name_facts(link, certainty))
    return tuple(sign for sign in load_signs().signs if not facts.isdisjoint(sign.facts))


def _name_facts(link: Link, certainty: Certainty) -> Iterator[str]:
    yield from link.features
    yield link.indicator
    yield certainty
    if link.count.is_known:
        yield "known person"
    elif link.count.number.quantity.value == 1:
        yield "single"
    if link.margin < _CLEAR_MARGIN:
        yield "close rival"


def rate_signs(signs: Iterable[Sign]) -> float:
    """Return how likely it is that indicator and number of a reading with these signs are right, from 0 to 1.

    Of the figures with 0.9, nine in ten are right: ``python -m benchmarks.confidence`` measures it.

    Example:
        >>> rate_signs([]) > rate_signs([Sign("other words stand between", frozenset(), -2.0)])
        True
    """
    odds = load_signs().trust + sum(sign.weight or 0.0 for sign in signs)
    return round(1 / (1 + exp(-odds)), 2)


def explain_signs(signs: Iterable[Sign]) -> str:
    """Return the signs in words: how number and word stand together, then what speaks against it."""
    return "; ".join(sign.words for sign in signs)
