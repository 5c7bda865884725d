"""Figures over time: batches, revisions, undo; SQLite by default."""

from dashboard.store.batches import Batch, Change
from dashboard.store.editions import Edition
from dashboard.store.history import FigureChange
from dashboard.store.store import Revision, Store, UndoPreview, open_store

__all__ = ["Batch", "Change", "Edition", "FigureChange", "Revision", "Store", "UndoPreview", "open_store"]
