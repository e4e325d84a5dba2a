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
# A page of fewer lines shows no columns.
_COLUMN_LINES = 4


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


def reading_order(page: Page, words: Sequence[Word]) -> list[Line]:
    """The lines of those words of a page that are its text."""
    printed = rows(words)
    gutter = _gutter(page, printed)
    if gutter is None:
        return _in_column([as_line(page.number, row) for row in printed])
    low, high = gutter
    across: list[Line] = []
    beside: tuple[list[Word], list[Word]] = ([], [])
    for row in printed:
        if any(word.left < high and word.right > low for word in row):
            across.append(as_line(page.number, row))
        else:
            for word in row:
                beside[word.left >= high].append(word)
    columns = [_in_column([as_line(page.number, row) for row in rows(side)]) for side in beside]
    across = _in_column(across)
    ordered: list[Line] = []
    for bar in [*across, None]:
        for column in columns:
            while column and (bar is None or column[0].bottom > bar.bottom):
                ordered.append(column.pop(0))
        if bar is not None:
            ordered.append(bar)
    return ordered


def _gutter(page: Page, printed: Sequence[Sequence[Word]]) -> tuple[float, float] | None:
    """The widest strip in the middle of the page that few lines run over, None where there is none or text on one side only."""
    if len(printed) < _COLUMN_LINES:
        return None
    first, last = (int(share * page.width) for share in _MIDDLE)
    covered = [0] * (last - first)
    for row in printed:
        # what is covered by two words of one line counts once
        over = {x for word in row for x in range(max(first, int(word.left)), min(last, int(word.right) + 1))}
        for x in over:
            covered[x - first] += 1
    limit = _CROSSING * len(printed)
    best: tuple[int, int] | None = None
    start = None
    # a strip between words that happen to stand below each other is a narrow one
    for x, count in enumerate([*covered, len(printed) + 1]):
        if count <= limit:
            start = x if start is None else start
        elif start is not None:
            if x - start >= _GUTTER and (best is None or x - start > best[1] - best[0]):
                best = (start, x)
            start = None
    if best is None:
        return None
    low, high = (float(first + x) for x in _least_covered(covered, best))
    on_the_left = sum(any(word.right <= low for word in row) for row in printed)
    on_the_right = sum(any(word.left >= high for word in row) for row in printed)
    return (low, high) if min(on_the_left, on_the_right) >= _COLUMN_LINES else None


def _least_covered(covered: Sequence[int], strip: tuple[int, int]) -> tuple[int, int]:
    """The part of a strip that the fewest lines run over, the widest of those."""
    least = min(covered[strip[0] : strip[1]])
    best = (strip[0], strip[0])
    start = strip[0]
    for x in range(strip[0], strip[1] + 1):
        if x == strip[1] or covered[x] != least:
            best = max(best, (start, x), key=lambda part: part[1] - part[0])
            start = x + 1
    return best


def _in_column(lines: list[Line]) -> list[Line]:
    """The lines with the edges of the column that they stand in: where most begin, and where the longest ends."""
    if not lines:
        return []
    begins = Counter(round(line.left) for line in lines)
    left = float(max(begins, key=lambda x: (begins[x], -x)))
    right = max(line.right for line in lines)
    return [Line(line.text, line.page, line.left, line.right, line.bottom, line.size, left, right) for line in lines]
