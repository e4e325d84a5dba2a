"""Duration mentions of a narrative -> rows of the table `durations`, and what became of the mentions that are no rows.

Which kind a term is, `facts.duration_kind` decides; here its open ends are applied, repeats are found and a subject is written.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from pipeline.facts.duration_cues import Place
from pipeline.facts.duration_kind import CRIMES, Judged, judge
from pipeline.facts.model import Duration
from pipeline.mentions.duration import DurationMention
from pipeline.mentions.legal import find_legal
from pipeline.narrative.model import Narrative, Sentence

# Kinds that are limits by nature: an exact figure bounds them from above (annotation rule 36).
_LIMITS = {"detention_limit", "departure_deadline"}
# Kinds of which a narrative has one per length; a second statement repeats the first.
_STANDING = {
    "reflection_period",
    "reflection_period_extension",
    "residence_permit",
    "residence_permit_extension",
    "detention_limit",
    "departure_deadline",
    "shelter_stay",
}
_MAXIMUM = re.compile(r"\b(?:maxim\w+|ceiling|at\smost)\b", re.IGNORECASE)
_MINIMUM = re.compile(r"\bminim(?!um\sstandards)\w+\b", re.IGNORECASE)
_MORE_OF = re.compile(r"(?:^|[,;]?\s)(?:and|or)(?:\s(?:then|also))?\s(?:of\s|to\s)?$", re.IGNORECASE)
_LONGEST_SUBJECT = 80
_REACH = 500  # characters of a sentence that are looked at on either side; the longest of the seed has 480


# Rows by their strict columns but the low end, each with the provision that its sentence cites.
_Earlier = dict[tuple[str, str, str, Decimal | None], list[tuple[Duration, str]]]


@dataclass(frozen=True, slots=True)
class DurationUse:
    """What became of one mention: its rows, with role `value` or `repeat`, or the reason why it has none."""

    mention: DurationMention
    sentence_id: str
    disposition: str
    reason: str | None
    facts: tuple[Duration, ...]
    role: str


@dataclass(slots=True)
class DurationReading:
    """The rows of a narrative in text order, and one entry per mention."""

    facts: list[Duration] = field(default_factory=list)
    uses: list[DurationUse] = field(default_factory=list)


def _bound(place: Place, judged: Judged, before: str | None) -> str | None:
    """How an end is open: said beside the term, or by a maximum or minimum that governs it."""
    mention = place.mention
    if judged.kind == "imposed_sentence":
        # the maximum that a court gave is the term itself
        return None if re.search(r"\bthe\smaximum\b[^,;]{0,24}$", place.left(60), re.IGNORECASE) else mention.bound
    if mention.bound or mention.rule not in ("single", "range", "elided-unit") or (mention.rule == "range" and not judged.changed):
        return mention.bound
    left = place.text[max(place.floor, place.segment[0], place.start - 90) : place.start]
    head = place.right(24) if mention.hyphen else place.right(10)
    for name, pattern in (("at_most", _MAXIMUM), ("at_least", _MINIMUM)):
        other = _MINIMUM if name == "at_most" else _MAXIMUM
        if (pattern.search(left) and not other.search(left)) or (mention.hyphen and pattern.search(head)):
            return name
    # "a maximum of six years for trafficking and of 10 years for the aggravated offense"
    linked = re.search(r"\b(?:and|or)\s(?:of|to)\s$", left)
    return before if linked else None


def _values(judged: Judged, low: Decimal | None, high: Decimal | None, bound: str | None) -> tuple[Decimal | None, Decimal | None]:
    if judged.changed:
        low = high
    if bound in ("at_most", "fewer_than"):
        return None, high
    if bound in ("at_least", "more_than"):
        return low, None
    limited = judged.kind in _LIMITS or judged.further
    return (None, high) if limited and low == high else (low, high)


_CONDITION = re.compile(r"\b(?:for|if|when|where|in\scases?|against|involving|under)\s[^,;.()–—]{3,70}", re.IGNORECASE)
_TRAILING = re.compile(r"(?:[\s,]+(?:and|or|of|to|not|less|than|by|up|a|the|minimum|maximum|with|at|least|between|from))+\s*$")
_VICTIM = re.compile(r"\b(adult|child|minor|children|girl|boy|aggravat\w+|under\sage|under\s18)\b", re.IGNORECASE)
_OFFENSE = re.compile(
    r"\b(?:all\s(?:forms\sof\s)?(?:human\s)?trafficking(?:\sin\spersons)?|(?:child\s)?(?:sex|labor|human|child)(?:\s(?:and|or)\s(?:sex|labor|child))?\strafficking(?:\sand\s(?:labor\strafficking|forced\slabor))?|forced\slabor|forced\sprostitution|"
    r"slavery|debt\sbondage|pimping|procuring|recruit\w+|trafficking(?:\sin\spersons)?)\b",
    re.IGNORECASE,
)
_PEOPLE = re.compile(
    r"\b(?:(?:one|two|three|four|five|six|seven|eight|nine|\d+|foreign|child|adult|convicted|potential|presumed|identified|undocumented|the\sother|another|sex|labor)\s){0,3}"
    r"(?:sex\straffickers?|labor\straffickers?|traffickers?|recruiters?|ringleaders?|leaders?|defendants?|offenders?|perpetrators?|officials?|officers?|victims?|witnesses|workers?|persons?|foreigners?|refugees?|suspects?|children|minors|women|men)\b",
    re.IGNORECASE,
)


def _subject(place: Place, kind: str) -> str | None:
    """A few words on whom or what the term is about, from its own sentence."""
    condition = _CONDITION.search(place.text[place.end : min(place.segment[1], place.ceiling)])
    if kind in ("statutory_penalty", "comparison_penalty"):
        legal = [m for m in find_legal(place.text[: place.start], 0) if m.rule != "law-count"]
        law = place.text[legal[-1].start : legal[-1].end] if legal else None
        crime = CRIMES.search(place.text, max(0, place.start - 120)) if kind == "comparison_penalty" else None
        if crime:
            return f"{crime[0]} (for comparison)"
        what = _TRAILING.sub("", condition[0]) if condition and (_VICTIM.search(condition[0]) or _OFFENSE.search(condition[0])) else None
        offenses = list(_OFFENSE.finditer(place.text[max(place.floor, 0) : place.start])) or list(
            _OFFENSE.finditer(place.text[: place.start])
        )
        what = what or (offenses[-1][0] if offenses else None)
        return ": ".join(part for part in (law, what) if part)[:_LONGEST_SUBJECT] or None
    people = list(_PEOPLE.finditer(place.left()))
    if not people and kind != "imposed_sentence":
        people = list(_PEOPLE.finditer(place.right()))[:1]
    average = "average" if re.search(r"\baverag", place.text[max(place.floor, place.start - 60) : place.start]) else None
    who = people[-1][0] if people else None
    return ", ".join(part for part in (average, who) if part)[:_LONGEST_SUBJECT] or None


def _key(fact: Duration) -> tuple[str, str, str, Decimal | None]:
    return fact.territory, fact.kind, fact.unit, fact.value_high


def _repeated(earlier: _Earlier, new: Duration, place: Place, law: str) -> Duration | None:
    """The row that this statement says again, else None."""
    for fact, its_law in earlier.get(_key(new), ()):
        same = fact.value_low == new.value_low
        if new.kind in _STANDING:
            # "the 90-day extension" repeats "extend another 90 days", whose low end is open
            if same or (fact.value_high is not None and place.mention.hyphen):
                return fact
        elif same and fact.sentence_id != new.sentence_id:
            in_summary = (fact.section == "summary") != (new.section == "summary")
            if in_summary or (new.kind != "imposed_sentence" and law and law == its_law):
                return fact
    return None


def _in_body_order(narrative: Narrative) -> list[Sentence]:
    """The sentences with those of the summary last: a fact stands where it is told fullest (annotation rule 9)."""
    return sorted(narrative.sentences, key=lambda s: (s.section == "summary", s.number))


def _place(sentence: Sentence, found: Sequence[DurationMention], index: int) -> Place:
    """The mention in what surrounds it: its sentence, of a very long one only the part within reach."""
    mention = found[index]
    base = max(0, mention.start - sentence.start - _REACH)
    text = sentence.text[base : mention.quote_end - sentence.start + _REACH]
    origin = sentence.start + base
    floor = max(0, found[index - 1].quote_end - origin) if index else 0
    ceiling = min(len(text), found[index + 1].start - origin) if index + 1 < len(found) else len(text)
    return Place(text, mention, mention.start - origin, mention.quote_end - origin, floor, ceiling)


def read_durations(
    narrative: Narrative, mentions: Mapping[str, Sequence[DurationMention]], territory: Callable[[Sentence, int], str]
) -> DurationReading:
    """The durations of a narrative.

    Args:
        narrative: the parsed narrative.
        mentions: sentence_id -> its duration mentions in order; sentences without any may be absent.
        territory: the territory code that a narrative offset in a sentence speaks of.
    """
    reading = DurationReading()
    earlier: _Earlier = {}
    by_number = {sentence.number: sentence for sentence in narrative.sentences}
    prior: tuple[int, str] | None = None
    for sentence in _in_body_order(narrative):
        found = mentions.get(sentence.sentence_id, ())
        if not found:
            continue
        before = by_number.get(sentence.number - 1)
        previous = before.text if before and before.paragraph == sentence.paragraph else ""
        bound: str | None = None
        for index, mention in enumerate(found):
            place = _place(sentence, found, index)
            if sentence.boxed:
                reading.uses.append(DurationUse(mention, sentence.sentence_id, "context", "side_box", (), "value"))
                continue
            said = prior[1] if prior and prior[0] == sentence.paragraph else None
            judged = judge(place, section=sentence.section, before=previous, prior=said)
            if judged.kind is None:
                reading.uses.append(DurationUse(mention, sentence.sentence_id, judged.disposition, judged.reason, (), "value"))
                continue
            prior = (sentence.paragraph, judged.kind)
            bound = _bound(place, judged, bound)
            reading.uses.append(_rows(place, judged, bound, sentence, territory(sentence, mention.start), earlier))
    reading.facts = sorted(
        {id(fact): fact for use in reading.uses for fact in use.facts if use.role == "value"}.values(), key=lambda f: f.start
    )
    return reading


def _rows(place: Place, judged: Judged, bound: str | None, sentence: Sentence, territory: str, earlier: _Earlier) -> DurationUse:
    """The rows of one mention, or the earlier one that it repeats."""
    mention, kind = place.mention, judged.kind or ""
    legal = [m for m in find_legal(place.text, 0) if m.rule != "law-count"]
    law = place.text[legal[0].start : legal[0].end].lower() if legal else ""
    made: list[Duration] = []
    for one in mention.terms:
        low, high = _values(judged, *one, bound)
        made.append(
            Duration(
                mention.start,
                mention.quote_end,
                sentence.sentence_id,
                sentence.section,
                territory,
                judged.rule,
                kind,
                _subject(place, kind),
                low,
                high,
                mention.unit,
            )
        )
    repeated = _repeated(earlier, made[0], place, law) if len(made) == 1 else None
    if repeated:
        return DurationUse(mention, sentence.sentence_id, "fact", None, (repeated,), "repeat")
    for fact in made:
        earlier.setdefault(_key(fact), []).append((fact, law))
    return DurationUse(mention, sentence.sentence_id, "fact", None, tuple(made), "value")
