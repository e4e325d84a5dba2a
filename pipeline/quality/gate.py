"""The first gate: a narrative that the engine cannot read, or whose facts break an invariant, is set aside; the others go on.

The second gate, on whole tables, is the suites (`suite`, `validate`).
"""

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TypeVar

import pyarrow as pa

from pipeline.facts.model import Fact, Reading
from pipeline.facts.read import read
from pipeline.narrative.model import Narrative
from pipeline.narrative.parse import parse
from pipeline.source.manifest import read_manifest
from pipeline.source.model import Document, SetAside
from pipeline.source.read import read_sources
from pipeline.tables.catalog import build_tables
from pipeline.tables.entry import Entry
from pipeline.tables.market import Market, embedded_market, market_of

_MEND = "Compare the text with a narrative that is read, or report it with the file"

T = TypeVar("T")
U = TypeVar("U")


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document and the narrative that its text holds."""

    document: Document
    narrative: Narrative


@dataclass(frozen=True, slots=True)
class Narratives:
    """What could be parsed, in the order of the sources, and what was set aside so far."""

    items: tuple[Parsed, ...]
    set_aside: tuple[SetAside, ...]


@dataclass(frozen=True, slots=True)
class Readings:
    """What could be read, in the order of the sources, and what was set aside so far."""

    items: tuple[Entry, ...]
    set_aside: tuple[SetAside, ...]


@dataclass(frozen=True, slots=True)
class Tabulated:
    """The tables of what came through, the texts that they quote, all that was set aside; `reference` names the series used, by hash."""

    tables: dict[str, pa.Table]
    texts: dict[str, str]
    set_aside: tuple[SetAside, ...]
    reference: Mapping[str, str]


class InvariantError(Exception):
    """A narrative or its facts break an invariant; the message says which."""


def parse_documents(documents: Iterable[Document], refused: Iterable[SetAside] = ()) -> Narratives:
    """The narrative of each document."""
    return Narratives(*_through(documents, _parsed, lambda document: document, refused))


def read_narratives(parsed: Narratives, known: Mapping[str, Reading] | None = None) -> Readings:
    """The facts of each narrative, with the provenance of its text.

    `known` holds readings by narrative id that the same code has made; one of the same narrative is taken instead of reading again.
    """
    before = known or {}

    def entry(item: Parsed) -> Entry:
        source, reading = item.document.source, before.get(item.narrative.narrative_id)
        if reading is None or reading.narrative != item.narrative:
            reading = _reading(item.narrative)
        return Entry(reading, source.url, item.document.sha256, item.document.reader)

    return Readings(*_through(parsed.items, entry, lambda item: item.document, parsed.set_aside))


def tabulate(readings: Readings, market: Market | None = None) -> Tabulated:
    """Every table over all readings; the narratives whose facts are no valid rows are left out of all of them.

    Amounts are normalized with `market`, the embedded one by default.
    """
    entries, refused = readings.items, readings.set_aside
    used = market or embedded_market()
    try:
        tables = build_tables(entries, used)
    except (ValueError, ArithmeticError):
        # rare, so that the time is spent only then: each alone, to find which it is
        sound: list[Entry] = []
        found = list(refused)
        for entry in entries:
            try:
                build_tables([entry], used)
            except (ValueError, ArithmeticError) as error:
                narrative = entry.reading.narrative.narrative_id
                found.append(SetAside(f"{narrative}.txt", None, narrative, f"its facts are no valid rows: {error}", _MEND))
            else:
                sound.append(entry)
        entries, refused = tuple(sound), tuple(found)
        tables = build_tables(entries, used)
    narratives = sorted((entry.reading.narrative for entry in entries), key=lambda narrative: narrative.narrative_id)
    return Tabulated(tables, {narrative.narrative_id: narrative.text for narrative in narratives}, refused, used.digests)


def read_folder(folder: Path, narratives: Container[str]) -> Tabulated:
    """The tables of these narratives of a source folder, read anew; raises ManifestError where it has no manifest."""
    manifest = read_manifest(folder)
    collection = read_sources(manifest.path, manifest.among(narratives))
    # a whole report gives more than was asked for
    wanted = [document for document in collection.documents if document.source.narrative_id in narratives]
    refused = [refusal for refusal in collection.set_aside if refusal.narrative_id in narratives]
    readings = read_narratives(parse_documents(wanted, (*manifest.set_aside, *refused)))
    return tabulate(readings, market_of(folder))


def _through(
    items: Iterable[T], step: Callable[[T], U], origin: Callable[[T], Document], refused: Iterable[SetAside]
) -> tuple[tuple[U, ...], tuple[SetAside, ...]]:
    done: list[U] = []
    set_aside = list(refused)
    for item in items:
        try:
            done.append(step(item))
        except Exception as error:  # noqa: BLE001 - whatever goes wrong in one narrative must not stop the others
            source = origin(item).source
            reason = str(error) if isinstance(error, InvariantError) else f"it could not be read ({type(error).__name__}: {error})"
            set_aside.append(SetAside(str(source.path), None, source.narrative_id, reason, _MEND))
    return tuple(done), tuple(set_aside)


def _parsed(document: Document) -> Parsed:
    source = document.source
    narrative = parse(
        document.text,
        narrative_id=source.narrative_id,
        iso3=source.iso3,
        country=source.country,
        report_year=source.report_year,
        section=source.section,
    )
    end = 0
    for sentence in narrative.sentences:
        if not end <= sentence.start < sentence.end <= len(narrative.text):
            raise InvariantError(f"the sentence {sentence.sentence_id} at {sentence.start}-{sentence.end} does not follow the one before")
        if narrative.text[sentence.start : sentence.end] != sentence.text:
            raise InvariantError(f"the sentence {sentence.sentence_id} is not what stands at {sentence.start}-{sentence.end}")
        end = sentence.end
    if narrative.text != document.text:
        raise InvariantError("its text was changed on the way")
    return Parsed(document, narrative)


def _reading(narrative: Narrative) -> Reading:
    reading = read(narrative)
    known = {sentence.sentence_id for sentence in narrative.sentences}
    for fact in _facts(reading):
        if not 0 <= fact.start < fact.end <= len(narrative.text):
            raise InvariantError(f"a fact of the rule {fact.rule} stands outside the text, at {fact.start}-{fact.end}")
        if fact.sentence_id not in known:
            raise InvariantError(f"a fact of the rule {fact.rule} stands in the unknown sentence {fact.sentence_id}")
    return reading


def _facts(reading: Reading) -> Iterable[Fact]:
    return chain(reading.counts, reading.money, reading.durations, reading.laws, reading.profile)
