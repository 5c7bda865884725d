"""What must hold for any figures at all, tried on many."""

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.consolidate import Consolidation, consolidate
from dashboard.frames import documents_frame, figures_frame
from dashboard.model import (
    Cause,
    Certainty,
    Document,
    Figure,
    Indicator,
    Measure,
    Period,
    PeriodBasis,
    PeriodPrecision,
    Place,
    Quantifier,
    Quantity,
    ReviewStatus,
    Unit,
)

FEW = settings(max_examples=10)
PLACES = [
    Place("MLI", "Mali", text="Mali"),
    Place("MLI", "Mali", "ML-5", "Mopti", text="Mopti"),
    Place("MLI", "Mali", "ML-5", "Mopti", text="Ogossagou"),
    Place("MLI", "Mali", text="Ogossagou, Bankass"),
    Place("MLI", "Mali", "ML-7", "Gao"),
    Place("MRT", "Mauritania", origin_code="MLI"),
    Place(text="somewhere"),
]
PERIODS = [
    Period.of_year(2019),
    Period.of_year(2019, PeriodBasis.PUBLICATION),
    Period.of_month(2019, 3),
    Period.of_month(2019, 7),
    Period.of_day(date(2019, 3, 23)),
    Period.of_day(date(2020, 12, 31)),
    Period(date(2018, 1, 1), date(2019, 6, 30), PeriodPrecision.DAY, PeriodBasis.STATED),
    Period(),
]


@st.composite
def quantities(draw) -> Quantity:
    """Return a count with any hedge and the bounds that go with it."""
    value = float(draw(st.sampled_from([0, 3, 12, 12, 400])))
    word = draw(st.sampled_from(Quantifier))
    if word in (Quantifier.BETWEEN, Quantifier.VAGUE):
        return Quantity(None, value, draw(st.sampled_from([value + 10, None])), word)
    low = value if word in (Quantifier.AT_LEAST, Quantifier.MORE_THAN, Quantifier.EXACT) else None
    high = value if word in (Quantifier.AT_MOST, Quantifier.LESS_THAN, Quantifier.EXACT) else None
    return Quantity(value, low, high, word)


@st.composite
def figure_lists(draw) -> list[Figure]:
    """Return up to seven figures about few places and times, so that they meet; some are linked."""
    count = draw(st.integers(min_value=1, max_value=7))
    ids = st.sampled_from([f"f{number}" for number in range(count)])
    return [
        Figure(
            f"f{number}",
            draw(st.sampled_from([Indicator.KILLED, Indicator.IDPS])),
            draw(st.sampled_from(Measure)),
            draw(st.sampled_from([Unit.PERSON, Unit.HOUSEHOLD])),
            draw(quantities()),
            document_id=draw(st.sampled_from(["d1", "d2", None])),
            cause=draw(st.sampled_from([Cause.CONFLICT, Cause.CONFLICT, Cause.UNKNOWN])),
            place=draw(st.sampled_from(PLACES)),
            period=draw(st.sampled_from(PERIODS)),
            reporter=draw(st.sampled_from(["UNHCR", "UNHCR", "OCHA", None])),
            certainty=draw(st.sampled_from([Certainty.REPORTED, Certainty.REPORTED, Certainty.FEARED])),
            part_of=draw(st.none() | ids),
            supersedes=draw(st.none() | st.none() | ids),
            review_status=draw(
                st.sampled_from([ReviewStatus.UNREVIEWED, ReviewStatus.ACCEPTED, ReviewStatus.REJECTED])
            ),
        )
        for number in range(count)
    ]


def settle(figures: list[Figure]) -> list[str]:
    """Return the totals as plain rows, without the ids of what was counted."""
    return list_totals(consolidate(figures_frame(figures)))


def list_totals(done: Consolidation) -> list[str]:
    """Return the rows of the totals as text, in an order of their own."""
    totals = done.totals.drop(columns=["total_id", "figure_ids", "context_ids", "within"])
    return sorted(map(str, totals.astype(object).itertuples(index=False, name=None)))


