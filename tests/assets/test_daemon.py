"""The real daemon on a home of its own: it sees a changed source and publishes, and tells the hook what failed."""

import json
import os
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import dagster as dg
import pytest

PROJECT = Path(__file__).parents[2]
FREEDONIA = """FREEDONIA (Tier 2)
The Government of Freedonia does not fully meet the minimum standards.
PROSECUTION
Police investigated {n} cases.
"""
HOOK = """
import json, pathlib
def record(notice):
    with pathlib.Path(__file__).with_name("heard.jsonl").open("a") as heard:
        print(json.dumps([notice.subject, *notice.lines]), file=heard)
"""
PATIENCE = 90


@contextmanager
def daemon(folder):
    """`dagster-daemon run` on folder/in and folder/out, looking every second; what it says goes to folder/daemon.log."""
    home = folder / "home"
    home.mkdir()
    (home / "dagster.yaml").write_bytes((PROJECT / "dagster.yaml").read_bytes())
    (folder / "hook.py").write_text(HOOK, encoding="utf-8")
    environment = {
        **os.environ,
        "DAGSTER_HOME": str(home),
        "TIPDATA_SOURCES": str(folder / "in"),
        "TIPDATA_DATASETS": str(folder / "out"),
        "TIPDATA_NIGHTLY": "off",
        "TIPDATA_WATCH": "1",
        "TIPDATA_NOTIFY": "hook:record",
        "PYTHONPATH": str(folder),
    }
    command = [Path(sys.executable).with_name("dagster-daemon"), "run"]
    with (folder / "daemon.log").open("wb") as said:
        running = subprocess.Popen(command, cwd=PROJECT, env=environment, stdout=said, stderr=subprocess.STDOUT)
        try:
            yield
        finally:
            running.terminate()
            running.wait(timeout=30)


def wait_for(what, folder):
    until = time.monotonic() + PATIENCE
    while not (found := what()):
        if time.monotonic() > until:
            pytest.fail((folder / "daemon.log").read_text(encoding="utf-8")[-5000:])
        time.sleep(0.2)
    return found


def test_a_changed_source_is_published_and_a_broken_one_is_told(tmp_path):
    sources, heard = tmp_path / "in", tmp_path / "heard.jsonl"
    sources.mkdir()
    manifest = sources / "sources.csv"
    manifest.write_text("iso3,report_year,path\nDNK,2019,a.txt\nNOR,2021,b.txt\n", encoding="utf-8")
    for name, number in (("a", 12), ("b", 7)):
        (sources / f"{name}.txt").write_text(FREEDONIA.format(n=number), encoding="utf-8")

    def version():
        index = tmp_path / "out" / "index.json"
        return json.loads(index.read_text(encoding="utf-8"))["latest"] if index.exists() else None

    def notices():
        return [json.loads(line) for line in heard.read_text(encoding="utf-8").splitlines()] if heard.exists() else []

    with daemon(tmp_path):
        wait_for(lambda: version() == "0.1.0", tmp_path)
        (sources / "b.txt").write_text(FREEDONIA.format(n=8), encoding="utf-8")
        wait_for(lambda: version() == "0.2.0", tmp_path)
        assert not notices()
        (sources / "b.txt").write_bytes(b"Freedonia \xff")
        ((subject, why),) = wait_for(notices, tmp_path)
        assert "of build failed" in subject
        assert "published narratives would vanish: NOR-2021" in why
        manifest.write_text("iso3,path\n", encoding="utf-8")
        wait_for(lambda: len(notices()) == 2, tmp_path)
        assert "the column report_year is missing" in notices()[1][1]
    assert version() == "0.2.0"
    with dg.DagsterInstance.from_config(str(tmp_path / "home")) as instance:
        *_, changed, first, _ = instance.get_run_records()
        materialized = [
            [
                record.event_log_entry.asset_materialization.partition
                for record in instance.get_records_for_run(
                    run.dagster_run.run_id, of_type=dg.DagsterEventType.ASSET_MATERIALIZATION
                ).records
                if record.asset_key == dg.AssetKey("facts")
            ]
            for run in (first, changed)
        ]
    assert materialized == [["2021"], ["2021"]]
