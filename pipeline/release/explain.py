"""Explain one value of a release: its sentence, address and rule, how it was normalized, and the source it goes back to.

Everything is read from the release's own files, so that any published version explains itself.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq

from pipeline.release.csv_file import spell
from pipeline.release.error import ReleaseError
from pipeline.release.locate import release_folder
from pipeline.tables.field import Cell

Cells = Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Use:
    """A numeric expression that the row goes back to, and as what it is used."""

    quote: str
    role: str
    char_start: int
    rule: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """One row: `cells` as spelled in CSV, null left out; `quote` stands in `sentence` from character `quote_start` on."""

    row_id: str
    table: str
    cells: Mapping[str, str]
    quote: str
    char_start: int
    char_end: int
    sentence_id: str | None
    section: str | None
    sentence: str
    quote_start: int
    rule: str
    uses: tuple[Use, ...]
    steps: tuple[str, ...]
    source_url: str | None
    source_sha256: str
    text_sha256: str
    reader: str


def explain(datasets: str | Path, row_id: str, version: str | None = None) -> Explanation:
    """How the row of that id came to be, in one release (the latest by default); ReleaseError where there is none."""
    folder = release_folder(datasets, version)
    parts = row_id.split(":")
    if len(parts) not in (3, 4) or not (folder / f"{parts[1]}.parquet").is_file():
        raise ReleaseError(f"{row_id} is no row id: they read <narrative_id>:<table>:<char_start>-<char_end>, with :2, :3 for further rows")
    table = parts[1]
    cells = _row(folder, table, "row_id", row_id)
    if cells is None:
        raise ReleaseError(f"{folder}: {table} has no row {row_id}")
    narrative = _row(folder, "narratives", "narrative_id", str(cells["narrative_id"]))
    assert narrative is not None, "a foreign key that every release is checked for"
    start, end = int(str(cells["char_start"])), int(str(cells["char_end"]))
    sentence_id = _text(cells.get("sentence_id"))
    sentence = _row(folder, "sentences", "sentence_id", sentence_id) if sentence_id else None
    text = (folder / "texts" / f"{cells['narrative_id']}.txt").read_bytes().decode()
    quote = text[start:end]
    return Explanation(
        row_id=row_id,
        table=table,
        cells={name: spell(cell) for name, cell in cells.items() if cell is not None},
        quote=quote,
        char_start=start,
        char_end=end,
        sentence_id=sentence_id,
        section=_text(cells.get("section")),
        sentence=str(sentence["text"]) if sentence else quote,
        quote_start=start - int(str(sentence["char_start"])) if sentence else 0,
        rule=str(cells.get("rule") or "list item"),
        uses=_uses(folder, row_id),
        steps=tuple(_steps(table, cells)),
        source_url=_text(narrative["source_url"]),
        source_sha256=str(narrative["source_sha256"]),
        text_sha256=str(narrative["text_sha256"]),
        reader=str(narrative["reader"]),
    )


def _text(cell: Cell) -> str | None:
    return None if cell is None else str(cell)


def _rows(folder: Path, table: str, column: str, value: str) -> Sequence[Cells]:
    found: Sequence[Cells] = pq.read_table(folder / f"{table}.parquet", filters=[(column, "==", value)], use_threads=False).to_pylist()
    return found


def _row(folder: Path, table: str, column: str, value: str) -> Cells | None:
    found = _rows(folder, table, column, value)
    return found[0] if found else None


def _uses(folder: Path, row_id: str) -> tuple[Use, ...]:
    found = []
    for use in _rows(folder, "mention_facts", "fact_row_id", row_id):
        mention = _row(folder, "mentions", "row_id", str(use["mention_row_id"]))
        if mention is not None:
            found.append(Use(str(mention["quote"]), str(use["role"]), int(str(mention["char_start"])), str(mention["rule"])))
    return tuple(found)


# Steps of normalization by table: wording with the columns it speaks of, told where none of these is null.
_STEPS = {
    "counts": (
        "status {status}",
        "value {value}, {precision}",
        "the wording allows from {value_low}",
        "the wording allows up to {value_high}",
        "period {period_start} to {period_end} ({period_type})",
        "part of {part_of}",
    ),
    "money": (
        "amount {amount} {currency}, {precision}",
        "over the period {period_start} to {period_end}",
        "{frequency}: {amount_total} {currency} in all",
        "printed as {amount_usd_reported} USD",
        "implied rate {implied_rate}, between {implied_rate_low} and {implied_rate_high} by the rounding of the USD figure",
        "reference rate {reference_rate} ({reference_source}, {reference_date}): {amount_usd_reference} USD",
        "the printed conversion deviates from it by {rate_deviation_pct} per cent",
        "{amount_usd_constant} USD at prices of {constant_year}",
        "missing: {null_reason}",
    ),
    "durations": (
        "{value_low} {unit} or more",
        "{value_high} {unit} at most",
        "from {days_low} days (30-day months, 365-day years)",
        "to {days_high} days (30-day months, 365-day years)",
    ),
    "laws": ("provision {provision}", "of {law}", "topic {topic}", "its penalty is {penalty_row_id}"),
    "profile": ("{category}: {value}", "ISO 3166-1 {iso3}"),
    "mentions": ("{kind}, {disposition}", "value {value}", "to {value_high}", "unit {unit}", "{reason}"),
}


class _Spelled(dict[str, str]):
    """The cells that are not null; a wording that needs another is not told."""

    def __missing__(self, key: str) -> str:
        raise LookupError(key)


def _steps(table: str, cells: Cells) -> list[str]:
    spelled = _Spelled({name: spell(cell) for name, cell in cells.items() if cell is not None})
    told = []
    for wording in _STEPS.get(table, ()):
        try:
            told.append(wording.format_map(spelled))
        except LookupError:
            continue
    if cells.get("derived"):
        told.append("worked out from the wording, which prints no such number")
    return told
