"""The rules that decide what is counted, by name; their sentences are in ``wording``.

Every other module of this folder is one step from the figures to the totals: a function
that takes a frame and returns a new one, fit for ``.pipe``. A step never deletes a row. It
writes down a role, and the rule and the reason for it, so that each number on a screen can
be explained. Rows without a role are still in the running.
"""

from enum import StrEnum

import pandas as pd

SERIES = (
    "indicator",
    "measure",
    "unit",
    "population_group",
    "cause",
    "location_code",
    "origin_code",
)
"""What has to be the same before two figures may be compared at all.

Children are not everybody, people from Mali abroad are not people in Mali, and people
displaced by floods are not those displaced by war.
"""

PLACE = ("location_code", "area", "locality")
"""The place of a claim from wide to narrow, made comparable by ``places.name_places``."""


class Rule(StrEnum):
    """The rules, in the order in which they are applied."""

    ONLY_REPORTED = "only_reported"
    SAME_CLAIM = "same_claim"
    LINKED_FIGURE = "linked_figure"
    ONE_SERIES = "one_series"
    LATEST_STOCK = "latest_stock"
    RUNNING_TOTAL = "running_total"
    SEPARATE_PERIODS = "separate_periods"
    ONE_REPORTER = "one_reporter"
    OUTER_PLACE = "outer_place"
    MISSING_STAYS_MISSING = "missing_stays_missing"


class Role(StrEnum):
    """What becomes of a figure: it makes the total, stands beside it, or is left out."""

    COUNTED = "counted"
    CONTEXT = "context"
    OUT = "out"


def decide(
    frame: pd.DataFrame, rows: "pd.Series[bool]", role: Role, rule: Rule, reason: "str | pd.Series[str]"
) -> pd.DataFrame:
    """Return the frame with a role for those of ``rows`` that have none yet."""
    rows = rows & frame["role"].isna()
    reasons = reason if isinstance(reason, str) else reason[rows]
    frame = frame.copy()
    frame.loc[rows, "role"] = role.value
    frame.loc[rows, "rule"] = rule.value
    frame.loc[rows, "reason"] = reasons
    return frame


def is_open(frame: pd.DataFrame) -> "pd.Series[bool]":
    """Return which rows no rule has decided on."""
    return frame["role"].isna()
