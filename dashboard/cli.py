"""The verbs of the app for a terminal: ``humdash`` or ``python -m dashboard``.

A command reads its options, asks a lower layer, and prints: results to standard output, what
a person must know to standard error. Heavy libraries are imported by the command that needs
them, so that ``extract`` starts at once and runs without pandas.

Exit codes: 0 done; 1 problems in the input, or the work could not be finished; 2 wrong use.
"""

import csv
import logging
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from types import TracebackType
from typing import IO, TYPE_CHECKING, Any, TextIO

import click

from dashboard.model import FIGURE_COLUMNS, DashboardError, DocumentError, Figure, Period, Problem

if TYPE_CHECKING:
    from dashboard.batch import Answer


def parse_date(text: str) -> Period:
    """Return the period of a year, a month or a day."""
    try:
        return Period.fromisoformat(text)
    except ValueError:
        raise click.BadParameter(f"{text!r} is not a date; write it like 2020-02-15, 2020-02 or 2020.") from None


def parse_country(text: str) -> str:
    """Return an ISO 3166-1 alpha-3 code in capital letters."""
    from dashboard.batch import is_country_code

    if not is_country_code(text.upper()):
        raise click.BadParameter(f"{text!r} is not a code of three letters such as MLI.")
    return text.upper()


class Verb(click.Command):
    """A command that also takes ``--debug``."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params.append(_debug_option())


class Verbs(click.Group):
    """All commands; what goes wrong in one of them is said in a sentence."""

    command_class = Verb

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; a known error becomes a message and exit code 1, unless debugging."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise
        except (DashboardError, OSError) as error:
            if ctx.meta.get(_DEBUG):
                raise
            raise click.ClickException(str(error)) from error


_DEBUG = "humdash.debug"


def _debug_option() -> click.Option:
    def note(ctx: click.Context, _: click.Parameter, is_debugging: bool) -> None:
        ctx.meta[_DEBUG] = ctx.meta.get(_DEBUG, False) or is_debugging
        logging.getLogger().addHandler(logging.NullHandler())  # what libraries log is not for a terminal
        sys.excepthook = sys.__excepthook__ if ctx.meta[_DEBUG] else _say_briefly

    about = "Show where in the program an error happened."
    return click.Option(["--debug"], is_flag=True, expose_value=False, is_eager=True, callback=note, help=about)


def _say_briefly(_: type[BaseException], error: BaseException, __: TracebackType | None) -> None:
    """Say an unforeseen error in a sentence; the interpreter then ends with exit code 1."""
    click.echo(f"Error: this should not have happened: {error!r}", err=True)
    click.echo("Please report it, with what the same command says with --debug.", err=True)


@click.group(cls=Verbs, params=[_debug_option()], context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="humdash", prog_name="humdash")
def main() -> None:
    """Humanitarian figures out of reports and tables, each with its sentence and its source."""


@main.command()
@click.argument("files", metavar="[FILE]...", nargs=-1, type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@click.option("--documents", type=click.File("rb"), help="Many documents: a JSON object a line (- for standard input).")
@click.option("--published", type=parse_date, metavar="DATE", help="When documents were published that do not say it.")
@click.option("--country", type=parse_country, metavar="ISO3", help="Country the documents are about, such as MLI.")
@click.option("--format", "form", type=click.Choice(["jsonl", "csv"]), default="jsonl", show_default=True)
@click.option("--output", type=click.File("w", encoding="utf-8", lazy=False), default="-", help="File to write to.")
def extract(
    files: tuple[str, ...],
    documents: IO[bytes] | None,
    published: Period | None,
    country: str | None,
    form: str,
    output: TextIO,
) -> None:
    """Find the figures in articles (.txt .md .html .pdf .docx), in text order.

    Each figure is one JSON object. With --documents, each line {"id", "text", "title"?,
    "published"?, "country"?, "language"?} is answered by one line {"id", "figures",
    "totals"}, in the same order.
    """
    from dashboard.batch import extract_lines, figure_row, to_json

    if bool(files) == bool(documents):
        raise click.UsageError("Give either files or --documents; a single - reads standard input.")
    problems: list[Problem] = []
    if documents:
        found = extract_lines(documents, documents.name, published=published, country=country)
        answers = _keep_answers(_show_progress(found), problems)
        figures: Iterable[Figure] = (figure for answer in answers for figure in answer.figures)
    else:
        figures = _find_in_files(files, problems, published, country)
    if form == "csv":
        _write_csv((figure.record() for figure in figures), output)
    elif documents:
        _write_lines((to_json(answer.record()) for answer in answers), output)
    else:
        _write_lines((to_json(figure_row(figure)) for figure in figures), output)
    sys.exit(1 if problems else 0)


def _find_in_files(
    files: Iterable[str], problems: list[Problem], published: Period | None, country: str | None
) -> Iterator[Figure]:
    from dashboard.documents import MAX_BYTES, read_document
    from dashboard.extract import find_figures

    for file in files:
        with click.open_file(file, "rb") as content:
            try:
                document = read_document(content.read(MAX_BYTES + 1), "standard input" if file == "-" else file)
            except DocumentError as error:
                _report(error.problem, problems)
                continue
        yield from find_figures(replace(document, published=document.published or published), country=country)


def _keep_answers(found: "Iterable[Answer | Problem]", problems: list[Problem]) -> "Iterator[Answer]":
    for item in found:
        if isinstance(item, Problem):
            _report(item, problems)
        else:
            yield item


def _report(problem: Problem, problems: list[Problem]) -> None:
    problems.append(problem)
    click.echo(f"{problem.where}: {problem.message} {problem.suggestion}", err=True)


def _show_progress(items: "Iterable[Answer | Problem]") -> "Iterator[Answer | Problem]":
    is_watched = sys.stderr.isatty()
    count = 0
    for count, item in enumerate(items, start=1):
        yield item
        if is_watched and count % 20 == 0:
            click.echo(f"\r{count:,} documents", nl=False, err=True)
    if is_watched:
        click.echo(f"\r{count:,} documents", err=True)


def _write_lines(lines: Iterable[str], output: TextIO) -> None:
    for line in lines:
        output.write(line + "\n")
        output.flush()


def _write_csv(rows: Iterable[dict[str, Any]], output: TextIO) -> None:
    from dashboard.export.cells import write_cell

    writer = csv.writer(output, lineterminator="\n")
    writer.writerow(column.name for column in FIGURE_COLUMNS)
    for row in rows:
        writer.writerow(map(write_cell, row.values()))
        output.flush()
