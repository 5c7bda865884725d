"""The indicators: what each one is, and what others call it (``data/reference/indicators``)."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from dashboard.model import Cause, Indicator, Measure, Unit
from dashboard.reference.resources import DATA

_FOLDER = DATA / "reference" / "indicators"
_BETWEEN = "|"


class Vocabulary(StrEnum):
    """Whose words a term belongs to: IDMC, HXL, OCHA's HDX HAPI, the field reports of IFRC GO."""

    IDMC = "idmc"
    HXL = "hxl"
    HAPI = "hapi"
    IFRC = "ifrc"


@dataclass(frozen=True, slots=True)
class Term:
    """What a vocabulary calls an indicator.

    ``name`` is a tag in HXL (``#affected+idps``), a table, field and filter in HAPI
    (``idps.population``), a field in IFRC GO. ``also`` holds its other names; in HXL, the
    attributes that say the same. ``source`` is the page that says so.
    """

    vocabulary: Vocabulary
    name: str
    also: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class IndicatorEntry:
    """What is known about one indicator.

    ``label`` heads a chart ("People killed"); ``one`` and ``many`` follow a number
    ("1 person killed", "400 people killed"). ``measure`` and ``unit`` hold where a text
    says nothing else; ``cause`` where the indicator itself implies it, else ``None``.
    ``excludes`` lists what is not meant. Of ``example`` the extractor reads one figure of
    the indicator, of ``counter_example`` none. ``terms`` is what others call it; who has no
    such count is not among them.
    """

    indicator: Indicator
    label: str
    one: str
    many: str
    measure: Measure
    unit: Unit
    cause: Cause | None
    definition: str
    excludes: str
    example: str
    counter_example: str
    source: str
    terms: tuple[Term, ...]

    def find_terms(self, vocabulary: Vocabulary) -> tuple[Term, ...]:
        """Return the terms of one vocabulary, the usual one first; empty if it has none.

        Example:
            >>> killed = load_indicators()[Indicator.KILLED]
            >>> [term.name for term in killed.find_terms(Vocabulary.IFRC)], killed.find_terms(Vocabulary.IDMC)
            (['num_dead'], ())
        """
        return tuple(term for term in self.terms if term.vocabulary is vocabulary)


@cache
def load_indicators() -> Mapping[Indicator, IndicatorEntry]:
    """Return every indicator, in the order in which they are shown.

    Example:
        >>> load_indicators()[Indicator.IDPS].measure
        <Measure.STOCK: 'stock'>
    """
    terms = list(_read_terms())
    return {
        Indicator(row["indicator"]): IndicatorEntry(
            indicator=Indicator(row["indicator"]),
            label=row["label"],
            one=row["one"],
            many=row["many"],
            measure=Measure(row["measure"]),
            unit=Unit(row["unit"]),
            cause=Cause(row["cause"]) if row["cause"] else None,
            definition=row["definition"],
            excludes=row["excludes"],
            example=row["example"],
            counter_example=row["counter_example"],
            source=row["source"],
            terms=tuple(term for indicator, term in terms if indicator == row["indicator"]),
        )
        for row in _read_rows("indicators")
    }


def _read_terms() -> Iterator[tuple[str, Term]]:
    for row in _read_rows("crosswalk"):
        also = tuple(filter(None, row["also"].split(_BETWEEN)))
        yield row["indicator"], Term(Vocabulary(row["vocabulary"]), row["term"], also, row["source"])


def _read_rows(name: str) -> list[dict[str, str]]:
    with (_FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
