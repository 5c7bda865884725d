"""Points in the history: the number of a batch, a day, or a moment becomes "right after batch 12".

Batches are numbered in the order in which they were written, so the state of the data at any
point is one number. A day means the end of that day, and every time is in UTC.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from dashboard.model import Problem, StoreError
from dashboard.store import Store
from dashboard.wording import format_date, say_point

NOW = "now"
_NUMBER = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class Point:
    """The data as they stood right after a batch; 0 is the empty store before the first.

    ``moment`` is what was asked for, or when the batch was written. ``address`` is the point
    as it stands in the address of a page and on the command line.
    """

    batch_id: int
    moment: datetime
    address: str
    is_day: bool = False

    def describe(self, locale: str = "en") -> str:
        """Return the point in words: "3 May 2026, end of day UTC, batch 12"."""
        return say_point(self.batch_id, self.moment, locale, is_day=self.is_day)


def find_point(store: Store, text: str) -> Point:
    """Return the point that a batch number, a day (2026-05-03) or a moment in ISO 8601 stands for.

    A moment without a time zone is in UTC. A day before the first batch is a point, too: the
    empty store.

    Raises:
        StoreError: the text is none of these, or there is no such batch.
    """
    text = text.strip()
    if _NUMBER.fullmatch(text):
        batch = store.batch(int(text))
        return Point(batch.batch_id, batch.created_at, str(batch.batch_id))
    moment, is_day = parse_moment(text)
    found = store.batch_at(moment)
    return Point(found.batch_id if found else 0, moment, text, is_day)


def find_as_of(store: Store, text: str) -> Point:
    """Return the point at which the dashboard is to be seen; there has to be something to see.

    Raises:
        StoreError: no point can be read from the text, or the store had nothing yet.
    """
    point = find_point(store, text)
    if point.batch_id:
        return point
    first = next(iter(store.batches(limit=1)), None)
    since = f"The first batch is of {format_date(first.created_at.date())}." if first else "Nothing was added so far."
    raise StoreError(
        Problem(
            "nothing_then",
            "as of",
            text,
            f"There was nothing yet on {format_date(point.moment.date())}.",
            f"{since} Choose a later day.",
        )
    )


def find_latest_point(store: Store) -> Point | None:
    """Return the point of the last batch, ``None`` for an empty store."""
    latest = store.batches(newest_first=True, limit=1)
    return Point(latest[0].batch_id, latest[0].created_at, str(latest[0].batch_id)) if latest else None


def parse_moment(text: str) -> tuple[datetime, bool]:
    """Return the last second that is meant, and whether a whole day was.

    Raises:
        StoreError: the text is no day and no moment.

    Example:
        >>> parse_moment("2026-05-03")
        (datetime.datetime(2026, 5, 3, 23, 59, 59, tzinfo=datetime.timezone.utc), True)
        >>> parse_moment("2026-05-03T14:00+02:00")
        (datetime.datetime(2026, 5, 3, 12, 0, tzinfo=datetime.timezone.utc), False)
    """
    try:
        return datetime.combine(date.fromisoformat(text), time(23, 59, 59), tzinfo=UTC), True
    except ValueError:
        pass
    try:
        moment = datetime.fromisoformat(text)
        return (moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)), False
    except (ValueError, OverflowError):
        raise StoreError(
            Problem(
                "unknown_point",
                "as of",
                text,
                f"“{text[:40]}” is neither the number of a batch nor a day.",
                "Write a number such as 12, or a day such as 2026-05-03.",
            )
        ) from None
