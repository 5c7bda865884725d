"""What a file would change: its figures held against those that stand in the store.

Every figure of the file is new, changed or the same. Beside that, a figure the store does not
have like this may contradict another reporter, or repeat a claim that is there from another
document; and a figure of the earlier edition of the same table may be missing from the file.

Whole columns are compared, so that 200,000 rows take seconds. Nothing is written here, and
nothing is decided: what differs is shown to the person who adds the file.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath

import pandas as pd

from dashboard.consolidate.places import name_places
from dashboard.consolidate.rules import PLACE, SERIES
from dashboard.frames import COMPARED_NAMES, compared_frame_of
from dashboard.model import Cause, Certainty, Document, Figure
from dashboard.store import Change, Edition, Store
from dashboard.wording import fold

_SUBJECT = [*(name for name in SERIES if name != "cause"), *PLACE[1:]]
_PERIOD = ["reference_period_start", "reference_period_end"]
_NUMBERS = ["value", "value_low", "value_high"]
_KEY = [*_SUBJECT, *_PERIOD]
_NUMBERING = re.compile(r"[\d\W_]+|\b(?:copy|final|latest|new|update[d]?|v|version)\b")


class DifferenceKind(StrEnum):
    """How a figure differs; the first three share out the figures of a file, the others come on top."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    CONFLICTING = "conflicting"
    DUPLICATE = "duplicate"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Difference:
    """The differences of one file, one row each.

    ``entries`` has the columns ``kind``, ``figure_id`` and ``other_id``, ordered by kind and then
    as in the file. ``figure_id`` is the figure of the file, or the missing one of the store;
    ``other_id`` the figure of the store that it conflicts with or repeats, else missing.
    ``edition`` is the earlier edition of the table, ``None`` if there is none.
    """

    entries: pd.DataFrame
    edition: Edition | None = None

    def count(self, kind: DifferenceKind) -> int:
        """Return how many figures differ in this way."""
        return int(self.entries.loc[self.entries["kind"] == kind, "figure_id"].nunique())

    def pairs(self, kind: DifferenceKind, most: int | None = None) -> list[tuple[str, str | None]]:
        """Return figure_id and other_id of the differences of one kind, at most so many of them."""
        rows = self.entries.loc[self.entries["kind"] == kind].head(len(self.entries) if most is None else most)
        others = rows["other_id"].astype(object).where(rows["other_id"].notna(), None)
        return list(zip(rows["figure_id"], others, strict=True))


def find_difference(figures: Sequence[Figure], store: Store, *, name: str, document: Document) -> Difference:
    """Return how the figures of a file differ from those in the store.

    ``name`` and ``document`` are the file's; by them the earlier edition of a table is found.

    Raises:
        StoreError: the store cannot be read.
    """
    changes = store.compare(figures)
    rows = [(str(change), figure_id, None) for figure_id, change in changes.items()]
    differing = [figure for figure in figures if changes[figure.figure_id] is not Change.SAME]
    standing = _find_standing(differing, store)
    claims = make_claims(_keep_comparable(differing, standing))
    standing = prepare_claims(standing)
    edition = None
    if document.text is None:
        editions = store.find_editions(list(changes))
        edition = choose_edition(editions, name, document.title)
        missing = store.find_carried(edition) if edition else []
        rows += [(DifferenceKind.MISSING, figure_id, None) for figure_id in missing if figure_id not in changes]
    frames = [
        pd.DataFrame(rows, columns=["kind", "figure_id", "other_id"], dtype="string"),
        find_conflicts(claims, standing),
        find_duplicates(claims, standing),
    ]
    return Difference(_sort(pd.concat(frames, ignore_index=True), list(changes)), edition)


def make_claims(figures: Sequence[Figure]) -> pd.DataFrame:
    """Return the figures as claims that can be compared; see ``prepare_claims``."""
    records = [figure.record() for figure in figures]
    return prepare_claims(compared_frame_of({name: [record[name] for record in records] for name in COMPARED_NAMES}))


def prepare_claims(claims: pd.DataFrame) -> pd.DataFrame:
    """Return the claims that can be compared, with comparable places and reporters.

    Left out are parts of a total, what is feared, expected or denied, and what has no
    reporter, no country or no period.
    """
    is_comparable = (
        (claims["certainty"] == Certainty.REPORTED)
        & claims["part_of"].isna()
        & claims[["reporter", "location_code", *_PERIOD]].notna().all(axis=1)
    )
    frame = name_places(claims[is_comparable])
    plain = {name: frame[name].astype("string").fillna("") for name in (*_SUBJECT, "cause")}
    return frame.assign(**plain, reporter=frame["reporter"].str.casefold())


