"""The two pandas tables: ``figures`` and ``documents``.

Their columns come from ``dashboard.model.columns``; here they get dtypes and checks. A
frame that passed ``check_figures`` may be trusted by every later step. This module must
not know where a row came from or what becomes of it.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

import pandas as pd
import pandera.pandas as pa

from dashboard.model import DOCUMENT_COLUMNS, FIGURE_COLUMNS, Column, Document, Figure, Kind

COMPARED_NAMES = [
    "figure_id",
    "indicator",
    "measure",
    "unit",
    "value",
    "value_low",
    "value_high",
    "population_group",
    "cause",
    "location_code",
    "origin_code",
    "admin1_code",
    "admin1_name",
    "place_text",
    "reference_period_start",
    "reference_period_end",
    "reporter",
    "certainty",
    "part_of",
]
"""The columns by which two claims are compared."""

DTYPES = {Kind.TEXT: "string", Kind.NUMBER: "Float64", Kind.INTEGER: "Int64", Kind.DATE: "datetime64[s]"}


def _dtype(column: Column) -> Any:
    if column.vocabulary is not None:
        return pd.CategoricalDtype([str(word) for word in column.vocabulary])
    return DTYPES[column.kind]


def _checks(column: Column) -> list[pa.Check]:
    if column.kind is Kind.NUMBER:
        return [
            pa.Check.in_range(
                0, 1 if column.name == "confidence" else float("inf"), include_max=column.name == "confidence"
            )
        ]
    return []


def _bounds_are_ordered(frame: pd.DataFrame) -> "pd.Series[bool]":
    low, value, high = frame["value_low"], frame["value"], frame["value_high"]
    return (low <= value).fillna(True) & (value <= high).fillna(True) & (low <= high).fillna(True)


def _some_number(frame: pd.DataFrame) -> "pd.Series[bool]":
    return frame[["value", "value_low", "value_high"]].notna().any(axis=1)


def _period_runs_forward(frame: pd.DataFrame) -> "pd.Series[bool]":
    return ~(frame["reference_period_end"] < frame["reference_period_start"])


def _schema(columns: tuple[Column, ...], key: str, checks: list[pa.Check]) -> pa.DataFrameSchema:
    return pa.DataFrameSchema(
        {
            column.name: pa.Column(
                _dtype(column),
                checks=_checks(column),
                nullable=not column.is_required,
                unique=column.name == key,
                description=column.meaning,
            )
            for column in columns
        },
        checks=checks,
        strict=True,
        ordered=True,
    )


@cache
def figures_schema() -> pa.DataFrameSchema:
    """Return the schema of the figures table: one row a figure."""
    return _schema(
        FIGURE_COLUMNS,
        "figure_id",
        [
            pa.Check(_bounds_are_ordered, error="value_low <= value <= value_high"),
            pa.Check(_some_number, error="a value or a bound is given"),
            pa.Check(_period_runs_forward, error="the period ends on or after its start"),
        ],
    )


@cache
def documents_schema() -> pa.DataFrameSchema:
    """Return the schema of the documents table: one row a document."""
    return _schema(DOCUMENT_COLUMNS, "document_id", [])


def _frame(rows: Iterable[dict[str, Any]], columns: tuple[Column, ...]) -> pd.DataFrame:
    rows = list(rows)
    return _frame_of({column.name: [row[column.name] for row in rows] for column in columns}, columns)


def _frame_of(values: Mapping[str, Sequence[Any]], columns: tuple[Column, ...]) -> pd.DataFrame:
    return pd.DataFrame({column.name: _series(values[column.name], column) for column in columns})


def _series(values: Sequence[Any], column: Column) -> "pd.Series[Any]":
    """Return a column; pandas would turn a word outside the vocabulary into a missing value."""
    if column.vocabulary is not None and (unknown := set(values) - set(column.vocabulary) - {None}):
        raise ValueError(f"unknown words in column {column.name}: {sorted(map(str, unknown))}")
    series: pd.Series[Any] = pd.Series(values, dtype=_dtype(column))
    return series


def figures_frame_of(values: Mapping[str, Sequence[Any]]) -> pd.DataFrame:
    """Return the figures table made of whole columns, checked; the fast way in for the store.

    Raises:
        pandera.errors.SchemaErrors: a rule of the table is broken.
        ValueError: a category holds an unknown word.
    """
    return check_figures(_frame_of(values, FIGURE_COLUMNS))


def compared_frame_of(values: Mapping[str, Sequence[Any]]) -> pd.DataFrame:
    """Return the columns by which claims are compared; not checked, since they come from checked figures.

    Raises:
        ValueError: a category holds an unknown word.
    """
    columns = {column.name: column for column in FIGURE_COLUMNS}
    return pd.DataFrame({name: _series(values[name], columns[name]) for name in COMPARED_NAMES})


def documents_frame_of(values: Mapping[str, Sequence[Any]]) -> pd.DataFrame:
    """Return the documents table made of whole columns, checked; the fast way in for the store.

    Raises:
        pandera.errors.SchemaErrors: a rule of the table is broken.
        ValueError: a category holds an unknown word.
    """
    return check_documents(_frame_of(values, DOCUMENT_COLUMNS))


def figures_frame(figures: Iterable[Figure]) -> pd.DataFrame:
    """Return the figures table, one row a figure in the given order, checked.

    Raises:
        pandera.errors.SchemaErrors: a rule of the table is broken.

    Example:
        >>> from dashboard.model import Indicator, Measure, Quantity, Unit
        >>> killed = Figure("f1", Indicator.KILLED, Measure.FLOW, Unit.PERSON, Quantity(400))
        >>> figures_frame([killed])["value"].tolist()
        [400.0]
        >>> figures_frame([]).empty
        True
    """
    return check_figures(_frame((figure.record() for figure in figures), FIGURE_COLUMNS))


def documents_frame(documents: Iterable[Document]) -> pd.DataFrame:
    """Return the documents table, one row a document in the given order, checked.

    Raises:
        pandera.errors.SchemaErrors: a rule of the table is broken.
    """
    return check_documents(_frame((document.record() for document in documents), DOCUMENT_COLUMNS))


def check_figures(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the frame unchanged if it keeps every rule of the figures table.

    Raises:
        pandera.errors.SchemaErrors: with all broken rules at once.
    """
    return figures_schema().validate(frame, lazy=True)


def check_documents(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the frame unchanged if it keeps every rule of the documents table.

    Raises:
        pandera.errors.SchemaErrors: with all broken rules at once.
    """
    return documents_schema().validate(frame, lazy=True)


def read_rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of either table as plain Python values, missing ones ``None``.

    Dates come back as ``datetime.date``. The inverse of ``figures_frame`` together with
    ``Figure.from_record``.

    Example:
        >>> from dashboard.model import Document
        >>> read_rows(documents_frame([Document("d1")]))[0]["title"] is None
        True
    """
    plain: dict[str, list[Any]] = {}
    for name, values in frame.items():
        if pd.api.types.is_datetime64_any_dtype(values.dtype):
            plain[str(name)] = [None if pd.isna(value) else value.date() for value in values]
        else:
            plain[str(name)] = values.astype(object).where(values.notna(), None).tolist()
    return [dict(zip(plain, row, strict=True)) for row in zip(*plain.values(), strict=True)]
