"""The command line: what it prints, where, and with which exit code."""

import csv
import json
import os
import subprocess
import sys
from hashlib import sha256
from io import StringIO
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

import dashboard
from dashboard.cli import main
from dashboard.model import FIGURE_COLUMNS

TEXT = "Floods killed 12 people in Gao on 15 August 2020. More than 85,000 people were displaced."
TABLE = "indicator,value,location_code,reporter,reference_period_start\nkilled,12,MLI,OCHA,2020\n"
COLUMNS = [column.name for column in FIGURE_COLUMNS]


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder with a store of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HUMDASH_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("HUMDASH_DATABASE_URL", raising=False)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    return tmp_path


def run(*args: str, stdin: str | bytes = "") -> Result:
    """Run a command in this process."""
    return CliRunner().invoke(main, args, input=stdin)


def run_outside(*args: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run a command in a process of its own, as a shell does."""
    command = [sys.executable, "-m", "dashboard", *args]
    return subprocess.run(command, capture_output=True, env=os.environ | environment, check=False)


def rows(result: Result) -> list[dict[str, object]]:
    """Return the JSON lines of standard output."""
    return [json.loads(line) for line in result.stdout.splitlines()]


def import_two_editions() -> int:
    """Import a table, and again with another number; return the number of the second batch."""
    for text in (TABLE, TABLE.replace("12", "15")):
        Path("deaths.csv").write_text(text, encoding="utf-8")
        assert run("import", "deaths.csv").exit_code == 0
    return int(run("history").stdout.splitlines()[-1].split()[0])


class TestExtract:
    """``extract`` with files."""

    def test_one_object_a_figure(self) -> None:
        """Each line of the output is a figure with exactly the columns of the table, in text order."""
        Path("gao.txt").write_text(TEXT, encoding="utf-8")
        result = run("extract", "gao.txt")
        found = rows(result)
        assert (result.exit_code, result.stderr) == (0, "")
        assert [list(row) for row in found] == [COLUMNS] * len(found)
        assert [row["value"] for row in found] == [12, 85000]
        assert [TEXT[row["quote_start"] : row["quote_end"]] for row in found] == [row["quote"] for row in found]

    def test_standard_input(self) -> None:
        """A single dash reads a text from standard input."""
        assert [row["value"] for row in rows(run("extract", "-", stdin=TEXT))] == [12, 85000]

    def test_nothing_found(self) -> None:
        """No figure is no line, and no error."""
        result = run("extract", "-", stdin="The roads stayed open.")
        assert (result.exit_code, result.output) == (0, "")

    def test_a_language_that_is_not_read(self) -> None:
        """Finding nothing because nobody looked is not the same as finding nothing."""
        result = run("extract", "-", stdin="Mindestens 12 Menschen wurden getötet, und viele Familien sind geflohen.")
        assert (result.exit_code, result.stdout) == (0, "")
        assert result.stderr == "standard input: No figure is looked for in this language yet (de).\n"

    def test_several_files(self) -> None:
        """Files come one after the other; one that cannot be read does not stop the others."""
        Path("one.txt").write_text("Floods killed 12 people in Gao.", encoding="utf-8")
        Path("two.pdf").write_bytes(b"no PDF")
        Path("three.md").write_text("Floods killed 13 people in Gao.", encoding="utf-8")
        result = run("extract", "one.txt", "two.pdf", "three.md")
        assert (result.exit_code, [row["value"] for row in rows(result)]) == (1, [12, 13])
        assert result.stderr == "two.pdf: It is not a PDF. Download it once more, or paste the text.\n"

    def test_csv(self) -> None:
        """CSV has the same columns; what is null is empty."""
        result = run("extract", "-", "--format", "csv", stdin=TEXT)
        header, first, _ = csv.reader(StringIO(result.stdout))
        row = dict(zip(header, first, strict=True))
        assert header == COLUMNS
        assert (row["value"], row["part_of"], row["reference_period_start"]) == ("12", "", "2020-08-15")

    def test_csv_cannot_run_formulas(self) -> None:
        """A quote that begins with an equals sign is text for every spreadsheet."""
        result = run("extract", "-", "--format", "csv", stdin="=SUM(A1) floods killed 12 people in Gao.")
        (row,) = csv.DictReader(StringIO(result.stdout))
        assert row["quote"] == "'=SUM(A1) floods killed 12 people in Gao."

    def test_output_file(self) -> None:
        """With --output the file holds what would have been printed, in UTF-8."""
        result = run("extract", "-", "--output", "out.jsonl", stdin="Floods killed 12 people in Ménaka.")
        assert (result.exit_code, result.stdout) == (0, "")
        assert "Ménaka" in Path("out.jsonl").read_text(encoding="utf-8")

    def test_published_dates_the_document(self) -> None:
        """The option gives the date that the text does not say."""
        (row,) = rows(run("extract", "-", "--published", "2020-08", stdin="Floods killed 12 people in Gao."))
        assert (row["reference_period_start"], row["period_basis"]) == ("2020-08-01", "publication")

    @pytest.mark.parametrize("country", ["MLI", "ml", "Mali"])
    def test_country(self, country: str) -> None:
        """A country is known by its codes and its name."""
        (row,) = rows(run("extract", "-", "--country", country, stdin="Floods killed 12 people."))
        assert row["location_code"] == "MLI"


class TestBulk:
    """``extract --documents``."""

    def test_files_in_and_out(self) -> None:
        """One line a document, in order."""
        lines = [{"id": 1, "text": TEXT}, {"id": "b", "text": "Rain."}]
        Path("in.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
        result = run("extract", "--documents", "in.jsonl", "--output", "out.jsonl")
        found = [json.loads(line) for line in Path("out.jsonl").read_text(encoding="utf-8").splitlines()]
        assert (result.exit_code, result.output) == (0, "")
        assert [row["id"] for row in found] == [1, "b"]
        assert [figure["value"] for figure in found[0]["figures"]] == [12, 85000]

    def test_bad_line(self) -> None:
        """A bad line is named on standard error, the exit code is 1, the rest is done."""
        lines = '{"id": 1, "text": "Rain."}\n{"id": 2\n\n{"id": 3, "text": "Rain."}\n'
        result = run("extract", "--documents", "-", stdin=lines)
        assert (result.exit_code, [row["id"] for row in rows(result)]) == (1, [1, 3])
        assert result.stderr.startswith("standard input, line 2: It is not JSON:")
        assert result.stderr.endswith("Write one JSON object a line.\n")

    def test_csv(self) -> None:
        """As CSV the figures of all documents follow one another; the id is the document_id."""
        lines = "".join(json.dumps({"id": number, "text": TEXT}) + "\n" for number in (1, 2))
        result = run("extract", "--documents", "-", "--format", "csv", stdin=lines)
        found = list(csv.DictReader(StringIO(result.stdout)))
        assert [(row["document_id"], row["value"]) for row in found] == [
            ("1", "12"),
            ("1", "85000"),
            ("2", "12"),
            ("2", "85000"),
        ]

    def test_any_console(self) -> None:
        """A console that knows only ASCII gets UTF-8 all the same, and no error."""
        Path("in.jsonl").write_text('{"id": "Ménaka \\ud800", "text": "Rain."}\n{"id": "Gao é", "text": ""}\n', "utf-8")
        done = run_outside("extract", "--documents", "in.jsonl", PYTHONIOENCODING="ascii", PYTHONUTF8="0", LC_ALL="C")
        assert (done.returncode, done.stderr) == (0, b"")
        one, two = done.stdout.splitlines()
        assert json.loads(one)["id"] == "Ménaka \ud800"
        assert "Gao é".encode() in two

    @pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
    @pytest.mark.skipif(sys.platform != "linux", reason="needs a file name that is not Unicode")
    def test_any_character(self) -> None:
        """Half a surrogate pair, in a text or in a file name, does not stop the others."""
        lines = [{"id": number, "text": f"\ud800 Floods killed {number} people in Gao."} for number in (12, 13)]
        Path("in\udcff.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines) + "broken", "utf-8")
        done = run_outside("extract", "--documents", "in\udcff.jsonl", "--format", "csv")
        assert [row["value"] for row in csv.DictReader(StringIO(done.stdout.decode()))] == ["12", "13"]
        assert (done.returncode, done.stderr[:24]) == (1, b"in\\udcff.jsonl, line 3: ")

    def test_progress(self) -> None:
        """A person who watches sees how many documents are done; standard output stays clean."""
        import pty

        Path("in.jsonl").write_text('{"id": 1, "text": "Rain."}\n' * 45, encoding="utf-8")
        terminal, end = pty.openpty()
        command = [sys.executable, "-m", "dashboard", "extract", "--documents", "in.jsonl"]
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=end, check=False)
        os.close(end)
        assert os.read(terminal, 1_000) == b"\r20 documents\r40 documents\r45 documents\r\n"
        os.close(terminal)
        assert len(done.stdout.splitlines()) == 45

    def test_reader_that_goes_away(self) -> None:
        """``| head`` ends the command without a word."""
        Path("in.jsonl").write_text(json.dumps({"id": 1, "text": TEXT}) + "\n", encoding="utf-8")
        reader, writer = os.pipe()
        os.close(reader)
        command = [sys.executable, "-m", "dashboard", "extract", "--documents", "in.jsonl"]
        done = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, check=False)
        os.close(writer)
        assert done.stderr == b""


class TestWrongUse:
    """Exit code 2, and what to do instead."""

    @pytest.mark.parametrize(
        ("args", "said"),
        [
            (["extract"], "Give either files or --documents"),
            (["extract", "missing.txt"], "does not exist"),
            (["extract", "."], "is a directory"),
            (["extract", "a.txt", "--documents", "a.txt"], "Give either files or --documents"),
            (["extract", "a.txt", "--published", "soon"], "write it like 2020-02-15, 2020-02 or 2020"),
            (["extract", "a.txt", "--country", "Atlantis"], "write its code, such as MLI"),
            (["extract", "a.txt", "--format", "xml"], "'xml' is not one of 'jsonl', 'csv'"),
            (
                ["extract", "a.txt", "--output", "no/such/folder/out.jsonl"],
                "cannot be written: No such file or directory.",
            ),
            (["serve", "--port", "0"], "--port"),
            (["undo", "first"], "not a valid integer"),
            (["extract", "a.txt", "--output", "a.txt"], "'a.txt' is read from; name another file."),
            (["extract", "--documents", "a.txt", "--output", "./a.txt"], "is read from; name another file."),
            (["export", "--indicator", "sheep"], "'sheep' is not one of"),
            (["export", "--output", "sheet.xlsx"], "No file that ends in .xlsx can be written; use .csv, .png"),
            (["export", "--output", "no/such/folder/out.csv"], "cannot be written: No such file or directory."),
            (["export", "--place", "Atlantis"], "write one such as MLI or ML-7"),
            (["frobnicate"], "No such command"),
        ],
    )
    def test_message(self, args: list[str], said: str) -> None:
        """A command that was typed wrongly says what is wrong."""
        Path("a.txt").write_text(TEXT, encoding="utf-8")
        result = run(*args)
        assert result.exit_code == 2
        assert said in " ".join(result.stderr.split())
        assert "Traceback" not in result.output


@pytest.mark.parametrize("command", [[], *([name] for name in main.commands)])
def test_every_command_explains_itself(command: list[str]) -> None:
    """Each command, and each of its options, has a word of help."""
    result = run(*command, "--help")
    assert result.exit_code == 0
    found = main.commands[command[0]] if command else main
    assert found.help
    assert [option.name for option in found.params if isinstance(option, click.Option) and not option.help] == []


def test_version() -> None:
    """The version is that of the package, also in a checkout that is not installed."""
    assert run("--version").output == f"humdash, version {dashboard.__version__}\n"


class TestErrors:
    """What is not the user's fault is said in a sentence too; ``--debug`` says where."""

    FAULT = "import dashboard.batch; dashboard.batch.find_figures = None; from dashboard.cli import main; main()"

    def run_faulty(self, *args: str) -> subprocess.CompletedProcess[str]:
        """Run a program with a fault in it."""
        command = [sys.executable, "-c", self.FAULT, *args]
        line = '{"id": 1, "text": "Rain."}\n'
        return subprocess.run(command, capture_output=True, text=True, input=line, check=False)

    def test_no_traceback(self) -> None:
        """A fault of the program is one sentence and exit code 1."""
        done = self.run_faulty("extract", "--documents", "-")
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.startswith("Error: this should not have happened: TypeError(")
        assert "Traceback" not in done.stderr

    @pytest.mark.parametrize("args", ["--debug extract --documents -", "extract --documents - --debug"])
    def test_debug(self, args: str) -> None:
        """With --debug, before or behind the command, the traceback is shown."""
        done = self.run_faulty(*args.split())
        assert done.returncode == 1
        assert "Traceback" in done.stderr

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a full disk")
    def test_full_disk(self) -> None:
        """A disk that is full is said as such."""
        Path("in.jsonl").write_text('{"id": 1, "text": "Rain."}\n', encoding="utf-8")
        done = run_outside("extract", "--documents", "in.jsonl", "--output", "/dev/full")
        assert done.returncode == 1
        assert b"No space left on device" in done.stderr
        assert b"Traceback" not in done.stderr


class TestStore:
    """Commands that know the store."""

    @pytest.fixture(autouse=True)
    def empty_store(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Begin without the content that humdash ships with, which takes seconds to read."""
        monkeypatch.setattr("dashboard.services.start.default_paths", list)

    def test_dry_run_leaves_no_trace(self, own_folder: Path) -> None:
        """Trying an import makes no store."""
        Path("deaths.csv").write_text(TABLE, encoding="utf-8")
        result = run("import", "deaths.csv", "--dry-run", "--format", "json")
        found = json.loads(result.stdout)
        assert result.exit_code == 0
        assert list(found) == ["layout", "rows", "accepted", "rejected", "problems", "notes", "figures"]
        assert (found["rows"], found["accepted"], found["rejected"], found["problems"]) == (1, 1, 0, [])
        assert [list(figure) for figure in found["figures"]] == [COLUMNS]
        assert not (own_folder / "home").exists()

    def test_problems_are_listed(self) -> None:
        """Each bad cell is a problem with the five keys; the good rows are figures."""
        Path("deaths.csv").write_text(TABLE + "killed,many,MLI,OCHA,2020\n", encoding="utf-8")
        result = run("import", "deaths.csv", "--dry-run", "--format", "json")
        found = json.loads(result.stdout)
        assert (result.exit_code, found["accepted"], found["rejected"]) == (1, 1, 1)
        assert list(found["problems"][0]) == ["code", "where", "value", "message", "suggestion"]
        assert found["problems"][0]["value"] == "many"

    def test_unreadable_file_is_json_too(self) -> None:
        """A program that asked for JSON gets JSON even if nothing could be read."""
        Path("report.pdf").write_bytes(b"no PDF")
        result = run("import", "report.pdf", "--dry-run", "--format", "json")
        found = json.loads(result.stdout)
        assert (result.exit_code, found["accepted"], found["problems"][0]["code"]) == (1, 0, "unreadable_file")

    def test_there_and_back(self) -> None:
        """What is imported can be exported with its source, listed, and taken back."""
        Path("deaths.csv").write_text(TABLE, encoding="utf-8")
        done = run("import", "deaths.csv")
        assert (done.exit_code, done.stderr) == (0, "")
        assert "1 figure found in deaths.csv." in done.stdout

        exported = run("export", "--place", "MLI", "--indicator", "killed")
        (row,) = csv.DictReader(StringIO(exported.stdout.lstrip("\ufeff")))
        assert (exported.exit_code, row["value"], row["reporter"]) == (0, "12", "OCHA")
        assert row["citation"].startswith("OCHA")

        again = run("import", "deaths.csv")
        assert (again.exit_code, "Nothing to do" in again.stdout) == (0, True)

        (line,) = (line for line in run("history").stdout.splitlines() if "deaths.csv" in line)
        assert line.endswith("deaths.csv: 1 new figure")
        number = line.split()[0]
        assert run("undo", number).exit_code == 0
        gone = run("export", "--place", "MLI")
        assert (gone.exit_code, gone.stdout) == (1, "")
        assert "No figure found" in gone.stderr

    def test_sidecar(self) -> None:
        """A table takes its source from the sidecar that lies beside it."""
        Path("deaths.csv").write_text(TABLE, encoding="utf-8")
        digest = sha256(TABLE.encode()).hexdigest()
        Path("deaths.meta.toml").write_text(f'title = "Deaths 2020"\nsha256 = "{digest}"\n', encoding="utf-8")
        assert run("import", "deaths.csv").exit_code == 0
        (row,) = csv.DictReader(StringIO(run("export", "--place", "MLI").stdout.lstrip("\ufeff")))
        assert row["source_title"] == "Deaths 2020"

    def test_card(self) -> None:
        """A chart is written as a picture."""
        Path("deaths.csv").write_text(TABLE, encoding="utf-8")
        run("import", "deaths.csv")
        result = run("export", "--place", "MLI", "--indicator", "killed", "--output", "card.svg")
        assert (result.exit_code, result.output) == (0, "")
        assert Path("card.svg").read_text(encoding="utf-8").startswith("<svg")

    def test_json_on_any_console(self) -> None:
        """A console that knows only ASCII gets the JSON of an import in UTF-8."""
        Path("ménaka.csv").write_text(TABLE, encoding="utf-8")
        options = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
        done = run_outside("import", "ménaka.csv", "--dry-run", "--format", "json", **options)
        assert (done.returncode, done.stderr) == (0, b"")
        assert json.loads(done.stdout)["figures"][0]["cell_ref"].startswith("ménaka.csv!")

    def test_what_a_batch_did_and_what_taking_it_back_would_do(self) -> None:
        """One batch is told figure by figure; a dry run of its undo changes nothing."""
        number = import_two_editions()
        told = run("history", "--batch", str(number)).stdout.splitlines()
        assert told[0].endswith("deaths.csv: 1 figure changed")
        assert told[1:] == ["changed: People killed, Mali, 2020, OCHA: 12 → 15"]
        foreseen = run("undo", str(number), "--dry-run").stdout.splitlines()
        assert foreseen == [
            f"Taking batch {number} back would leave 1 figure changed.",
            "changed: People killed, Mali, 2020, OCHA: 15 → 12",
        ]
        done = run("undo", str(number), "--author", "Desk", "--note", "The wrong file.")
        assert done.stdout == f"Batch {number} is taken back by batch {number + 1}: 1 figure changed.\n"
        head, note, _ = run("history", "--batch", str(number + 1)).stdout.splitlines()
        assert ("by Desk" in head, note) == (True, "Note: The wrong file.")

    def test_the_difference_between_two_points(self) -> None:
        """Figures and shown totals that differ, as lines or as CSV."""
        number = import_two_editions()
        told = run("history", "--since", str(number - 1), "--until", str(number)).stdout.splitlines()
        assert told[1:] == [
            "Totals shown otherwise:",
            "Mali, People killed: 12 (2020, OCHA) → 15 (2020, OCHA)",
            "changed: People killed, Mali, 2020, OCHA: 12 → 15",
        ]
        (row,) = csv.DictReader(StringIO(run("history", "--since", str(number - 1), "--format", "csv").stdout))
        assert (row["change"], row["before_value"], row["after_value"]) == ("changed", "12", "15")

    def test_an_export_as_of_a_batch(self) -> None:
        """The file has the earlier number and says of when it is."""
        number = import_two_editions()
        exported = run("export", "--place", "MLI", "--indicator", "killed", "--as-of", str(number - 1))
        (row,) = csv.DictReader(StringIO(exported.stdout.lstrip("\ufeff")))
        assert (row["value"], f"batch {number - 1}" in row["data_as_of"]) == ("12", True)

    @pytest.mark.parametrize(
        ("arguments", "code", "message"),
        [
            (["history", "--batch", "1", "--since", "1"], 2, "either --batch or --since"),
            (["history", "--format", "csv"], 2, "which figures"),
            (["history", "--since", "tomorrow"], 1, "neither the number of a batch nor a day"),
            (["history", "--batch", "99"], 1, "no such batch"),
            (["export", "--as-of", "1999-01-01"], 1, "nothing yet on 1 January 1999"),
            (["undo", "99", "--dry-run"], 1, "no such batch"),
        ],
    )
    def test_points_that_are_none(self, arguments: list[str], code: int, message: str) -> None:
        """What cannot be found is said in a sentence, on standard error."""
        result = run(*arguments)
        assert (result.exit_code, result.stdout) == (code, "")
        assert message in result.stderr

    def test_undo_of_nothing(self) -> None:
        """A batch that does not exist cannot be taken back; the message says so."""
        result = run("undo", "99")
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr.startswith("Error: ")


class TestBackup:
    """``backup`` and ``restore``."""

    def test_there_and_back(self) -> None:
        """A backup goes into the folder that is named, and puts back what was undone since."""
        Path("table.csv").write_text(TABLE, encoding="utf-8")
        run("import", "table.csv")
        made = run("backup", "copies", "--keep", "1")
        (copy,) = Path("copies").iterdir()
        assert (made.exit_code, made.stdout) == (0, f"The store is copied to {copy}.\n")
        run("undo", "2")
        done = run("restore", str(copy))
        store = Path("home/humdash.sqlite").absolute()
        said, kept = done.stdout.splitlines()
        assert said == f"{copy} is put back as {store}, with 2 steps in its history."
        assert kept.startswith(f"What was there before is kept in {store.with_suffix('')}-before-restore-")
        assert "undone" not in run("history").stdout

    def test_what_is_no_backup(self) -> None:
        """Another file is refused in a sentence, with exit code 1."""
        Path("notes.txt").write_text("Floods in Gao", encoding="utf-8")
        done = run("restore", "notes.txt")
        assert (done.exit_code, done.stdout) == (1, "")
        assert done.stderr.startswith("Error: notes.txt: The file is not a store of humdash.")


class TestTemplate:
    """``template`` writes the empty table."""

    @pytest.mark.parametrize("ending", ["csv", "xlsx"])
    def test_the_template_is_empty_until_it_is_filled_in(self, ending: str) -> None:
        """The file holds no figure, and the import says what to do with it."""
        assert run("template", "--output", f"empty.{ending}").exit_code == 0
        done = run("import", "--dry-run", f"empty.{ending}")
        assert (done.exit_code, done.stdout) == (1, f"0 figures found in empty.{ending}.\n")
        assert "nothing in it yet" in done.stderr

    def test_another_ending_is_wrong_use(self) -> None:
        """A template can be had as CSV or as a workbook only."""
        assert run("template", "--output", "empty.pdf").exit_code == 2
