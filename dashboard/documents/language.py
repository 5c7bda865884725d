"""In which language a text is written, told by its small words.

A dozen frequent words are enough for a paragraph and cost microseconds; the lists are data
(``data/reference/languages.toml``). Nothing here decides what a word means.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from functools import cache

from dashboard.reference.resources import DATA

_SAMPLE_CHARACTERS = 6_000
_LEAST_HITS = 2
_LEAST_SHARE = 0.10
_LEAD = 1.5

_WORD = re.compile(r"[^\W\d_]+")


def detect_language(text: str) -> str | None:
    """Return the ISO 639-1 code of the language of a text, ``None`` if unsure.

    Only the beginning is looked at. A text is in a language if enough of its words are
    small words of that language, and clearly more than of any other.

    Example:
        >>> detect_language("The families were displaced by the floods.")
        'en'
        >>> detect_language("Selon les autorités, des familles ont été déplacées.")
        'fr'
        >>> detect_language("Menaka, Gao") is None
        True
    """
    words = Counter(_WORD.findall(text[:_SAMPLE_CHARACTERS].casefold()))
    hits = {code: sum(words[word] for word in common) for code, common in _common_words().items()}
    (best, most), (_, second), *_ = sorted(hits.items(), key=lambda item: -item[1])
    is_sure = most >= max(_LEAST_HITS, _LEAST_SHARE * words.total(), _LEAD * second)
    return best if is_sure else None


@cache
def _common_words() -> Mapping[str, tuple[str, ...]]:
    """Return the words that tell each language; a word of two languages tells none."""
    lists = tomllib.loads((DATA / "reference" / "languages.toml").read_text(encoding="utf-8"))
    languages = Counter(word for words in lists.values() for word in set(words.split()))
    return {code: tuple(w for w in words.split() if languages[w] == 1) for code, words in lists.items()}
