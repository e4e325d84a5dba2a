"""What a paragraph without a heading deals with: its first sentence, its words, the forms that advice and the tier judgement take.

The order of sections and their headings are the business of `sections`.
"""

import re

from pipeline.vocabulary.load import alternation, load

PILLARS = ("prosecution", "protection", "prevention")
_VOCABULARY = load("pillars")
_SENSE = {pillar: re.compile(rf"\b(?:{alternation(stems)})", re.IGNORECASE) for pillar, stems in _VOCABULARY["sense"].items()}
_EFFORTS = re.compile(
    "|".join(rf"(?P<{pillar}>\b(?:anti-)?(?:{alternation(stems)}))" for pillar, stems in _VOCABULARY["efforts"].items()), re.IGNORECASE
)
_WHOLE = re.compile(
    r"\b(?:(?P<prosecution>(?:law\s+enforcement|prosecution)\s+efforts?|efforts?\s+to\s+(?:investigate|prosecute|punish))"
    r"|(?P<protection>protection\s+efforts?|efforts?\s+to\s+(?:protect|assist|identify\s+(?:and\s+\w+\s+)?(?:trafficking\s+)?victims))"
    r"|(?P<prevention>prevention\s+efforts?|efforts?\s+to\s+prevent))\b",
    re.IGNORECASE,
)
_TREND = re.compile(r"\b(?:efforts?|progress|capacity to|ability to)\b", re.IGNORECASE)
_VERDICT = re.compile(r"\b(?:compl(?:y|ies|ied|iance)|meets?|met|meeting)\b[^.;]{0,80}?\bminimum\s+standards\b", re.IGNORECASE)
_SPECIAL = re.compile(r"\b(?:is|remains?|was|remained|as)\s+an?\s+special\s+case\b", re.IGNORECASE)
_ADVICE = re.compile(
    r"\b(?:should|needs?\s+to|must|ought\s+to|is\s+encouraged\s+to|could\s+(?:also\s+)?(?:improve|consider|increase|strengthen))\b",
    re.IGNORECASE,
)
_IMPERATIVE = re.compile(rf"(?:{alternation(load('imperatives')['verbs'])})\b")
_LOW_IMPERATIVE = re.compile(_IMPERATIVE.pattern, re.IGNORECASE)
_PROFILE = re.compile(
    r"(?:as\s+reported\s+(?:over|in|during)\s+the\s+(?:past|last)\s+\w+\s+years?|.{2,80}?\bis\s+(?:primarily\s+|mainly\s+|largely\s+)?an?\s+(?:\w+,?\s+){0,4}?"
    r"(?:source|transit|destination|origin)\b)",
    re.IGNORECASE,
)
_REPORTS = re.compile(
    r"(?:the|in|during|for|as|an?|this|these|its|authorities|officials|police|prosecutors|courts|law|section|sections|article|articles|ngos?)\b"
    r"|(?:[\w’'.,-]+\s+){1,10}?(?:was|were|had|did|has|have|is|are|does|criminalized|prohibited|prohibits|criminalizes)\b",
    re.IGNORECASE,
)
_VISIBLE = 200


def pillar_of_opening(sentence: str) -> str | None:
    """The pillar whose section a first sentence opens, such as "The government increased efforts to protect victims."; None if none."""
    trend = _TREND.search(sentence)
    if trend is None or sentence.count(" ") > 60:
        return None
    # the words beside "efforts" say which: "law enforcement efforts", "efforts to prevent"
    near = _EFFORTS.search(sentence, max(0, trend.start() - 45))
    return near.lastgroup if near and near.start() < trend.end() + 60 else None


def pillar_of_words(paragraph: str) -> str | None:
    """The pillar that most cue words of a paragraph belong to; None if too few do or two pillars tie."""
    scores = sorted(((len(pattern.findall(paragraph)), pillar) for pillar, pattern in _SENSE.items()), reverse=True)
    (best, pillar), (second, _) = scores[0], scores[1]
    return pillar if best >= 2 and best > second else None


def is_verdict(paragraph: str) -> bool:
    """Whether a paragraph holds the tier formula: (not) complying with the minimum standards, or being a special case."""
    return bool(_VERDICT.search(paragraph) or _SPECIAL.search(paragraph))


def is_advice(sentence: str) -> bool:
    """Whether a sentence of prose says what someone should do."""
    return bool(_ADVICE.search(sentence))


def is_imperative(sentence: str) -> bool:
    """Whether a sentence or item opens with a verb that asks for an action; the item of a run-in list may open in lower case."""
    return bool((_IMPERATIVE if sentence[:1].isupper() else _LOW_IMPERATIVE).match(sentence))


def is_report(sentence: str) -> bool:
    """Whether a sentence reports: it opens with a word that no instruction opens with, or has a finite verb near its beginning."""
    return not is_imperative(sentence) and bool(_REPORTS.match(sentence))


def is_profile(sentence: str) -> bool:
    """Whether a sentence opens the section on who is exploited and where."""
    return bool(_PROFILE.match(sentence[:_VISIBLE]))


def pillar_of_efforts(clause: str) -> str | None:
    """The pillar whose efforts as a whole a clause names first ("protection efforts", "efforts to protect")."""
    match = _WHOLE.search(clause)
    return match.lastgroup if match else None
