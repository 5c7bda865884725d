"""Where each line of a briefing card stands, and what is left for the chart.

From the top: title, subtitle, chart, sources, note, provenance. Sources are never left
out: where the full list would take more than 30 % of the height, the card carries a short
form and the full list follows on further pages. This module knows strings and lengths,
neither charts nor SVG.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from dashboard.charts.theme import GREY, INK
from dashboard.export.text import Weight, measure, wrap, wrap_evenly
from dashboard.model import ExportError, Problem

PADDING_PX = 36
TITLE_SIZES_PX = (30, 28, 26, 24, 22)
SUBTITLE_SIZE_PX = 18
SMALL_SIZE_PX = 14
MAX_TITLE_LINES = 2
MAX_SOURCES_SHARE = 0.3
MIN_CHART_HEIGHT_PX = 220

NO_BREAK_SPACE = "\u00a0"

_LEADING = 1.36  # line height as a multiple of the font size: ascent and descent of the font
_ASCENT = 1.07
_GAP_PX = 14
_SMALL_GAP_PX = 6
_ENTRY_GAP_PX = 1
_LABEL_GAP_PX = 12
_HANG_PX = 14


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text: where it starts (``y`` is its baseline) and how it looks, in pixels."""

    text: str
    x: float
    y: float
    size: float
    weight: Weight
    colour: str


@dataclass(frozen=True, slots=True)
class Box:
    """A free rectangle in pixels, counted from the top left corner."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of one page from top to bottom, and the room between them for the chart."""

    lines: tuple[Line, ...]
    box: Box
    has_all_sources: bool = True


@dataclass(frozen=True, slots=True)
class Labels:
    """The card's own words in its language.

    ``in_full`` says where the full list of sources is; ``and_more`` stands for those that
    are only there and has a place for ``{count}``.
    """

    sources: str
    note: str
    in_full: str
    and_more: str


