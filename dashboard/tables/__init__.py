"""Tables in any known layout → figures and problems."""

from dashboard.tables.mapping import ColumnMeaning, Counted, Role, TableMapping, fingerprint
from dashboard.tables.read import Sample, TableReading, read_table
from dashboard.tables.sidecar import read_sidecar, sidecar_name

__all__ = [
    "ColumnMeaning",
    "Counted",
    "Role",
    "Sample",
    "TableMapping",
    "TableReading",
    "fingerprint",
    "read_sidecar",
    "read_table",
    "sidecar_name",
]
