"""The table `sentences`: every sentence with its place; what lies between two of them is a gap."""

from collections.abc import Sequence

import pyarrow as pa

from pipeline.tables.entry import Entry
from pipeline.tables.field import Field, Row
from pipeline.tables.fields import CHAR_END, CHAR_START, NARRATIVE_ID, SECTION, TEXT
from pipeline.tables.table import ForeignKey, Table

TABLE = Table(
    "sentences",
    "Sentences",
    "One row per sentence. Headings, the header, list markers and a trailing source line are gaps between rows: sentences and gaps, in "
    "order, give back the text to the character.",
    (
        Field("sentence_id", "text", "Key of the sentence."),
        NARRATIVE_ID,
        SECTION,
        Field("paragraph", "integer", "Paragraph of the narrative that holds the sentence, from 1.", unit="position"),
        Field("number", "integer", "Place of the sentence in the narrative, from 1.", unit="position"),
        CHAR_START,
        CHAR_END,
        TEXT,
    ),
    ("sentence_id",),
    (ForeignKey(("narrative_id",), "narratives", ("narrative_id",)),),
    quoted="text",
)


def _rows(entry: Entry) -> list[Row]:
    return [
        {
            "sentence_id": sentence.sentence_id,
            "narrative_id": entry.reading.narrative.narrative_id,
            "section": sentence.section,
            "paragraph": sentence.paragraph,
            "number": sentence.number,
            "char_start": sentence.start,
            "char_end": sentence.end,
            "text": sentence.text,
        }
        for sentence in entry.reading.narrative.sentences
    ]


def build(entries: Sequence[Entry]) -> pa.Table:
    """One row per sentence, in reading order."""
    return TABLE.assemble(row for entry in entries for row in _rows(entry))
