"""How a figure hangs together with those before it: compared with one, part of one, or one of a printed series."""

from typing import TYPE_CHECKING

from pipeline.facts.bracketed import read_bracket
from pipeline.facts.compared import align_compared, read_change, read_comparison
from pipeline.facts.no_count import why_no_count
from pipeline.facts.parts import read_enumerated, read_partitive, read_predicate, read_remaining
from pipeline.facts.related import CASES, Relation, compatible, last_total, nearest

if TYPE_CHECKING:
    from pipeline.facts.figure import Figure
    from pipeline.facts.item import Item
    from pipeline.facts.model import Count
    from pipeline.facts.parsed import Parsed


def relate(parsed: "Parsed", items: list["Item"], previous: list["Item"], paragraph: list["Item"], absent: list["Count"]) -> None:
    """Set relation and antecedent of every item of a sentence; `previous` are the items of the sentence before.

    `absent` are the rows that say what there was not: a figure may be set against one of them.
    """
    for position, item in enumerate(items):
        before = items[:position]
        item.nothing = _absence_before(parsed, absent, item.figure)
        if item.relation.kind == "context":
            continue
        _one(parsed, item, before, items[position + 1 :], previous, paragraph)
        _repeat(parsed, item, before, previous, paragraph)
    for item in items:
        said_again = item.antecedent
        if said_again is not None and said_again.relation.kind == "repeat" and said_again.antecedent is not None:
            if item.figure.head is None and not compatible(said_again, said_again.antecedent):
                # "five of the 17 offenders" of 17 cases
                item.figure.head_class, item.figure.unit = said_again.figure.head_class, said_again.figure.unit
            item.antecedent = said_again.antecedent
    align_compared(parsed, items, previous)
    _nest_appositions(parsed, items)
    _mirror_brackets(parsed, items)
    for item in items:
        _second_part(items, item)
        if _circular(item, item.antecedent):
            item.relation, item.antecedent = Relation("main"), None


def _nest_appositions(parsed: "Parsed", items: list["Item"]) -> None:
    """Gives "60 men and 33 women" right behind "93 labor trafficking victims" to these 93, of which they are all."""
    for position, item in enumerate(items):
        whole, dims = item.antecedent, item.figure.dimensions
        if item.relation.kind != "part" or whole is None or not dims.exploitation or dims.sex or dims.age:
            continue
        run: list[Item] = []
        last = item.figure.tail_end
        for other in items[position + 1 :]:
            own = other.figure.dimensions
            between = [t.low for t in parsed.tokens[last : other.figure.first]]
            if (
                other.relation.kind != "part"
                or other.antecedent is not whole
                or own.exploitation
                or not (own.sex or own.age)
                or other.figure.depth != item.figure.depth
                or between not in ([","], ["and"], [",", "and"], [":"])
            ):
                break
            run.append(other)
            last = other.figure.np_end
        if len(run) > 1 and sum(other.figure.value or 0 for other in run) == item.figure.value:
            for other in run:
                other.antecedent = item


def _mirror_brackets(parsed: "Parsed", items: list["Item"]) -> None:
    """Reads "33 (19 for sex trafficking and 14 for labor trafficking), down from 42 (28 and 14, respectively)"."""
    if not any(t.low == "respectively" and t.depth for t in parsed.tokens):
        return
    for against in items:
        whole = against.antecedent
        if against.relation.kind != "compare" or whole is None:
            continue
        behind = [o for o in items if o.figure.index > against.figure.index and o.figure.depth > against.figure.depth]
        bare = [o for o in behind if o.antecedent is against and o.figure.head is None and not o.figure.dimensions.any()]
        told = [o for o in items if o.antecedent is whole and o.relation.kind == "part" and o.figure.index < against.figure.index]
        if len(bare) == len(told) > 1 and len(bare) == len(behind):
            for item, part in zip(bare, told, strict=True):
                item.figure.dimensions = part.figure.dimensions


def _second_part(items: list["Item"], item: "Item") -> None:
    """Gives the later of two like parts to the later total.

    "45 victims, including 12 foreign nationals, compared with 30 in 2020, including six foreign nationals".
    """
    whole, figure = item.antecedent, item.figure
    if item.relation.kind != "part" or whole is None or not (figure.dimensions.any() or figure.head_class == "official"):
        return
    before = [o for o in items if o.antecedent is whole and o.figure.index < figure.index]
    against = [o for o in before if o.relation.kind == "compare"]
    if against and any(
        o.relation.kind == "part"
        and o.figure.index < against[-1].figure.index
        and (o.figure.dimensions, o.figure.head_class == "official") == (figure.dimensions, figure.head_class == "official")
        for o in before
    ):
        item.antecedent = against[-1]


