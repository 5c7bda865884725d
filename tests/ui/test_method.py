"""The page Sources & method: every document with its figures, definitions, rules, limits."""

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
    assert "Reporters are never added together" in words
    assert "of these, how often the country" in words
    assert "Texts are read in English" in words
