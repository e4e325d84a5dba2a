"""How a figure hangs together with those before it: compared with one, part of one, or one of a printed series."""

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.facts.figure import ACT, Dimensions, dimensions, head_class, is_person, merged
from pipeline.facts.tokens import Token
from pipeline.mentions.glance import glance
from pipeline.mentions.period import PeriodMention
from pipeline.normalize.period import Period

if TYPE_CHECKING:
    from pipeline.facts.item import Item
    from pipeline.facts.parsed import Parsed

import itertools

from pipeline.vocabulary.grammar import CHANGE_FROM_TO, OWN_VERBS, SPEECH


@dataclass(slots=True)
class Relation:
    """`kind`: main, compare, series, part, label or context.

    `label` holds dimensions printed before a bracket; `introducer` the token that opens a comparison; `period` a period that the
    relation itself prints; `each` the periods of "one each in 2018 and 2017"; `partitive` whether the text says "of the N".
    """

    kind: str
    reason: str | None = None
    label: Dimensions | None = None
    introducer: int = -1
    period: PeriodMention | None = None
    each: list[Period] = field(default_factory=list)
    change: str | None = None
    partitive: bool = False
    aligned: bool = False
    list_only: bool = False
    quote: tuple[int, int] | None = None


def relate(parsed: "Parsed", items: list["Item"], previous: list["Item"], paragraph: list["Item"]) -> None:
    """Set relation and antecedent of every item of a sentence; `previous` are the items of the sentence before."""
    for position, item in enumerate(items):
        before = items[:position]
        if item.relation.kind == "context":
            continue
        _one(parsed, item, before, items[position + 1 :], previous, paragraph)
        _repeat(parsed, item, before, previous, paragraph)
    for item in items:
        if item.antecedent is not None and item.antecedent.relation.kind == "repeat" and item.antecedent.antecedent is not None:
            item.antecedent = item.antecedent.antecedent
    _align_compared(parsed, items, previous)


def _repeat(parsed: "Parsed", item: "Item", before: list["Item"], previous: list["Item"], paragraph: list["Item"]) -> None:
    """Reads "of the 31": a number already printed, of the same kind of thing, is the same fact said again."""
    tokens, figure = parsed.tokens, item.figure
    if item.relation.kind == "context" or figure.value is None or tokens[figure.index].kind != "count":
        return
    lead = {t.low for t in tokens[max(0, figure.first - 1) : figure.index]}
    if not (lead & {"the", "these", "those", "all", "of", "among", "of the", "all of the"}) or (
        lead & {"the other", "remaining", "the remaining", "additional"}
    ):
        return
    if not (lead & {"the", "these", "those", "all"}):
        return
    for pool in (before, previous, paragraph):
        for other in reversed(pool):
            if (
                other.figure.value == figure.value
                and other.reason is None
                and _compatible(item, other)
                and (other.counts or pool is before)
                and other.relation.kind not in ("context", "repeat")
            ):
                if item.relation.kind == "compare":
                    return
                if figure.dimensions.any() and figure.verbs and figure.verbs[0].lemma == "be" and "of" not in lead:
                    item.relation, item.antecedent = Relation("part", partitive=True), other
                    return
                item.relation, item.antecedent = Relation("repeat"), other
                return


def _one(
    parsed: "Parsed", item: "Item", before: list["Item"], later: list["Item"], previous: list["Item"], paragraph: list["Item"]
) -> None:
    tokens, figure = parsed.tokens, item.figure
    reason = _context(parsed, item)
    if reason is not None:
        item.relation = Relation("context", reason)
        return
    live = [other for other in before if other.relation.kind != "context"]
    for finder in (_bracket, _change, _comparison, _partitive, _enumerated, _remaining, _predicate):
        relation, antecedent = finder(parsed, item, live, later, previous, paragraph)
        if relation is not None:
            item.relation, item.antecedent = relation, antecedent
            _within_total(item, paragraph)
            return
    live = [other for other in live if other.antecedent is not item]
    if figure.head_class == "none" or (figure.head is not None and figure.head_class == "thing" and figure.head.code):
        item.antecedent = _nearest(live, figure, tokens) or _last_total(previous) or _last_total(paragraph)
    item.relation = Relation("main")


def _within_total(item: "Item", paragraph: list["Item"]) -> None:
    """A part of an earlier sentence's figure cannot exceed it: then it is of the nearest one that can hold it."""
    total, value = item.antecedent, item.figure.value
    if item.relation.kind != "part" or total is None or value is None or total not in paragraph or total.figure.value is None:
        return
    if total.figure.status == "reported" and total.figure.value < value:
        large = [
            o
            for o in paragraph
            if o.counts and o.relation.kind == "main" and o.figure.value is not None and o.figure.value >= value and _compatible(item, o)
        ]
        item.antecedent = large[-1] if large else total


_PERSON_NOUNS = frozenset(["conviction", "arrest", "acquittal", "sentence_noun"])  # one of them befalls one person
_CASES = frozenset(["case", "investigation", "prosecution", "report"])
Found = tuple[Relation | None, "Item | None"]


_CONDITION = re.compile(
    r"^(?:\W*(?:under|the|this|that|its|a|by|national|labor|danish|these)\s)*(?:[\w-]+\s){0,3}(?:law|laws|act|code|decree|regulations?|constitution|ordinance|statute)s?\b[^.;]{0,60}\b(?:bars?|barred|requires?|required|obliges?|obliged|mandates?|mandated|prohibits?|prohibited|forbids?|forbade|limits?|limited|prescribes?|defines?|defined|entitles?)\b"
)
_DRAFT = re.compile(r"\bdraft (?:\w+ ){0,4}(?:plan|law|bill|strategy|nap)\b")
_ADVICE = re.compile(r"\b(?:should|needs? to|ought to|must|urged?)\b")
_ADVISING = frozenset(["should", "need", "needs", "ought", "must", "urge", "urged"])


