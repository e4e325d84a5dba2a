"""What was not reported: "did not report how many", "could not provide", "did not disaggregate"."""

import re

from pipeline.facts.absent import (
    COMPLICIT,
    COMPLICIT_TEXT,
    NOUN_INDICATORS,
    VERB_INDICATORS,
    Made,
    absence_of,
    clause_end,
    forms_end,
    has_subject,
    modifies,
    named_nouns,
    overlaps,
    period_of,
    rule_of,
    token_at,
    unit_absent,
)
from pipeline.facts.clause import Verb
from pipeline.facts.figure import is_person
from pipeline.facts.indicator import Rule, flows, usual_unit
from pipeline.facts.item import Setting
from pipeline.facts.parsed import Parsed
from pipeline.facts.tokens import Token
from pipeline.mentions.glance import glance

_NOT_REPORTED = re.compile(
    r"\b(?:(?:has|have|had)\snever\sreported|(?:did|does|do|had|have|has|could|would|was|were)\s(?:\w+\s){0,2}?not\s(?:\w+ly\s)?(?:able\sto\s)?(?:report|confirm|verify|determine|estimate|provide|give|release|publish|share|make\savailable|disclose|supply|record|collect|say|specify|track|maintain|furnish|indicate|state|compile|know)(?:ed|d)?\b|"
    r"nor\s(?:did|has|have|could|does)\s(?:it|they|the\s\w+|authorities|officials|police)\s(?:report|provide|give|disclose|publish)(?:ed)?\b|neither\s[^.;]{3,90}\s(?:could|did|would)\s(?:supply|report|provide|give|say|state)|(?:was|were)\sunable\sto\s(?:report|provide|give|confirm|say|verify|supply|determine|share|disaggregate)|(?:was|were|is|remained)\s(?:unclear|unknown|not\s(?:clear|known|available|reported|provided))|(?:declined|refused|failed)\sto\s(?:report|provide|give|disclose|release|share|publish|say|supply)|"
    r"(?:(?:had|provided|furnished|gave|released|published|supplied|offered|shared|kept|collected|maintained)\sno|(?:did|does)\snot\shave(?:\sany)?)"
    r"\s(?:\w+\s){0,2}?(?:data|figures?|statistics|information|numbers|records)\s(?:on|about|for|regarding|concerning|of)\b|"
    r"\b(?:an?\s(?:unknown|unspecified|unreported|undisclosed)\snumber\sof)|data\s(?:\w+\s){0,4}(?:was|were)\s(?:not\savailable|unavailable))",
    re.IGNORECASE,
)


_HANDING_OVER = re.compile(r"\b(?:provide|give|share|supply|furnish|make\savailable)d?$", re.IGNORECASE)
_DATA = re.compile(
    r"\b(?:numbers?|data|figures?|statistics|information|how\smany|breakdown|details|reports?|counts?|records?|updates?|totals?"
    r"|(?:investigation|prosecution|conviction|sentencing|identification)s?)\b",
    re.IGNORECASE,
)


# "data on convictions were unavailable", "the number of prosecutions was unknown", "no statistics on convictions were made available"
_UNAVAILABLE = re.compile(
    r"\b(?:"
    r"(?:the\snumbers?|(?:data|figures|statistics|records))\s(?:of|on|for|about|regarding|concerning)\s(?P<what>[^.;:()]{3,90}?)\s"
    r"(?:was|were|is|are|remained)\s(?:\w+ly\s)?(?:not\s(?:\w+ly\s)?(?:available|provided|reported|known|released|disclosed|published|recorded|made\savailable)"
    r"|unavailable|unknown|unreported|undisclosed)"
    r"|no\s(?:\w+\s){0,2}?(?:data|figures|statistics|records)\s(?:of|on|for|about|regarding|concerning)\s(?P<none>[^.;:()]{3,90}?)\s"
    r"(?:was|were|is|are)\s(?:\w+ly\s)?(?:available|provided|reported|released|disclosed|published|made\savailable|kept|collected)"
    r")\b",
    re.IGNORECASE,
)


_WHETHER = re.compile(r"^\s(?:on\s)?(?:if|whether|the\sextent|that|how\s(?!many)|what|why|which|when|where)\b", re.IGNORECASE)


_SPLIT = re.compile(
    r"\b(?:did\snot|could\snot|nor\sdid\s(?:it|they|the\s\w+)|does\snot|were\snot|was\snot|not)\s(?:disaggregate[d]?|break\sdown|broken\sdown)\b",
    re.IGNORECASE,
)


_BY = re.compile(r"by\s(?:[\w-]+\s){0,3}?(?:form|type|kind|sex|age|gender|nationality|crime|category|victim)", re.IGNORECASE)


