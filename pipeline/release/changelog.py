"""CHANGELOG.md: what a release removed, changed and added, table by table, above what the releases before it did."""

from collections.abc import Mapping, Sequence

from pipeline.release.compare import Change, tally

TITLE = "# Changelog\n"
_HEADINGS = {
    "Removed": {"table_removed": "the table", "column_removed": "column", "row_removed": "row"},
    "Changed": {"column_changed": "column", "row_changed": "cell"},
    "Added": {"table_added": "the table", "column_added": "column", "row_added": "row"},
}


def _counted(number: int, what: str) -> str:
    if what == "the table":
        return what
    return f"{number} {what}{'' if number == 1 else 's'}"


def _columns(changes: Sequence[Change], table: str, kind: str) -> str:
    found = (f"`{change.column}`" for change in changes if (change.table, change.change) == (table, kind) and change.column)
    names = ", ".join(dict.fromkeys(found))
    return f" ({names})" if names else ""


def _why(changes: Sequence[Change], table: str, kind: str) -> str:
    reasons: dict[str, int] = {}
    for change in changes:
        if (change.table, change.change) == (table, kind):
            reasons[change.reason] = reasons.get(change.reason, 0) + 1
    return ", ".join(f"{reason} {number}" if len(reasons) > 1 else reason for reason, number in sorted(reasons.items()))


def _lines(changes: Sequence[Change], counted: Mapping[str, Mapping[str, int]], kinds: Mapping[str, str]) -> list[str]:
    return [
        f"- `{table}`: {_counted(found[kind], what)}{_columns(changes, table, kind)}; reason: {_why(changes, table, kind)}"
        for table, found in counted.items()
        for kind, what in kinds.items()
        if kind in found
    ]


def section(version: str, changes: Sequence[Change], rows: Mapping[str, int], *, previous: str | None, reason: str | None) -> str:
    """The section of one release; `rows` are its rows by table, `reason` is what the person who built it gave."""
    lines = [f"## {version}", ""]
    if reason:
        lines += [f"Reason given: {reason}", ""]
    if previous is None:
        listed = ", ".join(f"{name} {number}" for name, number in rows.items())
        return "\n".join([*lines, f"First release. Rows: {listed}.", ""])
    counted = tally(changes)
    if not changes:
        lines += [f"The same content as {previous}, packaged or described anew.", ""]
    for heading, kinds in _HEADINGS.items():
        if found := _lines(changes, counted, kinds):
            lines += [f"### {heading} since {previous}", "", *found, ""]
    if changes:
        lines += [f"Each of these stands in `changes.csv` and `changes.parquet` of {version}.", ""]
    return "\n".join(lines)


def changelog(newest: str, before: str | None) -> str:
    """The whole file: the newest section, then those of the changelog before."""
    older = (before or TITLE).removeprefix(TITLE).lstrip("\n")
    return f"{TITLE}\n{newest}" + (f"\n{older}" if older else "")
