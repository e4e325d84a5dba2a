"""Open the files of a manifest, check them against it, and make text of them: one reader per media type.

To add a format, write a module with a function from bytes to text that raises ValueError with the reason, and name it here.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from pipeline.source import plain
from pipeline.source.error import SourceError
from pipeline.source.manifest import Manifest, read_manifest
from pipeline.source.model import Collection, Document, SetAside, Source


@dataclass(frozen=True, slots=True)
class Reader:
    """What makes text of bytes; `name` holds a version that goes up when the same bytes give another text."""

    name: str
    text: Callable[[bytes], str]
    mend: str


READERS = {"text/plain": Reader(plain.NAME, plain.read_plain, "Save the file as UTF-8 text")}


def read_source(manifest: Path, source: Source) -> Document:
    """The document of one source; raises SourceError with the reason where it cannot be used."""

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
        text = reader.text(raw)
    except ValueError as error:
        raise refuse(f"the file {shown} cannot be decoded: {error}", reader.mend) from error
    if not text.strip():
        raise refuse(f"the file {shown} holds no text", "Put the narrative there or take out the row")
    return Document(source, text, digest, reader.name)


def read_sources(manifest: Path, sources: Iterable[Source]) -> Collection:
    """The documents of some sources of one manifest, and those that were refused."""
    documents: list[Document] = []
    refused: list[SetAside] = []
    for source in sources:
        try:
            documents.append(read_source(manifest, source))
        except SourceError as error:
            refused.append(error.refusal)
    return Collection(tuple(documents), tuple(refused))


def collect(folder: Path) -> Collection:
    """Every document of a source folder, by narrative id; raises ManifestError where its manifest cannot be used."""
    manifest: Manifest = read_manifest(folder)
    found = read_sources(manifest.path, manifest.sources)
    return Collection(found.documents, tuple(sorted((*manifest.set_aside, *found.set_aside), key=lambda refusal: refusal.row or 0)))
