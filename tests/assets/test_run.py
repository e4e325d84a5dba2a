"""The job as the command runs it, in process, on folders with good and bad sources."""

import hashlib
import shutil
from pathlib import Path

import dagster as dg
import pyarrow.parquet as pq
import pytest

from pipeline.assets.automation import nightly, sources_changed
from pipeline.assets.run import build
from pipeline.assets.workshop import Workshop
from pipeline.definitions import definitions
from pipeline.release.verify import verify
from pipeline.source.error import ManifestError
from pipeline.tables.catalog import TABLES

SEEDS = Path(__file__).parents[2] / "seeds"
FREEDONIA = """FREEDONIA (Tier 2)
The Government of Freedonia does not fully meet the minimum standards.
PROSECUTION
Police investigated {n} cases.
"""


@pytest.fixture(autouse=True)
def own_home(tmp_path, monkeypatch):
    monkeypatch.setenv("DAGSTER_HOME", str(tmp_path / "home"))


def sources(folder, *rows, **texts):
    folder.mkdir(exist_ok=True)
    (folder / "sources.csv").write_text("iso3,report_year,path,sha256\n" + "\n".join(rows) + "\n", encoding="utf-8")
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def digest(folder):
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return hashlib.sha256(b"".join(str(path).encode() + path.read_bytes() for path in files)).hexdigest()


def test_the_seed_is_released_once(tmp_path):
    """A second build finds nothing new and leaves every byte as it is; steps are told as they go."""
    told = []
    datasets = tmp_path / "datasets"
    outcome = build(definitions, sources=SEEDS, datasets=str(datasets), progress=lambda *step: told.append(step))
    assert outcome.error is None
    assert outcome.published.new
    assert outcome.rows["narratives"] == 1
    assert {verdict.table for verdict in outcome.verdicts} == set(TABLES)
    assert all(verdict.outcome != "failed" for verdict in outcome.verdicts)
    assert [step for step, state in told if state == "success"] == ["source", "narrative", "facts", "tables", "expectations", "release"]
    assert verify(datasets).ok
    before = digest(datasets)
    again = build(definitions, sources=SEEDS, datasets=str(datasets))
    assert (again.error, again.published.new, again.published.version) == (None, False, outcome.published.version)
    assert digest(datasets) == before


def test_good_narratives_are_built_and_the_bad_one_is_listed(tmp_path):
    rows = ("DNK,2019,a.txt,", "NOR,2021,b.txt,", f"SWE,2020,a.txt,{'0' * 64}", "XYZ,2020,a.txt,")
    folder = sources(tmp_path / "in", *rows, a=FREEDONIA.format(n=12), b=FREEDONIA.format(n=7))
    outcome = build(definitions, sources=folder, datasets=str(tmp_path / "out"))
    assert outcome.error is None
    released = Path(outcome.published.location)
    assert pq.read_table(released / "narratives.parquet")["narrative_id"].to_pylist() == ["DNK-2019", "NOR-2021"]
    assert {refusal.narrative_id for refusal in outcome.set_aside} == {"SWE-2020", "XYZ-2020"}
    listed = (released / "set_aside.csv").read_text(encoding="utf-8")
    assert "SWE-2020" in listed
    assert "XYZ-2020" in listed
    assert str(tmp_path) not in listed


def test_a_strict_build_fails_on_what_was_set_aside(tmp_path):
    folder = sources(tmp_path / "in", "DNK,2019,a.txt,", "NOR,2021,missing.txt,", a=FREEDONIA.format(n=12))
    outcome = build(definitions, sources=folder, datasets=str(tmp_path / "out"), strict=True)
    assert "1 narratives were set aside" in outcome.error
    assert outcome.published is None
    assert not list((tmp_path / "out").glob("*/counts.csv"))


@pytest.mark.parametrize("row", ["DNK,2019,missing.txt,", f"DNK,2019,a.txt,{'0' * 64}", "XYZ,2019,a.txt,", "DNK,,a.txt,"])
def test_nothing_is_published_where_the_only_source_is_bad(tmp_path, row):
    folder = sources(tmp_path / "in", row, a=FREEDONIA.format(n=12))
    outcome = build(definitions, sources=folder, datasets=str(tmp_path / "out"))
    assert outcome.error
    assert outcome.set_aside[0].row == 2
    assert not (tmp_path / "out").exists()


def test_a_dry_run_plans_and_publishes_nothing(tmp_path):
    folder = sources(tmp_path / "in", "DNK,2019,a.txt,", a=FREEDONIA.format(n=12))
    outcome = build(definitions, sources=folder, datasets=str(tmp_path / "out"), dry_run=True)
    assert (outcome.planned.version, outcome.published) == ("0.1.0", None)
    assert not list((tmp_path / "out").glob("*/counts.csv"))


