"""What kind of number a number is; spans never overlap."""

import pytest
from fragment import spans_of
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.mentions.scan import scan


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12 victims", [("count", "12")]),
        ("1,200 victims", [("count", "1,200")]),
        ("five to 10 cases", [("range", "five to 10")]),
        ("between 12 and 15 victims", [("range", "12 and 15")]),
        ("10 percent of victims", [("percentage", "10 percent")]),
        ("half of the victims", [("percentage", "half")]),
        ("the second year", [("ordinal", "second")]),
        ("children younger than 12", [("other", "younger than 12")]),
        ("aged 13 to 43", [("other", "aged 13 to 43")]),
        ("three times as many", [("other", "three times")]),
        ("Tier 2", [("other", "Tier 2")]),
        ("24/7", [("other", "24/7")]),
        ("COVID-19", [("other", "COVID-19")]),
        ("Law 12", [("legal", "Law 12")]),
        ("dozens of victims", [("vague", "dozens")]),
        ("several hundred victims", [("vague", "several hundred")]),
        ("all but one", [("derived", "all but one")]),
        ("no victims", [("zero", "no")]),
        ("none", [("zero", "none")]),
        ("$12,000", [("money", "$12,000")]),
        ("two to five years", [("duration", "two to five years")]),
        ("four and a half years", [("duration", "four and a half years")]),
        ("none took part", [("zero", "none")]),
        ("one of every ten victims", [("percentage", "one of every ten")]),
        ("5 May", [("date", "5 May")]),
        ("in 2017", [("period", "in 2017")]),
    ],
)
def test_kind(text, expected):
    assert spans_of(text) == expected


@pytest.mark.parametrize(
    "text", ["no longer", "someone", "a website", "often", "nonetheless", "stone", "many victims", "various forms", "tent"]
)
def test_no_number(text):
    assert spans_of(text) == []


_WORDS = st.sampled_from(
    [
        "12",
        "1,200",
        "31",
        "five",
        "ten",
        "two",
        "2017",
        "percent",
        "years",
        "months",
        "to",
        "and",
        "-",
        "–",
        "/",
        "(",
        ")",
        ",",
        ".",
        ";",
        "$",
        "USD",
        "million",
        "of",
        "the",
        "between",
        "from",
        "no",
        "none",
        "all",
        "both",
        "but",
        "one",
        "dozens",
        "several",
        "victims",
        "cases",
        "Law",
        "Article",
        "24/7",
        "in",
        "since",
        "year",
        "old",
        "aged",
        "first",
        "half",
        "14-year-old",
        "3(a)",
        "Tier",
    ]
)


@settings(max_examples=150, deadline=None)
@example("1" + "0" * 28 + " victims, $" + "9" * 40 + " and " + "9" * 30 + " years")
@given(st.one_of(st.lists(_WORDS, max_size=25).map(" ".join), st.text(max_size=80)))
def test_spans_are_in_order_inside_the_text_and_apart(text):
    spans = scan(text, 7, iso3="KEN", report_year=2018)
    end = 7
    for span in spans:
        assert end <= span.start < span.end <= 7 + len(text)
        end = span.end
    assert spans == scan(text, 7, iso3="KEN", report_year=2018)


def test_blocked_stretches_are_not_read():
    text = "Police found 12 page 14 victims"
    assert [span.start for span in scan(text, 0, iso3="KEN", report_year=2018, blocked=((16, 23),))] == [13]


def test_a_text_of_more_numbers_than_prose_holds_is_scanned_for_numbers_alone():
    def kinds(times):
        return {span.kind for span in scan("$1 for one year, " * times, 0, iso3="KEN", report_year=2015)}

    assert {"money", "duration"} <= kinds(20)
    assert kinds(600) == {"count"}
