"""How often the extractor is right on the gold set, and the floors it must not fall below.

    python -m benchmarks.accuracy                   print the measures
    python -m benchmarks.accuracy --errors en       print what was missed, made up or read wrongly
    python -m benchmarks.accuracy --write           write floors, table and README; never lowers a floor
    python -m benchmarks.accuracy --write --lower   lowers floors too; the commit must say why

Floors stand in ``tests/gold/baseline.json`` with the hash of the set they were measured on,
the table for people in ``data/reference/accuracy.csv``, and a short form of it in README.
"""

import argparse
import csv
import io
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

from benchmarks.gold import GOLD, GoldFigure, GoldText, hash_gold, load_gold
from benchmarks.scores import ATTRIBUTES, Pair, compare, measure, pair_all, show_ratings
from dashboard.model import Indicator, hash_content
from dashboard.reference.accuracy import ALL_LANGUAGES, Accuracy, ExternalAccuracy, load_accuracy
from dashboard.reference.lexicon import supports
from dashboard.reference.resources import DATA
from dashboard.wording import describe_accuracy

BASELINE = GOLD / "baseline.json"
TABLE = DATA / "reference" / "accuracy.csv"
README = Path(__file__).resolve().parents[1] / "README.md"

LANGUAGES = ("en", "fr", "es")
KINDS, ALL_KINDS = ("sentences", "articles"), "texts"
# A rule that helps in many texts may cost a case in one: a measure may fall by this much, or
# by one case, before the gate closes. The floor itself stays at the best measure written.
TOLERANCE = 0.02
FEWEST_CASES = 2
FEWEST_SHOWN = 5
ROUNDING = 0.001
NATURE = "texts invented and annotated by the project, which also learns from its errors in them: no independent test"
MEANINGS = {
    "found": "figures in the texts that were found",
    "right": "figures given that are right (indicator, unit and number)",
    "f1": "found and right taken together (F1)",
    "silent": "texts without any figure that gave none",
    "quantifier": "hedge right (at least, about, between …)",
    "measure": "flow, stock or cumulative right",
    "population_group": "part of the population right",
    "certainty": "reported, feared, projected or denied: right",
    "country": "country right",
    "area": "first-level area right",
    "place_text": "place right as printed (where it is a town or an area)",
    "origin": "country of origin right",
    "period": "period right to the day",
    "basis": "told rightly whether the events or the report are dated",
    "reporter": "reporter right",
    "relation": "relation to another figure right",
    "sure": "right among the figures given with a confidence of 0.9 or more",
    "certain": "figures given with a confidence of 0.9 or more",
    "calibrated": "confidence true to the share of right figures (1 less the expected calibration error)",
}
TITLE = "How often the extractor is right"
PRODUCER = "humdash, python -m benchmarks.accuracy --write"
PROCESSING = f"Measured on tests/gold ({NATURE}); its README says what is annotated, and how."
BY_INDICATOR = ("found", "right")
BY_LANGUAGE = ("sure", "certain", "calibrated")
BY_KIND = tuple(name for name in MEANINGS if name not in ("certain", "calibrated"))  # for these, one kind has too few


class Floor(NamedTuple):
    """What must be reached: the share, and how many were right when it was measured."""

    share: float
    right: int


class LoweredError(Exception):
    """A floor would be lowered and nobody asked for it."""


def measure_all(texts: Sequence[GoldText], pairs: Mapping[str, list[Pair]], today: date) -> Iterator[Accuracy]:
    """Yield every measure that could be taken: of a language by kind of text, of all its texts, then by indicator.

    The languages together come last: an indicator that is rare in each has cases enough in all.
    """
    for language in LANGUAGES:
        chosen = [text for text in texts if text.language == language]
        for kind in KINDS:
            of_kind = [text for text in chosen if text.is_article is (kind == "articles")]
            yield from _measure_set(language, kind, of_kind, pairs, today)
        yield from _measure_set(language, ALL_KINDS, chosen, pairs, today)
    yield from _measure_set(ALL_LANGUAGES, ALL_KINDS, texts, pairs, today)


