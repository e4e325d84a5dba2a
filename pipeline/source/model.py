"""A source as its manifest declares it, the document that was read from it, and the reason where it was set aside."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Source:
    """One row of a manifest, checked: `row` is its line in the file (the header is line 1), `path` is absolute.

    `iso3` and `country` are empty where the file is a whole report, of which each narrative becomes a document. `sha256` (of the
    raw bytes) and `url` are None where the manifest gives none, `charset` where neither the manifest nor the server named one.
    `section` is given for fragments that have no headings of their own.
    """

    row: int
    narrative_id: str
    iso3: str
    country: str
    report_year: int
    path: Path
    media_type: str
    url: str | None = None
    sha256: str | None = None
    section: str | None = None
    charset: str | None = None

    @property
    def whole(self) -> bool:
        """Whether the file is a whole report."""
        return not self.iso3


@dataclass(frozen=True, slots=True)
class Document:
    """A source with its text; `sha256` is of the raw bytes, `reader` is name and version of what made the text."""

    source: Source
    text: str
    sha256: str
    reader: str


@dataclass(frozen=True, slots=True)
class SetAside:
    """A narrative that is not published: where it stands, why it was refused, and what mends it.

    `row` is None where the trouble showed after the manifest; `narrative_id` is None where the manifest does not say it.
    """

    file: str
    row: int | None
    narrative_id: str | None
    reason: str
    mend: str

    def __str__(self) -> str:
        place = self.file if self.row is None else f"{self.file}, row {self.row}"
        return f"{place}: {self.reason}. {self.mend}."


@dataclass(frozen=True, slots=True)
class Collection:
    """What a manifest gave: documents by narrative id, and what was set aside, by row."""

    documents: tuple[Document, ...]
    set_aside: tuple[SetAside, ...]
