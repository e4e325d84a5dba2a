"""Lines in reading order become paragraphs: what the page broke is put together, what its author parted stays apart."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.source.pdf_order import Line
from pipeline.source.tier_header import header_name, is_capital, is_tier
from pipeline.vocabulary.countries import country_code

_MARKER = re.compile(r"(?:[-*–—•●▪‣◦■·]|\(?\d{1,2}[.)]|\(?[a-z]\))\s")
_TERMINAL = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
_BROKEN = re.compile(r"([^\W\d_]+)-$")
_GOES_ON = re.compile(r"([^\W\d_]+)")
_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# Lines of one paragraph are at most this many times the usual distance apart, and of one size but for this share.
_LEADING = 1.35
_SIZES = 0.1
# An indent, in heights of the font; a heading leaves this share of its column empty.
_INDENT = 0.7
_HEADING = 0.4


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together, joined; `size` and `page` are those of its first line."""

    text: str
    page: int
    size: float
    item: bool


class Spelling:
    """The words of a document as they stand within its lines: what says whether a hyphen at a line's end belongs to the word."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._words = Counter(word.casefold() for line in lines for word in _WORDS.findall(_BROKEN.sub("", line.text)))

    def join(self, above: str, below: str) -> str:
        """Two lines as one. A hyphen between them goes, or stays without the break, only where the document spells the word so elsewhere.

        Where it spells it both ways or neither, hyphen and break stay as printed.
        """
        first, second = _BROKEN.search(above), _GOES_ON.match(below)
        if not first:
            return f"{above}\n{below}" if above.endswith("-") else f"{above} {below}"
        if not second:
            return f"{above}\n{below}"
        whole = (first[1] + second[1]).casefold() in self._words
        hyphenated = f"{first[1]}-{second[1]}".casefold() in self._words
        if whole == hyphenated:
            return f"{above}\n{below}"
        return above[:-1] + below if whole else above + below


def paragraphs(lines: Sequence[Line]) -> Iterator[Paragraph]:
    """The paragraphs of a document's lines in reading order."""
    spelling = Spelling(lines)
    leading = _leading(lines)
    group: list[Line] = []
    for line in _whole_headers(lines):
        if group and _parted(group, line, leading):
            yield _joined(group, spelling)
            group = []
        group.append(line)
    if group:
        yield _joined(group, spelling)


def _whole_headers(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines, with a header that is broken over two of them on one."""
    above: Line | None = None
    for line in lines:
        if above is None:
            above = line
            continue
        broken = header_name(f"{above.text} {line.text}") if header_name(above.text) is None else None
        if broken and country_code(broken) and above.page == line.page:
            above = replace(above, text=f"{above.text} {line.text}")
            continue
        yield above
        above = line
    if above is not None:
        yield above


def _joined(group: Sequence[Line], spelling: Spelling) -> Paragraph:
    text = group[0].text
    for line in group[1:]:
        text = spelling.join(text, line.text)
    return Paragraph(text, group[0].page, group[0].size, _MARKER.match(text) is not None)


def _leading(lines: Sequence[Line]) -> float:
    """The distance between the feet of two lines of a paragraph, in heights of the font.

    It is the lower quartile over all lines: those between paragraphs are further apart, and paragraphs may be short.
    """
    steps = sorted((one.bottom - other.bottom) / one.size for one, other in pairwise(lines) if one.page == other.page)
    near = [step for step in steps if 0 < step < 3]
    return near[len(near) // 4] if near else 1.2


def _parted(group: Sequence[Line], line: Line, leading: float) -> bool:
    """Whether a line begins a paragraph of its own behind the lines of `group`."""
    above = group[-1]
    if abs(above.size - line.size) > _SIZES * above.size or _MARKER.match(line.text) or _is_heading(above.text) or _is_heading(line.text):
        return True
    room = above.column_right - above.right
    finished = _TERMINAL.search(above.text) is not None
    if finished and room > _needed(line):
        return True
    if above.page != line.page or line.bottom > above.bottom:
        # a new column or page says nothing by itself
        return False
    if above.bottom - line.bottom > _LEADING * leading * above.size:
        return True
    if len(group) == 1 and not finished and room > _HEADING * (above.column_right - above.column_left) and line.text[:1].isupper():
        return True
    # items hang: their first line stands out to the left; paragraphs may have theirs stand in
    return line.left - above.left > _INDENT * line.size and not (len(group) == 1 and _MARKER.match(above.text))


def _needed(line: Line) -> float:
    """The width of a blank and the first word of a line: with that much room left, only the author can have ended the line above."""
    return (len(line.text.partition(" ")[0]) + 1) * (line.right - line.left) / len(line.text)


def _is_heading(text: str) -> bool:
    return header_name(text) is not None or is_tier(text) or is_capital(text)
