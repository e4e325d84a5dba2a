"""The same content gives the same bytes under another hash seed, time zone, locale, number of threads and folder."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SCRIPT = """
import sys
import pyarrow as pa
from hand_made import entry
from pipeline.release.content import Content, texts_of
from pipeline.release.publish import publish
from pipeline.tables.catalog import build_tables

order, threads, folder = sys.argv[1:]
pa.set_cpu_count(int(threads))
entries = [entry(), entry("AFG", "Sylvania"), entry(year=2022, investigated=15)]
if order == "reversed":
    entries.reverse()
publish(Content(build_tables(entries), texts_of(entries)), folder)
"""
HERE = {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C"}
THERE = {"PYTHONHASHSEED": "2", "TZ": "America/St_Johns", "LC_ALL": "tr_TR.UTF-8"}


def made(folder, order, threads, surroundings):
    folder.mkdir(parents=True)
    paths = os.pathsep.join((str(ROOT), str(ROOT / "tests")))
    subprocess.run(
        [sys.executable, "-c", SCRIPT, order, str(threads), str(folder / "datasets")],
        cwd=folder,
        env=os.environ | surroundings | {"PYTHONPATH": paths},
        check=True,
    )
    release = folder / "datasets" / "0.1.0"
    return {path.relative_to(release).as_posix(): path.read_bytes() for path in release.rglob("*") if path.is_file()}


def test_two_builds_elsewhere_agree_to_the_byte(tmp_path):
    one = made(tmp_path / "here", "as given", 1, HERE)
    two = made(tmp_path / "a" / "folder elsewhere", "reversed", 4, THERE)

    assert len(one) > 30
    assert [name for name in one.keys() | two.keys() if one.get(name) != two.get(name)] == []
