"""No reports of something, which is weaker than none."""

import re

from pipeline.facts.absent import (
    COMPLICIT,
    COMPLICIT_TEXT,
    Made,
    absence_of,
    clause_end,
    forms_end,
    named_nouns,
    period_of,
    rule_of,
    setting_places,
    token_at,
    unit_absent,
)
from pipeline.facts.indicator import flows
from pipeline.facts.item import Setting
from pipeline.facts.parsed import Parsed
from pipeline.facts.periods import opening
from pipeline.mentions.period import PeriodMention
from pipeline.vocabulary.grammar import PENALTIES

_NO_REPORTS = re.compile(
    r"\b(?:there\s(?:were|was|have\sbeen|had\sbeen)\s)?(?P<q>no\s(?:known\s|confirmed\s|official\s|credible\s|formal\s)?reports?)\s"
    r"(?:of|that|(?=the\sgovernment|authorities|police|officials))\b|"
    r"\b(?:received|had)\s(?P<r>no\s(?:\w+\s)?reports)\sof\b",
    re.IGNORECASE,
)


_SAME = re.compile(r"\bthe\ssame(?:\snumber|\sfigure|\stotal|\samount)?\s(?:as|that)\s(?:it\swas\s)?(?:in|during|for)?\s?", re.IGNORECASE)


def read_no_reports(parsed: Parsed, setting: Setting, _used: list[tuple[int, int]]) -> Made:
    """Reads "There were no reports of cases or victims in T in Y, the same as in Z": the weaker kind of nothing."""
    made: Made = []
    tokens, text, base = parsed.tokens, parsed.sentence.text, parsed.sentence.start
    for match in _NO_REPORTS.finditer(text):
        group = "q" if match["q"] else "r"
        quote = (match.start(group) + base, match.end(group) + base)
        low, high = token_at(tokens, match.end() + base), clause_end(parsed, token_at(tokens, match.end() + base))
        nouns = named_nouns(parsed, low, high, setting)
        if low < high and tokens[low].lex.noun in ("official", "suspect", "people", "victim") and not nouns:
            nouns = _befallen(parsed, low, high)
        nouns = _helped(parsed, low, high) or nouns
        if not match[0].lower().endswith("of") and low < high:
            done = _done_to(parsed, low, high)
            punished = any(v.lemma in PENALTIES and not done and low <= v.index < high for v in parsed.verbs)
            nouns = [] if punished else done or nouns  # "no reports that officials punished victims"
        if low < high and COMPLICIT_TEXT.search(parsed.text(tokens[low].start, tokens[high - 1].end)):
            nouns = [(COMPLICIT.get(name, name), "person" if name in COMPLICIT else unit, first, last) for name, unit, first, last in nouns]
        own = _own_years(parsed, low, high)
        same = _same_years(parsed, high)
        period = period_of(parsed, setting, low, own_reporting=False)
        places = setting_places(parsed, setting, tokens[min(low, len(tokens) - 1)].clause)
        for mention, when in ([(own[0], None)] if own else [(None, period)]) + [(year, "same") for year in same]:
            if mention is not None:
                year = _digits(parsed, mention)
                address = year or (mention.start, mention.end)
                stated = mention.period or period
            else:
                address, stated = quote, period
            del when
            for place in places:
                for indicator, unit, n_low, n_high in nouns:
                    absence = absence_of(
                        parsed, setting, "no-reports", indicator, unit, "no_reports", address[0], address[1], stated, low=n_low, high=n_high
                    )
                    absence.count.territory = place
                    made.append((absence, (match.start() + base, tokens[high - 1].end)))
    return made


def _helped(parsed: Parsed, low: int, high: int) -> list[tuple[str, str, int, int]]:
    """What "no reports of assistance to victims" denies: the help that its own noun names."""
    tokens = parsed.tokens
    for token in tokens[low:high]:
        behind = tokens[token.index + 1 : min(high, token.index + 6)]
        whom = next((t for t in behind if t.lex.noun == "victim"), None)
        if token.lex.nominal == "assist" and whom is not None and behind[0].low in ("to", "for"):
            return [("victims_assisted", "person", low, forms_end(tokens, whom.index, high))]
    return []


