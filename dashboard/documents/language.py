"""In which language a text is written, told by its small words.

A dozen frequent words are enough for a paragraph and cost microseconds; the lists are data
(``data/reference/languages.toml``). Nothing here decides what a word means.
"""

import tomllib
from collections import Counter
from collections.abc import Mapping
from functools import cache

from dashboard.reference.resources import DATA

_SAMPLE_CHARACTERS = 3_000
_LEAST_HITS = 2
_LEAST_SHARE = 0.10
_LEAD = 1.5


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
    words = text[:_SAMPLE_CHARACTERS].casefold().replace("’", " ").replace("'", " ").split()
    languages = _languages_of_words()
    hits = Counter(languages[word] for word in words if word in languages).most_common(2)
    if not hits:
        return None
    best, most = hits[0]
    second = hits[1][1] if len(hits) > 1 else 0
    return best if most >= max(_LEAST_HITS, _LEAST_SHARE * len(words), _LEAD * second) else None


@cache
def _languages_of_words() -> Mapping[str, str]:
    """Return the language that each small word tells; a word of two languages tells none."""
    lists = tomllib.loads((DATA / "reference" / "languages.toml").read_text(encoding="utf-8"))
    pairs = [(word, code) for code, words in lists.items() for word in set(words.split())]
    counts = Counter(word for word, _ in pairs)
    return {word: code for word, code in pairs if counts[word] == 1}
