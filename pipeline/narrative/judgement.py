"""What a narrative says about its country's tier: the tier, its change, years on the watch list, waiver, minimum standards.

The header's tier wins; the pillars' own trends are read in `efforts`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from pipeline.narrative.header import TIER, tier_code
from pipeline.narrative.model import Sentence
from pipeline.normalize.territory import NATIONALITY
from pipeline.vocabulary.countries import country_code
from pipeline.vocabulary.load import alternation, load

_Value = TypeVar("_Value")
_ORDINALS: dict[str, int] = {
    **{
        word: number
        for number, word in enumerate(("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"), 1)
    },
    **{f"{number}{suffix}": number for number in range(1, 21) for suffix in ("st", "nd", "rd", "th")},
}
_CARDINALS: dict[str, int] = load("numbers")["units"]
_PLACED = re.compile(
    r"\b(?:(?P<up>(?:was|is|has\s+been|were)\s+(?:\w+\s+)?(?:upgraded|raised|moved\s+up|promoted))"
    r"|(?P<down>(?:was|is|has\s+been|were)\s+(?:\w+\s+)?(?:downgraded|lowered|moved\s+down|demoted|dropped))"
    r"|(?P<same>(?:remain(?:s|ed)?|stay(?:s|ed)?|continues\s+to\s+be|was\s+kept|is\s+kept)(?:\s+placed)?)"
    r"|(?P<at>(?:is|was|has\s+been)\s+(?:\w+\s+)?(?:placed|ranked|put|listed|classified)))"
    rf"\s+(?:again\s+)?(?:on|to|at|in|from\s+tier\s+[123](?:\s+watch\s+list)?\s+to)\s+{TIER}",
    re.IGNORECASE,
)
_SPECIAL = re.compile(r"\b(?:is|remains?|was|remained|as)\s+an?\s+special\s+case\b", re.IGNORECASE)
_YEARS = re.compile(
    rf"\bfor\s+(?:(?:the|a|its)\s+)?(?:(?:past|last)\s+)?(?P<years>{alternation(_ORDINALS)}|\w+)\s+consecutive\s+years?\b|"
    rf"\b(?P<other>{alternation(_ORDINALS)})\s+consecutive\s+year\b",
    re.IGNORECASE,
)
_WATCH_LIST = re.compile(r"\bwatch\s*-?\s*list\b", re.IGNORECASE)
_WAIVER = re.compile(
    r"\b(?:(?:was|is|has\s+been|were|been)\s+(?:\w+\s+)?(?:granted|given)|received|receives|grants?|granting)\s+(?:an?\s+)?(?:(?:second|third|further|another|new)\s+)?waiver\b",
    re.IGNORECASE,
)
_DOWNGRADE = re.compile(r"\b(?:downgrade|tier\s+[123]|watch\s+list)\b", re.IGNORECASE)
_NO_WAIVER = re.compile(
    r"\b(?:not\s+(?:been\s+)?granted|not\s+(?:\w+\s+)?eligible|no\s+longer|exhausted|maximum|without\s+a)\b", re.IGNORECASE
)
_VERDICT_SECTIONS = ("summary", "profile")
_ELIMINATION = re.compile(r"\bminimum\s+standards\s+for\s+the\s+elimination\b", re.IGNORECASE)
_STANDARDS = re.compile(r"\bminimum\s+standards\b", re.IGNORECASE)
_COMPLIES = re.compile(r"\b(?:compl(?:y|ies|ied|iance|ying)|meets?|met|meeting)\b", re.IGNORECASE)
_NEGATED = re.compile(r"\b(?:not|neither|nor|never|no|fail(?:s|ed)?|without|cannot)\b|n['’]t\b", re.IGNORECASE)
_EFFORT = re.compile(r"\bsignificant\s+(?:and\s+\w+\s+)?(?:\w+\s+)?efforts?\b", re.IGNORECASE)
_CLAUSE = re.compile(r"[;:]|,\s+(?:and|but)\b|\b(?:but|although|though)\b", re.IGNORECASE)
_DENIED = re.compile(r"\b(?:not|no|nor|never|neither)\s+(?:[\w-]+\s+){0,4}$|n['’]t\s+(?:\w+\s+){0,3}$", re.IGNORECASE)
_HEARING = 100


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict on one country, in the codes of the table `narratives`; None = not stated."""

    tier: str | None
    tier_change: str | None
    watch_list_years: int | None
    waiver: bool
    meets_minimum_standards: str | None


