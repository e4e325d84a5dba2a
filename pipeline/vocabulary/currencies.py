"""Currency names, codes and signs, and which currency a name means in a country at a date.

Names, codes and users come from Babel (CLDR) and pycountry; `currencies.yaml` adds spellings, signs and qualifying words that they lack.
Finding amounts in a text does not belong here.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import pycountry
from babel import Locale
from babel.core import get_global

from pipeline.vocabulary.load import load

# Territories of reports that ISO 3166-1 does not list (any more), with CLDR's code for their currencies.
_CLDR_TERRITORIES = {"XKX": "XK", "SCG": "CS", "YUG": "YU", "ANT": "CW"}
# Reports begin in 2001 and speak of 1999 at the earliest; older currencies are not looked for.
_OLDEST = date(1999, 1, 1)
_OPEN = date(9999, 12, 31)
# A currency that is gone is still spoken of for some years (debts, old cases); after that its name means another country's.
_REMEMBERED = timedelta(days=5 * 365)


@dataclass(frozen=True, slots=True)
class Tenure:
    """A currency's time as legal tender in a territory (CLDR)."""

    currency: str
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Catalog:
    """All lookups: `families` by folded noun (`spellings`: as written), `phrases` by whole folded name, `symbols` by sign or code."""

    tenures: dict[str, tuple[Tenure, ...]]
    families: dict[str, str]
    spellings: frozenset[str]
    members: dict[str, frozenset[str]]
    qualifiers: dict[str, frozenset[str]]
    phrases: dict[str, frozenset[str]]
    symbols: dict[str, frozenset[str]]
    codes: frozenset[str]
    common_words: frozenset[str]


def fold(name: str) -> str:
    """Lower case, no accents, one blank between words, straight apostrophes: the form in which names are compared."""
    if name.isascii():
        return " ".join(name.lower().split())
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(plain.replace("ʻ", "'").replace("’", "'").lower().split())


def _day(parts: tuple[int, int, int] | None, default: date) -> date:
    return date(*parts) if parts else default


@cache
def catalog() -> Catalog:
    """The lookups, built once."""
    own = load("currencies")
    tenures = {
        territory: tuple(
            Tenure(code, _day(start, date.min), _day(end, _OPEN))
            for code, start, end, tender in rows
            if tender and _day(end, _OPEN) >= _OLDEST
        )
        for territory, rows in get_global("territory_currencies").items()
    }
    used = {tenure.currency for rows in tenures.values() for tenure in rows}
    no_money = {"XXX", "XFO"}  # ISO 4217: "no currency", and the gold franc
    codes = frozenset(used | {"CUC", "XCG"}) - no_money
    families = {fold(form): noun for noun, forms in own["nouns"].items() for form in forms}
    members: dict[str, set[str]] = defaultdict(set)
    qualifiers: dict[str, set[str]] = defaultdict(set)
    locale = Locale("en")
    for code in sorted(codes):
        printed = [fold(name).split(" ") for name in _printed_names(locale, code)]
        noun = next((families[words[-1]] for words in printed if words[-1] in families), printed[0][-1])
        members[noun].add(code)
        for words in printed:
            families.setdefault(words[-1], noun)
            if len(words) > 1:
                qualifiers[" ".join(words[:-1])].add(code)
    for code, words in own["qualifiers"].items():
        for word in words:
            qualifiers[fold(word)].add(code)
    for territory, rows in tenures.items():  # "Fiji dollars": the territory's name does the adjective's work
        name = locale.territories.get(territory)
        if name and not name.isdigit():
            qualifiers[fold(name)].update(tenure.currency for tenure in rows)
    phrases: dict[str, set[str]] = defaultdict(set)
    for code, names in own["phrases"].items():
        for name in names:
            phrases[fold(name)].add(code)
    symbols: dict[str, set[str]] = defaultdict(set)
    for code in sorted(codes):
        symbols[code].add(code)
        sign = locale.currency_symbols.get(code, code)
        symbols[sign].add(code)
    for sign, listed in own["symbols"].items():
        symbols[sign] = set(listed)
    return Catalog(
        tenures,
        families,
        frozenset(form for forms in own["nouns"].values() for form in forms),
        _frozen(members),
        _frozen(qualifiers),
        _frozen(phrases),
        _frozen(symbols),
        codes,
        frozenset(own["common_words"]),
    )


def _frozen(table: dict[str, set[str]]) -> dict[str, frozenset[str]]:
    return {key: frozenset(values) for key, values in table.items()}


def _printed_names(locale: Locale, code: str) -> Iterable[str]:
    """Babel's singular and plural names, without the years that CLDR puts in brackets."""
    plurals = locale._data["currency_names_plural"].get(code, {})  # noqa: SLF001 - Babel has no public name for them
    for name in (*plurals.values(), locale.currencies.get(code)):
        if name:
            yield re.sub(r"\s*\([^)]*\)", "", name)


def territory_of(iso3: str) -> str | None:
    """CLDR's territory code of an ISO 3166-1 alpha-3 code, Kosovo and dissolved states included."""
    if iso3 in _CLDR_TERRITORIES:
        return _CLDR_TERRITORIES[iso3]
    country = pycountry.countries.get(alpha_3=iso3)
    return country.alpha_2 if country else None


def _remembered(end: date, on: date) -> bool:
    return end >= on or on - end <= _REMEMBERED


def _in_use(tenures: Iterable[Tenure], among: frozenset[str], on: date) -> str | None:
    """The currency of `among` that is tender on that day (the newest, if two are), else the last one before it."""
    known = [tenure for tenure in tenures if tenure.currency in among and tenure.start <= on and _remembered(tenure.end, on)]
    current = [tenure for tenure in known if tenure.end >= on]
    best = max(current, key=lambda t: (t.start, t.currency), default=None) or max(known, key=lambda t: (t.end, t.currency), default=None)
    return best.currency if best else None


def currencies_of(iso3: str) -> frozenset[str]:
    """Every currency that was tender in the country since 1999."""
    territory = territory_of(iso3)
    return frozenset(tenure.currency for tenure in catalog().tenures.get(territory or "", ()))


def choose(candidates: frozenset[str], iso3: str, on: date, named: Sequence[str] = ()) -> str | None:
    """The one currency of `candidates` that is meant in a narrative of `iso3` converting at the rates of day `on`.

    A single candidate is meant; then the country's own, then the one that is in use anywhere on that day if there is only one,
    then the one named last in the narrative (`named`, oldest first). None: the name stays unresolved.
    """
    if len(candidates) == 1:
        return next(iter(candidates))
    lookup = catalog()
    own = _in_use(lookup.tenures.get(territory_of(iso3) or "", ()), candidates, on)
    if own:
        return own
    everywhere = [tenure for rows in lookup.tenures.values() for tenure in rows if tenure.currency in candidates]
    current = {tenure.currency for tenure in everywhere if tenure.start <= on <= tenure.end}
    # one country's successive currencies ("Turkish lira"): the one of the day
    if len(current) == 1 and _same_users(candidates):
        return next(iter(current))
    if not current and _same_users(candidates):
        return _in_use(everywhere, candidates, on)
    return next((code for code in reversed(named) if code in candidates), None)


@cache
def _same_users(candidates: frozenset[str]) -> bool:
    """Whether some territory has used all of the candidates, one after the other."""
    return any(candidates <= {tenure.currency for tenure in rows} for rows in catalog().tenures.values())
