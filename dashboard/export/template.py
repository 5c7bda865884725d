"""The empty table that people fill in: our own layout as CSV or as a workbook.

Headers, explanations and allowed values come from ``dashboard.model``, so that the template
cannot promise what the reader does not take. Examples stand on the README sheet only: a row that
somebody forgets to delete would otherwise become a figure. As read back, an unfilled template
holds nothing.
"""

import csv
from collections.abc import Iterable
from enum import StrEnum
from io import BytesIO, StringIO
from typing import TYPE_CHECKING

from dashboard.model import FIGURE_COLUMNS, Column, Indicator, Kind
from dashboard.reference.places import load_countries
from dashboard.wording import name_country, name_word

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

# What the program finds out by itself.
_NOT_FILLED_IN = {
    "document_id",
    "quote",
    "quote_start",
    "quote_end",
    "trigger_text",
    "confidence",
    "method",
    "cell_ref",
    "review_status",
}
_COUNTRIES = {"location_code", "origin_code"}
_NUMBERS = {"value", "value_low", "value_high"}
_LABELS = {"figure_id", "part_of", "supersedes", "same_as"}
# In an uploaded table these hold labels of rows, not the identifiers that the program gives.
_OWN_MEANINGS = {
    "figure_id": "label of the row",
    "part_of": "the row that this one is a part of: 3 children of the 12 people killed",
    "supersedes": "the row whose number this one replaces",
    "same_as": "the row that counts the same people in another unit",
}
FIRST_COLUMNS = ("indicator", "value", "location_code", "reference_period_start", "reference_period_end", "reporter")
EXAMPLES = (
    {
        "indicator": "idps",
        "value": "350110",
        "location_code": "MLI",
        "reference_period_start": "2024-05-31",
        "reporter": "IOM",
        "measure": "stock",
        "cause": "conflict",
    },
    {
        "indicator": "killed",
        "value": "12",
        "location_code": "NER",
        "reference_period_start": "2024-06",
        "reporter": "OCHA",
        "quantifier": "at_least",
        "admin1_name": "Tillabéri",
    },
)

SHEET, README, LISTS = "Figures", "README", "Allowed values"
LAST_ROW = 5_000
_WIDEST_CHARACTERS = 60


class TemplateKind(StrEnum):
    """The files the template can be had as; the value is the ending."""

    CSV = "csv"
    XLSX = "xlsx"


def list_template_columns() -> list[Column]:
    """Return the columns of the template, those that nearly every row needs first.

    Example:
        >>> [column.name for column in list_template_columns()[:3]]
        ['indicator', 'value', 'location_code']
    """
    columns = {column.name: column for column in FIGURE_COLUMNS if column.name not in _NOT_FILLED_IN}
    first = [columns.pop(name) for name in FIRST_COLUMNS]
    return [*first, *columns.values()]


def render_template(kind: TemplateKind) -> bytes:
    """Return the empty template as a file.

    Example:
        >>> render_template(TemplateKind.CSV).decode("utf-8-sig").split(",")[:2]
        ['indicator', 'value']
    """
    return _render_csv() if kind is TemplateKind.CSV else _render_workbook()


def _render_csv() -> bytes:
    lines = StringIO(newline="")
    csv.writer(lines).writerow([column.name for column in list_template_columns()])
    return lines.getvalue().encode("utf-8-sig")


def _render_workbook() -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    figures, readme, lists = book.active, book.create_sheet(README), book.create_sheet(LISTS)
    figures.title = SHEET
    ranges = _write_lists(lists)
    _write_header(figures, ranges)
    _write_readme(readme)
    content = BytesIO()
    _save(book, content)
    return content.getvalue()


def _save(book: "Workbook", content: BytesIO) -> None:
    book.active = 0
    book.properties.creator = "humdash"
    book.save(content)


