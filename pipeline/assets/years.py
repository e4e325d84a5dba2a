"""The partitions: report years. Countries are no partitions (thousands of runs), their status stands in the metadata."""

import dagster as dg

from pipeline.source.manifest import FIRST_YEAR

# One partition a year from the first report on; the running year is there from its first day.
REPORT_YEARS = dg.TimeWindowPartitionsDefinition(cron_schedule="0 0 1 1 *", start=str(FIRST_YEAR), fmt="%Y", end_offset=1)

# Several years go through the pipeline in one run: a run costs more than a year's work.
ONE_RUN = dg.BackfillPolicy.single_run()


def range_tags(first: int, last: int) -> dict[str, str]:
    """The tags of a run over the years from `first` to `last`."""
    return {"dagster/asset_partition_range_start": str(first), "dagster/asset_partition_range_end": str(last)}
