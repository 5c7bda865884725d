"""Say how the counts of a sentence stand to one another.

"12 killed, including three children": a share. "310 households (1,600 people)": the same
people twice. "rose to 45 from 30": an update. Counted without this, people are counted
twice. Relations are stored, never resolved by dropping a figure. This module must not know
which indicator a count belongs to.
"""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from dashboard.extract.counted import Count
from dashboard.extract.match import Vocabulary
from dashboard.model import PopulationGroup
from dashboard.reference.lexicon import NounKind

_OPENING = frozenset("([–—,")
_WHOLE_UNITS = {NounKind.PERSON, NounKind.HOUSEHOLD}
_ELIDED_UNITS = {None, NounKind.HOUSEHOLD}
_LONGEST_ASIDE = 3
_LONGEST_BRACKET = 30
_LONGEST_PLACE = 7
_MOST_BASES = 8
_UPDATE_REACH, _FORMER_REACH, _SUM_REACH = 7, 10, 12


class Tie(StrEnum):
    """How a count stands to an earlier or later one of its sentence."""

    PART_OF = "part_of"
    SAME_AS = "same_as"


class Relation(NamedTuple):
    """A count (by its number in the list) is tied to another one."""

    tie: Tie
    base: int


def find_relations(norms: Sequence[str], counts: Sequence[Count], vocabulary: Vocabulary) -> dict[int, Relation]:
    """Return the relation of each count that has one, by the numbers of the counts."""
    relations: dict[int, Relation] = {}
    for index in range(len(counts)):
        relation = (
            _same_people(norms, counts, index, vocabulary)
            or _share_of_next(norms, counts, index, vocabulary)
            or _share(norms, counts, index, relations, vocabulary)
        )
        if relation:
            relations[index] = relation
    return relations


def find_row_ends(
    norms: Sequence[str], counts: Sequence[Count], relations: Mapping[int, Relation], vocabulary: Vocabulary
) -> list[int]:
    """Return for each count the end of the row it stands in: "three soldiers and a villager".

    The whole behind a share belongs to its row: "80 of the 120 passengers".
    """
    ends = [count.end for count in counts]
    for index in range(len(counts) - 2, -1, -1):
        relation = relations.get(index)
        if relation and relation.base == index + 1:
            ends[index] = counts[index + 1].end
        else:
            following = _next_of_row(norms, counts, index, relations, vocabulary)
            ends[index] = ends[following] if following else ends[index]
    return ends


def _next_of_row(
    norms: Sequence[str],
    counts: Sequence[Count],
    index: int,
    relations: Mapping[int, Relation],
    vocabulary: Vocabulary,
) -> int | None:
    """Return the next member of a row, past shares in brackets: "six guards (two of them women) and a cook"."""
    following = index + 1
    while following < len(counts) and following in relations and index not in relations:
        following += 1
    if following == len(counts) or counts[following].kind is None:
        return None
    shares = {position for share in counts[index + 1 : following] for position in range(share.start, share.end)}
    asides = shares | ({*_bracket_positions(norms, counts[index].end, counts[following].start)} if shares else set())
    gap = [norms[at] for at in range(counts[index].end, counts[following].start) if at not in asides]
    is_told = counts[index].kind is None or norms[counts[index].start - 1] in vocabulary.grammar.be
    is_new_clause = is_told and "," in gap  # "rose to 57, and 12 people are missing", "the toll was 57 people, and …"
    return following if _coordinates(gap, vocabulary) and not is_new_clause else None


def _bracket_positions(norms: Sequence[str], start: int, end: int) -> Iterator[int]:
    """Yield the tokens in brackets, the brackets too."""
    depth = 0
    for position in range(start, end):
        depth += norms[position] == "("
        if depth:
            yield position
        depth -= norms[position] == ")"


def is_former(norms: Sequence[str], count: Count, vocabulary: Vocabulary) -> bool:
    """Tell whether a count is the earlier one of an update: "rose to 45 from 30"."""
    before = count.start - 1
    while before >= 0 and norms[before] in vocabulary.words.fillers:
        before -= 1
    is_from = before >= 0 and norms[before] in vocabulary.grammar.former
    return is_from or names_former(norms, count, vocabulary)


def names_former(norms: Sequence[str], count: Count, vocabulary: Vocabulary) -> bool:
    """Tell whether an older toll is named in front of a count: "the previous toll of 30 dead and 12 hurt"."""
    first, tolls = max(0, count.start - _FORMER_REACH), vocabulary.former_tolls
    if tolls.starts.isdisjoint(norms[first : count.start]):
        return False
    return any(tolls.find(norms, first + start) for start in tolls.find_starts(norms[first : count.start]))


