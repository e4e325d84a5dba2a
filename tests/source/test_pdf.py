"""PDFs of known text, printed as reports are, come back to the character."""

import pytest
from fpdf import FPDF
from printed import Printer, as_printed, narrative, printed

from pipeline.source.pdf import read_pdf
from pipeline.source.pdf_order import Line
from pipeline.source.pdf_paragraphs import Spelling

TEXT = narrative("FREEDONIA (Tier 2)", "Freedonia", 2023, 4, long=12)
LAYOUTS = {
    "one column": {"columns": 1},
    "two columns": {"columns": 2},
    "two columns close together": {"columns": 2, "gap": 12},
    "hyphens": {"columns": 2, "hyphenate": True},
    "justified": {"columns": 2, "justify": True, "head": "2023 REPORT|{page}"},
    "justified with hyphens": {"columns": 2, "justify": True, "hyphenate": True, "gap": 14},
    "head and foot": {"columns": 2, "head": "2023 TRAFFICKING IN PERSONS REPORT", "foot": "{page}"},
    "number beside the head": {"columns": 2, "head": "FREEDONIA|{page}", "foot": "TRAFFICKING IN PERSONS REPORT | JUNE 2023"},
    "tab at the side": {"columns": 2, "head": "{page}", "tab": "FREEDONIA"},
    "one column with all of it": {
        "columns": 1,
        "head": "Freedonia|Page {page}",
        "foot": "2023 Report",
        "hyphenate": True,
        "tab": "FREEDONIA",
    },
}


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_what_was_printed_is_read(layout):
    assert read_pdf(printed(TEXT, **layout)) == as_printed(TEXT)


def test_the_same_bytes_give_the_same_text():
    raw = printed(TEXT, hyphenate=True)
    assert read_pdf(raw) == read_pdf(raw)


def test_a_line_over_both_columns_parts_what_is_above_and_below():
    printer = Printer(columns=2)
    for y, left, right in ((100, "Left one", "Right one"), (112, "left two", "right two"), (124, "left three", "right three")):
        printer.pdf.page or printer.page()
        printer.pdf.text(54, y, left + " of the upper half of the page.")
        printer.pdf.text(326, y, right + " of the upper half of the page.")
    printer.pdf.text(120, 160, "A line that runs over both columns in the middle of the page, as titles do.")
    for y, left, right in ((200, "Left four", "Right four"), (212, "left five", "right five"), (224, "left six", "right six")):
        printer.pdf.text(54, y, left + " of the lower half of the page.")
        printer.pdf.text(326, y, right + " of the lower half of the page.")
    words = read_pdf(printer.bytes()).split()
    order = [word for word in words if word.lower() in ("one", "two", "three", "four", "five", "six", "runs")]
    assert order == ["one", "two", "three", "one", "two", "three", "runs", "four", "five", "six", "four", "five", "six"]


def test_a_sentence_goes_on_over_columns_and_pages():
    sentence = (
        " ".join(f"The police investigated case {number} and the courts convicted its trafficker," for number in range(400)) + " finally."
    )
    assert read_pdf(printed([sentence], columns=2, head="REPORT|{page}")) == sentence


def test_numbers_in_the_text_are_no_page_numbers():
    paragraphs = [
        "The courts convicted traffickers in each of these years. " * 3 + "The ministry reported how many they were:",
        "12",
    ]
    assert read_pdf(printed([*paragraphs, "That was all."], columns=1)) == "\n\n".join([*paragraphs, "That was all."])


def line(text):
    return Line(text, 1, 0, 0, 0, 10)


@pytest.mark.parametrize(
    ("above", "below", "joined"),
    [
        ("the traf-", "ficking of", "the trafficking of"),
        ("the law-", "enforcement bodies", "the law-enforcement bodies"),
        ("an un-", "known word", "an un-\nknown word"),
        ("both re-", "trafficking", "both re-\ntrafficking"),
        ("for 2019-", "2023", "for 2019-\n2023"),
        ("a 10-", "year term", "a 10-\nyear term"),
        ("an end", "of a line", "an end of a line"),
    ],
)
def test_a_hyphen_is_mended_where_the_document_spells_the_word_elsewhere(above, below, joined):
    spelling = Spelling([line("trafficking and law-enforcement, retrafficking and re-trafficking"), line("a broken traf-")])
    assert spelling.join(above, below) == joined


@pytest.mark.parametrize(
    ("raw", "why"),
    [(b"", "no PDF"), (b"%PDF-1.7 and no more", "no PDF"), (b"<html></html>", "no PDF")],
)
def test_what_is_no_pdf_is_refused(raw, why):
    with pytest.raises(ValueError, match=why):
        read_pdf(raw)


def test_a_broken_off_or_locked_pdf_is_refused():
    whole = printed(TEXT)
    with pytest.raises(ValueError, match=r"."):
        read_pdf(whole[:300])
    locked = FPDF()
    locked.add_page()
    locked.set_encryption(owner_password="a", user_password="b")  # noqa: S106 - there is nothing to protect
    with pytest.raises(ValueError, match="no PDF that can be opened"):
        read_pdf(bytes(locked.output()))


def test_a_scan_is_refused():
    scan = FPDF()
    scan.add_page()
    scan.rect(10, 10, 50, 50)
    with pytest.raises(ValueError, match="none of its 1 pages holds text"):
        read_pdf(bytes(scan.output()))


def test_a_page_of_no_possible_size_is_refused():
    wall = FPDF(format=(20_000, 300), unit="pt")
    wall.add_page()  # its size stands in the file once, for all pages
    with pytest.raises(ValueError, match="its page 1 is 20000 by 300 points large"):
        read_pdf(bytes(wall.output()))
