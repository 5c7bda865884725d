"""Workbooks written by hand, byte for byte the same each time, with the faults that libraries do not let one make.

Only what the cases need: inline and shared text, numbers, dates, formulas with and without a
saved result, error cells, merged cells, hidden and empty sheets.
"""

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
DATE_STYLE, PERCENT_STYLE, THOUSANDS_STYLE = 1, 2, 3


@dataclass(frozen=True)
class Formula:
    """A formula, with the result that the program saved or none."""

    text: str
    result: float | str | None = None


@dataclass(frozen=True)
class Styled:
    """A number that is shown as a date, a share or with thousands."""

    number: float
    style: int


@dataclass(frozen=True)
class Broken:
    """An error cell such as #N/A."""

    text: str


Value = str | float | bool | date | Formula | Styled | Broken | None


@dataclass(frozen=True)
class Sheet:
    """One sheet: its rows, merged ranges, and whether it is hidden."""

    name: str
    rows: Sequence[Sequence[Value]]
    merged: Sequence[str] = ()
    state: str = "visible"
    extra: str = ""


def workbook(
    *sheets: Sheet, starts_1904: bool = False, files: Mapping[str, bytes] | None = None, chart_only: bool = False
) -> bytes:
    """Return the bytes of a workbook; ``files`` add or replace parts of the package."""
    kind = "chartsheet" if chart_only else "worksheet"
    entries = "".join(
        f'<sheet name="{escape(sheet.name)}" sheetId="{n}" state="{sheet.state}" r:id="rId{n}"/>'
        for n, sheet in enumerate(sheets, 1)
    )
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{OFFICE}/{kind}" Target="{kind}s/sheet{n}.xml"/>'
        for n in range(1, len(sheets) + 1)
    )
    parts = "".join(
        f'<Override PartName="/xl/{kind}s/sheet{n}.xml" ContentType="{SHEET_TYPE}.{kind}+xml"/>'
        for n in range(1, len(sheets) + 1)
    )
    epoch = '<workbookPr date1904="1"/>' if starts_1904 else "<workbookPr/>"
    package = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{TYPES}">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{SHEET_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{SHEET_TYPE}.styles+xml"/>{parts}</Types>',
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}">'
        f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{epoch}'
        f"<sheets>{entries}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}">{links}'
        f'<Relationship Id="rId99" Type="{OFFICE}/styles" Target="styles.xml"/>'
        f'<Relationship Id="rId98" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/sharedStrings.xml": f'{HEAD}<sst xmlns="{MAIN}"/>',
        "xl/styles.xml": _styles(),
        **{
            f"xl/{kind}s/sheet{n}.xml": _chart_sheet() if chart_only else sheet_xml(sheet)
            for n, sheet in enumerate(sheets, 1)
        },
    }
    return zipped({name: text.encode() for name, text in package.items()} | dict(files or {}))


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Return the files in one archive, with the same bytes each time."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def sheet_xml(sheet: Sheet) -> str:
    """Return the part of one sheet."""
    rows = "".join(
        f'<row r="{n}">{"".join(_cell(value, f"{letters(c)}{n}") for c, value in enumerate(row, 1))}</row>'
        for n, row in enumerate(sheet.rows, 1)
    )
    merged = "".join(f'<mergeCell ref="{area}"/>' for area in sheet.merged)
    merges = f'<mergeCells count="{len(sheet.merged)}">{merged}</mergeCells>' if merged else ""
    return f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>{rows}{sheet.extra}</sheetData>{merges}</worksheet>'


def letters(column: int) -> str:
    """Return the letters of a column.

    Example:
        >>> letters(28)
        'AB'
    """
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def serial(day: date) -> int:
    """Return the number by which a spreadsheet knows a day.

    Example:
        >>> serial(date(2019, 3, 31))
        43555
    """
    return (day - date(1899, 12, 30)).days


def _cell(value: Value, address: str) -> str:
    match value:
        case None:
            return ""
        case bool():
            return f'<c r="{address}" t="b"><v>{int(value)}</v></c>'
        case str():
            return f'<c r="{address}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
        case date():
            return f'<c r="{address}" s="{DATE_STYLE}"><v>{serial(value)}</v></c>'
        case Styled(number, style):
            return f'<c r="{address}" s="{style}"><v>{number!r}</v></c>'
        case Broken(text):
            return f'<c r="{address}" t="e"><v>{text}</v></c>'
        case Formula(text, result):
            kind = ' t="str"' if isinstance(result, str) else ""
            saved = "" if result is None else f"<v>{escape(str(result))}</v>"
            return f'<c r="{address}"{kind}><f>{escape(text)}</f>{saved}</c>'
        case _:
            return f'<c r="{address}"><v>{value!r}</v></c>'


def _styles() -> str:
    formats = "".join(f'<xf numFmtId="{number}" applyNumberFormat="1"/>' for number in (0, 14, 9, 3))
    return (
        f'{HEAD}<styleSheet xmlns="{MAIN}"><fonts count="1"><font/></fonts>'
        '<fills count="1"><fill><patternFill patternType="none"/></fill></fills>'
        f'<borders count="1"><border><left/><right/><top/><bottom/></border></borders>'
        '<cellStyleXfs count="1"><xf/></cellStyleXfs>'
        f'<cellXfs count="4">{formats}</cellXfs></styleSheet>'
    )


def _chart_sheet() -> str:
    return f'{HEAD}<chartsheet xmlns="{MAIN}"><sheetViews><sheetView workbookViewId="0"/></sheetViews></chartsheet>'
