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
    PeriodBasis,
    Place,
    PopulationGroup,
    make_figure_id,
)

_MARKS = ",:("


class _Label(NamedTuple):
    """What the label of a row says of its counts; a place that it names is read with each count."""

    is_place: bool = False
    is_total: bool = False
    village: str | None = None
    group: PopulationGroup = PopulationGroup.ALL


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
        """Return the figures of a table by the number of the sentence that is their row."""
        columns: list[tuple[int, bool, int, Figure]] = []
        for row in table.rows:
            sentence = self._sentence_at(row[0].start)
            label = self._read_label(sentence, row[0], table.headers[0]) if self._is_row(sentence, row) else None
            if label is not None:
                found = self._read_row(table, row, sentence, label)
                columns += [(column, label.is_total, sentence.index, figure) for column, figure in found]
        return self._tie(columns)

    def _sentence_at(self, position: int) -> Sentence:
        index = bisect_right(self._sentences, position, key=lambda sentence: sentence.start) - 1
        return self._sentences[max(0, index)]

    def _is_row(self, sentence: Sentence, row: list[Cell]) -> bool:
        """Tell whether a row is one sentence, so that what it names belongs to it alone."""
        printed = self._text[sentence.start : sentence.end]
        return "\n" not in printed and sentence.start <= row[0].start and row[-1].end <= sentence.end + 1

    def _read_label(self, sentence: Sentence, cell: Cell, header: Cell) -> _Label | None:
        """Return what a label says, ``None`` if it is of another kind than places, days and people."""
        norms = _norms_in(sentence, cell)
        if norms and self._vocabulary.grammar.totals.issuperset(norms):
            return _Label(is_total=True)
        if self._context.names_place(sentence, cell.start, cell.end):
            return _Label(is_place=True)
        if self._context.is_kind_of_place(header.text):
            return _Label(village=cell.text)
        nouns = (self._vocabulary.nouns.find(norms, at) for at in range(len(norms)))
        group = next((found[1][0].group for found in nouns if found), PopulationGroup.ALL)
        is_day = any(start < cell.end for start, _ in self._context.date_spans(sentence))
        return _Label(group=group) if is_day or group is not PopulationGroup.ALL else None

    def _read_row(
        self, table: TextTable, row: list[Cell], sentence: Sentence, label: _Label
    ) -> Iterator[tuple[int, Figure]]:
        for column, (header, cell) in enumerate(zip(table.headers, row, strict=True)):
            counted = self._counted(header.text) if column and cell.is_count else None
            found = self._read_line(f"{counted}: {cell.text}") if counted else []
            if len(found) == 1:
                yield column, self._placed(found[0], table.headers[0], cell, sentence, label)

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

    def _placed(self, figure: Figure, first: Cell, cell: Cell, sentence: Sentence, label: _Label) -> Figure:
        """Return the figure of a line with the place, the days and the speaker of its cell."""
        context, above = self._context, self._sentence_at(first.start)
        start, end = cell.start, cell.end
        where = sentence if label.is_place else above
        best = figure.quantity.value if figure.quantity.value is not None else figure.quantity.low
        dated = sentence if context.date_spans(sentence) else self._caption(above)
        period = figure.period
        if period.basis is not PeriodBasis.STATED:
            period = context.period(dated, dated.end, dated.end, figure.measure)
        is_running = figure.measure is Measure.FLOW and context.is_up_to(dated, period)
        return replace(
            figure,
            figure_id=make_figure_id(self._document.document_id, start, end, figure.indicator, best),
            document_id=self._document.document_id,
            quantity=replace(figure.quantity, text=cell.text),
            population_group=label.group if figure.population_group is PopulationGroup.ALL else figure.population_group,
            measure=Measure.CUMULATIVE if is_running else figure.measure,
            cause=figure.cause if figure.cause is not Cause.UNKNOWN else context.cause(above, (0, 0), (0, 0)),
            place=_named(context.place(where, start, end), label.village),
            period=period,
            reporter=context.reporter(above, start, end),
            evidence=Evidence(
                self._text[above.start : sentence.end],
                above.start,
                sentence.end,
                figure.evidence.trigger_text if figure.evidence else "",
            ),
        )

    def _caption(self, headers: Sentence) -> Sentence:
        """Return the line above the headers, or the headers themselves if a whole sentence stands there."""
        before = self._sentences[max(0, headers.index - 1)]
        return headers if self._text[before.end - 1] in ".!?" else before

    def _tie(self, cells: Sequence[tuple[int, bool, int, Figure]]) -> dict[int, list[Figure]]:
        """Make the rows parts of the row that is their total, or else the members of a list that may be added up."""
        totals = {column: figure.figure_id for column, is_total, _, figure in cells if is_total}
        kinds = {column: (figure.indicator, figure.unit) for column, _, _, figure in cells}
        times = Counter(kinds.values())
        seen: set[int] = set()
        rows: dict[int, list[Figure]] = {}
        for column, is_total, index, figure in cells:
            tied = figure
            if column in totals and not is_total:
                tied = replace(figure, part_of=totals[column])
            elif column in seen and times[kinds[column]] == 1:
                tied = replace(figure, reason="; ".join(filter(None, (figure.reason, LIST_MARK))))
            seen.add(column)
            rows.setdefault(index, []).append(tied)
        return rows


def _norms_in(sentence: Sentence, cell: Cell) -> list[str]:
    tokens = sentence.tokens
    spans = zip(tokens.norms, tokens.starts, tokens.ends, strict=True)
    return [norm for norm, start, end in spans if cell.start <= start and end <= cell.end]


def _named(place: Place, village: str | None) -> Place:
    return replace(place, admin1_code=None, admin1_name=None, text=village) if village else place
