"""HXL tags above the columns of a table → what the columns mean.

HXL puts a row of tags such as ``#affected +idps +f`` between the header and the figures. The
reader is tolerant: attributes in any order, blanks before ``+``, capitals, and the aliases
that are in use (``+dead``, ``+fatalities``, ``+families``). A tag that says what is counted by
a word that has no indicator here (``+stateless``) leaves its column out with a reason.

Source: HXL standard 1.1, https://hxlstandard.org/standard/1-1final/, and the hashtags and
attributes in use on HDX, https://hxlstandard.org/standard/1-1final/dictionary/. The words of
each indicator are in ``data/reference/indicators/crosswalk.csv``.
Where the row of tags stands is found by the grid.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dashboard.model import Cause, Certainty, Indicator, Measure, PopulationGroup, Unit
from dashboard.reference.indicators import Term, Vocabulary, load_indicators
from dashboard.tables.mapping import ANY_WORD, NO_WORD, ColumnMeaning, Counted, Role, TableMapping, Word

TAG = re.compile(r"\s*#\s*(?P<name>[a-z]\w*)(?P<attributes>(\s*\+\s*[a-z0-9]\w*)*)\s*", re.IGNORECASE)

TERMS: Mapping[Indicator, Term] = {
    indicator: entry.find_terms(Vocabulary.HXL)[0]
    for indicator, entry in load_indicators().items()
    if entry.find_terms(Vocabulary.HXL)
}
# What somebody is stands behind what happened to them: +idps +returnees are returnees.
STATES = (
    Indicator.IDPS,
    Indicator.REFUGEES,
    Indicator.ASYLUM_SEEKERS,
    Indicator.CASES,
    Indicator.REACHED,
    Indicator.PEOPLE_IN_NEED,
    Indicator.AFFECTED,
)
# Attributes (and, for tags outside the standard, the name of a tag) → indicator. The first that fits is taken.
INDICATORS: Mapping[Indicator, frozenset[str]] = {
    indicator: frozenset(TERMS[indicator].also)
    for indicator in (*(indicator for indicator in TERMS if indicator not in STATES), *STATES)
}
STOCKS = frozenset(
    {
        Indicator.IDPS,
        Indicator.REFUGEES,
        Indicator.ASYLUM_SEEKERS,
        Indicator.PEOPLE_IN_NEED,
        Indicator.FOOD_INSECURE,
    }
)

GROUPS: Mapping[str, PopulationGroup] = {
    **dict.fromkeys(
        ("children", "child", "infants", "adolescents", "girls", "boys", "minors"), PopulationGroup.CHILDREN
    ),
    **dict.fromkeys(("women", "woman", "f", "female", "females"), PopulationGroup.WOMEN),
    **dict.fromkeys(("men", "man", "m", "male", "males"), PopulationGroup.MEN),
    **dict.fromkeys(("civilians", "civilian"), PopulationGroup.CIVILIANS),
    **dict.fromkeys(("combatants", "military", "soldiers"), PopulationGroup.COMBATANTS),
    **dict.fromkeys(("aidworker", "aidworkers", "aid_worker", "aid_workers"), PopulationGroup.AID_WORKERS),
    **dict.fromkeys(
        ("healthworker", "healthworkers", "health_worker", "health_workers"), PopulationGroup.HEALTH_WORKERS
    ),
    **dict.fromkeys(("journalist", "journalists"), PopulationGroup.JOURNALISTS),
}
CAUSES: Mapping[str, Cause] = {
    **dict.fromkeys(("conflict", "violence"), Cause.CONFLICT),
    **dict.fromkeys(
        ("disaster", "natural", "flood", "floods", "drought", "earthquake", "storm", "cyclone"), Cause.DISASTER
    ),
}
NEW = frozenset({"new", "newdisp", "flow"})
CUMULATIVE = frozenset({"cumulative", "cum"})
TOTAL = frozenset({"total", "all", "overall", "stock"})
HOUSEHOLDS = frozenset({"hh", "hhs", "households", "household", "families", "family"})
ORIGIN = frozenset({"origin", "departure"})
PUBLISHED = frozenset({"published", "updated", "created", "modified", "accessed", "uploaded"})
CODES = frozenset({"code", "iso", "iso2", "iso3", "pcode", "v_iso2", "v_iso3", "v_pcode"})

# Attributes that leave a column out → why.
NO_COUNTS: Mapping[str, str] = {
    **dict.fromkeys(
        ("pct", "percent", "percentage", "rate", "ratio", "avg", "mean", "index", "per100k"), "a share or a rate"
    ),
    **dict.fromkeys(("usd", "eur", "currency", "funding", "cost"), "money"),
    **dict.fromkeys(("targeted", "target", "planned", "plan"), "a plan, not a count"),
    "stateless": "stateless people have no indicator here",
    **dict.fromkeys(("others", "oip", "ooc", "hst"), "this group has no indicator here"),
    **dict.fromkeys(("naturalized", "naturalised", "resettled"), "this solution has no indicator here"),
    "assaulted": "people assaulted have no indicator here",
    **dict.fromkeys(
        ("applications", "recognized", "rejected", "total_decided", "otherwise_closed"), "decisions, not people"
    ),
    **dict.fromkeys(("facility", "facilities"), "buildings, not people"),
}
# Tags whose columns are never figures → why.
NO_FIGURES: Mapping[str, str] = {
    "targeted": "a plan, not a count",
    "population": "the whole population",
    "total": "a number without an indicator",
    "capacity": "what could be done, not a count",
    "value": "money",
    "severity": "a class",
}
COUNTING = frozenset({"affected", "inneed", "reached", "impact", "indicator", "event", "frequency"})
PLACES = frozenset({"adm2", "adm3", "adm4", "adm5", "loc", "region"})
SECTOR_TOTALS = (NO_WORD, "all", "total", "overall", "intersectoral", "intersector", "inter-sectoral", "inter-sector")


@dataclass(frozen=True, slots=True)
class Tag:
    """One HXL hashtag: its name and attributes in small letters."""

    name: str
    attributes: frozenset[str]


def parse_tag(text: str) -> Tag | None:
    """Return the tag of a cell, ``None`` if it is none.

    Example:
        >>> tag = parse_tag(" #Affected +IDPs + f")
        >>> tag.name, sorted(tag.attributes)
        ('affected', ['f', 'idps'])
        >>> parse_tag("# of people") is None, parse_tag("") is None
        (True, True)
    """
    match = TAG.fullmatch(text)
    if match is None:
        return None
    attributes = (part.strip() for part in match["attributes"].casefold().split("+"))
    return Tag(match["name"].casefold(), frozenset(filter(None, attributes)))


def read_tags(header: Sequence[str], tags: Sequence[str]) -> TableMapping:
    """Return what the columns of a tagged table mean; a column without a tag is ignored.

    Example:
        >>> mapping = read_tags(["Place", "Dead"], ["#adm1 +name", "#affected +dead"])
        >>> [str(column.role) for column in mapping.columns], mapping.columns[1].counted.indicator
        (['admin1_name', 'value'], <Indicator.KILLED: 'killed'>)
    """
    pairs = [(text or tag, parse_tag(tag)) for text, tag in zip(header, tags, strict=True)]
    columns = [
        _meaning(text, tag) if tag else ColumnMeaning(text, Role.IGNORED, reason="it has no HXL tag")
        for text, tag in pairs
    ]
    found = [tag or Tag("", frozenset()) for _, tag in pairs]
    columns = _settle_dates(_settle_places(columns, found), found)
    return TableMapping("hxl", tuple(columns))


def name_indicators(tags: Sequence[str]) -> bool:
    """Tell whether each row of a tagged table names its indicator and has a value for it.

    Example:
        >>> name_indicators(["#country", "#indicator+name", "#indicator +num +value"]), name_indicators(["#targeted"])
        (True, False)
    """
    indicators = [tag.attributes for text in tags if (tag := parse_tag(text)) and tag.name == "indicator"]
    is_named = any(attributes <= {"name", "code", "label", "type"} for attributes in indicators)
    return is_named and any(attributes & {"value", "num"} for attributes in indicators)


def _meaning(text: str, tag: Tag) -> ColumnMeaning:
    if role := _find_place(tag) or _find_date(tag):
        reason = "where people came from, not where they are" if role is Role.IGNORED else None
        return ColumnMeaning(text, role, reason=reason)
    if tag.name == "meta" and tag.attributes == {"source"}:
        return ColumnMeaning(text, Role.REPORTER)
    if tag.name in {"sector", "subsector"}:
        return ColumnMeaning(text, Role.WORDS, words=_SECTOR_WORDS)
    if tag.name == "cause":
        return ColumnMeaning(text, Role.WORDS, words=_CAUSE_WORDS)
    if reason := NO_FIGURES.get(tag.name):
        return ColumnMeaning(text, Role.IGNORED, reason=reason)
    if tag.name in COUNTING or _indicator(tag) is not None:
        return _count(text, tag)
    return ColumnMeaning(text, Role.IGNORED)


def _find_place(tag: Tag) -> Role | None:
    is_code = not CODES.isdisjoint(tag.attributes)
    is_origin = not ORIGIN.isdisjoint(tag.attributes)
    if tag.name == "country":
        if is_origin:
            return Role.ORIGIN_CODE if is_code else Role.ORIGIN_NAME
        return Role.LOCATION_CODE if is_code else Role.LOCATION_NAME
    if tag.name not in {"adm1", *PLACES}:
        return None
    if is_origin:
        return Role.IGNORED
    if tag.name == "adm1":
        return Role.ADMIN1_CODE if is_code else Role.ADMIN1_NAME
    return Role.PLACE_TEXT


def _find_date(tag: Tag) -> Role | None:
    if tag.name != "date":
        return None
    for attribute, role in _DATE_ROLES.items():
        if attribute in tag.attributes:
            return role
    return Role.PERIOD


_DATE_ROLES = {
    "start": Role.PERIOD_START,
    "end": Role.PERIOD_END,
    "year": Role.YEAR,
    "month": Role.MONTH,
}


def _count(text: str, tag: Tag) -> ColumnMeaning:
    reason = next((why for attribute, why in NO_COUNTS.items() if attribute in tag.attributes), None)
    counted = _counted(tag)
    if reason is None and counted is None:
        reason = "its tag names no indicator that is known here"
    if reason or counted is None:
        return ColumnMeaning(text, Role.IGNORED, reason=reason)
    return ColumnMeaning(text, Role.VALUE, counted)


def _indicator(tag: Tag) -> Indicator | None:
    if INDICATORS[Indicator.INCIDENTS] & (tag.attributes | {tag.name}):
        return Indicator.INCIDENTS
    found = next((indicator for indicator, words in INDICATORS.items() if words & tag.attributes), None)
    if found is Indicator.IDPS and NEW & tag.attributes:
        return Indicator.DISPLACED
    return found or next((indicator for indicator, words in INDICATORS.items() if tag.name in words), None)


def _counted(tag: Tag) -> Counted | None:
    """Return what a column counts, and whether it is a total or a part of one."""
    indicator = _indicator(tag)
    if indicator is None or (tag.name == "event" and "num" not in tag.attributes):
        return None
    cause = next((cause for word, cause in CAUSES.items() if word in tag.attributes), None)
    group = next((group for word, group in GROUPS.items() if word in tag.attributes), None)
    counted = Counted(
        indicator=indicator,
        measure=_measure(indicator, tag),
        unit=Unit.INCIDENT if indicator is Indicator.INCIDENTS else _unit(tag),
        population_group=group,
        cause=cause,
        certainty=Certainty.PROJECTED if "projected" in tag.attributes else None,
    )
    name, persons = (
        " ".join(str(part) for part in (indicator, unit, counted.measure, cause) if part)
        for unit in (counted.unit, Unit.PERSON)
    )
    if _is_part(tag, indicator):
        return replace(counted, part_of=name)
    return replace(counted, name=name, same_as=persons if counted.unit is Unit.HOUSEHOLD else None)


def _measure(indicator: Indicator, tag: Tag) -> Measure | None:
    if CUMULATIVE & tag.attributes:
        return Measure.CUMULATIVE
    if NEW & tag.attributes:
        return Measure.FLOW
    return Measure.STOCK if indicator in STOCKS or "stock" in tag.attributes else None


def _unit(tag: Tag) -> Unit:
    return Unit.HOUSEHOLD if HOUSEHOLDS & tag.attributes else Unit.PERSON


# Attributes that do not make a column a part of another one.
_PLAIN = frozenset().union(
    NEW,
    CUMULATIVE,
    TOTAL,
    HOUSEHOLDS,
    CAUSES,
    *INDICATORS.values(),
    {"ind", "num", "value", "people", "persons", "projected"},
)
_WHOLE_GROUPS = frozenset(
    word for word, group in GROUPS.items() if group in {PopulationGroup.AID_WORKERS, PopulationGroup.HEALTH_WORKERS}
)


def _is_part(tag: Tag, indicator: Indicator) -> bool:
    """Tell whether a tag names a slice (a sex, an age, a sector) and does not say that it is the total."""
    usual = parse_tag(TERMS[indicator].name) if indicator in TERMS else None
    plain = _PLAIN | _WHOLE_GROUPS | (usual.attributes if usual else set())
    slices = {word for word in tag.attributes - plain if not word.startswith(("v_", "i_"))}
    return bool(slices) and not TOTAL & tag.attributes


_SECTOR_WORDS: Mapping[str, Word] = {
    ANY_WORD: Counted(part_of="people"),
    **dict.fromkeys(SECTOR_TOTALS, Counted(name="people")),
}
_CAUSE_WORDS: Mapping[str, Word] = {
    **{word: Counted(cause=cause) for word, cause in CAUSES.items()},
    "armed conflict": Counted(cause=Cause.CONFLICT),
    "natural disaster": Counted(cause=Cause.DISASTER),
    ANY_WORD: Counted(),
}


def _settle_places(columns: Sequence[ColumnMeaning], tags: Sequence[Tag]) -> list[ColumnMeaning]:
    """Keep the plainest column of first-level names; others (``#adm1 +area +name``) are smaller places."""
    names = [position for position, column in enumerate(columns) if column.role is Role.ADMIN1_NAME]
    settled = list(columns)
    if names:
        plainest = min(names, key=lambda position: len(tags[position].attributes))
        for position in names:
            if position != plainest:
                settled[position] = replace(columns[position], role=Role.PLACE_TEXT)
    return settled


def _settle_dates(columns: Sequence[ColumnMeaning], tags: Sequence[Tag]) -> list[ColumnMeaning]:
    """Keep the date that is nearest to the events: when it happened, else when it was reported, else published."""
    dates = [position for position, column in enumerate(columns) if column.role is Role.PERIOD]
    settled = list(columns)
    if dates:
        nearest = min(dates, key=lambda position: _distance(tags[position]))
        for position in dates:
            if position != nearest:
                settled[position] = ColumnMeaning(
                    columns[position].header,
                    Role.IGNORED,
                    reason=f'the date "{columns[nearest].header}" is read instead',
                )
    return settled


def _distance(tag: Tag) -> int:
    return 2 if PUBLISHED & tag.attributes else int("reported" in tag.attributes)