def read_undivided(parsed: Parsed, setting: Setting) -> Made:
    """Reads "did not disaggregate them by form": the missing split is the row."""
    made: Made = []
    text, base = parsed.sentence.text, parsed.sentence.start
    for match in _SPLIT.finditer(text) if glance(text).holds(("disaggregate", "break down", "broken down")) else ():
        start, end = match.start() + base, match.end() + base
        low = token_at(parsed.tokens, end)
        high = clause_end(parsed, low)
        by = _BY.search(text, match.end())
        nouns = named_nouns(parsed, low, min(high, next((t.index for t in parsed.tokens[low:high] if t.low == "by"), high)), setting)
        detail = "by form of exploitation" if by is None or "form" in by[0] or "type" in by[0] or "kind" in by[0] else by[0]
        told = [item for item in setting.current if item.counts and item.relation.kind == "main"]
        if nouns and told and nouns[0][0] in ("cases_identified", "victims_identified") and told[-1].counts[0].indicator != nouns[0][0]:
            nouns = []  # "the cases" are those just counted
        if not nouns:
            pronoun = any(
                t.low in ("them", "these", "those", "this", "data", "figures", "statistics", "the number", "numbers")
                for t in parsed.tokens[low : low + 3]
            )
            known = [
                item for item in setting.current if item.counts and item.relation.kind == "main" and item.indicators[0][0] != "other"
            ] or ([item for item in setting.previous if item.counts and item.relation.kind == "main"] if pronoun else [])
            nouns = list({count.indicator: (count.indicator, count.unit, low, low) for count in known[-1].counts}.values()) if known else []
            period = known[-1].counts[0].period if known else setting.book.reporting
        else:
            period = period_of(parsed, setting, low, own_reporting=True)
        for indicator, unit, n_low, n_high in nouns:
            made.append(
                (
                    absence_of(
                        parsed,
                        setting,
                        "not-disaggregated",
                        indicator,
                        unit,
                        "not_reported",
                        start,
                        end,
                        period,
                        low=n_low,
                        high=n_high,
                        detail=detail,
                    ),
                    (start, end),
                )
            )
    return made


def read_not_reported(parsed: Parsed, setting: Setting, used: list[tuple[int, int]]) -> Made:
    """Reads "did not report identifying or assisting victims", "unable to give the number of convictions": not reported."""
    made: Made = []
    tokens, text, base = parsed.tokens, parsed.sentence.text, parsed.sentence.start
    untold = [] if parsed.sentence.section == "profile" else list(_UNAVAILABLE.finditer(text))
    for match in [*untold, *_NOT_REPORTED.finditer(text)]:
        start, end = match.start() + base, match.end() + base
        if _HANDING_OVER.search(match[0]) and not _DATA.search(text, match.end(), match.end() + 70):
            continue  # "did not provide any training"
        if match[0].lower().endswith("available") and text[match.end() : match.end() + 1] == ",":
            continue  # "while comprehensive data was not available, the government reported identifying 2,953 victims"
        if overlaps(start, end, [*used, *(span for _, span in made)]) or _WHETHER.match(text[match.end() :]):
            continue
        low = token_at(tokens, end)
        high = clause_end(parsed, low)
        if match in untold:
            low, high = token_at(tokens, start), token_at(tokens, match.end("what" if match["what"] else "none") + base)
        if _NO_SUBJECT.search(text[: match.start()]) and not text[match.end() :].lstrip().startswith("how many"):
            continue
        complicit = COMPLICIT_TEXT.search(parsed.text(tokens[low].start, tokens[high - 1].end)) is not None if low < high else False
        complicit = complicit or _OFFICIALS_BEFORE.search(text[: match.start()]) is not None
        how_many = re.match(r"(?:\w+\s){0,2}?how\smany\b", text[match.end() :].lstrip()) is not None or match[0].lower().startswith(
            ("was unclear", "is unclear", "was unknown", "remained un")
        )
        unknown_number = match[0].lower().endswith("number of")
        period = period_of(parsed, setting, low, own_reporting=not unknown_number)
        for indicator, unit, q_start, q_end, n_low, n_high in _objects(parsed, low, high, how_many=how_many, unknown_number=unknown_number):
            name = COMPLICIT.get(indicator, indicator) if complicit else indicator
            if name not in flows():
                continue
            made.append(
                (
                    absence_of(
                        parsed,
                        setting,
                        "unknown-number" if unknown_number else "not-reported",
                        name,
                        "person" if name in COMPLICIT.values() else unit,
                        "not_reported",
                        q_start,
                        q_end,
                        period,
                        low=n_low,
                        high=n_high,
                    ),
                    (start, tokens[high - 1].end),
                )
            )
    return made


# "investigated 14 officials for complicity ... but did not report any convictions"
_OFFICIALS_BEFORE = re.compile(r"\b(?:officials?|officers?)\b[^.;]{0,60}\bcomplicit", re.IGNORECASE)


