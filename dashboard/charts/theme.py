"""The look of every chart: one font, few colours, one shape for each kind of number.

Colours come from here only. Text keeps a contrast of at least 4.5:1 on white; a colour
never says anything alone: a label or a shape says it as well.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from dashboard.model import Quantifier
from dashboard.wording import format_number

FONT_FAMILY = "Noto Sans"
FONT_STACK = f"{FONT_FAMILY}, Source Sans, sans-serif"  # on a screen, the app brings the second one along

INK = "#1A1A1A"
GREY = "#5C5C5C"
LINE_GREY = "#D0D0D0"
BLUE = "#0072BC"
REPORTER_COLOURS = (BLUE, "#D55E00", "#009E73", "#CC79A7", "#56B4E9")
OTHER_COLOUR = "#767676"

TEXT_SIZE_PX = 14
COMPACT_TEXT_SIZE_PX = 13
MARK_AREA_PX2 = 110
RANGE_WIDTH_PX = 3


class Shape(StrEnum):
    """What kind of number a mark shows; the value is the shape Vega draws."""

    EXACT = "circle"
    ABOUT = "diamond"
    AT_LEAST = "triangle-right"
    AT_MOST = "triangle-left"
    RANGE = "stroke"


_SHAPES = {
    Quantifier.EXACT: Shape.EXACT,
    Quantifier.UNSPECIFIED: Shape.EXACT,
    Quantifier.APPROXIMATELY: Shape.ABOUT,
    Quantifier.AT_LEAST: Shape.AT_LEAST,
    Quantifier.MORE_THAN: Shape.AT_LEAST,
    Quantifier.AT_MOST: Shape.AT_MOST,
    Quantifier.LESS_THAN: Shape.AT_MOST,
    Quantifier.BETWEEN: Shape.RANGE,
    Quantifier.VAGUE: Shape.RANGE,
}


def shape_of(quantifier: Quantifier) -> Shape:
    """Return the shape that says how certain a number is.

    Example:
        >>> shape_of(Quantifier.MORE_THAN).value
        'triangle-right'
    """
    return _SHAPES[quantifier]


def colour_reporters(reporters: Iterable[str]) -> dict[str, str]:
    """Return a colour for each reporter, in order of appearance; from the sixth on, grey.

    Example:
        >>> colour_reporters(["UNHCR", "IDMC", "UNHCR"])
        {'UNHCR': '#0072BC', 'IDMC': '#D55E00'}
    """
    names = list(dict.fromkeys(reporters))
    return {
        name: REPORTER_COLOURS[place] if place < len(REPORTER_COLOURS) else OTHER_COLOUR
        for place, name in enumerate(names)
    }


def chart_config(text_size: int = TEXT_SIZE_PX) -> dict[str, Any]:
    """Return the configuration every chart starts from, as Vega-Lite takes it."""
    words = {"labelFont": FONT_STACK, "labelColor": INK, "labelFontSize": text_size, "labelFontWeight": "normal"}
    titles = {"titleFont": FONT_STACK, "titleColor": GREY, "titleFontSize": text_size, "titleFontWeight": "normal"}
    return {
        "font": FONT_STACK,
        "background": "white",
        "view": {"stroke": None},
        "axis": words | titles | {"domainColor": LINE_GREY, "gridColor": "#EBEBEB", "tickColor": LINE_GREY},
        "legend": words | titles,
        "text": {"font": FONT_STACK, "color": INK, "fontSize": text_size},
    }


def format_axis(locale: str = "en") -> str:
    """Return the Vega expression that writes a number on an axis with the separator of a language.

    Example:
        >>> format_axis("en")
        "replace(format(datum.value, ',d'), /,/g, ',')"
    """
    separator = format_number(1_000, locale)[1:-3]
    return f"replace(format(datum.value, ',d'), /,/g, '{separator}')"
