"""Plain text and Markdown: characters out of bytes, and the small header of a seed.

The text that leaves this module is final: every offset of a figure counts in it. What the
words mean is not its business.
"""

import codecs
import re
from typing import NamedTuple

from dashboard.documents.reading import Reading, refuse

HEADER_KEYS = ("title", "publisher", "authors", "published", "url", "licence", "accessed", "language")

_TITLE_CHARACTERS = 160
_HEADING_SHARE = 0.75
_MOST_UNREADABLE_SHARE = 0.02
_WIDE_NUL_SHARE = 0.2

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Of the many encodings there are, those in which reports and e-mails still arrive. With more
# to choose from, the guess for a French text drifts to Central Europe.
_GUESSES = ["cp1252", "cp1251", "cp1256", "mac_roman"]

_HEADER_LINE = re.compile(rf"({'|'.join(HEADER_KEYS)})[ \t]*:[ \t]*(.*)", re.IGNORECASE)
_NEWLINE = re.compile("\r\n?|[\u2028\u2029\x85]")
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_REORDERING = re.compile("[\u202d\u202e\ufeff]")


class Headed(NamedTuple):
    """A text and the ``key: value`` lines that stood above it."""

    header: dict[str, str]
    text: str


def read_plain(content: bytes, name: str) -> Reading:
    """Return the text of a .txt or .md file, without the header if it has one.

    Raises:
        DocumentError: the file holds something other than text.
    """
    text = decode(content)
    if text is None:
        raise refuse("binary_file", name, "It holds something other than text.", "Save it as text, PDF or .docx.")
    header, body = split_header(tidy(text))
    return Reading(body, **header)


def decode(content: bytes) -> str | None:
    """Return the characters of bytes in an unknown encoding, ``None`` if they are no text.

    A byte order mark decides; then UTF-8, which text in other encodings almost never
    resembles; then the best guess.

    Example:
        >>> decode("déplacés à Ménaka".encode("cp1252"))
        'déplacés à Ménaka'
        >>> decode(bytes(range(256))) is None
        True
    """
    text = _decode(content)
    if text is None or len(_UNREADABLE.findall(text)) > _MOST_UNREADABLE_SHARE * len(text) + 1:
        return None
    return text


def tidy(text: str) -> str:
    r"""Return the text in the form in which offsets are counted.

    Lines end in ``\n``. Characters that neither a screen nor XML can hold become U+FFFD, one
    for one. Marks that would show digits in another order than they are stored are removed.
    Everything else stays as it was printed, no-break spaces and accents included.

    Example:
        >>> tidy("Gao\r\n12\x00 killed")
        'Gao\n12\ufffd killed'
    """
    return _UNREADABLE.sub("\ufffd", _REORDERING.sub("", _NEWLINE.sub("\n", text)))


def split_header(text: str) -> Headed:
    r"""Return the header of a text, empty if it has none, and the text below it.

    A header stands at the very top, knows no other keys than ``HEADER_KEYS``, and ends with
    a blank line.

    Example:
        >>> split_header("title: Floods in Gao\npublished: 2020-08\n\nHeavy rain fell.\n")
        Headed(header={'title': 'Floods in Gao', 'published': '2020-08'}, text='Heavy rain fell.\n')
        >>> split_header("Toll: 12 killed\n\nHeavy rain fell.").header
        {}
    """
    top, gap, body = text.partition("\n\n")
    lines = [_HEADER_LINE.fullmatch(line) for line in top.split("\n")] if gap else [None]
    header = {line[1].lower(): line[2].strip() for line in lines if line}
    if None in lines:
        return Headed({}, text)
    return Headed({key: value for key, value in header.items() if value}, body.lstrip("\n"))


def find_title(text: str) -> str | None:
    r"""Return the first line if it looks like a heading, ``None`` if not.

    A heading is short, is no sentence, and has text below it: after a blank line, or on a
    clearly longer line. (The first of two lines of like length is a wrapped sentence.)

    Example:
        >>> find_title("# Floods in Gao\n\nHeavy rain fell.")
        'Floods in Gao'
        >>> find_title("Heavy rain fell on the\nhills of Gao.") is None
        True
    """
    first, _, rest = text.strip().partition("\n")
    title = first.strip().strip("#*_ ")
    if not 0 < len(title) <= _TITLE_CHARACTERS or title.endswith((".", ":", ";", ",")):
        return None
    following = rest.split("\n", 1)[0].strip()
    stands_alone = not following or len(title) < _HEADING_SHARE * len(following)
    return title if stands_alone and rest.strip() else None


def _decode(content: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, errors="replace")
    if content.count(0) > _WIDE_NUL_SHARE * len(content):
        encoding = "utf-16-le" if content[1::2].count(0) > content[::2].count(0) else "utf-16-be"
        return content.decode(encoding, errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _guess(content)


def _guess(content: bytes) -> str | None:
    from charset_normalizer import from_bytes  # only for the few texts that are not UTF-8

    best = from_bytes(content, cp_isolation=_GUESSES).best()
    return str(best) if best else None
