"""A whole report, printed in two columns with heads, feet and page numbers, comes apart into its narratives to the character."""

import csv

import pycountry
import pytest
from printed import Printer, as_printed, narrative

from pipeline.source.read import collect
from pipeline.source.report import NAME, split_report
from pipeline.vocabulary.countries import country_code, country_name

TIERS = ("{} (Tier 1)", "{}: TIER 2", "{} (TIER 2 - WATCH LIST)", "{} (Tier 2 Watch List)", "{} (Tier 3)", "{} (Special Case)")
YEAR = 2011


def names():
    """Every country that ISO 3166 names, as a report prints it: without what only lists need."""
    found = {}
    for country in pycountry.countries:
        name = getattr(country, "common_name", country.name)
        if "," not in name and "(" not in name and country_code(name) == country.alpha_3:
            found[country.alpha_3] = name
    return dict(sorted(found.items(), key=lambda item: item[1]))


def made(**settings) -> Printer:
    settings = {"columns": 2, "head": "{country}|{page}", "foot": "2011 TRAFFICKING IN PERSONS REPORT", "hyphenate": True} | settings
    return Printer(**settings)


def start(printer: Printer, name: str) -> None:
    """A narrative begins on a page of its own."""
    printer.country = name.upper()
    printer.page()


def test_a_report_of_some_hundred_pages_comes_apart_into_its_narratives():
    printer = made()
    printer.country = "INTRODUCTION"
    for paragraph in (
        "TIER PLACEMENTS",
        "TIER 1",
        *list(names().values())[:9],
        "TIER 2",
        *list(names().values())[9:30],
        "COUNTRY NARRATIVES",
    ):
        printer.paragraph(paragraph)
    printer.tab = "COUNTRIES"
    expected = {}
    for number, (code, name) in enumerate(names().items()):
        start(printer, name)
        header = TIERS[number % len(TIERS)].format(name.upper())
        expected[code] = narrative(header, name, YEAR, number, long=8 + number % 9)
        for paragraph in expected[code]:
            printer.paragraph(paragraph)
    printer.country = "APPENDIX"
    printer.page()
    for paragraph in ("RELEVANT INTERNATIONAL CONVENTIONS", "The chart below shows the conventions of the United Nations.", "Afghanistan"):
        printer.paragraph(paragraph)
    parts, left = split_report(printer.bytes())
    assert printer.pdf.page > 300
    assert not left
    assert [part.iso3 for part in parts] == list(expected)
    for part in parts:
        assert part.text == as_printed(expected[part.iso3]), part.iso3
        assert part.country == country_name(part.iso3)


def test_narratives_may_follow_each_other_on_one_page():
    printer = made(head="2011 REPORT|{page}", hyphenate=False)
    expected = {}
    for number, (code, name) in enumerate(list(names().items())[:12]):
        expected[code] = narrative(TIERS[number % 6].format(name.upper()), name, YEAR, number)
        for paragraph in expected[code]:
            printer.paragraph(paragraph)
    parts, _ = split_report(printer.bytes())
    assert {part.iso3: part.text for part in parts} == {code: as_printed(text) for code, text in expected.items()}


def test_a_header_may_be_broken_over_two_lines_or_have_its_tier_below():
    printer = made(columns=2, hyphenate=False)
    headers = {
        "VCT": (["SAINT VINCENT AND", "THE GRENADINES (TIER 2)"], ["SAINT VINCENT AND THE GRENADINES (TIER 2)"]),
        "COD": (["DEMOCRATIC REPUBLIC OF", "THE CONGO (Tier 2 Watch List)"], ["DEMOCRATIC REPUBLIC OF THE CONGO (Tier 2 Watch List)"]),
        "BIH": (["BOSNIA AND HERZEGOVINA (TIER 2 - WATCH", "LIST)"], ["BOSNIA AND HERZEGOVINA (TIER 2 - WATCH LIST)"]),
        "CIV": (["COTE D’IVOIRE", "TIER 2"], ["COTE D’IVOIRE", "TIER 2"]),
        "MMR": (["BURMA", "(Tier 3)"], ["BURMA (Tier 3)"]),
    }
    expected = {}
    for code, (header, read) in headers.items():
        start(printer, header[0])
        body = narrative("", country_name(code), YEAR, 1)[1:]
        for paragraph in (*header, *body):
            printer.paragraph(paragraph)
        expected[code] = as_printed([*read, *body])
    parts, left = split_report(printer.bytes())
    assert not left
    assert {part.iso3: part.text for part in parts} == expected


