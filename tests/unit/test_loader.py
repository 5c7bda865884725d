"""The loader gives two tables for any mix of files, and the same ones every time."""

import pytest

from dashboard.loader import default_paths, is_table, load, load_default
from dashboard.model import DocumentError, TableError, hash_content

ARTICLE = "title: Violence in central Mali\npublished: 2020-01\n\nAt least 400 people were killed in Mali in 2019.\n"
TABLE = "indicator,value,location_code,reference_period_start\nidps,350110,MLI,2024-05\n"


@pytest.fixture
def article(tmp_path):
    """An article with one figure."""
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


@pytest.fixture
def table(tmp_path):
    """A table with one figure."""
    path = tmp_path / "table.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_three_lines_are_enough(article, table):
    """An article and a table become the figures and the documents, in the order of the files."""
    figures, documents = load([article, table])
    assert figures["indicator"].tolist() == ["killed", "idps"]
    assert figures["document_id"].tolist() == documents["document_id"].tolist()
    assert documents["title"].tolist() == ["Violence in central Mali", "table.csv"]


def test_a_figure_has_its_sentence_or_its_cell(article, table):
    """The quote of an article stands in its text; a figure of a table points to its cell."""
    figures, documents = load([article, table])
    first, second = figures.to_dict("records")
    assert documents["text"][0][first["quote_start"] : first["quote_end"]] == first["quote"]
    assert second["cell_ref"] == "table.csv!!B2"


def test_one_path_alone(article):
    """A single path need not be put into a list."""
    assert load(str(article)).figures.equals(load([article]).figures)


def test_a_file_named_twice_counts_once(article, table):
    """The same file again changes nothing."""
    once, twice = load([article, table]), load([article, table, article, table])
    assert once.figures.equals(twice.figures)
    assert once.documents.equals(twice.documents)


def test_the_later_edition_gives_the_figure(table, tmp_path):
    """Of two editions of a table the one named last says the number."""
    later = tmp_path / "june.csv"
    later.write_text(TABLE.replace("350110", "354739"), encoding="utf-8")
    assert load([table, later]).figures["value"].tolist() == [354739]
    assert load([later, table]).figures["value"].tolist() == [350110]


def test_sidecar_is_found(table):
    """A sidecar beside a table says where it comes from."""
    sidecar = f'title = "Tracking matrix"\npublisher = "IOM"\nsha256 = "{hash_content(TABLE.encode())}"\n'
    table.with_name("table.meta.toml").write_text(sidecar, encoding="utf-8")
    assert load([table]).documents["publisher"].tolist() == ["IOM"]


def test_rows_left_out_are_warned_of(table):
    """A row that cannot be read is not passed over in silence."""
    table.write_text(TABLE + "idps,many,MLI,2024-06\n", encoding="utf-8")
    with pytest.warns(UserWarning, match="row 3, column value"):
        assert len(load([table]).figures) == 1


def test_missing_file(tmp_path):
    """A file that is not there is named."""
    with pytest.raises(DocumentError, match=r"absent\.txt"):
        load([tmp_path / "absent.txt"])


@pytest.mark.parametrize("name", ["report.xlsx", "report.XLS", "report.ods", "report.tsv"])
def test_what_is_a_table_is_told_by_its_name(name, tmp_path):
    """Spreadsheets go to the reader of tables, which says what to do with them."""
    assert is_table(name)
    (tmp_path / name).write_bytes(b"PK\x03\x04")
    with pytest.raises(TableError, match=r"CSV|workbook"):
        load([tmp_path / name])


class TestDefault:
    """What humdash ships with."""

    def test_every_figure_can_be_cited(self):
        """Each file that ships is a document with a title; each figure stands in one of them."""
        figures, documents = load_default()
        assert len(documents) == len(default_paths())
        assert documents["title"].notna().all()
        assert set(figures["document_id"]) <= set(documents["document_id"])

    def test_every_table_gives_figures(self):
        """No row of the tables that ship is left out."""
        tables = [path for path in default_paths() if is_table(path.name)]
        rows = sum(len(path.read_text(encoding="utf-8").splitlines()) - 1 for path in tables)
        assert len(load(tables).figures) == rows

    def test_every_quote_is_in_its_text(self):
        """The quoted sentence of each figure stands at its offsets in its document."""
        figures, documents = load_default()
        text = documents.set_index("document_id")["text"]
        quoted = figures[figures["quote"].notna()]
        found = [text[row.document_id][row.quote_start : row.quote_end] for row in quoted.itertuples()]
        assert found == quoted["quote"].tolist()

    def test_same_tables_every_time(self):
        """Loading twice gives the same tables, row by row."""
        first, second = load_default(), load_default()
        assert first.figures.equals(second.figures)
        assert first.documents.equals(second.documents)
