"""The table `recommendations`: the list items of the prioritized recommendations."""

from collections.abc import Sequence

import pyarrow as pa

from pipeline.tables.address import row_ids
from pipeline.tables.entry import Entry
from pipeline.tables.field import Field, Row
from pipeline.tables.fields import CHAR_END, CHAR_START, NARRATIVE_ID, ROW_ID, TEXT, codes
from pipeline.tables.table import ForeignKey, Table

TABLE = Table(
    "recommendations",
    "Prioritized recommendations",
    "One row per listed recommendation. They are advice: nothing in them is a fact of the other tables.",
    (
        ROW_ID,
        NARRATIVE_ID,
        Field("rank", "integer", "Place in the list, from 1.", unit="position"),
        TEXT,
        Field("pillars", "list", "The pillars that the recommendation is about; empty where no rule tells.", codes=codes("pillar")),
        CHAR_START,
        CHAR_END,
    ),
    ("row_id",),
    (ForeignKey(("narrative_id",), "narratives", ("narrative_id",)),),
    quoted="text",
)


def _rows(entry: Entry) -> list[Row]:
    narrative = entry.reading.narrative
    items = sorted(narrative.recommendations, key=lambda item: item.rank)
    ids = row_ids(narrative, TABLE.name, [(item.start, item.end) for item in items])
    return [
        {
            "row_id": row_id,
            "narrative_id": narrative.narrative_id,
            "rank": item.rank,
            "text": item.text,
            "pillars": item.pillars,
            "char_start": item.start,
            "char_end": item.end,
        }
        for row_id, item in zip(ids, items, strict=True)
    ]


def build(entries: Sequence[Entry]) -> pa.Table:
    """One row per recommendation, by rank."""
    return TABLE.assemble(row for entry in entries for row in _rows(entry))
