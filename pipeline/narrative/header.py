"""Find the line over a narrative that names country and tier, and read the tier in it.

What the text says about the tier is read in `judgement`.
"""

import re
from dataclasses import dataclass

from pipeline.narrative.layout import Line
from pipeline.narrative.sentences import trim
from pipeline.vocabulary.countries import country_code

# the tier as printed anywhere: group `tier` its number or "special case", group `watch` the watch list
TIER = (
    r"(?:tier\s*(?P<tier>[123]|one|two|three|III|II|I)\b(?P<watch>\s*[-–—,:]?\s*\(?\s*(?:watch\s*-?\s*list|WL\b)\)?)?"
    r"|(?P<special>special\s+case)s?\b)"
)
_NUMBERS = {"one": "1", "two": "2", "three": "3", "i": "1", "ii": "2", "iii": "3"}
_MARKUP = r"[#*_\s]{0,8}"
_NAME = r"(?P<name>[^\W\d_][^\d():;\r\n]{0,90}?(?:\s*\((?!\s*(?:tier|special))[^()\d\r\n]{2,60}\))?)"
_BRACKETED = re.compile(rf"{_MARKUP}{_NAME}\s*[-–—,:]?\s*\(\s*{TIER}\s*\)?\s*[*.]?", re.IGNORECASE)
_AFTER_COLON = re.compile(rf"{_MARKUP}{_NAME}\s*(?:[:–—]|-\s|\s-)\s*{TIER}\s*[*.]?", re.IGNORECASE)
_ALONE = re.compile(rf"{_MARKUP}\(?\s*{TIER}\s*\)?{_MARKUP}[*.]?$", re.IGNORECASE)
_TITLE = re.compile(r"(?:\d{4}\s+)?trafficking\s+in\s+persons\s+report\b|country\s+narratives?\b|tier\s+placements?\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?][\"”’)]{0,3}$")
_HEAD_LINES = 4
_CAPTION_LINES = 8


@dataclass(frozen=True, slots=True)
class Header:
    """The printed header: its span (empty if there is none), its tier, and where the narrative's own text begins."""

    start: int
    end: int
    tier: str | None
    body: int


def tier_code(match: re.Match[str]) -> str:
    """The code of the data model for a match of `TIER`."""
    if match["special"]:
        return "special_case"
    number = match["tier"].lower()
    number = _NUMBERS.get(number, number)
    return "2WL" if number == "2" and match["watch"] else number


def read_header(text: str, lines: tuple[Line, ...], iso3: str, country: str) -> Header:
    """The header among the first lines of a text; titles of the report above it belong to no sentence either."""
    for line in lines[:_CAPTION_LINES]:  # some pages print a caption above the header
        named = _BRACKETED.match(text, line.start, line.end) or _AFTER_COLON.match(text, line.start, line.end)
        if named and country_code(named["name"].strip("#*_ ")) == iso3 and _stands_apart(text, named, line):
            return _header(text, named, line)
    start, end = 0, 0
    body = lines[0].start if lines else 0
    for line in lines[:_HEAD_LINES]:
        alone = _ALONE.match(text, line.start, line.end)
        if alone:
            return Header(start if end else line.start, line.end, tier_code(alone), line.end)
        named = _BRACKETED.match(text, line.start, line.end) or _AFTER_COLON.match(text, line.start, line.end)
        if named and not end and _stands_apart(text, named, line):
            return _header(text, named, line)
        if _names_country(text[line.start : line.end], iso3, country) and not end:
            start, end, body = line.start, line.end, line.end
        elif _TITLE.match(text, line.start, line.end) and line.end - line.start < 120:
            body = line.end
        else:
            break
    return Header(start, end, None, body)


def _header(text: str, match: re.Match[str], line: Line) -> Header:
    """The header that a match names; the narrative begins behind it on the same line only if a sentence stands there."""
    start, end = trim(text, line.start, match.end())
    body = end if _SENTENCE_END.search(text[end : line.end]) else line.end
    return Header(start, end, tier_code(match), body)


def _stands_apart(text: str, match: re.Match[str], line: Line) -> bool:
    """Whether a match is a header and not the beginning of a sentence that mentions a tier."""
    rest = text[match.end() : line.end].strip("*_#–— ")
    name = match["name"]
    if rest and not (name.isupper() and rest[:1].isupper()):
        return False
    return name.isupper() or len(name.split()) <= 9


def _names_country(line: str, iso3: str, country: str) -> bool:
    """Whether a line is the country's name and nothing else."""
    bare = line.strip("#*_ :")
    if not bare or len(bare) > 80 or bare[-1] in ".!?":
        return False
    return bare.casefold() == country.casefold() or country_code(bare) == iso3
