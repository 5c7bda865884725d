"""Read how certain: reported as fact, feared, projected, or denied; and what caused it.

Only the words around the trigger count, up to the next clause: "12 were killed and more
could follow" reports the twelve. This module must not know any indicator.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Set
from functools import cache
from itertools import pairwise

from dashboard.extract.segment import Tokens
from dashboard.model import Cause, Certainty
from dashboard.reference.context_words import CertaintyWords, load_context_words

_BEFORE_TRIGGER = 5
_BEFORE_NUMBER = 3
_AFTER_TRIGGER = 3
_PERFECT_WINDOW = 3
_BESIDE = 3
_SHORTEST_CHOICE = 3  # "dead or missing"


def find_certainty(tokens: Tokens, number: tuple[int, int], trigger: tuple[int, int], language: str) -> Certainty:
    """Return how the text commits to a number; ``number`` and ``trigger`` are token positions, ends excluded.

    ``NEGATED`` means that the text says it did not happen. ``FEARED``: feared, presumed,
    believed, or "may have been". ``PROJECTED``: could, may, will, expected, at risk.
    """
    norms, (words, doubts) = tokens.norms, _words(language)
    first, last = min(number[0], trigger[0]), max(number[1], trigger[1])
    said = norms[trigger[0] : trigger[1]]
    if len(said) >= _SHORTEST_CHOICE and any(map(" ".join(said).endswith, words.unsettled)):
        return Certainty.FEARED
    if trigger[0] and norms[trigger[0] - 1] in words.purposes:
        return Certainty.PROJECTED
    is_aim = norms[trigger[0]] in words.aims or norms[trigger[0] - 1] in words.aims
    if not is_aim and doubts.isdisjoint(norms[max(0, first - 2 * _BEFORE_TRIGGER) : last + _AFTER_TRIGGER]):
        return Certainty.REPORTED
    if not words.denials.isdisjoint(norms[max(0, first - 2 * _BEFORE_TRIGGER) : first]):
        return Certainty.NEGATED
    before = _clause_before(norms, trigger[0], _BEFORE_TRIGGER, words)
    near = [*_clause_before(norms, number[0], _BEFORE_NUMBER, words), *before]
    if not words.negations.isdisjoint(before) and words.undoing.isdisjoint(before):
        return Certainty.NEGATED
    inside = norms[number[1] : trigger[0]] if number[1] <= trigger[0] else []
    around = [*near, *(inside if len(inside) <= 2 * _BEFORE_TRIGGER else [])]
    if not words.fears.isdisjoint((*around, *said)):
        return Certainty.FEARED
    modal = _modal(tokens, norms, first, trigger[0], near, words)
    if modal is not None:
        window = range(modal + 1, min(len(norms), modal + 1 + _PERFECT_WINDOW))
        is_past = any(norms[at] in words.perfect and words.duties.isdisjoint(norms[at + 1 : at + 2]) for at in window)
        return Certainty.FEARED if is_past else Certainty.PROJECTED
    after = _clause_after(norms, last, _AFTER_TRIGGER, words)
    # Only the first word of a trigger: "expected to return", but not "life-threatening injuries".
    is_ahead = not words.projections.isdisjoint((*around, said[0])) or not words.risks.isdisjoint(after)
    is_foreseen = any(one in words.destined and two in words.foreseen for one, two in pairwise(after))
    if is_ahead or is_foreseen or _is_meant(norms, trigger, around, words):
        return Certainty.PROJECTED
    return Certainty.REPORTED


@cache
def _words(language: str) -> tuple[CertaintyWords, frozenset[str]]:
    """Return the words of a language, and all of them that make a number less than certain."""
    words = load_context_words(language).certainty
    return words, frozenset().union(
        words.denials,
        words.negations,
        words.fears,
        words.modals,
        words.projections,
        words.risks,
        words.asked,
        words.foreseen,
    )


def _is_meant(norms: list[str], trigger: tuple[int, int], around: list[str], words: CertaintyWords) -> bool:
    """Tell whether people are only asked or about to do something: "told to leave", "urged 300 people to leave"."""
    start, end = trigger
    if not words.asked.isdisjoint(norms[start:end]):
        return True
    aim = start + (norms[start] in words.aims)
    first = aim
    while first and norms[first - 1] in words.aims:
        first -= 1
    return 0 < first < aim and (norms[first - 1] in words.destined or not words.asked.isdisjoint(around))


def _clause_before(norms: list[str], end: int, longest: int, words: CertaintyWords) -> list[str]:
    start = end
    while start > 0 and end - start < longest and norms[start - 1] not in words.stops:
        start -= 1
    return norms[start:end]


def _clause_after(norms: list[str], start: int, longest: int, words: CertaintyWords) -> list[str]:
    end = start
    while end < len(norms) and end - start < longest and norms[end] not in words.stops:
        end += 1
    return norms[start:end]


def _modal(
    tokens: Tokens, norms: list[str], first: int, trigger: int, near: list[str], words: CertaintyWords
) -> int | None:
    """Return the position of a modal verb that governs the trigger; "May" may be the month."""
    if words.modals.isdisjoint(near):
        return None
    for position in range(trigger - 1, max(-1, min(first, trigger) - _BEFORE_TRIGGER - 1), -1):
        if norms[position] in words.modals and (position == 0 or not tokens.texts[position].istitle()):
            return position
    return None


def count_causes(norms: Iterable[str], causes: Mapping[str, Cause]) -> Counter[Cause]:
    """Return how many words speak for each cause."""
    return Counter(map(causes.__getitem__, filter(causes.__contains__, norms)))


def find_cause(
    norms: list[str], counted: tuple[int, int], trigger: tuple[int, int], causes: Mapping[str, Cause], language: str
) -> Cause:
    """Return what caused a number by the words of its sentence, ``UNKNOWN`` if they do not say or say both.

    Where as many words speak of conflicts as of disasters, those right beside the number and
    its trigger tell: "floods displaced 400 people and fighting 300". ``counted`` and
    ``trigger`` are token positions, ends excluded; who is counted tells no cause ("six soldiers drowned").

    Example:
        >>> causes = {"floods": Cause.DISASTER, "fighting": Cause.CONFLICT}
        >>> norms = "floods displaced 400 people and fighting displaced 300".split()
        >>> [find_cause(norms, counted, (at, at + 1), causes, "en").value for counted, at in (((2, 4), 1), ((7, 8), 6))]
        ['disaster', 'conflict']
    """
    counts = count_causes(norms, causes)
    if counts[Cause.CONFLICT] != counts[Cause.DISASTER] or not counts[Cause.DISASTER]:
        return choose_cause(counts)
    stops = _words(language)[0].stops
    first, last = min(counted[0], trigger[0]), max(counted[1], trigger[1])
    if not stops.isdisjoint(norms[first:last]):
        first, last = counted
    before, after = norms[max(0, first - _BESIDE) : first][::-1], norms[last : last + _BESIDE]
    inside = [*norms[first : counted[0]], *norms[counted[1] : last]]
    beside = [norm for side in (before, after) for norm in _up_to_stop(side, stops, causes)]
    return choose_cause(count_causes([*beside, *inside], causes))


def _up_to_stop(norms: list[str], stops: Set[str], causes: Mapping[str, Cause]) -> list[str]:
    """Return the words up to a stop; one between two causes is none: "clashes and floods"."""
    sides = zip(norms, ["", *norms], [*norms[1:], ""], strict=False)
    ends = (at for at, (norm, *beside) in enumerate(sides) if norm in stops and not causes.keys() >= set(beside))
    return norms[: next(ends, len(norms))]


def choose_cause(counts: Counter[Cause]) -> Cause:
    """Return the cause most words speak for, ``UNKNOWN`` if none or two alike do.

    Example:
        >>> choose_cause(Counter({Cause.CONFLICT: 3, Cause.DISASTER: 1}))
        <Cause.CONFLICT: 'conflict'>
        >>> choose_cause(Counter())
        <Cause.UNKNOWN: 'unknown'>
    """
    most = max(counts.values(), default=0)
    causes = [cause for cause, times in counts.items() if times == most]
    return causes[0] if len(causes) == 1 else Cause.UNKNOWN
