"""A bad file, what a careful information officer would make of it, and the judge of what came out.

An expectation is written from the definitions of the figures table and the house rules, never
from what the importer happens to give. Where two outcomes are honest (to read a doubtful cell
rightly, or to refuse it and say so) both are listed; a different number never is.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import isfinite
from typing import Any

from dashboard.model import Indicator, Problem
from dashboard.reference.indicators import load_indicators

ANY = "any value"
SHORTEST_MESSAGE = 12

# What a programmer would say, and a person with a table in hand cannot use.
JARGON = re.compile(
    r"[Tt]raceback|[Ee]xception|[Ee]rrno|NoneType|codec|(Key|Value|Type|Index|OS)Error|openpyxl|pandas|lxml|sqlalchemy"
    r"|0x[0-9a-f]{2}|\bNone\b|<class|\bstderr\b|\bsubprocess\b|\bint\(\)|\bfloat\(\)|zipfile|xml\.etree|expat",
)


@dataclass(frozen=True)
class Wanted:
    """A figure that must come out; every field is a tuple of allowed values, or ``ANY``."""

    fields: Mapping[str, Any]

    def __str__(self) -> str:
        shown = {name: value for name, value in self.fields.items() if value not in (ANY, (None,))}
        return " ".join(f"{name}={'|'.join(map(str, value))}" for name, value in shown.items())

    def matches(self, row: Mapping[str, Any]) -> bool:
        """Tell whether a row of the figures table is this figure."""
        return all(_allows(allowed, _read(row, name)) for name, allowed in self.fields.items() if allowed != ANY)


@dataclass(frozen=True)
class Rejected:
    """A cell, or a whole row if no column is named, that must be refused by a problem."""

    row: int
    column: str | None = None
    code: str | None = None

    def __str__(self) -> str:
        return f"row {self.row} {self.column or ''} refused{f' as {self.code}' if self.code else ''}"

    def matches(self, problem: Problem) -> bool:
        """Tell whether a problem names this cell, by row and header or by its address."""
        where = problem.where.casefold()
        named = re.search(rf"\brow {self.row}\b", where) or re.search(rf"(^|\W)[a-z]{{1,3}}{self.row}\b", where)
        in_column = self.column is None or self.column.casefold() in where
        return bool(named) and in_column and self.code in (None, problem.code)


@dataclass(frozen=True)
class Either:
    """The first of several honest readings of one cell that holds."""

    options: tuple["Wanted | Rejected | None", ...]

    def __str__(self) -> str:
        return " or ".join("nothing" if option is None else str(option) for option in self.options)


Line = Wanted | Rejected | Either


@dataclass(frozen=True)
class Accepted:
    """These figures and no others, with these cells refused.

    ``also`` are figures that may be there besides. One of ``says`` must stand in a problem
    or a note.
    """

    lines: tuple[Line, ...]
    also: tuple[Wanted, ...] = ()
    says: tuple[str, ...] = ()


@dataclass(frozen=True)
class Refused:
    """No figure, and a problem whose code or words hold one of ``says``."""

    says: tuple[str, ...] = ()


Outcome = Accepted | Refused


@dataclass(frozen=True)
class Case:
    """One file: what it is called, how its bytes are made, and every honest outcome.

    ``secret`` is text that no message may repeat. ``apart`` cases are read by the command
    line in a process of its own, with ``seconds`` and ``megabytes`` as limits.
    """

    kind: str
    name: str
    make: Callable[[], bytes]
    outcomes: tuple[Outcome, ...]
    secret: tuple[str, ...] = ()
    apart: bool = False
    seconds: float = 60
    megabytes: float = 1500

    @property
    def label(self) -> str:
        """Return what the test is called."""
        return f"{self.kind}: {self.name[:70]}".encode("unicode_escape").decode()


@dataclass(frozen=True)
class Outcomes:
    """What an importer made of a file: rows of the figures table, problems and notes."""

    figures: Sequence[Mapping[str, Any]]
    problems: Sequence[Problem]
    notes: Sequence[str] = ()

    @property
    def words(self) -> str:
        """Everything that is said to the person, in lower case."""
        problems = (f"{p.code} {p.where} {p.message} {p.suggestion}" for p in self.problems)
        return " ".join([*problems, *self.notes]).casefold()


@dataclass
class Verdict:
    """Why a reading is not an honest one; empty if it is."""

    faults: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return "\n".join(self.faults)


def figure(
    indicator: str, value: float | None, place: Any = None, when: Any = None, *, part: Any = False, **fields: Any
) -> Wanted:
    """Describe a figure; what is not said must be absent, unit and measure those of the indicator.

    ``when`` is an ISO date, month or year, or two of them with a slash; ``part`` says whether
    it belongs to a larger figure. A tuple lists what is allowed.

    Example:
        >>> str(figure("killed", 12, "MLI", "2019-03"))[:49]
        'indicator=killed value=12 location_code=MLI refer'
    """
    known = load_indicators()[Indicator(indicator)]
    periods = [span_of(text) for text in _several(when)] if when != ANY else []
    wanted: dict[str, Any] = {
        "indicator": indicator,
        "value": value,
        "location_code": place,
        "reference_period_start": tuple(start for start, _ in periods) if periods else ANY,
        "reference_period_end": tuple(end for _, end in periods) if periods else ANY,
        "unit": str(known.unit),
        "measure": str(known.measure),
        "certainty": "reported",
        "origin_code": None,
        "part_of": ANY if part == ANY else ("set",) if part else None,
        **fields,
    }
    return Wanted({name: allowed if allowed == ANY else _several(allowed) for name, allowed in wanted.items()})


def either(*options: Wanted | Rejected | None) -> Either:
    """List the honest readings of one cell; ``None`` for no figure and no word about it."""
    return Either(options)


def accepted(*lines: Line, also: Iterable[Wanted] = (), says: Iterable[str] = ()) -> Accepted:
    """Say which figures must come out, and which cells must be refused."""
    return Accepted(lines, tuple(also), tuple(says))


def refused(*says: str) -> Refused:
    """Say that no figure may come out, and what the message must be about."""
    return Refused(says)


def span_of(text: str | None) -> tuple[str | None, str | None]:
    """Return first and last day of an ISO year, month, day, or two of them with a slash.

    Example:
        >>> span_of("2019-02"), span_of("2019-01-01/2019-03-31")
        (('2019-02-01', '2019-02-28'), ('2019-01-01', '2019-03-31'))
    """
    if text is None:
        return None, None
    first, _, last = text.partition("/")
    return _span(first)[0], _span(last or first)[1]


def judge(case: Case, result: Outcomes) -> Verdict:
    """Compare a reading with every honest outcome, and hold it to the manners of messages."""
    verdicts = [_judge_outcome(outcome, result) for outcome in case.outcomes]
    best = min(verdicts, key=lambda verdict: len(verdict.faults))
    return Verdict([*best.faults, *_judge_manners(case, result)])


def _judge_outcome(outcome: Outcome, result: Outcomes) -> Verdict:
    if isinstance(outcome, Refused):
        faults = [f"a figure came out: {_describe(row)}" for row in result.figures]
        if not result.problems:
            faults.append("refused without a problem")
        faults += _unsaid(outcome.says, result)
        return Verdict(faults)
    left = list(result.figures)
    unmet = [line for line in outcome.lines if not _take(line, left, result.problems)]
    for optional in outcome.also:
        _take(optional, left, result.problems)
    faults = [f"missing: {line}{_nearest(line, left)}" for line in unmet]
    faults += [f"must not come out: {_describe(row)}" for row in left]
    if faults:
        faults += [f"problem: {p.code} at {p.where} ({p.value!r}): {p.message}" for p in result.problems[:5]]
    return Verdict([*faults, *_unsaid(outcome.says, result)])


def _take(line: Line | None, left: list[Mapping[str, Any]], problems: Sequence[Problem]) -> bool:
    """Find what a line asks for, and take the figure away."""
    match line:
        case None:
            return True
        case Either(options):
            return any(_take(option, left, problems) for option in options)
        case Rejected():
            return any(line.matches(problem) for problem in problems)
        case Wanted():
            found = next((row for row in left if line.matches(row)), None)
            if found is not None:
                left.remove(found)
            return found is not None


def _nearest(line: Line, left: Sequence[Mapping[str, Any]]) -> str:
    """Say how the figure with the same number differs from the one that is wanted."""
    options = line.options if isinstance(line, Either) else (line,)
    for wanted in options:
        rows = [row for row in left if isinstance(wanted, Wanted) and _allows(wanted.fields["value"], row["value"])]
        for row in rows:
            allowed = {name: allowed for name, allowed in wanted.fields.items() if allowed != ANY}
            return " BUT " + ", ".join(
                f"{n} is {_read(row, n)}" for n, a in allowed.items() if not _allows(a, _read(row, n))
            )
    return ""


def _judge_manners(case: Case, result: Outcomes) -> list[str]:
    faults = []
    for problem in result.problems:
        if len(problem.message) < SHORTEST_MESSAGE or not problem.code or not problem.where or not problem.suggestion:
            faults.append(f"a problem that does not help: {problem}")
        if jargon := JARGON.search(f"{problem.message} {problem.suggestion}"):
            faults.append(f"a programmer's word, {jargon[0]!r}: {problem.message}")
    spoken = result.words + " ".join(str(problem.value) for problem in result.problems).casefold()
    faults += [f"repeats {secret!r}" for secret in case.secret if secret.casefold() in spoken]
    ids = [row["figure_id"] for row in result.figures]
    if len(ids) != len(set(ids)):
        faults.append("two figures share an identifier, so one of them would be lost")
    faults += [f"no cell is named for {_describe(row)}" for row in result.figures if not row["cell_ref"]]
    faults += [f"not finite: {_describe(row)}" for row in result.figures if not isfinite(row["value"] or 0)]
    return faults


def _unsaid(says: Sequence[str], result: Outcomes) -> list[str]:
    if not says or any(word.casefold() in result.words for word in says):
        return []
    return [f"nobody says any of {', '.join(says)}; said was: {result.words[:400]}"]


def _allows(allowed: Sequence[Any], found: Any) -> bool:
    if allowed == ("set",):
        return found is not None
    found = found.isoformat() if isinstance(found, date) else found
    return any(found is None if want is None else found == want for want in allowed)


def _read(row: Mapping[str, Any], name: str) -> Any:
    """Return a field; ``cell`` is the end of the reference, as a person would say it (``C12``, ``Data!C12``)."""
    if name != "cell":
        return row[name]
    sheet, cell = str(row["cell_ref"]).split("!")[-2:]
    return f"{sheet}!{cell}" if sheet else cell


def _describe(row: Mapping[str, Any]) -> str:
    names = ("indicator", "value", "value_low", "value_high", "unit", "measure", "location_code", "origin_code")
    more = ("reference_period_start", "reference_period_end", "certainty", "population_group", "part_of", "cell_ref")
    return " ".join(f"{name}={row[name]}" for name in (*names, *more) if row[name] is not None)


def _several(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else (value,)


def _span(text: str) -> tuple[str, str]:
    parts = [int(part) for part in text.split("-")]
    year, month, day = (*parts, 0, 0)[:3]
    first = date(year, month or 1, day or 1)
    last = date(year, month or 12, day or monthrange(year, month or 12)[1])
    return first.isoformat(), last.isoformat()
