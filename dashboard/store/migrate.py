"""Bring a database to the form this version of humdash writes.

The steps are Alembic scripts in ``migrations/versions``; they are frozen, and new ones are
added behind them. All of them run in one transaction, so that a crash leaves the old form.
This module must not know what the tables mean.
"""

from functools import cache
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from dashboard.model import Problem, StoreError
from dashboard.store.engine import Database

MIGRATIONS = Path(__file__).parent / "migrations"


def prepare(database: Database) -> None:
    """Make or update the tables; do nothing if they are in their newest form.

    Raises:
        StoreError: a newer humdash or another program made the database, or it cannot be
            opened.
    """
    scripts = _read_scripts()
    if database.exists():
        with database.reading() as connection:
            if _find_revision(connection, scripts, database.name) == scripts.get_current_head():
                return
    with database.writing() as connection:  # a second process waits here and finds nothing to do
        _find_revision(connection, scripts, database.name)
        _upgrade(connection, scripts)


@cache
def _read_scripts() -> ScriptDirectory:
    return ScriptDirectory(str(MIGRATIONS))


def _find_revision(connection: sa.Connection, scripts: ScriptDirectory, name: str) -> str | None:
    revision = MigrationContext.configure(connection).get_current_revision()
    known = {script.revision for script in scripts.walk_revisions()}
    if revision is not None and revision not in known:
        raise StoreError(
            Problem(
                "newer_store",
                name,
                revision,
                "The store was made by a newer version of humdash.",
                "Update humdash, or choose another place for the store.",
            )
        )
    if revision is None and sa.inspect(connection).get_table_names():
        raise StoreError(
            Problem(
                "not_a_store",
                name,
                None,
                "The database belongs to another program.",
                "Choose another place for the store.",
            )
        )
    return revision


def _upgrade(connection: sa.Connection, scripts: ScriptDirectory) -> None:
    def find_steps(revision: Any, _context: MigrationContext) -> Any:
        # What ``alembic upgrade head`` calls; the public way needs an env.py and a global state.
        return scripts._upgrade_revs("head", revision)

    context = MigrationContext.configure(connection, opts={"fn": find_steps})
    with Operations.context(context):
        context.run_migrations()
