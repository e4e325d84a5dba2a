"""Figures that are parts of an earlier one: "12 of the 31", "including", "the other two", "12 were women"."""

from typing import TYPE_CHECKING

from pipeline.facts.figure import Dimensions, Figure, dimensions, head_class, is_person, merged
from pipeline.facts.related import CASES, Found, Relation, compatible, goes_on, kindred, last_total, nearest_total, whole_of
from pipeline.facts.tokens import Token
from pipeline.vocabulary.grammar import BEFELL

if TYPE_CHECKING:
    from pipeline.facts.item import Item
    from pipeline.facts.parsed import Parsed


def _share_named(tokens: list[Token], index: int, figure: Figure, told: list["Item"]) -> "Item | None":
    """The part that "of the women" names, where one was told before: a number of its own for that sex and age."""
    if index >= len(tokens):
        return None  # a text that breaks off ("31 of the")
    lex, value = tokens[index].lex, figure.value
    if not (lex.sex or lex.age) or value is None:
        return None
    for other in reversed(told):
        own = other.figure.dimensions
        fits = (own.sex, own.age, own.exploitation, own.nationality) == (lex.sex, lex.age, None, None)
        if fits and other.counts and other.relation.kind == "part" and other.figure.value is not None and other.figure.value >= value:
            return other
    return None


def read_partitive(
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
                    t.kind == "punct"
                    or t.lex.verb_form == "past"
                    or (t.lex.verb_form == "ing" and not t.lex.noun)
                    or t.function in ("prepositions", "conjunctions", "relatives")
                    for t in tokens[k + 1 : o.figure.index]
                )
            ),
            None,
        )
        if base is not None and not any(t.kind == "punct" for t in tokens[k : base.figure.index]):
            places = base.figure.head_class == "unit_body" or (base.figure.head is not None and base.figure.head_class == "thing")
            if places and figure.head is not None and not compatible(item, base):
                return None, None  # "1,046 inspections of 687 kilns"
            if places:
                base.relation = Relation("context", "denominator of places or bodies")
                figure.head, figure.head_class, figure.unit = base.figure.head, base.figure.head_class, base.figure.unit
                figure.dimensions.nationality = None  # "four of Mexico's 32 states"
                return Relation("main"), None
            if figure.head is None or compatible(item, base):
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
            share = _share_named(tokens, k + 2, figure, [*paragraph, *previous]) if tokens[k + 1].low == "the" else None
            if share is not None:
                return Relation("part", partitive=True), share
            total = _pronoun_base(before, previous, paragraph, tokens, k + 1)
            home = figure.dimensions.nationality == "national" and total is not None
            if home and total is not None and total.figure.dimensions.nationality not in (None, "national"):
                total = last_total(previous) or last_total(paragraph)  # "of five foreign victims, ...; five of the Kenyan victims"
            if tokens[k + 1].low == "them" and total is not None and total in before and _place_of(total, tokens) is not None:
                # "teachers in 220 schools got a guide, and 1,300 of them took part"
                figure.head = _place_of(total, tokens)
                figure.head_class, figure.unit = head_class(figure.head, None)
                return Relation("main"), None
            same = total is not None and (
                figure.head is None
                or (figure.head_class == total.figure.head_class and any(t.lex.noun == figure.head_class for t in tokens[k + 2 : k + 5]))
            )
            if total is not None and (tokens[k + 1].low != "the" or (same and _names(tokens, k + 2, total))):
                return Relation("part", partitive=True), _able_to_hold(total, figure)
    if j + 1 < len(tokens) and (
        tokens[j].low == "among them" or (tokens[j].low == "among" and tokens[j + 1].low in ("them", "these", "those"))
    ):
        total = _pronoun_base(before, previous, paragraph, tokens, j + 1)
        if total is not None and compatible(item, total):
            return Relation("part", partitive=True), total
    # "of whom N", "of which N", "among them N", "including N"
    start = figure.first - 1
    if (
        start >= 0
        and tokens[start].low in ("whom", "which", "them", "these", "those")
        and start >= 1
        and tokens[start - 1].low in ("of", "among", "including")
    ):
        total = _able_to_hold(_pronoun_base(before, previous, paragraph, tokens, start), figure)
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
            numbered = figure.first <= opener + 2 and figure.head is not None and total is not None
            if numbered and _more_than(figure, total):
                return None, None  # "Of the 140 victims identified": a total of its own
            own = figure.verbs[0].lemma if figure.verbs and figure.verbs[0].kind == "reduced" else None
            if numbered and own is not None and total is not None and own not in {v.lemma for v in total.figure.verbs}:
                return None, None  # "Of the 94 persons arrested": another number than the victims before
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


