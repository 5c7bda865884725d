"""A document's total counts nobody twice."""

import pytest

from dashboard.extract import find_figures, total_figures
from dashboard.model import Document, Indicator, Total, Unit


def totals_of(text: str) -> list[Total]:
    """Return the totals of a text."""
    return total_figures(find_figures(Document("d1", text=text)))


def killed(value: float, low: float | None, high: float | None) -> Total:
    """Return a total of people killed."""
    return Total(Indicator.KILLED, Unit.PERSON, value, low, high)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The raid killed 12 people. Officials confirmed that 12 people were killed.", killed(12, 12, 12)),
        ("The raid killed 12 people, including three children.", killed(12, 12, 12)),
        ("The death toll rose to 45 from 30.", killed(45, 45, 45)),
        ("The raid killed 12 in Mopti, 7 in Gao and 3 in Ménaka.", killed(22, 22, 22)),
        ("Three soldiers and a villager were killed.", killed(4, 4, 4)),
        ("The raid killed at least 12 people.", killed(12, 12, None)),
        ("The raid killed dozens, and 41 people were killed in all.", killed(41, 41, 41)),
        ("The raid killed 12 people. The attacks could kill 90 people more.", killed(12, 12, 12)),
    ],
)
def test_nobody_is_counted_twice(text: str, expected: Total) -> None:
    """Repeats, parts, old tolls and fears stay out; the members of a list are added."""
    assert [expected] == totals_of(text)


def test_units_are_never_mixed() -> None:
    """Households and persons are two totals unless they are the same people."""
    assert totals_of("The flood displaced 310 households (1,600 people).") == [
        Total(Indicator.DISPLACED, Unit.HOUSEHOLD, 310)
    ]


def test_an_older_disaster_stays_out() -> None:
    """What the text dates before the year it is about is not its total."""
    text = "Floods killed 12 people in May 2021. In June 2021 another 3 died. In 1988 floods had killed 900 people."
    assert totals_of(text) == [killed(12, 12, 12)]


def test_nothing_found_is_no_total() -> None:
    """No figure is not zero."""
    assert totals_of("The road is closed.") == []
