"""Tables in a folder to look at: those of a release, or those that the engine reads from sources now. Nothing is published."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow.parquet as pq

from pipeline.quality.gate import read_folder
from pipeline.release.csv_file import write_csv
from pipeline.release.locate import release_folder
from pipeline.tables.catalog import TABLES


@contextmanager
def opened(datasets: str | Path, version: str | None, sources: Path | None, narratives: Iterable[str]) -> Iterator[Path]:
    """The folder of a release, or a temporary one with the tables of these narratives of a source folder.

    Raises ReleaseError where the release is not there, ManifestError where the sources have no manifest, ValueError with the
    reason where one of the narratives cannot be used.
    """
    if sources is None:
        yield release_folder(datasets, version)
        return
    wanted = set(narratives)
    read = read_folder(sources, wanted)
    if refused := [refusal for refusal in read.set_aside if refusal.narrative_id in wanted]:
        raise ValueError("; ".join(map(str, refused)))
    with TemporaryDirectory() as scratch:
        folder = Path(scratch)
        for name, table in read.tables.items():
            pq.write_table(table, folder / f"{name}.parquet")
            write_csv(folder / f"{name}.csv", TABLES[name], table)
        yield folder
