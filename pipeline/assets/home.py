"""DAGSTER_HOME: inside the project unless the environment says otherwise, so that schedules and history survive."""

import os
import shutil
from pathlib import Path


def project_root() -> Path:
    """The folder that holds the package, `seeds/`, `datasets/` and `dagster.yaml`."""
    return Path(__file__).parents[2]


def home() -> Path:
    """DAGSTER_HOME as set, else `.dagster` in the project."""
    given = os.environ.get("DAGSTER_HOME")
    return Path(given) if given else project_root() / ".dagster"


def ensure_home() -> Path:
    """Make DAGSTER_HOME with the project's dagster.yaml, unless it has one of its own, and set it for this process."""
    place = home()
    place.mkdir(parents=True, exist_ok=True)
    if not (place / "dagster.yaml").exists():
        shutil.copyfile(project_root() / "dagster.yaml", place / "dagster.yaml")
    os.environ["DAGSTER_HOME"] = str(place)
    return place
