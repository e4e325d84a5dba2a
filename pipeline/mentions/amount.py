"""One amount of money: a number with its scale, and the sign, code or name of a currency that stands beside it.

Which amount is the USD figure of which, and ranges, are matters of `pipeline.mentions.money`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from pipeline.mentions.number import NUMBER, TOO_LONG, parse_number
from pipeline.vocabulary.countries import country_code
from pipeline.vocabulary.currencies import catalog, choose, currencies_of, fold
from pipeline.vocabulary.load import alternation, load

# South Asian scales stand only beside rupees and taka, so they live here and not with the cardinals.
_SCALES = {**load("numbers")["scales"], "lakh": 100_000, "lakhs": 100_000, "crore": 10_000_000, "crores": 10_000_000}
# Abbreviated scales of figures in brackets and headings; "k" and "m" only where they touch the digits.
_SHORT = {"mn": "million", "mln": "million", "mil": "million", "m": "million", "bn": "billion", "k": "thousand"}
_FIGURE = re.compile(
    rf"""
    (?<![\d.,/])                                  # not inside a longer number, date or fraction
    (?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|[1-9]\d{{0,2}}(?:[ \u00a0\u202f]\d{{3}})+|\d+(?:\.\d+)?)
    (?!\d|[.,]\d|/)                               # "1.000.000" is not 1
    (?:[\s-]*(?P<scale>{alternation(_SCALES)})\b|\s?(?P<short>mn|mln|mil|bn)\b|(?P<letter>[mk])\b)?
    |\b(?:(?P<half>half\sa|a\shalf|an?)[\s-](?P<of>{alternation(s for s in _SCALES if s != "hundred")})\b
       |(?=[a-z])(?P<words>{NUMBER}))(?![\w,.]*\d)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_WORD = re.compile(r"[\s-]{0,2}((?:[A-Z]\.){2,}|St\.|&|[^\W\d_]+(?:['’ʻ&-][^\W\d_]+)*\$?|[$€£¥₦₵₨₹₱₩₪₫₭₮₴₸₺₼₾₽₡₲৳฿](?!\s?\d))")
# "one million and two million" are two numbers, "one million and two thousand" is one.
_TWO_NUMBERS = re.compile(r"(?<=illion)\sand\s(?=\S+\s(?:million|billion)\b)|(?<=thousand)\sand\s(?=\S+\sthousand\b)", re.IGNORECASE)
_LONGEST_NAME = 6
# "5.000 euros" is five thousand in some languages and five in others: no number.
_TWO_SENSES = re.compile(r"\d{1,3}\.\d{3}|0\d+")
_NO_DIGIT = re.compile(r"[^\d.]")
_STERLING = re.compile(r"\s(?:sterling)\b")
_DOLLAR = re.compile(r"(?:USD?|U\.S\.)?\s?\$")
_CODE = re.compile(r"[A-Z]{3}$")
# Codes that are read anywhere; others must be the country's own, named before, or stand beside a USD figure.
_MAJOR = frozenset({"USD", "EUR", "GBP", "CHF", "JPY"})
_SMALL_WORDS = frozenset({"and", "of", "the", "new", "old", "convertible", "strong", "sovereign", "sterling", "nuevo", "nuevos"})


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in the text: `step` is the place value of its last significant digit as printed."""

    start: int
    end: int
    value: Decimal
    step: Decimal
    scaled: bool


@dataclass(frozen=True, slots=True)
class Price:
    """A figure with its currency; start and end include sign, code and name. `currency` is None where the name stays open."""

    start: int
    end: int
    figure: Figure
    currency: str | None
    reason: str | None
    rule: str
    sure: bool

    @property
    def in_usd(self) -> bool:
        """Whether this is the report's own conversion or an amount in US dollars."""
        return self.currency == "USD"


@dataclass(frozen=True, slots=True)
class Setting:
    """What decides a shared name: the country, the day of the report's rates, the currencies named so far (oldest first)."""

    iso3: str
    on: date
    named: tuple[str, ...] = ()

    def naming(self, codes: Sequence[str]) -> "Setting":
        """The same setting after further currencies have been named."""
        return replace(self, named=(*self.named, *codes))


def _signs_before() -> re.Pattern[str]:
    signs = sorted(catalog().symbols, key=lambda sign: (-len(sign), sign))
    source = "|".join(re.escape(sign).replace(r"\ ", r"\s") for sign in signs)
    codes = "|".join(sorted(catalog().codes))
    return re.compile(rf"(?:(?<![\w.$])(?:(?:USD?|U\.S\.|{codes})\s?\$|{source})|[€£¥₦$])\s?$")


_BEFORE = _signs_before()
_SIGNS = frozenset(catalog().symbols)
_LONGEST_SIGN = 9
# Below it a common word or code beside a figure without USD is no money: "10 won medals", "ALL 500 VICTIMS".
_WEIGHTY = 1000


