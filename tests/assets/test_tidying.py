"""Which old runs go: those that nothing in the catalog stands on."""

import dagster as dg
import pytest

from pipeline.assets import tidying
from pipeline.assets.settings import Settings
from pipeline.assets.tidying import superseded, tidy_job
from pipeline.assets.years import range_tags
from pipeline.definitions import definitions


@pytest.fixture
def instance(tmp_path, monkeypatch):
    monkeypatch.setenv("DAGSTER_HOME", str(tmp_path))
    (tmp_path / "sources.csv").write_text("iso3,report_year,path\n", encoding="utf-8")
    with dg.DagsterInstance.get() as made:
        yield made


def run(instance, folder, first, last):
    """Materialize the sources of some years; returns the run."""
    done = definitions.resolve_job_def("build").execute_in_process(
        instance=instance,
        asset_selection=[dg.AssetKey("source")],
        tags=range_tags(first, last),
        run_config={"resources": {"workshop": {"config": {"sources": str(folder)}}}},
    )
    return done.run_id


def test_a_run_goes_when_all_that_it_built_was_built_again(instance, tmp_path):
    both, one, again = (run(instance, tmp_path, *years) for years in ((2019, 2020), (2020, 2020), (2020, 2021)))
    assert list(superseded(instance, 1)) == []
    assert list(superseded(instance, 0)) == [one]
    last = run(instance, tmp_path, 2019, 2021)
    assert set(superseded(instance, 0)) == {both, one, again}
    assert last not in superseded(instance, 0)


def test_the_job_deletes_records_and_keeps_what_is_young(instance, tmp_path, monkeypatch):
    old = run(instance, tmp_path, 2019, 2019)
    last = run(instance, tmp_path, 2019, 2019)
    assert tidy_job.execute_in_process(instance=instance).success
    assert instance.get_run_by_id(old)
    monkeypatch.setattr(tidying, "SETTINGS", Settings(keep_days=0))
    assert tidy_job.execute_in_process(instance=instance).success
    assert instance.get_run_by_id(old) is None
    assert instance.get_run_by_id(last)
    assert instance.get_materialized_partitions(dg.AssetKey("source")) == {"2019"}
