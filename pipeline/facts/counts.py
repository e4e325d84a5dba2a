"""Counts of one sentence: every figure with its antecedent, indicator, dimensions, actor and period.

A figure stands on its own (main), is compared with an earlier one, is a part of one, or belongs to a printed series.
What it does not state itself it takes from its antecedent (annotation rules 18, 25, 29).
"""

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal

from pipeline.facts.actors import ActorReading, read_actor
from pipeline.facts.clause import Verb, find_verbs, split_clauses
from pipeline.facts.figure import Dimensions, Figure, dimensions, govern, head_class, is_person, noun_phrase, qualifiers, tail
from pipeline.facts.indicator import Context, Rule, decide, frame, stocks, usual_unit
from pipeline.facts.model import Count
from pipeline.facts.periods import PeriodBook, after, opening
from pipeline.facts.relation import Relation, relate
from pipeline.facts.tokens import Token
from pipeline.mentions.period import PeriodMention
from pipeline.narrative.model import Sentence
from pipeline.normalize.period import Period, previous
from pipeline.normalize.territory import TerritorySpan

_UNSTATED = Period(None, None, "unstated")
_STOCK_CLASSES = frozenset(["unit_body", "agency"])
_OFFENDER_INDICATORS = frozenset(
    ["investigations", "prosecutions", "convictions", "acquittals", "sentenced", "arrests", "official_complicity_investigations", "official_complicity_prosecutions", "official_complicity_convictions"]
)
_COMPLICIT = {"investigations": "official_complicity_investigations", "prosecutions": "official_complicity_prosecutions", "convictions": "official_complicity_convictions"}
_NEUTRAL = frozenset(["be", "have", "include", "involve", "concern", "come", "comprise", "remain", "become", "originate", "subject", "exploit", "represent", "constitute", "relate", "occur", "consist", "contain", "force", "coerce", "originate", "hail", "traffic", "recruit", "abuse", "total", "number", "result", "cover", "make", "increase", "decrease", "fall", "rise", "affect", "account", "victimize"])
ZERO_WORDS = frozenset(["no", "none", "no one", "nobody", "zero"])


@dataclass(slots=True, eq=False)
class Item:
    """A figure with its relation and the counts made of it."""

    figure: Figure
    relation: Relation
    rule: str = ""
    indicators: list[tuple[str, str]] = field(default_factory=list)
    counts: list[Count] = field(default_factory=list)
    period: Period = _UNSTATED
    own_period: bool = False
    actor: ActorReading | None = None
    reason: str | None = None
    stock: bool = False
    form: str | None = None
    period_span: tuple[int, int] | None = None
    antecedent: "Item | None" = None


@dataclass(slots=True)
class Setting:
    """What the sentences before have left behind, and where the sentence stands."""

    book: PeriodBook
    iso3: str
    report_year: int
    territory: str = ""
    paragraph: int = 0
    previous: list[Item] = field(default_factory=list)
    paragraph_items: list[Item] = field(default_factory=list)
    current: list[Item] = field(default_factory=list)
    nationality: str | None = None
    actor: ActorReading | None = None


@dataclass(slots=True)
class Parsed:
    """A sentence with its tokens, verbs and texts, shared by the readers of facts."""

    sentence: Sentence
    tokens: list[Token]
    verbs: list[Verb]
    clauses: int
    iso3: str
    places: tuple[str, ...] = ()
    place_spans: tuple[TerritorySpan, ...] = ()

    def place_at(self, position: int, clause: int, fallback: str) -> str:
        """The territory that a clause names nearest before a position, else anywhere in it, else the fallback."""
        inside = [t for t in self.tokens if t.clause == clause]
        low, high = (inside[0].start, inside[-1].end) if inside else (position, position)
        here = [place for place in self.place_spans if low <= place.start + self.sentence.start < high]
        before = [place for place in here if place.start + self.sentence.start < position]
        after = [place for place in here if place.start + self.sentence.start >= position]
        # "three defendants in Puerto Rico and one in Guam": the place right behind the figure is its own
        near = next((place for place in after if not any(t.kind == "count" for t in self.tokens if position < t.start < place.start + self.sentence.start)), None)
        if near is not None:
            return near.code
        return before[-1].code if before else here[0].code if here else fallback

    def verb_at(self, index: int) -> Verb | None:
        """The verb at a token index."""
        return next((verb for verb in self.verbs if verb.index == index), None)

    def clause_text(self, clause: int) -> str:
        """Text of one clause, lower case, straight apostrophes."""
        inside = [t for t in self.tokens if t.clause == clause]
        if not inside:
            return ""
        return self.text(inside[0].start, inside[-1].end)

    def text(self, start: int, end: int) -> str:
        """Text between two narrative offsets, lower case, straight apostrophes, blanks folded."""
        raw = self.sentence.text[start - self.sentence.start : end - self.sentence.start]
        return " ".join(raw.lower().replace("’", "'").split())


def parse_sentence(sentence: Sentence, tokens: list[Token], iso3: str, places: tuple[TerritorySpan, ...]) -> Parsed:
    """Verbs and clauses of a tokenized sentence."""
    verbs = find_verbs(tokens)
    clauses = split_clauses(tokens, verbs)
    return Parsed(sentence, tokens, verbs, clauses, iso3, tuple(dict.fromkeys(place.code for place in places)), places)


def figures_of(parsed: Parsed, iso3: str) -> list[Figure]:
    """The figures of a sentence in printed order: cardinals, ranges, vague words, "no" and "none", phrases to be worked out."""
    tokens = parsed.tokens
    found: list[Figure] = []
    for token in tokens:
        article = token.low in ("a", "an") and _one_act(parsed, token)
        if token.kind not in ("count", "range", "vague", "zero", "derived") and not article:
            continue
        first, precision, determiner = qualifiers(tokens, token.index)
        np_end, head = noun_phrase(tokens, token.index)
        statuses = {t.lex.status for t in tokens[first:np_end] if t.lex.status}
        status_word = "potential" if "potential" in statuses else next(iter(statuses), None)
        noun, unit = head_class(head, status_word)
        whose = np_end < len(tokens) and tokens[np_end].low in ("whose", "who", "that", "which")
        clauses = {token.clause, tokens[np_end].clause} if whose else {token.clause}
        limit = next((t.index for t in tokens[np_end:] if t.clause not in clauses or t.depth < token.depth), len(tokens))
        span = token.span
        status = {"vague": "vague", "zero": "zero"}.get(token.kind, "reported")
        if token.low in ("no one", "nobody"):
            noun, unit = "people", "person"
        value = Decimal(1) if article else Decimal(0) if token.kind == "zero" else span.value if span is not None and token.kind in ("count", "derived") else None
        low = span.value if span is not None and token.kind == "range" else None
        after_word = tokens[token.index + 1 : token.index + 3]
        if len(after_word) == 2 and after_word[0].low == "or" and after_word[1].low in ("more", "so", "fewer", "less"):
            precision = {"more": "at_least", "so": "approximately"}.get(after_word[1].low, "at_most")
        figure = Figure(
            index=token.index, start=token.start, end=token.end, value=value if token.kind != "range" else low, value_high=span.value_high if span is not None else None,
            precision=precision, status=status, first=first, np_end=np_end, head=head, head_class=noun, unit=unit, status_word=status_word,
            official=any(t.lex.official for t in tokens[first:np_end]), preposition=None, determiner=determiner, clause=token.clause,
        )
        figure.precision_own = precision is not None
        figure.depth = token.depth
        figure.tail_end = tail(tokens, np_end, limit)
        govern(tokens, figure, parsed.verbs)
        _read_dimensions(parsed, figure, iso3)
        found.append(figure)
    _share_heads(parsed, found, iso3)
    _share_precision(tokens, found)
    _share_predicates(tokens, found)
    return found


