"""A draft outlives a restart, belongs to who has its token, and is whole or not there."""

import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dashboard.model import StoreError
from dashboard.store.drafts import DraftInput, Drafts, InputKind, open_drafts

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
DRAFT = DraftInput(InputKind.FILE, "idps.csv", NOW, {"title": "Déplacés"}, '{"layout": "long"}', "field desk")


@pytest.fixture
def drafts(tmp_path: Path) -> Drafts:
    """No draft yet."""
    return Drafts(tmp_path / "drafts")


def test_a_draft_outlives_a_restart(drafts, tmp_path):
    """Another process finds the very same content and choices under the token."""
    token = drafts.add(DRAFT, b"a,b\n1,2\n")
    again = Drafts(tmp_path / "drafts")
    assert (again.find(token), again.read_content(token)) == (DRAFT, b"a,b\n1,2\n")


def test_tokens_cannot_be_guessed(drafts):
    """Two drafts of the same file have different long tokens."""
    first, second = drafts.add(DRAFT, b"x"), drafts.add(DRAFT, b"x")
    assert first != second
    assert len(first) == len(second) == 32


@pytest.mark.parametrize("token", ["", "..", "../../etc", "a" * 32, "/etc/passwd", "." * 32])
def test_a_wrong_token_leads_nowhere(drafts, token):
    """A token that is none, or a path, finds nothing and destroys nothing."""
    kept = drafts.add(DRAFT, b"x")
    drafts.discard(token)
    assert drafts.find(token) is None
    with pytest.raises(StoreError, match="not here any more"):
        drafts.read_content(token)
    assert drafts.find(kept) == DRAFT


def test_other_choices_replace_the_earlier_ones(drafts):
    """What was chosen last is found; the content stays."""
    token = drafts.add(DRAFT, b"x")
    changed = replace(DRAFT, mapping=None, particulars={"publisher": "OCHA"})
    drafts.change(token, changed)
    assert (drafts.find(token), drafts.read_content(token)) == (changed, b"x")


def test_a_discarded_draft_is_gone(drafts, tmp_path):
    """Nothing of it is left on the disk, and a late change does not bring it back."""
    token = drafts.add(DRAFT, b"x")
    drafts.discard(token)
    drafts.change(token, DRAFT)
    assert drafts.find(token) is None
    assert list((tmp_path / "drafts").iterdir()) == []


def test_a_draft_is_opened_whole(drafts, tmp_path):
    """Choices and content come together; without the choices the content is not read as something else."""
    token = drafts.add(DRAFT, b"x")
    assert drafts.open(token) == (DRAFT, b"x")
    (tmp_path / "drafts" / token / "draft.json").write_text("{")
    with pytest.raises(StoreError, match="not here any more"):
        drafts.open(token)


def test_a_damaged_draft_is_not_there(drafts, tmp_path):
    """A file that somebody cut off is no draft, and no error page."""
    token = drafts.add(DRAFT, b"x")
    (tmp_path / "drafts" / token / "draft.json").write_text("{", encoding="utf-8")
    assert drafts.find(token) is None


def test_old_drafts_are_cleared(drafts, tmp_path):
    """After thirty days a draft goes; a younger one stays."""
    old, young = drafts.add(DRAFT, b"x"), drafts.add(DRAFT, b"y")
    now = datetime.now(UTC)
    past = (now - timedelta(days=31)).timestamp()
    os.utime(tmp_path / "drafts" / old, (past, past))
    assert drafts.clear(now) == 1
    assert (drafts.find(old), drafts.find(young)) == (None, DRAFT)


def test_what_was_being_written_when_the_power_failed_is_no_draft(drafts, tmp_path):
    """A folder that was not given its name yet cannot be opened by any token."""
    drafts.add(DRAFT, b"x")
    (tmp_path / "drafts" / f".{'a' * 32}").mkdir()
    assert drafts.find(f".{'a' * 32}") is None
    assert drafts.find("a" * 32) is None


@pytest.mark.skipif(os.name != "posix", reason="Windows knows no such rights")
def test_others_on_the_computer_cannot_read_a_draft(drafts, tmp_path):
    """Its folder is open to its owner only."""
    token = drafts.add(DRAFT, b"x")
    assert (tmp_path / "drafts" / token).stat().st_mode & 0o077 == 0


def test_a_folder_that_cannot_be_made_is_said_plainly(tmp_path):
    """Where the folder is a file, the message says what to do."""
    (tmp_path / "drafts").write_text("", encoding="utf-8")
    with pytest.raises(StoreError, match="make the folder writable"):
        Drafts(tmp_path / "drafts").add(DRAFT, b"x")


@pytest.mark.parametrize("url", ["sqlite:///{folder}/humdash.sqlite", "postgresql://office/humdash"])
def test_drafts_lie_on_this_computer_whatever_the_store(tmp_path, monkeypatch, url):
    """Beside the file of the store; for a database elsewhere, in the folder of the program's files."""
    monkeypatch.setenv("HUMDASH_HOME", str(tmp_path))
    drafts = open_drafts(url.format(folder=tmp_path))
    drafts.add(DRAFT, b"x")
    assert len(list((tmp_path / "drafts").iterdir())) == 1
