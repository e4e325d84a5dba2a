"""What a term in time is: the kind that the data model names, or the reason why it is no fact.

Decided from the words near it in its sentence: families of cues compete, the nearest wins, and guards of each family follow.
Values and rows are made in `facts.durations`.
"""

import re
from dataclasses import dataclass
from functools import cache

from pipeline.facts.duration_cues import HEAD_REACH, Place, cues, directly_after, directly_before, nearest, pattern
from pipeline.mentions.number import NUMBER
from pipeline.vocabulary.load import load

_WORDS = load("durations")
_FAMILIES: dict[str, dict[str, list[str]]] = _WORDS["families"]
_REASONS: dict[str, dict[str, list[str]]] = _WORDS["reasons"]
_PENAL = _WORDS["penal"]
_CUES = {name: cues(entry["cues"]) for name, entry in (*_FAMILIES.items(), *_REASONS.items()) if "cues" in entry}
_OPEN = {name: cues(_WORDS["open_words"][name]) for name in ("stay", "hold")}
_STAY_OR_HOLD = cues([*_WORDS["open_words"]["stay"], *_WORDS["open_words"]["hold"]])

_WEAK_COST = 70  # of a cue that names neither law nor court for certain
_TOO_FAR = 170  # characters: a cue farther away says nothing of the term
_BESIDE = 20
_NEAR = 48  # characters looked at beside the mention: the longest phrase of the vocabulary
_CHOICE = ("statutory_penalty", "imposed_sentence")
_STRONG = {kind: cues(_PENAL[kind]["cues"]) for kind in _CHOICE}
_WEAK = {kind: cues(_PENAL[kind]["weak"]) for kind in _CHOICE}