def find_figures(text: str) -> list[Figure]:
    """Every number of the text that could be an amount, in order."""
    found: list[Figure] = []
    position = 0
    while match := _FIGURE.search(text, position):
        position = match.end()
        if match["words"] and (cut := _TWO_NUMBERS.search(match["words"])):
            position = match.start("words") + cut.start()
            match = _FIGURE.search(text[:position], match.start()) or match
        if figure := _figure(match):
            found.append(figure)
    return found


def _figure(match: re.Match[str]) -> Figure | None:
    if digits := match["digits"]:
        short = match["short"] or match["letter"]
        if TOO_LONG.search(digits) or (_TWO_SENSES.fullmatch(digits) and not match["scale"]):
            return None
        scale = (
            Decimal(_SCALES[(match["scale"] or (_SHORT[short.lower()] if short else "")).lower()])
            if match["scale"] or short
            else Decimal(1)
        )
        plain = Decimal(digits if digits.isdigit() else _NO_DIGIT.sub("", digits))
        exponent = plain.as_tuple().exponent
        if isinstance(exponent, int) and exponent == 0 and plain:
            exponent = len(str(plain)) - len(str(plain).rstrip("0"))
        step = scale * Decimal(10) ** int(exponent)
        return Figure(match.start(), match.end(), _plain(plain * scale), _plain(step), scale > 1)
    if match["half"]:
        value = Decimal(_SCALES[match["of"].lower()]) / (2 if "half" in match["half"].lower() else 1)
        return Figure(match.start(), match.end(), _plain(value), _plain(value), scaled=True)
    value_in_words = parse_number(match["words"])
    if value_in_words is None:
        return None
    digits = str(value_in_words)
    step = Decimal(10) ** (len(digits) - len(digits.rstrip("0"))) if value_in_words else Decimal(1)
    return Figure(match.start(), match.end(), value_in_words, step, value_in_words >= 1000)


def _plain(value: Decimal) -> Decimal:
    """Without exponent and trailing zeros of the scaling."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def price(text: str, figure: Figure, setting: Setting) -> Price | None:
    """The figure's currency from the sign or code before it, else the name, code or sign after it; None if it has none."""
    found = _by_sign(text, figure, setting)
    after = name_after(text, figure.end, setting)
    if found is None:
        if after is None:
            return None
        doubtful = figure.value < _WEIGHTY and fold(text[after.start : after.end]).strip(" -") in catalog().common_words
        return replace(after, start=figure.start, figure=figure, sure=after.sure and not doubtful)
    if found.in_usd and after is None and (dollars := _dollars_of(text, figure.end)):
        return replace(found, end=dollars[0], currency=dollars[1], rule="dollars of a country")
    # "€1.5 million euros", "US$5,000 USD", "$5,000 Canadian dollars": the name belongs to the amount, and says more than the sign
    if after and after.sure and (after.currency == found.currency or (found.in_usd and after.currency)):
        return replace(found, end=after.end, currency=after.currency)
    return found


def _by_sign(text: str, figure: Figure, setting: Setting) -> Price | None:
    left = max(0, figure.start - _LONGEST_SIGN)
    beside = text[left : figure.start].split()
    # most figures follow a plain word: one look-up tells
    last = beside[-1].lstrip("([“‘\"'") if beside else ""
    match = _BEFORE.search(text[left : figure.start]) if last and (last in _SIGNS or last[-1] in _SIGNS) else None
    if not match:
        return None
    sign = " ".join(match[0].split())
    start = left + match.start()
    if _DOLLAR.fullmatch(sign):
        return Price(start, figure.end, figure, "USD", None, "dollar sign", sure=True)
    if sign.endswith("$") and sign[:3] in catalog().codes and sign not in catalog().symbols:
        return Price(start, figure.end, figure, sign[:3], None, "code and dollar sign", sure=True)
    candidates = catalog().symbols[sign]
    own = candidates & currencies_of(setting.iso3)
    if sign.isalpha() and len(sign) <= 2 and not own:
        return None
    if len(sign) == 1 and sign.isalpha() and match[0] != sign:
        return None
    code = choose(candidates, setting.iso3, setting.on, setting.named)
    if sign in {"£", "¥"} and not own:
        code = {"£": "GBP", "¥": "JPY"}[sign]
    sure = not _CODE.match(sign) or (_trusted(code, setting) and figure.value >= _WEIGHTY)
    return Price(start, figure.end, figure, code, None if code else f"{sign} is shared by several currencies", "sign or code before", sure)


