"""References to law: provisions, numbered and dated acts, so that their numbers are read as names and never as counts.

Which law a provision belongs to and what it says is decided in `facts.laws`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from pipeline.mentions.glance import Glance, glance, matches_at, openings
from pipeline.mentions.number import NUMBER, parse_number
from pipeline.vocabulary.load import alternation, load

_WORDS = load("legal")

# 262(a), 144-1, 6/1, 127.1, 2:239, 232a, 71-A, 175 bis, XII; a stop or bracket that ends a sentence stays outside
_ID = (
    r"(?:C-)?\d+[A-Za-z]?(?:(?:[./:]|[-‐‑–](?=\d|[A-Z]\b))(?:\d+[A-Za-z]?|[A-Z]\b))*"
    r"(?:\s?\((?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})\))*(?:\s(?:bis|ter|quater|quinquies)\b)?(?:\([a-z0-9]\))*"
)
_ROMAN = r"[IVXL]{1,6}\b"
_NUMBERED = r"(?:\s(?:No|Nos|Nr|no|nos|number|Number|N)\b\.?°?\s?|\s#\s?|\s)"
_YEAR = r"(?:1[89]|20)\d\d"
_ANY_YEAR = re.compile(_YEAR)

_PROVISION = re.compile(
    rf"(?<![\w-])(?P<word>{alternation(_WORDS['provisions'])})(?:\s|(?<=[.§]))(?:No\.\s)?(?P<id>{_ID}|{_ROMAN})(?!\s?(?:%|percent))(?![\w]|,\d{{3}})",
    re.IGNORECASE,
)
_MORE_OF_LIST = re.compile(
    rf",?\s(?:and|or|to|through|and/or)\s(?P<id>{_ID})(?![\w]|,\d{{3}})(?!\s(?:of\s(?:the\s)?\d|percent|\w+(?:s|es|people|children|women|men)\s(?:were|to|in|for)\b))|,\s(?P<next>{_ID})(?=,?\s(?:and|or|to|through)\s\d|,\s\d)"
)
# in lower case and with a plain number these may be things that are counted or dates ("part 2 of the series")
_COUNTABLE = {"part", "parts", "point", "title", "book", "rule", "rules", "provision", "provisions", "schedule", "division", "divisions"}
_PLURAL = re.compile(r"(?:s|s\.|§§)$", re.IGNORECASE)

_LAW_NAMES = alternation(_WORDS["laws"])
# "Law 9 of 2009", "Decree No. 12/2014", "Convention 189"; in lower case only with "No." or a joined number: "by law 20 may ..." counts
_LAW = re.compile(
    rf"\b(?:(?P<word>(?i:{_LAW_NAMES})))\s?(?:\([A-Z]+\)\s?)?(?:{_NUMBERED})(?P<id>{_ID})(?:/\d+)*(?P<of>(?:,?\sof|/|,)?\s(?:{_YEAR}\b(?!\s(?:to|the|cases))|(?:\d{{1,2}}\s)?(?:January|February|March|April|May|June|July|August|September|October|November|December)\s(?:\d{{1,2}},\s)?{_YEAR}))?(?!\w|,\d{{3}})"
)
# where either can begin, in the sentence in lower case
_NAMED_LAW = re.compile(rf"\b(?=(?:{_LAW_NAMES.lower()})\W)")
_LAW_OF = re.compile(rf"\b(?P<word>(?i:{_LAW_NAMES}))(?:\sof\s|,\s|\s\(|\s)(?P<year>{_YEAR})\b(?![-–]\d)(?!,\d)")
_BETWEEN = rf"(?:(?:(?:{alternation(_WORDS['between'])})|[A-Z][\w’'()-]*)\s){{0,9}}?"
_DATED = re.compile(rf"\b(?P<year>{_YEAR})\s(?:(?!the\s)(?:{_BETWEEN}))(?P<word>(?i:{alternation(_WORDS['dated'])}))\b(?!['’]s\s\d)")
_JOINED = re.compile(r"[-/.:]\d|[A-Z]-\d")
_YEARS_ALONE = re.compile(rf"{_YEAR}(?:[-–](?:\d\d|{_YEAR}))?")  # and not the number of "Law 2014-0010"
_US_CODE = re.compile(r"\b\d+\s(?:U\.?S\.?C\.?|C\.?F\.?R\.?)\s(?:§+\s?|Sections?\s)?\d+[a-z]?(?:\(\w\))*", re.IGNORECASE)
_COUNTED = re.compile(
    rf"\b(?P<n>{NUMBER})\s(?:(?:new|separate|different|other|additional|relevant|penal\scode|criminal\scode|core|main|key|international|regional|federal|national|ILO|UN)\s){{0,2}}(?:laws|articles|bylaws|by-laws|conventions|statutes|provisions|decrees|ordinances|protocols|treaties|bills|sections\sof|regulations)\b",
    re.IGNORECASE,
)


# what a sentence has to hold before its references are looked for
_LAWS_COUNTED = frozenset(
    [
        *("laws", "articles", "bylaws", "conventions", "statutes", "provisions", "decrees", "ordinances", "protocols", "treaties", "bills"),
        *("sections", "regulations"),
    ]
)
_LAW_PARTS = tuple(dict.fromkeys(["law", "act", *_WORDS["laws"], *_WORDS["dated"], "treaties", "u.s.c", "usc", "c.f.r", "cfr"]))
_TO_PROVISION = openings(_WORDS["provisions"])
_TO_LAW = openings([*_WORDS["laws"], *_WORDS["dated"]])
_TO_CODE = frozenset(["u", "us", "usc", "c", "cf", "cfr"])


@dataclass(frozen=True, slots=True)
class LegalMention:
    """One reference in narrative offsets (half-open).

    `word` is its noun in lower case (section, law, act ...), `ident` its number as printed (None for a bare count of laws),
    `year` that of a dated law; `rule` is provision, law-number, law-year, dated-law, us-code or law-count.
    """

    start: int
    end: int
    word: str
    ident: str | None
    year: int | None
    value: Decimal | None
    rule: str


def _leading(ident: str) -> Decimal | None:
    digits = re.match(r"\d+", ident)
    return Decimal(digits[0]) if digits else None


def _provisions(text: str) -> list[LegalMention]:
    found: list[LegalMention] = []
    for match in _PROVISION.finditer(text):
        word = match["word"].lower()
        if match["word"] in _COUNTABLE or (re.fullmatch(_ROMAN, match["id"], re.IGNORECASE) and not match["id"].isupper()):
            continue
        found.append(LegalMention(match.start(), match.end(), word, match["id"], None, _leading(match["id"]), "provision"))
        plural = bool(_PLURAL.search(match["word"]))
        end = match.end()
        while plural and (more := _MORE_OF_LIST.match(text, end)):
            name = "id" if more["id"] else "next"
            found.append(LegalMention(more.start(name), more.end(name), word, more[name], None, _leading(more[name]), "provision"))
            end = more.end()
    return found


def _codes(text: str) -> Iterator[LegalMention]:
    for match in _US_CODE.finditer(text):
        yield LegalMention(match.start(), match.end(), "code", match[0], None, _leading(match[0]), "us-code")


def _counted(text: str) -> Iterator[LegalMention]:
    for match in _COUNTED.finditer(text):
        yield LegalMention(match.start(), match.end(), "laws", None, None, parse_number(match["n"]), "law-count")


def _numbered(text: str, seen: Glance) -> Iterator[LegalMention]:
    starts = [match.start() for match in _NAMED_LAW.finditer(seen.lower)]
    for match in matches_at(_LAW, text, starts):
        word, ident = match["word"], match["id"]
        named = word[0].isupper() or _JOINED.search(ident) or re.match(r"\s[Nn]", match[0][len(word) :]) or match["of"]
        if named and not _YEARS_ALONE.fullmatch(ident):
            year = re.search(rf"{_YEAR}$", match["of"] or "")
            yield LegalMention(
                match.start(), match.end(), word.lower(), ident, int(year[0]) if year else None, _leading(ident), "law-number"
            )
    if not _ANY_YEAR.search(text):
        return
    for rule, matches in (("dated-law", _DATED.finditer(text)), ("law-year", matches_at(_LAW_OF, text, starts))):
        for match in matches:
            # "law 2015 ..." in lower case is a name only as "law of 2015" or "law (2015)"
            if rule == "dated-law" or match["word"][0].isupper() or " of " in match[0] or "(" in match[0]:
                yield LegalMention(
                    match.start(), match.end(), match["word"].lower(), None, int(match["year"]), Decimal(match["year"]), rule
                )


def find_legal(text: str, offset: int) -> list[LegalMention]:
    """The references to law in a sentence that starts at `offset` of its narrative, in order; they do not overlap."""
    return [LegalMention(m.start + offset, m.end + offset, m.word, m.ident, m.year, m.value, m.rule) for m in _references(text)]


# The scan, the readers of durations and those of laws ask for the same sentences.
@lru_cache(maxsize=1024)
def _references(text: str) -> tuple[LegalMention, ...]:
    seen = glance(text)
    found = _provisions(text) if _TO_PROVISION.in_sight(seen) else []
    if seen.digit and not _TO_CODE.isdisjoint(seen.words) and seen.holds(_LAW_PARTS):
        found += _codes(text)
    if seen.digit and _TO_LAW.in_sight(seen):
        found += _numbered(text, seen)
    if not _LAWS_COUNTED.isdisjoint(seen.words) and seen.holds(_LAW_PARTS):
        found += _counted(text)
    # of overlapping readings the one that starts first stands, and of those the longest: "Act 2005" within "2005 Act 2005" does not
    kept: list[LegalMention] = []
    for mention in sorted(found, key=lambda m: (m.start, -m.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return tuple(kept)
