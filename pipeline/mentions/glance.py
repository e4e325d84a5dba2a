"""What a sentence holds at a glance: found once a sentence, and asked by every reader before it tries its patterns."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.vocabulary.load import alternation, load

_NUMBERS = load("numbers")
NUMBER_WORDS = frozenset({**_NUMBERS["units"], **_NUMBERS["tens"]})
_WORD = re.compile(r"[^\W\d_]+")
_DIGITS = re.compile(r"\d+")
_YEAR = re.compile(r"(?=(?:19[89]|20[0-4])\d)")
_NUMBER_WORD = rf"(?:{alternation(NUMBER_WORDS)})\b"
_DIGITS_OR_WORD = re.compile(
    rf"\d+|\ba(?=\s(?:hundred|thousand)\s(?:and\s)?{_NUMBER_WORD}|\s(?:half[-\s])?dozen\b)|\bhalf(?=\sa\sdozen\b)|\b{_NUMBER_WORD}"
)


@dataclass(frozen=True, slots=True)
class Glance:
    """A sentence in lower case (offsets are those of the text), its words, and whether it holds a digit.

    `numbers` is where a cardinal can begin: each run of digits, each number word. `years` is where the number of a year can.
    """

    lower: str
    words: frozenset[str]
    digit: bool
    numbers: tuple[int, ...]
    years: tuple[int, ...]

    def holds(self, parts: Iterable[str]) -> bool:
        """Whether any of these stands in the sentence, be it inside a word."""
        return any(map(self.lower.__contains__, parts))


@dataclass(frozen=True, slots=True)
class Openings:
    """How the phrases of a list begin: with which whole words, or parts of words."""

    words: frozenset[str]
    parts: tuple[str, ...]

    def in_sight(self, seen: Glance) -> bool:
        """Whether a sentence holds the beginning of a phrase, so that it is worth looking for the whole."""
        return not self.words.isdisjoint(seen.words) or seen.holds(self.parts)


def openings(phrases: Iterable[str]) -> Openings:
    """The beginnings of phrases that are looked for as whole words; a * stands for any ending."""
    words: set[str] = set()
    parts: set[str] = set()
    for phrase in phrases:
        first = _WORD.match(phrase.lower())
        if first and not phrase.startswith("*", first.end()):
            words.add(first[0])
        else:
            parts.add(first[0] if first else phrase[0])
    return Openings(frozenset(words), tuple(sorted(parts)))


# A narrative is scanned as a whole before it is read: its sentences have to stay at hand that long.
@lru_cache(maxsize=2048)
def glance(text: str) -> Glance:
    """The glance at a sentence."""
    lower = lowered(text)
    words = frozenset(_WORD.findall(lower))
    digit = _DIGITS.search(text) is not None
    spelled = "dozen" in words or not words.isdisjoint(NUMBER_WORDS)
    starts = (_DIGITS_OR_WORD if spelled else _DIGITS).finditer(lower) if digit or spelled else ()
    years = _YEAR.finditer(text) if digit else ()
    return Glance(lower, words, digit, tuple([match.start() for match in starts]), tuple([match.start() for match in years]))


def lowered(text: str) -> str:
    """The text in lower case and of the same length: a letter whose small form is longer stays as it is."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(small if len(small := sign.lower()) == 1 else sign for sign in text)


def matches_at(pattern: re.Pattern[str], text: str, starts: Sequence[int]) -> Iterator[re.Match[str]]:
    """What `pattern.finditer(text)` gives, for a pattern that can match only at these positions (in order)."""
    end = 0
    for start in starts:
        if start >= end and (match := pattern.match(text, start)):
            end = match.end()
            yield match
