"""Where a duration stands in its sentence, and which words are nearest to it.

Distances are characters, with extra costs for what lies between; what the nearest words mean is decided in `facts.duration_kind`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.mentions.duration import DurationMention
from pipeline.mentions.glance import Openings, glance, openings
from pipeline.vocabulary.load import alternation

# Extra costs, set on the seed, the dev set and the examples of the vocabulary.
_SEGMENT_COST = 60  # a semicolon or dash between
_COMMA_COST = 8
_RIGHT_COST = 4
_CLAUSE_RIGHT_COST = 45  # to the right, past a comma or "and": most often another statement
_REACH_BEFORE, _REACH_AFTER = 360, 200  # characters in which a cue is looked for; the dearest that is ever taken costs less
HEAD_REACH = 34  # "a 30-day recovery and reflection period": the noun that a hyphen form qualifies
_HEAD_GAPS = (" of ", " in ", " ", "-")  # "six months of counseling"


@cache
def phrases(words: tuple[str, ...]) -> re.Pattern[str]:
    """Words and phrases as one pattern, longest first; a trailing * stands for any ending."""
    return re.compile(r"(?<![\w-])(?:" + alternation(words).replace(r"\*", r"\w*") + r")(?![\w])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cues:
    """The pattern of a list of cues, and how they begin."""

    pattern: re.Pattern[str]
    openings: Openings


def cues(words: Iterable[str]) -> Cues:
    """A list of cues made ready to be looked for."""
    listed = tuple(words)
    return Cues(phrases(listed), openings(listed))


def pattern(words: list[str]) -> re.Pattern[str]:
    """The compiled pattern of a list of cues."""
    return phrases(tuple(words))


def directly_before(words: Iterable[str]) -> re.Pattern[str]:
    """A cue at the very end of a text, articles and qualifiers apart."""
    return re.compile(
        phrases(tuple(words)).pattern
        + r"\s(?:(?:the|a|an|full|about|approximately|nearly|almost|at\sleast|more\sthan|over|only|just)\s){0,2}$",
        re.IGNORECASE,
    )


def directly_after(words: Iterable[str]) -> re.Pattern[str]:
    """A cue at the very beginning of a text, after a blank or hyphen."""
    return re.compile(r"[\s-]" + phrases(tuple(words)).pattern.replace(r"(?<![\w-])", "", 1), re.IGNORECASE)


_BREAK = re.compile(r";|\s[–—]\s|(?<=[a-z)])\.\s")
_CLAUSE = re.compile(r",|\band\b|\bbut\b|\bwhile\b|\bwhich\b|\bwho\b")


@lru_cache(maxsize=256)
def _segment(text: str, start: int, end: int) -> tuple[int, int]:
    low = max((m.end() for m in _BREAK.finditer(text, 0, start)), default=0)
    after = _BREAK.search(text, end)
    return low, after.start() if after else len(text)


@dataclass(frozen=True, slots=True)
class Place:
    """One mention in its sentence, offsets relative to it; `floor` is the end of the mention before, `ceiling` the start of the next."""

    text: str
    mention: DurationMention
    start: int
    end: int
    floor: int
    ceiling: int

    @property
    def segment(self) -> tuple[int, int]:
        """Start and end of the part between semicolons or dashes that holds the mention."""
        return _segment(self.text, self.start, self.end)

    def left(self, reach: int = 10_000) -> str:
        """The segment before the mention, at most `reach` characters."""
        return self.text[max(self.segment[0], self.start - reach) : self.start]

    def right(self, reach: int = 10_000) -> str:
        """The segment after the mention, at most `reach` characters."""
        return self.text[self.end : min(self.segment[1], self.end + reach)]


def _costs(place: Place, cue: re.Pattern[str], extra: float = 0) -> Iterator[tuple[float, int, str]]:
    """Cost, negative length and words of each cue in the sentence."""
    text, hyphen = place.text, place.mention.hyphen
    for match in cue.finditer(text, max(0, place.start - _REACH_BEFORE), place.end + _REACH_AFTER):
        if match.end() <= place.start:
            gap = text[match.end() : place.start]
            cost: float = len(gap)
        elif match.start() >= place.end:
            gap = text[place.end : match.start()]
            if gap in _HEAD_GAPS or (hyphen and len(gap) < HEAD_REACH):
                cost = len(gap) * 0.3
            else:
                cost = len(gap) + _RIGHT_COST + (_CLAUSE_RIGHT_COST if _CLAUSE.search(gap) else 0)
        else:
            continue
        cost += _SEGMENT_COST * len(_BREAK.findall(gap)) + _COMMA_COST * gap.count(",") + extra
        yield cost, -len(match[0]), match[0].lower()


def nearest(place: Place, groups: Mapping[str, Cues], extra: float = 0) -> list[tuple[float, int, str, str]]:
    """The best cue of each group: (cost, negative length, words, group), cheapest first."""
    best = []
    seen = glance(place.text)
    for name, group in groups.items():
        costs = list(_costs(place, group.pattern, extra)) if group.openings.in_sight(seen) else []
        if costs:
            best.append((*min(costs), name))
    return sorted(best)
