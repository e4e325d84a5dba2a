"""The words of a PDF's pages, with the place where each is printed (PDFium). What order they are read in is decided in `pdf_order`.

Coordinates are points (1/72 inch) from the lower left corner of the visible page.
"""

import ctypes
import math
import threading
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

# PDFium must not be called from two threads at once.
_LOCK = threading.Lock()
# What PDFium gives for a hyphen at the end of a line.
_LINE_HYPHENS = frozenset({0x02, 0xFFFE})
# Letters that are printed as one glyph (Unicode, "Alphabetic Presentation Forms").
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
# Zero-width marks: where a word may break, no letters.
_UNSEEN = frozenset({0x0000, 0x200B, 0x2060, 0xFEFF})
# Text that is turned by more than this is a tab or stamp beside the text; in radians.
_TURNED = 0.1
# A page is at most 200 inches wide and high (ISO 32000-1, annex C); a larger one is damage.
_LARGEST = 14_400
# A space of this share of the font's height parts words where the file has no character for it.
_SPACE = 0.15


@dataclass(frozen=True, slots=True)
class Word:
    """Letters that are printed together: from `left` to `right`, standing on `bottom`; `size` is the font's height."""

    text: str
    left: float
    right: float
    bottom: float
    size: float


@dataclass(frozen=True, slots=True)
class Page:
    """The upright words of a page, in the order of the file."""

    number: int
    width: float
    height: float
    words: tuple[Word, ...]


def read_pages(raw: bytes) -> tuple[Page, ...]:
    """The pages of a PDF; raises ValueError with the reason where it is none, is locked, or holds pictures of text only."""
    with _LOCK:
        try:
            document = pdfium.PdfDocument(raw)
        except pdfium.PdfiumError as error:
            raise ValueError(f"it is no PDF that can be opened ({error})") from error
        try:
            pages = tuple(_page(document, index) for index in range(len(document)))
        except pdfium.PdfiumError as error:
            raise ValueError(f"a page of it cannot be opened ({error})") from error
        finally:
            document.close()
    if not any(page.words for page in pages):
        raise ValueError(f"none of its {len(pages)} pages holds text: it is a scan, or its letters are pictures")
    return pages


def _page(document: pdfium.PdfDocument, index: int) -> Page:
    page = document[index]
    text = page.get_textpage()
    try:
        left, bottom, right, top = page.get_bbox()  # the visible page, inherited or its own
        width, height = right - left, top - bottom
        if not (0 < width <= _LARGEST and 0 < height <= _LARGEST):
            raise ValueError(f"its page {index + 1} is {width:g} by {height:g} points large")
        return Page(index + 1, width, height, tuple(_words(text, left, bottom)))
    finally:
        text.close()
        page.close()


def _words(text: pdfium.PdfTextPage, left: float, bottom: float) -> Iterator[Word]:
    box = pdfium_c.FS_RECTF()
    place = ctypes.byref(box)
    letters: list[str] = []
    start = end = foot = size = 0.0

    def word() -> Word:
        made = Word("".join(letters), start - left, end - left, foot - bottom, size)
        letters.clear()
        return made

    for index in range(text.count_chars()):
        code = pdfium_c.FPDFText_GetUnicode(text, index)
        if code in _UNSEEN:
            continue
        letter = "-" if code in _LINE_HYPHENS else _LIGATURES.get(code) or chr(code)
        if letter.isspace():
            if letters:
                yield word()
            continue
        if not pdfium_c.FPDFText_GetLooseCharBox(text, index, place) or box.top <= box.bottom:
            continue
        if letters and (box.left - end > _SPACE * size or box.left < start or abs(box.bottom - foot) > size / 2):
            yield word()
        if not letters:
            if _turned(text, index):
                continue
            start, foot, size = box.left, box.bottom, box.top - box.bottom
        letters.append(letter)
        end = box.right
    if letters:
        yield word()


def _turned(text: pdfium.PdfTextPage, index: int) -> bool:
    angle: float = pdfium_c.FPDFText_GetCharAngle(text, index)
    return _TURNED < angle < 2 * math.pi - _TURNED
