"""What `workspace.yaml` names: the assets, checks, job, schedule and sensor, put together; no logic."""

import os

import dagster as dg

from pipeline.assets.automation import build_job, nightly, sources_changed
from pipeline.assets.fetching import fetch_job, weekly_fetch
from pipeline.assets.publication import release
from pipeline.assets.reading import facts, narrative, source
from pipeline.assets.tabulation import expectations, tables
from pipeline.assets.workshop import Workshop

workshop = Workshop(sources=os.environ.get("TIPDATA_SOURCES", "seeds"), datasets=os.environ.get("TIPDATA_DATASETS", "datasets"))

definitions = dg.Definitions(
    assets=[source, narrative, facts, tables, release],
    asset_checks=[expectations],
    jobs=[build_job, fetch_job],
    schedules=[nightly, weekly_fetch],
    sensors=[sources_changed],
    resources={"workshop": workshop},
    executor=dg.in_process_executor,
)
