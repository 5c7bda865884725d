"""How well figures are read, in the words that README and the app share."""

from collections.abc import Iterator, Sequence
from math import sqrt

from babel import Locale

from dashboard.model import Indicator, Verdicts
from dashboard.reference.accuracy import ALL_LANGUAGES, Accuracy, ExternalAccuracy
from dashboard.wording.dates import format_date
from dashboard.wording.names import name_word

# With fewer decisions a percentage says more about chance than about the extractor.
FEWEST_FOR_A_SHARE = 20
_NORMAL_95 = 1.96
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
        shares = " | ".join(_say_percent(cell.share) if cell else "–" for cell in cells)
        yield f"| {language}{note}, {entry.texts} {entry.kind} | {shares} |"


def describe_indicators(entries: Sequence[Accuracy]) -> str:
    """Return how well each indicator is read in all languages together, as Markdown: a table, a row an indicator.

    Example:
        >>> from datetime import date
        >>> where = ("all", "texts", 440, "missing")
        >>> found = Accuracy(*where, "found", "", 0.821, 28, True, date(2026, 11, 23), "own texts")
        >>> print(describe_indicators([found]).splitlines()[-1])
        | People missing | 82 % of 28 | – |
    """
    shown = {(entry.indicator, entry.measure): entry for entry in entries if entry.language == ALL_LANGUAGES}
    names = dict.fromkeys(indicator for indicator, _ in shown if indicator)
    rows = []
    for name in names:
        cells = [
            _say_cases(shown[name, measure]) if (name, measure) in shown else "–" for measure in ("found", "right")
        ]
        rows.append(f"| {name_word(Indicator(name))} | {' | '.join(cells)} |")
    return "\n".join(("| | found | right |", "|---|---:|---:|", *rows, ""))


def describe_external(entries: Sequence[ExternalAccuracy]) -> str:
    """Return what was measured on the texts of others, as Markdown: a paragraph and a table, a row a measure.

    Example:
        >>> from datetime import date
        >>> entry = ExternalAccuracy("news", 297, "victims, by hand", "total found", 0.62, 197, date(2026, 11, 25))
        >>> print(describe_external([entry]).splitlines()[-1])
        | 297 news (victims, by hand) | total found | 62 % of 197 |
    """
    return "\n".join(
        (
            f"Measured on {format_date(entries[0].measured)} on texts that others wrote and labelled. They are",
            "development sets: the rules were improved with the errors seen in them. Other texts may be read worse.",
            "Labels have errors, too. The texts belong to their publishers and are no part of humdash.",
            "",
            "| texts (labels) | measured | right |",
            "|---|---|---:|",
            *_external_rows(entries),
            "",
        )
    )


def _external_rows(entries: Sequence[ExternalAccuracy]) -> Iterator[str]:
    """Yield a row a measure; the texts are named once."""
    named = ""
    for entry in entries:
        texts = f"{entry.texts:,} {entry.name} ({entry.labels})"
        yield f"| {texts if texts != named else ''} | {entry.meaning} | {_say_cases(entry)} |"
        named = texts


def describe_verdicts(verdicts: Sequence[Verdicts]) -> str:
    """Return how often people agreed with what was read, as Markdown: a paragraph and a table.

    A row is an indicator in a language. Figures accepted in one step with others do not count
    for the share, since nobody may have looked at each. Under twenty decisions no percentage is
    given, from there on with its 95 % range (Wilson score interval).

    Example:
        >>> from dashboard.model import Indicator
        >>> print(describe_verdicts([Verdicts(Indicator.KILLED, "en", 17, 2, 1),
        ...     Verdicts(Indicator.MISSING, None, 3, 0, 1, together=2)]).partition("together |")[2].strip())
        |---|---:|---:|---:|---:|---:|
        | People killed, English | 20 | 17 of 20: 85 % (64–95 %) | 2 | 1 | – |
        | People missing, language not known | 2 | 1 of 2 (too few to tell) | – | 1 | 2 |
        >>> describe_verdicts([])
        'Nobody has decided on a figure that was read from a text yet.'
    """
    if not verdicts:
        return "Nobody has decided on a figure that was read from a text yet."
    return "\n".join(
        (
            "What people decided on the page *Review* about figures read from texts, one by one; the range says how",
            "far chance alone may have moved a percentage. Figures of a document that was accepted in one step do not",
            "count, since nobody may have looked at each; they stand in the last column.",
            "",
            "| | decided | accepted as read | corrected | rejected | accepted together |",
            "|---|---:|---:|---:|---:|---:|",
            *(_verdict_row(line) for line in verdicts),
            "",
        )
    )


def _verdict_row(line: Verdicts) -> str:
    language = Locale.parse(line.language).get_display_name("en") if line.language else "language not known"
    one_by_one = line.decided - line.together
    cells = [
        f"{name_word(line.indicator)}, {language}",
        f"{one_by_one:,}",
        say_share(line.accepted - line.together, one_by_one) if one_by_one else "–",
        f"{line.corrected or '–'}",
        f"{line.rejected or '–'}",
        f"{line.together or '–'}",
    ]
    return f"| {' | '.join(cells)} |"


def say_share(part: int, whole: int) -> str:
    """Return a share in words; with few cases no percentage, with more the range that chance alone may explain.

    Example:
        >>> say_share(17, 20), say_share(1, 2)
        ('17 of 20: 85 % (64–95 %)', '1 of 2 (too few to tell)')
    """
    words = f"{part:,} of {whole:,}"
    if whole < FEWEST_FOR_A_SHARE:
        return f"{words} (too few to tell)"
    low, high = _wilson(part, whole)
    return f"{words}: {part / whole:.0%} ({low * 100:.0f}–{high:.0%})".replace("%", " %")


def _say_cases(entry: Accuracy | ExternalAccuracy) -> str:
    return f"{_say_percent(entry.share)} of {entry.cases:,}"


def _say_percent(share: float) -> str:
    return f"{share:.0%}".replace("%", " %")


def _wilson(part: int, whole: int) -> tuple[float, float]:
    share, square = part / whole, _NORMAL_95**2
    centre = share + square / (2 * whole)
    spread = _NORMAL_95 * sqrt(share * (1 - share) / whole + square / (4 * whole**2))
    return max(0.0, (centre - spread) / (1 + square / whole)), min(1.0, (centre + spread) / (1 + square / whole))