_ACTS = {"convict": ("suspect", "people", "official", "trainee"), "arrest": ("suspect", "people", "official"), "prosecute": ("suspect", "people", "official"), "indict": ("suspect", "people", "official"), "acquit": ("suspect", "people", "official"),
         "identify": ("victim",), "repatriate": ("victim",), "assist": ("victim",), "grant": ("permit", "reflection"), "issue": ("permit",)}


def _one_act(parsed: Parsed, token: Token) -> bool:
    """Whether "a" is one: the direct object of an indicator's own verb, complete and not negated (annotation rule A8)."""
    verb = parsed.verb_at(token.index - 1)
    if verb is None or verb.passive or verb.negated or verb.kind != "finite" or parsed.tokens[verb.index].lex.verb_form != "past":
        return False
    if any(t.low in ("could", "may", "might", "can", "would", "should", "to", "will") for t in parsed.tokens[verb.group_start : verb.index]):
        return False
    _, head = noun_phrase(parsed.tokens, token.index)
    return head is not None and head.lex.noun in _ACTS.get(verb.lemma, ())


def _read_dimensions(parsed: Parsed, figure: Figure, iso3: str) -> None:
    tokens = parsed.tokens
    inner = dimensions(tokens, figure.index + 1, figure.np_end, iso3)
    outer = dimensions(tokens, figure.np_end, _dimension_end(tokens, figure), iso3)
    own = figure.head is not None and (figure.head.lex.noun is not None)
    if figure.head_class in _THINGS:
        # a thing has the dimensions of the persons that it is for ("centers for abused children")
        persons = figure.np_end < len(tokens) and tokens[figure.np_end].low == "for" and any(t.lex.noun in ("people", "victim") for t in tokens[figure.np_end + 1 : figure.np_end + 4])
        inner = Dimensions()
        outer = outer if persons else Dimensions(exploitation=outer.exploitation)
    if any(verb.lemma in ("repatriate", "return", "bring", "deport", "send") for verb in figure.verbs):
        outer.nationality = None  # the place returned from is no nationality (annotation rule D26)
    figure.dimensions = Dimensions(
        inner.exploitation or outer.exploitation,
        inner.sex or (outer.sex if not own or figure.head_class not in ("suspect", "official", "trainee", "people") else None),
        inner.age or (outer.age if not own or figure.head_class not in ("suspect", "official", "trainee", "people") else None),
        inner.nationality or outer.nationality,
    )


_THINGS = frozenset(["unit_body", "legal", "material", "agency", "operation", "training", "thing", "event", "inspection", "violation"])


def _dimension_end(tokens: list[Token], figure: Figure) -> int:
    """How far words after the noun phrase describe what is counted; verbs of doing and their objects do not."""
    elliptical = figure.head is None or figure.head.lex.noun is None
    j = figure.np_end
    while j < figure.tail_end:
        token = tokens[j]
        if token.kind in ("period", "duration", "money", "legal") and not elliptical:
            return j
        if token.kind == "word" and not elliptical:
            if token.low == "to" and figure.head_class in ("permit", "reflection", "restitution", "compensation"):
                j += 1
                continue
            if token.low in ("to", "at", "by", "on", "under", "through", "abroad", "within", "against", "into") and not (token.low == "to" and tokens[j - 1].lex.verb in ("subject", "relate", "link", "connect")):
                return j
            if token.lex.verb and token.lex.verb_form in ("past", "part", "base", "s") and not token.lex.noun and token.low not in ("were", "was", "had", "been", "are", "is") and token.lex.verb not in ("exploit", "subject", "concern", "involve", "relate", "traffic", "force", "coerce", "include", "recruit", "victimize", "come", "originate"):
                if token.lex.verb_form in ("past", "part") and any(t.low in ("in", "for", "of") for t in tokens[j + 1 : min(j + 3, figure.tail_end)]) and tokens[j + 1].low == "for":
                    j += 1
                    continue
                return j
        j += 1
    return j


def _share_heads(parsed: Parsed, found: list[Figure], iso3: str) -> None:
    """A number without a noun borrows that of the next one it is joined to: "prosecuted 14 and convicted 11 sex traffickers"."""
    tokens = parsed.tokens
    for one, other in zip(reversed(found[:-1]), reversed(found[1:]), strict=True):
        if one.head is not None or other.head is None or one.clause != other.clause or one.np_end > other.first:
            continue
        between = tokens[one.np_end : other.first]
        if between and all(t.low in ("and", "or", ",", "then") or (t.lex.verb and t.lex.verb_form == "past") for t in between):
            if tokens[one.index].depth != tokens[other.index].depth or other.head_class in ("unit_body", "operation", "training"):
                continue
            if tokens[one.index].kind == "zero" and any(t.lex.verb for t in between):
                continue
            one.head, one.head_class, one.unit, one.status_word = other.head, other.head_class, other.unit, other.status_word
            one.dimensions = one.dimensions if one.dimensions.any() else replace(other.dimensions)
            one.official = other.official


def _share_predicates(tokens: list[Token], found: list[Figure]) -> None:
    """ "27 children and 149 adults were victims of forced labor": what is said of the last subject is said of all."""
    for one, other in zip(reversed(found[:-1]), reversed(found[1:]), strict=True):
        between = tokens[one.np_end : other.first]
        if between and all(t.low in ("and", ",") for t in between) and other.verbs and other.verbs[0].index > other.index and one.dimensions.exploitation is None and is_person(one.head_class):
            one.dimensions.exploitation = other.dimensions.exploitation


def _share_precision(tokens: list[Token], found: list[Figure]) -> None:
    """A qualifier covers a list of like nouns: "at least 14 women, nine men, and six girls" (annotation rule A1)."""
    for one, other in zip(found, found[1:], strict=False):
        between = tokens[one.np_end : other.first]
        if one.precision in ("at_least", "approximately") and not other.precision_own and between and all(t.low in (",", "and") for t in between):
            if one.head_class == other.head_class and one.head is not None and other.head is not None and is_person(one.head_class) and other.status == "reported":
                other.precision = one.precision


def context_of(parsed: Parsed, figure: Figure, verb: str | None, head: str, subject: str) -> Context:
    """The view of a figure that the decision list may ask."""
    tokens = parsed.tokens
    clause_tokens = [t for t in tokens if t.clause == figure.clause]
    start = clause_tokens[0].start if clause_tokens else figure.start
    window_end = clause_tokens[-1].end if clause_tokens else figure.end
    return Context(
        head=head,
        head_text=parsed.text(tokens[figure.index].start, tokens[figure.np_end - 1].end) if figure.np_end > figure.index else "",
        verb=verb,
        role=figure.role,
        preposition=figure.preposition,
        themes=tuple(figure.themes),
        clause=parsed.text(_local_start(tokens, figure, start), _local_end(tokens, figure, window_end)),
        before=parsed.text(start, tokens[figure.index].start),
        subject=subject,
        sentence=parsed.text(parsed.sentence.start, parsed.sentence.end),
        own=_own_text(parsed, figure),
    )