def _done_to(parsed: Parsed, low: int, high: int) -> list[tuple[str, str, int, int]]:
    """What "no reports that any official had been convicted", "... that police arrested any official" deny: the verbs' indicators."""
    verb = next((v for v in parsed.verbs if low <= v.index < high and v.kind == "finite"), None)
    head = next((t for t in parsed.tokens[low:high] if t.lex.noun), None)
    if verb is not None and not verb.passive:
        # "that the government investigated, prosecuted, or convicted any official"
        acts = [v for v in parsed.verbs if low <= v.index < high and v.clause == verb.clause and v.kind in ("finite", "reduced")]
        head = next((t for t in parsed.tokens[acts[-1].index : high] if t.lex.noun), None)
        penal = head is not None and head.lex.noun == "victim" and any(v.lemma in PENALTIES for v in acts)
        asked = not penal and parsed.tokens[acts[-1].index + 1].low in ("any", "a", "an")
        ruled = [rule_of(parsed, v.lemma, head, acts[-1].index + 1, high, v) for v in acts] if asked and head is not None else []
        return [
            (rule.indicator, unit_absent(rule, head), acts[-1].index + 1, head.index + 1)
            for rule in ruled
            if rule is not None and rule.indicator in flows() and head is not None
        ]
    if verb is None or head is None or head.index > verb.index:
        return []
    rule = rule_of(parsed, verb.lemma, head, low, high, None)
    if rule is None or rule.indicator not in flows():
        return []
    return [(rule.indicator, unit_absent(rule, head), low, head.index + 1)]


def _befallen(parsed: Parsed, low: int, high: int) -> list[tuple[str, str, int, int]]:
    """What "no reports of officials prosecuted or convicted" denies: each participle's indicator."""
    head, found = parsed.tokens[low], []
    for token in parsed.tokens[low + 1 : high]:
        if token.lex.verb_form in ("past", "part") and token.lex.verb and token.lex.verb != "be":
            rule = rule_of(parsed, token.lex.verb, head, low, high, None)
            if rule is not None and rule.indicator in flows():
                found.append((rule.indicator, unit_absent(rule, head), low, head.index + 1))
        elif token.low not in ("or", "and", ",", "being", "nor"):
            break
    return found


def _own_years(parsed: Parsed, low: int, high: int) -> list[PeriodMention]:
    """Years stated in the clause itself; one that opens the sentence counts."""
    found = []
    for t in parsed.tokens:
        mention = t.span.source if t.kind == "period" and t.span is not None and isinstance(t.span.source, PeriodMention) else None
        if (
            mention is not None
            and mention.kind == "main"
            and (low <= t.index < high or opening(parsed.tokens, t.index))
            and mention.period is not None
            and mention.period.type == "calendar_year"
        ):
            found.append(mention)
    return found


def _same_years(parsed: Parsed, low: int) -> list[PeriodMention]:
    text, base = parsed.sentence.text, parsed.sentence.start
    match = _SAME.search(text, max(0, parsed.tokens[low].start - base - 1) if low < len(parsed.tokens) else len(text))
    if match is None:
        return []
    for t in parsed.tokens:
        mention = t.span.source if t.kind == "period" and t.span is not None and isinstance(t.span.source, PeriodMention) else None
        if mention is not None and mention.period is not None and t.end > match.end() + base - 2:
            return [mention]
    return []


def _digits(parsed: Parsed, mention: PeriodMention) -> tuple[int, int] | None:
    match = re.search(r"(?:19|20)\d\d", parsed.sentence.text[mention.start - parsed.sentence.start : mention.end - parsed.sentence.start])
    return (mention.start + match.start(), mention.start + match.end()) if match else None
