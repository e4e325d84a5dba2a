"""Rules on counts: values and their status, parts and their totals, victims assisted and identified, facts said twice."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from pipeline.quality.rule import Arguments, Tables, each, missing, rule
from pipeline.quality.verdict import Breach

_DIMENSIONS = ("exploitation", "sex", "age", "nationality")
# Codes that between them leave nobody out, so that a split into them is a full one.
_FULL_SPLITS = (("age", {"adult", "child"}), ("nationality", {"foreign", "national"}))
_WITHOUT_VALUE = {"no_reports", "not_reported", "vague"}


@rule
def values_fit_status(table: str, tables: Tables, _: Arguments) -> Iterator[Breach]:
    """Zero is 0, a reported figure has a value (or, as a range, its bounds), the other states have none."""
    for row in each(tables.frame(table)):
        if row.status == "zero":
            right = not missing(row.value) and row.value == 0
        elif row.status in _WITHOUT_VALUE:
            right = missing(row.value)
        else:
            right = missing(row.value) == (row.precision == "range")
        if not right:
            yield Breach(str(row.row_id), f"status {row.status} with the value {row.value}")


@rule
def values_within_bounds(table: str, tables: Tables, _: Arguments) -> Iterator[Breach]:
    """A value lies between the bounds that the wording allows; one that is only exceeded, or not reached, lies beside them."""
    for row in each(tables.frame(table)):
        if row.precision in ("more_than", "fewer_than"):
            continue
        low, value, high = row.value_low, row.value, row.value_high
        if not missing(value) and ((not missing(low) and low > value) or (not missing(high) and high < value)):
            yield Breach(str(row.row_id), f"{value} lies outside {low} to {high}")


@rule
def parts_within_totals(table: str, tables: Tables, _: Arguments) -> Iterator[Breach]:
    """No part exceeds the total that contains it, splits by one set of dimensions do not sum to more, full ones to no less.

    A breach of the source's own is flagged here and never repaired in the table.
    """
    frame = tables.frame(table)
    by_id = {row.row_id: row for row in each(frame)}
    splits: dict[tuple[str, tuple[str, ...]], list[Any]] = defaultdict(list)
    for row in by_id.values():
        if missing(row.part_of) or row.part_of not in by_id:
            continue
        total = by_id[row.part_of]
        if missing(row.value) or missing(total.value) or row.unit != total.unit or row.indicator != total.indicator:
            continue
        if row.value > total.value and total.precision == "exact":
            yield Breach(str(row.row_id), f"{row.value} is more than the {total.value} of {total.row_id} that contain it")
        dimensions = tuple(name for name in _DIMENSIONS if getattr(row, name) != getattr(total, name))
        if dimensions and missing(row.detail):
            splits[row.part_of, dimensions].append(row)
    for (total_id, dimensions), parts in splits.items():
        total = by_id[total_id]
        # codes that name the same group twice ("three girls, of them two aged ...") are no split
        groups = {tuple(getattr(part, name) for name in dimensions) for part in parts}
        if len(groups) < len(parts) or total.precision != "exact":
            continue
        added = sum(int(part.value) for part in parts)
        full = any(dimensions == (name,) and groups == {(code,) for code in codes} for name, codes in _FULL_SPLITS)
        if (added > total.value and not _nested(groups)) or (full and added < total.value):
            yield Breach(total_id, f"its parts by {', '.join(dimensions)} sum to {added}, the total is {total.value}")


def _nested(groups: set[tuple[str, ...]]) -> bool:
    """Whether a foreign total stands among single nationalities: it contains them."""
    return any("foreign" in group for group in groups) and any(len(code) == 3 and code.isupper() for group in groups for code in group)


@rule
def assisted_within_identified(table: str, tables: Tables, _: Arguments) -> Iterator[Breach]:
    """Victims assisted in a period are no more than the victims, potential ones included, identified in it."""
    frame = tables.frame(table)
    whole = frame[(frame["scope"] == "total") & frame["value"].notna()]
    for name in _DIMENSIONS:
        whole = whole[whole[name] == "all"]
    keys = ["narrative_id", "territory", "period_start", "period_end", "actor"]
    for _key, rows in whole.groupby(keys, sort=True):
        identified = rows[rows["indicator"].isin(["victims_identified", "potential_victims_identified"])]
        if identified.empty:
            continue
        for row in each(rows[rows["indicator"] == "victims_assisted"]):
            if row.value > identified["value"].sum():
                quotes = ", ".join(f"{other.quote!r} ({other.row_id})" for other in each(identified))
                yield Breach(str(row.row_id), f"{row.quote!r} assisted, but identified {quotes}")


@rule
def facts_said_once(table: str, tables: Tables, _: Arguments) -> Iterator[Breach]:
    """No two rows of a narrative say the same of the same; a second place is a repeat in mention_facts."""
    columns = ["narrative_id", "territory", "indicator", "unit", "value", "status", "period_start", "period_end", *_DIMENSIONS, "actor"]
    frame = tables.frame(table)
    keyed = frame[frame["status"].isin(["reported"])]
    keyed = keyed.assign(detail=keyed["detail"].fillna(""), body=keyed["body"].fillna(""))
    again = keyed.duplicated([*columns, "detail", "body"], keep="first")
    for row in each(keyed[again]):
        yield Breach(str(row.row_id), f"{row.quote!r} says again what a row before it says")
