"""Where a published release stands."""

from pathlib import Path

from pipeline.release.error import ReleaseError
from pipeline.release.publish import open_store


def release_folder(datasets: str | Path, version: str | None = None) -> Path:
    """The folder of a version, or of the latest one; ReleaseError where there is none."""
    store = open_store(datasets)
    index = store.index()
    release = index.latest if version is None else index.get(version)
    if release is None or release.status == "withdrawn":
        there = ", ".join(one.version for one in index.releases if one.status != "withdrawn")
        raise ReleaseError(f"{store}: there is no release {version or 'yet'}; {f'there are {there}' if there else 'build one first'}.")
    return store.folder(release.version)
