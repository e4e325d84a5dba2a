"""Cardinals in digits and words, and what only looks like one."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.mentions.number import parse_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("12", 12),
        ("1,200", 1200),
        ("1,200,345", 1200345),
        ("nine", 9),
        ("Thirty-one", 31),
        ("thirty one", 31),
        ("one hundred", 100),
        ("two hundred and five", 205),
        ("one hundred and five thousand", 105000),
        ("12 thousand", 12000),
        ("1.55 million", 1550000),
        ("2 billion", 2000000000),
        ("twelve", 12),
        ("ninety-nine", 99),
    ],
)
def test_value(text, value):
    assert parse_number(text) == value


@pytest.mark.parametrize("text", ["", "and", "dozens", "1,20", "1.", "twelfth", "12 victims", "-", "million million", "1" + "0" * 28])
def test_no_cardinal(text):
    assert parse_number(text) is None


@given(st.integers(min_value=0, max_value=10**12))
def test_digits_mean_what_they_say(number):
    assert parse_number(str(number)) == number
    assert parse_number(f"{number:,}") == number


@given(st.decimals(min_value=1, max_value=999, places=2))
def test_scaling_is_exact(number):
    assert parse_number(f"{number} million") == number * Decimal(1_000_000)
