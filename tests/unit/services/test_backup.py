"""A backup has the time in its name, N of them are kept, and a server's own tools are named where they are needed."""

from datetime import UTC, datetime, timedelta

import pytest

from dashboard.model import StoreError
from dashboard.services.backup import back_up, restore
from dashboard.services.start import open_dashboard
from dashboard.store import open_store

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)


@pytest.fixture
def url(tmp_path):
    """The address of a store with the default content."""
    url = f"sqlite:///{tmp_path}/humdash.sqlite"
    open_dashboard(NOW, url=url)
    return url


def names(folder):
    """Return what lies in a folder."""
    return sorted(path.name for path in folder.iterdir())


def test_a_backup_lies_beside_the_store(url, tmp_path):
    """Without a folder the copy goes into "backups" beside the store, named by the moment in UTC."""
    made = back_up(NOW.astimezone(), url=url)
    assert made.path == tmp_path / "backups" / "humdash-2026-05-01T120000Z.sqlite"
    assert open_store(f"sqlite:///{made.path}").figures().equals(open_store(url).figures())


def test_the_newest_are_kept(url, tmp_path):
    """Of its own copies the newest N stay; other files in the folder are not touched."""
    (tmp_path / "humdash-2026-05-01T120000Z.sqlite.txt").write_text("mine")
    (tmp_path / "other-2026-05-01T120000Z.sqlite").write_text("another store's")
    for hour in range(4):
        made = back_up(NOW + timedelta(hours=hour), tmp_path, keep=2, url=url)
    assert [path.name for path in made.removed] == ["humdash-2026-05-01T130000Z.sqlite"]
    assert [name for name in names(tmp_path) if "2026" in name] == [
        "humdash-2026-05-01T120000Z.sqlite.txt",
        "humdash-2026-05-01T140000Z.sqlite",
        "humdash-2026-05-01T150000Z.sqlite",
        "other-2026-05-01T120000Z.sqlite",
    ]


def test_a_failed_backup_removes_nothing(url, tmp_path):
    """An older copy makes room only for one that is whole."""
    kept = back_up(NOW, keep=1, url=url).path
    (tmp_path / "humdash.sqlite").write_text("no longer a store")
    with pytest.raises(StoreError):
        back_up(NOW + timedelta(hours=1), keep=1, url=url)
    assert names(tmp_path / "backups") == [kept.name]


def test_no_store_yet(tmp_path):
    """Where there is no store there is nothing to copy, and none is made."""
    with pytest.raises(StoreError) as caught:
        back_up(NOW, url=f"sqlite:///{tmp_path}/humdash.sqlite")
    assert caught.value.problem.code == "no_such_file"
    assert not (tmp_path / "humdash.sqlite").exists()


def test_a_folder_that_cannot_be_made(url, tmp_path):
    """A file in the place of the folder is said so."""
    (tmp_path / "backups").write_text("")
    with pytest.raises(StoreError) as caught:
        back_up(NOW, url=url)
    assert caught.value.problem.code == "cannot_make_folder"


def test_a_restore_says_what_it_did(url, tmp_path):
    """It names the store, its batches, and the file that keeps what was there before."""
    path = back_up(NOW, url=url).path
    batch = open_store(url).batches()[0]
    open_store(url).withdraw(batch.batch_id, now=NOW)
    done = restore(path, NOW, url=url)
    assert (done.name, done.batches) == (str(tmp_path / "humdash.sqlite"), 1)
    assert done.aside == tmp_path / "humdash-before-restore-2026-05-01T120000Z.sqlite"
    assert len(open_store(f"sqlite:///{done.aside}").batches()) == 2
    assert not open_store(url).figures().empty


def test_what_was_put_aside_is_never_overwritten(url, tmp_path):
    """A second restore in the same second is refused, and both stores are as they were."""
    path = back_up(NOW, url=url).path
    open_store(url).withdraw(open_store(url).batches()[0].batch_id, now=NOW)
    aside = restore(path, NOW, url=url).aside
    with pytest.raises(StoreError) as caught:
        restore(path, NOW, url=url)
    assert (caught.value.problem.code, caught.value.problem.where) == ("name_taken", str(aside))
    assert [open_store(place).count_batches() for place in (f"sqlite:///{aside}", url)] == [2, 1]


@pytest.mark.parametrize(
    ("step", "command"),
    [
        (back_up, "pg_dump --format=custom --file=humdash.dump postgresql://desk@office/humdash"),
        (
            lambda now, url: restore("humdash.dump", now, url=url),
            "pg_restore --clean --if-exists --single-transaction --dbname=postgresql://desk@office/humdash humdash.dump",  # noqa: E501
        ),
    ],
)
def test_a_server_has_its_own_tools(step, command):
    """For PostgreSQL the command to run is given, without the password."""
    with pytest.raises(StoreError) as caught:
        step(NOW, url="postgresql://desk:secret@office/humdash")
    assert caught.value.problem.suggestion == f"Run: {command}"
    assert "secret" not in repr(caught.value.problem)
