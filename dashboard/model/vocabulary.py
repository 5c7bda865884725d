"""The controlled words of the field, stored by name.

Every enumeration is a ``StrEnum`` so that what is stored, exported and shown in a
filter is the same readable word. Numbers are never used as codes: a code table that
slips by one turns "affected" into "homeless" without anybody noticing.
"""

from enum import StrEnum


class Indicator(StrEnum):
    """What is counted. Definitions are in ``data/reference/indicators``."""

    DISPLACED = "displaced"
    IDPS = "idps"
    REFUGEES = "refugees"
    ASYLUM_SEEKERS = "asylum_seekers"
    RETURNEES = "returnees"
    EVACUATED = "evacuated"
    HOMELESS = "homeless"
    KILLED = "killed"
    INJURED = "injured"
    MISSING = "missing"
    ABDUCTED = "abducted"
    DETAINED = "detained"
    AFFECTED = "affected"
    PEOPLE_IN_NEED = "people_in_need"
    FOOD_INSECURE = "food_insecure"
    REACHED = "reached"
    HOUSES_DESTROYED = "houses_destroyed"
    HOUSES_DAMAGED = "houses_damaged"
    CASES = "cases"
    INCIDENTS = "incidents"


class Measure(StrEnum):
    """How the count relates to time; the kinds are never added together.

    A *flow* counts events during a period, a *stock* counts people in a state on a day,
    a *cumulative* figure counts all events since a stated start.
    """

    FLOW = "flow"
    STOCK = "stock"
    CUMULATIVE = "cumulative"
    UNKNOWN = "unknown"


class Unit(StrEnum):
    """The thing that is counted."""

    PERSON = "person"
    HOUSEHOLD = "household"
    HOUSING_UNIT = "housing_unit"
    INCIDENT = "incident"


class Quantifier(StrEnum):
    """The hedge printed with the number.

    ``EXACT`` is a number printed to its last digit without a hedge, ``UNSPECIFIED`` a bare
    round number (400, 85,000), which may or may not be exact.
    """

    EXACT = "exact"
    UNSPECIFIED = "unspecified"
    APPROXIMATELY = "approximately"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    LESS_THAN = "less_than"
    BETWEEN = "between"
    VAGUE = "vague"


class PopulationGroup(StrEnum):
    """Which part of the population is counted; ``ALL`` where the text does not say."""

    ALL = "all"
    CIVILIANS = "civilians"
    COMBATANTS = "combatants"
    CHILDREN = "children"
    WOMEN = "women"
    MEN = "men"
    AID_WORKERS = "aid_workers"
    HEALTH_WORKERS = "health_workers"
    JOURNALISTS = "journalists"
    PEACEKEEPERS = "peacekeepers"
    REFUGEES = "refugees"
    IDPS = "idps"


class Cause(StrEnum):
    """What drove people out or hurt them."""

    CONFLICT = "conflict"
    DISASTER = "disaster"
    OTHER = "other"
    UNKNOWN = "unknown"


class PeriodPrecision(StrEnum):
    """How finely the reference period is known."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    UNKNOWN = "unknown"


class PeriodBasis(StrEnum):
    """Where the reference period comes from.

    ``PUBLICATION`` means that the date belongs to the report, not to the events:
    "reported in 2019 of 85,000" does not say when the 85,000 fled.
    """

    STATED = "stated"
    PUBLICATION = "publication"
    UNKNOWN = "unknown"


class Certainty(StrEnum):
    """How the text commits to the figure; only ``REPORTED`` is ever summed."""

    REPORTED = "reported"
    FEARED = "feared"
    PROJECTED = "projected"
    NEGATED = "negated"


class Method(StrEnum):
    """How the figure came in."""

    EXTRACTED = "extracted"
    UPLOADED = "uploaded"
    ENTERED = "entered"


class ReviewStatus(StrEnum):
    """What a person has said about the figure."""

    UNREVIEWED = "unreviewed"
    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    REJECTED = "rejected"
    CHANGED_AFTER_APPROVAL = "changed_after_approval"