def is_part(norms: Sequence[str], count: Count, vocabulary: Vocabulary) -> bool:
    """Tell whether the words around a count make it a part: "including 3", "five among them"."""
    if vocabulary.including.find_before(norms, count.start) is not None:
        return True
    position = count.end
    while position < len(norms) and norms[position] in vocabulary.grammar.be:
        position += 1
    return position < len(norms) and vocabulary.share_after.find(norms, position) is not None


def says_more(norms: Sequence[str], count: Count, vocabulary: Vocabulary) -> bool:
    """Tell whether a share has a predicate of its own: "two of them had been warned"; not "30 were in Gao"."""
    if count.kind is not None or count.group is not PopulationGroup.ALL:
        return False
    grammar, position = vocabulary.grammar, count.end
    while norms[position : position + 1] and norms[position] in grammar.be:
        position += 1
    following = norms[position] if position < len(norms) else ""
    is_place = following in grammar.prepositions or following in vocabulary.nouns
    return (position > count.end and not is_place) or following in grammar.have


def is_new_count(norms: Sequence[str], count: Count, vocabulary: Vocabulary) -> bool:
    """Tell whether a count replaces an earlier one: "rose to 45", "revised the number upwards, to 45"."""
    before = norms[max(0, count.start - _UPDATE_REACH) : count.start]
    is_goal = bool(before) and before[-1] in vocabulary.grammar.goal
    is_sum = find_sum(norms, count, vocabulary) is not None
    return is_sum or (is_goal and not vocabulary.grammar.rise.isdisjoint(before))


def find_sum(norms: Sequence[str], count: Count, vocabulary: Vocabulary) -> int | None:
    """Return where the words begin that make a count a sum: "…, bringing the total to 40"; ``None`` if none do."""
    if not count.start or norms[count.start - 1] not in vocabulary.grammar.goal:
        return None
    first = max(0, count.start - _SUM_REACH)
    starts = (first + at for at in vocabulary.bringing.find_starts(norms[first : count.start]))
    return next((at for at in starts if vocabulary.bringing.find(norms, at)), None)


def is_update(norms: Sequence[str], start: int, end: int, vocabulary: Vocabulary) -> bool:
    """Tell whether a count changes between two tokens: "rose to", "revised from"."""
    return not vocabulary.grammar.rise.isdisjoint(norms[start:end])


def are_coordinated(norms: Sequence[str], first: Count, second: Count, vocabulary: Vocabulary) -> bool:
    """Tell whether only "and" or a comma stands between two counts."""
    return _coordinates(norms[first.end : second.start], vocabulary)


def _coordinates(gap: Sequence[str], vocabulary: Vocabulary) -> bool:
    return 0 < len(gap) <= _LONGEST_ASIDE and all(norm == "," or norm in vocabulary.coordination for norm in gap)


def _same_people(norms: Sequence[str], counts: Sequence[Count], index: int, vocabulary: Vocabulary) -> Relation | None:
    """Find "310 households (1,600 people)" and "1,600 people from 310 households"."""
    if not index:
        return None
    here, before = counts[index], counts[index - 1]
    gap = norms[before.end : here.start]
    units = {here.kind, before.kind}
    is_beside = 0 < len(gap) <= _LONGEST_ASIDE and (gap[0] in _OPENING or gap[0] in vocabulary.grammar.same)
    is_elided = units == _ELIDED_UNITS and gap == ["("]  # "IDPs: 12,000 (2,400 households)"
    if (units == _WHOLE_UNITS or is_elided) and is_beside and vocabulary.words.joiners.isdisjoint(gap):
        return Relation(Tie.SAME_AS, index - 1)
    return None


def _share_of_next(
    norms: Sequence[str], counts: Sequence[Count], index: int, vocabulary: Vocabulary
) -> Relation | None:
    """Find "80 of the 120", "26 of the school's 60" and "40 people out of 52"."""
    if index + 1 == len(counts):
        return None
    following = counts[index + 1]
    gap = norms[counts[index].end : following.start]
    if not (counts[index].is_share or (gap and gap[0] in vocabulary.grammar.out)):
        return None
    small = vocabulary.grammar.of | vocabulary.grammar.determiners | vocabulary.grammar.out
    is_behind = following.start >= counts[index].end
    is_next = is_behind and len(gap) <= _LONGEST_ASIDE and all(norm in small or norm.endswith("'s") for norm in gap)
    return Relation(Tie.PART_OF, index + 1) if is_next and _fits_in(counts[index], following) else None


