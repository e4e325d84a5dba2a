"""Read the direction of effort that a narrative states: overall and for each pillar.

A trend is a verb (or adjective) of change beside the word for effort, or two opposite verbs with the government as their subject.
"""

import re
from collections.abc import Iterator, Sequence

from pipeline.narrative.model import Sentence
from pipeline.narrative.sense import PILLARS, pillar_of_efforts
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
    rf"\b(?P<not>(?:not|neither|nor|no)\b,?\s+(?:\w+,?\s+){{0,3}})?(?:ma[dk]es?|making|show(?:ed|s|ing)?|demonstrat(?:ed|es|e|ing)|t(?:ook|akes?|aking)|undert(?:ook|aken)|exerted)\s+"
    rf"(?:(?!\b(?:not|no)\b)[\w-]+,?\s+){{0,3}}?(?P<adjective>{alternation(_ADJECTIVES)})\s+(?:[\w-]+,?\s+){{0,5}}?(?:efforts?|progress|steps|measures|actions?)\b",
    re.IGNORECASE,
)
_GREW = re.compile(
    rf"\befforts?\b(?:\s+(?!(?:but|and|while)\b)[\w’'-]+,?){{0,8}}?\s+(?:(?:were|was|have|has)\s+)?(?P<verb>{alternation(_WORDS['subjects'])})\b",
    re.IGNORECASE,
)
_NOUNS: dict[str, str] = _WORDS["nouns"]
_CHANGE = re.compile(rf"\b(?P<noun>{alternation(_NOUNS)})s?\s+(?:in|of)\s+(?:[\w’'-]+\s+){{0,5}}?efforts?\b", re.IGNORECASE)
_SUBJECTS: dict[str, str] = _WORDS["subjects"]
_BOUND = re.compile(
    r"[;:]|\b(?:but|while|although|though|whereas|yet)\b|,\s+(?=(?:it|they|the\s+government)\s)|,?\s+and\s+(?=(?:\w+ly\s+)?(?:"
    + alternation(_DIRECTIONS)
    + r")\b)",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\b(?:not|no|nor|without|never)\b", re.IGNORECASE)
_WORK = re.compile(rf"\s+(?:(?!to\b)[\w’'-]+\s+){{0,2}}?(?:{alternation(_WORDS['work'])})\b", re.IGNORECASE)
_EFFORT = re.compile(rf"\b(?:{_OBJECT})\b", re.IGNORECASE)
_OVERALL = re.compile(
    r"\b(?:overall|as\s+a\s+whole|compared\s+(?:to|with)\s+(?:the\s+)?(?:previous|prior|last)|during\s+the\s+reporting\s+period|over\s+the\s+(?:previous|last))\b",
    re.IGNORECASE,
)


def read_efforts(sentences: Sequence[Sentence]) -> dict[str, str]:
    """Direction by pillar, and under `overall`; what is not stated has no entry.

    A pillar's own section speaks first: its first sentence that states a trend. A sentence may also state another pillar's.
    """
    own: dict[str, str] = {}
    other: dict[str, str] = {}
    for pillar in PILLARS:
        section = [sentence.text for sentence in sentences if sentence.section == pillar and not sentence.boxed]
        opening = list(_trends(section[0], opening=True)) if section else []
        mine = [direction for named, direction in opening if named in (None, pillar)]
        if not opening and section and not _states_efforts(section[0]):
            mine = _later(section[1:], pillar)
        if mine:
            own[pillar] = _pool(mine)
        for named in PILLARS:
            theirs = [direction for said, direction in opening if said == named != pillar]
            if theirs:
                other.setdefault(named, _pool(theirs))
    found = {**other, **own}
    overall = [
        direction
        for sentence in sentences
        if sentence.section == "summary" and "effort" in sentence.text and _OVERALL.search(sentence.text)
        for _, direction in _trends(sentence.text, opening=False)
    ]
    if overall:
        found["overall"] = overall[0]
    return found


def _later(sentences: Sequence[str], pillar: str) -> list[str]:
    """The trends of the first sentence behind the opening one that speaks of the whole pillar's efforts."""
    for text in sentences:
        if "effort" in text and pillar_of_efforts(text) == pillar:
            trends = [direction for named, direction in _trends(text, opening=False) if named in (None, pillar)]
            if trends:
                return trends
    return []


def _states_efforts(sentence: str) -> bool:
    """Whether an opening sentence speaks of efforts, if only of how large they were ("made minimal efforts"): then it has said it all."""
    return pillar_of_efforts(sentence) is not None


def _pool(directions: Sequence[str]) -> str:
    """One direction for several: up and down together are mixed; kept up beside another one adds nothing."""
    if "mixed" in directions or {"increased", "decreased"} <= set(directions):
        return "mixed"
    return directions[0]


def _trends(text: str, *, opening: bool) -> Iterator[tuple[str | None, str]]:
    """The trends of one sentence: the pillar each names (None: the section's own) and its direction."""
    clauses = list(_clauses(text))
    plain = [(clause, match) for clause in clauses if (match := _VERB.search(clause))]
    opposed = opening and {_DIRECTIONS[_key(match["verb"])] for _, match in plain if not match["not"]} >= {"increased", "decreased"}
    for clause in clauses:
        made = _MADE.search(clause)
        grew = _GREW.search(clause)
        verb = _VERB.search(clause)
        if made:
            if not made["not"]:
                yield pillar_of_efforts(clause), _ADJECTIVES[_key(made["adjective"])]
        elif verb and not verb["not"] and (opposed or _has_object(clause, verb.end(), opening=opening)):
            yield pillar_of_efforts(clause), _DIRECTIONS[_key(verb["verb"])]
        elif (change := _CHANGE.search(clause)) and not _DENIED.search(clause[: change.start()]):
            yield pillar_of_efforts(clause), _NOUNS[_key(change["noun"])]
        elif grew:
            yield pillar_of_efforts(clause), _SUBJECTS[_key(grew["verb"])]


def _has_object(clause: str, at: int, *, opening: bool) -> bool:
    effort = _EFFORT.search(clause, at)
    if opening and effort is None:
        return _WORK.match(clause, at) is not None
    return effort is not None and (opening or len(clause[at : effort.start()].split()) <= 6)


def _clauses(text: str) -> Iterator[str]:
    at = 0
    for match in _BOUND.finditer(text):
        yield text[at : match.start()]
        at = match.start()
    yield text[at:]


def _key(word: str) -> str:
    return " ".join(word.lower().split())
