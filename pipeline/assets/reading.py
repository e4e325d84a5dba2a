"""Assets from sources to facts, one partition a report year; each is a call and what the UI shows of it."""

from collections import Counter
from hashlib import sha256
from typing import Any

import dagster as dg

from pipeline.assets.cluster import read_on_cluster
from pipeline.assets.memory import ENGINE, Made, Shown, Told, fingerprint, make_years, of_this_engine
from pipeline.assets.preview import markdown
from pipeline.assets.settings import SETTINGS
from pipeline.assets.workshop import Workshop
from pipeline.assets.years import ONE_RUN, REPORT_YEARS
from pipeline.facts.model import Reading
from pipeline.narrative.model import Narrative
from pipeline.quality.gate import Narratives, Readings, parse_documents, read_narratives
from pipeline.source.manifest import Manifest, read_manifest
from pipeline.source.model import Collection, SetAside
from pipeline.source.read import read_sources

OWNERS = ["team:tipdata"]
# What an asset's value is: kept for the next step alone, or part of a release.
STAGED_DATA, PUBLISHED_DATA = {"data": "staged"}, {"data": "published"}


def set_aside_table(refused: tuple[SetAside, ...]) -> dg.MarkdownMetadataValue:
    """Narratives that were set aside, with reason and mend."""
    return markdown(
        ("narrative", "reason", "mend"),
        [{"narrative": refusal.narrative_id, "reason": refusal.reason, "mend": refusal.mend} for refusal in refused],
    )


@dg.asset(
    partitions_def=REPORT_YEARS,
    backfill_policy=ONE_RUN,
    group_name="source",
    kinds={"file"},
    owners=OWNERS,
    tags=STAGED_DATA,
    code_version=ENGINE,
)
def source(context: dg.AssetExecutionContext, workshop: Workshop) -> None:
    """The texts that the manifest names, checked against their hashes; what cannot be used is set aside with its reason."""
    manifest = read_manifest(workshop.source_folder)
    wanted = {year: [one for one in manifest.sources if one.report_year == int(year)] for year in context.partition_keys}
    made_of = {year: fingerprint(sources) for year, sources in wanted.items()}

    def make(year: str) -> Made[Collection]:
        collection = read_sources(manifest.path, wanted[year])
        found = len(collection.documents)
        return Made(collection, Told(_collected(manifest, collection), found, not collection.set_aside), found)

    make_years(context, workshop, made_of.__getitem__, make)
    # one for all years of the run: Dagster knows none for each
    context.set_data_version(context.asset_key, dg.DataVersion(sha256(repr(made_of).encode()).hexdigest()))


def _collected(manifest: Manifest, collection: Collection) -> Shown:
    rows = [
        {
            "narrative": document.source.narrative_id,
            "country": document.source.country,
            "characters": len(document.text),
            "source": f"[{document.source.url}]({document.source.url})" if document.source.url else None,
            "sha256": document.sha256,
        }
        for document in collection.documents
    ]
    return {
        "dagster/row_count": len(collection.documents),
        "set_aside": len(collection.set_aside),
        "documents": markdown(("narrative", "country", "characters", "source", "sha256"), rows),
        "refused": set_aside_table(collection.set_aside),
        "manifest": dg.MetadataValue.path(manifest.path),
    }


def staged_of(workshop: Workshop, name: str, year: str) -> tuple[str, Any]:
    """What an asset's year was made of and what was told of it, from the staging area; ValueError where it was never built."""
    staged = workshop.staged(name, year)
    if staged is None:
        raise ValueError(f"{name} of {year} has not been built: materialize it first")
    return staged


@dg.asset(
    deps=[source],
    partitions_def=REPORT_YEARS,
    backfill_policy=ONE_RUN,
    group_name="narrative",
    kinds={"python"},
    owners=OWNERS,
    tags=STAGED_DATA,
    code_version=ENGINE,
)
def narrative(context: dg.AssetExecutionContext, workshop: Workshop) -> None:
    """Header, tier, sections, sentences and recommendations of each text, every one with its address in it."""

    def make(year: str) -> Made[Narratives]:
        collection: Collection = workshop.get("source", year)
        passed = parse_documents(collection.documents, collection.set_aside)
        return Made(passed, Told(_parsed(passed), len(passed.items), not passed.set_aside), len(passed.items))

    make_years(context, workshop, lambda year: staged_of(workshop, "source", year)[0], make)


