"""SQLite, opened the way that does not lose anything.

What was measured and is kept here:

- every write transaction starts with BEGIN IMMEDIATE, so that it waits instead of failing;
- a lock file beside the database keeps writers of several processes in line;
- write-ahead logging only where SQLite has the fix of its reset bug, else a rollback journal;
- every commit is on the disk before it is reported.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from filelock import FileLock

from dashboard.store.engine import WAIT_SECONDS, Database
from dashboard.store.faults import in_plain_words

LOOK_EVERY_SECONDS = 0.01
# In DELETE mode nobody can read from the moment a writer's cache is full; this holds some 100,000 figures.
CACHE_KIBIBYTES = 65_536


def choose_journal(version: tuple[int, ...]) -> str:
    """Return the journal mode for a version of SQLite.

    Source: sqlite.org, release notes of 3.51.3, 3.50.7 and 3.44.6 (WAL-reset bug).

    Example:
        >>> choose_journal((3, 51, 3)), choose_journal((3, 50, 6)), choose_journal((3, 44, 6))
        ('WAL', 'DELETE', 'WAL')
    """
    is_fixed = version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)
    return "WAL" if is_fixed else "DELETE"


class SqliteDatabase(Database):
    """An SQLite file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.name = str(path)
        # No pool: a connection costs a fraction of a millisecond, and none outlives its use.
        self.engine = sa.create_engine(
            sa.URL.create("sqlite", database=str(path)),
            poolclass=sa.NullPool,
            connect_args={"timeout": WAIT_SECONDS, "isolation_level": None},
            hide_parameters=True,  # what is stored may be confidential, and faults are logged
        )
        sa.event.listen(self.engine, "connect", _set_up)
        sa.event.listen(self.engine, "begin", _begin)

    def exists(self) -> bool:
        """Tell whether the file is there and not empty."""
        try:
            return self.path.stat().st_size > 0
        except OSError:
            return False

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """Give a connection that sees one unchanging state."""
        with in_plain_words(self.name), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """Give a connection whose changes are kept together; writers of all processes stand in line."""
        writer = self.engine.execution_options(begin="BEGIN IMMEDIATE")
        with in_plain_words(self.name), self.in_line(), writer.begin() as connection:
            yield connection

    @contextmanager
    def in_line(self) -> Iterator[None]:
        """Hold the lock file, so that nobody else writes."""
        lock = FileLock(f"{self.path}.lock")
        with lock.acquire(timeout=WAIT_SECONDS, poll_interval=LOOK_EVERY_SECONDS):
            yield


def _set_up(connection: sqlite3.Connection, _record: Any) -> None:
    for pragma in (
        f"journal_mode={choose_journal(sqlite3.sqlite_version_info)}",
        "synchronous=FULL",
        "foreign_keys=ON",
        "trusted_schema=OFF",
        f"cache_size=-{CACHE_KIBIBYTES}",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: sa.Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))
