"""One database, opened the way that does not lose anything.

What was measured for SQLite and is kept here:

- every write transaction starts with BEGIN IMMEDIATE, so that it waits instead of failing;
- a lock file beside the database keeps writers of several processes in line;
- write-ahead logging only where SQLite has the fix of its reset bug, else a rollback journal;
- every commit is on the disk before it is reported.

Faults of the engine leave this module as ``StoreError`` in plain words. It must not know
what is stored.
"""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from filelock import FileLock, Timeout

from dashboard.model import Problem, StoreError

WAIT_SECONDS = 60
LOOK_EVERY_SECONDS = 0.01


def choose_journal(version: tuple[int, ...]) -> str:
    """Return the journal mode for a version of SQLite.

    Source: sqlite.org, release notes of 3.51.3, 3.50.7 and 3.44.6 (WAL-reset bug).

    Example:
        >>> choose_journal((3, 51, 3)), choose_journal((3, 50, 6)), choose_journal((3, 44, 6))
        ('WAL', 'DELETE', 'WAL')
    """
    is_fixed = version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)
    return "WAL" if is_fixed else "DELETE"


class Database:
    """An SQLite file with ordered access: ``reading`` sees one state, ``writing`` is one transaction."""

    def __init__(self, path: Path) -> None:
        self.path = path
        # No pool: a connection costs a fraction of a millisecond, and none outlives its use.
        self.engine = sa.create_engine(
            sa.URL.create("sqlite", database=str(path)),
            poolclass=sa.NullPool,
            connect_args={"timeout": WAIT_SECONDS, "isolation_level": None},
        )
        sa.event.listen(self.engine, "connect", _set_up)
        sa.event.listen(self.engine, "begin", _begin)

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """Give a connection that sees one unchanging state.

        Raises:
            StoreError: the database cannot be read.
        """
        with _in_plain_words(self.path), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """Give a connection whose changes are kept together at the end, or not at all.

        Raises:
            StoreError: the database cannot be written.
        """
        lock = FileLock(f"{self.path}.lock")
        writer = self.engine.execution_options(begin="BEGIN IMMEDIATE")
        with (
            _in_plain_words(self.path),
            lock.acquire(timeout=WAIT_SECONDS, poll_interval=LOOK_EVERY_SECONDS),
            writer.begin() as connection,
        ):
            yield connection


def _set_up(connection: sqlite3.Connection, _record: Any) -> None:
    for pragma in (
        f"journal_mode={choose_journal(sqlite3.sqlite_version_info)}",
        "synchronous=FULL",
        "foreign_keys=ON",
        "trusted_schema=OFF",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: sa.Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))


# Beginning of the engine's name of an error → code, what is wrong, what to do.
_WORDS = {
    "SQLITE_BUSY": ("store_busy", "Another program is writing to the store.", "Try again in a moment."),
    "SQLITE_FULL": ("disk_full", "The disk is full; nothing was saved.", "Free some space and try again."),
    "SQLITE_READONLY": (
        "read_only",
        "The store may be read but not written.",
        "Make the file and its folder writable, or set HUMDASH_HOME to another folder.",
    ),
    "SQLITE_CANTOPEN": (
        "cannot_open",
        "The store cannot be opened.",
        "Make the folder readable and writable, or set HUMDASH_HOME to another folder.",
    ),
    "SQLITE_NOTADB": (
        "not_a_store",
        "The file is not a store of humdash.",
        "Move the file away to start with an empty store, or set HUMDASH_HOME to another folder.",
    ),
    "SQLITE_CORRUPT": ("damaged_store", "The store is damaged.", "Stop working with it and restore the last backup."),
    "SQLITE_IOERR": ("disk_error", "The disk reports an error.", "Check the disk, then restore the last backup."),
    "SQLITE_CONSTRAINT": (
        "conflict",
        "Somebody else changed the same figure, or a row breaks a rule of the store; nothing was saved.",
        "Look at the figures again and repeat the step.",
    ),
}


@contextmanager
def _in_plain_words(path: Path) -> Iterator[None]:
    try:
        yield
    except sa.exc.DBAPIError as error:
        raise _translate(error.orig, path) from error
    except sqlite3.Error as error:
        raise _translate(error, path) from error
    except Timeout as error:
        raise StoreError(_problem("SQLITE_BUSY", path)) from error
    except PermissionError as error:
        raise StoreError(_problem("SQLITE_READONLY", path)) from error
    except OSError as error:
        fault = "SQLITE_FULL" if error.errno == errno.ENOSPC else "SQLITE_CANTOPEN"
        raise StoreError(_problem(fault, path)) from error


def _translate(error: BaseException | None, path: Path) -> StoreError:
    name = getattr(error, "sqlite_errorname", None) or ""
    known = next((known for known in _WORDS if name.startswith(known)), None)
    if known:
        return StoreError(_problem(known, path))
    return StoreError(
        Problem(
            "store_error",
            str(path),
            name or None,
            f"The store reports: {error}.",
            "Try again; restore the last backup if it stays.",
        )
    )


def _problem(name: str, path: Path) -> Problem:
    code, message, suggestion = _WORDS[name]
    return Problem(code, str(path), None, message, suggestion)
