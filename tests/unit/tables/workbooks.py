"""Makes workbooks for the tests: ordinary ones with openpyxl, strange ones part by part."""

import zipfile
from collections.abc import Callable, Iterable, Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def make_workbook(
    *sheets: Iterable[Sequence[object]], names: Sequence[str] = (), change: Callable[[Any], object] | None = None
) -> bytes:
    """Return a workbook with these sheets of rows; ``change`` may alter it before it is saved."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    for number, rows in enumerate(sheets, start=1):
        sheet = workbook.create_sheet(names[number - 1] if names else f"Sheet{number}")
        for row in rows:
            sheet.append(list(row))
    if change:
        change(workbook)
    target = BytesIO()
    workbook.save(target)
    return target.getvalue()


def make_raw_workbook(cells: str, *, top: str = "", **more: str | bytes) -> bytes:
    """Return a workbook whose only sheet has this XML inside ``sheetData``; ``more`` are further parts."""
    sheet = f'<?xml version="1.0"?>{top}<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData></worksheet>'
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" '
        f'Type="{LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets>'
        '<sheet name="Data" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" '
        f'Type="{LINKS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": sheet,
        **more,
    }
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, part in parts.items():
            archive.writestr(path, part)
    return target.getvalue()
