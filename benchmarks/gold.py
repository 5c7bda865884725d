"""Read the gold set: texts with the figures that careful reading found in them.

The set is written for people (``tests/gold/README.md`` explains the signs); this module
turns it into values that can be compared with what the extractor gives. It must not know
the extractor.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path

from dashboard.documents import read_document
from dashboard.model import (
    Certainty,
    Document,
    Indicator,
    Measure,
    Period,
    PeriodBasis,
    PopulationGroup,
    Quantifier,
    Unit,
)
from dashboard.reference.indicators import load_indicators
from dashboard.reference.places import resolve_area

GOLD = Path(__file__).resolve().parents[1] / "tests" / "gold"
DIVIDER = "\n--- figures\n"
ALL = "all"
NOTHING = "nothing"
NOBODY = "-"
BARE = (Quantifier.EXACT, Quantifier.UNSPECIFIED)
RELATIONS = ("part_of", "supersedes", "same_as")


class GoldError(Exception):
    """A line of the gold set cannot be read; the message says which and why."""


@dataclass(frozen=True, slots=True)
class GoldFigure:
    """One figure as a person annotated it; ``None`` and the usual words mean "the text does not say".

    ``number`` is written as in the set (``12``, ``12..15``), ``relation`` too (``part_of
    12``). ``period`` is two days (``2019-03-01..2019-03-31``), and ``basis`` says whether the events
    or the report are dated.
    """

    indicator: str
    number: str
    unit: str
    measure: str
    quantifier: str = ""
    population_group: str = PopulationGroup.ALL
    certainty: str = Certainty.REPORTED
    country: str | None = None
    area: str | None = None
    place_text: str | None = None
    origin: str | None = None
    period: str | None = None
    basis: str = PeriodBasis.UNKNOWN
    reporter: str | None = None
    relation: str | None = None

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes a figure the right one: indicator, unit and number."""
        return self.indicator, self.unit, self.number


@dataclass(frozen=True, slots=True)
class GoldText:
    """A sentence or an article with its figures in text order; none means that there are none."""

    where: str
    document: Document
    is_article: bool
    figures: tuple[GoldFigure, ...] = field(default_factory=tuple)

    @property
    def language(self) -> str:
        """The language a person gave it, ISO 639-1."""
        return self.document.language or ""


def load_gold(folder: Path = GOLD) -> list[GoldText]:
    """Return all texts of the gold set: by language, the sentences before the articles.

    Raises:
        GoldError: a line is not in the form that ``tests/gold/README.md`` describes.
    """
    texts: list[GoldText] = []
    for language in sorted(path.name for path in folder.iterdir() if (path / "sentences.txt").is_file()):
        texts += _read_sentences(folder / language / "sentences.txt", language)
        texts += [_read_article(path, language) for path in sorted((folder / language).glob("articles/*.txt"))]
    return texts


def hash_gold(folder: Path = GOLD) -> str:
    """Return the SHA-256 of all texts and annotations; names of files and line ends do not matter."""
    whole = sha256()
    for path in sorted(folder.glob("*/**/*.txt")):
        whole.update(path.read_text(encoding="utf-8").encode())
    return whole.hexdigest()


def _read_sentences(path: Path, language: str) -> Iterator[GoldText]:
    where, sentence, lines = "", "", []
    for number, line in enumerate([*path.read_text(encoding="utf-8").splitlines(), "end"], 1):
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith("    "):
            lines.append(line.strip())
            continue
        if sentence:
            document = Document(where, text=sentence, language=language)
            yield GoldText(where, document, is_article=False, figures=_read_figures(lines, where, None))
        where, sentence, lines = f"{language}/{path.name}:{number}", line, []


def _read_article(path: Path, language: str) -> GoldText:
    where = f"{language}/{path.name}"
    text, divider, annotation = path.read_text(encoding="utf-8").partition(DIVIDER)
    if not divider:
        raise GoldError(f"{where}: no line '--- figures' between the article and its figures")
    document = replace(read_document(text.encode(), path.name), language=language)
    lines = [line.strip() for line in annotation.splitlines() if line.strip()]
    return GoldText(where, document, is_article=True, figures=_read_figures(lines, where, document.published))


