"""Which indicators a figure belongs to: by its own words, by what it is compared with or part of, or none with the reason."""

import itertools
import re
from dataclasses import replace

from pipeline.facts.actors import read_actor
from pipeline.facts.context import context_of, rules_for, subject_text, unit_for, unit_of
from pipeline.facts.figure import Dimensions, Figure, dimensions, head_class, is_person, merged
from pipeline.facts.indicator import Rule, decide, frame, usual_unit
from pipeline.facts.item import Item, Setting
from pipeline.facts.parsed import Parsed, clause_stop, stretch_stop
from pipeline.facts.related import Relation
from pipeline.facts.relation import puts_at
from pipeline.facts.tokens import Token
from pipeline.vocabulary.grammar import BEFELL, CHANGE, LET_GO, NEUTRAL, OFFENDERS, REPORTING, THEMES

_PROFILE = "an estimate of the profile"


_COMPLICIT = {
    "investigations": "official_complicity_investigations",
    "prosecutions": "official_complicity_prosecutions",
    "convictions": "official_complicity_convictions",
}
_COMPLICIT_OFFICIALS = frozenset(_COMPLICIT.values())


def decide_item(parsed: Parsed, setting: Setting, item: Item, items: list[Item]) -> None:
    """Set the indicators and the unit of an item, or the reason why it is no fact.

    The steps are tried in order; the first that settles the item ends the search.
    """
    _said_again(parsed, item)
    if item.relation.kind in ("context", "repeat"):
        item.reason = item.relation.reason or "repeat"
        return
    if parsed.sentence.section == "profile" and item.figure.head is None and item.antecedent not in items:
        _subject_noun(parsed, item.figure)
        if item.figure.head is None:
            item.reason = _PROFILE
            return
    spoken = [other.actor for other in items if other.figure.clause < item.figure.clause and other.actor is not None and other.actor.own]
    item.actor = read_actor(parsed, item.figure, spoken[-1] if spoken else setting.actor, setting.hotline)
    if item.relation.kind in ("compare", "series") and item.antecedent is not None and item.antecedent.indicators:
        _as_compared(parsed, item, item.antecedent)
        return
    if _compared_with_nothing(parsed, item) or _of_untold_form(parsed, item):
        return
    if (
        item.antecedent is not None
        and item.antecedent.indicators
        and _BROUGHT_TO.search(parsed.text(parsed.sentence.start, item.figure.start))
    ):
        item.indicators, item.rule = [item.antecedent.indicators[0]], f"ellipsis:{item.antecedent.rule.split(':')[-1]}"
        return
    known = item.antecedent.indicators[0][0] if item.antecedent is not None and item.antecedent.indicators else "other"
    if (
        item.figure.head is None
        and known in ("other", "arrests")
        and _WERE_VICTIMS.match(parsed.text(item.figure.end, parsed.sentence.end))
        and any(verb.lemma in (*_JUDGED, "turn", "prove") for verb in parsed.verbs)
    ):
        item.indicators, item.rule = [("victims_identified", "person")], "found-to-be-victims"
        return
    outcome = _OUTCOME.match(parsed.text(item.figure.end, parsed.sentence.end)) if item.figure.head is None else None
    if outcome is not None and item.antecedent is not None:
        item.indicators, item.rule = [(f"{outcome[1] or 'conviction'}s", "case")], "gapped-outcome"
        return
    tried = _still_in_court(parsed, item)
    if tried is not None:
        item.indicators, item.rule = [tried.indicators[0]], "still-pending"
        return
    if item.relation.kind in ("main", "part") and _did_so(parsed, item.figure) and item.relation.kind == "main":
        item.antecedent = None
    figure, subject = item.figure, subject_text(parsed, item.figure)
    down = any(
        t.low in ("down from", "up from", "down from the", "up from the") for t in parsed.tokens[max(0, figure.first - 2) : figure.first]
    )
    if figure.head is None or down or any(verb.lemma in CHANGE - {"be", "put", "reach"} for verb in figure.verbs):
        _subject_noun(parsed, figure)
    if _framed(parsed, item, subject):
        return
    behind = [t.low for t in parsed.tokens[figure.np_end : figure.np_end + 3]]
    if figure.head is None and behind == ["of", "their", "children"]:
        figure.determiner, figure.head_class = "their", "people"
        figure.dimensions.age = "child"
    if figure.determiner == "their" and figure.head_class == "people" and figure.dimensions.age == "child":
        item.indicators, item.rule, item.antecedent = [("other", "person")], "children-of-those-counted", None
        return
    head, elliptical = _counted(parsed, setting, item, items, subject)
    listed = item.relation.kind in ("part", "label") and not (figure.exploited and item.relation.list_only)
    if figure.exploited and item.relation.list_only:
        item.antecedent = None  # "three officials, including a mayor, for exploiting five girls"
    if listed and item.antecedent is not None and item.antecedent.indicators:
        _as_part(parsed, item, item.antecedent, head, subject)
        return
    _on_its_own(parsed, setting, item, items, head, subject, elliptical=elliptical)
    if item.reason is None:
        _within_limits(parsed, item)


def _still_in_court(parsed: Parsed, item: Item) -> Item | None:
    """The prosecutions that a bare number of pending ones is of.

    "56 cases were sent to court, with 33 resulting in convictions and 11 still pending".
    """
    if item.figure.head is not None or not _PENDING.match(parsed.text(item.figure.end, parsed.sentence.end)):
        return None
    before = item.antecedent
    while before is not None and not (before.indicators and before.indicators[0][0] == "prosecutions"):
        before = before.antecedent
    return before


