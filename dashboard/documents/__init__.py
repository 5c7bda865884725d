"""Articles and reports of any kind of file, read into a ``Document`` whose text never changes again."""

from dashboard.documents.language import detect_language
from dashboard.documents.read import MAX_BYTES, MAX_CHARACTERS, read_document, read_text
from dashboard.documents.reading import parse_published

__all__ = ["MAX_BYTES", "MAX_CHARACTERS", "detect_language", "parse_published", "read_document", "read_text"]
