"""Zeros: "did not convict any traffickers", "neither ... nor", "no court has ever convicted a trafficker"."""

import itertools

from pipeline.facts.absent import (
    COMPLICIT,
    COMPLICIT_TEXT,
    NOUN_INDICATORS,
    VERB_INDICATORS,
    Made,
    absence_of,
    clause_end,
    forms_end,
    modifies,
    never,
    overlaps,
    period_of,
    rule_of,
    setting_places,
    unit_absent,
)
from pipeline.facts.actors import read_actor
from pipeline.facts.clause import Verb
from pipeline.facts.figure import ACT, Figure, noun_phrase
from pipeline.facts.indicator import flows
from pipeline.facts.item import Setting
from pipeline.facts.parsed import Parsed
from pipeline.facts.tokens import Token
from pipeline.mentions.period import PeriodMention
from pipeline.normalize.period import Period
from pipeline.vocabulary.grammar import HEDGES, OWN_VERBS, REPORTING


def read_negated_verbs(parsed: Parsed, setting: Setting, used: list[tuple[int, int]]) -> Made:
    """Reads "did not investigate or prosecute any official", "has not convicted a trafficker since Y", "neither ... nor"."""
    made: Made = []
    tokens = parsed.tokens
    verbs = parsed.verbs
    done: set[int] = set()
    spoken: tuple[Token, bool] | None = None  # the object denied last, and whether of officials
    opened: int | None = None  # where the last negation begins
    for position, verb in enumerate(verbs):
        inverted = _inverted(tokens, verb) if verb.kind == "finite" else _not_done(tokens, verb)
        if (not verb.negated and inverted is None) or verb.index in done:
            continue
        start_token = inverted if inverted is not None else _negation_start(tokens, verb)
        if start_token is None and verb.group_start == verb.index and verb.kind == "finite":
            start_token = opened  # "did not initiate any investigations, prosecute any suspects, or convict any traffickers"
        if verb.kind != "gerund":
            opened = start_token
        if start_token is None or overlaps(tokens[start_token].start, tokens[verb.index].end, used):
            continue
        group = [verb]
        for other in verbs[position + 1 :]:
            between = tokens[group[-1].index + 1 : other.index]
            joined = any(t.low in ("or", "nor", "and", ",") for t in between) and all(
                t.low in ("or", "nor", "and", ",", "did", "it", "they", "any")
                or t.function == "adverbs"
                or (t.lex.noun is None and t.kind == "word" and t.function in ("auxiliaries", "determiners"))
                for t in between
            )
            if joined:
                group.append(other)
            else:
                break
        last = group[-1].index
        if [t.low for t in tokens[last + 1 : last + 4]] in (["charges", "against", "any"], ["charges", "in", "any"]):
            last += 2  # "did not file charges against any suspects"
        high = clause_end(parsed, last)
        if verb.kind == "gerund" and verb.lemma in REPORTING:
            continue  # "compared with not reporting any prosecutions"
        if verb.passive or _hedged(tokens, start_token, verb.index):
            continue
        if verb.lemma in REPORTING and any(t.low in ("how many", "many") for t in tokens[last + 1 : last + 4]):
            continue  # "did not report how many remained open"
        if tokens[start_token].low in ("does", "do") and any(t.lex.noun == "legal" for t in tokens[:start_token]):
            continue  # what a law does not provide
        services = _services(parsed, verb, last + 1, high)
        heads = services or _zero_objects(tokens, last + 1, high)
        them = [] if heads else _any_of_them(tokens, last + 1, high)
        if them:
            spoken = spoken or _spoken_before(tokens, start_token)
            heads = [(spoken[0], True)] if spoken is not None else []
        if not heads:
            continue
        for one in group:
            done.add(one.index)
        head, determined = heads[0]
        if not determined or (
            not services
            and verb.lemma in ("provide", "offer", "give", "receive", "assist", "refer", "make", "conduct")
            and tokens[last + 1].low not in ("any", "a", "an", "single")
            and head.lex.noun not in ("restitution", "compensation", "permit", None)
        ):
            continue
        complicit = COMPLICIT_TEXT.search(parsed.text(tokens[last].start, tokens[min(high, len(tokens)) - 1].end)) is not None
        complicit = complicit or (bool(them) and spoken is not None and spoken[1])
        spoken = (head, complicit)
        period = never(parsed, start_token, verb.index + 1, setting) or period_of(parsed, setting, last, own_reporting=False)
        places = setting_places(parsed, setting, tokens[verb.index].clause) if parsed.places else [setting.territory]
        more = _listed_periods(parsed, last, high, period)
        for place, when in itertools.product(places, [period, *more]):
            told: set[str] = set()
            for noun, _ in heads:
                end = them[-1].end if them else noun.end
                for one in group:
                    denied = _denied(parsed, one, noun, last + 1, high)
                    if denied is None:
                        continue
                    name, unit = denied
                    name = COMPLICIT.get(name, name) if complicit else name
                    if name in told:
                        continue  # "did not close or fine any agencies"
                    told.add(name)
                    if name in COMPLICIT.values():
                        unit = "person"
                    elif name in ("restitution_awards", "compensation_awards"):
                        unit = "case"
                    absence = absence_of(
                        parsed,
                        setting,
                        "negated-gerund" if verb.kind == "gerund" else "negated-verb",
                        name,
                        unit,
                        "zero",
                        tokens[start_token].start,
                        end,
                        when,
                        low=last + 1,
                        high=last + 2 if them else max(noun.index + 1, forms_end(tokens, noun.index, high)),
                    )
                    absence.count.territory = place
                    figure = _as_figure(parsed, noun, one)
                    absence.count.actor = read_actor(parsed, figure, setting.actor, setting.hotline).actor
                    made.append((absence, (tokens[start_token].start, end)))
    return made


