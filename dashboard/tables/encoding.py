"""In which encoding the bytes of a table are.

A wrong accent is worse than a question: the name of a place that came out as “SÃ©gou” is
never found again. A byte order mark decides; then UTF-8, which nothing else resembles; then
Windows-1252 if what comes out are letters of western languages; then the best of the others,
with a note that shows what was read. What looks wrong in every encoding is refused.
"""

import codecs
import re
import unicodedata
from dataclasses import dataclass

from dashboard.tables.kinds import refuse

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WIDE_NUL_SHARE = 0.2
_MOST_CONTROLS_SHARE = 0.02
_STEP_BYTES = 1 << 20
_SAMPLE_BYTES = 200_000
_WORDS_SHOWN = 4
_FEWEST_ACCENTS = 3
_FEWEST_LETTERS = 12

_TITLES = {
    "cp1252": "Windows-1252",
    "latin_1": "Latin-1",
    "mac_roman": "Mac Roman",
    "cp850": "DOS (code page 850)",
}
# Letters and signs of western languages; a byte that comes out as something else was read wrongly.
_WESTERN = frozenset("àâäáãåæçéèêëíìîïñóòôöõøœúùûüÿÀÂÄÁÃÅÆÇÉÈÊËÍÌÎÏÑÓÒÔÖÕØŒÚÙÛÜŸßºª\u00a0«»°’‘“”–—…•·€£§±²³½¼×©®™¿¡´¨")
_SIGNS = frozenset("\u00a0«»“”’–—…№°·")
_DASH_IN_WORD = re.compile(r"[^\W\d_][–—][^\W\d_]")
_SIGN_IN_WORD = re.compile(r"[^\W\d_][“”…•€£§±²³½¼×©®™¿¡´¨][^\W\d_]")
_WORD = re.compile(r"[^\W\d_]{3,}")
_CAPITAL_IN_WORD = re.compile(r"[a-zß-ÿ][À-ÞŒŸ]")
# Encodings of other scripts → how the names of all their letters begin.
_SCRIPTS = {
    "cp1251": "CYRILLIC",
    "koi8_r": "CYRILLIC",
    "cp866": "CYRILLIC",
    "cp1256": "ARABIC",
    "iso8859_6": "ARABIC",
    "cp1253": "GREEK",
    "cp1255": "HEBREW",
}
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Encoding:
    """The name Python knows the encoding by, and what a person should know about the choice."""

    name: str
    note: str | None = None


def find_encoding(content: bytes, name: str) -> Encoding:
    """Return the encoding in which the bytes are text.

    Raises:
        TableError: they are not text in any encoding that can be told for certain.

    Example:
        >>> find_encoding("Ménaka".encode(), "t.csv").name
        'utf-8'
        >>> find_encoding("Ménaka, Ségou".encode("cp1252"), "t.csv").note
        'Read as Windows-1252, since it is not UTF-8: “Ménaka”, “Ségou”. Look whether the accents are right.'
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return Encoding(_check(content, encoding, name))
    sample = content[:_SAMPLE_BYTES]
    if sample.count(0) > _WIDE_NUL_SHARE * len(sample):
        is_little = sample[1::2].count(0) > sample[::2].count(0)
        return Encoding(_check(content, "utf-16-le" if is_little else "utf-16-be", name))
    if _is_text(content, "utf-8"):
        return Encoding(_check_controls(content, "utf-8", name))
    return _find_single_byte(content, name)


def _check(content: bytes, encoding: str, name: str) -> str:
    if not _is_text(content, encoding):
        raise _refuse_encoding(name)
    return _check_controls(content, encoding, name)


def _check_controls(content: bytes, encoding: str, name: str) -> str:
    text = content[:_SAMPLE_BYTES].decode(encoding, errors="ignore")
    if len(_CONTROLS.findall(text)) > _MOST_CONTROLS_SHARE * len(text) + 2:
        raise refuse("unknown_kind", name, "It holds something other than text.", "Choose a CSV file or a workbook.")
    return encoding


def _is_text(content: bytes, encoding: str) -> bool:
    """Tell whether all the bytes are valid, without a second copy of a large file."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for start in range(0, len(content), _STEP_BYTES):
            decoder.decode(content[start : start + _STEP_BYTES])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _find_single_byte(content: bytes, name: str) -> Encoding:
    sample = _lines_with_accents(content)
    found = _find_western(sample) or _find_script(sample)
    if found is None or not _is_text(content, found):
        raise _refuse_encoding(name)
    return Encoding(_check_controls(content, found, name), _note(sample, found))


