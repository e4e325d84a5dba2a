"""Counts of one sentence: every figure with its antecedent, indicator, dimensions, actor and period.

A figure stands on its own (main), is compared with an earlier one, is a part of one, or belongs to a printed series.
What it does not state itself it takes from its antecedent (annotation rules 18, 25, 29).
"""

import itertools
import re
from dataclasses import replace
from decimal import Decimal

from pipeline.facts.absent import ENTITLED, entitled_foreigners
from pipeline.facts.context import rules_for, subject_text, unit_for
from pipeline.facts.dating import (
    SAME,
    align_respectively,
    date_by_parts,
    date_from_parts,
    date_item,
    imply_year_before,
    imply_year_of_nothing,
    imply_years,
    note_periods,
    period_mention,
    period_tokens,
)
from pipeline.facts.decide import UNTOLD_BEFORE, UNTOLD_BEHIND, decide_item
from pipeline.facts.figure import ACT, Dimensions, Figure, dimensions, head_class, merged
from pipeline.facts.gather import figures_of, meant_for
from pipeline.facts.indicator import stocks
from pipeline.facts.item import Item, Setting
from pipeline.facts.model import Count
from pipeline.facts.parsed import Parsed
from pipeline.facts.periods import after
from pipeline.facts.related import Relation
from pipeline.facts.relation import relate
from pipeline.facts.tokens import Token
from pipeline.normalize.period import Period
from pipeline.vocabulary.grammar import NEUTRAL, OFFENDERS

# What is taught or told of a form of exploitation is no exploitation of those counted.
_TEACHING = frozenset(["people_trained", "trainings", "people_reached", "awareness_events", "staff"])
# "168 children's officers"
_OF_OFFICERS = re.compile(r"\s(?:children|women|girls|juvenile)[’']s?\b", re.IGNORECASE)
_INFLOW = re.compile(r"\b(?:initiated|opened|began|started|launched|commenced)\b")
_DETAILS = (
    ("charged", re.compile(r"\b(?:charged|charges)\b")),
    ("indicted", re.compile(r"\bindict(?:ed|ments?)\b")),
    ("sent to trial", re.compile(r"\b(?:sent|brought|took|taken|referred) (?:[\w,$-]+ ){0,8}?(?:to|before) (?:trial|courts?)\b")),
    ("completed", re.compile(r"\b(?:completed|concluded|finalized|finished|closed)\b")),
    ("continued", re.compile(r"\bcontinu(?:ed|ing|e)\b|\bongoing\b")),
    ("initiated", _INFLOW),
    ("suspended sentence", re.compile(r"\bsuspended\b")),
    ("fined", re.compile(r"\bfin(?:ed|es)\b")),
    ("imprisoned", re.compile(r"\b(?:prison|imprison\w*|jail\w*)\b")),
    ("certified", re.compile(r"\bcertified\b")),
    ("confirmed and potential", re.compile(r"\bconfirmed and potential\b")),
    ("abroad", re.compile(r"\babroad\b")),
    ("additional", re.compile(r"\b(?:additional|further|another)\b")),
)
_OF_SENTENCES = frozenset(["suspended sentence", "imprisoned"])
# parts of words of which each of them holds one
_DETAIL_STEMS = (
    *("charge", "indict", "trial", "court", "complete", "conclude", "final", "finish", "close", "continu", "ongoing", "initiate", "open"),
    *("began", "start", "launch", "commence", "suspended", "fine", "prison", "jail", "certified", "confirmed", "abroad", "additional"),
    *("further", "another"),
)


