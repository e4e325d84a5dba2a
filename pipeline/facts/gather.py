"""The figures of a sentence: every number with its noun phrase, its governing verb and its dimensions."""

import itertools
from dataclasses import replace
from decimal import Decimal
from functools import cache

from pipeline.facts.figure import (
    ACT,
    GOT,
    Dimensions,
    Figure,
    dimensions,
    govern,
    head_class,
    is_person,
    merged,
    noun_phrase,
    qualifiers,
    tail,
)
from pipeline.facts.parsed import Parsed
from pipeline.facts.tokens import Token
from pipeline.mentions.glance import glance
from pipeline.mentions.scan import Span
from pipeline.vocabulary.lexicon import lexicon

# Kinds of spans that are figures.
_COUNTED = frozenset(["count", "range", "vague", "zero", "derived"])


def may_hold_figure(text: str, spans: list[Span]) -> bool:
    """Whether a sentence can have figures at all, as far as its spans and words tell."""
    if any(span.kind in _COUNTED for span in spans):
        return True
    words = glance(text).words
    return not words.isdisjoint(("a", "an")) and not words.isdisjoint(_act_forms())


def figures_of(parsed: Parsed, iso3: str) -> list[Figure]:
    """The figures of a sentence in printed order: cardinals, ranges, vague words, "no" and "none", phrases to be worked out."""
    tokens = parsed.tokens
    found: list[Figure] = []
    for token in tokens:
        article = token.low in ("a", "an") and _one_act(parsed, token)
        if token.kind not in _COUNTED and not article:
            continue
        first, precision, determiner = qualifiers(tokens, token.index)
        np_end, head = noun_phrase(tokens, token.index)
        statuses = {t.lex.status for t in tokens[first:np_end] if t.lex.status}
        status_word = "potential" if "potential" in statuses else next(iter(statuses), None)
        span = token.span
        noun, unit = head_class(head, status_word)
        if (
            noun == "unit_body"
            and head is not None
            and head.low == head.lex.lemma
            and span is not None
            and (span.value or 0) > 1
            and np_end == head.index + 1
        ):
            head, noun, unit = None, "none", ""  # "152 federal and 462 state": an adjective
        if noun == "people" and any(t.low in ("trafficked", "enslaved") for t in tokens[first:np_end]):
            noun = "victim"
        if np_end == token.index + 3 and tokens[token.index + 1].text == "-" and noun == "people" and head is not None:
            noun, unit = "capacity", "person"  # "a 40-person shelter"
        if head is not None and head.low == "trial" and span is not None and (span.value or 0) > 1:
            head, noun, unit = None, "none", ""  # "204 convictions (81 trial and 123 appellate)"
        if head is not None and head.low in _SINGULAR_KINDS and (span is None or (span.value or 0) != 1) and np_end == token.index + 2:
            head, noun, unit = None, "none", ""  # "140 were female and 73 male", "120 adult and 93 child victims"
        if head is not None and head.low in ("employee", "employees", "staff") and _of_the_state(tokens, np_end):
            noun = "official"
        told = _behind_places(tokens, np_end)
        whose = told < len(tokens) and tokens[told].low in ("whose", "who", "that", "which")
        clauses = {token.clause, tokens[told].clause} if whose else {token.clause}
        limit = next((t.index for t in tokens[np_end:] if t.clause not in clauses or t.depth < token.depth), len(tokens))
        status = {"vague": "vague", "zero": "zero"}.get(token.kind, "reported")
        if token.low in ("no one", "nobody"):
            noun, unit = "people", "person"
        value = (
            Decimal(1)
            if article
            else Decimal(0)
            if token.kind == "zero"
            else span.value
            if span is not None and token.kind in ("count", "derived")
            else None
        )
        low = span.value if span is not None and token.kind == "range" else None
        after_word = tokens[token.index + 1 : token.index + 3]
        if len(after_word) == 2 and after_word[0].low == "or" and after_word[1].low in ("more", "so", "fewer", "less"):
            precision = {"more": "at_least", "so": "approximately"}.get(after_word[1].low, "at_most")
        figure = Figure(
            index=token.index,
            start=token.start,
            end=token.end,
            value=value if token.kind != "range" else low,
            value_high=span.value_high if span is not None else None,
            precision=precision,
            status=status,
            first=first,
            np_end=np_end,
            head=head,
            head_class=noun,
            unit=unit,
            status_word=status_word,
            official=any(t.lex.official for t in tokens[first:np_end]),
            preposition=None,
            determiner=determiner,
            clause=token.clause,
        )
        figure.precision_own = precision is not None
        figure.depth = token.depth
        figure.tail_end = tail(tokens, np_end, limit)
        govern(tokens, figure, parsed.verbs)
        if token.depth and not figure.verbs and first > 1 and tokens[first - 2].kind == "percentage":
            # "victims received assistance – 24 percent (36 victims)": the bracket counts the share
            said = [v for v in parsed.verbs if v.kind == "finite" and v.index < first]
            figure.verbs, figure.role = said[-1:], "agent" if said and not said[-1].passive else "patient"
        if (
            figure.head_class == "thing"
            and figure.role == "patient"
            and figure.verbs
            and (figure.verbs[0].lemma in _TRIED or (figure.verbs[0].lemma == "detain" and _agentive(figure.head)))
            and figure.preposition is None
        ):
            figure.head_class, figure.unit = "suspect", "person"  # "charged four foreign loggers"
        audience = figure.preposition in ("for", "among") and {"event", "training"} & {*figure.themes}
        if figure.head_class == "thing" and audience and _agentive(figure.head):
            figure.head_class, figure.unit = "people", "person"  # "26 sessions for 1,500 drivers and traders"
        _read_dimensions(parsed, figure, iso3)
        found.append(figure)
    _share_receipts(tokens, found)
    _share_heads(parsed, found)
    for one, other in itertools.pairwise(found):
        if one.preposition is not None and other.preposition is None and one.np_end == other.first - 1 and tokens[one.np_end].low == "and":
            other.preposition = one.preposition  # "at 76 temporary and nine permanent shelters"
    _share_acts(tokens, found)
    _share_precision(tokens, found)
    _share_predicates(tokens, found)
    _share_forms(tokens, found)
    _share_nouns_of_demonyms(found, tokens)
    _share_groups(tokens, found)
    for one, other in itertools.pairwise(found):
        if one.head_class == "suspect" and other.head_class == "case" and [t.low for t in tokens[one.np_end : other.first]] == ["in"]:
            # "nine suspects in one sex trafficking case": the crime is the same
            one.dimensions.exploitation = one.dimensions.exploitation or other.dimensions.exploitation
    return found


