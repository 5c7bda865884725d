"""What is reported: filters in, a view out, for the app, the briefing card and the export alike.

A view holds tables and words, no widgets. It never turns "no figure" into zero: where
nothing is left, it says which filter emptied it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import pandas as pd

from dashboard.charts.citations import Source, Sources, assign_letters
from dashboard.charts.evidence import order_evidence
from dashboard.charts.titles import describe_extent, finding_subtitle, finding_title
from dashboard.consolidate import Consolidation, Role, Rule, consolidate
from dashboard.consolidate import latest as choose_latest
from dashboard.consolidate.places import name_places
from dashboard.frames import read_rows
from dashboard.model import Cause, Document, Indicator, PopulationGroup, Unit
from dashboard.reference.places import load_areas
from dashboard.services.points import Point
from dashboard.store import Store
from dashboard.wording import count_noun, fold, name_country, name_word

EVIDENCE_ROWS = 6
SHORTEST_SERIES_YEARS = 5
FIGURES_A_DOCUMENT = 50
PLACE_NOT_KNOWN = "unknown"
ROLE_NAMES = {Role.COUNTED: "Counted", Role.CONTEXT: "Shown beside", Role.OUT: "Left out"}
NO_DOCUMENT = Document("").record()
START_PLACE = "MLI"
START_INDICATOR = Indicator.IDPS


@dataclass(frozen=True, slots=True)
class Filters:
    """What a visitor asks for; ``None`` everywhere means "whatever there is".

    ``place`` is the code of a country (ISO 3166-1 alpha-3) or of a first-level area in it
    (ISO 3166-2), or ``PLACE_NOT_KNOWN``. Years are inclusive; a figure passes if its
    period touches them.
    """

    place: str | None = None
    indicator: Indicator | None = None
    reporter: str | None = None
    start_year: int | None = None
    end_year: int | None = None


@dataclass(frozen=True, slots=True)
class Choices:
    """What there is to choose from.

    ``places`` maps codes to names: countries with the most figures first, each followed by
    its areas. ``start`` is what a first visit shows. ``counted`` are the indicators of each place,
    those with the most figures first.
    """

    places: Mapping[str, str]
    indicators: tuple[Indicator, ...]
    years: tuple[int, ...]
    start: Filters
    reporters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    counted: Mapping[str, tuple[Indicator, ...]] = field(default_factory=dict)

    def list_reporters(self, place: str) -> tuple[str, ...]:
        """Return who reports on a place, by name."""
        return self.reporters.get(place, ())

    def choose_indicator(self, place: str) -> Indicator | None:
        """Return what a place opens with: the indicator of a first visit, or the place's own with the most figures."""
        here = self.counted.get(place, ())
        return here[0] if here and self.start.indicator not in here else self.start.indicator


def list_choices(figures: pd.DataFrame) -> Choices | None:
    """Return what the filters can be set to, ``None`` if there is no figure at all.

    Example:
        >>> from dashboard.frames import figures_frame
        >>> list_choices(figures_frame([])) is None
        True
    """
    if figures.empty:
        return None
    places = _list_places(figures)
    found = set(figures["indicator"].unique())
    indicators = tuple(indicator for indicator in Indicator if indicator in found)
    place = START_PLACE if START_PLACE in places else next(iter(places))
    here = select(figures, Filters(place))["indicator"].value_counts()
    indicator = START_INDICATOR if here.get(START_INDICATOR, 0) else Indicator(here.index[0])
    return Choices(
        places=places,
        indicators=indicators,
        years=_list_years(figures),
        start=Filters(place, indicator),
        reporters=_list_reporters(figures),
        counted=_list_counted(figures),
    )


def _list_places(figures: pd.DataFrame) -> dict[str, str]:
    """Return codes and names: "Mali", then "Mali: Gao" and its other areas by name."""
    areas = figures[["location_code", "admin1_code", "admin1_name"]].drop_duplicates().dropna()
    areas = areas.drop_duplicates(["location_code", "admin1_code"]).sort_values("admin1_name", kind="stable")
    by_country: dict[str, list[tuple[str, str]]] = {}
    for country, code, name in areas.itertuples(index=False):
        by_country.setdefault(country, []).append((code, name))
    places: dict[str, str] = {}
    for code in figures["location_code"].value_counts().index:
        country = name_country(code)
        places[code] = country
        places |= {area: f"{country}: {name}" for area, name in by_country.get(code, ())}
    if figures["location_code"].isna().any():
        places[PLACE_NOT_KNOWN] = "Place not known"
    return places