def read_counts(parsed: Parsed, setting: Setting, used: list[tuple[int, int]]) -> list[Item]:
    """The counts of one sentence, in printed order; figures that are no facts come back with their `reason`.

    `used` are ranges that say what was not: a "no" or "none" inside them is no figure of its own.
    """
    figures = [f for f in figures_of(parsed, setting.iso3) if f.status != "zero" or not any(low <= f.start < high for low, high in used)]
    if not figures:
        note_periods(parsed, setting, 0, len(parsed.tokens))
        return []
    items = [Item(figure, Relation("main")) for figure in figures]
    relate(parsed, items, setting.previous, setting.paragraph_items, setting.absent)
    _predicates_of_parts(parsed, items)
    noted = 0
    setting.current = items
    ordered = _in_order(items)
    for item in ordered:
        decide_item(parsed, setting, item, items)
    for item in items:
        if (
            item.figure.status == "zero"
            and item.relation.kind == "part"
            and item.rule.startswith("part:")
            and not item.figure.dimensions.any()
        ):
            item.indicators, item.reason = [], "nothing of an indicator's own"
        if item.figure.status == "zero" and item.figure.role == "agent" and [v.lemma for v in item.figure.verbs] in (["begin"], ["start"]):
            item.indicators, item.reason = [], "what did not begin"  # "no trial had begun" (annotation rule A3)
        if item.figure.status == "zero" and item.rule.startswith("ellipsis:") and [v.lemma for v in item.figure.verbs] == ["be"]:
            item.indicators, item.reason = [], "nothing of an indicator's own"  # "there was none for boys"
        if (
            item.figure.status in ("zero", "vague")
            and item.indicators
            and (all(i == "other" for i, _ in item.indicators) or (item.figure.status == "zero" and item.indicators[0][0] in stocks()))
        ):
            item.indicators, item.reason = [], "no indicator's figure"
    for item in ordered:
        note_periods(parsed, setting, noted, item.figure.index)
        noted = max(noted, item.figure.index)
        _work_out(parsed, setting, item, items)
        date_item(parsed, setting, item, items)
    align_respectively(parsed, items, setting)
    date_by_parts(items)
    imply_years(items, setting)
    imply_year_of_nothing(items, setting)
    imply_year_before(items, setting)
    if setting.book.running(setting.paragraph) is None or any(
        item.antecedent is not None
        and item.antecedent not in items
        and item.antecedent.period == setting.book.reporting
        and not item.antecedent.own_period
        for item in items
    ):
        date_from_parts(items, setting.book.reporting)
    for item in ordered:
        _make(parsed, setting, item)
    for item in items:
        _second_noun(parsed, setting, item)
        _same_as(parsed, setting, item)
        _both_years(parsed, item)
    note_periods(parsed, setting, noted, len(parsed.tokens))
    return items


def _predicates_of_parts(parsed: Parsed, items: list[Item]) -> None:
    """In "12 of the 31 were children" the predicate is said of the 12; in "(412 of 455) ... were children" of the 412."""
    tokens = parsed.tokens
    for item in items:
        for base in items:
            if item.relation.kind != "part" or base.figure.index <= item.figure.index or base.figure.index - item.figure.np_end > 4:
                continue
            between = tokens[item.figure.index + 1 : base.figure.index]
            if not (item.antecedent is base or base.antecedent is item.antecedent) or not (
                any(t.low in ("of", "out of") for t in between)
                and all(t.kind == "word" and not t.lex.form and t.low != "and" for t in between)
            ):
                continue
            finite = next(
                (
                    v
                    for v in parsed.verbs
                    if v.kind == "finite" and v.index > base.figure.index and v.clause == tokens[base.figure.index].clause
                ),
                None,
            )
            behind = tokens[base.figure.np_end : base.figure.np_end + 2]
            if len(behind) == 2 and behind[0].low == "in" and behind[1].lex.form:
                # "exploited 64 of the 137 victims in labor trafficking"
                item.figure.dimensions = merged(item.figure.dimensions, Dimensions(exploitation=behind[1].lex.form))
                base.figure.dimensions.exploitation = None
            if finite is None:
                continue
            stop = next((t.index for t in tokens[finite.index :] if t.text in (",", ";", ".", "(") or t.kind == "count"), len(tokens))
            said = dimensions(tokens, finite.index, stop, parsed.iso3)
            if finite.index < base.figure.tail_end:
                base.figure.dimensions = dimensions(tokens, base.figure.index + 1, finite.index, parsed.iso3)
            if finite.lemma in NEUTRAL or finite.lemma == "hold":
                item.figure.dimensions = merged(item.figure.dimensions, said)


def _in_order(items: list[Item]) -> list[Item]:
    """Antecedents before those that take from them; else as printed."""
    done: list[Item] = []

    open_items: list[Item] = []

    def visit(item: Item) -> None:
        if item in done:
            return
        if item in open_items:  # two figures that point at each other: the one met first stands alone
            item.antecedent = None
            return
        open_items.append(item)
        if item.antecedent is not None and item.antecedent in items:
            visit(item.antecedent)
        done.append(item)

    for item in items:
        visit(item)
    return done


