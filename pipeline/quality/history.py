"""Rules across narratives and amounts: tiers and figures of the year before, and exchange rates that a narrative implies."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from pipeline.normalize.rates import implied_interval, intersection
from pipeline.quality.rule import Arguments, Tables, each, missing, rule
from pipeline.quality.verdict import Breach

# From best to worst; a special case has no place in the order.
_TIERS = ("1", "2", "2WL", "3")


@rule
def tier_changes_fit_last_year(table: str, tables: Tables, _: Arguments) -> Iterator[Breach]:
    """A stated change of tier fits the tier of the same country's narrative of the year before, where that is published."""
    frame = tables.frame(table)
    tiers = {(row.iso3, int(row.report_year)): row.tier for row in each(frame)}
    for row in each(frame):
        before = tiers.get((row.iso3, int(row.report_year) - 1))
        if missing(row.tier_change) or before not in _TIERS or row.tier not in _TIERS:
            continue
        step = _TIERS.index(before) - _TIERS.index(row.tier)
        found = "upgraded" if step > 0 else "downgraded" if step < 0 else "remained"
        if found != row.tier_change:
            yield Breach(str(row.narrative_id), f"states {row.tier_change}, but the tier was {before} and is {row.tier}")


@rule
def figures_fit_last_report(table: str, tables: Tables, _: Arguments) -> Iterator[Breach]:
    """A total that a narrative gives for an earlier period is the one that the report of the year before gave for it.

    Both rows stand where they differ: a revision is a finding, not a mistake of the tables.
    """
    years = {row.narrative_id: (row.iso3, int(row.report_year)) for row in each(tables.frame("narratives"))}
    frame = tables.frame(table)
    whole = frame[(frame["scope"] == "total") & frame["value"].notna() & frame["period_end"].notna()]
    whole = whole[(whole["precision"] == "exact") & (whole["actor"] == "government") & (whole["indicator"] != "other")]
    reports: dict[tuple[object, ...], dict[int, list[tuple[str, int]]]] = defaultdict(lambda: defaultdict(list))
    names = ("territory", "indicator", "unit", "period_start", "period_end", "exploitation", "sex", "age", "nationality")
    for row in each(whole):
        iso3, year = years[row.narrative_id]
        key = (iso3, *(None if missing(getattr(row, name)) else getattr(row, name) for name in names))
        reports[key][year].append((str(row.row_id), int(row.value)))
    for found in reports.values():
        for year in sorted(found):
            earlier = found.get(year - 1, [])
            if len(earlier) == len(found[year]) == 1 and earlier[0][1] != found[year][0][1]:
                yield Breach(found[year][0][0], f"{found[year][0][1]}, while {earlier[0][0]} of the year before says {earlier[0][1]}")


def _last_digit(usd: Decimal) -> Decimal:
    """Place value of the last significant digit: 1550000 -> 10000."""
    exponent = usd.normalize().as_tuple().exponent
    assert isinstance(exponent, int), usd
    return Decimal(1).scaleb(exponent)


@rule
def implied_rates_intersect(table: str, tables: Tables, _: Arguments) -> Iterator[Breach]:
    """The conversions of one narrative in one currency, each within the rounding of its USD figure, have a rate in common."""
    frame = tables.frame(table)
    pairs = frame[frame["amount_usd_reported"].notna() & (frame["currency"] != "USD")]
    for (_narrative, currency), rows in pairs.groupby(["narrative_id", "currency"], sort=True):
        rates = []
        for row in each(rows):
            usd = Decimal(row.amount_usd_reported)
            interval = implied_interval(Decimal(row.amount), usd, _last_digit(usd)) if usd else None
            if interval is not None:
                rates.append((interval, row))
        if rates and intersection(interval for interval, _ in rates) is None:
            low = max(rates, key=lambda rate: rate[0].low)
            high = min(((interval.high, row) for interval, row in rates if interval.high is not None), key=lambda rate: rate[0])
            reason = f"{low[1].quote!r} is at least {low[0].low:.4f} {currency} a dollar, {high[1].quote!r} at most {high[0]:.4f}"
            yield Breach(str(low[1].row_id), reason)
            yield Breach(str(high[1].row_id), reason)
