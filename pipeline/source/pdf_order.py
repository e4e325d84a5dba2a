"""The lines of a page in the order in which they are read: down the left column, then down the right one, between lines that span both."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter

from pipeline.source.pdf_page import Page, Word

# A gutter is at least this wide, in points, stands in the middle part of the page, and few lines run over it.
_GUTTER = 6
_MIDDLE = (0.3, 0.7)
_CROSSING = 0.35
# Columns are sure where both have this many lines on one page.
_COLUMN_LINES = 4
# A blank within a line is less than this many heights of the font.
_BLANK = 0.6


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a column: its text and place, `size` the height of most of its letters, and the edges of its column."""

    text: str
    page: int
    left: float
    right: float
    bottom: float
    size: float
    column_left: float = 0.0
    column_right: float = 0.0


def rows(words: Iterable[Word]) -> list[list[Word]]:
    """Words that stand on one line, from the top down, each line from left to right."""
    found: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (-word.bottom - word.size / 2, word.left)):
        middle = word.bottom + word.size / 2
        # the first word decides, so that raised numbers do not pull the next line up
        if found and found[-1][0].bottom < middle < found[-1][0].bottom + found[-1][0].size:
            found[-1].append(word)
        else:
            found.append([word])
    for row in found:
        row.sort(key=attrgetter("left"))
    return found


def as_line(page: int, row: Sequence[Word]) -> Line:
    """The line of some words from left to right."""
    weights: Counter[float] = Counter()
    for word in row:
        weights[word.size] += len(word.text)
    size = max(weights, key=lambda size: (weights[size], size))
    text = " ".join(word.text for word in row)
    return Line(text, page, row[0].left, max(word.right for word in row), row[0].bottom, size)


def reading_order(pages: Sequence[Page], words: Sequence[Sequence[Word]]) -> list[Line]:
    """The lines of a document, from those words of each page that are its text."""
    printed = [rows(found) for found in words]
    strips = [_strip(page, found) for page, found in zip(pages, printed, strict=True)]
    counted = Counter(strip for strip in strips if strip is not None)
    ordered: list[Line] = []
    for page, own, found in zip(pages, strips, printed, strict=True):
        # a page that ends soon has few lines in its second column: the other pages show where that begins
        strip = own or next((usual for usual, _ in counted.most_common() if _crossing(usual, found) <= _CROSSING * len(found)), None)
        if strip is None:
            ordered.extend(_in_column([as_line(page.number, row) for row in found]))
        else:
            ordered.extend(_in_columns(page, strip, found))
    return ordered


def _in_columns(page: Page, gutter: tuple[float, float], printed: Sequence[Sequence[Word]]) -> list[Line]:
    """The lines of a page of two columns: between any two lines that run over both, the left column and then the right one."""
    high = gutter[1]
    across: list[Line] = []
    beside: tuple[list[Word], list[Word]] = ([], [])
    for row in printed:
        if _crossing(gutter, [row]):
            across.append(as_line(page.number, row))
        else:
            for word in row:
                beside[word.left >= high].append(word)
    columns = [_in_column([as_line(page.number, row) for row in rows(side)]) for side in beside]
    ordered: list[Line] = []
    for bar in [*_in_column(across), None]:
        for column in columns:
            while column and (bar is None or column[0].bottom > bar.bottom):
                ordered.append(column.pop(0))
        if bar is not None:
            ordered.append(bar)
    return ordered


def _spans(row: Sequence[Word]) -> list[tuple[float, float]]:
    """What a row covers: the blanks between words belong to it."""
    spans: list[tuple[float, float]] = []
    for word in row:
        if spans and word.left - spans[-1][1] < _BLANK * word.size:
            spans[-1] = (spans[-1][0], max(spans[-1][1], word.right))
        else:
            spans.append((word.left, word.right))
    return spans


def _strip(page: Page, printed: Sequence[Sequence[Word]]) -> tuple[float, float] | None:
    """The strip in the middle of the page that the fewest lines run over and many stand on both sides of, None where there is none."""
    first, last = (int(share * page.width) for share in _MIDDLE)
    covered = [0] * (last - first)
    for row in printed:
        for left, right in _spans(row):
            for x in range(max(first, int(left)), min(last, int(right) + 1)):
                covered[x - first] += 1
    for crossing in range(int(_CROSSING * len(printed)) + 1):
        for start, end in _runs(covered, crossing):
            low, high = first + start, first + end
            on_the_left = sum(row[0].right <= low for row in printed)
            on_the_right = sum(row[-1].left >= high for row in printed)
            if min(on_the_left, on_the_right) >= _COLUMN_LINES:
                return float(low), float(high)
    return None


def _runs(covered: Sequence[int], most: int) -> list[tuple[int, int]]:
    """Where at most so many lines run over a strip that is as wide as a gutter, the widest first."""
    found: list[tuple[int, int]] = []
    start = 0
    for x, count in enumerate([*covered, most + 1]):
        if count > most:
            if x - start >= _GUTTER:
                found.append((start, x))
            start = x + 1
    return sorted(found, key=lambda run: (run[0] - run[1], run[0]))


def _crossing(strip: tuple[float, float], printed: Iterable[Sequence[Word]]) -> int:
    """How many rows run over a strip."""
    return sum(any(left < strip[1] and right > strip[0] for left, right in _spans(row)) for row in printed)


def _in_column(lines: list[Line]) -> list[Line]:
    """The lines with the edges of the column that they stand in: where most begin, and where the longest ends."""
    if not lines:
        return []
    begins = Counter(round(line.left) for line in lines)
    left = float(max(begins, key=lambda x: (begins[x], -x)))
    right = max(line.right for line in lines)
    return [Line(line.text, line.page, line.left, line.right, line.bottom, line.size, left, right) for line in lines]
