"""Old run records go, so that the history does not grow for ever; a job of one step and a weekly schedule for it, which is on.

Dagster deletes with a run what it materialized. A run in which some partition was built last is kept, however old it is: the
catalog would show that partition as missing.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import dagster as dg

from pipeline.assets.settings import SETTINGS

_ENDED = [dg.DagsterRunStatus.SUCCESS, dg.DagsterRunStatus.FAILURE, dg.DagsterRunStatus.CANCELED]
_BUILT = dg.DagsterEventType.ASSET_MATERIALIZATION


def superseded(instance: dg.DagsterInstance, days: int) -> Iterator[str]:
    """The ids of runs that ended longer ago and in which no asset or partition was built last."""
    held: set[str] = set()
    for asset in instance.get_asset_records():
        entry = asset.asset_entry
        last = {entry.last_materialization_storage_id, *instance.get_latest_storage_id_by_partition(entry.asset_key, _BUILT).values()}
        wanted = dg.AssetRecordsFilter(entry.asset_key, storage_ids=[one for one in last if one is not None])
        held |= {record.run_id for record in instance.fetch_materializations(wanted, limit=len(last)).records}
    before = datetime.now(UTC) - timedelta(days=days)
    for run in instance.get_runs(dg.RunsFilter(statuses=_ENDED, updated_before=before)):
        if run.run_id not in held:
            yield run.run_id


@dg.op(description="Delete the records and logs of runs that ended long ago and that nothing in the catalog stands on.")
def delete_old_runs(context: dg.OpExecutionContext) -> None:
    """Delete by the setting TIPDATA_KEEP_DAYS."""
    gone = list(superseded(context.instance, SETTINGS.keep_days))
    for run_id in gone:
        context.instance.delete_run(run_id)
        context.instance.compute_log_manager.delete_logs(prefix=[run_id])
    context.add_output_metadata({"deleted": len(gone)})


@dg.job(name="tidy", description="Delete old run records.", executor_def=dg.in_process_executor)
def tidy_job() -> None:
    """One step."""
    delete_old_runs()


weekly_tidy = dg.ScheduleDefinition(
    name="weekly_tidy",
    job=tidy_job,
    cron_schedule="0 3 * * 0",
    execution_timezone="UTC",
    default_status=dg.DefaultScheduleStatus.RUNNING,
    description="Every Sunday.",
)
