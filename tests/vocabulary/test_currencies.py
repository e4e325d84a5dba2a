"""Currency names, codes and signs: every entry of the vocabulary, every code of ISO 4217, shared and historic names."""

from datetime import date

import pycountry
import pytest
from babel.numbers import get_currency_name

from pipeline.mentions.money import find_money
from pipeline.vocabulary.currencies import catalog, choose, currencies_of, fold
from pipeline.vocabulary.load import load

EXAMPLES = load("currencies")["examples"]
# Metals, test codes, funds and units of account are no currencies that a report pays in.
NO_TENDER = {
    "BOV",
    "CHE",
    "CHW",
    "CLF",
    "COU",
    "MXV",
    "USN",
    "UYI",
    "UYW",
    "XAG",
    "XAU",
    "XBA",
    "XBB",
    "XBC",
    "XBD",
    "XDR",
    "XPD",
    "XPT",
    "XSU",
    "XTS",
    "XUA",
    "XXX",
    "XAD",
    "VED",
}


@pytest.mark.parametrize(("text", "iso3", "year", "code"), EXAMPLES, ids=[f"{row[0]} {row[1]} {row[2]}" for row in EXAMPLES])
def test_the_examples_beside_the_vocabulary_hold(text, iso3, year, code):
    (found,) = find_money(text, 0, iso3=iso3, report_year=year)
    assert found.currency == code
    assert (found.reason is None) == (code is not None)
    assert (found.start, found.end) == (0, len(text))


def test_every_currency_of_iso_4217_is_known():
    assert {currency.alpha_3 for currency in pycountry.currencies} - NO_TENDER - catalog().codes == set()


@pytest.mark.parametrize("code", sorted(catalog().codes - {"USD", "GHC"}))
def test_every_code_is_read_before_and_behind_an_amount_that_has_dollars_beside_it(code):
    """GHC apart: the reports print it for the new cedi as well, and the year decides."""
    for text in (f"They spent {code} 5,000 ($70) on shelters.", f"They spent 5,000 {code} ($70) on shelters."):
        (found,) = find_money(text, 0, iso3="KEN", report_year=2018)
        assert (found.currency, text[found.start : found.end]) == (code, text[11 : text.index(")")])


@pytest.mark.parametrize("code", sorted(catalog().codes - {"USD"}))
def test_the_full_name_of_every_currency_means_it_in_its_own_country(code):
    name = get_currency_name(code, 2, locale="en").split(" (")[0]
    for territory, tenures in sorted(catalog().tenures.items()):
        country = pycountry.countries.get(alpha_2=territory)
        for tenure in tenures:
            year = min(tenure.end.year - 1, 2024)
            if tenure.currency == code and country is not None and year > max(tenure.start.year, 2000):
                (found,) = find_money(f"5,000 {name} ($70)", 0, iso3=country.alpha_3, report_year=year)
                assert found.currency == code, (territory, year)


def test_every_noun_has_a_currency_and_every_qualifier_a_known_code():
    lookup = catalog()
    own = load("currencies")
    assert [noun for noun in own["nouns"] if noun not in lookup.members] == []
    for key in ("qualifiers", "phrases"):
        assert set(own[key]) <= lookup.codes
    assert {code for codes in own["symbols"].values() for code in codes} <= lookup.codes
    assert set(own["common_words"]) <= set(lookup.families)


def test_a_shared_name_goes_by_country_then_by_what_was_named_and_else_stays_open():
    pesos = catalog().members["peso"]
    day = date(2019, 12, 31)
    assert choose(pesos, "MEX", day) == "MXN"
    assert choose(pesos, "KEN", day, named=("PHP", "COP")) == "COP"
    assert choose(pesos, "KEN", day) is None


def test_a_currency_that_is_long_gone_is_not_meant_by_its_bare_name():
    francs = catalog().members["franc"]
    assert choose(francs, "FRA", date(2002, 12, 31)) == "FRF"
    assert choose(francs, "FRA", date(2019, 12, 31)) is None


def test_territories_that_iso_3166_1_does_not_list_have_their_currencies():
    assert "EUR" in currencies_of("XKX")
    assert "CSD" in currencies_of("SCG")
    assert currencies_of("ZZZ") == frozenset()


def test_names_are_compared_without_accents_case_and_curly_apostrophes():
    assert fold("Bolívares  Fuertes") == "bolivares fuertes"
    assert fold("pa’anga") == fold("paʻanga") == "pa'anga"
