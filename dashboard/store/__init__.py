"""Figures over time: batches, revisions, reviews, undo; SQLite by default."""

from dashboard.store.batches import Batch, Change
from dashboard.store.drafts import DraftInput, Drafts, InputKind, open_drafts
from dashboard.store.editions import Edition
from dashboard.store.history import FigureChange
from dashboard.store.location import find_database
from dashboard.store.reviews import ConflictError, Decision, Position, Queue, QueueChoices, Waiting
from dashboard.store.revisions import Revision
from dashboard.store.store import Store, open_store
from dashboard.store.undo import UndoPreview

__all__ = [
    "Batch",
    "Change",
    "ConflictError",
    "Decision",
    "DraftInput",
    "Drafts",
    "Edition",
    "FigureChange",
    "InputKind",
    "Position",
    "Queue",
    "QueueChoices",
    "Revision",
    "Store",
    "UndoPreview",
    "Waiting",
    "find_database",
    "open_drafts",
    "open_store",
]
