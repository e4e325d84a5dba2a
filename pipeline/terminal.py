"""What the commands print: outcomes, narratives, scores as Rich renderables. No work is done here and nothing is decided."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow.parquet as pq
from rich.console import Group, RenderableType
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from pipeline.source.model import SetAside
from pipeline.tables.field import Cell

if TYPE_CHECKING:  # what each of them imports is slow, and no command needs all
    from pipeline.assets.run import Outcome
    from pipeline.quality.agreement import TableAgreement
    from pipeline.release.compare import Change
    from pipeline.release.explain import Explanation
    from pipeline.release.verify import Verification
    from pipeline.source.bring import Fetched

_COLOURS = {"counts": "bold black on bright_cyan", "money": "bold black on bright_green", "durations": "bold black on bright_yellow"}
# What is said of a row beside its sentence, after its own figure; `all` and null go without saying.
_TOLD = {
    "counts": (
        *("indicator", "value", "unit", "status", "precision", "period_start", "period_end"),
        *("exploitation", "sex", "age", "nationality", "actor", "scope", "detail"),
    ),
    "money": ("purpose", "amount", "currency", "amount_usd_reported", "frequency", "period_start", "period_end", "payer", "cases"),
    "durations": ("kind", "value_low", "value_high", "unit", "subject"),
}
# What may become of a fetched page, and how it looks.
_FETCHED = {
    "new": "green",
    "changed": "bold green",
    "unchanged": "dim",
    "recent": "dim",
    "kept": "yellow",
    "unknown": "yellow",
    "failed": "bold red",
}
_UNSAID = (None, "all", "reported", "exact", "government", "total")

Rows = Sequence[Mapping[str, Cell]]


def _grid(*titles: str) -> Table:
    return Table(*titles, box=None, header_style="bold", pad_edge=False)


def build_summary(outcome: "Outcome") -> RenderableType:
    """Narratives, rows per table, checks, what was set aside, the release."""
    parts: list[RenderableType] = []
    if outcome.rows:
        rows = _grid("table", "rows", "passed", "warned", "failed")
        for name, number in outcome.rows.items():
            found = Counter(verdict.outcome for verdict in outcome.verdicts if verdict.table == name)
            rows.add_row(name, str(number), str(found["passed"]), str(found["warned"] or "-"), str(found["failed"] or "-"))
        parts += [rows, Text()]
    if outcome.verdicts:
        whole = Counter(verdict.outcome for verdict in outcome.verdicts)
        narratives = outcome.rows.get("narratives", 0)
        noun = "narrative" if narratives == 1 else "narratives"
        parts.append(
            Text(
                f"{narratives} {noun} · checks: {whole['passed']} passed, {whole['warned']} warned, {whole['failed']} failed", style="bold"
            )
        )
        for verdict in outcome.verdicts:
            if not verdict.passed:
                style = "yellow" if verdict.outcome == "warned" else "red"
                parts.append(Text(f"  {verdict.outcome}: {verdict.table}: {verdict.expectation} ({verdict.why})", style=style))
                parts.extend(Text(f"    {breach.key}: {breach.reason}") for breach in verdict.breaches[:3])
                if len(verdict.breaches) > 3:
                    parts.append(Text(f"    and {len(verdict.breaches) - 3} more rows: see validation.json", style="dim"))
    parts.extend(set_aside(outcome.set_aside))
    parts.append(_released(outcome))
    return Group(*parts)


def _released(outcome: "Outcome") -> Text:
    if outcome.error is not None:
        return Text(f"Nothing was published: {outcome.error}", style="bold red")
    if outcome.planned is not None:
        planned = outcome.planned
        said = f"would be {planned.version} ({planned.kind}): {planned.why}" if planned.version else f"nothing new: {planned.why}"
        return Text(f"Dry run, {said}", style="bold")
    assert outcome.published is not None
    published = outcome.published
    if not published.new:
        return Text(f"Nothing new: {published.version} stays as it is ({published.location})", style="bold green")
    return Text(f"Release {published.version} ({published.plan.kind}): {published.location}", style="bold green")


def set_aside(refused: Iterable[SetAside]) -> list[Text]:
    """One line per narrative that was set aside."""
    return [Text(f"  set aside: {refusal.narrative_id or 'unknown narrative'}: {refusal}", style="yellow") for refusal in refused]


def fetched(found: "Sequence[Fetched]", folder: Path) -> RenderableType:
    """How many pages are new, changed and so on, and what is to say of single ones; what is left to do comes last."""
    parts: list[RenderableType] = [
        Text.assemble((f"{one.state}: ", _FETCHED[one.state]), f"{one.name}: {one.why}")
        for one in sorted(found, key=lambda one: list(_FETCHED).index(one.state))
        if one.why
    ]
    numbers: Counter[str] = Counter(one.state for one in found)
    parts.append(Text(f"{folder}: " + ", ".join(f"{numbers[state]} {state}" for state in _FETCHED if numbers[state]), style="bold"))
    if any(one.state in ("new", "changed") for one in found):
        parts.append(Text(f"Build it: tipdata build --sources {folder} --datasets DIR"))
    return Group(*parts)


def verification(result: "Verification") -> RenderableType:
    """What was looked at and what is wrong, by file."""
    lines = [Text(str(finding), style="red" if finding.level == "error" else "yellow") for finding in result.findings]
    looked_at = f"{result.files} files, {sum(result.rows.values())} rows in {len(result.rows)} tables"
    style, word = ("bold green", "is whole") if result.ok else ("bold red", f"has {len(result.errors)} errors")
    return Group(*lines, Text(f"{result.location}: {result.version} {word} ({looked_at})", style=style))


def scores(agreements: "Sequence[TableAgreement]", *, misses: bool) -> RenderableType:
    """Per table the four readings, per column share and alpha, and on demand the rows that one side has alone."""
    readings = _grid("table", "reading", "agreed", "gold", "found", "recall", "precision", "F1")
    columns = _grid("table", "column", "share", "alpha")
    parts: list[RenderableType] = [readings, Text(), columns]
    for agreement in agreements:
        for name, score in agreement.scores.items():
            sizes = (str(score.agreed), str(score.gold), str(score.found))
            readings.add_row(agreement.table, name, *sizes, f"{score.recall:.3f}", f"{score.precision:.3f}", f"{score.f1:.3f}")
        for column in agreement.columns:
            alpha = "-" if column.alpha is None else f"{column.alpha:.3f}"
            columns.add_row(agreement.table, column.column, f"{column.share:.3f}", alpha)
        if misses:
            parts.extend(
                Text(f"{miss.sign} {miss.narrative_id} {miss.table} @{miss.char_start} {miss.quote!r} {' · '.join(miss.cells)}")
                for miss in agreement.misses
            )
    return Group(*parts)


def explanation(found: "Explanation") -> RenderableType:
    """One row: its sentence with the quote highlighted, its address, its cells, the steps to them and the source."""
    sentence = Text(found.sentence)
    sentence.stylize(_COLOURS.get(found.table, "reverse"), found.quote_start, found.quote_start + len(found.quote))
    facts = Table.grid(padding=(0, 2))
    facts.add_column()
    facts.add_column(overflow="fold")
    facts.add_row("row", f"{found.row_id} in {found.table}")
    facts.add_row("address", f"characters {found.char_start} to {found.char_end} of the text, sentence {found.sentence_id or '-'}")
    facts.add_row("section", found.section or "-")
    facts.add_row("rule", found.rule)
    for use in found.uses:
        facts.add_row("figure", f"{use.quote!r} at {use.char_start} as {use.role} ({use.rule})")
    for step in found.steps:
        facts.add_row("step", step)
    facts.add_row("source", found.source_url or "-")
    facts.add_row("sha256", f"{found.source_sha256}, read by {found.reader}")
    cells = _grid("column", "value")
    for column, value in found.cells.items():
        cells.add_row(column, Text(value))
    return Group(sentence, Text(), facts, Text(), cells)


def changes(found: "Sequence[Change]") -> RenderableType:
    """One line per difference."""
    if not found:
        return Text("Nothing differs.", style="bold green")
    rows = _grid("table", "change", "row", "column", "old", "new", "why")
    for one in found:
        rows.add_row(*(Text(cell or "") for cell in (one.table, one.change, one.row_key, one.column, one.old, one.new, one.reason)))
    return Group(rows, Text(f"{len(found)} differences", style="bold"))


def narrative(folder: Path, narrative_id: str) -> RenderableType:
    """A narrative sentence by sentence with its facts highlighted, and their rows beside them; ValueError where it is not there."""
    sentences = _rows(folder, "sentences", narrative_id)
    if not sentences:
        raise ValueError(f"{folder}: there is no narrative {narrative_id} in this release")
    facts: dict[str, list[tuple[str, Mapping[str, Cell]]]] = defaultdict(list)
    for name in _COLOURS:
        for row in _rows(folder, name, narrative_id):
            facts[str(row["sentence_id"])].append((name, row))
    parts: list[RenderableType] = []
    section = None
    for sentence in sentences:
        if sentence["section"] != section:
            section = sentence["section"]
            parts.append(Rule(str(section).upper(), style="dim"))
        here = facts[str(sentence["sentence_id"])]
        beside = Table.grid(padding=(0, 2), expand=True)
        beside.add_column(ratio=3)
        beside.add_column(ratio=2)
        beside.add_row(_highlighted(sentence, here), Group(*(_told(name, row) for name, row in here)))
        parts.append(beside)
    legend = Text(" ").join(Text(f" {name} ", style=colour) for name, colour in _COLOURS.items())
    return Group(legend, *parts)


def _rows(folder: Path, table: str, narrative_id: str) -> Rows:
    rows: Rows = pq.read_table(folder / f"{table}.parquet", filters=[("narrative_id", "=", narrative_id)]).to_pylist()
    return rows


def _highlighted(sentence: Mapping[str, Cell], facts: Iterable[tuple[str, Mapping[str, Cell]]]) -> Text:
    text = Text(str(sentence["text"]))
    begin = int(str(sentence["char_start"]))
    for name, row in facts:
        text.stylize(_COLOURS[name], int(str(row["char_start"])) - begin, int(str(row["char_end"])) - begin)
    return text


def _told(name: str, row: Mapping[str, Cell]) -> Text:
    said = [str(row[column]) for column in _TOLD[name] if row[column] not in _UNSAID]
    return Text.assemble((f"{row['quote']}", _COLOURS[name]), "  ", " · ".join(said), (f"  {row['rule']}", "dim"))