def _measure_set(
    language: str, kind: str, texts: Sequence[GoldText], pairs: Mapping[str, list[Pair]], today: date
) -> Iterator[Accuracy]:
    """Yield the measures of some texts: in detail of one kind, by indicator of both."""
    is_read = language == ALL_LANGUAGES or supports(language)
    wanted: list[tuple[Indicator | None, Sequence[str]]] = [(None, BY_KIND)]
    if kind == ALL_KINDS:
        wanted = [(None, BY_LANGUAGE), *((indicator, BY_INDICATOR) for indicator in Indicator)]
    for indicator, names in wanted:
        shares = measure(texts, pairs, indicator).shares()
        for name in names:
            if name in shares:
                share, cases = shares[name]
                place = (language, kind, len(texts), indicator, name, MEANINGS[name])
                yield Accuracy(*place, round(share, 3), cases, is_read, today, NATURE)


def name_floor(entry: Accuracy) -> str:
    """Return the name of a floor: ``en sentences found``, ``en texts killed right``."""
    return " ".join(filter(None, (entry.language, entry.kind, entry.indicator, entry.measure)))


def write_floors(entries: Sequence[Accuracy]) -> dict[str, Floor]:
    """Return the floors: each measure of a language that is read, if it rests on enough cases."""
    return {
        name_floor(entry): Floor(entry.share, round(entry.share * entry.cases))
        for entry in entries
        if entry.is_read and entry.cases >= FEWEST_CASES and entry.measure != "f1"
    }


def check_floors(entries: Sequence[Accuracy], floors: Mapping[str, Floor]) -> list[str]:
    """Return a sentence for each floor that is not reached; an empty list is a pass."""
    measured = {name_floor(entry): entry for entry in entries}
    missed = []
    for name, floor in floors.items():
        entry = measured.get(name)
        if entry is None:
            missed.append(f"{name}: no longer measured, the floor is {floor.share:.3f}")
        elif _is_below(entry, floor):
            missed.append(f"{name}: {entry.share:.3f} on {entry.cases} cases is below its floor of {floor.share:.3f}")
    return missed


def _is_below(entry: Accuracy, floor: Floor) -> bool:
    """Tell whether a measure has fallen; a figure that is newly found with a wrong period is no step back."""
    is_lower = entry.share < floor.share - max(TOLERANCE, 1 / entry.cases) - ROUNDING
    is_fewer = round(entry.share * entry.cases) < floor.right
    return is_lower and (is_fewer or entry.measure not in ATTRIBUTES)


def raise_floors(entries: Sequence[Accuracy], floors: Mapping[str, Floor], *, may_lower: bool) -> dict[str, Floor]:
    """Return the new floors: the better of old and new, or simply the new ones if they may be lowered.

    Raises:
        LoweredError: a measure is below its floor, or no longer taken, and ``may_lower`` is false.
    """
    now = write_floors(entries)
    if may_lower:
        return now
    if missed := check_floors(entries, floors):
        raise LoweredError("\n".join(missed))
    raised = {name: Floor(*map(max, floor, floors.get(name, floor))) for name, floor in now.items()}
    return {**floors, **raised}


def load_floors() -> dict[str, Floor]:
    """Return the floors of the baseline, none if there is no baseline."""
    if not BASELINE.exists():
        return {}
    floors = json.loads(BASELINE.read_text(encoding="utf-8"))["floors"]
    return {name: Floor(*floor) for name, floor in floors.items()}


def write_table(entries: Sequence[Accuracy]) -> str:
    """Return the table for people as CSV, without what rests on too few cases."""
    return write_rows(Accuracy, [entry for entry in entries if entry.indicator is None or entry.cases >= FEWEST_SHOWN])


def write_rows(kind: type[Accuracy] | type[ExternalAccuracy], entries: Iterable[object]) -> str:
    """Return measures as CSV, a column a field of their kind."""
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    names = [field.name for field in fields(kind)]
    writer.writerow(names)
    writer.writerows([_write_cell(getattr(entry, name)) for name in names] for entry in entries)
    return lines.getvalue()


def _write_cell(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.3f}"
    return "" if value is None else str(value)


def find_block(readme: str, name: str) -> str:
    """Return what stands between the markers of a block of README."""
    return readme.partition(f"<!-- {name} -->\n")[2].partition(f"<!-- /{name} -->")[0]


