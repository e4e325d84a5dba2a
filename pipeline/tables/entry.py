"""What a builder of tables gets: a reading, and where its text came from."""

from dataclasses import dataclass

from pipeline.facts.model import Reading


@dataclass(frozen=True, slots=True)
class Entry:
    """One narrative's reading with the provenance of its text.

    `source_sha256` is of the raw bytes as retrieved; `reader` is name and version of what made text of them.
    """

    reading: Reading
    source_url: str | None
    source_sha256: str
    reader: str
