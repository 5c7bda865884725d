"""A number is given the place where its people are: the nearest, else the one that was set."""

import pytest

from dashboard.extract import find_figures
from dashboard.extract.context import Context
from dashboard.extract.segment import find_sentences
from dashboard.model import Document, Place
from dashboard.reference.lexicon import load_lexicon


def read(text: str, number: str, title: str | None = None, country: str | None = None) -> Place:
    """Return the place of the first ``number`` in a text."""
    sentences = find_sentences(text)
    context = Context(Document("d1", title=title, text=text), sentences, load_lexicon("en"), country=country)
    start = text.index(number)
    sentence = next(sentence for sentence in sentences if sentence.start <= start < sentence.end)
    return context.place(sentence, start, start + len(number))


@pytest.mark.parametrize(
    ("text", "number", "expected"),
    [
        ("Gunmen killed 35 people in Solhan.", "35", ("BFA", "BF-12", "Solhan")),
        ("In Ménaka, 7 civilians were killed.", "7", ("MLI", "ML-9", "Ménaka")),
        ("Some 900 families fled the Tillabéri region of Niger.", "900", ("NER", "NE-6", "Tillabéri")),
        ("At least 25 died in Moura, in the Mopti region of Mali.", "25", ("MLI", "ML-5", "Moura")),
        ("In Burkina Faso's Sahel region, 12 people were killed.", "12", ("BFA", "BF-12", "Sahel")),
        ("Floods in northern Nigeria killed 12.", "12", ("NGA", None, "northern Nigeria")),
        ("FLOODS KILL 12 IN BURKINA FASO", "12", ("BFA", None, "BURKINA FASO")),
        ("In Timbuktu 12 were hurt.", "12", ("MLI", "ML-6", "Timbuktu")),
        ("The DRC counts 12 dead.", "12", ("COD", None, "DRC")),
        ("They told us that 12 died.", "12", (None, None, None)),
    ],
)
def test_finds_the_place_of_a_sentence(text: str, number: str, expected: tuple[str | None, ...]) -> None:
    """A country, a first-level area or a town is found by any of its names, and kept as printed."""
    place = read(text, number)
    assert (place.location_code, place.admin1_code, place.text) == expected


def test_each_number_of_a_list_has_its_own_place() -> None:
    """In "12 in Mopti, 7 in Gao and 3 in Ménaka" no number takes its neighbour's place."""
    text = "At least 12 people were killed in Mopti, 7 in Gao and 3 in Ménaka."
    assert [read(text, number).text for number in ("12", "7", "3 ")] == ["Mopti", "Gao", "Ménaka"]


def test_a_name_right_in_front_of_its_number_is_its_place() -> None:
    """In "Gao has 40 dead, Kidal 12" no word stands between the second name and its number."""
    text = "In Mali, Gao has 40 dead, Kidal 12 and Mopti 7."
    assert [read(text, number).text for number in ("40", "12", "7")] == ["Gao", "Kidal", "Mopti"]


def test_a_name_behind_a_semicolon_opens_what_is_said_of_it() -> None:
    """The deaths before the semicolon are not those of the country behind it."""
    text = "Togo counted 412 deaths; Ghana 30 cases; Benin 8 deaths."
    assert [read(text, number).text for number in ("412", "30", "8 ")] == ["Togo", "Ghana", "Benin"]


def test_only_a_part_came_from_the_country_named_with_it() -> None:
    """Those from the Central African Republic are some of the refugees of Chad."""
    title = "Arrivals from Sudan in Chad"
    text = "Chad now hosts 680,000 refugees, including 127,000 from the Central African Republic."
    assert [read(text, number, title).origin_code for number in ("680,000", "127,000")] == [None, "CAF"]


def test_a_whole_is_in_none_of_the_places_of_its_parts() -> None:
    """What stands behind a colon says where the parts are; the whole has the country they share."""
    place = read("At least 19 people were killed: 12 in Mopti and 7 in Gao.", "19")
    assert (place.location_code, place.admin1_code, place.text) == ("MLI", None, None)


