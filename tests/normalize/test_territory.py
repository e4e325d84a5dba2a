"""Codes of countries, territories and nationalities: the names that the reports print, and the traps."""

import pycountry
import pytest

from pipeline.normalize.territory import NATIONALITY, demonym_code, nationality, territories_in, territory_names
from pipeline.vocabulary.countries import country_code, country_name, slug_code
from pipeline.vocabulary.load import load

NAMES = [
    ("THE KINGDOM OF DENMARK", "DNK"),
    ("The Republic of the Gambia", "GMB"),
    ("Burma", "MMR"),
    ("Laos", "LAO"),
    ("Cote d’Ivoire", "CIV"),
    ("CÔTE D’IVOIRE", "CIV"),
    ("Democratic Republic of the Congo", "COD"),
    ("Congo, Democratic Republic of the", "COD"),
    ("Republic of the Congo", "COG"),
    ("Congo", None),
    ("Kosovo", "XKX"),
    ("South Korea", "KOR"),
    ("Republic of Korea", "KOR"),
    ("North Korea", "PRK"),
    ("Korea", None),
    ("Swaziland", "SWZ"),
    ("Macedonia", "MKD"),
    ("St. Lucia", "LCA"),
    ("TURKEY", "TUR"),
    ("Hong Kong", "HKG"),
    ("Macau", "MAC"),
    ("Taiwan", "TWN"),
    ("Netherlands Antilles", "ANT"),
    ("Serbia and Montenegro", "SCG"),
    ("Czech Republic", "CZE"),
    ("The Bahamas", "BHS"),
    ("Russia", "RUS"),
    ("Prosecution", None),
    ("", None),
]
PEOPLE = [
    ("Nigerians", "NGA", "persons"),
    ("Nigerian", "NGA", "adjective"),
    ("Nigerien", "NER", "adjective"),
    ("Uzbeks", "UZB", "persons"),
    ("Danes", "DNK", "persons"),
    ("Chinese", "CHN", "adjective"),
    ("Filipina", "PHL", "adjective"),
    ("Filipinas", "PHL", "persons"),
    ("South Sudanese", "SSD", "adjective"),
    ("Papua New Guinean", "PNG", "adjective"),
    ("Bissau-Guineans", "GNB", "persons"),
    ("Guineans", "GIN", "persons"),
    ("Malagasy", "MDG", "adjective"),
    ("Saudis", "SAU", "persons"),
    ("Basotho", "LSO", "persons"),
    ("Turks", "TUR", "persons"),
    ("Thailand", "THA", "name"),
    ("United States", "USA", "name"),
    ("New Zealanders", "NZL", "persons"),
    ("Congolese", None, None),
    ("Nigerianized", None, None),
]
PLACES = [
    ("DNK", "in Greenland or the Faroe Islands; Faroese police", ["GRL", "FRO", "FRO"]),
    ("USA", "in the Commonwealth of the Northern Mariana Islands and Guam", ["MNP", "GUM"]),
    ("USA", "in American Samoa, the U.S. Virgin Islands, and Puerto Rico", ["ASM", "VIR", "PRI"]),
    ("NLD", "Bonaire, Saba and St. Eustatius; Aruba, Curaçao, Sint Maarten", ["BES", "BES", "BES", "ABW", "CUW", "SXM"]),
    ("NZL", "in Niue, the Cook Islands or Tokelau", ["NIU", "COK", "TKL"]),
    ("FRA", "in Mayotte and French Guiana", ["MYT", "GUF"]),
    ("GBR", "in Bermuda and the British Virgin Islands", ["BMU", "VGB"]),
    ("CHN", "in Hong Kong", ["HKG"]),
    ("DNK", "in Hong Kong and on Guam", []),
    ("KEN", "in Nairobi", []),
    ("NLD", "the Sabah coast", []),
]
# countries whose people have no word of their own, or share it with another
WITHOUT_DEMONYM = {"COD", "COG", "DMA", "NZL", "SCG", "VAT"}
MEMBERS = {entry for entry in load("countries") if pycountry.countries.get(alpha_3=entry)}


@pytest.mark.parametrize(("name", "code"), NAMES)
def test_country_code(name, code):
    assert country_code(name) == code


@pytest.mark.parametrize(("word", "code", "form"), PEOPLE)
def test_nationality(word, code, form):
    found = nationality(word)
    assert (found.code if found else None, found.form if found else None) == (code, form)
    if form in ("adjective", "persons"):
        assert demonym_code(word) == code
        assert found.persons == (form == "persons")
    if code:
        assert NATIONALITY.fullmatch(word)


@pytest.mark.parametrize(("iso3", "text", "codes"), PLACES)
def test_territories_in(iso3, text, codes):
    spans = territories_in(text, iso3)
    assert [span.code for span in spans] == codes
    assert all(text[span.start : span.end][0].isupper() for span in spans)


def test_shared_words_mean_the_home_country():
    assert [nationality("Congolese", home).code for home in ("COD", "COG")] == ["COD", "COG"]
    assert nationality("Congolese", "UGA") is None
    assert nationality("Dominicans", "DMA").code == "DMA"
    assert nationality("Dominicans", "HTI").code == "DOM"


def test_longest_name_wins():
    text = "women from South Sudan, Guinea-Bissau, the Central African Republic, and Papua New Guinea; two Nigerians"
    found = [(match[0], nationality(match[0]).code) for match in NATIONALITY.finditer(text)]
    assert [code for _, code in found] == ["SSD", "GNB", "CAF", "PNG", "NGA"]


def test_every_country_is_named_and_has_a_word_for_its_people():
    entries = load("countries")
    for country in pycountry.countries:
        assert country_code(country.name) == (None if country.name == "Congo" else country.alpha_3)
    for code, entry in entries.items():
        assert country_name(code), code
        if code not in WITHOUT_DEMONYM:
            assert entry["adjectives"], code
        for word in (*entry.get("adjectives", ()), *entry.get("persons", ())):
            assert word == word.strip()
    assert len(MEMBERS) >= 193


def test_territories_have_codes_and_parents():
    for parent, dependents in load("territories").items():
        assert country_name(parent)
        for code, names in dependents.items():
            assert country_name(code)
            assert code != parent
            for name in names:
                assert [span.code for span in territories_in(f"in {name}.", parent)] == [code]
                assert name.lower() in territory_names(parent)


def test_no_word_stands_for_two_countries():
    seen = {}
    for code, entry in load("countries").items():
        for word in (*entry.get("names", ()), *entry.get("adjectives", ()), *entry.get("persons", ())):
            assert seen.setdefault(word, code) == code, word


@pytest.mark.parametrize(
    ("code", "known"),
    [("DNK", True), ("XKX", True), ("SCG", True), ("ANT", True), ("GRL", True), ("XXX", False), ("dnk", False), ("", False)],
)
def test_known_codes(code, known):
    assert (country_name(code) is not None) is known


def test_country_name():
    assert (country_name("DNK"), country_name("XKX"), country_name("XXX")) == ("Denmark", "Kosovo", None)


@pytest.mark.parametrize(
    ("slug", "code"),
    [
        ("denmark", "DNK"),
        ("bahamas-the", "BHS"),
        ("gambia-the", "GMB"),
        ("cote-divoire", "CIV"),
        ("congo-democratic-republic-of-the", "COD"),
        ("congo-republic-of-the", "COG"),
        ("korea-south", "KOR"),
        ("curacao", "CUW"),
        ("st-lucia", "LCA"),
        ("congo", None),
        ("methodology", None),
    ],
)
def test_names_in_addresses(slug, code):
    assert slug_code(slug) == code