def replace_block(readme: str, name: str, block: str) -> str:
    r"""Return README with something else between the markers of a block.

    Example:
        >>> replace_block("<!-- a -->\nold<!-- /a -->", "a", "new")
        '<!-- a -->\nnew<!-- /a -->'
    """
    start, end = f"<!-- {name} -->\n", f"<!-- /{name} -->"
    return f"{readme.partition(start)[0]}{start}{block}{end}{readme.partition(end)[2]}"


def write_all(entries: Sequence[Accuracy], *, may_lower: bool) -> None:
    """Write floors, table, sidecar and README.

    Raises:
        LoweredError: see ``raise_floors``; then nothing is written.
    """
    floors = raise_floors(entries, load_floors(), may_lower=may_lower)
    today = entries[0].measured
    baseline = {"corpus": hash_gold(), "measured": today.isoformat(), "floors": floors}
    lines = re.sub(r"\[\s+(\S+)\s+(\S+)\s+\]", r"[\1 \2]", json.dumps(baseline, indent=1))
    BASELINE.write_text(lines + "\n", encoding="utf-8")
    table = write_table(entries)
    TABLE.write_text(table, encoding="utf-8")
    write_sidecar(TABLE, table, TITLE, PRODUCER, PROCESSING, today)
    readme = README.read_text(encoding="utf-8")
    README.write_text(replace_block(readme, "accuracy", describe_accuracy(entries)), encoding="utf-8")
    load_accuracy.cache_clear()


def write_sidecar(path: Path, table: str, title: str, producer: str, processing: str, measured: date) -> None:
    """Write beside a table who made it, how and when, with its hash."""
    lines = (
        f'title = "{title}"',
        f'producer = "{producer}"',
        'url = ""',
        f'accessed = "{measured.isoformat()}"',
        'licence = "MIT"',
        f'sha256 = "{hash_content(table.encode())}"',
        f'processing = """{processing}"""',
        "",
    )
    path.with_suffix(".meta.toml").write_text("\n".join(lines), encoding="utf-8")


def print_measures(entries: Sequence[Accuracy]) -> None:
    """Print one line a measure."""
    for entry in entries:
        print(f"{name_floor(entry):48} {entry.share:6.3f}  of {entry.cases}")


def print_errors(texts: Sequence[GoldText], pairs: Mapping[str, list[Pair]]) -> None:
    """Print each text in which something is missed (-), made up (+) or wrong (~)."""
    for text in texts:
        lines = [line for pair in pairs[text.where] for line in _describe(pair)]
        if lines:
            print(text.where if text.is_article else f"{text.where}  {text.document.text}", *lines, sep="\n    ")


def _describe(pair: Pair) -> Iterator[str]:
    gold, found = pair.gold, pair.found
    if gold is None or found is None:
        seen: GoldFigure | None = gold or found
        sign = "-" if found is None else "+"
        yield f"{sign} {' '.join(seen.key) if seen else ''}" + (
            f" ({pair.rating.confidence:.2f})" if pair.rating else ""
        )
        return
    for name in (name for name, is_right in compare(pair) if not is_right):
        expected, actual = getattr(gold, name), getattr(found, name)
        yield f"~ {gold.indicator} {gold.number} {name}: {expected or '–'}, not {actual or '–'}"


def main() -> int:
    """Measure, and print or write; 1 if a floor would be lowered."""
    parser = argparse.ArgumentParser(description="How often the extractor is right on the gold set.")
    parser.add_argument("--errors", choices=LANGUAGES, help="print the errors in one language")
    parser.add_argument("--write", action="store_true", help="write floors, table and README")
    parser.add_argument("--lower", action="store_true", help="allow a floor to be lowered")
    options = parser.parse_args()
    texts = load_gold()
    pairs = pair_all(texts)
    if options.errors:
        print_errors([text for text in texts if text.language == options.errors], pairs)
        return 0
    entries = list(measure_all(texts, pairs, datetime.now(UTC).date()))
    print_measures(entries)
    print(*show_ratings([pair.rating for of_text in pairs.values() for pair in of_text if pair.rating]), sep="\n")
    if not options.write:
        return 0
    try:
        write_all(entries, may_lower=options.lower)
    except LoweredError as error:
        print(f"Nothing was written. Floors are lowered only with --lower:\n{error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
