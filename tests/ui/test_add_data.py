"""The page Add data: read first, save when told to, and say so when it is here already."""

from dashboard.store import Store

ARTICLE = (
    "Clashes in the north\n\n"
    "The Red Cross said that at least 37 people were killed in Mali in March 2021. The road is 12 km long."
)
REPORTER_COLUMN = "indicator,value,location_code,reference_period_start,reference_period_end,reporter\n"


def paste(app, text: str):
    """Fill in the form and send it."""
    app.text_area[0].input(text)
    return next(button for button in app.button if button.label == "Find figures").click().run()


def press(app, label: str):
    """Press the button with this label."""
    return next(button for button in app.button if button.label == label).click().run()


def test_what_was_found_is_shown_before_anything_is_saved(run, store: Store):
    """A pasted article shows its figures with their sentences; the store stays empty."""
    app = paste(run("add_data"), ARTICLE)
    assert not app.exception
    assert app.subheader[0].value == "Found: 1 figure"
    assert any("at least 37" in text.value for text in app.markdown)
    assert len(store.figures()) == 0


def test_confirming_saves_one_batch(run, store: Store, monkeypatch):
    """After the confirmation the store has the figure and who added it, and the page leads to it."""
    monkeypatch.setenv("HUMDASH_USER", "Desk officer")
    app = press(paste(run("add_data"), ARTICLE), "Add 1 figure")
    assert not app.exception
    assert store.figures()["value"].tolist() == [37.0]
    assert store.batches()[-1].author == "Desk officer"
    assert "Saved: 1 figure" in app.success[0].value
    assert [link.proto.label for link in app.get("page_link")] == [
        ":primary[See them on the Figures page]",
        ":primary[See what it changed]",
    ]


def test_the_same_article_again_says_so(run, store: Store):
    """The very same text a second time is not read into a second batch."""
    press(paste(run("add_data"), ARTICLE), "Add 1 figure")
    app = paste(run("add_data"), ARTICLE)
    assert "is here already" in app.info[0].value
    assert "Add 1 figure" not in [button.label for button in app.button]


def test_what_a_colleague_saved_first_is_left_to_them(run, store: Store):
    """Two pages with the same article: the slower one is told it is here, and cannot take it back."""
    slower = paste(run("add_data"), ARTICLE)
    press(paste(run("add_data"), ARTICLE), "Add 1 figure")
    slower = press(slower, "Add 1 figure")
    assert "is here already" in slower.info[0].value
    assert "Take it back" not in [button.label for button in slower.button]
    assert len(store.figures()) == 1


def test_what_was_saved_can_be_taken_back(run, store: Store):
    """The button beside the confirmation withdraws the batch."""
    app = press(press(paste(run("add_data"), ARTICLE), "Add 1 figure"), "Take it back")
    assert not app.exception
    assert len(store.figures()) == 0


def test_a_text_without_figures_is_not_zero(run):
    """An article that counts nobody is told apart from one that counts zero."""
    app = paste(run("add_data"), "A calm day in Bamako\n\nThe market was open as usual.")
    assert "does not mean zero" in app.info[0].value


def test_an_empty_text_is_answered_in_plain_words(run):
    """Sending the form without a text gives a message, not an error page."""
    app = paste(run("add_data"), "")
    assert not app.exception
    assert len(app.error) == 1


def test_a_table_without_a_good_row_is_not_said_to_be_read(run):
    """If every row has a problem, the page says so, and speaks of no words of a text."""
    app = run("add_data")
    app.segmented_control[0].set_value("Upload a file").run()
    app.file_uploader[0].upload("tolls.csv", b"indicator,value\nkilled,-5\n", "text/csv").run()
    assert not app.exception
    assert app.warning[0].value == "1 problem to mend. Nothing else was found in the file."
    assert len(app.info) == 0


def test_a_workbook_is_answered_with_what_to_do(run):
    """The page, not the uploader, says what can be done about a workbook that cannot be read."""
    app = run("add_data")
    app.segmented_control[0].set_value("Upload a file").run()
    app.file_uploader[0].upload("tolls.xlsx", b"PK\x03\x04xl/workbook", "application/octet-stream").run()
    assert "Download or save it once more" in app.error[0].value