def _behind_places(tokens: list[Token], index: int) -> int:
    """Where a relative clause may begin: behind the places that persons come from ("49 women from Thailand and Laos who had been ...")."""
    if index >= len(tokens) or tokens[index].low != "from":
        return index
    places = itertools.takewhile(lambda t: t.code or t.low in ("and", ",", "the"), tokens[index + 1 :])
    return index + 1 + sum(1 for _ in places)


_SINGULAR_KINDS = frozenset(["male", "female", "adult"])


# Verbs whose objects are persons, whatever they are called.
_TRIED = frozenset(["arrest", "convict", "indict", "sentence", "acquit", "prosecute", "charge", "jail", "imprison"])


def _agentive(head: Token | None) -> bool:
    """Whether an unknown noun has the ending of those who do something ("six herders were detained", not "11 shipments")."""
    return head is not None and head.low.endswith(("ers", "ors", "ists", "ians"))


_DISCIPLINED = frozenset(["dismiss", "fire", "suspend", "reassign", "demote", "discipline", "investigate", "detain"])


def _of_the_state(tokens: list[Token], index: int) -> bool:
    """Whether "of the Bureau of ..." behind a noun names a body of the government."""
    behind = tokens[index : index + 5]
    return len(behind) > 2 and behind[0].low in ("of", "at", "from") and any(t.lex.actor == "government" for t in behind)


_ACTS = {
    "convict": ("suspect", "people", "official", "trainee"),
    "arrest": ("suspect", "people", "official"),
    "prosecute": ("suspect", "people", "official"),
    "indict": ("suspect", "people", "official"),
    "charge": ("suspect", "official"),
    "acquit": ("suspect", "people", "official"),
    "investigate": ("official",),
    "identify": ("victim",),
    "repatriate": ("victim",),
    "assist": ("victim",),
    "grant": ("permit", "reflection"),
    "issue": ("permit",),
}
# "opened an investigation into allegations against an officer": the act is in the noun.
_BEGUN = frozenset(["open", "initiate", "launch", "begin", "start"])


@cache
def _act_forms() -> frozenset[str]:
    return frozenset(phrase for phrase, lex in lexicon().items() if lex.verb in _ACTS or lex.verb in _BEGUN)


