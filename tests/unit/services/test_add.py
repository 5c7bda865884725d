"""A draft shows what would happen; only confirming it makes it happen."""

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

import pytest
from openpyxl import Workbook

from dashboard.model import DocumentError, Indicator, StoreError
from dashboard.services.add import confirm, make_source, preview_draft, preview_file, preview_text
from dashboard.services.difference import DifferenceKind
from dashboard.services.history import undo
from dashboard.store import DraftInput, Drafts, InputKind, open_store
from dashboard.tables import ColumnMeaning, Counted, Role, TableMapping

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
TEXT = "At least 400 people were killed in Mali in 2019, Human Rights Watch said."
HEADER = b"indicator,value,location_code,reference_period_start,reporter\n"
MAY = HEADER + b"idps,350110,MLI,2024-05,IOM\nidps,2062534,BFA,2024-05,IOM\n"
JUNE = HEADER + b"idps,354739,MLI,2024-05,IOM\nidps,2062534,BFA,2024-05,IOM\nidps,407430,NER,2024-05,IOM\n"


@pytest.fixture
def store(tmp_path):
    """An empty store."""
    return open_store(f"sqlite:///{tmp_path}/humdash.sqlite")


def test_preview_saves_nothing(store):
    """Looking at an article or a table leaves the store as it was."""
    preview_text(TEXT, store=store)
    preview_file(MAY, "may.csv", store=store)
    assert (store.batches(), len(store.figures()), store.data_version()) == ([], 0, 0)


def test_preview_without_a_store():
    """A file can be looked at without any store; then nothing is said about changes."""
    draft = preview_file(MAY, "may.csv")
    assert (len(draft.figures), draft.difference, draft.already_there) == (2, None, False)


def test_article_text(store):
    """A pasted article brings its figure with the sentence, and its document with what was filled in."""
    draft = preview_text(TEXT, store=store, title="World Report", publisher="Human Rights Watch", published="2020-01")
    assert (draft.kind, draft.name, draft.reading.layout) == ("article", "World Report", None)
    batch = confirm(store, draft, now=NOW, author="desk officer")
    assert (batch.new, batch.author) == (1, "desk officer")
    assert store.figures()["quote"].tolist() == [TEXT]
    assert store.documents()["publisher"].tolist() == ["Human Rights Watch"]


def test_article_file(store):
    """An article file becomes the same figures as its text."""
    content = f"title: World Report\n\n{TEXT}".encode()
    draft = preview_file(content, "report.txt", store=store)
    assert [figure.evidence.quote for figure in draft.figures] == [TEXT]
    assert confirm(store, draft, now=NOW).source_name == "report.txt"


def test_table_file(store):
    """A table brings its rows, and tells its layout and its number of rows."""
    draft = preview_file(MAY, "may.csv", store=store)
    assert (draft.kind, draft.reading.layout, draft.reading.rows, draft.count(DifferenceKind.NEW)) == (
        "table",
        "canonical",
        2,
        2,
    )


def test_difference_to_the_store(store):
    """The next edition of a table shows what is new, what changed from which number, and what is the same."""
    confirm(store, preview_file(MAY, "may.csv", store=store), now=NOW)
    draft = preview_file(JUNE, "june.csv", store=store)
    assert [draft.count(kind) for kind in DifferenceKind] == [1, 1, 1, 0, 0, 0]
    ((changed, _),) = draft.difference.pairs(DifferenceKind.CHANGED)
    assert store.find_figures([changed])[changed].quantity.value == 350110
    batch = confirm(store, draft, now=NOW)
    assert (batch.new, batch.changed, batch.same) == (1, 1, 1)


def test_same_file_again(store):
    """The same file again is recognised, and confirming it all the same writes nothing."""
    first = confirm(store, preview_file(MAY, "may.csv", store=store), now=NOW)
    draft = preview_file(MAY, "copy of may.csv", store=store)
    assert draft.already_there
    assert draft.earlier_batch.batch_id == first.batch_id
    assert not confirm(store, draft, now=NOW).is_new
    assert len(store.batches()) == 1