def _share(
    norms: Sequence[str],
    counts: Sequence[Count],
    index: int,
    relations: dict[int, Relation],
    vocabulary: Vocabulary,
) -> Relation | None:
    if not index:
        return None
    here = counts[index]
    opens = is_part(norms, here, vocabulary)
    goes_on = index - 1 in relations and (
        are_coordinated(norms, counts[index - 1], here, vocabulary)
        or _goes_on_elsewhere(norms, counts, index, relations, vocabulary)
    )
    is_new_thing = bool(here.inside) and not counts[index - 1].inside  # "12 morts, dont 3 enfants, et 25 blessés"
    if goes_on and relations[index - 1].tie is Tie.PART_OF and not here.is_other and not is_new_thing:
        return relations[index - 1] if _fits_in(here, counts[relations[index - 1].base]) else None
    follows_whole = _follows_whole(norms, counts, index, vocabulary)
    is_inverted = follows_whole and norms[here.start - 1] in vocabulary.grammar.be  # "among the 27 were four nurses"
    is_share = here.is_share or follows_whole
    is_aside = _is_bracketed(norms, counts, index) or _is_apposed(norms, counts, index, vocabulary)
    if opens or is_inverted or (is_share and here.kind is None) or is_aside:
        return next(
            (
                Relation(Tie.PART_OF, base)
                for base in range(index - 1, max(-1, index - _MOST_BASES), -1)
                if _may_be_whole(relations.get(base)) and _fits_in(here, counts[base])
            ),
            None,
        )
    return None


def _may_be_whole(relation: Relation | None) -> bool:
    """Tell whether a count is no part itself; the persons of "310 households (1,600 people)" may have parts."""
    return relation is None or relation.tie is Tie.SAME_AS


def _goes_on_elsewhere(
    norms: Sequence[str],
    counts: Sequence[Count],
    index: int,
    relations: Mapping[int, Relation],
    vocabulary: Vocabulary,
) -> bool:
    """Tell whether a list of parts goes on at another place: "including 1,900 in Mopti, 1,500 in Gao"."""
    before, here, prepositions = counts[index - 1], counts[index], vocabulary.grammar.prepositions
    gap, following = norms[before.end : here.start], norms[here.end : here.end + 1]
    is_list = 1 < len(gap) <= _LONGEST_PLACE and gap[0] in prepositions and _coordinates(gap[-1:], vocabulary)
    if not is_list or here.kind is not None or prepositions.isdisjoint(following):
        return False
    relation = relations[index - 1]
    parts = [counts[other] for other in range(index) if relations.get(other) == relation]
    values = [part.number.quantity.value for part in (*parts, here)]
    whole = counts[relation.base].number.quantity.value
    return whole is not None and None not in values and sum(filter(None, values)) <= whole


def _follows_whole(norms: Sequence[str], counts: Sequence[Count], index: int, vocabulary: Vocabulary) -> bool:
    """Tell whether the count before opens as a whole: "Of the 120 killed, 80 were children", "among the 120 were"."""
    start = counts[index - 1].start if index else 0
    while start and norms[start - 1] in vocabulary.grammar.determiners:
        start -= 1
    is_of = start > 0 and (norms[start - 1] in vocabulary.grammar.of or norms[start - 1] in vocabulary.grammar.among)
    return is_of and (start == 1 or not norms[start - 2].isalnum())


def _is_bracketed(norms: Sequence[str], counts: Sequence[Count], index: int) -> bool:
    """Tell whether a count stands in the bracket behind another: "3 killed (2 civilians, 1 soldier)"."""
    here = counts[index]
    for position in range(here.start - 1, max(-1, here.start - _LONGEST_BRACKET), -1):
        if norms[position] == ")":
            return False
        if norms[position] == "(":
            bases = [count for count in counts[max(0, index - _MOST_BASES) : index] if count.end <= position]
            is_near = bool(bases) and position - bases[-1].end <= _LONGEST_ASIDE
            return is_near and ")" not in norms[bases[-1].end : position] and bases[-1].kind in (None, here.kind)
    return False


def _is_apposed(norms: Sequence[str], counts: Sequence[Count], index: int, vocabulary: Vocabulary) -> bool:
    """Tell whether a count says who those before are: "two refugees, a father and his son, died"; no list of three."""
    before, here = counts[index - 1], counts[index]
    size = before.number.quantity.value or 0
    is_behind = norms[before.end : here.start] == [","] and here.number.quantity.value == 1
    if not is_behind or not 1 < size <= _LONGEST_ASIDE:
        return False
    aside = norms[here.start : here.start + _LONGEST_PLACE]
    closing = [at for at, norm in enumerate(aside) if norm == ","][-1:]
    joints = sum(norm == "," or norm in vocabulary.coordination for norm in aside[: closing[0]]) if closing else 0
    return joints + 1 == size


def _fits_in(part: Count, whole: Count) -> bool:
    """Tell whether a part is not larger than its whole."""
    smallest = part.number.quantity.value or part.number.quantity.low or 0
    quantity = whole.number.quantity
    largest = max((bound for bound in (quantity.value, quantity.high) if bound is not None), default=smallest)
    is_open = quantity.high is None and quantity.low is not None
    return smallest <= largest or is_open