def test_unknown_countries_and_second_narratives_are_left_with_their_page():
    printer = made(columns=1, head="2011 REPORT|{page}")
    for header, name, long in (
        ("FREEDONIA (Tier 2)", "Freedonia", 1),
        ("DENMARK (Tier 1)", "Denmark", 4),
        ("SYLVANIA: TIER 3", "Sylvania", 1),
        ("DENMARK (Tier 2)", "Denmark", 1),
    ):
        start(printer, name)
        for paragraph in narrative(header, name, YEAR, 1, long=long):
            printer.paragraph(paragraph)
    parts, left = split_report(printer.bytes())
    assert [(part.iso3, part.page) for part in parts] == [("DNK", 2)]
    assert parts[0].text.startswith("DENMARK (Tier 1)\n")
    assert "Sylvania" not in parts[0].text
    assert [(one.header, one.page, one.iso3) for one in left] == [("FREEDONIA", 1, None), ("SYLVANIA", 3, None), ("DENMARK", 4, "DNK")]
    assert left[2].reason == "has a longer narrative on page 2"


def test_a_header_over_every_page_of_a_narrative_is_read_once():
    printer = made(columns=2, head="2011 REPORT|{page}", foot="", hyphenate=False)
    text = narrative("DENMARK (Tier 1)", "Denmark", YEAR, 3)
    for paragraph in text[:6]:
        printer.paragraph(paragraph)
    printer.page()
    printer.paragraph("DENMARK (Tier 1)")
    for paragraph in text[6:]:
        printer.paragraph(paragraph)
    (part,), left = split_report(printer.bytes())
    assert not left
    assert part.text == as_printed(text)


def test_a_pdf_without_narratives_is_no_report():
    printer = made()
    printer.paragraph("The police investigated 10 cases.")
    with pytest.raises(ValueError, match="none of its headers names a country with a tier"):
        split_report(printer.bytes())


@pytest.fixture
def folder(tmp_path):
    printer = made(columns=1)
    for header, name in (("DENMARK (Tier 1)", "Denmark"), ("NORWAY (Tier 1)", "Norway"), ("FREEDONIA (Tier 2)", "Freedonia")):
        start(printer, name)
        for paragraph in narrative(header, name, YEAR, 1):
            printer.paragraph(paragraph)
    (tmp_path / "2011.pdf").write_bytes(printer.bytes())
    (tmp_path / "NOR.txt").write_text("NORWAY (Tier 1)\nIts own file.", encoding="utf-8")

    def manifest(*rows):
        with (tmp_path / "sources.csv").open("w", encoding="utf-8", newline="") as handle:
            csv.writer(handle).writerows([("iso3", "report_year", "path", "media_type"), *rows])
        return tmp_path

    return manifest


def test_a_row_without_country_is_a_whole_report(folder):
    collection = collect(folder(("", 2011, "2011.pdf", "")))
    assert [document.source.narrative_id for document in collection.documents] == ["DNK-2011", "NOR-2011"]
    assert {document.reader for document in collection.documents} == {NAME}
    assert collection.documents[0].source.country == "Denmark"
    (refusal,) = collection.set_aside
    assert refusal.narrative_id == "report-2011"
    assert refusal.row == 2
    assert refusal.reason == "page 3 of 2011.pdf: FREEDONIA is no country that is known"


def test_a_row_of_its_own_goes_before_the_report(folder):
    collection = collect(folder(("", 2011, "2011.pdf", "application/pdf"), ("NOR", 2011, "NOR.txt", "")))
    texts = {document.source.narrative_id: document.text for document in collection.documents}
    assert list(texts) == ["DNK-2011", "NOR-2011"]
    assert texts["NOR-2011"] == "NORWAY (Tier 1)\nIts own file."


def test_only_a_pdf_can_be_a_whole_report(folder):
    (refusal,) = collect(folder(("", 2011, "NOR.txt", ""))).set_aside
    assert refusal.reason == "iso3 is empty"
