"""Run the build job in this process, as `tipdata build` does: the same job that the schedule and the UI run."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import dagster as dg
from dagster_shared.error import SerializableErrorInfo

from pipeline.assets.home import ensure_home
from pipeline.assets.publication import PLANNED, PUBLISHED
from pipeline.assets.tabulation import TABULATED, VERDICTS
from pipeline.assets.workshop import EVERY_YEAR, Workshop
from pipeline.assets.years import range_tags
from pipeline.quality.gate import Tabulated
from pipeline.quality.verdict import Verdict
from pipeline.release.publish import Plan, Published
from pipeline.source.manifest import read_manifest
from pipeline.source.model import SetAside

Progress = Callable[[str, str], None]
_STEPS = {"STEP_START": "start", "STEP_SUCCESS": "success", "STEP_FAILURE": "failure", "STEP_SKIPPED": "skipped"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build did. `published` is None where it failed or was a dry run, `planned` where it was none; `error` says why."""

    rows: Mapping[str, int]
    verdicts: tuple[Verdict, ...]
    set_aside: tuple[SetAside, ...]
    published: Published | None
    planned: Plan | None
    error: str | None


def _silent(_step: str, _state: str) -> None:
    """Nobody listens."""


def build(
    definitions: dg.Definitions,
    *,
    sources: Path,
    datasets: str,
    strict: bool = False,
    dry_run: bool = False,
    reason: str | None = None,
    progress: Progress = _silent,
) -> Outcome:
    """Build every report year of a source folder in one run; `progress` hears of each step's start and end.

    Raises ManifestError where the folder has no manifest that can be used.
    """
    settings: dict[str, object] = {"sources": str(sources.resolve()), "datasets": _absolute(datasets), "strict": strict, "dry_run": dry_run}
    if reason:
        settings["reason"] = reason
    workshop = Workshop.model_validate(settings)
    manifest = read_manifest(workshop.source_folder)
    if not manifest.years:
        return Outcome({}, (), manifest.set_aside, None, None, f"{manifest.path} names no source that can be used")
    ensure_home()
    run_id = str(uuid4())
    with dg.DagsterInstance.get() as instance:
        instance.add_event_listener(run_id, lambda entry: _tell(entry, progress))
        result = definitions.resolve_job_def("build").execute_in_process(
            instance=instance,
            run_id=run_id,
            tags=range_tags(manifest.years[0], manifest.years[-1]),
            raise_on_error=False,
            run_config={
                "resources": {"workshop": {"config": settings}},
                "loggers": {"console": {"config": {"log_level": "CRITICAL"}}},
            },
        )
    done = {event.step_key for event in result.all_events if event.event_type_value == "STEP_SUCCESS"}
    failures = [event for event in result.all_events if event.event_type_value == "STEP_FAILURE"]
    tried = {event.step_key for event in failures}
    verdicts: tuple[Verdict, ...] = workshop.get(VERDICTS, EVERY_YEAR) if "expectations" in done | tried else ()
    tabulated: Tabulated | None = workshop.get(TABULATED, EVERY_YEAR) if "tables" in done else None
    return Outcome(
        rows={name: table.num_rows for name, table in tabulated.tables.items()} if tabulated else {},
        verdicts=verdicts,
        set_aside=tabulated.set_aside if tabulated else manifest.set_aside,
        published=workshop.get(PUBLISHED, EVERY_YEAR) if "release" in done and not dry_run else None,
        planned=workshop.get(PLANNED, EVERY_YEAR) if "release" in done and dry_run else None,
        error=None if result.success else _blocking(verdicts) or "; ".join(failure_reason(event) for event in failures),
    )


def _absolute(datasets: str) -> str:
    return datasets if "://" in datasets else str(Path(datasets).resolve())


def _tell(entry: dg.EventLogEntry, progress: Progress) -> None:
    event = entry.dagster_event
    if event is not None and event.step_key and event.event_type_value in _STEPS:
        progress(event.step_key, _STEPS[event.event_type_value])


def _blocking(verdicts: tuple[Verdict, ...]) -> str | None:
    failed = list(dict.fromkeys(verdict.table for verdict in verdicts if verdict.outcome == "failed"))
    return f"blocking expectations failed on {', '.join(failed)}" if failed else None


def failure_reason(event: dg.DagsterEvent) -> str:
    """Why a step failed, in the words of what it raised."""
    data = event.step_failure_data
    if data.user_failure_data is not None and data.user_failure_data.description:
        return data.user_failure_data.description
    error = data.error
    while error is not None and error.cause is not None:
        error = error.cause
    if error is None:
        return event.message or ""
    return _plain(error)


def _plain(error: SerializableErrorInfo) -> str:
    # the text of the exception without the path of its class
    name, _, text = error.message.strip().partition(": ")
    return text if name.rpartition(".")[2] == error.cls_name else error.message.strip()