def _dollars_of(text: str, position: int) -> tuple[int, str] | None:
    """End and currency of a country's adjective behind a dollar amount: "$40,000 Canadian"."""
    match = _WORD.match(text, position)
    if not match or not match[1][0].isupper():
        return None
    candidates = catalog().members["dollar"] & catalog().qualifiers.get(fold(match[1]), frozenset())
    return (match.end(), next(iter(candidates))) if len(candidates) == 1 else None


def _trusted(code: str | None, setting: Setting) -> bool:
    return code is not None and (code in _MAJOR or code in setting.named or code in currencies_of(setting.iso3))


def name_after(text: str, position: int, setting: Setting) -> Price | None:
    """The currency whose name, code or sign begins at `position` (a blank or hyphen before it); its figure is the caller's."""
    lookup = catalog()
    blank = Figure(position, position, Decimal(0), Decimal(1), scaled=False)
    words: list[str] = []
    at = position
    while len(words) < _LONGEST_NAME and (match := _WORD.match(text, at)):
        word, at = match[1], match.end()
        words.append(fold(word))
        whole = " ".join(words)
        longer = _WORD.match(text, at)
        following = fold(longer[1]) if longer else ""
        if f"{whole} {following}" in lookup.phrases:
            continue
        if whole in lookup.phrases and following not in lookup.families:
            code = choose(lookup.phrases[whole], setting.iso3, setting.on, setting.named)
            return Price(position, at, blank, code, None if code else f"{whole} is shared by several currencies", "name after", sure=True)
        if words[-1] in lookup.families:
            return _by_name(text, at, words, replace_span=(position, at), setting=setting)
        if following in lookup.families:
            if following in lookup.common_words and not (word[0].isupper() or words[-1] in _SMALL_WORDS):
                return None  # "nine victims won damages"
            continue
        if len(words) == 1 and (word in lookup.symbols) and (len(word) > 1 or not word.isalpha()):
            candidates = lookup.symbols[word]
            code = choose(candidates, setting.iso3, setting.on, setting.named)
            sure = (not _CODE.match(word) or _trusted(code, setting)) and (
                len(word) > 2 or not word.isalpha() or bool(candidates & currencies_of(setting.iso3))
            )
            return Price(position, at, blank, code, None if code else f"{word} is shared by several currencies", "code after", sure)
        if not (word[0].isupper() or words[-1] in _SMALL_WORDS or word == "&"):
            return None
    return None


_CAPITALS = re.compile(r"[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)*")


def _of_countries_named(text: str, members: frozenset[str]) -> str | None:
    """The one currency of that name in the countries that a sentence names ("the Government of Norway gave 5.4 million kroner")."""
    found: set[str] = set()
    for match in _CAPITALS.finditer(text):
        words = match[0].split()
        for low in range(len(words)):
            found |= members & catalog().qualifiers.get(fold(words[low]), frozenset())
            for high in range(low + 1, min(len(words), low + 3) + 1):
                country = country_code(" ".join(words[low:high]))
                found |= members & currencies_of(country) if country is not None else set()
    return found.pop() if len(found) == 1 else None


def _by_name(text: str, end: int, words: list[str], replace_span: tuple[int, int], setting: Setting) -> Price | None:
    """`words` end in a currency noun: resolve it by the words before it, else by the country."""
    lookup = catalog()
    noun = lookup.families[words[-1]]
    members = lookup.members[noun]
    blank = Figure(replace_span[0], replace_span[0], Decimal(0), Decimal(1), scaled=False)
    trailing = _STERLING.match(text, end)
    candidates, rule, reason = members, "noun of the country", None
    qualifier = [word for word in words[:-1] if word != "the"]
    if qualifier:
        candidates, rule = members & lookup.qualifiers.get(" ".join(qualifier), frozenset()), "qualified noun"
        if not candidates:  # "old Ghanaian cedis": the words nearest to the noun still name it
            candidates = members & lookup.qualifiers.get(qualifier[-1], frozenset())
        if not candidates and qualifier == ["new"]:
            candidates, rule = members, "noun of the country"  # "100,000 new kwacha", after a rebasing
        if not candidates:
            reason = f"no known currency is called {' '.join(words)}"
    elif trailing:
        candidates = frozenset({"GBP"})
    code = choose(candidates, setting.iso3, setting.on, setting.named) if candidates else None
    if code is None and noun == "dollar" and not qualifier:
        code, rule = "USD", "plain dollars"
    if code is None and reason is None and (abroad := _of_countries_named(text, members)):
        code, rule = abroad, "noun of a country that the sentence names"
    if code is None and reason is None:
        reason = f"{words[-1]} is a name of several currencies and none is the country's"
    own = bool(members & currencies_of(setting.iso3))
    weight = noun == "pound" and text.startswith(" of ", end)
    sure = (noun not in lookup.common_words and noun != "pound") or ((bool(qualifier) or own) and not weight)
    stop = end if not trailing else trailing.end()
    return Price(replace_span[0], stop, blank, code, reason, rule, sure)
