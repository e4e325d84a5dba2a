"""What the text says was not: none, not reported, no reports (annotation rules A3-A5)."""

import itertools
import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from pipeline.facts.actors import read_actor
from pipeline.facts.clause import Verb
from pipeline.facts.figure import ACT, Figure, dimensions, head_class, is_person, noun_phrase
from pipeline.facts.indicator import Context, Rule, decide, flows, usual_unit
from pipeline.facts.item import Setting
from pipeline.facts.model import Count
from pipeline.facts.parsed import Parsed
from pipeline.facts.periods import opening
from pipeline.facts.tokens import Token
from pipeline.mentions.glance import glance
from pipeline.mentions.period import PeriodMention
from pipeline.normalize.period import Period
from pipeline.vocabulary.grammar import HEDGES, OWN_VERBS, PENALTIES
from pipeline.vocabulary.load import load

_NOMINAL: dict[str, str] = load("verbs")["nominal"]
_COMPLICIT = {
    "investigations": "official_complicity_investigations",
    "prosecutions": "official_complicity_prosecutions",
    "convictions": "official_complicity_convictions",
}
_COMPLICIT_TEXT = re.compile(
    r"\b(?:complicit\w*|complicity|(?:prosecutions?|convictions?|investigations?|arrests?) of (?:\w+ )?officials?|"
    r"(?:government|public|law enforcement) (?:officials?|employees?)|"
    r"officials? (?:for|allegedly|suspected|accused|who|involved)|official complicity)\b"
)
_NEGATION = re.compile(
    r"\b(?:not|neither|nor|never|unable|unclear|unknown|n't|failed to|without|unreported|unspecified number|no)\b",
    re.IGNORECASE,
)
# the words with which they begin
_NEGATIVE = frozenset(
    ["not", "neither", "nor", "never", "unable", "unclear", "unknown", "n", "failed", "without", "unreported", "unspecified", "no"]
)
_NOT_REPORTED = re.compile(
    r"\b(?:(?:has|have|had)\snever\sreported|(?:did|does|do|had|have|has|could|would|was|were)\s(?:\w+\s){0,2}?not\s(?:\w+ly\s)?(?:able\sto\s)?(?:report|provide|give|release|publish|share|make\savailable|disclose|supply|record|collect|say|specify|track|maintain|furnish|indicate|state|compile|know)(?:ed|d)?\b|"
    r"nor\s(?:did|has|have|could|does)\s(?:it|they|the\s\w+|authorities|officials|police)\s(?:report|provide|give|disclose|publish)(?:ed)?\b|neither\s[^.;]{3,90}\s(?:could|did|would)\s(?:supply|report|provide|give|say|state)|(?:was|were)\sunable\sto\s(?:report|provide|give|confirm|say|verify|supply|determine|share|disaggregate)|(?:was|were|is|remained)\s(?:unclear|unknown|not\s(?:clear|known|available|reported|provided))|declined\sto\s(?:report|provide|give)|failed\sto\s(?:report|provide)|"
    r"\b(?:an?\s(?:unknown|unspecified|unreported|undisclosed)\snumber\sof)|data\s(?:\w+\s){0,4}(?:was|were)\s(?:not\savailable|unavailable))",
    re.IGNORECASE,
)
_WHETHER = re.compile(r"^\s(?:on\s)?(?:if|whether|the\sextent|that|how\s(?!many)|what|why|which|when|where)\b", re.IGNORECASE)
_SPLIT = re.compile(
    r"\b(?:did\snot|could\snot|nor\sdid\s(?:it|they|the\s\w+)|does\snot|were\snot|was\snot|not)\sdisaggregate[d]?\b", re.IGNORECASE
)
_NO_REPORTS = re.compile(
    r"\b(?:there\s(?:were|was|have\sbeen|had\sbeen)\s)?(?P<q>no\s(?:known\s|confirmed\s|official\s|credible\s|formal\s)?reports?)\s(?:of|that)\b|\b(?:received|had)\s(?P<r>no\s(?:\w+\s)?reports)\sof\b",
    re.IGNORECASE,
)
_SAME = re.compile(r"\bthe\ssame(?:\snumber|\sfigure|\stotal|\samount)?\s(?:as|that)\s(?:it\swas\s)?(?:in|during|for)?\s?", re.IGNORECASE)
_BY = re.compile(r"by\s(?:[\w-]+\s){0,3}?(?:form|type|kind|sex|age|gender|nationality|crime|category|victim)", re.IGNORECASE)
_ZERO = re.compile(r"\b(?:did|has|have|had|does|do|neither)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Absence:
    """One count of nothing, and the token range that it has used up."""

    count: Count
    low: int
    high: int


def may_deny(text: str) -> bool:
    """Whether a sentence holds a word by which it can say what there was not."""
    return not _NEGATIVE.isdisjoint(glance(text).words) and _NEGATION.search(text) is not None


def read_absences(parsed: Parsed, setting: Setting) -> tuple[list[Absence], list[tuple[int, int]]]:
    """The zero, not_reported and no_reports rows of a sentence, and narrative ranges that other readers must leave alone."""
    if parsed.sentence.section == "recommendations" or not may_deny(parsed.sentence.text):
        return [], []
    found: list[Absence] = []
    used: list[tuple[int, int]] = []
    for reader in (_no_reports, _not_reported, _negated_verbs, _no_agent):
        for absence, span in reader(parsed, setting, used):
            found.append(absence)
            used.append(span)
    return found, used


def read_splits(parsed: Parsed, setting: Setting) -> list[Absence]:
    """The rows of "did not disaggregate", once the sentence's own counts are known."""
    return [absence for absence, _ in _disaggregate(parsed, setting)]


Made = list[tuple[Absence, tuple[int, int]]]


def _base(
    parsed: Parsed,
    setting: Setting,
    rule: str,
    indicator: str,
    unit: str,
    status: str,
    start: int,
    end: int,
    period: Period,
    *,
    low: int,
    high: int,
    detail: str | None = None,
) -> Absence:
    dims = dimensions(parsed.tokens, low, high, setting.iso3)
    if dims.nationality is None and any(t.low == "such" for t in parsed.tokens[low:high]):
        dims.nationality = setting.nationality
    zero = status == "zero"
    offender = indicator.startswith("official_complicity")
    count = Count(
        start=start,
        end=end,
        sentence_id=parsed.sentence.sentence_id,
        section=parsed.sentence.section,
        territory=setting.territory,
        rule=rule,
        indicator=indicator,
        unit=unit,
        value=Decimal(0) if zero else None,
        value_low=Decimal(0) if zero else None,
        value_high=Decimal(0) if zero else None,
        precision="exact" if zero else None,
        status=status,
        period=period,
        exploitation=dims.exploitation or "all",
        sex=dims.sex if dims.sex and not offender else "all",
        age=dims.age if dims.age and not offender else "all",
        nationality=dims.nationality or "all",
        detail=detail,
    )
    return Absence(count, low, high)


def _overlaps(start: int, end: int, used: list[tuple[int, int]]) -> bool:
    return any(start < high and low < end for low, high in used)


def _token_at(tokens: list[Token], offset: int) -> int:
    return next((t.index for t in tokens if t.end > offset), len(tokens))


def _clause_end(parsed: Parsed, index: int) -> int:
    tokens = parsed.tokens
    for t in tokens[index:]:
        if t.text in (";", "–", "—") or (t.text == "." and t.index == len(tokens) - 1):
            return t.index
        if t.low in ("although", "while", "but", "however", "though", "because", "nor") and t.index > index + 1:
            return t.index
        if (
            t.low == "and"
            and t.index + 2 < len(tokens)
            and tokens[t.index + 1].low in ("it", "they", "did", "the", "its", "their")
            and any(v.kind == "finite" and t.index < v.index <= t.index + 6 for v in parsed.verbs)
        ):
            return t.index
        if (
            t.text == ","
            and t.index + 1 < len(tokens)
            and tokens[t.index + 1].low
            in (
                "compared with",
                "compared to",
                "nor",
                "but",
                "although",
                "while",
                "despite",
                "the same",
                "the same as",
                "same as",
                "including",
                "and it",
                "which",
            )
        ):
            return t.index
    return len(tokens)


def _period(parsed: Parsed, setting: Setting, index: int, *, own_reporting: bool) -> Period:
    """The period of an absence: its own clause or sentence opening; else the running one, or the reporting period (rule 31)."""
    tokens = parsed.tokens
    end = _clause_end(parsed, index)
    start = next((t.index for t in reversed(tokens[:index]) if t.text == ";" or t.low == "but"), -1) + 1
    for t in [*tokens[index:end], *reversed(tokens[start:index])]:
        mention = t.span.source if t.kind == "period" and t.span is not None and isinstance(t.span.source, PeriodMention) else None
        if mention is None or t.depth or mention.kind not in ("main", "since", "running", "previous", "end", "lookback"):
            continue
        prev = tokens[t.index - 1].low if t.index else ""
        if prev in ("than", "from", "since") and mention.kind == "main" and t.index > index:
            continue
        if mention.kind == "since" and mention.period is not None and mention.period.start is not None:
            return replace(mention.period, start=mention.period.start.replace(year=mention.period.start.year + 1, month=1, day=1))
        resolved = setting.book.resolve(mention, None, setting.paragraph)
        if resolved is not None:
            return resolved
    for t in tokens:
        mention = t.span.source if t.kind == "period" and t.span is not None and isinstance(t.span.source, PeriodMention) else None
        if (
            mention is not None
            and mention.kind in ("main", "running")
            and (opening(tokens, t.index) or (own_reporting and t.depth == 0 and t.index < index))
        ):
            resolved = setting.book.resolve(mention, None, setting.paragraph)
            if resolved is not None:
                return resolved
    if own_reporting:
        return setting.book.reporting
    for t in reversed(tokens[:index]):
        mention = t.span.source if t.kind == "period" and t.span is not None and isinstance(t.span.source, PeriodMention) else None
        if (
            (
                mention is not None
                and mention.kind == "main"
                and not t.depth
                and mention.period is not None
                and mention.period.type == "calendar_year"
            )
            and tokens[max(t.index - 1, 0)].low not in ("from", "than", "since")
            and not any(x.lex.comparison for x in tokens[max(0, t.index - 6) : t.index])
        ):
            return mention.period  # rule 29 b: stated earlier in the sentence
    return setting.book.running(setting.paragraph) or setting.book.reporting


def _never(parsed: Parsed, low: int, high: int, setting: Setting) -> Period | None:
    if any(t.low in ("never", "ever") for t in parsed.tokens[max(0, low - 3) : high]):
        return Period(None, date(setting.report_year - 1, 12, 31), "range")
    return None


def _no_reports(parsed: Parsed, setting: Setting, _used: list[tuple[int, int]]) -> Made:
    """Reads "There were no reports of cases or victims in T in Y, the same as in Z": the weaker kind of nothing."""
    made: Made = []
    tokens, text, base = parsed.tokens, parsed.sentence.text, parsed.sentence.start
    for match in _NO_REPORTS.finditer(text):
        group = "q" if match["q"] else "r"
        quote = (match.start(group) + base, match.end(group) + base)
        low, high = _token_at(tokens, match.end() + base), _clause_end(parsed, _token_at(tokens, match.end() + base))
        nouns = _nouns(parsed, low, high, setting)
        if tokens[low - 1].low == "that" and low < high:
            nouns = _done_to(parsed, low, high) or nouns
            if any(v.lemma in PENALTIES and not v.passive and low <= v.index < high for v in parsed.verbs):
                nouns = []  # "no reports that officials punished victims"
        if low < high and _COMPLICIT_TEXT.search(parsed.text(tokens[low].start, tokens[high - 1].end)):
            nouns = [
                (_COMPLICIT.get(name, name), "person" if name in _COMPLICIT else unit, first, last) for name, unit, first, last in nouns
            ]
        own = _own_years(parsed, low, high)
        same = _same_years(parsed, high)
        period = _period(parsed, setting, low, own_reporting=False)
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
                    absence = _base(
                        parsed, setting, "no-reports", indicator, unit, "no_reports", address[0], address[1], stated, low=n_low, high=n_high
                    )
                    absence.count.territory = place
                    made.append((absence, (match.start() + base, tokens[high - 1].end)))
    return made


def _done_to(parsed: Parsed, low: int, high: int) -> list[tuple[str, str, int, int]]:
    """What "no reports that any official had been convicted" denies: the verb's indicator."""
    verb = next((v for v in parsed.verbs if low <= v.index < high and v.kind == "finite"), None)
    head = next((t for t in parsed.tokens[low:high] if t.lex.noun), None)
    if verb is None or head is None or head.index > verb.index or not verb.passive:
        return []
    rule = _decide(parsed, verb.lemma, head, low, high, None)
    if rule is None or rule.indicator not in flows():
        return []
    return [(rule.indicator, _unit(rule, head), low, head.index + 1)]


def setting_places(parsed: Parsed, setting: Setting, clause: int) -> list[str]:
    """The territories that the clause names, else the sentence, else the one spoken of."""
    inside = parsed.inside(clause)
    here = [p.code for p in parsed.place_spans if inside and inside[0].start <= p.start + parsed.sentence.start < inside[-1].end]
    return list(dict.fromkeys(here or parsed.places)) or [setting.territory]


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


_NOUN_INDICATORS = {
    "victim": ("victims_identified", "person"),
    "potential_victim": ("potential_victims_identified", "person"),
    "case": ("cases_identified", "case"),
    "investigation": ("investigations", "case"),
    "prosecution": ("prosecutions", "case"),
    "conviction": ("convictions", "person"),
    "arrest": ("arrests", "person"),
    "restitution": ("restitution_awards", "case"),
    "compensation": ("compensation_awards", "case"),
    "permit": ("residence_permits", "permit"),
    "acquittal": ("acquittals", "person"),
    "inspection": ("inspections", "inspection"),
    "training": ("trainings", "event"),
    "call": ("hotline_calls", "call"),
    "sentence_noun": ("sentenced", "person"),
    "reflection": ("reflection_periods_granted", "person"),
}
_VERB_INDICATORS = {
    "investigate": "investigations",
    "prosecute": "prosecutions",
    "convict": "convictions",
    "arrest": "arrests",
    "identify": "victims_identified",
    "assist": "victims_assisted",
    "refer": "victims_referred",
    "repatriate": "victims_repatriated",
    "train": "people_trained",
    "sentence": "sentenced",
    "shelter": "victims_sheltered",
    "acquit": "acquittals",
    "charge": "prosecutions",
    "indict": "prosecutions",
    "reintegrate": "victims_reintegrated",
}


def _nouns(parsed: Parsed, low: int, high: int, setting: Setting) -> list[tuple[str, str, int, int]]:
    """Indicators named by the nouns of a stretch: (indicator, unit, first and last token of its phrase)."""
    found: list[tuple[str, str, int, int]] = []
    del setting
    start = low
    for j in range(low, high):
        token = parsed.tokens[j]
        if token.low in ("by", "in", "involving", "during", "for", "against", "to") and found:
            break
        noun = token.lex.noun
        if noun == "victim" and any(t.lex.status == "potential" for t in parsed.tokens[start:j]):
            noun = "potential_victim"
        if noun in _NOUN_INDICATORS and not _modifies(parsed.tokens, j):
            if any(t.lex.verb in PENALTIES or t.low in ("inappropriately", "unlawfully") for t in parsed.tokens[j + 1 : j + 6]):
                return []
            indicator, unit = _NOUN_INDICATORS[noun]
            found.append((indicator, unit, start, j + 1))
            start = j + 1
    return found


# what is not reported of victims here is their treatment, which no indicator holds (annotation rule A3)


def _modifies(tokens: list[Token], index: int) -> bool:
    """Whether a noun only modifies the next one ("victim identification")."""
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    return after is not None and after.kind == "word" and after.lex.noun is not None and after.function is None and after.lex.actor is None


def _disaggregate(parsed: Parsed, setting: Setting) -> Made:
    """Reads "did not disaggregate them by form": the missing split is the row."""
    made: Made = []
    text, base = parsed.sentence.text, parsed.sentence.start
    for match in _SPLIT.finditer(text) if "disaggregate" in glance(text).lower else ():
        start, end = match.start() + base, match.end() + base
        low = _token_at(parsed.tokens, end)
        high = _clause_end(parsed, low)
        by = _BY.search(text, match.end())
        nouns = _nouns(parsed, low, min(high, next((t.index for t in parsed.tokens[low:high] if t.low == "by"), high)), setting)
        detail = "by form of exploitation" if by is None or "form" in by[0] or "type" in by[0] or "kind" in by[0] else by[0]
        told = [item for item in setting.current if item.counts and item.relation.kind == "main"]
        if nouns and told and nouns[0][0] in ("cases_identified", "victims_identified") and told[-1].counts[0].indicator != nouns[0][0]:
            nouns = []  # "the cases" are those just counted
        if not nouns:
            pronoun = any(
                t.low in ("them", "these", "those", "this", "data", "figures", "statistics", "the number", "numbers")
                for t in parsed.tokens[low : low + 3]
            )
            known = [item for item in setting.current if item.counts and item.relation.kind == "main"] or (
                [item for item in setting.previous if item.counts and item.relation.kind == "main"] if pronoun else []
            )
            nouns = [(known[-1].counts[0].indicator, known[-1].counts[0].unit, low, low)] if known else []
            period = known[-1].counts[0].period if known else setting.book.reporting
        else:
            period = _period(parsed, setting, low, own_reporting=True)
        for indicator, unit, n_low, n_high in nouns:
            made.append(
                (
                    _base(
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


def _not_reported(parsed: Parsed, setting: Setting, used: list[tuple[int, int]]) -> Made:
    """Reads "did not report identifying or assisting victims", "unable to give the number of convictions": not reported."""
    made: Made = []
    tokens, text, base = parsed.tokens, parsed.sentence.text, parsed.sentence.start
    for match in _NOT_REPORTED.finditer(text):
        start, end = match.start() + base, match.end() + base
        if _overlaps(start, end, used) or _WHETHER.match(text[match.end() :]):
            continue
        low = _token_at(tokens, end)
        high = _clause_end(parsed, low)
        if _NO_SUBJECT.search(text[: match.start()]) and not text[match.end() :].lstrip().startswith("how many"):
            continue
        complicit = _COMPLICIT_TEXT.search(parsed.text(tokens[low].start, tokens[high - 1].end)) is not None if low < high else False
        complicit = complicit or _OFFICIALS_BEFORE.search(text[: match.start()]) is not None
        how_many = re.match(r"(?:\w+\s){0,2}?how\smany\b", text[match.end() :].lstrip()) is not None or match[0].lower().startswith(
            ("was unclear", "is unclear", "was unknown", "remained un")
        )
        unknown_number = match[0].lower().endswith("number of")
        period = _period(parsed, setting, low, own_reporting=True)
        for indicator, unit, q_start, q_end, n_low, n_high in _objects(parsed, low, high, how_many=how_many, unknown_number=unknown_number):
            name = _COMPLICIT.get(indicator, indicator) if complicit else indicator
            if name not in flows():
                continue
            made.append(
                (
                    _base(
                        parsed,
                        setting,
                        "not-reported",
                        name,
                        "person" if name in _COMPLICIT.values() else unit,
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
_NO_SUBJECT = re.compile(r"\b(?:ngos?|observers?|experts?|victims|workers|employers)\s(?:\w+\s){0,2}$", re.IGNORECASE)


def _objects(parsed: Parsed, low: int, high: int, *, how_many: bool, unknown_number: bool) -> list[tuple[str, str, int, int, int, int]]:
    """What was not reported: gerunds with their object, or nouns; each with its quote."""
    tokens = parsed.tokens
    found: list[tuple[str, str, int, int, int, int]] = []
    if unknown_number:
        before = [v for v in parsed.verbs if v.index < low and v.kind in ("finite", "gerund")]
        head = next((t for t in tokens[low:high] if t.lex.noun), None)
        if before and head is not None:
            rule = _decide(parsed, before[-1].lemma, head, low, head.index + 1, None)
            if rule is not None and rule.indicator != "other":
                return [(rule.indicator, _unit(rule, head), head.start, head.end, low, head.index + 1)]
        return []
    gerunds = [v for v in parsed.verbs if low <= v.index < high and v.kind == "gerund"]
    if how_many:
        asked = [t.index + 1 for t in tokens[low:high] if t.low == "many"] or [low]
        for position, start in enumerate(asked):
            stop = asked[position + 1] if position + 1 < len(asked) else high
            found += _how_many(parsed, start, stop)
        return found
    if gerunds:
        for position, verb in enumerate(gerunds):
            stop = gerunds[position + 1].index if position + 1 < len(gerunds) else high
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
                    if t.lex.noun in _NOUN_INDICATORS and t.lex.noun not in ("victim", "case") and not _modifies(tokens, t.index)
                ]
                for noun in listed:
                    indicator, unit = _NOUN_INDICATORS[noun.lex.noun or ""]
                    last = _forms_end(tokens, noun.index, high) if noun.lex.noun == "permit" else noun.index + 1
                    found.append((indicator, unit, noun.start, noun.end, verb.index + 1, last))
                continue
            if head is None:
                named = _VERB_INDICATORS.get(verb.lemma)
                if named is not None:
                    found.append((named, usual_unit(named), tokens[verb.index].start, tokens[verb.index].end, verb.index, verb.index + 1))
                continue
            rule = _decide(parsed, verb.lemma, head, verb.index + 1, high, verb)
            if rule is not None and rule.indicator not in ("other", "none"):
                found.append(
                    (rule.indicator, _unit(rule, head), tokens[verb.index].start, tokens[verb.index].end, verb.index + 1, head.index + 1)
                )
        return found
    for j in range(low, high):
        token = tokens[j]
        if token.low in ("on", "about", "by", "whether", "if", "that", "who", "which", "against", "for", "involving", "during") and found:
            break
        if token.low in ("whether", "if"):
            break
        name = token.lex.noun
        if name in _NOUN_INDICATORS and not _modifies(tokens, j) and not (name in ("victim", "case") and not _counted_noun(parsed, low, j)):
            indicator, unit = _NOUN_INDICATORS[
                name if not (name == "victim" and any(t.lex.status == "potential" for t in tokens[low:j])) else "potential_victim"
            ]
            if name in ("victim", "case"):
                said = next((v for v in parsed.verbs if j < v.index < high), None)
                does = said is not None and not said.passive and said.kind == "finite" and not _has_subject(tokens, j, said.index)
                rule = (
                    _decide(parsed, said.lemma, token, low, high, None, role="agent" if does else "patient") if said is not None else None
                )
                if rule is not None and rule.indicator not in ("other", "none"):
                    indicator, unit = rule.indicator, _unit(rule, token)
            found.append((indicator, unit, token.start, token.end, low, j + 1))
    return found


def _how_many(parsed: Parsed, low: int, high: int) -> list[tuple[str, str, int, int, int, int]]:
    """What "how many" asks of one clause: its noun with its verb, or what the noun led to."""
    tokens = parsed.tokens
    head = next((t for t in tokens[low:high] if t.lex.noun), None)
    verb = next((v for v in parsed.verbs if low <= v.index < high), None)
    if head is None or verb is None:
        return []
    last = next((t for t in reversed(tokens[low:high]) if t.lex.noun in ("investigation", "prosecution", "conviction", "arrest")), None)
    if verb.lemma in ("lead", "result") and last is not None:
        indicator, unit = _NOUN_INDICATORS[last.lex.noun or ""]
        return [(indicator, unit, last.start, last.end, last.index, last.index + 1)]
    asked_of = verb.index > head.index and not verb.passive and not _has_subject(tokens, head.index, verb.index)
    rule = _decide(parsed, verb.lemma, head, low, high, None, role="agent" if asked_of else "patient")
    if rule is None or rule.indicator == "other":
        return []
    return [(rule.indicator, _unit(rule, head), head.start, head.end, low, head.index + 1)]


def _has_subject(tokens: list[Token], low: int, high: int) -> bool:
    """Whether a subject of its own stands between the noun and the verb ("how many suspects it prosecuted")."""
    return any(t.function == "pronouns" or t.lex.actor for t in tokens[low + 1 : high])


def _counted_noun(parsed: Parsed, low: int, index: int) -> bool:
    """Whether "victims" or "cases" is what was to be reported: "any cases", "the number of victims identified"."""
    words = {t.low for t in parsed.tokens[low:index]}
    return bool(words & {"number", "any", "new", "how", "numbers", "many", "figure", "statistics"}) or index - low <= 2


def _first_noun(tokens: list[Token], low: int, high: int) -> Token | None:
    for j in range(low, high):
        token = tokens[j]
        if token.lex.noun and not _modifies(tokens, j):
            return token
        if token.function == "relatives":
            return None
    return None


def _decide(parsed: Parsed, lemma: str, head: Token, low: int, high: int, verb: Verb | None, *, role: str = "patient") -> Rule | None:
    tokens = parsed.tokens
    status = next((t.lex.status for t in tokens[low : head.index + 1] if t.lex.status), None)
    noun, _ = head_class(head, status)
    themes = tuple(
        t.lex.noun
        for t in tokens[low:high]
        if t.lex.noun in ("permit", "reflection", "restitution", "compensation", "training", "shelter") and t is not head and t.lex.noun
    )
    start = tokens[verb.index].start if verb is not None else tokens[low].start
    clause = parsed.text(start, tokens[min(high, len(tokens)) - 1].end)
    return decide(
        Context(
            head=noun,
            head_text=parsed.text(head.start, head.end),
            verb=lemma,
            role=role,
            preposition=None,
            themes=themes,
            clause=clause,
            before=parsed.text(parsed.sentence.start, head.start),
            subject=parsed.text(parsed.sentence.start, start),
            sentence=parsed.text(parsed.sentence.start, parsed.sentence.end),
        )
    )


def _unit(rule: Rule, head: Token) -> str:
    if rule.unit:
        return rule.unit
    if rule.unit_by_head and head.lex.noun:
        return "person" if is_person(head.lex.noun) else "case"
    return usual_unit(rule.indicator)


def _negated_verbs(parsed: Parsed, setting: Setting, used: list[tuple[int, int]]) -> Made:
    """Reads "did not investigate or prosecute any official", "has not convicted a trafficker since Y", "neither ... nor"."""
    made: Made = []
    tokens = parsed.tokens
    verbs = parsed.verbs
    done: set[int] = set()
    for position, verb in enumerate(verbs):
        inverted = _inverted(tokens, verb)
        if (not verb.negated and inverted is None) or verb.index in done or verb.kind not in ("finite", "infinitive"):
            continue
        start_token = inverted if inverted is not None else _negation_start(tokens, verb)
        if start_token is None or _overlaps(tokens[start_token].start, tokens[verb.index].end, used):
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
        high = _clause_end(parsed, last)
        if verb.passive or _hedged(tokens, start_token, verb.index):
            continue
        if tokens[start_token].low in ("does", "do") and any(t.lex.noun == "legal" for t in tokens[:start_token]):
            continue  # what a law does not provide
        heads = _zero_objects(tokens, last + 1, high)
        if not heads:
            continue
        for one in group:
            done.add(one.index)
        head, determined = heads[0]
        if not determined or (
            verb.lemma in ("provide", "offer", "give", "receive", "assist", "refer", "make", "conduct")
            and tokens[last + 1].low not in ("any", "a", "an", "single")
            and head.lex.noun not in ("restitution", "compensation", "permit")
        ):
            continue
        complicit = _COMPLICIT_TEXT.search(parsed.text(tokens[last].start, tokens[min(high, len(tokens)) - 1].end)) is not None
        period = _never(parsed, start_token, verb.index + 1, setting) or _period(parsed, setting, last, own_reporting=False)
        places = setting_places(parsed, setting, tokens[verb.index].clause) if parsed.places else [setting.territory]
        more = _listed_periods(parsed, last, high, period)
        for place, when in itertools.product(places, [period, *more]):
            for noun, _ in heads:
                for one in group:
                    denied = _denied(parsed, one, noun, last + 1, high)
                    if denied is None:
                        continue
                    name, unit = denied
                    name = _COMPLICIT.get(name, name) if complicit else name
                    if name in _COMPLICIT.values():
                        unit = "person"
                    elif name in ("restitution_awards", "compensation_awards"):
                        unit = "case"
                    absence = _base(
                        parsed,
                        setting,
                        "negated-verb",
                        name,
                        unit,
                        "zero",
                        tokens[start_token].start,
                        noun.end,
                        when,
                        low=last + 1,
                        high=max(noun.index + 1, _forms_end(tokens, noun.index, high)),
                    )
                    absence.count.territory = place
                    figure = _as_figure(parsed, noun, one)
                    absence.count.actor = read_actor(parsed, figure, setting.actor, setting.hotline).actor
                    made.append((absence, (tokens[start_token].start, noun.end)))
    return made


def _denied(parsed: Parsed, verb: Verb, noun: Token, low: int, high: int) -> tuple[str, str] | None:
    """Indicator and unit of what a negated verb denies of its object, None where no indicator counts it."""
    act = ACT.get(noun.lex.noun or "")
    if act is not None and verb.lemma in _VERB_INDICATORS and verb.lemma != act:
        # "did not prosecute or secure convictions in any case": the first verb shares the case, not the convictions
        return _VERB_INDICATORS[verb.lemma], "case"
    rule = _decide(parsed, verb.lemma, noun, low, high, verb)
    if rule is None or rule.indicator not in flows():
        return None
    if act is None and verb.lemma not in OWN_VERBS and noun.lex.noun not in ("restitution", "compensation", "permit", "acquittal"):
        return None
    return rule.indicator, _unit(rule, noun)


def _hedged(tokens: list[Token], low: int, high: int) -> bool:
    """Whether an adverb makes the negation one of degree ("did not systematically refer victims"), which is no zero."""
    return any(t.low in HEDGES - {"yet"} for t in tokens[low:high])


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


def _forms_end(tokens: list[Token], index: int, high: int) -> int:
    """How far the words after an object name its form ("any traffickers for forced labor")."""
    j = index + 1
    while (
        j < min(high, index + 7)
        and tokens[j].kind == "word"
        and (
            tokens[j].low in ("for", "of", "involving", "in", "under", "any")
            or (tokens[j].low == "to" and tokens[j + 1].lex.nationality)
            or tokens[j].lex.nationality
            or tokens[j].lex.form
            or tokens[j].low in ("trafficking", "crimes", "offenses", "cases", "or", "and")
        )
    ):
        j += 1
    return j


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


def _negation_start(tokens: list[Token], verb: Verb) -> int | None:
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
        if token.lex.noun and not _modifies(tokens, j):
            found.append((token, determined))
    return found


def _no_agent(parsed: Parsed, setting: Setting, used: list[tuple[int, int]]) -> Made:
    """Reads "No court has ever convicted a trafficker": nothing, told by its subject."""
    made: Made = []
    tokens = parsed.tokens
    for token in tokens:
        if token.kind != "zero" or token.low not in ("no", "no one", "none") or _overlaps(token.start, token.end, used):
            continue
        end, head = noun_phrase(tokens, token.index)
        verb = next((v for v in parsed.verbs if v.kind == "finite" and v.index >= end and v.clause == token.clause), None)
        if (
            verb is None
            or verb.passive
            or (
                token.low == "no"
                and (head is None or head.lex.noun in ("victim", "case", "suspect", "conviction", "investigation", "prosecution"))
            )
        ):
            continue
        heads = _zero_objects(tokens, verb.index + 1, _clause_end(parsed, verb.index))
        if not heads or not heads[0][1]:
            continue
        rule = _decide(parsed, verb.lemma, heads[0][0], verb.index + 1, _clause_end(parsed, verb.index), verb)
        if rule is None or rule.indicator not in flows() or verb.lemma not in OWN_VERBS:
            continue
        period = _never(parsed, token.index, verb.index + 1, setting) or _period(parsed, setting, verb.index, own_reporting=False)
        made.append(
            (
                _base(
                    parsed,
                    setting,
                    "no-agent",
                    rule.indicator,
                    _unit(rule, heads[0][0]),
                    "zero",
                    token.start,
                    token.end,
                    period,
                    low=verb.index + 1,
                    high=heads[0][0].index + 1,
                ),
                (token.start, heads[0][0].end),
            )
        )
    return made
