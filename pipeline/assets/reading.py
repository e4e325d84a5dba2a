"""Assets from sources to facts, one partition a report year; each is a call and what the UI shows of it."""

from collections import Counter
from collections.abc import Mapping

import dagster as dg

from pipeline.assets.preview import markdown
from pipeline.assets.workshop import Workshop
from pipeline.assets.years import ONE_RUN, REPORT_YEARS
from pipeline.quality.gate import Narratives, Readings, parse_documents, read_narratives
from pipeline.source.manifest import read_manifest
from pipeline.source.model import Collection, SetAside
from pipeline.source.read import read_sources

OWNERS = ["team:tipdata"]


def set_aside_table(refused: tuple[SetAside, ...]) -> dg.MarkdownMetadataValue:
    """Narratives that were set aside, with reason and mend."""
    return markdown(
        ("narrative", "reason", "mend"),
        [{"narrative": refusal.narrative_id, "reason": refusal.reason, "mend": refusal.mend} for refusal in refused],
    )


@dg.asset(partitions_def=REPORT_YEARS, backfill_policy=ONE_RUN, group_name="source", kinds={"file"}, owners=OWNERS)
def source(context: dg.AssetExecutionContext, workshop: Workshop) -> None:
    """The texts that the manifest names, checked against their hashes; what cannot be used is set aside with its reason."""
    manifest = read_manifest(workshop.source_folder)
    for year in context.partition_keys:
        wanted = [one for one in manifest.sources if one.report_year == int(year)]
        collection = read_sources(manifest.path, wanted)
        workshop.put("source", year, collection)
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
        context.add_asset_metadata(
            {
                "dagster/row_count": len(collection.documents),
                "set_aside": len(collection.set_aside),
                "documents": markdown(("narrative", "country", "characters", "source", "sha256"), rows),
                "refused": set_aside_table(collection.set_aside),
                "manifest": dg.MetadataValue.path(manifest.path),
            },
            partition_key=year,
        )


@dg.asset(deps=[source], partitions_def=REPORT_YEARS, backfill_policy=ONE_RUN, group_name="narrative", kinds={"python"}, owners=OWNERS)
def narrative(context: dg.AssetExecutionContext, workshop: Workshop) -> None:
    """Header, tier, sections, sentences and recommendations of each text, every one with its address in it."""
    for year in context.partition_keys:
        collection: Collection = workshop.get("source", year)
        passed = parse_documents(collection.documents, collection.set_aside)
        workshop.put("narrative", year, passed)
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
        context.add_asset_metadata(
            {
                "dagster/row_count": len(passed.items),
                "sentences": sum(len(item.narrative.sentences) for item in passed.items),
                "narratives": markdown(("narrative", "tier", "sections", "sentences", "recommendations"), rows),
                "refused": set_aside_table(passed.set_aside),
            },
            partition_key=year,
        )


@dg.asset(deps=[narrative], partitions_def=REPORT_YEARS, backfill_policy=ONE_RUN, group_name="facts", kinds={"python"}, owners=OWNERS)
def facts(context: dg.AssetExecutionContext, workshop: Workshop) -> None:
    """Counts, amounts, durations, laws and the profile of each narrative, and what became of every number in it."""
    for year in context.partition_keys:
        parsed: Narratives = workshop.get("narrative", year)
        passed = read_narratives(parsed)
        workshop.put("facts", year, passed)
        context.add_asset_metadata({**_reading_metadata(passed), "refused": set_aside_table(passed.set_aside)}, partition_key=year)


def _reading_metadata(passed: Readings) -> Mapping[str, dg.MetadataValue | int | float]:
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
