"""Open the dashboard: never an empty page.

At first start the store is filled with what humdash ships with, read by the same loader that
reads a user's files. This module must not know how either works.
"""

from datetime import datetime
from hashlib import sha256
from pathlib import Path

import dashboard
from dashboard.loader import default_paths, read_path
from dashboard.store import Store, open_store

DEFAULT = "default"


def open_dashboard(now: datetime, *, url: str | None = None) -> Store:
    """Return the store, with the default content in it.

    The content is loaded once: who undoes it is not shown it again. A new version of humdash
    reads it anew, and its figures take the place of the earlier ones.

    Raises:
        StoreError: the store cannot be opened or written.
    """
    store = open_store(url)
    paths = default_paths()
    content = _hash_files(paths)
    earlier = store.batches(kinds=(DEFAULT,))
    standing = [batch.batch_id for batch in earlier if batch.undone_by is None]
    was_loaded = any(batch.content_sha256 == content for batch in earlier)
    was_put_away = bool(earlier) and not standing
    if not was_loaded and not was_put_away:
        readings = [read_path(path) for path in paths]
        store.save(
            [figure for reading in readings for figure in reading.figures],
            [reading.document for reading in readings],
            kind=DEFAULT,
            source_name=f"humdash {dashboard.__version__}",
            content_sha256=content,
            now=now,
            replaces=standing,
        )
    return store


def _hash_files(paths: list[Path]) -> str:
    """Return one hash of the files and of the version that reads them."""
    total = sha256(dashboard.__version__.encode())
    for path in paths:
        total.update(sha256(path.name.encode()).digest())
        total.update(sha256(path.read_bytes()).digest())
    return total.hexdigest()
