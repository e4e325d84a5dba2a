"""Open the files of a manifest, check them against it, and make text of them: one reader per media type.

To add a format, write a module with a function from bytes to text that raises ValueError with the reason, and name it here.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from pipeline.source import html, pdf, plain, report
from pipeline.source.error import SourceError
from pipeline.source.manifest import Manifest, read_manifest
from pipeline.source.model import Collection, Document, SetAside, Source


@dataclass(frozen=True, slots=True)
class Reader:
    """What makes text of bytes and the charset that was declared for them, None if none was.

    `name` holds a version that goes up when the same bytes give another text.
    """

    name: str
    text: Callable[[bytes, str | None], str]
    mend: str


READERS = {
    "text/plain": Reader(plain.NAME, plain.read_plain, "Save the file as UTF-8 text"),
    "text/html": Reader(html.NAME, html.read_html, "Declare the page's charset in media_type, as in text/html; charset=windows-1252"),
    "application/pdf": Reader(pdf.NAME, pdf.read_pdf, "Put a PDF there that opens without a password and holds letters"),
}


def read_source(manifest: Path, source: Source) -> Collection:
    """The document of one source, or the documents of a whole report with the parts that are set aside.

    Raises SourceError with the reason where the file cannot be used.
    """

    def refuse(reason: str, mend: str) -> SourceError:
        return SourceError(SetAside(str(manifest), source.row, source.narrative_id, reason, mend))

    shown = source.path.relative_to(manifest.parent)
    reader = READERS.get(source.media_type)
    if reader is None:
        raise refuse(f"there is no reader for {source.media_type}", f"Known types: {', '.join(sorted(READERS))}")
    try:
        raw = source.path.read_bytes()
    except FileNotFoundError as error:
        raise refuse(f"the file {shown} is missing", "Put it there or correct the path") from error
    except OSError as error:
        raise refuse(f"the file {shown} cannot be read ({error.strerror})", "Check that it is a file that you may read") from error
    digest = sha256(raw).hexdigest()
    if source.sha256 is not None and digest != source.sha256:
        raise refuse(
            f"the file {shown} has the sha256 {digest}, the manifest says {source.sha256}",
            "Restore the file, or correct the manifest if the change is meant",
        )
    try:
        if source.whole:
            return _narratives(manifest, source, raw, digest)
        text = reader.text(raw, source.charset)
    except ValueError as error:
        raise refuse(f"the file {shown} cannot be decoded: {error}", reader.mend) from error
    if not text.strip():
        raise refuse(f"the file {shown} holds no text", "Put the narrative there or take out the row")
    return Collection((Document(source, text, digest, reader.name),), ())


def _narratives(manifest: Path, source: Source, raw: bytes, digest: str) -> Collection:
    parts, left = report.split_report(raw)
    shown = source.path.relative_to(manifest.parent)
    documents = [
        Document(
            replace(source, narrative_id=f"{part.iso3}-{source.report_year}", iso3=part.iso3, country=part.country),
            part.text,
            digest,
            report.NAME,
        )
        for part in parts
    ]
    refused = [
        SetAside(
            str(manifest),
            source.row,
            source.narrative_id,
            f"page {one.page} of {shown}: {one.header} {one.reason}",
            "Give that narrative a file and a row of its own, or leave it out",
        )
        for one in left
    ]
    return Collection(tuple(documents), tuple(refused))


def read_sources(manifest: Path, sources: Iterable[Source]) -> Collection:
    """The documents of some sources of one manifest by narrative id, and those that were refused.

    Where a narrative has a row of its own and stands in a whole report as well, the row is taken.
    """
    documents: dict[str, Document] = {}
    refused: list[SetAside] = []
    for source in sorted(sources, key=lambda source: (source.whole, source.narrative_id)):
        try:
            found = read_source(manifest, source)
        except SourceError as error:
            refused.append(error.refusal)
            continue
        refused.extend(found.set_aside)
        for document in found.documents:
            documents.setdefault(document.source.narrative_id, document)
    return Collection(tuple(document for _, document in sorted(documents.items())), tuple(refused))


def collect(folder: Path) -> Collection:
    """Every document of a source folder, by narrative id; raises ManifestError where its manifest cannot be used."""
    manifest: Manifest = read_manifest(folder)
    found = read_sources(manifest.path, manifest.sources)
    return Collection(found.documents, tuple(sorted((*manifest.set_aside, *found.set_aside), key=lambda refusal: refusal.row or 0)))
