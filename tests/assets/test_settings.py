"""Settings of an environment, and that what is off there is off in what Dagster loads."""

import os
import subprocess
import sys

import pytest

from pipeline.assets.settings import Settings, read_settings


def test_an_empty_environment_gives_the_defaults():
    assert read_settings({}) == Settings()


def test_schedule_and_sensor_have_a_time_or_are_off():
    given = read_settings({"TIPDATA_NIGHTLY": "30 1 * * 1", "TIPDATA_WATCH": "300"})
    assert (given.nightly, given.watching, given.interval) == ("30 1 * * 1", True, 300)
    off = read_settings({"TIPDATA_NIGHTLY": "off", "TIPDATA_WATCH": "off"})
    assert (off.nightly, off.watching, off.interval) == (None, False, 30)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TIPDATA_WATCH", "soon"),
        ("TIPDATA_WATCH", "0"),
        ("TIPDATA_NOTIFY", "chat"),
        ("TIPDATA_EXECUTOR", "cluster"),
        ("TIPDATA_KEEP_DAYS", "-1"),
    ],
)
def test_a_value_that_cannot_be_used_is_named(name, value):
    with pytest.raises(ValueError, match=name):
        read_settings({name: value})


def test_what_is_off_is_stopped():
    code = (
        "from pipeline.definitions import definitions as d; r = d.get_repository_def();"
        "print(r.get_schedule_def('nightly').default_status.name, r.get_sensor_def('sources_changed').default_status.name)"
    )
    environment = {**os.environ, "TIPDATA_NIGHTLY": "off", "TIPDATA_WATCH": "off"}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["STOPPED", "STOPPED"]
