"""The article in a web page: its text without menus, scripts and markup, and what the page says about itself.

Nothing of the page is run and nothing is fetched.
"""

import re
from typing import Any

from dashboard.documents.plain import decode
from dashboard.documents.reading import Reading, refuse
from dashboard.model import Period

# A page of more tags is no article; looking for one in it would take minutes.
_MAX_TAGS = 100_000
_HEAD_BYTES = 4_096

_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]{1,40})""", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*>")
_SOURCE_BLANKS = re.compile(r"[ \t\r\n\f]+")
_TABLE_RULE = re.compile(r"^\|[-| ]+\n", re.MULTILINE)
_DATE = re.compile(r"\d{4}(-\d\d){0,2}(?!\d)")
_PUBLISHED_KEYS = (
    "article:published_time",
    "citation_publication_date",
    "date",
    "datePublished",
    "dc.date",
    "dc.date.issued",
    "dcterms.date",
    "dcterms.issued",
    "og:published_time",
)
_PUBLISHED_JSON = re.compile(r'"datePublished"\s*:\s*"([^"]{4,40})"')

_SILENT = ("script", "style", "noscript", "template", "head", "svg", "iframe", "object", "select", "nav", "footer")
_INLINE = frozenset(
    "a abbr b bdi bdo cite code em font i mark q s small span strike strong sub sup time tt u wbr".split()  # noqa: SIM905 (a list of 22 strings reads worse)
)
# Stands for a line end that a reader sees; those in the source of a page mean nothing.
_LINE_END = "\ufdd0"


def read_html(content: bytes, name: str) -> Reading:
    """Return the main text of a page; of a page without an article, everything a reader sees.

    Title, publisher, authors and publication date are those that the page declares. The date
    is never guessed from the words of the text, where any date may stand.

    Raises:
        DocumentError: the file holds something other than text.
    """
    import trafilatura  # takes half a second, and only pages need it
    from lxml import etree, html

    page = _DECLARATION.sub("", _decode(content, name))
    try:
        tree: Any = html.document_fromstring(page)
    except (etree.ParserError, ValueError):
        return Reading("")
    published = _declared_date(tree, page)
    article: Any = None
    if page.count("<") <= _MAX_TAGS:
        _join_source_lines(tree)
        page = html.tostring(tree, encoding="unicode")
        article = trafilatura.bare_extraction(page, with_metadata=True, include_comments=False)
    if article is None or not article.text:
        return Reading(_visible_text(tree), published=published)
    return Reading(
        text=_TABLE_RULE.sub("", article.text),
        title=article.title or None,
        publisher=article.sitename or None,
        authors=article.author or None,
        published=published,
        url=article.url or None,
        licence=article.license or None,
    )


def _decode(content: bytes, name: str) -> str:
    declared = _CHARSET.search(content[:_HEAD_BYTES])
    if declared and not content.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        try:
            return content.decode(declared[1].decode("ascii"))
        except (LookupError, UnicodeError):
            pass  # the page declares an encoding that it is not in
    page = decode(content)
    if page is None:
        raise refuse("binary_file", name, "It is not a web page.", "Save the page as HTML, or paste the text.")
    return page


def _declared_date(tree: Any, page: str) -> str | None:
    declared = [
        meta.get("content", "")
        for key in _PUBLISHED_KEYS
        for meta in tree.iter("meta")
        if key.lower() in {(meta.get(where) or "").lower() for where in ("property", "name", "itemprop")}
    ]
    declared += [time.get("datetime") or "" for time in tree.iter("time") if time.get("itemprop") == "datePublished"]
    declared += _PUBLISHED_JSON.findall(page)
    return next((found[0] for found in map(_DATE.match, declared) if found and _is_date(found[0])), None)


def _is_date(text: str) -> bool:
    try:
        Period.fromisoformat(text)
    except ValueError:
        return False
    return True


def _join_source_lines(tree: Any) -> None:
    """Make every run of blanks one space, as a browser shows it; a line end in the source ends no sentence."""
    kept = {node for preformatted in tree.iter("pre") for node in preformatted.iter()}
    for node in tree.iter():
        if node.text and node not in kept:
            node.text = _SOURCE_BLANKS.sub(" ", node.text)
        if node.tail and (node not in kept or node.tag == "pre"):
            node.tail = _SOURCE_BLANKS.sub(" ", node.tail)


def _visible_text(tree: Any) -> str:
    from lxml import etree

    etree.strip_elements(tree, *_SILENT, etree.Comment, etree.ProcessingInstruction, with_tail=False)
    for block in tree.iter():
        if block.tag not in _INLINE:
            block.text = _LINE_END + (block.text or "")
            block.tail = _LINE_END + (block.tail or "")
    lines = (" ".join(line.split()) for line in tree.text_content().split(_LINE_END))
    return "\n".join(line for line in lines if line)
