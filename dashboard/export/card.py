"""The briefing card: one chart that never travels without its sources.

Title, chart, sources and provenance are one SVG; the PNG and the PDF are drawn from that
very SVG. The same card gives the same bytes, whenever and wherever it is rendered: the
only clock is the one in its provenance line.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from enum import Enum
from typing import TYPE_CHECKING

from dashboard.export.layout import Labels, Page, Words, lay_out, list_sources
from dashboard.export.pdf import write_pdf
from dashboard.export.png import write_png
from dashboard.export.svg import draw_chart_svg, write_svg
from dashboard.export.text import clean_text
from dashboard.model import ExportError, Problem
from dashboard.wording import translations

if TYPE_CHECKING:
    import altair as alt


_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


class CardSize(Enum):
    """The sizes a card comes in, as width and height in pixels; a PNG has twice as many."""

    SLIDE = (1280, 720)
    SQUARE = (1080, 1080)


@dataclass(frozen=True)
class Card:
    """What a briefing card says.

    ``sources`` are the full entries in the order of their letters, ``short_sources`` the
    same ones in a few words, used where the full ones would take more than 30 % of the
    card; left empty, they are made by ``shorten_source``. ``provenance`` names the
    revision, the time of the export in UTC, the link, the licence and the filters.
    ``description`` is the text alternative; it stands in for the chart if there is none.

    Raises:
        ExportError: a card needs a title, a source, and a provenance line.

    Example:
        >>> Card("400 people killed", "", None, ["HRW, “Mali”, 2020"], None, "Revision 3", "One dot.").short_sources
        ('HRW 2020',)
        >>> Card("400 people killed", "", None, [" "], None, "Revision 3", "One dot.")
        Traceback (most recent call last):
        ...
        dashboard.model.problem.ExportError: briefing card: It has no sources. Choose figures whose source is known.
    """

    title: str
    subtitle: str
    chart: "alt.TopLevelMixin | None"
    sources: Sequence[str]
    note: str | None
    provenance: str
    description: str
    language: str = "en"
    short_sources: Sequence[str] = field(default=())

    def __post_init__(self) -> None:
        """Clean every text and refuse a card that could not be traced."""
        for entry in fields(self):
            value = getattr(self, entry.name)
            if entry.name in ("sources", "short_sources"):
                value = tuple(text for text in map(clean_text, value) if text)
            elif entry.name != "chart":
                value = clean_text(value or "")
            object.__setattr__(self, entry.name, value)
        if len(self.short_sources) != len(self.sources):
            object.__setattr__(self, "short_sources", tuple(map(shorten_source, self.sources)))
        self._check()

    def _check(self) -> None:
        for is_missing, code, message, suggestion in (
            (not self.title, "no_title", "It has no title.", "Give it a title that states the finding."),
            (not self.sources, "no_sources", "It has no sources.", "Choose figures whose source is known."),
            (not self.provenance, "no_provenance", "It does not say where it was made.", "Name revision and time."),
        ):
            if is_missing:
                raise ExportError(Problem(code, "briefing card", None, message, suggestion))


def shorten_source(entry: str) -> str:
    """Return the letter, the name and the year of a source entry.

    Example:
        >>> shorten_source("ᵃ Human Rights Watch, “World Report 2021: Mali”, 13 January 2020; accessed 3 March 2024")
        'ᵃ Human Rights Watch 2020'
        >>> shorten_source("ᵇ MINUSMA, entered by hand, no document")
        'ᵇ MINUSMA'
    """
    name = entry.partition(", ")[0]
    after_title = re.split("[”»]", entry)[-1].partition(";")[0]
    years = _YEAR.findall(after_title)
    return f"{name} {years[-1]}" if years else name


def render_svg(card: Card, size: CardSize = CardSize.SLIDE) -> str:
    """Return the card as one SVG, its text still text.

    Raises:
        ExportError: the words leave no room for the chart.
    """
    return _draw(card, size, lay_out(_words(card), *size.value))


def render_png(card: Card, size: CardSize = CardSize.SLIDE) -> bytes:
    """Return the card as a PNG of twice its size, its words in iTXt entries.

    Raises:
        ExportError: the words leave no room for the chart.
    """
    texts = {
        "Title": card.title,
        "Description": card.description,
        "Source": "\n".join(card.sources),
        "Comment": card.note or "",
        "Revision": card.provenance,
        "Software": "humdash",
    }
    return write_png(render_svg(card, size), texts, card.language)


def render_pdf(card: Card, size: CardSize = CardSize.SLIDE) -> bytes:
    """Return the card as a PDF with selectable text; all sources follow if they do not fit.

    Raises:
        ExportError: the words leave no room for the chart.
    """
    words = _words(card)
    first = lay_out(words, *size.value)
    further = [] if first.has_all_sources else list_sources(words, *size.value)
    information = {
        "Title": card.title,
        "Subject": card.description,
        "Author": "; ".join(card.short_sources),
        "Keywords": card.provenance,
        "Sources": "\n".join(card.sources),
        "Creator": "humdash",
    }
    pages = [_draw(card, size, first), *(_write(card, size, page, None) for page in further)]
    return write_pdf(pages, information, card.language)


def _words(card: Card) -> Words:
    _ = translations(card.language).gettext
    labels = Labels(
        sources=_("Sources"),
        note=_("Note"),
        in_full=_("The full list of sources begins on page 2 of the PDF."),
        and_more=_("{count} more"),
    )
    return Words(
        title=card.title,
        subtitle=card.subtitle,
        sources=card.sources,
        short_sources=card.short_sources,
        note=card.note or "",
        provenance=card.provenance,
        labels=labels,
        body="" if card.chart is not None else card.description,
    )


def _draw(card: Card, size: CardSize, page: Page) -> str:
    chart = None
    if card.chart is not None:
        chart = draw_chart_svg(card.chart, page.box.width, page.box.height, card.language)
    return _write(card, size, page, chart)


def _write(card: Card, size: CardSize, page: Page, chart: str | None) -> str:
    metadata = {
        "title": [card.title],
        "description": [card.description],
        "source": card.sources,
        "provenance": [card.provenance],
    }
    return write_svg(page, chart, size.value, card.language, metadata)
