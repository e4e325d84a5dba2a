"""The published tables as assets, built from all report years together, and a blocking check for each."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import fields
from hashlib import sha256

import dagster as dg
import pyarrow as pa

from pipeline.assets.memory import CODE, of_this_engine
from pipeline.assets.money_chart import ChartedSum, chart_markdown, money_chart
from pipeline.assets.preview import column_lineage, column_schema, head, markdown
from pipeline.assets.reading import OWNERS, PUBLISHED_DATA, facts, staged_of
from pipeline.assets.workshop import EVERY_YEAR, Workshop
from pipeline.assets.years import ONE_RUN
from pipeline.quality.gate import Readings, Tabulated, tabulate
from pipeline.quality.rule import Tables
from pipeline.quality.suite import suite
from pipeline.quality.validate import validate
from pipeline.quality.verdict import Verdict
from pipeline.source.manifest import read_manifest
from pipeline.tables.catalog import TABLES
from pipeline.tables.entry import Entry
from pipeline.tables.market import market_of
from pipeline.tables.table import Table

# Charts that the metadata of `money` holds: enough to look at, little enough for a page.
_CHARTED = 5
# Rows of breaches that a check shows; all their keys are in its metadata, and all rows in the release.
_SHOWN = 200
# Characters of a breach's reason, which names figures and rows.
_REASON = 300
# Where the results of the last run are staged.
TABULATED, VERDICTS = "tabulated", "verdicts"


def staged_readings(workshop: Workshop) -> Readings:
    """The facts of every narrative of the manifest, over all years, and all that was set aside on the way.

    Raises ValueError where a year of the manifest was never built.
    """
    manifest = read_manifest(workshop.source_folder)
    entries: list[Entry] = []
    refused = list(manifest.set_aside)
    for year in manifest.years:
        passed: Readings = workshop.get("facts", str(year))
        read = {entry.reading.narrative.narrative_id: entry for entry in passed.items}
        wanted = manifest.held([*read, *(refusal.narrative_id for refusal in passed.set_aside if refusal.narrative_id)])
        entries.extend(entry for narrative, entry in read.items() if narrative in wanted)
        refused.extend(refusal for refusal in passed.set_aside if refusal.narrative_id in wanted)
    return Readings(tuple(entries), tuple(refused))


@dg.multi_asset(
    name="tables",
    specs=[
        dg.AssetSpec(
            name,
            deps=[facts],
            group_name="tables",
            kinds={"arrow", "table"},
            owners=OWNERS,
            tags=PUBLISHED_DATA,
            description=table.description,
            metadata={"dagster/column_schema": column_schema(table)},
        )
        for name, table in TABLES.items()
    ],
    backfill_policy=ONE_RUN,
)
def tables(context: dg.AssetExecutionContext, workshop: Workshop) -> Iterator[dg.MaterializeResult[None]]:
    """Every table from the facts of all years at once, so that row ids agree and revisions are seen; none anew where nothing changed."""
    of = _tables_made_of(workshop)
    staged = workshop.staged(TABULATED, EVERY_YEAR)
    unchanged = staged is not None and staged[0] == of
    if staged is not None and unchanged:
        told = staged[1]
    else:
        tabulated = tabulate(staged_readings(workshop), market_of(workshop.source_folder))
        told = {name: _shown(table, tabulated.tables[name]) for name, table in TABLES.items()}
        workshop.put(TABULATED, EVERY_YEAR, tabulated, of=of, told=told)
    context.log.info("The tables are %s", "unchanged" if unchanged else "built")
    for name in TABLES:
        yield dg.MaterializeResult(asset_key=name, metadata={**told[name], "unchanged": unchanged, "made_of": of})


def _tables_made_of(workshop: Workshop) -> str:
    """Names the code, then the facts, the manifest and the reference series, by hash.

    Raises ValueError where a year of the manifest was never built, or by other code than the one that is there now.
    """
    manifest = read_manifest(workshop.source_folder)
    years = [_facts_of(workshop, year) for year in manifest.years]
    parts = (years, manifest.sources, manifest.set_aside, sorted(market_of(workshop.source_folder).digests.items()))
    return f"{CODE}-{sha256(repr(parts).encode()).hexdigest()[:32]}"


def _facts_of(workshop: Workshop, year: int) -> tuple[str, int]:
    """What the facts of a year were made of, and of how many narratives: one that was set aside may come through another time."""
    made_of, told = staged_of(workshop, "facts", str(year))
    if not of_this_engine(made_of):
        raise ValueError(f"facts of {year} was built by other code: materialize it anew")
    return made_of, told.narratives


def _shown(table: Table, arrow: pa.Table) -> dict[str, dg.MetadataValue | int]:
    shown: dict[str, dg.MetadataValue | int] = {
        "dagster/row_count": arrow.num_rows,
        "dagster/column_lineage": dg.MetadataValue.column_lineage(column_lineage(table)),
        "preview": head(table, arrow),
    }
    return {**shown, **charts(arrow)} if table.name == "money" else shown


def charts(money: pa.Table) -> dict[str, dg.MetadataValue]:
    """A chart of each narrative's money, of the narratives with most sums where there are many."""
    sums: dict[str, list[ChartedSum]] = defaultdict(list)
    for row in money.to_pylist():
        usd = row["amount_usd_reported"] if row["amount_usd_reported"] is not None else row["amount_usd_reference"]
        cells = {field.name: row[field.name] for field in fields(ChartedSum) if field.name != "usd"}
        sums[row["narrative_id"]].append(ChartedSum(usd=usd, **cells))
    most = sorted(sums, key=lambda narrative: (-len(sums[narrative]), narrative))[:_CHARTED]
    return {
        f"chart {narrative}": dg.MetadataValue.md(chart_markdown(money_chart(narrative, sums[narrative]), f"Money in {narrative}"))
        for narrative in sorted(most)
    }


