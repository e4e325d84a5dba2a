"""A picture of one narrative's money for the asset's metadata: who pays for what, when, and how much.

Drawn as SVG by hand, so that no plotting library has to be installed for one figure. Nothing is added up in it.
"""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from html import escape
from math import log10

# Okabe and Ito's palette, safe for colour-blind readers; payers in the order of the codebook.
_COLOURS = {
    "government": "#0072B2",
    "foreign_government": "#56B4E9",
    "foreign_donor": "#CC79A7",
    "international_organization": "#009E73",
    "ngo": "#E69F00",
    "trafficker": "#D55E00",
    "employer": "#8C564B",
    "recruiter": "#7F7F7F",
    "worker": "#F0E442",
    None: "#BBBBBB",
}
_ROW, _TOP, _LEFT, _TIME, _GAP, _SUM = 24, 56, 300, 360, 24, 150
_WIDTH = _LEFT + _TIME + _GAP + _SUM + 130
_LONGEST_LABEL = 46


@dataclass(frozen=True, slots=True)
class ChartedSum:
    """One row of `money` as the chart needs it; `usd` is the reported figure, else the one at the reference rate, else None."""

    purpose: str
    payer: str | None
    recipient: str | None
    amount: Decimal
    currency: str
    usd: Decimal | None
    frequency: str
    period_start: date | None
    period_end: date | None


def money_chart(narrative_id: str, sums: Sequence[ChartedSum]) -> str:
    """An SVG: one line per sum, its period as a bar in the payer's colour, its US dollars as a bar on a logarithmic scale."""
    ordered = sorted(
        sums, key=lambda one: (one.period_start or date.max, one.period_end or date.max, -(one.usd or one.amount), one.purpose)
    )
    years = [day.year for one in ordered for day in (one.period_start, one.period_end) if day]
    first, last = (min(years), max(years) + 1) if years else (0, 1)
    height = _TOP + _ROW * len(ordered) + 44
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{height}" font-family="sans-serif" font-size="12">',
        f'<rect width="{_WIDTH}" height="{height}" fill="white"/>',
        _text(8, 20, f"{narrative_id}: sums of money, by who pays, for what and when", size=15),
    ]
    if not ordered:
        return "".join([*parts, _text(8, _TOP, "No sum is printed in this narrative."), "</svg>"])
    parts += _axis(first, last, height) if years else []
    parts.append(_text(_LEFT + _TIME + _GAP, 44, "US dollars (log scale)", colour="#555"))
    largest = max((one.usd for one in ordered if one.usd), default=Decimal(10))
    for index, one in enumerate(ordered):
        parts += _line(one, _TOP + _ROW * index, first, last, largest)
    return "".join([*parts, *_legend(ordered, height - 14), "</svg>"])


def chart_markdown(svg: str, alternative: str) -> str:
    """The chart as a Markdown image that holds its own data, for Dagster's metadata."""
    return f"![{alternative}](data:image/svg+xml;base64,{b64encode(svg.encode('utf-8')).decode('ascii')})"


def _text(x: float, y: float, words: str, *, size: int = 12, colour: str = "#111", anchor: str = "start") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{colour}" text-anchor="{anchor}">{escape(words)}</text>'


def _place(day: date, first: int, last: int) -> float:
    """Where a day stands on the time axis."""
    passed = (day - date(first, 1, 1)).days
    return _LEFT + _TIME * passed / (date(last, 1, 1) - date(first, 1, 1)).days


def _axis(first: int, last: int, height: int) -> list[str]:
    drawn = []
    every = max(1, (last - first) // 8 + (1 if (last - first) % 8 else 0))
    for year in range(first, last + 1):
        x = _place(date(year, 1, 1), first, last)
        drawn.append(f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{_TOP - 6}" y2="{height - 36}" stroke="#DDD"/>')
        if year < last and (year - first) % every == 0:
            drawn.append(_text(x + 2, 44, str(year), colour="#555"))
    return drawn


def _line(one: ChartedSum, y: int, first: int, last: int, largest: Decimal) -> list[str]:
    label = one.purpose.replace("_", " ") + (f" → {one.recipient}" if one.recipient else "")
    label = label if len(label) <= _LONGEST_LABEL else label[: _LONGEST_LABEL - 1] + "…"
    colour = _COLOURS.get(one.payer, _COLOURS[None])
    drawn = [_text(8, y + 13, label)]
    if one.period_start or one.period_end:
        left = _place(one.period_start, first, last) if one.period_start else float(_LEFT)
        right = _place(one.period_end, first, last) + 1 if one.period_end else float(_LEFT + _TIME)
        drawn.append(f'<rect x="{left:.1f}" y="{y + 3}" width="{max(3.0, right - left):.1f}" height="13" rx="2" fill="{colour}"/>')
    else:
        drawn.append(_text(_LEFT, y + 13, "no dates", colour="#888"))
    start = _LEFT + _TIME + _GAP
    if one.usd and one.usd > 0:
        width = max(3.0, _SUM * log10(float(max(one.usd, Decimal(2)))) / log10(float(max(largest, Decimal(10)))))
        drawn.append(f'<rect x="{start}" y="{y + 3}" width="{width:.1f}" height="13" rx="2" fill="{colour}" opacity="0.55"/>')
    said = f"${one.usd:,.0f}" if one.usd is not None else f"{one.amount:,f} {one.currency}"
    rhythm = {"annual": " a year", "monthly": " a month"}.get(one.frequency, "")
    drawn.append(_text(start + _SUM + 6, y + 13, said + rhythm))
    return drawn


def _legend(ordered: Sequence[ChartedSum], y: int) -> list[str]:
    drawn, x = [], 8.0
    for payer, colour in _COLOURS.items():
        if any(one.payer == payer for one in ordered):
            words = (payer or "payer not named").replace("_", " ")
            drawn += [f'<rect x="{x:.1f}" y="{y - 10}" width="12" height="12" fill="{colour}"/>', _text(x + 17, y, words)]
            x += 34 + 7 * len(words)
    return drawn
