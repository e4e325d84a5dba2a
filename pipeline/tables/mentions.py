"""The table `mentions`: every numeric expression of the text and what became of it."""

from collections.abc import Sequence

import pyarrow as pa

from pipeline.facts.model import Audit, Reading
from pipeline.mentions.model import Mention
from pipeline.tables.address import row_ids, sentence_at
from pipeline.tables.entry import Entry
from pipeline.tables.field import Field, Row
from pipeline.tables.fields import CHAR_END, CHAR_START, FACT_KEYS, NARRATIVE_ID, QUOTE, ROW_ID, RULE, codes
from pipeline.tables.table import Table

_SCALE = 6
_GAP = "The expression stands outside the sentences (header, heading, list marker)."

TABLE = Table(
    "mentions",
    "Numeric expressions",
    "One row per numeric expression of the text, in digits or words, whether or not it became a fact.",
    (
        ROW_ID,
        NARRATIVE_ID,
        Field("section", "code", "Section of the narrative in which the expression stands.", _GAP, codes=codes("section")),
        Field("sentence_id", "text", "Sentence in which the expression stands.", _GAP),
        Field("value", "decimal", "Normalized value; the lower one of a range.", "It has none.", unit="the row's unit", scale=_SCALE),
        Field("value_high", "decimal", "Upper value of a range.", "It is no range.", unit="the row's unit", scale=_SCALE),
        Field("kind", "code", "What kind of expression it is.", codes=codes("mention_kind")),
        Field("unit", "text", "Currency (ISO 4217) of money, unit of a duration, counted noun of a count.", "None is known."),
        Field("disposition", "code", "What became of it.", codes=codes("disposition")),
        Field("reason", "text", "Why it is no fact.", "It is one."),
        CHAR_START,
        CHAR_END,
        QUOTE,
        RULE,
    ),
    ("row_id",),
    FACT_KEYS,
    quoted="quote",
)


def _in_order(reading: Reading) -> list[tuple[str, Audit]]:
    audits = sorted(reading.audits, key=lambda audit: (audit.mention.start, audit.mention.end, audit.mention.kind, audit.mention.rule))
    ids = row_ids(reading.narrative, TABLE.name, [(audit.mention.start, audit.mention.end) for audit in audits])
    return list(zip(ids, audits, strict=True))


def ids(reading: Reading) -> dict[Mention, str]:
    """Row id of each audited mention."""
    return {audit.mention: row_id for row_id, audit in _in_order(reading)}


def _row(reading: Reading, row_id: str, audit: Audit) -> Row:
    mention, narrative = audit.mention, reading.narrative
    sentence = sentence_at(narrative, mention.start)
    return {
        "row_id": row_id,
        "narrative_id": narrative.narrative_id,
        "section": sentence.section if sentence else None,
        "sentence_id": sentence.sentence_id if sentence else None,
        "value": mention.value,
        "value_high": mention.value_high,
        "kind": mention.kind,
        "unit": mention.unit,
        "disposition": audit.disposition,
        "reason": audit.reason,
        "char_start": mention.start,
        "char_end": mention.end,
        "quote": narrative.text[mention.start : mention.end],
        "rule": mention.rule,
    }


def build(entries: Sequence[Entry]) -> pa.Table:
    """One row per numeric expression, by place in the narrative; key row_id."""
    return TABLE.assemble(_row(entry.reading, row_id, audit) for entry in entries for row_id, audit in _in_order(entry.reading))
