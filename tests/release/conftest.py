"""A folder with one release of the hand-made narrative, written once a worker and copied for each test."""

import shutil

import pytest
from hand_made import entry

from pipeline.release.content import Content, texts_of
from pipeline.release.publish import publish
from pipeline.tables.catalog import build_tables


def content_of(*entries, **cells):
    return Content(build_tables(entries), texts_of(entries), **cells)


@pytest.fixture(scope="session")
def first(tmp_path_factory):
    datasets = tmp_path_factory.mktemp("first") / "datasets"
    publish(content_of(entry()), datasets)
    return datasets


@pytest.fixture
def datasets(first, tmp_path):
    shutil.copytree(first, tmp_path / "datasets", symlinks=True)
    return tmp_path / "datasets"


@pytest.fixture(scope="session")
def release(first):
    """The folder of a release that no test changes."""
    return first / "0.1.0"


@pytest.fixture(scope="session")
def contents():
    """Makes the content of some entries, as `publish` takes it."""
    return content_of


@pytest.fixture
def state():
    """Every file and link of a folder with its bytes, to see that nothing was touched."""

    def listed(folder):
        return {
            path.relative_to(folder).as_posix(): path.readlink() if path.is_symlink() else path.read_bytes()
            for path in sorted(folder.rglob("*"))
            if path.is_symlink() or path.is_file()
        }

    return listed
