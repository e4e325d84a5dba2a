"""The printed page under a narrative: lines, list markers, page furniture, the line that names the source, boxes.

Offsets only; nothing here knows what a section is.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.narrative.sentences import trim

_LINE = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_NEWLINE = re.compile(r"\r\n|[\r\n\v\f\x85\u2028\u2029]")
# "- ", "* ", a bullet with or without a blank, "1. ", "2) ", "(3) ", "a) "; markdown's backslash before a star included
_MARKER = re.compile(r"(?:\\?[-*+–—]\s+|[•●▪‣◦■·]\s*|o\s+(?=[A-Z])|\(?\d{1,2}[.)]\s+(?=\D)|\(?[a-z]\)\s+)(?=\S)")
# the running foot of the printed report: the year may stand before or after, a page number at either end
_FURNITURE = re.compile(
    r"(?:(?:19|20)\d\d\s+)?TRAFFICKING IN PERSONS REPORT(?:\s*[|:–-]?\s*(?:JUNE|JULY|AUGUST|SEPTEMBER))?(?:\s*[|:–-]?\s*(?:19|20)\d\d)?"
    r"(?:\s*[|–-]?\s*\d{1,3}\b)?"
)
# the chart of tiers by year, its title and its axes; a lone page number
_CHART = re.compile(r"(?:[A-Z][A-Z ,.'’()-]{2,60}\s)?TIER RANKING BY YEAR(?:[\d\sWL]*)|(?:\d{1,4}|[123]WL|[|\s])+")
_FOLIO_AFTER = re.compile(r"(?<!\d)\d{1,3}$")
_FOLIO_BEFORE = re.compile(r"(?<![\w,.$])\d{1,3}\s*[|–-]?\s*$")
_SOURCE = re.compile(
    r"(?:the\s+)?original\s+(?:source|text|report|article|document)\b|source\s*:|\[?https?://|retrieved\s+(?:from|on)\b|back\s+to\s+top|"
    r"this\s+(?:text|narrative|report)\s+(?:is|was)\s+(?:taken|published|retrieved)\b|©",
    re.IGNORECASE,
)
_TERMINAL = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
_AGE = r"(?:\d{1,2}|[a-z]+teen|ten|eleven|twelve|twenty)"
# "Photo: ...", "Victim story - ...", or a story's first words: "Ana was 14 when ...", "Ana, a 14-year-old from ..."
_BOX = re.compile(
    r"(?i:photo|photograph|caption|image|picture|box|(?:victim|survivor)(?:['’]s)?\s+(?:story|stories|voice|testimony)|side\s?bar)\b"
    r"(?i:\s*credit)?\s*[:.–—-]"
    rf"|[\"“]?(?:When\s+)?[A-Z][a-z]+(?:\s[A-Z][a-z]+)?\s+(?:was|is)\s+(?:only\s+|just\s+)?{_AGE}(?:\s+years\s+old)?,?\s+when\b"
    rf"|[\"“]?[A-Z][a-z]+(?:\s[A-Z][a-z]+)?,\s+(?:an?\s+)?{_AGE}(?:-year-old|\s+years\s+old)\b"
)
# Lines of a printed page are shorter than this and, most of them, nearly full; a few lines are no page.
_WRAP = 140
_FULL = 0.7
_PAGE_LINES = 6
_SOURCE_LINES = 4
_SOURCE_LENGTH = 240


@dataclass(frozen=True, slots=True)
class Line:
    """One line without the white space around it; `blank_before`: an empty line stands above it."""

    start: int
    end: int
    blank_before: bool


def read_lines(text: str) -> tuple[Line, ...]:
    """The lines of a text that are not blank; any line end counts."""
    found: list[Line] = []
    for match in _LINE.finditer(text):
        start, end = trim(text, match.start(), match.end())
        if start < end:
            above = text[found[-1].end : start] if found else ""
            found.append(Line(start, end, sum(1 for _ in _NEWLINE.finditer(above)) > 1))
    return tuple(found)


def page_width(lines: Sequence[Line]) -> int:
    """The length of a full line where paragraphs run over the lines of a page; 0 where each line is a paragraph."""
    lengths = sorted(line.end - line.start for line in lines)
    if len(lengths) < _PAGE_LINES or lengths[-1] > _WRAP or lengths[len(lengths) // 2] < _FULL * lengths[-1]:
        return 0
    return lengths[-1]


def continues(text: str, above: Line, line: Line, width: int) -> bool:
    """Whether `line` goes on with the paragraph of `above`: its sentence is unfinished, or the page (of that width) breaks its lines."""
    if line.blank_before and not text[line.start].islower():
        return False
    finished = _TERMINAL.search(text, max(above.start, above.end - 6), above.end)
    if width and not line.blank_before:
        # a line that ends a paragraph is mostly a short one
        return not finished or above.end - above.start > _FULL * width
    return not finished and (text[line.start].islower() or (text[line.start].isdigit() and not marker_end(text, line.start, line.end)))


def marker_end(text: str, start: int, end: int) -> int:
    """Where the list item that starts here begins behind its marker; 0 if no marker stands here."""
    match = _MARKER.match(text, start, end)
    return match.end() if match else 0


def furniture(text: str) -> list[tuple[int, int]]:
    """The spans of running heads and feet of the printed report, with year and page number: no part of any sentence's sense.

    >>> body = "alleged 2014 TRAFFICKING IN PERSONS REPORT 287 traffickers"
    >>> [body[a:b] for a, b in furniture(body)]
    ['2014 TRAFFICKING IN PERSONS REPORT 287']
    """
    spans: list[tuple[int, int]] = []
    if "PERSONS REPORT" not in text and "PERSONS\u00a0REPORT" not in text:
        return spans
    for match in _FURNITURE.finditer(text):
        start = match.start()
        if not _FOLIO_AFTER.search(match[0]):
            folio = _FOLIO_BEFORE.search(text[max(0, start - 8) : start])
            if folio:
                start -= len(folio[0])
        spans.append((start, match.end()))
    return spans


def is_furniture(text: str, line: Line) -> bool:
    """Whether a line holds a running head or foot, a page number or the figures of the tier chart, and nothing else."""
    body = text[line.start : line.end]
    if _CHART.fullmatch(body):
        return True
    return any(not (body[:start] + body[end:]).strip(" |\u00a0") for start, end in furniture(body))


def source_line_start(text: str, lines: Sequence[Line]) -> int:
    """Where the lines at the end that name the source begin; the end of the text if there are none."""
    at = len(text)
    for line in reversed(lines[-_SOURCE_LINES:]):
        if line.end - line.start > _SOURCE_LENGTH or not _SOURCE.match(text, line.start, line.end):
            break
        at = line.start
    return at


def is_boxed(text: str, start: int, end: int) -> bool:
    """Whether a paragraph is a photo caption or a victim's story from a side box, by the words it opens with."""
    return _BOX.match(text, start, end) is not None