def _own_text(parsed: Parsed, figure: Figure) -> str:
    """The clause of a figure that stands alone in it, else the stretch from the figure to the next one."""
    inside = [t for t in parsed.tokens if t.clause == figure.clause]
    if sum(t.kind in ("count", "range", "zero", "vague") for t in inside) <= 1:
        return parsed.text(inside[0].start, inside[-1].end) if inside else ""
    following = next((t for t in inside if t.index > figure.index and t.kind in ("count", "range", "zero", "vague")), None)
    return parsed.text(figure.start, parsed.tokens[following.index - 1].end if following is not None else inside[-1].end)


def _local_start(tokens: list[Token], figure: Figure, start: int) -> int:
    """Where the figure's own stretch of the clause begins: after the figure before it that another verb governs."""
    verb = figure.verbs[0] if figure.verbs else None
    if verb is None or verb.index > figure.index:
        return start
    for token in reversed(tokens[: verb.index]):
        if token.start < start:
            break
        if token.kind == "count":
            return tokens[verb.group_start].start
    return start


def _local_end(tokens: list[Token], figure: Figure, end: int) -> int:
    """Where it ends: before a verb of the same clause that has a number of its own."""
    last = max((v.index for v in figure.verbs), default=figure.index)
    for token in tokens[max(last, figure.np_end - 1) + 1 :]:
        if token.start >= end:
            break
        if token.text in (";", "(", ")"):
            return token.start
        if token.lex.verb and token.lex.verb_form in ("past", "part") and tokens[token.index - 1].low in ("and", "but", ",") and any(t.kind in ("count", "range") for t in tokens[token.index + 1 : token.index + 6]):
            return token.start
    return end


def subject_text(parsed: Parsed, figure: Figure) -> str:
    """Text of the clause up to its first verb, for rules that ask who did it."""
    tokens = [t for t in parsed.tokens if t.clause == figure.clause]
    if not tokens:
        return ""
    first = next((v for v in parsed.verbs if v.clause == figure.clause and v.kind == "finite"), None)
    end = parsed.tokens[first.group_start].start if first is not None else tokens[-1].end
    return parsed.text(tokens[0].start, max(end, tokens[0].start))


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


def read_counts(parsed: Parsed, setting: Setting, used: list[tuple[int, int]]) -> list[Item]:
    """The counts of one sentence, in printed order; figures that are no facts come back with their `reason`.

    `used` are ranges that say what was not: a "no" or "none" inside them is no figure of its own.
    """
    figures = [f for f in figures_of(parsed, setting.iso3) if f.status != "zero" or not any(low <= f.start < high for low, high in used)]
    if not figures:
        _note_periods(parsed, setting, 0, len(parsed.tokens))
        return []
    items = [Item(figure, Relation("main")) for figure in figures]
    relate(parsed, items, setting.previous, setting.paragraph_items)
    _predicates_of_parts(parsed, items)
    noted = 0
    setting.current = items
    ordered = _in_order(items)
    for item in ordered:
        _decide(parsed, setting, item, items)
    for item in items:
        if item.figure.status == "zero" and item.relation.kind == "part" and item.rule.startswith("part:") and not item.figure.dimensions.any():
            item.indicators, item.reason = [], "nothing of an indicator's own"
        if item.figure.status in ("zero", "vague") and item.indicators and (all(i == "other" for i, _ in item.indicators) or (item.figure.status == "zero" and item.indicators[0][0] in stocks())):
            item.indicators, item.reason = [], "no indicator's figure"
    for item in ordered:
        _note_periods(parsed, setting, noted, item.figure.index)
        noted = max(noted, item.figure.index)
        _work_out(parsed, item, items)
        _time(parsed, setting, item, items)
    _respectively(parsed, items, setting)
    _imply(items, setting)
    if setting.book.running(setting.paragraph) is None or any(item.antecedent is not None and item.antecedent not in items and item.antecedent.period == setting.book.reporting and not item.antecedent.own_period for item in items):
        _from_parts(items, setting.book.reporting)
    for item in ordered:
        _make(parsed, setting, item)
    for item in items:
        _second_noun(parsed, setting, item)
        _same_as(parsed, setting, item)
    _note_periods(parsed, setting, noted, len(parsed.tokens))
    return items


def _predicates_of_parts(parsed: Parsed, items: list[Item]) -> None:
    """In "12 of the 31 were children" the predicate is said of the 12; in "(412 of 455) ... were children" of the 412."""
    tokens = parsed.tokens
    for item in items:
        for base in items:
            if item.relation.kind != "part" or base.figure.index <= item.figure.index or base.figure.index - item.figure.np_end > 4:  # noqa: PLR2004 - "of all the identified"
                continue
            if not (item.antecedent is base or base.antecedent is item.antecedent) or not any(t.low in ("of", "out of") for t in tokens[item.figure.index + 1 : base.figure.index]):
                continue
            finite = next((v for v in parsed.verbs if v.kind == "finite" and v.index > base.figure.index and v.clause == tokens[base.figure.index].clause), None)
            if finite is None:
                continue
            stop = next((t.index for t in tokens[finite.index :] if t.text in (",", ";", ".", "(") or t.kind == "count"), len(tokens))
            said = dimensions(tokens, finite.index, stop, parsed.iso3)
            if finite.index < base.figure.tail_end:
                base.figure.dimensions = dimensions(tokens, base.figure.index + 1, finite.index, parsed.iso3)
            if finite.lemma in _NEUTRAL:
                item.figure.dimensions = Dimensions(*(a or b for a, b in zip(_astuple(item.figure.dimensions), _astuple(said), strict=True)))


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


