"""Durations are found with their quotes, values, unit and open ends, and nothing else is taken for one."""

from decimal import Decimal

import pytest

from pipeline.mentions.duration import find_durations

# text -> (quote, terms, unit, bound) of each expression; own words, wordings of reports 2001-2025
POSITIVE: dict[str, list[tuple[str, list[tuple[str | None, str | None]], str, str | None]]] = {
    "terms ran from six months’ to six years’ imprisonment": [("six months’ to six years’", [("6", "72")], "month", None)],
    "two to 10 years' imprisonment, or at most four years": [
        ("two to 10 years'", [("2", "10")], "year", None),
        ("four years", [("4", "4")], "year", "at_most"),
    ],
    "between six and 12 months in prison": [("six and 12 months", [("6", "12")], "month", None)],
    "from 15 years to life imprisonment": [("15 years to life", [("15", None)], "year", None)],
    "a term of 15 years’ imprisonment to life imprisonment": [("15 years’ imprisonment to life", [("15", None)], "year", None)],
    "sentenced two men to eight and six years": [("eight and six years", [("8", "8"), ("6", "6")], "year", None)],
    "gave them eight, six, and four years": [("eight, six, and four years", [("8", "8"), ("6", "6"), ("4", "4")], "year", None)],
    "sentenced two to 10 years’ imprisonment and one to five years": [
        ("10 years’", [("10", "10")], "year", None),
        ("five years", [("5", "5")], "year", None),
    ],
    "a 30-day period": [("30-day", [("30", "30")], "day", None)],
    "seven- to 10-year terms": [("seven- to 10-year", [("7", "10")], "year", None)],
    "terms of 15–20 years": [("15–20 years", [("15", "20")], "year", None)],
    "not less than five years and not more than 15 years": [("five years and not more than 15 years", [("5", "15")], "year", None)],
    "six years and eight months’ imprisonment": [("six years and eight months’", [("80", "80")], "month", None)],
    "three years and four months to nine years": [("three years and four months to nine years", [("40", "108")], "month", None)],
    "two years to three years and four months": [("two years to three years and four months", [("24", "40")], "month", None)],
    "10 years and six months, respectively": [("10 years", [("10", "10")], "year", None), ("six months", [("6", "6")], "month", None)],
    "an average of 4.5 years": [("4.5 years", [("4.5", "4.5")], "year", None)],
    "two and a half years": [("two and a half years", [("2.5", "2.5")], "year", None)],
    "two-and-a-half years": [("two-and-a-half years", [("2.5", "2.5")], "year", None)],
    "from one and a half to seven years": [("one and a half to seven years", [("1.5", "7")], "year", None)],
    "for a year and a half": [("a year and a half", [("1.5", "1.5")], "year", None)],
    "for not less than seven (7) years": [("seven (7) years", [("7", "7")], "year", "at_least")],
    "three years or more": [("three years", [("3", "3")], "year", "at_least")],
    "up to life imprisonment": [("life", [(None, None)], "life", None)],
    "five to 15 years’ imprisonment for adult victims, and 10 to 20 for children": [
        ("five to 15 years’", [("5", "15")], "year", None),
        ("10 to 20", [("10", "20")], "year", None),
    ],
    "one was sentenced to 12 years and another to 15.": [("12 years", [("12", "12")], "year", None), ("15", [("15", "15")], "year", None)],
    "extended it up to eight months": [("eight months", [("8", "8")], "month", "at_most")],
}
NEGATIVE = [
    "150 women a year cross the border",
    "in the latest year of 2016, 340 cases",
    "In 2018 years of neglect ended",
    "aged 7 to 15; the life of a worker; life skills",
    "fiscal year 2018-2019",
    "the sixth consecutive year",
    "cases (10 to 20) and 12 for labor trafficking over the years",
]


@pytest.mark.parametrize("text", POSITIVE)
def test_expression_is_measured(text: str) -> None:
    """Quote, terms, unit and open end are read as printed."""

    found = [
        (text[m.start - 7 : m.quote_end - 7], [tuple(None if v is None else str(v) for v in pair) for pair in m.terms], m.unit, m.bound)
        for m in find_durations(text, 7)
    ]
    assert found == POSITIVE[text]


@pytest.mark.parametrize("text", NEGATIVE)
def test_other_numbers_are_no_durations(text: str) -> None:
    """Rates, dates, ages and ordinals with words of time are left alone."""

    assert find_durations(text, 0) == []


def test_mention_leaves_the_apostrophe_out() -> None:
    """The mention ends before a possessive apostrophe that the quote includes."""

    text = "up to 10 years’ imprisonment"
    (mention,) = find_durations(text, 0)
    assert (text[mention.start : mention.end], text[mention.start : mention.quote_end], mention.value_high) == (
        "10 years",
        "10 years’",
        None,
    )


def test_values_are_exact_decimals() -> None:
    """Half years stay exact."""

    assert find_durations("18½ years", 0)[0].value_low == Decimal("18.5")
