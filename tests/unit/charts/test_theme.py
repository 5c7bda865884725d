"""Colours that can be read, shapes that can be told apart."""

from PIL import ImageFont

from dashboard.charts.theme import GREY, INK, REPORTER_COLOURS, Shape, chart_config, colour_reporters, shape_of
from dashboard.export.text import FONT_FOLDER
from dashboard.model import Quantifier


def measure_contrast(colour: str) -> float:
    """Return the contrast of a colour on white. Source: WCAG 2.2, relative luminance."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)


def test_text_can_be_read() -> None:
    """Every colour that text is written in has a contrast of at least 4.5 to 1."""
    assert [colour for colour in (INK, GREY) if measure_contrast(colour) < 4.5] == []


def test_charts_and_cards_share_one_font() -> None:
    """The chart asks for the font that the export ships."""
    shipped = ImageFont.truetype(FONT_FOLDER / "NotoSans-Regular.ttf").getname()[0]

    assert chart_config()["font"].startswith(f"{shipped},")


def test_every_hedge_has_a_shape() -> None:
    """Exact, about, at least, at most and a range are drawn differently."""
    assert {shape_of(quantifier) for quantifier in Quantifier} == set(Shape)


def test_no_reporter_beyond_the_fifth_borrows_a_colour() -> None:
    """The sixth reporter is grey and told apart by its label, not by a colour used before."""
    colours = colour_reporters([f"Reporter {number}" for number in range(7)])

    assert list(colours.values())[:5] == list(REPORTER_COLOURS)
    assert set(list(colours.values())[5:]).isdisjoint(REPORTER_COLOURS)
