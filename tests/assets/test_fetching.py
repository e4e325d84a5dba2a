"""The job that fetches, run in this process against a server on this machine."""

from datetime import UTC, datetime

import dagster as dg
import pytest
from printed import narrative
from serving import Reply, serving

from pipeline.assets.fetching import FetchConfig, fetch_job, weekly_fetch
from pipeline.definitions import definitions
from pipeline.source.hosts import SETTING
from pipeline.source.read import collect

YEAR = datetime.now(UTC).year


@pytest.fixture
def site(monkeypatch, tmp_path):
    monkeypatch.setenv("DAGSTER_HOME", str(tmp_path))
    with serving() as running:
        monkeypatch.setenv(SETTING, running.host)
        yield running


def publish(site, year, name="Denmark"):
    base = f"/reports/{year}-trafficking-in-persons-report/"
    site.replies[base] = Reply(f'<a href="{base}page/">{name}</a>'.encode())
    site.replies[f"{base}page/"] = Reply("".join(f"<p>{one}</p>" for one in narrative(f"{name} (Tier 1)", name, year, 3)).encode())


def run(site, folder, *years):
    config = FetchConfig(years=list(years), sources=str(folder), site=site.url("/reports"))
    return fetch_job.execute_in_process(run_config=dg.RunConfig(ops={"fetch_narratives": config}), raise_on_error=False)


def test_years_come_in_and_the_ui_shows_what_became_of_each_page(site, tmp_path):
    publish(site, YEAR - 1)
    result = run(site, tmp_path / "in", YEAR - 1, YEAR)
    assert result.success
    assert [document.source.narrative_id for document in collect(tmp_path / "in").documents] == [f"DNK-{YEAR - 1}"]
    (event,) = [event for event in result.all_events if event.event_type_value == "STEP_OUTPUT"]
    metadata = event.event_specific_data.metadata
    assert metadata["new"].value == 1
    assert f"DNK-{YEAR - 1}" in metadata["pages"].value


def test_a_report_that_is_gone_is_a_failure_and_so_is_a_page(site, tmp_path):
    assert not run(site, tmp_path / "in", YEAR - 1).success
    publish(site, YEAR - 1)
    site.replies[f"/reports/{YEAR - 1}-trafficking-in-persons-report/page/"] = Reply(status=404)
    result = run(site, tmp_path / "in", YEAR - 1)
    assert not result.success
    (failure,) = [event for event in result.all_events if event.event_type_value == "STEP_FAILURE"]
    assert "1 pages could not be fetched" in failure.step_failure_data.user_failure_data.description


def test_the_schedule_is_off_and_asks_for_two_years():
    schedule = definitions.get_repository_def().get_schedule_def("weekly_fetch")
    assert schedule.default_status == dg.DefaultScheduleStatus.STOPPED
    request = weekly_fetch(dg.build_schedule_context(scheduled_execution_time=datetime(2026, 7, 6, tzinfo=UTC)))
    assert request.run_config["ops"]["fetch_narratives"]["config"]["years"] == [2025, 2026]
