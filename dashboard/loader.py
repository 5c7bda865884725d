"""The loader: articles and tables in, the two pandas tables out.

    from dashboard.loader import load
    figures, documents = load(["article.txt", "table.csv"])
    print(figures[["indicator", "value", "reporter", "quote"]])

What a file is, is told by the ending of its name: ``.csv`` (and what people mistake for it) is
a table, everything else an article. This module must not know the store; the store gets
exactly what is returned here.
"""

import warnings
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from dashboard.documents import read_document
from dashboard.extract import find_figures
from dashboard.frames import documents_frame, figures_frame
from dashboard.model import Document, DocumentError, Figure, Problem
from dashboard.reference.resources import DATA, SEEDS
from dashboard.tables import Progress, Sample, TableMapping, read_sidecar, read_table, read_table_apart, sidecar_name

TABLE_ENDINGS = frozenset({".csv", ".tsv", ".xlsx", ".xls", ".ods"})


class Tables(NamedTuple):
    """The figures table and the documents table, in the order of the files and of their texts."""

    figures: pd.DataFrame
    documents: pd.DataFrame


@dataclass(frozen=True, slots=True)
class FileReading:
    """What one file says: its document, its figures in order, and what is to mend in it.

    ``layout`` and ``rows`` are those of a table, ``None`` for an article, as is ``mapping``: what
    each column was taken for. ``samples`` are the first texts of each column, ``sheets`` all of
    a workbook; ``rejected`` counts the cells that were refused. ``is_known`` is false where a
    person should look at the mapping before the figures are used.
    """

    document: Document
    figures: tuple[Figure, ...]
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    layout: str | None = None
    rows: int | None = None
    rejected: int = 0
    mapping: TableMapping | None = None
    samples: tuple[Sample, ...] = ()
    sheets: tuple[str, ...] = ()
    is_known: bool = True


def load(paths: Iterable[str | Path] | str | Path) -> Tables:
    """Return the figures and the documents of files.

    A file that is named twice counts once. Of two editions of a table the later one in the
    list gives the figure. Rows that cannot be read are left out with a warning.

    Raises:
        DocumentError: a file is missing, or cannot be read as an article.
        TableError: a file cannot be read as a table.
    """
    readings = [read_path(Path(path)) for path in ([paths] if isinstance(paths, str | Path) else paths)]
    _warn_of_problems(readings)
    return make_tables(readings)


def load_default() -> Tables:
    """Return what humdash ships with: the seeds and the tables of ``data/figures``."""
    return load(default_paths())


def default_paths() -> list[Path]:
    """Return the files that humdash ships with, articles first, each kind by name."""
    return [*sorted(SEEDS.glob("*.txt")), *sorted((DATA / "figures").glob("*.csv"))]


def make_tables(readings: Iterable[FileReading]) -> Tables:
    """Return the two tables of several files; each figure and each document has one row."""
    readings = list(readings)
    figures = {figure.figure_id: figure for reading in readings for figure in reading.figures}
    documents = {reading.document.document_id: reading.document for reading in readings}
    return Tables(figures_frame(figures.values()), documents_frame(documents.values()))


def read_path(path: Path) -> FileReading:
    """Read one file, with its sidecar if it is a table that has one.

    Raises:
        DocumentError: it is missing, or cannot be read as an article.
        TableError: it cannot be read as a table.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise DocumentError(
            Problem(
                "cannot_open_file", str(path), None, f"The file cannot be opened ({error.strerror}).", "Check its name."
            )
        ) from error
    return read_file(content, path.name, source=find_source(path, content), is_trusted=path.is_relative_to(DATA))


def find_source(path: Path, content: bytes) -> Document | None:
    """Return what the sidecar beside a table says of it, ``None`` if it has none.

    Raises:
        TableError: the sidecar cannot be read, or belongs to another edition of the table.
    """
    sidecar = path.with_name(sidecar_name(path.name))
    if not is_table(path.name) or not sidecar.is_file():
        return None
    return read_sidecar(sidecar.read_bytes(), sidecar.name, content)


def is_table(name: str) -> bool:
    """Tell by the ending of its name whether a file is a table rather than an article.

    Example:
        >>> is_table("idps.CSV"), is_table("report.pdf")
        (True, False)
    """
    return Path(name).suffix.lower() in TABLE_ENDINGS


def read_file(
    content: bytes,
    name: str,
    *,
    source: Document | None = None,
    accessed: date | None = None,
    country: str | None = None,
    mapping: TableMapping | None = None,
    is_trusted: bool = False,
    on_progress: Callable[[Progress], None] | None = None,
) -> FileReading:
    """Read the bytes of one file.

    ``source`` says where a table comes from, ``mapping`` what its columns mean, as a person
    settled it. ``accessed`` and ``country`` (ISO 3166-1 alpha-3) hold for an article where it
    does not say so itself. A table is read in a process of its own, unless it is trusted to
    be one of ours; ``on_progress`` is told how far it is, and stops it by raising.

    Raises:
        DocumentError: it cannot be read as an article.
        TableError: it cannot be read as a table.
    """
    if is_table(name):
        if is_trusted:
            table = read_table(content, name, source=source, mapping=mapping)
        else:
            table = read_table_apart(content, name, source=source, mapping=mapping, on_progress=on_progress)
        return FileReading(
            document=table.document,
            figures=tuple(table.figures),
            problems=tuple(table.problems),
            notes=tuple(table.notes),
            layout=table.layout,
            rows=table.rows,
            rejected=table.rejected,
            mapping=table.mapping,
            samples=table.samples,
            sheets=table.sheets,
            is_known=table.is_known,
        )
    return read_article(read_document(content, name, accessed=accessed), country=country)


def read_article(document: Document, *, country: str | None = None) -> FileReading:
    """Find the figures of one document; ``country`` is where a text plays that does not say so."""
    return FileReading(document, tuple(find_figures(document, country=country)))


def _warn_of_problems(readings: Iterable[FileReading]) -> None:
    problems = [problem for reading in readings for problem in reading.problems]
    if problems:
        first = problems[0]
        warnings.warn(
            f"{len(problems)} rows or cells were left out. First, {first.where}: {first.message} {first.suggestion}",
            stacklevel=3,
        )