def _parsed(passed: Narratives) -> Shown:
    rows = [
        {
            "narrative": item.narrative.narrative_id,
            "tier": item.narrative.tier,
            "sections": ", ".join(dict.fromkeys(section.name for section in item.narrative.sections)),
            "sentences": len(item.narrative.sentences),
            "recommendations": len(item.narrative.recommendations),
        }
        for item in passed.items
    ]
    return {
        "dagster/row_count": len(passed.items),
        "sentences": sum(len(item.narrative.sentences) for item in passed.items),
        "narratives": markdown(("narrative", "tier", "sections", "sentences", "recommendations"), rows),
        "refused": set_aside_table(passed.set_aside),
    }


@dg.asset(
    deps=[narrative],
    partitions_def=REPORT_YEARS,
    backfill_policy=ONE_RUN,
    group_name="facts",
    kinds={"python"},
    owners=OWNERS,
    tags=STAGED_DATA,
    code_version=ENGINE,
)
def facts(context: dg.AssetExecutionContext, workshop: Workshop) -> None:
    """Counts, amounts, durations, laws and the profile of each narrative, and what became of every number in it."""

    def make(year: str) -> Made[Readings]:
        parsed: Narratives = workshop.get("narrative", year)
        known = _known(workshop, year)
        passed = read_narratives(parsed, known if SETTINGS.dask is None else known | _sent(SETTINGS.dask, parsed, known))
        kept = sum(entry.reading is known.get(entry.reading.narrative.narrative_id) for entry in passed.items)
        shown = {**_read(passed), "refused": set_aside_table(passed.set_aside)}
        return Made(passed, Told(shown, len(passed.items), not passed.set_aside), len(passed.items) - kept)

    make_years(context, workshop, lambda year: staged_of(workshop, "narrative", year)[0], make)


def _known(workshop: Workshop, year: str) -> dict[str, Reading]:
    """The readings that the same code has made of a year before, by narrative id."""
    staged = workshop.staged("facts", year)
    if staged is None or not of_this_engine(staged[0]):
        return {}
    before: Readings = workshop.get("facts", year)
    return {entry.reading.narrative.narrative_id: entry.reading for entry in before.items}


def _sent(address: str, parsed: Narratives, known: dict[str, Reading]) -> dict[str, Reading]:
    """The readings of the narratives that are not known, made on a cluster; what fails there is read here, and set aside in its place."""

    def is_known(narrative: Narrative) -> bool:
        reading = known.get(narrative.narrative_id)
        return reading is not None and reading.narrative == narrative

    unknown = [item for item in parsed.items if not is_known(item.narrative)]
    return read_on_cluster(address, unknown) if unknown else {}


def _read(passed: Readings) -> Shown:
    readings = [entry.reading for entry in passed.items]
    became = Counter(audit.disposition for reading in readings for audit in reading.audits)
    rules = Counter(fact.rule for reading in readings for fact in (*reading.counts, *reading.money, *reading.durations))
    rows = [
        {
            "narrative": reading.narrative.narrative_id,
            "counts": len(reading.counts),
            "money": len(reading.money),
            "durations": len(reading.durations),
            "unresolved": sum(audit.disposition == "unresolved" for audit in reading.audits),
        }
        for reading in readings
    ]
    return {
        "dagster/row_count": sum(len(reading.counts) + len(reading.money) + len(reading.durations) for reading in readings),
        "mentions": sum(became.values()),
        "unresolved": became["unresolved"],
        "unresolved_share": became["unresolved"] / max(1, sum(became.values())),
        "narratives": markdown(("narrative", "counts", "money", "durations", "unresolved"), rows),
        "rules": markdown(("rule", "facts"), [{"rule": name, "facts": number} for name, number in rules.most_common()]),
    }
