"""The figures behind a chart as a CSV file that opens in a spreadsheet, sources included.

Each row can be quoted on its own: it carries its sentence and the citation of its
document.
"""

import csv
from io import StringIO

import pandas as pd

from dashboard.export.cells import write_cell
from dashboard.frames import read_rows
from dashboard.wording import cite

SOURCE_COLUMNS = ("title", "publisher", "published", "accessed", "url", "licence")

_ORDER = ("location_code", "indicator", "reference_period_start", "reporter", "figure_id")


def render_csv(
    figures: pd.DataFrame, documents: pd.DataFrame, locale: str = "en", *, as_of: str | None = None
) -> bytes:
    """Return the figures as CSV, one row a figure, with the source of each.

    The columns are those of the figures table, then the document's as ``source_title`` and
    so on, then ``citation``, and ``data_as_of`` if the figures are not those of now. Rows are
    ordered by place, indicator, date and reporter, so that the same figures give the same
    file in whatever order they come. Missing values are empty, dates ISO 8601, the encoding
    UTF-8 with a byte order mark (for Excel).

    Example:
        >>> from dashboard.frames import documents_frame, figures_frame
        >>> render_csv(figures_frame([]), documents_frame([])).decode("utf-8-sig").split(",")[:3]
        ['figure_id', 'document_id', 'indicator']
    """
    known = {row["document_id"]: row for row in read_rows(documents)}
    point = {"data_as_of": as_of} if as_of else {}
    names = [*figures.columns, *(f"source_{name}" for name in SOURCE_COLUMNS), "citation", *point]
    lines = StringIO(newline="")
    writer = csv.writer(lines)
    writer.writerow(names)
    for row in read_rows(figures.sort_values(list(_ORDER), kind="stable")):
        document = known.get(row["document_id"])
        source = [document[name] if document else None for name in SOURCE_COLUMNS]
        cells = [*row.values(), *source, cite(document, row["reporter"], locale=locale), *point.values()]
        writer.writerow([write_cell(cell) for cell in cells])
    return lines.getvalue().encode("utf-8-sig")
