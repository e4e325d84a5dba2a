"""Page furniture: running heads and feet and page numbers, by where they stand and by what repeats there."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.source.pdf_order import as_line, rows
from pipeline.source.pdf_page import Page, Word
from pipeline.source.tier_header import header_name, is_tier
from pipeline.vocabulary.countries import country_code

# Heads and feet stand in this share of the page at its upper and lower edge, are of a few rows, and are parted from the text by
# more than lines are from each other, in heights of the font.
_EDGE = 0.12
_ROWS = 3
_APART = 1.5
# Words further apart than this many times their height are two pieces of a row: a head on the left, a number on the right.
_PIECES = 2.0
# Where so much of what is printed at one height repeats from page to page, is a number or a country's name, all of it is furniture.
_REPEATING = 0.7
# The text begins where it begins on this share of the pages: on the others it begins lower, or they are of another kind.
_FRAME = 0.2
_DIGITS = re.compile(r"\d+")
_FOLIO = re.compile(r"[\W_]*(?:page\s*)?(?:\d{1,4}|[ivxlc]{1,6})[\W_]*", re.IGNORECASE)
# The title of the report, which even a single page may bear.
_TITLE = re.compile(
    r"(?:\d{4}\s+)?trafficking in persons report(?:\W*(?:june|july|august|september))?(?:\W*\d{4})?(?:\W*\d{1,3})?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words that stand together near an edge of a page.

    `slot`: the edge, and their distance from it in whole points. `below`: the row behind it on the way to the middle.
    `outermost`: nothing stands between them and the edge.
    """

    words: tuple[Word, ...]
    text: str
    slot: tuple[str, int]
    below: str
    outermost: bool

    @property
    def key(self) -> str:
        """What repeats: the text without case, and with any number for another."""
        return _DIGITS.sub("#", self.text.casefold())

    @property
    def is_header(self) -> bool:
        """Whether it is the line with country and tier that a narrative begins with, or the first half of one."""
        if header_name(self.text) or is_tier(self.text):
            return True
        broken = self.text if is_tier(self.below) else header_name(f"{self.text} {self.below}")
        return self.slot[0] == "top" and broken is not None and country_code(broken) is not None

    @property
    def is_folio(self) -> bool:
        """Whether it is a page number or the title of the report."""
        return (_FOLIO.fullmatch(self.text) or _TITLE.fullmatch(self.text)) is not None


def body_words(pages: Sequence[Page]) -> list[list[Word]]:
    """The words of each page without its furniture.

    Text of the narratives is no furniture although it may begin at the same height on every page: it differs from page to page,
    and it stands where text stands. A header with a country's tier is never taken for furniture.
    """
    printed = [rows(page.words) for page in pages]
    frame = {edge: _frame(pages, printed, edge) for edge in ("top", "bottom")}
    pieces = [
        [piece for piece in _pieces(page, found) if piece.slot[1] < frame[piece.slot[0]]]
        for page, found in zip(pages, printed, strict=True)
    ]
    at: defaultdict[tuple[str, int], list[_Piece]] = defaultdict(list)
    for found in pieces:
        for piece in found:
            at[piece.slot].append(piece)
    repeating = {slot for slot, found in at.items() if _repeats(found)}
    kept = []
    for page, found in zip(pages, pieces, strict=True):
        furniture = {
            id(word)
            for piece in found
            if (piece.slot in repeating or (piece.outermost and piece.is_folio)) and not piece.is_header
            for word in piece.words
        }
        kept.append([word for word in page.words if id(word) not in furniture])
    return kept


def _repeats(found: Sequence[_Piece]) -> bool:
    keys = Counter(piece.key for piece in found)
    known = sum(keys[piece.key] > 1 or piece.is_folio or country_code(piece.text) is not None for piece in found)
    return len(found) > 1 and known >= _REPEATING * len(found)


def _frame(pages: Sequence[Page], printed: Sequence[list[list[Word]]], edge: str) -> float:
    """How far from an edge the text begins: where rows stand closely, more of them than a head or foot has."""
    begins = sorted(
        min(_distance(page, row, edge) for block in dense for row in block)
        for page, found in zip(pages, printed, strict=True)
        if (dense := [block for block in _blocks(found) if len(block) > _ROWS])
    )
    return begins[int(_FRAME * len(begins))] - 1 if begins else float("inf")


def _distance(page: Page, row: Sequence[Word], edge: str) -> float:
    return page.height - row[0].bottom if edge == "top" else row[0].bottom


def _pieces(page: Page, printed: list[list[Word]]) -> Iterator[_Piece]:
    """What stands at the upper and lower edge of a page, apart from the text."""
    for edge, inward in (("top", printed), ("bottom", printed[::-1])):
        below = iter([*(as_line(page.number, row).text for row in inward[1:]), ""])
        for number, block in enumerate(_blocks(inward)):
            distances = [_distance(page, row, edge) for row in block]
            if len(block) > _ROWS or max(distances) > _EDGE * page.height:
                break
            for row, distance in zip(block, distances, strict=True):
                behind = next(below)
                for words in _parts(row):
                    yield _Piece(words, as_line(page.number, words).text, (edge, round(distance)), behind, number == 0)


def _blocks(inward: Sequence[list[Word]]) -> Iterator[list[list[Word]]]:
    """Rows from an edge inwards, together where they stand as close as lines of one paragraph do."""
    block: list[list[Word]] = []
    for row in inward:
        if block and abs(block[-1][0].bottom - row[0].bottom) > _APART * row[0].size:
            yield block
            block = []
        block.append(row)
    if block:
        yield block


def _parts(row: Sequence[Word]) -> Iterator[tuple[Word, ...]]:
    """The pieces of a row that stand well apart."""
    start = 0
    for end in range(1, len(row) + 1):
        if end == len(row) or row[end].left - row[end - 1].right > _PIECES * row[end].size:
            yield tuple(row[start:end])
            start = end
