"""What the text says was not: none, not reported, no reports (annotation rules A3-A5)."""

import re

from pipeline.facts.absent import Absence
from pipeline.facts.denied import read_negated_verbs, read_no_agent
from pipeline.facts.item import Setting
from pipeline.facts.no_reports import read_no_reports
from pipeline.facts.parsed import Parsed
from pipeline.facts.unreported import read_not_reported, read_undivided
from pipeline.mentions.glance import glance

_NEGATION = re.compile(
    r"\b(?:not|neither|nor|never|unable|unclear|unknown|n't|failed to|without|unreported|unspecified number|no|none|"
    r"yet to|declined|refused|unavailable|undisclosed)\b",
    re.IGNORECASE,
)


# the words with which they begin
_NEGATIVE = frozenset(
    [
        *(
            "not",
            "neither",
            "nor",
            "never",
            "unable",
            "unclear",
            "unknown",
            "n",
            "failed",
            "without",
            "unreported",
            "unspecified",
            "no",
            "none",
        ),
        *("yet", "declined", "refused", "unavailable", "undisclosed"),
    ]
)


def may_deny(text: str) -> bool:
    """Whether a sentence holds a word by which it can say what there was not."""
    return not _NEGATIVE.isdisjoint(glance(text).words) and _NEGATION.search(text) is not None


def read_absences(parsed: Parsed, setting: Setting) -> tuple[list[Absence], list[tuple[int, int]]]:
    """The zero, not_reported and no_reports rows of a sentence, and narrative ranges that other readers must leave alone."""
    if parsed.sentence.section == "recommendations" or not may_deny(parsed.sentence.text):
        return [], []
    found: list[Absence] = []
    used: list[tuple[int, int]] = []
    for reader in (read_no_reports, read_not_reported, read_negated_verbs, read_no_agent):
        for absence, span in reader(parsed, setting, used):
            found.append(absence)
            used.append(span)
    return found, used


def read_splits(parsed: Parsed, setting: Setting) -> list[Absence]:
    """The rows of "did not disaggregate", once the sentence's own counts are known."""
    return [absence for absence, _ in read_undivided(parsed, setting)]