def _did_so(parsed: Parsed, figure: Figure) -> bool:
    """Reads "Foreign victims may take a reflection period; eight did so", "... six used it": the clause before says who and what."""
    tokens = parsed.tokens
    if (figure.head is not None and figure.head_class != "victim") or not figure.verbs or figure.verbs[0].index + 1 >= len(tokens):
        return False
    behind = tokens[figure.verbs[0].index + 1].low
    so = figure.verbs[0].lemma == "do" and behind == "so"
    took = figure.verbs[0].lemma in ("take", "use", "receive", "accept", "get", "grant", "give", "obtain", "win") and behind in (
        "it",
        "one",
    )
    took = took or (figure.verbs[0].lemma == "accept" and behind in (".", ",", ";", "and"))
    meant = next((v for v in reversed(parsed.verbs) if v.index < figure.index and v.clause != figure.clause and v.kind != "gerund"), None)
    if meant is None or not (so or took):
        return False
    before = parsed.inside(meant.clause)
    if so:
        behind_it = parsed.text(tokens[meant.index].end, tokens[min(meant.index + 6, len(tokens) - 1)].end)
        lemma = "testify" if meant.lemma in ("assist", "help", "support") and _COURT.search(behind_it) else meant.lemma
        figure.verbs = [replace(meant, passive=False, lemma=lemma)]
    figure.themes = [t.lex.noun for t in before if t.lex.noun in THEMES] or [
        t.lex.noun for t in tokens[: figure.first] if t.lex.noun in THEMES
    ]
    who = next((t for t in reversed(tokens[: figure.first]) if t.lex.noun in ("victim", "people")), None)
    if who is not None and figure.head is None:
        figure.head_class, figure.unit = head_class(who, None)
        figure.dimensions = merged(figure.dimensions, dimensions(tokens, max(0, who.index - 3), who.index + 1, parsed.iso3))
    return who is not None


# "encouraged victims to assist law enforcement; 36 did so"
_COURT = re.compile(r"^[^;]*\b(?:law enforcement|police|prosecut\w+|investigat\w+|trials?|proceedings)\b")


def _said_again(parsed: Parsed, item: Item) -> None:
    """A printed number that comes back under another indicator's verb is a figure of its own ("referred all 77")."""
    figure, before = item.figure, item.antecedent
    if item.relation.kind != "repeat" or before is None or not before.indicators or not figure.verbs:
        return
    if figure.verbs[0].kind == "reduced" or _taken_of(parsed, figure):
        return
    head = figure.head_class if figure.head_class != "none" else before.figure.head_class
    again = rules_for(parsed, figure, [verb.lemma for verb in figure.verbs], head, subject_text(parsed, figure))
    if again and again[0].indicator not in ("other", "none", *(indicator for indicator, _ in before.indicators)):
        item.relation = Relation("part", partitive=True)


def _as_compared(parsed: Parsed, item: Item, before: Item) -> None:
    """A compared figure has the indicator of what it is compared with, unless its own noun or verb names another."""
    figure = item.figure
    item.indicators = list(before.indicators)
    if (
        figure.head is not None
        and _MOVED.search(figure.head.low)
        and before.figure.head_class.endswith("victim")
        and all(verb.lemma in NEUTRAL for verb in figure.verbs)
    ):
        item.indicators, item.rule = [("other", "person")], "no-indicator"  # "low in contrast with the 11,215 migrant workers"
        return
    if item.relation.kind == "compare" and figure.head is not None and figure.head_class not in ("none", "thing"):
        item.indicators = [(indicator, unit_of(figure, unit)) for indicator, unit in before.indicators]
        acts = [verb.lemma for verb in figure.verbs if verb.kind in ("reduced", "gerund", "nominal") and verb.lemma not in REPORTING]
        here = before.figure.start >= parsed.sentence.start and before.figure.np_end < figure.first and before.figure.depth == 0
        said = parsed.tokens[before.figure.np_end].lex.verb if here else None
        own = rules_for(parsed, figure, [act for act in acts if act != said], figure.head_class, "") if acts else []
        if not here and before.figure.verbs and acts and not own and not _same_verb(before, acts) and figure.depth:
            item.indicators, item.rule = [("other", figure.unit or "thing")], "no-indicator"
            return  # "did not provide statistics of deportations (compared with 1,500 foreign nationals deported in 2019)"
        if own and acts != [said] and own[0].indicator not in ("other", "none"):
            item.indicators = [(rule.indicator, unit_for(rule, figure)) for rule in own]
        if not (figure.depth and figure.head_class == "victim" and figure.status_word is None):
            # in brackets a bare "victims" is short for what stands before them
            item.indicators = [
                (_IDENTIFIED.get(figure.head_class, indicator) if indicator in _IDENTIFIED.values() else indicator, unit)
                for indicator, unit in item.indicators
            ]
        named = _SELF_NAMED.get(figure.head_class)
        if any(indicator == named for indicator, _ in item.indicators):
            item.indicators = [(indicator, unit) for indicator, unit in item.indicators if indicator == named]
        elif named is not None and not any(indicator == _COMPLICIT.get(named) for indicator, _ in item.indicators):
            item.indicators = [(named, unit_of(figure, usual_unit(named)))]  # "compared with 104 cases, 79 convictions, and 42 acquittals"
    _inherit(item, before)


def _inherit(item: Item, before: Item) -> None:
    """Take the rule's name and, where the clause names none, the actor of the antecedent."""
    item.rule = f"{item.relation.kind}:{before.rule.split(':')[-1]}"
    if item.actor is None or not item.actor.own:
        item.actor = before.actor


def _compared_with_nothing(parsed: Parsed, item: Item) -> bool:
    """Reads "did not report the number of victims sheltered; this compared with 77 victims": the figure counts what was not reported."""
    figure = item.figure
    if item.relation.kind != "main" or item.antecedent is not None:
        return False
    untold = item.nothing
    denied = (
        not figure.verbs or figure.verbs[0].lemma == "put" or (figure.head is None and all(verb.negated for verb in figure.verbs))
    )  # "did not revoke any licenses, compared with 12"
    if untold is None or not denied or not (figure.head is None or is_person(figure.head_class)):
        return False
    if figure.verbs and rules_for(parsed, figure, [verb.lemma for verb in figure.verbs], "none", ""):
        return False
    item.indicators, item.rule = [(untold.indicator, untold.unit)], "compare:not-reported"
    if puts_at(parsed, figure):  # "although an NGO put the figure at 83"
        known = Dimensions(*(None if said == "all" else said for said in (untold.exploitation, untold.sex, untold.age, untold.nationality)))
        figure.dimensions = merged(figure.dimensions, known)
    return True


def _of_untold_form(parsed: Parsed, item: Item) -> bool:
    """Reads "did not report the form of exploitation of 54 victims": those counted are some of those identified."""
    figure, before = item.figure, item.antecedent
    if not (figure.head_class == "victim" and UNTOLD_BEFORE.search(parsed.text(parsed.sentence.start, figure.start))):
        return False
    known = before is not None and bool(before.indicators)
    item.indicators = [before.indicators[0]] if known and before is not None else [("victims_identified", "person")]
    item.rule = "form-untold"
    return True


