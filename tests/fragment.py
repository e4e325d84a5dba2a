"""Fragments of narratives read by the real reader: one sentence as tokens and clauses, or all facts of a stretch of text."""

from pipeline.facts.gather import figures_of
from pipeline.facts.parsed import parse_sentence
from pipeline.facts.read import read
from pipeline.facts.tokens import tokenize
from pipeline.mentions.scan import scan
from pipeline.narrative.parse import parse
from pipeline.normalize.territory import territories_in

ISO3, YEAR = "KEN", 2018


def narrative_of(text, section="protection", year=YEAR, iso3=ISO3):
    """A narrative that consists of the fragment alone."""
    return parse(text, narrative_id=f"{iso3}-{year}", iso3=iso3, country="Kenya", report_year=year, section=section)


def reading_of(text, section="protection", year=YEAR, iso3=ISO3):
    """All facts of a fragment."""
    return read(narrative_of(text, section, year, iso3))


def parsed_of(sentence):
    """One sentence with its tokens, verbs and clauses."""
    (only,) = narrative_of(sentence).sentences
    spans = scan(only.text, only.start, iso3=ISO3, report_year=YEAR)
    return parse_sentence(only, tokenize(only.text, only.start, spans, ISO3), ISO3, tuple(territories_in(only.text, ISO3)))


def figures(sentence):
    """The figures of one sentence."""
    return figures_of(parsed_of(sentence), ISO3)


def spans_of(text):
    """Kind and text of each numeric span."""
    return [(span.kind, text[span.start : span.end]) for span in scan(text, 0, iso3=ISO3, report_year=YEAR)]
