"""The command `tipdata`: options in, calls, what `terminal` makes of the results out; no logic."""

from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.console import Console

from pipeline.source.site import SITE

app = typer.Typer(
    name="tipdata",
    help="The TIP Report country narratives as tables: every value with its sentence, period, unit and status.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
rates = typer.Typer(help="Reference series that amounts are normalized with.", no_args_is_help=True)
app.add_typer(rates, name="rates")
console = Console(highlight=False)
errors = Console(stderr=True, highlight=False)

Sources = Annotated[Path, typer.Option(help="Folder that holds a sources.csv.", envvar="TIPDATA_SOURCES")]
Datasets = Annotated[str, typer.Option(help="Folder (or address) of the releases.", envvar="TIPDATA_DATASETS")]
Form = Literal["text", "csv", "json"]
Unpublished = Annotated[Path | None, typer.Option("--sources", help="Read this folder of sources anew instead of a release.")]
Version = Annotated[str | None, typer.Argument(help="A version; the latest one if none is named.")]


def _fail(error: Exception) -> typer.Exit:
    errors.print(str(error), style="bold red", markup=False, soft_wrap=True)
    return typer.Exit(1)


@app.command()
def build(
    sources: Sources = Path("seeds"),
    datasets: Datasets = "datasets",
    *,
    strict: Annotated[bool, typer.Option("--strict", help="Fail where any narrative is set aside.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be released; publish nothing.")] = False,
    reason: Annotated[str | None, typer.Option(help="Why a published narrative or value may change or go.")] = None,
) -> None:
    """Turn the sources into a checked release, or say that nothing is new."""
    with console.status("Starting") as status:
        from pipeline.assets.run import build as run
        from pipeline.definitions import definitions
        from pipeline.source.error import ManifestError
        from pipeline.terminal import build_summary

        def progress(step: str, state: str) -> None:
            if state == "start":
                status.update(f"{step} ...")
            else:
                console.print(f"  {step}: {state}", style="dim")

        try:
            outcome = run(definitions, sources=sources, datasets=datasets, strict=strict, dry_run=dry_run, reason=reason, progress=progress)
        except ManifestError as error:
            raise _fail(error) from error
    console.print(build_summary(outcome), soft_wrap=True)
    if outcome.error is not None:
        raise typer.Exit(1)


@app.command()
def verify(
    version: Version = None,
    datasets: Datasets = "datasets",
    sources: Sources = Path("seeds"),
    *,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Make it again from the sources and compare content and bytes.")] = False,
) -> None:
    """Check a release from its files alone: checksums, schema, keys, and that every quote stands at its address."""
    from pipeline.release.error import ReleaseError
    from pipeline.release.rebuild import verify_rebuild
    from pipeline.release.verify import verify as check
    from pipeline.source.error import ManifestError
    from pipeline.terminal import verification

    try:
        result = check(datasets, version)
        if rebuild and result.ok:
            result = verify_rebuild(datasets, sources, version)
    except (ValueError, ManifestError, ReleaseError) as error:
        raise _fail(error) from error
    console.print(verification(result), soft_wrap=True)
    if not result.ok:
        raise typer.Exit(1)


@app.command()
def show(narrative_id: str, version: Version = None, sources: Unpublished = None, datasets: Datasets = "datasets") -> None:
    """Print a narrative with its facts highlighted and their rows beside them."""
    from pipeline.release.draft import opened
    from pipeline.release.error import ReleaseError
    from pipeline.source.error import ManifestError
    from pipeline.terminal import narrative

    try:
        with opened(datasets, version, sources, [narrative_id]) as folder:
            console.print(narrative(folder, narrative_id))
    except (ValueError, OSError, ManifestError, ReleaseError) as error:
        raise _fail(error) from error


@app.command()
def explain(row_key: str, version: Version = None, datasets: Datasets = "datasets") -> None:
    """Say how one value came to be: sentence, address, rule, normalization steps, source and its hash."""
    from pipeline.release.error import ReleaseError
    from pipeline.release.explain import explain as look_up
    from pipeline.terminal import explanation

    try:
        console.print(explanation(look_up(datasets, row_key, version)), soft_wrap=True)
    except (ValueError, OSError, ReleaseError) as error:
        raise _fail(error) from error


@app.command()
def diff(
    old: str,
    new: str,
    datasets: Datasets = "datasets",
    *,
    table: Annotated[str | None, typer.Option(help="One table only.")] = None,
    form: Annotated[Form, typer.Option("--format", help="How to print the differences.")] = "text",
) -> None:
    """List what differs between two releases, by key and cell."""
    from pipeline.release import diff as differences
    from pipeline.release.error import ReleaseError
    from pipeline.terminal import changes

    try:
        found = differences.diff(datasets, old, new, table=table)
    except (ValueError, OSError, ReleaseError) as error:
        raise _fail(error) from error
    if form == "text":
        console.print(changes(found), soft_wrap=True)
    else:
        typer.echo(differences.as_csv(found) if form == "csv" else differences.as_json(found), nl=False)


@app.command()
def evaluate(
    gold: Annotated[Path, typer.Option(help="Folder with <narrative_id>/counts.csv, money.csv, durations.csv.")],
    version: Version = None,
    sources: Unpublished = None,
    datasets: Datasets = "datasets",
    *,
    misses: Annotated[bool, typer.Option("--misses", help="List the rows that one side has alone.")] = False,
) -> None:
    """Compare a release with hand annotation: four readings per table, share and Krippendorff's alpha per column."""
    from pipeline.quality.agreement import annotated, overall_strict, unresolved_share
    from pipeline.quality.agreement import evaluate as compare
    from pipeline.release.draft import opened
    from pipeline.release.error import ReleaseError
    from pipeline.source.error import ManifestError
    from pipeline.terminal import scores

    try:
        with opened(datasets, version, sources, annotated(gold)) as folder:
            agreements = compare(folder, gold)
            unresolved = unresolved_share(folder, annotated(gold))
    except (ValueError, OSError, ManifestError, ReleaseError) as error:
        raise _fail(error) from error
    console.print(scores(agreements, misses=misses), soft_wrap=True)
    console.print(f"strict F1 over all tables: {overall_strict(agreements).f1:.3f}", style="bold")
    console.print(f"unresolved numeric expressions: {unresolved:.1%}")


@app.command()
def fetch(
    year: Annotated[int, typer.Option(help="Year of the report.")],
    country: Annotated[list[str] | None, typer.Option(help="ISO alpha-3 code of a country to fetch; all unless one is named.")] = None,
    sources: Annotated[Path, typer.Option(help="Folder to fetch into; its sources.csv grows.")] = Path("sources"),
    *,
    report: Annotated[str | None, typer.Option(help="Address of a whole report as a PDF, to fetch instead of the country pages.")] = None,
    site: Annotated[str, typer.Option(help="Address below which the reports stand.", envvar="TIPDATA_REPORT_SITE")] = SITE,
    again: Annotated[bool, typer.Option("--again", help="Ask also for pages that were asked for within a day.")] = False,
) -> None:
    """Fetch a report's narratives into a folder of sources; what is there and unchanged is not sent again."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    from pipeline.source.error import FetchError, ManifestError
    from pipeline.source.fetch import fetch_report, fetch_year
    from pipeline.terminal import fetched

    try:
        with Progress(TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), console=errors, transient=True) as bar:
            task = bar.add_task(f"{year}", total=None)

            def progress(done: int, total: int, name: str) -> None:
                bar.update(task, completed=done, total=total, description=name)

            if report is None:
                found = fetch_year(sources, year, countries=country or (), site=site, again=again, progress=progress)
            else:
                found = (fetch_report(sources, year, report, again=again),)
    except (OSError, FetchError, ManifestError) as error:
        raise _fail(error) from error
    console.print(fetched(found, sources), soft_wrap=True)
    if any(one.state == "failed" for one in found):
        raise typer.Exit(1)


@rates.command("fetch")
def fetch_rates(
    to: Annotated[Path, typer.Option(help="File to write.")] = Path("sources/reference/rates_of_exchange.json"),
) -> None:
    """Fetch the US Treasury's Reporting Rates of Exchange, year ends since 2001, with their origin, day and hash."""
    from datetime import UTC, datetime

    from pipeline.source.error import FetchError
    from pipeline.source.treasury import fetch_treasury

    try:
        held = fetch_treasury(to, datetime.now(UTC).date())
    except (OSError, FetchError) as error:
        raise _fail(error) from error
    console.print(f"{to}: {len(held['data'])} rates, sha256 {held['sha256']}")
