"""Find the headings of a narrative: on a line of their own, run into their paragraph, or left inside a line by a copy that lost its breaks.

Which section a paragraph without a heading belongs to is decided in `sections`.
"""

import re
from dataclasses import dataclass

from pipeline.narrative.layout import Line
from pipeline.vocabulary.load import alternation, load

_SECTIONS: dict[str, str] = {phrase: section for section, phrases in load("headings").items() for phrase in phrases}
_PHRASE = rf"(?P<phrase>{alternation(_SECTIONS)})"
# "Recommendations for the Republic of Mali": only these name the country
_ADVICE = rf"(?P<advice>{alternation(load('headings')['recommendations'])})\s+for\s+(?:the\s+)?(?-i:[A-ZÀ-Þ])[^:;\r\n]{{1,60}}?"
_MARKUP = r"[#*_\s]{0,8}"

# a line with nothing else on it
_ALONE = re.compile(rf"{_MARKUP}(?:{_ADVICE}|{_PHRASE})\s*[:.–—-]?{_MARKUP}$", re.IGNORECASE)
# run-in with a colon, stop or dash
_RUN_IN = re.compile(rf"{_MARKUP}(?:{_ADVICE}\s*:{_MARKUP}|{_PHRASE}\s*(?:[:.]{_MARKUP}|[–—-]\s+))(?=\S)", re.IGNORECASE)
_CAPITALS = alternation(phrase.upper() for phrase in _SECTIONS)
# capitals before the sentence they introduce: "PROSECUTION The government"
_BARE_CAPITALS = re.compile(rf"(?P<phrase>{_CAPITALS})(?:\s+FOR\s+[A-Z][A-Z\s,.'’-]{{2,60}})?\s*(?::\s*)?(?=[\"“]?[A-Z][a-z])")
# the same inside a line, and "Recommendations for X:" behind the summary it follows
_INSIDE = re.compile(
    rf"(?<=[.!?”\"’)])\s*(?:{_BARE_CAPITALS.pattern}|(?P<title>(?:Prioritized\s+)?Recommendations\s+for\s+[^:;.\r\n]{{2,60}}:)\s*(?=\S))"
)
# a title-case heading glued to its paragraph by a lost line break
_BARE_TITLE = re.compile(
    r"(?P<phrase>Prosecution|Protection|Prevention|Trafficking Profile)\s+(?=(?:The|During|As|In)\s(?:[Gg]overnment|\d|reported|the\s))"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading: its printed span and the section it opens (`sense`: the paragraphs decide)."""

    start: int
    end: int
    section: str


def _section(match: re.Match[str]) -> str:
    groups = match.groupdict()
    return _SECTIONS[" ".join(groups["phrase"].lower().split())] if groups["phrase"] else "recommendations"


def read_headings(text: str, line: Line, territories: frozenset[str]) -> tuple[Heading, ...]:
    """The headings in one line, in order; `territories` are names (lower case) that open the section of that name."""
    body = text[line.start : line.end]
    bare = body.strip("#*_ :.").lower()
    if bare in territories:
        return (Heading(line.start, line.end, "territories"),)
    alone = _ALONE.match(text, line.start, line.end)
    if alone and len(body) < 120:
        return (Heading(line.start, line.end, _section(alone)),)
    found = []
    for pattern in (_RUN_IN, _BARE_CAPITALS, _BARE_TITLE):
        opening = pattern.match(text, line.start, line.end)
        if opening and (body[:1].isupper() or body[:1] in "#*_"):
            found.append(Heading(line.start, opening.end(), _section(opening)))
            break
    at = found[0].end if found else line.start
    for match in _INSIDE.finditer(text, at, line.end):
        start = match.start("title") if match["title"] else match.start("phrase")
        found.append(Heading(start, match.end(), _section(match)))
    return tuple(found)
