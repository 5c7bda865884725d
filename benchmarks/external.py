"""Write down what was measured on texts that others wrote and labelled, for README and the app.

    python score.py --project . > SCORES          beside the labelled files; prints "file.metric value n" lines
    python -m benchmarks.external SCORES [--verdicts SHEET …]

Those texts belong to their publishers, so that nobody can measure again from the repository alone. What is
kept is the numbers with their day, in ``data/reference/accuracy_external.csv``. The files are development sets: rules
were improved with the errors seen in them. ``--verdicts`` adds how many of the figures drawn from them
(``benchmarks.sample``) a person found right.
"""

import argparse
import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

from benchmarks.accuracy import README, replace_block, write_rows, write_sidecar
from benchmarks.sample import read_verdicts
from dashboard.reference.accuracy import ExternalAccuracy, load_external
from dashboard.reference.resources import DATA
from dashboard.wording import describe_external

TABLE = DATA / "reference" / "accuracy_external.csv"
TITLE = "How often the extractor is right on texts of others"
PRODUCER = "humdash, python -m benchmarks.external"
PROCESSING = (
    "Measured on texts that belong to their publishers and are no part of humdash; the rules were improved with the "
    "errors seen in them. Only numbers that the texts state are asked for."
)
SIZE = "figures_per_text"  # its cases are the texts


class Labelled(NamedTuple):
    """A labelled file: what its texts are, what was labelled by whom, and what its metrics mean."""

    name: str
    labels: str
    meanings: Mapping[str, str]


SETS = {
    "idmc_labelled": Labelled(
        "excerpts of news and UN reports",
        "a figure of displacement or housing each, by volunteers",
        {"value_family": "figure found, of its kind and number", "country": "its country right"},
    ),
    "wikipedia_expert": Labelled(
        "Wikipedia articles on disasters",
        "totals and figures by place, by experts",
        {
            "found": "totals found among the figures",
            "total": "total of the article right",
            "sub": "figures by place found",
            "sub_place": "figures by place found, with the place",
        },
    ),
    "wikipedia_infobox": Labelled(
        "Wikipedia articles on disasters", "totals of their information boxes", {"total": "total of the article right"}
    ),
    "muc4_dev": Labelled(
        "MUC-4 news reports of 1988–1991, in capitals",
        "groups of victims, by annotators",
        {"many": "groups of two and more found", "one": "single victims found"},
    ),
    "gvdb_dev": Labelled(
        "local news reports on shootings in the United States",
        "victims, by annotators",
        {"hit": "number of dead and of injured found"},
    ),
}
READ = (
    "texts of all these sets",
    "figures drawn at random, each read by somebody other than who wrote the rules",
    "number and indicator of a figure right",
)


def read_scores(lines: Iterable[str], measured: date) -> Iterator[ExternalAccuracy]:
    """Yield the measures that people are shown, set by set, from what the scorer printed.

    Example:
        >>> lines = ["gvdb_dev.hit 0.62 197", "gvdb_dev.sum_all 0.5 247", "gvdb_dev.figures_per_text 1.1 297"]
        >>> [(entry.texts, entry.share, entry.cases) for entry in read_scores(lines, date(2026, 11, 25))]
        [(297, 0.62, 197)]
    """
    scores = {name: (float(value), int(cases)) for name, value, cases in map(str.split, lines)}
    for file, labelled in SETS.items():
        for metric, meaning in labelled.meanings.items():
            if f"{file}.{metric}" in scores:
                share, cases = scores[f"{file}.{metric}"]
                texts = scores[f"{file}.{SIZE}"][1]
                yield ExternalAccuracy(labelled.name, texts, labelled.labels, meaning, round(share, 3), cases, measured)


def sum_read(sheets: Iterable[Path], texts: int, measured: date) -> ExternalAccuracy:
    """Return how many of the figures on sheets a person found right."""
    verdicts = [row["right"] for row in read_verdicts(sheets)]
    if not verdicts:
        raise SystemExit("The sheets hold no verdicts: set “right” to true or false in each line.")
    name, labels, meaning = READ
    share = round(sum(verdicts) / len(verdicts), 3)
    return ExternalAccuracy(name, texts, labels, meaning, share, len(verdicts), measured)


def write_external(entries: list[ExternalAccuracy]) -> None:
    """Write table, sidecar and README's block."""
    table = write_rows(ExternalAccuracy, entries)
    TABLE.write_text(table, encoding="utf-8")
    write_sidecar(TABLE, table, TITLE, PRODUCER, PROCESSING, entries[0].measured)
    readme = README.read_text(encoding="utf-8")
    README.write_text(replace_block(readme, "external", describe_external(entries)), encoding="utf-8")
    load_external.cache_clear()


def main() -> int:
    """Read what the scorer printed and write it down."""
    parser = argparse.ArgumentParser(description="Write down what was measured on texts of others.")
    parser.add_argument("scores", type=Path, help="what the scorer printed")
    parser.add_argument("--verdicts", type=Path, nargs="+", help="sheets with verdicts on figures of these texts")
    options = parser.parse_args()
    today = datetime.now(UTC).date()
    entries = list(read_scores(options.scores.read_text(encoding="utf-8").splitlines(), today))
    if options.verdicts:
        sizes = {entry.name + entry.labels: entry.texts for entry in entries}
        entries.append(sum_read(options.verdicts, sum(sizes.values()), today))
    write_external(entries)
    print(describe_external(entries))
    return 0


if __name__ == "__main__":
    sys.exit(main())
