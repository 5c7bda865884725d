"""A text that was read, with what is known about where it comes from."""

from dataclasses import dataclass, fields
from datetime import date
from hashlib import sha256
from typing import Any

from dashboard.model.period import Period


@dataclass(frozen=True, slots=True)
class Document:
    """One article, report or table.

    ``text`` is what every offset counts in (Unicode code points). It is ``None`` for a
    table, whose figures point to their cells instead. ``publisher`` is who printed the
    document, not who says the figures in it. ``None`` everywhere means "not known".
    ``sha256`` is the hash of the bytes that were read, in hexadecimal. ``event_list`` names
    the list whose rows are single events ("ucdp_ged"), which may share their place and their
    days; ``None`` for a text, and for a table that has one row for a place and a period.
    """

    document_id: str
    title: str | None = None
    publisher: str | None = None
    authors: str | None = None
    published: Period | None = None
    accessed: date | None = None
    url: str | None = None
    language: str | None = None
    licence: str | None = None
    sha256: str | None = None
    text: str | None = None
    event_list: str | None = None

    def record(self) -> dict[str, Any]:
        """Return the row of the documents table, in the order of its columns.

        ``published`` is an ISO date of reduced precision, since some documents are dated
        by their year only.

        Example:
            >>> Document("d1", published=Period.of_year(2020)).record()["published"]
            '2020'
        """
        row: dict[str, Any] = {field.name: getattr(self, field.name) for field in fields(self)}
        row["published"] = self.published.isoformat() if self.published else None
        return row

    @classmethod
    def from_record(cls, row: dict[str, Any]) -> "Document":
        """Rebuild a document from the row that ``record`` made."""
        published = row.get("published")
        return cls(**{**row, "published": Period.fromisoformat(published) if published else None})


def hash_content(content: bytes) -> str:
    """Return the SHA-256 of bytes, in hexadecimal.

    Example:
        >>> hash_content(b"")[:8]
        'e3b0c442'
    """
    return sha256(content).hexdigest()
