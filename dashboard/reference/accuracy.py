"""How often the extractor is right, as measured on the project's own texts and on those of others.

The tables ``data/reference/accuracy.csv`` and ``accuracy_external.csv`` are written by ``python -m
benchmarks.accuracy --write`` and ``python -m benchmarks.external``, and shown to the people who rely
on the figures. This module only reads them; it must not measure.
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from dashboard.reference.resources import DATA

ALL_LANGUAGES = "all"


@dataclass(frozen=True, slots=True)
class Accuracy:
    """One measure on one set of texts.

    ``language`` is ISO 639-1, or "all" for the languages together. ``kind`` is "sentences",
    "articles", or "texts" for both; ``texts`` is how many there are. ``indicator`` is ``None``
    where all indicators are taken together. ``meaning`` says in plain words what ``share`` (0 to
    1) is a share of, and ``cases`` how many cases it rests on. ``is_read`` is false for a
    language that the extractor does not read yet.
    """

    language: str
    kind: str
    texts: int
    indicator: str | None
    measure: str
    meaning: str
    share: float
    cases: int
    is_read: bool
    measured: date
    nature: str


@cache
def load_accuracy() -> Sequence[Accuracy]:
    """Return every measure: English first, all indicators together before each one.

    Example:
        >>> first = load_accuracy()[0]
        >>> first.language, first.kind, first.measure
        ('en', 'sentences', 'found')
    """
    with (DATA / "reference" / "accuracy.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(
            Accuracy(
                language=row["language"],
                kind=row["kind"],
                texts=int(row["texts"]),
                indicator=row["indicator"] or None,
                measure=row["measure"],
                meaning=row["meaning"],
                share=float(row["share"]),
                cases=int(row["cases"]),
                is_read=row["is_read"] == "yes",
                measured=date.fromisoformat(row["measured"]),
                nature=row["nature"],
            )
            for row in csv.DictReader(lines)
        )


@dataclass(frozen=True, slots=True)
class ExternalAccuracy:
    """One measure on texts that others wrote and labelled, and that cannot be part of the project.

    ``texts`` is how many there are, ``name`` what they are, ``labels`` who said what is right.
    ``meaning`` says in plain words what ``share`` (0 to 1) is a share of, ``cases`` how many it
    rests on.
    """

    name: str
    texts: int
    labels: str
    meaning: str
    share: float
    cases: int
    measured: date


@cache
def load_external() -> Sequence[ExternalAccuracy]:
    """Return every measure on the texts of others, set by set.

    Example:
        >>> load_external()[0].name
        'excerpts of news and UN reports'
    """
    with (DATA / "reference" / "accuracy_external.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(
            ExternalAccuracy(
                name=row["name"],
                texts=int(row["texts"]),
                labels=row["labels"],
                meaning=row["meaning"],
                share=float(row["share"]),
                cases=int(row["cases"]),
                measured=date.fromisoformat(row["measured"]),
            )
            for row in csv.DictReader(lines)
        )