IN = re.compile(r"\bin\s(?:(?:over|nearly|almost|more\sthan|at\sleast|about|the)\s){0,2}$", re.IGNORECASE)
_NUMBER_BEFORE = re.compile(rf"{NUMBER}|\b(?:none|all|both|several|most|some|only|others?)\b", re.IGNORECASE)
_YEAR_NUMBER = re.compile(r"\b(?:19|20)\d\d\b")
_IN = re.compile(r"\bin\s(?:(?:over|nearly|almost|more\sthan|at\sleast|about|the)\s){0,2}$", re.IGNORECASE)
# "convicted 17 people in eight months": how long it took
_DONE_IN = re.compile(
    r"\b(?:convicted|tried|arrested|identified|investigated|prosecuted|assisted|repatriated|completed)\s(?:[\w-]+\s){1,4}"
    r"in\s(?:(?:just|only|under|less\sthan)\s)?$",
    re.IGNORECASE,
)
_NONE_AFTER = re.compile(r",?\s(?:none|no|not|never|few|only|nobody)\b", re.IGNORECASE)
_MODAL = re.compile(
    r"\b(?:could|can|may|might|possib\w+|potential|option|able|eligible|ability|discretion|allow\w*|would)\b", re.IGNORECASE
)
_BY = re.compile(r"\bby\s(?:(?:up\sto|as\smuch\sas|at\sleast|an\sadditional|another|about|approximately)\s)?$", re.IGNORECASE)
_UNTIL_NEXT = re.compile(r"(?:\s(?:of\s)?\w+){0,3}\sto\s(?:a\s(?:maximum|minimum)\sof\s|up\sto\s)?")
_MORE = re.compile(r"\b(?:more|additional|further|extra)\b")
_PENALTY_CHANGED = re.compile(
    r"\b(?:increas|rais|lower|reduc|doubl|lengthen)\w*\s(?:(?:the|prison|maximum|minimum|mandatory|possible|prescribed)\s){0,3}"
    r"(?:sentences?|penalt\w+|terms?|punishments?)\b",
    re.IGNORECASE,
)
# "Article 168 criminalized forced labor and imposed penalties of": what a law imposes, no court has.
_LAW_IMPOSES = re.compile(
    r"\b(?:law|laws|code|act|article\s\S+|section\s\S+|decree|legislation|amendments?|provisions?|statute)\b[^.;]{0,140}"
    r"\bimpos(?:es|ed|e|ing)\s(?:\w+\s){0,3}(?:penalt\w+|punishments?|fines?|sentences?|terms?|imprisonment)\b",
    re.IGNORECASE,
)
_COURT = re.compile(r"\b(?:courts?|judges?|appeals?|appellate|tribunals?)\b", re.IGNORECASE)
_SUSPENDED = re.compile(r"\bsuspended\s(?:for\s|from\s\w+\sfor\s)?(?:\w+\s){0,2}$", re.IGNORECASE)
_PRISON_WORD = re.compile(r"\bsentenc|\bprison|imprison|\bjail|\bprobation|\bterms?\b|\bincarcerat", re.IGNORECASE)
_DEPORTATION_STAYED = re.compile(r"\b(?:suspend|postpon|delay|defer|stay|halt)\w*\b[^,;]{0,40}\b(?:deport|remov|expul)\w*", re.IGNORECASE)
_IN_SHELTER = re.compile(r"\s(?:living\s)?(?:in|at)\s(?:\w+\s){0,3}(?:shelters?|safe\shouses?)\b", re.IGNORECASE)
_EXTENSION_HEAD = re.compile(r"\s(?:extension|renewal)s?\b")
_TO = re.compile(r"\bto\s(?:a\s(?:full\s|total\s(?:of\s)?)?)?$", re.IGNORECASE)
CRIMES = pattern(_PENAL["comparison_penalty"]["cues"])
_COMPARED_RIGHT = re.compile(rf"^[^,;.]{{0,45}}\bfor\s(?:\w+\s){{0,3}}{CRIMES.pattern}", re.IGNORECASE)
_TRAFFICKING = re.compile(r"(?<!drug\s)(?<!arms\s)\btraffick|\bforced\slabor\b|\blabor\soffen", re.IGNORECASE)
_PERSON_HELD = re.compile(r"\btraffick\w*\b|\bdefendants?\b|\bsuspects?\b|\boffenders?\b|\bperpetrators?\b", re.IGNORECASE)
_LEAVE_OTHER = re.compile(
    r"\s(?:the\s|their\s|a\s)?(?:shelters?|facilit\w+|employers?|jobs?|homes?|workplace|vulnerable|victims)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Judged:
    """The kind of one mention, or the disposition and reason of one that is no fact; `extension` marks a further term."""

    kind: str | None
    disposition: str
    reason: str | None
    rule: str
    changed: bool = False
    further: bool = False


def _fact(kind: str, rule: str, *, changed: bool = False, further: bool = False) -> Judged:
    return Judged(kind, "fact", None, rule, changed, further)


def _context(reason: str) -> Judged:
    return Judged(None, "context", reason, reason)


def _adjacent(place: Place) -> str | None:
    """The reason that words directly beside the mention give, else None."""
    before, after = place.text[max(0, place.start - _NEAR) : place.start], place.text[place.end : place.end + _NEAR]
    unit, value = place.mention.unit, place.mention.value_low
    quote = place.text[place.start : place.end].lower()
    beside: list[tuple[str, bool]] = [
        ("hours_of_service", unit == "hour" and value == 24 and _after("hours_of_service", after)),
        ("hours_of_service", unit == "day" and value == 7 and after.startswith((" a week", " per week"))),
        ("hours_of_work", unit == "hour" and _after("hours_of_work", after)),
        ("consecutive_years", "consecutive" in quote or before.lower().endswith("consecutive ")),
        *(
            (reason, _after(reason, after) or _before(reason, before))
            for reason in ("age", "wages", "consecutive_years", "lookback", "proceedings", "sought", "condition", "time_served")
        ),
        ("lookback", unit == "year" and _after("lookback", after, "after_years") and "imprison" not in place.left(120)),
        ("difference", bool(_BY.search(before)) and _changes_by(place, before)),
        ("proceedings", _DONE_IN.search(before) is not None and not after.startswith((" in prison", " in jail", " imprison", " of "))),
        ("former", before.endswith("from ") and _replaced(place)),
        ("lookback", bool(_IN.search(before) and _NONE_AFTER.match(after))),
        ("lookback", bool(_IN.search(before) and pattern(_REASONS["lookback"]["historic"]).search(place.left(120)))),
    ]
    reason = next((reason for reason, holds in beside if holds), None)
    # victims who "spent two months in shelters" stayed there
    return None if reason == "time_served" and (place.mention.hyphen or _IN_SHELTER.match(after)) else reason


def _after(reason: str, after: str, key: str = "after") -> bool:
    cue = _cue_after(reason, key)
    return cue is not None and cue.match(after) is not None


def _before(reason: str, before: str) -> bool:
    cue = _cue_before(reason)
    return cue is not None and cue.search(before) is not None


@cache
def _cue_after(reason: str, key: str) -> re.Pattern[str] | None:
    words = _REASONS[reason].get(key)
    return directly_after(words) if words else None


@cache
def _cue_before(reason: str) -> re.Pattern[str] | None:
    words = _REASONS[reason].get("before")
    return directly_before(words) if words else None


def _changes_by(place: Place, before: str) -> bool:
    """Whether "by N" is the size of a change ("reduced by two years") and neither "punishable by" nor "extend by"."""
    return (
        "punish" not in before
        and bool(pattern(_WORDS["difference"]).search(place.left(70)))
        and not pattern(_WORDS["extension"]).search(before)
    )


def _replaced(place: Place) -> bool:
    """Whether a term is the old one of "raised from N to M"."""
    return bool(_UNTIL_NEXT.fullmatch(place.text[place.end : place.ceiling]) and pattern(_WORDS["changed"]).search(place.left(160)))


def _unenacted(place: Place) -> str | None:
    """Whether the segment is advice or speaks of a draft."""
    low, high = place.segment
    if pattern(_WORDS["advice"]).search(place.text, low, place.start):
        return "advice"
    if pattern(_WORDS["draft"]).search(place.text, low, high) and not pattern(_WORDS["enacted"]).search(place.text, low, place.start):
        return "draft"
    return None


def _open_word(place: Place, before: str) -> str | None:
    """The family of "stay" or "hold" by what else the sentence, or the one before it, speaks of."""
    shelter, reflection = pattern(_FAMILIES["shelter_stay"]["cues"]), pattern(_FAMILIES["reflection_period"]["cues"])
    near = nearest(place, _OPEN)
    if not near or near[0][0] > _TOO_FAR:
        return None
    low, high = place.segment
    in_country = pattern(_WORDS["in_country"]).search(place.text, low, high)
    if shelter.search(place.text, low, high) or (shelter.search(place.text, 0, place.start) and (near[0][3] == "hold" or not in_country)):
        return "shelter_stay"
    if near[0][3] == "hold":
        return "detention_limit"
    if reflection.search(place.text, place.floor, high):
        return "reflection_period"
    if shelter.search(before) and not re.search(r"\b(?:country|work)\b", place.text):
        return "shelter_stay"
    return "residence_permit" if pattern(_WORDS["in_country"]).search(place.text) else None


def _penal_kind(place: Place, prior: str | None) -> str | None:
    """Whether a penal term is a law's or a court's."""
    strong = nearest(place, _STRONG)
    weak = nearest(place, _WEAK, _WEAK_COST)
    if not strong and not weak:
        return prior
    if (_PENALTY_CHANGED.search(place.left(120)) or _LAW_IMPOSES.search(place.left())) and not _COURT.search(place.left()):
        return "statutory_penalty"
    best = min(strong + weak)
    if (
        best in weak
        and place.floor
        and prior in _CHOICE
        and not any(pattern(_PENAL[kind]["cues"]).search(place.text, place.floor, place.start) for kind in _CHOICE)
    ):
        # "offenders face five to 10 years; the sentences increase to between 10 and 15 years": the sentence goes on
        return prior
    return best[3]


def _compared(place: Place, before: str) -> bool:
    """Whether the term is another crime's, cited to compare."""
    entry = _PENAL["comparison_penalty"]
    right = _COMPARED_RIGHT.match(place.text[place.end :])
    if right and not _TRAFFICKING.search(right[0].replace("drug trafficking", "")) and "commensurate" not in right[0]:
        return True
    left = place.text[max(place.floor, place.start - 160) : place.start]
    last = max(CRIMES.finditer(left), key=re.Match.start, default=None)
    if last is None or _TRAFFICKING.search(left, last.end()) or ";" in left[last.end() :]:
        return False
    lead = left[: last.start()]
    return bool(pattern(entry["after"]).search(lead)) or ("commensurate" in before and not _TRAFFICKING.search(lead)) or not lead.strip()


def _threshold(place: Place) -> bool:
    """Whether an imposed term only bounds a number of persons ("nine were sentenced to three years or more")."""
    bound = place.mention.bound
    if bound in ("more_than", "fewer_than"):
        return True
    left = _YEAR_NUMBER.sub("", place.text[max(place.segment[0], place.floor, place.start - 160) : place.start])
    return bound == "at_least" and bool(_NUMBER_BEFORE.search(left))


def _extended(place: Place) -> tuple[bool, bool, bool]:
    """(is a further term, replaces an older length, is said as "another" or "extend")."""
    between = place.text[max(place.segment[0], place.floor) : place.start]
    head = place.text[place.end : place.end + HEAD_REACH]
    if place.mention.hyphen:
        further = bool(re.match(r"\s(?:\w+\s){0,3}(?:extension|renewal|prolongation)s?\b", head)) or bool(
            re.search(
                r"\b(?:(?:another|additional|further|second)|(?:renew|extend)\w*\s(?:for|by|in)(?:\sup\sto|\sanother|\sadditional|\sfurther)?)\s$",
                between,
            )
        )
        return further, False, False
    changed = pattern(_WORDS["changed"]).search(place.left())
    if place.mention.rule == "range" and re.search(r"\bfrom\s$", between) and changed:
        return False, True, False
    cue = max(pattern(_WORDS["extension"]).finditer(between), key=re.Match.start, default=None)
    if cue is not None and cue[0].lower() == "renewable" and re.search(r"\b(?:permits?|visas?)\b", between[cue.end() :]):
        return False, False, False  # "renewable residence permits of up to six months"
    if cue is None:
        more = _MORE.search(place.text, place.start, place.end) or re.match(r"\s(?:extensions?|more)\b", head)
        return bool(more), False, bool(more)
    total = (
        _TO.search(between) and re.match(r"(?:extend|lengthen|prolong)(?:ed|s|ing)\b", cue[0], re.IGNORECASE) and not _MODAL.search(between)
    )
    if total:
        return False, False, False
    return True, False, bool(pattern(_WORDS["limit"]).search(between) or _MORE.search(place.text, place.start, place.end))


def judge(place: Place, *, section: str, before: str, prior: str | None) -> Judged:
    """The kind of a mention; `before` is the sentence before it, `prior` the kind of the last fact of the paragraph."""
    if section == "recommendations":
        return _context("advice")
    reason = _adjacent(place) or _unenacted(place)
    if reason:
        return _context(reason)
    candidates = nearest(place, _CUES)
    opened = _open_word(place, before)
    if opened:
        near = nearest(place, {opened: _STAY_OR_HOLD})
        candidates = sorted([*candidates, *near])
    cost, family = (candidates[0][0], candidates[0][3]) if candidates else (_TOO_FAR + 1, "")
    standing = (prior or "").removesuffix("_extension")
    if place.mention.unit == "life":
        family = "penal"
    elif (
        standing in _FAMILIES
        and _extended(place)[0]
        and (cost > _BESIDE or family in _REASONS or _EXTENSION_HEAD.match(place.text, place.end))
    ):
        # "... a 30-day reflection period, with the potential to extend another 90 days"
        family = standing
    elif cost > _TOO_FAR:
        # "...; if the victim was a child, the minimum rose to seven years"
        if not place.floor or prior not in _PENAL:
            return _context("other_length")
        family = "penal"
    if family == "deportation" and _DEPORTATION_STAYED.search(place.left()):
        family = "reflection_period"
    if family in _REASONS:
        return _context(family)
    if family == "penal" or family in _PENAL:
        return _penal(place, before, prior)
    return _allowed(place, family, section)


# What a hyphened term of the penal law is a length of ("a three-month sentence"); a three-month strike is none.
_PENAL_HEAD = re.compile(
    r"\s(?:[\w’'-]+\s){0,4}(?:sentenc\w*|terms?|penalt\w*|minimums?|maximums?|prison|imprison\w*|jail|incarcerat\w*|probation|punishments?|"
    r"custod\w+|detention|bans?|deprivation|confinement|labor)\b",
    re.IGNORECASE,
)


def _penal(place: Place, before: str, prior: str | None) -> Judged:
    if place.mention.hyphen and not _PENAL_HEAD.match(place.text, place.end):
        return _context("other_length")
    kind = _penal_kind(place, prior if prior in _PENAL else None)
    if kind is None:
        return Judged(None, "unresolved", "penalty_or_sentence", "penalty_or_sentence")
    if kind == "statutory_penalty" and _compared(place, before):
        return _fact("comparison_penalty", "comparison-penalty")
    if kind == "imposed_sentence" and _SUSPENDED.search(place.left(40)) and not _PRISON_WORD.search(place.text):
        return _context("suspension")
    if kind == "imposed_sentence" and _threshold(place):
        return _context("threshold")
    return _fact(kind, kind.replace("_", "-"), changed=_extended(place)[1])


def _allowed(place: Place, family: str, section: str) -> Judged:
    low, high = place.segment
    if section == "profile":
        return _context("profile")
    if family == "detention_limit" and not pattern(_WORDS["permission"]).search(place.text, low, high):
        return _context("story")
    if family == "departure_deadline":
        leave = re.search(r"\bleave\b", place.text[low:high])
        if _PERSON_HELD.search(place.left()) and "victim" not in place.left().lower():
            return _context("deportation")
        if leave and _LEAVE_OTHER.match(place.text[low:high], leave.end()):
            return _context("other_length")
    elif family != "detention_limit" and re.search(r"\bwithin\s$", place.left(10)):
        return _context("deadline")
    if family in ("departure_deadline", "detention_limit") and place.mention.bound == "more_than":
        return Judged(None, "unresolved", "limit_or_excess", "limit_or_excess")
    further, changed, limit = _extended(place)
    kind = f"{family}_extension" if further and family in ("reflection_period", "residence_permit") else family
    return _fact(kind, kind.replace("_", "-"), changed=changed, further=limit)
