"""Seconds of a full build, of one where nothing changed, and of one where one narrative did, on generated narratives.

    .venv/bin/python bench/rebuild.py [YEARS [COUNTRIES]]        25 years of 190 countries by default

Each narrative is the seed's header and every fourth of its paragraphs, with figures of its own. At last everything is built once
more from nothing: the files of both releases have to be the same.
"""

import os
import re
import resource
import shutil
import sys
import tempfile
import time
from filecmp import dircmp
from pathlib import Path
from random import Random

import dagster as dg
import pycountry

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from pipeline.assets.home import ensure_home  # noqa: E402 - the package is found through the line above
from pipeline.assets.years import range_tags  # noqa: E402
from pipeline.definitions import definitions  # noqa: E402

LAST, SEED_YEAR = 2025, 2023
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_FIGURE = re.compile(r"(?<![\d,.$-])\d{1,3}(?![\d,.%-])")


def narrative(paragraphs: list[str], year: int, seed: int) -> str:
    """The header, the first paragraph, and every fourth of the others, years moved to the report's, small figures a little."""
    chance = Random(seed)  # noqa: S311 - figures for a benchmark
    chosen = [line for number, line in enumerate(paragraphs) if number < 2 or line.isupper() or (number + seed) % 4 == 0]
    text = _YEAR.sub(lambda found: str(int(found[0]) - SEED_YEAR + year), "\n".join(chosen))
    return _FIGURE.sub(lambda found: str(int(found[0]) + chance.randrange(9)), text) + "\n"


def generate(folder: Path, years: int, countries: int) -> int:
    """Write the sources; returns their characters."""
    paragraphs = (ROOT / "seeds/narratives/2023/DNK.txt").read_text(encoding="utf-8").splitlines()
    codes = sorted(country.alpha_3 for country in pycountry.countries)[:countries]
    rows, characters = ["iso3,report_year,path"], 0
    for year in range(LAST - years + 1, LAST + 1):
        (folder / str(year)).mkdir(parents=True)
        for number, code in enumerate(codes):
            text = narrative(paragraphs, year, 1000 * year + number)
            (folder / str(year) / f"{code}.txt").write_text(text, encoding="utf-8")
            rows.append(f"{code},{year},{year}/{code}.txt")
            characters += len(text)
    (folder / "sources.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return characters


def build(sources: Path, datasets: Path, first: int, last: int) -> dict[str, float]:
    """Seconds by step of a run over some report years; the first is the whole run."""
    ensure_home()
    begin = time.perf_counter()
    with dg.DagsterInstance.get() as instance:
        result = definitions.resolve_job_def("build").execute_in_process(
            instance=instance,
            tags=range_tags(first, last),
            run_config={
                "resources": {"workshop": {"config": {"sources": str(sources), "datasets": str(datasets)}}},
                "loggers": {"console": {"config": {"log_level": "CRITICAL"}}},
            },
        )
        whole = time.perf_counter() - begin
        steps = {one.step_key: one.end_time - one.start_time for one in instance.get_run_step_stats(result.run_id)}
    return {"run": whole, **steps}


def same(one: dircmp[str]) -> bool:
    """Whether two folders hold the same files."""
    return not (one.left_only or one.right_only or one.diff_files or one.funny_files) and all(map(same, one.subdirs.values()))


def main() -> None:
    """Print the table of seconds, and whether the files are the same."""
    years, countries = [int(value) for value in sys.argv[1:]] + [25, 190][len(sys.argv) - 1 :]
    with tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch)
        os.environ["DAGSTER_HOME"] = str(place / "home")
        characters = generate(place / "in", years, countries)
        print(f"{years} years of {countries} narratives, {characters:,} characters, Python {sys.version.split()[0]}\n", flush=True)
        print("| what | run | source | narrative | facts | tables | expectations | release |\n|---|---:|---:|---:|---:|---:|---:|---:|")

        def row(what: str, seconds: dict[str, float]) -> None:
            names = ("run", "source", "narrative", "facts", "tables", "expectations", "release")
            print(f"| {what} | {' | '.join(f'{seconds[name]:.1f}' for name in names)} |", flush=True)

        whole = (LAST - years + 1, LAST)
        row("everything, from nothing", build(place / "in", place / "out", *whole))
        row("everything, nothing changed", build(place / "in", place / "out", *whole))
        shutil.copytree(place / "out", place / "other", symlinks=True)
        changed = next((place / "in" / str(LAST)).iterdir())
        changed.write_text(_FIGURE.sub(lambda found: str(int(found[0]) + 1), changed.read_text(encoding="utf-8")), encoding="utf-8")
        row("its year, one narrative changed", build(place / "in", place / "out", LAST, LAST))
        # with nothing staged, after the same first release
        os.environ["DAGSTER_HOME"] = str(place / "anew")
        row("everything, from nothing, after the change", build(place / "in", place / "other", *whole))
        tables = dircmp(place / "out" / "latest", place / "other" / "latest", ignore=[])
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"\nPeak memory {peak} MB; the same files: {same(tables)}")


if __name__ == "__main__":
    main()
