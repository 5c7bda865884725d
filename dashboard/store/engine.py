"""One database, whatever its engine: reading sees one state, writing is one transaction.

    sqlite.py      a file on this computer; the default
    postgres.py    a server that a team shares
    faults.py      what can go wrong with either, in plain words

It must not know what is stored.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa

WAIT_SECONDS = 60


class Database(ABC):
    """A database with ordered access; ``name`` says which, without a password.

    Faults of the engine leave ``reading`` and ``writing`` as ``StoreError`` in plain words.
    """

    name: str
    engine: sa.Engine

    @abstractmethod
    def exists(self) -> bool:
        """Tell whether there is something to read already."""

    @contextmanager
    @abstractmethod
    def reading(self) -> Iterator[sa.Connection]:
        """Give a connection that sees one unchanging state.

        Raises:
            StoreError: the database cannot be read.
        """

    @contextmanager
    @abstractmethod
    def writing(self) -> Iterator[sa.Connection]:
        """Give a connection whose changes are kept together at the end, or not at all.

        Raises:
            StoreError: the database cannot be written.
        """
