"""What all readers of absence share: the row, the period it is about, and which indicators its nouns and verbs name."""

import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from pipeline.facts.clause import Verb
from pipeline.facts.figure import dimensions, head_class, is_person
from pipeline.facts.indicator import Context, Rule, decide, usual_unit
from pipeline.facts.item import Setting
from pipeline.facts.model import Count
from pipeline.facts.parsed import Parsed
from pipeline.facts.periods import opening
from pipeline.facts.tokens import Token
from pipeline.mentions.period import PeriodMention
from pipeline.normalize.period import Period
from pipeline.vocabulary.grammar import PENALTIES
from pipeline.vocabulary.load import load

_NOMINAL: dict[str, str] = load("verbs")["nominal"]


COMPLICIT = {
    "investigations": "official_complicity_investigations",
    "prosecutions": "official_complicity_prosecutions",
    "convictions": "official_complicity_convictions",
}


COMPLICIT_TEXT = re.compile(
    r"\b(?:complicit\w*|complicity|(?:prosecutions?|convictions?|investigations?|arrests?|charges) (?:of|against|into) (?:\w+ )?officials?|"
    r"(?:government|public|law enforcement) (?:officials?|employees?)|"
    r"officials? (?:for|allegedly|suspected|accused|who|involved|said to|alleged to)|official complicity)\b"
)


@dataclass(frozen=True, slots=True)
class Absence:
    """One count of nothing, and the token range that it has used up."""

    count: Count
    low: int
    high: int


Made = list[tuple[Absence, tuple[int, int]]]


def absence_of(
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
    """A row that says what there was not, at an address, with the dimensions that the tokens from `low` to `high` name."""
    dims = dimensions(parsed.tokens, low, high, setting.iso3)
    if dims.nationality is None and any(t.low == "such" for t in parsed.tokens[low:high]):
        dims.nationality = setting.nationality
    if dims.nationality is None and indicator in ENTITLED and entitled_foreigners(parsed, start):
        dims.nationality = "foreign"
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


# What only foreigners need.
ENTITLED = frozenset(["residence_permits", "reflection_periods_granted"])
_ENTITLEMENT = re.compile(
    r"\b[Ff]oreign(?:\s[\w-]+)?\s(?:victims|nationals|citizens)\b[^.;]*\b(?:entitled|eligible|may|might|can|could|right|allowed|permitted)\b"
    r"|\b(?:allow(?:s|ed)|permit(?:s|ted)|entitle[sd])\sforeign(?:\s[\w-]+)?\s(?:victims|nationals|citizens)\b"
)


def entitled_foreigners(parsed: Parsed, position: int) -> bool:
    """Whether the sentence says before `position` what foreign victims are entitled to: "...; officials granted 12 such permits"."""
    return _ENTITLEMENT.search(parsed.sentence.text, 0, max(0, position - parsed.sentence.start)) is not None


def overlaps(start: int, end: int, used: list[tuple[int, int]]) -> bool:
    """Whether a stretch of the text lies over one that was read already."""
    return any(start < high and low < end for low, high in used)


def token_at(tokens: list[Token], offset: int) -> int:
    """Index of the first token that ends behind an offset."""
    return next((t.index for t in tokens if t.end > offset), len(tokens))


def clause_end(parsed: Parsed, index: int) -> int:
    """Index where what is said of an absence ends: at a semicolon, a contrast, a comparison, or a new subject."""
    tokens = parsed.tokens
    depth = tokens[index].depth if index < len(tokens) else 0
    for t in tokens[index:]:
        if t.depth < depth:
            return t.index
        if t.text in (";", "–", "—") or (t.text == "." and t.index == len(tokens) - 1):
            return t.index
        if t.low in ("although", "while", "but", "however", "though", "because", "nor") and t.index > index + 1:
            return t.index
        if t.low == "and" and t.index + 1 < len(tokens) and tokens[t.index + 1].low == "no":
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
        if t.text == "," and t.index + 1 < len(tokens) and tokens[t.index + 1].lex.comparison:
            return t.index
    return len(tokens)


def period_of(parsed: Parsed, setting: Setting, index: int, *, own_reporting: bool) -> Period:
    """The period of an absence: its own clause or sentence opening; else the running one, or the reporting period (rule 31)."""
    tokens = parsed.tokens
    end = clause_end(parsed, index)
    depth = tokens[index].depth if index < len(tokens) else 0
    start = next((t.index for t in reversed(tokens[:index]) if t.text == ";" or t.low == "but" or t.depth < depth), -1) + 1
    for t in [*tokens[index:end], *reversed(tokens[start:index])]:
        mention = t.span.source if t.kind == "period" and t.span is not None and isinstance(t.span.source, PeriodMention) else None
        if mention is None or t.depth != depth or mention.kind not in ("main", "since", "running", "previous", "end", "lookback"):
            continue
        prev = tokens[t.index - 1].low if t.index else ""
        if prev in ("than", "from", "since") and mention.kind in ("main", "previous") and t.index > index:
            continue
        near = t.index - (2 if t.index > index else 6)
        if any(x.lex.comparison for x in tokens[max(start, near) : t.index]):
            continue  # "Unlike the previous year, the government did not report ..."
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
            and (opening(tokens, t.index) or (own_reporting and t.depth == 0 and t.index < index and not _likens(tokens, t.index)))
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
            and not _likens(tokens, t.index)
        ):
            return mention.period  # rule 29 b: stated earlier in the sentence
    return setting.book.running(setting.paragraph) or setting.book.reporting


