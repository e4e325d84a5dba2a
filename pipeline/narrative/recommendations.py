"""Cut the recommendations of a narrative into items and say which pillars each belongs to.

An item is a list entry: marked, run into a semicolon list, or one of several sentences run together. Advice in prose is none.
"""

import re
from collections.abc import Iterator, Sequence

from pipeline.narrative.model import Recommendation
from pipeline.narrative.sections import Paragraph
from pipeline.narrative.sense import is_advice, is_imperative
from pipeline.narrative.sentences import breaks, trim
from pipeline.vocabulary.load import alternation, load

_PILLARS = {
    pillar: re.compile(rf"\b(?:{alternation(stems)})", re.IGNORECASE) for pillar, stems in load("pillars")["recommendations"].items()
}
_SEPARATOR = re.compile(r";\s*(?:and\b\s*)?(?=\S)")
_OPEN, _CLOSE = "([", ")]"
# a sentence that goes on with the item before it instead of opening one
_GOES_ON = re.compile(r"(?:This|These|Those|Such|It|They|That|The|For\s+example|For\s+instance|Doing\s+so|To\s+this\s+end)\b")


def read_recommendations(text: str, paragraphs: Sequence[Paragraph], *, headed: bool) -> tuple[Recommendation, ...]:
    """The items of the paragraphs of the section `recommendations`, ranked in printed order; `headed`: a heading stands over them."""
    spans = [span for paragraph in paragraphs for span in _items(text, paragraph, alone=len(paragraphs) == 1, headed=headed)]
    return tuple(Recommendation(rank, start, end, text[start:end], _pillars(text[start:end])) for rank, (start, end) in enumerate(spans, 1))


def _pillars(text: str) -> tuple[str, ...]:
    return tuple(pillar for pillar, pattern in _PILLARS.items() if pattern.search(text))


def _items(text: str, paragraph: Paragraph, *, alone: bool, headed: bool) -> Iterator[tuple[int, int]]:
    start, end = paragraph.text_start, paragraph.end
    if paragraph.boxed or not paragraph.sentences:
        return
    if paragraph.marked:
        yield from _unglued(text, start, end)
        return
    if not headed and not is_imperative(text[start:end]):
        return
    listed = _semicolons(text, start, end)
    if len(listed) > 1 and (len(paragraph.sentences) == 1 or len(listed) > len(paragraph.sentences)):
        yield from listed
    elif all(is_advice(text[a:b]) and not is_imperative(text[a:b]) for a, b in paragraph.sentences):
        return
    elif alone:
        yield from _run_together(text, start, end)
    else:
        yield from _unglued(text, start, end)


def _semicolons(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The parts between the semicolons that stand in no bracket, without the closing "and"."""
    spans = []
    at = start
    for match in _SEPARATOR.finditer(text, start, end):
        inside = text[at : match.start()]
        if sum(map(inside.count, _OPEN)) > sum(map(inside.count, _CLOSE)):
            continue
        spans.append(trim(text, at, match.start()))
        at = match.end()
    spans.append(trim(text, at, end))
    return [span for span in spans if span[0] < span[1]]


def _run_together(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """One item per sentence; where copies lost the blanks between items, only a glued stop or a new verb parts them."""
    if "•" in text[start:end]:
        yield from _unglued(text, start, end)
        return
    cuts = sorted(breaks(text, start, end))
    glued = any(kind == "glued" for *_, kind in cuts)
    yield from _cut(
        text,
        start,
        end,
        [cut for cut in cuts if cut[2] == "glued" or (is_imperative(text[cut[1] :]) if glued else not _GOES_ON.match(text, cut[1]))],
    )


def _unglued(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """One item per line, unless items lost the line break or bullet between them."""
    yield from _cut(text, start, end, [cut for cut in sorted(breaks(text, start, end)) if cut[2] == "glued"])


def _cut(text: str, start: int, end: int, cuts: Sequence[tuple[int, int, str]]) -> Iterator[tuple[int, int]]:
    at = start
    for stop, onward in [*((stop, onward) for stop, onward, _ in cuts), (end, end)]:
        span = trim(text, at, stop)
        if span[0] < span[1]:
            yield span
        at = max(at, onward)
