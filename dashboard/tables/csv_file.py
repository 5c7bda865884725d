r"""Text with separators → records, as often as they are asked for.

A record is its number, counted as a spreadsheet counts rows, and its texts without outer
blanks. Large files stay bytes; the records are made anew on each reading, so that a million
rows never stand in memory at once.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper

from dashboard.tables.encoding import Encoding, find_encoding
from dashboard.tables.kinds import refuse

Record = tuple[int, list[str]]

DELIMITERS = ",;\t|"
_SAMPLE_RECORDS = 100
_strip = str.strip
_SEPARATOR_LINE = re.compile(r"\ufeff?\"?sep=(.)\"?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CsvFile:
    """The text of a CSV file and how to take it apart."""

    name: str
    content: bytes
    encoding: Encoding
    delimiter: str

    def records(self) -> Iterator[Record]:
        """Yield every record, blank ones included.

        Raises:
            TableError: a quotation mark is not closed, or text follows a closed one.
        """
        reader = csv.reader(_open(self.content, self.encoding), delimiter=self.delimiter, strict=True)
        try:
            for number, record in enumerate(reader, start=1):
                if number > 1 or not _SEPARATOR_LINE.fullmatch(self.delimiter.join(record).strip()):
                    yield number, list(map(_strip, record))  # a third faster than a list comprehension
        except csv.Error as error:
            raise refuse(
                "broken_quotes",
                f"{self.name}, line {reader.line_num}",
                "The cells of this row cannot be told apart.",
                "Look for a quotation mark that is not closed.",
            ) from error


def open_csv(content: bytes, name: str) -> CsvFile:
    r"""Return the file with the encoding and the separator that its bytes show.

    Raises:
        TableError: the bytes are not text.

    Example:
        >>> list(open_csv(b"code;value\nNA; 0012\n", "t.csv").records())
        [(1, ['code', 'value']), (2, ['NA', '0012'])]
    """
    encoding = find_encoding(content, name)
    return CsvFile(name, content, encoding, _find_delimiter(content, encoding, is_tabbed=name.lower().endswith(".tsv")))


def _open(content: bytes, encoding: Encoding) -> TextIOWrapper:
    return TextIOWrapper(BytesIO(content), encoding=encoding.name, newline="")


def _find_delimiter(content: bytes, encoding: Encoding, *, is_tabbed: bool) -> str:
    """Return the separator that cuts the first rows into the same number of cells, and many of them."""
    top = _open(content, encoding).readline(100).strip("\r\n")
    if stated := _SEPARATOR_LINE.fullmatch(top):
        return stated[1]
    candidates = sorted(DELIMITERS, key=lambda mark: mark != "\t") if is_tabbed else DELIMITERS
    return max(candidates, key=lambda mark: _evenness(content, encoding, mark))


def _evenness(content: bytes, encoding: Encoding, delimiter: str) -> tuple[float, int]:
    """Return how many of the first rows have the most frequent number of cells, and that number."""
    reader = csv.reader(_open(content, encoding), delimiter=delimiter)
    widths: Counter[int] = Counter()
    try:
        for record in reader:
            widths[len(record)] += any(map(str.strip, record))
            if widths.total() >= _SAMPLE_RECORDS:
                break
    except csv.Error:
        return 0.0, 0
    several = {width: count for width, count in widths.items() if width > 1 and count}
    if not several:
        return 0.0, 0
    width = max(several, key=lambda each: (several[each], each))
    return several[width] / widths.total(), width