@FEW
@given(figure_lists(), st.randoms(use_true_random=False))
def test_the_order_of_the_figures_does_not_matter(figures, random) -> None:
    """Shuffled rows give the same totals and the same ledger."""
    shuffled = random.sample(figures, len(figures))
    one, other = consolidate(figures_frame(figures)), consolidate(figures_frame(shuffled))

    assert sorted(one.ledger.fillna("").itertuples(index=False, name=None)) == sorted(
        other.ledger.fillna("").itertuples(index=False, name=None)
    )
    assert list_totals(one) == list_totals(other)


@FEW
@given(figure_lists(), st.data())
def test_a_duplicate_changes_nothing(figures, data) -> None:
    """The same statement once more, in the same document or by the same named reporter in another one."""
    one = data.draw(st.sampled_from(figures))
    document = data.draw(st.sampled_from(["d3", "d1"])) if one.reporter else one.document_id
    # A figure without reporter and document can only be told apart by itself.
    again = [] if one.reporter is None and document is None else [replace(one, figure_id="zz", document_id=document)]

    assert settle([*figures, *again]) == settle(figures)


@FEW
@given(figure_lists(), st.data())
def test_an_added_part_changes_nothing(figures, data) -> None:
    """A part of a figure that is in the running adds nobody."""
    whole = data.draw(st.sampled_from(figures))
    part = replace(
        whole, figure_id="zz", quantity=Quantity(1), part_of=whole.figure_id, supersedes=None, reporter="Somebody else"
    )

    if whole.certainty is Certainty.REPORTED and whole.review_status is not ReviewStatus.REJECTED:
        assert settle([*figures, part]) == settle(figures)


@FEW
@given(figure_lists())
def test_every_figure_is_accounted_for(figures) -> None:
    """Each figure has a line in the ledger with role, rule and reason, and no claim counts in two outermost totals."""
    done = consolidate(figures_frame(figures))
    own = done.ledger.drop_duplicates("figure_id")
    outer = done.totals[done.totals["within"].isna()]
    counted = [figure for figure_ids in outer["figure_ids"] for figure in figure_ids]

    assert sorted(own["figure_id"]) == sorted(figure.figure_id for figure in figures)
    assert own[["role", "rule", "reason"]].notna().all(axis=None)
    assert len(counted) == len(set(counted))


@FEW
@given(figure_lists())
def test_a_total_is_one_reporters_word(figures) -> None:
    """What a total counts comes from one reporter, has a number, and ordered bounds."""
    done = consolidate(figures_frame(figures))
    reporter = {figure.figure_id: figure.reporter for figure in figures}
    voices = [{reporter[figure] for figure in figure_ids} for figure_ids in done.totals["figure_ids"]]

    assert [len(voice) for voice in voices] == [1] * len(voices)
    numbers = done.totals[["value_low", "value", "value_high"]]
    assert numbers.notna().any(axis=1).all()
    assert not ((numbers["value_low"] > numbers["value"]) | (numbers["value"] > numbers["value_high"])).any()


@FEW
@given(st.lists(st.tuples(st.sampled_from(PLACES[:5]), st.integers(1, 28), st.integers(0, 40)), min_size=1, max_size=9))
def test_a_list_of_events_is_added_up(rows) -> None:
    """All events of a year count, and none twice, wherever they lie inside the country."""
    events = [
        Figure(
            f"f{number}",
            Indicator.KILLED,
            Measure.FLOW,
            Unit.PERSON,
            Quantity(float(value)),
            document_id="ged",
            place=place,
            period=Period.of_day(date(2019, 3, day)),
            reporter="UCDP",
        )
        for number, (place, day, value) in enumerate(rows)
    ]
    totals = consolidate(figures_frame(events), documents_frame([Document("ged", event_list="ucdp_ged")])).totals

    assert totals.loc[totals["within"].isna(), "value"].tolist() == [sum(value for _, _, value in rows)]