def read_judgement(sentences: Sequence[Sentence], header_tier: str | None, iso3: str) -> Judgement:
    """The verdict that header and sentences state; sentences of the summary come first, recommendations and boxes do not speak of it."""
    speaking = [sentence for sentence in sentences if not sentence.boxed and sentence.section != "recommendations"]
    speaking.sort(key=lambda sentence: sentence.section != "summary")
    # a plain look for the word first: few sentences of a narrative speak of these things
    lower = [sentence.text.lower() for sentence in speaking]
    on_tier = [sentence.text for sentence, text in zip(speaking, lower, strict=True) if "tier" in text or "watch" in text]
    placements = [placed for text in on_tier for placed in _placements(text, iso3)]
    # a narrative may also recall the tier of an earlier year: the header tells which placement is this year's
    placed_tier, change = _first([placed for placed in placements if header_tier in (None, placed[0])]) or (None, None)
    standards = _first([_standards(speaking, index) for index, text in enumerate(lower) if "standards" in text])
    tier = header_tier or placed_tier
    if tier is None and any("special case" in text and _SPECIAL.search(text) for text in lower):
        tier = "special_case"
    if tier is None and standards == "fully":
        tier = "1"  # by definition of the tiers
    return Judgement(
        tier=tier,
        tier_change=change,
        watch_list_years=_first([_watch_list_years(text) for text in on_tier if _WATCH_LIST.search(text)]),
        waiver=any("waiver" in text and _is_waiver(text) for text in lower),
        meets_minimum_standards=standards,
    )


def _first(values: Sequence[_Value | None]) -> _Value | None:
    return next((value for value in values if value is not None), None)


def _placements(text: str, iso3: str) -> Iterator[tuple[str, str | None]]:
    """The tiers that a sentence puts this country on, each with the change it states; not where it speaks of another country."""
    for match in _PLACED.finditer(text):
        named = [code for name in NATIONALITY.finditer(text, 0, match.start()) if (code := country_code(name[0]))]
        if not named or named[-1] == iso3:
            change = "upgraded" if match["up"] else "downgraded" if match["down"] else "remained" if match["same"] else None
            yield tier_code(match), change


def _is_waiver(text: str) -> bool:
    """Whether a sentence grants a waiver from a downgrade; work permits have waivers too."""
    return bool(_WAIVER.search(text) and _DOWNGRADE.search(text) and not _NO_WAIVER.search(text))


def _watch_list_years(text: str) -> int | None:
    match = _YEARS.search(text)
    if match is None:
        return None
    word = (match["years"] or match["other"]).lower()
    return _ORDINALS.get(word) or _CARDINALS.get(word) or (int(word) if word.isdigit() else None)


def _standards(sentences: Sequence[Sentence], index: int) -> str | None:
    """How far the country is said to meet the minimum standards; the effort may be judged in the next sentence."""
    sentence = sentences[index]
    text = sentence.text
    # elsewhere shelters and contracts have minimum standards of their own
    if sentence.section not in _VERDICT_SECTIONS and not _ELIMINATION.search(text):
        return None
    standards = _STANDARDS.search(text)
    verbs = list(_COMPLIES.finditer(text, 0, standards.start())) if standards else []
    if not standards or not verbs:
        return None
    verb = verbs[-1]
    if standards.start() - verb.start() > _HEARING:
        return None
    if not _is_negated(text, verb.start()):
        return "fully"
    following = sentences[index + 1].text if index + 1 < len(sentences) else ""
    for where in (text, following):
        effort = _EFFORT.search(where)
        if effort:
            denied = _DENIED.search(where[: effort.start()])
            return "not_fully_no_significant_efforts" if denied else "not_fully_significant_efforts"
    return None


def _is_negated(text: str, at: int) -> bool:
    """Whether a negation stands before `at` in the same clause."""
    clauses = [match.end() for match in _CLAUSE.finditer(text, 0, at)]
    start = clauses[-1] if clauses else 0
    return bool(_NEGATED.search(text, start, at))
