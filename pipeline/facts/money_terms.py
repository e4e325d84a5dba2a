"""How often a sum is paid, to each or to all, and how many awards or recipients stand behind it (annotation rules 33-35)."""

import re
from dataclasses import dataclass
from decimal import Decimal

from pipeline.facts.money_parties import RECEIVERS
from pipeline.facts.money_purpose import KINDS, words
from pipeline.facts.money_zone import Zone
from pipeline.mentions.number import NUMBER, parse_number
from pipeline.vocabulary.load import alternation, load

_VOCABULARY = load("purposes")
_SINGLE = re.compile(
    rf"\b(?:an?|one)\s(?:[\w-]+\s){{0,3}}?(?:{alternation(_VOCABULARY['single'])})\b|\b(?:him|her)\b"
    r"|\bone\s(?:was|had\sbeen|of\s(?:them|whom|the\s\w+)\swas)\sfined\b"
    r"|\bthe\s(?:\w+\s)?(?:trafficker|defendant|offender|employer|company|agency|perpetrator|owner|recruiter|official)\b",
    re.IGNORECASE,
)
_TOTALED = words(_VOCABULARY["totaled"])
_EACH = re.compile(rf"\b(?:each|apiece|per\s(?:{alternation(_VOCABULARY['each'])}))\b", re.IGNORECASE)
_EACH_YEAR = re.compile(r"\beach\s(?:year|month)\b", re.IGNORECASE)
_ONE_TIME = words(["one-time", "one-off", "single payment", "lump sum", "lump-sum"])
_A_STIPEND = re.compile(
    r"\b(?:an?|monthly|the|one-time)\s(?:[\w-]+\s){0,3}(?:stipend|allowance|payment|assistance|grant|benefit)\b", re.IGNORECASE
)
_PER_PERSON = frozenset({"recruitment_fee", "debt", "sale_price", "wage", "official_fee", "bribe", "ransom"})
_SUM = rf"(?:{alternation(_VOCABULARY['sums'])})"


