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
BINS = ((0.9, 1.01), (0.7, 0.9), (0.5, 0.7), (0.0, 0.5))
SURE = 0.9
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

    good: int = 0
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
    confidence: float | None = None


@dataclass(slots=True)
class Measures:
    """What was measured on some texts."""

    figures: int = 0
    given: int = 0
    right: int = 0
    silent: Count = field(default_factory=Count)
    attributes: dict[str, Count] = field(default_factory=lambda: {name: Count() for name in ATTRIBUTES})
    bins: dict[float, Count] = field(default_factory=lambda: {low: Count() for low, _ in BINS})

    def shares(self) -> dict[str, tuple[float, int]]:
        """Return each measure that could be taken, with the number of cases it rests on."""
        found, right = Count(self.right, self.figures), Count(self.right, self.given)
        both = Count(2 * self.right, self.figures + self.given)
        counts = {"found": found, "right": right, "f1": both, "silent": self.silent}
        counts |= self.attributes | {"sure": self.bins[SURE]}
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
    left: defaultdict[tuple[str, str, str], list[tuple[GoldFigure, float | None]]] = defaultdict(list)
    for figure in figures:
        seen = view(figure, by_id)
        left[seen.key].append((seen, figure.confidence))
    for gold in text.figures:
        seen_or_none, confidence = left[gold.key].pop(0) if left[gold.key] else (None, None)
        yield Pair(text, gold, seen_or_none, confidence)
    for rest in left.values():
        yield from (Pair(text, None, seen, confidence) for seen, confidence in rest)


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
    count_confidence(measures.bins, pair)
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


def count_confidence(bins: dict[float, Count], pair: Pair) -> None:
    """Add a figure that was given to the bin of its confidence."""
    if pair.found and pair.confidence is not None:
        low = next(low for low, high in BINS if low <= pair.confidence < high)
        bins[low].add(is_good=pair.gold is not None)