def _shared_total(item: Item) -> Item:
    """What a row of bare numbers is taken of ("convicted eight; two received prison terms, three suspended ones, and the rest ...")."""
    whole = item
    while whole.figure.head is None and whole.antecedent is not None and whole.indicators[:1] == item.indicators[:1]:
        whole = whole.antecedent
    return whole


def _work_out(parsed: Parsed, setting: Setting, item: Item, items: list[Item]) -> None:
    """The value of "all but N", "the rest", "both", "all": from the total it is taken of (annotation rule A2)."""
    figure, before = item.figure, item.antecedent
    if parsed.tokens[figure.index].kind != "derived" or item.reason is not None:
        return
    figure.derived = True
    if before is not None and before.relation.kind == "main" and before.indicators[:1] == item.indicators[:1]:
        before = item.antecedent = _shared_total(before)
    total = before.figure.value if before is not None else None
    low = parsed.tokens[figure.index].low
    own = item.rule.split(":")[0] not in ("part", "label", "ellipsis") and bool(item.indicators) and item.indicators[0][0] != "other"
    if total is None or before is None or before.figure.status != "reported":
        item.reason = "no printed total to work it out from"
    elif low.startswith("all but"):
        figure.value = total - figure.value if figure.value is not None and figure.value < total else None
    elif low in ("both", "all"):
        told = low == "all" and figure.dimensions.any() and bool(figure.verbs) and figure.verbs[0].index == figure.index + 1
        years = [t for t in parsed.tokens[figure.index :] if t.kind == "period" and t.clause == figure.clause]
        totals = {
            o.figure.value
            for o in setting.paragraph_items
            if o.counts and o.relation.kind == "main" and before.indicators and o.counts[0].indicator == before.indicators[0][0]
        }
        bare = before not in items and len(totals) > 1  # "referred all victims" behind two bodies' numbers of them
        named = parsed.tokens[figure.index + 1 : figure.index + 2]
        victims = low == "all" and bool(named) and (named[0].lex.noun == "victim" or named[0].low == "identified")
        found = bool(before.indicators) and before.indicators[0][0] in ("victims_identified", "potential_victims_identified")
        bare = bare or (victims and (before.figure.dimensions.any() or not (found or before.indicators[:1] == item.indicators[:1])))
        figure.value = total if (own or told) and len(years) < 2 and not bare and (low == "all" or total == 2) else None
    elif any(
        other.relation.kind == "label" and other.figure.index > figure.index and other.figure.clause == figure.clause for other in items
    ):
        item.reason = "its parts are printed"
    elif any(_agent_alone(parsed, other) for other in items if other.figure.clause > before.figure.clause):
        item.reason = "shared out between bodies"
    else:
        nation = figure.dimensions.nationality is not None  # "272 were Kenyan, 121 Ethiopian, and the remainder from other countries"
        parts = [
            other.figure.value
            for other in items
            if other is not item
            and (other.antecedent is before or (other.figure.head is None and _shared_total(other) is before))
            and (other.relation.kind == "part" or (other.relation.kind == "main" and other.figure.head is None))
            and other is not before
            and other.figure.value is not None
            and other.figure.index < figure.index
            and not (nation and other.figure.dimensions.nationality is None)
        ]
        figure.value = total - sum(parts) if parts and sum(parts) < total else None
    if figure.value is None and item.reason is None:
        item.reason = "no indicator's figure" if low in ("both", "all") else "cannot be worked out"
    if item.reason is not None:
        item.indicators = []


def _agent_alone(parsed: Parsed, item: Item) -> bool:
    """Whether a clause is but a body and its number ("police identified 432; inspectors, 38; and the remainder ...")."""
    words = [t for t in parsed.inside(item.figure.clause) if t.index < item.figure.first]
    return (
        item.figure.head is None
        and not item.figure.verbs
        and len(words) > 1
        and words[-1].text == ","
        and any(t.lex.actor or t.lex.noun for t in words)
    )