def _one_act(parsed: Parsed, token: Token) -> bool:
    """Whether "a" is one: the direct object of an indicator's own verb, complete and not negated (annotation rule A8)."""
    verb = parsed.verb_at(token.index - 1)
    if verb is None or verb.passive or verb.negated:
        return False
    told = verb.kind == "gerund" and token.index > 1 and parsed.tokens[token.index - 2].low == "reported"
    if not told and (verb.kind != "finite" or parsed.tokens[verb.index].lex.verb_form != "past"):
        return False
    if any(t.low in ("no", "not", "never", "neither", "nor", "none") for t in parsed.tokens[: verb.index] if t.clause == verb.clause):
        return False
    if any(
        t.low in ("could", "may", "might", "can", "would", "should", "to", "will") for t in parsed.tokens[verb.group_start : verb.index]
    ):
        return False
    if parsed.tokens[token.index + 1 : token.index + 2] and parsed.tokens[token.index + 1].kind == "duration":
        return False  # "granted a 60-day reflection period to 12 victims"
    _, head = noun_phrase(parsed.tokens, token.index)
    if head is not None and verb.lemma in _BEGUN and head.low in ("investigation", "prosecution"):
        behind = parsed.tokens[head.index + 1 : head.index + 10]
        return bool(behind) and behind[0].low in ("of", "against", "into", "involving") and any(t.lex.noun == "official" for t in behind)
    return head is not None and head.low != "couple" and head.lex.noun in _ACTS.get(verb.lemma, ())


def _shared_form(tokens: list[Token], figure: Figure, iso3: str) -> str | None:
    """The form behind the second of two joined numbers: "removed 145 women and 62 girls from forced prostitution"."""
    j = figure.np_end
    if j + 2 >= len(tokens) or tokens[j].low != "and" or tokens[j + 1].kind != "count":
        return None
    end, head = noun_phrase(tokens, j + 1)
    if head is None or head.lex.noun not in ("people", "victim") or not (head.lex.sex or head.lex.age):
        return None
    if end >= len(tokens) or tokens[end].low not in ("from", "in", "for", "into"):
        return None
    return dimensions(tokens, end + 1, min(end + 3, len(tokens)), iso3).exploitation


