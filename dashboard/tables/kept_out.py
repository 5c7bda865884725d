r"""Rows below the header that are no data: totals, footers, and rows that do not fit.

A total that stays beside its parts counts everybody twice, and a “Source: …” that stays is a
row with something wrong. Both are kept out, and a note says which. A row with more or fewer
cells than the header is a problem: its values may have slipped.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from dashboard.model import Problem
from dashboard.reference.places import resolve_country
from dashboard.tables.header import is_number

_TOTAL = re.compile(
    r"""
    (?: (?:grand|overall|sub|sous|general)[\s-]* )?
    (?: totale?s? | totaux | ensemble | somme | suma | sum | gesamt | всего | итого | المجموع | الإجمالي | الاجمالي )
    (?: \s+ (?:g[eé]n[eé]rale? | general | overall | national | all | total ) )?
    \s* [:.*]?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SUBTOTAL = re.compile(r"(?:sub|sous)[\s-]*totale?s?\b.*", re.IGNORECASE)
_TOTAL_OF = re.compile(
    r"totale?\s+(?:of|for|de|du|des|para)?\s*(?P<after>.+)|(?P<before>.+?)[\s:–-]+totale?", re.IGNORECASE
)
# Columns whose “total” is one of their own words (both sexes, all phases), not the sum of the rows above.
_SLICES = re.compile(
    r"sex|gender|\bage|group|indicat|type|cause|categor|phase|sector|secteur|cluster|status|statut|population"
    r"|variable|measure|metric|element|descri|qualif|#(sector|indicator|affected|inneed|population)",
    re.IGNORECASE,
)
_PLACES = re.compile(
    r"countr|pays|pa[ií]s|region|r[eé]gion|admin|adm\d|provin|district|d[eé]part|commune|cercle|governorate|oblast|county"
    r"|localit|location|lieu|place|site|camp|zone|area|town|city|village|state|territ|woreda|#(country|adm|loc)",
    re.IGNORECASE,
)
_FOOTER = re.compile(
    r"""
      (data\s*)? (sources?|fuentes?|quelle) \b .*
    | (foot)?notes? \b .* | notas? \b .* | remar(k|que)s? \b .* | n\.?\s?b\.? \s* [:.] .*
    | (disclaimer|avertissement|copyright|©) .* | https?:// .*
    | (last\s)? (updated?|mise?\s à\s jour|downloaded|generated|extracted|created|accessed|prepared|retrieved) \b .*
    | [*†‡¹²³] .* | [(\[] [0-9*a-z] [)\]] \s .* | [0-9] \) \s .*
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_SOURCE = re.compile(r"(data\s*)?(sources?|fuentes?|notes?|remarques?)\s*:.*", re.IGNORECASE | re.DOTALL)
_SENTENCE_CHARACTERS = 60
_RUNS_SHOWN = 8


@lru_cache(maxsize=50_000)
def is_total(text: str) -> bool:
    """Tell whether a label says that its row is the sum of others.

    Example:
        >>> is_total("TOTAL GÉNÉRAL"), is_total("Sous-total"), is_total("Total killed")
        (True, True, False)
    """
    return bool(_TOTAL.fullmatch(text))


@lru_cache(maxsize=50_000)
def is_total_of_place(text: str) -> bool:
    """Tell whether a text in a column of places says that its row is the sum of others.

    Example:
        >>> is_total_of_place("Sub-total Mopti"), is_total_of_place("Kenya total"), is_total_of_place("Total Oil camp")
        (True, True, False)
    """
    if _SUBTOTAL.fullmatch(text):
        return True
    match = _TOTAL_OF.fullmatch(text)
    return bool(match and resolve_country(match["after"] or match["before"]))


def is_footer(texts: Sequence[str]) -> bool:
    """Tell a source, a note or a sentence below the table from a row of data.

    Example:
        >>> is_footer(["Source: OCHA", "", ""]), is_footer(["Gao", "", ""]), is_footer(["Sources", "12"])
        (True, False, False)
    """
    filled = [text for text in texts if text]
    if not filled or filled[0] != texts[0]:
        return False
    if len(filled) > 1:  # a sentence whose commas were taken for separators
        return bool(_SOURCE.fullmatch(filled[0])) and not any(map(is_number, filled[1:]))
    return bool(_FOOTER.fullmatch(filled[0])) or (len(filled[0]) > _SENTENCE_CHARACTERS and filled[0].endswith("."))


def find_labels(header: Sequence[str], tags: Sequence[str], numeric: frozenset[int]) -> tuple[int, ...]:
    """Return the columns whose word “total” makes a row the sum of others: places, and the first column of words."""
    places = find_places(header, tags)
    words = [position for position in range(len(header)) if position not in numeric]
    if words and not _SLICES.search(f"{header[words[0]]} {tags[words[0]] if tags else ''}"):
        return tuple(sorted({*places, words[0]}))
    return places


def find_places(header: Sequence[str], tags: Sequence[str]) -> tuple[int, ...]:
    """Return the columns of places.

    Example:
        >>> find_places(("Country", "Killed", "Camp"), ())
        (0, 2)
    """
    titles = [f"{name} {tag}" for name, tag in zip(header, tags or [""] * len(header), strict=True)]
    return tuple(n for n, title in enumerate(titles) if _PLACES.search(title) and not _SLICES.search(title))


def check_length(texts: Sequence[str], header: Sequence[str], row: int, name: str) -> Problem | None:
    """Return the problem of a row that has more or fewer cells than the header."""
    width, surplus = len(header), any(texts[len(header) :])
    if (len(texts) >= width and not surplus) or (not surplus and not any(header[len(texts) :])):
        return None
    code, fault = ("too_many_cells", "more") if surplus else ("too_few_cells", "fewer")
    return Problem(
        code,
        f"{name}, row {row}",
        None,
        f"The row has {fault} cells ({len(texts)}) than the header ({width}), so its values may have slipped.",
        "Look for a missing or an unquoted separator in this row.",
    )


def describe_rows(numbers: Iterable[int]) -> str:
    """Return row numbers in words, runs of them shortened.

    Example:
        >>> describe_rows([3, 5, 6, 7]), describe_rows([4])
        ('Rows 3, 5–7', 'Row 4')
    """
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    shown = [str(first) if first == last else f"{first}–{last}" for first, last in runs[:_RUNS_SHOWN]]
    rest = f" and {len(runs) - _RUNS_SHOWN} more" if len(runs) > _RUNS_SHOWN else ""
    is_one = len(runs) == 1 and runs[0][0] == runs[0][1]
    return f"{'Row' if is_one else 'Rows'} {', '.join(shown)}{rest}"