@dataclass(frozen=True, slots=True)
class Words:
    """What stands on a card besides the chart.

    ``short_sources`` stand in for ``sources`` where room is short, ``body`` for a chart.
    """

    title: str
    subtitle: str
    sources: Sequence[str]
    short_sources: Sequence[str]
    note: str
    provenance: str
    labels: Labels
    body: str = ""


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines of one look, with an optional label in a column to their left; all but the first may hang back."""

    lines: Sequence[str]
    size: float = SMALL_SIZE_PX
    weight: Weight = Weight.REGULAR
    colour: str = GREY
    label: str = ""
    indent: float = 0
    hang: float = 0
    gap: float = _SMALL_GAP_PX

    @property
    def height(self) -> float:
        return len(self.lines) * self.size * _LEADING

    def place(self, y: float) -> Iterator[Line]:
        for number, text in enumerate(self.lines):
            baseline = round(y + self.size * (number * _LEADING + _ASCENT), 1)
            if self.label and number == 0:
                yield Line(self.label, PADDING_PX, baseline, self.size, Weight.SEMIBOLD, self.colour)
            x = round(PADDING_PX + self.indent + (self.hang if number else 0), 1)
            yield Line(text, x, baseline, self.size, self.weight, self.colour)


def lay_out(words: Words, width: float, height: float) -> Page:
    """Return the card's page: all lines placed, the rest of the height left for the chart.

    Raises:
        ExportError: title, subtitle and note are so long that no chart would fit.
    """
    room = width - 2 * PADDING_PX
    header = [
        _title(words.title, room),
        _Block(wrap(words.subtitle, room, SUBTITLE_SIZE_PX), SUBTITLE_SIZE_PX),
        _Block(wrap(words.body, room, SUBTITLE_SIZE_PX), SUBTITLE_SIZE_PX, colour=INK),
    ]
    sources, has_all = _sources(words, room, height * MAX_SOURCES_SHARE)
    footer = [
        *sources,
        _labelled(words.labels.note, wrap(words.note, room - _indent(words.labels), SMALL_SIZE_PX), words.labels),
        _Block(wrap(words.provenance, room, SMALL_SIZE_PX)),
    ]
    top = PADDING_PX + _total_height(header) + _GAP_PX
    bottom = height - PADDING_PX - _total_height(footer) - _GAP_PX
    if bottom - top < MIN_CHART_HEIGHT_PX:
        raise ExportError(_no_room(words, bottom - top))
    lines = (*_stack(header, PADDING_PX), *_stack(footer, bottom + _GAP_PX))
    return Page(lines, Box(PADDING_PX, round(top, 1), room, round(bottom - top, 1)), has_all)


def list_sources(words: Words, width: float, height: float) -> list[Page]:
    """Return the further pages that hold every source in full, as many as they need, each with the provenance."""
    room = width - 2 * PADDING_PX
    heading = _Block([words.labels.sources], TITLE_SIZES_PX[-1], Weight.SEMIBOLD, INK)
    header = [
        heading,
        _Block(wrap(words.title, room, SUBTITLE_SIZE_PX), SUBTITLE_SIZE_PX),
        _Block(wrap(words.provenance, room, SMALL_SIZE_PX)),
    ]
    top = PADDING_PX + _total_height(header) + _GAP_PX
    most = int((height - PADDING_PX - top) / (SMALL_SIZE_PX * _LEADING))  # lines on a page
    pages: list[list[_Block]] = [[]]
    for source in words.sources:
        lines = wrap(source, room - _HANG_PX, SMALL_SIZE_PX)
        for start in range(0, len(lines), most):
            entry = _Block(lines[start : start + most], colour=INK, hang=_HANG_PX)
            if pages[-1] and top + _total_height([*pages[-1], entry]) > height - PADDING_PX:
                pages.append([])
            pages[-1].append(entry)
    nothing = Box(PADDING_PX, height, room, 0)
    return [Page((*_stack(header, PADDING_PX), *_stack(entries, top)), nothing) for entries in pages]


def _title(text: str, room: float) -> _Block:
    """The largest size at which the title takes two lines; at the smallest, as many as it needs."""
    for size in TITLE_SIZES_PX:
        lines = wrap(text, room, size, Weight.SEMIBOLD)
        if len(lines) <= MAX_TITLE_LINES:
            lines = wrap_evenly(text, room, size, Weight.SEMIBOLD)
            break
    return _Block(lines, size, Weight.SEMIBOLD, INK)


def _sources(words: Words, room: float, limit: float) -> tuple[list[_Block], bool]:
    """All sources, one below the other; or their short forms in a run; or as many of those as fit."""
    labels, room = words.labels, room - _indent(words.labels)
    entries = [wrap(source, room - _HANG_PX, SMALL_SIZE_PX) for source in words.sources]
    in_full = [replace(_labelled("", lines, labels, _HANG_PX), gap=_ENTRY_GAP_PX) for lines in entries]
    in_full[0] = replace(in_full[0], label=labels.sources)
    in_full[-1] = replace(in_full[-1], gap=_SMALL_GAP_PX)
    if _total_height(in_full) <= limit:
        return in_full, True

    def shorten(count: int) -> _Block:
        more = len(words.sources) - count
        run = [*map(_keep_letter, words.short_sources[:count]), *([labels.and_more.format(count=more)] * (more > 0))]
        return _labelled(labels.sources, wrap(f"{'; '.join(run)}. {labels.in_full}", room, SMALL_SIZE_PX), labels)

    fitting = bisect_right(range(len(words.sources) + 1), limit, key=lambda count: shorten(count).height)
    return [shorten(max(fitting - 1, 0))], False


def _keep_letter(source: str) -> str:
    """Keep the letter on the line of the name it belongs to."""
    return source.replace(" ", NO_BREAK_SPACE, 1)


def _labelled(label: str, lines: Sequence[str], labels: Labels, hang: float = 0) -> _Block:
    return _Block(lines, label=label, indent=_indent(labels), hang=hang)


def _indent(labels: Labels) -> float:
    widths = (measure(label, SMALL_SIZE_PX, Weight.SEMIBOLD) for label in (labels.sources, labels.note))
    return max(widths) + _LABEL_GAP_PX


def _total_height(blocks: Iterable[_Block]) -> float:
    filled = [block for block in blocks if block.lines]
    return sum(block.height for block in filled) + sum(block.gap for block in filled[:-1])


def _stack(blocks: Iterable[_Block], y: float) -> Iterator[Line]:
    for block in blocks:
        if block.lines:
            yield from block.place(y)
            y += block.height + block.gap


def _no_room(words: Words, height: float) -> Problem:
    parts = {"title": words.title, "subtitle": words.subtitle, "note": words.note}
    longest = max(parts, key=lambda part: len(parts[part]))
    return Problem(
        "no_room_for_chart",
        "briefing card",
        parts[longest],
        f"The text leaves {max(int(height), 0)} pixels for the chart; it needs {MIN_CHART_HEIGHT_PX}.",
        f"Shorten the {longest}, or choose a larger card.",
    )