def _able_to_hold(total: "Item | None", figure: Figure) -> "Item | None":
    """The total itself, or what it is a part of or compared with where it is too small for the part."""
    while total is not None and _more_than(figure, total) and total.antecedent is not None and total.relation.kind != "main":
        total = total.antecedent
    return total


def _more_than(figure: Figure, total: "Item | None") -> bool:
    return total is not None and figure.value is not None and total.figure.value is not None and figure.value > total.figure.value


def _named_before(tokens: list[Token], figure: Figure) -> bool:
    """Reads "foreign victims are entitled to a recovery period; 29 accepted": those named in the sentence are counted, not earlier ones."""
    stop = next((t.index for t in tokens[: figure.index] if t.text == ";"), None)
    if stop is None:
        return False
    return any(t.lex.noun in ("victim", "suspect") and t.low.endswith("s") for t in tokens[: min(stop, 5)])


def _place_of(total: "Item", tokens: list[Token]) -> Token | None:
    """The persons whose places a figure counts ("teachers in 220 schools")."""
    figure = total.figure
    who = (
        tokens[figure.first - 2]
        if figure.head_class == "unit_body" and figure.preposition in ("in", "at", "from") and figure.first > 1
        else None
    )
    return who if who is not None and who.lex.noun is not None and is_person(who.lex.noun) else None


def _not_own(item: "Item", base: "Item", parsed: "Parsed") -> bool:
    """A figure with another class of noun (years, cases with victims) is no part of the base."""
    del parsed
    figure = item.figure
    unknown = figure.head_class == "thing" and (figure.role == "agent" or not figure.verbs or figure.verbs[0].index > figure.index)
    return figure.head_class == "none" or unknown or compatible(item, base)


def _told_of(total: "Item | None", tokens: list[Token], index: int) -> bool:
    """Whether a total is known and the words at `index` name it."""
    return total is not None and _names(tokens, index, total)


