"""A figure: one claim in one document, or one cell of a table."""

from dataclasses import dataclass, field, fields
from datetime import date
from hashlib import sha256
from typing import Any

from dashboard.model.period import Period
from dashboard.model.quantity import Quantity
from dashboard.model.vocabulary import (
    Cause,
    Certainty,
    Indicator,
    Measure,
    Method,
    PeriodBasis,
    PeriodPrecision,
    PopulationGroup,
    Quantifier,
    ReviewStatus,
    Unit,
)

SEPARATOR = "\x1f"  # between the parts of an identifier; it stands in no text


@dataclass(frozen=True, slots=True)
class Place:
    """Where the counted people are, and where they came from.

    Codes are ISO 3166-1 alpha-3 (country) and ISO 3166-2 (first-level area); ``text`` is
    the place as printed, kept even where no code was found.
    """

    location_code: str | None = None
    location_name: str | None = None
    admin1_code: str | None = None
    admin1_name: str | None = None
    origin_code: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """The whole sentence or sentences a figure was read from.

    ``start`` and ``end`` are code points in the document's text, the end excluded, so that
    ``text[start:end] == quote``.
    """

    quote: str
    start: int
    end: int
    trigger_text: str


@dataclass(frozen=True, slots=True)
class Figure:
    """One claim, normalised; its flat form is one row of the figures table.

    ``reason`` says in words why the number was read as this indicator. ``part_of``,
    ``supersedes`` and ``same_as`` hold another figure's id: 3 children of the 12 killed;
    45 replacing 30; 1,600 people in 310 households.
    """

    figure_id: str
    indicator: Indicator
    measure: Measure
    unit: Unit
    quantity: Quantity
    document_id: str | None = None
    population_group: PopulationGroup = PopulationGroup.ALL
    cause: Cause = Cause.UNKNOWN
    place: Place = field(default_factory=Place)
    period: Period = field(default_factory=Period)
    reporter: str | None = None
    certainty: Certainty = Certainty.REPORTED
    part_of: str | None = None
    supersedes: str | None = None
    same_as: str | None = None
    evidence: Evidence | None = None
    confidence: float | None = None
    method: Method = Method.EXTRACTED
    cell_ref: str | None = None
    review_status: ReviewStatus = ReviewStatus.UNREVIEWED
    reason: str | None = None

    def record(self) -> dict[str, Any]:
        """Return the row of the figures table, in the order of its columns.

        Dates stay dates and enumerations stay enumerations (which are strings).

        Example:
            >>> row = Figure("f1", Indicator.KILLED, Measure.FLOW, Unit.PERSON, Quantity(400)).record()
            >>> row["value"], row["indicator"], row["quote"]
            (400, <Indicator.KILLED: 'killed'>, None)
        """
        evidence = self.evidence
        return {
            "figure_id": self.figure_id,
            "document_id": self.document_id,
            "indicator": self.indicator,
            "measure": self.measure,
            "unit": self.unit,
            "value": self.quantity.value,
            "value_low": self.quantity.low,
            "value_high": self.quantity.high,
            "quantifier": self.quantity.quantifier,
            "value_text": self.quantity.text or None,
            "population_group": self.population_group,
            "cause": self.cause,
            "location_code": self.place.location_code,
            "location_name": self.place.location_name,
            "origin_code": self.place.origin_code,
            "admin1_code": self.place.admin1_code,
            "admin1_name": self.place.admin1_name,
            "place_text": self.place.text,
            "reference_period_start": self.period.start,
            "reference_period_end": self.period.end,
            "period_precision": self.period.precision,
            "period_basis": self.period.basis,
            "reporter": self.reporter,
            "certainty": self.certainty,
            "part_of": self.part_of,
            "supersedes": self.supersedes,
            "same_as": self.same_as,
            "quote": evidence.quote if evidence else None,
            "quote_start": evidence.start if evidence else None,
            "quote_end": evidence.end if evidence else None,
            "trigger_text": evidence.trigger_text if evidence else None,
            "confidence": self.confidence,
            "method": self.method,
            "cell_ref": self.cell_ref,
            "review_status": self.review_status,
        }

    @classmethod
    def from_record(cls, row: dict[str, Any]) -> "Figure":
        """Rebuild a figure from a row with plain Python values; missing is ``None``.

        Raises:
            ValueError: an enumeration holds an unknown word, or the numbers contradict
                each other.
        """
        evidence = None
        if row["quote"] is not None:
            evidence = Evidence(row["quote"], row["quote_start"], row["quote_end"], row["trigger_text"] or "")
        return cls(
            figure_id=row["figure_id"],
            document_id=row["document_id"],
            indicator=Indicator(row["indicator"]),
            measure=Measure(row["measure"]),
            unit=Unit(row["unit"]),
            quantity=Quantity(
                row["value"],
                row["value_low"],
                row["value_high"],
                Quantifier(row["quantifier"]),
                row["value_text"] or "",
            ),
            population_group=PopulationGroup(row["population_group"]),
            cause=Cause(row["cause"]),
            place=Place(
                row["location_code"],
                row["location_name"],
                row["admin1_code"],
                row["admin1_name"],
                row["origin_code"],
                row["place_text"],
            ),
            period=Period(
                row["reference_period_start"],
                row["reference_period_end"],
                PeriodPrecision(row["period_precision"]),
                PeriodBasis(row["period_basis"]),
            ),
            reporter=row["reporter"],
            certainty=Certainty(row["certainty"]),
            part_of=row["part_of"],
            supersedes=row["supersedes"],
            same_as=row["same_as"],
            evidence=evidence,
            confidence=row["confidence"],
            method=Method(row["method"]),
            cell_ref=row["cell_ref"],
            review_status=ReviewStatus(row["review_status"]),
        )


@dataclass(frozen=True, slots=True)
class Total:
    """What one document says in all about one indicator, without double counting."""

    indicator: Indicator
    unit: Unit
    value: float | None
    value_low: float | None = None
    value_high: float | None = None

    def record(self) -> dict[str, Any]:
        """Return the total by the names of its parts."""
        return {part.name: getattr(self, part.name) for part in fields(self)}


def make_figure_id(*parts: str | float | date | None) -> str:
    """Return a stable identifier made of what makes a figure itself.

    For a text that is (document, span, indicator, value), for a table the key of its
    layout. The same parts always give the same 16 hexadecimal digits.

    Example:
        >>> make_figure_id("d1", 10, 16, "killed", 400.0) == make_figure_id("d1", 10, 16, "killed", 400)
        True
    """
    whole = [int(part) if isinstance(part, float) and part.is_integer() else part for part in parts]
    return hash_parts(SEPARATOR.join(map(str, whole)))


def hash_parts(text: str) -> str:
    """Return the identifier of parts that are joined by ``SEPARATOR`` already."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