@pytest.mark.parametrize(
    ("text", "number", "expected"),
    [
        ("Mali counts 400 dead, including at least 12 in Mopti and 7 in Gao.", "400", "Mali"),
        ("Mali counts 400 dead, including 12 children in Mopti.", "400", "Mali"),
        ("Mali counts 400 dead, 12 of them in Mopti.", "400", "Mali"),
        ("Gunmen killed 12 people, 3 of them children, in Gao, Mali.", "12", "Gao"),
        ("Some 12 men and 2 boys were seized in Kidal, Mali; one died.", "12", "Kidal"),
        ("The storm wrecked 69 homes and hurt 14 in Gao, Mali.", "69", "Gao"),
        ("Kidal counts 40 dead and Gao 12.", "40", "Kidal"),
        ("Some 40 people died in and around Gao, where 12 were hurt.", "12", "Gao"),
    ],
)
def test_the_place_of_a_part_is_not_that_of_the_whole(text: str, number: str, expected: str) -> None:
    """A part that is named with its own place leaves the whole where it was; a verb of its own makes it no part."""
    assert read(text, number, country="MLI").text == expected


def test_a_dateline_is_not_where_it_happened() -> None:
    """Where a text was written counts only if its sentence names no other place."""
    assert read("BAMAKO - At least 40 people, among them 12 children, were killed in Gao.", "40").text == "Gao"
    assert read("BAMAKO (News).- At least 40 people, 12 of them children, were killed in Gao.", "40").text == "Gao"
    assert read("BAMAKO - At least 40 people were killed.", "40").text == "BAMAKO"
    text = "(Bamako, 3 May 2024) – Soldiers have arrested 40 people in Mali."
    assert read(text, "40").text == "Mali"


def test_a_number_of_things_or_in_brackets_parts_nobody_from_a_place() -> None:
    """Villages are no people, and the same people in another unit are in one place."""
    assert read("In all 22 people died in raids on three villages in Gao.", "22").text == "Gao"
    assert read("Some 310 families (1,640 people) fled to Gao.", "310").text == "Gao"


def test_a_list_may_name_the_place_first() -> None:
    """In "Ségou with 39, Timbuktu with 36 and Gao with 19" each place stands in front."""
    text = "UNICEF lists Ségou with 39 deaths, Timbuktu with 36 and Gao with 19."
    assert [read(text, number).text for number in ("39", "36", "19")] == ["Ségou", "Timbuktu", "Gao"]


def test_places_that_share_a_count_are_kept_together() -> None:
    """A count for two areas lies in neither of them alone, but in their country."""
    place = read("Some 300 families fled in Gao and Kidal.", "300")
    assert (place.location_code, place.admin1_code, place.text) == ("MLI", None, "Gao and Kidal")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In Peru, 12 people died in Piura, Ucayali and Loreto.", "Piura, Ucayali and Loreto"),
        ("Some 12 people died in the provinces of Atlántida and Colón in Honduras.", "Atlántida and Colón"),
        ("In Mali, 12 people were killed in the cercles of Bankass, Koro and Dioura.", "Bankass, Koro and Dioura"),
    ],
)
def test_a_list_of_areas_is_kept_whole(text: str, expected: str) -> None:
    """Areas that share a count are printed together; the last of a list needs no word of its own that shows a place."""
    assert read(text, "12").text == expected


def test_a_count_for_two_countries_has_no_country() -> None:
    """People in Mali and Niger are not put into Mali."""
    place = read("Some 300 families fled in Mali and Niger.", "300")
    assert (place.location_code, place.text) == (None, "Mali and Niger")


def test_a_count_for_three_countries_lies_in_none_of_them() -> None:
    """The first of a list is no nearer to the people than the last."""
    place = read("Drought has hit 12 million people in Ethiopia, Kenya and Somalia.", "12")
    assert (place.location_code, place.text) == (None, "Ethiopia, Kenya and Somalia")


def test_a_name_nobody_lists_is_kept_as_printed() -> None:
    """A village that no list knows lies in the country the text speaks of."""
    place = read("Mali mourns. Gunmen killed 12 people in the village of Kobokanda.", "12")
    assert (place.location_code, place.admin1_code, place.text) == ("MLI", None, "Kobokanda")


