"""What all readers of relations share: the relation itself, which figures can count the same, and which total was told last."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.facts.figure import Dimensions, Figure, is_person
from pipeline.facts.tokens import Token
from pipeline.mentions.period import PeriodMention
from pipeline.normalize.period import Period

if TYPE_CHECKING:
    from pipeline.facts.item import Item


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


_PERSON_NOUNS = frozenset(["conviction", "arrest", "acquittal", "sentence_noun"])  # one of them befalls one person


CASES = frozenset(["case", "investigation", "prosecution", "report"])


Found = tuple[Relation | None, "Item | None"]


def last_total(items: list["Item"]) -> "Item | None":
    """The total that was told last; of a total and the one that it is set against, the later year's."""
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


def nearest(before: list["Item"], figure: object) -> "Item | None":
    """The figure before that a number without a noun most likely goes on from: one with the same verb, else the last total."""
    known = [item for item in before if item.relation.kind in ("main", "part", "label") and item.reason is None]
    known = [item for item in known if item.figure.depth <= getattr(figure, "depth", 0)] or known  # what stands in brackets is aside
    own = {verb.lemma for verb in getattr(figure, "verbs", ())}
    if own & {"conclude", "complete", "finish", "continue"}:  # "55 investigations involving 81 suspects, and concluded 23"
        known = [item for item in known if item.figure.head_class in CASES] or known
    same = [item for item in known if item.relation.kind == "main" and own & {verb.lemma for verb in item.figure.verbs}]
    mains = [item for item in known if item.relation.kind == "main" and item.figure.clause != getattr(figure, "clause", -1)]
    # "of which 21 cases went to court and seven resulted in convictions": the subject before, in this clause or the last
    beside = bool(known) and getattr(figure, "clause", -1) - known[-1].figure.clause in (0, 1) and known[-1].figure.head is not None
    beside = beside and known[-1].figure.role == getattr(figure, "role", "") == "agent"
    known = same or (mains if mains and known and known[-1].relation.kind != "main" and not beside else known)
    last = known[-1] if known else None
    resumed = last is not None and any(v.index > last.figure.index for v in getattr(figure, "verbs", ()))
    if last is not None and last.relation.kind == "part" and resumed and last.figure.dimensions.any():
        last = whole_of(last)  # "began 91 investigations, 17 of them into sex trafficking, and completed 53"
    if (
        last is not None
        and last.figure.preposition in ("for", "with", "in")
        and last.figure.preposition != getattr(figure, "preposition", None)
    ):
        return next((item for item in reversed(known) if item.figure.preposition not in ("for", "with", "in")), last)
    return last


def goes_on(tokens: list[Token], figure: Figure) -> bool:
    """Whether a bare number is the subject with which the sentence goes on (", and 130 received prison sentences")."""
    own = figure.verbs[0] if figure.verbs and figure.head is None and figure.role == "agent" else None
    before = [t.low for t in tokens[max(0, figure.first - 2) : figure.first]]
    return own is not None and own.kind == "finite" and own.index == figure.np_end and before == [",", "and"]


def kindred(noun: str, head_class: str) -> bool:
    """Whether two classes of nouns can count the same things; a number without a noun fits all."""
    return head_class in ("none", noun) or {noun, head_class} <= CASES or (is_person(noun) and is_person(head_class))


def compatible(item: "Item", other: "Item") -> bool:
    """Whether two figures can count the same kind of thing."""
    one, two = item.figure.head_class, other.figure.head_class
    if "none" in (one, two) or one == two:
        return True
    if one == "thing" and item.figure.head is not None and item.figure.head.code:
        return True
    if {one, two} <= CASES:
        return True
    one, two = ("suspect" if noun in _PERSON_NOUNS else noun for noun in (one, two))
    return is_person(one) and is_person(two)


def largest(items: list["Item"]) -> "Item | None":
    """The largest total of the paragraph: what a list of origins is a split of."""
    mains = [o for o in items if o.counts and o.relation.kind == "main" and o.figure.value is not None]
    return max(mains, key=lambda o: o.figure.value or 0, default=None)


def whole_of(item: "Item") -> "Item":
    """The total that a part is taken of, at the end of the chain."""
    while item.relation.kind in ("part", "label") and item.antecedent is not None:
        item = item.antecedent
    return item


def nearest_total(before: list["Item"], previous: list["Item"]) -> "Item | None":
    """The last total of the sentence, else of the one before."""
    # nothing has no parts: "no officials were prosecuted, although at least 15 had been involved"
    here = [
        o for o in before if o.reason is None and o.relation.kind in ("main", "part") and o.figure.depth == 0 and o.figure.status != "zero"
    ]
    for other in reversed(here):
        if other.relation.kind == "main":
            return other
        if other.antecedent is not None:
            return other.antecedent
    return last_total(previous)
