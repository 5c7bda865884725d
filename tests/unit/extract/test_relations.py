"""Counts of one sentence are tied to one another, and links are passed on."""

from dashboard.extract import find_figures
from dashboard.model import Document, Figure


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
