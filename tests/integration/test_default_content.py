"""The digests in ``seeds/`` give exactly the figures that careful reading found in them.

Beside each ``seeds/<name>.txt`` stands ``<name>.figures.csv``, written by a reader, one row
a figure in text order. ``relation`` names the other figure by its number (``part_of:12``).
"""

import csv
import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from dashboard.documents import read_document
from dashboard.extract import find_figures
from dashboard.model import Document, Figure, hash_content
from dashboard.reference.resources import DATA, SEEDS
from dashboard.tables import read_table

DIGESTS = sorted(SEEDS.glob("*.txt"))
SERIES = sorted((DATA / "figures").glob("*.csv"))
RELATIONS = ("part_of", "supersedes", "same_as")


def _read(path: Path) -> Document:
    return read_document(path.read_bytes(), path.name)


def _checked(path: Path) -> list[dict[str, str]]:
    with path.with_suffix(".figures.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _written(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.0f}"
    return "" if value is None else str(value)


def _number(figure: Figure) -> str:
    quantity = figure.quantity
    return _written(quantity.value if quantity.value is not None else quantity.low)


def _found(path: Path) -> list[dict[str, str]]:
    """Return the figures found in a digest in the form of the checked rows."""
    figures = find_figures(_read(path))
    numbers = {figure.figure_id: _number(figure) for figure in figures}
    rows = []
    for figure in figures:
        row = {name: _written(value) for name, value in figure.record().items()}
        links = [f"{name}:{numbers[row[name]]}" for name in RELATIONS if row[name]]
        rows.append(row | {"relation": " ".join(links)})
    return rows


@pytest.mark.parametrize("path", DIGESTS, ids=lambda path: path.stem)
def test_finds_what_reading_found(path: Path) -> None:
    """Every checked figure is found with its hedge, place, period and reporter, and no other."""
    expected = _checked(path)
    actual = [{name: row[name] for name in expected[0]} for row in _found(path)]
    assert expected == actual


@pytest.mark.parametrize("path", DIGESTS, ids=lambda path: path.stem)
def test_names_its_document(path: Path) -> None:
    """A digest says what it is, what it digests, and nothing that is not known."""
    document = _read(path)
    known = (document.title, document.publisher, document.language, document.accessed)
    text = document.text or ""
    assert "This digest, written by humdash," in text
    assert all(known) or path.stem == "001_mali_russia"
    assert 3 <= len(re.findall(r"[.!?](?:\s|$)", text)) <= 9


def test_the_original_article_comes_first() -> None:
    """The article everything began with has no known publisher or date, and two figures."""
    document = _read(DIGESTS[0])
    assert (document.publisher, document.published, document.authors) == (None, None, None)
    assert [(row["value"], row["reporter"], row["period_basis"]) for row in _checked(DIGESTS[0])] == [
        ("85000", "Human Rights Watch", "publication"),
        ("400", "Human Rights Watch", "publication"),
    ]


@pytest.mark.parametrize("path", SERIES, ids=lambda path: path.stem)
def test_series_are_what_their_sidecars_say(path: Path) -> None:
    """A table of the default content has no problems and the hash that its sidecar records."""
    content = path.read_bytes()
    sidecar = tomllib.loads(path.with_suffix(".meta.toml").read_text(encoding="utf-8"))
    reading = read_table(content, path.name)
    assert (sidecar["sha256"], [], reading.rows) == (hash_content(content), reading.problems, len(reading.figures))


def test_regions_add_up_to_their_country() -> None:
    """The regions of a country at the end of 2025 give its national figure: no region is missing."""
    path = DATA / "figures" / "unhcr_idps.csv"
    national: Counter[str] = Counter()
    regional: Counter[str] = Counter()
    for figure in read_table(path.read_bytes(), path.name).figures:
        if figure.period.end and figure.period.end.year == 2025:
            counts = regional if figure.place.admin1_name else national
            counts[figure.place.location_code or ""] += int(figure.quantity.value or 0)
    assert national == regional == Counter(MLI=414_524, BFA=2_062_534, NER=459_585)
