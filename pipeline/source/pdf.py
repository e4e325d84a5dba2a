"""The reader of application/pdf: the text of a PDF in reading order, without page furniture. A whole report is split in `report`."""

from collections.abc import Iterable

from pipeline.source.pdf_furniture import body_words
from pipeline.source.pdf_order import reading_order
from pipeline.source.pdf_page import read_pages
from pipeline.source.pdf_paragraphs import Paragraph, paragraphs

NAME = "pdf 1"


def read_paragraphs(raw: bytes) -> list[Paragraph]:
    """The paragraphs of a PDF in reading order; raises ValueError with the reason where it cannot be read."""
    pages = read_pages(raw)
    return list(paragraphs(reading_order(pages, body_words(pages))))


def as_text(found: Iterable[Paragraph]) -> str:
    """Paragraphs as text: list items follow each other line by line, an empty line stands between all else."""
    text = ""
    listed = False
    for paragraph in found:
        text += ("\n" if listed and paragraph.item else "\n\n") * bool(text) + paragraph.text
        listed = paragraph.item
    return text


def read_pdf(raw: bytes, _charset: str | None = None) -> str:
    """The text of a PDF that holds one narrative; raises ValueError with the reason where it cannot be read."""
    return as_text(read_paragraphs(raw))
