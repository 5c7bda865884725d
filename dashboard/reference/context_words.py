"""The words that tell where, when, who says it and how certain: ``[context.*]`` of a lexicon.

This module only gives the tables a shape and refuses a file that breaks it; how the words
work together is the business of ``dashboard.extract``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Any, TypeVar

from dashboard.reference.lexicon import load_tables

Words = frozenset[str]
Numbers = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """Words beside the name of a place.

    ``inside``, ``origin`` and ``destination`` stand in front of it ("in", "from", "to"), and
    ``at_events`` behind one of the ``events`` ("attack on"). Behind ``articles`` a name is
    no place ("a U.S. airman"). ``compass`` words are part of the printed place.

    Names of ``facilities`` are no places of people ("Clark Hospital").
    ``landforms`` make another place of the name of a town ("Clark Island", "Mount Clark").
    ``kinds`` say what it is ("region", "town"), ``settlements`` those of them that make an
    unknown name a place, ``provinces`` those that are first-level areas. ``directions`` and
    ``fillers`` may stand between.

    ``institutions`` behind a name make it an actor ("Mali's government"), ``officials`` in
    front of "in" too. ``particles`` join the parts of a name. ``peoples`` behind one make it
    no place ("Fulani villagers"), nor do ``storms`` or ``titles`` in front ("Typhoon Georgia", "Mr Clark");
    ``migrants`` behind a demonym make it an origin ("Malian refugees").

    ``borders`` show that people left a country, ``abroad`` that the countries are not named,
    ``nationwide`` that the count is the whole country's, ``overall`` the whole document's.
    ``not_places`` are written with a capital at times and never name a place.
    """

    inside: Words
    at_events: Words
    events: Words
    articles: Words
    definite: Words
    abroad: Words
    compass: Words
    origin: Words
    destination: Words
    kinds: Words
    landforms: Words
    settlements: Words
    provinces: Words
    facilities: Words
    directions: Words
    fillers: Words
    joiners: Words
    institutions: Words
    officials: Words
    particles: Words
    storms: Words
    titles: Words
    peoples: Words
    migrants: Words
    borders: Words
    nationwide: Words
    overall: Words
    not_places: Words


@dataclass(frozen=True, slots=True)
class PeriodWords:
    """Words of dates; ``months`` and ``weekdays`` map a form to its number (Monday is 1).

    ``since``, ``until``, ``as_of``, ``opening`` stand in front of a date; behind ``about``
    it is never the date of the report, behind ``compared`` ("than in") it dates nothing, even
    with one of ``compared_between`` in the gap. ``cautious`` months are also other words ("may") and
    need a date around them. ``middle`` and ``fortnight`` are parts of a month. ``records`` in
    front of ``since`` compare, too ("the worst since"). ``so_far`` is the running year, ``every``
    makes a rate of a unit ("every year"), ``week_kinds`` stand beside one with a number ("epi week
    17"). ``previous`` are those of ``last`` that mean a calendar unit; ``is_unit_first`` languages
    say "month last".
    """

    months: Numbers
    weekdays: Numbers
    ordinals: Numbers
    numbers: Numbers
    cautious: Words
    day_marks: Words
    about: Words
    since: Words
    as_of: Words
    until: Words
    opening: Words
    both: Words
    between: Words
    before_year: Words
    year_owners: Words
    between_parts: Words
    parts: Words
    end: Words
    middle: Words
    fortnight: Words
    compared: Words
    compared_between: Words
    records: Words
    so_far: Words
    every: Words
    half: Words
    quarter: Words
    week: Words
    week_kinds: Words
    month: Words
    year: Words
    day: Words
    hour: Words
    is_unit_first: bool
    last: Words
    previous: Words
    this: Words
    ago: Words
    ago_before: Words
    earlier: Words
    later: Words
    yesterday: Words
    today: Words
    weekend: Words
    clock: Words


@dataclass(frozen=True, slots=True)
class ReporterWords:
    """Words of attribution.

    ``according`` opens a name; ``verbs`` follow or precede it; ``passive`` in front of a
    verb undoes that, ``active`` does not; ``before_inverted`` may open a verb that stands in
    front of its speaker; a language that ``drops_subject`` leaves that out ("también dijo que").
    The ``counting`` ones are not dated by the date beside them, ``needs_that`` ones speak only
    before a clause ("claimed that").

    ``sources`` are people without a name ("local officials", with their ``modifiers``), if
    the verb or one of ``after_sources`` follows. ``bodies`` are named by the
    words in front of them ("civil protection agency"). ``governments``, ``armies`` and ``police``
    belong to a country, ``authorities`` only to one that is named. ``carried`` points back to
    who spoke before ("the agency"), ``own`` to the publisher ("we"). ``inside_names`` join
    the parts of a printed name, ``not_names`` open none.

    ``report`` nouns, the ``audience`` and ``prepositions`` stand between the saying and its date. ``stops`` and
    ``clauses`` end the search for a speaker.
    """

    according: Words
    verbs: Words
    counting: Words
    needs_that: Words
    active: Words
    passive: Words
    before_inverted: Words
    drops_subject: bool
    sources: Words
    after_sources: Words
    bodies: Words
    governments: Words
    authorities: Words
    armies: Words
    police: Words
    carried: Words
    own: Words
    inside_names: Words
    not_names: Words
    definite: Words
    report: Words
    audience: Words
    modifiers: Words
    modifiers_after: Words
    prepositions: Words
    stops: Words
    clauses: Words


@dataclass(frozen=True, slots=True)
class CertaintyWords:
    """Words that take a figure out of what is reported as fact.

    ``undoing`` words make of a negation none ("not only"); ``risks`` stand behind a figure.
    A ``perfect`` behind a modal is about the past ("may have died"), before ``duties`` it is not ("would have to").
    A deed behind ``purposes`` is only meant ("pour évacuer").
    What people are ``asked`` or ``destined`` to do ("are to", "wish to"; ``aims`` stand behind both) and what is
    ``foreseen`` has not happened. ``unsettled`` phrases leave open which of two things did ("dead or missing").
    """

    negations: Words
    undoing: Words
    denials: Words
    modals: Words
    perfect: Words
    duties: Words
    asked: Words
    aims: Words
    purposes: Words
    destined: Words
    foreseen: Words
    unsettled: Words
    projections: Words
    risks: Words
    fears: Words
    stops: Words


@dataclass(frozen=True, slots=True)
class CauseWords:
    """Words that tell what drove people out or hurt them."""

    conflict: Words
    disaster: Words
    other: Words


@dataclass(frozen=True, slots=True)
class ContextWords:
    """All context words of one language."""

    places: PlaceWords
    periods: PeriodWords
    reporters: ReporterWords
    certainty: CertaintyWords
    causes: CauseWords


_Table = TypeVar("_Table", PlaceWords, PeriodWords, ReporterWords, CertaintyWords, CauseWords)


def read_context_words(tables: Mapping[str, Any]) -> ContextWords:
    """Return the context words from the ``context`` table of a lexicon file.

    Raises:
        KeyError: a table or a list is missing.
    """
    return ContextWords(
        places=_read(PlaceWords, tables["places"]),
        periods=_read(PeriodWords, tables["periods"]),
        reporters=_read(ReporterWords, tables["reporters"]),
        certainty=_read(CertaintyWords, tables["certainty"]),
        causes=_read(CauseWords, tables["causes"]),
    )


@cache
def load_context_words(language: str) -> ContextWords:
    """Return the context words of a language (ISO 639-1) that has a lexicon.

    Example:
        >>> load_context_words("en").periods.months["march"]
        3
    """
    return read_context_words(load_tables(language)["context"])


def _read(shape: type[_Table], table: Mapping[str, Any]) -> _Table:
    """Return the table in its shape: lists become sets, tables stay mappings."""
    values: dict[str, Any] = {}
    for field in fields(shape):
        value = table[field.name]
        values[field.name] = frozenset(value) if isinstance(value, list) else value
    return shape(**values)