def _second_noun(parsed: Parsed, setting: Setting, item: Item) -> None:
    """Reads "no cases or victims": two nouns under one negation are two rows at one address (annotation rule A3)."""
    figure, tokens = item.figure, parsed.tokens
    if not item.counts or figure.head is None:
        return
    if figure.status != "zero" or item.relation.kind != "main":
        _second_act(parsed, item, figure.head)
        return
    stop = next(
        (
            t.index
            for t in tokens[figure.head.index + 1 :]
            if (t.kind == "punct" and t.text != ",") or t.function == "prepositions" or t.lex.verb_form == "past" or t.kind == "period"
        ),
        len(tokens),
    )
    listed = [t for t in tokens[figure.head.index + 1 : stop] if t.low in ("or", "nor", "and")]
    for token in tokens[figure.head.index + 1 : stop]:
        if (
            token.lex.noun
            and token.lex.noun != figure.head_class
            and tokens[token.index - 1].kind != "zero"
            and listed
            and (
                token.index > listed[0].index
                or all(t.text == "," or t.lex.noun or t.lex.form for t in tokens[figure.head.index + 1 : token.index])
            )
        ):
            noun, unit = head_class(token, None)
            other = replace(figure, head=token, head_class=noun, unit=unit, np_end=token.index + 1)
            ruled = rules_for(parsed, other, [v.lemma for v in figure.verbs] or [None], noun, subject_text(parsed, figure))
            if ruled and ruled[0].indicator not in ("other", "none"):
                item.counts.append(
                    replace(item.counts[0], indicator=ruled[0].indicator, unit=unit_for(ruled[0], other), rule=ruled[0].name)
                )
    awards = {"restitution": "restitution_awards", "compensation": "compensation_awards"}
    denied = item.counts[0]
    for token in tokens[figure.head.index + 1 :] if denied.indicator in awards.values() else ():
        second = awards.get(token.lex.noun or "")  # "no victims received restitution or compensation"
        if second not in (None, denied.indicator) and tokens[token.index - 1].low in ("or", "nor") and token.clause == figure.clause:
            item.counts.append(replace(denied, indicator=second or ""))
    del setting


def _second_act(parsed: Parsed, item: Item, head: Token) -> None:
    """Reads "three prosecutions and convictions": one number for two acts is two rows (annotation rule A11)."""
    tokens = parsed.tokens
    joined = tokens[head.index + 1 : head.index + 3]
    divided = any(t.kind == "count" for t in tokens[head.index + 3 : head.index + 5])  # "15 investigations and prosecutions of 49 suspects"
    if (
        len(joined) == 2
        and not divided
        and joined[0].low == "and"
        and {head.lex.noun, joined[1].lex.noun} <= ACT.keys()
        and joined[1].low.endswith("s")
    ):
        noun, unit = head_class(joined[1], None)
        ruled = rules_for(parsed, replace(item.figure, head=joined[1], head_class=noun, unit=unit), [None], noun, "")
        if ruled and ruled[0].indicator != item.counts[0].indicator:
            item.counts += [
                replace(count, indicator=ruled[0].indicator, unit=unit_for(ruled[0], item.figure), rule=ruled[0].name)
                for count in list(item.counts)
            ]


def _same_as(parsed: Parsed, setting: Setting, item: Item) -> None:
    """Reads "the same number as in Y": a row for Y, addressed at the year (annotation rule A5)."""
    tokens, figure = parsed.tokens, item.figure
    if not item.counts or item.relation.kind not in ("main", "part"):
        return
    dash = False  # between dashes stand the parts of the figure before, and what follows is said of the whole
    for token in tokens[figure.np_end :]:
        if token.depth > figure.depth:
            continue  # "three cases (one sex trafficking and two labor trafficking), the same number as in 2018"
        if token.depth < figure.depth:
            return
        if token.text in ("—", "–"):
            if item.relation.kind == "part" and item.antecedent is not None and item.antecedent.figure.index < figure.index:
                return
            dash = not dash
        if (token.kind in ("count", "range", "zero") and not dash) or token.text == ";":
            return
        mention = period_mention(token) if token.kind == "period" else None
        if mention is None or mention.kind not in ("main", "listed", "previous"):
            continue
        between = parsed.text(figure.end, token.start)
        if not SAME.search(between):
            continue
        period = setting.book.resolve(mention, item.period, setting.paragraph)
        digits = re.search(r"(?:19|20)\d\d", token.text)
        start = token.start + digits.start() if digits else token.start
        end = token.start + digits.end() if digits else token.end
        if period is not None:
            _date_by_same(setting, item, period)
            item.counts += [
                replace(count, start=start, end=end, period=period, rule="the-same-as", part_of=None) for count in list(item.counts)
            ]
        return