_NEWS = frozenset(["progress", "updates", "update", "developments", "outcome", "outcomes", "status"])


_NO_SUBJECT = re.compile(r"\b(?:ngos?|observers?|experts?|victims|workers|employers)\s(?:\w+\s){0,2}$", re.IGNORECASE)


def _objects(parsed: Parsed, low: int, high: int, *, how_many: bool, unknown_number: bool) -> list[tuple[str, str, int, int, int, int]]:
    """What was not reported: gerunds with their object, or nouns; each with its quote."""
    tokens = parsed.tokens
    found: list[tuple[str, str, int, int, int, int]] = []
    if unknown_number:
        before = [v for v in parsed.verbs if v.index < low and v.kind in ("finite", "gerund")]
        head = next((t for t in tokens[low:high] if t.lex.noun), None)
        if before and head is not None:
            taught = any(
                t.lex.noun == "training" for t in tokens[before[-1].index : low]
            )  # "gave training to an unknown number of officials"
            rule = rule_of(parsed, "train" if taught else before[-1].lemma, head, low, head.index + 1, None)
            if rule is not None and rule.indicator != "other":
                return [(rule.indicator, unit_absent(rule, head), head.start, head.end, low, head.index + 1)]
        return []
    gerunds = [v for v in parsed.verbs if low <= v.index < high and v.kind == "gerund"]
    if gerunds and gerunds[0].index - low > 2 and tokens[gerunds[0].index - 1].low == "of":
        gerunds = []  # "did not report information on parents involved in begging for the purpose of helping their children"
    if how_many:
        asked = [t.index + 1 for t in tokens[low:high] if t.low == "many"] or [low]
        for position, start in enumerate(asked):
            stop = asked[position + 1] if position + 1 < len(asked) else high
            found += _how_many(parsed, start, stop)
        return found
    if gerunds:
        for position, verb in enumerate(gerunds):
            stop = gerunds[position + 1].index if position + 1 < len(gerunds) else high
            eased = next((t for t in tokens[verb.index + 1 : verb.index + 4] if t.lex.nominal in VERB_INDICATORS), None)
            if verb.lemma in ("coordinate", "facilitate", "arrange", "fund", "organize") and eased is not None:
                eased_to = VERB_INDICATORS[eased.lex.nominal or ""]  # "did not report coordinating the repatriation of foreign victims"
                found.append((eased_to, usual_unit(eased_to), tokens[verb.index].start, tokens[verb.index].end, verb.index + 1, stop))
                continue
            own = _first_noun(tokens, verb.index + 1, stop)
            head = own or _first_noun(tokens, verb.index + 1, high)
            if own is not None and own.lex.noun in (
                "investigation",
                "prosecution",
                "conviction",
                "arrest",
                "acquittal",
                "indictment",
                "sentence_noun",
                "restitution",
                "compensation",
                "permit",
            ):
                listed = [
                    t
                    for t in tokens[verb.index + 1 : stop]
                    if t.lex.noun in NOUN_INDICATORS and t.lex.noun not in ("victim", "case") and not modifies(tokens, t.index)
                ]
                for noun in listed:
                    indicator, unit = NOUN_INDICATORS[noun.lex.noun or ""]
                    last = forms_end(tokens, noun.index, high) if noun.lex.noun == "permit" else noun.index + 1
                    found.append((indicator, unit, noun.start, noun.end, verb.index + 1, last))
                continue
            if (
                head is None
                or tokens[verb.index + 1].low == "them"
                or [t.low for t in tokens[verb.index + 1 : verb.index + 3]] == ["any", "to"]
            ):
                named = VERB_INDICATORS.get(verb.lemma)
                if named is not None:
                    found.append((named, usual_unit(named), tokens[verb.index].start, tokens[verb.index].end, verb.index, verb.index + 1))
                continue
            rule = rule_of(parsed, verb.lemma, head, verb.index + 1, high, verb)
            if rule is not None and rule.indicator not in ("other", "none"):
                found.append(
                    (
                        rule.indicator,
                        unit_absent(rule, head),
                        tokens[verb.index].start,
                        tokens[verb.index].end,
                        verb.index + 1,
                        max(head.index + 1, forms_end(tokens, head.index, high)),
                    )
                )
        return found
    if any(t.low in _NEWS for t in tokens[low : low + 3]):
        return []  # "did not report progress on two prosecutions"
    for j in range(low, high):
        token = tokens[j]
        if token.low in ("on", "about", "by", "whether", "if", "that", "who", "which", "against", "for", "involving", "during") and found:
            break
        if token.low in ("whether", "if"):
            break
        name = token.lex.noun
        befell = _befell(parsed, token, low, high) if name == "people" else None
        if befell is not None:  # "the number of children repatriated"
            found.append((befell.indicator, unit_absent(befell, token), token.start, token.end, max(low, j - 3), j + 1))
            if "number" in {t.low for t in tokens[j + 1 : high]}:
                continue
            break
        if token.low == "training" and j + 1 < high and (tokens[j + 1].low == "any" or is_person(tokens[j + 1].lex.noun or "")):
            found.append(("people_trained", "person", token.start, token.end, low, j + 1))  # "did not report training any officials"
            break
        if name in NOUN_INDICATORS and not modifies(tokens, j) and not (name in ("victim", "case") and not _counted_noun(parsed, low, j)):
            indicator, unit = NOUN_INDICATORS[
                name if not (name == "victim" and any(t.lex.status == "potential" for t in tokens[low:j])) else "potential_victim"
            ]
            if name in ("victim", "case"):
                said = next((v for v in parsed.verbs if j < v.index < high), None)
                does = said is not None and not said.passive and said.kind == "finite" and not has_subject(tokens, j, said.index)
                rule = (
                    rule_of(parsed, said.lemma, token, low, high, None, role="agent" if does else "patient") if said is not None else None
                )
                if rule is not None and rule.indicator not in ("other", "none"):
                    indicator, unit = rule.indicator, unit_absent(rule, token)
                found += _second_verbs(parsed, token, said, low, high, indicator)
            found.append((indicator, unit, token.start, token.end, low, j + 1))
    return found