def _name_place(figures: pd.DataFrame, code: str | None, otherwise: str) -> str:
    """Return the name of the place a filter stands at, also where no figure is about it."""
    if code is None:
        return otherwise
    places = {PLACE_NOT_KNOWN: "an unknown place", **_list_places(figures)}
    if code in places:
        return places[code]
    area = load_areas().get(code) if "-" in code else None
    return f"{name_country(area.country or '')}: {area.name}" if area else name_country(code)


def join_choices(then: Choices, now: Choices) -> Choices:
    """Return the choices of two points, so that a filter of now can be kept when looking at then.

    What there was nothing of then stays a choice, and its view says that nothing was found.
    """
    years = {*then.years, *now.years}
    return Choices(
        places={**then.places, **now.places},
        indicators=tuple(indicator for indicator in Indicator if indicator in {*then.indicators, *now.indicators}),
        years=tuple(range(min(years), max(years) + 1)) if years else (),
        start=then.start,
        counted={**now.counted, **then.counted},
        reporters={
            place: tuple(sorted({*then.list_reporters(place), *now.list_reporters(place)}, key=str.casefold))
            for place in {**then.reporters, **now.reporters}
        },
    )


def _list_years(figures: pd.DataFrame) -> tuple[int, ...]:
    years = pd.concat([figures["reference_period_start"], figures["reference_period_end"]]).dropna().dt.year
    return tuple(range(int(years.min()), int(years.max()) + 1)) if len(years) else ()


