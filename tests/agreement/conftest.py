"""Every set of texts read once a run, from its manifest to the tables, by the same steps as a build."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from pipeline.quality.agreement import TableAgreement, evaluate
from pipeline.quality.gate import Tabulated, parse_documents, read_narratives, tabulate
from pipeline.release.csv_file import write_csv
from pipeline.source.read import collect
from pipeline.tables.catalog import TABLES

HERE = Path(__file__).parent
SEEDS = HERE.parent.parent / "seeds"

# (folder with sources.csv, folder with gold) of each set
SETS = {"seed": (SEEDS, HERE / "seed" / "gold")} | {
    f"{name}/{part}": (HERE / name / inner, HERE / name / inner / "gold")
    for name in sorted(folder.name for folder in HERE.iterdir() if folder.is_dir() and folder.name != "seed")
    for part, inner in (("narratives", "."), ("passages", "passages"))
    if (HERE / name / inner / "sources.csv").is_file()
}


@dataclass(frozen=True, slots=True)
class Measured:
    """What a set gave: its tables, and how they agree with its gold."""

    tabulated: Tabulated
    agreement: dict[str, TableAgreement]

    def rows(self, table: str) -> list[dict[str, object]]:
        """The rows of one table."""
        return self.tabulated.tables[table].to_pylist()


@pytest.fixture(scope="session")
def measure(tmp_path_factory):
    @cache
    def measured(name: str) -> Measured:
        sources, gold = SETS[name]
        collection = collect(sources)
        tabulated = tabulate(read_narratives(parse_documents(collection.documents, collection.set_aside)))
        release = tmp_path_factory.mktemp("release")
        for table in ("counts", "money", "durations"):
            write_csv(release / f"{table}.csv", TABLES[table], tabulated.tables[table])
        return Measured(tabulated, {one.table: one for one in evaluate(release, gold)})

    return measured
