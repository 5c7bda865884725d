"""What a number is worth that is written in digits or in words.

Every mark between thousands, every scale ("1.2 million", "2 lakh", "40k"), words up to
billions, halves and dozens. What a language calls its numbers is in its lexicon. This module
must not ask what the number counts, nor what stands around it.
"""

from collections.abc import Sequence

from dashboard.extract.segment import Tokens
from dashboard.reference.lexicon import NumberWords

_LONGEST_IN_WORDS = 40
_LEAST_REST = 100
_MARK_OF_MILLIONS = "'"
_PARTS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "1/2": 0.5, "1/4": 0.25, "3/4": 0.75}
_ONE_LETTER_SCALE = 1
_LONGEST_COUNT = 24  # characters; more digits than that are a serial number, or nothing
_SHORTEST_ALONE = 3
_GOING_ON = frozenset((",", "-", *_PARTS))


def parse_number(tokens: Tokens, start: int, words: NumberWords) -> tuple[float, int] | None:
    """Return the value of the number that begins at a token, and the token after it.

    Example:
        >>> from dashboard.extract.match import load_vocabulary
        >>> from dashboard.extract.segment import find_sentences
        >>> tokens = find_sentences("two and a half million")[0].tokens
        >>> parse_number(tokens, 0, load_vocabulary("en").words)
        (2500000.0, 5)
    """
    is_in_digits = tokens.norms[start][0].isdecimal()
    parsed = _parse_in_digits(tokens, start, words) if is_in_digits else _parse_in_words(tokens, start, words)
    is_scaled = parsed is not None and tokens.norms[parsed[1] - 1] in words.scales
    return _with_rest(tokens, *parsed, words) if parsed and is_scaled and parsed[1] < len(tokens) else parsed


def parse_digits(text: str, decimal_mark: str, *, is_scaled: bool = False) -> float | None:
    """Return the value of digits with marks between them, ``None`` if it is no number.

    Marks that leave groups of three (or, as in India, of two before three) group
    thousands, whichever mark it is; in Latin America millions may have an apostrophe and
    thousands another mark. A last mark that leaves no such group is a decimal mark. Before a
    scale word ("1.250 million") the decimal mark of the language keeps its meaning.

    Example:
        >>> [parse_digits(text, ".") for text in ("85,000", "85.000", "1.5", "2,14,000", "1'234.567", "12.5.2015")]
        [85000.0, 85000.0, 1.5, 214000.0, 1234567.0, None]
    """
    if len(text) > _LONGEST_COUNT:
        return None
    if text.isdecimal():
        return float(text)
    marks = [char for char in text if not char.isdecimal()]
    groups = _split_at_marks(text)
    later = set(marks[1:]) if marks[0] == _MARK_OF_MILLIONS else set(marks)
    if _are_thousands(groups) and not (is_scaled and marks == [decimal_mark]) and len(later) <= 1:
        return float("".join(groups))
    if marks.count(marks[-1]) == 1 and (len(groups) == 2 or _are_thousands(groups[:-1])):
        return float("".join(groups[:-1]) + "." + groups[-1])
    return None


def _parse_in_digits(tokens: Tokens, start: int, words: NumberWords) -> tuple[float, int] | None:
    end = start + 1
    if not _may_go_on(tokens.norms, end, words):
        value = parse_digits(tokens.norms[start], words.decimal_mark)
        return None if value is None else (value, end)
    end = _end_of_spaced_groups(tokens, start)
    digits = "".join(norm for norm in tokens.norms[start:end] if norm != ",")
    part, end = _parse_part(tokens, end)
    scale, end = _parse_scales(tokens, end, words)
    value = parse_digits(digits, words.decimal_mark, is_scaled=scale > 1)
    return None if value is None else (round((value + part) * scale, 6), end)


def _may_go_on(norms: Sequence[str], end: int, words: NumberWords) -> bool:
    """Tell whether what stands behind digits may belong to the number, as most words do not."""
    following = norms[end] if end < len(norms) else "."
    return following in words.scales or following in _GOING_ON or following[0].isdecimal()


def _parse_part(tokens: Tokens, end: int) -> tuple[float, int]:
    """Return the part behind a whole number, as in "1½" and "1 1/2", and its end; 0 if there is none."""
    norms = tokens.norms[end : end + 3]
    if norms and norms[0] in _PARTS and tokens.touches(end - 1):
        return _PARTS[norms[0]], end + 1
    printed = "".join(norms)
    is_one_word = len(norms) == 3 and tokens.touches(end)
    return (_PARTS[printed], end + 3) if is_one_word and printed in _PARTS else (0.0, end)


def _with_rest(tokens: Tokens, value: float, end: int, words: NumberWords) -> tuple[float, int]:
    """Add the smaller number behind a scale: "1 millón 200 mil", "1 million 234 567", "12 mil 500"."""
    scale = words.scales.get(tokens.norms[end - 1], 0) if len(tokens.norms[end - 1]) > _ONE_LETTER_SCALE else 0
    if scale < 1_000 or value % scale or not tokens.norms[end][0].isalnum():
        return value, end
    rest = parse_number(tokens, end, words)
    if rest and max(_LEAST_REST, scale / 1_000) <= rest[0] < scale:
        return value + rest[0], rest[1]
    return value, end


