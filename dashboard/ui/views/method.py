"""Sources & method: every document with the figures it supports, what is counted, and by which rules."""

from typing import Any

import streamlit as st

from dashboard.consolidate import Rule
from dashboard.reference.accuracy import load_accuracy, load_external
from dashboard.reference.indicators import IndicatorEntry, Vocabulary, load_indicators
from dashboard.services.query import DocumentEntry
from dashboard.ui.components.as_of import find_held_point
from dashboard.ui.components.doors import show_doors
from dashboard.ui.components.facts import format_published, show_facts
from dashboard.ui.components.text import escape, is_web_address
from dashboard.ui.desk import list_desk_documents, list_desk_verdicts
from dashboard.wording import (
    describe_accuracy,
    describe_external,
    describe_figure,
    describe_indicators,
    describe_verdicts,
    explain_rule,
    format_date,
    format_number,
    name_word,
)

DOCUMENTS_A_PAGE = 10
NARROWEST_DEFINITION_PX = 380

LIMITS = (
    "Figures are read by rules, not by people. Each one shows its sentence: read it before you quote the number.",
    "Texts are read in English, French and Spanish. Pictures, charts and scanned pages are not read.",
    "A place that a text does not name is taken from its surroundings: the sentence before, then the title.",
    "A text that says “reported in 2019” dates the report, not the events; such dates are marked.",
    "Numbers by different reporters are shown side by side and never added.",
    "Missing is not zero: where no figure was found, nobody may have counted.",
)


def show() -> None:
    """Show documents, definitions, rules, measured accuracy and limits."""
    st.header("Sources & method", anchor=False)
    documents, definitions, rules, accuracy, limits = st.tabs(
        ["Documents", "What is counted", "Rules", "How well it reads", "Known limits"]
    )
    with documents:
        show_documents()
    with definitions:
        show_definitions()
    with rules:
        st.markdown("Every number on a page has passed these rules, in this order:")
        st.markdown("\n".join(f"1. {explain_rule(rule)}" for rule in Rule))
    with accuracy:
        st.markdown(describe_accuracy(load_accuracy()))
        st.markdown("By indicator, in all languages:")
        st.markdown(describe_indicators(load_accuracy()))
        st.subheader("On texts of others", anchor=False)
        st.markdown(describe_external(load_external()))
        st.subheader("What people say about it", anchor=False)
        st.markdown(describe_verdicts(list_desk_verdicts()))
    with limits:
        st.markdown("\n".join(f"- {limit}" for limit in LIMITS))


def show_documents() -> None:
    """Show the documents that match what is searched for, a page at a time."""
    as_of = find_held_point()
    entries = list_desk_documents(as_of)
    if not entries:
        show_doors(as_of)
        return
    wanted = st.text_input("Find a document", placeholder="A word of the title, the publisher or the reporter")
    found = [entry for entry in entries if entry.matches(wanted)]
    st.markdown(f":gray[{len(found)} of {len(entries)} {'document' if len(entries) == 1 else 'documents'}]")
    pages = max(1, -(-len(found) // DOCUMENTS_A_PAGE))
    number = st.pagination(pages, key="documents_page") if pages > 1 else 1
    for entry in found[(number - 1) * DOCUMENTS_A_PAGE : number * DOCUMENTS_A_PAGE]:
        show_document(entry)


def show_document(entry: DocumentEntry) -> None:
    """Show one document: where it comes from, and each figure it supports."""
    document = entry.document
    count = "1 figure" if entry.figure_count == 1 else f"{format_number(entry.figure_count)} figures"
    title, publisher = document["title"] or "Untitled document", document["publisher"] or "publisher not known"
    with st.expander(f"{escape(title)} :gray[· {escape(publisher)} · {count}]"):
        show_facts(list_facts(document))
        if is_web_address(document["url"]):
            st.link_button("Open the document", document["url"])
        st.markdown("\n".join(f"- {escape(describe_figure(row))}" for row in entry.figures))
        if entry.figure_count > len(entry.figures):
            st.markdown(f":gray[and {format_number(entry.figure_count - len(entry.figures))} more]")


def list_facts(document: dict[str, Any]) -> list[tuple[str, str]]:
    """Return what is known about a document; what is not known is said."""
    return [
        ("Published by", document["publisher"] or "publisher not known"),
        ("Authors", document["authors"] or "authors not known"),
        ("Published on", format_published(document["published"])),
        ("Last looked at", format_date(document["accessed"]) if document["accessed"] else "not noted"),
        ("Terms of use", document["licence"] or "not known"),
    ]


def show_definitions() -> None:
    """Show what each indicator means, in the order in which they are shown everywhere."""
    grid = st.grid("auto", min_column_width=NARROWEST_DEFINITION_PX, gap=("small", "large"))
    for entry in load_indicators().values():
        remark = f"{name_word(entry.measure)}; after {entry.source}"
        texts = (entry.definition, f"Not: {entry.excludes}.", f"For example: {entry.example}")
        lines = [escape(text) for text in texts] + [
            f":small[:gray[{text}]]" for text in (escape(remark), name_terms(entry))
        ]
        grid.markdown(f"**{escape(entry.label)}**  \n" + "  \n".join(lines))


def name_terms(entry: IndicatorEntry) -> str:
    """Return what others call an indicator: "IDMC: IDPs · HXL: `#affected+idps`"."""
    terms = [(vocabulary, entry.find_terms(vocabulary)) for vocabulary in Vocabulary]
    return " · ".join(f"{name_word(vocabulary)}: `{found[0].name}`" for vocabulary, found in terms if found)


if __name__ == "__main__":
    show()
