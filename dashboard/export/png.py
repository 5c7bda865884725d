"""An SVG becomes a PNG that is small and still says where its numbers come from."""

from collections.abc import Mapping
from io import BytesIO

from dashboard.export.svg import converter

SCALE = 2
_CSS_DOTS_PER_INCH = 96


def write_png(svg: str, texts: Mapping[str, str], language: str) -> bytes:
    """Return the picture at twice its size in pixels, with ``texts`` as its iTXt entries.

    The resolution is set so that a page of a document shows it at its size on a screen.
    """
    from PIL import Image
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    for key, value in texts.items():
        if value:
            info.add_itxt(key, value, lang=language)
    drawn = Image.open(BytesIO(converter().svg_to_png(svg, scale=SCALE))).convert("RGB")
    picture = BytesIO()
    dots = _CSS_DOTS_PER_INCH * SCALE
    drawn.save(picture, "PNG", dpi=(dots, dots), pnginfo=info)
    return picture.getvalue()