def _framed(parsed: Parsed, item: Item, subject: str) -> bool:
    """A bare number whose meaning stands right before it ("a staff of nine")."""
    figure = item.figure
    if figure.head_class != "none":
        return False
    rule = frame(context_of(parsed, figure, figure.verbs[0].lemma if figure.verbs else None, "none", subject))
    if rule is None:
        return False
    item.indicators, item.rule, item.antecedent = [(rule.indicator, unit_for(rule, figure))], rule.name, None
    return True


def _counted(parsed: Parsed, setting: Setting, item: Item, items: list[Item], subject: str) -> tuple[str, bool]:
    """The class of what is counted, taken from the antecedent or the words before where the number stands bare; and whether it does."""
    figure, before = item.figure, item.antecedent
    if figure.head is None and before is None and parsed.tokens[figure.np_end - 1].code and figure.np_end > figure.index + 1:
        figure.head_class, figure.unit = "people", "person"  # "some 500,000 Burmese live in Thailand"
    head = figure.head_class
    inherited = before.figure if before is not None else None
    acted_on = figure.verbs[0] if head == "none" and figure.verbs and figure.verbs[0].kind == "nominal" else None
    if acted_on is not None and acted_on.lemma == "investigate" and inherited is not None and inherited.head_class == "call":
        figure.head_class, figure.unit, item.antecedent = "case", "case", None
        return "case", False  # "45 calls were referred to police, who opened investigations into nine"
    unnamed = inherited is not None and inherited.head_class == "none"  # "referred all victims to a shelter, where 143 received care"
    if head == "none" and (inherited is None or unnamed or before not in items) and not item.relation.partitive:
        spoken = _spoken_of(parsed, figure, subject)
        if spoken is not None and (inherited is None or not _kin(spoken, inherited.head_class)):
            status = next((t.lex.status for t in parsed.tokens[max(0, spoken.index - 2) : spoken.index] if t.lex.status), None)
            head = figure.head_class = head_class(spoken, status)[0]
            figure.unit = spoken.lex.unit or ""
            around = dimensions(parsed.tokens, max(0, spoken.index - 2), spoken.index + 1, setting.iso3)
            figure.dimensions = merged(figure.dimensions, around)
            inherited = None
            if item.relation.kind == "main":
                item.antecedent = None
    if inherited is not None and figure.verbs and figure.verbs[0].lemma == "do":
        done_so = parsed.tokens[figure.verbs[0].index : figure.verbs[0].index + 3]
        if any(token.low == "so" for token in done_so):
            figure.verbs, figure.role = inherited.verbs, inherited.role
    if (
        inherited is not None
        and head == "none"
        and not is_person(inherited.head_class)
        and figure.verbs
        and (figure.verbs[0].lemma in _OF_PERSONS or (figure.preposition == "to" and figure.verbs[0].lemma in ("award", "pay", "grant")))
    ):
        person = _persons_named(parsed, figure)
        if person is not None:  # "handled 1,240 complaints from domestic workers, repatriated 310 of them, and lodged 95"
            head = figure.head_class = person.lex.noun or "people"
            figure.unit, inherited, item.antecedent = "person", None, None
            if item.relation.kind == "part":
                item.relation = Relation("main")
    demonym = head == "thing" and figure.head is not None and figure.head.lex.noun is None and figure.head.code is not None
    elliptical = head == "none" or demonym
    part = item.relation.kind in ("part", "label")
    persons = part and head == "people" and inherited is not None and is_person(inherited.head_class)
    known = (
        (persons or (elliptical and inherited is not None and inherited.head_class == "people"))
        and before is not None
        and bool(before.indicators)
        and before.indicators[0][0] in _IDENTIFIED.values()
    )
    if inherited is not None and (elliptical or persons):
        head = "victim" if known else inherited.head_class
        tried = bool(figure.verbs) and figure.verbs[0].lemma in _TRIED and figure.verbs[0].lemma != _NOUN_VERB.get(head)
        if part or tried:
            head = _BEHIND_NOUN.get(head, head)  # "police made 31 arrests, and courts convicted seven"
        figure.unit = inherited.unit if persons or not figure.unit else figure.unit
        if figure.head is None and inherited.head_class == "people":
            figure.short_for = inherited.head.low if inherited.head is not None else inherited.short_for
        if figure.status_word is None:
            figure.official = figure.official or inherited.official
    return head, elliptical


# Persons of whom only some may be victims.
_MOVED = re.compile(r"\b(?:migrant workers?|migrants?|refugees?|asylum[- ]seekers?)$")
# Verbs whose objects are persons.
_OF_PERSONS = frozenset(
    [
        "repatriate",
        "shelter",
        "house",
        "accommodate",
        "lodge",
        "arrest",
        "detain",
        "jail",
        "rescue",
        "deport",
        "interview",
        "counsel",
        "train",
    ]
)


def _persons_named(parsed: Parsed, figure: Figure) -> Token | None:
    """The persons without a number that the sentence names before a figure."""
    before = [t for t in parsed.tokens[: figure.first] if t.lex.noun and is_person(t.lex.noun) and t.low.endswith(("s", "men", "children"))]
    return before[-1] if before and before[-1].lex.noun in ("victim", "people", "suspect") else None


