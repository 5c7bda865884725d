"""Who a figure of a table is: the same next month as today.

An identifier is made of what a row is about, not of its number or its place in the file, so
that a new edition of the table changes a figure instead of adding one beside it.
"""

from collections.abc import Callable, Sequence

from dashboard.model import Period, Place, Quantity
from dashboard.model.figure import SEPARATOR, hash_parts
from dashboard.tables.said import Meaning

Topic = tuple[int, int, int]
About = tuple[Meaning, Place, Period]


def make_ids(
    layout: str, topics: Sequence[Topic], quantities: Sequence[Quantity], about: Callable[[int], About]
) -> list[str]:
    """Return an identifier for each figure of one table, in the same order.

    ``topics`` are equal for figures about the same thing, and each of their three numbers is
    equal for the same meaning, place or period; ``about`` returns these three of the figure at
    an index. Figures about the same thing are numbered by rising values; the order of the rows
    does not matter.

    Example:
        >>> from dashboard.model import Indicator
        >>> from dashboard.tables.said import complete
        >>> from dashboard.tables.mapping import Counted
        >>> about = complete(Counted(Indicator.KILLED)), Place("MLI"), Period()
        >>> five, six = Quantity(5), Quantity(6)
        >>> ids = make_ids("wide", [(0, 0, 0)] * 2, [five, six], lambda _: about)
        >>> ids[0] == ids[1], ids == make_ids("wide", [(0, 0, 0)] * 2, [six, five], lambda _: about)[::-1]
        (False, True)
    """
    texts = _Texts(about)
    alike: dict[tuple[str, ...], list[int]] = {}
    for index, topic in enumerate(topics):
        alike.setdefault(texts.describe(topic, index), []).append(index)
    ids = [""] * len(topics)
    for parts, indices in alike.items():
        text = SEPARATOR.join((layout, *parts))
        if len(indices) > 1:
            indices.sort(key=lambda index: _size(quantities[index]))
        for number, index in enumerate(indices, start=1):
            ids[index] = hash_parts(f"{text}{SEPARATOR}{number}")
    return ids


class _Texts:
    """The texts of meanings, places and periods; each is written once.

    Two that differ can read alike: a day, and a week of which only that day is given.
    """

    def __init__(self, about: Callable[[int], About]) -> None:
        self._about = about
        self._meanings: dict[int, tuple[str, str]] = {}
        self._places: dict[int, str] = {}
        self._periods: dict[int, str] = {}

    def describe(self, topic: Topic, index: int) -> tuple[str, str, str, str]:
        """Return what a figure is about: who says what is counted, where, when, of whom and why."""
        if topic[0] not in self._meanings:
            meaning = self._about(index)[0]
            self._meanings[topic[0]] = (
                _join(meaning.reporter, meaning.indicator, meaning.measure, meaning.unit),
                _join(meaning.population_group, meaning.cause, meaning.certainty),
            )
        if topic[1] not in self._places:
            place = self._about(index)[1]
            code, name, origin = place.admin1_code, place.admin1_name, place.origin_code
            self._places[topic[1]] = _join(place.location_code, code, name, origin, place.text)
        if topic[2] not in self._periods:
            period = self._about(index)[2]
            self._periods[topic[2]] = _join(period.start, period.end)
        head, tail = self._meanings[topic[0]]
        return head, self._places[topic[1]], self._periods[topic[2]], tail


def _join(*parts: object) -> str:
    return SEPARATOR.join(map(str, parts))


def _size(quantity: Quantity) -> list[float]:
    return [-1 if part is None else part for part in (quantity.value, quantity.low, quantity.high)]
