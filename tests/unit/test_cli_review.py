"""The command ``review``: what waits, what is decided, and with which exit code."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dashboard.cli import main

TABLE = (
    "indicator,value,location_code,reporter,reference_period_start\nkilled,12,NER,OCHA,2020\ninjured,7,NER,OCHA,2020\n"
)


def run(*args: str) -> Result:
    """Run a command in this process."""
    return CliRunner().invoke(main, ["review", *args])


def list_waiting(*filters: str) -> list[dict]:
    """Return the queue of the table."""
    result = run("--format", "jsonl", "--document", DOCUMENT["id"], *filters)
    return [json.loads(line) for line in result.stdout.splitlines()]


DOCUMENT: dict[str, str] = {}


@pytest.fixture(autouse=True)
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Import a small table into a store of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HUMDASH_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("HUMDASH_USER", "Desk officer")
    monkeypatch.delenv("HUMDASH_DATABASE_URL", raising=False)
    Path("tolls.csv").write_text(TABLE, encoding="utf-8")
    done = CliRunner().invoke(main, ["import", "tolls.csv", "--format", "json"])
    DOCUMENT["id"] = json.loads(done.stdout)["figures"][0]["document_id"]


def test_the_queue_is_listed() -> None:
    """Each figure that waits is shown with its identifier, its words and its source; the count is not among them."""
    first, second = list_waiting()
    result = run("--document", DOCUMENT["id"])
    assert (result.exit_code, len(result.stdout.splitlines())) == (0, 4)
    assert (
        f"{first['figure_id']}  OCHA: 12 people killed in Niger, 2020.\n    not yet reviewed: tolls.csv!!B2"
        in result.stdout
    )
    assert "2 of 2 figures in the queue" in result.stderr
    assert [row["figure_id"] for row in list_waiting("--indicator", "injured")] == [second["figure_id"]]
    assert list_waiting("--place", "MLI") == []


def test_several_figures_are_accepted_in_one_step() -> None:
    """Accepted figures leave the queue, by one batch that carries the name set on this computer."""
    result = run("accept", *(row["figure_id"] for row in list_waiting()), "--note", "checked")
    assert (result.exit_code, result.stdout.split(" by ")[0]) == (0, "2 figures accepted")
    assert list_waiting() == []
    assert len(list_waiting("--status", "accepted")) == 2
    last = CliRunner().invoke(main, ["history"]).stdout.splitlines()[-1]
    assert "review  tolls, by Desk officer" in last.replace("tolls.csv", "tolls")


def test_a_document_is_accepted() -> None:
    """--document accepts all of it; a second time there is nothing left to accept."""
    assert run("accept", "--document", DOCUMENT["id"]).exit_code == 0
    again = run("accept", "--document", DOCUMENT["id"])
    assert (again.exit_code, "No figure of this document waits" in again.stderr) == (1, True)


def test_a_correction_and_its_undo() -> None:
    """Fields are mended by the names of their columns."""
    figure_id = list_waiting()[0]["figure_id"]
    done = run("correct", figure_id, "--set", "value=21", "--set", "cause=conflict", "--note", "typed wrong")
    (row,) = list_waiting("--status", "corrected")
    assert (done.exit_code, row["value"], row["cause"], row["revision"]) == (0, 21, "conflict", 2)
    number = done.stdout.split()[-1].rstrip(".")
    assert CliRunner().invoke(main, ["undo", number]).exit_code == 0
    assert [row["value"] for row in list_waiting()] == [12, 7]


def test_what_cannot_be_is_a_problem() -> None:
    """A value that cannot be read ends with exit code 1 and says where and how to mend it; nothing is saved."""
    result = run("correct", list_waiting()[0]["figure_id"], "--set", "value=many", "--set", "indicator=stateless")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "Number: This is not a number." in result.stderr
    assert "What is counted: The word is not known here." in result.stderr
    assert len(list_waiting()) == 2


def test_a_rejection_needs_a_reason() -> None:
    """Without --note the command is used wrongly; with it the figure is rejected."""
    figure_id = list_waiting()[0]["figure_id"]
    assert run("reject", figure_id).exit_code == 2
    assert run("reject", figure_id, "--note", "a population figure").exit_code == 0
    assert [row["figure_id"] for row in list_waiting("--status", "rejected")] == [figure_id]


def test_a_state_that_is_not_the_last_any_more() -> None:
    """Who decides on an outdated state is told who changed it, and nothing is saved."""
    figure_id = list_waiting()[0]["figure_id"]
    run("correct", figure_id, "--set", "value=21", "--author", "First")
    late = run("accept", figure_id, "--revision", "1")
    assert (late.exit_code, "First was quicker and changed it" in late.stderr) == (1, True)
    assert run("accept", figure_id, "--revision", "2").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["accept", "f404"], 1, "There is no such figure"),
        (["accept"], 2, "Give either figures or --document"),
        (["correct", "f404", "--set", "colour=red"], 2, "'colour' is none of"),
        (["--status", "perhaps"], 2, "perhaps"),
        (["correct", "f404"], 2, "--set"),
    ],
)
def test_wrong_use(arguments: list[str], code: int, said: str) -> None:
    """What does not exist ends with 1, wrong use with 2; both in a sentence."""
    result = run(*arguments)
    assert (result.exit_code, said in result.stderr) == (code, True), result.output


def test_a_state_that_never_was() -> None:
    """A number beyond the last state is wrong use."""
    assert run("accept", list_waiting()[0]["figure_id"], "--revision", "9").exit_code == 2
