"""Figures in brackets: parts, comparisons, series and labels of what stands before the bracket."""

from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.facts.figure import Dimensions, Figure, dimensions, head_class, merged
from pipeline.facts.related import Found, Relation, compatible, largest, last_total
from pipeline.facts.tokens import Token
from pipeline.mentions.period import PeriodMention
from pipeline.normalize.period import Period, calendar_year

if TYPE_CHECKING:
    from pipeline.facts.item import Item
    from pipeline.facts.parsed import Parsed


def read_bracket(
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
    behind = tokens[closing + 1] if closing + 1 < len(tokens) else None
    numbered = any(t.low == "number" for t in tokens[max(0, opening - 6) : opening])
    if bare and first_inside and numbered and outer and behind is not None and behind.kind == "period" and behind.span is not None:
        mention, mains = behind.span.source, [o for o in outer if o.relation.kind == "main" and o.reason is None]
        if isinstance(mention, PeriodMention) and mention.period is not None and mains:
            # "identified 150 victims, less than half the number of identified victims (312) in 2021"
            return Relation("compare", introducer=opening, period=mention), mains[-1]
    if first_inside and opening > 1 and tokens[opening - 1].kind == "percentage" and figure.head is not None:
        # "victims received assistance – 24 percent (36 victims) in 2022, compared with 23 percent (70 victims) in 2021"
        lead = tokens[opening - 2]
        if lead.text in ("–", "—") and figure.verbs:
            return Relation("main"), None
        if lead.lex.comparison and outer and behind is not None and behind.kind == "period" and behind.span is not None:
            mention = behind.span.source
            return Relation("compare", introducer=opening, period=mention if isinstance(mention, PeriodMention) else None), outer[-1]
    # "investigated more cases (88) and convicted more traffickers (21)"
    told = bare and any(t.low in ("more", "fewer") for t in tokens[max(0, opening - 4) : opening])
    if bare and first_inside and not told:
        label = _label(tokens, opening)
        if label is None and tokens[opening - 1].low in ("origin", "nationality", "source"):
            label = next(t.index for t in tokens if t.clause == figure.clause)  # "Nigeria was the main country of origin (nine)"
        if label is not None:
            total = next(
                (
                    o
                    for o in reversed(outer)
                    if o.relation.kind not in ("label", "compare", "series", "repeat", "context")
                    and tokens[o.figure.index].kind == "count"
                    and o.figure.head_class not in _BODIES
                    and not (o.figure.depth and o.relation.kind == "main")
                ),
                None,
            ) or largest([o for o in [*paragraph, *previous] if o.figure.head_class not in _BODIES])
            if total is None:
                total = next((o.antecedent for o in reversed(outer) if o.antecedent is not None), None)
            elif total.relation.kind == "part" and total.antecedent is not None and total.figure.clause != figure.clause:
                total = total.antecedent  # "these included nine children; victims came from Uganda (14)"
            if total is not None:
                dims = merged(dimensions(tokens, label, opening, parsed.iso3, label=True), _subject_of(parsed, label))
                if dims.any():
                    return Relation("label", label=dims), total
            else:  # "Most victims were from Nigeria (31)"
                figure.dimensions = dimensions(tokens, label, opening, parsed.iso3, label=True)
                if any(o.figure.head_class in _BODIES for o in outer):
                    return Relation("main"), None  # "victims came from 12 countries, with the largest numbers from Uganda (32)"
    if first_inside and figure.head is None and not figure.dimensions.any() and (told or any(t.lex.comparison for t in inner)):
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
    told_inside = [o for o in before if o.figure.index > opening and o.relation.kind == "main" and o.reason is None]
    if told_inside and figure.head is None and any(t.lex.comparison for t in tokens[told_inside[-1].figure.index : figure.index]):
        return Relation("compare", introducer=opening), told_inside[-1]  # "identified fewer child victims (200 compared to 252)"
    inside = [o for o in before if o.figure.index > opening and o.relation.kind == "part" and o.antecedent in outer]
    about_clause = opening > 0 and (tokens[opening - 1].kind == "period" or bool(inner and inner[0].lex.comparison))
    antecedent = inside[-1].antecedent if inside else _before_bracket(outer, item, dated=about_clause)
    again = outer[-1] if outer and outer[-1].relation.kind == "repeat" and outer[-1].figure.depth < depth else None
    if again is not None and again.antecedent is not None and not inside and compatible(item, again):
        # "recognized all five victims (eight in 2017)": the five told before; "134 of the 187 were adults (221 in 2019)": the 134
        share = next((other for other in outer if other.relation.partitive and other.antecedent is again), None)
        antecedent = share or again.antecedent
    antecedent = antecedent or (last_total(previous) if not outer else None)
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
        return relation, antecedent
    if any(t.lex.comparison for t in inner[: max(0, figure.first - opening - 1)]):
        return Relation("compare", introducer=opening), antecedent
    if antecedent.relation.kind == "part" and antecedent.antecedent is not None and _mirrors(figure, outer):
        year = next((o for o in reversed(outer) if o.relation.kind == "series" and o.relation.period is not None), None)
        if year is not None:  # "212 were female and 91 were male (163 females and 18 males)" behind "303 victims (181 in 2016)"
            return Relation("series", introducer=opening, period=year.relation.period), antecedent.antecedent
    return Relation("part", list_only=True), antecedent


def _subject_of(parsed: "Parsed", label: int) -> Dimensions:
    """What the subject of a list of labels says of all of them: "most labor trafficking victims were from Bosnia (68) and ..."."""
    said = next(
        (v for v in reversed(parsed.verbs) if v.kind == "finite" and v.index < label and v.lemma in ("be", "come", "originate")), None
    )
    if said is None or said.clause != parsed.tokens[label].clause:
        return Dimensions()
    start = parsed.inside(said.clause)[0].index
    subject = parsed.tokens[start : said.group_start]
    if any(t.kind in ("count", "period") for t in subject) or not any(t.lex.noun == "victim" for t in subject):
        return Dimensions()
    return dimensions(parsed.tokens, start, said.group_start, parsed.iso3)


def _mirrors(figure: Figure, outer: list["Item"]) -> bool:
    """Whether a number in brackets splits the total as one of the parts right before the bracket does."""
    parts = [o for o in outer if o.relation.kind == "part" and o.figure.depth < figure.depth][-3:]
    return len(parts) > 1 and figure.dimensions.any() and any(o.figure.dimensions == figure.dimensions for o in parts)


_BODIES = frozenset(["unit_body", "agency", "post", "police_district", "legal", "thing"])


def _dated_bracket(tokens: list[Token], outer: list["Item"], previous: list["Item"], opening: int, mention: PeriodMention) -> Found:
    """Reads "fewer victims in 2018 (34) than in 2017 (59)": a bracket right behind a date holds that date's figure."""
    if mention.kind == "since" and mention.period is not None and mention.period.start is not None:
        mention = replace(mention, period=calendar_year(mention.period.start.year))  # "the highest since 2015 (112)"
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
            compatible(item, other)
            or (item.figure.head is not None and (item.figure.head.lex.noun is None or item.figure.dimensions.any()))
        )
    ]
    bases = {id(other.antecedent) for other in outer if other.relation.partitive}
    shares = [other for other in known if id(other) not in bases] or known
    same = [
        other for other in shares if item.figure.head_class not in ("none", "thing") and other.figure.head_class == item.figure.head_class
    ]
    beside_cases = [other for other in same if other.figure.preposition == item.figure.preposition] if item.figure.preposition else []
    same = beside_cases or same  # "12 prosecutions against 19 defendants, and convicted two offenders (15 prosecutions against 30 ...)"
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