def _write_header(sheet: "Worksheet", ranges: dict[str, str]) -> None:
    """Write the headers, and offer the allowed values in the cells below them."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    for number, column in enumerate(list_template_columns(), start=1):
        letter = get_column_letter(number)
        sheet.cell(1, number, column.name)
        sheet.column_dimensions[letter].width = max(14, len(column.name) + 3)
        # Text, so that the spreadsheet leaves dates, codes and labels as they are typed.
        sheet.column_dimensions[letter].number_format = "General" if column.kind is Kind.NUMBER else "@"
        if column.name in ranges:
            rule = DataValidation("list", formula1=ranges[column.name], allow_blank=True, showErrorMessage=True)
            rule.errorTitle, rule.error = "Not an allowed value", f"Choose one of the list; see the sheet {README}."
            rule.add(f"{letter}2:{letter}{LAST_ROW}")
            sheet.add_data_validation(rule)
    _embolden(sheet[1])
    sheet.freeze_panes = "A2"


def _write_lists(sheet: "Worksheet") -> dict[str, str]:
    """Write each list of allowed values into a column; return where it stands, by the column it is for."""
    from openpyxl.utils import get_column_letter

    ranges = {}
    for number, (name, words) in enumerate(_list_allowed().items(), start=1):
        letter = get_column_letter(number)
        for row, word in enumerate([name, *words], start=1):
            sheet.cell(row, number, word)
        sheet.column_dimensions[letter].width = max(14, len(name) + 3)
        ranges[name] = f"'{LISTS}'!${letter}$2:${letter}${len(words) + 1}"
    _embolden(sheet[1])
    sheet.freeze_panes = "A2"
    return ranges


def _list_allowed() -> dict[str, list[str]]:
    allowed = {
        column.name: list(map(str, column.vocabulary)) for column in list_template_columns() if column.vocabulary
    }
    return allowed | dict.fromkeys(sorted(_COUNTRIES), sorted(load_countries()))


def _write_readme(sheet: "Worksheet") -> None:
    for row in _readme_rows():
        sheet.append(row)
    for letter, width in zip("ABCDEFGHIJ", (26, 16, _WIDEST_CHARACTERS, _WIDEST_CHARACTERS, 20, 20), strict=False):
        sheet.column_dimensions[letter].width = width
    _wrap(sheet)


def _readme_rows() -> Iterable[list[str]]:
    yield ["How to fill in this table"]
    yield [f"Write one figure a row on the sheet “{SHEET}”, then add the file on the page Add data."]
    yield ["Only the indicator and a number are required; who reports it, where and when make it a figure to quote."]
    yield ["Counts of people only: no names, telephone numbers, dates of birth or other data about single persons."]
    yield []
    yield ["Column", "Needed", "What it means", "What to write"]
    for column in list_template_columns():
        yield [column.name, _say_need(column), _say_meaning(column), _say_format(column)]
    yield []
    yield ["Two examples (they are not read)"]
    names = list(dict.fromkeys(name for example in EXAMPLES for name in example))
    yield names
    for example in EXAMPLES:
        yield [example.get(name, "") for name in names]
    yield []
    yield ["Indicator", "", "What is counted"]
    for indicator in Indicator:
        yield [str(indicator), "", name_word(indicator)]
    yield []
    yield ["Country", "", "Name"]
    for code in sorted(load_countries()):
        yield [code, "", name_country(code)]


def _say_need(column: Column) -> str:
    if column.name == "indicator":
        return "always"
    return "one of the three" if column.name in _NUMBERS else "may be empty"


def _say_format(column: Column) -> str:
    if column.vocabulary is Indicator:
        return "One of the words at the end of this sheet"
    if column.vocabulary is not None:
        return ", ".join(_say_word(word) for word in column.vocabulary)
    if column.name in _COUNTRIES:
        return "Three letters, such as MLI; all codes are at the end of this sheet"
    if column.name in _NUMBERS:
        return "Digits only, with a point before decimals"
    if column.kind is Kind.DATE:
        return "2024, 2024-05 or 2024-05-31"
    if column.name == "figure_id":
        return "A label of your own, only if another row points to this one"
    return "The label (figure_id) of another row" if column.name in _LABELS else "Text"


def _say_meaning(column: Column) -> str:
    meaning = _OWN_MEANINGS.get(column.name, column.meaning)
    return meaning[:1].upper() + meaning[1:]


def _say_word(word: StrEnum) -> str:
    name = name_word(word)
    return str(word) if name == str(word) else f"{word} ({name})"


def _embolden(cells: "Iterable[object]") -> None:
    from openpyxl.styles import Font

    for cell in cells:
        cell.font = Font(bold=True)  # type: ignore[attr-defined]


def _wrap(sheet: "Worksheet") -> None:
    """Break long explanations into lines; the headings of the parts are bold."""
    from openpyxl.styles import Alignment

    for row in sheet.iter_rows():
        is_heading = row[0].row == 1 or row[0].value in ("Column", "Indicator", "Country") or _is_part(row[0].value)
        if is_heading:
            _embolden(row)
        for cell in row[2:]:
            cell.alignment = Alignment(wrap_text=True, vertical="top")


def _is_part(value: object) -> bool:
    return isinstance(value, str) and value.startswith("Two examples")