def _likens(tokens: list[Token], index: int) -> bool:
    """Whether the period at `index` is the one that something is compared with."""
    return any(t.lex.comparison for t in tokens[max(0, index - 6) : index])


def never(parsed: Parsed, low: int, high: int, setting: Setting) -> Period | None:
    """Up to the end of the year before the report, where "never" or "ever" stands in the stretch."""
    if any(t.low in ("never", "ever") for t in parsed.tokens[max(0, low - 3) : high]):
        return Period(None, date(setting.report_year - 1, 12, 31), "range")
    return None


def setting_places(parsed: Parsed, setting: Setting, clause: int) -> list[str]:
    """The territories that the clause names, else the sentence, else the one spoken of."""
    inside = parsed.inside(clause)
    here = [p.code for p in parsed.place_spans if inside and inside[0].start <= p.start + parsed.sentence.start < inside[-1].end]
    return list(dict.fromkeys(here or parsed.places)) or [setting.territory]


NOUN_INDICATORS = {
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


VERB_INDICATORS = {
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


def named_nouns(parsed: Parsed, low: int, high: int, setting: Setting) -> list[tuple[str, str, int, int]]:
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
        if noun in NOUN_INDICATORS and not modifies(parsed.tokens, j):
            if any(t.lex.verb in PENALTIES or t.low in ("inappropriately", "unlawfully") for t in parsed.tokens[j + 1 : j + 6]):
                return []
            indicator, unit = NOUN_INDICATORS[noun]
            found.append((indicator, unit, start, j + 1))
            start = j + 1
    return found


def modifies(tokens: list[Token], index: int) -> bool:
    """Whether a noun only modifies the next one ("victim identification")."""
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    return after is not None and after.kind == "word" and after.lex.noun is not None and after.function is None and after.lex.actor is None


def has_subject(tokens: list[Token], low: int, high: int) -> bool:
    """Whether a subject of its own stands between the noun and the verb ("how many suspects it prosecuted")."""
    return any(t.function == "pronouns" or t.lex.actor for t in tokens[low + 1 : high])


def rule_of(parsed: Parsed, lemma: str, head: Token, low: int, high: int, verb: Verb | None, *, role: str = "patient") -> Rule | None:
    """The rule of the decision list for a verb and the noun that it denies."""
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
            own=clause,
        )
    )


def unit_absent(rule: Rule, head: Token) -> str:
    """The unit of what there was not."""
    if rule.unit:
        return rule.unit
    if rule.unit_by_head and head.lex.noun:
        return "person" if is_person(head.lex.noun) else "case"
    return usual_unit(rule.indicator)


def forms_end(tokens: list[Token], index: int, high: int) -> int:
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