def _context(parsed: "Parsed", item: "Item") -> str | None:
    """Why a number counts nothing: advice, a pronoun, a narrator's "one", an anaphor, a place in a row."""
    figure, tokens = item.figure, parsed.tokens
    lead = parsed.text(parsed.sentence.start, tokens[figure.index].start)
    words = glance(parsed.sentence.text).words
    if not _ADVISING.isdisjoint(words) and _ADVICE.search(lead) and not any(t.text == ";" for t in tokens[: figure.index]):
        return "advice"
    if figure.head_class in ("unit_body", "legal", "thing") and "draft" in words and _DRAFT.search(lead):
        return "a draft"
    if figure.status == "reported" and _CONDITION.search(lead) and not any(t.text == ";" for t in tokens[: figure.index]):
        return "a condition of a law"
    if (
        tokens[figure.index].low in ("two", "three")
        and figure.determiner == "the"
        and figure.role == "agent"
        and figure.head_class in ("shelter", "unit_body")
        and "together" in (t.low for t in tokens[: figure.index])
    ):
        return "refers back"  # "together the two centers assisted 147 girls"
    token = tokens[figure.index]
    after = tokens[figure.index + 1] if figure.index + 1 < len(tokens) else None
    prev = tokens[figure.index - 1] if figure.index else None
    low = token.low
    if low == "one":
        if (
            figure.head is None
            and prev is not None
            and prev.lex.verb is None
            and figure.index > 1
            and tokens[figure.index - 2].low in ("a", "an")
        ):
            return "pronoun"
        if prev is not None and prev.low in ("no", "any", "every", "which", "this", "that", "taken", "the", "each", "another"):
            return "pronoun"
        if (
            after is not None
            and after.low == "of"
            and figure.index + 2 < len(tokens)
            and tokens[figure.index + 2].low in ("the", "its", "these", "their", "several", "a", "many", "those", "several")
        ):
            noun = next((t.lex.noun for t in tokens[figure.index + 3 : figure.index + 7] if t.lex.noun), None)
            if not any(t.kind == "count" for t in tokens[figure.index + 3 : figure.index + 5]) and noun not in (
                "victim",
                "case",
                "investigation",
                "prosecution",
                "suspect",
                "conviction",
            ):
                return "one of a set"
        if (
            figure.head is None
            and after is not None
            and after.low in ("another", "or", "that", "in", "to")
            and not figure.dimensions.any()
            and after.low in ("another", "or", "that")
        ):
            return "pronoun"
        if (
            after is not None
            and after.kind in ("punct", "period")
            and figure.head is None
            and prev is not None
            and prev.lex.verb is not None
            and prev.lex.verb not in OWN_VERBS - {"grant", "issue", "provide", "receive", "make", "open", "obtain"}
        ):
            return "pronoun"
        if (
            figure.role == "agent"
            and figure.head is not None
            and figure.head.low in ("ngo", "organization", "official", "expert", "source")
        ):
            return "an article, not a count"
        if figure.verbs and figure.verbs[0].lemma in SPEECH and figure.role == "agent":
            return "a source, not a count"
    if (
        low in ("one", "two", "both", "three")
        and prev is not None
        and prev.low in ("these", "those", "both")
        and token.kind == "count"
        and figure.head is not None
    ):
        return "refers back"
    if (
        token.kind == "count"
        and after is not None
        and after.low
        in (
            "times",
            "hours",
            "percent",
            "a.m.",
            "p.m.",
            "degrees",
            "kilometers",
            "miles",
            "meters",
            "feet",
            "kilograms",
            "tons",
            "hectares",
            "acres",
            "liters",
            "nautical",
        )
    ):
        return "measure"
    if prev is not None and prev.low in ("nos", "no.", "number", "phase", "level", "page"):
        return "part of a name"
    return None


def _last_total(items: list["Item"]) -> "Item | None":
    mains = [item for item in items if item.counts and item.relation.kind == "main"]
    if not mains:
        return None
    last = mains[-1]
    # "convicted nine, more than in 2018, when they convicted three": the later year's figure is the one that the text goes on about
    later = [
        item
        for item in mains
        if item.figure.clause != last.figure.clause
        and item.counts[0].sentence_id == last.counts[0].sentence_id
        and item.counts[0].indicator == last.counts[0].indicator
        and item.period.start is not None
        and last.period.start is not None
        and item.period.start > last.period.start
    ]
    return later[-1] if later else last


def _nearest(before: list["Item"], figure: object, tokens: list[Token]) -> "Item | None":
    del tokens
    known = [item for item in before if item.relation.kind in ("main", "part", "label") and item.reason is None]
    own = {verb.lemma for verb in getattr(figure, "verbs", ())}
    same = [item for item in known if item.relation.kind == "main" and own & {verb.lemma for verb in item.figure.verbs}]
    mains = [item for item in known if item.relation.kind == "main" and item.figure.clause != getattr(figure, "clause", -1)]
    known = same or (mains if mains and known and known[-1].relation.kind != "main" else known)
    last = known[-1] if known else None
    if last is not None and last.figure.preposition in ("for", "with", "in"):
        return next((item for item in reversed(known) if item.figure.preposition not in ("for", "with", "in")), last)
    return last


def _kindred(noun: str, head_class: str) -> bool:
    """Whether two classes of nouns can count the same things; a number without a noun fits all."""
    return head_class in ("none", noun) or {noun, head_class} <= _CASES or (is_person(noun) and is_person(head_class))


def _compatible(item: "Item", other: "Item") -> bool:
    """Whether two figures can count the same kind of thing."""
    one, two = item.figure.head_class, other.figure.head_class
    if "none" in (one, two) or one == two:
        return True
    if one == "thing" and item.figure.head is not None and item.figure.head.code:
        return True
    if {one, two} <= _CASES:
        return True
    one, two = ("suspect" if noun in _PERSON_NOUNS else noun for noun in (one, two))
    return is_person(one) and is_person(two)


