"""Files that do not come out as they should yet: label → what is wrong, for the reader."""

from collections.abc import Iterable

import pytest
from _pytest.mark.structures import ParameterSet

from tests.badfiles.case import Case

KNOWN_FAULTS: dict[str, str] = {}


def mark_known(cases: Iterable[Case]) -> list[ParameterSet]:
    """Return cases as test parameters; a known fault must fail until it is mended and taken off the list."""
    return [pytest.param(case, id=case.label, marks=_marks(case.label)) for case in cases]


def _marks(label: str) -> list[pytest.MarkDecorator]:
    reason = KNOWN_FAULTS.get(label)
    return [pytest.mark.xfail(strict=True, reason=reason)] if reason else []
