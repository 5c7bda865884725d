"""CSV files in a known layout → figures and problems."""

from dashboard.tables.read import TableReading, read_table
from dashboard.tables.sidecar import read_sidecar, sidecar_name

__all__ = ["TableReading", "read_sidecar", "read_table", "sidecar_name"]