def _read_dimensions(parsed: Parsed, figure: Figure, iso3: str) -> None:
    tokens = parsed.tokens
    inner = dimensions(tokens, figure.index + 1, figure.np_end, iso3)
    barred = figure.np_end + 1 < len(tokens) and tokens[figure.np_end].low == "from" and tokens[figure.np_end + 1].lex.verb_form == "ing"
    outer = dimensions(tokens, figure.np_end, min(_dimension_end(tokens, figure), _said_of_a_share(parsed, figure)), iso3)
    own = figure.head is not None and (figure.head.lex.noun is not None or figure.head_class == "suspect")
    if outer.exploitation is None and inner.exploitation is None and figure.head_class in ("people", "victim"):
        outer.exploitation = _shared_form(tokens, figure, iso3)
    if (
        figure.head is None
        and [t.low for t in tokens[figure.np_end : figure.np_end + 1]] == ["both"]
        and all(t.kind == "punct" for t in tokens[figure.np_end + 1 : figure.np_end + 2])
    ):
        inner.exploitation = "mixed"  # "33 involved sex trafficking, six labor trafficking, and one both"
    if figure.head_class in _THINGS:
        # a thing has the dimensions of the persons that it is for ("centers for abused children")
        persons = (
            figure.np_end < len(tokens)
            and tokens[figure.np_end].low == "for"
            and any(t.lex.noun in ("people", "victim") for t in tokens[figure.np_end + 1 : figure.np_end + 4])
        )
        inner = Dimensions()
        outer = outer if persons else Dimensions(exploitation=outer.exploitation)
        if figure.head_class == "certification":
            outer = merged(outer, dimensions(tokens, figure.np_end, min(len(tokens), figure.np_end + 3), iso3))  # "letters to children"
    if figure.exploited and outer.exploitation is None:
        outer.exploitation = tokens[figure.first - 2].lex.form
    came = tokens[figure.np_end].lex.verb in _RETURN if figure.np_end < len(tokens) else False  # "including eight returned from Lebanon"
    moved = came or (figure.preposition == "of" and figure.first >= 2 and tokens[figure.first - 2].low in _MOVES)
    went = bool(figure.verbs) and figure.role == "agent" and not figure.verbs[0].passive  # "nine victims from Lesotho went home"
    if moved or (not went and any(verb.lemma in _RETURN for verb in figure.verbs)):
        outer.nationality = None  # the place returned from is no nationality (annotation rule D26)
    if figure.verbs and figure.verbs[0].lemma in _MAKE_UP and figure.verbs[0].index < figure.index and figure.preposition != "to":
        # "children comprised 62 of the victims": the subject says which
        start = parsed.inside(figure.clause)[0].index
        told = dimensions(tokens, start, figure.verbs[0].group_start, iso3)
        outer = merged(told, outer) if figure.head is None or told.any() else outer
    behind = tokens[figure.np_end : figure.np_end + 3]
    if figure.head_class == "suspect" and behind and behind[0].low == "of" and any(t.lex.noun == "people" for t in behind):
        outer.nationality = None  # "checked 11,500 employers of foreign workers"
    said = next((v for v in figure.verbs if v.kind == "finite" and v.index > figure.tail_end), None)
    aside = tokens[figure.tail_end : figure.tail_end + 2]
    predicate = said is not None and (said.lemma == "be" or (said.passive and said.lemma in _VICTIMIZED))
    if said is not None and predicate and outer.exploitation is None and [t.low for t in aside] == [",", "including"]:
        # "127 victims, including 26 children, were sexually exploited"
        outer.exploitation = dimensions(tokens, said.group_start, min(len(tokens), said.index + 4), iso3).exploitation
    if barred:
        outer = Dimensions()  # "barred 212 employers from hiring foreign workers"
    named = tokens[figure.np_end + 2] if figure.np_end + 2 < len(tokens) and figure.head is None else None
    if named is not None and named.code and [t.low for t in tokens[figure.np_end : figure.np_end + 2]] in (["of", "them"], ["of", "whom"]):
        outer = merged(outer, dimensions(tokens, named.index, named.index + 1, iso3))  # "two of them Nigerian"
    inner = merged(inner, _all_of_them(tokens, figure, iso3))
    lead = [t.low for t in tokens[max(0, figure.first - 2) : figure.first]]
    if (
        figure.head is None
        and lead == [",", "or"]
        and [t.text for t in behind[:1]] == [","]
        and len(behind) > 1
        and behind[1].lex.verb == "be"
    ):
        # "15 percent of the 312 victims, or 47, were men"
        stop = next((t.index for t in tokens[behind[1].index :] if t.kind == "punct"), len(tokens))
        inner = dimensions(tokens, behind[1].index, stop, iso3)
    if figure.preposition == "for" and _gapped(tokens, figure):
        who = dimensions(tokens, figure.first - 2, figure.first - 1, iso3)
        outer = who
    if figure.head is None and figure.depth and not inner.any():
        inner = _labelled(tokens, figure, iso3)
    if figure.head is None and not figure.depth and not inner.any():
        inner = _subject_beside(tokens, figure, iso3)
    if figure.head is None and tokens[figure.np_end - 1].low in _SINGULAR_KINDS and figure.np_end == figure.index + 2:
        inner = dimensions(tokens, figure.index + 1, figure.np_end, iso3)
    if figure.head_class in ("shelter", "capacity"):
        outer = merged(outer, meant_for(parsed, figure, iso3))
    going = any(t.low in _GOING for t in tokens[figure.index : figure.np_end]) or "pre-departure" in parsed.sentence.text
    leaving = figure.head_class != "victim" and any(t.lex.verb in _RETURN for t in tokens[figure.np_end : figure.np_end + 1])
    if inner.nationality == "foreign" and (going or leaving):
        inner.nationality = None  # "migrants deported from Thailand" may be nationals
    if inner.nationality == "foreign" and outer.nationality not in (None, "foreign", "national"):
        inner.nationality = None  # "two foreign victims from Syria"
    if outer.nationality and (figure.head is None or is_person(figure.head_class)) and _more_places(tokens, figure.tail_end):
        outer.nationality = "foreign"  # "from Guatemala, Honduras, and Nicaragua": several in one figure (annotation rule D26)
    if figure.head_class in _OF_OFFENDERS:
        inner.sex = inner.age = outer.sex = outer.age = None  # "11 convictions for child sex trafficking": the victims' age
    figure.dimensions = Dimensions(
        inner.exploitation or outer.exploitation,
        inner.sex or (outer.sex if not own or figure.head_class not in ("suspect", "official", "trainee", "people") else None),
        inner.age or (outer.age if not own or figure.head_class not in ("suspect", "official", "trainee", "people") else None),
        inner.nationality
        or (None if (own or figure.head is None) and _offends(figure) and _crime_between(tokens, figure) else outer.nationality),
    )


def _all_of_them(tokens: list[Token], figure: Figure, iso3: str) -> Dimensions:
    """What an apposition says of all those counted: "its first six victims, all of them Kenyan women", "31 victims, all foreign women"."""
    comma = figure.tail_end
    if comma + 2 >= len(tokens) or tokens[comma].text != "," or tokens[comma + 1].low not in ("all", "both", "all of them"):
        return Dimensions()
    behind = list(itertools.takewhile(lambda t: t.kind == "word" and t.low not in _CLOSES_APPOSITION, tokens[comma + 2 :]))
    if [t.low for t in behind[:2]] == ["of", "them"]:
        behind = behind[2:]
    if not behind or any(t.lex.verb and t.lex.verb_form in ("past", "s") and not t.lex.noun and not t.lex.form for t in behind):
        return Dimensions()
    told = dimensions(tokens, behind[0].index, behind[-1].index + 1, iso3)
    if tokens[comma + 1].low == "both" and {t.lex.nationality for t in behind} >= {"national", "foreign"}:
        told.nationality = None  # "both citizens and foreign nationals"
    return told