def _date_by_same(setting: Setting, item: Item, same: Period) -> None:
    """Dates "11 convictions, the same number as in 2014" by the year that it is like (annotation rule E29 c)."""
    implied = after(same)
    running = setting.book.running(setting.paragraph) is not None
    if item.own_period or running or item.period != setting.book.reporting or implied.start is None:
        return
    if implied.start.year < setting.report_year:
        item.period = implied
        for count in item.counts:
            count.period = implied
        setting.book.note(implied, setting.paragraph, implied=True)


def _both_years(parsed: Parsed, item: Item) -> None:
    """Reads "two were children in both 2019 and 2018": a row for each of the years."""
    tokens = parsed.tokens
    for token in itertools.takewhile(lambda t: t.kind != "count" and t.text != ";", tokens[item.figure.np_end :]):
        if token.kind == "period" and " both " in token.low and token.depth == item.figure.depth:
            named = [period_mention(t) for t in tokens[token.index : token.index + 3]]
            years = [m.period for m in named if m is not None and m.period is not None]
            if len(years) == 2:
                item.counts = [replace(count, period=year) for count in item.counts for year in years]
            return


def _make(parsed: Parsed, setting: Setting, item: Item) -> None:
    """Turn a decided item into counts."""
    if item.figure.value is not None and item.figure.value % 1:
        item.indicators, item.reason = [], "no whole number"
    if item.reason is not None or not item.indicators:
        return
    figure, relation, before = item.figure, item.relation, item.antecedent
    base = Dimensions()
    if before is not None:
        keeps = (
            relation.kind in ("part", "label", "series")
            or (relation.kind == "compare" and figure.head is None)
            or (relation.kind == "main" and figure.head is None)
        )
        if keeps and before.counts:
            base = _dimensions_of(before.counts[0])
            if any(indicator in _TEACHING for indicator, _ in item.indicators):
                base.exploitation = None
            if relation.kind == "main" and (figure.dimensions.sex or figure.dimensions.age):
                base.sex = base.age = None  # "13 shelters for women and 29 for children"
        if (
            base.exploitation
            and any(indicator == "sentenced" for indicator, _ in item.indicators)
            and _of_two_forms(before, setting.paragraph_items)
        ):
            base.exploitation = None  # "convicted 25 sex traffickers and six labor traffickers. Sentences for 26 of them ..."
        if keeps and relation.kind == "main" and figure.determiner == "all" and _exceeds(figure, before.figure):
            base = Dimensions()  # "placed 37 women in the shelter, aided 12 men, and counseled all 49"
    if relation.kind == "main" and figure.head is not None and any(t.low == "such" for t in parsed.tokens[figure.index : figure.np_end]):
        alike = [
            o
            for o in [*setting.paragraph_items, *setting.current]
            if o.counts and o.figure.head_class == figure.head_class and o is not item
        ]
        if alike:  # "uncovered 112 cases of child labor. ... uncovered 97 such cases"
            first = alike[-1].counts[0]
            base = _dimensions_of(first)
            if item.indicators[0][0] in ("cases_identified", "other") and first.indicator in ("cases_identified", "other"):
                item.indicators = [(first.indicator, first.unit)]
    own = relation.label or figure.dimensions
    if _OF_OFFICERS.match(parsed.sentence.text, figure.end - parsed.sentence.start):
        own = replace(own, sex=None, age=None)  # "168 children's officers"
    returned = figure.head is None and any(indicator == "victims_repatriated" for indicator, _ in item.indicators)
    went = bool(figure.verbs) and figure.role == "agent" and not figure.verbs[0].passive
    if returned and not went and [t.low for t in parsed.tokens[figure.np_end : figure.np_end + 1]] == ["from"]:
        own = replace(own, nationality=None)  # "nine from Lebanon": the place returned from
    if returned and relation.kind == "label" and before is not None and before in setting.current:
        between = parsed.tokens[before.figure.index : figure.index]
        if any(t.low == "from" for t in between):
            own = replace(own, nationality=None)  # "31 Kenyan victims from Saudi Arabia (22) and Oman (nine)"
    if (
        figure.head is None
        and any(indicator in OFFENDERS and unit == "person" for indicator, unit in item.indicators)
        and _of_a_crime(parsed, figure)
    ):
        own = replace(own, sex=None, age=None)  # "seven with forcing women into prostitution"
    if figure.head_class == "suspect" and own.age == "child" and figure.head is not None and "child" not in figure.head.low:
        crime = [t.low for t in parsed.tokens[figure.index + 1 : figure.np_end]]
        if (
            "child" in crime
            and crime.index("child") + 1 < len(crime)
            and crime[crime.index("child") + 1].startswith(("sex", "labor", "traffick"))
        ):
            own = replace(own, age=None)  # "five child sex traffickers"
    tried = figure.head is None and bool(figure.verbs) and figure.verbs[0].lemma in ("convict", "charge", "prosecute", "indict", "sentence")
    if tried and own.age == "child" and any(indicator in OFFENDERS and unit == "person" for indicator, unit in item.indicators):
        own = replace(own, age=None)  # "four were convicted of forced child labor"
    if own.exploitation == "unspecified":
        beside = [o.counts[0] for o in setting.current if o.relation.kind == "part" and o.antecedent is before and o.counts]
        if beside and all(o.exploitation == "all" and (o.sex, o.age) != ("all", "all") for o in beside):
            own = replace(own, exploitation=None)  # "159 were female, two male, and nine unknown"
    if own.exploitation is None and (
        UNTOLD_BEFORE.search(parsed.text(parsed.sentence.start, figure.start))
        or UNTOLD_BEHIND.search(parsed.text(figure.end, parsed.sentence.end))
    ):
        own = replace(own, exploitation="unspecified")
    topic = any(indicator in ("awareness_events", "trainings") for indicator, _ in item.indicators)
    if topic and parsed.tokens[figure.np_end].low in ("on", "about", "against"):
        own = replace(own, sex=None, age=None)  # "one on child domestic servitude"
    if own.age == "child" and any(indicator == "staff" for indicator, _ in item.indicators):
        own = replace(own, age=None)  # "18 of whom were assigned to child labor"
    if any(indicator == "sentenced" for indicator, _ in item.indicators) and not (own.exploitation or base.exploitation or item.form):
        item.form = _form_of_convictions([*setting.paragraph_items, *setting.current], item)
    if (
        own.nationality is None
        and setting.nationality
        and any(t.low == "such" for t in parsed.tokens[max(0, figure.first - 6) : figure.np_end])
    ):
        own = replace(own, nationality=setting.nationality)
    entitled = any(indicator in ENTITLED for indicator, _ in item.indicators) or figure.head_class == "application"
    if own.nationality is None and base.nationality is None and entitled and entitled_foreigners(parsed, figure.start):
        own = replace(own, nationality="foreign")
    periods = relation.each or _each_zero(parsed, item) or [item.period] * _members_each(parsed, item)
    for position, (indicator, unit) in enumerate(item.indicators):
        if position and item.rule.startswith(("part:", "label:")):
            break  # a part of two acts' number belongs to the first (annotation rule B11); two acts of its own are two rows
        nations = _countries_each(parsed, item) or [own.nationality]
        for period, form, nation in itertools.product(periods, _forms_each(parsed, item) or [own.exploitation], nations):
            told = replace(own, exploitation=form, nationality=nation)
            item.counts.append(_count(parsed, setting, item, indicator, unit, period, base, told))


