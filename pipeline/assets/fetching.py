"""Fetching from the UI: a job of its own, and a schedule for it that is off by default. No build needs the network.

What comes in changes the folder's manifest: where it is the folder that is built from (TIPDATA_SOURCES), the sensor
`sources_changed` sees that and builds.
"""

from collections import Counter
from datetime import UTC, datetime

import dagster as dg

from pipeline.assets.home import project_root
from pipeline.assets.preview import markdown
from pipeline.source.bring import Fetched
from pipeline.source.error import FetchError
from pipeline.source.fetch import fetch_year
from pipeline.source.site import SITE


class FetchConfig(dg.Config):
    """What to fetch: report years, ISO alpha-3 codes (all countries where there are none), and the folder, from the project on."""

    years: list[int]
    countries: list[str] | None = None
    sources: str = "sources"
    site: str = SITE
    again: bool = False


@dg.op(description="Bring the country pages of some reports into the folder of sources; what is there and unchanged is not sent again.")
def fetch_narratives(context: dg.OpExecutionContext, config: FetchConfig) -> None:
    """Fetch year by year. The running year's report may not have appeared yet: that is no failure."""
    found: list[Fetched] = []
    for year in config.years:
        try:
            found += fetch_year(
                project_root() / config.sources, year, countries=config.countries or (), site=config.site, again=config.again
            )
        except FetchError as error:
            if error.status != 404 or year < datetime.now(UTC).year:
                raise dg.Failure(str(error), allow_retries=False) from error
            context.log.info("The report of %s has not appeared: %s", year, error)
    rows = [{"page": one.name, "state": one.state, "why": one.why} for one in found]
    numbers: Counter[str] = Counter(one.state for one in found)
    metadata: dict[str, dg.MarkdownMetadataValue | int] = {"pages": markdown(("page", "state", "why"), rows), **numbers}
    if failed := numbers["failed"]:
        raise dg.Failure(f"{failed} pages could not be fetched; the others are there", metadata=metadata, allow_retries=False)
    context.add_output_metadata(metadata)


@dg.job(name="fetch", description="From the publisher's site to the folder of sources.", executor_def=dg.in_process_executor)
def fetch_job() -> None:
    """One step."""
    fetch_narratives()


@dg.schedule(
    job=fetch_job,
    cron_schedule="0 2 * * 1",
    execution_timezone="UTC",
    default_status=dg.DefaultScheduleStatus.STOPPED,
    description="Ask every Monday for the newest report and the one before.",
)
def weekly_fetch(context: dg.ScheduleEvaluationContext) -> dg.RunRequest:
    """Ask every Monday for the newest report and the one before; pages of both are corrected after they appear."""
    year = context.scheduled_execution_time.year
    return dg.RunRequest(run_config=dg.RunConfig(ops={"fetch_narratives": FetchConfig(years=[year - 1, year])}))