def _list_reporters(figures: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    """Return who reports on each country and area, by name; places nobody is named for are left out."""
    named = figures[["location_code", "admin1_code", "reporter"]].drop_duplicates().dropna(subset="reporter")
    found: dict[str, set[str]] = {}
    for country, area, reporter in named.itertuples(index=False):
        for code in (PLACE_NOT_KNOWN if pd.isna(country) else country, area):
            if pd.notna(code):
                found.setdefault(code, set()).add(reporter)
    return {code: tuple(sorted(reporters, key=str.casefold)) for code, reporters in found.items()}


def _list_counted(figures: pd.DataFrame) -> dict[str, tuple[Indicator, ...]]:
    """Return what is counted in each country and area, the indicators with the most figures first."""
    indicators = figures["indicator"].astype("string")
    countries = figures["location_code"].astype("string").fillna(PLACE_NOT_KNOWN)
    found: dict[str, list[Indicator]] = {}
    for codes in (countries, figures["admin1_code"].astype("string").dropna()):
        for code, indicator in indicators.groupby(codes).value_counts().index:
            found.setdefault(code, []).append(Indicator(indicator))
    return {code: tuple(here) for code, here in found.items()}


@dataclass(frozen=True)
class View:
    """Everything a page or a card shows about one question.

    ``figures`` are all rows that pass the filters, the most recent first; ``evidence``
    those the evidence chart draws; ``series`` those with a value in regular years;
    ``latest`` one total an indicator for the place, made of ``latest_figures``.
    ``empty_reason`` is a sentence where there is nothing to draw, else ``None``. ``as_of`` is
    the point in the history at which all this was so, ``None`` for now.
    """

    filters: Filters
    figures: pd.DataFrame
    evidence: pd.DataFrame
    series: pd.DataFrame
    latest: pd.DataFrame
    latest_figures: pd.DataFrame
    documents: pd.DataFrame
    consolidation: Consolidation
    place_name: str
    empty_reason: str | None = None
    data_version: int = 0
    as_of: Point | None = None

    def title_of(self, figures: pd.DataFrame) -> str:
        """Return the finding of some rows of this view in one sentence, by rule."""
        return finding_title(figures, self.consolidation)

    def subtitle_of(self, figures: pd.DataFrame) -> str:
        """Return what the finding rests on: how many figures, by how many reporters, of which years."""
        return finding_subtitle(figures, self.consolidation, self.figures)

    @cached_property
    def title(self) -> str:
        """The finding of the evidence chart."""
        return self.title_of(self.evidence)

    @cached_property
    def subtitle(self) -> str:
        """What the finding of the evidence chart rests on."""
        return self.subtitle_of(self.evidence)

    @cached_property
    def extent(self) -> str:
        """How many of all figures the evidence chart shows."""
        return describe_extent(self.evidence, self.figures)

    @cached_property
    def sources(self) -> Sources:
        """The letter of every source in this view; those of the evidence chart come first."""
        shown = pd.concat([self.evidence, self.figures, self.latest_figures]).drop_duplicates("figure_id")
        return assign_letters(shown, self.documents)

    @cached_property
    def evidence_sources(self) -> tuple[Source, ...]:
        """The sources of the evidence chart only."""
        return self.sources_of(self.evidence)

    def sources_of(self, figures: pd.DataFrame) -> tuple[Source, ...]:
        """Return the sources of some rows of this view, in the order of their letters."""
        letters = {self.sources.letters[figure_id] for figure_id in figures["figure_id"]}
        return tuple(entry for entry in self.sources.entries if entry.letter in letters)

    @cached_property
    def _rows(self) -> Mapping[str, dict[str, Any]]:
        shown = pd.concat([self.figures, self.latest_figures]).drop_duplicates("figure_id")
        return {row["figure_id"]: row for row in read_rows(shown)}

    @cached_property
    def _documents(self) -> Mapping[str, dict[str, Any]]:
        return {row["document_id"]: row for row in read_rows(self.documents)}

    @cached_property
    def _ledger(self) -> Mapping[str, dict[str, Any]]:
        return {row["figure_id"]: row for row in read_rows(self.consolidation.ledger)}

    def has_figure(self, figure_id: str) -> bool:
        """Say whether a figure is anywhere in this view."""
        return figure_id in self._rows

    def figure(self, figure_id: str) -> dict[str, Any]:
        """Return a row of the figures table with plain values."""
        return self._rows[figure_id]

    def document(self, document_id: str | None) -> dict[str, Any]:
        """Return a row of the documents table with plain values, all ``None`` without a document."""
        return self._documents.get(document_id or "", NO_DOCUMENT)

    def explain(self, figure_id: str) -> str:
        """Return whether a figure is counted, and the reason the rules give."""
        line = self._ledger.get(figure_id)
        if line is None:
            return f"{ROLE_NAMES[Role.COUNTED]}: the latest figure of its kind"
        return f"{ROLE_NAMES[Role(line['role'])]}: {line['reason']}"


def query(store: Store, filters: Filters, as_of: Point | None = None) -> View:
    """Return what the store holds for the filters, or held at a point in the history."""
    batch_id = as_of.batch_id if as_of else None
    version = store.data_version()
    return make_view(store.figures(batch_id), store.documents(batch_id), filters, data_version=version, as_of=as_of)


def find_latest(figures: pd.DataFrame, documents: pd.DataFrame, place: str | None) -> pd.DataFrame:
    """Return the newest total of each indicator for a place, whatever the other filters.

    What disasters did has a total apart from what everything else did: neither hides the other.
    """
    latest = choose_latest(consolidate(select(figures, Filters(place)), documents).totals)
    kinds = latest.assign(is_disaster=latest["cause"] == Cause.DISASTER)
    return latest[~kinds.duplicated(["indicator", "is_disaster"])]


def make_view(
    figures: pd.DataFrame,
    documents: pd.DataFrame,
    filters: Filters,
    latest: pd.DataFrame | None = None,
    *,
    data_version: int = 0,
    as_of: Point | None = None,
) -> View:
    """Return the view of two tables; the same tables and filters give the same view.

    ``latest`` are the key figures of the place from ``find_latest``, for callers who keep them.

    Example:
        >>> from dashboard.frames import documents_frame, figures_frame
        >>> make_view(figures_frame([]), documents_frame([]), Filters(indicator=Indicator.KILLED)).empty_reason
        'No figure found for people killed in any place: no document here speaks of it.'
    """
    selected = order_evidence(select(figures, filters))
    consolidation = consolidate(selected, documents)
    evidence = choose_evidence(consolidation)[list(figures.columns)]
    latest = find_latest(figures, documents, filters.place) if latest is None else latest
    named = {figure_id for figure_ids in latest["figure_ids"] for figure_id in figure_ids}
    return View(
        filters=filters,
        figures=selected,
        evidence=evidence,
        series=order_reporters(choose_series(consolidation), evidence["reporter"])[list(figures.columns)],
        latest=latest,
        latest_figures=figures[figures["figure_id"].isin(named)],
        documents=documents,
        consolidation=consolidation,
        place_name=_name_place(figures, filters.place, "all places"),
        empty_reason=explain_emptiness(figures, filters) if evidence.empty else None,
        data_version=data_version,
        as_of=as_of,
    )


def select(figures: pd.DataFrame, filters: Filters) -> pd.DataFrame:
    """Return the rows that pass every filter, in their order."""
    passes = pd.Series(data=True, index=figures.index)
    if filters.place == PLACE_NOT_KNOWN:
        passes &= figures["location_code"].isna()
    elif filters.place:
        column = "admin1_code" if "-" in filters.place else "location_code"
        passes &= (figures[column] == filters.place).fillna(False)
    if filters.indicator:
        passes &= figures["indicator"] == str(filters.indicator)
    if filters.reporter:
        passes &= (figures["reporter"] == filters.reporter).fillna(False)
    if filters.start_year:
        passes &= figures["reference_period_end"].dt.year >= filters.start_year
    if filters.end_year:
        passes &= figures["reference_period_start"].dt.year <= filters.end_year
    return figures[passes]


def choose_evidence(consolidation: Consolidation, most_rows: int = EVIDENCE_ROWS) -> pd.DataFrame:
    """Return the claims for the evidence chart, like with like, the most recent ones.

    Figures about the whole place go before figures about parts of it.
    """
    rows = keep_alike(consolidation.claims)
    whole = rows[_is_about_whole(rows)]
    return order_evidence(whole if len(whole) else rows).head(most_rows)


def keep_alike(claims: pd.DataFrame) -> pd.DataFrame:
    """Return the claims that may stand on one axis: one unit, either conflict or disaster.

    Numbers side by side are read as answers to one question. Persons go before other units,
    then the cause with more claims, or else the newer one. What is only feared or expected, what was rejected, and
    what is part of another figure or replaced by it, is left out.
    """
    rows = claims[~claims["rule"].isin([Rule.ONLY_REPORTED.value, Rule.LINKED_FIGURE.value])]
    is_person = rows["unit"] == str(Unit.PERSON)
    rows = rows[is_person] if is_person.any() else rows
    is_disaster = rows["cause"] == str(Cause.DISASTER)
    return max(rows[~is_disaster], rows[is_disaster], key=lambda alike: (len(alike), _newest_day(alike)))


def _newest_day(figures: pd.DataFrame) -> pd.Timestamp:
    newest = figures["reference_period_end"].max()
    return pd.Timestamp.min if pd.isna(newest) else pd.Timestamp(newest)


def _is_about_whole(figures: pd.DataFrame) -> "pd.Series[bool]":
    """Return which rows are about a whole country rather than a part of it."""
    named = name_places(figures)
    return (named["area"] == "") & (named["locality"] == "")


def choose_series(consolidation: Consolidation) -> pd.DataFrame:
    """Return the claims of those who count everybody in the whole place on the same day of each year, oldest first.

    Empty if nobody has done so in at least five years.
    """
    rows = keep_alike(consolidation.claims)
    is_regular = (rows["population_group"] == str(PopulationGroup.ALL)) & _is_about_whole(rows)
    rows = rows[is_regular].dropna(subset=["value", "reference_period_end", "reporter"])
    rows = rows.assign(day=rows["reference_period_end"].dt.strftime("%m-%d"))
    lines = rows.groupby(["reporter", "measure", "day"], observed=True)["reference_period_end"]
    rows = rows.assign(years=lines.transform("nunique"))
    longest = rows.groupby("reporter", observed=True)["years"].transform("max")
    regular: pd.DataFrame = rows[(rows["years"] == longest) & (longest >= SHORTEST_SERIES_YEARS)]
    return regular.sort_values("reference_period_end", kind="stable")


def order_reporters(figures: pd.DataFrame, reporters: "pd.Series[str]") -> pd.DataFrame:
    """Return the rows with the reporters in the given order, so that both charts give each the same colour."""
    ranks = {reporter: rank for rank, reporter in enumerate(dict.fromkeys(reporters.dropna()))}
    return figures.assign(rank=figures["reporter"].map(ranks)).sort_values("rank", kind="stable")


def explain_emptiness(figures: pd.DataFrame, filters: Filters) -> str:
    """Return a sentence that names the filter which leaves nothing to draw.

    Filters are let go one at a time, the finest first; the first whose release brings
    figures back is the one that is named.
    """
    nouns = count_noun(filters.indicator, Unit.PERSON, None) if filters.indicator else "figures"
    place = _name_place(figures, filters.place, "any place")
    if len(select(figures, filters)):
        return f"Nobody reports {nouns} in {place} as a fact: what is said is feared, expected, denied or rejected."
    if filters.start_year and filters.end_year and filters.end_year < filters.start_year:
        return (
            f"The last year, {filters.end_year}, is before the first one, {filters.start_year}: turn the years round."
        )
    for release, sentence in (
        ({"reporter": None}, f"{filters.reporter} gives no figure for this choice. Others do: choose all reporters."),
        ({"start_year": None, "end_year": None}, "No figure falls into these years. Choose a longer period."),
        (
            {"reporter": None, "start_year": None, "end_year": None},
            "No figure by this reporter falls into these years. Choose a longer period or all reporters.",
        ),
    ):
        released = replace(filters, **release)
        if released != filters and len(select(figures, released)):
            return f"No figure found for {nouns} in {place} with these filters. {sentence}"
    sentence = f"No figure found for {nouns} in {place}: no document here speaks of it."
    others = select(figures, replace(filters, indicator=None))["indicator"].value_counts()
    names = [name_word(Indicator(str(indicator))) for indicator, count in others.items() if count]
    return f"{sentence} There are figures for: {', '.join(names)}." if names else sentence


@dataclass(frozen=True)
class DocumentEntry:
    """A document with the figures it supports: how many, by whom, and the first of them as rows with plain values."""

    document: dict[str, Any]
    figures: tuple[dict[str, Any], ...]
    figure_count: int
    reporters: tuple[str, ...]

    def matches(self, wanted: str) -> bool:
        """Say whether title, publisher or a reporter hold what is searched for; "" fits all."""
        names = [self.document["title"], self.document["publisher"], *self.reporters]
        return fold(wanted) in fold(" ".join(name for name in names if name))


def list_documents(figures: pd.DataFrame, documents: pd.DataFrame) -> list[DocumentEntry]:
    """Return every document with its first figures, in the order of the table.

    A table can have hundreds of thousands of figures, which nobody reads in a list.
    """
    supported = figures.dropna(subset="document_id")
    first: dict[str, list[dict[str, Any]]] = {}
    for row in read_rows(supported[supported.groupby("document_id").cumcount() < FIGURES_A_DOCUMENT]):
        first.setdefault(row["document_id"], []).append(row)
    counts = supported["document_id"].value_counts()
    reporters: dict[str, list[str]] = {}
    for document_id, reporter in (
        supported[["document_id", "reporter"]].drop_duplicates().dropna().itertuples(index=False)
    ):
        reporters.setdefault(document_id, []).append(reporter)
    return [
        DocumentEntry(
            row,
            tuple(first.get(row["document_id"], ())),
            int(counts.get(row["document_id"], 0)),
            tuple(reporters.get(row["document_id"], ())),
        )
        for row in read_rows(documents.drop(columns="text"))
    ]
