"""The words of the field as plain Python values; it knows nothing above it."""

from dashboard.model.columns import DOCUMENT_COLUMNS, FIGURE_COLUMNS, Column, Kind
from dashboard.model.document import Document, hash_content
from dashboard.model.figure import Evidence, Figure, Place, Total, make_figure_id
from dashboard.model.period import Period
from dashboard.model.problem import DashboardError, DocumentError, ExportError, Problem, StoreError, TableError
from dashboard.model.quantity import Quantity
from dashboard.model.verdicts import Verdicts
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

__all__ = [
    "DOCUMENT_COLUMNS",
    "FIGURE_COLUMNS",
    "Cause",
    "Certainty",
    "Column",
    "DashboardError",
    "Document",
    "DocumentError",
    "Evidence",
    "ExportError",
    "Figure",
    "Indicator",
    "Kind",
    "Measure",
    "Method",
    "Period",
    "PeriodBasis",
    "PeriodPrecision",
    "Place",
    "PopulationGroup",
    "Problem",
    "Quantifier",
    "Quantity",
    "ReviewStatus",
    "StoreError",
    "TableError",
    "Total",
    "Unit",
    "Verdicts",
    "hash_content",
    "make_figure_id",
]
