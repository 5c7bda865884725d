"""Where the store lies, and places where it must not lie.

A file on this computer, or a PostgreSQL server if ``HUMDASH_DATABASE_URL`` says so. SQLite
trusts the file locks of the system; on network drives these are known to fail, and a store
that two offices write to breaks without a word. Such places are refused before a file is
made. Source: sqlite.org, "How To Corrupt An SQLite Database File", section 2.
"""

import os
import sys
from collections.abc import Iterable
from pathlib import Path

import sqlalchemy as sa
from platformdirs import user_data_path

from dashboard.model import Problem, StoreError
from dashboard.store.engine import Database
from dashboard.store.postgres import PostgresDatabase
from dashboard.store.sqlite import SqliteDatabase

POSTGRES_NAMES = ("postgresql", "postgres")
FILE_NAME = "humdash.sqlite"
# As Linux names them in the list of mounts.
_NETWORK = {
    "9p",
    "afs",
    "beegfs",
    "ceph",
    "cifs",
    "coda",
    "davfs",
    "glusterfs",
    "gpfs",
    "lustre",
    "ncpfs",
    "nfs",
    "nfs4",
}
_NETWORK_BY_FUSE = {"fuse.davfs2", "fuse.glusterfs", "fuse.rclone", "fuse.s3fs", "fuse.sshfs"}
NETWORK_KINDS = frozenset(_NETWORK | _NETWORK_BY_FUSE | {"smb3", "smbfs"})
WINDOWS_REMOTE_DRIVE = 4


def default_url() -> str:
    """Return the address of the store: the environment's, else a file in the user's data folder.

    ``HUMDASH_DATABASE_URL`` is a whole address, ``HUMDASH_HOME`` a folder.
    """
    if url := os.environ.get("HUMDASH_DATABASE_URL"):
        return url
    return f"sqlite:///{_home() / FILE_NAME}"


def find_folder(url: str | None = None) -> Path:
    """Return the folder on this computer where the files of a store lie; by default of the default store.

    A store of another kind than a file has the folder that the environment or the user's account gives.

    Example:
        >>> find_folder("sqlite:////srv/humdash/humdash.sqlite").as_posix()
        '/srv/humdash'
    """
    database = find_database(url)
    return database.path.parent if isinstance(database, SqliteDatabase) else _home()


def _home() -> Path:
    home = os.environ.get("HUMDASH_HOME")
    return (Path(home).expanduser() if home else user_data_path("humdash", appauthor=False)).absolute()


def find_database(url: str | None = None) -> Database:
    """Return the database at an address, by default the one of the environment; nothing is made or opened yet.

    Raises:
        StoreError: the address is not one, the file would lie on a network drive, or what
            PostgreSQL needs is not installed.

    Example:
        >>> find_database("sqlite:////srv/humdash/figures.sqlite").name
        '/srv/humdash/figures.sqlite'
    """
    try:
        address = sa.make_url(url or default_url())
    except (sa.exc.ArgumentError, ValueError):  # a port that is no number
        raise StoreError(_unsuitable(None)) from None
    engine = address.drivername.partition("+")[0]
    if engine in POSTGRES_NAMES:
        return PostgresDatabase(address)
    if engine != "sqlite" or not address.database or address.database == ":memory:":
        raise StoreError(_unsuitable(address.set(query={}).render_as_string(hide_password=True)))
    path = Path(address.database).absolute()
    check_place(path)
    return SqliteDatabase(path)


def _unsuitable(url: str | None) -> Problem:
    return Problem(
        "unsuitable_address",
        "HUMDASH_DATABASE_URL",
        url,
        "The address of the store is neither an SQLite file nor a PostgreSQL database.",
        "Use one such as sqlite:////home/me/humdash.sqlite or postgresql://me@office/humdash, or leave it out.",
    )


def make_folder(database: Database) -> None:
    """Make the folder of a store that is a file.

    Raises:
        StoreError: it cannot be made.
    """
    if not isinstance(database, SqliteDatabase):
        return
    folder = database.path.parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            Problem(
                "cannot_make_folder",
                str(folder),
                None,
                f"The folder for the store cannot be made ({error.strerror}).",
                "Set HUMDASH_HOME to a folder that you may write to.",
            )
        ) from error


def check_place(path: Path, mounts: Iterable[tuple[str, str]] | None = None) -> None:
    """Refuse a network drive.

    ``mounts`` are pairs of folder and kind of file system; by default those of this machine.

    Raises:
        StoreError: the file would lie on a network drive.

    Example:
        >>> check_place(Path("/srv/humdash.sqlite"), [("/", "ext4"), ("/media", "nfs4")])
        >>> check_place(Path("/media/humdash.sqlite"), [("/", "ext4"), ("/media", "nfs4")])
        Traceback (most recent call last):
        ...
        dashboard.model.problem.StoreError: /media/humdash.sqlite: The folder is on a network drive (nfs4), where a
        database can be damaged without notice. Set HUMDASH_HOME to a folder on this computer's own disk.
    """
    kind = _kind_of_drive(path, _mounts() if mounts is None else mounts)
    if kind in NETWORK_KINDS:
        raise StoreError(
            Problem(
                "network_drive",
                str(path),
                kind,
                f"The folder is on a network drive ({kind}), where a database can be damaged without notice.",
                "Set HUMDASH_HOME to a folder on this computer's own disk.",
            )
        )


def _kind_of_drive(path: Path, mounts: Iterable[tuple[str, str]]) -> str | None:
    if sys.platform == "win32":
        import ctypes

        drive = path.drive
        is_remote = (
            drive.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(drive + "\\") == WINDOWS_REMOTE_DRIVE
        )
        return "smbfs" if is_remote else None
    real = path.resolve()
    around = [(Path(folder), kind) for folder, kind in mounts if real.is_relative_to(folder)]
    # Of two mounts on one folder the later one is seen, hence the stable sort.
    return sorted(around, key=lambda mount: len(mount[0].parts))[-1][1] if around else None


def _mounts() -> list[tuple[str, str]]:
    try:
        lines = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:  # not Linux
        return []
    fields = [line.split(" ") for line in lines]
    return [(field[1].replace("\\040", " "), field[2]) for field in fields]
