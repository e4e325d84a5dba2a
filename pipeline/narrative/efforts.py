"""Read the direction of effort that a narrative states: overall and for each pillar.

A trend is a verb (or adjective) of change beside the word for effort, or two opposite verbs with the government as their subject.
"""

import re
from collections.abc import Iterator, Sequence

from pipeline.narrative.model import Sentence
from pipeline.narrative.sense import PILLARS, effort_pillar
from pipeline.vocabulary.load import alternation, load

_WORDS = load("efforts")
_DIRECTIONS: dict[str, str] = {word: direction for direction, words in _WORDS["verbs"].items() for word in words}
_ADJECTIVES: dict[str, str] = {word: direction for direction, words in _WORDS["adjectives"].items() for word in words}
_OBJECT = alternation(_WORDS["objects"])
_VERB = re.compile(
    rf"\b(?P<not>(?:did|does|do|has|have|had|was|were)\s+not\s+(?:\w+ly\s+)?|n['’]t\s+|failed\s+to\s+|without\s+)?(?P<verb>{alternation(_DIRECTIONS)})\b",
    re.IGNORECASE,
)
_MADE = re.compile(
    rf"\b(?P<not>(?:not|neither|nor|no)\b,?\s+(?:\w+,?\s+){{0,3}})?(?:ma[dk]es?|making|show(?:ed|s|ing)?|demonstrat(?:ed|es|e|ing)|undert(?:ook|aken)|exerted)\s+"
    rf"(?:(?!\b(?:not|no)\b)[\w-]+,?\s+){{0,3}}?(?P<adjective>{alternation(_ADJECTIVES)})\s+(?:[\w-]+,?\s+){{0,5}}?(?:efforts?|progress)\b",
    re.IGNORECASE,
)
_GREW = re.compile(
    rf"\befforts?\b(?:\s+(?!(?:but|and|while)\b)[\w’'-]+,?){{0,8}}?\s+(?:(?:were|was|have|has)\s+)?(?P<verb>{alternation(_WORDS['subjects'])})\b", re.IGNORECASE
)
_SUBJECTS: dict[str, str] = {word: direction for word, direction in _WORDS["subjects"].items()}
_BOUND = re.compile(r"[;:]|\b(?:but|while|although|though|whereas|yet)\b|,?\s+and\s+(?=(?:\w+ly\s+)?(?:" + alternation(_DIRECTIONS) + r")\b)", re.IGNORECASE)
_EFFORT = re.compile(rf"\b(?:{_OBJECT})\b", re.IGNORECASE)
_OVERALL = re.compile(r"\b(?:overall|as\s+a\s+whole|compared\s+(?:to|with)\s+(?:the\s+)?(?:previous|prior|last)|during\s+the\s+reporting\s+period|over\s+the\s+(?:previous|last))\b", re.IGNORECASE)


def read_efforts(sentences: Sequence[Sentence]) -> dict[str, str]:
    """Direction by pillar, and under `overall`; what is not stated has no entry.

    A pillar's own section speaks first: its first sentence that states a trend. A sentence may also state another pillar's.
    """
    own: dict[str, str] = {}
    other: dict[str, str] = {}
    for pillar in PILLARS:
        section = [sentence for sentence in sentences if sentence.section == pillar and not sentence.boxed]
        for index, sentence in enumerate(section):
            trends = list(_trends(sentence.text, opening=index == 0))
            if not trends:
                continue
            mine = [direction for named, direction in trends if named in (None, pillar)]
            if mine:
                own.setdefault(pillar, _pool(mine))
            for named in PILLARS:
                theirs = [direction for said, direction in trends if said == named != pillar]
                if theirs and index == 0:
                    other.setdefault(named, _pool(theirs))
            break
    found = {**other, **own}
    overall = [
        direction
        for sentence in sentences
        if sentence.section == "summary" and _OVERALL.search(sentence.text)
        for _, direction in _trends(sentence.text, opening=False)
    ]
    if overall:
        found["overall"] = overall[0]
    return found


def _pool(directions: Sequence[str]) -> str:
    return directions[0] if len(set(directions)) == 1 else "mixed"


def _trends(text: str, *, opening: bool) -> Iterator[tuple[str | None, str]]:
    """The trends of one sentence: the pillar each names (None: the section's own) and its direction."""
    clauses = list(_clauses(text))
    plain = [(clause, match) for clause in clauses if (match := _VERB.search(clause))]
    opposed = opening and len({_DIRECTIONS[_key(match["verb"])] for _, match in plain if not match["not"]}) > 1
    for clause in clauses:
        made = _MADE.search(clause)
        grew = _GREW.search(clause)
        verb = _VERB.search(clause)
        if made:
            if not made["not"]:
                yield effort_pillar(clause, made.end()), _ADJECTIVES[_key(made["adjective"])]
        elif verb and not verb["not"] and (_has_object(clause, verb.end(), opening=opening) or opposed):
            yield effort_pillar(clause, verb.end()), _DIRECTIONS[_key(verb["verb"])]
        elif grew:
            yield effort_pillar(clause, grew.end()), _SUBJECTS[_key(grew["verb"])]


def _has_object(clause: str, at: int, *, opening: bool) -> bool:
    effort = _EFFORT.search(clause, at)
    return bool(effort) and (opening or len(clause[at : effort.start()].split()) <= 6)


def _clauses(text: str) -> Iterator[str]:
    at = 0
    for match in _BOUND.finditer(text):
        yield text[at : match.start()]
        at = match.start()
    yield text[at:]


def _key(word: str) -> str:
    return " ".join(word.lower().split())
