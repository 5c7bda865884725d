"""The verbs of the app for a terminal: ``humdash`` or ``python -m dashboard``.

A command reads its options, asks a lower layer, and prints: results to standard output, what
a person must know to standard error. Heavy libraries are imported by the command that needs
them, so that ``extract`` starts at once and runs without pandas.

Exit codes: 0 done; 1 problems in the input, or the work could not be finished; 2 wrong use.
"""

import csv
import gc
import logging
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from io import TextIOWrapper
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING, Any

import click

from dashboard import __version__
from dashboard.model import (
    FIGURE_COLUMNS,
    DashboardError,
    DocumentError,
    Figure,
    Indicator,
    Period,
    Problem,
    ReviewStatus,
)

if TYPE_CHECKING:
    from dashboard.batch import Answer
    from dashboard.services.add import Draft
    from dashboard.services.review import Item
    from dashboard.store import Batch, FigureChange, Store
    from dashboard.tables import Progress

_DEBUG = "humdash.debug"
_SETTINGS = {"help_option_names": ["-h", "--help"], "show_default": True}
_INDICATORS = [str(indicator) for indicator in Indicator]
_STATUSES = [str(status) for status in ReviewStatus]
_EXPORTS = ["csv", "png", "svg", "pdf"]
_LOOPBACK = ("127.0.0.1", "::1", "localhost")


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


def parse_date(text: str) -> Period:
    """Return the period of a year, a month or a day."""
    try:
        return Period.fromisoformat(text)
    except ValueError:
        raise click.BadParameter(f"{text!r} is not a date; write it like 2020-02-15, 2020-02 or 2020.") from None


def parse_country(text: str) -> str:
    """Return the ISO 3166-1 alpha-3 code of a country."""
    from dashboard.reference.places import resolve_country

    country = resolve_country(text)
    if country is None:
        raise click.BadParameter(f"{text!r} is not a country; write its code, such as MLI.")
    return country.code


def parse_place(text: str) -> str:
    """Return the code of a country, or of a first-level area (ISO 3166-2)."""
    from dashboard.reference.places import load_areas, resolve_country

    country = resolve_country(text)
    if country is None and text.upper() not in load_areas():
        raise click.BadParameter(f"{text!r} is no place with a code; write one such as MLI or ML-7.")
    return country.code if country else text.upper()


_files = click.Path(exists=True, dir_okay=False, allow_dash=True)
_output = click.option("--output", type=click.Path(dir_okay=False), default="-", help="File to write to.")
_country = click.option("--country", type=parse_country, metavar="ISO3", help="Country it is about, such as MLI.")