def _bracket(
    parsed: "Parsed", item: "Item", before: list["Item"], later: list["Item"], previous: list["Item"], paragraph: list["Item"]
) -> Found:
    """A number in brackets belongs to what stands before the bracket."""
    del later
    tokens, figure = parsed.tokens, item.figure
    if tokens[figure.index].depth == 0:
        return None, None
    depth = tokens[figure.index].depth
    opening = next((j for j in range(figure.index, -1, -1) if tokens[j].text in ("(", "[") and tokens[j].depth == depth), None)
    if opening is None:
        return None, None
    closing = next((j for j in range(figure.index, len(tokens)) if tokens[j].text in (")", "]") and tokens[j].depth == depth), len(tokens))
    outer = [other for other in before if other.figure.index < opening]
    inner = list(tokens[opening + 1 : closing])
    first_inside = not any(other.figure.index > opening for other in before)
    bare = len(inner) <= 3 and figure.head is None and not figure.dimensions.any() and not any(t.kind == "period" for t in inner)
    dated = tokens[opening - 1] if opening else None
    if bare and first_inside and dated is not None and dated.kind == "period" and dated.span is not None:
        mention = dated.span.source
        if isinstance(mention, PeriodMention) and mention.period is not None:
            return _dated_bracket(tokens, outer, previous, opening, mention)
    if bare and first_inside:
        label = _label(tokens, opening)
        if label is not None:
            total = next(
                (
                    o
                    for o in reversed(outer)
                    if o.relation.kind not in ("label", "compare", "series", "repeat", "context")
                    and tokens[o.figure.index].kind == "count"
                    and o.figure.head_class not in _BODIES
                ),
                None,
            ) or _largest([o for o in [*paragraph, *previous] if o.figure.head_class not in _BODIES])
            if total is None:
                total = next((o.antecedent for o in reversed(outer) if o.antecedent is not None), None)
            elif total.relation.kind == "part" and total.antecedent is not None and total.figure.clause != figure.clause:
                total = total.antecedent  # "these included nine children; victims came from Uganda (14)"
            if total is not None:
                dims = dimensions(tokens, label, opening, parsed.iso3, label=True)
                if dims.any():
                    return Relation("label", label=dims), total
    if first_inside and figure.head is None and not figure.dimensions.any() and any(t.lex.comparison for t in inner):
        phrase = _label_of_phrase(tokens, opening)
        if phrase is not None:
            figure.head = phrase[1]
            figure.head_class, figure.unit = head_class(phrase[1], phrase[2])
            figure.dimensions = dimensions(tokens, phrase[0], opening, parsed.iso3)
            figure.verbs = [v for v in parsed.verbs if v.index < phrase[0] and v.clause == figure.clause and v.kind != "reduced"][-1:]
            return Relation("main"), None
    if (
        figure.precision is None
        and len(inner) >= 3
        and any(
            t.low == "of" and tokens[t.index - 1].kind == "count" and any(u.kind == "count" for u in tokens[t.index + 1 : t.index + 3])
            for t in inner
        )
        and len([t for t in inner if t.kind == "count"]) == 2
    ):
        return None, None
    inside = [o for o in before if o.figure.index > opening and o.relation.kind == "part" and o.antecedent in outer]
    about_clause = opening > 0 and (tokens[opening - 1].kind == "period" or bool(inner and inner[0].lex.comparison))
    antecedent = inside[-1].antecedent if inside else _before_bracket(outer, item, dated=about_clause)
    antecedent = antecedent or (_last_total(previous) if not outer else None)
    if antecedent is None:
        return None, None
    if (
        figure.head is not None
        and any(
            v.kind == "finite" and opening < v.index < closing and v.lemma not in ("be", "concern", "involve", "subject", "exploit")
            for v in parsed.verbs
        )
        and not any(o.figure.index > opening and o.relation.kind != "main" for o in before)
    ):
        return None, None
    own_period = _period_in(tokens, figure.index, opening, closing)
    if own_period is not None and figure.dimensions.any() and antecedent.relation.kind == "part" and antecedent.antecedent is not None:
        antecedent = antecedent.antecedent
    if own_period is not None:
        relation = Relation("series" if figure.head is None else "compare", introducer=opening, period=own_period)
        if tokens[figure.index].low in ("one", "none", "two", "three", "four", "five") or tokens[figure.index].kind == "count":
            relation.each = _each(parsed, figure.index, closing)
        antecedent = _series_base(outer, antecedent, before, opening)
        return relation, antecedent
    if any(t.lex.comparison for t in inner[: max(0, figure.first - opening - 1)]):
        return Relation("compare", introducer=opening), antecedent
    return Relation("part", list_only=True), antecedent


def _largest(items: list["Item"]) -> "Item | None":
    """The largest total of the paragraph: what a list of origins is a split of."""
    mains = [o for o in items if o.counts and o.relation.kind == "main" and o.figure.value is not None]
    return max(mains, key=lambda o: o.figure.value or 0, default=None)


_BODIES = frozenset(["unit_body", "agency", "post", "police_district", "legal", "thing"])


def _dated_bracket(tokens: list[Token], outer: list["Item"], previous: list["Item"], opening: int, mention: PeriodMention) -> Found:
    """Reads "fewer victims in 2018 (34) than in 2017 (59)": a bracket right behind a date holds that date's figure."""
    mains = [o for o in outer if o.relation.kind == "main" and o.reason is None]
    low = mains[-1].figure.index if mains else 0
    compared = any(t.lex.comparison or t.low.endswith("than") for t in tokens[low : opening - 1])
    if compared and mains:
        return Relation("compare", introducer=opening - 1, period=mention), mains[-1]
    del previous
    return Relation("main", period=mention), None


def _before_bracket(outer: list["Item"], item: "Item", *, dated: bool) -> "Item | None":
    plain = [other for other in outer if other.figure.depth == 0] or outer
    known = [
        other
        for other in plain
        if other.relation.kind not in ("context", "repeat")
        and (
            _compatible(item, other)
            or (item.figure.head is not None and (item.figure.head.lex.noun is None or item.figure.dimensions.any()))
        )
    ]
    bases = {id(other.antecedent) for other in outer if other.relation.partitive}
    shares = [other for other in known if id(other) not in bases] or known
    same = [
        other for other in shares if item.figure.head_class not in ("none", "thing") and other.figure.head_class == item.figure.head_class
    ]
    if dated and item.figure.head is None:
        # "aided 56 victims at nine shelters in 2016 (47 in 2015)": behind a date the bracket is about the clause, not its last noun
        shares = [other for other in shares if other.figure.preposition not in ("at", "in", "through", "with")] or shares
    opening = item.figure.index
    adjacent = [
        other for other in shares if opening - 3 <= other.figure.np_end <= opening - 1 and other.figure.head_class.endswith("victim")
    ]
    beside = [
        other
        for other in shares
        if other.figure.head is None and other.figure.verbs and other.figure.np_end < opening <= other.figure.np_end + 2
    ]
    return next(iter(reversed(adjacent or beside or same or shares)), None)


def _series_base(outer: list["Item"], antecedent: "Item", before: list["Item"], opening: int) -> "Item":
    del outer, before, opening
    return antecedent


def _period_first(tokens: list[Token], opening: int) -> bool:
    return opening + 1 < len(tokens) and tokens[opening + 1].kind == "period"


def _period_in(tokens: list[Token], index: int, opening: int, closing: int) -> PeriodMention | None:
    """The period inside the bracket that goes with the number: after it before the next number, else a label in front."""
    for t in tokens[index + 1 : closing]:
        if (
            t.kind == "period"
            and t.span is not None
            and isinstance(t.span.source, PeriodMention)
            and t.span.source.kind in ("main", "listed", "previous", "end", "running")
        ):
            return t.span.source
        single = sum(t2.kind == "period" for t2 in tokens[opening:closing]) == 1
        if (
            t.kind in ("count", "zero", "range")
            and not single
            and not (t.index - index <= 2 and tokens[index + 1].low in ("and", ",", "or"))
        ):
            break
    for t in reversed(tokens[opening + 1 : index]):
        if (
            t.kind == "period"
            and t.span is not None
            and isinstance(t.span.source, PeriodMention)
            and tokens[t.index + 1].text in (":", ",", "=")
        ) or (t.kind == "period" and t.index == opening + 1):
            return t.span.source if t.span is not None and isinstance(t.span.source, PeriodMention) else None
    return None


def _each(parsed: "Parsed", index: int, closing: int) -> list[Period]:
    """The periods that one number serves: "one each in 2018 and 2017", "none in 2018 or 2017"."""
    tokens = parsed.tokens
    each = any(t.low == "each" for t in tokens[index + 1 : index + 3])
    none = tokens[index].kind == "zero"
    if not (each or none):
        return []
    found: list[Period] = []
    for t in tokens[index + 1 : closing]:
        if t.kind in ("count", "zero", "range"):
            break
        if t.kind == "period" and t.span is not None and isinstance(t.span.source, PeriodMention) and t.span.source.period is not None:
            found.append(t.span.source.period)
    return found if len(found) > 1 else []


