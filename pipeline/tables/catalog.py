"""Every published table, in the order of the codebook, and all of them built from one set of readings."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType

import pyarrow as pa

from pipeline.tables import (
    counts,
    durations,
    exchange_rates,
    laws,
    mention_facts,
    mentions,
    money,
    narratives,
    profile,
    recommendations,
    revisions,
    sentences,
)
from pipeline.tables.entry import Entry
from pipeline.tables.market import Market, embedded_market
from pipeline.tables.table import Table

_MODULES = (
    narratives,
    sentences,
    recommendations,
    counts,
    money,
    exchange_rates,
    durations,
    laws,
    profile,
    mentions,
    mention_facts,
    revisions,
)
# The tables that need rates and prices beside the readings.
_PRICED = (money, exchange_rates)
_BUILDERS: Mapping[str, Callable[[Sequence[Entry]], pa.Table]] = {
    module.TABLE.name: module.build for module in _MODULES if module not in _PRICED
}

TABLES: Mapping[str, Table] = MappingProxyType({module.TABLE.name: module.TABLE for module in _MODULES})


def build_tables(entries: Iterable[Entry], market: Market | None = None) -> dict[str, pa.Table]:
    """All tables by name, each sorted by narrative and place; the same entries in any order give the same tables.

    `market` holds the rates and prices that amounts are normalized with, the embedded ones by default.
    """
    ordered = sorted(entries, key=lambda entry: entry.reading.narrative.narrative_id)
    used = market or embedded_market()
    built = {name: build(ordered) for name, build in _BUILDERS.items()}
    built |= {module.TABLE.name: module.build(ordered, used) for module in _PRICED}
    return {name: built[name] for name in TABLES}