def _names(tokens: list[Token], index: int, total: "Item") -> bool:
    """Whether "of the (identified) victims" names the total's noun."""
    while total.figure.head_class == "none" and total.antecedent is not None:
        total = total.antecedent
    for token in tokens[index : index + 4]:
        if token.lex.noun:
            others = {token.lex.noun, total.figure.head_class.removeprefix("potential_")}
            if others in ({"suspect", "victim"}, {"official", "victim"}):
                return False
            if token.lex.noun in ("suspect", "official") and total.figure.dimensions.age == "child":
                return False  # "took 38 minors out of them and detained 27 of the owners"
            return (
                token.lex.noun == total.figure.head_class
                or (is_person(token.lex.noun) and is_person(total.figure.head_class))
                or {token.lex.noun, total.figure.head_class} <= CASES
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


def _whole_sentence(item: "Item") -> "Item":
    """What the words behind a dash are said of: the figure that others are compared with."""
    while item.relation.kind in ("compare", "series") and item.antecedent is not None:
        item = item.antecedent
    return item


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
    if noun is not None:  # "120 cases involving 291 offenders; 68 of these cases", "20 suspects and 33 victims; 11 of the suspects"
        exact = [o for o in here if o.figure.head_class.removeprefix("potential_") == noun or {o.figure.head_class, noun} <= CASES]
        here = exact or ([] if noun in ("suspect", "official") and tokens[index].low == "the" else here)
    if status is not None:
        wanted = "potential_victim" if status == "potential" else "victim"
        known = [
            o for o in [*paragraph, *previous, *here] if o.figure.head_class == wanted and o.reason is None and o.relation.kind == "main"
        ]
        if known:
            return known[-1]
    if noun == "victim" and status is None and tokens[index].low == "the" and not here:
        told = [o for o in [*paragraph, *previous] if o.counts and not o.figure.dimensions.any() and o.figure.depth == 0]
        raised = bool(told) and told[-1].relation.kind == "part" and told[-1].counts[0].indicator == "victims_identified"
        if raised and (told[-1].antecedent is None or told[-1].antecedent.indicators[:1] != told[-1].indicators[:1]):
            return told[-1]  # "confirmed 82 of them as victims. Labor trafficking accounted for 66 of the victims"
    if tokens[index].low == "the" and index + 1 < len(tokens) and tokens[index + 1].low in ("guilty", "convicted"):
        known = [o for o in [*paragraph, *previous, *here] if o.counts and o.counts[0].indicator == "convictions"]
        if known:
            return known[-1]  # "among the guilty were 12 women"
    done = tokens[index + 1].lex.verb if tokens[index].low == "those" and index + 1 < len(tokens) else None
    if done is not None:
        known = [
            o
            for o in [*paragraph, *previous, *here]
            if o.reason is None and o.relation.kind in ("main", "part") and any(v.lemma == done for v in o.figure.verbs)
        ]
        if known:
            return ([o for o in known if o.relation.kind == "main"] or known)[-1]  # "of those referred"
    if here and tokens[index].low == "them" and here[-1].figure.head_class in CASES and here[-1].figure.preposition == "in":
        here = [
            o for o in here if is_person(o.figure.head_class)
        ] or here  # "charged 29 suspects in 18 cases, and courts convicted 11 of them"
    if here and tokens[index].low == "them" and [t.low for t in tokens[max(0, index - 2) : index]] == [",", "among"]:
        last = here[-1]
        if last.relation.kind == "part" and last.figure.clause == tokens[index].clause and last.figure.depth == tokens[index].depth:
            return last  # "33 had been subjected to forced labor, among them 17 women"
    if here:
        if tokens[index].low in ("whom", "which"):
            level = [o for o in here if o.figure.depth <= tokens[index].depth]
            last = (level or here)[-1]
            alike = index >= 3 and tokens[index - 3].low == "and" and last.relation.partitive and last.antecedent is not None
            if alike and tokens[last.figure.np_end + 1].low in ("whom", "which"):
                return last.antecedent  # "673 victims, 498 of whom were female and 352 of whom were children"
            aside = index >= 2 and tokens[index - 2].text in ("—", "–")
            return _whole_sentence(whole_of((level or here)[-1])) if aside else (level or here)[-1]
        mains = [o for o in here if o.relation.kind == "main"]
        parts = [o for o in here if o.relation.kind == "part" and o.figure.depth == tokens[index].depth]
        if not mains and len(parts) == 1 and parts[0].figure.clause != tokens[index].clause:
            return parts[0]  # "44 were children, and all but one of these were girls"
        return mains[-1] if mains else whole_of(here[-1])
    for pool in (previous, paragraph):
        totals = [o for o in pool if o.counts and o.relation.kind == "main"]
        if noun == "victim" and tokens[index + 1].low == "identified":
            found = [o for o in totals if o.counts[0].indicator in ("victims_identified", "potential_victims_identified")]
            totals = found or ([] if pool is previous else totals)  # not those screened since
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
        if totals and tokens[index].low == "the":
            return _of_the_year(totals)
        if totals:
            return totals[-1]
    return None


def _of_the_year(totals: list["Item"]) -> "Item":
    """The last of the totals of the latest year: "identified 42 in 2020. In comparison, it identified 73 in 2018. Five of the victims"."""
    years = [o.period.start.year for o in totals if o.period.start is not None]
    return [o for o in totals if o.period.start is None or o.period.start.year == max(years)][-1] if years else totals[-1]


def read_enumerated(
    parsed: "Parsed", item: "Item", before: list["Item"], later: list["Item"], previous: list["Item"], paragraph: list["Item"]
) -> Found:
    """Parts after a colon, a dash or "including", and the further members of a list that has begun as parts."""
    del later
    tokens, figure = parsed.tokens, item.figure
    depth = tokens[figure.index].depth
    finite = {v.index for v in parsed.verbs if v.kind == "finite"}
    if before and before[-1].relation.kind == "compare" and goes_on(tokens, figure):
        return None, None
    for j in range(figure.first - 1, -1, -1):
        token = tokens[j]
        if token.depth != depth:
            if token.depth > depth:
                continue
            break
        if (
            token.low in ("involved", "covered", "concerned")
            and figure.head_class in CASES
            and tokens[j - 1].lex.noun in CASES
            and not any(t.kind == "count" for t in tokens[:j])
            and (whole := last_total([o for o in [*paragraph, *previous] if o.figure.head_class in CASES])) is not None
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
            if figure.preposition == "to" and tokens[figure.first - 2].text == ",":
                break  # "gave emergency assistance, including medical care, to 288 victims"
            if figure.preposition in ("for", "to") and any(t.lex.noun == "training" for t in tokens[j + 1 : figure.first]):
                break  # "spent $74,940, including courses for 212 officers"
            level = [o for o in before if o.figure.index > j and o.figure.depth == depth]
            begun = next((o for o in reversed(level) if o.relation.kind == "part"), None)
            total = begun.antecedent if begun is not None else _list_total(item, before, [o for o in previous if compatible(item, o)], j)
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
                relation, antecedent = _among_a_kind(parsed, item, j, [*before, *previous, *paragraph])
                if relation is not None:
                    return relation, antecedent
                break
            if total is None and token.low in ("included", "comprised") and tokens[j - 1].lex.noun and tokens[0].low == "the":
                total = next((o for o in reversed(paragraph) if o.counts and o.relation.kind == "main" and compatible(item, o)), None)
            since = next((k for k in range(j - 1, -1, -1) if tokens[k].text in (";", ":")), None)
            if token.low == "including" and since is not None and any(t.text == ";" for t in tokens) and begun is None:
                inner = [o for o in before if since < o.figure.index < j and o.figure.depth == depth and o.relation.kind == "part"]
                # ": 201 of sex trafficking, including 88 children; 95 of labor trafficking"
                total = inner[0] if len(inner) == 1 and compatible(item, inner[0]) else total
            if token.low in ("included", "comprised"):
                total, said = _told_kind(parsed, item, j, [*before, *previous, *paragraph]) or (total, None)
                if said is not None:
                    item.figure.dimensions = merged(item.figure.dimensions, said)
            if total is not None and (compatible(item, total) or total.figure.head_class == "case"):
                return Relation("part", list_only=True), total
            break
        if token.text in ("–", "—") and [t.low for t in tokens[figure.np_end : figure.np_end + 2]] in (["in", "all"], ["in", "total"]):
            figure.verbs = figure.verbs or (before[-1].figure.verbs if before else [])
            return Relation("main"), None  # "140 women and 43 children—183 victims in all"
        if token.text in (":", "–", "—") and j:
            if figure.head_class == "potential_victim" and any(o.figure.head_class == "victim" for o in before if o.figure.index < j):
                break
            told = any(t.lex.noun and kindred(t.lex.noun, figure.head_class) for t in tokens[:j])
            total = _list_total(item, before, previous if token.text == ":" and told else [], j)
            begun = next((o for o in before if o.figure.index > j and o.figure.depth == depth and o.relation.kind == "part"), None)
            whole = begun.antecedent if begun is not None and figure.head is None else None
            if whole is not None and total is not None and whole.relation.kind == total.relation.kind == "main" and whole.figure.index < j:
                total = whole  # "29 offenders in 17 cases – 26 for sex trafficking and three for forced labor"
            if total is not None and compatible(item, total):
                told = any(v.clause == figure.clause for v in parsed.verbs)
                # "six were male – the majority were Zambian and at least four were from Malawi"
                return Relation("part", list_only=not told), whole_of(total) if told and token.text != ":" else total
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
                and (figure.head is None or figure.dimensions.any() or _goes_on(last, item))
                and compatible(item, last.antecedent)
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
                and not _goes_on(last, item)
            )
        ):
            whole = _of_that_form(last.antecedent, figure) or last.antecedent
            resumed = last.relation.list_only and any(t.text == ";" for t in between) and last.antecedent in before
            if resumed and figure.verbs and figure.verbs[0].index > figure.index:
                whole = whole_of(last)  # "nine were in forced labor, including five in forced begging; five were children"
            return Relation("part", list_only=last.relation.list_only, partitive=last.relation.partitive), whole
    if last is not None and figure.head is None and (last.relation.kind in ("compare", "series") or _yardstick(tokens, last)):
        between = tokens[last.figure.np_end : figure.first]
        if any(t.low in (",", "and") for t in between) and not any(t.index in finite or t.text == ":" for t in between):
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
            and not _beside(last.figure, figure)
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


