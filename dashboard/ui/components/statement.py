"""Where a figure stands: the sentence in its document with the number marked, or the cell of a table."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from dashboard.model import Figure
from dashboard.ui.components.passage import cut_passage, show_passage
from dashboard.ui.components.text import escape
from dashboard.wording import describe_figure

MOST_LISTED = 12
COLUMN_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def show_statement(row: dict[str, Any], text: str | None) -> None:
    """Show where a figure stands; ``row`` is one of the figures table, ``text`` that of its document."""
    if row["quote"] is None:
        st.markdown(escape(describe_cell(row)))
    elif text is None:
        st.text(row["quote"])
    else:
        parts = cut_passage(text, row["quote_start"], row["quote_end"], row["value_text"])
        show_passage(parts, key=f"passage_{row['figure_id']}")


def describe_cell(row: dict[str, Any]) -> str:
    """Say in which cell of a table a figure stands.

    Example:
        >>> describe_cell({"cell_ref": "idps.csv!!C12"}), describe_cell({"cell_ref": None})
        ('Read from the table idps.csv, cell C12.', 'Entered by hand, without a document.')
    """
    if not row["cell_ref"]:
        return "Entered by hand, without a document."
    file, sheet, cell = row["cell_ref"].rsplit("!", 2)
    where = f"{file}, sheet {sheet}" if sheet else file
    return f"Read from the table {where}, cell {cell}."


def show_row(figure: Figure, others: Sequence[Figure]) -> None:
    """Show which of the other figures were read from the same row of the table."""
    row = find_row(figure.cell_ref)
    neighbours = [other for other in others if find_row(other.cell_ref) == row]
    if neighbours:
        st.markdown(":small[:gray[In the same row:]]")
        st.markdown("\n".join(f"- {escape(describe_figure(other))}" for other in neighbours[:MOST_LISTED]))


def find_row(cell_ref: str | None) -> str | None:
    """Return the row of a cell, with its file and sheet, ``None`` without a cell.

    Example:
        >>> find_row("idps.xlsx!May!AB12")
        'idps.xlsx!May!12'
    """
    if not cell_ref:
        return None
    place, _, cell = cell_ref.rpartition("!")
    return f"{place}!{cell.lstrip(COLUMN_LETTERS)}"
