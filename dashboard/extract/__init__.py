"""Out of a document come figures, each with its sentence; plain Python, no tables, no charts."""

from dashboard.extract.pipeline import find_figures
from dashboard.extract.totals import total_figures

__all__ = ["find_figures", "total_figures"]
