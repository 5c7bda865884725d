"""Many documents at once: JSON lines in, figures out, one document in memory at a time.

The bulk form serves programs. Its keys never change, and nothing is altered on the way:
offsets count in the very text of the input line. It runs bare on a worker: it must import
neither pandas nor Streamlit, and it knows nothing of the store.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dashboard.documents import MAX_CHARACTERS, detect_language, parse_published
from dashboard.extract import find_figures, total_figures
from dashboard.model import Document, DocumentError, Figure, Period, Problem, Total
from dashboard.reference.places import resolve_country

_NUMBERS = ("value", "value_low", "value_high", "confidence")


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found in the document of one input line, figures in text order."""

    id: str | int
    figures: list[Figure]
    totals: list[Total]

    def record(self) -> dict[str, Any]:
        """Return the object that one output line holds."""
        return {
            "id": self.id,
            "figures": [figure_row(figure) for figure in self.figures],
            "totals": [_plain(total.record()) for total in self.totals],
        }


def extract_lines(
    lines: Iterable[bytes], name: str, *, published: Period | None = None, country: str | None = None
) -> Iterator[Answer | Problem]:
    r"""Yield for each JSON line, in order, an answer or the problem with it; blank lines are passed over.

    ``published`` and ``country`` hold for lines that do not say their own. ``name`` is how a
    problem calls the input.

    Example:
        >>> lines = [b'{"id": 7, "text": "Roads stayed open."}\n', b'{"id": 8}\n']
        >>> answer, problem = extract_lines(lines, "in.jsonl")
        >>> answer.record()
        {'id': 7, 'figures': [], 'totals': []}
        >>> problem.where, problem.message
        ('in.jsonl, line 2', 'It has no "text".')
    """
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        where = f"{name}, line {number}"
        try:
            row = _parse_line(line, where)
            document = _read_row(row, where, published)
        except DocumentError as error:
            yield error.problem
            continue
        own = resolve_country(row["country"]) if row.get("country") else None
        figures = find_figures(document, country=own.code if own else country)
        yield Answer(row["id"], figures, total_figures(figures))


def figure_row(figure: Figure) -> dict[str, Any]:
    """Return the row of a figure with its counts as people write them: 400, not 400.0."""
    return _plain(figure.record())


def to_json(value: object) -> str:
    r"""Return a value as one line of JSON, dates in ISO form, letters as they are.

    Half a surrogate pair, which UTF-8 cannot hold, makes the line fall back to escapes.

    Example:
        >>> to_json({"day": date(2020, 1, 15), "place": "Ménaka"})
        '{"day": "2020-01-15", "place": "Ménaka"}'
        >>> to_json("\ud800")
        '"\\ud800"'
    """
    line = _encode(value, ensure_ascii=False)
    try:
        line.encode()
    except UnicodeEncodeError:
        return _encode(value, ensure_ascii=True)
    return line


def _encode(value: object, *, ensure_ascii: bool) -> str:
    return json.dumps(value, ensure_ascii=ensure_ascii, allow_nan=False, default=date.isoformat)


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    for key in _NUMBERS:
        cell = row.get(key)
        if isinstance(cell, float) and cell.is_integer():
            row[key] = int(cell)
    return row


def _parse_line(line: bytes, where: str) -> Mapping[str, Any]:
    try:
        row = json.loads(line.decode("utf-8-sig"), parse_constant=_refuse_constant)
    except UnicodeDecodeError:
        raise _bad_line(where, "It is not in UTF-8.", "Save the file as UTF-8.") from None
    except (ValueError, RecursionError) as error:
        raise _bad_line(where, f"It is not JSON: {error}.", "Write one JSON object a line.") from None
    if not isinstance(row, dict):
        raise _bad_line(where, "It is not a JSON object.", 'Write {"id": …, "text": …}.')
    if isinstance(row.get("id"), bool) or not isinstance(row.get("id"), (str, int)):
        raise _bad_line(where, 'It has no "id".', "Give each document a text or a whole number as its id.")
    if not isinstance(row.get("text"), str):
        raise _bad_line(where, 'It has no "text".', "Give the text of the document as one string.")
    for key in ("title", "published", "country", "language"):
        if not isinstance(row.get(key), (str, type(None))):
            raise _bad_line(where, f'The value of "{key}" is not a text.', f'Put "{key}" in quotes or leave it out.')
    if row.get("country") and not resolve_country(row["country"]):
        raise _bad_line(where, f'The country "{row["country"][:40]}" is not known.', "Write its code, such as MLI.")
    if len(row["text"]) > MAX_CHARACTERS:
        message = f"Its text has {len(row['text']):,} characters; at most {MAX_CHARACTERS:,} can be read."
        raise _bad_line(where, message, "Divide the document.")
    return row


def _read_row(row: Mapping[str, Any], where: str, published: Period | None) -> Document:
    """Return the document of a line: its id is the line's, its text the line's to the letter."""
    text = row["text"]
    return Document(
        document_id=str(row["id"]),
        title=row.get("title") or None,
        published=parse_published(row.get("published"), where) or published,
        language=row.get("language") or detect_language(text, row.get("title")),
        text=text,
    )


def _refuse_constant(name: str) -> float:
    raise ValueError(f"{name} is not a number")


def _bad_line(where: str, message: str, suggestion: str) -> DocumentError:
    return DocumentError(Problem("bad_line", where, None, message, suggestion))