def _label(tokens: list[Token], opening: int) -> int | None:
    """Start of the label before a bracket ("India (eight)"), or None where a counted noun or a plain clause stands there."""
    j = opening - 1
    while (
        j >= 0
        and tokens[j].kind == "word"
        and (
            tokens[j].code
            or tokens[j].lex.form
            or tokens[j].lex.sex
            or tokens[j].lex.age
            or tokens[j].lex.status
            or tokens[j].lex.nationality
        )
    ):
        j -= 1
    return j + 1 if j + 1 < opening and not (j >= 0 and tokens[j].kind == "count") else None


def _label_of_phrase(tokens: list[Token], opening: int) -> tuple[int, Token, str | None] | None:
    """Start, head and status of the noun phrase without a number that a bracket counts ("fewer child victims (20 compared to 25)")."""
    head: Token | None = None
    j = opening - 1
    while j >= 0 and tokens[j].kind == "word" and tokens[j].function in (None, "prepositions"):
        if tokens[j].lex.verb and tokens[j].lex.verb_form in ("past", "part") and not (tokens[j].lex.status or tokens[j].lex.form):
            break
        if tokens[j].lex.noun in ("victim", "suspect", "case", "investigation", "prosecution", "conviction", "people"):
            head = head or tokens[j]
        j -= 1
    if head is None or (j >= 0 and tokens[j].kind in ("count", "range", "vague")):
        return None
    return j + 1, head, next((t.lex.status for t in tokens[j + 1 : head.index] if t.lex.status), None)


def _change(
    parsed: "Parsed", item: "Item", before: list["Item"], later: list["Item"], previous: list["Item"], paragraph: list["Item"]
) -> Found:
    """Reads "rose from 27 in 2019 to 58", "grew from six to nine": two states of one figure."""
    del later, previous, paragraph
    tokens, figure = parsed.tokens, item.figure
    if figure.preposition == "to" and before:
        other = before[-1]
        if (
            other.figure.preposition == "from"
            and other.figure.clause == figure.clause
            and any(v.lemma in CHANGE_FROM_TO for v in other.figure.verbs + figure.verbs)
        ):
            if figure.head is None:
                item.figure.head, item.figure.head_class, item.figure.unit = other.figure.head, other.figure.head_class, other.figure.unit
            if not any(v.lemma in ("revise", "correct", "restate", "update") for v in other.figure.verbs + figure.verbs):
                other.relation.change = "from"
            return Relation("main", change="to"), other if figure.head is None or figure.head_class == "none" else None
    del tokens
    return None, None


def _comparison(
    parsed: "Parsed", item: "Item", before: list["Item"], later: list["Item"], previous: list["Item"], paragraph: list["Item"]
) -> Found:
    """A figure after "compared with", "up from" ... in its clause, with no verb of its own between."""
    del later
    tokens, figure = parsed.tokens, item.figure
    finite = {v.index for v in parsed.verbs if v.kind == "finite"}
    depth = tokens[figure.index].depth
    if (
        figure.index + 2 < len(tokens)
        and tokens[figure.index + 1].low == "of"
        and tokens[figure.index + 2].low in ("whom", "which", "them", "these")
    ):
        return None, None
    introducer = None
    for j in range(figure.first - 1, -1, -1):
        token = tokens[j]
        if token.depth != depth:
            continue
        if token.text == ";" or (token.clause != figure.clause and j in finite):
            break
        if token.lex.comparison or (token.lex.weak_comparison and _compares(tokens, j, before, figure)):
            introducer = j
            break
        if j in finite and token.low != "compared":
            break
    if introducer is None:
        return None, None
    dated = any(t.kind == "period" for t in tokens[introducer : figure.first])
    dates = any(t.kind == "period" and t.clause == figure.clause for t in tokens[figure.np_end :])
    if figure.head is not None and dated and not dates and [t.low for t in tokens[max(0, figure.first - 2) : figure.first]] == [",", "and"]:
        return None, None  # "indicted 84 suspects, compared with 63 in 2018, and 211 suspects for pimping"
    if (
        tokens[introducer].low == "from"
        and any(t.kind == "word" and t.lex.verb in CHANGE_FROM_TO for t in tokens[max(0, introducer - 8) : introducer])
        and not any(o.figure.index < introducer for o in before)
    ):
        return None, None
    mains = [
        o
        for o in before
        if o.figure.index < introducer
        and o.relation.kind in ("main", "part")
        and o.reason is None
        and tokens[o.figure.index].depth == depth
    ]
    if (
        mains
        and figure.head is not None
        and figure.head_class != "none"
        and figure.preposition in ("in", "with", "at", "for")
        and not any(_compatible(item, o) for o in mains)
    ):
        return None, None
    if not mains:
        earlier = next(
            (
                o
                for o in reversed(before)
                if o.relation.kind == "compare" and o.relation.introducer != introducer and tokens[o.figure.index].depth == depth
            ),
            None,
        )
        if earlier is not None and earlier.antecedent is not None:  # "compared with 46 in 2019, but similar to the 25 in 2018"
            return Relation("compare", introducer=introducer), earlier.antecedent
        mains = [o for o in before if o.figure.index < introducer and o.relation.kind in ("main", "part", "label") and o.reason is None]
    if mains:
        told = {v.lemma for v in figure.verbs if v.kind in ("reduced", "gerund") and v.index > introducer}
        alike = [o for o in mains if told & {v.lemma for v in o.figure.verbs}]
        if alike:
            return Relation("compare", introducer=introducer), alike[-1]
        if figure.head is not None and figure.head_class != "none":
            same = [
                o
                for o in mains
                if o.figure.head_class == figure.head_class or (is_person(o.figure.head_class) and is_person(figure.head_class))
            ]
            acts = [o for o in mains if figure.head_class in ACT and any(v.lemma == ACT[figure.head_class] for v in o.figure.verbs)]
            same = acts or same
            exact = [
                o
                for o in same
                if o.figure.head is not None and figure.head is not None and o.figure.head.lex.lemma == figure.head.lex.lemma
            ]
            chosen = [o for o in exact if o.figure.head_class == figure.head_class] or exact or same or mains
            return Relation("compare", introducer=introducer), _main_of(chosen, figure)
        shares = [o for o in mains if o.relation.partitive]
        if shares and figure.index + 1 < len(tokens) and tokens[figure.index + 1].low == "of":
            return Relation("compare", introducer=introducer), shares[-1]
        return Relation("compare", introducer=introducer), _main_of(mains, figure)
    opening = tokens[0].low in ("this", "these", "that", "it", "both", "which") or introducer == 0
    pool = [o for o in previous if o.counts and o.relation.kind in ("main", "part")]
    if pool and (opening or figure.head is None):
        told = {v.lemma for v in figure.verbs if v.kind == "reduced"}
        same = (
            [o for o in pool if told & {v.lemma for v in o.figure.verbs}]
            or [o for o in pool if o.figure.head_class == figure.head_class]
            or pool
        )
        totals = [o for o in same if o.relation.kind == "main"]
        return Relation("compare", introducer=introducer), (totals or same)[-1 if len(totals) == 1 else 0]
    late = [o for o in paragraph if o.counts and o.relation.kind == "main"]
    if late and opening:
        return Relation("compare", introducer=introducer), late[-1]
    return None, None


