"""Read who says it: the speaker of a figure, who is seldom the publisher.

Each reporting verb and each "according to" of a sentence opens an attribution; its speaker
is an organisation of the list, a body of a state, a kind of people ("local officials") or
a name as printed. "It also said" carries the last speaker on. This module must not know
any indicator.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property

from dashboard.extract.match import PhraseTable
from dashboard.extract.periods import is_active
from dashboard.extract.segment import Sentence, Token
from dashboard.model import Document
from dashboard.reference.context_words import load_context_words
from dashboard.reference.names import NameMatch
from dashboard.reference.places import Level, load_places
from dashboard.reference.reporters import Authority, Reporter, ReporterKind, load_reporters, name_authority, resolve_reporter

_WINDOW = 14
_MOST_COMMAS = 2
_LOOK_BACK = 6
_MOST_MODIFIERS = 2
_LONGEST_NAME = 7
_NEW_CLAUSE = 200


@dataclass(frozen=True, slots=True)
class Attribution:
    """A speaker in a sentence; token positions of the words that name them.

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


class ReporterReader:
    """Reads who speaks in one document.

    ``country`` gives the country of "the government" where none is named.
    """

    def __init__(self, document: Document, sentences: Sequence[Sentence], language: str) -> None:
        self._text = document.text or ""
        self._publisher = document.publisher
        self._sentences = sentences
        self._words = load_context_words(language).reporters
        self._according, self._armies, self._calendar = _tables(language)
        self._attributions: dict[int, list[Attribution]] = {}
        self._organisations: dict[int, list[NameMatch[Reporter]]] = {}

    @cached_property
    def publisher(self) -> str | None:
        """The publisher if it is itself an organisation that reports (not a news medium)."""
        known = resolve_reporter(self._publisher) if self._publisher else None
        return known.name if known and known.kind is not ReporterKind.MEDIA else None

    def reporter(self, sentence: Sentence, start: int, main_country: str | None) -> str | None:
        """Return who says the number at ``start``.

        Of several speakers in the sentence the nearest one counts, media last. A speaker
        that only points back is looked up in the sentences before. If nobody is named the
        publisher speaks itself, provided it is an organisation that reports; else ``None``.
        """
        found = self.attributions(sentence, main_country)
        if not found:
            return self._subject(sentence, start) or self.publisher
        best = min(found, key=lambda a: (a.is_media, self._distance(sentence, a, start)))
        if best.is_own:
            return self.publisher or self._carried(sentence, main_country)
        return best.name or self._carried(sentence, main_country)

    def _distance(self, sentence: Sentence, attribution: Attribution, start: int) -> int:
        """Return how far a speaker is from a number; far if it opens another clause behind it."""
        tokens = sentence.tokens
        if tokens[attribution.first].start < start:
            return start - tokens[attribution.last - 1].end
        before = tokens[attribution.first - 1].norm if attribution.first else ""
        return tokens[attribution.first].start - start + (_NEW_CLAUSE if before in self._words.clauses else 0)

    def _subject(self, sentence: Sentence, start: int) -> str | None:
        """Return the organisation that a sentence opens with: "IOM had 61,621 people on its register"."""
        opening = [m for m in self.organisations(sentence) if m.end < start]
        if len(opening) != 1 or opening[0].things[0].kind in (ReporterKind.MEDIA, ReporterKind.MISSION):
            return None
        lead = self._text[sentence.start : opening[0].start].rstrip()
        return opening[0].things[0].name if lead.casefold() in ("", "the") or lead.endswith(",") else None

    def attributions(self, sentence: Sentence, main_country: str | None) -> list[Attribution]:
        """Return the speakers of a sentence, in order."""
        known = self._attributions.get(sentence.index)
        if known is None:
            known = self._attributions[sentence.index] = list(self._find(sentence, main_country))
        return known

    def organisations(self, sentence: Sentence) -> list[NameMatch[Reporter]]:
        """Return the organisations a sentence names, in order."""
        known = self._organisations.get(sentence.index)
        if known is None:
            known = list(load_reporters().find(self._text, sentence.start, sentence.end))
            self._organisations[sentence.index] = known
        return known

    def _carried(self, sentence: Sentence, main_country: str | None) -> str | None:
        for index in range(sentence.index - 1, max(-1, sentence.index - 1 - _LOOK_BACK), -1):
            named = [a for a in self.attributions(self._sentences[index], main_country) if a.name]
            if named:
                return min(named, key=lambda attribution: attribution.is_media).name
            mentioned = [match.things[0] for match in self.organisations(self._sentences[index])]
            mentioned = [reporter for reporter in mentioned if reporter.kind is not ReporterKind.MEDIA]
            if mentioned:
                return mentioned[0].name
        return self.publisher

    def _find(self, sentence: Sentence, main_country: str | None) -> Iterator[Attribution]:
        tokens = sentence.tokens
        norms = [token.norm for token in tokens]
        position = 0
        while position < len(norms):
            opening = self._according.find(norms, position) if norms[position] in self._according else None
            if opening:
                end = self._with_apposition(sentence, norms, self._phrase_end(norms, opening[0]))
                found = self._name_in(sentence, norms, opening[0], end, main_country, nearest_last=False)
                position = opening[0]
            else:
                found = self._read_verb(sentence, norms, position, main_country)
                position += 1
            if found:
                yield found

    def _read_verb(self, sentence: Sentence, norms: list[str], at: int, main_country: str | None) -> Attribution | None:
        if norms[at] not in self._words.verbs or not is_active(sentence.tokens, norms, at, self._words.passive):
            return None
        before = self._name_in(sentence, norms, self._subject_start(norms, at), at, main_country, nearest_last=True)
        if before is not None:
            return replace(before, is_counting=norms[at] in self._words.counting)
        is_inverted = at == 0 or norms[at - 1] in (",", '"', "”", "'", "’", "»")
        if not is_inverted:
            return None
        return self._name_in(sentence, norms, at + 1, self._phrase_end(norms, at + 1), main_country, nearest_last=False)

    def _subject_start(self, norms: list[str], verb: int) -> int:
        """Return where the subject of a verb may begin: at most two commas back, in the same clause."""
        commas = 0
        position = verb
        while position > max(0, verb - _WINDOW):
            norm = norms[position - 1]
            commas += norm == ","
            if commas > _MOST_COMMAS or norm in (";", ":", "“", '"', "”") or norm in self._words.stops:
                break
            if norm[0].isdecimal() or (norm in self._words.clauses and norms[position - 2 : position - 1] == [","]):
                break
            position -= 1
        return position

    def _with_apposition(self, sentence: Sentence, norms: list[str], end: int) -> int:
        """Return the end of a name with the organisation behind its comma: "the state's register, CONASUR"."""
        if end + 1 >= len(norms) or norms[end] != ",":
            return end
        start = sentence.tokens[end + 1].start
        match = next((m for m in self.organisations(sentence) if m.start == start), None)
        if match is None:
            return end
        return next((n for n in range(end + 1, len(norms)) if sentence.tokens[n].start >= match.end), len(norms))

    def _phrase_end(self, norms: list[str], start: int) -> int:
        """Return where a name behind "according to" must have ended."""
        position = start
        while position < min(len(norms), start + _WINDOW) and norms[position] not in (";", ":", '"', "“"):
            if norms[position] in self._words.stops or (norms[position] == "," and position > start + 1):
                break
            position += 1
        return position

    def _name_in(
        self, sentence: Sentence, norms: list[str], first: int, last: int, main_country: str | None, *, nearest_last: bool
    ) -> Attribution | None:
        """Return the speaker that tokens ``first`` to ``last`` name, ``None`` if they name nobody."""
        if first >= last:
            return None
        tokens = sentence.tokens
        start, end = tokens[first].start, tokens[last - 1].end
        matches = [m for m in self.organisations(sentence) if start <= m.start and m.end <= end]
        if matches:
            match = (matches[-1] if nearest_last else matches[0])
            others = [m for m in matches if m.things[0].kind is not ReporterKind.MEDIA]
            match = (others[-1] if nearest_last else others[0]) if others else match
            return Attribution(first, last, match.things[0].name, is_media=match.things[0].kind is ReporterKind.MEDIA)
        order = range(last - 1, first - 1, -1) if nearest_last else range(first, last)
        for position in order:
            found = self._role_at(tokens, norms, position, first, main_country)
            if found:
                return Attribution(first, last, found)
        if nearest_last and not self._words.own.isdisjoint(norms[max(first, last - 2) : last]):
            return Attribution(first, last, None, is_own=True)
        printed = self._printed_name(tokens, norms, first, last, nearest_last=nearest_last)
        if printed:
            return Attribution(first, last, printed)
        if not nearest_last:
            return Attribution(first, last, None) if norms[first : first + 2] and self._points_back(norms, first, last) else None
        return Attribution(first, last, None) if self._points_back(norms, max(first, last - 3), last) else None

    def _points_back(self, norms: list[str], first: int, last: int) -> bool:
        return not self._words.carried.isdisjoint(norms[first:last])

    def _role_at(self, tokens: Sequence[Token], norms: list[str], at: int, first: int, main_country: str | None) -> str | None:
        """Return the name of a body of a state, or of people without a name, whose noun is at a position."""
        norm = norms[at].removesuffix("'s")
        army = self._armies.find(norms, at)
        if army and (at + 1 == army[0] or norms[at] in self._words.armies or army[0] - at > 1):
            return self._authority(Authority.ARMY, tokens, first, at, main_country)
        if norm in self._words.governments:
            return self._authority(Authority.GOVERNMENT, tokens, first, at, main_country)
        if norm in self._words.police:
            following = norms[at + 1] if at + 1 < len(norms) else ""
            if following not in self._words.sources:
                return self._authority(Authority.POLICE, tokens, first, at, None) or norm
        if norm in self._words.sources:
            start = at
            while start > first and at - start < _MOST_MODIFIERS and norms[start - 1] in self._words.modifiers:
                start -= 1
            if start > first and norms[start - 1] in self._words.governments:
                return self._authority(Authority.GOVERNMENT, tokens, first, at, main_country)
            return " ".join(norms[start : at + 1])
        return None

    def _authority(self, authority: Authority, tokens: Sequence[Token], first: int, at: int, main_country: str | None) -> str | None:
        """Return a government, army or police by the country named in front of it, else by the document's."""
        country = main_country
        for match in load_places().find(self._text, tokens[max(0, first - 1)].start, tokens[at].end):
            if match.things[0].level in (Level.COUNTRY, Level.DEMONYM):
                country = match.things[0].country
        return name_authority(authority, country) if country else None

    def _printed_name(self, tokens: Sequence[Token], norms: list[str], first: int, last: int, *, nearest_last: bool) -> str | None:
        """Return a capitalised name as printed, the one next to the verb or the opening."""
        runs: list[tuple[int, int]] = []
        position = first
        while position < last:
            end = position
            while end < last and end - position < _LONGEST_NAME and (_is_name_word(tokens[end]) or (end > position and norms[end] in ("of", "for", "the", "de", "and", "-", "on") and end + 1 < last and _is_name_word(tokens[end + 1]))):
                end += 1
            while position < end and (norms[position] in ("the", "a", "an", *self._words.carried) or norms[position] in self._calendar):
                position += 1
            if end > position and norms[position] not in self._calendar and not load_places().resolve(self._text[tokens[position].start : tokens[end - 1].end].removesuffix("'s").removesuffix("’s")):
                runs.append((position, end))
            position = max(end, position + 1)
        if not runs:
            return None
        start, end = runs[-1] if nearest_last else runs[0]
        if (nearest_last and last - end > 2) or (not nearest_last and start - first > 2):
            return None
        name = self._text[tokens[start].start : tokens[end - 1].end]
        return " ".join(name.removesuffix("'s").removesuffix("’s").split()) or None


@cache
def _tables(language: str) -> tuple[PhraseTable[None], PhraseTable[None], frozenset[str]]:
    """Return the openings of a speaker, the names of armies, and the names of days and months."""
    words = load_context_words(language)
    according, armies = (PhraseTable((form, None) for form in forms) for forms in (words.reporters.according, words.reporters.armies))
    return according, armies, frozenset((*words.periods.weekdays, *words.periods.months))


def _is_name_word(token: Token) -> bool:
    return token.text[0].isalpha() and token.text[0].isupper()