@pytest.mark.parametrize(
    ("text", "number", "expected"),
    [
        ("Some 12,000 Malian refugees live in Niger.", "12,000", ("NER", "MLI")),
        ("About 3,000 people fled from Nigeria to Niger.", "3,000", ("NER", "NGA")),
        ("Some 500 refugees from Mali reached neighbouring countries.", "500", (None, "MLI")),
        ("Some 500 families from Mopti were displaced in Mali.", "500", ("MLI", None)),
    ],
)
def test_tells_where_people_are_from_where_they_came(
    text: str, number: str, expected: tuple[str | None, str | None]
) -> None:
    """A country that people left is their origin, not their place."""
    place = read(text, number)
    assert (place.location_code, place.origin_code) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Russia-backed fighters entered Mali. They killed 12 people.",
        "The French army and Russia's government disagree on Mali. In Mali, 12 people died.",
        "A U.S. airman was among 12 people killed in Mali.",
        "Mali is at war. The government of France deplored 12 deaths.",
        "The toll in Mali has risen, officials in Niamey said: 12 people died.",
    ],
)
def test_actors_are_no_places(text: str) -> None:
    """Who acts or speaks does not say where people died."""
    assert read(text, "12").location_code == "MLI"


def test_the_place_set_before_holds_on() -> None:
    """A sentence without a place takes the one that the sentence before set."""
    text = "Gunmen attacked the village of Solhan in Burkina Faso. At least 132 people were killed."
    assert read(text, "132").text == "Solhan"


def test_the_government_of_a_country_does_not_move_the_dead() -> None:
    """The toll a government gives stays in the village that was attacked."""
    text = "Gunmen attacked Solhan, in the Sahel region. The government of Burkina Faso speaks of 132 dead."
    assert read(text, "132").text == "Solhan"


def test_a_nationwide_count_is_the_whole_country_s() -> None:
    """The whole country undoes the town of the sentence before."""
    text = "Mali: floods hit Gao hardest. Across the country, 84 people died."
    place = read(text, "84")
    assert (place.location_code, place.admin1_code) == ("MLI", None)


def test_a_heading_sets_the_place_of_what_follows() -> None:
    """In a report by countries each section has its own country."""
    text = "Floods in the region\n\nMali\n\nSome 12 people died.\n\nNiger\n\nSome 15 people died.\n"
    assert [read(text, number).location_code for number in ("12", "15")] == ["MLI", "NER"]


def test_the_title_decides_where_the_text_says_nothing() -> None:
    """What the title names with "in" outweighs what it names first."""
    place = read("Some 400 people were killed.", "400", title="Russia Continues Military Aid In Mali")
    assert place.location_code == "MLI"


def test_the_caller_may_know_the_country() -> None:
    """A given country decides between places of one name, and where nothing is named."""
    assert read("Some 12 people died in Córdoba.", "12", country="COL").admin1_code == "CO-COR"
    assert read("Some 12 people died.", "12", country="COL").location_code == "COL"


def test_common_words_need_a_word_beside_them() -> None:
    """A word like "Central" is a region only next to "region", and "San" a town only behind "in"."""
    assert read("Central banks lost 12 people.", "12") == Place()
    assert read("In San, 12 people died.", "12").admin1_code == "ML-4"
    assert read("In San Bernardino, 12 people died.", "12").admin1_code == "US-CA"
    assert read("In San Kobokanda, 12 people died.", "12").admin1_code is None


def test_an_organisation_is_no_place() -> None:
    """The name of a country inside the name of an organisation does not count."""
    assert read("In Human Rights Watch 12 people died. Norwegian Refugee Council wept.", "12").location_code is None


def test_a_village_is_known_once_its_region_was_named() -> None:
    """A name that no list holds keeps the area it was given when it was named first."""
    text = "Gunmen attacked Kobokanda, a village in the Mopti region of Mali. Then 12 died in Kobokanda."
    assert read(text, "12").admin1_code == "ML-5"


def test_people_counted_by_their_nation_are_its_people() -> None:
    """Those who fled abroad have an origin and no place; another number's destination is not theirs."""
    text = "Some 400 Sudanese have fled abroad, including 70 to Chad."
    places = [read(text, number) for number in ("400", "70")]
    assert [(place.location_code, place.origin_code) for place in places] == [(None, "SDN"), ("TCD", None)]


def test_the_place_of_one_item_of_a_list_is_not_that_of_the_next() -> None:
    """What is counted in Gao by one item says nothing of the next one, nor of the text behind the list."""
    text = "Floods hit Mali.\n\n• Shelter: 12 families moved in Gao.\n• Health: 34 cases.\n\nSome 56 people need aid."
    assert [read(text, number).text for number in ("12", "34", "56")] == ["Gao", "Mali", "Mali"]


