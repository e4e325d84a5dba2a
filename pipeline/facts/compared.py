"""Figures that are compared with an earlier one: "compared with 24 in 2015", "rose from 27 to 58", "respectively"."""

import itertools
from typing import TYPE_CHECKING

from pipeline.facts.figure import ACT, is_person
from pipeline.facts.related import CASES, Found, Relation, compatible, goes_on
from pipeline.facts.tokens import Token
from pipeline.mentions.period import PeriodMention
from pipeline.vocabulary.grammar import CHANGE_FROM_TO

if TYPE_CHECKING:
    from pipeline.facts.item import Item
    from pipeline.facts.parsed import Parsed


def read_change(
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
            elif other.figure.head is None:  # "the capacity grew from 28 to 46 places"
                other.figure.head, other.figure.head_class, other.figure.unit = figure.head, figure.head_class, figure.unit
            if not any(v.lemma in ("revise", "correct", "restate", "update") for v in other.figure.verbs + figure.verbs):
                other.relation.change = "from"
            return Relation("main", change="to"), other if figure.head is None or figure.head_class == "none" else None
    if figure.preposition == "from" and before:
        other = before[-1]
        if (
            other.figure.preposition == "to"
            and other.figure.clause == figure.clause
            and all(t.text == "," for t in tokens[other.figure.np_end : figure.first - 1])
            and any(v.lemma in CHANGE_FROM_TO for v in other.figure.verbs + figure.verbs)
        ):
            return Relation("compare"), other  # "rose to 524 from 430 the year before"
    return None, None


def read_comparison(
    parsed: "Parsed", item: "Item", before: list["Item"], later: list["Item"], previous: list["Item"], paragraph: list["Item"]
) -> Found:
    """A figure after "compared with", "up from" ... in its clause, with no verb of its own between."""
    del later
    relation, antecedent = _set_against(parsed, item, before, previous, paragraph)
    opener = _these_numbers(parsed, item) if relation is not None else None
    if relation is not None and opener is not None and relation.period is None:
        dates = [t.span.source for t in parsed.inside(item.figure.clause) if t.kind == "period" and t.index < opener and t.span is not None]
        relation.period = next((date for date in dates if isinstance(date, PeriodMention)), None)
    return relation, antecedent


def _set_against(parsed: "Parsed", item: "Item", before: list["Item"], previous: list["Item"], paragraph: list["Item"]) -> Found:
    tokens, figure = parsed.tokens, item.figure
    finite = {v.index for v in parsed.verbs if v.kind == "finite"}
    depth = tokens[figure.index].depth
    if (
        figure.index + 2 < len(tokens)
        and tokens[figure.index + 1].low == "of"
        and tokens[figure.index + 2].low in ("whom", "which", "them", "these")
    ):
        return None, None
    if [t.low for t in tokens[max(0, figure.first - 2) : figure.first]] in (["of", "which"], ["of", "whom"]):
        return None, None  # "108 victims, in contrast to 61 in 2014, of which 93 were foreign"
    if figure.head is not None and [t.low for t in tokens[max(0, figure.first - 2) : figure.first]] == ["out", "of"]:
        return None, None  # "73 in 2017, compared with 49 in 2016, out of 102 applications"
    listed = figure.first > 1 and tokens[figure.first - 1].low == "including" and (figure.head is not None or figure.dimensions.any())
    if listed and tokens[figure.first - 2].text == "," and any(t.kind == "period" for t in tokens[max(0, figure.first - 4) : figure.first]):
        return None, None  # "convicted 42 traffickers, compared with 54 in 2014, including five police officers"
    shared = figure.head is None and [t.low for t in tokens[figure.np_end : figure.np_end + 1]] == ["of"]
    if figure.preposition in ("from", "in") and shared:
        places = next((t for t in tokens[figure.np_end + 2 : figure.np_end + 5] if t.lex.noun), None)
        if places is not None and places.lex.noun == "unit_body":
            return None, None  # "compared with 851 victims, with data from 30 of 45 provinces"
    if goes_on(tokens, figure):
        return None, None  # "convicted 222, compared with 472 in 2016, and 130 received prison sentences"
    introducer = _these_numbers(parsed, item)
    for j in range(figure.first - 1, -1, -1) if introducer is None else ():
        token = tokens[j]
        if token.depth != depth:
            continue
        if token.text in (";", ":") or (token.clause != figure.clause and j in finite):
            break
        if token.lex.comparison or (token.lex.weak_comparison and _compares(tokens, j, before, figure)):
            introducer = j
            break
        stood = token.lex.verb == "be" and tokens[0].lex.comparison  # "The comparable figures for 2019 were 205 and 21,800"
        if j in finite and token.low != "compared" and not stood:
            break
        compared = [t.index for t in tokens[:j] if t.lex.comparison and t.clause == token.clause]
        also = bool(compared) and any(v.kind == "gerund" and v.index == compared[-1] + 1 for v in parsed.verbs)
        if token.low in ("and", ",") and not also and any(v.kind == "gerund" and v.index == j + 1 for v in parsed.verbs):
            break  # "convicting 65, the same number as in 2022, and dropping charges against nine"
        if token.low in ("while", "whereas", "although", "but", "yet") and any(
            v.kind == "finite" and v.index > figure.index and v.clause == figure.clause for v in parsed.verbs
        ):
            break  # "33 suspects, as opposed to 61 in 2017, while 38 cases remained pending"
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
        and not any(compatible(item, o) for o in mains)
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
    sibling = next((o for o in reversed(before) if o.relation.kind == "compare" and o.relation.introducer == introducer), None)
    if sibling is not None and figure.head is None and sibling.figure.head is not None and dates and _dated(tokens, sibling, figure.first):
        return Relation("compare", introducer=introducer), sibling  # "compared with 14 investigations in 2017 and none in 2016"
    if sibling is not None and tokens[figure.first - 1].low == "including" and compatible(item, sibling):
        return Relation("part", list_only=True), sibling  # "compared with 30 victims, including six foreign nationals, in 2020"
    if mains:
        told = {v.lemma for v in figure.verbs if v.kind in ("reduced", "gerund") and v.index > introducer}
        alike = [o for o in mains if told & {v.lemma for v in o.figure.verbs}]
        if alike:
            return Relation("compare", introducer=introducer), alike[-1]
        if figure.head is not None and figure.head_class != "none":
            same = [
                o
                for o in mains
                if o.figure.head_class == figure.head_class
                or (is_person(o.figure.head_class) and is_person(figure.head_class))
                or (
                    o.figure.head is not None and o.figure.head.low.endswith(f" {figure.head.low}")
                )  # "46 awareness sessions ... 38 sessions"
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
    denied = figure.verbs and any(t.low in ("not", "no", "nor", "never") for t in tokens[:introducer] if t.clause == figure.clause)
    if denied:
        return None, None  # "did not convict any, compared to one in 2017"
    pool = [o for o in previous if o.counts and o.relation.kind in ("main", "part")]
    if figure.head is not None and figure.head_class not in ("none", "thing") and not any(compatible(item, o) for o in pool):
        # "freed 900 workers in 80 raids. Employers paid $50,000 ... This compared with 60 raids": the paragraph's last of that kind
        pool = [o for o in paragraph if o.counts and o.relation.kind in ("main", "part") and compatible(item, o)][-1:] or pool
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


def _these_numbers(parsed: "Parsed", item: "Item") -> int | None:
    """Where a clause begins that says what the numbers before were at another time ("in 2022, these numbers were 31 and 88")."""
    figure = item.figure
    verb = next((v for v in parsed.verbs if v.clause == figure.clause and v.kind == "finite"), None)
    if figure.head is not None or verb is None or verb.lemma not in ("be", "stand") or verb.index > figure.index:
        return None
    subject = [t for t in parsed.inside(figure.clause) if t.index < verb.group_start and t.kind == "word"]
    if (
        len(subject) < 2
        or subject[-1].low not in ("numbers", "figures", "totals")
        or subject[-2].low not in ("these", "those", "the", "such")
    ):
        return None
    return subject[-2].index


def _dated(tokens: list[Token], item: "Item", stop: int) -> bool:
    """Whether a date stands behind a figure and before the token at `stop`."""
    return any(t.kind == "period" for t in tokens[item.figure.index : stop])


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
    chosen = near[-1] if near else last if last.relation.kind == "main" or not mains or last.figure.clause == clause else mains[-1]
    beside_it = mains.index(chosen) - 1 if chosen in mains else -1
    persons = chosen.figure.preposition in ("with", "involving", "against") and getattr(figure, "head", None) is None
    if persons and beside_it >= 0 and mains[beside_it].figure.head_class in CASES:
        return mains[beside_it]  # "14 cases with 24 defendants, compared with none"
    return chosen


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


def _last_of_one_kind(tokens: list[Token], before: list["Item"], mains: list["Item"], number: int) -> list["Item"]:
    """What N figures "respectively" are compared with: the total and its part, N parts of one total, or the last N totals."""
    known = [o for o in before if o.relation.kind in ("main", "part") and tokens[o.figure.index].kind == "count"]
    parts = [o for o in known if o.relation.kind == "part"]
    if len(parts) == number and parts[-1] is known[-1]:
        return parts
    return known if len(known) == number else mains[-number:] if len(mains) > number else mains


def align_compared(parsed: "Parsed", items: list["Item"], previous: list["Item"]) -> None:
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