def _second_verbs(
    parsed: Parsed, head: Token, first: Verb | None, low: int, high: int, told: str
) -> list[tuple[str, str, int, int, int, int]]:
    """The further acts of "the number of victims it identified or referred": a row each (annotation rule A4)."""
    found: list[tuple[str, str, int, int, int, int]] = []
    last = first
    for verb in parsed.verbs:
        if last is None or not last.index < verb.index < high:
            continue
        if not all(t.low in ("or", "and", ",") for t in parsed.tokens[last.index + 1 : verb.index]):
            break
        rule = rule_of(parsed, verb.lemma, head, low, high, None)
        if rule is not None and rule.indicator not in ("other", "none", told):
            found.append((rule.indicator, unit_absent(rule, head), head.start, head.end, low, head.index + 1))
        last = verb
    return found


def _befell(parsed: Parsed, head: Token, low: int, high: int) -> Rule | None:
    """The rule for what was done to the persons whose number is not reported."""
    if "number" not in {t.low for t in parsed.tokens[max(low, head.index - 4) : head.index]}:
        return None
    done = next((v for v in parsed.verbs if head.index < v.index < high), None)
    rule = rule_of(parsed, done.lemma, head, low, high, None) if done is not None and done.passive else None
    return rule if rule is not None and rule.indicator not in ("other", "none") else None


def _how_many(parsed: Parsed, low: int, high: int) -> list[tuple[str, str, int, int, int, int]]:
    """What "how many" asks of one clause: its noun with its verb, or what the noun led to."""
    tokens = parsed.tokens
    head = next((t for t in tokens[low:high] if t.lex.noun), None)
    verb = next((v for v in parsed.verbs if low <= v.index < high), None)
    if head is None or verb is None:
        return []
    last = next((t for t in reversed(tokens[low:high]) if t.lex.noun in ("investigation", "prosecution", "conviction", "arrest")), None)
    if tokens[verb.index].lex.verb in ("lead", "result") and last is not None:
        indicator, unit = NOUN_INDICATORS[last.lex.noun or ""]
        return [(indicator, unit, last.start, last.end, last.index, last.index + 1)]
    asked_of = verb.index > head.index and not verb.passive and not has_subject(tokens, head.index, verb.index)
    rule = rule_of(parsed, verb.lemma, head, low, high, None, role="agent" if asked_of else "patient")
    if rule is None or rule.indicator == "other":
        if head.lex.noun not in ("investigation", "prosecution", "conviction", "arrest"):
            return []
        indicator, unit = NOUN_INDICATORS[head.lex.noun]  # "how many investigations remained open"
        return [(indicator, unit, head.start, head.end, low, head.index + 1)]
    return [(rule.indicator, unit_absent(rule, head), head.start, head.end, low, head.index + 1)]


def _counted_noun(parsed: Parsed, low: int, index: int) -> bool:
    """Whether "victims" or "cases" is what was to be reported: "any cases", "the number of victims identified"."""
    words = {t.low for t in parsed.tokens[low:index]}
    return bool(words & {"number", "any", "new", "how", "numbers", "many", "figure", "statistics"}) or index - low <= 2


def _first_noun(tokens: list[Token], low: int, high: int) -> Token | None:
    for j in range(low, high):
        token = tokens[j]
        if token.lex.noun and not modifies(tokens, j):
            return token
        if token.function == "relatives":
            return None
    return None