def test_a_sum_is_not_where_the_last_died() -> None:
    """What another count brings the total to is counted where the sentences before were."""
    text = "Floods hit Mali. Twelve people drowned in Gao, bringing the total to 53. In Gao, the toll rose to 14."
    figures = find_figures(Document("d1", text=text))
    placed = [(figure.quantity.value, figure.place.text) for figure in figures]
    assert placed == [(12, "Gao"), (53, "Mali"), (14, "Gao")]
    assert read("A further 12 drowned in Gao, bringing the total to 53.", "53").text == "Gao"


def test_foreigners_among_the_victims_are_where_it_happened() -> None:
    """Three Malians killed in a raid on a village of Niger were in Niger; people in need are in their own country."""
    text = "Gunmen raided Inates in Niger. Three Malians were killed. Some 300,000 Malians need aid."
    figures = find_figures(Document("d1", text=text))
    assert [figure.place.location_code for figure in figures] == ["NER", "MLI"]


def test_where_the_dead_came_from_is_not_where_they_died() -> None:
    """Peacekeepers from Chad who died in Mali died in Mali."""
    assert read("In Mali gunmen killed 2 peacekeepers from Chad.", "2").location_code == "MLI"


def test_the_place_an_article_opens_with_holds_over_its_paragraphs() -> None:
    """News is written in paragraphs of one sentence; the town of the first is that of the third."""
    text = "Gunmen attacked Solhan in Burkina Faso.\n\nThey came at night.\n\nAt least 132 people were killed."
    assert read(text, "132").text == "Solhan"


def country_of(text: str, number: str = "12", title: str | None = None) -> str | None:
    """Return only the country of the first ``number``."""
    return read(text, number, title=title).location_code


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A storm hit Bobonong and left 12 people homeless.", ("BWA", "BW-CE")),
        ("Some 12 families fled the Netrakona district.", ("BGD", "BD-H")),
        ("SPRINGFIELD (Agency) — A fire killed 12 people.", ("USA", None)),
        ("In Walworth County, Wisconsin, 12 people were hurt.", ("USA", "US-WI")),
        ("A flood in Springfield, Illinois, killed 12 people.", ("USA", "US-IL")),
        ("Ohio was hit first. In Springfield 12 people died.", ("USA", "US-OH")),
        ("Joliet police said that 12 people were hurt. In Illinois, many were.", ("USA", None)),
    ],
)
def test_larger_towns_of_the_world_are_known(text: str, expected: tuple[str, str | None]) -> None:
    """A town that only the world list has is a place behind a preposition, with a kind, or beside its area."""
    place = read(text, "12")
    assert (place.location_code, place.admin1_code) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Karen Clark and 12 other people were killed in Kansas.",
        "Mr. Ponce told reporters in Kansas that 12 people were killed.",
        "Twelve of them, said J. Duran, fled; 12 people were killed in Kansas.",
        "At Clark Avenue in Kansas 12 people were killed.",
        "They met at Granada Hills. In Kansas 12 people were killed.",
        "The Ponce Island bridge fell. In Kansas 12 people were killed.",
        "They paid US$3 million and 12 people were killed in Kansas.",
        "Guadalupe came to Kansas. There 12 people were killed.",
    ],
)
def test_a_part_of_a_longer_name_is_no_place(text: str) -> None:
    """Persons, streets and landforms bear the names of towns; so does money."""
    assert country_of(text) == "USA"


def test_a_person_named_like_a_town_stays_a_person() -> None:
    """Once "Karen Clark" is named, "Clark" alone is she; "in Clark" is still a place."""
    assert country_of("Karen Clark came. Clark said that 12 people died.") is None
    assert read("Karen Clark lives in Clark, New Jersey, where 12 people died.", "12").admin1_code == "US-NJ"


def test_a_title_has_capitals_everywhere() -> None:
    """In a title the next capital does not make a longer name."""
    assert country_of("Some 12 people died.", title="Floods In Houston Kill Dozens Of People") == "USA"


def test_the_larger_town_of_a_name_is_meant_where_nothing_else_is_named() -> None:
    """San Salvador is the capital and not the island; with the island's country named it is the island."""
    assert country_of("In San Salvador 12 people died.") == "SLV"
    assert country_of("The Bahamas were hit. In San Salvador 12 people died.") == "BHS"
    assert country_of("In CAR 12 people died.") == "CAF"
    assert country_of("Storms in the Philippines have hit Luzon, in the Philippines. In CAR 12 people died.") == "PHL"


