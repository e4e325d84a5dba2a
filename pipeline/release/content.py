"""What goes into a release, before it has a version: checked tables, texts, what was set aside, what was checked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath

import pyarrow as pa

from pipeline.quality.verdict import Verdict
from pipeline.release import compare
from pipeline.source.model import SetAside
from pipeline.tables.catalog import TABLES
from pipeline.tables.entry import Entry
from pipeline.tables.field import Field
from pipeline.tables.market import embedded_market
from pipeline.tables.table import Table

_NOT_KNOWN = "The manifest does not say."

SET_ASIDE = Table(
    "set_aside",
    "Narratives set aside",
    "One row per narrative that the sources name and this release lacks, with the reason.",
    (
        Field("narrative_id", "text", "Country and report year of the narrative.", _NOT_KNOWN),
        Field("file", "text", "File that names or holds it."),
        Field("row", "integer", "Line of that file.", "The trouble showed after the manifest.", unit="position"),
        Field("reason", "text", "Why it was set aside."),
        Field("mend", "text", "What mends it."),
    ),
    key=(),
)

# Every table of a release by name, with its declaration.
PUBLISHED: Mapping[str, Table] = {**TABLES, compare.TABLE.name: compare.TABLE}


@dataclass(frozen=True, slots=True)
class Content:
    """One build's result.

    `tables` holds every table of `pipeline.tables.catalog.TABLES`; `texts` the text of each narrative by its id;
    `parameters` what the build was told beside its sources (nothing of when or where it ran), and `reference` the SHA-256
    of each reference series that it used.
    """

    tables: Mapping[str, pa.Table]
    texts: Mapping[str, str]
    set_aside: tuple[SetAside, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    parameters: Mapping[str, str] = field(default_factory=dict)
    reference: Mapping[str, str] = field(default_factory=lambda: embedded_market().digests)


def texts_of(entries: Iterable[Entry]) -> dict[str, str]:
    """The text of each narrative, in the order of their ids."""
    narratives = sorted((entry.reading.narrative for entry in entries), key=lambda narrative: narrative.narrative_id)
    return {narrative.narrative_id: narrative.text for narrative in narratives}


def set_aside_table(set_aside: Iterable[SetAside]) -> pa.Table:
    """The table `set_aside`, by narrative, file and row; files by name only, since folders differ among machines."""
    ordered = sorted(set_aside, key=lambda one: (one.narrative_id or "", one.file, one.row or 0, one.reason))
    return SET_ASIDE.assemble(
        {
            "narrative_id": one.narrative_id or None,
            "file": PurePath(one.file).name,
            "row": one.row,
            "reason": one.reason,
            "mend": one.mend,
        }
        for one in ordered
    )