_VICTIMIZED = frozenset(["exploit", "subject", "force", "traffic", "coerce"])
_CLOSES_APPOSITION = frozenset(["but", "from", "who", "in", "except", "identified", "to"])


def _said_of_a_share(parsed: Parsed, figure: Figure) -> int:
    """Where the predicate begins in "52 percent of the 180 victims were minors": it is said of the share, not of the 180."""
    tokens = parsed.tokens
    share = tokens[figure.first - 2] if figure.first >= 2 and tokens[figure.first - 1].low in ("of", "among") else None
    if share is None or not (share.kind == "percentage" or share.low in _SHARES):
        return len(tokens)
    return next((v.group_start for v in parsed.verbs if v.kind == "finite" and v.index >= figure.np_end), len(tokens))


_SHARES = frozenset(["most", "majority", "half", "third", "quarter", "many", "some", "few"])


def _gapped(tokens: list[Token], figure: Figure) -> bool:
    """Reads "women accounted for 19 of the 33, men for eight": the verb is left out."""
    who = tokens[figure.first - 2] if figure.first >= 3 else None
    return who is not None and bool(who.lex.sex or who.lex.age or who.lex.form) and tokens[who.index - 1].low in (",", "and", ";")


def _subject_beside(tokens: list[Token], figure: Figure, iso3: str) -> Dimensions:
    """The kind that stands before a bare number whose verb is left out ("... totaled 120 and labor trafficking victims 93")."""
    head = tokens[figure.first - 1] if figure.first else None
    if head is None or head.lex.noun not in ("victim", "case", "investigation", "prosecution", "conviction") or not head.low.endswith("s"):
        return Dimensions()
    low = head.index
    while low and tokens[low - 1].kind == "word" and tokens[low - 1].function is None and not tokens[low - 1].lex.verb:
        low -= 1
    return dimensions(tokens, low, figure.first, iso3) if low and tokens[low - 1].low in ("and", ",", ";", "while") else Dimensions()


def _labelled(tokens: list[Token], figure: Figure, iso3: str) -> Dimensions:
    """The dimensions of a label before a bare number in a bracket: "(sex trafficking, 131; forced labor: 58)"."""
    sign = figure.first - 1
    behind = tokens[figure.index + 1] if figure.index + 1 < len(tokens) else None
    if (
        sign < 2
        or tokens[sign].text not in (",", ":", "=", "–", "—")
        or behind is None
        or not (behind.kind == "punct" or behind.low == "and")
    ):
        return Dimensions()
    low = sign
    while low and tokens[low - 1].kind == "word" and tokens[low - 1].low != "and":
        low -= 1
    return dimensions(tokens, low, sign, iso3, label=True) if low and tokens[low - 1].kind != "count" else Dimensions()


def meant_for(parsed: Parsed, figure: Figure, iso3: str) -> Dimensions:
    """Whom the shelter of a figure is for, where its clause says so: "the shelter for girls could accommodate 25"."""
    tokens = parsed.inside(figure.clause)
    for token, following in itertools.pairwise(tokens):
        if (
            token.low == "for"
            and (following.lex.sex or following.lex.age)
            and not (following.index + 1 < len(parsed.tokens) and parsed.tokens[following.index + 1].low in ("and", "or"))
        ):
            before = parsed.tokens[token.index - 1]
            if any(t.kind == "count" for t in parsed.tokens[figure.index + 1 : token.index]):
                break  # "apartments with 18 beds, and a six-bed apartment for male victims"
            aside = parsed.tokens[following.index : figure.first]
            if aside and (any(t.kind == "count" for t in aside) or aside[-1].low in ("and", ",")):
                continue  # "an 18-bed shelter for male victims, and six apartments"
            if before.lex.noun == "shelter" or (before.text == "," and parsed.tokens[token.index - 2].lex.noun == "shelter"):
                return dimensions(parsed.tokens, token.index, following.index + 1, iso3)
    return Dimensions()


_GRANTS = frozenset(["issue", "grant", "give", "award", "go", "extend", "provide", "approve"])
_GOING = frozenset(
    ["returning", "returned", "repatriated", "departing", "outbound", "overseas", "prospective", "would-be", "aspiring", "intending"]
)
_RETURN = frozenset(["repatriate", "return", "bring", "deport", "send"])
_MAKE_UP = frozenset(["comprise", "constitute", "represent", "account", "make", "number", "total"])


