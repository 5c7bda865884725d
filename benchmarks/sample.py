"""Draw figures for reading by eye, and sum up what the reader said.

    python -m benchmarks.sample --documents FILE … --n 200 --seed 1 --to SHEET    draw them
    python -m benchmarks.sample --sum SHEET …                                    sum up

Labels say what is missed but hardly what is made up: they hold one kind of number, or only
the total. So somebody reads what the extractor gave. The files are in the bulk form of ``humdash extract
--documents``; each gives as many figures, so that a large one does not drown the others.
The sheet has a JSON object a line: ``right`` is to be set to true if the text states this
number of this indicator as a fact, ``error`` says in a few words what is wrong with it, and
``also`` what else is ("country", "period", "reporter", "population_group" …).
"""

import argparse
import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.scores import Rating, show_ratings
from dashboard.batch import Answer, extract_lines, figure_row
from dashboard.model import Figure, make_figure_id
from dashboard.wording import say_share

CONTEXT_CHARACTERS = 300
_KEYS = ("indicator", "value", "value_low", "value_high", "unit", "quantifier", "certainty", "population_group")
_ALSO = ("location_code", "admin1_code", "reference_period_start", "reference_period_end", "reporter")
_TOLD = ("value_text", "trigger_text", "confidence")


class Found(NamedTuple):
    """A figure with the name of the file in which its document stands."""

    file: str
    figure: Figure


def find_all(paths: Iterable[Path]) -> Iterator[Found]:
    """Yield the figures of all documents of bulk files, in order."""
    for path in paths:
        with path.open("rb") as lines:
            for answer in extract_lines(lines, path.name):
                if isinstance(answer, Answer):
                    yield from (Found(path.stem, figure) for figure in answer.figures)


def draw_sample(found: Iterable[Found], size: int, seed: int) -> list[Found]:
    """Return figures drawn at random, as many of each file, in an order that tells nothing."""
    by_file: defaultdict[str, list[Found]] = defaultdict(list)
    for one in found:
        by_file[one.file].append(one)
    chance = random.Random(seed)  # noqa: S311 - a sample, no secret
    shuffled = [chance.sample(all_of_file, len(all_of_file)) for all_of_file in by_file.values()]
    turns = max(map(len, shuffled), default=0)
    drawn = [of_file[turn] for turn in range(turns) for of_file in shuffled if turn < len(of_file)][:size]
    return chance.sample(drawn, len(drawn))


def write_row(found: Found) -> dict[str, Any]:
    """Return the line of the sheet, the verdict still open."""
    row, figure = figure_row(found.figure), found.figure
    asked = {key: row[key] for key in (*_KEYS, *_ALSO, *_TOLD)}
    place = {"file": found.file, "document_id": figure.document_id, "figure_id": figure.figure_id}
    return {**place, **asked, "sentence": mark_number(figure), "right": None, "error": "", "also": []}


def mark_number(figure: Figure) -> str:
    """Return the words around a figure with its number marked.

    Example:
        >>> from dashboard.extract import find_figures
        >>> from dashboard.model import Document
        >>> mark_number(find_figures(Document("d", text="On day 12, 12 people were killed."))[0])
        'On day 12, ⟦12⟧ people were killed.'
    """
    if figure.evidence is None:
        return ""
    quote, number = figure.evidence.quote, figure.quantity.text
    at = _find_number(figure)
    end = at + len(number)
    parts = (quote[max(0, at - CONTEXT_CHARACTERS) : at], f"⟦{number}⟧", quote[end : end + CONTEXT_CHARACTERS])
    return " ".join("".join(parts).split())


def _find_number(figure: Figure) -> int:
    """Return where the number stands in its quote: only there it has the identifier of the figure."""
    evidence, quantity = figure.evidence, figure.quantity
    best = quantity.value if quantity.value is not None else quantity.low
    at = evidence.quote.find(quantity.text) if evidence else 0
    while evidence and at >= 0:
        start = evidence.start + at
        end = start + len(quantity.text)
        if make_figure_id(figure.document_id, start, end, figure.indicator, best) == figure.figure_id:
            return at
        at = evidence.quote.find(quantity.text, at + 1)
    return 0


def read_verdicts(paths: Iterable[Path]) -> list[Mapping[str, Any]]:
    """Return the lines of sheets that have a verdict."""
    rows = (json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines() if line)
    return [row for row in rows if row["right"] is not None]


def sum_verdicts(rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Yield, a line each: how many are right, of each file and in all, and each kind of error with its figures."""
    for name in [*sorted({row["file"] for row in rows}), "all"]:
        chosen = [row["right"] for row in rows if name in (row["file"], "all")]
        yield f"{name}: {say_share(sum(chosen), len(chosen))} right"
    wrong = [row for row in rows if not row["right"]]
    for error, count in Counter(row["error"] for row in wrong).most_common():
        yield f"{count} × {error}: {', '.join(row['figure_id'] for row in wrong if row['error'] == error)}"
    right = [row for row in rows if row["right"]]
    for name, count in Counter(name for row in right for name in row["also"]).most_common():
        yield f"{name} wrong: {count} of the {len(right)} right ones"
    yield from show_ratings([Rating(row["confidence"], is_right=row["right"]) for row in rows])


def main() -> int:
    """Draw a sample, or sum up the verdicts on one."""
    parser = argparse.ArgumentParser(description="Draw figures for reading by eye, and sum up the verdicts.")
    parser.add_argument("--documents", type=Path, nargs="+", help="files in the bulk form")
    parser.add_argument("--n", type=int, default=200, help="how many figures to draw")
    parser.add_argument("--seed", type=int, default=1, help="the same seed draws the same figures")
    parser.add_argument("--to", type=Path, help="the sheet to write, JSON lines")
    parser.add_argument("--sum", type=Path, nargs="+", help="sheets whose verdicts are summed up")
    options = parser.parse_args()
    if options.sum:
        print(*sum_verdicts(read_verdicts(options.sum)), sep="\n")
    elif options.documents and options.to:
        drawn = draw_sample(find_all(options.documents), options.n, options.seed)
        lines = [json.dumps(write_row(one), ensure_ascii=False, default=str) + "\n" for one in drawn]
        options.to.write_text("".join(lines), encoding="utf-8")
    else:
        parser.error("give --documents and --to, or --sum")
    return 0


if __name__ == "__main__":
    sys.exit(main())
