"""Drafts: what somebody is adding, kept on the disk until it is saved or thrown away.

A draft is its input and the choices made about it, never what was read from it, which can be
read again. So it outlives a reload, a lost connection and a restart. Each has a folder of its
own, named by a token that nobody can guess: who does not have the token does not see the draft,
since it may be confidential. A draft is not in the store yet, whatever kind of store that is.

    <folder>/<token>/content      the bytes of the file, or the pasted text
    <folder>/<token>/draft.json   its name, the choices, who and when

Both are written whole or not at all. This module must not read what the content says.
"""

import json
import os
import re
import secrets
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

from dashboard.model import Problem, StoreError
from dashboard.store.location import find_folder

KEPT_DAYS = 30
TOKEN_BYTES = 24
_TOKEN = re.compile(r"[A-Za-z0-9_-]{32}")
_CONTENT, _SETTINGS = "content", "draft.json"


class InputKind(StrEnum):
    """How the content came in."""

    FILE = "file"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class DraftInput:
    """What is known about a draft besides its content.

    ``name`` is the file's, or the title of a text. ``particulars`` say where it comes from, by
    the names of the documents table, as they were typed in. ``mapping`` is the meaning of the
    columns that the person chose, as JSON; ``None`` if nothing was chosen. ``created_at`` has a
    time zone.
    """

    kind: InputKind
    name: str
    created_at: datetime
    particulars: Mapping[str, str] = field(default_factory=dict)
    mapping: str | None = None
    author: str | None = None


class Drafts:
    """The drafts in one folder.

    Example:
        >>> from datetime import UTC
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     drafts = Drafts(Path(folder))
        ...     token = drafts.add(DraftInput(InputKind.FILE, "a.csv", datetime(2026, 5, 1, tzinfo=UTC)), b"indicator")
        ...     drafts.find(token).name, drafts.read_content(token), drafts.find("another")
        ('a.csv', b'indicator', None)
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def add(self, draft: DraftInput, content: bytes) -> str:
        """Keep a new draft and return its token.

        Raises:
            StoreError: the disk is full, or the folder cannot be written.
        """
        token = secrets.token_urlsafe(TOKEN_BYTES)
        with _in_plain_words(self._folder):
            self._folder.mkdir(parents=True, exist_ok=True)
            being_made = self._folder / f".{token}"
            being_made.mkdir(mode=0o700)
            try:
                _write(being_made / _CONTENT, content)
                _write(being_made / _SETTINGS, _to_json(draft))
                being_made.rename(self._folder / token)
            except OSError:
                shutil.rmtree(being_made, ignore_errors=True)
                raise
        return token

    def find(self, token: str) -> DraftInput | None:
        """Return what is known about a draft, ``None`` if there is none with this token."""
        place = self._locate(token)
        try:
            return _from_json((place / _SETTINGS).read_bytes()) if place else None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def open(self, token: str) -> tuple[DraftInput, bytes]:
        """Return what is known about a draft, and its bytes.

        Raises:
            StoreError: there is no such draft (any more).
        """
        draft = self.find(token)
        if draft is None:
            raise _say_gone()
        return draft, self.read_content(token)

    def read_content(self, token: str) -> bytes:
        """Return the bytes of a draft.

        Raises:
            StoreError: there is no such draft (any more).
        """
        place = self._locate(token)
        if place is None:
            raise _say_gone()
        with _in_plain_words(self._folder):
            return (place / _CONTENT).read_bytes()

    def change(self, token: str, draft: DraftInput) -> None:
        """Write down other choices about a draft; one that was thrown away meanwhile stays away.

        Raises:
            StoreError: the disk is full, or the folder cannot be written.
        """
        place = self._locate(token)
        if place is None:
            return
        with _in_plain_words(self._folder):
            being_written = place / f"{_SETTINGS}.{secrets.token_hex(4)}"
            _write(being_written, _to_json(draft))
            being_written.replace(place / _SETTINGS)

    def discard(self, token: str) -> None:
        """Throw a draft away; one that is not there is no fault."""
        place = self._locate(token)
        if place is not None:
            shutil.rmtree(place, ignore_errors=True)

    def clear(self, now: datetime) -> int:
        """Throw away what nobody has finished in thirty days, and return how many those were."""
        if not self._folder.is_dir():
            return 0
        end = (now - timedelta(days=KEPT_DAYS)).timestamp()
        old = [place for place in self._folder.iterdir() if place.is_dir() and _is_older(place, end)]
        for place in old:
            shutil.rmtree(place, ignore_errors=True)
        return len(old)

    def _locate(self, token: str) -> Path | None:
        """Return the folder of a draft; a token that is none, such as a path, leads nowhere."""
        if not _TOKEN.fullmatch(token):
            return None
        place = self._folder / token
        return place if place.is_dir() else None


def open_drafts(url: str | None = None) -> Drafts:
    """Return the drafts beside the store of this address; without one, beside the default store."""
    return Drafts(find_folder(url) / "drafts")


def _say_gone() -> StoreError:
    return StoreError(
        Problem("unknown_draft", "drafts", None, "This draft is not here any more.", "Add the file again.")
    )


def _is_older(place: Path, end: float) -> bool:
    try:
        return place.stat().st_mtime < end
    except FileNotFoundError:  # another process was quicker
        return False


def _to_json(draft: DraftInput) -> bytes:
    return json.dumps({**asdict(draft), "created_at": draft.created_at.isoformat()}, ensure_ascii=False).encode()


def _from_json(text: bytes) -> DraftInput:
    record: dict[str, Any] = json.loads(text)
    return DraftInput(
        kind=InputKind(record["kind"]),
        name=record["name"],
        created_at=datetime.fromisoformat(record["created_at"]),
        particulars=dict(record["particulars"]),
        mapping=record["mapping"],
        author=record["author"],
    )


def _write(path: Path, content: bytes) -> None:
    """Write a file so that it is on the disk before anybody is told."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def _in_plain_words(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreError(
            Problem(
                "cannot_keep_draft",
                str(folder),
                None,
                f"What is being added cannot be kept on the disk ({error.strerror}).",
                "Free some space, or make the folder writable, and try again.",
            )
        ) from error