def test_a_narrative_that_vanishes_needs_a_reason(tmp_path):
    folder = sources(tmp_path / "in", "DNK,2019,a.txt,", "NOR,2019,a.txt,", a=FREEDONIA.format(n=12))
    settings = {"sources": folder, "datasets": str(tmp_path / "out")}
    assert build(definitions, **settings).published.version == "0.1.0"
    sources(folder, "DNK,2019,a.txt,")
    refused = build(definitions, **settings)
    assert "published narratives would vanish: NOR-2019" in refused.error
    assert build(definitions, **settings, reason="its source was withdrawn").published.version == "0.2.0"


def test_a_folder_without_manifest_is_refused(tmp_path):
    with pytest.raises(ManifestError, match="there is no such file"):
        build(definitions, sources=tmp_path, datasets=str(tmp_path / "out"))


def years_of(request):
    return request.tags["dagster/asset_partition_range_start"], request.tags["dagster/asset_partition_range_end"]


def test_the_sensor_asks_for_the_years_that_changed(tmp_path):
    rows = [f"{iso3},{year},{name}.txt," for iso3, year, name in (("DNK", 2019, "a"), ("NOR", 2021, "b"), ("SWE", 2022, "c"))]
    folder = sources(tmp_path / "in", *rows, a="one", b="two", c="three")
    resources = {"workshop": Workshop(sources=str(folder))}
    first = sources_changed(dg.build_sensor_context(resources=resources))
    assert [years_of(request) for request in first.run_requests] == [("2019", "2019"), ("2021", "2022")]
    # the tables and the release come once, with the last stretch of years
    yearly = [dg.AssetKey(name) for name in ("source", "narrative", "facts")]
    assert [request.asset_selection for request in first.run_requests] == [yearly, None]
    quiet = sources_changed(dg.build_sensor_context(resources=resources, cursor=first.cursor))
    assert isinstance(quiet, dg.SkipReason)
    (folder / "b.txt").write_text("four", encoding="utf-8")
    (changed,) = sources_changed(dg.build_sensor_context(resources=resources, cursor=first.cursor)).run_requests
    assert years_of(changed) == ("2021", "2021")


def test_a_change_that_is_taken_back_and_made_again_is_built_again(tmp_path):
    """Dagster drops a request whose key it has seen."""
    folder = sources(tmp_path / "in", "DNK,2019,a.txt,", a="one")
    asked = []
    cursor = None
    for tick, text in enumerate(("one", "two", "one", "two")):
        (folder / "a.txt").write_text(text, encoding="utf-8")
        context = dg.build_sensor_context(resources={"workshop": Workshop(sources=str(folder))}, cursor=cursor)
        context._last_tick_completion_time = float(tick)  # the daemon sets it
        result = sources_changed(context)
        asked.append(result.run_requests[0].run_key)
        cursor = result.cursor
    assert len(set(asked)) == 4


def test_a_manifest_that_cannot_be_read_is_told_once(tmp_path, caplog):
    folder = sources(tmp_path / "in", "DNK,2019,a.txt,", a="one")
    good = (folder / "sources.csv").read_text(encoding="utf-8")
    resources = {"workshop": Workshop(sources=str(folder))}
    cursor = sources_changed(dg.build_sensor_context(resources=resources)).cursor

    def tick():
        nonlocal cursor
        context = dg.build_sensor_context(resources=resources, cursor=cursor)
        result = sources_changed(context)
        cursor = context.cursor
        return result

    for bad in (True, True, False, True):
        (folder / "sources.csv").write_text("path\n" if bad else good, encoding="utf-8")
        assert ("the column iso3 is missing" if bad else "no source has changed") in tick().skip_message
    assert sum("the column iso3 is missing" in message for message in caplog.messages) == 2


def test_the_schedule_asks_for_every_year_or_says_why_not(tmp_path):
    folder = sources(tmp_path / "in", "DNK,2019,a.txt,", "NOR,2021,a.txt,", a="one")
    resources = {"workshop": Workshop(sources=str(folder))}
    request = nightly(dg.build_schedule_context(resources=resources))
    assert years_of(request) == ("2019", "2021")
    shutil.rmtree(folder)
    assert isinstance(nightly(dg.build_schedule_context(resources=resources)), dg.SkipReason)


def test_definitions_load_and_what_runs_by_itself_is_on():
    repository = definitions.get_repository_def()
    assert repository.get_schedule_def("nightly").default_status == dg.DefaultScheduleStatus.RUNNING
    for sensor in ("sources_changed", "run_failed"):
        assert repository.get_sensor_def(sensor).default_status == dg.DefaultSensorStatus.RUNNING
    graph = definitions.resolve_asset_graph()
    assert {key.to_user_string() for key in graph.get_all_asset_keys()} == {"source", "narrative", "facts", *TABLES, "release"}
    for key in graph.get_all_asset_keys():
        node = graph.get(key)
        assert node.description
        assert node.group_name != "default"
        assert node.owners
        assert node.kinds
        assert node.tags["data"] in ("staged", "published")
    assert {check.asset_key.to_user_string() for check in graph.asset_check_keys} == set(TABLES)
