"""Deployments other than the default one: a process for each step, and PostgreSQL; their releases are the same, byte for byte."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from filecmp import dircmp
from pathlib import Path

import dagster as dg
import pytest
from printed import narrative

from pipeline.assets.cluster import read_batch
from pipeline.assets.run import build
from pipeline.assets.years import range_tags
from pipeline.definitions import definitions

PROJECT = Path(__file__).parents[2]
TOOLS = [shutil.which("initdb"), shutil.which("postgres")]


@pytest.fixture(autouse=True)
def own_home(tmp_path, monkeypatch):
    monkeypatch.setenv("DAGSTER_HOME", str(tmp_path / "home"))
    (tmp_path / "home").mkdir()
    shutil.copy(PROJECT / "dagster.yaml", tmp_path / "home")


@pytest.fixture
def expected(tmp_path):
    """The release of the seed as the command makes it, in another home."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DAGSTER_HOME", str(tmp_path / "other_home"))
        return Path(build(definitions, sources=PROJECT / "seeds", datasets=str(tmp_path / "expected")).published.location)


def same(one):
    return not (one.left_only or one.right_only or one.diff_files) and all(map(same, one.subdirs.values()))


def execute(datasets, years=(2023, 2023), **settings):
    """The job in a process of its own, as documented."""
    command = [Path(sys.executable).with_name("dagster"), "job", "execute", "-m", "pipeline.definitions", "-j", "build"]
    environment = {**os.environ, "TIPDATA_DATASETS": str(datasets), **settings}
    done = subprocess.run(
        [*command, "--tags", json.dumps(range_tags(*years))],
        cwd=PROJECT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]


def test_each_step_in_a_process_of_its_own(tmp_path, expected):
    execute(tmp_path / "out", TIPDATA_EXECUTOR="multiprocess")
    with dg.DagsterInstance.get() as instance:
        (run,) = instance.get_runs()
        done = instance.get_records_for_run(run.run_id, of_type=dg.DagsterEventType.STEP_SUCCESS).records
    assert len({record.event_log_entry.dagster_event.pid for record in done}) == len(done) == 6
    assert same(dircmp(expected, tmp_path / "out" / expected.name))


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@pytest.fixture
def cluster(tmp_path):
    """The address of a Dask scheduler with two workers, started as documented."""
    address = f"tcp://127.0.0.1:{free_port()}"
    dask = Path(sys.executable).with_name("dask")
    quiet = ["--no-dashboard", "--host", "127.0.0.1"]
    commands = (
        [dask, "scheduler", *quiet, "--port", address.rpartition(":")[2]],
        [dask, "worker", address, *quiet, "--nworkers", "2", "--nthreads", "1", "--local-directory", tmp_path],
    )
    running = [subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.DEVNULL) for command in commands]
    try:
        yield address
    finally:
        for one in reversed(running):
            one.terminate()
            one.wait(timeout=30)


def test_narratives_read_on_a_dask_cluster(tmp_path, cluster):
    folder = tmp_path / "in"
    folder.mkdir()
    rows = ["iso3,report_year,path"]
    for number, (iso3, name) in enumerate((("DNK", "Denmark"), ("NOR", "Norway"), ("SWE", "Sweden"), ("FIN", "Finland"))):
        for year in range(2018, 2024):
            (folder / f"{iso3}-{year}.txt").write_text(
                "\n".join(narrative(f"{name} (Tier 2)", name, year, number + year)), encoding="utf-8"
            )
            rows.append(f"{iso3},{year},{iso3}-{year}.txt")
    (folder / "sources.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    alone = build(definitions, sources=folder, datasets=str(tmp_path / "expected"))
    shutil.rmtree(tmp_path / "home" / "staging")
    execute(tmp_path / "out", years=(2018, 2023), TIPDATA_SOURCES=str(folder), TIPDATA_DASK=cluster)
    assert same(dircmp(alone.published.location, tmp_path / "out" / "0.1.0"))
    from distributed import Client

    with Client(cluster, set_as_default=False) as client:
        assert len(client.scheduler_info()["workers"]) == 2
        assert client.run_on_scheduler(lambda dask_scheduler: dask_scheduler.task_prefixes["read_batch"].state_counts["memory"]) == 6


def test_a_worker_with_other_code_refuses():
    with pytest.raises(RuntimeError, match="install the same version on both"):
        read_batch("0" * 16, ())


@pytest.fixture
def postgres():
    """The address of a PostgreSQL server of its own; it refuses to run as root, so then it runs as nobody."""
    initdb, server = TOOLS
    user = "nobody" if os.geteuid() == 0 else None
    port = free_port()
    place = Path(tempfile.mkdtemp())  # the folders of pytest are closed to other users
    try:
        if user:
            shutil.chown(place, user)
        settings = {"user": user, "cwd": place, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        subprocess.run([initdb, "-D", place / "data", "-U", "tipdata", "--auth=trust", "--no-sync"], check=True, **settings)
        options = ["-p", str(port), "-c", "listen_addresses=127.0.0.1", "-k", place, "-c", "fsync=off"]
        running = subprocess.Popen([server, "-D", place / "data", *options], **settings)
        try:
            yield f"postgresql://tipdata@127.0.0.1:{port}/postgres"
        finally:
            running.terminate()
            running.wait(timeout=30)
    finally:
        shutil.rmtree(place)


@pytest.mark.skipif(None in TOOLS, reason="the programs initdb and postgres are not installed")
def test_history_in_postgresql(tmp_path, monkeypatch, postgres, expected):
    documented = re.search(r"```yaml\n(storage:\n.*?)```", (PROJECT / "docs" / "configuration.md").read_text(encoding="utf-8"), re.DOTALL)
    with (tmp_path / "home" / "dagster.yaml").open("a", encoding="utf-8") as file:
        file.write(documented[1])
    monkeypatch.setenv("TIPDATA_POSTGRES", postgres.replace("postgresql", "postgresql+psycopg2", 1))
    import psycopg2

    for _ in range(100):
        try:
            psycopg2.connect(postgres).close()
            break
        except psycopg2.OperationalError:
            time.sleep(0.1)
    outcome = build(definitions, sources=PROJECT / "seeds", datasets=str(tmp_path / "out"))
    assert outcome.error is None
    assert same(dircmp(expected, outcome.published.location))
    with psycopg2.connect(postgres) as connection, connection.cursor() as cursor:
        cursor.execute("select status from runs")
        assert cursor.fetchall() == [("SUCCESS",)]
    with dg.DagsterInstance.get() as instance:
        assert instance.get_materialized_partitions(dg.AssetKey("facts")) == {"2023"}
    assert not (tmp_path / "home" / "history").exists()
