"""US dollars of one year at the prices of another, by the US consumer price index (CPI-U, annual averages)."""

import csv
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

# Dollars of this year: the last full year of the vendored series. The codebook prints it beside every constant amount.
CONSTANT_YEAR = 2024
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class PriceIndex:
    """Annual averages by year; all years of one series on one base."""

    by_year: dict[int, Decimal]
    source: str

    def at_constant_prices(self, usd: Decimal, year: int, base: int = CONSTANT_YEAR) -> Decimal | None:
        """Dollars of `year` in dollars of `base`, to the cent, half up; None if the series lacks one of the years."""
        then, now = self.by_year.get(year), self.by_year.get(base)
        if then is None or now is None:
            return None
        return (usd * now / then).quantize(_CENT, ROUND_HALF_UP)


def read_price_index(path: Path) -> PriceIndex:
    """The series in a CSV of year, index, source (one row per year).

    Raises:
        ValueError: a row can't be read; the message names file and line.
    """
    by_year: dict[int, Decimal] = {}
    source = ""
    with path.open(encoding="utf-8", newline="") as handle:
        for number, row in enumerate(csv.DictReader(handle), start=2):
            try:
                by_year[int(row["year"])] = Decimal(row["index"])
                source = row["source"]
            except (KeyError, ValueError, ArithmeticError) as error:
                raise ValueError(f"{path}, line {number}: not a row of year, index, source ({error})") from error
    return PriceIndex(by_year, source)


def midpoint_year(start: date | None, end: date | None) -> int | None:
    """The year in which the middle of a period falls; None if the period is open."""
    return (start + (end - start) / 2).year if start and end else None
