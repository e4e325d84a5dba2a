"""The seed as a web page and as a printed page: the same facts, whatever the format that they came in."""

from dataclasses import asdict
from pathlib import Path

import pytest
from printed import as_printed, printed

from pipeline.facts.read import read
from pipeline.narrative.parse import parse
from pipeline.source.read import READERS

SEED = (Path(__file__).parents[1] / "seeds" / "narratives" / "2023" / "DNK.txt").read_text(encoding="utf-8").rstrip("\n")
HEADINGS = ("THE KINGDOM OF DENMARK (Tier 1)",)
# What differs with the text that the facts were read from: where they stand.
PLACES = ("start", "end", "sentence_id", "part_of", "penalty")


def paragraphs():
    return SEED.split("\n")


def as_page():
    def element(line):
        if line.startswith("- "):
            return f"<ul><li>{line[2:]}</li></ul>"
        return f"<h3>{line}</h3>" if line.isupper() else f"<p>{line}</p>"

    return f"<html><body><nav>Menu</nav><main>{''.join(map(element, paragraphs()))}</main></body></html>".encode()


FORMATS = {
    "text/html": as_page,
    "application/pdf": lambda: printed(
        paragraphs(), head="2023 TRAFFICKING IN PERSONS REPORT|{page}", foot="DENMARK", justify=True, headings=HEADINGS
    ),
}


def facts(text):
    reading = read(parse(text, narrative_id="DNK-2023", iso3="DNK", country="Denmark", report_year=2023))
    found = {}
    for name in ("counts", "money", "durations", "laws", "profile"):
        rows = [asdict(fact) for fact in getattr(reading, name)]
        found[name] = [tuple((key, repr(value)) for key, value in row.items() if key not in PLACES) for row in rows]
    return found, reading.narrative


@pytest.mark.parametrize("media_type", FORMATS)
def test_the_format_makes_no_difference_to_the_facts(media_type):
    text = READERS[media_type].text(FORMATS[media_type](), None)
    found, narrative = facts(text)
    expected, original = facts(SEED)
    assert (narrative.tier, narrative.header) == (original.tier, original.header)
    assert [sentence.text for sentence in narrative.sentences] == [sentence.text for sentence in original.sentences]
    assert [section.name for section in narrative.sections] == [section.name for section in original.sections]
    assert found == expected


def test_a_printed_page_is_read_to_the_character():
    assert READERS["application/pdf"].text(FORMATS["application/pdf"](), None) == as_printed(paragraphs())