def _dimensions_of(count: Count) -> Dimensions:
    return Dimensions(*(None if value == "all" else value for value in (count.exploitation, count.sex, count.age, count.nationality)))


def _exceeds(one: Figure, other: Figure) -> bool:
    return one.value is not None and other.value is not None and one.value > other.value


def _of_a_crime(parsed: Parsed, figure: Figure) -> bool:
    behind = parsed.tokens[figure.np_end] if figure.np_end < len(parsed.tokens) else None
    return (
        behind is not None
        and behind.low in ("with", "for", "of")
        and not any(t.low in ("them", "whom", "these", "those") for t in parsed.tokens[figure.np_end : figure.np_end + 2])
    )


def _members_each(parsed: Parsed, item: Item) -> int:
    """How many bodies named one by one have one each ("Edo and Kano States ran one shelter each": annotation rule A2)."""
    figure, tokens = item.figure, parsed.tokens
    verb = figure.verbs[0] if figure.verbs else None
    each = any(t.low == "each" for t in tokens[figure.index + 1 : figure.np_end + 1])
    if figure.value != 1 or not each or verb is None or verb.index > figure.index or figure.head is None:
        return 1
    before = tokens[: verb.group_start]
    opened = next((t.index for t in reversed(before) if t.text == ";" or t.low in ("while", "whereas", "although")), 0)
    subject = before[opened:]
    names = sum(t.text[0].isupper() and (t.index == 0 or not tokens[t.index - 1].text[0].isupper()) for t in subject if t.index)
    return names if names > 1 and any(t.low == "and" for t in subject) else 1


