"""What went wrong in an engine, in plain words.

SQLite and PostgreSQL name their faults by codes; what a person has to know is the same for
both. This module must not show the words of an engine where it knows better ones, and never
an address with its password.
"""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

import sqlalchemy as sa
from filelock import Timeout

from dashboard.model import Problem, StoreError


class Words(NamedTuple):
    """A stable code, what is wrong, and what to do."""

    code: str
    message: str
    suggestion: str


BUSY = Words("store_busy", "Another program is writing to the store.", "Try again in a moment.")
FULL = Words("disk_full", "The disk is full; nothing was saved.", "Free some space and try again.")
READ_ONLY = Words(
    "read_only",
    "The store may be read but not written.",
    "Make the file and its folder writable, or set HUMDASH_HOME to another folder.",
)
CANNOT_OPEN = Words(
    "cannot_open",
    "The store cannot be opened.",
    "Make the folder readable and writable, or set HUMDASH_HOME to another folder.",
)
NOT_A_STORE = Words(
    "not_a_store",
    "The file is not a store of humdash.",
    "Move the file away to start with an empty store, or set HUMDASH_HOME to another folder.",
)
DAMAGED = Words("damaged_store", "The store is damaged.", "Stop working with it and restore the last backup.")
DISK_ERROR = Words("disk_error", "The disk reports an error.", "Check the disk, then restore the last backup.")
CONFLICT = Words(
    "conflict",
    "Somebody else changed the same figure, or a row breaks a rule of the store; nothing was saved.",
    "Look at the figures again and repeat the step.",
)
NO_RIGHT = Words(
    "read_only",
    "The database server does not allow this user to write to the store.",
    "Ask who runs the server for the right to make tables and to write to them.",
)
CANNOT_REACH = Words(
    "cannot_reach_server",
    "The database server cannot be reached, or does not let us in.",
    "Check HUMDASH_DATABASE_URL, the network, and that the server runs and knows this user.",
)
CONNECTION_LOST = Words(
    "connection_lost",
    "The connection to the database server broke off.",
    "Look at the history whether the last step was saved, and try again.",
)
TOO_MANY = Words("too_many_connections", "The database server has no place left for us.", "Try again in a moment.")
UNSUITABLE_ENCODING = Words(
    "unsuitable_encoding",
    "The database was made for letters of some languages only; nothing was saved.",
    "Make it anew with the encoding UTF8: createdb --encoding=UTF8 --template=template0 humdash",
)

# Beginning of the engine's name of a fault → words. SQLite: sqlite.org, "Result and Error Codes";
# PostgreSQL: its manual, appendix A (SQLSTATE).
KNOWN = {
    "SQLITE_BUSY": BUSY,
    "SQLITE_FULL": FULL,
    "SQLITE_READONLY": READ_ONLY,
    "SQLITE_CANTOPEN": CANNOT_OPEN,
    "SQLITE_NOTADB": NOT_A_STORE,
    "SQLITE_CORRUPT": DAMAGED,
    "SQLITE_IOERR": DISK_ERROR,
    "SQLITE_CONSTRAINT": CONFLICT,
    "08": CONNECTION_LOST,
    "22P05": UNSUITABLE_ENCODING,
    "23": CONFLICT,
    "25006": NO_RIGHT,
    "28": CANNOT_REACH,
    "3D": CANNOT_REACH,
    "40": BUSY,
    "42501": NO_RIGHT,
    "53100": FULL,
    "53300": TOO_MANY,
    "55P03": BUSY,
    "57P03": CANNOT_REACH,
    "57P": CONNECTION_LOST,
    "58": DISK_ERROR,
    "XX001": DAMAGED,
    "XX002": DAMAGED,
}


@contextmanager
def in_plain_words(where: str) -> Iterator[None]:
    """Turn a fault of an engine into a ``StoreError`` about the store named ``where``.

    Raises:
        StoreError: whenever the engine reports a fault.
    """
    try:
        yield
    except sa.exc.DBAPIError as error:
        if error.connection_invalidated:
            raise _say(CONNECTION_LOST, where) from error
        if isinstance(error, sa.exc.OperationalError) and getattr(error.orig, "sqlstate", "") is None:
            raise _say(CANNOT_REACH, where, _find_reason(error.orig)) from error  # no server, no name of its fault
        raise _translate(error.orig or error, where) from error
    except sqlite3.Error as error:
        raise _translate(error, where) from error
    except Timeout as error:
        raise _say(BUSY, where) from error
    except PermissionError as error:
        raise _say(READ_ONLY, where) from error
    except OSError as error:
        raise _say(FULL if error.errno == errno.ENOSPC else CANNOT_OPEN, where) from error


def _translate(error: BaseException, where: str) -> StoreError:
    name = getattr(error, "sqlite_errorname", None) or getattr(error, "sqlstate", None) or ""
    known = next((words for beginning, words in KNOWN.items() if name.startswith(beginning)), None)
    if known:
        return _say(known, where, _find_reason(error) if known is CANNOT_REACH else None)
    return StoreError(
        Problem(
            "store_error",
            where,
            name or None,
            f"The store reports: {_say_fault(error)}.",
            "Try again; restore the last backup if it stays.",
        )
    )


def _say_fault(error: BaseException) -> str:
    """Return an engine's words without what it adds in lines of their own: rows and values of the store."""
    return (str(error).strip().splitlines() or [""])[0].rstrip(".")


def _find_reason(error: BaseException | None) -> str:
    """Return the server's own reason out of 'connection to server at "office" failed: FATAL:  …'."""
    return _say_fault(error).rpartition("failed: ")[2].removeprefix("FATAL:").strip() if error else ""


def _say(words: Words, where: str, reason: str | None = None) -> StoreError:
    return StoreError(Problem(words.code, where, reason, words.message, words.suggestion))