def _end_of_spaced_groups(tokens: Tokens, start: int) -> int:
    """Return the end of "12 000" or of "61, 000", which a careless print leaves behind."""
    end = start + 1
    if not (tokens.norms[start].isdecimal() and len(tokens.norms[start]) <= 3):
        return end
    while end < len(tokens):
        following = end + 1 if tokens.norms[end] == "," and end + 1 < len(tokens) else end
        group = tokens.norms[following]
        is_group = group.isdecimal() and len(group) == 3 and tokens.blanks(following) == 1
        if not is_group or (following > end and group[0] != "0"):
            return end
        end = following + 1
    return end


def _parse_in_words(tokens: Tokens, start: int, words: NumberWords) -> tuple[float, int] | None:
    """Read "three hundred and twelve", "half a million", "a dozen", "two and a half thousand".

    A word that is also an article ("un") is a number only together with others. Of "two
    thousand and three thousand" the first number is read.
    """
    norms = tokens.norms[start : start + _LONGEST_IN_WORDS]
    if norms[0] in words.fractions:
        return _parse_fraction(tokens, start, words)
    if words.going_on.isdisjoint(norms[1:2]) and norms[0] not in words.scales:
        value = None if norms[0] in words.articles else words.words.get(norms[0])
        return None if value is None else (float(value), start + 1)
    total, current, position, last_scale = 0.0, None, 0, float("inf")
    joined: tuple[float, float | None, int] | None = None  # all that stands in front of an "and"
    while position < len(norms):
        norm = norms[position]
        following = norms[position + 1] if position + 1 < len(norms) else ""
        word = _word_at(norms, position, words)
        if word and (current is None or _may_follow(current, word[0])):
            current = (current or 0.0) + word[0]
            position = word[1]
            continue
        opens = not position and len(norm) >= _SHORTEST_ALONE  # "hundred people"; not the m of "46 m"
        scale = words.scales.get(norm)
        if scale and (current or opens or (total and scale < last_scale)):
            if scale >= last_scale or (joined and scale < 1_000):
                total, current, position = joined or (total, current, position)
                break
            scaled = (current or 1.0) * scale
            last_scale = scale if scaled >= 1_000 else last_scale
            total, current = (total, scaled) if scaled < 1_000 else (total + scaled, 0.0)
            joined = None
        elif norm in words.articles and not position and following in words.scales:
            current = 1.0
        elif not (position and _is_joint(norms, position, current or 0.0, words)):
            break
        else:
            joined = joined if norm == "-" else (total, current, position)
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


def _parse_fraction(tokens: Tokens, start: int, words: NumberWords) -> tuple[float, int] | None:
    """Read "half a million", "half-a-million" and "a quarter of a million"."""
    position = start + 1
    while position < len(tokens) and (tokens.norms[position] == "-" or tokens.norms[position] in words.fillers):
        position += 1
    scale, end = _parse_scales(tokens, position, words)
    return (words.fractions[tokens.norms[start]] * scale, end) if scale > 1 else None


def _with_half(tokens: Tokens, value: float, end: int, words: NumberWords) -> tuple[float, int]:
    """Add "and a half" behind a number, and the scale behind that."""
    behind = tokens.norms[end : end + 8]
    norms = [norm for norm in behind if norm != "-"]
    skipped = len(behind) - len(norms)
    size = next((n for n in (2, 3) if n < len(norms) + 1 and norms[n - 1] in words.fractions), 0)
    if size and norms[0] in words.joiners and words.articles.issuperset(norms[1 : size - 1]):
        half, after = words.fractions[norms[size - 1]], end + size + skipped
        unit = _last_scale(tokens.norms, end - 1, end, words)
        if unit:
            return value + half * unit, after
        scale, stop = _parse_scales(tokens, after, words)
        if scale > 1:
            return (value + half) * scale, stop
    return value, end


def _parse_scales(tokens: Tokens, start: int, words: NumberWords) -> tuple[float, int]:
    """Return the product of the scale words from a token on ("hundred thousand"), 1 if there is none, and their end."""
    scale, last, end = 1.0, 0.0, start
    while end < len(tokens):
        at = end + (tokens.norms[end] == "-" and _is_hyphened(tokens, end))
        norm = tokens.norms[at]
        size = words.scales.get(norm, 0)
        if size <= last or not (len(norm) > 1 or _is_scale_letter(tokens, at)):
            break
        scale, last, end = scale * size, size, at + 1
    return scale, end


def _is_hyphened(tokens: Tokens, at: int) -> bool:
    """Tell whether a hyphen joins the tokens around it, as in "1.5-million"."""
    return at + 1 < len(tokens) and tokens.clings(at - 1) and tokens.clings(at)


def _is_scale_letter(tokens: Tokens, at: int) -> bool:
    """Tell whether one letter is a scale: "3.4m", "40 k", "3,4 M"; not the m of "46 m", not "46 M. Keita"."""
    text, before = tokens.texts[at], tokens.norms[at - 1]
    return tokens.clings(at - 1) or text == "k" or (text == "M" and not before.isdecimal())


def _last_scale(norms: Sequence[str], start: int, end: int, words: NumberWords) -> float | None:
    return words.scales.get(norms[end - 1]) if end > start else None


def _split_at_marks(text: str) -> list[str]:
    return "".join(char if char.isdecimal() else " " for char in text).split()


def _are_thousands(groups: Sequence[str]) -> bool:
    middle = {len(group) for group in groups[1:-1]}
    return len(groups[-1]) == 3 and len(groups[0]) <= 3 and groups[0] != "0" and middle in (set(), {3}, {2})