def _forms_each(parsed: Parsed, item: Item) -> list[str | None]:
    """The forms of "one each into sex trafficking, labor trafficking, and forced begging": a row for each."""
    figure, tokens = item.figure, parsed.tokens
    if not any(t.low == "each" for t in tokens[figure.index + 1 : figure.index + 3]):
        return []
    stop = next((t.index for t in tokens[figure.index + 1 :] if t.kind in ("count", "range") or t.text in (";", ")", ".")), len(tokens))
    forms = [t.lex.form for t in tokens[figure.index + 1 : stop] if t.lex.form and t.lex.form not in ("mixed", "unspecified")]
    return list(forms) if len(forms) > 1 else []


def _countries_each(parsed: Parsed, item: Item) -> list[str | None]:
    """The countries of "one each from Turkmenistan and the Philippines": a row for each."""
    figure, tokens = item.figure, parsed.tokens
    if [t.low for t in tokens[figure.index + 1 : figure.index + 3]] != ["each", "from"]:
        return []
    behind = itertools.takewhile(lambda t: t.code or t.low in (",", "and", "the"), tokens[figure.index + 3 :])
    found: list[str | None] = ["national" if t.code == parsed.iso3 else t.code for t in behind if t.code]
    return found if len(found) > 1 else []


def _each_zero(parsed: Parsed, item: Item) -> list[Period]:
    """The years of "no official in 2002 or 2001": the nothing holds for each."""
    if item.figure.status != "zero" or item.relation.kind != "main":
        return []
    found: list[Period] = []
    for token in period_tokens(parsed):
        mention = period_mention(token)
        if (
            token.index > item.figure.index
            and token.clause == item.figure.clause
            and mention is not None
            and mention.period is not None
            and mention.period.type == "calendar_year"
        ) and ((not found and mention.period == item.period) or (found and parsed.tokens[token.index - 1].low in ("or", "nor", "and"))):
            found.append(mention.period)
    return found if len(found) > 1 else []


def _form_of_convictions(known: list[Item], item: Item) -> str | None:
    """Sentences have the form of the convictions just stated (annotation rule C20)."""
    whole = item.antecedent
    if item.relation.kind == "part" and whole is not None and whole.counts and whole.counts[0].indicator == "convictions":
        form = None if _of_two_forms(whole, known) else whole.counts[0].exploitation
        return None if form == "all" else form
    for other in reversed(known):
        if other is not item and other.counts and other.counts[0].indicator == "convictions" and other.relation.kind in ("main", "part"):
            whole = other if other.relation.kind == "main" or other.antecedent is None or not other.antecedent.counts else other.antecedent
            form = None if _of_two_forms(whole, known) else whole.counts[0].exploitation
            return None if form == "all" else form
    return None


def _of_two_forms(convicted: Item, known: list[Item]) -> bool:
    """Whether the sentence tells of convictions of another form beside these."""
    told = convicted.counts[0]
    return told.indicator == "convictions" and any(
        o.counts
        and o.relation.kind == "main"
        and (o.counts[0].sentence_id, o.counts[0].unit, o.counts[0].period) == (told.sentence_id, told.unit, told.period)
        and (o.counts[0].indicator, o.counts[0].status) == ("convictions", "reported")
        and o.counts[0].exploitation != told.exploitation
        for o in known
    )


