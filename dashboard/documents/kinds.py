"""Which kind of file it is, and so who reads it."""

from dashboard.documents.plain import read_plain
from dashboard.documents.reading import Reader


def find_reader(content: bytes, name: str) -> Reader:
    """Return the reader of a file."""
    return read_plain
