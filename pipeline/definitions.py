"""What `workspace.yaml` names: the assets, checks, job, schedules and sensors, put together; no logic."""

import dagster as dg

from pipeline.assets.automation import build_job, executor, nightly, sources_changed
from pipeline.assets.fetching import fetch_job, weekly_fetch
from pipeline.assets.notification import run_failed
from pipeline.assets.publication import release
from pipeline.assets.reading import facts, narrative, source
from pipeline.assets.settings import SETTINGS
from pipeline.assets.tabulation import expectations, tables
from pipeline.assets.tidying import tidy_job, weekly_tidy
from pipeline.assets.workshop import Workshop

definitions = dg.Definitions(
    assets=[source, narrative, facts, tables, release],
    asset_checks=[expectations],
    jobs=[build_job, fetch_job, tidy_job],
    schedules=[nightly, weekly_fetch, weekly_tidy],
    sensors=[sources_changed, run_failed],
    resources={"workshop": Workshop(sources=SETTINGS.sources, datasets=SETTINGS.datasets)},
    executor=executor,
)
