"""The printed line over a country's narrative in a report: the country's name with its tier.

What tier it is is read in `narrative.header`; here it only says where a narrative begins.
"""

import re

_TIER = r"(?:tier\s*[123](?:\s*[-–—,:]?\s*\(?\s*watch\s*-?\s*list\s*\)?)?|special\s+cases?)"
_NAME = r"(?P<name>[^\W\d_][^\d:;]{2,90}?)"
_HEADER = re.compile(rf"{_NAME}\s*(?:\(\s*{_TIER}\s*\)|\s[-–—]\s*{_TIER}|[:–—]\s*{_TIER})\s*\*?", re.IGNORECASE)
_TIER_ALONE = re.compile(rf"\(?\s*{_TIER}\s*\)?\s*\*?", re.IGNORECASE)
# The small letters of a name in capitals: "CÔTE d'IVOIRE", "REPUBLIC of KOREA".
_CAPITALS = 0.7


def is_capital(text: str) -> bool:
    """Whether a line is printed in capitals."""
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) >= 3 and sum(letter.isupper() for letter in letters) >= _CAPITALS * len(letters)


def header_name(line: str) -> str | None:
    """The name in a line that is a header and nothing else, None where it is none.

    >>> header_name("DENMARK (Tier 1)"), header_name("COTE D'IVOIRE: TIER 2 WATCH LIST"), header_name("Denmark remained on Tier 1.")
    ('DENMARK', "COTE D'IVOIRE", None)
    """
    match = _HEADER.fullmatch(line.strip())
    return match["name"].strip() if match else None


def is_tier(line: str) -> bool:
    """Whether a line says a tier and nothing else, as some reports print it below the name.

    >>> is_tier("TIER 2 WATCH LIST"), is_tier("Tier 2 countries")
    (True, False)
    """
    return _TIER_ALONE.fullmatch(line.strip()) is not None
