"""Every published table, in the order of the codebook, and all of them built from one set of readings."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

import pyarrow as pa

from pipeline.tables import (
    counts,
    durations,
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
from pipeline.tables.table import Table

_MODULES = (narratives, sentences, recommendations, counts, money, durations, laws, profile, mentions, mention_facts, revisions)

TABLES: Mapping[str, Table] = MappingProxyType({module.TABLE.name: module.TABLE for module in _MODULES})


def build_tables(entries: Iterable[Entry]) -> dict[str, pa.Table]:
    """All tables by name, each sorted by narrative and place; the same entries in any order give the same tables."""
    ordered = sorted(entries, key=lambda entry: entry.reading.narrative.narrative_id)
    return {module.TABLE.name: module.build(ordered) for module in _MODULES}
