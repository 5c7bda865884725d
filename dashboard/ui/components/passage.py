"""A sentence in its document: the surrounding text, with the sentence and its number marked.

The text comes from outside and is hostile by assumption. It is handed over as data and
written with ``textContent``, so no character of it is ever read as Markdown or HTML, and
what a reader copies is exactly what stands in the document.
"""

import re
from dataclasses import asdict, dataclass

import streamlit as st

AROUND_CHARACTERS = 900

_HTML = """
<div class="passage" role="region" aria-label="The sentence in its document" tabindex="0"></div>
"""

_CSS = """
.passage {
  max-height: 17rem; overflow-y: auto; padding: 0.9rem 1.1rem; box-sizing: border-box;
  border: 1px solid var(--st-border-color); border-left: 4px solid var(--st-primary-color); border-radius: 4px;
  color: #45525F; font-family: var(--st-font); font-size: 1rem; line-height: 1.6;
  white-space: pre-wrap; overflow-wrap: anywhere;
}
.passage:focus-visible { outline: 2px solid var(--st-primary-color); }
mark { background: #FFF0BF; color: #1F2A36; padding: 0.1em 0; }
mark.number { background: #FFD75E; font-weight: 650; }
"""

_JS = """
export default function ({ parentElement, data }) {
  const box = parentElement.querySelector(".passage");
  box.replaceChildren();
  for (const part of data.parts) {
    const piece = document.createElement(part.role === "text" ? "span" : "mark");
    piece.className = part.role;
    piece.textContent = part.text;
    box.append(piece);
  }
  const first = box.querySelector("mark");
  if (first) box.scrollTop = Math.max(0, first.offsetTop - box.offsetTop - 60);
}
"""


@dataclass(frozen=True, slots=True)
class Part:
    """A run of the passage: plain ``text``, the ``quote``, or the ``number`` in it."""

    text: str
    role: str


def cut_passage(
    text: str, start: int, end: int, number: str | None = None, around: int = AROUND_CHARACTERS
) -> list[Part]:
    """Return the quote at ``text[start:end]`` with what stands around it, in reading order.

    The surroundings begin and end at a blank; a cut is shown by "…". ``number`` is marked
    within the quote where it is found there.

    Example:
        >>> [part.role for part in cut_passage("Before. At least 12 died. After.", 8, 25, "12")]
        ['text', 'quote', 'number', 'quote', 'text']
        >>> cut_passage("All of it.", 0, 10)
        [Part(text='All of it.', role='quote')]
    """
    before = text[:start] if start <= around else "… " + text[start - around : start].partition(" ")[2]
    after = text[end:] if len(text) - end <= around else text[end : end + around].rpartition(" ")[0] + " …"
    quote = text[start:end]
    head, found, tail = _part_number(quote, number) if number else (quote, "", "")
    parts = [(before, "text"), (head, "quote"), (found, "number"), (tail, "quote"), (after, "text")]
    return [Part(run, role) for run, role in parts if run]


def _part_number(quote: str, number: str) -> tuple[str, str, str]:
    """Return what stands before a number, the number, and the rest.

    Of "13 March, 3 dead" it is the second 3, and in a table the one of the last row.
    """
    found = [*re.finditer(rf"(?<![\w.,]){re.escape(number)}(?!\w|[.,]\d)", quote)]
    rows = [match for match in found if match.start() > quote.rfind("\n")]
    if not found:
        return quote.partition(number)
    start, end = (rows or found)[0].span()
    return quote[:start], quote[start:end], quote[end:]


def show_passage(parts: list[Part], key: str) -> None:
    """Show the passage, scrolled to the sentence."""
    passage = st.components.v2.component("humdash.passage", html=_HTML, css=_CSS, js=_JS)
    passage(data={"parts": [asdict(part) for part in parts]}, key=key)
