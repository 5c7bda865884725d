"""In which language a text is written, told by its most frequent words.

Small words tell the language of a paragraph, the words of the field that of a headline; both
cost microseconds. The lists are data (``data/reference/languages.toml``). Nothing here
decides what a word means.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from functools import cache

from dashboard.reference.resources import DATA

_WORD = re.compile(r"[^\W\d_]+")
_BEGINNING, _SAMPLE = 600, 3_000  # characters
_LEAST_HITS = 2
_LONG = 5  # letters
_LEAST_SHARE = 0.10
_LEAD = 1.5


def detect_language(text: str, title: str | None = None) -> str | None:
    """Return the ISO 639-1 code of the language of a text, ``None`` if unsure.

    Only the beginning is looked at; where it does not tell, more of it, and at last the title, too. A
    text is in a language if enough of its words are frequent ones of that language, and
    clearly more than of any other; a long word tells twice as much as a short one.

    Example:
        >>> detect_language("The families were displaced by the floods.")
        'en'
        >>> detect_language("Selon les autorités, des familles ont été déplacées.")
        'fr'
        >>> detect_language("12 morts", title="Attaque à Gao"), detect_language("Menaka, Gao")
        ('fr', None)
    """
    sample = text[:_SAMPLE]
    return _detect(text[:_BEGINNING]) or _detect(sample) or (_detect(f"{title} {sample}") if title else None)


def _detect(text: str) -> str | None:
    words = _WORD.findall(text.casefold())
    languages = _languages_of_words()
    hits: Counter[str] = Counter()
    for word, times in Counter(filter(languages.__contains__, words)).items():
        hits[languages[word]] += times * (1 + (len(word) >= _LONG))
    if not hits:
        return None
    (best, most), (_, second) = (*hits.most_common(2), ("", 0))[:2]
    return best if most >= max(_LEAST_HITS, _LEAST_SHARE * len(words), _LEAD * second) else None


@cache
def _languages_of_words() -> Mapping[str, str]:
    """Return the language that each word tells; a word of two languages tells none."""
    lists = tomllib.loads((DATA / "reference" / "languages.toml").read_text(encoding="utf-8"))
    pairs = [(word, code) for code, words in lists.items() for word in set(words.split())]
    counts = Counter(word for word, _ in pairs)
    return {word: code for word, code in pairs if counts[word] == 1}