def _denied(parsed: Parsed, verb: Verb, noun: Token, low: int, high: int) -> tuple[str, str] | None:
    """Indicator and unit of what a negated verb denies of its object, None where no indicator counts it."""
    act = ACT.get(noun.lex.noun or "")
    if noun.lex.noun in (None, "shelter") and verb.lemma in _SERVING:
        return ("victims_sheltered" if noun.lex.nominal == "shelter" else "victims_assisted"), "person"  # services that nobody got
    if act is not None and verb.lemma in VERB_INDICATORS and verb.lemma != act:
        # "did not prosecute or secure convictions in any case": the first verb shares the case, not the convictions
        return VERB_INDICATORS[verb.lemma], "case"
    rule = rule_of(parsed, verb.lemma, noun, low, high, verb)
    if rule is None or rule.indicator not in flows():
        return None
    if act is None and verb.lemma not in OWN_VERBS and noun.lex.noun not in ("restitution", "compensation", "permit", "acquittal"):
        return None
    return rule.indicator, unit_absent(rule, noun)


_SERVING = frozenset(["provide", "offer", "give", "deliver", "extend"])


def _services(parsed: Parsed, verb: Verb, low: int, high: int) -> list[tuple[Token, bool]]:
    """The help that victims were not given ("did not provide any assistance to victims", "services to any victims")."""
    tokens = parsed.tokens
    noun = next((t for t in tokens[low : min(high, low + 5)] if t.lex.nominal in ("assist", "shelter")), None)
    if noun is None or verb.lemma not in _SERVING:
        return []
    behind = tokens[noun.index + 1 : min(high, noun.index + 9)]
    whose = behind[0].low == "to" if behind else False
    any_told = tokens[low].low == "any" or any(t.low == "any" for t in behind)
    return [(noun, True)] if any_told and (not whose or any(t.lex.noun == "victim" for t in behind)) else []


def _hedged(tokens: list[Token], low: int, high: int) -> bool:
    """Whether an adverb makes the negation one of degree ("did not systematically refer victims"), which is no zero."""
    return any(t.low in HEDGES - {"yet"} for t in tokens[low:high])


def _has_object(tokens: list[Token], index: int) -> bool:
    """Whether a past form is a verb: an object or an article of degree follows, not the noun that it would describe."""
    behind = tokens[index + 1 : index + 2]
    return bool(behind) and (behind[0].function == "determiners" or behind[0].low in ("fewer", "more", "only") or behind[0].kind == "count")


