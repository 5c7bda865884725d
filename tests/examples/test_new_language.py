"""A language is data: the code knows no word of any.

English is turned into a made-up language in which every word is written backwards, lexicon
and examples alike. The extractor must read its texts as it reads English ones, with no code
changed; a word of English that stands in the code would show here.
"""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from dashboard.extract import find_figures
from dashboard.model import Document, Figure
from dashboard.reference import lexicon
from dashboard.reference.resources import DATA

MADE_UP = "qaa"  # of the codes that ISO 639 leaves to private use
WORD = re.compile(r"[^\W\d_]+")
KEPT = {"Malians", "Nigeriens", "Mr", "mr"}  # names and abbreviations are known in all languages at once
# Tables whose keys are words; those of the others are names that the code asks for.
WORD_KEYS = {"words", "scales", "fractions", "vague", "round", "contractions", "months", "weekdays", "ordinals"}
EXAMPLES = sorted((Path(__file__).parent / "en").glob("*.txt"))


def backwards(text: str) -> str:
    """Write each word of a text backwards, capitals where they were: "Gunmen" is "Nemnug"."""
    return WORD.sub(_backwards, text)


def _backwards(match: re.Match[str]) -> str:
    word = match[0] if match[0] in KEPT else match[0][::-1]
    if match[0].istitle():
        return word.capitalize()
    return word.upper() if match[0].isupper() else word.lower()


def translate(value: Any, key: str = "") -> Any:
    """Return the tables of a lexicon with every word written backwards."""
    if isinstance(value, Mapping):
        is_named = key not in WORD_KEYS and not (key == "numbers" and "words" not in value)
        return {name if is_named else backwards(name): translate(inner, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [translate(inner) for inner in value]
    return backwards(value) if isinstance(value, str) else value


def write_toml(tables: Mapping[str, Any], path: str = "") -> Iterator[str]:
    """Yield the lines of a TOML file; what is no table first."""
    inner = {name: value for name, value in tables.items() if isinstance(value, Mapping)}
    for name, value in tables.items():
        if name not in inner:
            yield f"{json.dumps(name, ensure_ascii=False)} = {json.dumps(value, ensure_ascii=False)}"
    for name, value in inner.items():
        yield f"[{path}{name}]"
        yield from write_toml(value, f"{path}{name}.")


@pytest.fixture
def made_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The code of a language whose lexicon was put beside the others, in a folder of the test."""
    for path in (DATA / "lexicon").glob("*.toml"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    english = tomllib.loads((DATA / "lexicon" / "en.toml").read_text(encoding="utf-8"))
    lines = write_toml({**translate(english), "language": MADE_UP})
    (tmp_path / f"{MADE_UP}.toml").write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.setattr(lexicon, "_FOLDER", tmp_path)
    lexicon.lexicon_languages.cache_clear()
    yield MADE_UP
    lexicon.lexicon_languages.cache_clear()


def told(figure: Figure) -> tuple[object, ...]:
    """Return what a figure says, but for the places and names that are spelt backwards."""
    quantity = (figure.quantity.value, figure.quantity.low, figure.quantity.high, figure.quantity.quantifier)
    relations = (bool(figure.part_of), bool(figure.supersedes), bool(figure.same_as))
    return (figure.indicator, *quantity, figure.unit, figure.population_group, figure.certainty, *relations)


def test_a_new_language_is_a_new_file(made_up: str) -> None:
    """Every English example, written backwards, gives the figures of the English one."""
    lines = [line for table in EXAMPLES for line in table.read_text(encoding="utf-8").splitlines()]
    sentences = [line for line in lines if line.strip() and not line.startswith(("#", "    "))]
    other = []
    for sentence in sentences:
        text = backwards(sentence)
        english = find_figures(Document("d1", text=sentence, language="en"))
        figures = find_figures(Document("d1", text=text, language=made_up))
        if list(map(told, english)) != list(map(told, figures)):
            other.append(text)
    assert other == []