def find_conflicts(claims: pd.DataFrame, standing: pd.DataFrame) -> pd.DataFrame:
    """Return the claims that another reporter puts in another number, each with the other's figure.

    Compared is what is about the very same: indicator, measure, unit, people, place, period and
    a cause that does not differ. Where one reporter gives several numbers of that description
    they are several events, and nobody can say which of them another reporter means.
    """
    ours, theirs = (frame.drop_duplicates([*_KEY, "cause", "reporter"], keep=False) for frame in (claims, standing))
    both = ours.merge(theirs, on=_KEY, suffixes=("", "_theirs"), how="inner", validate="many_to_many")
    is_same_cause = (
        (both["cause"] == both["cause_theirs"])
        | (both["cause"] == Cause.UNKNOWN)
        | (both["cause_theirs"] == Cause.UNKNOWN)
    )
    is_other = both["reporter"] != both["reporter_theirs"]
    return _pair(both[is_same_cause & is_other & _differ(both)], DifferenceKind.CONFLICTING)


def find_duplicates(claims: pd.DataFrame, standing: pd.DataFrame) -> pd.DataFrame:
    """Return the claims that the store has already under another figure_id, each with that figure."""
    key = [*_KEY, "cause", "reporter", *_NUMBERS]
    # Numbers are filled, since a missing bound equals a missing bound.
    ours, theirs = (frame.fillna(dict.fromkeys(_NUMBERS, -1.0)) for frame in (claims, standing))
    theirs = theirs[~theirs["figure_id"].isin(ours["figure_id"])].drop_duplicates(key)
    both = ours.merge(theirs, on=key, suffixes=("", "_theirs"), how="inner", validate="many_to_one")
    return _pair(both, DifferenceKind.DUPLICATE)


def _find_standing(figures: Sequence[Figure], store: Store) -> pd.DataFrame:
    """Return the claims of the store about the same indicators in the same countries."""
    indicators = {figure.indicator for figure in figures}
    countries = {figure.place.location_code for figure in figures} - {None}
    return store.find_claims(indicators, [country for country in countries if country])


def _keep_comparable(figures: Sequence[Figure], standing: pd.DataFrame) -> list[Figure]:
    """Return the figures about a subject and a period of which the store says anything; of many new ones, few."""
    columns = [standing[name].astype(str).tolist() for name in ("indicator", "location_code", *_PERIOD)]
    known = set(zip(*columns, strict=True))
    return [figure for figure in figures if _about(figure) in known]


def _about(figure: Figure) -> tuple[str | None, ...]:
    period = figure.period
    return str(figure.indicator), figure.place.location_code, str(period.start), str(period.end)


def choose_edition(editions: Sequence[Edition], name: str, title: str | None) -> Edition | None:
    """Return the latest table that is an earlier edition of the named one, ``None`` if there is none.

    It brought figures about the same things, and has the same name or title but for numbers, or
    most of its figures are in the new one, too. A table of the very same name is an earlier
    edition in any case.

    Example:
        >>> may = Edition(1, "d1", "table", "idps_2024-05.csv", None, carried=10, shared=2)
        >>> choose_edition([may], "idps_2024-06.csv", None) == may
        True
        >>> choose_edition([may], "refugees.csv", None) is None
        True
    """
    return next((edition for edition in reversed(editions) if _is_edition(edition, name, title)), None)


def _is_edition(edition: Edition, name: str, title: str | None) -> bool:
    if edition.source_name.casefold() == name.casefold():
        return True
    if not edition.shared:
        return False
    is_alike = _strip_numbering(edition.source_name) == _strip_numbering(name) or (
        title is not None and edition.title is not None and _strip_numbering(edition.title) == _strip_numbering(title)
    )
    return is_alike or 2 * edition.shared >= edition.carried


def _strip_numbering(name: str) -> str:
    return _NUMBERING.sub(" ", _NUMBERING.sub(" ", fold(PurePath(name).stem))).strip()


def _differ(both: pd.DataFrame) -> "pd.Series[bool]":
    """Tell where two claims give other numbers; a bare number within the other's bounds is other, too."""
    ours = both[_NUMBERS].fillna(-1.0)
    theirs = both[[f"{name}_theirs" for name in _NUMBERS]].fillna(-1.0).set_axis(_NUMBERS, axis=1)
    value_differs = ours["value"] != theirs["value"]
    has_no_value = (ours["value"] < 0) | (theirs["value"] < 0)
    return value_differs | (has_no_value & (ours != theirs).any(axis=1))


def _pair(both: pd.DataFrame, kind: DifferenceKind) -> pd.DataFrame:
    return pd.DataFrame(
        {"kind": str(kind), "figure_id": both["figure_id"], "other_id": both["figure_id_theirs"]}, dtype="string"
    )


def _sort(entries: pd.DataFrame, figure_ids: list[str]) -> pd.DataFrame:
    """Order by kind and then as in the file; the missing ones, which are not in it, as they came."""
    places = pd.Series(range(len(figure_ids)), index=figure_ids, dtype="Int64")
    kinds = {str(kind): number for number, kind in enumerate(DifferenceKind)}
    order = pd.DataFrame({"kind": entries["kind"].map(kinds), "place": entries["figure_id"].map(places)})
    order = order.assign(other=entries["other_id"]).sort_values(["kind", "place", "other"], kind="stable")
    return entries.loc[order.index].reset_index(drop=True)
