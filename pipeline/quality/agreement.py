"""Agreement of published tables with hand annotation: four readings of "same", and agreement per column.

full: strict and the descriptive columns too. strict: every column that an analysis filters or sums by agrees.
core: what, how many and when agree. found: the same address and figure.
Rows pair one to one within a narrative; only narratives that have gold are compared. The tables are read as CSV, so that
what is judged is what was published.
"""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Reading:
    """The columns of one table that each reading compares, and those whose agreement is told one by one."""

    strict: tuple[str, ...]
    core: tuple[str, ...]
    descriptive: tuple[str, ...]
    figure: tuple[str, ...]
    told: tuple[str, ...]


_DIMENSIONS = ("exploitation", "sex", "age", "nationality")
_PERIOD = ("period_start", "period_end")

READINGS = {
    "counts": Reading(
        strict=("territory", "indicator", "value", "status", *_PERIOD, *_DIMENSIONS),
        core=("indicator", "value", "status", "period_end"),
        descriptive=("unit", "precision", "actor", "derived"),
        figure=("value", "status"),
        told=("territory", "indicator", "unit", "precision", *_PERIOD, *_DIMENSIONS, "actor", "derived"),
    ),
    "money": Reading(
        strict=("territory", "amount", "currency", "amount_usd_reported", "frequency", *_PERIOD, "amount_total", "cases"),
        core=("amount", "currency", "amount_usd_reported"),
        descriptive=("payer",),
        figure=("amount", "currency"),
        told=("currency", "amount_usd_reported", "frequency", *_PERIOD, "amount_total", "cases"),
    ),
    "durations": Reading(
        strict=("territory", "kind", "value_low", "value_high", "unit"),
        core=("value_low", "value_high", "unit"),
        descriptive=(),
        figure=("value_low", "value_high"),
        told=("kind", "unit"),
    ),
}


@dataclass(frozen=True, slots=True)
class Score:
    """Rows that agree by one reading, of how many there are on either side."""

    agreed: int
    gold: int
    found: int

    @property
    def recall(self) -> float:
        """Share of the gold rows that were found; 1 where there are none."""
        return self.agreed / self.gold if self.gold else 1.0

    @property
    def precision(self) -> float:
        """Share of the published rows that are gold; 1 where there are none."""
        return self.agreed / self.found if self.found else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of recall and precision."""
        both = self.recall + self.precision
        return 2 * self.recall * self.precision / both if both else 0.0


@dataclass(frozen=True, slots=True)
class ColumnAgreement:
    """One column over the pairs found at the same address: share of agreeing pairs, and Krippendorff's nominal alpha."""

    column: str
    share: float
    alpha: float | None


@dataclass(frozen=True, slots=True)
class Miss:
    """A row that one side has alone by the strict reading: `-` is gold that was not found, `+` is found without gold."""

    sign: str
    narrative_id: str
    table: str
    char_start: str
    quote: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableAgreement:
    """Everything about one table."""

    table: str
    scores: Mapping[str, Score]
    columns: tuple[ColumnAgreement, ...]
    misses: tuple[Miss, ...]


def plain(cell: str | None) -> str:
    """One spelling per value: numbers to six decimals without trailing zeros, booleans in lower case, dates by day, null empty."""
    value = (cell or "").strip()
    if value.lower() in ("nan", "none", "null", "<na>"):
        return ""
    if value.lower() in ("true", "false"):
        return value.lower()
    try:
        number = Decimal(value)
    except InvalidOperation:
        return value[:10] if len(value) > 10 and value[4:5] == value[7:8] == "-" else value
    if not number.is_finite():
        return value
    text = f"{number:.6f}"
    return text.rstrip("0").rstrip(".")


def read_rows(path: Path) -> list[dict[str, str]]:
    """Rows of a CSV file in plain spelling; an absent file has none."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as handle:
        return [{name: plain(cell) for name, cell in row.items() if name} for row in csv.DictReader(handle)]


def krippendorff_alpha(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Krippendorff's alpha for two coders, nominal data and no missing values; None where all values are the same.

    1 - (observed disagreement) / (disagreement expected by chance), from the coincidence matrix
    (K. Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011).
    """
    values = Counter(value for pair in pairs for value in pair)
    total = sum(values.values())
    expected = total * total - sum(number * number for number in values.values())
    if not expected:
        return None
    observed = 2 * sum(one != other for one, other in pairs)
    return 1 - (total - 1) * observed / expected


def _key(row: Row, columns: Iterable[str]) -> tuple[str, ...]:
    return tuple(row.get(column, "") for column in columns)


def _agreed(gold: Sequence[Row], found: Sequence[Row], columns: Sequence[str]) -> int:
    return sum((Counter(_key(row, columns) for row in gold) & Counter(_key(row, columns) for row in found)).values())


