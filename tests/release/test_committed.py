"""The release in git is what the sources and the code of this tree make: rebuilt elsewhere, byte for byte."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.release.index import Index, from_json, to_json
from pipeline.release.provenance import VARIABLE

ROOT = Path(__file__).parents[2]
DATASETS = ROOT / "datasets"
MEND = "Run `tipdata build` and commit datasets/."
# Another machine's ways, as far as one machine can have them.
ELSEWHERE = {"PYTHONHASHSEED": "4711", "TZ": "Asia/Kathmandu", "LC_ALL": "C", "OMP_NUM_THREADS": "1"}


def committed():
    index = DATASETS / "index.json"
    if not index.exists():
        pytest.fail(f"no release stands in {DATASETS}. {MEND}")
    return from_json(index.read_bytes(), "datasets/index.json")


def before(index, folder):
    """The folder of releases as it was before the latest of them."""
    folder.mkdir()
    earlier = Index(index.releases[:-1])
    if earlier.latest:
        shutil.copytree(DATASETS / earlier.latest.version, folder / earlier.latest.version)
        (folder / "index.json").write_bytes(to_json(earlier))
    return folder


def rebuild(folder, scratch, reason):
    """Run `tipdata build` on the seeds from another folder."""
    command = [sys.executable, "-c", "from pipeline.cli import app; app()", "build"]
    places = ["--sources", ROOT / "seeds", "--datasets", folder, *(["--reason", reason] if reason else [])]
    surroundings = os.environ | ELSEWHERE | {"PYTHONPATH": str(ROOT), "DAGSTER_HOME": str(scratch / "dagster")}
    return subprocess.run([*command, *places], cwd=scratch, env=surroundings, capture_output=True, text=True, check=False)


def files(folder):
    return {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}


def said(path):
    """The bytes of a file, without what may differ between two machines that build the same (package versions, the code's hash)."""
    if path.name == "SHA256SUMS":
        return [line for line in path.read_text(encoding="utf-8").splitlines() if not line.endswith("  provenance.json")]
    if path.name == "provenance.json":
        return {key: value for key, value in json.loads(path.read_text(encoding="utf-8")).items() if key not in VARIABLE}
    return path.read_bytes()


def test_the_committed_release_is_what_its_sources_give(tmp_path):
    index = committed()
    latest = index.latest
    (tmp_path / "dagster").mkdir()
    folder = before(index, tmp_path / "datasets")

    done = rebuild(folder, tmp_path, latest.reason)
    assert done.returncode == 0, done.stdout + done.stderr

    made = from_json((folder / "index.json").read_bytes(), "the rebuilt index").latest
    assert made.version == latest.version, f"the build now makes {made.version}, committed is {latest.version}. {MEND}"
    old, new = files(DATASETS / latest.version), files(folder / latest.version)
    differing = sorted(name for name in old.keys() | new.keys() if name not in old or name not in new or said(old[name]) != said(new[name]))
    assert not differing, f"datasets/{latest.version} is not what the seeds give now; these files differ: {', '.join(differing)}. {MEND}"
