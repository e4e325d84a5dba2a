"""What became of each numeric expression: a fact, context with its reason, or unresolved."""

import pytest
from fragment import reading_of

# (text, [(expression, disposition, reason)])
CASES = [
    ("In 2017, police identified 12 victims.", [("2017", "fact", None), ("12", "fact", None)]),
    ("The government should train 400 officers.", [("400", "context", "advice")]),
    ("In 2017, half of the victims were children.", [("2017", "context", "a date"), ("half", "context", "a share")]),
    ("For the second year, police acted.", [("second", "context", "an ordinal")]),
    ("Law 12 applies.", [("Law 12", "context", "number of a law, an article or a convention")]),
    ("Police gave 12.", [("12", "unresolved", "nothing counted is named")]),
]


def _became(text, section="protection"):
    reading = reading_of(text, section)
    return [(text[audit.mention.start : audit.mention.end], audit.disposition, audit.reason) for audit in reading.audits]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[case[0] for case in CASES])
def test_disposition(text, expected):
    assert _became(text) == expected


def test_recommendations_hold_no_facts():
    text = "Train 400 officers and fund five shelters."
    reading = reading_of(text, "recommendations")
    assert reading.counts == []
    assert {disposition for _, disposition, _ in _became(text, "recommendations")} == {"context"}


def test_one_number_serves_two_facts():
    reading = reading_of("In 2017, the government identified and assisted 12 victims.")
    (twelve,) = [audit.mention for audit in reading.audits if audit.mention.value == 12]
    assert {use.fact.indicator for use in reading.uses if use.mention is twelve and use.role == "value"} == {
        "victims_identified",
        "victims_assisted",
    }


def test_a_year_is_used_as_period_by_the_figures_that_it_dates():
    reading = reading_of("In 2017, police identified 12 victims and referred nine to care.")
    dated = [use.fact.value for use in reading.uses if use.role == "period"]
    assert sorted(dated) == [9, 12]


def test_a_range_is_used_as_bounds():
    reading = reading_of("In 2017, between 12 and 15 victims were identified.")
    (count,) = reading.counts
    assert (count.value, count.value_low, count.value_high, count.precision) == (None, 12, 15, "range")
    assert [use.role for use in reading.uses if use.fact is count and use.mention.kind == "count"] == ["bound"]


def test_the_second_place_of_a_sum_is_a_repeat():
    text = "In 2017, the ministry allocated $40,000 for a shelter. The $40,000 it allocated for the shelter in 2017 was spent."
    reading = reading_of(text)
    assert len(reading.money) == 1
    assert {use.role for use in reading.uses if use.fact is reading.money[0]} >= {"value", "repeat"}