def _more_places(tokens: list[Token], index: int) -> bool:
    """Whether a list of countries goes on behind the first one, none with a number of its own."""
    if not (0 < index < len(tokens) and tokens[index].text == "," and tokens[index - 1].place):
        return False
    following = itertools.takewhile(lambda t: t.text == "," or t.low in ("and", "or", "the") or t.code is not None, tokens[index:])
    return any(t.code for t in following)


_MOVES = frozenset(["extradition", "return", "repatriation", "deportation"])
_OF_OFFENDERS = frozenset(["conviction", "arrest", "acquittal", "sentence_noun"])
# Those who are counted as offenders: what stands behind "for" tells of their crime and its victims.
OFFENDER_CLASSES = frozenset(["suspect", "official"])


def _offends(figure: Figure) -> bool:
    return figure.head_class in OFFENDER_CLASSES or (bool(figure.verbs) and figure.verbs[0].lemma in _TRIED | _DISCIPLINED)


def _crime_between(tokens: list[Token], figure: Figure) -> bool:
    return any(t.low in ("for", "against", "who", "involving") for t in tokens[figure.np_end : figure.tail_end])


_THINGS = frozenset(
    [
        "unit_body",
        "post",
        "police_district",
        "legal",
        "material",
        "agency",
        "operation",
        "training",
        "thing",
        "event",
        "inspection",
        "violation",
        "certification",
    ]
)


_AVERTED = frozenset(["prevent", "combat", "fight", "address", "deter", "stop", "counter", "avoid", "tackle", "detect"])


def _dimension_end(tokens: list[Token], figure: Figure) -> int:
    """How far words after the noun phrase describe what is counted; verbs of doing and their objects do not."""
    elliptical = figure.head is None or figure.head.lex.noun is None
    j = figure.np_end
    while j < figure.tail_end:
        token = tokens[j]
        if token.kind in ("period", "duration", "money", "legal") and not elliptical:
            return j
        if token.low == "to" and j + 1 < len(tokens) and tokens[j + 1].lex.verb in _AVERTED:
            return j  # "signed a code of conduct to prevent child sex tourism"
        if (
            token.low in ("in", "at")
            and tokens[j + 1].lex.form is None
            and any(t.lex.noun in ("shelter", "unit_body") for t in tokens[j + 1 : j + 4])
        ):
            return j  # "in centers for asylum-seekers"
        if token.kind == "word" and not elliptical:
            granted = figure.head_class in ("permit", "reflection", "restitution", "compensation")
            if granted and (token.low == "to" or (token.lex.verb in _GRANTS and tokens[j + 1].low == "to")):
                j += 1
                continue
            if token.low in ("to", "at", "by", "on", "under", "through", "abroad", "within", "against", "into") and not (
                (token.low == "to" and tokens[j - 1].lex.verb in ("subject", "relate", "link", "connect"))
                or (token.low == "into" and (figure.head_class == "investigation" or (j + 1 < len(tokens) and tokens[j + 1].lex.form)))
            ):
                return j
            if (
                token.lex.verb
                and token.lex.verb_form in ("past", "part", "base", "s")
                and not token.lex.noun
                and not (tokens[j - 1].low == "of" and tokens[j + 1].lex.form)  # "cases of suspected sex trafficking"
                and token.low not in ("were", "was", "had", "been", "are", "is")
                and token.lex.verb
                not in (
                    "exploit",
                    "subject",
                    "concern",
                    "involve",
                    "relate",
                    "traffic",
                    "force",
                    "coerce",
                    "include",
                    "recruit",
                    "victimize",
                    "come",
                    "originate",
                    "remove",
                    "rescue",
                    "free",
                    "sell",
                    "hold",
                    "keep",
                    "trap",
                    "enslave",
                    "compel",
                    "escape",
                    "flee",
                )
                and not (token.lex.verb == "return" and tokens[j + 1].low == "from" and tokens[min(j + 2, len(tokens) - 1)].lex.form)
            ):
                if (
                    token.lex.verb_form in ("past", "part")
                    and any(t.low in ("in", "for", "of") for t in tokens[j + 1 : min(j + 3, figure.tail_end)])
                    and tokens[j + 1].low == "for"
                ):
                    j += 1
                    continue
                return j
        j += 1
    return j


