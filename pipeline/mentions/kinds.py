"""The wordings that tell what kind of number a number is: one rule each, in order of precedence.

Kinds that have a module of their own (money, durations, legal references, periods) are not here.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from pipeline.mentions.glance import Glance
from pipeline.mentions.number import NUMBER, parse_number

Values = tuple[Decimal | None, Decimal | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A name, the kind of the span, a pattern, and its values; None from `values` refuses the match.

    `needs`: lower-case words of which the sentence must hold one, so that the pattern is not tried in vain (empty: always tried).
    `early`: read before durations, since their unit is part of the expression ("aged 12 to 17 years").
    `words`: whole words of which the sentence must hold one as well, `digit`: whether it must hold a digit.
    `numbers`: how many cardinals a match holds at least; it begins where one of them does.
    `hint`: what every match holds, in lower case, and is found faster.
    """

    name: str
    kind: str
    pattern: re.Pattern[str]
    values: Callable[[re.Match[str]], Values | None]
    needs: tuple[str, ...] = ()
    words: frozenset[str] = frozenset()
    early: bool = False
    digit: bool = False
    numbers: int = 0
    hint: re.Pattern[str] | None = None


def _plain(match: re.Match[str]) -> Values | None:
    if "n" not in match.re.groupindex or not match["n"]:
        return None, None
    value = parse_number(match["n"])
    return None if value is None else (value, None)


def _pair(match: re.Match[str]) -> Values | None:
    low, high = parse_number(match["a"]), parse_number(match["b"])
    if low is None or high is None:
        return None
    scale = re.search(r"(thousand|million|billion)$", match["b"], re.IGNORECASE)
    if scale and not re.search(r"[a-z]$", match["a"], re.IGNORECASE):
        scaled = parse_number(f"{match['a']} {scale[1]}")
        low = scaled if scaled is not None and scaled < high else low
    return (low, high) if low < high else None


# "rose from 6 to 9 officers" is two figures, "from 1,200 to 1,500 children" a range
_CHANGE_BEFORE = re.compile(
    r"\b(?:rose|ris|fell|fall|grew|grow|increas|decreas|declin|drop|expand|went|doubl|tripl|revis|correct|reduc|rais|up|down|number)\w*\b",
    re.IGNORECASE,
)
_LETTER = re.compile(r"[A-Za-z]")


def _spread(match: re.Match[str]) -> Values | None:
    before = match.string[max(0, match.start() - 80) : match.start()]
    return None if _CHANGE_BEFORE.search(before) else _pair(match)


def _unhyphened(values: Callable[[re.Match[str]], Values | None]) -> Callable[[re.Match[str]], Values | None]:
    """Refuse a number that hangs on a word ("COVID-19" of any spelling)."""

    def made(match: re.Match[str]) -> Values | None:
        start = match.start()
        if start > 1 and match.string[start - 1] == "-" and _LETTER.match(match.string, start - 2):
            return None
        return values(match)

    return made


def _nothing(match: re.Match[str]) -> Values:
    del match
    return None, None


def _rule(
    name: str,
    kind: str,
    pattern: str,
    values: Callable[[re.Match[str]], Values | None],
    *needs: str,
    words: Iterable[str] = (),
    early: bool = False,
    digit: bool = False,
    numbers: int = 0,
    hint: str | None = None,
) -> Rule:
    found = re.compile(hint) if hint else None
    return Rule(name, kind, re.compile(pattern, re.IGNORECASE), values, needs, frozenset(words), early, digit, numbers, found)


