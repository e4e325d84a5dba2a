"""Phrases of time of a report of 2018 on Kenya, whose fiscal year ends in June."""

import pytest

from pipeline.mentions.period import find_periods


def _read(text):
    found = find_periods(text, 0, iso3="KEN", report_year=2018)
    return [(mention.kind, str(mention.period.start), str(mention.period.end)) if mention.period else mention.kind for mention in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in 2017", [("main", "2017-01-01", "2017-12-31")]),
        ("in 2016 and 2017", [("main", "2016-01-01", "2016-12-31"), ("listed", "2017-01-01", "2017-12-31")]),
        ("from January to October 2017", [("main", "2017-01-01", "2017-10-31")]),
        ("during the reporting period", [("main", "2017-04-01", "2018-03-31")]),
        ("in the previous reporting period", [("main", "2016-04-01", "2017-03-31")]),
        ("in fiscal year 2017", [("main", "2016-07-01", "2017-06-30")]),
        ("between 2014 and 2016", [("main", "2014-01-01", "2016-12-31")]),
        ("in March 2017", [("main", "2017-03-01", "2017-03-31")]),
        ("in the first half of 2017", [("main", "2017-01-01", "2017-06-30")]),
        ("in the third quarter of 2016", [("main", "2016-07-01", "2016-09-30")]),
        ("a plan for 2022-2025", [("plan", "2022-01-01", "2025-12-31")]),
        ("since 2015", [("since", "2015-01-01", "2017-12-31")]),
        ("by the end of 2017", [("end", "None", "2017-12-31")]),
        ("over the past five years", [("lookback", "2013-01-01", "2017-12-31")]),
        ("the 2015 act", [("attributive", "2015-01-01", "2015-12-31")]),
        ("in the year before", ["previous"]),
    ],
)
def test_phrase(text, expected):
    assert _read(text) == expected


@pytest.mark.parametrize("text", ["2,017 victims", "Law 137-03", "no word of time"])
def test_no_calendar_year(text):
    assert not [mention for mention in _read(text) if mention == ("main", "2017-01-01", "2017-12-31")]


def test_the_fiscal_year_of_the_united_states_starts_in_october():
    (mention,) = find_periods("in fiscal year 2017", 0, iso3="USA", report_year=2018)
    assert (str(mention.period.start), str(mention.period.end)) == ("2016-10-01", "2017-09-30")


def test_offsets_are_those_of_the_narrative():
    (mention,) = find_periods("Police acted in 2017.", 100, iso3="KEN", report_year=2018)
    assert (mention.start, mention.end) == (113, 120)