def _count(
    parsed: Parsed, setting: Setting, item: Item, indicator: str, unit: str, period: Period, base: Dimensions, own: Dimensions
) -> Count:
    figure, relation = item.figure, item.relation
    ranged = parsed.tokens[figure.index].kind == "range"
    value = None if ranged or figure.status == "vague" else figure.value
    precision: str | None = "range" if ranged else figure.precision or "exact"
    if value is None and not ranged:
        precision = None
    status = figure.status
    if value == 0 and status == "reported":
        status = "zero"
    low, high = bounds(figure, precision)
    if indicator == "shelter_capacity":
        own = merged(own, meant_for(parsed, figure, parsed.iso3))
    profile = parsed.sentence.section == "profile"
    actor = item.actor.actor if item.actor is not None else "unspecified" if profile else "government"
    if indicator in _TEACHING:
        own = replace(own, exploitation=None)  # the form of a course is its topic, not a crime
    if indicator in ("restitution_awards", "compensation_awards") and figure.status == "zero":
        unit = "case"  # annotation rule C23
    quote_start, quote_end = relation.quote or (figure.start, figure.end)
    return Count(
        start=quote_start,
        end=quote_end,
        sentence_id=parsed.sentence.sentence_id,
        section=parsed.sentence.section,
        territory=parsed.place_at(figure.start, figure.clause, setting.territory),
        rule=item.rule,
        indicator=indicator,
        unit=unit,
        value=value,
        value_low=low,
        value_high=high,
        precision=precision,
        status=status,
        period=period,
        exploitation=own.exploitation or item.form or base.exploitation or "all",
        sex=own.sex or base.sex or "all",
        age=own.age or base.age or "all",
        nationality=own.nationality or base.nationality or "all",
        actor=actor,
        detail=_detail(parsed, item, indicator),
        scope=_scope(parsed, item),
        part_of=_whole(item),
        derived=figure.derived,
    )


def bounds(figure: Figure, precision: str | None) -> tuple[Decimal | None, Decimal | None]:
    """The bounds that the wording allows; counts are whole, so "more than 20" starts at 21."""
    value = figure.value
    if precision == "range":
        return value, figure.value_high
    if value is None or figure.status == "vague" or precision == "approximately":
        return None, None
    if precision == "at_least":
        return value, None
    if precision == "more_than":
        return value + 1, None
    if precision == "at_most":
        return Decimal(0), value
    if precision == "fewer_than":
        return Decimal(0), value - 1
    return value, value


def _whole(item: Item) -> Count | None:
    """The count that a part is taken of; none where it is too small for it ("one got 10 years, the other two suspended terms").

    A printed list keeps its total whatever it adds up to: a breach of the source's own is flagged, never repaired.
    """
    before, value = item.antecedent, item.figure.value
    if before is None or not before.counts or item.relation.kind not in ("part", "label") or before.figure is item.figure:
        return None
    whole = before.counts[0]
    small = value is not None and whole.value is not None and value > whole.value
    return None if small and not item.relation.list_only else whole


def _scope(parsed: Parsed, item: Item) -> str:
    figure = item.figure
    words = {t.low for t in parsed.tokens[figure.first : figure.np_end]}
    if (
        words & {"additional", "an additional", "further", "a further", "another"}
        and item.actor is not None
        and item.actor.actor != "government"
    ):
        return "additional"
    verb = figure.verbs[0].lemma if figure.verbs else None
    if item.relation.kind in ("part", "label"):
        return "part" if not figure.dimensions.any() and item.relation.label is None else "total"
    if verb == "continue" or "ongoing" in words:
        return "continued"
    if "new" in words or verb in ("initiate", "begin", "launch", "start"):
        return "new"
    return "total"


def _detail(parsed: Parsed, item: Item, indicator: str) -> str | None:
    figure = item.figure
    tokens = parsed.tokens
    low = tokens[figure.first].start
    phrase = parsed.sentence.text[
        tokens[figure.index].start - parsed.sentence.start : tokens[max(figure.tail_end, figure.index + 1) - 1].end - parsed.sentence.start
    ]
    if tokens[figure.index].kind == "range":
        return f"{figure.value} to {figure.value_high}: {phrase}"
    if indicator == "other":
        verb = figure.verbs[0].lemma if figure.verbs else ""
        return " ".join(f"{phrase} ({verb})".split()) if verb else phrase
    clause = parsed.text(low, tokens[max(figure.tail_end, figure.index + 1) - 1].end)
    verb_words = " ".join(tokens[v.index].low for v in figure.verbs)
    if any(map(f"{clause} {verb_words}".__contains__, _DETAIL_STEMS)):
        for name, pattern in _DETAILS:
            if (pattern.search(verb_words) or pattern.search(clause)) and (indicator in OFFENDERS or name not in _OF_SENTENCES):
                return name
    if indicator in ("people_trained", "people_reached", "sentenced", "staff", "awareness_events") and figure.head is not None:
        return phrase
    return None