_N = NUMBER
# "a 40-person shelter" says how many it holds
_ROOM = (
    r"(?:person|resident|victim|woman|child|family|guest|occupant)\s(?:\w+\s){0,2}"
    r"(?:shelters?|homes?|centers?|facilit|safe\shouses?|houses?)\b"
)
_MONTHS = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
RULES = (
    _rule(
        "telephone",
        "other",
        r"(?<!\w)\+?\d{1,4}(?:[-\s.]\d{2,4}){2,4}(?!\w)(?<!\d,\d{3})|\b1-800-[\w-]+|\b\d{3}-0\d\d\b",
        _nothing,
        early=True,
        digit=True,
        hint=r"\d[-\s.]\d\d",
    ),
    _rule(
        "round-the-clock",
        "other",
        r"\b24/7\b|\b24[-\s]hours?(?:[-\s]a[-\s]day|\sper\sday)?\b"
        r"(?=[^.]{0,40}\b(?:hotline|helpline|line|seven\sdays|service|shelter|center|operat))",
        _nothing,
        "24",
        early=True,
        digit=True,
    ),
    _rule("tier", "other", r"\bTiers?\s(?P<n>[123])(?:\sWatch\sList)?\b", _plain, words=["tier", "tiers"], early=True, digit=True),
    _rule(
        "percentage",
        "percentage",
        rf"(?<![\d,.])(?!(?:19|20)\d\d\sand)(?P<n>{_N})(?:\s?(?:to|-|–|and)\s?\d+(?:\.\d+)?)?(?:\s?%|[\s-]per\s?cent\b|\spercentage\spoints?)",
        _plain,
        "%",
        "percent",
        "per cent",
        early=True,
    ),
    _rule(
        "fraction",
        "percentage",
        r"\b(?:(?:one|a|two|three|four)[-\s](?:half|thirds?|quarters?|fifths?|fourths?|sixths?|tenths?|eighths?)|half|halves)\b(?!-)(?:\sto\sone-\w+)?"
        # "four and a half years" is a duration, "half a dozen" a count
        r"(?!\s(?:to\s[\w-]+\s)?(?:years?|months?|weeks?|days?)\b|\sa\sdozen\b|[-\s]dozen\b)"
        r"|\b(?:one|two|three|four|nine|eight)\s(?:in|(?:out\s)?of\severy|out\sof)\s(?:every\s)?(?:two|three|four|five|six|ten|10|100)\b"
        r"(?!\s(?:cases|defendants|suspects|investigations))",
        _nothing,
        "half",
        "halves",
        "third",
        "quarter",
        "fifth",
        "fourth",
        "sixth",
        "tenth",
        "eighth",
        " in ",
        "out of",
        "of every",
        words=[
            *("half", "halves", "third", "thirds", "quarter", "quarters", "fifth", "fifths", "fourth", "fourths", "sixth", "sixths"),
            *("tenth", "tenths", "eighth", "eighths", "one", "two", "three", "four", "nine", "eight"),
        ],
        early=True,
    ),
    _rule(
        "multiple",
        "other",
        rf"(?P<n>{_N})[-\s](?:times|fold)\b|\b(?P<m>two|three|four|five|ten)fold\b",
        _plain,
        words=["times", "fold", "twofold", "threefold", "fourfold", "fivefold", "tenfold"],
    ),
    _rule(
        "age",
        "other",
        rf"\b(?:ages?d?|aged\sbetween)\s(?:for\s\w+\sfrom\s|of\s|from\s)?(?P<n>{_N})(?:\s?(?:to|-|–|and|or)\s?{_N})?(?:\syears?(?:\sof\sage|\sold)?)?"
        rf"|(?P<k>{_N})(?:\s?(?:to|-|–|and)\s?{_N})?[-\s]years?(?:[-\s](?:old|of\sage)s?)\b|\b(?:younger|older)\sthan\s{_N}\b"
        rf"|\b(?:as\s)?(?:young|old)\sas\s{_N}\b(?:\s(?:and|to)\s{_N})?"
        r"|\b(?:under|over|below|above)\s(?:the\sage\sof\s)?(?:12|13|14|15|16|17|18|21)\b"
        r"(?!\s(?:cases|victims|investigations|people|persons|others|women|men|girls|boys|children|individuals|suspects|traffickers|percent|million|years?[’']))(?!,\d)|\bwas\s(?:1[0-9]|[5-9])\swhen\b|\bturned\s(?:1[0-9]|21)\b",
        _plain,
        "age",
        " old",
        "older",
        "young",
        "under",
        "over",
        "below",
        "above",
        "was ",
        "turned ",
        words=[
            "turned",
            "age",
            "ages",
            "aged",
            "agesd",
            "old",
            "olds",
            "older",
            "young",
            "younger",
            "under",
            "over",
            "below",
            "above",
            "was",
        ],
        early=True,
        hint=r"(?:age|years?[-\s]old|ger\sthan|older\sthan|(?:young|old)\sas\s|(?:under|over|below|above)\s(?:1[2-8]|21)|(?:was|turned)\s(?:1\d|21|[5-9]))",
    ),
    _rule(
        "hotline-number",
        "other",
        r"\b(?:dial|hotline|helpline|line|number),?\s\(?(?P<n>\d{3,5})\b(?=\)|,|\s(?:received|took|fielded|answered|was|is|and)\b|\.|$)(?!\s(?:received|took)\s\d)"
        r"|\b(?:call|text|phone)\s\d{3,5}(?:\sor\s\d{3,5})*\b(?=\sto\b|,\s[a-z]|\sfor\b|[.;)]|\sand\s[a-z])"
        r"|\b(?:dial|hotline|helpline|line|number),?\s\(?\d{3,5}(?:-\d{1,5}|\s\d{2,4}(?=[,.;)]))+\b|\b(?<!,)\d{3,4}\s(?=(?:(?:women|children|child|girls)(?:[’\']s)?\s)?(?:hotline|helpline|line|actionline|lifeline)\b(?!\s(?:calls|tips|messages)))",
        _nothing,
        words=["dial", "call", "text", "phone", "hotline", "helpline", "line", "number", "actionline", "lifeline"],
        digit=True,
    ),
    _rule(
        "quoted-number",
        "other",
        r"\b\d+-\d+[’']s\b|[“\"‘]\d{3,5},?[”\"’]",
        _nothing,
        digit=True,
        hint=r"\d(?:[’']|,?[”\"’])",
    ),
    _rule(
        "identifier",
        "other",
        r"\b[A-Z][A-Za-z]*-(?P<n>\d+)[A-Z]?\b|\b(?:G|UN|H|T|U|A|L|B|F|EU|AU|ASEAN)-?\d{1,3}[A-Z]?\b|\b\d+[A-Z]{1,3}\b(?!\w)"
        r"|\b[A-Z][A-Za-z]{0,3}\d{1,3}(?:,\d{3})+\b",  # a sign of money that the country does not use
        _plain,
        digit=True,
        hint=r"\d(?:[^\W\d_]|(?<=[^\W\d_]\d)|(?<=[^\W\d_]-\d))",
    ),
    _rule(
        "numbered",
        "legal_reference",
        r"\b(?:No\.|Nos\.|number|phase|level|category|grade|type|version|page|pages|pp\.|chapter|step|stage|target|goal|SDG|objective|"
        r"pillar|annex|zone|route|line)\s(?P<n>\d+(?:[./-]\d+)*)\b(?!\s(?:calls|victims|cases|people))",
        _nothing,
        words=[
            *("no", "nos", "number", "phase", "level", "category", "grade", "type", "version", "page", "pages", "pp", "chapter", "step"),
            *("stage", "target", "goal", "sdg", "objective", "pillar", "annex", "zone", "route", "line"),
        ],
        digit=True,
    ),
    _rule(
        "date",
        "date",
        rf"\b(?:on\s)?(?:\d{{1,2}}\s{_MONTHS}|{_MONTHS}\s\d{{1,2}}(?:st|nd|rd|th)?)\b(?!,?\s?\d{{4}})(?!,\d)",
        _nothing,
        words=_MONTHS[3:-1].lower().split("|"),
        digit=True,
    ),
    _rule(
        "vague",
        "vague",
        r"\b(?:(?:tens|hundreds|dozens|scores|thousands)(?:\sof\s(?:thousands|hundreds|millions))?|"
        r"several(?:\s(?:hundred|thousand|dozen)s?\b)?|a\sfew(?:\s(?:hundred|thousand|dozen)\b)?)\b",
        _nothing,
        "tens",
        "hundreds",
        "dozens",
        "scores",
        "thousands",
        "several",
        "a few",
        words=["tens", "hundreds", "dozens", "scores", "thousands", "several", "few"],
    ),
    _rule("all-but", "derived", rf"\ball\sbut\s(?P<n>{_N})", _plain, "all but", words=["all"]),
    _rule(
        "rest",
        "derived",
        r"\bthe\s(?:rest|others|remainder)\b(?!\sof\sthe\s(?:country|year|world|region|population))",
        _nothing,
        "the rest",
        "the others",
        "the remainder",
        words=["rest", "others", "remainder"],
    ),
    _rule(
        "both",
        "derived",
        r"(?<!or\s)(?<!in\s)(?<!into\s)(?<!with\s)(?<!for\s)(?<!of\s)\bboth\b(?!\s(?:the|a|an|sex|labor|forms?|types?|in|of\sits|adults?|men|women|boys|girls|"
        r"domestic|foreign|male|female|at|by|for|within|countries|sides|parties|criminal|internal|adult|child|local|national|public|victims?|"
        r"its|his|her|their|with|to|on|as|under|from)\b)(?!(?<=\bto\sboth)[.,;)])(?!(?<=\binvolving\sboth)[.,;)\s])(?!(?<=\binvolved\sboth)[.,;)\s])",
        _nothing,
        words=["both"],
    ),
    _rule(
        "all",
        "derived",
        r"(?<!of\s)(?<!almost\s)(?<!nearly\s)(?<!virtually\s)(?<!not\s)\ball\b(?=\sof\s(?:them|these|those|whom|which)\b|\s(?:to|for)\s(?:\w+\s){0,3}(?:shelters?|care|ngos?|services|assistance|providers?)|"
        r"\s(?:identified\s|of\sthe\s)?victims\b|\swere\s(?:adults?|women|men|girls|boys|children|minors|female|male|foreign(?:ers)?|(?:\w+\s)?nationals)\b|\swere\s(?:convicted|referred|sentenced|acquitted|prosecuted|assisted|repatriated|returned))",
        _nothing,
        "all ",
        words=["all"],
    ),
    _rule(
        "none",
        "zero",
        r"\bnot\s(?:a\ssingle|one)\b(?=\s[a-z])|\b(?:none|no\sone|nobody)\b(?!\s(?:other|too|the\sless)\b)",
        _nothing,
        "none",
        "no one",
        "nobody",
        "not a single",
        "not one",
        words=["none", "no", "nobody", "not"],
    ),
    _rule(
        "no",
        "zero",
        r"\bno\b(?=\s[a-z“])(?!\s(?:longer|more|fewer|less|later|doubt|other|way|means|matter|specific|such\s(?:as|effort|law|provision|crime|system|mechanism)|effort|efforts|information|data|"
        r"evidence|progress|formal|clear|specialized|reports?\s(?:of|that)|known|significant|indication|mention|comprehensive|special|dedicated|"
        r"legal|law|laws|provisions?|national|mechanism|one)\b)",
        _nothing,
        "no ",
        words=["no"],
    ),
    _rule("range-between", "range", rf"(?<=between\s)(?P<a>{_N})\sand\s(?P<b>{_N})(?![\w,.]*\d)", _pair, "between"),
    _rule("range-from", "range", rf"(?<=from\s)(?P<a>{_N})\sto\s(?P<b>{_N})(?=\s[a-z])", _spread, "from"),
    _rule(
        "range",
        "range",
        rf"(?<![\d,.$€£¥/-])(?<!from\s)\b(?P<a>{_N})\s?(?:to|-|–|—)\s?(?P<b>{_N})(?![\d%/]|,\d|\.\d|[’']s)\b",
        _unhyphened(_pair),
        numbers=2,
    ),
    _rule(
        "cardinal",
        "count",
        rf"(?<![\d$€£¥/#])(?<!\d[,.])(?P<n>{_N})(?![\d%/]|[,.]\d|-(?!(?:bed|place|space)\s|{_ROOM})[A-Za-z])(?!(?<=\d)[a-z]\w)",
        _unhyphened(_plain),
        numbers=1,
    ),
)
# the words that decide which rules are tried
_CALLING = frozenset(word for rule in RULES for word in rule.words)


def rules_for(seen: Glance, *, early: bool) -> Sequence[Rule]:
    """The rules that can match a sentence, in order, as far as its words and digits tell."""
    return _called(seen.words & _CALLING, early=early, digit=seen.digit)


@lru_cache(maxsize=4096)
def _called(words: frozenset[str], *, early: bool, digit: bool) -> Sequence[Rule]:
    return [
        rule for rule in RULES if rule.early == early and (digit or not rule.digit) and not (rule.words and rule.words.isdisjoint(words))
    ]
