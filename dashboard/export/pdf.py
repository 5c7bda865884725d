"""SVG pages become one PDF with text that can be selected, searched and read aloud."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from dashboard.export.svg import converter

if TYPE_CHECKING:
    from pypdf.generic import DictionaryObject

_POINTS_PER_PIXEL = 72 / 96  # a slide is 13⅓ by 7½ inches, as in the usual programs


def write_pdf(pages: Sequence[str], information: Mapping[str, str], language: str) -> bytes:
    """Return the pages in order; ``information`` is the document information, without slashes.

    No date and no random identifier is written, and resources are put in the order of
    their names, so that the same pages give the same bytes.
    """
    from pypdf import PdfReader, PdfWriter, generic

    writer = PdfWriter()
    for svg in pages:
        drawn = PdfReader(BytesIO(converter().svg_to_pdf(svg)))
        for page in drawn.pages:
            _sort_resources(page)
        writer.append(drawn)
    for page in writer.pages:
        page.scale_by(_POINTS_PER_PIXEL)
        page.compress_content_streams()
    writer.add_metadata({f"/{key}": value for key, value in information.items() if value})
    writer.root_object[generic.NameObject("/Lang")] = generic.TextStringObject(language)
    preferences = writer.create_viewer_preferences()
    preferences[generic.NameObject("/DisplayDocTitle")] = generic.BooleanObject(True)
    document = BytesIO()
    writer.write(document)
    return document.getvalue()


def _sort_resources(drawn: "DictionaryObject") -> None:
    """Put the resources of a page, and of the pictures in it, in the order of their names."""
    resources = drawn.get("/Resources", {})
    for kind in resources.values():
        if isinstance(kind, dict):
            ordered = sorted(kind.items())
            kind.clear()
            kind.update(ordered)
    for picture in resources.get("/XObject", {}).values():
        _sort_resources(picture.get_object())