def _as_part(parsed: Parsed, item: Item, before: Item, head: str, subject: str) -> None:
    """A part belongs to its total's indicator, unless a verb of its own says what happened to it ("of these, five were convicted")."""
    figure, relation = item.figure, item.relation
    own = [verb.lemma for verb in figure.verbs if verb.lemma not in NEUTRAL or verb.lemma == "remain"]
    if own in (["accept"], ["admit"], ["receive"]) and "for the first time" in parsed.text(figure.end, parsed.sentence.end):
        own = []  # "supported 1,141 victims, 137 of whom they had accepted for the first time"
    if own == ["hold"] and _NATION.search(parsed.text(figure.end, parsed.sentence.end)):
        own = []  # "ten of the 17 held Nicaraguan nationality"
    if own == ["remain"] and parsed.tokens[figure.verbs[0].index + 1].low in ("unknown", "unidentified", "unspecified"):
        own = []  # "159 were female, and nine remained unknown"
    if own == ["go"] and before.indicators[0][0] == "victims_referred":
        own = []  # "referred 52 victims to shelters, of whom 36 went to government facilities"
    if figure.head is None and before.indicators[0][0] in _GRANTED and _PENDING.match(parsed.text(figure.end, parsed.sentence.end)):
        item.indicators, item.rule = [("other", unit_of(figure, before.figure.unit or "person"))], "did-something-else"
        return  # "27 applications were approved, and six were pending"
    if own == ["suspend"] and before.indicators[0][0] in ("sentenced", "convictions"):
        item.indicators, item.rule = [("sentenced", "person")], "sentences-suspended"
        return  # "66 received prison terms, 48 of them partially suspended"
    listed = relation.list_only and not (figure.verbs and figure.verbs[0].kind == "nominal")
    ruled = rules_for(parsed, figure, own, head, subject) if own and not listed else []
    # an unknown verb of a part is something else that befell it: "16 approached the NGOs themselves"
    ruled = [rule for rule in ruled if rule.indicator != "none" and rule.name != "victims-total-stated"]
    if before.indicators[0][0] == "prosecutions" and ruled and ruled[0].name == "cases-opened":
        own, ruled = [], []  # "34 cases were pending in court, nine of them carried over from 2014"
    if figure.head_class == "none":
        figure.head_class = head
    if not ruled and not relation.list_only and figure.verbs:
        # "by the end of the year, two were on trial"
        ruled = [rule for rule in rules_for(parsed, figure, [verb.lemma for verb in figure.verbs], head, subject) if rule.name in _STATES]
    told = before.rule.split(":")[-1]
    stands = bool(ruled) and not own and ruled[0].indicator in OFFENDERS and ruled[0].name != told  # "31 were in the courts"
    named_so = bool(ruled) and ruled[0].name in _NAMED_SO and ruled[0].indicator != before.indicators[0][0]
    if ruled and before.rule in _OTHER_OFFENSES and ruled[0].indicator in OFFENDERS:
        item.indicators, item.rule = [("other", unit_of(figure, before.figure.unit or "person"))], before.rule
        return  # "tried 588 people for child prostitution, and fined 411 of them" (annotation rule C21)
    if ruled and (named_so or stands or not _same_verb(before, own)):
        _ruled(parsed, item, ruled)
        return
    were_victims = figure.head is None and _WERE_VICTIMS.match(parsed.text(figure.end, parsed.sentence.end)) is not None
    of_victims = figure.head_class == "victim" or were_victims
    figure.short_for = "" if were_victims else figure.short_for
    if before.indicators[0][0] == "other" and of_victims and before.figure.verbs and not ruled:
        # "assessed 96 people and found eleven of them to be victims": the total's verb, said of victims
        meant = rules_for(parsed, figure, [verb.lemma for verb in before.figure.verbs], "victim", subject)
        if meant and meant[0].indicator not in ("other", "none"):
            _ruled(parsed, item, meant)
            return
    if before.indicators[0][0] in OFFENDERS and figure.dimensions.exploitation is None:
        item.form = _charged_with(parsed, figure)
    verb = figure.verbs[0] if figure.verbs and own else None
    untold = UNTOLD_BEHIND.search(parsed.text(figure.end, parsed.sentence.end)) is not None
    if (
        verb is not None
        and not relation.list_only
        and not untold
        and not ruled
        and (verb.kind == "finite" or (verb.lemma in LET_GO and figure.head is None))  # "30 were charged, nine released"
        and (
            figure.role == "agent"
            or before.indicators[0][0] == "inspections"
            or verb.lemma in LET_GO
            or (verb.passive and verb.lemma not in BEFELL)
        )
        and not _same_verb(before, own)
    ):
        item.indicators, item.rule = [("other", unit_of(figure, before.figure.unit or "person"))], "did-something-else"
        return
    item.indicators = [before.indicators[0]]
    if before.indicators[0][0] == "potential_victims_identified" and figure.status_word == "confirmed":
        item.indicators = [("victims_identified", "person")]  # "identified 61 potential victims (22 confirmed)"
    if figure.head is not None and figure.head_class in _SELF_NAMED and before.indicators[0][0] == "cases_identified":
        item.indicators = [(_SELF_NAMED[figure.head_class], "case")]  # "31 ongoing cases: 20 investigations and 11 trials"
    if figure.head is not None and figure.head_class == "official" and before.indicators[0][0] in _COMPLICIT:
        item.indicators = [(_COMPLICIT[before.indicators[0][0]], "person")]  # "charged 11 persons, including one official"
    _inherit(item, before)


def _ruled(parsed: Parsed, item: Item, ruled: list[Rule]) -> None:
    """Take the indicators of the rules that hold; complicit officials have indicators of their own."""
    figure = item.figure
    item.indicators, item.rule = [(rule.indicator, unit_for(rule, figure)) for rule in ruled], ruled[0].name
    if item.nothing is None and _not_done(parsed, figure):
        item.indicators, item.rule = [("other", unit_of(figure, item.indicators[0][1]))], "not-done"  # "did not assist 12 victims"
        return
    if ruled[0].clause_form:
        item.form = dimensions(parsed.tokens, figure.index, stretch_stop(parsed, figure), parsed.iso3).exploitation
        if item.form is None and figure.dimensions.exploitation is None:
            item.form = (
                dimensions(parsed.tokens, 0, figure.first, parsed.iso3).exploitation if parsed.tokens[0].low in ("using", "under") else None
            )
    elif item.indicators[0][0] in OFFENDERS | _COMPLICIT_OFFICIALS and figure.dimensions.exploitation is None:
        item.form = _charged_with(parsed, figure)
    if figure.official or (figure.head_class == "official" and ruled[0].indicator in _COMPLICIT):
        item.indicators = [
            (_COMPLICIT.get(indicator, indicator), "person" if indicator in _COMPLICIT else unit) for indicator, unit in item.indicators
        ]


def _not_done(parsed: Parsed, figure: Figure) -> bool:
    """Whether a number counts those to whom something was not done, and none that were set against it ("did not V any, compared with")."""
    verb = figure.verbs[0] if figure.verbs else None
    if verb is None or not verb.negated or figure.status != "reported" or verb.lemma in NEUTRAL | REPORTING:
        return False
    low, high = sorted((verb.index, figure.first))
    return not any(t.lex.comparison or t.kind == "punct" for t in parsed.tokens[low:high])


