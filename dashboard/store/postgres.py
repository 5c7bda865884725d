"""PostgreSQL, for a team that shares one store.

- A writer takes a lock that lasts as long as its transaction: writers stand in line, as with
  SQLite, and whoever dies lets the next one go on.
- A reader sees one state (REPEATABLE READ) and is never kept waiting.
- Rows go in by COPY.

psycopg is an extra (``pip install "humdash[postgres]"``); without it nothing here runs.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa

from dashboard.model import Problem, StoreError
from dashboard.store.engine import WAIT_SECONDS, Database
from dashboard.store.faults import in_plain_words

DRIVER = "postgresql+psycopg"
CONNECT_SECONDS = 10
# The number of the writers' lock, which holds for one database of a server: "humdash" as digits.
LOCK = int.from_bytes(b"humdash")


class PostgresDatabase(Database):
    """A database on a PostgreSQL server.

    Raises:
        StoreError: psycopg is not installed.
    """

    def __init__(self, address: sa.URL) -> None:
        self.name = name_address(address)
        try:
            # A connection costs some milliseconds, so a few are kept; each is looked at before it is used again.
            self.engine = sa.create_engine(
                address.set(drivername=DRIVER),
                pool_pre_ping=True,
                hide_parameters=True,  # what is stored may be confidential, and faults are logged
                connect_args={
                    "connect_timeout": CONNECT_SECONDS,
                    "application_name": "humdash",
                    "client_encoding": "utf8",
                },
            )
        except ImportError as error:
            raise StoreError(
                Problem(
                    "driver_missing",
                    "HUMDASH_DATABASE_URL",
                    self.name,
                    "The store is on a PostgreSQL server, and the part of humdash that speaks with it is missing.",
                    'Install it: pip install "humdash[postgres]"',
                )
            ) from error

    def exists(self) -> bool:
        """Tell that a server always has something to say."""
        return True

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """Give a connection that sees one unchanging state, and may not write."""
        reader = self.engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        with in_plain_words(self.name), reader.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """Give a connection whose changes are kept together; writers stand in line."""
        # Not REPEATABLE READ: the state would be the one before the wait for the lock.
        writer = self.engine.execution_options(isolation_level="READ COMMITTED")
        with in_plain_words(self.name), writer.begin() as connection:
            _stand_in_line(connection)
            yield connection


def _stand_in_line(connection: sa.Connection) -> None:
    """Wait until no other writer is left, and let a computer that vanishes not keep the next one waiting."""
    connection.exec_driver_sql(f"""
        SET LOCAL tcp_keepalives_idle = '30s';
        SET LOCAL tcp_keepalives_interval = '10s';
        SET LOCAL tcp_keepalives_count = 3;
        SET LOCAL synchronous_commit = on;
        SET LOCAL lock_timeout = '{WAIT_SECONDS}s';
        SELECT pg_advisory_xact_lock({LOCK});
        SET LOCAL lock_timeout = 0;
    """)


def name_address(address: sa.URL) -> str:
    """Return an address to show: server and database, never a password.

    Example:
        >>> name_address(sa.make_url("postgresql://desk:secret@office/humdash?password=secret"))
        'postgresql://desk@office/humdash'
    """
    where = {key: value for key, value in address.query.items() if key in ("host", "port")}
    return sa.URL.create(
        "postgresql", address.username, None, address.host, address.port, address.database, where
    ).render_as_string()


def copy_rows(connection: sa.Connection, table: str, names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Put rows into a table by COPY, which is several times as fast as INSERT."""
    from psycopg import Error, sql

    driver: Any = connection.connection.driver_connection
    columns = sql.SQL(", ").join(map(sql.Identifier, names))
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), columns)
    try:
        with driver.cursor() as cursor, cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row(row)
    except Error as error:  # past SQLAlchemy, which has no word for COPY
        raise sa.exc.DBAPIError(f"COPY {table}", None, error, connection_invalidated=driver.closed) from error