def _find_western(sample: bytes) -> str | None:
    """Return the western encoding in which all accents make sense, ``None`` if none does or two do."""
    if _looks_western(sample, "cp1252") and not _DASH_IN_WORD.search(sample.decode("cp1252")):
        return "cp1252"
    older = [] if _count_letters(sample) < _FEWEST_ACCENTS else ["mac_roman", "cp850"]
    found = [encoding for encoding in ["cp1252", *older] if _looks_western(sample, encoding)]
    return found[0] if len(found) == 1 else None


def _count_letters(sample: bytes) -> int:
    return sum(byte > 0x7F for byte in sample)


def _lines_with_accents(content: bytes) -> bytes:
    """Return the lines that are not ASCII, which alone can tell encodings apart."""
    lines = re.findall(rb"[^\r\n]*[\x80-\xff][^\r\n]*", content)
    return b"\n".join(lines)[:_SAMPLE_BYTES]


def _looks_western(sample: bytes, encoding: str) -> bool:
    try:
        text = sample.decode(encoding)
    except UnicodeDecodeError:
        return False
    if any(character > "\x7f" and character not in _WESTERN for character in text):
        return False
    if _SIGN_IN_WORD.search(text) or _CAPITAL_IN_WORD.search(text):
        return False
    return not any(map(_is_foreign, _WORD.findall(text)))


def _is_foreign(word: str) -> bool:
    """Tell a word of strange letters from one that has a few accents, such as ``été``."""
    accents = sum(character > "\x7f" for character in word)
    return accents == len(word) or (len(word) > 3 and 2 * accents > len(word))


def _find_script(sample: bytes) -> str | None:
    """Return the encoding in which all letters are of one script; statistics decide between several."""
    from charset_normalizer import from_bytes  # only for the few files that are not western

    if _count_letters(sample) < _FEWEST_LETTERS:
        return None
    found = [encoding for encoding, script in _SCRIPTS.items() if _looks_written_in(sample, encoding, script)]
    if len(found) < 2:
        return found[0] if found else None
    best = from_bytes(sample, cp_isolation=found, threshold=0.1).best()
    return best.encoding if best and best.encoding in found and best.coherence > 0 else None


def _looks_written_in(sample: bytes, encoding: str, script: str) -> bool:
    try:
        text = sample.decode(encoding)
    except UnicodeDecodeError:
        return False
    letters = {character for character in text if character > "\x7f" and character not in _SIGNS}
    are_of_script = all(unicodedata.name(letter, "").startswith(script) for letter in letters)
    words = re.findall(r"[^\W\d_]+", text)
    are_cased = all(
        word.lower() == word.upper() or word.islower() or word.isupper() or word.istitle() for word in words
    )
    return are_of_script and are_cased


def _note(sample: bytes, encoding: str) -> str:
    text = sample.decode(encoding, errors="ignore")
    words = [word for word in re.findall(r"[^\W\d_]+", text) if not word.isascii()]
    shown = ", ".join(f"“{word[:30]}”" for word in list(dict.fromkeys(words))[:_WORDS_SHOWN])
    title = _TITLES.get(encoding, encoding)
    return f"Read as {title}, since it is not UTF-8{': ' + shown if shown else ''}. Look whether the accents are right."


def _refuse_encoding(name: str) -> Exception:
    return refuse(
        "unknown_encoding",
        name,
        "It holds letters in an encoding that cannot be told for certain.",
        "Save it as CSV (UTF-8) and add that file.",
    )