_ACCUSATIONS = frozenset(["charges", "charge", "suspicion", "counts", "count", "accusations"])
_GANGS = frozenset(["gang", "group", "network", "ring", "organization", "syndicate"])  # "eight members of a gang that forced women into"
_SOME = frozenset(["most", "many", "some", "several", "few", "others", "half", "majority", "the majority", "mostly", "mainly", "primarily"])


def _charged_with(parsed: Parsed, figure: Figure) -> str | None:
    """The form behind "for" further on in the figure's stretch ("sent to prison for forced labor")."""
    tokens, stop = parsed.tokens, stretch_stop(parsed, figure)
    if stop < len(tokens) and all(t.low in ("of", "the", "these", "of the") for t in tokens[figure.index + 1 : stop]):
        # "seven of the 58 were convicted of forced labor"
        stop = next((t.index for t in tokens[stop + 1 :] if t.kind in ("count", "range", "zero") or t.text == ";"), len(tokens))
    if stop < len(tokens) and tokens[stop].low in ("that", "who", "which") and tokens[stop - 1].low in _GANGS:
        stop = next((t.index for t in tokens[stop:] if t.kind != "word"), len(tokens))
    for token in tokens[figure.np_end : stop]:
        if token.kind in ("derived", "vague", "percentage") or token.low in _SOME:
            break  # "six cases, most of them for sex trafficking"
        told = tokens[token.index - 1].lex.verb_form in ("past", "part")
        charged = token.low == "with" and any(
            verb.lemma == "charge" for verb in figure.verbs
        )  # "in August 2016 with subjecting workers to"
        accused = token.low == "on" and any(t.low in _ACCUSATIONS for t in tokens[token.index + 1 : min(stop, token.index + 6)])
        reach = (
            8
            if token.low in ("for", "connection", "relation")
            or charged
            or accused
            or (token.low in ("that", "who", "which") and tokens[token.index - 1].low in _GANGS)
            else 3
            if token.low in ("with", "of") and told
            else 4
            if token.low == "under"
            else 0
        )
        behind = tokens[token.index + 1 : min(stop, token.index + reach)]
        inside = list(itertools.takewhile(lambda t: t.text not in (";", ".") and t.kind != "count", behind))
        if any(t.lex.form for t in inside):
            return dimensions(tokens, token.index, inside[-1].index + 1, parsed.iso3).exploitation
    return None


def _on_its_own(parsed: Parsed, setting: Setting, item: Item, items: list[Item], head: str, subject: str, *, elliptical: bool) -> None:
    """A figure that is neither compared nor part: what its verb and noun say, else its antecedent's, else `other`."""
    figure, before = item.figure, item.antecedent
    if figure.exploited:
        item.indicators, item.rule = [("other", figure.unit or "person")], "exploited"
        return
    verbs = [verb.lemma for verb in figure.verbs]
    ruled = rules_for(parsed, figure, verbs or [None], head, subject)
    if figure.head_class == "none":
        figure.head_class = head
    if ruled and ruled[0].indicator == "none":
        item.reason = ruled[0].name
        return
    cases, persons = _case_before(parsed, figure, items) or _cases_involved(item, setting), _persons_before(figure, items)
    beside = cases or persons
    if beside is not None and (persons is not None or not ruled or ruled[0].indicator in ("other", "cases_identified")):
        item.indicators, item.rule = [(beside.indicators[0][0], "person" if cases else "case")], "cases-beside-persons"
    elif (
        elliptical
        and before is not None
        and before.indicators[:1] == [("hotline_victims_identified", "person")]
        and _same_verb(before, verbs)
    ):
        item.indicators, item.rule = list(before.indicators), f"ellipsis:{before.rule.split(':')[-1]}"  # "it had turned up 62 in 2017"
    elif elliptical and ruled and before is not None and before.rule in _OTHER_OFFENSES and _goes_on(parsed, before.figure, figure):
        item.indicators, item.rule = [("other", unit_of(figure, before.figure.unit or "person"))], before.rule
    elif elliptical and ruled and _went_to_court(figure, before, ruled):
        item.indicators, item.rule = [("victims_in_proceedings", "person")], "victims-went-to-court"
    elif ruled:
        _ruled(parsed, item, ruled)
    elif elliptical and before is not None and before.indicators and item.relation.kind == "main":
        did_else = bool(verbs) and (verbs[0] not in NEUTRAL or before.figure.status == "zero") and not _same_verb(before, verbs)
        item.indicators = [("other", figure.unit or before.figure.unit or "thing")] if did_else else [before.indicators[0]]
        item.rule = "no-indicator" if did_else else f"ellipsis:{before.rule.split(':')[-1]}"
    elif figure.head is None and (head == "none" or parsed.tokens[figure.index].low == "one"):
        item.reason = "nothing counted is named"
    elif (colleagues := _joined(parsed, figure, items)) is not None:
        item.indicators, item.rule = [colleagues.indicators[0]], f"joined:{colleagues.rule}"
    elif (alike := _same_act(setting, figure, verbs)) is not None:
        item.indicators, item.rule = [alike.indicators[0]], f"ellipsis:{alike.rule.split(':')[-1]}"
    elif not _taken_of(parsed, figure) and (beside_it := _by_another_verb(parsed, figure, verbs, head, subject)) is not None:
        _ruled(parsed, item, [beside_it])
    else:
        item.indicators, item.rule = [("other", figure.unit or "thing")], "no-indicator"
    if cases is not None and item.form is None:
        # "364 sex and 19 labor trafficking investigations, with 573 suspects": those of all the cases
        several = figure.preposition == "with" and any(
            o is not cases and o.figure.clause == cases.figure.clause and o.figure.head_class == cases.figure.head_class for o in items
        )
        item.form = None if several else cases.figure.dimensions.exploitation


def _same_act(setting: Setting, figure: Figure, verbs: list[str]) -> Item | None:
    """The victims of whom the paragraph told the same act before: "registered 310 victims. ... registered 103 children"."""
    if figure.head_class != "people" or not (figure.dimensions.sex or figure.dimensions.age) or not verbs:
        return None
    for other in reversed(setting.paragraph_items):
        known = other.indicators and other.indicators[0][0] in _IDENTIFIED.values() and other.relation.kind == "main"
        if known and verbs[0] in [verb.lemma for verb in other.figure.verbs]:
            return other
    return None


