"""Where the store lies, and places where it must not lie.

SQLite trusts the file locks of the system; on network drives these are known to fail, and a
store that two offices write to breaks without a word. Such places are refused before a file
is made. Source: sqlite.org, "How To Corrupt An SQLite Database File", section 2.
"""

import os
import sys
from collections.abc import Iterable
from pathlib import Path

import sqlalchemy as sa
from platformdirs import user_data_path

from dashboard.model import Problem, StoreError

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
    return f"sqlite:///{(_home() / FILE_NAME).absolute()}"


def find_folder(url: str | None = None) -> Path:
    """Return the folder on this computer where the files of a store lie; by default of the default store.

    A store of another kind than a file has the folder that the environment or the user's account gives.

    Example:
        >>> find_folder("sqlite:////srv/humdash/humdash.sqlite").as_posix()
        '/srv/humdash'
    """
    url = url or default_url()
    return resolve_path(url).parent if url.startswith("sqlite") else _home()


def _home() -> Path:
    home = os.environ.get("HUMDASH_HOME")
    return Path(home).expanduser() if home else user_data_path("humdash", appauthor=False)


def resolve_path(url: str) -> Path:
    """Return the file that an SQLite address points to.

    Raises:
        StoreError: the address is not one, not SQLite, or has no file.

    Example:
        >>> resolve_path("sqlite:///figures.sqlite").name
        'figures.sqlite'
    """
    try:
        parsed = sa.make_url(url)
    except sa.exc.ArgumentError:
        raise StoreError(_unsuitable(None)) from None
    if parsed.get_backend_name() != "sqlite" or not parsed.database or parsed.database == ":memory:":
        raise StoreError(_unsuitable(parsed.render_as_string(hide_password=True)))
    return Path(parsed.database).absolute()


def _unsuitable(url: str | None) -> Problem:
    return Problem(
        "unsuitable_address",
        "HUMDASH_DATABASE_URL",
        url,
        "The address of the store is not an SQLite file.",
        "Use an address such as sqlite:////home/me/humdash.sqlite, or leave it out.",
    )


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