@click.group(cls=Verbs, params=[_debug_option()], context_settings=_SETTINGS)
@click.version_option(__version__, prog_name="humdash")
def main() -> None:
    """Humanitarian figures out of reports and tables, each with its sentence and its source."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # whatever the console or the pipe speaks by default
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


@main.command()
@click.option("--host", default="127.0.0.1", help="Address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), default=8501, help="Port to listen on.")
@click.option("--browser", is_flag=True, help="Open the app in the browser.")
def serve(host: str, port: int, browser: bool) -> None:
    """Run the app until Ctrl-C."""
    from dashboard.ui.server import serve as serve_app

    if host not in _LOOPBACK:
        click.echo("Everybody who reaches this address can use the app: put a login in front of it.", err=True)
    with suppress(KeyboardInterrupt):
        serve_app(host, port, opens_browser=browser)


@main.command()
@click.argument("files", metavar="[FILE]...", nargs=-1, type=_files)
@click.option("--documents", type=_files, metavar="FILE", help="Many documents, a JSON object a line.")
@click.option("--published", type=parse_date, metavar="DATE", help="Publication date of what does not say its own.")
@_country
@click.option("--format", "form", type=click.Choice(["jsonl", "csv"]), default="jsonl", help="What to write.")
@_output
def extract(
    files: tuple[str, ...],
    documents: str | None,
    published: Period | None,
    country: str | None,
    form: str,
    output: str,
) -> None:
    """Find the figures in articles (.txt .md .html .pdf .docx), in text order.

    Each figure is one JSON object. With --documents, each line {"id", "text", "title"?,
    "published"?, "country"?, "language"?} is answered by one line {"id", "figures",
    "totals"}, in the same order.
    """
    from dashboard.batch import extract_lines, figure_row, to_json

    if bool(files) == bool(documents):
        raise click.UsageError("Give either files or --documents; a single - reads standard input.")
    target = _create(output, [*files, documents or "-"])
    problems: list[Problem] = []
    if documents:
        found = extract_lines(_open(documents), _name(documents), published=published, country=country)
        answers = _keep_answers(found if target.isatty() else _show_progress(found), problems)
        figures: Iterable[Figure] = (figure for answer in answers for figure in answer.figures)
    else:
        figures = _find_in_files(files, problems, published, country)
    if form == "csv":
        _write_csv(figures, target)
    elif documents:
        _write_lines((to_json(answer.record()) for answer in answers), target)
    else:
        _write_lines((to_json(figure_row(figure)) for figure in figures), target)
    sys.exit(1 if problems else 0)


@main.command("import")
@click.argument("file", type=_files)
@click.option("--dry-run", is_flag=True, help="Only read it; leave the store alone.")
@_country
@click.option("--sheet", metavar="NAME", help="Sheet of a workbook; by default the one that looks most like a table.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="What to print.")
def import_(file: str, dry_run: bool, country: str | None, sheet: str | None, form: str) -> None:
    """Put a table of figures or an article into the store."""
    from dashboard.loader import find_source
    from dashboard.services.add import confirm, preview_file
    from dashboard.services.person import name_person
    from dashboard.services.start import open_dashboard
    from dashboard.tables import TableMapping

    now = datetime.now(UTC)
    store = None if dry_run else open_dashboard(now)
    try:
        content = _read(file)
        draft = preview_file(
            content,
            Path(_name(file)).name,
            store=store,
            source=find_source(Path(file), content),
            country=country,
            mapping=TableMapping("", (), sheet=sheet) if sheet else None,
            on_progress=_show_rows if sys.stderr.isatty() else None,
            is_compared=False,
        )
    except DashboardError as error:
        if form == "json":
            _write_import(None, [error.problem])
            sys.exit(1)
        raise
    if store and draft.reading.rows and sys.stderr.isatty():
        click.echo(f"\rSaving {_count(len(draft.figures), 'figure')} …        ", err=True)
    gc.freeze()  # what was read stays until the end: a million figures need not be looked through again and again
    batch = confirm(store, draft, now=now, author=name_person()) if store and draft.figures else None
    if form == "json":
        _write_import(draft, draft.problems)
    else:
        click.echo(f"{_count(len(draft.figures), 'figure')} found in {draft.name}.")
        if batch and batch.is_new:
            click.echo(f"Batch {batch.batch_id}: {batch.new} new, {batch.changed} changed, {batch.same} as before.")
        elif batch:
            click.echo(f"Nothing to do: batch {batch.batch_id} has the same content.")
        for line in [*draft.reading.notes, *map(_describe, draft.problems)]:
            click.echo(line, err=True)
    sys.exit(1 if draft.problems or not draft.figures else 0)


@main.command()
@click.option("--place", type=parse_place, metavar="CODE", help="A country (MLI) or a first-level area (ML-7).")
@click.option("--indicator", type=click.Choice(_INDICATORS), metavar="NAME", help="What is counted.")
@click.option("--reporter", help="Who says it.")
@click.option("--start-year", type=click.IntRange(1900, 2200), help="First year.")
@click.option("--end-year", type=click.IntRange(1900, 2200), help="Last year.")
@click.option("--format", "form", type=click.Choice(_EXPORTS), help="By default what --output ends in, else csv.")
@click.option("--chart", type=click.Choice(["evidence", "series"]), default="evidence", help="What the picture shows.")
@click.option("--size", type=click.Choice(["slide", "square"]), default="slide", help="Shape of the picture.")
@click.option("--as-of", metavar="POINT", help="As it was right after a batch (12), or at the end of a day, UTC.")
@_output
def export(
    place: str | None,
    indicator: str | None,
    reporter: str | None,
    start_year: int | None,
    end_year: int | None,
    form: str | None,
    chart: str,
    size: str,
    as_of: str | None,
    output: str,
) -> None:
    """Write figures with their citations as CSV, or a chart of them as a picture or PDF."""
    from dashboard.export.card import CardSize
    from dashboard.services.brief import ChartKind, FileKind, brief, render, render_data
    from dashboard.services.points import find_as_of
    from dashboard.services.query import Filters, query
    from dashboard.services.start import open_dashboard

    ending = Path(output).suffix[1:].lower()
    if not form and ending and ending not in _EXPORTS:
        raise click.UsageError(f"No file that ends in .{ending} can be written; use .{', .'.join(_EXPORTS)}.")
    form = form or ending or "csv"
    if form in ("png", "pdf") and output == "-" and sys.stdout.isatty():
        raise click.UsageError("A terminal cannot show this file: name one with --output.")
    now = datetime.now(UTC)
    filters = Filters(place, Indicator(indicator) if indicator else None, reporter, start_year, end_year)
    store = open_dashboard(now)
    view = query(store, filters, find_as_of(store, as_of) if as_of is not None else None)
    if view.empty_reason:
        raise click.ClickException(view.empty_reason)
    if form == "csv":
        content = render_data(view)
    else:
        content = render(brief(view, ChartKind(chart), now), CardSize[size.upper()], FileKind(form))
    with _open_output(output, "wb") as target:
        target.write(content)


@main.command()
@click.option("--output", type=click.Path(dir_okay=False), required=True, help="File to write: .csv or .xlsx.")
def template(output: str) -> None:
    """Write the empty table to fill in, with its allowed values (.xlsx) or plain (.csv)."""
    from dashboard.export.template import TemplateKind, render_template

    ending = Path(output).suffix[1:].lower()
    if ending not in list(TemplateKind):
        raise click.UsageError("The template is written as .csv or .xlsx; name such a file with --output.")
    with _open_output(output, "wb") as target:
        target.write(render_template(TemplateKind(ending)))


@main.command()
@click.option("--batch", type=click.IntRange(1), metavar="N", help="What one batch did, figure by figure.")
@click.option("--since", metavar="POINT", help="Compare from this batch number or day (the end of it, UTC) …")
@click.option("--until", metavar="POINT", help="… to this one. By default from the beginning, and up to now.")
@click.option("--format", "form", type=click.Choice(["text", "csv"]), default="text", help="How to print figures.")
@_output
def history(batch: int | None, since: str | None, until: str | None, form: str, output: str) -> None:
    """List what was put into the store, the latest last; or what changed.

    Without options every batch is a line. --batch says what one of them did, --since and
    --until what differs between two points: figures that are new, changed or withdrawn, and
    the totals that are shown otherwise.
    """
    from dashboard.services.history import order_points, write_changes
    from dashboard.services.points import find_latest_point, find_point
    from dashboard.services.start import open_dashboard

    if batch is not None and (since is not None or until is not None):
        raise click.UsageError("Give either --batch or --since and --until.")
    store = open_dashboard(datetime.now(UTC))
    if batch is None and since is None and until is None:
        if form == "csv":
            raise click.UsageError("Say with --batch, --since or --until which figures to write as CSV.")
        lines: Iterable[str] = map(_describe_batch, store.batches())
    elif batch is not None:
        opened, changes = store.batch(batch), store.changes(batch - 1, batch)
        lines = write_changes(changes) if form == "csv" else _list_batch(opened, changes)
    else:
        end = find_point(store, until) if until is not None else find_latest_point(store)
        start = find_point(store, since) if since is not None else None
        if start and end:
            start, end = order_points(start, end)
        first, last = start.batch_id if start else 0, end.batch_id if end else 0
        if form == "csv":
            lines = write_changes(store.changes(first, last))
        else:
            span = [point.describe() if point else "the beginning" for point in (start, end)]
            lines = _list_difference(store, first, last, " to ".join(span))
    _write_lines(lines, _create(output, []))


@main.command()
@click.argument("batch", type=click.IntRange(1))
@click.option("--author", help="Who takes it back, if not the person set on this computer.")
@click.option("--note", help="Why it is taken back.")
@click.option("--dry-run", is_flag=True, help="Only say what would happen.")
def undo(batch: int, author: str | None, note: str | None, dry_run: bool) -> None:
    """Take a batch back; see "history" for its number.

    A figure that a later batch changed stays as it is. Nothing is lost: the undo is a batch, too.
    """
    from dashboard.services.history import describe_change, preview_undo
    from dashboard.services.history import undo as undo_batch
    from dashboard.services.person import name_person
    from dashboard.services.start import open_dashboard
    from dashboard.wording import count_changes

    now = datetime.now(UTC)
    store = open_dashboard(now)
    if dry_run:
        preview = preview_undo(store, batch)
        counts = {"changed": preview.changed, "withdrawn": preview.withdrawn, "same": preview.staying}
        click.echo(f"Taking batch {batch} back would leave {count_changes(counts)}.")
        _write_lines(map(describe_change, preview.changes), sys.stdout)
        return
    made = undo_batch(store, batch, now=now, author=author or name_person(), note=note)
    done = count_changes({"changed": made.changed, "withdrawn": made.withdrawn})
    click.echo(f"Batch {batch} is taken back by batch {made.batch_id}: {done}.")


_note = click.option("--note", help="Why; colleagues see it beside the decision.")
_author = click.option("--author", help="Who decides, if not the person set on this computer.")
_revision = click.option("--revision", type=click.IntRange(1), help="The state you looked at; refused if it changed.")


@main.group(cls=Verbs, invoke_without_command=True)
@click.option("--document", metavar="ID", help="Only figures of this document.")
@click.option("--indicator", type=click.Choice(_INDICATORS), metavar="NAME", help="Only what counts this.")
@click.option("--place", type=parse_country, metavar="ISO3", help="Only figures of this country.")
@click.option("--status", type=click.Choice(_STATUSES), metavar="STATUS", help="By default what waits.")
@click.option("--limit", type=click.IntRange(1), default=20, help="How many figures to list.")
@click.option("--format", "form", type=click.Choice(["text", "jsonl"]), default="text", help="What to print.")
@click.pass_context
def review(
    ctx: click.Context,
    document: str | None,
    indicator: str | None,
    place: str | None,
    status: str | None,
    limit: int,
    form: str,
) -> None:
    """List the figures that wait for review, the least certain first, or decide on them."""
    if ctx.invoked_subcommand:
        return
    from dashboard.batch import figure_row, to_json
    from dashboard.services.start import open_dashboard
    from dashboard.store import Queue

    store = open_dashboard(datetime.now(UTC))
    statuses = (ReviewStatus(status),) if status else Queue().statuses
    queue = Queue(document, Indicator(indicator) if indicator else None, place, statuses)
    waiting = store.queue(queue, limit=limit)
    for entry in waiting:
        if form == "jsonl":
            click.echo(to_json({**figure_row(entry.figure), "revision": entry.revision}))
        else:
            click.echo(_describe_waiting(entry.figure))
    if form == "text":
        click.echo(_say_extent(len(waiting), store.count_queue(queue)), err=True)


@review.command("accept")
@click.argument("figures", metavar="[FIGURE]...", nargs=-1)
@click.option("--document", metavar="ID", help="Every figure of this document that nobody has looked at yet.")
@_revision
@_note
@_author
def accept_(
    figures: tuple[str, ...], document: str | None, revision: int | None, note: str | None, author: str | None
) -> None:
    """Say that figures are right, by their figure_id."""
    from dashboard.services.person import name_person
    from dashboard.services.review import accept, accept_document, find_last_batch
    from dashboard.services.start import open_dashboard

    if bool(figures) == bool(document):
        raise click.UsageError("Give either figures or --document.")
    now, author = datetime.now(UTC), author or name_person()
    if document:
        store = open_dashboard(now)
        seen = find_last_batch(store)
        batch = accept_document(store, document, seen_batch=seen, now=now, author=author, note=note)
    else:
        store, items = _find_items(figures, revision, now)
        batch = accept(store, *items, now=now, author=author, note=note)
    click.echo(f"{_count(batch.changed, 'figure')} accepted by batch {batch.batch_id}.")


@review.command("reject")
@click.argument("figures", metavar="FIGURE...", nargs=-1, required=True)
@_revision
@click.option("--note", required=True, help="Why; colleagues see it beside the decision.")
@_author
def reject_(figures: tuple[str, ...], revision: int | None, note: str, author: str | None) -> None:
    """Say that figures are none, or do not belong here; they are never counted then."""
    from dashboard.services.person import name_person
    from dashboard.services.review import reject

    now = datetime.now(UTC)
    store, items = _find_items(figures, revision, now)
    batch = reject(store, *items, now=now, author=author or name_person(), note=note)
    click.echo(f"{_count(batch.changed, 'figure')} rejected by batch {batch.batch_id}.")


@review.command("correct")
@click.argument("figure")
@click.option("--set", "settings", metavar="FIELD=TEXT", multiple=True, required=True, help="What a field should say.")
@_revision
@_note
@_author
def correct_(
    figure: str, settings: tuple[str, ...], revision: int | None, note: str | None, author: str | None
) -> None:
    """Mend fields of a figure, such as --set value=45 --set indicator=injured; an empty text empties one.

    The fields have the names of the columns. What the source says, and where, stays as it is.
    """
    from dashboard.services.fields import FIELDS
    from dashboard.services.person import name_person
    from dashboard.services.review import correct

    fields = dict(setting.partition("=")[::2] for setting in settings)
    if unknown := [name for name in fields if name not in FIELDS]:
        raise click.BadParameter(f"{unknown[0]!r} is none of: {', '.join(FIELDS)}.", param_hint="--set")
    now = datetime.now(UTC)
    store, (item,) = _find_items((figure,), revision, now)
    batch, problems = correct(store, item, fields, now=now, author=author or name_person(), note=note)
    for problem in problems:
        click.echo(_describe(problem), err=True)
    if batch is None:
        sys.exit(1)
    click.echo(f"1 figure corrected by batch {batch.batch_id}.")


def _find_items(figure_ids: Iterable[str], revision: int | None, now: datetime) -> "tuple[Store, list[Item]]":
    """Return the store and the figures, as they were in the revision that was looked at."""
    from dashboard.services.review import find_item
    from dashboard.services.start import open_dashboard

    store = open_dashboard(now)
    items = [find_item(store, figure_id) for figure_id in dict.fromkeys(figure_ids)]
    if revision is not None and (len(items) > 1 or revision > items[0].revision):
        raise click.UsageError("--revision is the number of a state of one figure.")
    return store, [replace(item, history=item.history[:revision]) for item in items]


def _say_extent(shown: int, count: int) -> str:
    from dashboard.store.reviews import MOST_COUNTED

    if not count:
        return "No figure waits."
    if count > MOST_COUNTED:
        return f"{shown:,} of more than {MOST_COUNTED:,} figures in the queue."
    return f"{shown:,} of {_count(count, 'figure')} in the queue."


def _describe_waiting(figure: Figure) -> str:
    from dashboard.wording import describe_figure, name_word

    certainty = "" if figure.confidence is None else f", certainty {figure.confidence:.2f}"
    source = f"“{' '.join(figure.evidence.quote.split())}”" if figure.evidence else figure.cell_ref or "entered by hand"
    status = name_word(figure.review_status)
    return f"{figure.figure_id}  {describe_figure(figure)}\n    {status}{certainty}: {source}"


@main.command()
@click.argument("folder", required=False, type=click.Path(file_okay=False, path_type=Path))
@click.option("--keep", type=click.IntRange(1), default=7, help="How many backups stay in the folder.")
def backup(folder: Path | None, keep: int) -> None:
    """Copy the store into FOLDER, by default "backups" beside it.

    The copy is checked before it gets its name, a date and time. Others may go on working.
    """
    from dashboard.services.backup import back_up

    made = back_up(datetime.now(UTC), folder, keep=keep)
    click.echo(f"The store is copied to {made.path}.")
    if made.removed:
        click.echo(f"{_count(len(made.removed), 'older backup')} made room for it.", err=True)


@main.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def restore(file: Path) -> None:
    """Put a backup in the place of the store.

    What is there now is not lost: it is kept beside the store, under the name of the moment.
    """
    from dashboard.services.backup import restore as restore_file

    done = restore_file(file, datetime.now(UTC))
    click.echo(f"{file} is put back as {done.name}, with {_count(done.batches, 'step')} in its history.")
    if done.aside:
        click.echo(f"What was there before is kept in {done.aside}.")


def _describe_batch(batch: "Batch") -> str:
    from dashboard.services.history import count_figures_of
    from dashboard.wording import count_changes

    by = f", by {batch.author}" if batch.author else ""
    undone = f", undone by {batch.undone_by}" if batch.undone_by else ""
    head = f"{batch.batch_id}  {batch.created_at:%Y-%m-%d %H:%M} UTC  {batch.kind}  {batch.source_name}{by}"
    return f"{head}: {count_changes(count_figures_of(batch))}{undone}"


def _list_batch(batch: "Batch", changes: "Iterator[FigureChange]") -> Iterator[str]:
    from dashboard.services.history import describe_change

    yield _describe_batch(batch)
    if batch.note:
        yield f"Note: {batch.note}"
    yield from map(describe_change, changes)


def _list_difference(store: "Store", first: int, last: int, span: str) -> Iterator[str]:
    from dashboard.services.history import compare_totals, describe_change, describe_total_change
    from dashboard.wording import count_changes

    yield f"From {span}: {count_changes(store.count_changes(first, last))}."
    totals = compare_totals(store, first, last, store.changed_places(first, last))
    if totals:
        yield "Totals shown otherwise:"
        yield from map(describe_total_change, totals)
    yield from map(describe_change, store.changes(first, last))


def _open(file: str) -> IO[bytes]:
    stream: IO[bytes] = click.open_file(file, "rb")
    return click.get_current_context().with_resource(stream)


def _read(file: str) -> bytes:
    """Return the bytes of a file, of one that is too large only enough to see that it is."""
    from dashboard import documents, tables
    from dashboard.loader import is_table

    limit = tables.MAX_BYTES if is_table(file) else documents.MAX_BYTES
    with click.open_file(file, "rb") as stream:
        return bytes(stream.read(limit + 1))


def _create(file: str, inputs: Iterable[str]) -> IO[str]:
    """Open a text file for writing, but never over what is being read."""
    if file != "-" and Path(file).exists() and any(i != "-" and Path(file).samefile(i) for i in inputs):
        raise click.BadParameter(f"{file!r} is read from; name another file.", param_hint="--output")
    stream: IO[str] = _open_output(file, "w", encoding="utf-8", errors="replace")
    return click.get_current_context().with_resource(stream)


def _open_output(file: str, mode: str, **how: Any) -> IO[Any]:
    """Open the file to write to, or say why that cannot be."""
    try:
        return click.open_file(file, mode, **how)
    except OSError as error:
        raise click.BadParameter(f"{file!r} cannot be written: {error.strerror}.", param_hint="--output") from error


def _name(file: str) -> str:
    return "standard input" if file == "-" else file


def _find_in_files(
    files: Iterable[str], problems: list[Problem], published: Period | None, country: str | None
) -> Iterator[Figure]:
    from dashboard.documents import read_document
    from dashboard.extract import find_figures
    from dashboard.reference.lexicon import supports

    for file in files:
        try:
            document = read_document(_read(file), _name(file))
        except DocumentError as error:
            problems.append(error.problem)
            click.echo(_describe(error.problem), err=True)
            continue
        if not supports(document.language):
            note = f"{_name(file)}: No figure is looked for in this language yet ({document.language})."
            click.echo(note, err=True)
        yield from find_figures(replace(document, published=document.published or published), country=country)


def _keep_answers(found: "Iterable[Answer | Problem]", problems: list[Problem]) -> "Iterator[Answer]":
    for item in found:
        if isinstance(item, Problem):
            problems.append(item)
            click.echo(_describe(item), err=True)
        else:
            yield item


def _describe(problem: Problem) -> str:
    return f"{problem.where}: {problem.message} {problem.suggestion}"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _show_progress(items: "Iterable[Answer | Problem]") -> "Iterator[Answer | Problem]":
    is_watched = sys.stderr.isatty()
    count = 0
    for count, item in enumerate(items, start=1):
        yield item
        if is_watched and count % 20 == 0:
            click.echo(f"\r{_count(count, 'document')}", nl=False, err=True)
    if is_watched:
        click.echo(f"\r{_count(count, 'document')}", err=True)


def _show_rows(progress: "Progress") -> None:
    """Say on the terminal how far the reading of a table is."""
    of_all = f" of {progress.total:,}" if progress.total else ""
    click.echo(f"\r{progress.row:,}{of_all} rows read ", nl=False, err=True)


def _write_import(draft: "Draft | None", problems: Sequence[Problem]) -> None:
    """Write what an import found as one JSON object, figure by figure: there may be a million."""
    from dashboard.batch import figure_row, to_json

    figures = draft.figures if draft else ()
    top = {
        "layout": draft.reading.layout if draft else None,
        "rows": draft.reading.rows if draft else None,
        "accepted": len(figures),
        "rejected": draft.reading.rejected if draft else 0,
        "problems": [problem.record() for problem in problems],
        "notes": draft.reading.notes if draft else (),
    }
    sys.stdout.write(to_json(top).removesuffix("}") + ', "figures": [')
    for index, figure in enumerate(figures):
        sys.stdout.write(f"{', ' if index else ''}{to_json(figure_row(figure))}")
    sys.stdout.write("]}\n")
    sys.stdout.flush()


def _write_lines(lines: Iterable[str], output: IO[str]) -> None:
    for line in lines:
        output.write(line + "\n")
        output.flush()


def _write_csv(figures: Iterable[Figure], output: IO[str]) -> None:
    from dashboard.export.cells import write_cell

    writer = csv.writer(output, lineterminator="\n")
    writer.writerow(column.name for column in FIGURE_COLUMNS)
    for figure in figures:
        writer.writerow(map(write_cell, figure.record().values()))
        output.flush()