def _goes_on(parsed: Parsed, one: Figure, other: Figure) -> bool:
    """Whether nothing ends between two figures of a sentence."""
    return one.start >= parsed.sentence.start and not any(t.text == ";" for t in parsed.tokens[one.index : other.index])


def _went_to_court(figure: Figure, before: Item | None, ruled: list[Rule]) -> bool:
    """Reads "aided 63 women; five went to court": those helped are no suspects."""
    helped = before is not None and bool(before.indicators) and before.indicators[0][0].startswith("victims_")
    return helped and ruled[0].indicator == "prosecutions" and figure.role == "agent" and not figure.verbs[0].passive


def _by_another_verb(parsed: Parsed, figure: Figure, known: list[str], head: str, subject: str) -> Rule | None:
    """The rule of a verb that stands beside a figure with no other number between, where the one that governs it says nothing.

    A later verb of the same subject ("two victims declined to leave and were given asylum"), one that follows the noun directly, or
    one before a noun of action or a gerund.
    """
    tokens, own = parsed.tokens, figure.verbs[0] if figure.verbs else None
    for verb in sorted(parsed.verbs, key=lambda v: abs(v.index - figure.index)):
        if verb.clause != figure.clause or verb.negated or verb.kind in ("gerund", "infinitive") or verb.lemma in known:
            continue
        low, high = sorted((verb.index, figure.index))
        between = tokens[low + 1 : high]
        if any(t.kind in ("count", "range", "zero", "vague", "derived") for t in between):
            continue
        apart = any(t.low in ("and", "or", "but") or t.text in (",", ";") for t in between)
        subject_of = own is not None and own.index > figure.index and verb.index > figure.index
        under = verb.index < figure.index and own is not None and own.kind in ("gerund", "nominal")
        if (apart and not subject_of) or not (verb.index > figure.index or under):
            continue
        themes = [t.lex.noun for t in tokens[verb.index + 1 : verb.index + 5] if t.lex.noun in THEMES and verb.index > figure.index]
        rule = decide(replace(context_of(parsed, figure, verb.lemma, head, subject), themes=tuple(themes or figure.themes)))
        if rule is not None and rule.indicator not in ("other", "none"):
            return rule
    return None


def _joined(parsed: Parsed, figure: Figure, items: list[Item]) -> Item | None:
    """The staff or the officials that others are joined to ("three prosecutors and 14 assistants")."""
    for other in items:
        joined = other.figure.np_end == figure.first - 1 and parsed.tokens[figure.first - 1].low == "and"
        if joined and figure.head_class == "official" and other.indicators and other.indicators[0][0] in _COMPLICIT.values():
            return other  # "investigations of five police officers and one mayor"
        if (
            joined
            and other.indicators
            and other.indicators[0][0] == "staff"
            and (
                is_person(figure.head_class)
                or _PROFESSION.search(figure.head.low if figure.head_class == "thing" and figure.head is not None else "")
            )
        ):
            return other
    return None


def _within_limits(parsed: Parsed, item: Item) -> None:
    """Estimates of the profile are `other`; nothing and vague words stand only for an indicator's figure."""
    figure = item.figure
    if parsed.sentence.section == "profile":
        stop = clause_stop(parsed, figure)
        some = (
            t.index
            for t in parsed.tokens[figure.np_end : stop]
            if t.low in ("some", "many", "most", "often", "several") and parsed.tokens[t.index + 1].kind != "count"
        )
        # "746 brick kilns and 21,000 bonded laborers": the form is that of the next number alone
        further = (
            t.index
            for t in parsed.tokens[figure.np_end : stop]
            if t.kind in ("count", "range") and any(word.lex.form for word in parsed.tokens[t.index + 1 : t.index + 3])
        )
        item.form = dimensions(parsed.tokens, figure.np_end, min(next(some, stop), next(further, stop)), parsed.iso3).exploitation
        if figure.head is None or figure.status != "reported":
            item.reason, item.indicators = _PROFILE, []
            return
        if not _own_year(parsed, figure):
            item.indicators = [("other", unit_of(figure, "="))]
    bare_no = parsed.tokens[figure.index].low == "no" and (figure.head is None or figure.head.lex.noun is None)
    if bare_no or (figure.status in ("zero", "vague") and all(indicator == "other" for indicator, _ in item.indicators)):
        item.reason, item.indicators = "no indicator's figure", []


def _kin(token: Token, noun: str) -> bool:
    return token.lex.noun == noun or (is_person(token.lex.noun or "") and is_person(noun))


_NOUN_VERB = {
    "investigation": "investigate",
    "prosecution": "prosecute",
    "conviction": "convict",
    "arrest": "arrest",
    "acquittal": "acquit",
}


