"""Makers of files, so that no binary lies in the repository."""

from collections.abc import Callable
from io import BytesIO

import docx
import pytest
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject


def _make_pdf(*pages: list[str], title: str | None = None, password: str | None = None) -> bytes:
    writer = PdfWriter()
    name = NameObject
    kind = {name("/Type"): name("/Font"), name("/Subtype"): name("/Type1"), name("/BaseFont"): name("/Helvetica")}
    font = writer._add_object(DictionaryObject(kind))
    for lines in pages:
        page = writer.add_blank_page(600, 800)
        if lines:
            stream = DecodedStreamObject()
            shown = " T* ".join(f"({line}) Tj" for line in lines)
            stream.set_data(f"BT /F1 12 Tf 14 TL 50 700 Td {shown} ET".encode("latin-1"))
            page[name("/Contents")] = writer._add_object(stream)
            fonts = DictionaryObject({name("/F1"): font})
            page[name("/Resources")] = DictionaryObject({name("/Font"): fonts})
    if title:
        writer.add_metadata({"/Title": title})
    if password is not None:
        writer.encrypt(password)
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


def _make_docx(*blocks: str | list[list[str]], title: str = "") -> bytes:
    document = docx.Document()
    document.core_properties.title = title
    for block in blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        table = document.add_table(rows=0, cols=len(block[0]))
        for cells in block:
            for cell, text in zip(table.add_row().cells, cells, strict=True):
                cell.text = text
    target = BytesIO()
    document.save(target)
    return target.getvalue()


@pytest.fixture
def make_pdf() -> Callable[..., bytes]:
    """Return a maker of PDFs: a list of lines a page, no lines for a page without text."""
    return _make_pdf


@pytest.fixture
def make_docx() -> Callable[..., bytes]:
    """Return a maker of Word files: a string a paragraph, a list of rows a table."""
    return _make_docx