def _decide(parsed: Parsed, setting: Setting, item: Item, items: list[Item]) -> None:
    """Set the indicators and the unit of an item, or the reason why it is no fact."""
    figure, relation = item.figure, item.relation
    before = item.antecedent
    if relation.kind == "repeat" and before is not None and before.indicators and figure.verbs and figure.verbs[0].kind != "reduced" and not _taken_of(parsed, figure):
        again = _rules(parsed, figure, [verb.lemma for verb in figure.verbs], figure.head_class if figure.head_class != "none" else before.figure.head_class, subject_text(parsed, figure))
        if again and again[0][0].indicator not in ("other", "none") and again[0][0].indicator not in [indicator for indicator, _ in before.indicators]:
            item.relation = relation = Relation("part", partitive=True)
    if relation.kind in ("context", "repeat"):
        item.reason = relation.reason or "repeat"
        return
    if parsed.sentence.section == "profile" and figure.head is None and before not in items:
        item.reason = "an estimate of the profile"
        return
    item.actor = read_actor(parsed, figure, setting.actor)
    if relation.kind in ("compare", "series") and before is not None and before.indicators:
        item.indicators = list(before.indicators)
        if relation.kind == "compare" and figure.head is not None and figure.head_class not in ("none", "thing"):
            item.indicators = [(indicator, _unit_of(figure, unit)) for indicator, unit in before.indicators]
            own_rules = _rules(parsed, figure, [v.lemma for v in figure.verbs if v.kind == "reduced"], figure.head_class if figure.head_class != "none" else before.figure.head_class, "")
            if own_rules and own_rules[0][0].indicator not in ("other", "none"):
                item.indicators = [(own_rules[0][0].indicator, _unit(own_rules[0][0], figure))]
            item.indicators = [(_IDENTIFIED.get(figure.head_class, indicator) if indicator in _IDENTIFIED.values() else indicator, unit) for indicator, unit in item.indicators]
            named = _SELF_NAMED.get(figure.head_class)
            if named is not None and any(indicator == named for indicator, _ in item.indicators):
                item.indicators = [(indicator, unit) for indicator, unit in item.indicators if indicator == named]
        item.rule = f"{relation.kind}:{before.rule.split(':')[-1]}"
        item.actor = before.actor if not (item.actor and item.actor.own) else item.actor
        return
    subject = subject_text(parsed, figure)
    if figure.head is None or any(verb.lemma in _CHANGES - {"be", "put", "reach"} for verb in figure.verbs):
        _subject_noun(parsed, figure)
    head = figure.head_class
    if head == "none":
        framed = frame(context_of(parsed, figure, figure.verbs[0].lemma if figure.verbs else None, "none", subject))
        if framed is not None:
            item.indicators, item.rule = [(framed.indicator, _unit(framed, figure))], framed.name
            item.antecedent = None
            return
    inherited = before.figure if before is not None else None
    if head == "none" and (inherited is None or before not in items):
        spoken = _spoken_of(parsed, figure, subject)
        if spoken is not None and (inherited is None or not _kin(spoken, inherited.head_class)):
            head = figure.head_class = spoken.lex.noun or "none"
            figure.unit = spoken.lex.unit or ""
            around = dimensions(parsed.tokens, max(0, spoken.index - 2), spoken.index + 1, setting.iso3)
            figure.dimensions = Dimensions(*(a or b for a, b in zip(_astuple(figure.dimensions), _astuple(around), strict=True)))
            inherited = None
            if relation.kind == "main":
                before = item.antecedent = None
    if figure.verbs and figure.verbs[0].lemma == "do" and inherited is not None and any(t.low == "so" for t in parsed.tokens[figure.verbs[0].index : figure.verbs[0].index + 3]):
        figure.verbs, figure.role = inherited.verbs, inherited.role
    elliptical = head == "none" or (head == "thing" and figure.head is not None and figure.head.lex.noun is None and figure.head.code is not None)
    dims_only = relation.kind in ("part", "label") and head == "people" and inherited is not None and is_person(inherited.head_class)
    if (elliptical or dims_only) and inherited is not None:
        head = inherited.head_class
        if not figure.unit or dims_only:
            figure.unit = inherited.unit
        if relation.kind in ("part", "label", "main") and figure.status_word is None:
            figure.official = figure.official or inherited.official
    verbs = [verb.lemma for verb in figure.verbs] or [None]  # type: ignore[list-item]
    if relation.kind in ("part", "label") and before is not None and before.indicators:
        own = [lemma for lemma in verbs if lemma is not None and lemma not in _NEUTRAL]
        ruled = _rules(parsed, figure, own, head, subject) if own and not relation.list_only else []
        ruled = [(rule, lemma) for rule, lemma in ruled if rule.indicator not in ("none",)]
        if ruled and not _same_verb(before, own):
            item.indicators = [(rule.indicator, _unit(rule, figure)) for rule, _ in ruled]
            item.rule = ruled[0][0].name
            _complicity(item, figure)
            return
        item.indicators = [before.indicators[0]]
        if own and not relation.list_only and not ruled and not _same_verb(before, own) and figure.verbs[0].index != getattr(before.figure.verbs[0], "index", -1) if before.figure.verbs else False:
            item.indicators = _other_part(before, own)
        item.rule = f"{relation.kind}:{before.rule.split(':')[-1]}"
        item.actor = before.actor if not (item.actor and item.actor.own) else item.actor
        return
    ruled = _rules(parsed, figure, verbs, head, subject)
    if figure.head_class == "none":
        figure.head_class = head
    if ruled and ruled[0][0].indicator == "none":
        item.reason = ruled[0][0].name
        return
    beside = _beside_persons(figure, items)
    if beside is not None and (not ruled or ruled[0][0].indicator in ("other", "cases_identified")):
        item.indicators, item.rule = [(beside, "person" if is_person(figure.head_class) else "case")], "cases-beside-persons"
        return
    if ruled:
        item.indicators = [(rule.indicator, _unit(rule, figure)) for rule, _ in ruled]
        item.rule = ruled[0][0].name
        if ruled[0][0].clause_form:
            item.form = dimensions(parsed.tokens, figure.index, _clause_stop(parsed, figure), parsed.iso3).exploitation
        _complicity(item, figure)
    elif elliptical and before is not None and before.indicators and relation.kind == "main" and figure.verbs and figure.role == "agent" and figure.verbs[0].lemma not in _NEUTRAL and not _same_verb(before, verbs):
        item.indicators, item.rule = [("other", figure.unit or before.figure.unit or "thing")], "no-indicator"
    elif elliptical and before is not None and before.indicators and relation.kind == "main":
        item.indicators = [before.indicators[0]]
        item.rule = f"ellipsis:{before.rule.split(':')[-1]}"
    elif figure.head is None:
        item.reason = "nothing counted is named"
        return
    else:
        item.indicators = [("other", figure.unit or "thing")]
        item.rule = "no-indicator"
    if parsed.sentence.section == "profile":
        item.form = dimensions(parsed.tokens, figure.np_end, _clause_stop(parsed, figure), parsed.iso3).exploitation
        if figure.head is None or (figure.status != "reported"):
            item.reason, item.indicators = "an estimate of the profile", []
            return
        if not _own_year(parsed, figure):
            item.indicators = [("other", _unit_of(figure, "="))]
    if parsed.tokens[figure.index].low == "no" and (figure.head is None or figure.head.lex.noun is None):
        item.reason, item.indicators = "no indicator's figure", []
        return
    if figure.status in ("zero", "vague") and all(indicator == "other" for indicator, _ in item.indicators):
        item.reason = "no indicator's figure"
        item.indicators = []


def _astuple(dims: Dimensions) -> tuple[str | None, str | None, str | None, str | None]:
    return dims.exploitation, dims.sex, dims.age, dims.nationality


def _kin(token: Token, noun: str) -> bool:
    return token.lex.noun == noun or (is_person(token.lex.noun or "") and is_person(noun))


_CHANGES = frozenset(["rise", "fall", "grow", "increase", "decrease", "drop", "decline", "climb", "jump", "revise", "surge", "double", "triple", "quadruple", "expand", "reduce", "raise", "shrink", "stand", "reach", "total", "number", "put", "be", "amount", "go", "halve", "correct", "restate", "update"])
_NOUN_VERB = {"investigation": "investigate", "prosecution": "prosecute", "conviction": "convict", "arrest": "arrest", "acquittal": "acquit"}


