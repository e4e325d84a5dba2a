"""Every numeric expression of a sentence, typed: the one place that decides what kind of number a number is.

Spans never overlap. A kind that has a module of its own (money, durations, legal references, periods) is found there;
what is left is a percentage, an age, an ordinal, an identifier or a plain cardinal.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from pipeline.mentions.duration import DurationMention, find_durations
from pipeline.mentions.legal import find_legal
from pipeline.mentions.money import MoneyMention, find_money
from pipeline.mentions.number import NUMBER, parse_number
from pipeline.mentions.period import PeriodMention, find_periods

_ORDINAL_WORDS = (
    r"first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|"
    r"seventeenth|eighteenth|nineteenth|twentieth"
)
# A sentence without any of these holds no numeric expression.
HAS_NUMBER = re.compile(
    r"\d|\b(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w{3,5}teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|"
    rf"dozens?|hundreds?|thousands?|millions?|both|half|no|none|nobody|several|a\sfew|rest|others|all|{_ORDINAL_WORDS})\b",
    re.IGNORECASE,
)
_SPELLED = re.compile(
    rf"\b(?:{_ORDINAL_WORDS})\b(?:\s(?:consecutive|straight)\s(?:year|reporting\speriod))?|\b\d+(?:st|nd|rd|th)\b(?:\sconsecutive\syear)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Span:
    """A typed numeric span in narrative offsets; `source` is the module's own mention where one exists."""

    start: int
    end: int
    kind: str
    value: Decimal | None
    value_high: Decimal | None
    rule: str
    source: MoneyMention | DurationMention | PeriodMention | None = None


_RANKS = {word: rank for rank, word in enumerate(_ORDINAL_WORDS.split("|"), 1)}


def _rank(text: str) -> Decimal | None:
    """The rank that an ordinal names."""
    word = text.split(maxsplit=1)[0].lower()
    digits = re.match(r"\d+", word)
    return Decimal(digits[0]) if digits else Decimal(_RANKS[word]) if word in _RANKS else None


_Make = Callable[[re.Match[str]], tuple[Decimal | None, Decimal | None] | None]


def _plain(match: re.Match[str]) -> tuple[Decimal | None, Decimal | None]:
    return (parse_number(match["n"]) if "n" in match.re.groupindex and match["n"] else None), None


def _pair(match: re.Match[str]) -> tuple[Decimal | None, Decimal | None] | None:
    low, high = parse_number(match["a"]), parse_number(match["b"])
    if low is None or high is None:
        return None
    scale = re.search(r"(thousand|million|billion)$", match["b"], re.IGNORECASE)
    if scale and not re.search(r"[a-z]$", match["a"], re.IGNORECASE):
        scaled = parse_number(f"{match['a']} {scale[1]}")
        low = scaled if scaled is not None and scaled < high else low
    return (low, high) if low < high else None


def _nothing(match: re.Match[str]) -> tuple[Decimal | None, Decimal | None]:
    del match
    return None, None


