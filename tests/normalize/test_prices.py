"""Constant prices and the vendored index."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.normalize.prices import CONSTANT_YEAR, midpoint_year, read_price_index

SERIES = Path(__file__).parents[2] / "seeds" / "reference" / "cpi_u.csv"


def test_the_vendored_series_is_complete_and_rises_but_for_2009():
    index = read_price_index(SERIES)
    assert sorted(index.by_year) == list(range(1999, CONSTANT_YEAR + 1))
    assert "Bureau of Labor Statistics" in index.source
    falls = [year for year in range(2000, CONSTANT_YEAR + 1) if index.by_year[year] < index.by_year[year - 1]]
    assert falls == [2009]


def test_dollars_of_the_constant_year_stay_and_older_ones_grow():
    index = read_price_index(SERIES)
    assert index.at_constant_prices(Decimal(100), CONSTANT_YEAR) == Decimal("100.00")
    assert index.at_constant_prices(Decimal(100), 2000, base=2022) == Decimal("169.95")
    assert index.at_constant_prices(Decimal(100), 1990) is None


def test_a_line_that_is_no_row_is_named(tmp_path):
    broken = tmp_path / "index.csv"
    broken.write_text("year,index,source\n2001,177.1,BLS\n2002,n/a,BLS\n", encoding="utf-8")
    with pytest.raises(ValueError, match="line 3"):
        read_price_index(broken)


@pytest.mark.parametrize(
    ("start", "end", "year"),
    [
        (date(2022, 1, 1), date(2022, 12, 31), 2022),
        (date(2022, 1, 1), date(2025, 12, 31), 2024),
        (date(2022, 4, 1), date(2023, 3, 31), 2022),
        (date(2020, 10, 1), date(2021, 9, 30), 2021),
        (None, date(2021, 9, 30), None),
    ],
)
def test_the_price_year_is_that_of_the_middle_of_the_period(start, end, year):
    assert midpoint_year(start, end) == year