def _subject_noun(parsed: Parsed, figure: Figure) -> None:
    """What rises, falls or stands at a bare number: the noun before the verb, or the one whose "number" it is."""
    tokens = parsed.tokens
    if not any(verb.lemma in _CHANGES for verb in figure.verbs) or figure.verbs[0].index > figure.index:
        return
    start = next(t.index for t in tokens if t.clause == figure.clause)
    verb = figure.verbs[0]
    if verb.lemma in ("be", "put", "reach") and any(t.kind == "count" for t in tokens[start : figure.first]):
        return
    low, high = start, verb.group_start
    words = [t.low for t in tokens[low : figure.first]]
    counted = next((word for word in ("number", "figure", "total", "count", "tally") if word in words), None)
    if counted is not None and "of" in words[words.index(counted) :]:
        low, high = low + words.index(counted), figure.first
    nouns = [t for t in tokens[low:high] if (t.lex.noun or t.lex.nominal) and not t.lex.verb_form == "past" and t.kind == "word"]
    if not nouns:
        return
    head = nouns[0]
    if figure.head is not None:
        lemma = head.lex.nominal if head.lex.noun is None else _NOUN_VERB.get(head.lex.noun)
        if lemma is not None:
            figure.verbs = [replace(verb, lemma=lemma)]
        return
    later = [v for v in parsed.verbs if head.index < v.index < figure.index and v.kind in ("reduced", "finite") and v.lemma not in _CHANGES]
    # "the hotline's staff", "the number of victims identified": possessors and bodies give way to what is counted
    for t in nouns[1:]:
        if tokens[t.index - 1].low.endswith(("'s", "’s", "s'", "s’")) or (head.lex.noun in ("unit_body", None) and t.lex.noun not in (None, "unit_body") and tokens[t.index - 1].low not in ("of", "for")):
            head = t
    figure.head = head
    figure.head_class, figure.unit = head_class(head, next((t.lex.status for t in tokens[max(0, head.index - 2) : head.index] if t.lex.status), None))
    if head.lex.noun is None and head.lex.nominal:
        figure.head_class, figure.unit = "victim", "person"
        figure.verbs = [replace(verb, lemma=head.lex.nominal)]
    elif later:
        figure.verbs = [later[-1]]
    elif head.lex.noun in _NOUN_VERB:
        figure.verbs = [replace(verb, lemma=_NOUN_VERB[head.lex.noun])]
    around = dimensions(tokens, low, high, parsed.iso3)
    figure.dimensions = Dimensions(*(a or b for a, b in zip(_astuple(figure.dimensions), _astuple(around), strict=True)))
    figure.role = "patient"


def _spoken_of(parsed: Parsed, figure: Figure, subject: str) -> Token | None:
    """The persons or cases without a number that an elliptical one counts: the nearest named before it that its verb fits."""
    found: list[Token] = []
    for token in reversed(parsed.tokens[: figure.first]):
        if token.lex.noun in ("victim", "suspect", "people", "case", "investigation", "conviction", "prosecution") and token.kind == "word" and token.low.endswith(("s", "people", "women", "men", "children")) and token.low != "police":
            after = parsed.tokens[token.index + 1] if token.index + 1 < len(parsed.tokens) else None
            if after is None or after.lex.noun is None:
                found.append(token)
    verbs = [verb.lemma for verb in figure.verbs]
    fitting = (token for token in found if any(rule.indicator != "other" for rule, _ in _rules(parsed, figure, verbs, token.lex.noun or "", subject)))
    return next(fitting, found[0] if found else None)


def _work_out(parsed: Parsed, item: Item, items: list[Item]) -> None:
    """The value of "all but N", "the rest", "both", "all": from the total it is taken of (annotation rule A2)."""
    figure, before = item.figure, item.antecedent
    if parsed.tokens[figure.index].kind != "derived" or item.reason is not None:
        return
    figure.derived = True
    total = before.figure.value if before is not None else None
    low = parsed.tokens[figure.index].low
    own = item.rule.split(":")[0] not in ("part", "label", "ellipsis") and bool(item.indicators) and item.indicators[0][0] != "other"
    if total is None or before is None or before.figure.status != "reported":
        item.reason = "no printed total to work it out from"
    elif low.startswith("all but"):
        figure.value = total - figure.value if figure.value is not None and figure.value < total else None
    elif low in ("both", "all"):
        figure.value = total if own and (low == "all" or total == 2) else None  # noqa: PLR2004 - both are two
    elif any(other.relation.kind == "label" and other.figure.index > figure.index and other.figure.clause == figure.clause for other in items):
        item.reason = "its parts are printed"
    else:
        parts = [other.figure.value for other in items if other is not item and other.antecedent is before and other.relation.kind == "part" and other.figure.value is not None and other.figure.index < figure.index]
        figure.value = total - sum(parts) if parts and sum(parts) < total else None
    if figure.value is None and item.reason is None:
        item.reason = "no indicator's figure" if low in ("both", "all") else "cannot be worked out"
    if item.reason is not None:
        item.indicators = []


def _second_noun(parsed: Parsed, setting: Setting, item: Item) -> None:
    """ "no cases or victims": two nouns under one negation are two rows at one address (annotation rule A3)."""
    figure, tokens = item.figure, parsed.tokens
    if figure.status != "zero" or not item.counts or figure.head is None or item.relation.kind != "main":
        return
    stop = next((t.index for t in tokens[figure.head.index + 1 :] if t.kind == "punct" or t.function == "prepositions" or t.lex.verb_form == "past"), len(tokens))
    for token in tokens[figure.head.index + 1 : stop]:
        if token.lex.noun and token.lex.noun != figure.head_class and any(t.low in ("or", "nor", "and") for t in tokens[figure.head.index + 1 : token.index]):
            noun, unit = head_class(token, None)
            other = replace(figure, head=token, head_class=noun, unit=unit, np_end=token.index + 1)
            ruled = _rules(parsed, other, [v.lemma for v in figure.verbs] or [None], noun, subject_text(parsed, figure))  # type: ignore[list-item]
            if ruled and ruled[0][0].indicator not in ("other", "none"):
                item.counts.append(replace(item.counts[0], indicator=ruled[0][0].indicator, unit=_unit(ruled[0][0], other), rule=ruled[0][0].name))
    del setting


_SAME = re.compile(r"\bthe same(?: number| figure| total| amount)?(?: of \w+)? (?:as|that)\b")


def _same_as(parsed: Parsed, setting: Setting, item: Item) -> None:
    """ "the same number as in Y": a row for Y, addressed at the year (annotation rule A5)."""
    tokens, figure = parsed.tokens, item.figure
    if not item.counts or item.relation.kind not in ("main", "part"):
        return
    for token in tokens[figure.np_end :]:
        if token.kind in ("count", "range", "zero") or token.text == ";":
            return
        mention = _mention(token) if token.kind == "period" else None
        if mention is None or mention.kind not in ("main", "listed", "previous"):
            continue
        between = parsed.text(figure.end, token.start)
        if not _SAME.search(between):
            continue
        period = setting.book.resolve(mention, item.period, setting.paragraph)
        digits = re.search(r"(?:19|20)\d\d", token.text)
        start = token.start + digits.start() if digits else token.start
        end = token.start + digits.end() if digits else token.end
        if period is not None:
            item.counts += [replace(count, start=start, end=end, period=period, rule="the-same-as", part_of=None) for count in list(item.counts)]
        return


def _own_year(parsed: Parsed, figure: Figure) -> bool:
    """Whether the sentence dates a figure of the profile and says who was found, tried or helped."""
    return any(t.kind == "period" and t.clause == figure.clause for t in parsed.tokens) and bool(figure.verbs) and figure.verbs[0].lemma in ("identify", "investigate", "prosecute", "convict", "arrest", "refer", "assist", "repatriate", "report", "record", "register", "document")


