"""The sidecar of a table: who made it, where it can be found, on what terms.

A number without its source is of no use, so a table that ships with the package has a small
TOML file beside it. Its hash ties the two together: a table that was edited without a look
at its sidecar is refused.
"""

import tomllib
from datetime import date

from dashboard.model import Document, Period, Problem, TableError, hash_content

REQUIRED_KEYS = {"title", "sha256"}
OPTIONAL_KEYS = {
    "publisher",
    "authors",
    "published",
    "accessed",
    "url",
    "licence",
    "language",
    "producer",
    "processing",
}


def sidecar_name(name: str) -> str:
    """Return the file name of a table's sidecar.

    Example:
        >>> sidecar_name("unhcr_idps.csv")
        'unhcr_idps.meta.toml'
    """
    return f"{name.rsplit('.', 1)[0]}.meta.toml"


def read_sidecar(content: bytes, name: str, table: bytes) -> Document:
    """Return the document that a sidecar describes; ``table`` are the bytes it belongs to.

    Raises:
        TableError: the sidecar is faulty, or the table is not the one it describes.
    """
    try:
        values = tomllib.loads(content.decode())
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _refuse(
            "faulty_sidecar", name, f"It is not TOML ({error}).", "Compare it with another sidecar."
        ) from error
    _check_keys(values, name)
    if values["sha256"] != hash_content(table):
        raise _refuse(
            "sidecar_mismatch",
            name,
            "The table was changed after the sidecar was written.",
            f'Check the source, then write sha256 = "{hash_content(table)}".',
        )
    try:
        return Document(
            document_id=values["sha256"][:16],
            title=values["title"],
            publisher=values.get("publisher"),
            authors=values.get("authors"),
            published=Period.fromisoformat(values["published"]) if "published" in values else None,
            accessed=date.fromisoformat(values["accessed"]) if "accessed" in values else None,
            url=values.get("url"),
            language=values.get("language"),
            licence=values.get("licence"),
            sha256=values["sha256"],
        )
    except ValueError as error:
        raise _refuse("faulty_sidecar", name, f"A date cannot be read ({error}).", "Write 2020-01-15.") from error


def _check_keys(values: dict[str, object], name: str) -> None:
    missing = REQUIRED_KEYS - values.keys()
    unknown = values.keys() - REQUIRED_KEYS - OPTIONAL_KEYS
    if missing or unknown:
        raise _refuse(
            "faulty_sidecar",
            name,
            f"Missing keys: {_list(missing)}; unknown keys: {_list(unknown)}.",
            f"Known keys are {_list(REQUIRED_KEYS | OPTIONAL_KEYS)}.",
        )
    if not_text := sorted(key for key, value in values.items() if not isinstance(value, str)):
        raise _refuse("faulty_sidecar", name, f"Not text: {', '.join(not_text)}.", "Put the value in quotation marks.")


def _list(keys: set[str]) -> str:
    return ", ".join(sorted(keys)) or "none"


def _refuse(code: str, name: str, message: str, suggestion: str) -> TableError:
    return TableError(Problem(code, name, None, message, suggestion))
