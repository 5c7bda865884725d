"""Read who says it: the speaker of a figure, who is seldom the publisher.

Each reporting verb and each "according to" of a sentence opens an attribution; its speaker
is an organisation of the list, a body of a state, a kind of people ("local officials") or
a name as printed. "It also said" carries the last speaker on. This module must not know
any indicator.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache, cached_property
from itertools import compress, count
from typing import NamedTuple

from dashboard.extract.match import PhraseTable
from dashboard.extract.periods import is_active
from dashboard.extract.segment import Sentence, Tokens
from dashboard.model import Document
from dashboard.reference.context_words import load_context_words
from dashboard.reference.lexicon import load_lexicon
from dashboard.reference.names import NameMatch
from dashboard.reference.places import Level, load_places
from dashboard.reference.reporters import (
    Authority,
    Reporter,
    ReporterKind,
    load_reporters,
    name_authority,
    resolve_reporter,
)

_WINDOW = 14
_MOST_COMMAS = 2
_LOOK_BACK = 6
_MOST_MODIFIERS = 2
_LONGEST_NAME = 7
_APPOSITION = 7
_FAR_FROM_VERB, _FAR_BEHIND = 2, 5
_NEW_CLAUSE = 200
_YEAR = re.compile(r"(?:19|20)\d\d")
_BREAKS = frozenset((";", ":", "“", '"', "”", "«", "»"))
_QUOTES = frozenset(('"', "“", "«"))
_QUOTE_ENDS = frozenset((",", '"', "”", "'", "»"))


class Attribution(NamedTuple):
    """A speaker in a sentence; token positions of the words that name them, the end excluded.

    ``name`` is ``None`` if the words only point back ("the agency said"). ``is_own`` marks
    "we", which is the publisher. ``is_media`` marks a relay, which gives way to any other,
    ``is_counting`` a verb like "recorded". ``last`` is the verb, or the end of the name.
    """

    first: int
    last: int
    name: str | None
    is_own: bool = False
    is_media: bool = False
    is_counting: bool = False


class _Phrase(NamedTuple):
    """Tokens that may name a speaker: in front of a verb, or behind "according to"."""

    sentence: Sentence
    norms: list[str]
    first: int
    last: int
    is_before_verb: bool

    @property
    def tokens(self) -> Tokens:
        return self.sentence.tokens

    def positions(self) -> range:
        """The token positions, the likeliest first: the nearest to the verb, or to the opening."""
        return range(self.last - 1, self.first - 1, -1) if self.is_before_verb else range(self.first, self.last)


class _Tables(NamedTuple):
    """What a speaker is found by: phrases of one kind each, and sets of words made of several lists."""

    according: PhraseTable[None]
    verbs: PhraseTable[None]
    armies: PhraseTable[None]
    openings: frozenset[str]
    heads: frozenset[str]
    calendar: frozenset[str]
    articles: frozenset[str]
    areas: frozenset[str]
    not_described: frozenset[str]
    ends: frozenset[str]


class ReporterReader:
    """Reads who speaks in one document.

    ``country`` is asked for the country (alpha-3) of "the government" where none is named.
    """

    def __init__(
        self, document: Document, sentences: Sequence[Sentence], language: str, country: Callable[[], str | None]
    ) -> None:
        self._text = document.text or ""
        self._publisher = document.publisher
        self._sentences = sentences
        self._country = country
        self._words = load_context_words(language).reporters
        self._tables = _tables(language)
        self._attributions: dict[int, list[Attribution]] = {}
        self._organisations: dict[int, list[NameMatch[Reporter]]] = {}

    @cached_property
    def publisher(self) -> str | None:
        """The publisher if it is itself an organisation that reports (not a news medium)."""
        known = resolve_reporter(self._publisher) if self._publisher else None
        return known.name if known and known.kind is not ReporterKind.MEDIA else None

    def reporter(self, sentence: Sentence, start: int, end: int) -> str | None:
        """Return who says the number at ``start`` to ``end``.

        Of several speakers in the sentence the nearest one counts, media last. A speaker
        that only points back is looked up in the sentences before. If nobody is named the
        publisher speaks itself, provided it is an organisation that reports; else ``None``.
        """
        found = self.attributions(sentence)
        if not found:
            return self._subject(sentence, start) or self.publisher
        is_quoted = not _QUOTES.isdisjoint(sentence.norms[:1])  # "We counted 12 bodies," said a driver
        is_told = is_quoted and any(attribution.name for attribution in found)
        found = [attribution for attribution in found if not (is_told and attribution.is_own)]
        best = min(found, key=lambda a: (a.is_media, self._distance(sentence, a, start, end)))
        if best.is_own and self.publisher:
            return self.publisher
        return best.name or self._carried(sentence, best)

    def attributions(self, sentence: Sentence) -> list[Attribution]:
        """Return the speakers of a sentence, in order."""
        known = self._attributions.get(sentence.index)
        if known is None:
            has_speaker = not self._tables.openings.isdisjoint(sentence.norms)
            known = self._attributions[sentence.index] = list(self._find(sentence)) if has_speaker else []
        return known

    def organisations(self, sentence: Sentence) -> list[NameMatch[Reporter]]:
        """Return the organisations a sentence names, in order."""
        known = self._organisations.get(sentence.index)
        if known is None:
            known = list(load_reporters().find(self._text, sentence.start, sentence.end))
            self._organisations[sentence.index] = known
        return known

    def _distance(self, sentence: Sentence, attribution: Attribution, start: int, end: int) -> int:
        """Return how far a speaker is from a number; far if it opens another clause behind it."""
        tokens = sentence.tokens
        if tokens.starts[attribution.first] < start:
            last = tokens.ends[attribution.last - 1]
            return start - last + (_NEW_CLAUSE if ";" in self._text[last:start] else 0)
        first = tokens.starts[attribution.first]
        before = tokens.norms[attribution.first - 1] if attribution.first else ""
        is_new_clause = before in self._words.clauses or ";" in self._text[end:first]
        return first - end + (_NEW_CLAUSE if is_new_clause else 0)

    def _subject(self, sentence: Sentence, start: int) -> str | None:
        """Return the organisation that a sentence opens with: "IOM had 61,621 people on its register"."""
        opening = [match for match in self.organisations(sentence) if match.end < start]
        if len(opening) != 1 or opening[0].things[0].kind in (ReporterKind.MEDIA, ReporterKind.MISSION):
            return None
        lead = self._text[sentence.start : opening[0].start].rstrip()
        is_bare = not lead or lead.casefold() in self._words.definite
        return opening[0].things[0].name if is_bare or lead.endswith(",") else None

    def _carried(self, sentence: Sentence, pointing: Attribution) -> str | None:
        """Return the last speaker of the sentences before, else the last organisation they name.

        "The office" and "the agency" are no person who spoke before.
        """
        words = [norm for norm in sentence.norms[pointing.first : pointing.last] if norm not in self._words.active]
        is_body = not self._words.bodies.isdisjoint(words[-1:])
        for index in range(sentence.index - 1, max(-1, sentence.index - 1 - _LOOK_BACK), -1):
            earlier = self._sentences[index]
            named = [a for a in self.attributions(earlier) if a.name and not (is_body and self._is_person(a.name))]
            if named:
                return min(named, key=lambda attribution: attribution.is_media).name
            bodies = [match.things[0] for match in self.organisations(earlier)]
            spoken_of = next((body.name for body in bodies if body.kind is not ReporterKind.MEDIA), None)
            if spoken_of:
                return spoken_of
        return self.publisher

    def _is_person(self, name: str) -> bool:
        """Tell whether a speaker is neither an organisation of the list nor a body."""
        return resolve_reporter(name) is None and self._words.bodies.isdisjoint(name.casefold().split())

    # ---------------------------------------------------------------- attributions

    def _find(self, sentence: Sentence) -> Iterator[Attribution]:
        norms = _norms(sentence)
        done = 0
        for position in compress(count(), map(self._tables.openings.__contains__, norms)):
            if position < done:
                continue
            opening = self._tables.according.find(norms, position)
            if opening:
                end = self._with_apposition(sentence, norms, self._phrase_end(norms, opening[0]))
                found = self._read_phrase(_Phrase(sentence, norms, opening[0], end, is_before_verb=False))
            else:
                found = self._read_verb(sentence, norms, position)
            if found:
                yield found
            done = opening[0] if opening else done

    def _read_verb(self, sentence: Sentence, norms: list[str], at: int) -> Attribution | None:
        """Return the speaker of a reporting verb: in front of it, or behind it after a quotation."""
        verb = self._tables.verbs.find(norms, at)
        if verb is None:
            return None
        if self._words.drops_subject and self._drops_subject(norms, at, verb[0]):
            return Attribution(at, verb[0], None)
        if not is_active(sentence.tokens, norms, at, self._words):
            return None
        if norms[at] in self._words.needs_that and self._words.stops.isdisjoint(norms[at + 1 : at + 2]):
            return None  # "mudslides claimed 22 lives"
        last = self._before_aside(norms, at)
        before = _Phrase(sentence, norms, self._subject_start(norms, last), last, is_before_verb=True)
        behind = None
        opening = at
        while opening > 0 and norms[opening - 1] in self._words.before_inverted:
            opening -= 1
        if opening == 0 or norms[opening - 1] in _QUOTE_ENDS:
            end = self._with_apposition(sentence, norms, self._phrase_end(norms, verb[0]))
            number = next((n for n in range(verb[0], end) if norms[n][0].isdecimal()), end)
            behind = _Phrase(sentence, norms, verb[0], number, is_before_verb=False)
        is_inverted = opening < at or (behind is not None and bool(self._words.before_inverted))
        phrases = (behind, before) if is_inverted else (before, behind)  # "tués, a annoncé l'armée"
        found = next((name for phrase in phrases if phrase and (name := self._read_phrase(phrase))), None)
        return found._replace(is_counting=norms[at] in self._words.counting) if found else None

    def _drops_subject(self, norms: list[str], at: int, end: int) -> bool:
        """Tell whether a verb opens the sentence and only points back: "También dijo que"."""
        while at > 0 and (norms[at - 1] in self._words.before_inverted or norms[at - 1] == ","):
            at -= 1
        return at == 0 and not self._words.stops.isdisjoint(norms[end : end + 2])

    def _subject_start(self, norms: list[str], verb: int) -> int:
        """Return where the subject of a verb may begin: at most two commas back, in the same clause."""
        commas = 0
        position = verb
        while position > max(0, verb - _WINDOW):
            norm = norms[position - 1]
            commas += norm == ","
            is_new_clause = norm in self._words.clauses and norms[position - 2 : position - 1] == [","]
            is_count = norm[0].isdecimal() and not _YEAR.fullmatch(norm)
            is_break = norm in _BREAKS or norm in self._words.stops or is_count
            if commas > _MOST_COMMAS or is_break or is_new_clause:
                break
            position -= 1
        return position

    def _before_aside(self, norms: list[str], verb: int) -> int:
        """Return where the subject of a verb ends: before the first comma of "a doctor, who fears the army, said"."""
        if not verb or norms[verb - 1] != ",":
            return verb
        commas = (at for at in range(verb - 2, max(0, verb - 2 * _WINDOW), -1) if norms[at] == ",")
        return next((at for at in commas if norms[at + 1] in self._words.stops), verb)

    def _phrase_end(self, norms: list[str], start: int) -> int:
        """Return where a name behind "according to" must have ended."""
        position = start
        while position < min(len(norms), start + _WINDOW) and norms[position] not in _BREAKS:
            if norms[position] in self._words.stops or (norms[position] == "," and position > start + 1):
                break
            position += 1
        return position

    def _with_apposition(self, sentence: Sentence, norms: list[str], end: int) -> int:
        """Return the end of a name with the organisation behind its comma: "Ada Diallo, who speaks for UNHCR"."""
        tokens = sentence.tokens
        if end + 1 >= len(norms) or norms[end] != ",":
            return end
        ends = self._tables.ends
        stop = next((n for n in range(end + 1, len(norms)) if norms[n] in ends), len(norms))
        limit = tokens.ends[min(stop, end + _APPOSITION) - 1]
        match = next((m for m in self.organisations(sentence) if tokens.ends[end] <= m.start < limit), None)
        if match is None:
            return end
        return next((n for n in range(end + 1, len(norms)) if tokens.starts[n] >= match.end), len(norms))

    # ---------------------------------------------------------------- the name in a phrase

    def _read_phrase(self, phrase: _Phrase) -> Attribution | None:
        """Return the speaker a phrase names, ``None`` if it names nobody. The order matters.

        An organisation of the list, a state's body or people without a name, a medium, "we",
        a name as printed, a word that points back.
        """
        if phrase.first >= phrase.last:
            return None
        organisation = self._organisation_in(phrase)
        is_media = organisation is not None and organisation.kind is ReporterKind.MEDIA
        if organisation is not None and not is_media:
            return Attribution(phrase.first, phrase.last, organisation.name)
        for position in phrase.positions():
            name = self._body_at(phrase, position)
            if name:
                return Attribution(phrase.first, phrase.last, name)
        if organisation is not None:  # "witnesses told Reuters": a relay, unless it is alone
            told = self._told(phrase)
            return Attribution(phrase.first, phrase.last, told or organisation.name, is_media=not told)
        nearest = phrase.norms[max(phrase.first, phrase.last - _FAR_FROM_VERB) : phrase.last]
        if phrase.is_before_verb and not self._words.own.isdisjoint(nearest):
            return Attribution(phrase.first, phrase.last, None, is_own=True)
        printed = self._printed_name(phrase)
        start = max(phrase.first, phrase.last - _FAR_FROM_VERB - 1) if phrase.is_before_verb else phrase.first
        words = phrase.norms[start : phrase.last]
        is_new = not self._tables.articles.isdisjoint(words)  # "a group said"
        if printed or not (is_new or self._words.carried.isdisjoint(words)):
            return Attribution(phrase.first, phrase.last, printed)
        return None

    def _organisation_in(self, phrase: _Phrase) -> Reporter | None:
        start, end = phrase.tokens.starts[phrase.first], phrase.tokens.ends[phrase.last - 1]
        found = [m.things[0] for m in self.organisations(phrase.sentence) if start <= m.start < end]
        found = [reporter for reporter in found if reporter.kind is not ReporterKind.MEDIA] or found
        return (found[-1] if phrase.is_before_verb else found[0]) if found else None

    def _told(self, phrase: _Phrase) -> str | None:
        """Return the name behind the medium that it was told to: "a dit à l'AFP Ada Diallo"."""
        if phrase.is_before_verb:
            return None
        tokens = phrase.tokens
        end = next(m.end for m in self.organisations(phrase.sentence) if m.start >= tokens.starts[phrase.first])
        first = next((at for at in range(phrase.first, phrase.last) if tokens.starts[at] >= end), phrase.last)
        return self._printed_name(phrase._replace(first=first)) if first < phrase.last else None

    def _body_at(self, phrase: _Phrase, at: int) -> str | None:
        """Return a body of a state, or people without a name, whose noun is at a position."""
        norm = phrase.norms[at].removesuffix("'s")
        if norm not in self._tables.heads:
            return None
        return self._body_of_state(phrase, at, norm) or self._people_at(phrase, at, norm)

    def _body_of_state(self, phrase: _Phrase, at: int, norm: str) -> str | None:
        words, norms = self._words, phrase.norms
        if norm in self._tables.armies and self._tables.armies.find(norms, at):
            return self._authority(Authority.ARMY, phrase, at, self._country()) or norm
        if norm in words.governments:
            return self._authority(Authority.GOVERNMENT, phrase, at, self._country()) or norm
        named = self._authority(Authority.GOVERNMENT, phrase, at, None) if norm in words.authorities else None
        if named or norm not in words.police or (at + 1 < phrase.last and norms[at + 1] in words.sources):
            return named
        return self._authority(Authority.POLICE, phrase, at, None) or norm

    def _people_at(self, phrase: _Phrase, at: int, norm: str) -> str | None:
        words, norms = self._words, phrase.norms
        is_in_name = at > 0 and phrase.tokens.texts[at].istitle()
        last = at + 1
        while last < phrase.last and norms[last] in words.modifiers_after:
            last += 1
        behind = norms[last] if last < phrase.last else ""
        is_adjective = behind.isalpha() and behind not in words.after_sources
        is_carried = at > phrase.first and norms[at - 1] in words.carried  # "la même source"
        is_hyphened = at + 1 < phrase.last and norms[at + 1] == "-"  # "chef-lieu"
        if is_in_name or is_adjective or is_carried or is_hyphened:
            return None
        if norm in words.bodies:
            return self._plain_body(phrase, at)
        if norm not in words.sources:
            return None
        start = at
        while start > phrase.first and at - start < _MOST_MODIFIERS and norms[start - 1] in words.modifiers:
            start -= 1
        if start > phrase.first and norms[start - 1][0].isdecimal():
            return None  # "reporta 1.240 desplazados"
        return " ".join((*norms[start:at], norm, *norms[at + 1 : last])) + self._seat(phrase, at)

    def _plain_body(self, phrase: _Phrase, at: int) -> str | None:
        """Return a body that is described, not named: "civil protection agency"; a bare "agency" points back."""
        norms, others = phrase.norms, self._tables.not_described
        start = at
        while start > phrase.first and at - start < _MOST_MODIFIERS + 1:
            is_plain = phrase.tokens.texts[start - 1].islower() and norms[start - 1].isalpha()
            if not is_plain or norms[start - 1] in others:
                break
            start -= 1
        return " ".join(norms[start : at + 1]) if start < at else None

    def _seat(self, phrase: _Phrase, at: int) -> str:
        """Return the town behind an office: " of Ouahigouya" for its prosecutor; nothing if there is none."""
        if phrase.norms[at + 1 : at + 2] != ["of"] or at + 2 >= len(phrase.tokens):
            return ""
        start = phrase.tokens.starts[at + 2]
        match = next(load_places().find(self._text, start, phrase.tokens.ends[-1]), None)
        return f" of {self._text[match.start : match.end]}" if match and match.start == start else ""

    def _authority(self, authority: Authority, phrase: _Phrase, at: int, country: str | None) -> str | None:
        """Return a body by the country named beside it ("Mali's", "Malian", "of Mali"), else by the document's."""
        start, end = phrase.tokens.starts[max(0, phrase.first - 1)], phrase.tokens.ends[min(at + 3, phrase.last - 1)]
        for match in load_places().find(self._text, start, end):
            if match.things[0].level in (Level.COUNTRY, Level.DEMONYM):
                country = match.things[0].country
        adjective = phrase.norms[at + 1] if at + 1 < phrase.last else ""  # "armée malienne"
        entries = load_places().resolve(adjective) if adjective.isalpha() else ()
        country = next((entry.country for entry in entries if entry.level is Level.DEMONYM), country)
        return name_authority(authority, country) if country else None

    def _printed_name(self, phrase: _Phrase) -> str | None:
        """Return the capitalised name nearest to the verb or the opening as printed, unless it is a place or a day."""
        if phrase.sentence.is_shouted:
            return None
        runs = [(start, end, self._printed(phrase, start, end)) for start, end in self._name_runs(phrase)]
        runs = [run for run in runs if not (self._is_place(phrase, run[0], run[2]) or self._is_area(run[2]))]
        if not runs:
            return None
        start, end, name = runs[-1] if phrase.is_before_verb else runs[0]
        if not phrase.is_before_verb:
            return name if start - phrase.first <= _FAR_BEHIND else None
        between = [
            norm for norm in phrase.norms[end : phrase.last] if norm.isalpha() and norm not in self._words.active
        ]
        return None if between or phrase.last - end > _FAR_FROM_VERB else name

    def _is_place(self, phrase: _Phrase, start: int, name: str) -> bool:
        """Tell whether a name is that of a place, with the article in front of it or without: "La Paz"."""
        article = phrase.tokens.texts[start - 1] if start else ""
        is_titled = article.istitle() and article.casefold() in self._words.definite
        return bool(load_places().resolve(name) or (is_titled and load_places().resolve(f"{article} {name}")))

    def _is_area(self, name: str) -> bool:
        """Tell whether a name says that it is an area: "Central Province"."""
        return name.rsplit(maxsplit=1)[-1].casefold() in self._tables.areas

    def _printed(self, phrase: _Phrase, start: int, end: int) -> str:
        printed = " ".join(self._text[phrase.tokens.starts[start] : phrase.tokens.ends[end - 1]].split())
        return printed.removesuffix("'s").removesuffix("’s")

    def _name_runs(self, phrase: _Phrase) -> Iterator[tuple[int, int]]:
        """Yield the capitalised names of a phrase, small words inside them included."""
        texts, norms, words = phrase.tokens.texts, phrase.norms, self._words
        position = phrase.first
        while position < phrase.last:
            end = position
            while end < phrase.last and end - position < _LONGEST_NAME:
                is_linked = end > position and norms[end] in words.inside_names and end + 1 < phrase.last
                if not texts[end][0].isupper() and not (is_linked and texts[end + 1][0].isupper()):
                    break
                end += 1
            start = position
            while start < end and (norms[start] in words.not_names or norms[start] in self._tables.calendar):
                start += 1
            if start < end:
                yield start, end
            position = max(end, position + 1)


@cache
def _tables(language: str) -> _Tables:
    """Return the searchable tables of a language."""
    context, contractions = load_context_words(language), load_lexicon(language).contractions
    words = context.reporters
    forms = (words.according, words.verbs, words.armies)
    according, verbs, armies = (PhraseTable(((form, None) for form in these), contractions) for these in forms)
    return _Tables(
        according,
        verbs,
        armies,
        openings=frozenset((*according.starts, *verbs.starts)),
        heads=words.governments.union(armies.starts, words.authorities, words.police, words.bodies, words.sources),
        articles=load_lexicon(language).numbers.articles,
        areas=context.places.settlements - words.bodies,
        calendar=frozenset((*context.periods.weekdays, *context.periods.months)),
        not_described=words.not_names | words.after_sources | words.prepositions | words.passive,
        ends=_BREAKS | words.stops | {","},
    )


def _norms(sentence: Sentence) -> list[str]:
    """Return the normalised tokens, with the World Health Organization told from the pronoun."""
    norms = sentence.norms
    if "who" not in norms or sentence.is_shouted:
        return norms
    return ["WHO" if text == "WHO" else norm for text, norm in zip(sentence.tokens.texts, norms, strict=True)]
