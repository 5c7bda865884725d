"""From files to documents: every kind that is read, and every reason to refuse one."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import docx as word
import pytest

from dashboard.documents import MAX_BYTES, MAX_CHARACTERS, docx, pdf, read_document, read_text
from dashboard.model import Document, DocumentError, Problem, hash_content

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99
Maker = Callable[..., bytes]


def refusal(content: bytes, name: str) -> Problem:
    """Return the problem of a file that cannot be read."""
    with pytest.raises(DocumentError) as caught:
        read_document(content, name)
    return caught.value.problem


class TestEveryDocument:
    """What holds for all kinds."""

    def test_the_same_bytes_are_the_same_document(self) -> None:
        """The name of a file is not what makes it."""
        one, two = (read_document(b"Rain fell in Gao.", name) for name in ("a.txt", "b.md"))
        assert one.document_id == two.document_id == hash_content(b"Rain fell in Gao.")[:16]
        assert hash_content(b"Rain fell in Gao.") == one.sha256

    def test_access_date_of_the_caller(self) -> None:
        """The day given holds where the file says none itself."""
        day = date(2026, 11, 23)
        assert day == read_document(b"Rain fell in Gao.", "a.txt", accessed=day).accessed
        headed = read_document(b"accessed: 2020-01-02\n\nRain fell in Gao.", "a.txt", accessed=day)
        assert date(2020, 1, 2) == headed.accessed

    @pytest.mark.parametrize(
        ("name", "content"), [("a.txt", b""), ("a.md", b" \n\t"), ("a.html", b"\n"), ("a.pdf", b"")]
    )
    def test_empty_files(self, name: str, content: bytes) -> None:
        """An empty file is called empty, whatever it is named."""
        assert Problem(
            "empty_file", name, None, "There is no text in it.", "Choose another file, or paste the text."
        ) == refusal(content, name)

    def test_too_many_bytes(self) -> None:
        """A file over the limit is refused before anything looks into it."""
        assert refusal(b"a" * (MAX_BYTES + 1), "a.txt").code == "too_large"

    def test_too_many_characters(self) -> None:
        """So is a text over the limit."""
        assert refusal(b"12 " * (MAX_CHARACTERS // 2), "a.txt").code == "too_large"

    @pytest.mark.parametrize(
        ("name", "content", "code"),
        [
            ("photo.png", b"\x89PNG", "unknown_kind"),
            ("figures.csv", b"a,b\n1,2", "unknown_kind"),
            ("report.txt", b"%PDF-1.7 ...", "unknown_kind"),
            ("report.pdf", b"<!DOCTYPE html><html><body>Please log in</body></html>", "unknown_kind"),
            ("report.pdf", b"Rain fell in Gao.", "unreadable_file"),
            ("report.docx", b"Rain fell in Gao.", "unreadable_file"),
            ("report.docx", b"PK\x03\x04 xl/workbook.xml", "unknown_kind"),
            ("report", b"PK\x03\x04 something", "unknown_kind"),
            ("report.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, "unknown_kind"),
            ("report.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, "unknown_kind"),
            (
                "report.docx",
                b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
                "encrypted_file",
            ),
        ],
    )
    def test_name_and_bytes_must_agree(self, name: str, content: bytes, code: str) -> None:
        """A download that went wrong is not read as something it is not."""
        problem = refusal(content, name)
        assert (code, name) == (problem.code, problem.where)
        assert problem.message.endswith(".")
        assert problem.suggestion.endswith(".")


class TestText:
    """Pasted text."""

    def test_metadata_is_kept(self) -> None:
        """What a person says about a text stands in the document."""
        said = {"title": "T", "publisher": "P", "authors": "A", "url": "https://example.org", "licence": "L"}
        document = read_text("Rain fell in Gao.", **said, published="2020", accessed=date(2026, 1, 1), language="en")
        text = "Rain fell in Gao."
        digest = hash_content(text.encode())
        assert {**said, "published": "2020", "accessed": date(2026, 1, 1), "language": "en", "text": text} | {
            "sha256": digest,
            "document_id": digest[:16],
            "event_list": None,
        } == document.record()

    def test_title_stays_in_the_text(self) -> None:
        """A heading taken for the title is still part of what offsets count in."""
        document = read_text("Rain in Gao\n\nTwelve people died.")
        assert (document.title, document.text) == ("Rain in Gao", "Rain in Gao\n\nTwelve people died.")

    @pytest.mark.parametrize(
        "text", ["Twelve people died.\nMore rain is feared.", "Twelve people died", "x" * 200 + "\nrain"]
    )
    def test_a_sentence_is_no_title(self, text: str) -> None:
        """A first line that is a sentence, wrapped or not, or everything there is, is not a title."""
        assert read_text(text).title is None

    @pytest.mark.parametrize("published", ["soon", "2020-13", "15/02/2020", "2020-02-30"])
    def test_published_must_be_a_date(self, published: str) -> None:
        """A date that is none is refused with the way to write it."""
        with pytest.raises(DocumentError, match="Write it like 2020-02-15"):
            read_text("Rain fell.", published=published)

    def test_nothing_pasted(self) -> None:
        """Blanks are no text."""
        with pytest.raises(DocumentError, match="There is no text in it"):
            read_text(" \n ")

    def test_code_of_a_web_page_pasted(self) -> None:
        """Tags would stand in the quoted sentences, so the code of a page is refused with the way out."""
        with pytest.raises(DocumentError, match="copy the words from the browser"):
            read_text("<!DOCTYPE html><html><body><p>The floods killed 12 people.</p></body></html>")


class TestHtml:
    """Web pages."""

    PAGE = """<html><head><title>Rain in Gao | Site</title><meta property="og:site_name" content="Sahel Weekly">
        <meta property="article:published_time" content="2020-08-15T10:00:00Z"><meta name="author" content="Ada Touré">
        <script>var toll = "400 killed";</script><style>p { color: red }</style></head>
        <body><nav>Home 1 2 3</nav><article><h1>Rain in Gao</h1>
        <p>Heavy rain killed <b>12 people</b> in M&eacute;naka on Friday, officials said, and
        the water is still high.</p>
        <script>document.write("99 injured")</script>
        <p onclick="alert('77 missing')">About 85,000 people fled &amp; found shelter with relatives in the hills.</p>
        </article><footer>Copyright, 14 March 2018</footer></body></html>"""

    @pytest.fixture
    def document(self) -> Document:
        """Return the page as it is read."""
        return read_document(self.PAGE.encode(), "page.html")

    def test_text_without_markup(self, document: Document) -> None:
        """Sentences stay whole across tags; menus, scripts and footers are gone."""
        assert document.text is not None
        assert "killed 12 people in Ménaka on Friday" in document.text
        assert "About 85,000 people fled & found shelter" in document.text
        for unwanted in ("400", "99", "77", "Home", "Copyright", "<", "color"):
            assert unwanted not in document.text

    def test_metadata(self, document: Document) -> None:
        """What the page declares is taken, and nothing else."""
        row = document.record()
        assert (
            row["title"],
            row["publisher"],
            row["authors"],
            row["published"],
        ) == ("Rain in Gao", "Sahel Weekly", "Ada Touré", "2020-08-15")

    @pytest.mark.parametrize(
        "declared", ["", '<meta name="date" content="soon">', '<meta name="date" content="2020-13-01">']
    )
    def test_date_is_not_guessed(self, declared: str) -> None:
        """The year of a copyright line is not the date of an article."""
        page = self.PAGE.replace('<meta property="article:published_time" content="2020-08-15T10:00:00Z">', declared)
        assert read_document(page.encode(), "page.html").published is None

    @pytest.mark.parametrize(
        "declared",
        [
            '<script type="application/ld+json">{"datePublished": "2020-08-15T08:00+00:00"}</script>',
            '<time itemprop="datePublished" datetime="2020-08-15">Saturday</time>',
            '<meta name="DC.date.issued" content="2020-08-15">',
        ],
    )
    def test_other_ways_to_declare_a_date(self, declared: str) -> None:
        """Pages say their date in several standard places."""
        page = f"<html><body>{declared}<p>Heavy rain killed 12 people.</p></body></html>"
        assert read_document(page.encode(), "page.html").record()["published"] == "2020-08-15"

    def test_a_few_words_without_an_article(self) -> None:
        """A fragment is read as a reader sees it: a line a block, no scripts."""
        page = b"<div>Rain killed <b>12</b> people.</div><script>alert('9 dead')</script><p>Roads   are\ncut.</p>"
        assert read_document(page, "page.html").text == "Rain killed 12 people.\nRoads are cut."

    def test_line_ends_of_the_source_mean_nothing(self) -> None:
        """A sentence that is wrapped in the source is one line, unless the page shows the line ends."""
        page = """<html><body><article><p>Heavy rain killed 12 people in
            Mali on Friday, officials said, and many more are missing.</p><pre>Gao\n7 killed</pre>
            <p>The roads to the north of
            Gao are cut.</p></article></body></html>"""
        text = read_document(page.encode(), "page.html").text
        assert text is not None
        for line in ("killed 12 people in Mali on Friday", "Gao\n7 killed", "The roads to the north of Gao are cut."):
            assert line in text

    @pytest.mark.parametrize("encoding", ["windows-1252", "iso-8859-1", "utf-8"])
    def test_declared_encoding(self, encoding: str) -> None:
        """The page knows best in which encoding it is."""
        page = f'<html><head><meta charset="{encoding}"></head><body><p>Déplacés à Ménaka.</p></body></html>'
        assert read_document(page.encode(encoding), "page.html").text == "Déplacés à Ménaka."

    def test_wrongly_declared_encoding(self) -> None:
        """A page that declares an encoding nobody knows is read all the same."""
        page = '<html><head><meta charset="klingon"></head><body><p>Déplacés à Ménaka.</p></body></html>'
        assert read_document(page.encode(), "page.html").text == "Déplacés à Ménaka."

    def test_a_page_of_scripts_is_empty(self) -> None:
        """An application that draws itself has no text to read."""
        page = b"<html><body><div id=app></div><script>render()</script></body></html>"
        assert refusal(page, "page.html").code == "empty_file"

    def test_hostile_nesting(self) -> None:
        """A page nested without end neither crashes nor hangs."""
        assert refusal(b"<div>" * 200_000, "page.html").code == "empty_file"


class TestPdf:
    """PDF files."""

    def test_pages_in_order(self, make_pdf: Maker) -> None:
        """Lines are joined to sentences, pages stay apart."""
        first = ["Rain in Gao", "Heavy rain killed at least twelve people in", "Mali on Friday.", "Roads are cut."]
        document = read_document(make_pdf(first, ["More rain is feared."]), "report.pdf")
        expected = (
            "Rain in Gao\nHeavy rain killed at least twelve people in Mali on Friday.\nRoads are cut.\n\n"
            "More rain is feared."
        )
        assert (expected, "Rain in Gao") == (document.text, document.title)

    def test_letters_are_written_as_people_type_them(self) -> None:
        """A ligature or a loose accent does not hide a word."""
        assert pdf.join_lines("ofﬁcials in Me\u0301naka") == "officials in Ménaka"

    def test_title_of_the_properties(self, make_pdf: Maker) -> None:
        """A title in the properties wins over the first line."""
        assert read_document(make_pdf(["Rain", "fell."], title="Flood report"), "a.pdf").title == "Flood report"

    @pytest.mark.parametrize("title", ["Microsoft Word - draft3.docx", "report_final.indd", "Untitled-1"])
    def test_titles_that_programs_make_up(self, make_pdf: Maker, title: str) -> None:
        """The name of a working file is no title."""
        content = make_pdf(["Rain in Gao", "Heavy rain fell on the region on Friday."], title=title)
        assert read_document(content, "a.pdf").title == "Rain in Gao"

    def test_the_day_it_was_made_is_not_its_date(self, make_pdf: Maker) -> None:
        """A PDF says when it was saved, not when it was published."""
        assert read_document(make_pdf(["Rain fell."]), "a.pdf").published is None

    def test_password(self, make_pdf: Maker) -> None:
        """A locked file is called locked."""
        problem = refusal(make_pdf(["Rain fell."], password="secret"), "a.pdf")  # noqa: S106 (made up for this file)
        assert (problem.code, problem.suggestion) == ("encrypted_file", "Save a copy without the password.")

    def test_empty_password(self, make_pdf: Maker) -> None:
        """A file that only forbids printing opens without a password, and is read."""
        assert read_document(make_pdf(["Rain fell."], password=""), "a.pdf").text == "Rain fell."

    def test_scan(self, make_pdf: Maker) -> None:
        """Pages without text are a scan, and the way out is said."""
        problem = refusal(make_pdf([], []), "a.pdf")
        assert (problem.code, problem.message) == ("scanned_file", "It holds pictures of pages and no text.")

    @pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.7])
    def test_truncated(self, make_pdf: Maker, share: float) -> None:
        """A download that stopped is refused, however far it came."""
        content = make_pdf(["Rain fell in Gao."] * 20)
        assert refusal(content[: int(share * len(content))], "a.pdf").code in ("unreadable_file", "scanned_file")

    def test_too_many_pages(self, make_pdf: Maker, monkeypatch: pytest.MonkeyPatch) -> None:
        """A book is refused before an hour is spent on it."""
        monkeypatch.setattr(pdf, "MAX_PAGES", 2)
        assert refusal(make_pdf([], [], []), "a.pdf").code == "too_large"

    def test_a_page_that_takes_minutes(self, make_pdf: Maker, monkeypatch: pytest.MonkeyPatch) -> None:
        """So is a page with a drawing without end."""
        monkeypatch.setattr(pdf, "MAX_PAGE_BYTES", 1_000)
        problem = refusal(make_pdf(["Rain fell."], ["Rain fell."] * 100), "a.pdf")
        assert (problem.code, problem.message[:12]) == ("too_large", "Page 2 takes")


def rewrite(content: bytes, old: bytes, new: bytes) -> bytes:
    """Return a Word file with something else in its text."""
    source, target = ZipFile(BytesIO(content)), BytesIO()
    with ZipFile(target, "w") as parts:
        for part in source.infolist():
            body = source.read(part)
            parts.writestr(part, body.replace(old, new) if part.filename == "word/document.xml" else body)
    return target.getvalue()


class TestWord:
    """Word documents."""

    def test_paragraphs_and_tables_in_order(self, make_docx: Maker) -> None:
        """A table stands where it stands on the page, a row a line."""
        content = make_docx(
            "Rain killed 12 people.", [["Area", "Killed"], ["Gao", "7"]], "Roads are cut.", title="Floods"
        )
        document = read_document(content, "report.docx")
        assert document.text == "Rain killed 12 people.\nArea | Killed\nGao | 7\nRoads are cut."
        assert (document.title, document.published) == ("Floods", None)

    @pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
    def test_truncated(self, make_docx: Maker, share: float) -> None:
        """A half saved file is refused."""
        content = make_docx("Rain killed 12 people." * 50)
        assert refusal(content[: int(share * len(content))], "report.docx").code == "unreadable_file"

    def test_a_package_without_a_document(self) -> None:
        """A ZIP file that only looks like Word is refused."""
        target = BytesIO()
        with ZipFile(target, "w") as parts:
            parts.writestr("word/document.xml", "<broken")
        assert refusal(target.getvalue(), "report.docx").code == "unreadable_file"

    def test_bomb(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A small file that unpacks to a huge one is refused, and not unpacked to its end."""
        monkeypatch.setattr(docx, "MAX_INFLATED_BYTES", 1_000_000)
        target = BytesIO()
        with ZipFile(target, "w", ZIP_DEFLATED) as parts:
            parts.writestr("word/document.xml", b"0" * 5_000_000)
        problem = refusal(target.getvalue(), "report.docx")
        assert (problem.code, problem.message) == ("too_large", "It unpacks to more than 1 MB.")

    def test_outside_entities_are_not_read(self, make_docx: Maker) -> None:
        """A document cannot pull a file of this machine into its text."""
        content = rewrite(make_docx("PLACEHOLDER"), b"PLACEHOLDER", b"Rain fell&secret;")
        declaration = b'<!DOCTYPE w [<!ENTITY secret SYSTEM "file:///etc/hostname">]><w:document '
        content = rewrite(content, b"<w:document ", declaration)
        assert read_document(content, "report.docx").text == "Rain fell"

    @pytest.mark.parametrize(
        ("markup", "text"),
        [
            (b"<w:ins><w:r><w:t>12 killed</w:t></w:r></w:ins>", "12 killed"),
            (b"<w:del><w:r><w:delText>13</w:delText></w:r></w:del><w:r><w:t>12 killed</w:t></w:r>", "12 killed"),
            (b"<w:hyperlink><w:r><w:t>12 killed</w:t></w:r></w:hyperlink>", "12 killed"),
            (b"<w:r><w:t>12</w:t><w:tab/><w:t>killed</w:t><w:br/><w:t>in Gao</w:t></w:r>", "12 killed\nin Gao"),
            (b"<w:sdt><w:sdtContent><w:r><w:t>12 killed</w:t></w:r></w:sdtContent></w:sdt>", "12 killed"),
        ],
        ids=["inserted", "deleted", "link", "signs", "control"],
    )
    def test_what_a_reader_sees(self, make_docx: Maker, markup: bytes, text: str) -> None:
        """Tracked changes, links, tabs, line ends and content controls are read as they are shown."""
        content = rewrite(make_docx("PLACEHOLDER"), b"<w:r><w:t>PLACEHOLDER</w:t></w:r>", markup)
        assert read_document(content, "report.docx").text == text

    def test_a_title_by_its_style(self) -> None:
        """Without a title in the properties, the paragraph in the style "Title" is it."""
        target, document = BytesIO(), word.Document()
        document.core_properties.title = ""
        document.add_paragraph("Rain fell on 12 villages and on the hills around them.")
        document.add_heading("Floods in Gao", level=0)
        document.save(target)
        assert read_document(target.getvalue(), "report.docx").title == "Floods in Gao"

    def test_too_many_lines(self, make_docx: Maker, monkeypatch: pytest.MonkeyPatch) -> None:
        """A document of nothing but paragraph marks is refused."""
        monkeypatch.setattr(docx, "MAX_LINES", 3)
        assert refusal(make_docx("a", "b", "c", "d"), "report.docx").code == "too_large"
