"""Read the cells of a table in a text: each is a count of its header, at the place of its row.

"Killed" above "12" says what "Killed: 12" says, so a cell is read as that line; this module
only adds what its row and the lines above the table tell. A row whose label is no place, day or
part of the population is left out: sectors and sources must not be taken for places.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from dashboard.extract.carry import LIST_MARK
from dashboard.extract.context import Context
from dashboard.extract.match import Vocabulary
from dashboard.extract.segment import Sentence
from dashboard.extract.text_tables import Cell, TextTable
from dashboard.model import (
    Cause,
    Document,
    Evidence,
    Figure,
    Measure,
    Period,
    PeriodBasis,
    Place,
    PopulationGroup,
    make_figure_id,
)

_MARKS = ",:("


class _Label(NamedTuple):
    """What the label of a row or column says of its counts, and the sentence that it stands in."""

    cell: Cell
    sentence: Sentence
    place: Place | None = None
    is_total: bool = False
    is_day: bool = False
    village: str | None = None
    group: PopulationGroup = PopulationGroup.ALL


class _Count(NamedTuple):
    """The figure of a cell: the name of what it counts, its label, and the number of the sentence that is its row."""

    line: str
    label: _Label
    row: int
    figure: Figure


class TableReader:
    """Reads the tables of one document; ``read_line`` reads "Killed: 12" as a text of its own."""

    def __init__(
        self,
        document: Document,
        sentences: Sequence[Sentence],
        context: Context,
        vocabulary: Vocabulary,
        read_line: Callable[[str], list[Figure]],
    ) -> None:
        self._document = document
        self._text = document.text or ""
        self._sentences = sentences
        self._context = context
        self._vocabulary = vocabulary
        self._read_line = read_line
        self._known: dict[str, str | None] = {}

    def read(self, table: TextTable) -> dict[int, list[Figure]]:
        """Return the figures of a table by the number of the sentence that is their row.

        A row of several numbers that nothing tells apart is there without figures: the first
        of them is no better than the others.
        """
        first, *headers = table.headers
        rows = [(self._sentence_at(row[0].start), row) for row in table.rows]
        rows = [(sentence, row) for sentence, row in rows if self._is_row(sentence, row)]
        is_upright = any(self._counted(header.text) for header in headers)
        labels = [None if is_upright else self._read_label(header, "") for header in headers]
        counts: list[_Count] = []
        unclear: set[int] = set()
        for sentence, (name, *cells) in rows:
            if is_upright:
                label = self._read_label(name, first.text)
                pairs = [(header.text, label, cell) for header, cell in zip(headers, cells, strict=True)]
            else:
                pairs = [(name.text, label, cell) for label, cell in zip(labels, cells, strict=True)]
                is_clear = any(labels) or len(cells) == 1 or not self._counted(name.text)
                unclear |= set() if is_clear else {sentence.index}
            counts += self._read_cells(pairs, first, sentence)
        return {row: [] for row in unclear} | _tie(counts)

    def _sentence_at(self, position: int) -> Sentence:
        index = bisect_right(self._sentences, position, key=lambda sentence: sentence.start) - 1
        return self._sentences[max(0, index)]

    def _is_row(self, sentence: Sentence, row: list[Cell]) -> bool:
        """Tell whether a row is one sentence, so that what it names belongs to it alone."""
        printed = self._text[sentence.start : sentence.end]
        return "\n" not in printed and sentence.start <= row[0].start and row[-1].end <= sentence.end + 1

    def _read_label(self, cell: Cell, header: str) -> _Label | None:
        """Return what a label says, ``None`` if it is of another kind than places, days and people."""
        sentence = self._sentence_at(cell.start)
        label = _Label(cell, sentence)
        norms = _norms_in(sentence, cell)
        if norms and self._vocabulary.grammar.totals.issuperset(norms):
            return label._replace(is_total=True)
        place = self._context.named_place(sentence, cell.start, cell.end)
        if place is not None:
            return label._replace(place=place)
        if self._context.is_kind_of_place(header):
            return label._replace(village=cell.text)
        if cell.is_year or any(cell.start <= start < cell.end for start, _ in self._context.date_spans(sentence)):
            return label._replace(is_day=True)
        nouns = (self._vocabulary.nouns.find(norms, at) for at in range(len(norms)))
        group = next((found[1][0].group for found in nouns if found), PopulationGroup.ALL)
        return label._replace(group=group) if group is not PopulationGroup.ALL else None

    def _read_cells(
        self, pairs: Sequence[tuple[str, _Label | None, Cell]], first: Cell, row: Sentence
    ) -> Iterator[_Count]:
        for line, label, cell in pairs:
            counted = self._counted(line) if label and cell.is_count else None
            found = self._read_line(f"{counted}: {cell.text}") if counted else []
            if label and len(found) == 1:
                yield _Count(line, label, row.index, self._placed(found[0], label, cell, first, row))

    def _counted(self, header: str) -> str | None:
        """Return the part of a header that says what is counted, if one does: "IDPs" of "IDPs by province"."""
        if header not in self._known:
            words = header.split()
            ends = (at for at in range(len(words), 0, -1) if at == len(words) or self._ends_phrase(words, at))
            parts = (" ".join(words[:end]).rstrip(_MARKS) for end in ends)
            self._known[header] = next((part for part in parts if len(self._read_line(f"{part}: 12")) == 1), None)
        return self._known[header]

    def _ends_phrase(self, words: list[str], at: int) -> bool:
        """Tell whether a phrase ends in front of a word: "IDPs | by province", "Deaths, | May"."""
        return words[at - 1][-1] in _MARKS or words[at].casefold() in self._vocabulary.grammar.prepositions

    def _placed(self, figure: Figure, label: _Label, cell: Cell, first: Cell, row: Sentence) -> Figure:
        """Return the figure of a line with the place, the days and the speaker of its cell."""
        context, above = self._context, self._sentence_at(first.start)
        best = figure.quantity.value if figure.quantity.value is not None else figure.quantity.low
        place = label.place or _named(context.place(above, first.end, first.end), label.village)
        period, is_up_to = self._period(figure, label, above)
        return replace(
            figure,
            figure_id=make_figure_id(self._document.document_id, cell.start, cell.end, figure.indicator, best),
            document_id=self._document.document_id,
            quantity=replace(figure.quantity, text=cell.text),
            population_group=label.group if figure.population_group is PopulationGroup.ALL else figure.population_group,
            measure=Measure.CUMULATIVE if is_up_to and figure.measure is Measure.FLOW else figure.measure,
            cause=figure.cause if figure.cause is not Cause.UNKNOWN else context.cause(above, (0, 0), (0, 0)),
            place=place,
            period=period,
            reporter=context.reporter(above, cell.start, cell.end),
            evidence=Evidence(
                self._text[above.start : row.end],
                above.start,
                row.end,
                figure.evidence.trigger_text if figure.evidence else "",
            ),
        )

    def _period(self, figure: Figure, label: _Label, above: Sentence) -> tuple[Period, bool]:
        """Return the days that a header, a label or the line above states, and whether the count goes up to them."""
        if figure.period.basis is PeriodBasis.STATED:
            return figure.period, False
        if label.cell.is_year:
            return Period.of_year(int(label.cell.text)), False
        dated = label.sentence if label.is_day else self._caption(above)
        end = label.cell.end if label.is_day else dated.end
        period = self._context.period(dated, end, end, figure.measure)
        return period, self._context.is_up_to(dated, period)

    def _caption(self, headers: Sentence) -> Sentence:
        """Return the line above the headers, or the headers themselves if a whole sentence stands there."""
        before = self._sentences[max(0, headers.index - 1)]
        return headers if self._text[before.end - 1] in ".!?" else before


def _tie(counts: Sequence[_Count]) -> dict[int, list[Figure]]:
    """Make the rows parts of the row that is their total, or else the members of a list that may be added up."""
    totals = {count.line: count.figure.figure_id for count in counts if count.label.is_total}
    kinds = {count.line: (count.figure.indicator, count.figure.unit) for count in counts}
    times = Counter(kinds.values())
    seen: set[str] = set()
    rows: dict[int, list[Figure]] = {}
    for line, label, row, figure in counts:
        tied = figure
        if line in totals and not label.is_total:
            tied = replace(figure, part_of=totals[line])
        elif line in seen and times[kinds[line]] == 1:
            tied = replace(figure, reason="; ".join(filter(None, (figure.reason, LIST_MARK))))
        seen.add(line)
        rows.setdefault(row, []).append(tied)
    return rows


def _norms_in(sentence: Sentence, cell: Cell) -> list[str]:
    tokens = sentence.tokens
    spans = zip(tokens.norms, tokens.starts, tokens.ends, strict=True)
    return [norm for norm, start, end in spans if cell.start <= start and end <= cell.end]


def _named(place: Place, village: str | None) -> Place:
    return replace(place, admin1_code=None, admin1_name=None, text=village) if village else place
