"""How sure a reading is, and why.

The linker names what it saw; here these names become the words a reviewer reads, and the
share of right figures among those that looked the same. This module must not look at the text.
"""

from functools import lru_cache
from math import exp

from dashboard.extract.link import Link
from dashboard.model import Certainty
from dashboard.reference.confidence import load_signs

_CLEAR_MARGIN = 0.5
_KINDS_KEPT = 1_024


def rate_link(link: Link, certainty: Certainty) -> tuple[float, str]:
    """Return how likely it is that indicator and number of a reading are right, from 0 to 1, and why.

    The reason tells first how number and word stand together, then what speaks against it. Of the
    figures with 0.9, nine in ten are right: ``python -m benchmarks.confidence`` measures it.
    """
    facts = [*link.features, link.indicator, certainty]
    if link.count.is_known:
        facts.append("known person")
    elif link.count.number.quantity.value == 1:
        facts.append("single")
    if link.margin < _CLEAR_MARGIN:
        facts.append("close rival")
    return rate_facts(frozenset(facts))


@lru_cache(_KINDS_KEPT)
def rate_facts(facts: frozenset[str]) -> tuple[float, str]:
    """Return how likely a reading that shows these facts is right, and its signs in words; few kinds make up most.

    Example:
        >>> rate_facts(frozenset(("feared",)))[0] < rate_facts(frozenset())[0]
        True
    """
    signs = [sign for sign in load_signs().signs if not facts.isdisjoint(sign.facts)]
    odds = load_signs().trust + sum(sign.weight or 0.0 for sign in signs)
    return round(1 / (1 + exp(-odds)), 2), "; ".join(sign.words for sign in signs)
