"""Backup: a checked copy of the store under the name of its time, and the way back.

A store on a PostgreSQL server is backed up by the server's own tools; the message says how.
"""

import re
import shlex
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from dashboard.model import Problem, StoreError
from dashboard.store import Store, find_database
from dashboard.store.backup import copy_store, replace_store
from dashboard.store.engine import Database
from dashboard.store.sqlite import SqliteDatabase

FOLDER = "backups"
KEEP = 7
_TIME = "%Y-%m-%dT%H%M%SZ"
_TIME_PATTERN = r"\d{4}-\d\d-\d\dT\d{6}Z"


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy that was made, and the older ones that made room for it."""

    path: Path
    removed: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Restored:
    """A store that was put back: how many batches it holds, and where what stood there before is kept."""

    name: str
    batches: int
    aside: Path | None


def back_up(now: datetime, folder: Path | None = None, *, keep: int = KEEP, url: str | None = None) -> Backup:
    """Copy the store into a folder, by default ``backups`` beside it, and remove all but the newest copies.

    Only files with the name of a backup of this store are removed, and only after the new
    one is whole. Others may use the store meanwhile.

    Raises:
        StoreError: there is no store, it is damaged, the folder cannot be written, or the
            store is on a server.
    """
    database = _find_file(url, "pg_dump --format=custom --file=humdash.dump {address}")
    folder = folder or database.path.parent / FOLDER
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            Problem(
                "cannot_make_folder",
                str(folder),
                None,
                f"The folder for the backup cannot be made ({error.strerror}).",
                "Choose a folder that you may write to.",
            )
        ) from error
    target = folder / f"{database.path.stem}-{now.astimezone(UTC).strftime(_TIME)}.sqlite"
    copy_store(database, target)
    return Backup(target, _remove_oldest(folder, database.path.stem, keep))


def restore(path: Path, now: datetime, *, url: str | None = None) -> Restored:
    """Put a backup in the place of the store; what is there now is kept beside it under the name of the moment.

    Raises:
        StoreError: the file is damaged, no store, or of a newer version, the place cannot be
            written, or the store is on a server. Then nothing has changed.
    """
    database = _find_file(url, "pg_restore --clean --if-exists --single-transaction --dbname={address} humdash.dump")
    aside = database.path.with_name(f"{database.path.stem}-before-restore-{now.astimezone(UTC).strftime(_TIME)}.sqlite")
    had_one = replace_store(database, path, aside)
    return Restored(database.name, Store(database).count_batches(), aside if had_one else None)


def _find_file(url: str | None, command: str) -> SqliteDatabase:
    database = find_database(url)
    if not isinstance(database, SqliteDatabase):
        raise _use_the_servers_tools(database, command)
    return database


def _use_the_servers_tools(database: Database, command: str) -> StoreError:
    return StoreError(
        Problem(
            "store_on_a_server",
            database.name,
            None,
            "The store is on a PostgreSQL server, whose own tools make its backups and put them back.",
            f"Run: {command.format(address=shlex.quote(database.name))}",
        )
    )


def _remove_oldest(folder: Path, stem: str, keep: int) -> tuple[Path, ...]:
    name = re.compile(rf"{re.escape(stem)}-{_TIME_PATTERN}\.sqlite")
    copies = sorted(path for path in folder.iterdir() if name.fullmatch(path.name))
    oldest = tuple(copies[: max(0, len(copies) - keep)])
    for path in oldest:
        path.unlink(missing_ok=True)
    return oldest