def _share_receipts(tokens: list[Token], found: list[Figure]) -> None:
    """Reads "143 received counseling, 87 medical care", "gave 87 victims counseling and 52 legal aid": persons are counted."""
    last: Figure | None = None
    for one, other in itertools.pairwise(found):
        got = one.verbs[0] if one.verbs else None
        given = got is not None and one.role == "patient" and got.lemma in ("provide", "give", "offer") and one.preposition is None
        given = given and (one.head_class in ("victim", "potential_victim", "people") or one is last)
        if (
            got is None
            or not (given or (one.role == "agent" and got.lemma in GOT))
            or got.index > other.first
            or other.clause != one.clause
            or tokens[other.first - 1].low not in (",", "and")
        ):
            continue
        named = {other.head.low.split()[-1], tokens[other.np_end].low} if other.head is not None else set()  # "14 legal aid"
        if other.value == 1 or named.isdisjoint(_CARE):
            continue
        other.head, other.head_class, other.unit, other.np_end = None, "none", "", other.index + 1
        other.verbs, other.role, other.preposition, other.dimensions = one.verbs, one.role, None, Dimensions()
        last = other


# What victims are given, not counted in units of its own.
_CARE = frozenset(
    [
        *(
            "care",
            "counseling",
            "assistance",
            "support",
            "aid",
            "training",
            "treatment",
            "shelter",
            "housing",
            "accommodation",
            "education",
        ),
        *("therapy", "help", "protection", "rehabilitation", "schooling", "counselling"),
    ]
)


def _share_heads(parsed: Parsed, found: list[Figure]) -> None:
    """A number without a noun borrows that of the next one it is joined to: "prosecuted 14 and convicted 11 sex traffickers"."""
    tokens = parsed.tokens
    for one, other in zip(reversed(found[:-1]), reversed(found[1:]), strict=True):
        adjective = one.head is not None and _mere_adjective(tokens, one, other)
        if adjective:
            one.head = None  # "76 temporary and nine permanent shelters"
        if one.head is not None or other.head is None or one.clause != other.clause or one.np_end > other.first:
            continue
        between = tokens[one.np_end : other.first]
        if one.role == "agent" and one.verbs and one.verbs[0].index in range(one.np_end, other.first):
            continue  # "the main one received 28,000 calls"
        if between and all(t.low in ("and", "or", ",", "then") or (t.lex.verb and t.lex.verb_form == "past") for t in between):
            if tokens[one.index].depth != tokens[other.index].depth or (
                other.head_class in ("unit_body", "operation", "training") and not adjective
            ):
                continue
            verb_between = any(t.lex.verb for t in between)
            if verb_between and (tokens[one.index].kind == "zero" or one.preposition is not None or other.head_class in ACT):
                continue  # "prosecuted 41, and obtained 17 convictions"
            confirmed = (
                any(t.lex.verb in _CONFIRMED for t in between) and other.status_word == "potential"
            )  # "3,946 identified and 1,625 potential"
            one.head, one.status_word = other.head, one.status_word or ("confirmed" if confirmed else other.status_word)
            one.head_class, one.unit = (
                head_class(other.head, one.status_word) if other.head.lex.noun == "victim" else (other.head_class, other.unit)
            )
            if one.preposition not in ("of", "among"):  # "Of the 131, 127 victims were sexually exploited": not said of the 131
                one.dimensions = one.dimensions if one.dimensions.any() else replace(other.dimensions)
            one.official = other.official


_CONFIRMED = frozenset(["identify", "confirm", "certify", "recognize"])


def _mere_adjective(tokens: list[Token], one: Figure, other: Figure) -> bool:
    """Whether a word behind a number is no noun but an adjective of the noun that the next number counts."""
    word = one.head
    return (
        word is not None
        and one.head_class == "thing"
        and word.lex.noun is None
        and not word.low.endswith("s")
        and word.code is None
        and one.np_end == word.index + 1 == one.index + 2
        and [t.low for t in tokens[one.np_end : other.first]] == ["and"]
        and other.head is not None
        and other.np_end - other.index > 2
    )


def _share_acts(tokens: list[Token], found: list[Figure]) -> None:
    """Reads "initiated trials in four cases (one of labor trafficking) and two others": the noun of action governs both."""
    latest: dict[int, Figure] = {}  # the figure before, on each level of brackets
    for other in found:
        one, latest[other.depth] = latest.get(other.depth), other
        joined = other.head is not None and tokens[other.first - 1].low == "and"
        if one is None or not joined or other.preposition not in (None, one.preposition):
            continue
        acts = one.verbs[0] if one.verbs else None
        alike = one.head_class == other.head_class or (is_person(one.head_class) and is_person(other.head_class))
        between = [t for t in tokens[one.np_end : other.first - 1] if t.depth == one.depth and t.text not in ("(", ")")]
        near = not between and (one.clause == other.clause or tokens[other.first - 2].text == ")")
        if acts is not None and acts.kind == "nominal" and alike and near:
            other.verbs, other.preposition = one.verbs, one.preposition


