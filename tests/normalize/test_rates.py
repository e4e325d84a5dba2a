"""Implied intervals, their agreement and the inferred rate."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalize.rates import Interval, agree, implied_interval, implied_rate, inferred_rate, intersection, largest_agreement

D = Decimal

# The seed's conversions: kroner, USD as printed, place value of the last significant digit.
SEED = [
    (D(10800000), D(1550000), D(10000)),
    (D(1500000), D(215550), D(10)),
    (D(1000000), D(143700), D(100)),
    (D(140000), D(20120), D(10)),
    (D(280100), D(40250), D(10)),
    (D(118200000), D(17000000), D(1000000)),
    (D(1000000), D(143700), D(100)),
    (D(30000000), D(4310000), D(10000)),
]


def test_the_seed_agrees_on_one_rate():
    found = agree(SEED)
    assert found.pairs == 7
    assert found.inferred == D("6.959")
    assert found.interval is not None
    assert found.interval.high is not None
    assert (round(found.interval.low, 5), round(found.interval.high, 5)) == (D("6.95878"), D("6.95910"))


def test_a_slip_leaves_the_others_agreeing_and_misses_them():
    slip = (D(500000), D(81850), D(10))
    found = agree([*SEED, slip])
    assert found.inferred == D("6.959")
    assert found.interval is not None
    missed = implied_interval(*slip)
    assert missed is not None
    assert not missed.meets(found.interval)
    assert all(one.meets(found.interval) for pair in SEED if (one := implied_interval(*pair)))


def test_two_conversions_that_contradict_each_other_agree_on_nothing():
    found = agree([(D(100000), D(10000), D(10)), (D(100000), D(20000), D(10))])
    assert (found.interval, found.inferred) == (None, None)
    assert found.reason == "the printed conversions contradict each other"


def test_no_conversion_gives_no_rate_but_a_reason():
    assert agree([]).reason == "no conversion is printed"


@pytest.mark.parametrize(
    ("amount", "usd", "rate"),
    [("10800000", "1550000", "6.9677"), ("280100", "40250", "6.959"), ("100000", "540", "185.1852"), ("96400", "127180", "0.758")],
)
def test_implied_rates_have_four_decimals_half_up_and_no_trailing_zeros(amount, usd, rate):
    assert str(implied_rate(D(amount), D(usd))) == rate


def test_a_figure_of_one_rounded_digit_leaves_the_interval_open():
    found = implied_interval(D(100), D(5), D(10))
    assert found is not None
    assert found.high is None


@pytest.mark.parametrize(
    ("low", "high", "rate"),
    [
        ("6.95878", "6.95910", "6.959"),
        ("359.97", "360.3", "360"),
        ("31.2", "33.8", None),
        ("0.8802", "0.8838", None),
        ("0.88295", "0.8831", "0.883"),
        ("6", "6", "6"),
    ],
)
def test_the_inferred_rate_is_the_only_value_of_fewest_decimals(low, high, rate):
    found = inferred_rate(Interval(D(low), D(high)))
    assert found == (None if rate is None else D(rate))


amounts = st.decimals(min_value=D(1), max_value=D(10) ** 12, places=2)
steps = st.sampled_from([D(10) ** n for n in range(-2, 7)])
rates = st.decimals(min_value=D("0.01"), max_value=D(50000), places=4)


@given(amounts, rates, steps)
def test_the_interval_of_a_rounded_conversion_holds_the_rate_that_made_it(amount, rate, step):
    usd = (amount / rate / step).quantize(D(1), ROUND_HALF_UP) * step
    found = implied_interval(amount, usd, step)
    if usd > 0:
        assert found is not None
        # division is exact to 28 digits, the comparison to 20
        assert found.low <= rate * (1 + D(10) ** -20)
        assert found.high is None or rate * (1 - D(10) ** -20) <= found.high
    else:
        assert found is None


intervals = st.builds(lambda low, width: Interval(low, low + width), rates, st.decimals(min_value=D(0), max_value=D(10), places=3))


@given(st.lists(intervals, min_size=1, max_size=6))
def test_an_intersection_lies_in_every_interval_and_order_does_not_matter(found):
    shared = intersection(found)
    assert shared == intersection(reversed(found))
    if shared is not None:
        assert shared.high is not None
        assert all(one.holds(shared.low) and one.holds(shared.high) for one in found)
        assert largest_agreement(found) == shared


@given(st.lists(intervals, min_size=1, max_size=6))
def test_no_rate_lies_in_more_intervals_than_the_largest_agreement(found):
    shared = largest_agreement(found)
    most = max(sum(one.holds(other.low) for one in found) for other in found)
    if shared is not None:
        assert sum(one.holds(shared.low) for one in found) == most
