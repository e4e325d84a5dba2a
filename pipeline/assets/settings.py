"""What the environment sets, read once; docs/configuration.md lists every variable."""

import os
from collections.abc import Mapping
from dataclasses import dataclass

NIGHT = "0 4 * * *"
EXECUTORS = ("in_process", "multiprocess")
_OFF = "off"


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of a deployment.

    Args:
        sources: folder of the sources, from the project on.
        datasets: folder or address of the releases.
        nightly: when to build everything, as a cron line in UTC; None where nothing is to be built by the clock.
        interval: seconds between two looks at the sources, and for failed runs.
        watching: whether the sensor on the sources is on.
        notify: the function that hears of failures, as module:function.
        executor: how the steps of a run are executed, one of `EXECUTORS`.
        dask: address of a Dask scheduler whose workers read the narratives; None where this process reads them.
        keep_days: for how long the records of runs are kept.
    """

    sources: str = "seeds"
    datasets: str = "datasets"
    nightly: str | None = NIGHT
    interval: int = 30
    watching: bool = True
    notify: str = "pipeline.assets.notification:log"
    executor: str = "in_process"
    dask: str | None = None
    keep_days: int = 180


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings of an environment, that of this process by default; ValueError names the variable that cannot be used."""
    given = os.environ if environment is None else environment
    unset = Settings()
    nightly = given.get("TIPDATA_NIGHTLY", NIGHT)
    watch = given.get("TIPDATA_WATCH", str(unset.interval))
    notify = given.get("TIPDATA_NOTIFY", unset.notify)
    executor = given.get("TIPDATA_EXECUTOR", unset.executor)
    keep_days = given.get("TIPDATA_KEEP_DAYS", str(unset.keep_days))
    if watch != _OFF and not _whole(watch):
        raise ValueError(f"TIPDATA_WATCH is {watch!r}. Write a number of seconds, or off.")
    if not _whole(keep_days):
        raise ValueError(f"TIPDATA_KEEP_DAYS is {keep_days!r}. Write a number of days.")
    if executor not in EXECUTORS:
        raise ValueError(f"TIPDATA_EXECUTOR is {executor!r}. Write one of {', '.join(EXECUTORS)}.")
    if not all(notify.partition(":")):
        raise ValueError(f"TIPDATA_NOTIFY is {notify!r}. Write module:function.")
    return Settings(
        sources=given.get("TIPDATA_SOURCES", unset.sources),
        datasets=given.get("TIPDATA_DATASETS", unset.datasets),
        nightly=None if nightly == _OFF else nightly,
        interval=unset.interval if watch == _OFF else int(watch),
        watching=watch != _OFF,
        notify=notify,
        executor=executor,
        dask=given.get("TIPDATA_DASK") or None,
        keep_days=int(keep_days),
    )


def _whole(value: str) -> bool:
    return value.isascii() and value.isdigit() and int(value) > 0


SETTINGS = read_settings()