def _share_predicates(tokens: list[Token], found: list[Figure]) -> None:
    """Reads "27 children and 149 adults were victims of forced labor": what is said of the last subject is said of all."""
    told: Figure | None = None  # the figure that a predicate was shared with last
    for one, other in zip(reversed(found[:-1]), reversed(found[1:]), strict=True):
        between = tokens[one.np_end : other.first]
        if (
            between
            and all(t.low in ("and", ",") for t in between)
            and (other is told or _said_behind(tokens, other) or (other.verbs and other.verbs[0].index > other.index))
            and one.dimensions.exploitation is None
            and is_person(one.head_class)
            and (one.clause == other.clause or not one.verbs or one.verbs[0].index > one.index)
            and one.preposition not in ("of", "among")
            and not (other.head is None and tokens[other.index + 1].low == "of")
        ):
            one.dimensions.exploitation, told = other.dimensions.exploitation, one


def _share_nouns_of_demonyms(found: list[Figure], tokens: list[Token]) -> None:
    """Reads "18 Bangladeshi, 14 Filipino, and nine Ugandan women": the adjectives share the noun of the last."""
    for one, other in zip(reversed(found[:-1]), reversed(found[1:]), strict=True):
        between = tokens[one.np_end : other.first]
        adjective = tokens[one.np_end - 1]
        if (
            one.np_end == one.index + 2
            and adjective.code is not None
            and not adjective.low.endswith("s")
            and between
            and all(t.low in ("and", ",") for t in between)
            and other.head is not None
            and (other.head.low.endswith("s") or other.head.lex.noun == "people")
            and not other.head.low.endswith(("woman", "man", "girl", "boy"))
            and any(t.code for t in tokens[other.index + 1 : other.head.index])
        ):
            one.dimensions.sex, one.dimensions.age = other.dimensions.sex, other.dimensions.age


def _share_groups(tokens: list[Token], found: list[Figure]) -> None:
    """Reads "referred 104 of the minors for domestic servitude, 473 for forced labor": the bare numbers are of the same group."""
    group: Dimensions | None = None
    for one, other in itertools.pairwise(found):
        behind = tokens[one.index + 1 : one.index + 4]
        if [t.low for t in behind[:2]] == ["of", "the"] and len(behind) == 3:
            own = one.dimensions.nationality if behind[2].code or behind[2].lex.nationality else None
            named = Dimensions(None, behind[2].lex.sex, behind[2].lex.age, own)
            group = named if named.any() else None
        if group is None or other.head is not None or other.clause != one.clause or other.preposition is not None or other.depth:
            group = None
            continue
        other.dimensions = merged(other.dimensions, group)


def _share_forms(tokens: list[Token], found: list[Figure]) -> None:
    """Reads "exploited 23 women and seven girls in sex trafficking": a form behind a list of persons is said of all."""
    for one, other in zip(reversed(found[:-1]), reversed(found[1:]), strict=True):
        between = tokens[one.np_end : other.first]
        if (
            between
            and one.head_class == other.head_class == "people"
            and all(t.low in ("and", ",") for t in between)
            and one.depth == other.depth
            and one.dimensions.exploitation is None
            and dimensions(tokens, other.index + 1, other.np_end, "").exploitation is None
            and (one.dimensions.sex or one.dimensions.age or one.dimensions.nationality)
            and (
                _into_form(tokens, other)
                or (bool(other.verbs) and other.verbs[0].lemma in ("exploit", "subject", "force", "traffic", "coerce", "recruit"))
            )
        ):
            one.dimensions.exploitation = other.dimensions.exploitation


def _into_form(tokens: list[Token], figure: Figure) -> bool:
    """Whether a form stands right behind the persons ("17 men and four women in labor trafficking")."""
    return figure.np_end + 1 < len(tokens) and tokens[figure.np_end].low == "in" and tokens[figure.np_end + 1].lex.form is not None


def _said_behind(tokens: list[Token], figure: Figure) -> bool:
    """Whether a participle right behind the noun says what happened ("seven women exploited in forced labor")."""
    return figure.np_end < len(tokens) and tokens[figure.np_end].lex.verb in ("exploit", "subject", "force", "traffic", "coerce")


def _share_precision(tokens: list[Token], found: list[Figure]) -> None:
    """A qualifier covers a list of like nouns: "at least 14 women, nine men, and six girls" (annotation rule A1)."""
    for one, other in itertools.pairwise(found):
        between = tokens[one.np_end : other.first]
        if (
            one.precision in ("at_least", "approximately")
            and not other.precision_own
            and between
            and all(t.low in (",", "and") for t in between)
        ) and (
            one.head_class == other.head_class
            and one.head is not None
            and other.head is not None
            and is_person(one.head_class)
            and other.status == "reported"
        ):
            other.precision = one.precision
