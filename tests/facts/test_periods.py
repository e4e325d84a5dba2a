"""Which period a figure has (annotation rules E29-E31)."""

import pytest
from fragment import narrative_of, reading_of

from pipeline.facts.periods import PeriodBook, after, main_year
from pipeline.mentions.period import find_periods
from pipeline.normalize.period import Period, calendar_year, reporting_period

# (text, first and last day of each count's period)
CASES = [
    ("In 2017, police identified 12 victims.", [("2017-01-01", "2017-12-31")]),
    ("In 2017, police opened 12 cases; courts convicted nine traffickers.", [("2017-01-01", "2017-12-31")] * 2),
    ("In 2017, police opened 12 cases. Courts convicted nine traffickers.", [("2017-01-01", "2017-12-31")] * 2),
    ("Police identified 12 victims.", [("2017-04-01", "2018-03-31")]),
    ("Police identified 12 victims, compared with nine in 2016.", [("2017-01-01", "2017-12-31"), ("2016-01-01", "2016-12-31")]),
    ("Police identified 12 victims from January to June 2017.", [("2017-01-01", "2017-06-30")]),
    (
        "Police identified 12 victims during the reporting period and nine in the previous reporting period.",
        [("2017-04-01", "2018-03-31"), ("2016-04-01", "2017-03-31")],
    ),
    ("Courts have convicted nine traffickers since 2015.", [("2015-01-01", "2017-12-31")]),
    # a stock has the period that its own words or paragraph give, else none
    ("The government operated five shelters.", [("None", "None")]),
    ("In 2017, the government operated five shelters.", [("2017-01-01", "2017-12-31")]),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[case[0] for case in CASES])
def test_period(text, expected):
    assert [(str(count.period.start), str(count.period.end)) for count in reading_of(text).counts] == expected


def test_a_calendar_year_runs_on_but_not_one_of_a_comparison():
    book = PeriodBook(2018, 2017)
    assert book.running(1) is None
    book.note(calendar_year(2017), 1)
    assert book.running(2) == calendar_year(2017)
    book.note(calendar_year(2015), 2)
    assert book.running(2) == calendar_year(2017)


def test_a_span_of_months_does_not_run_on():
    book = PeriodBook(2018, 2017)
    (mention,) = find_periods("from January to June 2017", 0, iso3="KEN", report_year=2018)
    book.note(mention.period, 1)
    assert book.running(1) is None


def test_the_previous_period_is_of_the_type_of_the_one_spoken_of():
    book = PeriodBook(2018, 2017)
    (mention,) = find_periods("in the year before", 0, iso3="KEN", report_year=2018)
    assert book.resolve(mention, calendar_year(2017), 1) == calendar_year(2016)
    assert book.resolve(mention, reporting_period(2018), 1) == reporting_period(2017)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("In 2017, police acted. In 2017, courts acted. In 2016, neither did.", 2017),
        ("Police found 12 victims, compared with nine in 2016.", 2017),
        ("The act of 2003 stands.", None),
        ("No year at all.", None),
    ],
)
def test_main_year(text, year):
    assert main_year(text, find_periods(text, 0, iso3="KEN", report_year=2018), 2018) == year


def test_the_year_after_a_span_of_other_days():
    later = after(Period(calendar_year(2016).start, calendar_year(2016).start.replace(month=2, day=29), "range"))
    assert (str(later.start), str(later.end)) == ("2017-01-01", "2017-02-28")


def test_the_reporting_period_is_that_of_the_report():
    reading = reading_of("Police identified 12 victims.", year=2006)
    assert narrative_of("Police identified 12 victims.", year=2006).report_year == 2006
    assert (str(reading.counts[0].period.start), str(reading.counts[0].period.end)) == ("2005-04-01", "2006-03-31")