_IDENTIFIED = {"victim": "victims_identified", "potential_victim": "potential_victims_identified"}
_SELF_NAMED = {"investigation": "investigations", "prosecution": "prosecutions", "conviction": "convictions", "arrest": "arrests", "acquittal": "acquittals"}


def _taken_of(parsed: Parsed, figure: Figure) -> bool:
    """Whether the figure is only what others are taken of ("of the 31", "among the 21")."""
    return figure.first > 0 and parsed.tokens[figure.first - 1].low in ("of", "among", "out of")


def _clause_stop(parsed: Parsed, figure: Figure) -> int:
    """Index after the last token of a figure's clause."""
    return max(t.index for t in parsed.tokens if t.clause == figure.clause) + 1


def _beside_persons(figure: Figure, items: list[Item]) -> str | None:
    """ "convictions of 13 defendants in seven cases": the cases are of the persons' indicator (annotation rule A11)."""
    if figure.head_class in ("suspect", "official", "people") and figure.preposition in ("involving", "against", "with"):
        for other in reversed(items):
            if other.figure.index < figure.index and other.figure.clause == figure.clause and other.figure.head_class in ("case", "investigation", "prosecution") and other.indicators and figure.first - other.figure.np_end <= 4:  # noqa: PLR2004 - "cases of forced labor involving"
                return other.indicators[0][0] if other.indicators[0][0] in _OFFENDER_INDICATORS else None
        return None
    if figure.head_class not in ("case", "investigation", "prosecution") or figure.preposition not in ("in", "across"):
        return None
    for other in items:
        if other.figure.index < figure.index and other.figure.clause == figure.clause and is_person(other.figure.head_class) and other.indicators and figure.index - other.figure.index <= 8 and other.indicators[0][0] in _OFFENDER_INDICATORS:  # noqa: PLR2004 - "13 alleged sex traffickers in seven"
            return other.indicators[0][0]
    return None


def _other_part(before: Item, own: list[str]) -> list[tuple[str, str]]:
    """A part with a verb of its own that no rule knows: still the total's indicator ("33 of them were allowed to work")."""
    del own
    return [before.indicators[0]]


def _same_verb(before: Item, own: list[str]) -> bool:
    return bool(before.figure.verbs) and {verb.lemma for verb in before.figure.verbs} >= set(own)


def _rules(parsed: Parsed, figure: Figure, verbs: list[str], head: str, subject: str) -> list[tuple[Rule, str]]:
    found: list[tuple[Rule, str]] = []
    for lemma in verbs:
        rule = decide(context_of(parsed, figure, lemma, head, subject))
        if rule is not None and rule.indicator not in [known.indicator for known, _ in found]:
            found.append((rule, lemma))
    if len(found) > 1 and any(rule.indicator != "other" for rule, _ in found):
        found = [(rule, lemma) for rule, lemma in found if rule.indicator not in ("other", "none")]
    return found


def _unit(rule: Rule, figure: Figure) -> str:
    if rule.unit:
        return rule.unit
    if rule.unit_by_head or rule.indicator == "other":
        return _unit_of(figure, usual_unit(rule.indicator))
    return usual_unit(rule.indicator)


def _unit_of(figure: Figure, fallback: str) -> str:
    if is_person(figure.head_class):
        return "person"
    if figure.head_class in ("case", "investigation", "prosecution", "report") and fallback in ("case", "person"):
        return "case"
    return figure.unit if fallback == "=" and figure.unit else fallback if fallback != "=" else "thing"


def _complicity(item: Item, figure: Figure) -> None:
    """Complicit officials have indicators of their own."""
    if figure.official:
        item.indicators = [(_COMPLICIT.get(indicator, indicator), "person" if indicator in _COMPLICIT else unit) for indicator, unit in item.indicators]


def _periods(parsed: Parsed) -> list[Token]:
    return [t for t in parsed.tokens if t.kind == "period"]


def _mention(token: Token) -> PeriodMention | None:
    source = token.span.source if token.span is not None else None
    return source if isinstance(source, PeriodMention) else None


def _compared(parsed: Parsed, token: Token) -> bool:
    """Whether a comparison opens between the start of its clause and the period `token`."""
    for t in reversed(parsed.tokens[: token.index]):
        if t.clause != token.clause or t.text == ";":
            return False
        if t.lex.comparison or (t.low == "against" and parsed.tokens[t.index + 1].kind == "count"):
            return True
        if t.lex.verb and t.lex.verb_form in ("past", "part") and not t.lex.noun and t.low not in ("compared",) and any(v.index == t.index and v.kind == "finite" for v in parsed.verbs):
            return False
    return False


def _usable(parsed: Parsed, token: Token) -> PeriodMention | None:
    mention = _mention(token)
    return mention if mention is not None and mention.kind in ("main", "since", "end", "running", "previous", "listed", "lookback", "month") else None


def _note_periods(parsed: Parsed, setting: Setting, low: int, high: int) -> None:
    """Let the main periods of a stretch of the sentence run on."""
    for token in parsed.tokens[low:high]:
        if token.kind != "period" or token.depth:
            continue
        mention = _mention(token)
        if mention is None or mention.kind not in ("main", "running") or _compared(parsed, token) or _in_relative(parsed, token):
            continue
        if parsed.tokens[token.index - 1].low in ("from", "than", "until") and token.index:
            continue
        period = setting.book.resolve(mention, None, setting.paragraph)
        if period is not None:
            setting.book.note(period, setting.paragraph)


def _in_relative(parsed: Parsed, token: Token) -> bool:
    first = next((t for t in parsed.tokens if t.clause == token.clause), None)
    return first is not None and first.low in ("that", "which", "who", "whom", "when", "where") and not any(t.kind in ("count", "range", "zero") for t in parsed.tokens if t.clause == token.clause)


def _time(parsed: Parsed, setting: Setting, item: Item, items: list[Item]) -> None:
    """Set the period of an item by annotation rule 29."""
    figure, relation, before = item.figure, item.relation, item.antecedent
    if item.reason is not None:
        return
    indicator = item.indicators[0][0] if item.indicators else "other"
    item.stock = indicator in stocks() or (indicator == "other" and figure.head_class in _STOCK_CLASSES)
    if relation.kind in ("compare", "series"):
        own = relation.period or _segment_period(parsed, setting, item, items)
        base = before.period if before is not None else setting.book.reporting
        if own is not None:
            resolved = setting.book.resolve(own, base if base.start else None, setting.paragraph)
            item.period, item.own_period = resolved or _UNSTATED, True
            item.period_span = (own.start, own.end)
        elif relation.kind == "compare":
            item.period = previous(base)
        else:
            item.period = base
        return
    own_token = _own_period(parsed, figure, items, item)
    if relation.change == "from" and (own_token is None or own_token.index < figure.index):
        item.period = _UNSTATED
        return
    if relation.change == "to" and own_token is not None and before is not None and before.figure.index < own_token.index < figure.index:
        own_token = next((t for t in _periods(parsed) if t.index < before.figure.index and _usable(parsed, t) is not None and opening(parsed.tokens, t.index)), None)
    if own_token is not None:
        mention = _mention(own_token)
        if mention is not None:
            beside = _beside(parsed, own_token, setting)
            resolved = setting.book.resolve(mention, beside, setting.paragraph)
            if resolved is not None:
                item.period, item.own_period = resolved, True
                item.period_span = (own_token.start, own_token.end)
                return
    if relation.kind in ("part", "label") and before is not None:
        item.period = before.period
        item.own_period = before.own_period
        return
    if relation.kind == "main" and before is not None and before in items and before.period.type != "unstated" and figure.head_class == "none" and before.figure.clause == figure.clause:
        item.period, item.own_period = before.period, before.own_period
        return
    plan = _plan(parsed, figure)
    if plan is not None:
        item.period, item.own_period = plan, True
        return
    item.period = _fallback(setting, item, parsed)


