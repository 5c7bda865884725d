"""Cut a text into sentences and tokens that know their place in it.

Sentences are what a figure is quoted with, so their ends must be right; tokens are what
all later steps read. Tokens are made only when somebody asks for them, because most
sentences of an article hold no figure. This module must not know any lexicon; what a
language contracts ("l'", "du") it is told.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate
from operator import sub
from types import MappingProxyType

from dashboard.extract.text import CleanText, clean_text

_TOKEN = re.compile(  # with the blanks in front of it
    r"""
    \s*+ (?:
      [A-Za-z]++ (?! [\w.'] )           # most words, found faster
    | (?: [^\W\d_] \. ){2,}             # U.S.   a.m.
    | [^\W\d_]++ (?:
          \d \w* (?: [.,] \d+ )*         # M23   RM5,000
        | (?: ' [^\W\d_]+ )*            # families   Mali's
      )
    | \d+ (?: [.,'] \d+ )*              # 85,000   1.2   12'000
    | \S
    )
    """,
    re.VERBOSE,
)
_DIGIT = re.compile(r"\d")
_BREAK = re.compile(  # one class in front of both, so that a text is searched fast
    r"""
    [.!?…\n] (?:
        (?<! \n ) [.!?…]* (?: ["'”’»)\]] | \[ [^\]\n]{1,12} \] )* (?= \s )     # a stop, closing marks, note marks
      | (?<= \n )
    )
    """,
    re.VERBOSE,
)
_BARE_NUMBER = re.compile(r"\d[\d., ]*(?<![.,])(?:[kKmM]|[ ]million)?")
_NO_WORD = re.compile(r"[^\w.]")
# fmt: off
_ABBREVIATIONS = frozenset((
    "mr", "mrs", "ms", "dr", "gen", "col", "lt", "capt", "maj", "sgt", "cpl", "pvt", "st", "mt", "ft", "no", "nos",
    "jr", "sr", "gov", "sen", "rep", "rev", "prof", "pres", "brig", "adm", "hon", "approx", "aprox", "env", "vs",
    "cf", "ca", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "fig", "art",
    "dept", "est", "pp", "vol", "insp", "supt", "det", "cmdr", "messrs", "rs", "mme", "mlle", "mm", "dra", "srta",
    "ud", "uds", "núm", "av",
))
# fmt: on
_LOOK_BACK = 30
_LONGEST_SENTENCE = 2_000
_ELISION = "'"
NO_CONTRACTIONS: Mapping[str, str] = MappingProxyType({})


class Tokens:
    """The words, numbers as printed, and marks of a sentence: one list for each thing known of them.

    ``norms`` are the cleaned, case-folded forms, in full where the language contracts them
    ("du" is "de"); ``starts`` and ``ends`` are code points in ``Document.text``, the ends
    excluded. All but the norms are made at the first use: most sentences hold no figure.
    """

    __slots__ = ("_clean", "_spaced", "_spans", "_start", "_texts", "norms")

    def __init__(self, spaced: list[str], norms: list[str], clean: CleanText, start: int) -> None:
        self.norms = norms
        self._spaced = spaced  # with the blanks in front
        self._clean = clean
        self._start = start
        self._texts: list[str] | None = None
        self._spans: tuple[list[int], list[int]] | None = None

    def __len__(self) -> int:
        return len(self.norms)

    @property
    def texts(self) -> list[str]:
        """The tokens as printed."""
        if self._texts is None:
            self._texts = list(map(str.lstrip, self._spaced))
        return self._texts

    @property
    def starts(self) -> list[int]:
        """Where each token begins."""
        return self._located[0]

    @property
    def ends(self) -> list[int]:
        """Where each token ends."""
        return self._located[1]

    @property
    def _located(self) -> tuple[list[int], list[int]]:
        if self._spans is None:
            ends = list(accumulate(map(len, self._spaced), initial=self._start))[1:]
            starts = list(map(sub, ends, map(len, self.texts)))
            if self._clean.kept:
                starts, ends = list(map(self._clean.origin, starts)), [self._clean.origin(end - 1) + 1 for end in ends]
            self._spans = starts, ends
        return self._spans

    def until(self, end: int) -> "Tokens":
        """Return the tokens in front of a position."""
        return Tokens(self._spaced[:end], self.norms[:end], self._clean, self._start)

    def blanks(self, at: int) -> int:
        """Return how many blanks stand in front of a token."""
        return len(self._spaced[at]) - len(self._spaced[at].lstrip())

    def touches(self, at: int) -> bool:
        """Tell whether no blank stands behind a token."""
        return not self._spaced[at + 1][0].isspace()

    def clings(self, at: int) -> bool:
        """Tell whether no blank stands behind a token; an elided word does not count ("d'une")."""
        return self.touches(at) and not self._spaced[at].endswith(_ELISION)


class Sentence:
    """A sentence of a text: its number, its offsets in ``Document.text``, its tokens.

    ``norms`` are the cleaned, case-folded words alone; most sentences are not read further.
    """

    __slots__ = ("_clean", "_contractions", "_norms", "_spaced", "_span", "_tokens", "end", "index", "start")

    def __init__(
        self, index: int, clean: CleanText, start: int, end: int, contractions: Mapping[str, str] = NO_CONTRACTIONS
    ) -> None:
        self.index = index
        self.start = clean.origin(start)
        self.end = clean.origin(end - 1) + 1
        self._clean = clean
        self._contractions = contractions
        self._span = (start, end)
        self._spaced: list[str] = []
        self._norms: list[str] | None = None
        self._tokens: Tokens | None = None

    def __repr__(self) -> str:
        return f"Sentence({self.index}, {self.start}, {self.end})"

    @property
    def words(self) -> str:
        """The cleaned sentence in lower case."""
        return self._clean.text[slice(*self._span)].lower()

    @property
    def is_shouted(self) -> bool:
        """Whether the sentence is in capitals throughout, so that they tell nothing."""
        return self._clean.text[slice(*self._span)].isupper()

    @property
    def has_digit(self) -> bool:
        """Whether a digit stands in the sentence."""
        return _DIGIT.search(self._clean.text, *self._span) is not None

    @property
    def norms(self) -> list[str]:
        """The ``norm`` of each token, in text order, made at the first use."""
        if self._norms is None:
            found = _TOKEN.findall(self._clean.text, *self._span)
            self._spaced = list(_without_elisions(found, self._contractions)) if self._contractions else found
            norms = " ".join(self._spaced).casefold().split()
            self._norms = [self._contractions.get(norm, norm) for norm in norms] if self._contractions else norms
        return self._norms

    @property
    def tokens(self) -> Tokens:
        """The tokens in text order, made at the first use."""
        if self._tokens is None:
            norms = self.norms
            self._tokens = Tokens(self._spaced, norms, self._clean, self._span[0])
        return self._tokens


def find_sentences(text: str, contractions: Mapping[str, str] = NO_CONTRACTIONS) -> list[Sentence]:
    r"""Return the sentences of a text in order; offsets count in the text as given.

    A stop ends a sentence unless it belongs to an abbreviation or a small letter follows.
    A line end does too, unless the line was only wrapped: then the next one goes on with a
    small letter, or the line stops short at a comma or at a bare number. What runs on for
    more than 2,000 characters is no sentence but a list or a table; it is cut at a space,
    so that reading takes time in proportion to the length of a text.

    ``contractions`` are those of the language, with the words they stand for; one that
    ends in an apostrophe is cut off the word behind it: "l'attaque" is two tokens.

    Example:
        >>> text = "Dr. Keita spoke. Some 400\npeople fled."
        >>> [text[s.start : s.end] for s in find_sentences(text)]
        ['Dr. Keita spoke.', 'Some 400\npeople fled.']
        >>> find_sentences("l'attaque", {"l'": "le"})[0].norms
        ['le', 'attaque']
        >>> find_sentences("  ")
        []
    """
    clean = clean_text(text)
    sentences: list[Sentence] = []
    start = 0
    for end in _cut_long(clean.text, _find_ends(clean.text)):
        start, stop = _strip(clean.text, start, end)
        if start < stop:
            sentences.append(Sentence(len(sentences), clean, start, stop, contractions))
        start = end
    return sentences


def _without_elisions(texts: Iterable[str], contractions: Mapping[str, str]) -> Iterator[str]:
    """Yield the texts of tokens with elided words cut off: "qu'à" is "qu'" and "à"."""
    for text in texts:
        while (mark := text.find(_ELISION) + 1) > 1 and text[:mark].lstrip().casefold() in contractions:
            yield text[:mark]
            text = text[mark:]
        yield text


def _find_ends(text: str) -> Iterator[int]:
    line_start = 0
    for match in _BREAK.finditer(text):
        if match[0] == "\n":
            if not _is_wrapped(text, line_start, match.start()):
                yield match.start()
            line_start = match.end()
        elif not _is_abbreviation(text, match.start()) and not _goes_on(text, match.end()):
            yield match.end()
    yield len(text)


def _cut_long(text: str, ends: Iterator[int]) -> Iterator[int]:
    start = 0
    for end in ends:
        while end - start > _LONGEST_SENTENCE:
            space = text.rfind(" ", start + 1, start + _LONGEST_SENTENCE)
            start = space if space > start else start + _LONGEST_SENTENCE
            yield start
        start = end
        yield end


def _is_abbreviation(text: str, stop: int) -> bool:
    if text[stop] != "." or text[stop + 1 : stop + 2] == ".":
        return False
    word = text[max(0, stop - _LOOK_BACK) : stop].rpartition(" ")[2]
    if not word.isalpha():
        word = _NO_WORD.split(word)[-1].lstrip(".")
    last = word.rpartition(".")[2]
    if last.isdecimal() and len(last) == 1:  # "1. Situation" opens a line, "Uganda had 3." ends a sentence
        return not text[text.rfind("\n", 0, stop) + 1 : stop - 1].strip()
    return len(last) == 1 or word.casefold() in _ABBREVIATIONS


def _goes_on(text: str, end: int) -> bool:
    """Tell whether a small letter follows on the same line, as after "etc."."""
    following = text[end : end + _LOOK_BACK].lstrip(" ")
    return following[:1].islower()


def _is_wrapped(text: str, line_start: int, line_end: int) -> bool:
    line = text[line_start:line_end].rstrip()
    following = text[line_end + 1 : line_end + 1 + _LOOK_BACK].lstrip(" ")
    if not line or not following or following[0] == "\n":
        return False
    if following[0].islower() or line[-1] in ",-–(":
        return True
    if _BARE_NUMBER.fullmatch(line):
        return following[0].isalpha()
    return following[0].isdecimal() and len(line) > _LOOK_BACK and line[-1].islower()


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end
