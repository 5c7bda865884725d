"""What only PostgreSQL has: an address with a password, a driver that may be missing, a server that may be away."""

import subprocess
import sys

import pytest
import sqlalchemy as sa

from dashboard.model import Document, StoreError
from dashboard.store import open_store
from dashboard.store.location import find_database, find_folder


@pytest.fixture
def engine() -> str:
    """PostgreSQL only."""
    return "postgresql"


def refusal(address):
    """Return the problem that opening a store gives."""
    with pytest.raises(StoreError) as caught:
        open_store(address)
    assert caught.value.problem.suggestion
    return caught.value.problem


class TestAddress:
    """Where the server is."""

    @pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg", "postgresql+psycopg2"])
    def test_any_usual_scheme(self, address, scheme):
        """An address is taken as hosters and other programs write it; the driver is always the same one."""
        store = open_store(address.replace("postgresql", scheme, 1))
        assert store.data_version() == 0

    def test_a_store_in_the_environment(self, address, monkeypatch, tmp_path):
        """The environment's address is used, and files that go with the store lie in the user's own folder."""
        monkeypatch.setenv("HUMDASH_DATABASE_URL", address)
        monkeypatch.setenv("HUMDASH_HOME", str(tmp_path))
        store = open_store()
        assert (store.name, find_folder()) == (find_database(address).name, tmp_path)

    @pytest.mark.parametrize(
        "address",
        [
            "postgresql://desk:secret@127.0.0.1:1/humdash",
            "postgresql://desk@127.0.0.1:1/humdash?password=secret",
            "postgresql://desk:secret@127.0.0.1:port/humdash",
            "postgresql://desk:secret@127.0.0.1:1/humdash?no_such_option=secret",
        ],
    )
    def test_password_is_not_repeated(self, address):
        """A password appears in no message, not even where the rest of the address is wrong."""
        assert "secret" not in repr(refusal(address))

    def test_name_without_password(self):
        """The name of a store tells server, user and database, and nothing else."""
        name = find_database("postgres://desk:secret@office:6543/humdash?sslmode=require&password=secret").name
        assert name == "postgresql://desk@office:6543/humdash"


class TestRefusals:
    """What goes wrong with a server."""

    def test_no_server(self):
        """A server that does not answer is said so, with the reason."""
        problem = refusal("postgresql://desk:secret@127.0.0.1:1/humdash")
        assert (problem.code, problem.where) == ("cannot_reach_server", "postgresql://desk@127.0.0.1:1/humdash")
        assert problem.value == "Connection refused"

    def test_no_such_database(self, address):
        """A database that is not there is named by the server."""
        problem = refusal(address.replace("store_", "no_store_"))
        assert (problem.code, problem.value) == ("cannot_reach_server", 'database "no_store_1" does not exist')

    def test_no_such_user(self, address):
        """A user whom the server does not know is named by it."""
        problem = refusal(address.replace("postgres@", "stranger:secret@"))
        assert (problem.code, problem.value) == ("cannot_reach_server", 'role "stranger" does not exist')

    def test_a_user_without_rights(self, address):
        """A user who may look but not write reads the store, and is told that writing needs a right."""
        open_store(address)
        with find_database(address).writing() as connection:
            connection.execute(sa.text("DROP ROLE IF EXISTS reader"))
            connection.execute(sa.text("CREATE ROLE reader LOGIN"))
            connection.execute(sa.text("GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader"))
        store = open_store(address.replace("postgres@", "reader@"))
        assert store.figures().empty
        with pytest.raises(StoreError) as caught:
            store.rebuild_current()
        assert caught.value.problem.code == "read_only"

    def test_reading_cannot_write(self, address):
        """A connection for reading takes no change."""
        open_store(address)
        with pytest.raises(StoreError) as caught, find_database(address).reading() as connection:
            connection.execute(sa.text("UPDATE store_state SET data_version = 99"))
        assert caught.value.problem.code == "read_only"

    def test_a_server_that_goes_away(self, postgres, store, save, make_figure, now):
        """A connection that breaks in the middle is said so, nothing is kept of it, and the next step works."""

        def break_off():
            yield make_figure("f1", 1)
            postgres.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'humdash'"
            )
            yield make_figure("f2", 2)

        with pytest.raises(StoreError) as caught:
            store.save(break_off(), [Document("d1")], kind="t", source_name="a", content_sha256="1", now=now)
        assert caught.value.problem.code == "connection_lost"
        assert (store.batches(), save(store, [make_figure()]).new) == ([], 1)

    @pytest.mark.parametrize(("encoding", "code"), [("LATIN1", "unsuitable_encoding"), ("SQL_ASCII", None)])
    def test_databases_of_other_encodings(self, address, postgres, save, make_figure, encoding, code):
        """A text is kept as it is, or it is said that this database cannot hold it."""
        postgres.execute(f"CREATE DATABASE other ENCODING '{encoding}' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0")
        try:
            store = open_store(address.replace("store_1", "other"))
            if code:
                with pytest.raises(StoreError) as caught:
                    save(store, [make_figure(reporter="الهلال الأحمر")])
                assert (caught.value.problem.code, store.batches()) == (code, [])
            else:
                save(store, [make_figure(reporter="الهلال الأحمر")])
                assert store.figures()["reporter"].tolist() == ["الهلال الأحمر"]
        finally:
            postgres.execute("DROP DATABASE other WITH (FORCE)")

    def test_driver_that_is_missing(self):
        """Without psycopg the address gives one sentence that says what to install, and SQLite works as ever."""
        script = """
import sys
sys.modules["psycopg"] = None
from dashboard.model import StoreError
from dashboard.store.location import find_database, find_folder
find_database("sqlite:////tmp/a.sqlite")
try:
    find_database("postgresql://desk:secret@office/humdash")
except StoreError as error:
    print(error)
"""
        done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
        assert done.stdout == (
            "HUMDASH_DATABASE_URL: The store is on a PostgreSQL server, and the part of humdash that speaks with it is "
            'missing. Install it: pip install "humdash[postgres]"\n'
        )
