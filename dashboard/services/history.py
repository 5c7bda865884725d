"""History: take a batch back, without taking it out of the history."""

from datetime import datetime

from dashboard.store import Batch, Store


def undo(store: Store, batch_id: int, *, now: datetime, author: str | None = None, note: str | None = None) -> Batch:
    """Take a batch back and return the batch that does so.

    Its figures become what the other batches say of them, or disappear from the dashboard;
    a figure that changed again since stays as it is. The same content can be added again
    afterwards.

    Raises:
        StoreError: there is no such batch, it is undone already, or it is an undo itself.
    """
    return store.withdraw(batch_id, now=now, author=author, note=note)
