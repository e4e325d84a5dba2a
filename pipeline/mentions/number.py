"""Cardinal numbers in digits and words with their scale: the pattern that finds them and the value they stand for.

What a number counts, and whether it is a year, an age or part of a name, is not decided here.
"""

import re
from decimal import Decimal
from functools import lru_cache

from pipeline.vocabulary.load import alternation, load

_WORDS = load("numbers")
_VALUES = {**_WORDS["units"], **_WORDS["tens"]}
_SCALES = _WORDS["scales"]

_UNDER_100 = (
    rf"(?:(?:{alternation(_WORDS['tens'])})(?:[-\s](?:{alternation(list(_WORDS['units'])[1:10])}))?|(?:{alternation(_WORDS['units'])}))"
)
_SCALE = rf"(?:{alternation(_SCALES)})"
# "one hundred and five thousand": groups of (under 100, scale) joined by blanks or "and", at most a few of them
_A_SCALE = rf"a\s(?:hundred|thousand)\s(?:and\s)?{_UNDER_100}\b(?![\s-]{_SCALE}\b)"  # "a hundred and twenty"
_IN_WORDS = rf"{_UNDER_100}(?:[\s-]{_SCALE}\b(?:\s(?:and\s)?{_UNDER_100}\b(?=[\s-]{_SCALE}\b|\W|$))?){{0,4}}"
# digits: thousands in commas or plain, decimals only before a digit, so that "2013.The" keeps its stop
_IN_DIGITS = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+)?(?:[\s-]{_SCALE}\b)?"

# Regex source of one cardinal, case-insensitive; the caller adds the boundaries that its context needs.
NUMBER = rf"(?:{_IN_DIGITS}|\b(?:{_A_SCALE}|(?:half\s)?a\sdozen|a\shalf[-\s]dozen|{_IN_WORDS})\b)"
_NUMBER = re.compile(NUMBER, re.IGNORECASE)
_SPLIT = re.compile(r"[\s-]+")
# trillions have 13 digits; what is longer is a code or damage, and beyond exact arithmetic
TOO_LONG = re.compile(r"[\d,.]{21}")


@lru_cache(maxsize=4096)
def parse_number(text: str) -> Decimal | None:
    """The exact value of a string that `NUMBER` matched as a whole, else None; also of one with more digits than any count has.

    >>> parse_number("1.55 million"), parse_number("Thirty-one"), parse_number("two hundred and five"), parse_number("half a dozen")
    (Decimal('1550000'), Decimal('31'), Decimal('205'), Decimal('6'))
    """
    if TOO_LONG.search(text) or not _NUMBER.fullmatch(text):
        return None
    total = group = Decimal(0)
    for word in _SPLIT.split(text.lower()):
        if word in _VALUES:
            group += _VALUES[word]
        elif word == "half":
            group = Decimal("0.5")
        elif word == "a":
            group = group or Decimal(1)
        elif word == "hundred":
            group = (group or Decimal(1)) * 100
        elif word in _SCALES:
            total += group * _SCALES[word]
            group = Decimal(0)
        elif word != "and":
            group += Decimal(word.replace(",", ""))
    value = total + group
    # an exact integer carries no exponent or trailing zeros from the scaling of a decimal
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
