"""Tables as offices send them: what they count comes out with its place, period and unit, and nothing else does."""

import pytest

from tests.badfiles.case import Case, judge
from tests.badfiles.everything import read_here
from tests.badfiles.known import mark_known
from tests.field_tables.tables import cases


@pytest.mark.parametrize("case", mark_known(cases()))
def test_a_table_is_read_as_a_careful_person_reads_it(case: Case) -> None:
    """Every figure of the table comes out once, and no plan, share, capacity or double count."""
    assert str(judge(case, read_here(case))) == ""


def test_there_are_enough_of_them() -> None:
    """At least twenty-five tables, each with a name of its own."""
    labels = [case.label for case in cases()]

    assert len(labels) >= 25
    assert len(set(labels)) == len(labels)
