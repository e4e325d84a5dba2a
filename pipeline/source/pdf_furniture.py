"""Page furniture: running heads and feet and page numbers, by where they stand and by what repeats there."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.source.pdf_order import as_line, rows
from pipeline.source.pdf_page import Page, Word
from pipeline.source.tier_header import header_name, is_tier
from pipeline.vocabulary.countries import country_code

# Heads and feet stand in this share of the page at its upper and lower edge.
_EDGE = 0.12
# Words further apart than this many times their height are two pieces of a line: a head on the left, a number on the right.
_PIECES = 2.0
# Where so much of what is printed at one height repeats from page to page, is a number or a country's name, all of it is furniture.
_REPEATING = 0.7
_DIGITS = re.compile(r"\d+")
_FOLIO = re.compile(r"[\W_]*(?:page\s*)?(?:\d{1,4}|[ivxlc]{1,6})[\W_]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words that stand together near an edge of a page; `height` is their distance from that edge in whole points."""

    words: tuple[Word, ...]
    text: str
    height: tuple[str, int]

    @property
    def key(self) -> str:
        return _DIGITS.sub("#", self.text.casefold())


def body_words(pages: Sequence[Page]) -> list[list[Word]]:
    """The words of each page without its furniture.

    Text of the narratives is no furniture although it may begin at the same height on every page: it differs from page to page.
    A header with a country's tier is never taken for furniture.
    """
    pieces = [list(_pieces(page)) for page in pages]
    keys = Counter((piece.height[0], piece.key) for found in pieces for piece in found)
    at: defaultdict[tuple[str, int], list[_Piece]] = defaultdict(list)
    for found in pieces:
        for piece in found:
            at[piece.height].append(piece)
    repeating = {height for height, found in at.items() if _repeats(found, keys)}
    kept = []
    for page, found in zip(pages, pieces, strict=True):
        furniture = {
            id(word)
            for piece in found
            if (piece.height in repeating or _FOLIO.fullmatch(piece.text)) and not _is_header(piece.text)
            for word in piece.words
        }
        kept.append([word for word in page.words if id(word) not in furniture])
    return kept


def _repeats(found: Sequence[_Piece], keys: Counter[tuple[str, str]]) -> bool:
    if len(found) < 2:
        return False
    known = sum(1 for piece in found if keys[piece.height[0], piece.key] > 1 or _FOLIO.fullmatch(piece.text) or country_code(piece.text))
    return known >= _REPEATING * len(found)


def _is_header(text: str) -> bool:
    return header_name(text) is not None or is_tier(text)


def _pieces(page: Page) -> Iterator[_Piece]:
    edges = {
        "top": [word for word in page.words if word.bottom > (1 - _EDGE) * page.height],
        "bottom": [word for word in page.words if word.bottom < _EDGE * page.height],
    }
    for edge, words in edges.items():
        for row in rows(words):
            distance = round(page.height - row[0].bottom if edge == "top" else row[0].bottom)
            start = 0
            for end in range(1, len(row) + 1):
                if end == len(row) or row[end].left - row[end - 1].right > _PIECES * row[end].size:
                    part = tuple(row[start:end])
                    yield _Piece(part, as_line(page.number, part).text, (edge, distance))
                    start = end