def _rhythm(adjective: str, noun: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Patterns for a rhythm before the amount ("annual budget of") and right behind it ("a year", "annually")."""
    before = rf"\b(?:{adjective}\s(?:[\w-]+\s){{0,4}}?{_SUM}|{adjective}(?:ly)?|(?:each|every|per)\s{noun})\b"
    after = rf"^[)\]]?,?\s*(?:\w+\s){{0,4}}?(?:{adjective}(?:ly)?|(?:per|a|each|every)\s{noun}|per\sannum)\b"
    return re.compile(before, re.IGNORECASE), re.compile(after, re.IGNORECASE)


_MONTHLY_BEFORE, _MONTHLY_AFTER = _rhythm("monthly", "month")
_ANNUAL_BEFORE, _ANNUAL_AFTER = _rhythm("(?:annual|yearly)", "year")
_OTHER_AFTER = re.compile(
    r"^[)\]]?,?\s*(?:\w+\s){0,2}?(?:(?:per|a|each|every)\s(?:day|week|quarter|hour|night)|daily|weekly|quarterly|hourly|per\sdiem)\b",
    re.IGNORECASE,
)
_OTHER_BEFORE = re.compile(r"\b(?:daily|weekly|quarterly|hourly)\s(?:[\w-]+\s){0,3}?$", re.IGNORECASE)
# A rhythm before the amount stands no farther off than this.
_RHYTHM_REACH = 70

_PERSONS, _BODIES, _AWARDS = (alternation(_VOCABULARY[key]) for key in ("persons", "bodies", "awards"))
_MANY = (
    r"(?:(?:a\stotal\sof|at\sleast|approximately|about|all|the|some|more\sthan|over|nearly|only|up\sto|each\sof(?:\sthe)?)\s){0,2}"
    rf"(?P<n>(?!(?:19|20)\d\d\b){NUMBER})"
)
_ADJECTIVES = r"(?:(?!(?:to|in|for|of|and|the|by|from|with|or)\b)[\w’'-]+\s){0,4}?"
_NOUN = rf"{_ADJECTIVES}(?:(?P<award>{_AWARDS})|(?P<person>{_PERSONS})|(?P<body>{_BODIES}))\b"
_TO_MANY = re.compile(
    rf"\b(?P<how>in|for|among|between|to|across|from|benefiting|against|on)\s(?:compensate\s)?(?:each\sof\s)?{_MANY}\s(?:{_NOUN}|of\s(?:them|these|those)\b)",
    re.IGNORECASE,
)
_MANY_GOT = re.compile(rf"\b{_MANY}(?:\sof\s(?:the\s|its\s)?(?:{NUMBER}))?\s{_NOUN}", re.IGNORECASE)
# the same without a noun: "three of the 12 were each fined"
_PART_GOT = re.compile(
    rf"\b{_MANY}\sof\s(?:the\s)?(?:{NUMBER}|them|these|those|whom)\b(?P<award>(?!))?(?P<person>(?!))?(?P<body>(?!))?", re.IGNORECASE
)
_SOME_PAID = re.compile(
    rf"(?<!of\sthe\s)(?<!of\s)\b{_MANY}\s(?=were\s(?:each\s|only\s)?fined\b|(?:got\soff\swith|got\saway\swith|escaped\swith|paid|received|drew|were\s(?:only\s)?(?:given|ordered\sto\spay))\s(?:\w+\s)?fines?\b)",
    re.IGNORECASE,
)
_GRANTED_IN = re.compile(rf"\b(?:awarded|granted|ordered)\s(?:it|this|them)\sin\s{_MANY}\b", re.IGNORECASE)
_FINED_OTHERS = re.compile(rf"\b(?:fined|paid|gave|awarded|granted)\s(?:(?P<the>the\sother\s))?{_MANY}\b(?(the)|\sothers\b)", re.IGNORECASE)
_PAID_THEM = re.compile(r"\b(?:fined|paid|gave|awarded|granted)\sthem\b", re.IGNORECASE)
_HANDED = re.compile(rf"(?<![\w-])(?:{alternation(_VOCABULARY['handed'])})\s(?:each\sof\s)?(?:the\s)?$", re.IGNORECASE)
# A number behind one of these is no subject: "a shelter for eight victims ... received".
_OBJECT = re.compile(r"\b(?:for|of|with|by|to|against|from|up\sto)\s$", re.IGNORECASE)
_IN = re.compile(r"\bin\s(?:\w+\s)?$", re.IGNORECASE)
# "identified 12 victims and paid": the number belongs to another verb.
_OTHER_STORY = re.compile(
    r"\band\s(?:\w+ly\s)?(?:\w{3,}ed|gave|held|took|made|ran|built|taught|brought|paid|found|sent|began|led|put)\b", re.IGNORECASE
)
_WITH = re.compile(r"^\s(?:[\w’'-]+\s){0,2}?with\s(?:(?:a\stotal\sof|about|approximately|nearly|over)\s)?$", re.IGNORECASE)
_AT_A_COST = re.compile(r"\sat\sa\s(?:total\s)?cost\sof\s(?:(?:about|approximately|nearly|over|roughly|some)\s)?$", re.IGNORECASE)
# A count before "each": "all six were ordered to pay fines of 2 million pesos each".
_A_COUNT = re.compile(rf"(?<![$€£\w.,-])(?P<n>(?!(?:19|20)\d\d\b){NUMBER})(?![\w,.-]*\d)(?!\s(?:or|and|to)\s\d)", re.IGNORECASE)
_A_TERM = re.compile(r"[\s-](?:to\s\w+\s)?(?:years?|months?|days?|weeks?|percent|million|thousand|hours?)\b", re.IGNORECASE)
_A_TOTAL = re.compile(r"\s(?:a\s(?:combined\s)?total\sof|a\scombined|altogether)\s$", re.IGNORECASE)
# "gave 122 boys among them the equivalent of $90 each"
_AMONG_THEM = re.compile(r"\s(?:among|of)\s(?:them|these|whom)\s(?:the\sequivalent\sof\s)?$", re.IGNORECASE)
_EMPLOYED = re.compile(r"\b(?:which|who|that)\s(?:\w+\s)?(?:employ(?:ed|s)|had|has)\s(?:about\s|some\s)?$", re.IGNORECASE)
_FINED = re.compile(r"\b(?:was|were)\s(?:(?:each|all|\w+ly)\s)?fined\b", re.IGNORECASE)
_RESPECTIVELY = words(["respectively"])
_MOST_CASES = 10**7


@dataclass(frozen=True, slots=True)
class Cases:
    """How many awards or recipients stand behind a sum, and where the number stands (offsets of the sentence)."""

    value: int
    start: int
    end: int


def per_person(zone: Zone, purpose: str) -> bool:
    """Whether the sum is each person's: said so beside it, or a fee, stipend or wage by nature."""
    behind = zone.after[:30] if zone.after.startswith("),") else zone.after[:45].split(",")[0]
    if _EACH.search(_EACH_YEAR.sub("", behind)) or _EACH.search(_EACH_YEAR.sub("", zone.before.rsplit(", ", 1)[-1])):
        return True
    if purpose == "victim_stipend":
        return _A_STIPEND.search(zone.before) is not None
    return purpose in _PER_PERSON and not _TOTALED.search(zone.before)


def frequency_of(zone: Zone, purpose: str, *, each: bool, ranged: bool) -> str | None:
    """total, annual, monthly or one_off (rule 33); None for a rhythm that the list does not hold (a day, a week)."""
    kind = KINDS[purpose]
    before = zone.text[max(zone.before_start, zone.start - _RHYTHM_REACH) : zone.start]
    behind = (zone.after, zone.shared_text)
    if any(_MONTHLY_AFTER.search(said) for said in behind) or (_MONTHLY_BEFORE.search(before) and not _TOTALED.search(zone.near)):
        return "monthly"
    if any(_ANNUAL_AFTER.search(said) for said in behind) or _ANNUAL_BEFORE.search(before):
        return "annual"
    if any(_OTHER_AFTER.search(said) for said in behind) or _OTHER_BEFORE.search(before):
        return None
    if kind in {"statutory", "work", "fee", "crime"} or each or _ONE_TIME.search(zone.near):
        return "one_off"
    single = ranged or (_SINGLE.search(zone.text, zone.clause_start, zone.start) and not _TOTALED.search(zone.near))
    return "one_off" if (kind == "fine" and single) or (kind == "award" and ranged) else "total"


def cases_of(zone: Zone, purpose: str) -> Cases | None:
    """Number of awards or recipients printed for the sum (rule 35): behind it first, else before it in the same statement."""
    kind = KINDS[purpose]
    if kind in {"statutory", "condition", "work", "fee", "crime"}:
        return None
    paid = kind in {"award", "fine"} or purpose in {"victim_stipend", "unpaid_wages"}
    for low, high in filter(None, ((zone.end, zone.after_end), zone.shared)):
        for match in _TO_MANY.finditer(zone.text, low, high):
            if _OTHER_STORY.search(zone.text, low, match.start()):
                break
            if _counts_awards(match, paid=paid, seized=kind == "seizure") and (number := _number(match)):
                return Cases(number, match.start("n"), match.end("n"))
    if kind == "seizure":
        return None
    if _RESPECTIVELY.search(zone.clause):  # "two NGOs received N and M, respectively": each sum is for one of them
        return None
    other = _FINED_OTHERS.search(zone.text, zone.before_start, zone.start) if paid else None
    if other is not None and (number := _number(other)):
        return Cases(number, other.start("n"), other.end("n"))
    told = _SOME_PAID if kind == "fine" else _GRANTED_IN if kind == "award" else None
    said = list(told.finditer(zone.text, zone.before_start, zone.start)) if told else []
    if said and (number := _number(said[-1])):
        return Cases(number, said[-1].start("n"), said[-1].end("n"))
    if kind in {"fine", "award", "budget"} and _EACH.match(zone.after.lstrip(" )]")):
        counts = [m for m in _A_COUNT.finditer(zone.text, zone.before_start, zone.start) if not _A_TERM.match(zone.text, m.end())]
        if len(counts) == 1 and (number := _number(counts[0])) and number > 1:
            return Cases(number, counts[0].start("n"), counts[0].end("n"))
    them = _PAID_THEM.search(zone.text, zone.before_start, zone.start)
    got = [match for pattern in (_MANY_GOT, _PART_GOT) for match in pattern.finditer(zone.text, zone.before_start, zone.start)]
    for match in sorted(got, key=lambda match: match.start(), reverse=True):
        if them is not None and paid and match.end() < them.start() and (match["person"] or match["body"]) and (number := _number(match)):
            return Cases(number, match.start("n"), match.end("n"))
        if _OTHER_STORY.search(zone.text, match.end(), zone.start):
            break
        if _receives(zone, match, paid=paid) and (number := _number(match)):
            return Cases(number, match.start("n"), match.end("n"))
    return None


def _receives(zone: Zone, match: re.Match[str], *, paid: bool) -> bool:
    """Whether the counted things before the amount are its awards, or those who get it (or are fined)."""
    if match["award"]:
        return paid and (match["award"].lower() not in {"case", "cases"} or _IN.search(zone.text[: match.start()]) is not None)
    handed = _HANDED.search(zone.text[max(0, match.start("n") - 30) : match.start("n")]) is not None
    between = zone.text[match.end() : zone.start]
    if _EMPLOYED.search(zone.text[: match.start()]):
        return False  # "the agency, which employed 89 people, received"
    told = any(way.match(between) for way in (_WITH, _AT_A_COST, _A_TOTAL, _AMONG_THEM)) or not (match["person"] or match["body"])
    if handed and told:
        return True  # "assisted 389 victims with a total of ...", "paid two of them ..."
    subject = _OBJECT.search(zone.text[: match.start()]) is None and " and" not in between
    gets = subject and (RECEIVERS.search(between) is not None or _FINED.search(between) is not None)
    return handed or gets if paid or match["body"] else gets


def _counts_awards(match: re.Match[str], *, paid: bool, seized: bool) -> bool:
    how = match["how"].lower()
    if match["award"]:
        case = match["award"].lower() in {"case", "cases"}
        return how in {"in", "for", "across", "from", "to"} and (paid or seized or how == "to" or not case)
    if match["person"]:
        return how in {"to", "for", "among", "between", "benefiting", "from", "across"} and (paid or how in {"to", "among"})
    if not match["body"]:
        return how in {"to", "for", "among"}  # "for nine of them"
    return how in {"to", "among", "between", "across"} or (paid and how in {"from", "against", "on"})


def _number(match: re.Match[str]) -> int | None:
    value = parse_number(match["n"])
    whole = value is not None and value == value.to_integral_value() and Decimal(0) < value < Decimal(_MOST_CASES)
    return int(value) if value is not None and whole else None