def _main_of(pool: list["Item"], figure: object) -> "Item":
    """The nearest main figure; parts only where no main one stands in the same clause."""
    clause = getattr(figure, "clause", 0)
    last = pool[-1]
    beside = [o for o in pool if o.relation.kind == "part" and o.antecedent is last.antecedent]
    if len(beside) > 1 and last.antecedent in pool and getattr(figure, "head", None) is None:
        return last.antecedent  # "158 cases, of which 81 involved sex trafficking and 62 forced labor, compared with 186"
    if last.relation.partitive and last.antecedent in pool and last.antecedent.figure.preposition in ("of", "among"):
        return last  # "of the 48 victims, 39 were women, compared with 45"
    mains = [o for o in pool if o.relation.kind == "main"]
    near = [o for o in mains if o.figure.clause == clause]
    if near:
        return near[-1]
    return last if last.relation.kind == "main" or not mains or last.figure.clause == clause else mains[-1]


def _compares(tokens: list[Token], index: int, before: list["Item"], figure: object) -> bool:
    """Whether "from", "against" ... compares: it follows a figure or a comma, and a period comes soon."""
    token = tokens[index]
    if not before or index == 0:
        return False
    after = list(tokens[index + 1 : index + 8])
    soon = any(t.kind == "period" for t in after)
    if token.low == "against":
        return (soon and not any(t.lex.noun in ("suspect", "official", "people", "agency") for t in after)) or tokens[index - 1].text == ","
    if token.low == "from":
        prev = tokens[index - 1]
        return soon and prev.text == "," and getattr(figure, "preposition", None) == "from"
    return soon and tokens[index - 1].text == ","


def _partitive(
    parsed: "Parsed", item: "Item", before: list["Item"], later: list["Item"], previous: list["Item"], paragraph: list["Item"]
) -> Found:
    """Reads "12 of the 31", "Of the 22 convicted, five", "of whom four", "nine of them"."""
    tokens, figure = parsed.tokens, item.figure
    j = figure.np_end
    # "N of the M"
    if (j < len(tokens) and tokens[j].low in ("of", "out of")) or (
        figure.head is None and figure.index + 1 < len(tokens) and tokens[figure.index + 1].low == "of"
    ):
        k = figure.index + 1 if figure.head is None else j
        base = next(
            (
                o
                for o in later
                if k < o.figure.index
                and o.figure.index - k <= 7
                and not any(
                    t.kind == "punct" or t.lex.verb_form == "past" or t.function in ("prepositions", "conjunctions")
                    for t in tokens[k + 1 : o.figure.index]
                )
            ),
            None,
        )
        if base is not None and not any(t.kind == "punct" for t in tokens[k : base.figure.index]):
            places = base.figure.head_class == "unit_body" or (base.figure.head is not None and base.figure.head_class == "thing")
            if places and figure.head is not None and not _compatible(item, base):
                return None, None  # "1,046 inspections of 687 kilns"
            if places:
                base.relation = Relation("context", "denominator of places or bodies")
                figure.head, figure.head_class, figure.unit = base.figure.head, base.figure.head_class, base.figure.unit
                return Relation("main"), None
            if figure.head is None or _compatible(item, base):
                return Relation("part", partitive=True), base
        if (
            base is None
            and figure.head is None
            and k + 1 < len(tokens)
            and tokens[k + 1].low in ("the", "its", "their", "these")
            and not _told_of(_pronoun_base(before, previous, paragraph, tokens, k + 1), tokens, k + 2)
        ):
            named = next((t for t in tokens[k + 2 : k + 6] if t.lex.noun or t.kind != "word" or t.function == "prepositions"), None)
            if named is not None and named.lex.noun:
                figure.head, (figure.head_class, figure.unit) = named, head_class(named, None)
                return Relation("main"), None
        latter = k + 2 < len(tokens) and tokens[k + 1].low == "the" and tokens[k + 2].low == "latter"
        if base is None and latter and before:
            return Relation("part", partitive=True), before[-1]
        if base is None and k + 1 < len(tokens) and tokens[k + 1].low in ("them", "these", "those", "whom", "which", "the", "whose"):
            total = _pronoun_base(before, previous, paragraph, tokens, k + 1)
            same = total is not None and (
                figure.head is None
                or (figure.head_class == total.figure.head_class and any(t.lex.noun == figure.head_class for t in tokens[k + 2 : k + 5]))
            )
            if total is not None and (tokens[k + 1].low != "the" or (same and _names(tokens, k + 2, total))):
                return Relation("part", partitive=True), total
    if j + 1 < len(tokens) and tokens[j].low == "among" and tokens[j + 1].low in ("them", "these", "those"):
        total = _pronoun_base(before, previous, paragraph, tokens, j + 1)
        if total is not None and _compatible(item, total):
            return Relation("part", partitive=True), total
    # "of whom N", "of which N", "among them N", "including N"
    start = figure.first - 1
    if (
        start >= 0
        and tokens[start].low in ("whom", "which", "them", "these", "those")
        and start >= 1
        and tokens[start - 1].low in ("of", "among", "including")
    ):
        total = _pronoun_base(before, previous, paragraph, tokens, start)
        if total is not None:
            return Relation("part", partitive=True), total
    if start >= 1 and tokens[start].low == "," and tokens[start - 1].low in ("whom", "which", "them", "these", "those"):
        total = _pronoun_base(before, previous, paragraph, tokens, start - 1)
        if total is not None:
            return Relation("part", partitive=True), total
    # "Of the 53 (victims), 30 ...", "Of these, 203", "Among the 21, 15"
    opener = _opener(tokens, figure.first)
    latest = max((o.figure.index for o in before), default=0)
    if opener is not None and not any(t.low == "including" for t in tokens[latest : figure.first]):
        base = next(
            (
                o
                for o in before
                if opener < o.figure.index and tokens[o.figure.first - 1].low in ("of", "among") and o.figure.first - 1 <= opener + 1
            ),
            None,
        )
        if (
            base is None
            and tokens[opener].low in ("of", "among")
            and opener + 1 < len(tokens)
            and (tokens[opener + 1].low in ("these", "those", "them", "the", "this", "all"))
        ):
            total = _pronoun_base([o for o in before if o.figure.index < opener], previous, paragraph, tokens, opener + 1)
            if total is not None and _not_own(item, total, parsed):
                stop = next((t.index for t in tokens[opener:] if t.text == ","), opener + 1)
                said = dimensions(tokens, opener + 1, min(stop, figure.first), parsed.iso3)
                for name in ("exploitation", "sex", "age", "nationality"):
                    if getattr(figure.dimensions, name) is None:
                        setattr(figure.dimensions, name, getattr(said, name))
                return Relation("part", partitive=True), total
        elif base is not None and _not_own(item, base, parsed):
            return Relation("part", partitive=True), base
    return None, None


