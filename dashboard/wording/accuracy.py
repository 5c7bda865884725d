"""How well figures are read, in the words that README and the app share."""

from collections.abc import Iterator, Sequence

from babel import Locale

from dashboard.reference.accuracy import Accuracy
from dashboard.wording.dates import format_date

_MEASURES = ("found", "right", "country", "period", "reporter")


def describe_accuracy(entries: Sequence[Accuracy]) -> str:
    """Return what was measured, when and on what, as Markdown: a paragraph and a table, a row a set of texts.

    Example:
        >>> from datetime import date
        >>> found = Accuracy("en", "articles", 28, None, "found", "", 0.639, 238, True, date(2026, 11, 23), "own texts")
        >>> print(describe_accuracy([found]).splitlines()[-1])
        | English, 28 articles | 64 % | – | – | – | – |
    """
    first = entries[0]
    return "\n".join(
        (
            f"Measured on {format_date(first.measured)} on {first.nature}.",
            "*Found*: figures of the texts that were found; *right*: figures given whose indicator, unit and",
            "number are right; of these, how often the country, the period and the reporter are right.",
            "",
            f"| | {' | '.join(_MEASURES)} |",
            f"|---|{'---:|' * len(_MEASURES)}",
            *_rows(entries),
            "",
        )
    )


def _rows(entries: Sequence[Accuracy]) -> Iterator[str]:
    overall = {(entry.language, entry.kind, entry.measure): entry for entry in entries if entry.indicator is None}
    for entry in overall.values():
        if entry.measure != "found":
            continue
        language = Locale.parse(entry.language).get_display_name("en")
        note = "" if entry.is_read else " (not read yet)"
        cells = (overall.get((entry.language, entry.kind, measure)) for measure in _MEASURES)
        shares = " | ".join(f"{cell.share:.0%}".replace("%", " %") if cell else "–" for cell in cells)
        yield f"| {language}{note}, {entry.texts} {entry.kind} | {shares} |"
