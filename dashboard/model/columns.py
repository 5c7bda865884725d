"""The columns of the two tables, said once.

The pandas tables, the store, the checks, the exports and the documentation are all built
from these lists, so that they cannot drift apart. Names follow OCHA's HAPI tables where
HAPI has the thing, IDMC's terms where IDMC has it, and UCDP GED for bounds.
"""

from dataclasses import dataclass
from enum import StrEnum

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


class Kind(StrEnum):
    """How the values of a column are kept."""

    TEXT = "text"
    CATEGORY = "category"
    NUMBER = "number"
    INTEGER = "integer"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, how it is kept, and what it means.

    ``vocabulary`` lists the words a category may hold; ``is_required`` columns are never
    null.
    """

    name: str
    kind: Kind
    meaning: str
    vocabulary: type[StrEnum] | None = None
    is_required: bool = False


def _category(name: str, vocabulary: type[StrEnum], meaning: str) -> Column:
    return Column(name, Kind.CATEGORY, meaning, vocabulary, is_required=True)


FIGURE_COLUMNS = (
    Column("figure_id", Kind.TEXT, "stable identifier of the figure", is_required=True),
    Column("document_id", Kind.TEXT, "the document it stands in; empty if entered by hand"),
    _category("indicator", Indicator, "what is counted"),
    _category("measure", Measure, "flow, stock or cumulative; never added together"),
    _category("unit", Unit, "persons, households, housing units or incidents"),
    Column("value", Kind.NUMBER, "best value; empty if only bounds were given"),
    Column("value_low", Kind.NUMBER, "lower bound; empty if open"),
    Column("value_high", Kind.NUMBER, "upper bound; empty if open"),
    _category("quantifier", Quantifier, "the hedge printed with the number"),
    Column("value_text", Kind.TEXT, "the number as printed"),
    _category("population_group", PopulationGroup, "which part of the population"),
    _category("cause", Cause, "conflict, disaster or other"),
    Column("location_code", Kind.TEXT, "country where the people are, ISO 3166-1 alpha-3"),
    Column("location_name", Kind.TEXT, "name of that country"),
    Column("origin_code", Kind.TEXT, "country they came from, ISO 3166-1 alpha-3"),
    Column("admin1_code", Kind.TEXT, "first-level area, ISO 3166-2"),
    Column("admin1_name", Kind.TEXT, "name of that area"),
    Column("place_text", Kind.TEXT, "the place as printed"),
    Column("reference_period_start", Kind.DATE, "first day the figure is about"),
    Column("reference_period_end", Kind.DATE, "last day the figure is about, inclusive"),
    _category("period_precision", PeriodPrecision, "how finely the period is known"),
    _category("period_basis", PeriodBasis, "stated, or taken from the publication"),
    Column("reporter", Kind.TEXT, "who says it (not who prints it)"),
    _category("certainty", Certainty, "only reported figures are ever summed"),
    Column("part_of", Kind.TEXT, "figure_id of the figure this one is a part of"),
    Column("supersedes", Kind.TEXT, "figure_id of the earlier figure this one replaces"),
    Column("same_as", Kind.TEXT, "figure_id of the same people in another unit"),
    Column("quote", Kind.TEXT, "the whole sentence(s) it was read from"),
    Column("quote_start", Kind.INTEGER, "offset of the quote in the text, code points"),
    Column("quote_end", Kind.INTEGER, "end of the quote, excluded"),
    Column("trigger_text", Kind.TEXT, "the words that made it this indicator"),
    Column("confidence", Kind.NUMBER, "0 to 1; empty if not extracted"),
    _category("method", Method, "extracted, uploaded or entered"),
    Column("cell_ref", Kind.TEXT, "file!sheet!C12 for an uploaded cell"),
    _category("review_status", ReviewStatus, "what a person has said about it"),
)

DOCUMENT_COLUMNS = (
    Column("document_id", Kind.TEXT, "identifier of the document", is_required=True),
    Column("title", Kind.TEXT, "title as printed"),
    Column("publisher", Kind.TEXT, "who printed it (not who says the figures)"),
    Column("authors", Kind.TEXT, "authors, separated by semicolons"),
    Column("published", Kind.TEXT, "ISO 8601 date; may be only a year or a month"),
    Column("accessed", Kind.DATE, "the day somebody last looked at it"),
    Column("url", Kind.TEXT, "where it can be found"),
    Column("language", Kind.TEXT, "ISO 639-1 code"),
    Column("licence", Kind.TEXT, "terms under which it may be used"),
    Column("sha256", Kind.TEXT, "hash of the bytes that were read"),
    Column("text", Kind.TEXT, "the text every offset counts in; null for a table"),
    Column("event_list", Kind.TEXT, "the list whose rows are single events; null for a text or a table of counts"),
)
