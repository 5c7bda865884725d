"""A figure as fields of text that a person can mend, and back, strictly.

The same checks hold as for a table that is brought in: words of the vocabulary, places that
exist and contain one another, numbers and dates with one meaning. What is wrong is returned as
problems, all of it at once. Only fields that were changed are read, so that a field nobody
touched can never be in the way.

What the source says, and where it says it, is not a field: sentence, cell and way in stay.
"""

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from dashboard.model import FIGURE_COLUMNS, Figure, PeriodPrecision, Problem, Quantifier
from dashboard.reference.places import Country, load_areas, load_countries
from dashboard.tables.cells import CellError, parse_text, parse_word
from dashboard.tables.dates import parse_date
from dashboard.tables.numbers import parse_count
from dashboard.tables.places import parse_area, parse_country
from dashboard.wording import name_field

Value = TypeVar("Value")

VOCABULARIES: Mapping[str, type[StrEnum]] = {
    column.name: column.vocabulary
    for column in FIGURE_COLUMNS
    if column.vocabulary is not None and column.name not in {"method", "review_status"}
}
NUMBERS = ("value", "value_low", "value_high")
DATES = ("reference_period_start", "reference_period_end")
LINKS = ("part_of", "supersedes", "same_as")
FIELDS = (
    *("indicator", "value", "quantifier", "value_low", "value_high", "value_text", "unit", "population_group"),
    *("measure", "cause", "certainty", "location_code", "admin1_code", "place_text", "origin_code"),
    *DATES,
    *("period_precision", "period_basis", "reporter"),
    *LINKS,
)
# The bounds that a hedge implies: is the value the lower, is it the upper one?
_IMPLIED = {
    Quantifier.EXACT: (True, True),
    Quantifier.UNSPECIFIED: (False, False),
    Quantifier.APPROXIMATELY: (False, False),
    Quantifier.AT_LEAST: (True, False),
    Quantifier.MORE_THAN: (True, False),
    Quantifier.AT_MOST: (False, True),
    Quantifier.LESS_THAN: (False, True),
}


def write_fields(figure: Figure) -> dict[str, str]:
    """Return the fields of a figure as text, "" where there is nothing.

    Example:
        >>> from dashboard.model import Indicator, Measure, Quantity, Unit
        >>> fields = write_fields(Figure("f1", Indicator.KILLED, Measure.FLOW, Unit.PERSON, Quantity(1200)))
        >>> fields["indicator"], fields["value"], fields["value_low"]
        ('killed', '1200', '')
    """
    record = figure.record()
    return {name: _write(record[name]) for name in FIELDS}


def _write(value: Any) -> str:
    if isinstance(value, float | int):
        return f"{value:.15g}"
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)


def list_edits(figure: Figure, fields: Mapping[str, str]) -> dict[str, str]:
    """Return the fields that differ from those of the figure.

    Example:
        >>> from dashboard.model import Indicator, Measure, Quantity, Unit
        >>> killed = Figure("f1", Indicator.KILLED, Measure.FLOW, Unit.PERSON, Quantity(400))
        >>> list_edits(killed, {"value": " 400", "unit": "household"})
        {'unit': 'household'}
    """
    before = write_fields(figure)
    tidy = {name: " ".join(text.split()) for name, text in fields.items()}
    return {name: text for name, text in tidy.items() if text != " ".join(before[name].split())}


def read_fields(figure: Figure, fields: Mapping[str, str]) -> tuple[Figure | None, list[Problem]]:
    """Return the figure with the changed fields, or the problems that keep it from being one.

    ``fields`` are some or all of ``FIELDS``. What follows from a change is changed along with
    it, unless it was filled in as well: the bounds that a hedge implies, and how finely a
    period is known.

    Example:
        >>> from dashboard.model import Indicator, Measure, Quantity, Unit
        >>> killed = Figure("f1", Indicator.KILLED, Measure.FLOW, Unit.PERSON, Quantity(400))
        >>> read_fields(killed, {"value": "450", "quantifier": "at least"})[0].quantity.low
        450.0
        >>> read_fields(killed, {"value": "about 450"})[1][0].message
        'This is not a number.'
    """
    edits = list_edits(figure, fields)
    if not edits:
        return None, [_nothing_changed()]
    form = _Form(figure, edits)
    form.read_words()
    form.read_numbers()
    form.read_place()
    form.read_period()
    form.read_texts()
    return (None, form.problems) if form.problems else (Figure.from_record(form.record), [])


def _nothing_changed() -> Problem:
    return Problem(
        "nothing_changed", "all fields", None, "No field was changed.", "Change what is wrong, or accept the figure."
    )