def _goes_on(last: "Item", item: "Item") -> bool:
    """Reads "assisted 92 victims, including 48 newly identified victims and 44 victims identified before": the list's noun said again."""
    one, other = last.figure, item.figure
    whole = last.antecedent.figure.value if last.antecedent is not None else None
    return (
        last.relation.list_only
        and one.head is not None
        and other.head is not None
        and one.head.low == other.head.low
        and None not in (one.value, other.value, whole)
        and (one.value or 0) + (other.value or 0) <= (whole or 0)
    )


def _beside(one: Figure, other: Figure) -> bool:
    """Whether two figures split one whole between them: "118 victims of sex trafficking, 143 of labor trafficking"."""
    pairs = [(getattr(one.dimensions, name), getattr(other.dimensions, name)) for name in ("exploitation", "sex", "age", "nationality")]
    # labor holds kinds of its own (domestic servitude), sex trafficking is none of them
    return any(
        None not in pair
        and pair[0] != pair[1]
        and (pair[0] not in ("mixed", "labor", "foreign", "all") or (pair[0] == "labor" and pair[1] in ("sex", "mixed", "unspecified")))
        for pair in pairs
    )


def _yardstick(tokens: list[Token], item: "Item") -> bool:
    """Whether a comparison stands before a figure that has nothing to be compared with ("did not prosecute any, compared with one")."""
    return item.relation.kind == "main" and any(t.lex.comparison for t in tokens[max(0, item.figure.first - 2) : item.figure.first])


