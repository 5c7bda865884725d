"""The parts of an Excel workbook, unpacked and parsed piece by piece under limits.

A workbook is a packed folder of XML files that strangers wrote. A few kilobytes may unpack to
gigabytes, and its own list of contents may lie about it, so the bytes are counted as they
come out, and the elements as they are parsed. Entities and document types are refused: no
spreadsheet program writes them. This module must not know what a cell is.
"""

import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO
from xml.sax import SAXException

from defusedxml import DefusedXmlException
from defusedxml.expatreader import DefusedExpatParser

from dashboard.model import TableError
from dashboard.tables.kinds import refuse

MAX_INFLATED_BYTES = 300_000_000
MAX_INFLATED_RATIO = 40  # tables of real offices are packed 8 to 20 times
MAX_ELEMENTS = 20_000_000
MAX_PARTS = 2_000
_FREE_BYTES = 2_000_000
_STEP_BYTES = 1 << 16


class Handler:
    """Hears of each element; names come without the prefix of their namespace."""

    def start(self, kind: str, attrs: Mapping[str, str]) -> None:
        """Hear that an element begins."""

    def text(self, content: str) -> None:
        """Hear some of the text inside."""

    def end(self, kind: str) -> None:
        """Hear that an element ends."""


class Enough(Exception):  # noqa: N818
    """A handler has seen what it wanted; parsing stops without a fault."""


class Parts:
    """The files inside one workbook."""

    def __init__(self, content: bytes, name: str) -> None:
        self.name = name
        self._most_bytes = min(MAX_INFLATED_BYTES, MAX_INFLATED_RATIO * len(content) + _FREE_BYTES)
        self._bytes = self._elements = 0
        self._archive = zipfile.ZipFile(BytesIO(content))
        if len(self._archive.infolist()) > MAX_PARTS:
            raise self._refuse_bomb(f"It is packed out of more than {MAX_PARTS:,} files.")
        self._names = {part.casefold(): part for part in self._archive.namelist()}

    def __contains__(self, path: str) -> bool:
        """Tell whether there is such a part; capitals do not matter, as in the programs that write them."""
        return path.casefold() in self._names

    def parse(self, path: str, handler: Handler) -> None:
        """Hand the elements of one part to a handler.

        Raises:
            TableError: the part is damaged, too large once unpacked, or not the XML of a workbook.
        """
        parser = _Parser(handler)
        try:
            with self._archive.open(self._names[path.casefold()]) as part:
                while chunk := part.read(_STEP_BYTES):
                    self._count(chunk)
                    parser.feed(chunk)
            parser.close()
        except Enough:
            return
        except DefusedXmlException as error:
            raise self._refuse_bomb("It declares entities, which no spreadsheet program writes.") from error
        except (SAXException, ValueError, KeyError, zipfile.BadZipFile, zlib.error, EOFError) as error:
            raise self.refuse_damaged() from error
        except (NotImplementedError, RuntimeError) as error:  # an unknown way of packing, a password on a part
            raise self.refuse_damaged() from error

    def refuse_damaged(self) -> TableError:
        """Return the error for a workbook that cannot be taken apart."""
        what_to_do = "Open it in a spreadsheet program, save it once more and add that."
        return refuse("unreadable_file", self.name, "The workbook is damaged.", what_to_do)

    def refuse_size(self, message: str, suggestion: str = "Save only the table you need as CSV (UTF-8).") -> TableError:
        """Return the error for a workbook that is too large."""
        return refuse("too_large", self.name, message, suggestion)

    def _count(self, chunk: bytes) -> None:
        self._bytes += len(chunk)
        self._elements += chunk.count(b"<")
        if self._bytes > self._most_bytes:
            raise self._refuse_bomb(f"Unpacked it has more than {self._most_bytes // 1_000_000:,} MB.")
        if self._elements > MAX_ELEMENTS:
            raise self.refuse_size("It has too many cells.")

    def _refuse_bomb(self, message: str) -> TableError:
        return self.refuse_size(message, "Copy the table alone into a new workbook, or save it as CSV (UTF-8).")


class _Parser(DefusedExpatParser):  # type: ignore[misc]
    """The parser that refuses what is dangerous in XML, with a short way to the handler for the sake of speed."""

    def __init__(self, handler: Handler) -> None:
        self._handler = handler
        super().__init__(forbid_dtd=True)

    def reset(self) -> None:
        super().reset()
        handler = self._handler
        self._parser.buffer_text = True
        self._parser.StartElementHandler = lambda name, attributes: handler.start(name.rpartition(":")[2], attributes)
        self._parser.EndElementHandler = lambda name: handler.end(name.rpartition(":")[2])
        self._parser.CharacterDataHandler = handler.text
