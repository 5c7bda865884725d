"""From figures to claims: rules 1, 3 and 5.

A claim is one statement by one reporter, in however many documents it stands.
"""

from collections.abc import Iterable, Mapping
from datetime import date

import pandas as pd

from dashboard.consolidate.places import fill_from_peers, name_places
from dashboard.consolidate.rules import PLACE, SERIES, Role, Rule, decide, is_open
from dashboard.model import Certainty, Measure, Period, PeriodBasis, PeriodPrecision, Quantifier, ReviewStatus, Unit
from dashboard.wording import explain_role, name_word

_COUNTED_STATUS = (ReviewStatus.UNREVIEWED, ReviewStatus.ACCEPTED, ReviewStatus.CORRECTED)
_PRECISIONS = [str(precision) for precision in PeriodPrecision]  # finest first
_EXACTNESS = {
    Quantifier.EXACT: 0,
    Quantifier.AT_LEAST: 1,
    Quantifier.MORE_THAN: 1,
    Quantifier.AT_MOST: 1,
    Quantifier.LESS_THAN: 1,
    Quantifier.BETWEEN: 1,
    Quantifier.UNSPECIFIED: 2,
    Quantifier.APPROXIMATELY: 3,
    Quantifier.VAGUE: 4,
}
_CLAIM = ("source", *SERIES, *PLACE[1:], "start", "end", "value", "only_low", "only_high")
_LINKS = ("supersedes", "part_of", "same_as")