def _told_kind(parsed: "Parsed", item: "Item", included: int, known: list["Item"]) -> "tuple[Item, Dimensions] | None":
    """The total and the kind named by a subject without a number: "sex trafficking victims included 16 girls"."""
    tokens = parsed.tokens
    opening = (k + 1 for k in range(included - 1, -1, -1) if tokens[k].text in (";", ":", ".", ",") or tokens[k].kind == "count")
    low = next(opening, 0)
    said = dimensions(tokens, low, included, parsed.iso3)
    subject = tokens[low:included]
    if not subject or not (subject[-1].lex.noun or subject[-1].lex.form) or not any(t.lex.noun for t in subject) or not said.any():
        return None
    if any(t.low in ("these", "this", "those", "they") for t in subject):
        return None
    whole = [o for o in known if o.relation.kind == "main" and o.reason is None and compatible(item, o) and o is not item]
    same = [o for o in whole if o.figure.dimensions == said] or [o for o in whole if not o.figure.dimensions.any()]
    found = [o for o in same if o.counts and o.counts[0].indicator in ("victims_identified", "potential_victims_identified")]
    victims = any(t.lex.noun == "victim" for t in subject)
    return (_of_the_year(found if victims and found else same), said) if same else None


def _among_a_kind(parsed: "Parsed", item: "Item", opener: int, known: list["Item"]) -> Found:
    """Reads "Among the labor trafficking victims were 60 men and 25 women": parts of a kind told before, or victims of that kind."""
    tokens, figure = parsed.tokens, item.figure
    told = next((v.index for v in parsed.verbs if v.kind == "finite" and v.index > opener and v.lemma == "be"), None)
    opens = opener == 0 or tokens[opener - 1].text == ";" or (tokens[0].kind == "period" and opener == 2)
    if told is None or told > figure.index or not opens or any(t.kind == "count" for t in tokens[opener:told]):
        return None, None
    noun = next((t for t in tokens[opener:told] if t.lex.noun in ("victim", "suspect")), None)
    if noun is None or not is_person(figure.head_class):
        return None, None
    said = dimensions(tokens, opener, told, parsed.iso3)
    figure.dimensions = merged(figure.dimensions, said)
    kind = _told_kind(parsed, item, told, known)
    if kind is not None:
        return Relation("part", list_only=True), kind[0]
    figure.head_class, figure.unit = head_class(noun, None)
    return Relation("main"), None


