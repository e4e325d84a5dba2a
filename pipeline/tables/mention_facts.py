"""The table `mention_facts`: which fact rows use which numeric expression, and as what."""

from collections.abc import Sequence

import pyarrow as pa

from pipeline.facts.model import Count, Duration, Fact, Law, Money, ProfileItem, Reading
from pipeline.tables import counts, durations, laws, mentions, money, profile
from pipeline.tables.entry import Entry
from pipeline.tables.field import Field, Row
from pipeline.tables.fields import NARRATIVE_ID, codes
from pipeline.tables.table import ForeignKey, Table

_OWNERS = {Count: counts, Money: money, Duration: durations, Law: laws, ProfileItem: profile}

TABLE = Table(
    "mention_facts",
    "Uses of numeric expressions",
    "One row per use of a numeric expression by a fact: many to many, since one number can serve two verbs and one fact can be said twice.",
    (
        NARRATIVE_ID,
        Field("mention_row_id", "text", "row_id of the expression, in mentions."),
        Field("fact_table", "code", "Table of the fact.", codes=codes("fact_table")),
        Field("fact_row_id", "text", "row_id of the fact, in fact_table."),
        Field("role", "code", "As what the fact uses the expression.", codes=codes("role")),
    ),
    ("mention_row_id", "fact_row_id", "role"),
    (
        ForeignKey(("narrative_id",), "narratives", ("narrative_id",)),
        ForeignKey(("mention_row_id",), "mentions", ("row_id",)),
    ),
)


def _facts(reading: Reading) -> dict[int, tuple[str, str]]:
    """Table and row id of every fact of a reading, by the identity of its object."""
    return {key: (owner.TABLE.name, row_id) for owner in _OWNERS.values() for key, row_id in owner.ids(reading).items()}


def _rows(reading: Reading) -> list[Row]:
    facts, numbers = _facts(reading), mentions.ids(reading)
    found: set[tuple[int, int, str, str, str, str]] = set()
    for use in reading.uses:
        if id(use.fact) not in facts or use.mention not in numbers:
            raise ValueError(
                f"{reading.narrative.narrative_id}: {_name(use.fact)} at {use.fact.start} or its mention at {use.mention.start} is no row"
            )
        table, row_id = facts[id(use.fact)]
        found.add((use.mention.start, use.mention.end, numbers[use.mention], table, row_id, use.role))
    return [
        {
            "narrative_id": reading.narrative.narrative_id,
            "mention_row_id": mention,
            "fact_table": table,
            "fact_row_id": row_id,
            "role": role,
        }
        for _, _, mention, table, row_id, role in sorted(found)
    ]


def _name(fact: Fact) -> str:
    return type(fact).__name__


def build(entries: Sequence[Entry]) -> pa.Table:
    """One row per use, by place of the expression; key mention_row_id, fact_row_id, role."""
    return TABLE.assemble(row for entry in entries for row in _rows(entry.reading))
