"""Builds that are killed, have no room, may not write, or meet another build: the releases are as before, or complete."""

import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from hand_made import entry

from pipeline.release.error import ReleaseError
from pipeline.release.publish import publish
from pipeline.release.verify import verify

HERE = Path(__file__)
PATHS = os.pathsep.join(str(folder) for folder in (HERE.parents[2], HERE.parents[1]))


def test_a_build_killed_at_any_step_leaves_whole_releases_and_the_next_one_completes(tmp_path):
    done = subprocess.run(
        [sys.executable, str(HERE.with_name("killed.py")), str(tmp_path)],
        env=os.environ | {"PYTHONPATH": PATHS},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    kills = done.stdout.splitlines()
    assert any("os.rename .staging" in line for line in kills), "between staging and promotion"
    assert any("os.rename .index.json" in line for line in kills), "before the index"
    assert any("rmtree" in line for line in kills), "while a withdrawn folder goes"


def in_child(act):
    """The message of the ReleaseError that `act` raises in a forked process, whose limits and rights end with it."""
    ours, theirs = os.pipe()
    process = os.fork()
    if process == 0:
        message = ""
        try:
            act()
        except ReleaseError as error:
            message = str(error)
        finally:
            os.write(theirs, message.encode())
            os._exit(0)
    os.close(theirs)
    os.waitpid(process, 0)
    with os.fdopen(ours) as pipe:
        return pipe.read()


def test_a_full_disk_publishes_nothing_and_is_named(datasets, contents, state):
    before = state(datasets)
    content = contents(entry(), entry("AFG"))

    def publish_with_little_room():
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))  # no file may grow beyond; the codebook does
        publish(content, datasets)

    message = in_child(publish_with_little_room)

    assert "could not be written" in message
    assert "Nothing was published" in message
    assert state(datasets) == before


@pytest.mark.parametrize("exists", [True, False])
def test_a_folder_that_may_not_be_written_is_named_and_untouched(datasets, contents, state, exists):
    content = contents(entry(), entry("AFG"))
    target = datasets if exists else datasets / "new"
    before = state(datasets)
    for folder in (datasets, *datasets.parents[:2]):
        folder.chmod(0o555)

    def publish_without_rights():
        if os.getuid() == 0:  # root may write anywhere
            os.setgid(65534)
            os.setuid(65534)
        publish(content, target)

    try:
        message = in_child(publish_without_rights)
    finally:
        for folder in (datasets, *datasets.parents[:2]):
            folder.chmod(0o755)

    assert str(target) in message
    assert "could not be written" in message
    assert state(datasets) == before


def test_of_two_builds_at_once_one_publishes_and_the_other_finds_nothing_new(datasets, contents):
    content = contents(entry(), entry("AFG"))
    children = []
    for _ in range(2):
        child = os.fork()
        if child == 0:
            os._exit(11 if publish(content, datasets).new else 12)
        children.append(child)

    codes = sorted(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children)

    assert codes == [11, 12]
    assert [release["version"] for release in json.loads((datasets / "index.json").read_text())["releases"]] == ["0.1.0", "0.1.1"]
    assert verify(datasets).ok


def test_leftovers_are_cleared_though_nothing_is_new(datasets, contents):
    (datasets / ".staging-1").mkdir()
    (datasets / ".staging-1" / "counts.csv").write_text("half")
    (datasets / ".publishing").write_text("0.1.0")

    assert publish(contents(entry()), datasets).new is False

    assert {path.name for path in datasets.iterdir()} == {"0.1.0", "index.json", "latest"}
