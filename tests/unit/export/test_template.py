"""The template promises exactly what the reader takes, and holds nothing itself."""

from io import BytesIO

import openpyxl
import pytest

from dashboard.export.template import (
    EXAMPLES,
    SHEET,
    TemplateKind,
    list_template_columns,
    render_template,
)
from dashboard.model import Indicator
from dashboard.tables import read_table


def fill_csv(rows):
    """Return the CSV template with these rows filled in."""
    names = [column.name for column in list_template_columns()]
    lines = [",".join(row.get(name, "") for name in names) for row in rows]
    return render_template(TemplateKind.CSV) + "\n".join(lines).encode()


def fill_workbook(rows):
    """Return the XLSX template with these rows filled in as a person would."""
    book = openpyxl.load_workbook(BytesIO(render_template(TemplateKind.XLSX)))
    sheet = book[SHEET]
    for number, row in enumerate(rows, start=2):
        for position, column in enumerate(list_template_columns(), start=1):
            if column.name in row:
                text = row[column.name]
                sheet.cell(number, position, int(text) if text.isdecimal() else text)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


@pytest.mark.parametrize("fill", [fill_csv, fill_workbook])
def test_a_filled_template_is_read_without_a_problem(fill):
    """The examples of the README sheet, filled in, become two figures; every column is known."""
    ending = "csv" if fill is fill_csv else "xlsx"
    reading = read_table(fill(EXAMPLES), f"filled.{ending}")
    assert [(figure.indicator, figure.quantity.value) for figure in reading.figures] == [
        (Indicator.IDPS, 350110),
        (Indicator.KILLED, 12),
    ]
    assert (reading.layout, reading.problems) == ("canonical", [])
    assert not any("unread" in note for note in reading.notes)


@pytest.mark.parametrize("kind", TemplateKind)
def test_an_unfilled_template_holds_nothing(kind):
    """Neither an example nor an explanation becomes a figure; it is said that no row is filled in."""
    reading = read_table(render_template(kind), f"template.{kind}")
    assert reading.figures == []
    assert [problem.code for problem in reading.problems] == ["no_rows"]


def test_allowed_values_are_offered_in_the_cells():
    """Each column with a vocabulary offers its words in a list of the spreadsheet; indicators are complete."""
    book = openpyxl.load_workbook(BytesIO(render_template(TemplateKind.XLSX)))
    rules = {str(rule.sqref).split("2:")[0]: rule.formula1 for rule in book[SHEET].data_validations.dataValidation}
    letters = {cell.value: cell.column_letter for cell in book[SHEET][1]}
    with_words = {column.name for column in list_template_columns() if column.vocabulary}
    assert set(rules) == {letters[name] for name in with_words | {"location_code", "origin_code"}}
    sheet, cells = rules[letters["indicator"]].split("!")
    words = [row[0].value for row in book[sheet.strip("'")][cells.replace("$", "")]]
    assert words == list(map(str, Indicator))
