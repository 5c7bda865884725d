"""Copies of an SQLite store, and a copy put back in its place.

A copy is made by SQLite itself, so that a writer may go on; it is checked, on the disk, and
only then gets its name. Putting one back is a single transaction in the file of the store:
whoever reads or writes meanwhile sees the old store or the new one. This module must not
choose names or count copies.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import sqlalchemy as sa

from dashboard.model import Problem, StoreError
from dashboard.store.engine import WAIT_SECONDS
from dashboard.store.faults import DAMAGED, NOT_A_STORE, in_plain_words
from dashboard.store.location import make_folder
from dashboard.store.migrate import prepare
from dashboard.store.schema import STORE_STATE
from dashboard.store.sqlite import SqliteDatabase

# What SQLite keeps beside a file that was not closed properly.
_BESIDE = ("-journal", "-wal")
CHOOSE_ANOTHER = "Choose another backup of humdash."


def copy_store(database: SqliteDatabase, target: Path) -> None:
    """Write a checked copy of the store; ``target`` is there whole at the end, or not at all.

    Raises:
        StoreError: there is no store, it is damaged, or the copy cannot be written.
    """
    with _made_whole(target) as partial:
        # Not "ro": what a writer that died left half done has to be taken back first.
        _copy(database.path, partial, database.name, "rw")


def replace_store(database: SqliteDatabase, source: Path, aside: Path) -> bool:
    """Put a copy in the place of the store, which is kept under the name ``aside``.

    The copy is checked and brought to the newest form first. Its ``data_version`` becomes
    greater than any before, so that whoever keeps a frame reads it anew. Returns whether
    there was a store to put aside.

    Raises:
        StoreError: the copy is damaged, newer than this version or no store at all, or the
            place cannot be written or ``aside`` is taken; the store is as it was.
    """
    make_folder(database)
    with in_plain_words(database.name), TemporaryDirectory(prefix=".restore-", dir=database.path.parent) as folder:
        fresh = SqliteDatabase(Path(folder) / database.path.name)
        fresh.name = str(source)
        with _said_of_a_backup():
            _copy(source, fresh.path, fresh.name, "ro")
            _check_ours(fresh)
            prepare(fresh)
        with database.in_line():
            if aside.exists():
                raise StoreError(
                    Problem(
                        "name_taken", str(aside), None, "A store was put aside here already.", "Try again in a moment."
                    )
                )
            return _replace(database, fresh, aside)


def _replace(database: SqliteDatabase, fresh: SqliteDatabase, aside: Path) -> bool:
    if not database.exists():
        _outdo(fresh, 0)
        _move(fresh.path, database.path)
        return False
    try:
        copy_store(database, aside)
        _outdo(fresh, _read_version(database))
    except StoreError as error:
        if error.problem.code not in (DAMAGED.code, NOT_A_STORE.code):
            raise
        _outdo(fresh, 0)
        for ending in ("", *_BESIDE):
            beside = database.path.with_name(database.path.name + ending)
            if beside.exists():
                beside.replace(aside.with_name(aside.name + ending))
        _move(fresh.path, database.path)
    else:
        with closing(_connect(fresh.path, "rw")) as source, closing(_connect(database.path, "rw")) as target:
            source.backup(target)
    return True


def _copy(path: Path, target: Path, name: str, mode: str) -> None:
    """Copy a database file and see that the copy is sound; faults are said of ``name``."""
    if not path.is_file():
        raise StoreError(Problem("no_such_file", name, None, "There is no such file.", "Check its name."))
    with in_plain_words(name), closing(_connect(path, mode)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")  # so that the copy is one file
        found = copy.execute("PRAGMA quick_check(1)").fetchone()[0]
    if found != "ok":
        raise StoreError(Problem(DAMAGED.code, name, found, DAMAGED.message, DAMAGED.suggestion))


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=WAIT_SECONDS)


def _check_ours(database: SqliteDatabase) -> None:
    """Refuse an empty file, of which ``prepare`` would make an empty store."""
    with database.reading() as connection:
        if not sa.inspect(connection).has_table(STORE_STATE.name):
            raise StoreError(Problem(NOT_A_STORE.code, database.name, None, NOT_A_STORE.message, CHOOSE_ANOTHER))


@contextmanager
def _said_of_a_backup() -> Iterator[None]:
    """Give the advice that fits a backup where that for a store does not."""
    try:
        yield
    except StoreError as error:
        if error.problem.code == DAMAGED.code:
            raise StoreError(
                replace(error.problem, message="The backup is damaged.", suggestion=CHOOSE_ANOTHER)
            ) from error
        if error.problem.code == NOT_A_STORE.code:
            raise StoreError(replace(error.problem, suggestion=CHOOSE_ANOTHER)) from error
        raise


def _read_version(database: SqliteDatabase) -> int:
    with database.reading() as connection:
        return int(connection.execute(sa.select(STORE_STATE.c.data_version)).scalar_one())


def _outdo(fresh: SqliteDatabase, version: int) -> None:
    """Make the data's version greater than ``version`` and than it was."""
    with fresh.writing() as connection:
        newest = max(version, connection.execute(sa.select(STORE_STATE.c.data_version)).scalar_one())
        connection.execute(sa.update(STORE_STATE).values(data_version=newest + 1))


@contextmanager
def _made_whole(target: Path) -> Iterator[Path]:
    """Give a file to write to that gets the name ``target`` if all goes well, and vanishes if not."""
    partial = target.with_name(f".{target.name}.partial")
    try:
        with in_plain_words(str(target)):
            partial.unlink(missing_ok=True)
            yield partial
            _move(partial, target)
    finally:
        partial.unlink(missing_ok=True)


def _move(path: Path, target: Path) -> None:
    """Give a file its name, when all of it is on the disk."""
    _flush(path)
    path.replace(target)
    if os.name == "posix":  # elsewhere a folder cannot be opened
        _flush(target.parent)


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