def _list_total(item: "Item", before: list["Item"], previous: list["Item"], index: int) -> "Item | None":
    here = [o for o in before if o.figure.index < index and o.reason is None and o.relation.kind in ("main", "compare", "part")]
    if here:
        mains = [o for o in here if o.relation.kind == "main"]
        if here[-1].relation.kind == "part" and here[-1].relation.partitive:
            return here[-1]
        if mains and mains[-1].figure.head_class.endswith("victim") and is_person(item.figure.head_class):
            return mains[-1]  # "screened 43 individuals and identified 14 victims: nine women ..."
        like = [o for o in mains if o.figure.head_class == item.figure.head_class and o.figure.clause == mains[-1].figure.clause]
        chosen, value = (like or mains or here)[-1], item.figure.value
        if value is not None and chosen.figure.value is not None and chosen.figure.value < value:
            chosen = next((o for o in reversed(mains) if o.figure.value is not None and o.figure.value >= value), chosen)
        return chosen  # "29 offenders in 17 cases – 26 for sex trafficking"
    return last_total(previous)


def read_remaining(
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
            if other.figure.head is None and other.antecedent in before and tokens[other.figure.np_end].low == "to":
                return Relation("part", partitive=True), other.antecedent  # "45 led to convictions, 12 to acquittals, and the rest ..."
            return Relation("part", partitive=True), other
    total = last_total(previous) or last_total(paragraph)
    if tokens[figure.index].low == "all" and [t.low for t in tokens[figure.index + 1 : figure.index + 3]] == ["identified", "victims"]:
        found = [o for o in paragraph if o.counts and o.relation.kind == "main" and o.counts[0].indicator == "victims_identified"]
        total = _of_the_year(found) if found else total
    return (Relation("part", partitive=True), total) if total is not None else (None, None)


def _of_cases(item: "Item") -> bool:
    """Whether cases are counted, be it without the word."""
    while item.figure.head_class == "none" and item.antecedent is not None:
        item = item.antecedent
    return item.figure.head_class in CASES


def _of_that_form(item: "Item | None", figure: Figure) -> "Item | None":
    """The item, or what it is a part of where it is of another form than the figure.

    "595 were females subjected to sexual exploitation; 215 were victims of labor exploitation".
    """
    own = figure.dimensions.exploitation
    while item is not None and item.relation.kind in ("part", "label") and item.antecedent is not None:
        told = item.figure.dimensions.exploitation
        if own is None or told is None or {own, told} != {"sex", "labor"}:
            break
        item = item.antecedent
    return item


def read_predicate(
    parsed: "Parsed", item: "Item", before: list["Item"], later: list["Item"], previous: list["Item"], paragraph: list["Item"]
) -> Found:
    """An elliptical subject of "were", "came from" ... says something of the last total: "12 were women"."""
    del later
    tokens, figure = parsed.tokens, item.figure
    if figure.verbs and figure.verbs[0].lemma == "exploit" and not figure.verbs[0].passive and is_person(figure.head_class):
        # "... identified 44 victims. Traffickers exploited 19 women and six girls in sex trafficking"
        known = [o for o in [*paragraph, *previous] if o.figure.head_class.endswith("victim") and o.figure.depth == 0]
        begun = [o for o in before if o.relation.kind == "part" and o.figure.verbs[:1] == figure.verbs[:1] and o.antecedent is not None]
        if before and len(begun) == len(before):
            return Relation("part"), begun[-1].antecedent  # "exploited 11 in domestic servitude, four victims in cattle herding"
        return (Relation("part"), whole) if (whole := last_total(known)) is not None and not before else (None, None)
    if figure.role != "agent" and not (figure.verbs and figure.verbs[0].passive):
        return None, None
    if figure.head_class == "victim" and figure.dimensions.any() and figure.preposition is None and figure.verbs[:1]:
        # "registered 984 possible victims ... 68 victims were children"
        whole = nearest_total([o for o in before if o.relation.kind == "main"], previous) or last_total(paragraph)
        holds = whole is not None and whole.figure.head_class == "potential_victim" and not _more_than(figure, whole)
        if holds and figure.verbs[0].lemma == "be":
            return Relation("part"), whole
        # "identified 38 victims; 35 victims were subjected to sex trafficking and three to forced begging"
        mains = [o for o in before if o.relation.kind == "main" and o.figure.head_class == "victim" and o.figure.clause < figure.clause]
        told = figure.verbs[0].lemma == "be" or (figure.verbs[0].passive and figure.verbs[0].lemma in BEFELL)
        return (Relation("part"), mains[-1]) if mains and told and not _more_than(figure, mains[-1]) else (None, None)
    if figure.head is not None or tokens[figure.index].low in ("no one", "nobody", "no"):
        return None, None
    if not figure.verbs or figure.preposition is not None:
        return None, None
    if not before and _named_before(tokens, figure):
        return Relation("main"), None
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
        total = nearest_total(before, previous)
        return (Relation("part"), total) if total is not None and figure.index <= 1 else (None, None)
    # who has a sex or an age is no case: "68 were forced labor cases, including 42 of forced begging; 116 were female"
    aged = (figure.dimensions.sex or figure.dimensions.age) and lemma not in ("involve", "concern")
    persons = [o for o in before if not _of_cases(o)] if aged else before
    total = nearest_total(persons, previous) or last_total(paragraph)
    total = _of_that_form(total, figure)
    stated = total is not None and total in before and total.relation.kind == "main" and total.figure.dimensions.any()
    if stated and _more_than(figure, total):  # "32 victims were children and 57 were female"
        totals = [o for o in [*paragraph, *previous] if o.counts and o.relation.kind == "main" and compatible(item, o)]
        wider = [o for o in totals if not _more_than(figure, o)]
        if not wider:
            return Relation("main"), total  # "120 adult and 93 child victims; 140 were female"
        total = wider[-1]
    if not before:
        # "204 suspected victims. Of these, 96 were recognized as victims. Fifty-one had been exploited ..." are of the 96
        raised = [
            o
            for o in previous
            if o.relation.kind == "part"
            and o.counts
            and o.counts[0].indicator == "victims_identified"
            and o.antecedent is not None
            and o.antecedent.counts
            and o.antecedent.counts[0].indicator in ("potential_victims_identified", "other")
        ]
        total = raised[0] if raised else total
    del tokens
    return (Relation("part"), total) if total is not None else (None, None)