def _listed_periods(parsed: Parsed, low: int, high: int, first: Period) -> list[Period]:
    """Further years of "in 2021 or 2020": the nothing holds for each."""
    found: list[Period] = []
    tokens = parsed.tokens
    for t in tokens[low:high]:
        mention = t.span.source if t.kind == "period" and t.span is not None and isinstance(t.span.source, PeriodMention) else None
        if (
            mention is not None
            and mention.kind in ("listed", "main")
            and mention.period is not None
            and mention.period != first
            and t.index >= 2
            and tokens[t.index - 1].low in ("or", "and", ",")
            and tokens[t.index - 2].kind in ("period", "punct")
        ):
            found.append(mention.period)
    return found


def _as_figure(parsed: Parsed, noun: Token, verb: Verb) -> Figure:
    return Figure(
        index=noun.index,
        start=noun.start,
        end=noun.end,
        value=None,
        value_high=None,
        precision=None,
        status="zero",
        first=noun.index,
        np_end=noun.index + 1,
        head=noun,
        head_class=noun.lex.noun or "thing",
        unit="",
        status_word=None,
        official=False,
        preposition=None,
        determiner=None,
        verbs=[verb],
        clause=parsed.tokens[verb.index].clause,
    )


def _inverted(tokens: list[Token], verb: Verb) -> int | None:
    """Reads "nor did the court convict": index of `did`."""
    for j in range(verb.index - 1, max(-1, verb.index - 8), -1):
        if tokens[j].low in ("did", "has", "have", "had") and j and tokens[j - 1].low == "nor":
            return j
        if tokens[j].low in ("has", "have", "had") and j and tokens[j - 1].kind == "period" and tokens[0].low == "not":
            return j  # "Not since 2012 has the state prosecuted a trafficker"
        if tokens[j].kind == "punct":
            return None
    return None


def _not_done(tokens: list[Token], verb: Verb) -> int | None:
    """Reads "failed to identify any victims", "has yet to convict a trafficker": index of `failed`, `has`."""
    before = tokens[verb.index - 2] if verb.index >= 2 and tokens[verb.index - 1].low == "to" else None
    if before is None or before.low not in ("failed", "yet"):
        return None
    return before.index if before.low == "failed" else before.index - 1


def _any_of_them(tokens: list[Token], low: int, high: int) -> list[Token]:
    """The words that stand for those named before: "any" alone or before "to", "any of them"."""
    words = [t.low for t in tokens[low : min(high, low + 3)]]
    if words[:1] != ["any"]:
        return []
    if words[1:2] == ["of"]:
        return tokens[low : low + 3] if words[2:] and words[2] in ("them", "these", "those") else []
    return tokens[low : low + 1] if not words[1:] or words[1] in (".", ",", "to", "for") else []


def _spoken_before(tokens: list[Token], index: int) -> tuple[Token, bool] | None:
    """The persons or cases counted before a negation that denies something of them ("identified 31 victims but did not refer any")."""
    for token in reversed(tokens[:index]):
        if token.lex.noun in ("victim", "suspect", "official", "case", "investigation", "prosecution", "people") and token.kind == "word":
            return token, token.lex.noun == "official"
    return None


def _negation_start(tokens: list[Token], verb: Verb) -> int | None:
    if verb.kind == "gerund":
        # "compared with not identifying any victims", "reported not convicting any traffickers"
        before = tokens[verb.index - 2] if verb.index > 1 and tokens[verb.index - 1].low == "not" else None
        told = before is not None and (before.lex.comparison or before.low in ("after", "and", ",") or before.lex.verb in REPORTING)
        return verb.index - 1 if told else None
    for j in range(verb.group_start, verb.index):
        if tokens[j].low in ("did", "has", "have", "had", "does", "do", "neither"):
            if j and tokens[j].low == "neither" and tokens[j - 1].low in ("had", "has", "have", "did"):
                return j
            return j
    return None


