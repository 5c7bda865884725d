"""The page Sources & method: every document with its figures, definitions, rules, limits."""

from dashboard.model import ReviewStatus
from dashboard.store import Decision

from .conftest import NOW

LABEL = r"Report \*{}\* \<b\> :gray[· The \[Daily\]\(x\) Post · 1 figure]"


def test_every_document_lists_the_figures_it_supports(run, fill, readings_of):
    """Each document says what it supports, and that its publisher is not known where it is not."""
    fill(readings_of["conflicting"])
    app = run("method")
    assert not app.exception
    assert [expander.label for expander in app.expander] == [LABEL.format(n) for n in (1, 2, 3)]
    assert any("at least 157 people killed in Mali" in text.value for text in app.markdown)


def test_documents_can_be_searched_by_reporter(run, fill, readings_of):
    """A word of the reporter's name leaves the documents that quote it."""
    fill(readings_of["conflicting"])
    app = run("method")
    app.text_input[0].input("unicef").run()
    assert len(app.expander) == 1


def test_definitions_rules_and_limits_are_said(run, fill, readings_of):
    """The page explains what is counted, the rules, how well figures are read, and what is not read."""
    fill(readings_of["one"])
    app = run("method")
    words = " ".join(text.value for text in app.markdown)
    assert "People made to leave their homes" in words
    assert "IDMC: `IDPs` · HXL: `#affected+idps` · HDX HAPI: `idps.population`" in words
    assert "Reporters are never added together" in words
    assert "of these, how often the country" in words
    assert "Texts are read in English" in words


def test_what_people_decided_is_counted(run, fill, readings_of, store):
    """How often people agreed with the extractor is said by indicator and language, without a hasty percentage."""
    fill(readings_of["conflicting"])
    app = run("method")
    assert any("Nobody has decided" in text.value for text in app.markdown)
    decisions = [Decision("figure1", 1, ReviewStatus.ACCEPTED), Decision("figure2", 1, ReviewStatus.REJECTED)]
    for decision in decisions:
        store.review([decision], source_name="test", now=NOW)
    table = next(text.value for text in run("method").markdown if "accepted together" in text.value)
    assert table.splitlines()[-1] == "| People killed, English | 2 | 1 of 2 (too few to tell) | – | 1 | – |"
