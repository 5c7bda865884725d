"""Find names in a text through one dictionary lookup a capitalised word.

Places and organisations are thousands of names, and most sentences hold none of them. An
index keyed by the first word of each name makes the search as fast as the text has
capitals. This module must not know what a name stands for.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from functools import cached_property, lru_cache
from itertools import accumulate
from types import MappingProxyType
from typing import Generic, NamedTuple, TypeVar
from unicodedata import combining, normalize

Thing = TypeVar("Thing")

_WORD = re.compile(r"\w+")
_CAPITALISED = re.compile(r"[^\W\d_a-zß-öø-ÿ ](?<!\w.)\w*", re.DOTALL)  # the blank is named to be passed over fast
_GAPS = " \u00a0\n'’.-\u2010\u2011"
_FOLLOWING = re.compile(rf"([{re.escape(_GAPS)}]{{1,2}})(\w+)")
_WORDS_KEPT = 20_000
_SHORT_WORD = 2
_SHORT_ACRONYM = 3
_NEIGHBOURHOOD = 30


class NameMatch(NamedTuple, Generic[Thing]):
    """A name found in a text: its offsets, end excluded, all it may stand for, and its folded form."""

    start: int
    end: int
    things: tuple[Thing, ...]
    key: str


def _fold_word(word: str) -> str:
    return word.casefold() if word.isascii() else _fold_marks(word)


@lru_cache(maxsize=_WORDS_KEPT)
def _fold_marks(word: str) -> str:
    return "".join(mark for mark in normalize("NFKD", word) if not combining(mark)).casefold()


def fold_name(text: str) -> str:
    """Return a name without case, accents and marks, its words parted by single blanks.

    Example:
        >>> fold_name("Côte d'Ivoire"), fold_name("U.S.")
        ('cote d ivoire', 'u s')
        >>> fold_name("?")
        ''
    """
    if text.isascii() and text.replace(" ", "").isalpha():  # most names by far
        return " ".join(text.casefold().split())
    return " ".join(_fold_word(word) for word in _WORD.findall(text))


def _key(name: str) -> str:
    """Return a name folded, and without "the" in front, which many names have as often as not."""
    return fold_name(name).removeprefix("the ")


class NameIndex(Generic[Thing]):
    """Names and the things they stand for; one name may stand for several.

    ``rows`` are further names, folded, in a form that ``read`` turns into things when one is
    met: it is given the row and what the name is known to stand for, and returns all of it.

    A name in capitals only ("US", "WHO") is found only in capitals, and not at all in a
    text that is in capitals throughout if it is short: there "US" and "WHO" are words.

    Example:
        >>> index = NameIndex([("Mali", "MLI"), ("Burkina Faso", "BFA"), ("US", "USA")])
        >>> [match.things for match in index.find("It told us that Burkina Faso and Mali agreed.")]
        [('BFA',), ('MLI',)]
        >>> list(index.find("a text without capitals"))
        []
    """

    def __init__(
        self,
        names: Iterable[tuple[str, Thing]],
        rows: Mapping[str, str] = MappingProxyType({}),
        read: Callable[[str, tuple[Thing, ...]], tuple[Thing, ...]] = lambda _row, known: known,
    ) -> None:
        things: dict[str, list[Thing]] = {}
        mixed: set[str] = set()
        for name, thing in names:
            key = _key(name)
            if not key:
                continue
            known = things.setdefault(key, [])
            if thing not in known:
                known.append(thing)
            if not (name.isupper() and name.isalpha()):
                mixed.add(key)
        self._things = {key: tuple(known) for key, known in things.items() if key not in rows}
        self._own = {key: tuple(known) for key, known in things.items() if key in rows}
        self._rows, self._read = rows, read
        keys = things.keys() | rows.keys()
        self._parts = {part for key in keys if " " in key for part in _parts(key)}
        self._openings = _find_openings(keys)
        self._acronyms = frozenset(things.keys() - mixed)

    def resolve(self, text: str) -> tuple[Thing, ...]:
        """Return all that a whole text may name, empty if it is not a known name."""
        return self._get(_key(text)) or ()

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(word for key in self._things.keys() | self._rows.keys() for word in key.split(" "))

    def may_overlap(self, text: str) -> bool:
        """Tell whether a word of a text is one of any name, so that a name could lie across the text."""
        return not self._words.isdisjoint(fold_name(text).split(" "))

    def _get(self, key: str) -> tuple[Thing, ...] | None:
        """Return the things of a key; a row is read when its name is first met."""
        things = self._things.get(key)
        if things is None and key in self._rows:
            things = self._things[key] = self._read(self._rows[key], self._own.get(key, ()))
        return things

    def find(self, text: str, start: int = 0, end: int | None = None) -> Iterator[NameMatch[Thing]]:
        """Yield the names in ``text[start:end]`` from left to right, the longest first, none overlapping."""
        end = len(text) if end is None else end
        done = start
        openings = self._openings
        for capitalised in _CAPITALISED.finditer(text, start, end):
            word = capitalised[0]
            key = word.casefold() if word.isascii() else _fold_marks(word)
            if key not in openings:
                continue
            start, stop = capitalised.span()
            initials = openings[key]
            if start < done or (initials and _fold_word(text[stop + 1 : stop + 2]) not in initials):
                continue
            match = self._match(text, start, stop, end, key)
            if match is not None:
                done = match.end
                yield match

    def _match(self, text: str, start: int, stop: int, end: int, key: str) -> NameMatch[Thing] | None:
        """Return the longest name that begins with the word from ``start`` to ``stop``."""
        found = None
        word = start
        while True:
            things = self._get(key)
            if things and (key not in self._acronyms or _is_acronym(text, start, stop)):
                found = NameMatch(start, stop, things, key)
            if key not in self._parts:
                return found
            following = _FOLLOWING.match(text, stop, end)
            if following is None or (stop - word > _SHORT_WORD and "." in following[1]):
                return found
            word, stop = following.span(2)
            key = f"{key} {_fold_word(following[2])}"


def _find_openings(keys: Set[str]) -> dict[str, str]:
    """Return the words that names open with; for one that is no name alone, what may stand one character behind it.

    That is an initial of the next word, or the second mark of a gap. Most such words mean
    something else in most texts: "In" opens "In Salah".
    """
    openings: dict[str, str] = {}
    for key in keys:
        first, _, rest = key.partition(" ")
        initials = openings.setdefault(first, "" if first in keys else _GAPS)
        if initials and rest[0] not in initials:
            openings[first] = initials + rest[0]
    return openings


def _parts(key: str) -> Iterator[str]:
    """Yield what a name of several words begins with: "cote", "cote d"."""
    words = key.split(" ")
    return accumulate(words[:-1], "{} {}".format)


def _is_acronym(text: str, start: int, end: int) -> bool:
    """Tell whether a word is written in capitals among words that are not."""
    if not text[start:end].isupper():
        return False
    around = text[max(0, start - _NEIGHBOURHOOD) : end + _NEIGHBOURHOOD]
    return end - start > _SHORT_ACRONYM or not around.isupper() or len(around) == end - start