def _subject_noun(parsed: Parsed, figure: Figure) -> None:
    """What rises, falls or stands at a bare number: the noun before the verb, or the one whose "number" it is."""
    tokens = parsed.tokens
    came = bool(figure.verbs) and figure.verbs[0].lemma == "come" and figure.preposition == "to"  # "victim identifications came to 41"
    # "the number of convictions remained stable at 19"
    held = bool(figure.verbs) and figure.verbs[0].lemma in ("remain", "hold", "stay") and figure.preposition == "at"
    if not (came or held or any(verb.lemma in CHANGE for verb in figure.verbs)) or figure.verbs[0].index > figure.index:
        return
    if figure.verbs[0].lemma == "drop" and figure.preposition not in (None, "to", "from", "by"):
        return  # "dropped cases against six"
    start = parsed.inside(figure.clause)[0].index
    if start > 1 and tokens[start].low in ("who", "which") and figure.verbs[0].lemma == "number":
        start -= 2 + (tokens[start - 1].text == ",")  # "inspectors, who numbered 90"
    verb = figure.verbs[0]
    if verb.lemma in ("be", "put", "reach") and any(t.kind == "count" for t in tokens[start : figure.first]):
        return
    low, high = start, verb.group_start
    words = [t.low for t in tokens[low : figure.first]]
    counted = next((word for word in ("number", "figure", "total", "count", "tally") if word in words), None)
    if counted is not None and "of" in words[words.index(counted) :]:
        low, high = low + words.index(counted), figure.first
    nouns = [t for t in tokens[low:high] if (t.lex.noun or t.lex.nominal) and t.lex.verb_form != "past" and t.kind == "word"]
    if not nouns:
        return
    head = nouns[0]
    if figure.head is not None:
        lemma = head.lex.nominal if head.lex.noun is None else _NOUN_VERB.get(head.lex.noun)
        if lemma is not None:
            figure.verbs = [replace(verb, lemma=lemma)]
        return
    told = ("reduced", "finite", "gerund")  # "the number of victims receiving assistance rose to 524"
    later = [v for v in parsed.verbs if head.index < v.index < figure.index and v.kind in told and v.lemma not in CHANGE]
    # "the hotline's staff", "the number of victims identified": possessors and bodies give way to what is counted
    for t in nouns[1:]:
        if tokens[t.index - 1].low.endswith(("'s", "’s", "s'", "s’")) or (
            (head.lex.noun == "unit_body" or (head.lex.noun is None and not head.lex.nominal))
            and t.lex.noun not in (None, "unit_body")
            and tokens[t.index - 1].low not in ("of", "for")
        ):
            head = t
    figure.head = head
    figure.head_class, figure.unit = head_class(
        head, next((t.lex.status for t in tokens[max(0, head.index - 2) : head.index] if t.lex.status), None)
    )
    if head.lex.noun is None and head.lex.nominal:
        figure.head_class, figure.unit = "victim", "person"
        figure.verbs = [replace(verb, lemma=head.lex.nominal)]
    elif later:
        figure.verbs = [later[-1]]
    elif head.lex.noun == "victim":
        figure.verbs = []  # "the number of child victims doubled, to 84"
    elif head.lex.noun in _NOUN_VERB:
        figure.verbs = [replace(verb, lemma=_NOUN_VERB[head.lex.noun])]
    around = dimensions(tokens, low, high, parsed.iso3)
    figure.dimensions = merged(figure.dimensions, around)
    figure.role = "patient"


def _spoken_of(parsed: Parsed, figure: Figure, subject: str) -> Token | None:
    """The persons or cases without a number that an elliptical one counts: the nearest named before it that its verb fits."""
    found: list[Token] = []
    helped = (
        figure.role == "patient"
        and bool(figure.verbs)
        and figure.verbs[0].lemma in ("assist", "shelter", "help", "serve", "house", "accommodate")
    )
    acted = figure.role == "agent" and bool(figure.verbs) and figure.verbs[0].lemma in _BY_PERSONS and not figure.verbs[0].passive
    if figure.role == "agent" and figure.verbs and figure.verbs[0].lemma == "receive":
        acted = any(t.lex.nominal == "assist" for t in parsed.tokens[figure.verbs[0].index + 1 : figure.verbs[0].index + 4])
    for token in reversed(parsed.tokens[: figure.first]):
        if helped and token.lex.noun == "shelter":
            continue  # "NGO shelters assisted 54"
        if acted and not is_person(token.lex.noun or ""):
            continue  # "whether victims took part in trials; in the previous period, 14 had testified"
        if (
            token.lex.noun in ("victim", "suspect", "people", "case", "investigation", "conviction", "prosecution", "shelter")
            and token.kind == "word"
            and token.low.endswith(("s", "people", "women", "men", "children"))
            and token.low != "police"
        ) or (token.lex.noun == "official" and token.index and parsed.tokens[token.index - 1].low in ("a", "an", "any")):
            after = parsed.tokens[token.index + 1] if token.index + 1 < len(parsed.tokens) else None
            if after is None or after.lex.noun is None:
                found.append(token)
    verbs = [verb.lemma for verb in figure.verbs]
    fitting = (
        token
        for token in found
        if any(rule.indicator != "other" for rule in rules_for(parsed, figure, verbs, token.lex.noun or "", subject))
    )
    return next(fitting, found[0] if found else None)


# What only persons do.
_BY_PERSONS = frozenset(
    ["testify", "participate", "cooperate", "accept", "decline", "attend", "choose", "flee", "escape", "die", "plead", "apply", "speak"]
)


def _own_year(parsed: Parsed, figure: Figure) -> bool:
    """Whether the sentence dates a figure of the profile and says who was found, tried or helped."""
    return (
        any(t.kind == "period" and t.clause == figure.clause for t in parsed.tokens)
        and bool(figure.verbs)
        and figure.verbs[0].lemma
        in (
            "identify",
            "investigate",
            "prosecute",
            "convict",
            "arrest",
            "refer",
            "assist",
            "repatriate",
            "report",
            "record",
            "register",
            "document",
        )
    )


