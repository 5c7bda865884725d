"""What a page lists, as a CSV file that opens in a spreadsheet: problems to mend, differences to check."""

import csv
import re
from collections.abc import Sequence
from io import StringIO

import pandas as pd

from dashboard.export.cells import write_cell
from dashboard.model import Problem

_PLACE = re.compile(r"(?P<file>.*?)(?:, row (?P<row>\d+))?(?:, column (?P<column>.+))?")


def render_rows(table: pd.DataFrame) -> bytes:
    """Return a table of words as CSV in UTF-8 with a byte order mark (for Excel); no cell runs as a formula.

    Example:
        >>> render_rows(pd.DataFrame({"Place": ["=1+1"]})).decode("utf-8-sig").splitlines()
        ['Place', "'=1+1"]
    """
    lines = StringIO(newline="")
    writer = csv.writer(lines)
    writer.writerow(table.columns)
    writer.writerows([write_cell(cell) for cell in row] for row in table.itertuples(index=False))
    return lines.getvalue().encode("utf-8-sig")


def make_problems_table(problems: Sequence[Problem]) -> pd.DataFrame:
    """Return problems as a table, one a row: file, row, column, what stands there, what is wrong, how to mend it.

    Example:
        >>> problem = Problem("empty", "a.csv, row 12, column value", "", "Empty.", "Fill it in.")
        >>> make_problems_table([problem]).iloc[0].tolist()
        ['a.csv', '12', 'value', '', 'Empty.', 'Fill it in.']
    """
    places = [_PLACE.fullmatch(problem.where) for problem in problems]
    return pd.DataFrame(
        {
            "File": [
                place["file"] if place else problem.where for place, problem in zip(places, problems, strict=True)
            ],
            "Row": [(place["row"] or "") if place else "" for place in places],
            "Column": [(place["column"] or "") if place else "" for place in places],
            "What stands there": [problem.value or "" for problem in problems],
            "What is wrong": [problem.message for problem in problems],
            "How to mend it": [problem.suggestion for problem in problems],
        }
    )