def prepare(figures: pd.DataFrame, documents: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return the figures with what the rules need, the preferred figure of any two first.

    Added are ``source`` (the reporter; without one, the document, since nobody can say that
    two unnamed reporters are the same), ``area`` and ``locality``, ``start`` and ``end``
    of the period, ``published`` (the first day the document may be of), ``event_list`` (of dated
    events only) and the empty ``role``, ``rule`` and ``reason``. An unstated cause becomes the only
    one its peers state. Preferred is the most recent figure, then the most specific, then the
    reviewed one.
    """
    frame = name_places(figures.assign(**{name: figures[name].astype("string") for name in SERIES}))
    frame["cause"] = fill_from_peers(frame, "cause", [name for name in SERIES if name != "cause"], "unknown")
    unnamed = "document " + frame["document_id"].fillna(frame["figure_id"])
    start, end = frame["reference_period_start"], frame["reference_period_end"]
    is_dated = start.notna() & (frame["period_basis"] == PeriodBasis.STATED.value)
    is_event = is_dated & (frame["measure"] == Measure.FLOW.value)
    frame = frame.assign(
        source=frame["reporter"].fillna(unnamed),
        start=start.fillna(end),
        end=end.fillna(start),
        published=_first_days(frame["document_id"], documents),
        event_list=frame["document_id"].map(_event_lists(documents)).astype("string").where(is_event),
        only_low=frame["value_low"].mask(frame["value"].notna()),
        only_high=frame["value_high"].mask(frame["value"].notna()),
        role=pd.Series(pd.NA, index=frame.index, dtype="string"),
        rule=pd.Series(pd.NA, index=frame.index, dtype="string"),
        reason=pd.Series(pd.NA, index=frame.index, dtype="string"),
    )
    return _sort_by_preference(frame)


def _first_days(document_ids: "pd.Series[str]", documents: pd.DataFrame | None) -> "pd.Series[pd.Timestamp]":
    known: dict[str, date | None] = {}
    if documents is not None:
        dated = documents.dropna(subset=["published"])
        for document_id, published in zip(dated["document_id"], dated["published"], strict=True):
            known[document_id] = Period.fromisoformat(published).start
    return document_ids.map(known).astype("datetime64[s]")


def _event_lists(documents: pd.DataFrame | None) -> dict[str, str]:
    if documents is None:
        return {}
    lists = documents.dropna(subset=["event_list"])
    return dict(zip(lists["document_id"], lists["event_list"], strict=True))


def _sort_by_preference(frame: pd.DataFrame) -> pd.DataFrame:
    """Put the most recent first: a count by its date, an event by the latest word on it."""
    is_event = frame["measure"] == "flow"
    order = pd.DataFrame(
        {
            "as_of": frame["end"]
            .mask(is_event & ~(frame["published"] < frame["end"]), frame["published"])
            .fillna(frame["end"]),
            "published": frame["published"],
            "precision": -frame["period_precision"].astype("string").map(_PRECISIONS.index).astype("Int64"),
            "exactness": -frame["quantifier"].astype("string").map(_EXACTNESS).astype("Int64"),
            "reviewed": frame["review_status"].isin(["accepted", "corrected"]),
        },
        index=frame.index,
    )
    names = list(order.columns)
    order = order.assign(source=frame["source"], value=frame["value"].fillna(-1), figure_id=frame["figure_id"])
    order = order.sort_values(
        [*names, "source", "value", "figure_id"],
        ascending=[False] * len(names) + [True, False, True],
        na_position="last",
        kind="stable",
    )
    return frame.loc[order.index].reset_index(drop=True)


def keep_reported(figures: pd.DataFrame) -> pd.DataFrame:
    """Rule 1: only reported figures that no reviewer has rejected stay in the running."""
    certainty = figures["certainty"].astype("string")
    status = figures["review_status"].astype("string")
    unsure = certainty.map({str(word): name_word(word) for word in Certainty}).astype("string")
    refused = status.map({str(word): name_word(word) for word in ReviewStatus}).astype("string")
    return figures.pipe(decide, certainty != Certainty.REPORTED.value, Role.OUT, Rule.ONLY_REPORTED, unsure).pipe(
        decide, ~status.isin([word.value for word in _COUNTED_STATUS]), Role.OUT, Rule.ONLY_REPORTED, refused
    )


def merge_claims(figures: pd.DataFrame) -> pd.DataFrame:
    """Rule 3: one claim, however many documents carry it; ``claim_id`` is its preferred figure's.

    Two rows of a list of events are two claims, even where place, day and number are the same;
    whoever repeats them repeats the first.
    Preferred is a reviewed figure, then one that kept the hedge, since relays drop it.
    """
    figures = figures.assign(claim_id=figures["figure_id"], citations=1)
    running = figures[is_open(figures)]
    if running.empty:
        return figures
    is_bare = running["quantifier"].isin(["unspecified", "exact"])
    is_reviewed = running["review_status"].isin(["accepted", "corrected"])
    ordered = running.assign(is_bare=is_bare, is_unreviewed=~is_reviewed).sort_values(
        ["is_unreviewed", "is_bare"], kind="stable"
    )
    events = ordered["figure_id"].where(ordered["event_list"].notna())
    groups = ordered.assign(event=events).groupby(list(_CLAIM), dropna=False, observed=True, sort=False)
    claim_ids = events.fillna(groups["event"].transform("first")).fillna(groups["figure_id"].transform("first"))
    citations = ordered["document_id"].groupby(claim_ids).transform("nunique").clip(lower=1)
    figures.loc[claim_ids.index, "claim_id"] = claim_ids
    figures.loc[citations.index, "citations"] = citations
    same = figures["claim_id"] != figures["figure_id"]
    return decide(figures, same, Role.OUT, Rule.SAME_CLAIM, explain_role("same_claim"))


def drop_linked(figures: pd.DataFrame) -> pd.DataFrame:
    """Rule 5: a part, a replaced figure and the same people in another unit are out.

    A link holds for the whole claim, and only if the claim at its other end is in the
    running. Claims that point at one another in a circle do not all fall: the one counted in
    persons stays, else the first by its id.
    """
    running = figures[is_open(figures) | (figures["rule"] == Rule.SAME_CLAIM.value)]
    claim_of = dict(zip(running["figure_id"], running["claim_id"], strict=True))
    links: dict[str, dict[str, str]] = {}
    for kind in _LINKS:
        for figure_id, other_id in running.loc[running[kind].notna(), ["figure_id", kind]].itertuples(index=False):
            inner, outer = (other_id, figure_id) if kind == "supersedes" else (figure_id, other_id)
            if inner in claim_of and outer in claim_of and claim_of[inner] != claim_of[outer]:
                links.setdefault(claim_of[inner], {})[claim_of[outer]] = kind
    persons = set(running.loc[running["unit"] == Unit.PERSON.value, "claim_id"])
    fallen = find_fallen(links, persons)
    reasons = figures["claim_id"].map({claim: explain_role(kind) for claim, kind in fallen.items()}).astype("string")
    return decide(figures, reasons.notna(), Role.OUT, Rule.LINKED_FIGURE, reasons)


def find_fallen(links: Mapping[str, Mapping[str, str]], persons: Iterable[str] = ()) -> dict[str, str]:
    """Return the claims that fall to another one, and the kind of link that fells them.

    ``links`` leads from a claim to those that stand above it.

    Example:
        >>> find_fallen({"children": {"all": "part_of"}, "all": {"later": "supersedes"}})
        {'children': 'part_of', 'all': 'supersedes'}
        >>> find_fallen({"people": {"families": "same_as"}, "families": {"people": "same_as"}}, ["people"])
        {'families': 'same_as'}
    """
    first = set(persons)
    above = {claim: _reach(links, claim) for claim in links}
    fallen = {}
    for claim, others in links.items():
        circle = {other for other in above[claim] if claim in above.get(other, ())}
        stands = all((claim not in first, claim) <= (other not in first, other) for other in circle)
        if above[claim] - circle or not stands:
            fallen[claim] = others[min(others)]
    return fallen


def _reach(links: Mapping[str, Mapping[str, str]], claim: str) -> set[str]:
    reached: set[str] = set()
    front = list(links.get(claim, ()))
    while front:
        here = front.pop()
        if here not in reached:
            reached.add(here)
            front.extend(links.get(here, ()))
    return reached
