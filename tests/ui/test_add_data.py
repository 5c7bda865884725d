"""The page Add data: read first, save when told to, and say so when it is here already."""

from dashboard.consolidate import consolidate
from dashboard.model import Problem, StoreError
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


MAY = REPORTER_COLUMN + (
    "idps,350110,MLI,2024-05,2024-05,IOM\nidps,407430,NER,2024-05,2024-05,IOM\nkilled,12,NER,2024-05,2024-05,OCHA\n"
)
JUNE = REPORTER_COLUMN + (
    "idps,380900,MLI,2024-05,2024-05,IOM\nkilled,12,NER,2024-05,2024-05,OCHA\nkilled,36,NER,2024-05,2024-05,HRW\n"
)
CAMPS = "Camp,Land,Stichtag,Personen\nAlpha,Mali,2031-05-31,1200\nBeta,Niger,2031-05-31,800\n"


def upload(app, content: str | bytes, name: str = "idps.csv"):
    """Choose the way in for files, and drop one."""
    content = content if isinstance(content, bytes) else content.encode()
    app.segmented_control[0].set_value("Upload a file").run()
    app.file_uploader[0].upload(name, content, "application/octet-stream").run()
    assert not app.exception
    return app


def texts(app) -> str:
    """Return all the words of the page that are not in tables."""
    return "\n".join(str(element.value) for element in (*app.markdown, *app.info, *app.success, *app.warning))


def tables(app) -> list[list[list[str]]]:
    """Return the tables of the page as rows of words, without the signs that shield them."""
    return [[[cell.replace("\\", "") for cell in row] for row in table.value.values.tolist()] for table in app.table]


def find_token(app) -> str:
    """Return the token that stands in the address."""
    token = app.query_params["draft"]
    return token if isinstance(token, str) else token[0]


def choose(app, header: str, meaning: str) -> None:
    """Say what a column of the table is."""
    next(box for box in app.selectbox if box.label == f"What “{header}” is").set_value(meaning)


def test_the_next_edition_shows_what_it_changes(run, store: Store):
    """The updated table shows the changed number beside the old one, the other reporter, and what it leaves out."""
    press(upload(run("add_data"), MAY, "may.csv"), "Add 3 figures")
    app = upload(run("add_data"), JUNE, "june.csv")
    assert [expander.label for expander in app.expander if "figure" in expander.label] == [
        "1 changed figure",
        "1 figure differs from another reporter",
        "1 figure is no longer in this file",
        "1 new figure",
        "1 figure is the same",
    ]
    changed, differing, missing, *_ = tables(app)[-5:]
    assert changed == [["Internally displaced people, Mali, May 2024, IOM", "350,110 → 380,900", "+8.8%"]]
    assert differing == [["People killed, Niger, May 2024, HRW", "36", "OCHA: 12", "×3"]]
    assert missing == [["Internally displaced people, Niger, May 2024, IOM", "407,430"]]
    press(app, "Save 1 figure changed, add 1 new")
    assert sorted(store.figures()["value"]) == [12, 36, 380900, 407430]


def test_a_draft_survives_a_reload(run, store: Store):
    """Who opens the address again stands where they were; another visitor is not shown the draft."""
    app = upload(run("add_data"), MAY)
    token = find_token(app)
    again = run("add_data", draft=token)
    assert again.subheader[0].value == "Found: 3 figures"
    press(again, "Add 3 figures")
    assert "not here any more" in run("add_data", draft=token).info[0].value
    assert "idps" not in texts(run("add_data"))


def test_a_draft_outlives_a_store_that_does_not_answer(run, monkeypatch, tmp_path):
    """Who is told that the store is busy can leave, and finds the draft where it was."""
    token = find_token(upload(run("add_data"), MAY))

    def refuse(*_: object, **__: object) -> None:
        raise StoreError(Problem("store_busy", "", None, "Another program is writing.", "Try again in a moment."))

    with monkeypatch.context() as busy:
        busy.setattr("dashboard.ui.components.draft.read_draft", refuse)
        app = run("add_data", draft=token)
        assert "Another program is writing" in app.error[0].value
        app = press(app, "Decide later")
    assert "idps" in texts(app)
    assert press(app, "Go on").subheader[0].value == "Found: 3 figures"


def test_a_draft_that_cannot_be_read_now_is_not_thrown_away(run, tmp_path):
    """What looks as if it were gone stays on the disk; only the address forgets it."""
    token = find_token(upload(run("add_data"), MAY))
    settings = next((tmp_path / "drafts").rglob("draft.json"))
    said = settings.read_bytes()
    settings.write_bytes(b"{")
    press(run("add_data", draft=token), "Add something else")
    settings.write_bytes(said)
    assert run("add_data", draft=token).subheader[0].value == "Found: 3 figures"


def test_nothing_is_kept_of_a_table_about_single_persons(run, tmp_path):
    """Such a table is refused, and is not left on the disk among the drafts."""
    app = upload(run("add_data"), "First name,Last name,Country\nBlorf,Quuxley,Mali\n", "list.csv")
    assert "single persons" in app.error[0].value
    assert [path for path in (tmp_path / "drafts").rglob("*") if path.is_file()] == []


def test_a_draft_can_wait(run):
    """What is left for later is listed by its name, and can be taken up again or thrown away."""
    app = press(upload(run("add_data"), MAY), "Decide later")
    assert app.subheader[0].value == "Drafts you did not finish"
    assert press(app, "Go on").subheader[0].value == "Found: 3 figures"
    app = press(press(app, "Decide later"), "Throw away")
    assert len(app.subheader) == 0


