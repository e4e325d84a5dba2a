"""Amounts of money found whole: local amount, USD figure, ranges, odd orders, and what is none. The wording is our own."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.mentions.money import find_money, may_hold_money

# text, country, report year, [(quote, currency, amount, USD figure, step of its last significant digit)]
FOUND = [
    ("gave 10.8 million DKK ($1.55 million) to", "DNK", 2023, [("10.8 million DKK ($1.55 million", "DKK", "10800000", "1550000", "10000")]),
    (
        "a fine of 50,000 to 200,000 rufiyaa ($3,240 to $12,970)",
        "MDV",
        2022,
        [
            ("50,000 to 200,000 rufiyaa ($3,240 to $12,970", "MVR", "50000", "3240", "10"),
            ("50,000 to 200,000 rufiyaa ($3,240 to $12,970", "MVR", "200000", "12970", "10"),
        ],
    ),
    (
        "a fine of 50,000 to 200,000 rufiyaa",
        "MDV",
        2022,
        [("50,000", "MVR", "50000", None, None), ("200,000 rufiyaa", "MVR", "200000", None, None)],
    ),
    (
        "between one million and two million pesos ($19,740 and $39,490)",
        "PHL",
        2020,
        [
            ("one million and two million pesos ($19,740 and $39,490", "PHP", "1000000", "19740", "10"),
            ("one million and two million pesos ($19,740 and $39,490", "PHP", "2000000", "39490", "10"),
        ],
    ),
    (
        "from €200-€500 ($220-$550) a month",
        "ITA",
        2010,
        [("€200-€500 ($220-$550", "EUR", "200", "220", "10"), ("€200-€500 ($220-$550", "EUR", "500", "550", "10")],
    ),
    (
        "two to three million baht",
        "THA",
        2015,
        [("two", "THB", "2000000", None, None), ("three million baht", "THB", "3000000", None, None)],
    ),
    ("$1-3 million", "KEN", 2015, [("$1", "USD", "1000000", "1000000", "1000000"), ("3 million", "USD", "3000000", "3000000", "1000000")]),
    ("between $500 and $1,000", "KEN", 2015, [("$500", "USD", "500", "500", "100"), ("$1,000", "USD", "1000", "1000", "1000")]),
    ("250,000 Zambian kwacha (ZMW) ($17,750) on", "ZMB", 2020, [("250,000 Zambian kwacha (ZMW) ($17,750", "ZMW", "250000", "17750", "10")]),
    ("500,000 kina (K500,000) ($140,000)", "PNG", 2020, [("500,000 kina (K500,000) ($140,000", "PGK", "500000", "140000", "10000")]),
    (
        "10 million ($1.2 million) Danish kroner",
        "DNK",
        2020,
        [("10 million ($1.2 million) Danish kroner", "DKK", "10000000", "1200000", "100000")],
    ),
    ("$75,000 (3 million baht)", "THA", 2006, [("$75,000 (3 million baht", "THB", "3000000", "75000", "1000")]),
    ("about 3 million baht, or about $75,000,", "THA", 2006, [("3 million baht, or about $75,000", "THB", "3000000", "75000", "1000")]),
    ("a fine of $2,500 ($1,250) each", "JAM", 2015, [("$2,500 ($1,250", "JMD", "2500", "1250", "10")]),
    ("$40,000 Canadian ($31,000)", "CAN", 2012, [("$40,000 Canadian ($31,000", "CAD", "40000", "31000", "1000")]),
    ("CAD $75 million ($59 million)", "CAN", 2020, [("CAD $75 million ($59 million", "CAD", "75000000", "59000000", "1000000")]),
    (
        "12 million kronor ($1.85 million), down from 14 million ($2.16 million)",
        "SWE",
        2013,
        [
            ("12 million kronor ($1.85 million", "SEK", "12000000", "1850000", "10000"),
            ("14 million ($2.16 million", "SEK", "14000000", "2160000", "10000"),
        ],
    ),
    (
        "12 million kronor in 2012, compared with 14 million in 2011",
        "SWE",
        2013,
        [("12 million kronor", "SEK", "12000000", None, None), ("14 million", "SEK", "14000000", None, None)],
    ),
    (
        "rose from 5 million cedis ($9) in 2015 to 8 million cedis",
        "GHA",
        2017,
        [("5 million cedis ($9", "GHS", "5000000", "9", "1"), ("8 million cedis", "GHS", "8000000", None, None)],
    ),
    (
        "$80,000 and the equivalent of an additional $15,000",
        "SLV",
        2010,
        [("$80,000", "USD", "80000", "80000", "10000"), ("$15,000", "USD", "15000", "15000", "1000")],
    ),
    ("$1.50 million", "KEN", 2020, [("$1.50 million", "USD", "1500000", "1500000", "10000")]),
    (
        "half a million euros and a two-million-dollar grant",
        "KEN",
        2020,
        [("half a million euros", "EUR", "500000", None, None), ("two-million-dollar", "USD", "2000000", "2000000", "1000000")],
    ),
    (
        "US$5,000, USD 6,000, 7,000 USD, U.S. $8,000",
        "KEN",
        2020,
        [
            (quote, "USD", amount, amount, "1000")
            for quote, amount in (("US$5,000", "5000"), ("USD 6,000", "6000"), ("7,000 USD", "7000"), ("U.S. $8,000", "8000"))
        ],
    ),
    (
        "€20m, $3bn, $5K",
        "KEN",
        2020,
        [
            ("€20m", "EUR", "20000000", None, None),
            ("$3bn", "USD", "3000000000", "3000000000", "1000000000"),
            ("$5K", "USD", "5000", "5000", "1000"),
        ],
    ),
    (
        "100 million Iraqi dinar (IQD) [$85,000]",
        "IRQ",
        2020,
        [("100 million Iraqi dinar (IQD) [$85,000", "IQD", "100000000", "85000", "1000")],
    ),
    ("2.5 lakh rupees", "IND", 2020, [("2.5 lakh rupees", "INR", "250000", None, None)]),
    ("20 000 euros", "FRA", 2020, [("20 000 euros", "EUR", "20000", None, None)]),
    ("118.2 million ($17 million) for the plan", "DNK", 2023, [("118.2 million ($17 million", None, "118200000", "17000000", "1000000")]),
    ("500 Ruritanian crowns", "NOR", 2023, [("500 Ruritanian crowns", None, "500", None, None)]),
    ("fined 12 ($5,000) employers", "KEN", 2015, [("$5,000", "USD", "5000", "5000", "1000")]),
]

# What looks like money and is none (or has no number that could be read for sure).
NONE = [
    ("seized 20 pounds of cocaine", "NGA"),
    ("10 won medals", "KOR"),
    ("ALL 500 VICTIMS", "ALB"),
    ("a multi-million dollar campaign", "KEN"),
    ("thousands of dollars", "KEN"),
    ("3.000.000 pesos", "COL"),
    ("5.000 euros", "ITA"),
    ("Section 5, Article 200 and 15 victims in 2019", "KEN"),
    ("In 2019, three cases; TOP 10 of 2020", "TON"),
    ("the euro area and the dollar", "KEN"),
    ("", "KEN"),
]


@pytest.mark.parametrize(("text", "iso3", "year", "expected"), FOUND, ids=[row[0] for row in FOUND])
def test_amounts_are_found_whole(text, iso3, year, expected):
    offset = 1000
    found = []
    for mention in find_money(text, offset, iso3=iso3, report_year=year):
        quote = text[mention.start - offset : mention.end - offset]
        for one in mention.sums:
            usd = (str(one.usd.value), str(one.usd.step)) if one.usd else (None, None)
            found.append((quote, mention.currency, str(one.value), *usd))
            assert mention.start <= one.start < one.end <= mention.end
    assert found == expected


@pytest.mark.parametrize(("text", "iso3"), NONE, ids=[row[0] for row in NONE])
def test_what_is_no_amount_is_left_alone(text, iso3):
    assert find_money(text, 0, iso3=iso3, report_year=2020) == []


def test_a_bare_noun_takes_the_currency_named_earlier():
    text = "40 million pesos"
    assert find_money(text, 0, iso3="KEN", report_year=2020)[0].currency is None
    assert find_money(text, 0, iso3="KEN", report_year=2020, named=("PHP",))[0].currency == "PHP"
    (first, second) = find_money("31 million Philippine pesos of 40 million pesos", 0, iso3="KEN", report_year=2020)
    assert (first.currency, second.currency) == ("PHP", "PHP")


def test_each_numeric_expression_of_a_conversion_is_a_mention_of_its_own():
    text = "1.5 million DKK ($215,550)"
    (found,) = find_money(text, 0, iso3="DNK", report_year=2023)
    assert [(text[m.start : m.end], m.unit, m.value) for m in found.mentions()] == [
        ("1.5 million DKK", "DKK", Decimal(1500000)),
        ("$215,550", "USD", Decimal(215550)),
    ]


whole = st.integers(min_value=1, max_value=10**12)
scales = st.sampled_from([("", 1), (" thousand", 10**3), (" million", 10**6), (" billion", 10**9)])


@given(whole)
def test_any_whole_amount_is_read_exactly(number):
    (found,) = find_money(f"${number:,} for shelters", 7, iso3="KEN", report_year=2020)
    assert found.sums[0].value == number
    digits = str(number)
    assert found.sums[0].step == 10 ** (len(digits) - len(digits.rstrip("0")))
    assert (found.start, found.end) == (7, 7 + len(f"${number:,}"))


@given(st.decimals(min_value=Decimal("0.01"), max_value=Decimal("999.99"), places=2), scales)
def test_decimals_are_scaled_without_rounding(number, scale):
    word, factor = scale
    (found,) = find_money(f"€{number}{word} ($5)", 0, iso3="KEN", report_year=2020)
    assert found.sums[0].value == number * factor
    assert found.sums[0].step == Decimal("0.01") * factor
    assert "E" not in str(found.sums[0].value)


@given(st.text(alphabet="$€0123456789,.() -millionbahtandto", max_size=80))
def test_any_text_gives_mentions_inside_it_in_order_and_apart(text):
    found = find_money(text, 0, iso3="THA", report_year=2020)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= two.start for one, two in pairwise(found))


@pytest.mark.parametrize("piece", ["1,", "$1 ", "$", "(", "million ", "1 million and ", "1-", "1 to ", "United ", "baht ($1"])
def test_long_runs_of_what_looks_like_money_are_read_to_their_end(piece):
    """No pattern goes back over them again and again; `bench/` says what they cost."""
    text = "$1 baht " + piece * (40_000 // len(piece))
    found = find_money(text, 0, iso3="THA", report_year=2020)
    assert found[0].start == 0
    assert all(one.end <= two.start for one, two in pairwise(found))


def test_a_text_without_currency_is_not_scanned():
    assert not may_hold_money("Authorities identified 12 victims in 2019 (14 in 2018).")
    assert may_hold_money("Authorities paid 12 euros.")