@dg.multi_asset_check(
    name="expectations",
    specs=[
        dg.AssetCheckSpec(
            "expectations",
            asset=name,
            blocking=True,
            description="The declared schema, codes, keys and addresses, and the hand-written expectations, on all years together.",
        )
        for name in TABLES
    ],
)
def expectations(workshop: Workshop) -> Iterator[dg.AssetCheckResult]:
    """The suite of each table: an error blocks the release, a warning flags rows. What the same suites checked keeps its verdicts."""
    checked = f"{staged_of(workshop, TABULATED, EVERY_YEAR)[0]} {sha256(repr([suite(name) for name in TABLES]).encode()).hexdigest()}"
    staged = workshop.staged(VERDICTS, EVERY_YEAR)
    if staged is None or staged[0] != checked:
        tabulated: Tabulated = workshop.get(TABULATED, EVERY_YEAR)
        whole = Tables(tabulated.tables, tabulated.texts)
        workshop.put(VERDICTS, EVERY_YEAR, tuple(verdict for name in TABLES for verdict in validate(name, whole)), of=checked)
    verdicts: tuple[Verdict, ...] = workshop.get(VERDICTS, EVERY_YEAR)
    for name in TABLES:
        yield check_result(name, tuple(verdict for verdict in verdicts if verdict.table == name))


def check_result(table: str, verdicts: tuple[Verdict, ...]) -> dg.AssetCheckResult:
    """The verdicts on a table as Dagster shows them: each expectation's result, and the keys of the rows that break it."""
    outcomes = [verdict.outcome for verdict in verdicts]
    failed, warned = outcomes.count("failed"), outcomes.count("warned")
    rows = [
        {
            "outcome": verdict.outcome,
            "expectation": verdict.expectation,
            "severity": verdict.severity,
            "rows": len(verdict.breaches),
            "why": verdict.why,
        }
        for verdict in sorted(verdicts, key=lambda verdict: ("failed", "warned", "passed").index(verdict.outcome))
    ]
    breaches = [
        {"expectation": verdict.expectation, "key": breach.key, "reason": breach.reason}
        for verdict in verdicts
        for breach in verdict.breaches
    ]
    return dg.AssetCheckResult(
        asset_key=table,
        check_name="expectations",
        passed=not failed and not warned,
        severity=dg.AssetCheckSeverity.ERROR if failed else dg.AssetCheckSeverity.WARN,
        description=f"{outcomes.count('passed')} passed, {warned} warned, {failed} failed",
        metadata={
            "passed": outcomes.count("passed"),
            "warned": warned,
            "failed": failed,
            "expectations": markdown(("outcome", "expectation", "severity", "rows", "why"), rows),
            "breaches": markdown(("expectation", "key", "reason"), breaches[:_SHOWN], _REASON),
            "failing_keys": dg.MetadataValue.json([breach["key"] for breach in breaches]),
        },
    )
