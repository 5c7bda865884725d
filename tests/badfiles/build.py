"""Small tables out of a few words, so that a case shows only what is odd about it.

The two plain tables are the layout of our own (``indicator, location_code,
reference_period_start, value``) and what people really send (``Country, Year, Killed``). Each
row has a year of its own, so that no row repeats another.
"""

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence

from tests.badfiles.case import Case, Either, Line, Outcome, Rejected, Wanted, accepted, figure

FIRST_YEAR = 2001
OWN = ("indicator", "location_code", "reference_period_start", "value")
PLAIN = ("Country", "Year", "Killed")

Reading = float | str | None


def text_file(text: str, encoding: str = "utf-8") -> Callable[[], bytes]:
    """Return what makes the bytes of a text."""
    return lambda: text.encode(encoding)


def write_csv(rows: Iterable[Sequence[str]], delimiter: str = ",", newline: str = "\n") -> str:
    """Return rows as CSV, quoted where they must be."""
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter, lineterminator=newline).writerows(rows)
    return stream.getvalue()


def case(kind: str, name: str, content: str | Callable[[], bytes], *outcomes: Outcome, **more: object) -> Case:
    """Return a case; text is UTF-8."""
    make = text_file(content) if isinstance(content, str) else content
    return Case(kind, name, make, outcomes, **more)  # type: ignore[arg-type]


def numbers(
    kind: str,
    name: str,
    cells: Mapping[str, "Reading | tuple[Reading, ...]"],
    *,
    delimiter: str = ",",
    own: bool = True,
) -> Case:
    """Return a table with one number a row; each cell has its honest readings.

    A number is the value that comes out; a text is the code of the refusal ("" for any
    code); ``None`` says that nothing comes out and nothing has to be said.
    """
    header = OWN if own else PLAIN
    start = ("killed", "MLI") if own else ("Mali",)
    rows = [(*start, str(FIRST_YEAR + n), text) for n, text in enumerate(cells)]
    if own:
        rows = [tuple(row) for row in rows]
    lines = [_line(n, readings, header[-1]) for n, readings in enumerate(cells.values())]
    return case(kind, name, write_csv([header, *rows], delimiter), accepted(*lines))


def dates(kind: str, name: str, cells: Mapping[str, "Reading | tuple[Reading, ...]"], *, own: bool = True) -> Case:
    """Return a table with one date a row; a reading is the ISO span, or the code of a refusal with ``!`` before it.

    A row whose date is refused may also come without any period.
    """
    header = OWN if own else ("Country", "Date", "Killed")
    rows = []
    lines: list[Line] = []
    for n, (text, readings) in enumerate(cells.items()):
        value = 11 + n
        rows.append(("killed", "MLI", text, str(value)) if own else ("Mali", text, str(value)))
        options: list[Wanted | Rejected | None] = []
        for reading in readings if isinstance(readings, tuple) else (readings,):
            if str(reading).startswith("!"):
                options.append(Rejected(n + 2, header[-2], str(reading)[1:] or None))
            else:
                options.append(figure("killed", value, "MLI", reading))
        lines.append(Either(tuple(options)))
    undated = [figure("killed", 11 + n, "MLI", None) for n, line in enumerate(lines) if _may_be_refused(line)]
    return case(kind, name, write_csv([header, *rows]), accepted(*lines, also=undated))


def _may_be_refused(line: Line) -> bool:
    return isinstance(line, Either) and any(isinstance(option, Rejected) for option in line.options)


def _line(n: int, readings: "Reading | tuple[Reading, ...]", column: str) -> Line:
    options: list[Wanted | Rejected | None] = []
    for reading in readings if isinstance(readings, tuple) else (readings,):
        if reading is None:
            options.append(None)
        elif isinstance(reading, str):
            options.append(Rejected(n + 2, column, reading or None))
        else:
            options.append(figure("killed", reading, "MLI", str(FIRST_YEAR + n)))
    return Either(tuple(options))