def test_same_text_with_a_mended_title(store):
    """Pasting a text again with another title mends the document and leaves its figures alone."""
    confirm(store, preview_text(TEXT, store=store, title="Wrold Report"), now=NOW)
    draft = preview_text(TEXT, store=store, title="World Report")
    assert not draft.already_there
    assert confirm(store, draft, now=NOW).same == 1
    assert store.documents()["title"].tolist() == ["World Report"]


def test_problems_come_with_the_rest(store):
    """Faulty rows are shown as problems, and the good ones can be saved without them."""
    draft = preview_file(MAY + b"idps,many,NER,2024-05,IOM\n", "may.csv", store=store)
    assert [problem.where for problem in draft.problems] == ["may.csv, row 4, column value"]
    assert confirm(store, draft, now=NOW).new == 2


def test_nothing_found_is_not_saved(store):
    """A text without figures makes no batch; the message says so."""
    draft = preview_text("The weather in Bamako was fine, and nobody spoke of anything else.", store=store)
    with pytest.raises(StoreError, match="No figure"):
        confirm(store, draft, now=NOW)
    assert store.batches() == []


def test_undo(store):
    """Undoing the last edition brings back the edition before it."""
    confirm(store, preview_file(MAY, "may.csv", store=store), now=NOW)
    before = store.figures()
    batch = confirm(store, preview_file(JUNE, "june.csv", store=store), now=NOW)
    taken_back = undo(store, batch.batch_id, now=NOW, author="desk officer", note="wrong file")
    assert (taken_back.undoes, taken_back.note) == (batch.batch_id, "wrong file")
    assert before.equals(store.figures())
    assert not preview_file(JUNE, "june.csv", store=store).already_there


CAMPS = b"Lager,Land,Stand,Personen\nAlpha,Mali,2031-05-31,1200\nBeta,Niger,2031-05-31,800\n"


def settle(draft, **constants):
    """Return the mapping of the table of camps as a person would settle it."""
    roles = [Role.PLACE_TEXT, Role.LOCATION_NAME, Role.PERIOD, Role.VALUE]
    columns = [
        replace(column, role=role, counted=Counted(Indicator.IDPS) if role is Role.VALUE else column.counted)
        for column, role in zip(draft.reading.mapping.columns, roles, strict=True)
    ]
    return replace(draft.reading.mapping, columns=tuple(columns), constants=Counted(**constants), is_known=True)


def test_what_a_person_settled_holds_for_the_next_file(store):
    """The meaning of the columns is remembered by the header, once the draft is saved and not before."""
    proposed = preview_file(CAMPS, "camps.csv", store=store)
    assert (proposed.figures, proposed.reading.is_known) == ((), False)
    settled = preview_file(CAMPS, "camps.csv", store=store, mapping=settle(proposed, reporter="IOM"))
    assert (len(settled.figures), settled.is_settled) == (2, True)
    assert not preview_file(CAMPS, "camps.csv", store=store).is_remembered
    confirm(store, settled, now=NOW)
    following = preview_file(CAMPS.replace(b"1200", b"1250"), "june.csv", store=store)
    assert following.is_remembered
    assert {figure.reporter for figure in following.figures} == {"IOM"}
    assert [following.count(kind) for kind in DifferenceKind] == [0, 1, 1, 0, 0, 0]


def test_the_date_of_a_whole_table_holds_for_that_file_only(store):
    """The same file again is the same; the next edition is not given the date of the earlier one."""
    table = b"Lager,Land,Bemerkung,Personen\nAlpha,Mali,-,1200\n"
    proposed = preview_file(table, "camps.csv", store=store)
    mapping = settle(proposed, period="2031-05")
    mapping = mapping.with_column(2, ColumnMeaning("Bemerkung", Role.IGNORED))
    confirm(store, preview_file(table, "camps.csv", store=store, mapping=mapping), now=NOW)
    assert preview_file(table, "camps.csv", store=store).already_there
    (figure,) = preview_file(table.replace(b"1200", b"1300"), "june.csv", store=store).figures
    assert figure.period.start is None


