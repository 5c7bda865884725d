"""Read the numbers of a sentence: digits, words, ranges, hedges, vague counts.

The result says what a text gives and no more: a best value, bounds, and the hedge. Numbers
that count nothing whatever the sentence says (money, percentages, ordinals, ages, times of
day, names such as AK-47) are left out here; whether the others count *people* is decided
later. This module must not know any noun.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from dashboard.extract.match import Vocabulary
from dashboard.extract.segment import Sentence, Tokens
from dashboard.extract.values import parse_number
from dashboard.model import Quantifier, Quantity
from dashboard.reference.lexicon import NumberWords

_APPROXIMATIONS = (Quantifier.APPROXIMATELY, Quantifier.UNSPECIFIED)
_FIRST_YEAR, _LAST_YEAR, _YEAR_DIGITS = 1700, 2099, 4
_RANGE_TOKENS = 3
_FEWEST_IN_RELATION = 2
_LONGEST_UNIT = 3
_RATIO_FIRST, _RATIO_SECONDS = 9, {*range(2, 11), 20, 100, 1_000, 10_000, 100_000}
_RATIO_REACH = 5
_NOUN_AND_JOINER = 2
_HEDGES_IN_A_ROW = 3
_WORDS_OF_A_HEDGE = 2

ONE = Quantity(1.0, 1.0, 1.0, Quantifier.EXACT)


class Number(NamedTuple):
    """A number with its tokens, and with the tokens of its hedges around it.

    ``may_be_year`` marks four bare digits such as 2019, which are a count only if a noun
    follows.
    """

    start: int
    end: int
    hedge_start: int
    hedge_end: int
    quantity: Quantity
    may_be_year: bool = False

    @property
    def is_none(self) -> bool:
        """Whether the text says that there is nothing to count."""
        return self.quantity.value == 0


def find_numbers(sentence: Sentence, vocabulary: Vocabulary) -> list[Number]:
    """Return the numbers that may be counts, in order.

    Example:
        >>> from dashboard.extract.match import load_vocabulary
        >>> from dashboard.extract.segment import find_sentences
        >>> sentence = find_sentences("At least 1.2 million fled in 3 days, 12% by boat.")[0]
        >>> [n.quantity.low for n in find_numbers(sentence, load_vocabulary("en"))]
        [1200000.0]
    """
    norms = sentence.norms
    starts = _number_starts(norms, vocabulary)
    if not starts:
        return []
    tokens = sentence.tokens
    numbers: list[Number] = []
    refused: Number | None = None
    free = 0
    for position in starts:
        number = _read_number(tokens, norms, position, vocabulary) if position >= free else None
        if number:
            unit = vocabulary.not_after.find(norms, number.end) if number.end < len(norms) else None
            free = unit[0] if unit else number.end
            is_count = unit is None and _is_count(tokens, norms, number, vocabulary)
            goes_on = is_count and _goes_on(norms, refused, number, vocabulary.words)
            if is_count and not goes_on:
                numbers.append(_with_hedges(norms, number, vocabulary))
            elif goes_on or (number.start and norms[number.start - 1] in vocabulary.words.not_before):
                refused = number
    if len(numbers) < _FEWEST_IN_RELATION:
        return numbers
    return _without_ratios(norms, _without_echoes(norms, _without_hedge_words(numbers)), vocabulary)


def _number_starts(norms: Sequence[str], vocabulary: Vocabulary) -> list[int]:
    """Return the positions at which a number may begin; the "a" of "a man" needs more words."""
    starts, weak, seconds = vocabulary.number_starts, vocabulary.weak_starts, vocabulary.number_seconds
    return [
        position
        for position, norm in enumerate(norms)
        if (norm in starts and (norm not in weak or not seconds.isdisjoint(norms[position + 1 : position + 2])))
        or norm[0].isdecimal()
    ]


def _read_number(tokens: Tokens, norms: Sequence[str], start: int, vocabulary: Vocabulary) -> Number | None:
    if norms[start][0].isdecimal():
        return _read_value(tokens, norms, start, vocabulary)
    none = vocabulary.none.find(norms, start)
    if none:
        is_rest = not vocabulary.grammar.others.isdisjoint(norms[none[0] : none[0] + 1])  # "no other injuries"
        return None if is_rest else Number(start, none[0], start, none[0], _quantity(0.0))
    return _read_vague(norms, start, vocabulary) or _read_value(tokens, norms, start, vocabulary)


def _read_vague(norms: Sequence[str], start: int, vocabulary: Vocabulary) -> Number | None:
    """Read "dozens" and "une centaine"."""
    vague = vocabulary.vague.find(norms, start)
    if vague:
        end, ((low, high), *_) = vague
        end, high = _read_vague_end(norms, end, vocabulary) or (end, high)
        return Number(start, end, start, end, Quantity(None, low, high, Quantifier.VAGUE))
    about = vocabulary.round.find(norms, start)
    if about:
        end, (value, *_) = about
        return Number(start, end, start, end, Quantity(value, quantifier=Quantifier.APPROXIMATELY))
    return None


def _read_value(tokens: Tokens, norms: Sequence[str], start: int, vocabulary: Vocabulary) -> Number | None:
    """Read digits and number words; "un" is a number only in a range ("un ou deux")."""
    parsed = parse_number(tokens, start, vocabulary.words)
    if not parsed:
        one = Number(start, start + 1, start, start + 1, ONE)
        return _read_range(tokens, norms, one, 1.0, vocabulary) if norms[start] in vocabulary.words.words else None
    value, end = parsed
    may_be_year = end == start + 1 and len(norms[start]) == _YEAR_DIGITS and _FIRST_YEAR <= value <= _LAST_YEAR
    number = Number(start, end, start, end, _quantity(value), may_be_year)
    read = _read_range(tokens, norms, number, value, vocabulary)
    if read is None and end > start + 1:
        read = _read_joined_range(tokens, norms, number, vocabulary)
    return read or number


def _read_vague_end(norms: Sequence[str], end: int, vocabulary: Vocabulary) -> tuple[int, float] | None:
    """Return the end and the upper bound of "hundreds, if not thousands," behind the first of them."""
    comma = norms[end : end + 1] == [","]
    start = end + comma
    joiner = vocabulary.vague_joiners.find(norms, start) if start < len(norms) else None
    second = vocabulary.vague.find(norms, joiner[0]) if joiner and joiner[0] < len(norms) else None
    if not second:
        return None
    stop = second[0]
    return stop + (comma and norms[stop : stop + 1] == [","]), second[1][0][1]


def _read_range(
    tokens: Tokens, norms: Sequence[str], first: Number, low: float, vocabulary: Vocabulary
) -> Number | None:
    """Read "12-15", "1.5 to 2 million", "between 12 and 15"; the last needs its opening word."""
    words = vocabulary.words
    joiner = norms[first.end] if first.end + 1 < len(norms) else ""
    if joiner not in words.range_joiners and joiner not in words.open_range_joiners:
        return None
    opener = vocabulary.range_openers.find_before(norms, first.start)
    if not opener and (joiner not in words.range_joiners or _is_after(norms, first.start, joiner, vocabulary)):
        return None
    second = parse_number(tokens, first.end + 1, words)
    if not second:
        return None
    high, stop = second
    scale = _only_scale(norms[first.end + 1 : stop], words)
    if scale > 1 and norms[first.end - 1] not in words.scales and low * scale <= high:
        low *= scale
    elif _is_in_thousands(low, high):
        low *= 1_000
    if low >= high or (first.may_be_year and stop - first.start == _RANGE_TOKENS and norms[stop - 1].isdecimal()):
        return None
    start = opener[0] if opener else first.start
    return Number(first.start, stop, start, stop, Quantity(None, low, high, Quantifier.BETWEEN))


def _read_joined_range(tokens: Tokens, norms: Sequence[str], whole: Number, vocabulary: Vocabulary) -> Number | None:
    """Read "between two hundred and one thousand", which in front of "people" might be 201,000."""
    if vocabulary.words.joiners.isdisjoint(norms[whole.start : whole.end]):
        return None
    joint = next((at for at in range(whole.start, whole.end) if norms[at] in vocabulary.words.joiners), None)
    parsed = parse_number(tokens.until(joint), whole.start, vocabulary.words) if joint else None
    if not parsed:
        return None
    first = Number(whole.start, parsed[1], whole.start, parsed[1], _quantity(parsed[0]))
    read = _read_range(tokens, norms, first, parsed[0], vocabulary) if parsed[1] == joint else None
    return read if read and read.hedge_start < read.start else None


def _only_scale(norms: Sequence[str], words: NumberWords) -> float:
    """Return the scale that a number ends with, 1 if it has another one before: "three thousand four hundred"."""
    scale, rest = 1.0, list(norms)
    while rest and rest[-1] in words.scales:
        scale *= words.scales[rest.pop()]
    return scale if words.scales.keys().isdisjoint(rest) else 1.0


def _is_in_thousands(low: float, high: float) -> bool:
    """Tell whether the first number of "10-15,000" leaves out its thousands."""
    return high % 1_000 == 0 and low * 1_000 < high <= low * 10_000


def _is_after(norms: Sequence[str], start: int, joiner: str, vocabulary: Vocabulary) -> bool:
    """Tell whether the first of two numbers is the old one of a change: "from more than 30 to 45"."""
    if not joiner.isalpha():
        return False
    hedge = vocabulary.hedges.find_before(norms, start)
    before = hedge[0] if hedge else start
    return vocabulary.not_range_after.find_before(norms, before) is not None


def _with_hedges(norms: Sequence[str], number: Number, vocabulary: Vocabulary) -> Number:
    """Widen a number by the hedges around it, and let them set its bounds."""
    start, value = number.start, number.quantity.value
    if not value:  # vague, or none
        return number
    quantifiers: list[tuple[Quantifier, bool]] = []
    for _ in range(_HEDGES_IN_A_ROW):
        hedge = vocabulary.hedges.find_before(norms, start)
        if not hedge and start and norms[start - 1] in vocabulary.words.fillers:
            hedge = vocabulary.hedges.find_before(norms, _skip_fillers(norms, start, vocabulary.words.fillers))
        if not hedge:
            break
        start = hedge[0]
        quantifiers += hedge[1]
    edge = number.end + (number.end < len(norms) and norms[number.end] == "-")
    after = vocabulary.hedges_after.find(norms, edge) if edge < len(norms) else None
    if after:
        quantifiers += [(quantifier, False) for quantifier in after[1]]
    if not quantifiers:
        return number
    firmest = next((hedge for hedge in quantifiers if hedge[0] not in _APPROXIMATIONS), None)
    quantity = _hedged(value, *(firmest or max(quantifiers, key=lambda hedge: hedge[1])))
    return number._replace(hedge_start=start, hedge_end=after[0] if after else number.end, quantity=quantity)


def hedged_behind(norms: Sequence[str], number: Number, end: int, vocabulary: Vocabulary) -> Number:
    """Return a number with the hedge behind its noun, if it has none: "12 personnes au moins"."""
    quantity = number.quantity
    is_bare = quantity.value is not None and quantity.quantifier in (Quantifier.EXACT, Quantifier.UNSPECIFIED)
    hedge = vocabulary.hedges_after.find(norms, end) if is_bare and end < len(norms) else None
    if hedge is None or hedge[0] - end < _WORDS_OF_A_HEDGE or quantity.value is None:
        return number
    if norms[hedge[0] : hedge[0] + 1] and norms[hedge[0]] in vocabulary.grammar.of:  # "3 personas y más de 40"
        return number
    return number._replace(quantity=_hedged(quantity.value, hedge[1][0], is_nearly=False))


@lru_cache(maxsize=1_024, typed=True)
def _quantity(value: float) -> Quantity:
    """Return a bare number: exact, unless it is round and may well be rounded."""
    if value and value % 10 == 0:
        return Quantity(value)
    return Quantity(value, value, value, Quantifier.EXACT)


@lru_cache(maxsize=1_024, typed=True)
def _hedged(value: float, quantifier: Quantifier, is_nearly: bool) -> Quantity:
    has_low = quantifier in (Quantifier.AT_LEAST, Quantifier.MORE_THAN)
    has_high = quantifier in (Quantifier.AT_MOST, Quantifier.LESS_THAN) or is_nearly
    return Quantity(value, value if has_low else None, value if has_high else None, quantifier)


def _is_count(tokens: Tokens, norms: Sequence[str], number: Number, vocabulary: Vocabulary) -> bool:
    words = vocabulary.words
    value = number.quantity.value
    if value is not None and value % 1:
        return False
    before = norms[number.start - 1] if number.start else ""
    after = norms[number.end] if number.end < len(norms) else ""
    if before in words.not_before or (value == 0 and after == ".") or _is_enumeration(norms, number):
        return False
    if _is_share_of_ten(tokens, norms, number, words):
        return False
    if after in words.joiners and before in vocabulary.grammar.of and _shares_unit(tokens, number, vocabulary):
        return False
    if number.start > 1 and before == "." and norms[number.start - 2] in words.not_before:
        return False
    return not (_is_part_of_name(tokens, number.start, words) or _is_compound(tokens, number.end, words))


def _is_enumeration(norms: Sequence[str], number: Number) -> bool:
    """Tell whether a number only numbers a line ("4. Open the road") or refers to a page (": 90 The storm")."""
    if number.start > 1:
        return False
    is_first = number.start == 0 and norms[number.end : number.end + 1] == ["."]
    return norms[number.start].isdecimal() and (is_first or (number.start == 1 and norms[0] == ":"))


def _shares_unit(tokens: Tokens, number: Number, vocabulary: Vocabulary) -> bool:
    """Tell whether a number before "and" has the unit of the next one: the 8 of "girls of 8 and 10 years"."""
    norms, following = tokens.norms, number.end + 1
    second = parse_number(tokens, following, vocabulary.words) if following < len(norms) else None
    return second is not None and second[1] < len(norms) and vocabulary.not_after.find(norms, second[1]) is not None


def _goes_on(norms: Sequence[str], refused: Number | None, number: Number, words: NumberWords) -> bool:
    """Tell whether a number goes on a list that counts nothing: "ages 19 and 24", "Articles 3, 4"."""
    return refused is not None and number.start - refused.end == 1 and norms[refused.end] in (",", *words.joiners)


def _is_part_of_name(tokens: Tokens, start: int, words: NumberWords) -> bool:
    """Tell whether a word or mark clings to the front, as in AK-47, 11:30, 5/6, PHP67 million."""
    before = tokens.norms[start - 1] if start else ""
    if before[:1].isalpha() and before[-1].isdecimal():  # "PHP67 million"
        return tokens.norms[start] in words.scales
    if start < 1 or not tokens.clings(start - 1):
        return False
    if before == "-" and start > 1 and tokens.touches(start - 2):
        return tokens.norms[start - 2][-1].isalnum()
    if before in "./":  # not "620 families/3,100 people"
        return start < 2 or not tokens.norms[start - 2].isalpha()
    return before in ":#_@" or before[-1].isalpha()


def _is_compound(tokens: Tokens, end: int, words: NumberWords) -> bool:
    """Tell whether a word or mark clings to the end, as in 16-year-old, 2nd, 10km, 11:30."""
    if end >= len(tokens.norms) or not tokens.clings(end - 1):
        return False
    after = tokens.norms[end]
    if after in "-–" and end + 1 < len(tokens) and tokens.touches(end):
        return tokens.norms[end + 1] not in words.hedges_after and f"-{tokens.norms[end + 1]}" not in words.hedges_after
    if after in ":/" and end + 1 < len(tokens):
        return tokens.norms[end + 1][0].isdecimal()
    return after[0].isalpha() and len(after) <= _LONGEST_UNIT


def _without_echoes(norms: Sequence[str], numbers: Sequence[Number]) -> list[Number]:
    """Make one number of "twelve (12)" and of "12 (twelve)"."""
    once: list[Number] = []
    for number in numbers:
        last = once[-1] if once else None
        brackets = (norms[last.end], *norms[number.end : number.end + 1]) if last and last.end < len(norms) else ()
        is_echo = brackets == ("(", ")") and last and number.start == last.end + 1
        if last and is_echo and last.quantity.value == number.quantity.value:
            once[-1] = last._replace(end=number.end + 1, hedge_end=number.end + 1)
        else:
            once.append(number)
    return once


def _without_hedge_words(numbers: Sequence[Number]) -> list[Number]:
    """Drop the "no" that only belongs to the "no fewer than" of the next number."""
    hedges = {first.start for first, second in pairwise(numbers) if second.hedge_start <= first.start}
    return [number for number in numbers if number.start not in hedges]


def _without_ratios(norms: Sequence[str], numbers: Sequence[Number], vocabulary: Vocabulary) -> list[Number]:
    """Drop both numbers of "one in ten" and of "one child in ten is"."""
    ratios = {
        number.start
        for first, second in pairwise(numbers)
        if _is_ratio(norms, first, second, vocabulary)
        for number in (first, second)
    }
    return [number for number in numbers if number.start not in ratios]


def _is_ratio(norms: Sequence[str], first: Number, second: Number, vocabulary: Vocabulary) -> bool:
    top, bottom = first.quantity.value or 0, second.quantity.value or 0
    if not (top <= _RATIO_FIRST and top < bottom and bottom in _RATIO_SECONDS):
        return False
    gap, joiners = norms[first.end : second.start], vocabulary.words.ratio_joiners
    if " ".join(gap) in joiners:
        return True
    verb = norms[second.end] if second.end < len(norms) else ""
    is_told_of = verb in vocabulary.grammar.be or verb in vocabulary.grammar.have
    return len(gap) == _NOUN_AND_JOINER and gap[-1] in joiners and is_told_of


def opens_ratio(tokens: Tokens, end: int, top: float | None, words: NumberWords) -> bool:
    """Tell whether a number that ends at a token is the first of "un enfant sur dix"."""
    if words.noun_ratio_joiners.isdisjoint(tokens.norms[end : end + _RATIO_REACH]):
        return False
    for position, norm in enumerate(tokens.norms[end : min(end + _RATIO_REACH, len(tokens) - 1)], start=end):
        if norm in words.noun_ratio_joiners:
            bottom = parse_number(tokens, position + 1, words)
            return bottom is not None and top is not None and top <= _RATIO_FIRST and bottom[0] in _RATIO_SECONDS
    return False


def _is_share_of_ten(tokens: Tokens, norms: Sequence[str], number: Number, words: NumberWords) -> bool:
    """Tell whether a number is one of the two of "deux enfants sur trois"."""
    if opens_ratio(tokens, number.end, number.quantity.value, words):
        return True
    if not number.start or norms[number.start - 1] not in words.noun_ratio_joiners:
        return False
    before = norms[max(0, number.start - _RATIO_REACH) : number.start]
    small = words.words.keys() | words.articles
    is_small = any(norm in small or (len(norm) == 1 and norm.isdecimal()) for norm in before)
    return is_small and number.quantity.value in _RATIO_SECONDS


def _skip_fillers(norms: Sequence[str], start: int, fillers: frozenset[str]) -> int:
    limit = max(0, start - _HEDGES_IN_A_ROW)
    while start > limit and norms[start - 1] in fillers:
        start -= 1
    return start
