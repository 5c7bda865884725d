"""Say how a count relates to time, in which unit it is given, and of which people.

The indicator has its usual measure, unit and people; here the text may say another. This
module must not choose the indicator.
"""

from collections.abc import Collection, Sequence, Set
from dataclasses import replace

from dashboard.extract.link import Link
from dashboard.extract.match import Vocabulary
from dashboard.model import Indicator, Measure, Period, PeriodBasis, PeriodPrecision, PopulationGroup, Unit
from dashboard.reference.indicators import load_indicators
from dashboard.reference.lexicon import NounKind, Side

_OWN_GROUPS = {
    Indicator.IDPS: PopulationGroup.IDPS,
    Indicator.REFUGEES: PopulationGroup.REFUGEES,
    Indicator.ASYLUM_SEEKERS: PopulationGroup.REFUGEES,
}
_VICTIMS = frozenset((Indicator.KILLED, Indicator.INJURED))
_ARRIVALS = frozenset((Indicator.RETURNEES,))
_ACROSS_BORDERS = frozenset((Indicator.REFUGEES, Indicator.ASYLUM_SEEKERS))
_DAYS_TO_SUNDAY = 6
_PHRASE_BEFORE_DATE, _ARRIVAL_REACH = 3, 3


def with_cases(norms: Sequence[str], link: Link, told: Set[Indicator], vocabulary: Vocabulary) -> Link:
    """Return the link of people in hospital as one of cases where the text has counted cases before: they are ill."""
    words = norms[link.trigger.start : link.trigger.end]
    if link.indicator is not Indicator.INJURED or vocabulary.grammar.in_hospital.isdisjoint(words):
        return link
    return replace(link, indicator=Indicator.CASES) if Indicator.CASES in told else link


def find_measure(
    norms: Sequence[str],
    link: Link,
    period: Period,
    start_tokens: Collection[int],
    vocabulary: Vocabulary,
    *,
    is_up_to: bool = False,
) -> Measure:
    """Return the usual measure unless the text says another.

    "New refugees", those who "crossed into Chad" and the cases of a week came during the
    period (flow); returnees counted on a day are there (stock). "Since January" names the start of a cumulative count:
    ``start_tokens`` are the positions of the tokens in dates that name one. "As of 3 May" names its
    end: then ``is_up_to`` says that the period is such a day, and the next report's count holds these people, too.
    """
    usual = load_indicators()[link.indicator].measure
    if link.indicator in _ARRIVALS and link.is_noun and period.precision is PeriodPrecision.DAY:
        return Measure.STOCK
    is_crossing = link.indicator in _ACROSS_BORDERS and _is_crossing(norms, link, vocabulary)
    is_weekly = link.indicator is Indicator.CASES and _is_week(period)
    is_flow = usual is Measure.FLOW or is_crossing or is_weekly or _is_new(norms, link, vocabulary)
    if is_flow and ((is_up_to and not is_crossing) or _names_start(norms, start_tokens, vocabulary)):
        return Measure.CUMULATIVE
    return Measure.FLOW if is_flow else usual


def find_unit(link: Link) -> Unit:
    """Return the unit: households where families or the homes of evacuees are counted, else the usual one."""
    usual = load_indicators()[link.indicator].unit
    is_household = usual is Unit.PERSON and link.count.kind in (NounKind.HOUSEHOLD, NounKind.DWELLING)
    return Unit.HOUSEHOLD if is_household else usual


def find_group(link: Link, titled: PopulationGroup = PopulationGroup.ALL) -> PopulationGroup:
    """Return the part of the population, all of it where the indicator itself is that part.

    ``titled`` are the people of a report on victims, who need not be named at each number.
    """
    if link.indicator in _VICTIMS and link.count.kind is None and link.count.group is PopulationGroup.ALL:
        return titled
    is_indicator = _OWN_GROUPS.get(link.indicator) is link.count.group
    return PopulationGroup.ALL if is_indicator else link.count.group


def find_titled_group(norms: Sequence[str], vocabulary: Vocabulary) -> PopulationGroup:
    """Return whose victims the title of a report announces, all if it names no part of the population.

    Example:
        >>> from dashboard.extract.match import load_vocabulary
        >>> [str(find_titled_group(title.split(), load_vocabulary("en")))
        ...  for title in ("civilian casualties in april", "raid kills civilians")]
        ['civilians', 'all']
    """
    nouns = [vocabulary.nouns.find(norms, at) for at in range(len(norms))]
    for at, found in enumerate(nouns):
        group = found[1][0].group if found and found[0] == at + 1 else PopulationGroup.ALL
        if group is PopulationGroup.ALL:
            continue
        for beside in (at - 1, at + 1):
            is_noun = 0 <= beside < len(norms) and nouns[beside] is not None
            trigger = vocabulary.triggers.find(norms, beside) if is_noun else None
            if trigger and any(form.indicator in _VICTIMS for form in trigger[1]):
                return group
    return PopulationGroup.ALL


def _is_week(period: Period) -> bool:
    """Tell whether a stated period is a week from Monday to Sunday."""
    if period.start is None or period.end is None or period.basis is not PeriodBasis.STATED:
        return False
    return period.start.weekday() == 0 and (period.end - period.start).days == _DAYS_TO_SUNDAY


def _is_new(norms: Sequence[str], link: Link, vocabulary: Vocabulary) -> bool:
    """Tell whether a count is of new people or cases: "2,300 new refugees", "new cases: 14"."""
    new, trigger = vocabulary.grammar.new, link.trigger
    around = (*norms[link.count.start : link.count.end], *norms[max(0, trigger.start - 1) : trigger.end])
    return not new.isdisjoint(around)


def _is_crossing(norms: Sequence[str], link: Link, vocabulary: Vocabulary) -> bool:
    """Tell whether people came in the period: "8,000 people crossed into Chad", "took in 900 refugees"."""
    if not link.is_inside and any(form.side is Side.SUBJECT for form in link.trigger.forms):
        return True
    start, end, arriving = link.count.start, link.count.end, vocabulary.arriving
    behind = range(end, min(len(norms), end + _ARRIVAL_REACH))
    return arriving.find_before(norms, start) is not None or any(arriving.find(norms, at) for at in behind)


def _names_start(norms: Sequence[str], start_tokens: Collection[int], vocabulary: Vocabulary) -> bool:
    """Tell whether the start of the counting is named: "since 1 May", "so far this year"."""
    if vocabulary.cumulative.starts.isdisjoint(norms):
        return False
    for position, norm in enumerate(norms):
        found = vocabulary.cumulative.find(norms, position) if norm in vocabulary.cumulative.starts else None
        if found and (found[0] - position > 1 or _is_before_date(found[0], start_tokens)):
            return True
    return False


def _is_before_date(position: int, start_tokens: Collection[int]) -> bool:
    return any(at in start_tokens for at in range(position, position + _PHRASE_BEFORE_DATE))