def _not_own(item: "Item", base: "Item", parsed: "Parsed") -> bool:
    """A figure with another class of noun (years, cases with victims) is no part of the base."""
    del parsed
    figure = item.figure
    unknown = figure.head_class == "thing" and (figure.role == "agent" or not figure.verbs or figure.verbs[0].index > figure.index)
    return figure.head_class == "none" or unknown or _compatible(item, base)


def _told_of(total: "Item | None", tokens: list[Token], index: int) -> bool:
    """Whether a total is known and the words at `index` name it."""
    return total is not None and _names(tokens, index, total)


def _names(tokens: list[Token], index: int, total: "Item") -> bool:
    """Whether "of the (identified) victims" names the total's noun."""
    for token in tokens[index : index + 4]:
        if token.lex.noun:
            if token.lex.noun in ("suspect", "official") and total.figure.dimensions.age == "child":
                return False  # "took 38 minors out of them and detained 27 of the owners"
            return (
                token.lex.noun == total.figure.head_class
                or (is_person(token.lex.noun) and is_person(total.figure.head_class))
                or {token.lex.noun, total.figure.head_class} <= _CASES
            )
    return False


def _opener(tokens: list[Token], index: int) -> int | None:
    """Index of an "Of"/"Among" that opens the sentence or a semicolon clause before `index`."""
    for j in range(index - 1, -1, -1):
        if (
            tokens[j].low in ("of", "among")
            and tokens[j].kind == "word"
            and (
                j == 0
                or tokens[j - 1].text in (";", "(", ":")
                or tokens[j - 1].low in ("and", "but")
                or (tokens[j - 1].text == "," and j <= 6 and tokens[j].clause == tokens[index].clause)
            )
        ):
            return j
        if tokens[j].text == ";":
            return None
    return None


def _pronoun_base(before: list["Item"], previous: list["Item"], paragraph: list["Item"], tokens: list[Token], index: int) -> "Item | None":
    """What "these", "them", "whom" refer to: the nearest figure before in the sentence, else the last total."""
    here = [
        o
        for o in before
        if o.figure.index < index
        and o.reason is None
        and o.relation.kind in ("main", "part", "compare", "label")
        and tokens[o.figure.index].kind != "derived"
    ]
    noun = next((t.lex.noun for t in tokens[index + 1 : index + 4] if t.lex.noun), None)
    status = next((t.lex.status for t in tokens[index + 1 : index + 4] if t.lex.status), None) if noun == "victim" else None
    if status is not None:
        wanted = "potential_victim" if status == "potential" else "victim"
        known = [
            o for o in [*paragraph, *previous, *here] if o.figure.head_class == wanted and o.reason is None and o.relation.kind == "main"
        ]
        if known:
            return known[-1]
    if noun == "victim" and status is None and tokens[index].low == "the" and not here:
        told = [o for o in [*paragraph, *previous] if o.counts and not o.figure.dimensions.any() and o.figure.depth == 0]
        if told and told[-1].relation.kind == "part" and told[-1].counts[0].indicator == "victims_identified":
            return told[-1]  # "confirmed 82 of them as victims. Labor trafficking accounted for 66 of the victims"
    done = tokens[index + 1].lex.verb if tokens[index].low == "those" and index + 1 < len(tokens) else None
    if done is not None:
        known = [
            o
            for o in [*paragraph, *previous, *here]
            if o.reason is None and o.relation.kind in ("main", "part") and any(v.lemma == done for v in o.figure.verbs)
        ]
        if known:
            return ([o for o in known if o.relation.kind == "main"] or known)[-1]  # "of those referred"
    if here:
        if tokens[index].low in ("whom", "which"):
            level = [o for o in here if o.figure.depth <= tokens[index].depth]
            aside = index >= 2 and tokens[index - 2].text in ("—", "–")
            return _whole((level or here)[-1]) if aside else (level or here)[-1]
        mains = [o for o in here if o.relation.kind == "main"]
        return mains[-1] if mains else _whole(here[-1])
    for pool in (previous, paragraph):
        totals = [o for o in pool if o.counts and o.relation.kind == "main"]
        if noun is not None:
            exact = [o for o in totals if o.figure.head_class.removeprefix("potential_") == noun]
            if not exact and pool is previous and noun == "victim" and tokens[index].low == "the":
                continue  # "of the identified victims" speaks past the persons just counted
            persons = [o for o in totals if is_person(noun) and is_person(o.figure.head_class)]
            totals = exact or persons or ([] if pool is previous else totals)
        if (
            len(totals) > 1
            and totals[-1].figure.head_class == "victim"
            and totals[-2].figure.head_class == "potential_victim"
            and totals[-1].figure.clause == totals[-2].figure.clause
            and totals[-1] in pool[-8:]
            and totals[-2] in pool
        ):
            return totals[-2]  # confirmed and potential victims together are potential ones (annotation rule C22)
        if tokens[index].low == "the" and totals:
            # "of the identified victims" speaks of all of them, "of these" of those just counted
            known = [o for o in paragraph if o.counts and o.relation.kind == "main" and o.figure.head_class == totals[-1].figure.head_class]
            whole = [o for o in [*known, *totals] if not o.figure.dimensions.any()]
            totals = whole or totals
        if totals:
            return totals[-1]
    return None


def _whole(item: "Item") -> "Item":
    """The total that a part is taken of, at the end of the chain."""
    while item.relation.kind in ("part", "label") and item.antecedent is not None:
        item = item.antecedent
    return item


