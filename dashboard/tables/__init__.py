"""Tables in any known layout → figures and problems."""

from dashboard.tables.apart import read_table_apart
from dashboard.tables.kinds import MAX_CSV_BYTES as MAX_BYTES
from dashboard.tables.layouts import choose_layout
from dashboard.tables.mapping import ColumnMeaning, Counted, Role, TableMapping, fingerprint
from dashboard.tables.progress import Progress
from dashboard.tables.read import Sample, TableReading, read_table
from dashboard.tables.sidecar import read_sidecar, sidecar_name

__all__ = [
    "MAX_BYTES",
    "ColumnMeaning",
    "Counted",
    "Progress",
    "Role",
    "Sample",
    "TableMapping",
    "TableReading",
    "choose_layout",
    "fingerprint",
    "read_sidecar",
    "read_table",
    "read_table_apart",
    "sidecar_name",
]
