"""A figure as one sentence, and the entry of its source."""

import re

from dashboard.model import (
    Cause,
    Certainty,
    Document,
    Figure,
    Measure,
)
from dashboard.wording.catalogue import say, translations
from dashboard.wording.dates import format_date, format_period
from dashboard.wording.names import name_reporter, name_word
from dashboard.wording.numbers import format_count
from dashboard.wording.places import format_place, is_named
from dashboard.wording.rows import Row


def describe_figure(figure: Figure | Row, locale: str = "en") -> str:
    """Return a figure as one sentence; the same figure always gives the same sentence.

    Example:
        >>> from dashboard.model import Indicator, Period, PeriodBasis, Place, Quantifier, Quantity, Unit
        >>> describe_figure(Figure("f1", Indicator.KILLED, Measure.FLOW, Unit.PERSON,
        ...     Quantity(400, 400, None, Quantifier.AT_LEAST), place=Place("MLI", "Mali"),
        ...     period=Period.of_year(2019, PeriodBasis.PUBLICATION), reporter="Human Rights Watch"))
        'Human Rights Watch: at least 400 people killed in Mali, 2019 (date of the report).'
        >>> describe_figure(Figure("f2", Indicator.INJURED, Measure.FLOW, Unit.PERSON, Quantity(1)))
        'Reporter not named: 1 person injured, place not stated, not dated.'
    """
    figure = figure if isinstance(figure, Figure) else Figure.from_record(dict(figure))
    _ = translations(locale).gettext
    count = format_count(figure.quantity, figure.indicator, figure.unit, figure.population_group, locale)
    place = format_place(figure.place, locale)
    where = _(" in {place}").format(place=place) if place else _(", place not stated")
    return _("{reporter}: {count}{where}, {period}{notes}.").format(
        reporter=name_reporter(figure.reporter, locale),
        count=count,
        where=where,
        period=format_period(figure, locale),
        notes="".join(f", {note}" for note in _notes(figure, locale)),
    )


def _notes(figure: Figure, locale: str) -> list[str]:
    """Return what a reader must know besides the number: the kind of count, cause, certainty."""
    notes: list[str] = []
    if figure.measure is Measure.CUMULATIVE:
        notes.append(name_word(figure.measure, locale))
    if figure.cause is Cause.DISASTER:
        notes.append(say("by_disaster", locale))
    if figure.certainty is not Certainty.REPORTED:
        notes.append(name_word(figure.certainty, locale))
    return notes


def cite(document: Document | Row | None, reporter: str | None, *, page: int | None = None, locale: str = "en") -> str:
    """Return the source entry of a figure, in the order of UN editorial style.

    Reporter, "Title", publisher if it is not the reporter, date, page; access date. What is
    not known is said so, never left out in silence.

    Example:
        >>> from dashboard.model import Period
        >>> review = Document("d1", "World Report 2020: Mali", "Human Rights Watch", published=Period.of_month(2020, 1))
        >>> cite(review, "Human Rights Watch")
        'Human Rights Watch, “World Report 2020: Mali”, January 2020'
        >>> cite(review, "MINUSMA")
        'MINUSMA, quoted in “World Report 2020: Mali”, Human Rights Watch, January 2020'
        >>> cite(Document("d2", "Aid goes on"), "MINUSMA")
        'MINUSMA, quoted in “Aid goes on”, publisher not known, date not known'
        >>> cite(None, "MINUSMA")
        'MINUSMA, entered by hand, no document'
    """
    _ = translations(locale).gettext
    if document is None:
        return ", ".join([name_reporter(reporter, locale), _("entered by hand, no document")])
    document = document if isinstance(document, Document) else Document.from_record(dict(document))
    publisher = document.publisher
    is_own = bool(publisher and (reporter is None or is_named(reporter, publisher)))
    title = _quote_title(document.title, locale)
    parts = [
        name_reporter(reporter or publisher, locale),
        _("quoted in {title}").format(title=title) if reporter and not is_own else title,
        "" if is_own else publisher or _("publisher not known"),
        format_period(document.published, locale, with_basis=False) if document.published else _("date not known"),
        _("p. {page}").format(page=page) if page else "",
    ]
    entry = ", ".join(part for part in parts if part)
    if document.accessed:
        return _("{entry}; accessed {date}").format(entry=entry, date=format_date(document.accessed, locale))
    return entry


def _quote_title(title: str | None, locale: str) -> str:
    _ = translations(locale).gettext
    if not title:
        return _("untitled document")
    inner = re.sub(r"[“\"]([^“”\"]*)[”\"]", r"‘\1’", title.strip().rstrip("."))
    return _("“{title}”").format(title=inner)
