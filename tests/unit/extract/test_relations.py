"""Counts of one sentence are tied to one another, and links are passed on."""

from dashboard.extract import find_figures
from dashboard.model import Document, Figure, Period


def figures_of(text: str) -> list[Figure]:
    """Return the figures of a text."""
    return find_figures(Document("d1", text=text))


def test_a_part_points_to_its_whole() -> None:
    """The children are a part of the twelve."""
    whole, part = figures_of("The raid killed 12 people, including three children.")
    assert (part.part_of, whole.part_of) == (whole.figure_id, None)


def test_a_part_never_exceeds_its_whole() -> None:
    """A larger number after "including" is no part."""
    figures = figures_of("The raid killed 3 people, including 40 wounded.")
    assert [figure.part_of for figure in figures] == [None, None]


def test_households_and_their_people_are_the_same() -> None:
    """The second unit points to the first."""
    families, people = figures_of("The flood displaced 310 households (1,600 people).")
    assert (people.same_as, families.same_as) == (families.figure_id, None)


def test_the_newer_toll_replaces_the_older() -> None:
    """Whichever stands first in the sentence."""
    new, old = figures_of("The death toll rose to 45 from 30.")
    old_first, new_second = figures_of("The death toll rose from 30 to 45.")
    assert (new.supersedes, new_second.supersedes) == (old.figure_id, old_first.figure_id)
    assert (old.supersedes, old_first.supersedes) == (None, None)


def test_a_toll_replaces_one_of_an_earlier_sentence() -> None:
    """An update need not repeat the number it replaces."""
    old, new = figures_of("The death toll stood at 61. On Friday it was raised to 95 dead.")
    assert new.supersedes == old.figure_id


def test_the_members_of_a_list_share_a_trigger() -> None:
    """Each number of a list is its own figure, with its own place in the text."""
    figures = figures_of("The militants killed 12 people in Mopti, 7 in Gao and 3 in Ménaka.")
    assert [(figure.quantity.value, figure.evidence.trigger_text) for figure in figures if figure.evidence] == [
        (12, "killed"),
        (7, "killed"),
        (3, "killed"),
    ]


def test_only_the_share_has_the_predicate() -> None:
    """Of "80 of the 120 passengers were killed" only the 80 were."""
    assert [figure.quantity.value for figure in figures_of("Some 80 of the 120 passengers were killed.")] == [80]


def test_an_older_toll_is_replaced_by_the_one_told_before_it() -> None:
    """The phrase "the previous toll was 30" makes the toll before it the newer one, though it stands first."""
    new, old = figures_of("The quake killed 45 people in Gao. The previous toll was 30 dead.")
    assert (new.supersedes, old.supersedes) == (old.figure_id, None)


def test_counts_that_add_up_to_one_before_them_are_its_parts() -> None:
    """Men, women and children of an earlier toll are not added to it; others are."""
    whole, *parts = figures_of("The raid killed 12 people. The dead were five men, four women and three children.")
    assert {part.part_of for part in parts} == {whole.figure_id}
    others = figures_of("The raid killed 12 people. A fire killed five men and four women.")
    assert {other.part_of for other in others} == {None}


def test_another_count_has_the_date_of_the_one_it_goes_on_with() -> None:
    """What "a further 9 were injured" says is told of the year of the sentence before."""
    _, hurt = figures_of("Gangs killed 12 people in Haiti in 2024. A further 9 were injured.")
    assert hurt.period.isoformat() == "2024"


def test_only_the_wounded_are_the_whole_of_some_of_them() -> None:
    """Two "of the wounded" are no part of the dead."""
    killed, injured, died = figures_of("The blast killed 40 people and wounded 20. Two of the wounded died.")
    assert died.part_of in (None, injured.figure_id)
    assert killed.part_of is None


def test_some_of_the_deaths_are_no_part_of_the_homeless() -> None:
    """What is named again says which of the counts before it is the whole."""
    killed, _, part = figures_of(
        "The storm killed nine people and left 600 homeless. Eight of those deaths were in Gao."
    )
    assert part.part_of == killed.figure_id


def test_counts_of_other_days_do_not_add_up() -> None:
    """Two of March and three of May are not the five of January, though the sum fits."""
    text = "On 4 January 2021 floods killed five people. On 7 March 2021 two died, and on 9 May 2021 three people died."
    assert [figure.part_of for figure in figures_of(text)] == [None, None, None]


def test_a_part_has_the_time_of_the_whole() -> None:
    """Two of the victims died when the others did, if nothing else is said."""
    text = "Some 54 people were killed in August 2019.\n\nAt least two of the dead were killed in Gao."
    whole, part = find_figures(Document("d1", text=text, published=Period.fromisoformat("2020-01-15")))
    assert part.part_of == whole.figure_id
    assert part.period == whole.period


def test_a_text_may_end_with_a_count() -> None:
    """Nothing stands behind the last count that could say who the ones before are."""
    assert [figure.quantity.value for figure in figures_of("Killed 12 dozens")] == [12]