_N = NUMBER
# (rule name, kind, pattern, values), in order of precedence: an earlier rule's span is not read again.
_RULES: list[tuple[str, str, re.Pattern[str], _Make]] = [
    (name, kind, re.compile(pattern, re.IGNORECASE), make)
    for name, kind, pattern, make in [
        ("telephone", "other", r"(?<!\w)\+?\d{1,4}(?:[-\s.]\d{2,4}){2,4}(?!\w)(?<!\d,\d{3})|\b1-800-[\w-]+", _nothing),
        (
            "round-the-clock",
            "other",
            r"\b24/7\b|\b24[-\s]hours?(?:[-\s]a[-\s]day|\sper\sday)?\b(?=[^.]{0,40}\b(?:hotline|helpline|line|seven\sdays|service|shelter|center|operat))",
            _nothing,
        ),
        ("tier", "other", r"\bTiers?\s(?P<n>[123])(?:\sWatch\sList)?\b", _plain),
        (
            "percentage",
            "percentage",
            rf"(?P<n>{_N})(?:\s?(?:to|-|–|and)\s?\d+(?:\.\d+)?)?(?:\s?%|[\s-]per\s?cent\b|\spercentage\spoints?)",
            _plain,
        ),
        (
            "fraction",
            "percentage",
            r"\b(?:(?:one|a|two|three|four)[-\s](?:half|third|thirds|quarters?|fifths?|fourths?|sixths?|tenths?|eighths?)|half|halves)\b(?:\sto\sone-\w+)?|\b(?:one|two|three|four|nine|eight)\s(?:in|out\sof(?:\severy)?)\s(?:every\s)?(?:two|three|four|five|six|ten|10|100)\b(?!\s(?:cases|victims|defendants|suspects|investigations))",
            _nothing,
        ),
        ("multiple", "other", rf"(?P<n>{_N})[-\s](?:times|fold)\b|\b(?P<m>two|three|four|five|ten)fold\b", _plain),
        (
            "age",
            "other",
            rf"\b(?:ages?d?|aged\sbetween)\s(?:of\s|from\s)?(?P<n>{_N})(?:\s?(?:to|-|–|and|or)\s?{_N})?(?:\syears?(?:\sof\sage|\sold)?)?|(?P<k>{_N})(?:\s?(?:to|-|–|and)\s?{_N})?[-\s]years?(?:[-\s](?:old|of\sage)s?)\b|\b(?:younger|older)\sthan\s{_N}\b|\b(?:as\s)?(?:young|old)\sas\s{_N}\b(?:\s(?:and|to)\s{_N})?|\b(?:under|over|below|above)\s(?:the\sage\sof\s)?(?:12|13|14|15|16|17|18|21)\b(?!\s(?:cases|victims|investigations|people|suspects|percent|million|years?[’']))(?!,\d)|\bwas\s(?:1[0-9]|[5-9])\swhen\b|\b(?:five|six|seven|eight|nine|ten|\d\d?)\syears\sold\b",
            _plain,
        ),
        (
            "hotline-number",
            "other",
            r"\b(?:dial|hotline|helpline|line|number)\s(?P<n>\d{3,5})\b(?!\s(?:received|took)\s\d)|\b(?<!,)\d{3,4}\s(?=(?:hotline|helpline|line)\b)",
            _nothing,
        ),
        ("quoted-number", "other", r"\b\d+-\d+[’']s\b|[“\"‘]\d{3,5},?[”\"’]", _nothing),
        (
            "identifier",
            "other",
            r"\b[A-Z][A-Za-z]*-(?P<n>\d+)[A-Z]?\b|\b(?:G|UN|H|T|U|A|L|B|F|EU|AU|ASEAN)-?\d{1,3}[A-Z]?\b|\b\d+[A-Z]{1,3}\b(?!\w)",
            _plain,
        ),
        (
            "numbered",
            "legal_reference",
            r"\b(?:No\.|Nos\.|number|phase|level|category|grade|type|version|page|pages|pp\.|chapter|step|stage|target|goal|SDG|objective|pillar|annex|zone|route|line)\s(?P<n>\d+(?:[./-]\d+)*)\b(?!\s(?:calls|victims|cases|people))",
            _nothing,
        ),
        (
            "date",
            "date",
            r"\b(?:on\s)?(?:\d{1,2}\s(?:January|February|March|April|May|June|July|August|September|October|November|December)|(?:January|February|March|April|May|June|July|August|September|October|November|December)\s\d{1,2}(?:st|nd|rd|th)?)\b(?!,?\s?\d{4})(?!,\d)",
            _nothing,
        ),
        (
            "vague",
            "vague",
            r"\b(?:(?:tens|hundreds|dozens|scores|thousands)(?:\sof\s(?:thousands|hundreds|millions))?|several(?:\s(?:hundred|thousand|dozen)s?\b)?|a\sfew(?:\s(?:hundred|thousand|dozen)\b)?)\b",
            _nothing,
        ),
        ("all-but", "derived", rf"\ball\sbut\s(?P<n>{_N})", _plain),
        ("rest", "derived", r"\bthe\s(?:rest|others|remainder)\b(?!\sof\sthe\s(?:country|year|world|region|population))", _nothing),
        (
            "both",
            "derived",
            r"(?<!or\s)(?<!in\s)(?<!for\s)(?<!of\s)\bboth\b(?!\s(?:the|a|an|sex|labor|forms?|types?|in|of\sits|adults?|men|women|boys|girls|domestic|foreign|male|female|at|by|for|within|countries|sides|parties|criminal|internal|adult|child|local|national|public|victims?|its|his|her|their|with|to|on|as|under|from)\b)",
            _nothing,
        ),
        (
            "all",
            "derived",
            r"\ball\b(?=\sof\s(?:them|these|those|whom|which)\b|\s(?:to|for)\s(?:\w+\s){0,3}(?:shelters?|care|ngos?|services|assistance|providers?)|\s(?:identified\s|of\sthe\s)?victims\b|\swere\s(?:convicted|referred|sentenced|acquitted|prosecuted|assisted|repatriated|returned))",
            _nothing,
        ),
        ("none", "zero", r"\b(?:none|no\sone|nobody)\b(?!\s(?:other|too|the\sless))", _nothing),
        (
            "no",
            "zero",
            r"\bno\b(?=\s[a-z“])(?!\s(?:longer|more|fewer|less|later|doubt|other|way|means|matter|specific|such|effort|efforts|information|data|evidence|progress|formal|clear|specialized|reports?\s(?:of|that)|known|significant|indication|mention|comprehensive|special|dedicated|legal|law|laws|provisions?|national|mechanism|one)\b)",
            _nothing,
        ),
        ("range-between", "range", rf"(?<=between\s)(?P<a>{_N})\sand\s(?P<b>{_N})(?![\w,.]*\d)", _pair),
        ("range-from", "range", rf"(?<=from\s)(?P<a>{_N})\sto\s(?P<b>{_N})(?=\s[a-z])", _pair),
        ("range", "range", rf"(?<![\d,.$€£¥/-])(?<!from\s)\b(?P<a>{_N})\s?(?:to|-|–|—)\s?(?P<b>{_N})(?![\d%/]|,\d|\.\d|[’']s)\b", _pair),
        ("cardinal", "count", rf"(?<![\d$€£¥/#])(?<!\d[,.])(?P<n>{_N})(?![\d%/]|[,.]\d|-[A-Za-z])(?!(?<=\d)[a-z]\w)", _plain),
    ]
]
# "rose from 6 to 9 officers" is two figures, "from 1,200 to 1,500 children" a range
_CHANGE_BEFORE = re.compile(
    r"\b(?:rose|ris|fell|fall|grew|grow|increas|decreas|declin|drop|expand|went|doubl|tripl|revis|correct|reduc|rais|up|down|number)\w*\b",
    re.IGNORECASE,
)
_WORD_BEFORE = re.compile(r"[A-Za-z]-$")