class _Form:
    """The record of a figure while its changed fields are read into it."""

    def __init__(self, figure: Figure, edits: Mapping[str, str]) -> None:
        self.record = figure.record()
        self.problems: list[Problem] = []
        self._edits = edits

    def read(self, name: str, parse: Callable[[str], Value]) -> None:
        """Read one field into the record if it was changed; what cannot be read becomes a problem."""
        if name not in self._edits:
            return
        try:
            self.record[name] = parse(self._edits[name])
        except CellError as error:
            self.refuse(name, error)

    def refuse(self, name: str, error: CellError) -> None:
        """Note what is wrong with a field."""
        value = self._edits.get(name, _write(self.record[name]))
        self.problems.append(Problem(error.code, name_field(name), value or None, error.message, error.suggestion))

    def read_words(self) -> None:
        """Read the words that come from a vocabulary; none of them may be empty."""
        for name, vocabulary in VOCABULARIES.items():
            self.read(name, lambda text, words=vocabulary: _parse_required(text, words))  # type: ignore[misc]

    def read_numbers(self) -> None:
        """Read the number and its bounds, and hold them against one another."""
        for name in NUMBERS:
            self.read(name, parse_count)
        if any(problem.where in map(name_field, NUMBERS) for problem in self.problems):
            return
        self._fit_bounds()
        low, value, high = (self.record[name] for name in ("value_low", "value", "value_high"))
        parts = [part for part in (low, value, high) if part is not None]
        if not parts:
            self.refuse("value", CellError("value_missing", "There is no number.", "Fill in the number or a bound."))
        elif parts != sorted(parts):
            self.refuse(
                "value",
                CellError(
                    "outside_bounds",
                    f"The number must lie between its bounds: {' ≤ '.join(map(_write, parts))} is not so.",
                    "Mend the number or the bounds.",
                ),
            )
        elif self.record["quantifier"] == Quantifier.BETWEEN and (low is None or high is None):
            self.refuse(
                "quantifier",
                CellError("range_needs_bounds", "A range has a lower and an upper bound.", "Fill in both bounds."),
            )

    def _fit_bounds(self) -> None:
        """Let the bounds follow the number and its hedge where nobody filled them in."""
        implied = _IMPLIED.get(self.record["quantifier"])
        if implied is None or not self._edits.keys() & {"value", "quantifier"} or self.record["value"] is None:
            return
        for name, is_implied in zip(("value_low", "value_high"), implied, strict=True):
            if name not in self._edits:
                self.record[name] = self.record["value"] if is_implied else None

    def read_place(self) -> None:
        """Read country, area and origin; an area must lie in its country."""
        self.read("location_code", _parse_country_code)
        self.read("origin_code", _parse_country_code)
        if not self._edits.keys() & {"location_code", "admin1_code"}:
            return
        country = load_countries().get(self.record["location_code"] or "")
        try:
            area = _find_area(self._edits.get("admin1_code", self.record["admin1_code"] or ""), country)
        except CellError as error:
            self.refuse("admin1_code", error)
            return
        self.record["location_name"] = country.name if country else None
        self.record["admin1_code"], self.record["admin1_name"] = area or (None, None)

    def read_period(self) -> None:
        """Read the days; a year or a month stands for its first or its last one."""
        self.read("reference_period_start", lambda text: _parse_day(text, is_end=False))
        self.read("reference_period_end", lambda text: _parse_day(text, is_end=True))
        start, end = (self.record[name] for name in DATES)
        if start and end and end < start:
            self.refuse(
                "reference_period_end",
                CellError("period_runs_backwards", "The last day is before the first one.", "Turn the days round."),
            )
        elif self._edits.keys() & set(DATES) and "period_precision" not in self._edits:
            self.record["period_precision"] = _find_precision(start, end, self.record["period_precision"])

    def read_texts(self) -> None:
        """Read the free texts, and the links to other figures."""
        for name in ("place_text", "reporter", *LINKS):
            self.read(name, parse_text)
        self.read("value_text", lambda text: _parse_printed(text, self.record["quote"]))
        for name in LINKS:
            if self.record[name] == self.record["figure_id"]:
                self.refuse(name, CellError("points_to_itself", "A figure cannot point to itself.", "Choose another."))


def _parse_required(text: str, vocabulary: type[StrEnum]) -> StrEnum:
    word = parse_word(text, vocabulary)
    if word is None:
        raise CellError("word_missing", "This field cannot be empty.", f"Use one of: {', '.join(vocabulary)}.")
    return word


def _parse_country_code(text: str) -> str | None:
    country = parse_country(text)
    return country.code if country else None


def _find_area(code: str, country: Country | None) -> tuple[str, str] | None:
    area = parse_area(code, None)
    if area and (country is None or load_areas()[area[0]].country != country.code):
        where = country.name if country else "a country that is not stated"
        raise CellError("place_contradicts", f"{area[1]} does not lie in {where}.", "Choose another area, or none.")
    return area


def _parse_day(text: str, *, is_end: bool) -> date | None:
    period = parse_date(text)
    if period is None:
        return None
    return period.end if is_end else period.start


def _parse_printed(text: str, quote: str | None) -> str | None:
    if quote is not None and text not in " ".join(quote.split()):
        raise CellError(
            "not_in_the_sentence", "The sentence does not hold these signs.", "Copy them from the sentence."
        )
    return parse_text(text)


def _find_precision(start: date | None, end: date | None, before: PeriodPrecision) -> PeriodPrecision:
    """Return how finely two days fix a period: to the day, the month, the year, or as before."""
    if start is None or end is None:
        return PeriodPrecision.UNKNOWN if start is end else before
    for precision, length in ((PeriodPrecision.DAY, 10), (PeriodPrecision.MONTH, 7), (PeriodPrecision.YEAR, 4)):
        period = parse_date(start.isoformat()[:length])
        if period is not None and (period.start, period.end) == (start, end):
            return precision
    return before
