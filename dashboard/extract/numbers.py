"""Read the numbers of a sentence: digits, words, ranges, hedges, vague counts.

The result says what a text gives and no more: a best value, bounds, and the hedge. Numbers
that count nothing whatever the sentence says (money, percentages, ordinals, ages, times of
day, names such as AK-47) are left out here; whether the others count *people* is decided
later. This module must not know any noun.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from dashboard.extract.match import Vocabulary
from dashboard.extract.segment import Token
from dashboard.model import Quantifier, Quantity
from dashboard.reference.lexicon import NumberWords

_APPROXIMATIONS = (Quantifier.APPROXIMATELY, Quantifier.UNSPECIFIED)
_FIRST_YEAR, _LAST_YEAR, _YEAR_DIGITS = 1700, 2099, 4
_RANGE_TOKENS = 3
_LONGEST_UNIT = 3
_ONE_LETTER_SCALE = 1
_RATIO_FIRST, _RATIO_SECONDS = 9, {*range(2, 11), 20, 100, 1_000, 10_000, 100_000}
_RATIO_REACH = 5
_HEDGES_IN_A_ROW = 3
_WORDS_OF_A_HEDGE = 2
_LONGEST_IN_WORDS = 40
_LONGEST_COUNT = 24  # characters; more digits than that are a serial number, or nothing


@dataclass(frozen=True, slots=True)
class Number:
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


def find_numbers(tokens: Sequence[Token], vocabulary: Vocabulary) -> list[Number]:
    """Return the numbers that may be counts, in order.

    Example:
        >>> from dashboard.extract.match import load_vocabulary
        >>> from dashboard.extract.segment import find_sentences
        >>> tokens = find_sentences("At least 1.2 million fled in 3 days, 12% by boat.")[0].tokens
        >>> [n.quantity.low for n in find_numbers(tokens, load_vocabulary("en"))]
        [1200000.0]
    """
    norms = [token.norm for token in tokens]
    numbers: list[Number] = []
    refused: Number | None = None
    free = 0
    for position, norm in enumerate(norms):
        if position < free or not (norm in vocabulary.number_starts or norm[0].isdecimal()):
            continue
        number = _read_number(tokens, norms, position, vocabulary)
        if number:
            unit = vocabulary.not_after.find(norms, number.end) if number.end < len(norms) else None
            free = unit[0] if unit else number.end
            is_count = unit is None and _is_count(tokens, norms, number, vocabulary)
            if is_count and not _goes_on(norms, refused, number, vocabulary.words):
                numbers.append(_with_hedges(norms, number, vocabulary))
            elif number.start and norms[number.start - 1] in vocabulary.words.not_before:
                refused = number
    return _without_ratios(norms, _without_hedge_words(numbers), vocabulary.words)


def parse_digits(text: str, decimal_mark: str, *, is_scaled: bool = False) -> float | None:
    """Return the value of digits with marks between them, ``None`` if it is no number.

    Marks that leave groups of three (or, as in India, of two before three) group
    thousands, whichever mark it is; a last mark that does not is a decimal mark. Before a
    scale word ("1.250 million") the decimal mark of the language keeps its meaning.

    Example:
        >>> [parse_digits(text, ".") for text in ("85,000", "85.000", "1.5", "2,14,000", "12.5.2015")]
        [85000.0, 85000.0, 1.5, 214000.0, None]
    """
    if len(text) > _LONGEST_COUNT:
        return None
    marks = [char for char in text if not char.isdecimal()]
    if not marks:
        return float(text)
    groups = _split_at_marks(text)
    if _are_thousands(groups) and not (is_scaled and marks == [decimal_mark]) and len(set(marks)) == 1:
        return float("".join(groups))
    if marks.count(marks[-1]) == 1 and (len(groups) == 2 or _are_thousands(groups[:-1])):
        return float("".join(groups[:-1]) + "." + groups[-1])
    return None


def parse_number(tokens: Sequence[Token], start: int, words: NumberWords) -> tuple[float, int] | None:
    """Return the value of the number that begins at a token, and the token after it.

    Example:
        >>> from dashboard.extract.match import load_vocabulary
        >>> from dashboard.extract.segment import find_sentences
        >>> tokens = find_sentences("two and a half million")[0].tokens
        >>> parse_number(tokens, 0, load_vocabulary("en").words)
        (2500000.0, 5)
    """
    if tokens[start].norm[0].isdecimal():
        return _parse_in_digits(tokens, start, words)
    return _parse_in_words(tokens, start, words)


def _read_number(tokens: Sequence[Token], norms: Sequence[str], start: int, vocabulary: Vocabulary) -> Number | None:
    vague = vocabulary.vague.find(norms, start)
    if vague:
        end, ((low, high), *_) = vague
        return Number(start, end, start, end, Quantity(None, low, high, Quantifier.VAGUE))
    none = vocabulary.none.find(norms, start)
    if none:
        return Number(start, none[0], start, none[0], _quantity(0.0))
    about = vocabulary.round.find(norms, start)
    if about:
        end, (value, *_) = about
        return Number(start, end, start, end, Quantity(value, quantifier=Quantifier.APPROXIMATELY))
    parsed = parse_number(tokens, start, vocabulary.words)
    if not parsed:
        return None
    value, end = parsed
    may_be_year = end == start + 1 and len(norms[start]) == _YEAR_DIGITS and _FIRST_YEAR <= value <= _LAST_YEAR
    number = Number(start, end, start, end, _quantity(value), may_be_year)
    return _read_range(tokens, norms, number, value, vocabulary) or number


def _read_range(
    tokens: Sequence[Token], norms: Sequence[str], first: Number, low: float, vocabulary: Vocabulary
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
    scale = words.scales.get(norms[stop - 1])
    if scale and norms[first.end - 1] not in words.scales and low * scale <= high:
        low *= scale
    if low >= high or (first.may_be_year and stop - first.start == _RANGE_TOKENS and norms[stop - 1].isdecimal()):
        return None
    start = opener[0] if opener else first.start
    return Number(first.start, stop, start, stop, Quantity(None, low, high, Quantifier.BETWEEN))


def _is_after(norms: Sequence[str], start: int, joiner: str, vocabulary: Vocabulary) -> bool:
    """Tell whether the first of two numbers is the old one of a change: "from more than 30 to 45"."""
    if not joiner.isalpha():
        return False
    hedge = vocabulary.hedges.find_before(norms, start)
    before = hedge[0] if hedge else start
    return vocabulary.not_range_after.find_before(norms, before) is not None


def _with_hedges(norms: Sequence[str], number: Number, vocabulary: Vocabulary) -> Number:
    """Widen a number by the hedges around it, and let them set its bounds."""
    if number.quantity.value is None or number.is_none:
        return number
    start = number.start
    quantifiers: list[tuple[Quantifier, bool]] = []
    for _ in range(_HEDGES_IN_A_ROW):
        edge = _skip_fillers(norms, start, vocabulary.words.fillers)
        hedge = vocabulary.hedges.find_before(norms, start) or vocabulary.hedges.find_before(norms, edge)
        if not hedge:
            break
        start = hedge[0]
        quantifiers += hedge[1]
    edge = number.end + (norms[number.end : number.end + 1] == ["-"])
    after = vocabulary.hedges_after.find(norms, edge) if edge < len(norms) else None
    quantifiers += [(quantifier, False) for quantifier in after[1]] if after else []
    if not quantifiers:
        return number
    firmest = next((hedge for hedge in quantifiers if hedge[0] not in _APPROXIMATIONS), None)
    quantity = _hedged(number.quantity.value, *(firmest or max(quantifiers, key=lambda hedge: hedge[1])))
    return replace(number, hedge_start=start, hedge_end=after[0] if after else number.end, quantity=quantity)


def hedged_behind(norms: Sequence[str], number: Number, end: int, vocabulary: Vocabulary) -> Number:
    """Return a number with the hedge behind its noun, if it has none: "12 personnes au moins"."""
    quantity = number.quantity
    is_bare = quantity.value is not None and quantity.quantifier in (Quantifier.EXACT, Quantifier.UNSPECIFIED)
    hedge = vocabulary.hedges_after.find(norms, end) if is_bare and end < len(norms) else None
    if hedge is None or hedge[0] - end < _WORDS_OF_A_HEDGE or quantity.value is None:
        return number
    if norms[hedge[0] : hedge[0] + 1] and norms[hedge[0]] in vocabulary.grammar.of:  # "3 personas y más de 40"
        return number
    return replace(number, quantity=_hedged(quantity.value, hedge[1][0], is_nearly=False))


def _quantity(value: float) -> Quantity:
    """Return a bare number: exact, unless it is round and may well be rounded."""
    if value and value % 10 == 0:
        return Quantity(value)
    return Quantity(value, value, value, Quantifier.EXACT)


def _hedged(value: float, quantifier: Quantifier, is_nearly: bool) -> Quantity:
    has_low = quantifier in (Quantifier.AT_LEAST, Quantifier.MORE_THAN)
    has_high = quantifier in (Quantifier.AT_MOST, Quantifier.LESS_THAN) or is_nearly
    return Quantity(value, value if has_low else None, value if has_high else None, quantifier)


def _is_count(tokens: Sequence[Token], norms: Sequence[str], number: Number, vocabulary: Vocabulary) -> bool:
    words = vocabulary.words
    value = number.quantity.value
    if value is not None and not float(value).is_integer():
        return False
    before = norms[number.start - 1] if number.start else ""
    after = norms[number.end] if number.end < len(norms) else ""
    if before in words.not_before or (number.is_none and after == "."):
        return False
    if _is_share_of_ten(tokens, norms, number, words) or _shares_unit(tokens, norms, number, vocabulary):
        return False
    if number.start > 1 and before == "." and norms[number.start - 2] in words.not_before:
        return False
    return not (_is_part_of_name(tokens, number.start) or _is_compound(tokens, number.end, words))


def _shares_unit(tokens: Sequence[Token], norms: Sequence[str], number: Number, vocabulary: Vocabulary) -> bool:
    """Tell whether a number has the unit of the next one: the 8 of "girls of 8 and 10 years"."""
    following = number.end + 1
    is_joined = following < len(norms) and norms[number.end] in vocabulary.words.joiners
    if not is_joined or not number.start or norms[number.start - 1] not in vocabulary.grammar.of:
        return False
    second = parse_number(tokens, following, vocabulary.words)
    return second is not None and second[1] < len(norms) and vocabulary.not_after.find(norms, second[1]) is not None


def _goes_on(norms: Sequence[str], refused: Number | None, number: Number, words: NumberWords) -> bool:
    """Tell whether a number goes on a list that counts nothing: "ages 19 and 24", "Articles 3, 4"."""
    return refused is not None and number.start - refused.end == 1 and norms[refused.end] in (",", *words.joiners)


def _is_part_of_name(tokens: Sequence[Token], start: int) -> bool:
    """Tell whether a word or mark clings to the front, as in AK-47, 11:30, 5/6."""
    if start < 1 or not _clings(tokens[start - 1], tokens[start]):
        return False
    before = tokens[start - 1].norm
    if before == "-" and start > 1 and tokens[start - 2].end == tokens[start - 1].start:
        return tokens[start - 2].norm[-1].isalnum()
    if before == ".":
        return start < 2 or not tokens[start - 2].norm.isalpha()
    return before in ":/#_@" or before[-1].isalpha()


def _is_compound(tokens: Sequence[Token], end: int, words: NumberWords) -> bool:
    """Tell whether a word or mark clings to the end, as in 16-year-old, 2nd, 10km, 11:30."""
    if end >= len(tokens) or not _clings(tokens[end - 1], tokens[end]):
        return False
    after = tokens[end].norm
    if after in "-–" and end + 1 < len(tokens) and tokens[end].end == tokens[end + 1].start:
        return tokens[end + 1].norm not in words.hedges_after and f"-{tokens[end + 1].norm}" not in words.hedges_after
    if after in ":/" and end + 1 < len(tokens):
        return tokens[end + 1].norm[0].isdecimal()
    return after[0].isalpha() and len(after) <= _LONGEST_UNIT


def _clings(first: Token, second: Token) -> bool:
    """Tell whether no blank stands between two tokens; an elided word does not count ("d'une")."""
    return first.end == second.start and not first.text.endswith("'")


def _without_hedge_words(numbers: Sequence[Number]) -> list[Number]:
    """Drop the "no" that only belongs to the "no fewer than" of the next number."""
    hedges = {first.start for first, second in pairwise(numbers) if second.hedge_start <= first.start}
    return [number for number in numbers if number.start not in hedges]


def _without_ratios(norms: Sequence[str], numbers: Sequence[Number], words: NumberWords) -> list[Number]:
    """Drop both numbers of "one in ten"."""
    ratios = {
        number.start
        for first, second in pairwise(numbers)
        if _is_ratio(norms, first, second, words)
        for number in (first, second)
    }
    return [number for number in numbers if number.start not in ratios]


def _is_ratio(norms: Sequence[str], first: Number, second: Number, words: NumberWords) -> bool:
    top, bottom = first.quantity.value or 0, second.quantity.value or 0
    is_joined = " ".join(norms[first.end : second.start]) in words.ratio_joiners
    return is_joined and top <= _RATIO_FIRST and top < bottom and bottom in _RATIO_SECONDS


def opens_ratio(tokens: Sequence[Token], end: int, top: float | None, words: NumberWords) -> bool:
    """Tell whether a number that ends at a token is the first of "un enfant sur dix"."""
    for position, token in enumerate(tokens[end : min(end + _RATIO_REACH, len(tokens) - 1)], start=end):
        if token.norm in words.noun_ratio_joiners:
            bottom = parse_number(tokens, position + 1, words)
            return bottom is not None and top is not None and top <= _RATIO_FIRST and bottom[0] in _RATIO_SECONDS
    return False


def _is_share_of_ten(tokens: Sequence[Token], norms: Sequence[str], number: Number, words: NumberWords) -> bool:
    """Tell whether a number is one of the two of "deux enfants sur trois"."""
    if opens_ratio(tokens, number.end, number.quantity.value, words):
        return True
    if not number.start or norms[number.start - 1] not in words.noun_ratio_joiners:
        return False
    before = norms[max(0, number.start - _RATIO_REACH) : number.start]
    small = words.words.keys() | words.articles
    is_small = any(norm in small or (len(norm) == 1 and norm.isdecimal()) for norm in before)
    return is_small and number.quantity.value in _RATIO_SECONDS


def _parse_in_digits(tokens: Sequence[Token], start: int, words: NumberWords) -> tuple[float, int] | None:
    end = _end_of_spaced_groups(tokens, start)
    digits = "".join(token.norm for token in tokens[start:end] if token.norm != ",")
    scale, after = _parse_scales(tokens, end, words)
    value = parse_digits(digits, words.decimal_mark, is_scaled=scale > 1)
    return None if value is None else (round(value * scale, 6), after)


def _end_of_spaced_groups(tokens: Sequence[Token], start: int) -> int:
    """Return the end of "12 000" or of "61, 000", which a careless print leaves behind."""
    end = start + 1
    if not (tokens[start].norm.isdecimal() and len(tokens[start].norm) <= 3):
        return end
    while end < len(tokens):
        following = end + 1 if tokens[end].norm == "," and end + 1 < len(tokens) else end
        group = tokens[following]
        is_group = group.norm.isdecimal() and len(group.norm) == 3 and group.start - tokens[following - 1].end == 1
        if not is_group or (following > end and group.norm[0] != "0"):
            return end
        end = following + 1
    return end


def _parse_in_words(tokens: Sequence[Token], start: int, words: NumberWords) -> tuple[float, int] | None:
    """Read "three hundred and twelve", "half a million", "a dozen", "two and a half thousand".

    A word that is also an article ("un") is a number only together with others.
    """
    norms = [token.norm for token in tokens[start : start + _LONGEST_IN_WORDS]]
    if norms[0] in words.fractions:
        return _parse_fraction(tokens, start, words)
    total, current, position, last_scale = 0.0, None, 0, float("inf")
    while position < len(norms):
        norm = norms[position]
        following = norms[position + 1] if position + 1 < len(norms) else ""
        word = _word_at(norms, position, words)
        if word and (current is None or _may_follow(current, word[0])):
            current = (current or 0.0) + word[0]
            position = word[1]
            continue
        opens = not position and len(norm) >= _LONGEST_UNIT  # "hundred people", "mil personas", but not the m of "46 m"
        if norm in words.scales and (current or opens or (total and words.scales[norm] < last_scale)):
            scaled = (current or 1.0) * words.scales[norm]
            last_scale = words.scales[norm]
            total, current = (total, scaled) if scaled < 1_000 else (total + scaled, 0.0)
        elif norm in words.articles and not position and following in words.scales:
            current = 1.0
        elif not (position and _is_joint(norms, position, current or 0.0, words)):
            break
        position += 1
    if current is None or (position == 1 and norms[0] in words.articles):
        return None
    return _with_half(tokens, total + current, start + position, words)


def _word_at(norms: Sequence[str], start: int, words: NumberWords) -> tuple[float, int] | None:
    """Return the value and the end of the longest number word at a position: "quatre-vingt-dix"."""
    value = words.words.get(norms[start])
    found = None if value is None else (value, start + 1)
    form, end = norms[start], start + 1
    for _ in range(words.longest_word - 1):
        end += norms[end : end + 1] == ["-"]
        if end >= len(norms):
            break
        form, end = f"{form} {norms[end]}", end + 1
        value = words.words.get(form)
        found = found if value is None else (value, end)
    return found


def _may_follow(current: float, value: float) -> bool:
    """Tell whether a word may go on a number: "twenty" + "five", "two hundred" + "five"."""
    return current % 100 == 0 or (current % 10 == 0 and value < 10 and current % 100 >= 20)


def _is_joint(norms: Sequence[str], position: int, current: float, words: NumberWords) -> bool:
    """Tell whether a word or hyphen is inside a number: "twenty-five", "two hundred and five", "vingt et un"."""
    following = _word_at(norms, position + 1, words) if position + 1 < len(norms) else None
    before = norms[position - 1]
    if norms[position] == "-":
        is_scale = before in words.scales or (position + 1 < len(norms) and norms[position + 1] in words.scales)
        return is_scale or (following is not None and _may_follow(current, following[0]))
    if following is None or not _may_follow(current, following[0]):
        return False
    is_behind_tens = norms[position] in words.tens_joiners and current % 100 >= 20
    return is_behind_tens or (norms[position] in words.joiners and before in words.scales)


def _parse_fraction(tokens: Sequence[Token], start: int, words: NumberWords) -> tuple[float, int] | None:
    """Read "half a million" and "a quarter of a million"."""
    position = start + 1
    while position < len(tokens) and tokens[position].norm in words.fillers:
        position += 1
    scale, end = _parse_scales(tokens, position, words)
    return (words.fractions[tokens[start].norm] * scale, end) if scale > 1 else None


def _with_half(tokens: Sequence[Token], value: float, end: int, words: NumberWords) -> tuple[float, int]:
    """Add "and a half" behind a number, and the scale behind that."""
    norms = [token.norm for token in tokens[end : end + 8] if token.norm != "-"]
    skipped = len(tokens[end : end + 8]) - len(norms)
    size = next((n for n in (2, 3) if n < len(norms) + 1 and norms[n - 1] in words.fractions), 0)
    if size and norms[0] in words.joiners and words.articles.issuperset(norms[1 : size - 1]):
        half, after = words.fractions[norms[size - 1]], end + size + skipped
        unit = _last_scale([token.norm for token in tokens], end - 1, end, words)
        if unit:
            return value + half * unit, after
        scale, stop = _parse_scales(tokens, after, words)
        if scale > 1:
            return (value + half) * scale, stop
    return value, end


def _parse_scales(tokens: Sequence[Token], start: int, words: NumberWords) -> tuple[float, int]:
    """Return the product of the scale words from a token on, 1 if there is none, and their end."""
    scale, end = 1.0, start
    while end < len(tokens) and tokens[end].norm in words.scales:
        is_letter = len(tokens[end].norm) == _ONE_LETTER_SCALE
        if is_letter and tokens[end].start != tokens[end - 1].end:
            break
        scale *= words.scales[tokens[end].norm]
        end += 1
    return scale, end


def _last_scale(norms: Sequence[str], start: int, end: int, words: NumberWords) -> float | None:
    return words.scales.get(norms[end - 1]) if end > start else None


def _skip_fillers(norms: Sequence[str], start: int, fillers: frozenset[str]) -> int:
    limit = max(0, start - _HEDGES_IN_A_ROW)
    while start > limit and norms[start - 1] in fillers:
        start -= 1
    return start


def _split_at_marks(text: str) -> list[str]:
    return "".join(char if char.isdecimal() else " " for char in text).split()


def _are_thousands(groups: Sequence[str]) -> bool:
    middle = {len(group) for group in groups[1:-1]}
    return len(groups[-1]) == 3 and len(groups[0]) <= 3 and groups[0] != "0" and middle in (set(), {3}, {2})
