"""What went wrong: problems a person must mend, and errors a caller must stop on.

    DashboardError
    ├── DocumentError       a file that cannot be read as an article
    ├── TableError          a file that cannot be read as a table
    ├── StoreError          the store cannot be opened, read or written
    └── ExportError         a card or file cannot be made

Problems are *returned*, all of a file at once. Errors are *raised*, and carry the problem
that a screen or a terminal shows.
"""

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend: what is wrong, where, and what to do.

    ``code`` is a stable word for programs (``value_not_a_number``), ``where`` a place a
    person can find (``report.csv, row 12, column value``), ``value`` what stands there.

    Example:
        >>> Problem("empty_file", "a.txt", None, "The file is empty.", "Choose another file.").record()["code"]
        'empty_file'
    """

    code: str
    where: str
    value: str | None
    message: str
    suggestion: str

    def record(self) -> dict[str, str | None]:
        """Return the problem as a row: code, where, value, message, suggestion."""
        return asdict(self)


class DashboardError(Exception):
    """A caller must stop; ``problem`` says what, where and how to mend it.

    Example:
        >>> str(DocumentError(Problem("empty_file", "a.txt", None, "The file is empty.", "Choose another file.")))
        'a.txt: The file is empty. Choose another file.'
    """

    def __init__(self, problem: Problem) -> None:
        """Keep the problem as the payload."""
        super().__init__(problem)
        self.problem = problem

    def __str__(self) -> str:
        """Return one sentence for a terminal or a log."""
        return f"{self.problem.where}: {self.problem.message} {self.problem.suggestion}"


class DocumentError(DashboardError):
    """A file cannot be read as an article: empty, encrypted, binary, scanned, too large."""


class TableError(DashboardError):
    """A file cannot be read as a table of figures."""


class StoreError(DashboardError):
    """The store cannot be opened, read or written."""


class ExportError(DashboardError):
    """A card or a file cannot be made."""
