"""What the UI and the hook get to see of a check that fails: every key, and the severity."""

from dataclasses import replace

import dagster as dg
import pytest

from pipeline.assets.notification import run_failed
from pipeline.assets.run import build
from pipeline.assets.tabulation import TABULATED, check_result, expectations
from pipeline.assets.workshop import EVERY_YEAR, Workshop
from pipeline.definitions import definitions
from pipeline.quality.verdict import Breach, Verdict
from pipeline.tables.catalog import TABLES


@pytest.fixture(autouse=True)
def own_home(tmp_path, monkeypatch):
    monkeypatch.setenv("DAGSTER_HOME", str(tmp_path / "home"))


def verdict(severity, number):
    breaches = tuple(Breach(f"DNK-2023:counts:{place}", "too much") for place in range(number))
    return Verdict("counts", "expect_less", severity, passed=not breaches, why="less is more", breaches=breaches)


def test_a_check_names_every_row_that_breaks_it_and_lists_some():
    result = check_result("counts", (verdict("error", 300), verdict("warning", 2), verdict("error", 0)))
    assert (result.passed, result.severity) == (False, dg.AssetCheckSeverity.ERROR)
    assert result.description == "1 passed, 1 warned, 1 failed"
    assert len(result.metadata["failing_keys"].value) == 302
    assert result.metadata["breaches"].value.count("\n") < 302


def test_a_warning_lets_the_release_go_on():
    result = check_result("counts", (verdict("warning", 2),))
    assert (result.passed, result.severity) == (False, dg.AssetCheckSeverity.WARN)


def test_a_failed_check_fails_its_run_and_is_told_with_its_keys(tmp_path, caplog):
    """The tables are spoiled where they are staged, between their building and the check."""
    (tmp_path / "sources.csv").write_text("iso3,report_year,path\nDNK,2019,a.txt\n", encoding="utf-8")
    text = "FREEDONIA (Tier 2)\nThe Government of Freedonia meets no standard.\nPROSECUTION\nPolice investigated 9 cases.\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert build(definitions, sources=tmp_path, datasets=str(tmp_path / "out")).error is None
    workshop = Workshop(sources=str(tmp_path))
    tabulated = workshop.get(TABULATED, EVERY_YEAR)
    (row,) = tabulated.tables["counts"].to_pylist()
    spoiled = TABLES["counts"].assemble([{**row, "quote": "8"}])
    workshop.put(TABULATED, EVERY_YEAR, replace(tabulated, tables={**tabulated.tables, "counts": spoiled}))
    job = dg.Definitions(
        asset_checks=[expectations],
        jobs=[dg.define_asset_job("check", selection=dg.AssetSelection.checks(expectations))],
        resources={"workshop": workshop},
    ).resolve_job_def("check")
    with dg.DagsterInstance.get() as instance:
        result = job.execute_in_process(instance=instance, raise_on_error=False)
        assert not result.success
        failure = next(event for event in result.all_events if event.event_type == dg.DagsterEventType.RUN_FAILURE)
        context = dg.build_run_status_sensor_context("run_failed", failure, instance, result.dagster_run)
        run_failed(context.for_run_failure())
    (told,) = [message for message in caplog.messages if "of check failed" in message]
    assert row["row_id"] in told