def test_a_bare_name_of_a_country_not_spoken_of_is_no_place() -> None:
    """A surname that is also a region abroad does not move people there."""
    assert country_of("Ponce had seen it all. In Kansas, 12 people died. Ponce wept.") == "USA"


def test_capitals_throughout_make_no_towns_of_words() -> None:
    """Among capitals "OF", "POLICE" and "MARCH" are words, though towns bear these names."""
    assert country_of("IN POLICE CUSTODY 12 MEN OF PERU DIED IN MARCH.") == "PER"
    assert read("A BOMB IN MEDELLIN KILLED 12 PEOPLE.", "12").admin1_code == "CO-ANT"


def test_a_hospital_is_not_where_people_live() -> None:
    """A building that no list holds does not hide the town that was set before."""
    text = "Gunmen attacked Solhan in Burkina Faso. In Kobokanda Hospital 12 people died."
    assert read(text, "12").text == "Solhan"


def test_the_dot_of_an_abbreviation_hides_no_actor() -> None:
    """U.S. troops act; the dead are where they acted."""
    assert country_of("U.S. troops came to Mali in 2013. They counted 12 dead.") == "MLI"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A storm hit Kansas. In Wichita it was worst. Some 12 people died across the state.", "Kansas"),
        ("Floods hit Lake County, Illinois. Homes in Joliet fell. In the county 12 died.", "Lake County"),
        ("Gunmen attacked Solhan, in the Sahel region of Burkina Faso. In the region 12 people died.", "Sahel"),
        ("A quake struck Gao. It struck Kidal. Overall, 12 people died in it.", None),
    ],
)
def test_a_state_or_county_named_before_is_pointed_to(text: str, expected: str | None) -> None:
    """A state is the state named last and not its town; "overall" is the whole country."""
    assert read(text, "12").text == expected


def test_a_place_abroad_holds_to_the_end_of_its_paragraph() -> None:
    """A regional report tells one country a paragraph; after it the document's own country holds again."""
    text = (
        "In Mali, 40 people died. In Mali the rain went on. In Mali it was worst.\n\n"
        "In Niger, 3 people died. Some 12 people were hurt.\n\nIn all, 52 people died. It is over."
    )
    assert [read(text, number).location_code for number in ("12", "52")] == ["NER", "MLI"]


def test_an_area_of_one_paragraph_does_not_hold_in_the_next() -> None:
    """In a report on a country each paragraph has its own region, and the totals have none."""
    text = (
        "Floods hit Niger. In all, 40 people died.\n\nIn Zinder it rained for days. There 12 people died.\n\n"
        "The government gave rice to many. Some 77 people died the year before."
    )
    assert [read(text, number).admin1_code for number in ("12", "77")] == ["NE-7", None]


def test_the_place_the_document_opens_with_holds_on() -> None:
    """A report of one attack speaks of its place all through, unless it speaks of others as much."""
    text = "Gunmen attacked Solhan in Burkina Faso. It was night.\n\nMany fled. Some 12 people were hurt."
    assert read(text, "12").admin1_code == "BF-12"
    assert read(f"{text} In Ouahigouya and in Kaya nothing is known.", "12").admin1_code is None


def test_an_unknown_village_lies_in_the_only_area_that_is_named() -> None:
    """With one province named a village in it is meant; with two nobody knows."""
    text = "Fighters attacked Ituri. In the village of Kobokanda 12 people died."
    assert read(text, "12").admin1_code == "CD-IT"
    assert read(f"{text} Nothing was heard from North Kivu.", "12").admin1_code is None


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("Fighting in Myanmar", "Clashes shook Myanmar. Some 12 crossed into Thailand.", ("THA", "MMR")),
        ("Sudan shelters people fleeing Tigray", "Some 12 refugees came to a camp in Sudan.", ("SDN", "ETH")),
        ("Floods in Mali", "Mali was hit. Some 12 people died in Niger.", ("NER", None)),
        ("Storm over Japan", "Japan was spared. Moving into China, it killed 12.", ("CHN", None)),
    ],
)
def test_people_abroad_come_from_the_country_spoken_of(title: str, text: str, expected: tuple[str, str | None]) -> None:
    """Refugees abroad left the country that the title says, or the one the document is about; storms left none."""
    place = read(text, "12", title=title)
    assert (place.location_code, place.origin_code) == expected