def _fallback(setting: Setting, item: Item, parsed: Parsed) -> Period:
    section = parsed.sentence.section
    if item.stock:
        return setting.book.running(setting.paragraph, same_paragraph=True) or _UNSTATED
    if section == "profile":
        return _UNSTATED
    return setting.book.running(setting.paragraph) or setting.book.reporting


def _plan(parsed: Parsed, figure: Figure) -> Period | None:
    if figure.head is None or figure.head.low not in ("activities", "measures", "objectives", "actions", "goals", "recommendations", "initiatives", "steps", "activity", "priorities", "indicators", "tasks", "projects"):
        return None
    for token in _periods(parsed):
        mention = _mention(token)
        if mention is not None and mention.kind == "plan" and token.clause == figure.clause:
            return mention.period
    return None


def _beside(parsed: Parsed, token: Token, setting: Setting) -> Period | None:
    """The main period of the sentence, for phrases like "the year before"."""
    for other in _periods(parsed):
        mention = _mention(other)
        if other.index != token.index and mention is not None and mention.kind == "main" and mention.period is not None and not _compared(parsed, other):
            return mention.period
    lows = {(_mention(t).kind if _mention(t) else "") for t in _periods(parsed)}  # type: ignore[union-attr]
    if {"running", "previous"} <= lows:
        return setting.book.reporting
    return None


def _own_period(parsed: Parsed, figure: Figure, items: list[Item], item: Item) -> Token | None:
    """The period token of a figure's own clause, else the one that opens the sentence."""
    tokens = parsed.tokens
    depth = tokens[figure.index].depth
    candidates = [t for t in _periods(parsed) if _usable(parsed, t) is not None and t.depth == depth]
    right = [t for t in candidates if t.index > figure.index and t.clause == figure.clause]
    for token in right:
        between = tokens[figure.index + 1 : token.index]
        if any(t.lex.comparison or (t.low == "against" and t.index + 1 < len(tokens) and tokens[t.index + 1].kind == "count") for t in between):
            break
        if _SAME.search(parsed.text(figure.end, token.start)):
            break
        if token.index and tokens[token.index].low.startswith("from ") and any(t.lex.verb in ("rise", "fall", "grow", "drop") for t in between):
            break
        if any(_figure_at(items, t.index) is not None and _figure_at(items, t.index).relation.kind in ("compare", "series") for t in between):  # type: ignore[union-attr]
            break
        if _mention(token).kind == "listed" and not _lists(tokens, token):  # type: ignore[union-attr]
            continue
        if item.relation.kind in ("part", "label") and any(t.kind in ("count", "zero") for t in between):
            break
        return token
    left = [t for t in candidates if t.index < figure.index and t.clause == figure.clause and not _compared(parsed, t) and not (_mention(t).kind == "listed")]  # type: ignore[union-attr]
    if left and item.relation.kind not in ("part", "label"):
        return left[-1]
    if left and item.relation.kind in ("part", "label") and item.antecedent is not None and item.antecedent not in items and not item.relation.partitive:
        return left[-1]
    if item.relation.kind in ("part", "label") and item.antecedent is not None and not (depth and item.relation.partitive):
        return None
    for token in candidates:
        if token.index < figure.index and opening(tokens, token.index) and tokens[figure.index].depth == 0:
            if not any(t.text == ";" for t in tokens[token.index : figure.index]) or _mention(token).kind != "end":  # type: ignore[union-attr]
                return token
    if depth:
        outer = [t for t in _periods(parsed) if _usable(parsed, t) is not None and t.depth < depth and t.clause == figure.clause and t.index < figure.index]
        if not outer and (item.antecedent is None or item.antecedent in items) and item.relation.kind != "label":
            outer = [t for t in _periods(parsed) if _usable(parsed, t) is not None and t.depth < depth and t.clause == figure.clause and t.index > figure.index][:1]
        return outer[-1] if outer and (item.antecedent is None or item.relation.partitive) else None
    return None


def _lists(tokens: list[Token], token: Token) -> bool:
    return token.index > 1 and tokens[token.index - 1].low in ("and", "or", ",") and tokens[token.index - 2].kind == "period"


def _figure_at(items: list[Item], index: int) -> Item | None:
    return next((item for item in items if item.figure.index == index), None)


def _segment_period(parsed: Parsed, setting: Setting, item: Item, items: list[Item]) -> PeriodMention | None:
    """The period printed with a compared figure: after it and before the next figure, else before it in its segment."""
    tokens, figure = parsed.tokens, item.figure
    depth = tokens[figure.index].depth
    for token in tokens[figure.index + 1 :]:
        if token.depth < depth or token.text == ";" or (token.depth > depth):
            if token.depth > depth:
                continue
            break
        if token.kind == "period" and _usable(parsed, token) is not None:
            return _mention(token)
        if token.kind in ("count", "range", "zero") and not (item.relation.aligned):
            following = next((other for other in items if other.figure.index == token.index), None)
            if following is not None and following.relation.kind not in ("compare", "series"):
                break
            if token.clause != figure.clause:
                break
            if any(t.kind == "period" for t in tokens[figure.index : token.index]):
                break
            nearest = next((t for t in tokens[token.index :] if t.kind == "period" and t.depth == depth), None)
            if nearest is None or any(t.kind == "period" for t in tokens[item.relation.introducer : figure.index]):
                break
    for token in reversed(tokens[max(item.relation.introducer, 0) : figure.index]):
        if token.kind == "period" and _usable(parsed, token) is not None:
            return _mention(token)
    del setting
    return None


def _respectively(parsed: Parsed, items: list[Item], setting: Setting) -> None:
    """Align a list of figures with a list of periods by position (annotation rule 12)."""
    tokens = parsed.tokens
    for marker in tokens:
        if marker.low != "respectively":
            continue
        clause = [item for item in items if item.figure.clause == marker.clause and item.reason is None and tokens[item.figure.index].depth == marker.depth]
        periods = [t for t in _periods(parsed) if t.clause == marker.clause and t.depth == marker.depth and _usable(parsed, t) is not None]
        run = _run(tokens, clause, marker.index)
        if len(run) > 1 and len(periods) == len(run):
            for item, token in zip(run, periods, strict=True):
                resolved = setting.book.resolve(_mention(token), None, setting.paragraph)  # type: ignore[arg-type]
                if resolved is not None:
                    item.period, item.own_period = resolved, True