def _zero_objects(tokens: list[Token], low: int, high: int) -> list[tuple[Token, bool]]:
    """The object nouns of a negated verb, each with whether any, a, or nothing but an adjective determines it."""
    found: list[tuple[Token, bool]] = []
    determined = (low < len(tokens) and tokens[low].low in ("any", "a", "an", "single")) or (
        low < high
        and (
            tokens[low].lex.noun is not None
            or tokens[low].lex.form is not None
            or tokens[low].lex.official
            or tokens[low].lex.status is not None
            or (tokens[low].kind == "word" and tokens[low].function is None and tokens[low].lex.verb is None)
        )
    )
    for j in range(low, min(high, low + 14)):
        token = tokens[j]
        if token.kind in ("count", "money", "duration"):
            return found
        if token.function in ("prepositions", "relatives") or (token.kind == "punct" and token.text != ",") or token.kind == "period":
            break
        if token.lex.verb_form == "past" and tokens[j - 1].low in ("and", "but") and found and _has_object(tokens, j):
            break  # "did not prosecute any officials and investigated fewer cases"
        if token.lex.noun and not modifies(tokens, j):
            of_any = [t.low for t in tokens[j + 1 : j + 3]] == ["of", "any"]  # "revoke the licenses of any agencies"
            found.append((token, determined or of_any))
    return found


def read_no_agent(parsed: Parsed, setting: Setting, used: list[tuple[int, int]]) -> Made:
    """Reads "No court has ever convicted a trafficker", "none of the cases led to a conviction": nothing, told by its subject."""
    made: Made = []
    tokens = parsed.tokens
    for token in tokens:
        if token.kind != "zero" or token.low not in ("no", "no one", "none") or overlaps(token.start, token.end, used):
            continue
        if token.index and tokens[token.index - 1].low in _NEARLY:
            continue  # "tried next to no one"
        end, head = noun_phrase(tokens, token.index)
        verb = next((v for v in parsed.verbs if v.kind == "finite" and v.index >= end and v.clause == token.clause), None)
        if verb is None or verb.passive:
            continue
        high = clause_end(parsed, verb.index)
        led = tokens[verb.index].lex.verb in ("lead", "result", "end", "culminate") and tokens[verb.index + 1].low in ("to", "in")
        heads = _zero_objects(tokens, verb.index + (2 if led else 1), high)
        found = [t.low for t in tokens[verb.index + 2 : verb.index + 5]] if led else []
        if "identification" in found:  # "none of the inspections led to the identification of a victim"
            whom = next((t for t in tokens[verb.index + 3 : high] if t.lex.noun in ("victim", "case")), None)
            heads = [(whom, True)] if whom is not None else []
        if not heads or not heads[0][1]:
            continue
        counted = head is None or head.lex.noun in ("victim", "case", "suspect", "conviction", "investigation", "prosecution")
        denied: list[tuple[str, str, Token]] = []
        if led:
            denied = [(*NOUN_INDICATORS[noun.lex.noun], noun) for noun, _ in heads if noun.lex.noun in _OUTCOMES]
        elif token.low != "no" or not counted:
            rule = rule_of(parsed, verb.lemma, heads[0][0], verb.index + 1, high, verb)
            if rule is not None and rule.indicator in flows() and verb.lemma in OWN_VERBS:
                denied = [(rule.indicator, unit_absent(rule, heads[0][0]), heads[0][0])]
        period = never(parsed, token.index, verb.index + 1, setting) or period_of(parsed, setting, verb.index, own_reporting=False)
        for indicator, unit, noun in denied:
            absence = absence_of(
                parsed,
                setting,
                "no-agent",
                indicator,
                unit,
                "zero",
                token.start,
                token.end,
                period,
                low=verb.index + 1,
                high=noun.index + 1,
            )
            made.append((absence, (token.start, noun.end)))
    return made


_NEARLY = frozenset(["to", "almost", "virtually", "practically", "hardly"])
# What cases lead to.
_OUTCOMES = frozenset(["investigation", "prosecution", "conviction", "arrest", "acquittal", "victim", "case"])