def _repeat(parsed: "Parsed", item: "Item", before: list["Item"], previous: list["Item"], paragraph: list["Item"]) -> None:
    """Reads "of the 31": a number already printed, of the same kind of thing, is the same fact said again."""
    tokens, figure = parsed.tokens, item.figure
    if item.relation.kind == "context" or figure.value is None or tokens[figure.index].kind != "count":
        return
    lead = {t.low for t in tokens[max(0, figure.first - 1) : figure.index]}
    if not (lead & {"the", "these", "those", "all", "of", "among", "of the", "all of the", "each of the"}) or (
        lead & {"the other", "remaining", "the remaining", "additional"}
    ):
        return
    if not (lead & {"the", "these", "those", "all", "each of the", "all of the", "all of these"}):
        return
    told = [
        other
        for pool in (before, previous, paragraph)
        for other in reversed(pool)
        if other.figure.value == figure.value
        and other.reason is None
        and (other.counts or pool is before)
        and other.relation.kind not in ("context", "repeat")
    ]
    alike = [other for other in told if compatible(item, other)]
    # "convictions in 17 cases, but five of the 17 offenders ..."
    of_cases = [o for o in told if o.relation.kind == "main" and {figure.head_class, o.figure.head_class} <= CASES | {"suspect"}]
    other = next(iter([*alike, *of_cases]), None)
    if other is None or item.relation.kind == "compare":
        return
    if figure.dimensions.any() and figure.verbs and figure.verbs[0].lemma == "be" and "of" not in lead:
        item.relation, item.antecedent = Relation("part", partitive=True), other
        return
    item.relation, item.antecedent = Relation("repeat"), other


def _one(
    parsed: "Parsed", item: "Item", before: list["Item"], later: list["Item"], previous: list["Item"], paragraph: list["Item"]
) -> None:
    figure = item.figure
    reason = why_no_count(parsed, item)
    if reason is not None:
        item.relation = Relation("context", reason)
        return
    if item.nothing is not None and not any(item.nothing.end <= other.figure.start for other in before):
        return  # it stands alone, whatever was counted before
    live = [other for other in before if other.relation.kind != "context"]
    for finder in (read_bracket, read_change, read_comparison, read_partitive, read_enumerated, read_remaining, read_predicate):
        relation, antecedent = finder(parsed, item, live, later, previous, paragraph)
        if relation is not None and not _circular(item, antecedent):
            item.relation, item.antecedent = relation, antecedent
            _within_total(item, paragraph)
            return
    live = [other for other in live if not _circular(item, other)]
    if figure.head_class == "none" or (figure.head is not None and figure.head_class == "thing" and figure.head.code):
        item.antecedent = nearest(live, figure) or last_total(previous) or last_total(paragraph)
    item.relation = Relation("main")


def _absence_before(parsed: "Parsed", absent: list["Count"], figure: "Figure") -> "Count | None":
    """The absence that a figure is compared with, or that a number and its date in brackets follow."""
    told = max((count for count in absent if count.end <= figure.start), key=lambda count: count.end, default=None)
    if told is None:
        return None
    between = [t for t in parsed.tokens[: figure.first] if t.start >= told.end]
    finite = {v.index for v in parsed.verbs if v.kind == "finite" and v.lemma not in ("compare", "put", "be")}
    if any(t.index in finite for t in between):
        return None
    dated = any(t.kind == "period" for t in parsed.tokens[figure.index + 1 : figure.index + 3])
    bracketed = figure.head is None and dated and [t.text for t in between[-1:]] == ["("] and all(t.kind == "word" for t in between[:-1])
    return told if bracketed or puts_at(parsed, figure) or any(t.lex.comparison for t in between) else None


def puts_at(parsed: "Parsed", figure: "Figure") -> bool:
    """Whether the words before a figure say whose number it is ("although an NGO put the figure at 83")."""
    lead = [t.low for t in parsed.tokens[max(0, figure.first - 3) : figure.first]]
    return lead in (["the", "figure", "at"], ["the", "number", "at"], ["the", "total", "at"], ["that", "number", "at"])


def _circular(item: "Item", antecedent: "Item | None") -> bool:
    """Whether what a figure would hang on hangs on it already ("dozens of the rest")."""
    seen: set[int] = {id(item)}
    while antecedent is not None:
        if id(antecedent) in seen:
            return True
        seen.add(id(antecedent))
        antecedent = antecedent.antecedent
    return False


def _within_total(item: "Item", paragraph: list["Item"]) -> None:
    """A part of an earlier sentence's figure cannot exceed it: then it is of the nearest one that can hold it."""
    total, value = item.antecedent, item.figure.value
    if item.relation.kind != "part" or total is None or value is None or total not in paragraph or total.figure.value is None:
        return
    if total.figure.status == "reported" and total.figure.value < value:
        large = [
            o
            for o in paragraph
            if o.counts and o.relation.kind == "main" and o.figure.value is not None and o.figure.value >= value and compatible(item, o)
        ]
        item.antecedent = large[-1] if large else total