def _run(tokens: list[Token], clause: list[Item], marker: int) -> list[Item]:
    """The figures of a list joined by "and" and commas that stands nearest before or after the marker."""
    run: list[Item] = []
    for item in sorted((i for i in clause if i.figure.index < marker), key=lambda i: -i.figure.index):
        if run and not any(t.low in ("and", ",") for t in tokens[item.figure.np_end : run[0].figure.first]) :
            break
        if run and any(t.lex.verb and t.lex.verb_form == "past" for t in tokens[item.figure.np_end : run[0].figure.first]) and False:
            break
        run.insert(0, item)
    return run


def _imply(items: list[Item], setting: Setting) -> None:
    """A main figure with no period of its own and none running takes what its comparisons or parts imply (rule 29 c)."""
    running = setting.book.running(setting.paragraph) is not None
    inside = setting.book.running(setting.paragraph, same_paragraph=True) is not None
    for item in items:
        if item.relation.kind != "main" or item.own_period or item.reason is not None or (inside if item.stock else running):
            continue
        compared = [other.period for other in items if other.antecedent is not None and (other.antecedent is item or (not item.stock and other.antecedent.figure.clause == item.figure.clause and other.antecedent.relation.kind == "main")) and other.relation.kind in ("compare", "series") and other.own_period and other.period.type == "calendar_year"]
        if compared:
            latest = max(compared, key=lambda period: period.start.year if period.start else 0)
            implied = after(latest)
            if implied.start is not None and implied.start.year < setting.report_year:
                item.period = implied
                for other in items:
                    if other.antecedent is item and other.relation.kind in ("part", "label") and not other.own_period:
                        other.period = implied
                setting.book.note(implied, setting.paragraph, implied=True)


def _from_parts(items: list[Item], fallback: Period) -> None:
    """A total with no period stated or running takes that of its parts, and so do the parts that state none (rule 29 c)."""
    for total in {id(item.antecedent): item.antecedent for item in items if item.antecedent is not None and item.relation.kind == "part"}.values():
        if total is None or total.own_period or total.period != fallback or not total.indicators:
            continue
        parts = [item for item in items if item.antecedent is total and item.relation.kind == "part"]
        stated = [part.period for part in parts if part.own_period]
        if not stated or any(period != stated[0] for period in stated):
            continue
        for item in [total, *(part for part in parts if not part.own_period)]:
            item.period = stated[0]
            for count in item.counts:
                count.period = stated[0]


def _make(parsed: Parsed, setting: Setting, item: Item) -> None:
    """Turn a decided item into counts."""
    if item.reason is not None or not item.indicators:
        return
    figure, relation, before = item.figure, item.relation, item.antecedent
    base = Dimensions()
    if before is not None:
        keeps = relation.kind in ("part", "label", "series") or (relation.kind == "compare" and figure.head is None) or (relation.kind == "main" and figure.head is None)
        if keeps and before.counts:
            head = before.counts[0]
            base = Dimensions(*(None if value == "all" else value for value in (head.exploitation, head.sex, head.age, head.nationality)))
    own = relation.label or figure.dimensions
    if any(indicator == "sentenced" for indicator, _ in item.indicators) and own.exploitation is None and base.exploitation is None:
        item.form = _form_of_convictions([*setting.paragraph_items, *setting.current], item)
    if own.nationality is None and setting.nationality and any(t.low == "such" for t in parsed.tokens[max(0, figure.first - 6) : figure.np_end]):
        own = replace(own, nationality=setting.nationality)
    periods = relation.each or _each_zero(parsed, item) or [item.period]
    for position, (indicator, unit) in enumerate(item.indicators):
        if position and relation.kind in ("part", "label"):
            break
        for period in periods:
            item.counts.append(_count(parsed, setting, item, indicator, unit, period, base, own))


def _each_zero(parsed: Parsed, item: Item) -> list[Period]:
    """The years of "no official in 2002 or 2001": the nothing holds for each."""
    if item.figure.status != "zero" or item.relation.kind != "main":
        return []
    found: list[Period] = []
    for token in _periods(parsed):
        mention = _mention(token)
        if token.index > item.figure.index and token.clause == item.figure.clause and mention is not None and mention.period is not None and mention.period.type == "calendar_year":
            if not found and mention.period == item.period:
                found.append(mention.period)
            elif found and parsed.tokens[token.index - 1].low in ("or", "nor", "and"):
                found.append(mention.period)
    return found if len(found) > 1 else []


def _form_of_convictions(known: list[Item], item: Item) -> str | None:
    """Sentences have the form of the convictions just stated (annotation rule C20)."""
    for other in reversed(known):
        if other is not item and other.counts and other.counts[0].indicator == "convictions" and other.relation.kind in ("main", "part"):
            whole = other if other.relation.kind == "main" or other.antecedent is None or not other.antecedent.counts else other.antecedent
            form = whole.counts[0].exploitation
            return None if form == "all" else form
    return None


def _count(parsed: Parsed, setting: Setting, item: Item, indicator: str, unit: str, period: Period, base: Dimensions, own: Dimensions) -> Count:
    figure, relation, before = item.figure, item.relation, item.antecedent
    ranged = parsed.tokens[figure.index].kind == "range"
    value = None if ranged or figure.status == "vague" else figure.value
    precision: str | None = "range" if ranged else figure.precision or "exact"
    if value is None and not ranged:
        precision = None
    status = figure.status
    if value == 0 and status == "reported":
        status = "zero"
    low, high = bounds(figure, precision)
    profile = parsed.sentence.section == "profile"
    actor = item.actor.actor if item.actor is not None else "unspecified" if profile else "government"
    quote_start, quote_end = relation.quote or (figure.start, figure.end)
    return Count(
        start=quote_start, end=quote_end, sentence_id=parsed.sentence.sentence_id, section=parsed.sentence.section, territory=parsed.place_at(figure.start, figure.clause, setting.territory), rule=item.rule,
        indicator=indicator, unit=unit, value=value, value_low=low, value_high=high, precision=precision, status=status, period=period,
        exploitation=own.exploitation or item.form or base.exploitation or "all", sex=own.sex or base.sex or "all", age=own.age or base.age or "all", nationality=own.nationality or base.nationality or "all",
        actor=actor, detail=_detail(parsed, item, indicator), scope=_scope(parsed, item), part_of=before.counts[0] if before is not None and before.counts and relation.kind in ("part", "label") and before.figure is not figure else None,
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


def _scope(parsed: Parsed, item: Item) -> str:
    figure = item.figure
    words = {t.low for t in parsed.tokens[figure.first : figure.np_end]}
    if words & {"additional", "an additional", "further", "a further", "another"} and item.actor is not None and item.actor.actor != "government":
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
    phrase = parsed.sentence.text[tokens[figure.index].start - parsed.sentence.start : tokens[max(figure.tail_end, figure.index + 1) - 1].end - parsed.sentence.start]
    if tokens[figure.index].kind == "range":
        return f"{figure.value} to {figure.value_high}: {phrase}"
    if indicator == "other":
        verb = figure.verbs[0].lemma if figure.verbs else ""
        return " ".join(f"{phrase} ({verb})".split()) if verb else phrase
    clause = parsed.text(low, tokens[max(figure.tail_end, figure.index + 1) - 1].end)
    verb_words = " ".join(tokens[v.index].low for v in figure.verbs)
    for name, pattern in _DETAILS:
        if pattern.search(verb_words) or pattern.search(clause):
            return name
    if indicator in ("people_trained", "people_reached", "sentenced", "staff", "awareness_events") and figure.head is not None:
        return phrase
    return None