# "identified 12 victims, bringing the total for the year to 29"
_BROUGHT_TO = re.compile(r"\bbringing (?:the|its|their) (?:\w+ )?total\b[^,;]{0,40} to\s?$")
# "officials concluded that 17 were victims", "found 12 of them to have been trafficked"
_WERE_VICTIMS = re.compile(
    r"^\s?(?:of (?:them|these|whom) )?(?:were|was|had been|(?:turned out |proved )?to be|to have been) "
    r"(?:(?:found|determined|confirmed|deemed) to (?:be|have been) )?(?:\w+ )?(?:victims|trafficked)\b"
)
_JUDGED = frozenset(["conclude", "find", "determine", "judge", "deem", "confirm", "establish", "recognize", "decide", "discover"])
# "45 led to convictions and 12 to acquittals", "24 verdicts, 20 of them guilty"
_OUTCOME = re.compile(
    r"^\s?(?:(?:to|in|with) (?:an? )?|(?:was|were) (?:an? )?)(acquittal|conviction)s?\b|^\s?of (?:them|these|which) guilty\b"
)
_GRANTED = frozenset(["residence_permits", "compensation_awards", "restitution_awards"])
# "11 still pending", "nine remained on trial"
_PENDING = re.compile(
    r"^\s?(?:(?:were|was|are|is) )?(?:(?:still|remained|remaining|yet|remain) )?"
    r"(?:pending|ongoing|on trial|in court|in progress|unresolved|underway)\b"
)
_OTHER_OFFENSES = frozenset(["other-statutes", "investigations-of-other-crimes"])
_NATION = re.compile(r"^[^,;]*\b(?:nationalit(?:y|ies)|citizenships?|passports?)\b")
# Rules by which the words behind say what those counted were identified as ("26 were identified as victims").
_NAMED_SO = frozenset(["identified-as-victims", "people-identified-as-potential"])
# "did not report the form of exploitation for 23 victims"
UNTOLD_BEFORE = re.compile(
    r"\b(?:not|unable to) (?:\w+ ){1,2}(?:(?:details|information) on )?the (?:forms?|types?) of (?:exploitation|trafficking)"
    r"(?: (?:for|of))?(?: the)?(?: (?:other|remaining|rest))?\s?$"
    r"|\b(?:forms?|types?) of (?:exploitation|trafficking) (?:was|were|remained) "
    r"(?:not (?:recorded|specified|known|reported)|unknown|unspecified)"
    r" (?:for|of)(?: the)?(?: (?:other|remaining|rest))?\s?$"
)
# "11 a form that the police did not record", "49 did not specify the form of trafficking"
UNTOLD_BEHIND = re.compile(
    r"^\s?(?:in |for |of )?(?:an? )?(?:other or )?(?:unknown|unrecorded|unspecified|undisclosed|unclear) (?:forms?|types?)\b"
    r"|^\s?(?:in |for |of )?an? (?:form|type) (?:of \w+ )?(?:that|which) [^,;.]*"
    r"\bnot (?:\w+ )?(?:record|specif|report|state|disclos|know|determin)"
    r"|^\s?(?:cases |victims )?(?:where|for which|for whom) the (?:form|type)s? (?:of \w+ )?(?:was|were|remained) "
    r"(?:unspecified|unknown|unclear|undetermined|not (?:known|recorded|specified|reported))"
    r"|^\s?(?:cases |victims )?did not (?:specify|record|indicate|state) (?:the |a )?(?:form|type)"
    r"|^,?\s?(?:victims |cases |others )?the (?:form|type)s? of (?:exploitation|trafficking) (?:was|were|remained) "
    r"(?:unknown|unspecified|not (?:known|recorded|specified|reported))"
)
_PROFESSION = re.compile(r"(?:ants|ists|ors|ians|aides|clerks)$")
# Rules by which the words behind "were" say how things stand with those counted.
_STATES = frozenset(
    [
        "in-the-trial-phase",
        "in-the-investigation-phase",
        "pending-in-court",
        "under-investigation",
        "officials-under-investigation",
        "at-large",
        "under-review",
        "went-to-shelter",
        "under-care",
    ]
)
# What a part of "six convictions" or "74 investigations" counts once it has a verb of its own.
_BEHIND_NOUN = {"conviction": "suspect", "arrest": "suspect", "acquittal": "suspect", "investigation": "case", "prosecution": "case"}
_TRIED = frozenset(["charge", "prosecute", "indict", "try", "convict", "acquit", "sentence", "imprison", "jail", "release", "deport"])
_IDENTIFIED = {"victim": "victims_identified", "potential_victim": "potential_victims_identified"}


_SELF_NAMED = {
    "investigation": "investigations",
    "prosecution": "prosecutions",
    "conviction": "convictions",
    "arrest": "arrests",
    "acquittal": "acquittals",
}


def _taken_of(parsed: Parsed, figure: Figure) -> bool:
    """Whether the figure is only what others are taken of ("of the 31", "among the 21")."""
    return figure.first > 0 and parsed.tokens[figure.first - 1].low in ("of", "among", "out of")


def _between_dashes(parsed: Parsed, index: int, stop: int) -> bool:
    """Whether a token stands between two dashes, both before `stop`."""
    dashes = ("—", "–")
    return any(t.text in dashes for t in parsed.tokens[index:stop]) and any(
        t.text in dashes for t in parsed.tokens[max(0, index - 30) : index + 1]
    )


def _case_before(parsed: Parsed, figure: Figure, items: list[Item]) -> Item | None:
    """The cases that a person is counted beside ("four labor trafficking cases against five defendants")."""
    if figure.head_class not in ("suspect", "official", "people") or figure.preposition not in ("involving", "against", "with"):
        return None
    for other in reversed(items):
        if other.figure.depth != figure.depth or other.relation.kind in ("part", "label"):
            continue
        aside = range(other.figure.np_end, figure.first)  # brackets and dashes with the parts of the cases
        gap = [t for t in aside if parsed.tokens[t].depth == figure.depth and not _between_dashes(parsed, t, figure.first)]
        near = other.figure.index < figure.index and len(gap) <= 6 and not any(parsed.tokens[t].text == ";" for t in gap)
        if near and other.figure.head_class in ("case", "investigation", "prosecution") and other.indicators:
            return other if other.indicators[0][0] in OFFENDERS else None
    return None


def _cases_involved(item: Item, setting: Setting) -> Item | None:
    """The cases of "the 313 cases involved 546 suspects" (annotation rule A11): printed before, or the subject itself."""
    figure = item.figure
    if (
        figure.head_class not in ("suspect", "official")
        or not figure.verbs
        or figure.verbs[0].lemma not in ("involve", "concern", "include")
    ):
        return None
    for other in reversed([*setting.paragraph_items, *setting.current]):
        if other is not item and other.indicators and other.figure.head_class in ("case", "investigation", "prosecution"):
            while other.relation.kind == "part" and other.antecedent is not None:
                other = other.antecedent  # noqa: PLW2901 - up to the total
            return other if other.indicators and other.indicators[0][0] in OFFENDERS else None
    return None


def _persons_before(figure: Figure, items: list[Item]) -> Item | None:
    """The persons that cases are counted beside ("convictions of 13 defendants in seven cases", annotation rule A11)."""
    if figure.head_class not in ("case", "investigation", "prosecution") or figure.preposition not in ("in", "across"):
        return None
    for other in reversed(items):
        near = other.figure.index < figure.index <= other.figure.index + 8 and other.figure.clause == figure.clause
        if near and is_person(other.figure.head_class) and other.indicators and other.indicators[0][0] in OFFENDERS:
            return other
    return None


def _same_verb(before: Item, own: list[str]) -> bool:
    """Whether the antecedent's own verb is said again; a compared figure has that of what it is compared with."""
    while before.relation.kind in ("compare", "series") and before.antecedent is not None:
        before = before.antecedent
    return bool(before.figure.verbs) and {verb.lemma for verb in before.figure.verbs} >= set(own)
