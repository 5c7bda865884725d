"""Every sentence of the tables gives exactly the figures written under it.

The tables are plain text, so that somebody who knows the language but not the code can add
to them: a sentence, then one indented line for each of its figures, or ``nothing``.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.extract import find_figures
from dashboard.model import Certainty, Document, Figure, PopulationGroup, Quantifier, Unit
from dashboard.reference.indicators import load_indicators

TABLES = sorted(Path(__file__).parent.glob("*/*.txt"))
BARE = (Quantifier.EXACT, Quantifier.UNSPECIFIED)


def examples() -> Iterator[tuple[str, str, list[str]]]:
    """Yield (where, sentence, figures) of all tables."""
    for table in TABLES:
        where, sentence, figures = "", "", []
        for number, line in enumerate([*table.read_text(encoding="utf-8").splitlines(), "end"], 1):
            if not line.strip() or line.startswith("#"):
                continue
            if line.startswith("    "):
                figures.append(line.strip())
                continue
            if sentence:
                yield where, sentence, [figure for figure in figures if figure != "nothing"]
            where, sentence, figures = f"{table.parent.name}/{table.name}:{number}", line, []


def number_of(figure: Figure) -> str:
    """Return the value as the tables write it: 12, or 12..15."""
    quantity = figure.quantity
    numbers = [quantity.value] if quantity.value is not None else [quantity.low, quantity.high]
    return "..".join(str(int(number)) for number in numbers if number is not None)


def line_of(figure: Figure, figures: list[Figure]) -> str:
    """Return a figure as the tables write it."""
    by_id = {other.figure_id: other for other in figures}
    words = [figure.indicator.value, number_of(figure)]
    if figure.unit is Unit.HOUSEHOLD or figure.unit is not load_indicators()[figure.indicator].unit:
        words.append(figure.unit.value)
    words += [figure.quantity.quantifier.value] if figure.quantity.quantifier not in BARE else []
    words += [figure.population_group.value] if figure.population_group is not PopulationGroup.ALL else []
    words += [figure.certainty.value] if figure.certainty is not Certainty.REPORTED else []
    for name in ("part_of", "supersedes", "same_as"):
        if getattr(figure, name):
            words += [name, number_of(by_id[getattr(figure, name)])]
    return " ".join(words)


@pytest.mark.parametrize(("where", "sentence", "expected"), [pytest.param(*row, id=row[0]) for row in examples()])
def test_sentence_gives_its_figures(where: str, sentence: str, expected: list[str]) -> None:
    """A sentence gives the figures of its table and no others."""
    figures = find_figures(Document(where, text=sentence, language=where.split("/")[0]))
    assert expected == [line_of(figure, figures) for figure in figures]


@pytest.mark.parametrize(("language", "sentences", "traps"), [("en", 150, 50), ("fr", 220, 75), ("es", 240, 80)])
def test_tables_hold_enough_traps(language: str, sentences: int, traps: int) -> None:
    """There are many sentences, and many of them must give nothing."""
    expected = [figures for where, _, figures in examples() if where.startswith(f"{language}/")]
    assert (len(expected) >= sentences, sum(not figures for figures in expected) >= traps) == (True, True)