def _enumerated(
    parsed: "Parsed", item: "Item", before: list["Item"], later: list["Item"], previous: list["Item"], paragraph: list["Item"]
) -> Found:
    """Parts after a colon, a dash or "including", and the further members of a list that has begun as parts."""
    del later
    tokens, figure = parsed.tokens, item.figure
    depth = tokens[figure.index].depth
    finite = {v.index for v in parsed.verbs if v.kind == "finite"}
    for j in range(figure.first - 1, -1, -1):
        token = tokens[j]
        if token.depth != depth:
            if token.depth > depth:
                continue
            break
        if (
            token.low in ("involved", "covered", "concerned")
            and figure.head_class in _CASES
            and tokens[j - 1].lex.noun in _CASES
            and not any(t.kind == "count" for t in tokens[:j])
            and (whole := _last_total([o for o in [*paragraph, *previous] if o.figure.head_class in _CASES])) is not None
        ):
            return Relation("part", list_only=True), whole  # "the cases involved 27 cases of sex trafficking"
        if (
            token.low == "including"
            and figure.verbs
            and figure.verbs[0].kind == "gerund"
            and j + 1 < figure.verbs[0].index < figure.index
            and any(t.kind == "count" for t in tokens[j : figure.verbs[0].index])
        ):
            break  # "investigations of 17 cases, including nine ..., and prosecuting 23 suspects"
        if token.low in ("including", "among them", "comprising", "comprised", "namely", "specifically", "included", "among"):
            if token.clause != figure.clause and any(v.clause == figure.clause and v.kind == "finite" for v in parsed.verbs):
                break
            if figure.preposition in ("for", "to") and any(t.lex.noun == "training" for t in tokens[j + 1 : figure.first]):
                break  # "spent $74,940, including courses for 212 officers"
            begun = next((o for o in reversed(before) if o.figure.index > j and o.relation.kind == "part"), None)
            total = begun.antecedent if begun is not None else _list_total(item, before, [o for o in previous if _compatible(item, o)], j)
            if (
                token.low in ("included", "comprised")
                and not any(o.figure.clause == figure.clause and o.figure.index < j for o in before)
                and not any(
                    t.low in ("which", "these", "this", "they", "that", "number", "victims", "cases", "those")
                    for t in tokens[max(0, j - 3) : j]
                )
            ):
                break
            if token.low == "among" and not (j + 1 < len(tokens) and tokens[j + 1].low in ("them", "whom", "which")):
                break
            if total is None and token.low in ("included", "comprised") and tokens[j - 1].lex.noun and tokens[0].low == "the":
                total = next((o for o in reversed(paragraph) if o.counts and o.relation.kind == "main" and _compatible(item, o)), None)
            if token.low in ("included", "comprised"):
                total, said = _told_kind(parsed, item, j, [*before, *previous, *paragraph]) or (total, None)
                if said is not None:
                    item.figure.dimensions = merged(item.figure.dimensions, said)
            if total is not None and (_compatible(item, total) or total.figure.head_class == "case"):
                return Relation("part", list_only=True), total
            break
        if token.text in (":", "–", "—") and j:
            if figure.head_class == "potential_victim" and any(o.figure.head_class == "victim" for o in before if o.figure.index < j):
                break
            told = any(t.lex.noun and _kindred(t.lex.noun, figure.head_class) for t in tokens[:j])
            total = _list_total(item, before, previous if token.text == ":" and told else [], j)
            if total is not None and _compatible(item, total):
                return Relation("part", list_only=not any(v.clause == figure.clause for v in parsed.verbs)), total
            break
        if token.text == ";" and not (j + 1 == figure.first - 1 and tokens[j + 1].low == "and"):
            break
        if (
            j in finite
            and tokens[j].lex.verb not in ("be", "come", "concern", "involve", "have", "subject", "record", "exploit")
            and tokens[j].clause == figure.clause
        ):
            break
    level = [o for o in before if o.figure.depth == depth and o.relation.kind not in ("repeat", "context")]
    last = level[-1] if level else None
    if last is not None and last.relation.kind == "part" and last.antecedent is not None and tokens[last.figure.index].depth == depth:
        between = tokens[last.figure.np_end : figure.first]
        if (
            (
                any(t.low in (",", "and", ";") for t in between)
                and (figure.head is None or figure.dimensions.any())
                and _compatible(item, last.antecedent)
            )
            and not any(
                t.index in finite and t.lex.verb not in ("be", "come", "concern", "involve", "have", "subject", "exploit", "force", "be")
                for t in between
            )
            and not (
                figure.verbs
                and figure.verbs[0].lemma
                not in (
                    "be",
                    "come",
                    "concern",
                    "involve",
                    "have",
                    "subject",
                    "exploit",
                    "include",
                    "force",
                    "find",
                    "originate",
                    "traffic",
                )
                and figure.verbs[0].index not in [v.index for v in last.figure.verbs]
            )
        ):
            return Relation("part", list_only=last.relation.list_only, partitive=last.relation.partitive), last.antecedent
    if last is not None and figure.head is None and (last.relation.kind in ("compare", "series") or _yardstick(tokens, last)):
        between = tokens[last.figure.np_end : figure.first]
        if any(t.low in (",", "and") for t in between) and not any(t.index in finite for t in between):
            return Relation("compare", introducer=last.relation.introducer), last.antecedent or last
    if (
        last is not None
        and last.relation.kind == "main"
        and last.reason is None
        and depth == tokens[last.figure.index].depth
        and figure.dimensions.any()
    ):
        between = tokens[last.figure.tail_end : figure.first]
        if (
            between
            and between[0].text == ","
            and figure.head is None
            and not any(t.index in finite for t in tokens[last.figure.np_end : figure.first])
            and not (figure.verbs and figure.verbs[0].index > figure.index and figure.verbs[0].lemma != "be")
            and all(t.low in (",", "with", "and") or t.kind == "period" for t in between)
        ):
            return Relation("part", list_only=True), last
    if (
        last is not None
        and last.reason is None
        and last.relation.kind in ("main", "part")
        and depth == tokens[last.figure.index].depth
        and figure.head_class == "people"
        and figure.dimensions.any()
        and is_person(last.figure.head_class)
    ):
        between = tokens[last.figure.np_end : figure.first]
        whole = last if last.relation.kind == "main" else last.antecedent
        if (
            between
            and all(t.low in (",", "and") for t in between)
            and whole is not None
            and not whole.figure.dimensions.sex
            and not whole.figure.dimensions.age
            and (last.relation.kind == "part" or between[0].text == ",")
            and not any(v.index > figure.index and v.clause == figure.clause and v.kind == "finite" for v in parsed.verbs)
        ):
            rest = [o for o in before if o.antecedent is whole]
            if (
                whole.figure.value is not None
                and figure.value is not None
                and sum((o.figure.value or 0) for o in rest) + figure.value <= whole.figure.value
            ):
                return Relation("part", list_only=True), whole
    if (
        last is not None
        and last.relation.kind == "main"
        and figure.index + 2 < len(tokens)
        and tokens[figure.index + 1].low == "of"
        and tokens[figure.index + 2].low in ("them", "these", "whom", "which")
    ):
        return Relation("part", partitive=True), last
    return None, None


def _yardstick(tokens: list[Token], item: "Item") -> bool:
    """Whether a comparison stands before a figure that has nothing to be compared with ("did not prosecute any, compared with one")."""
    return item.relation.kind == "main" and any(t.lex.comparison for t in tokens[max(0, item.figure.first - 2) : item.figure.first])


