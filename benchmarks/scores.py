"""Compare what the extractor gives with what careful reading found.

A figure is *right* if its indicator, unit and number are those of the annotation. What
belongs to it (place, period, reporter …) is measured on the right figures only, and only
where the annotation or the extractor says something: agreeing on nothing earns nothing.
This module must not know floors or files.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from statistics import mean
from typing import NamedTuple

from benchmarks.gold import BARE, RELATIONS, GoldFigure, GoldText, write_period
from dashboard.extract import find_figures
from dashboard.model import Certainty, Figure, Indicator, PeriodBasis, PopulationGroup
from dashboard.reference.indicators import load_indicators
from dashboard.reference.reporters import resolve_reporter

ATTRIBUTES = (
    "quantifier",
    "measure",
    "population_group",
    "certainty",
    "country",
    "area",
    "place_text",
    "origin",
    "period",
    "basis",
    "reporter",
    "relation",
)
USUAL = {
    "quantifier": "",
    "basis": PeriodBasis.UNKNOWN,
    "population_group": PopulationGroup.ALL,
    "certainty": Certainty.REPORTED,
}
SURE = 0.9
BIN_STARTS = (0.95, SURE, 0.8, 0.7, 0.5, 0.0)
_SMALL_WORDS = frozenset(
    (
        "the",
        "a",
        "an",
        "of",
        "for",
        "in",
        "and",
        "le",
        "la",
        "les",
        "l'",
        "d'",
        "de",
        "des",
        "du",
        "el",
        "los",
        "et",
        "y",
    )
)
_PLAIN = {"authorities": "government", "officials": "official", "residents": "resident", "rebels": "rebel"}


@dataclass(slots=True)
class Count:
    """So many of so many; ``share`` is ``None`` if there was nothing to count."""

    good: float = 0
    all: int = 0

    def add(self, *, is_good: bool) -> None:
        """Count one more."""
        self.good += is_good
        self.all += 1

    @property
    def share(self) -> float | None:
        """The share of the good ones, from 0 to 1."""
        return self.good / self.all if self.all else None


@dataclass(frozen=True, slots=True)
class Pair:
    """An annotated figure and the one that was found for it; one of the two may be missing."""

    text: GoldText
    gold: GoldFigure | None
    found: GoldFigure | None
    figure: Figure | None = None

    @property
    def rating(self) -> "Rating | None":
        """How sure the extractor was, and whether it was right; ``None`` if it gave nothing."""
        if self.figure is None or self.figure.confidence is None:
            return None
        return Rating(self.figure.confidence, is_right=self.gold is not None)


class Rating(NamedTuple):
    """How sure the extractor was of a figure, and whether it was right."""

    confidence: float
    is_right: bool


class Bin(NamedTuple):
    """The figures given with a confidence from ``low`` up: how many, how many of them right, their mean confidence."""

    low: float
    right: Count
    expected: float


@dataclass(slots=True)
class Measures:
    """What was measured on some texts."""

    figures: int = 0
    given: int = 0
    right: int = 0
    silent: Count = field(default_factory=Count)
    attributes: dict[str, Count] = field(default_factory=lambda: {name: Count() for name in ATTRIBUTES})
    ratings: list[Rating] = field(default_factory=list)

    def shares(self) -> dict[str, tuple[float, int]]:
        """Return each measure that could be taken, with the number of cases it rests on."""
        found, right = Count(self.right, self.figures), Count(self.right, self.given)
        both = Count(2 * self.right, self.figures + self.given)
        counts = {"found": found, "right": right, "f1": both, "silent": self.silent}
        counts |= self.attributes | measure_ratings(self.ratings)
        return {name: (count.share, count.all) for name, count in counts.items() if count.share is not None}


def view(figure: Figure, others: dict[str, Figure]) -> GoldFigure:
    """Return a figure of the extractor in the form of the annotation."""
    place, quantity = figure.place, figure.quantity
    ties = [(name, others.get(getattr(figure, name) or "")) for name in RELATIONS]
    return GoldFigure(
        indicator=figure.indicator,
        number=write_number(figure),
        unit=figure.unit,
        measure=figure.measure,
        quantifier="" if quantity.quantifier in BARE else quantity.quantifier,
        population_group=figure.population_group,
        certainty=figure.certainty,
        country=place.location_code,
        area=place.admin1_code,
        place_text=place.text,
        origin=place.origin_code,
        period=write_period(figure.period),
        basis=figure.period.basis,
        reporter=figure.reporter,
        relation=next((f"{name} {write_number(other)}" for name, other in ties if other), None),
    )


def write_number(figure: Figure) -> str:
    """Return the number as the gold set writes it: ``12``, or ``12..15`` if there is no best value."""
    quantity = figure.quantity
    numbers = [quantity.value] if quantity.value is not None else [quantity.low, quantity.high]
    return "..".join(f"{number:g}" if number % 1 else f"{number:.0f}" for number in numbers if number is not None)


def pair_figures(text: GoldText, figures: Sequence[Figure]) -> Iterator[Pair]:
    """Yield each annotated figure with the one found for it, then what was found besides."""
    by_id = {figure.figure_id: figure for figure in figures}
    left: defaultdict[tuple[str, str, str], list[tuple[GoldFigure, Figure]]] = defaultdict(list)
    for figure in figures:
        seen = view(figure, by_id)
        left[seen.key].append((seen, figure))
    for gold in text.figures:
        found = left[gold.key].pop(0) if left[gold.key] else (None, None)
        yield Pair(text, gold, *found)
    for rest in left.values():
        yield from (Pair(text, None, *found) for found in rest)


def is_same(name: str, expected: str | None, actual: str | None) -> bool:
    """Tell whether an attribute is right; a reporter or a place may be named more or less fully."""
    if expected is None or actual is None or name not in ("reporter", "place_text"):
        return expected == actual
    names = [resolve_reporter(text) for text in (expected, actual)]
    if names[0] and names[1]:
        return names[0].name == names[1].name
    words = [_words(text) for text in (expected, actual)]
    return all(words) and (words[0] <= words[1] or words[1] <= words[0])


def _words(text: str) -> set[str]:
    words = re.findall(r"\w+'?", text.casefold().replace("’", "'"))
    return {_PLAIN.get(word, word) for word in words} - _SMALL_WORDS


def pair_all(texts: Iterable[GoldText]) -> dict[str, list[Pair]]:
    """Run the extractor over texts; the pairs of each text by where it stands, none for a silent text."""
    return {text.where: list(pair_figures(text, find_figures(text.document))) for text in texts}


def measure(texts: Iterable[GoldText], pairs: dict[str, list[Pair]], indicator: str | None = None) -> Measures:
    """Count over texts that were paired before, all figures or those of one indicator."""
    measures = Measures()
    for text in texts:
        if not text.figures and indicator is None:
            measures.silent.add(is_good=not pairs[text.where])
        for pair in pairs[text.where]:
            if indicator in (None, (pair.gold or pair.found).indicator):
                count_pair(measures, pair)
    return measures


def count_pair(measures: Measures, pair: Pair) -> None:
    """Add one pair to the measures."""
    measures.figures += pair.gold is not None
    measures.given += pair.found is not None
    measures.right += pair.gold is not None and pair.found is not None
    if pair.rating:
        measures.ratings.append(pair.rating)
    for name, is_right in compare(pair):
        measures.attributes[name].add(is_good=is_right)


def compare(pair: Pair) -> Iterator[tuple[str, bool]]:
    """Yield each attribute that the annotation or the extractor speaks of, and whether it is right."""
    if not (pair.gold and pair.found):
        return
    usual = {**USUAL, "measure": load_indicators()[Indicator(pair.gold.indicator)].measure}
    for name in ATTRIBUTES:
        expected, actual = getattr(pair.gold, name), getattr(pair.found, name)
        if name == "place_text" and expected is None:
            continue  # annotated only where the printed name is more exact than the codes
        if not expected == actual == usual.get(name):
            yield name, is_same(name, expected, actual)


def measure_ratings(ratings: Sequence[Rating]) -> dict[str, Count]:
    """Return how many of the sure figures are right, how many are sure, and how far confidence is what it says."""
    sure = [rating.is_right for rating in ratings if rating.confidence >= SURE]
    meant = len(ratings) * (1 - find_calibration_error(ratings))
    return {
        "sure": Count(sum(sure), len(sure)),
        "certain": Count(len(sure), len(ratings)),
        "calibrated": Count(meant, len(ratings)),
    }


def sort_ratings(ratings: Iterable[Rating]) -> list[Bin]:
    """Return the bins of confidence that hold figures, the surest first.

    Example:
        >>> sort_ratings([Rating(0.75, True), Rating(0.75, False)])
        [Bin(low=0.7, right=Count(good=1, all=2), expected=0.75)]
    """
    bins: defaultdict[float, list[Rating]] = defaultdict(list)
    for rating in ratings:
        bins[next(low for low in BIN_STARTS if low <= rating.confidence)].append(rating)
    return [
        Bin(low, Count(sum(one.is_right for one in held), len(held)), mean(one.confidence for one in held))
        for low, held in sorted(bins.items(), reverse=True)
    ]


def find_calibration_error(ratings: Sequence[Rating]) -> float:
    """Return the expected calibration error: the mean distance of confidence and share right over the bins.

    Source: Naeini, Cooper and Hauskrecht, Obtaining well calibrated probabilities, 2015.

    Example:
        >>> find_calibration_error([Rating(0.75, True), Rating(0.75, False)])
        0.25
        >>> find_calibration_error([])
        0.0
    """
    gaps = (abs(held.expected * held.right.all - held.right.good) for held in sort_ratings(ratings))
    return sum(gaps) / max(1, len(ratings))


def show_ratings(ratings: Sequence[Rating]) -> Iterator[str]:
    """Yield in words how many figures of each confidence are right, and what comes of it."""
    for low, right, expected in sort_ratings(ratings):
        yield f"confidence from {low:.2f}: {right.good} of {right.all} right, {right.share:.3f}; it says {expected:.3f}"
    for name, count in measure_ratings(ratings).items():
        if count.share is not None:
            yield f"{name}: {count.share:.3f} of {count.all}"
