"""Page furniture, boxes and list markers: what is one, and the texts that only look like one."""

import pytest

from pipeline.narrative.layout import furniture, is_boxed, marker_end, page_width, read_lines


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("alleged 2014 TRAFFICKING IN PERSONS REPORT 287 traffickers", ["2014 TRAFFICKING IN PERSONS REPORT 287"]),
        ("held 15 2014 TRAFFICKING IN PERSONS REPORT 287 traffickers", ["2014 TRAFFICKING IN PERSONS REPORT 287"]),
        ("held 288 TRAFFICKING IN PERSONS REPORT | JUNE 2020 traffickers", ["288 TRAFFICKING IN PERSONS REPORT | JUNE 2020"]),
        ("TRAFFICKING IN PERSONS REPORT 2021", ["TRAFFICKING IN PERSONS REPORT 2021"]),
        ("the Trafficking in Persons Report of 2014 named 287 traffickers", []),
        ("in 2014, courts heard 287 cases", []),
    ],
)
def test_furniture(text, expected):
    assert [text[start:end] for start, end in furniture(text)] == expected


@pytest.mark.parametrize(
    ("text", "boxed"),
    [
        ("Photo: a market.", True),
        ("PHOTO CREDIT: A. Roe", True),
        ("Survivor’s story: she left.", True),
        ("Ana was 14 when a neighbor sold her.", True),
        ("When Ana was only 14 years old, when she was sold, she left.", True),
        ("Ana Roe, a 14-year-old, worked at night.", True),
        ("Another 12 from Kenya were found.", False),
        ("Photographs were shown to 12 victims.", False),
        ("Kenya was a source country when the law passed.", False),
        ("In 2012, a 14-year-old girl was found.", False),
    ],
)
def test_is_boxed(text, boxed):
    assert is_boxed(text, 0, len(text)) is boxed


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("- Train judges.", "Train judges."),
        ("* Train judges.", "Train judges."),
        ("•Train judges.", "Train judges."),
        ("– Train judges.", "Train judges."),
        ("3. Train judges.", "Train judges."),
        ("(3) Train judges.", "Train judges."),
        ("b) Train judges.", "Train judges."),
        ("o Train judges.", "Train judges."),
        ("13.1 is the article.", None),
        ("2013. 12 cases.", None),
        ("-based work grew.", None),
        ("**Train** judges.", None),
    ],
)
def test_marker_end(text, rest):
    end = marker_end(text, 0, len(text))
    assert (text[end:] if end else None) == rest


def test_page_width():
    page = "\n".join(["Words that fill the line of a printed page up to here"] * 6)
    prose = "\n".join(["A paragraph of its own. " * 20] * 6)
    listed = "\n".join(["A long line that stands over a list of short ones here", *["Short."] * 6])
    assert [page_width(read_lines(text)) > 0 for text in (page, prose, listed)] == [True, False, False]
