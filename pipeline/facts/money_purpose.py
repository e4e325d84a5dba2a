"""What a sum is for and how far the money has come, by the words nearest to it."""

import re
from collections.abc import Iterable
from typing import Any

from pipeline.facts.money_zone import Zone
from pipeline.mentions.glance import glance, openings
from pipeline.vocabulary.load import alternation, load

_VOCABULARY: dict[str, Any] = load("purposes")
KINDS: dict[str, str] = {name: entry["kind"] for name, entry in _VOCABULARY["purposes"].items()}
# Kinds whose sum for each is told by the ending of the code; fees and wages are each person's by nature.
EACH_KINDS = frozenset({"award", "support"})


def purpose_codes() -> dict[str, str]:
    """Every code that `money.purpose` can hold, with a label and an example for the codebook."""
    labels: dict[str, str] = {}
    for name, entry in _VOCABULARY["purposes"].items():
        label = f"{name.replace('_', ' ').capitalize()} ({entry['example'][0]})"
        if entry["kind"] == "condition":
            continue
        labels[name] = label
        if entry["kind"] == "statutory":
            labels |= {f"{name}_minimum": f"{label}: its lower bound", f"{name}_maximum": f"{label}: its upper bound"}
        elif entry["kind"] in EACH_KINDS:
            labels[f"{name}_per_person"] = f"{label}: for each person or body"
    return labels


def words(listed: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds any of the listed words or phrases, whole, in any case."""
    return re.compile(rf"(?<![\w-])(?:{alternation(listed)})(?![\w-])", re.IGNORECASE)


_CUES: dict[str, re.Pattern[str]] = {name: words(entry["cues"]) for name, entry in _VOCABULARY["purposes"].items() if entry["cues"]}
_OPENINGS = {name: openings(entry["cues"]) for name, entry in _VOCABULARY["purposes"].items() if entry["cues"]}
_EXCEPT = {name: words(entry["except"]) for name, entry in _VOCABULARY["purposes"].items() if "except" in entry}
_STAGES: list[tuple[str, re.Pattern[str]]] = [(name, words(listed)) for name, listed in _VOCABULARY["stages"].items()]
_STATUTE, _STRONG, _IMPOSED = (words(_VOCABULARY["fines"][key]) for key in ("statute", "strong", "imposed"))
_MAXIMUM, _MINIMUM = words(_VOCABULARY["maximum"]), words(_VOCABULARY["minimum"])
# How far before the amount its bound may stand ("a fine of not less than one million").
_BOUND_REACH = 60
_COURT_FINED = re.compile(r"\b(?:courts?|judges?)\s(?:\w+\s)?(?:sentenced|fined|imposed|ordered)\b", re.IGNORECASE)
_FINES_PAID = re.compile(
    r"\b(?:paid|received|drew|got)\s(?:\w+\s)?fines?\b|\bsentences\s(?:ranged|included|were|averaged)\b", re.IGNORECASE
)
_ORDERED_TO_PAY = re.compile(r"\b(?:order|requir|direct|compell)\w*\b[^;]{0,60}\bpay\b", re.IGNORECASE)
_PAID_TO_VICTIMS = re.compile(
    r"\b(?:traffickers?|defendants?|perpetrators?|offenders?)\b[^;]{0,60}\bpay\b|\bto\s(?:\w+\s){0,3}(?:victims?|survivors?)\b",
    re.IGNORECASE,
)
_PROPOSED = words(_VOCABULARY["stages"]["proposed"])
# Kinds that are read from the words right beside the amount; support is looked for in the clause and sentence as well.
_WIDE = frozenset({"support", "work"})
_LAST = "anti_trafficking_measures"


def purpose_of(zone: Zone, *, sentence: str) -> str:
    """Id of the purpose: by the words nearest to the amount, then its clause, then its sentence; `other` where none says."""
    near = zone.near
    if _CUES["fine_imposed"].search(near) or (_CUES["fine_imposed"].search(zone.text[: zone.start]) and _STRONG.search(zone.clause)):
        return "statutory_fine" if _is_statutory(zone) else "fine_imposed"
    seen = glance(sentence)
    possible: list[str] = [name for name, beginnings in _OPENINGS.items() if beginnings.in_sight(seen)]
    narrow: list[str] = [name for name in possible if KINDS[name] not in _WIDE and name != "fine_imposed"]
    if found := next((name for name in narrow if _says(name, near)), None):
        return found
    if _PAID_TO_VICTIMS.search(zone.clause) and (
        found := next((name for name in ("restitution", "compensation") if _says(name, sentence)), None)
    ):
        return found
    if _ORDERED_TO_PAY.search(zone.text[zone.clause_start : zone.start]):
        return "compensation"
    wide: list[str] = [name for name in possible if KINDS[name] in _WIDE and name != _LAST]
    for place in (f"{zone.after} {zone.shared_text}", zone.before, zone.clause, sentence):
        if found := next((name for name in wide if _says(name, place)), None):
            return found
    return _LAST if _CUES[_LAST].search(sentence) else "other"


def _says(name: str, place: str) -> bool:
    """Whether the place holds a cue of the purpose, its exceptions left out."""
    if name in _EXCEPT:
        place = _EXCEPT[name].sub(" ", place)
    return _CUES[name].search(place) is not None


def _is_statutory(zone: Zone) -> bool:
    """Whether a fine is what a law allows; a fine that a court imposed is none, whatever law it cites."""
    clause = zone.text[: zone.end] if len(zone.clause) < _BOUND_REACH else zone.clause
    if _FINES_PAID.search(clause):
        return False
    if _STRONG.search(clause) and not _COURT_FINED.search(clause):
        return True
    return _STATUTE.search(clause) is not None and _IMPOSED.search(clause) is None


def bound_of(zone: Zone, role: str) -> str:
    """`_minimum` or `_maximum` of a statutory fine, else nothing: by its place in a range, else the nearest word before it."""
    if role in {"low", "high"}:
        return "_minimum" if role == "low" else "_maximum"
    lead = zone.text[zone.clause_start : zone.start]
    high = max((match.end() for match in _MAXIMUM.finditer(lead)), default=-1)
    low = max((match.end() for match in _MINIMUM.finditer(lead)), default=-1)
    # "not more than" ends in "more than": the longer phrase says which
    low = -1 if low == high else low
    if max(low, high) < len(lead) - _BOUND_REACH:
        return ""
    return "_minimum" if low > high else "_maximum" if high > low else ""


def stage_of(zone: Zone, purpose: str) -> str | None:
    """What has happened to the money: by its kind, else by the verb nearest before it, else by any verb of the clause."""
    fixed = {"statutory": "statutory", "fine": "fined", "seizure": "seized", "award": str(_VOCABULARY["award_stage"])}
    if KINDS[purpose] in fixed:
        return fixed[KINDS[purpose]]
    if _PROPOSED.search(zone.clause):
        return "proposed"
    nearest = [(match.end(), name) for name, pattern in _STAGES for match in pattern.finditer(zone.text, zone.clause_start, zone.start)]
    if nearest:
        return max(nearest)[1]
    return next((name for name, pattern in _STAGES if pattern.search(zone.clause)), None)