def test_the_same_table_read_otherwise_is_content_of_its_own(store):
    """Who saved a table with a wrong meaning can save it again with the right one."""
    proposed = preview_file(CAMPS, "camps.csv", store=store)
    wrong = preview_file(CAMPS, "camps.csv", store=store, mapping=settle(proposed, indicator=None, reporter="UNHCR"))
    confirm(store, wrong, now=NOW)
    right = preview_file(CAMPS, "camps.csv", store=store, mapping=settle(proposed, reporter="IOM"))
    assert not right.already_there
    assert confirm(store, right, now=NOW).new == 2
    assert preview_file(CAMPS, "camps.csv", store=store).already_there


def test_the_source_of_a_table_is_kept_and_can_be_mended(store):
    """What was said about a table holds when it comes again; saying otherwise changes its document only."""
    source = make_source({"title": "Camps", "publisher": "IMO", "published": "2031-06"}, "may.csv")
    confirm(store, preview_file(MAY, "may.csv", store=store, source=source), now=NOW)
    again = preview_file(MAY, "may.csv", store=store)
    assert (again.document.publisher, again.already_there) == ("IMO", True)
    mended = preview_file(MAY, "may.csv", store=store, source=make_source({"publisher": "IOM"}, "may.csv"))
    assert not mended.already_there
    assert confirm(store, mended, now=NOW).same == 2
    assert store.documents()["publisher"].tolist() == ["IOM"]


def test_a_kept_draft_is_read_with_its_choices(store, tmp_path):
    """File or text, a draft gives what it gave before, with the particulars and meanings that were chosen."""
    drafts = Drafts(tmp_path / "drafts")
    mapping = settle(preview_file(CAMPS, "camps.csv"))
    table = DraftInput(InputKind.FILE, "camps.csv", NOW, {"publisher": "IOM"}, mapping.to_json())
    text = DraftInput(InputKind.TEXT, "pasted text", NOW, {"title": "World Report"})
    draft = preview_draft(drafts, drafts.add(table, CAMPS), store=store)
    assert (len(draft.figures), draft.document.publisher, draft.is_settled) == (2, "IOM", True)
    assert preview_draft(drafts, drafts.add(text, TEXT.encode()), store=store).name == "World Report"
    with pytest.raises(StoreError, match="not here any more"):
        preview_draft(drafts, "gone", store=store)


def test_a_date_of_publication_that_is_none_is_refused():
    """A source with a date nobody can read is not noted."""
    with pytest.raises(DocumentError):
        make_source({"published": "lately"}, "may.csv")


def make_workbook(**sheets):
    """Return a workbook whose sheets hold these rows below one header."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in (["Lager", "Land", "Stand", "Personen"], *rows):
            sheet.append(row)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def test_a_sheet_that_was_chosen_is_known_again(store):
    """The sheet that was saved last is read when the workbook comes again; another one can still be chosen."""
    may, june = [["Alpha", "Mali", "2031-05-31", 1200]], [["Alpha", "Mali", "2031-06-30", 1250]]
    book = make_workbook(Mai=may, Juni=june)
    chosen = preview_file(book, "camps.xlsx", store=store, mapping=TableMapping("", (), sheet="Juni"))
    assert chosen.reading.sheets == ("Mai", "Juni")
    confirm(store, preview_file(book, "camps.xlsx", store=store, mapping=settle(chosen)), now=NOW)
    assert preview_file(book, "camps.xlsx", store=store).already_there
    other = preview_file(book, "camps.xlsx", store=store, mapping=TableMapping("", (), sheet="Mai"))
    assert (other.already_there, [figure.quantity.value for figure in other.figures]) == (False, [1200])
