"""When builds run by themselves: every night, and when the manifest or a source changes. Both are on unless the settings say off.

A build that finds nothing new publishes nothing, so running too often does no harm.
"""

import json
from collections.abc import Iterable
from hashlib import sha256
from itertools import groupby

import dagster as dg

from pipeline.assets.memory import fingerprint
from pipeline.assets.notification import Notice, notify
from pipeline.assets.settings import NIGHT, SETTINGS
from pipeline.assets.workshop import Workshop
from pipeline.assets.years import range_tags
from pipeline.source.error import ManifestError
from pipeline.source.manifest import Manifest, read_manifest

# The steps follow one another, so a process for each costs time; it keeps the memory of one step from the next.
_EXECUTORS = {
    "in_process": dg.in_process_executor,
    "multiprocess": dg.multiprocess_executor.configured({"start_method": {"forkserver": {"preload_modules": ["pipeline.definitions"]}}}),
}
executor = _EXECUTORS[SETTINGS.executor]

build_job = dg.define_asset_job(
    "build",
    selection=dg.AssetSelection.all(),
    description="From sources to a release, all report years of a run in one go.",
    executor_def=executor,
)
# What is built year by year; all else is built from every year.
_YEARLY = [dg.AssetKey("source"), dg.AssetKey("narrative"), dg.AssetKey("facts")]

# Where the cursor, else of years, remembers what made the manifest unreadable, so that it is told once.
_BROKEN = "manifest"


def fingerprints(manifest: Manifest) -> dict[str, str]:
    """What each report year is made of: other code makes every year another."""
    by_year = {year: [source for source in manifest.sources if source.report_year == year] for year in manifest.years}
    return {str(year): fingerprint(sources) for year, sources in by_year.items()}


@dg.schedule(
    job=build_job,
    cron_schedule=SETTINGS.nightly or NIGHT,
    description="Build everything once a night; nothing is published unless something changed.",
    execution_timezone="UTC",
    default_status=dg.DefaultScheduleStatus.RUNNING if SETTINGS.nightly else dg.DefaultScheduleStatus.STOPPED,
)
def nightly(workshop: Workshop) -> dg.RunRequest | dg.SkipReason:
    """A run over every year of the manifest, or why there is none."""
    try:
        years = read_manifest(workshop.source_folder).years
    except ManifestError as error:
        return dg.SkipReason(str(error))
    if not years:
        return dg.SkipReason(f"{workshop.source_folder} names no source that can be used")
    return dg.RunRequest(tags=range_tags(years[0], years[-1]))


@dg.sensor(
    job=build_job,
    minimum_interval_seconds=SETTINGS.interval,
    description="Build the report years whose manifest rows or files differ from those seen last, then the tables and the release once.",
    default_status=dg.DefaultSensorStatus.RUNNING if SETTINGS.watching else dg.DefaultSensorStatus.STOPPED,
)
def sources_changed(context: dg.SensorEvaluationContext, workshop: Workshop) -> dg.SensorResult | dg.SkipReason:
    """A run for each gapless stretch of changed years; the last one goes on to the tables and the release."""
    seen: dict[str, str] = json.loads(context.cursor) if context.cursor else {}
    try:
        found = fingerprints(read_manifest(workshop.source_folder))
    except ManifestError as error:
        return _unreadable(context, seen, str(error))
    broken = seen.pop(_BROKEN, None)
    changed = sorted(int(year) for year in found.keys() | seen.keys() if found.get(year) != seen.get(year))
    cursor = json.dumps(found, sort_keys=True)
    if not changed:
        if broken:
            context.update_cursor(cursor)
        return dg.SkipReason("no source has changed")
    # the time keeps a change that is taken back, and made again, from being taken for the request of the first time
    key = sha256(f"{context.last_tick_completion_time} {cursor}".encode()).hexdigest()
    *first, last = stretches(changed)
    requests = [dg.RunRequest(run_key=f"{key}-{one[0]}", tags=range_tags(*one), asset_selection=_YEARLY) for one in first]
    return dg.SensorResult(run_requests=[*requests, dg.RunRequest(run_key=key, tags=range_tags(*last))], cursor=cursor)


def _unreadable(context: dg.SensorEvaluationContext, seen: dict[str, str], why: str) -> dg.SkipReason:
    if seen.get(_BROKEN) != why:
        notify(Notice("The sources cannot be built from", (why,)))
        context.update_cursor(json.dumps({**seen, _BROKEN: why}, sort_keys=True))
    return dg.SkipReason(why)


def stretches(years: Iterable[int]) -> list[tuple[int, int]]:
    """The first and last years of the gapless stretches of ascending years: what runs can be asked for.

    >>> stretches([2004, 2005, 2009])
    [(2004, 2005), (2009, 2009)]
    """
    grouped = [[year for _, year in group] for _, group in groupby(enumerate(years), key=lambda numbered: numbered[1] - numbered[0])]
    return [(group[0], group[-1]) for group in grouped]
