"""When builds run by themselves: every night, and when the manifest or a source changes. Both are on by default.

A build that finds nothing new publishes nothing, so running too often does no harm.
"""

import json
from hashlib import sha256

import dagster as dg

from pipeline.assets.workshop import Workshop
from pipeline.assets.years import range_tags
from pipeline.source.error import ManifestError
from pipeline.source.manifest import Manifest, read_manifest

build_job = dg.define_asset_job(
    "build",
    selection=dg.AssetSelection.all(),
    description="From sources to a release, all report years of a run in one go, in one process.",
    executor_def=dg.in_process_executor,
)


def fingerprints(manifest: Manifest) -> dict[str, str]:
    """Per report year a hash over the manifest's rows and the bytes of their files; a missing file counts as empty."""
    found = {}
    for year in manifest.years:
        digest = sha256()
        for source in manifest.sources:
            if source.report_year == year:
                raw = source.path.read_bytes() if source.path.is_file() else b""
                digest.update(repr((source, sha256(raw).hexdigest())).encode())
        found[str(year)] = digest.hexdigest()
    return found


@dg.schedule(job=build_job, cron_schedule="0 4 * * *", execution_timezone="UTC", default_status=dg.DefaultScheduleStatus.RUNNING)
def nightly(workshop: Workshop) -> dg.RunRequest | dg.SkipReason:
    """Build everything once a night; nothing is published unless something changed."""
    try:
        years = read_manifest(workshop.source_folder).years
    except ManifestError as error:
        return dg.SkipReason(str(error))
    if not years:
        return dg.SkipReason(f"{workshop.source_folder} names no source that can be used")
    return dg.RunRequest(tags=range_tags(years[0], years[-1]))


@dg.sensor(job=build_job, minimum_interval_seconds=30, default_status=dg.DefaultSensorStatus.RUNNING)
def sources_changed(context: dg.SensorEvaluationContext, workshop: Workshop) -> dg.SensorResult | dg.SkipReason:
    """Build the report years whose manifest rows or files differ from those seen last."""
    try:
        found = fingerprints(read_manifest(workshop.source_folder))
    except ManifestError as error:
        return dg.SkipReason(str(error))
    seen: dict[str, str] = json.loads(context.cursor) if context.cursor else {}
    changed = sorted(int(year) for year in found.keys() | seen.keys() if found.get(year) != seen.get(year))
    if not changed:
        return dg.SkipReason("no source has changed")
    cursor = json.dumps(found, sort_keys=True)
    request = dg.RunRequest(run_key=sha256(cursor.encode()).hexdigest(), tags=range_tags(changed[0], changed[-1]))
    return dg.SensorResult(run_requests=[request], cursor=cursor)