def _read_figures(lines: list[str], where: str, published: Period | None) -> tuple[GoldFigure, ...]:
    """Read the figures of one text; a line ``all | in MLI`` holds for those below it."""
    if not lines:
        raise GoldError(f"{where}: neither figures nor 'nothing'")
    undated = dict(_read_period(published.isoformat() or "", PeriodBasis.PUBLICATION)) if published else {}
    common = undated
    figures = []
    for line in lines:
        if line == NOTHING:
            continue
        count, *parts = (part.strip() for part in line.split("|"))
        try:
            stated = dict(pair for part in parts for pair in _read_part(part))
            if count == ALL:
                common = undated | stated
            else:
                figures.append(_read_count(count, common | stated))
        except (ValueError, KeyError) as error:
            raise GoldError(f"{where}: {line!r}: {error}") from error
    return tuple(figures)


def _read_count(text: str, stated: dict[str, str | None]) -> GoldFigure:
    name, number, *words = text.split()
    usual = load_indicators()[Indicator(name)]
    kinds: dict[str, type] = {
        "unit": Unit,
        "measure": Measure,
        "quantifier": Quantifier,
        "population_group": PopulationGroup,
        "certainty": Certainty,
    }
    values: dict[str, str] = {"unit": usual.unit, "measure": usual.measure}
    for word in words:
        kind = next((kind for kind, vocabulary in kinds.items() if word in list(vocabulary)), None)
        if kind is None:
            raise ValueError(f"{word!r} is no unit, measure, hedge, group or certainty")
        values[kind] = word
    return GoldFigure(indicator=name, number=number, **{**values, **stated})  # type: ignore[arg-type]


def _read_part(text: str) -> Iterator[tuple[str, str | None]]:
    """Yield what one part of a line says: ``in MLI/Gao``, ``on 2020-05``, ``by UNHCR``, ``part_of 12``."""
    word, _, rest = text.partition(" ")
    readers: dict[str, Callable[[str], Iterator[tuple[str, str | None]]]] = {
        "in": _read_place,
        "from": lambda value: iter([("origin", value)]),
        "on": lambda value: _read_period(value, PeriodBasis.STATED),
        "reported": lambda value: _read_period(value, PeriodBasis.PUBLICATION),
        "by": lambda value: iter([("reporter", None if value == NOBODY else value)]),
    }
    if word in RELATIONS:
        yield "relation", text
    elif word in readers and rest:
        yield from readers[word](rest)
    else:
        raise ValueError(f"{text!r} is no place, period, reporter or relation")


def _read_place(text: str) -> Iterator[tuple[str, str | None]]:
    """Read ``MLI``, ``MLI/Gao``, or ``MLI/Gao (Ansongo)`` with the place as printed."""
    codes, _, printed = text.removesuffix(")").partition(" (")
    code, _, name = codes.partition("/")
    area = resolve_area(name, code) if name else None
    if name and area is None:
        raise ValueError(f"no first-level area {name!r} in {code}")
    yield "country", None if code == NOBODY else code
    yield "area", area.admin1_code if area else None
    yield "place_text", printed or None


def _read_period(text: str, basis: PeriodBasis) -> Iterator[tuple[str, str | None]]:
    """Read ``2019-03``, ``2019-03-04..2019-03-06``, or ``2019-03..`` for an open end."""
    if text == NOBODY:
        yield from (("period", None), ("basis", PeriodBasis.UNKNOWN))
        return
    first, _, last = text.partition("..")
    start = Period.fromisoformat(first).start
    end = Period.fromisoformat(last or first).end if last or first == text else None
    yield from (("period", write_period(Period(start, end))), ("basis", basis))


def write_period(period: Period | None) -> str | None:
    """Return a period as two days, ``None`` if it is not known.

    Example:
        >>> write_period(Period.of_year(2019))
        '2019-01-01..2019-12-31'
        >>> write_period(Period()) is None
        True
    """
    if period is None or (period.start is None and period.end is None):
        return None
    return f"{period.start or ''}..{period.end or ''}"