def _overlap(one: Row, other: Row) -> bool:
    cells = [row.get(name, "") for row in (one, other) for name in ("char_start", "char_end")]
    if not all(cell.isdigit() for cell in cells):
        return False
    start, end, other_start, other_end = map(int, cells)
    return start < other_end and other_start < end


def _pairs(gold: Sequence[Row], found: Sequence[Row], figure: Sequence[str]) -> list[tuple[Row, Row]]:
    """One-to-one pairs at overlapping addresses with the same figure, the most similar rows first."""
    candidates = [
        (-sum(one.get(name) == other.get(name) for name in one), i, j)
        for i, one in enumerate(gold)
        for j, other in enumerate(found)
        if _overlap(one, other) and _key(one, figure) == _key(other, figure)
    ]
    pairs, left, right = [], set(), set()
    for _, i, j in sorted(candidates):
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            pairs.append((gold[i], found[j]))
    return pairs


def _misses(narrative: str, table: str, gold: Sequence[Row], found: Sequence[Row]) -> list[Miss]:
    columns = READINGS[table].strict
    misses = []
    for sign, rows, others in (("-", gold, found), ("+", found, gold)):
        spare = Counter(_key(row, columns) for row in others)
        for row in rows:
            cells = _key(row, columns)
            if spare[cells]:
                spare[cells] -= 1
            else:
                misses.append(Miss(sign, narrative, table, row.get("char_start", ""), row.get("quote", ""), cells))
    return misses


def compare(release: Path, gold_folder: Path, table: str) -> TableAgreement:
    """One table of a release folder against `<gold_folder>/<narrative_id>/<table>.csv` of every narrative there."""
    reading = READINGS[table]
    published: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in read_rows(release / f"{table}.csv"):
        published[row.get("narrative_id", "")].append(row)
    names = {
        "full": (*reading.strict, *reading.descriptive),
        "strict": reading.strict,
        "core": reading.core,
    }
    agreed: Counter[str] = Counter()
    sizes: Counter[str] = Counter()
    pairs: list[tuple[Row, Row]] = []
    misses: list[Miss] = []
    for folder in sorted(path for path in gold_folder.iterdir() if path.is_dir()):
        gold, found = read_rows(folder / f"{table}.csv"), published[folder.name]
        sizes.update(gold=len(gold), found=len(found))
        agreed.update({name: _agreed(gold, found, columns) for name, columns in names.items()})
        here = _pairs(gold, found, reading.figure)
        agreed["found"] += len(here)
        pairs.extend(here)
        misses.extend(_misses(folder.name, table, gold, found))
    scores = {name: Score(agreed[name], sizes["gold"], sizes["found"]) for name in (*names, "found")}
    return TableAgreement(table, scores, tuple(_columns(reading, pairs)), tuple(misses))


def _columns(reading: Reading, pairs: Sequence[tuple[Row, Row]]) -> Iterable[ColumnAgreement]:
    for column in reading.told:
        values = [(gold[column], found.get(column, "")) for gold, found in pairs if column in gold]
        if values:
            share = sum(one == other for one, other in values) / len(values)
            yield ColumnAgreement(column, share, krippendorff_alpha(values))


def annotated(gold_folder: Path) -> tuple[str, ...]:
    """The narratives that a folder has annotations of; raises ValueError where there are none."""
    files = [file for table in READINGS for file in gold_folder.glob(f"*/{table}.csv")]
    names = tuple(sorted({file.parent.name for file in files}))
    if not names:
        raise ValueError(f"{gold_folder}: it holds no folder of annotations. Name one with <narrative_id>/counts.csv and so on.")
    return names


def evaluate(release: Path, gold_folder: Path) -> tuple[TableAgreement, ...]:
    """Agreement of every table that has gold; raises ValueError where a folder is missing or holds nothing to compare."""
    annotated(gold_folder)
    if not release.is_dir():
        raise ValueError(f"{release}: there is no such release. Build one first.")
    return tuple(compare(release, gold_folder, table) for table in READINGS)


def overall_strict(agreements: Iterable[TableAgreement]) -> Score:
    """The strict scores of all tables together."""
    scores = [agreement.scores["strict"] for agreement in agreements]
    return Score(sum(score.agreed for score in scores), sum(score.gold for score in scores), sum(score.found for score in scores))


def unresolved_share(release: Path, narratives: Iterable[str]) -> float:
    """Share of the numeric expressions of some narratives that no rule could read; 0 where there is none."""
    wanted = set(narratives)
    became = Counter(row.get("disposition", "") for row in read_rows(release / "mentions.csv") if row.get("narrative_id") in wanted)
    return became["unresolved"] / max(1, sum(became.values()))