def _told_kind(parsed: "Parsed", item: "Item", included: int, known: list["Item"]) -> "tuple[Item, Dimensions] | None":
    """The total and the kind named by a subject without a number: "sex trafficking victims included 16 girls"."""
    tokens = parsed.tokens
    low = next((k + 1 for k in range(included - 1, -1, -1) if tokens[k].text in (";", ":", ".") or tokens[k].kind == "count"), 0)
    said = dimensions(tokens, low, included, parsed.iso3)
    subject = tokens[low:included]
    if not subject or not (subject[-1].lex.noun or subject[-1].lex.form) or not any(t.lex.noun for t in subject) or not said.any():
        return None
    if any(t.low in ("these", "this", "those", "they") for t in subject):
        return None
    whole = [o for o in known if o.relation.kind == "main" and o.reason is None and _compatible(item, o) and o is not item]
    same = [o for o in whole if o.figure.dimensions == said] or [o for o in whole if not o.figure.dimensions.any()]
    return (same[-1], said) if same else None


def _list_total(item: "Item", before: list["Item"], previous: list["Item"], index: int) -> "Item | None":
    here = [o for o in before if o.figure.index < index and o.reason is None and o.relation.kind in ("main", "compare", "part")]
    if here:
        mains = [o for o in here if o.relation.kind == "main"]
        if here[-1].relation.kind == "part" and here[-1].relation.partitive:
            return here[-1]
        if mains and mains[-1].figure.head_class.endswith("victim") and is_person(item.figure.head_class):
            return mains[-1]  # "screened 43 individuals and identified 14 victims: nine women ..."
        like = [o for o in mains if o.figure.head_class == item.figure.head_class and o.figure.clause == mains[-1].figure.clause]
        return (like or mains or here)[-1]
    return _last_total(previous)


def _remaining(
    parsed: "Parsed", item: "Item", before: list["Item"], later: list["Item"], previous: list["Item"], paragraph: list["Item"]
) -> Found:
    """Reads "the remaining 15", "the other two", "the rest": parts of the last total."""
    del later
    tokens, figure = parsed.tokens, item.figure
    words = {t.low for t in tokens[figure.first : figure.index]}
    if not (
        words & {"the remaining", "remaining", "the other"}
        or tokens[figure.index].kind == "derived"
        or ("other" in words and "the" in words)
    ):
        return None, None
    for other in reversed(before):
        if other.relation.kind in ("part", "label") and other.antecedent is not None:
            return Relation("part", partitive=True), other.antecedent
        if other.relation.kind == "main":
            return Relation("part", partitive=True), other
    total = _last_total(previous) or _last_total(paragraph)
    return (Relation("part", partitive=True), total) if total is not None else (None, None)


def _predicate(
    parsed: "Parsed", item: "Item", before: list["Item"], later: list["Item"], previous: list["Item"], paragraph: list["Item"]
) -> Found:
    """An elliptical subject of "were", "came from" ... says something of the last total: "12 were women"."""
    del later
    tokens, figure = parsed.tokens, item.figure
    if figure.verbs and figure.verbs[0].lemma == "exploit" and not figure.verbs[0].passive and is_person(figure.head_class):
        # "... identified 44 victims. Traffickers exploited 19 women and six girls in sex trafficking"
        known = [o for o in [*paragraph, *previous] if o.figure.head_class.endswith("victim") and o.figure.depth == 0]
        return (Relation("part"), whole) if (whole := _last_total(known)) is not None and not before else (None, None)
    if figure.role != "agent" and not (figure.verbs and figure.verbs[0].passive):
        return None, None
    if figure.head is not None or tokens[figure.index].low in ("no one", "nobody", "no"):
        return None, None
    if not figure.verbs or figure.preposition is not None:
        return None, None
    if figure.index and tokens[figure.index - 1].text == "," and any(t.low in ("number", "total") for t in tokens[: figure.index]):
        return None, None  # "the total number of victims identified, 425, was"
    lemma = figure.verbs[0].lemma
    if (
        lemma
        not in (
            "be",
            "come",
            "concern",
            "involve",
            "originate",
            "subject",
            "exploit",
            "force",
            "coerce",
            "hail",
            "include",
            "remain",
            "traffic",
            "recruit",
        )
        and not figure.verbs[0].passive
    ):
        total = _nearest_total(before, previous)
        return (Relation("part"), total) if total is not None and figure.index <= 1 else (None, None)
    total = _nearest_total(before, previous) or _last_total(paragraph)
    del tokens
    return (Relation("part"), total) if total is not None else (None, None)


def _nearest_total(before: list["Item"], previous: list["Item"]) -> "Item | None":
    here = [o for o in before if o.reason is None and o.relation.kind in ("main", "part") and o.figure.depth == 0]
    for other in reversed(here):
        if other.relation.kind == "main":
            return other
        if other.antecedent is not None:
            return other.antecedent
    return _last_total(previous)


def _last_of_one_kind(tokens: list[Token], before: list["Item"], mains: list["Item"], number: int) -> list["Item"]:
    """What N figures "respectively" are compared with: the total and its part, N parts of one total, or the last N totals."""
    known = [o for o in before if o.relation.kind in ("main", "part") and tokens[o.figure.index].kind == "count"]
    parts = [o for o in known if o.relation.kind == "part"]
    if len(parts) == number and parts[-1] is known[-1]:
        return parts
    return known if len(known) == number else mains[-number:] if len(mains) > number else mains


def _align_compared(parsed: "Parsed", items: list["Item"], previous: list["Item"]) -> None:
    """Reads "This compared with 24, 20, and 19, respectively": one compared figure for each figure before, in order."""
    tokens = parsed.tokens
    groups: dict[int, list[Item]] = {}
    for item in items:
        if item.relation.kind == "compare" and item.figure.head is None:
            groups.setdefault(item.relation.introducer, []).append(item)
    series: dict[int, list[Item]] = {}
    for item in items:
        if item.relation.kind == "series" and item.figure.head is None:
            series.setdefault(item.relation.introducer, []).append(item)
    for introducer, group in [*groups.items(), *series.items()]:
        if len(group) < 2:
            continue
        periods = [t for t in tokens[group[0].figure.index :] if t.kind == "period" and t.depth == tokens[group[0].figure.index].depth]
        own = sum(any(t.kind == "period" for t in tokens[one.figure.index : two.figure.index]) for one, two in itertools.pairwise(group))
        respective = any(t.low == "respectively" for t in tokens)
        mains = [o for o in items if o.figure.index < introducer and o.relation.kind == "main" and o.reason is None]
        if respective and len(mains) != len(group):
            mains = _last_of_one_kind(tokens, [o for o in items if o.figure.index < introducer and o.reason is None], mains, len(group))
        if not mains:
            mains = [o for o in previous if o.counts and o.relation.kind == "main"]
        if (len(mains) == len(group) and (own == 0 or respective) and len(periods) <= 1) or (
            respective and len(mains) == len(group) and own == 0
        ):
            for item, main in zip(group, mains, strict=True):
                item.antecedent = main
                item.relation.aligned = True
