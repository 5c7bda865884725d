"""Whether the confidence of a figure is what it says, and the fit of the weights that it is made of.

    python -m benchmarks.confidence                                          on the gold set
    python -m benchmarks.confidence --documents FILE … --verdicts SHEET …    and on figures that a person has read
    python -m benchmarks.confidence … --write                                fit the weights anew

What is printed first is measured on figures that the weights have not seen: fitted on half of
the documents, measured on the other half, and the other way round. Then what the present
weights say of all of them. Sheets come from ``python -m benchmarks.sample``; a verdict holds as long as the
same number is still read as the same indicator. The weights (``data/reference/confidence.toml``) are those of
a logistic regression, held back a little towards zero, since some signs are rare.
"""

import argparse
import random
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from math import exp
from pathlib import Path
from typing import NamedTuple

import numpy as np

from benchmarks.gold import load_gold
from benchmarks.sample import find_all, read_verdicts
from benchmarks.scores import Rating, pair_all, show_ratings
from dashboard.model import Figure
from dashboard.reference.confidence import CONFIDENCE, Signs, load_signs

RIDGE = 2.0
_STEPS = 50
_SEED = 1


class Case(NamedTuple):
    """A figure somebody has judged: its document, the words of its reason, and the judgement."""

    document: str
    reason: frozenset[str]
    rating: Rating


class Weights(NamedTuple):
    """The log odds without any sign, and what each sign that has a weight adds to them, in the order of the table."""

    trust: float
    added: tuple[float, ...]


def make_case(document: str, figure: Figure, *, is_right: bool) -> Case:
    """Return a judged figure as a case."""
    reason = frozenset((figure.reason or "").split("; "))
    return Case(document, reason, Rating(figure.confidence or 0.0, is_right))


def find_gold_cases() -> Iterator[Case]:
    """Yield the figures given on the gold set."""
    for where, pairs in pair_all(load_gold()).items():
        for pair in pairs:
            if pair.figure:
                yield make_case(where, pair.figure, is_right=pair.gold is not None)


def find_judged_cases(documents: Iterable[Path], sheets: Iterable[Path]) -> Iterator[Case]:
    """Yield the figures given on documents that a person has judged on a sheet."""
    verdicts = {row["figure_id"]: row["right"] for row in read_verdicts(sheets)}
    for _, figure in find_all(documents):
        if figure.figure_id in verdicts:
            yield make_case(str(figure.document_id), figure, is_right=verdicts[figure.figure_id])


def fit_weights(cases: Sequence[Case], signs: Signs) -> Weights:
    """Return the weights under which the judgements are most likely, found by Newton's method."""
    seen = np.array([[1.0, *_see(case, signs)] for case in cases])
    is_right = np.array([float(case.rating.is_right) for case in cases])
    held = np.eye(seen.shape[1]) * RIDGE
    held[0, 0] = 0.0
    weights = np.zeros(seen.shape[1])
    for _ in range(_STEPS):
        odds = 1 / (1 + np.exp(-seen @ weights))
        slope = seen.T @ (is_right - odds) - held @ weights
        weights += np.linalg.solve(seen.T @ (seen * (odds * (1 - odds))[:, None]) + held, slope)
    trust, *added = (round(float(weight), 2) for weight in weights)
    return Weights(trust, tuple(added))


def rate_case(case: Case, weights: Weights, signs: Signs) -> Rating:
    """Return a case as it is rated with other weights."""
    odds = weights.trust + sum(a * b for a, b in zip(weights.added, _see(case, signs), strict=True))
    return Rating(round(1 / (1 + exp(-odds)), 2), case.rating.is_right)


def _see(case: Case, signs: Signs) -> list[float]:
    return [float(sign.words in case.reason) for sign in signs.signs if sign.weight is not None]


def rate_unseen(cases: Sequence[Case], signs: Signs) -> Iterator[Rating]:
    """Yield each case as it is rated with weights that were fitted on the other half of the documents."""
    documents = sorted({case.document for case in cases})
    half = set(random.Random(_SEED).sample(documents, len(documents) // 2))  # noqa: S311 - a split, no secret
    halves = [[case for case in cases if (case.document in half) is is_first] for is_first in (True, False)]
    for fitted_on, measured_on in (halves, reversed(halves)):
        weights = fit_weights(fitted_on, signs)
        yield from (rate_case(case, weights, signs) for case in measured_on)


def write_weights(table: str, weights: Weights) -> str:
    r"""Return the text of the table with other weights.

    Example:
        >>> write_weights("trust = 1.0\nweight = -2.0", Weights(3.0, (-1.5,)))
        'trust = 3.0\nweight = -1.5'
    """
    numbers = iter((weights.trust, *weights.added))
    return re.sub(r"^(trust|weight) = .*$", lambda line: f"{line[1]} = {next(numbers)}", table, flags=re.MULTILINE)


def main() -> int:
    """Measure, and write new weights if asked to."""
    parser = argparse.ArgumentParser(description="Whether the confidence of a figure is what it says.")
    parser.add_argument("--documents", type=Path, nargs="+", default=(), help="files in the bulk form")
    parser.add_argument("--verdicts", type=Path, nargs="+", default=(), help="sheets with verdicts on their figures")
    parser.add_argument("--write", action="store_true", help="fit the weights anew and write them")
    options = parser.parse_args()
    judged = list(find_judged_cases(options.documents, options.verdicts))
    cases, signs = [*find_gold_cases(), *judged], load_signs()
    print("Weights of one half of the documents, measured on the other:")
    print(*show_ratings(list(rate_unseen(cases, signs))), sep="\n")
    for name, some in (("gold set", cases[: len(cases) - len(judged)]), ("judged figures", judged)):
        print(f"\nThe present weights on the {name}:")
        print(*show_ratings([case.rating for case in some]), sep="\n")
    if options.write:
        weights = fit_weights(cases, signs)
        CONFIDENCE.write_text(write_weights(CONFIDENCE.read_text(encoding="utf-8"), weights), encoding="utf-8")
        print(f"\nWritten: {CONFIDENCE}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
