"""What a reader of one kind of file hands on, before it becomes a ``Document``."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from dashboard.model import DocumentError, Period, Problem


@dataclass(frozen=True, slots=True)
class Reading:
    """The text of a file and what the file says about itself; ``None`` is "not said".

    ``published`` and ``accessed`` are as printed: they have not been checked.
    """

    text: str
    title: str | None = None
    publisher: str | None = None
    authors: str | None = None
    published: str | None = None
    url: str | None = None
    licence: str | None = None
    accessed: str | None = None
    language: str | None = None


Reader: TypeAlias = Callable[[bytes, str], Reading]
"""Takes the bytes of a file and its name; raises DocumentError."""


def refuse(code: str, where: str, message: str, suggestion: str) -> DocumentError:
    """Return the error that says why a file is not read, for the caller to raise."""
    return DocumentError(Problem(code, where, None, message, suggestion))


def parse_published(text: str | None, where: str) -> Period | None:
    """Return a publication date: a year, a month or a day; of a point in time, its day.

    Nothing, or blanks, is ``None``: the date is not known.

    Raises:
        DocumentError: the text is no such date.

    Example:
        >>> parse_published("2020-02-15T08:30:00Z", "in.jsonl, line 1").start
        datetime.date(2020, 2, 15)
        >>> parse_published("", "in.jsonl, line 1") is None
        True
    """
    if not text or not text.strip():
        return None
    try:
        return Period.fromisoformat(re.split("[T ]", text.strip(), maxsplit=1)[0])
    except ValueError:
        message = f'The publication date "{_shorten(text)}" is not a date.'
        suggestion = "Write it like 2020-02-15, 2020-02 or 2020."
        raise DocumentError(Problem("unreadable_date", where, text, message, suggestion)) from None


def parse_accessed(text: str | None, where: str) -> date | None:
    """Return the day a source was last looked at, ``None`` if it is not said.

    Raises:
        DocumentError: the text is no day.

    Example:
        >>> parse_accessed("2026-11-23", "seed.txt")
        datetime.date(2026, 11, 23)
    """
    if not text:
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        message = f'The day of access "{_shorten(text)}" is not a day.'
        raise DocumentError(Problem("unreadable_date", where, text, message, "Write it like 2020-02-15.")) from None


def _shorten(text: str) -> str:
    return text if len(text) <= 40 else text[:40] + "…"
