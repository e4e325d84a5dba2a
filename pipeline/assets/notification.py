"""Who hears that a build failed: the function that TIPDATA_NOTIFY names; by default it is written to the log.

    def post(notice: Notice) -> None: ...        TIPDATA_NOTIFY=house.chat:post

A hook that raises makes the sensor's tick fail, and the notice is tried again at the next one.
"""

import logging
from dataclasses import dataclass
from importlib import import_module

import dagster as dg

from pipeline.assets.run import failure_reason
from pipeline.assets.settings import SETTINGS

# Keys of failing rows that a notice names; the check in the UI has all.
_NAMED = 10


@dataclass(frozen=True, slots=True)
class Notice:
    """What went wrong: a subject for a headline, one line a reason, and the run, None where none was started."""

    subject: str
    lines: tuple[str, ...]
    run_id: str | None = None

    def __str__(self) -> str:
        return "\n  ".join((self.subject, *self.lines))


def log(notice: Notice) -> None:
    """The hook unless another is set: one entry in the log of the process that runs the sensors."""
    logging.getLogger(__name__).error("%s", notice)


def notify(notice: Notice) -> None:
    """Hand a notice to the hook; ImportError or AttributeError where there is no such function."""
    module, _, function = SETTINGS.notify.partition(":")
    getattr(import_module(module), function)(notice)


@dg.run_failure_sensor(default_status=dg.DefaultSensorStatus.RUNNING, minimum_interval_seconds=SETTINGS.interval)
def run_failed(context: dg.RunFailureSensorContext) -> None:
    """Tell of every failed run, whatever started it: why its steps failed, and which checks did with which rows."""
    run = context.dagster_run
    steps = [f"{event.step_key}: {failure_reason(event)}" for event in context.get_step_failure_events()]
    lines = (*steps, *_failed_checks(context.instance, run.run_id))
    notify(Notice(f"The run {run.run_id[:8]} of {run.job_name} failed", lines or (context.failure_event.message or "",), run.run_id))


def _failed_checks(instance: dg.DagsterInstance, run_id: str) -> list[str]:
    told = []
    for record in instance.get_records_for_run(run_id, of_type=dg.DagsterEventType.ASSET_CHECK_EVALUATION).records:
        found = record.event_log_entry.asset_check_evaluation
        if found is not None and not found.passed and found.severity == dg.AssetCheckSeverity.ERROR:
            keys = found.metadata["failing_keys"].value
            assert isinstance(keys, list)
            more = f" and {len(keys) - _NAMED} more" if len(keys) > _NAMED else ""
            told.append(f"{found.asset_key.to_user_string()}: {found.description}: {', '.join(map(str, keys[:_NAMED]))}{more}")
    return told
