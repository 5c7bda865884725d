"""Letters: one for each reporter in a document, in the order in which they are seen."""

from dashboard.charts.citations import LETTERS, assign_letters, superscript
from dashboard.frames import documents_frame, figures_frame
from dashboard.model import Document


def test_letters_follow_the_rows(figure) -> None:
    """The first source seen is a, whoever it is; the same one again keeps its letter."""
    rows = [figure("f1", reporter="UNHCR"), figure("f2", reporter="IDMC"), figure("f3", reporter="UNHCR")]
    sources = assign_letters(figures_frame(rows), documents_frame([Document("d1", "Review", "UNHCR")]))

    assert dict(sources.letters) == {"f1": "a", "f2": "b", "f3": "a"}
    assert sources.texts == [
        "ᵃ UNHCR, “Review”, date not known",
        "ᵇ IDMC, quoted in “Review”, UNHCR, date not known",
    ]


def test_there_is_no_q_and_numbers_follow_the_alphabet(figure) -> None:
    """The q has no superscript form and is left out; the twenty-sixth source is 26."""
    rows = [figure(f"f{number}", reporter=f"Reporter {number}") for number in range(27)]
    sources = assign_letters(figures_frame(rows), documents_frame([]))
    letters = [entry.letter for entry in sources.entries]

    assert "q" not in letters
    assert letters == [*LETTERS, "26", "27"]


def test_every_letter_has_a_superscript() -> None:
    """No letter is printed at full size after a number."""
    assert [letter for letter in LETTERS if superscript(letter) == letter] == []


def test_a_number_as_a_letter_cannot_be_read_into_the_figure() -> None:
    """157 by source 26 is not 15,726."""
    assert superscript("26") == "⁽²⁶⁾"


def test_a_figure_without_a_document_is_cited_as_such(figure) -> None:
    """Figures entered by hand, or whose document is gone, say so."""
    frame = figures_frame([figure("f1", document_id=None), figure("f2", document_id="gone")])
    sources = assign_letters(frame, documents_frame([]))

    assert sources.texts == ["ᵃ Human Rights Watch, entered by hand, no document"]


def test_an_unknown_figure_has_no_mark(figure) -> None:
    """A figure that is not in the view gets no letter by accident."""
    assert assign_letters(figures_frame([figure("f1")]), documents_frame([])).mark_of("f9") == ""