def test_damaged_letters_do_not_hide_a_name() -> None:
    """A wrong decoding leaves a mark for each letter it does not know; a short rest could be any name."""
    assert country_of("An avalanche left 12 people dead in Popay\ufffdn.") == "COL"
    assert country_of("Some 12 people were displaced within Cote d\ufffdIvoire.") == "CIV"
    assert country_of("Some 12 people died in R\ufffdo.") is None


def test_a_valley_is_no_region_of_its_name() -> None:
    """Valle is an area of Honduras only with a word like "department" beside it."""
    text = "Hay por lo menos 500 evacuados en el Valle."
    sentences = find_sentences(text)
    context = Context(Document("d1", text=text, language="es"), sentences, load_lexicon("es"))
    assert context.place(sentences[0], text.index("500"), text.index("500") + 3).location_code is None


def test_a_house_of_a_town_names_the_town() -> None:
    """What explodes at the market of Bosso explodes in Bosso."""
    text = "Une bombe a explosé au marché de Bosso, blessant 17 commerçants."
    sentences = find_sentences(text)
    context = Context(Document("d1", text=text, language="fr"), sentences, load_lexicon("fr"))
    assert context.place(sentences[0], text.index("17"), text.index("17") + 2).admin1_code == "NE-2"


def test_a_small_town_far_off_is_a_village_nearby_of_its_name() -> None:
    """In a report on Greece "Ithaca" is not the town in New York, unless America is spoken of as well."""
    text = "Greece is on fire. In Greece many fled. In Ithaca 12 people were hurt."
    assert read(text, "12").location_code == "GRC"
    assert read(f"{text} The United States sent help.", "12").location_code == "USA"


def test_a_us_adviser_is_no_place() -> None:
    """Before a noun "U.S." tells who somebody is; behind "in the" it is where."""
    assert country_of("Rebels in Mali held 12 men and a U.S. adviser.") == "MLI"
    assert country_of("In the U.S. 12 people died.") == "USA"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A fire in Gary, Ind., killed 12 people.", "US-IN"),
        ("Ind. is short. In Mali 12 people died.", None),
        ("In Washington, 12 people died.", None),
        ("In the District of Columbia rain fell. In Washington, 12 people died.", "US-DC"),
    ],
)
def test_states_are_known_by_what_agencies_write(text: str, expected: str | None) -> None:
    """The short form "Ind." is a state between a comma and a full stop; "Washington" is a state or a city."""
    assert read(text, "12").admin1_code == expected


@pytest.mark.parametrize("text", ["Valley Police held 12 men.", "They met at Police in Mali. There 12 men were held."])
def test_police_is_no_town(text: str) -> None:
    """A word for who acts is never read as one of the towns that bear it."""
    assert country_of(text) in (None, "MLI")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Floods hit 12 families in Goma, Bolivia.", ("BOL", "Goma")),
        ("Floods hit 12 families in Goma, Rwanda and Burundi.", ("COD", "Goma")),
    ],
)
def test_the_country_behind_a_town_is_its_country(text: str, expected: tuple[str, str]) -> None:
    """A town that we know elsewhere only lies where the text says, unless a list of countries follows."""
    place = read(text, "12")
    assert (place.location_code, place.text) == expected


def test_a_joined_number_is_not_with_the_place_in_front() -> None:
    """In "273 were in the Philippines, and 96 were in Vietnam" the 96 stand with what follows."""
    text = "It killed 370, of which 273 were in the Philippines, and 96 were in Vietnam."
    assert [read(text, number).location_code for number in ("273", "96")] == ["PHL", "VNM"]


def test_the_country_is_the_one_its_paragraph_speaks_of() -> None:
    """A paragraph on Niger in a report on Mali means Niger by "the country"; "overall" means all of the report."""
    text = (
        "In Mali, 40 people died. In Mali the rain went on. In Mali it was worst.\n\n"
        "In Niger the rain began. Floods in the country killed 12. Overall, 52 people died."
    )
    assert [read(text, number).location_code for number in ("12", "52")] == ["NER", "MLI"]