def test_a_pasted_text_survives_a_reload(run):
    """A text is kept as a file is, with its particulars."""
    app = paste(run("add_data"), ARTICLE)
    again = run("add_data", draft=find_token(app))
    assert again.subheader[0].value == "Found: 1 figure"


def test_a_note_and_a_name_stand_in_the_history(run, store: Store, monkeypatch):
    """What is noted while saving, and who saves, is written beside the batch."""
    monkeypatch.setenv("HUMDASH_USER", "field desk")
    app = upload(run("add_data"), MAY)
    next(box for box in app.text_input if box.label.startswith("Note")).input("monthly update")
    press(app, "Add 3 figures")
    batch = store.batches()[-1]
    assert (batch.author, batch.note) == ("field desk", "monthly update")


def test_the_source_of_a_table_can_be_said(run, store: Store):
    """Publisher and date that are filled in before saving are the document's."""
    app = upload(run("add_data"), MAY)
    for label, words in {"Publisher": "IOM", "Published on": "2024-06"}.items():
        next(box for box in app.text_input if box.label == label).input(words)
    app = press(app, "Note this")
    assert "IOM, June 2024" in texts(app).replace("\\", "")
    press(app, "Add 3 figures")
    assert store.documents()["publisher"].tolist() == ["IOM"]


def test_a_date_that_is_none_is_answered(run):
    """A date of publication that cannot be understood is said so, and nothing else is lost."""
    app = upload(run("add_data"), MAY)
    next(box for box in app.text_input if box.label == "Published on").input("lately")
    app = press(app, "Note this")
    assert len(app.error) == 1
    assert app.subheader[0].value == "Found: 3 figures"


def test_an_unknown_table_is_read_as_a_person_says_and_remembered(run, store: Store):
    """Columns nobody knows are asked for; the answer holds for the next file with the same header."""
    app = upload(run("add_data"), CAMPS, "camps.csv")
    assert "not known yet" in app.warning[0].value
    for header, meaning in {
        "Camp": "Smaller place, as printed",
        "Land": "Country (name)",
        "Stichtag": "Date or period",
        "Personen": "Number: Internally displaced people",
    }.items():
        choose(app, header, meaning)
    app = press(app, "Read again with these meanings")
    assert app.subheader[0].value == "Found: 2 figures"
    press(app, "Add 2 figures")
    app = upload(run("add_data"), CAMPS.replace("1200", "1250"), "camps-june.csv")
    assert "chosen for an earlier file" in texts(app)
    assert app.subheader[0].value == "Found: 2 figures"
    assert "1 changed figure" in [expander.label for expander in app.expander]
    assert "is here already" in upload(run("add_data"), CAMPS, "camps.csv").info[0].value


def test_what_holds_for_the_whole_table_can_be_said(run, store: Store):
    """Country, reporter and date that no column says are asked once; the date is not carried to the next edition."""
    app = upload(run("add_data"), "Camp,Personen\nAlpha,1200\n", "camps.csv")
    choose(app, "Camp", "Smaller place, as printed")
    choose(app, "Personen", "Number: Refugees")
    next(box for box in app.selectbox if box.label == "Country").set_value("TCD")
    for label, words in {"Who says it": "UNHCR", "Date, month or year": "2031-05"}.items():
        next(box for box in app.text_input if box.label == label).input(words)
    app = press(app, "Read again with these meanings")
    press(app, "Add 1 figure")
    (figure,) = store.find_figures(store.figures()["figure_id"]).values()
    assert (figure.place.location_code, figure.reporter, figure.period.isoformat()) == ("TCD", "UNHCR", "2031-05")
    assert "is here already" in upload(run("add_data"), "Camp,Personen\nAlpha,1200\n", "camps.csv").info[0].value
    app = upload(run("add_data"), "Camp,Personen\nAlpha,1300\n", "camps-june.csv")
    assert "not dated" in str(tables(app))


def test_the_unfilled_template_says_that_it_is_empty(run):
    """Who adds the template as it is, is told to fill it in."""
    from dashboard.export.template import TemplateKind, render_template

    app = upload(run("add_data"), render_template(TemplateKind.XLSX), "humdash-template.xlsx")
    assert "nothing in it yet" in app.warning[0].value
    assert "Add" not in [button.label.split()[0] for button in app.button if button.label]


def test_that_each_row_is_an_event_can_be_said_and_is_remembered(run, store: Store):
    """Two rows alike are two events then, and both are in the total; the next file is read the same way."""
    content = "Ort,Land,Tag,Opfer\nAlpha,Mali,2024-05-01,12\nAlpha,Mali,2024-05-01,12\n"
    app = upload(run("add_data"), content, "attacks.csv")
    for header, meaning in {
        "Ort": "Smaller place, as printed",
        "Land": "Country (name)",
        "Tag": "Date or period",
        "Opfer": "Number: People killed",
    }.items():
        choose(app, header, meaning)
    (tick,) = [box for box in app.checkbox if box.label == "Each row is a different event"]
    assert not tick.value
    tick.check()
    app = press(app, "Read again with these meanings")
    press(app, "Add 2 figures")
    assert consolidate(store.figures(), store.documents()).totals["value"].max() == 24
    app = upload(run("add_data"), content.replace("12", "13"), "attacks-june.csv")
    assert "Each row is a different event." in texts(app)