def _free(start: int, end: int, taken: list[Span], blocked: Iterable[tuple[int, int]]) -> bool:
    return not any(start < span.end and span.start < end for span in taken) and not any(start < high and low < end for low, high in blocked)


def scan(text: str, offset: int, *, iso3: str, report_year: int, blocked: tuple[tuple[int, int], ...] = ()) -> list[Span]:
    """The numeric spans of a sentence that starts at `offset`; `blocked` are narrative ranges to skip (page furniture)."""
    if not HAS_NUMBER.search(text):
        return [
            Span(p.start, p.end, "period", None, None, p.rule, p) for p in find_periods(text, offset, iso3=iso3, report_year=report_year)
        ]
    taken: list[Span] = []

    def take(
        start: int,
        end: int,
        kind: str,
        value: Decimal | None,
        high: Decimal | None,
        rule: str,
        source: MoneyMention | DurationMention | PeriodMention | None = None,
    ) -> None:
        if _free(start, end, taken, blocked):
            taken.append(Span(start, end, kind, value, high, rule, source))

    for money in find_money(text, offset, iso3=iso3, report_year=report_year):
        take(money.start, money.end, "money", None, None, "money", money)
    for legal in find_legal(text, offset):
        take(legal.start, legal.end, "legal", legal.value, None, "legal-reference")
    periods = find_periods(text, offset, iso3=iso3, report_year=report_year)
    for period in periods:
        take(period.start, period.end, "period", None, None, period.rule, period)
    names, ages = {"round-the-clock", "telephone", "tier", "percentage", "age", "fraction"}, []
    for name, kind, pattern, make in _RULES:
        if name in names:
            for match in pattern.finditer(text):
                values = make(match)
                if values is not None:
                    ages.append((match.start() + offset, match.end() + offset, kind, values, name))
    for start, end, kind, values, name in ages:
        take(start, end, kind, values[0], values[1], name)
    for duration in find_durations(text, offset):
        if not any(p.start <= duration.start and duration.end <= p.end for p in periods):
            take(duration.start, duration.end, "duration", duration.value_low, duration.value_high, "duration", duration)
    for match in _SPELLED.finditer(text):
        take(match.start() + offset, match.end() + offset, "ordinal", _rank(match[0]), None, "ordinal")
    for name, kind, pattern, make in _RULES:
        if name in names:
            continue
        for match in pattern.finditer(text):
            if name in ("cardinal", "range") and _WORD_BEFORE.search(text, max(0, match.start() - 2), match.start()):
                continue
            if name == "range-from" and _CHANGE_BEFORE.search(text, max(0, match.start() - 80), match.start()):
                continue
            pair = make(match)
            if pair is not None:
                take(match.start() + offset, match.end() + offset, kind, pair[0], pair[1], name)
    return sorted(taken, key=lambda span: span.start)
