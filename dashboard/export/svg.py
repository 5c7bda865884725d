"""Pages become SVG: our own lines around a chart that Vega has drawn.

Everything a reader needs is in the one file: title, chart, sources and provenance are
drawn, and stand in its metadata as well. Whatever comes from outside is escaped here.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

from dashboard.charts.theme import FONT_FAMILY
from dashboard.export.layout import Box, Line, Page
from dashboard.export.text import FONT_FOLDER
from dashboard.model import ExportError, Problem

if TYPE_CHECKING:
    import altair as alt

_ROOT = re.compile(r'<svg\b[^>]*?\bwidth="(?P<width>[\d.]+)"[^>]*?\bheight="(?P<height>[\d.]+)"[^>]*>')
_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HIDDEN = re.compile(r'<text\b[^>]* opacity="0"[^>]*>[^<]*</text>')  # axis labels that would touch others
_COMPOSED = {"concat", "hconcat", "vconcat", "facet", "repeat"}
_D3_LOCALES = {"fr": "fr-FR", "es": "es-ES"}
_FONT_STACK = f"{FONT_FAMILY}, Arial, Helvetica, sans-serif"


@cache
def converter() -> Any:
    """Return the converter, which knows the package's font from here on."""
    import vl_convert

    vl_convert.register_font_directory(str(FONT_FOLDER))
    return vl_convert


def draw_chart_svg(chart: "alt.TopLevelMixin", width: float, height: float, language: str) -> str:
    """Return the chart as an SVG that fills the room; a composed one keeps its own size.

    Numbers and dates on axes follow the language.

    Raises:
        ExportError: Vega cannot draw it, or it asks for data from elsewhere.
    """
    spec = _strip(chart.to_dict())
    if not (_COMPOSED & spec.keys() or {"facet", "row", "column"} & spec.get("encoding", {}).keys()):
        spec |= {"width": width, "height": height, "autosize": {"type": "fit", "contains": "padding"}}
    spec |= {"background": "white", "config": {"font": FONT_FAMILY} | spec.get("config", {})}
    try:
        return str(
            converter().vegalite_to_svg(
                spec,
                allowed_base_urls=[],
                format_locale=_D3_LOCALES.get(language),
                time_format_locale=_D3_LOCALES.get(language),
            )
        )
    except ValueError as error:
        problem = Problem(
            "chart_not_drawn", "briefing card", None, "The chart could not be drawn.", "Choose another one."
        )
        raise ExportError(problem) from error


def _strip(value: Any) -> Any:
    """Return a part of a specification without what XML cannot hold.

    The converter ends the whole process where it meets such a sign in a text.
    """
    if isinstance(value, str):
        return _NOT_XML.sub("", value)
    if isinstance(value, dict):
        return {_strip(key): _strip(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_strip(part) for part in value]
    return value


def write_svg(
    page: Page, chart: str | None, size: tuple[int, int], language: str, metadata: Mapping[str, Sequence[str]]
) -> str:
    """Return one page as SVG text, its parts in the order in which they are read.

    ``metadata`` holds Dublin Core terms, each with its values; ``title`` and
    ``description`` are the text alternative as well.
    """
    width, height = size
    root = (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="{width}" '
        f'height="{height}" viewBox="0 0 {width} {height}" role="img" aria-labelledby="card-title card-description" '
        f"lang={quoteattr(language)} xml:lang={quoteattr(language)} font-family={quoteattr(_FONT_STACK)}>"
    )
    parts = [
        root,
        f'<title id="card-title">{escape(" ".join(metadata["title"]))}</title>',
        f'<desc id="card-description">{escape(" ".join(metadata["description"]))}</desc>',
        '<metadata xmlns:dcterms="http://purl.org/dc/terms/">',
        *(
            f"<dcterms:{term}>{escape(value)}</dcterms:{term}>"
            for term, values in metadata.items()
            for value in values
            if value
        ),
        "</metadata>",
        f'<rect width="{width}" height="{height}" fill="white"/>',
        *(_text(line) for line in page.lines if line.y <= page.box.y),
        *([_place(chart, page.box)] if chart else []),
        *(_text(line) for line in page.lines if line.y > page.box.y),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _text(line: Line) -> str:
    weight = f' font-weight="{line.weight:d}"' if line.weight > 400 else ""
    return (
        f'<text x="{line.x:g}" y="{line.y:g}" font-size="{line.size:g}"{weight} fill="{line.colour}">'
        f"{escape(line.text)}</text>"
    )


def _place(chart: str, box: Box) -> str:
    """Put a drawn chart into the box, made smaller if it is larger, in its upper left corner."""
    drawn = _ROOT.match(chart)
    if drawn is None:
        raise ValueError("the drawn chart has no size")
    root = (
        f'<svg x="{box.x:g}" y="{box.y:g}" width="{box.width:g}" height="{box.height:g}" '
        f'viewBox="0 0 {drawn["width"]} {drawn["height"]}" preserveAspectRatio="xMinYMin meet">'
    )
    return root + _HIDDEN.sub("", chart[drawn.end() :])
