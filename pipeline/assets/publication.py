"""The last asset: checked tables become a release, or the latest one stays because nothing is new."""

import dagster as dg

from pipeline.assets.reading import OWNERS, PUBLISHED_DATA, set_aside_table
from pipeline.assets.tabulation import TABULATED, VERDICTS, tables
from pipeline.assets.workshop import EVERY_YEAR, Workshop
from pipeline.assets.years import ONE_RUN
from pipeline.quality.gate import Tabulated
from pipeline.release.content import Content
from pipeline.release.publish import plan, publish
from pipeline.source.manifest import MANIFEST

# Where the outcome of the last run is staged, for whoever started it.
PLANNED, PUBLISHED = "planned", "published"


@dg.asset(deps=[tables], backfill_policy=ONE_RUN, group_name="release", kinds={"parquet", "csv"}, owners=OWNERS, tags=PUBLISHED_DATA)
def release(context: dg.AssetExecutionContext, workshop: Workshop) -> dg.MaterializeResult[None]:
    """Parquet, CSV, texts, codebook, metadata and checksums, under a version computed from what changed."""
    tabulated: Tabulated = workshop.get(TABULATED, EVERY_YEAR)
    if workshop.strict and tabulated.set_aside:
        raise dg.Failure(
            f"{len(tabulated.set_aside)} narratives were set aside, and the build is strict: {'; '.join(map(str, tabulated.set_aside))}",
            allow_retries=False,
        )
    verdicts = workshop.get(VERDICTS, EVERY_YEAR)
    whole = Content(tabulated.tables, tabulated.texts, tabulated.set_aside, verdicts, reference=tabulated.reference)
    if workshop.dry_run:
        planned = plan(whole, workshop.dataset_location, reason=workshop.reason)
        workshop.put(PLANNED, EVERY_YEAR, planned)
        return dg.MaterializeResult(metadata={"would_be": planned.version or "nothing new", "why": planned.why})
    published = publish(whole, workshop.dataset_location, reason=workshop.reason)
    workshop.put(PUBLISHED, EVERY_YEAR, published)
    context.log.info("%s: %s", published.version, published.plan.why)
    return dg.MaterializeResult(
        metadata={
            "version": published.version,
            "new": published.new,
            "why": published.plan.why,
            "folder": dg.MetadataValue.path(published.location),
            "codebook": dg.MetadataValue.path(f"{published.location}/CODEBOOK.md"),
            "changelog": dg.MetadataValue.path(f"{published.location}/CHANGELOG.md"),
            "validation": dg.MetadataValue.path(f"{published.location}/validation.json"),
            "manifest": dg.MetadataValue.path(workshop.source_folder / MANIFEST),
            "dagster/row_count": sum(table.num_rows for table in whole.tables.values()),
            "narratives": whole.tables["narratives"].num_rows,
            "warned": sum(verdict.outcome == "warned" for verdict in verdicts),
            "set_aside": len(tabulated.set_aside),
            "refused": set_aside_table(tabulated.set_aside),
        }
    )
