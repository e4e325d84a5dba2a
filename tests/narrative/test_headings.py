"""Headings in every print, derived from the vocabulary, and the sentences that open with the same words."""

import pytest

from pipeline.narrative.headings import read_headings
from pipeline.narrative.layout import read_lines
from pipeline.narrative.sense import is_imperative
from pipeline.vocabulary.load import load

PHRASES = [(phrase, section) for section, phrases in load("headings").items() for phrase in phrases]


def headings(text):
    return [(text[found.start : found.end], found.section) for found in read_headings(text, read_lines(text)[0], frozenset({"greenland"}))]


@pytest.mark.parametrize(("phrase", "section"), PHRASES)
def test_every_phrase_in_every_print(phrase, section):
    for printed in (phrase.capitalize(), phrase.upper(), phrase.title() + ":", f"**{phrase.upper()}**", f"## {phrase.title()}"):
        assert headings(printed) == [(printed, section)]
    for run_in in (phrase.capitalize() + ": ", phrase.upper() + ". ", phrase.upper() + " "):
        assert headings(run_in + "Officials met.") == [(run_in, section)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Recommendations for St. Lucia: train judges.", [("Recommendations for St. Lucia: ", "recommendations")]),
        ("RECOMMENDATIONS FOR COTE D’IVOIRE", [("RECOMMENDATIONS FOR COTE D’IVOIRE", "recommendations")]),
        ("Officials met.PROTECTIONOfficials left.", [("PROTECTION", "protection")]),
        ("It fell. Recommendations for Mali: train.", [("Recommendations for Mali: ", "recommendations")]),
        ("Greenland", [("Greenland", "territories")]),
        ("Greenland has a police force.", []),
        ("Prosecution of traffickers was rare.", []),
        ("Prevention and protection were weak.", []),
        ("Protection for victims: none.", []),
        ("prosecution. The court met.", []),
        ("The Ministry of Protection: a history.", []),
        ("Officials in charge of PREVENTION met.", []),
    ],
)
def test_headings_and_look_alikes(text, found):
    assert headings(text) == found


@pytest.mark.parametrize("verb", load("imperatives")["verbs"])
def test_every_verb_opens_a_recommendation(verb):
    assert is_imperative(f"{verb} the rules.")
    assert is_imperative(f"{verb.lower()} the rules")
    assert not is_imperative(f"The {verb.lower()} was late.")
