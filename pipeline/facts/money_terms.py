"""What a sum is for, who pays it, how often, to how many (annotation rules 33-35), read from the words of its zone."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from pipeline.facts.money_zone import Zone
from pipeline.mentions.number import NUMBER, parse_number
from pipeline.vocabulary.load import alternation, load

_VOCABULARY = load("purposes")
_ACTORS = load("actors")
KINDS: dict[str, str] = {name: entry["kind"] for name, entry in _VOCABULARY["purposes"].items()}


def _words(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{alternation(words)})(?![\w-])", re.IGNORECASE)


_CUES = [(name, _words(entry["cues"])) for name, entry in _VOCABULARY["purposes"].items() if entry["cues"]]
_STAGES = [(name, _words(words)) for name, words in _VOCABULARY["stages"].items()]
_GIVERS, _RECEIVERS = _words(_VOCABULARY["givers"]), _words(_VOCABULARY["receivers"])
_PAYERS = {name: _words(words) for name, words in _VOCABULARY["payers"].items()}
_OUTSIDERS = {name: _words(_ACTORS[name]) for name in ("foreign_government", "international_organization", "ngo")}
_GOVERNMENT = _words([*_ACTORS["government"], "fund", "funds", "administration", "embassy", "city", "province", "congress", "treasury", "budget", "prefecture"])

# Words of a law about what may be imposed, against words of a fine that was.
_STATUTE = re.compile(
    r"\b(?:prescrib\w+|punish\w+|liable|imprisonment|in\s(?:prison|jail)|criminaliz\w+|in\slieu|or\sboth|violators|provid(?:es?|ed|ing)\sfor|carr(?:y|ies|ied)|fac(?:e|es|ed|ing)|risk|subject\sto|"
    r"penalt(?:y|ies)|maximum|minimum|(?:can|could|may|might|would|shall|must)\s(?:\w+\s)?(?:be|face|pay|impose|result|include)|articles?|section|act|code|law|statute|allows?|permits?|authoriz\w+|"
    r"up\sto|not\s(?:less|more)\sthan|no\s(?:less|more)\sthan|not\sexceeding)\b",
    re.IGNORECASE,
)
_STRONG_STATUTE = re.compile(r"\b(?:prescrib\w+|punishable|liable|violators|or\sboth|in\slieu|(?:can|could|may|might|shall)\s(?:\w+\s)?(?:be|face|pay|impose|result)|(?:statute|law|act|code)\s(?:allows?|provid\w+|prescrib\w+|imposes?|establish\w+)|criminaliz\w+|if\sthe\svictim)\b", re.IGNORECASE)
_IMPOSED = re.compile(
    r"\b(?:fined|imposed|imposing|issued|issuing|levied|collected|sentenced|convicted|assessed|received|paid|ordered|courts?\s(?:\w+\s)?(?:gave|handed)|came\sto|amount(?:ed|ing)\sto|total(?:ed|ing)|a\stotal\sof|in\stotal)\b",
    re.IGNORECASE,
)
_MADE_TO_PAY = re.compile(r"\b(?:traffickers?|defendants?|perpetrators?|offenders?)\b.{0,60}\bpay\b|\border\w*\b.{0,60}\bpay\b|\bto\s(?:\w+\s){0,3}(?:victims?|survivors?)\b", re.IGNORECASE)
_SINGLE_FINE = re.compile(
    r"\b(?:a|an|one)\s(?:[\w-]+\s){0,3}?(?:fine|employer|company|firm|business|agency|recruiter|trafficker|defendant|offender|perpetrator|factory|owner|man|woman|couple|person|official|broker|sponsor|operator|restaurant|diplomat|individual|farmer|landowner)\b|"
    r"\b(?:him|her|the\s(?:\w+\s)?(?:trafficker|defendant|offender|employer|company|agency|perpetrator|owner|recruiter|official))\b",
    re.IGNORECASE,
)
_TOTALED = re.compile(r"\b(?:total(?:ed|ing|s)?|came\sto|amount(?:ed|ing)\sto|in\sall|altogether|aggregate|worth|collected|combined)\b", re.IGNORECASE)
_MAXIMUM = re.compile(r"\b(?:up\sto|maximum|not\sexceed\w*|not\smore\sthan|no\smore\sthan|as\s(?:much|high)\sas|at\smost|less\sthan)\b", re.IGNORECASE)
_MINIMUM = re.compile(r"\b(?:not\sless\sthan|no\sless\sthan|minimum|at\sleast|not\sunder|starting\sat|more\sthan|exceeding)\b", re.IGNORECASE)

_EACH = re.compile(r"\b(?:each|apiece|per\s(?:victim|person|worker|head|individual|capita|child|family|survivor|migrant|beneficiary|employee|case|passport|violation|woman|girl|adult|household|recruit))\b", re.IGNORECASE)
_ONE_TIME = re.compile(r"\b(?:one-time|one-off|single\spayment|lump[\s-]sum)\b", re.IGNORECASE)
_PER_PERSON_KINDS = frozenset({"recruitment_fee", "debt", "sale_price", "minimum_wage", "victim_stipend", "official_fee", "bribe", "ransom"})
_NOUN = r"(?:budget|allocation|appropriation|funding|funds|grant|grants|contribution|subsid(?:y|ies)|stipend|allowance|salary|wage|wages|income|fees?|payments?|sum|support|costs?|turnover|profits?|revenues?|benefits?|expenditure|spending|amount|quota|assistance|pay|rent|cash|earnings|levy)"
_ANNUAL_BEFORE = re.compile(rf"\b(?:(?:annual|yearly)\s(?:[\w-]+\s){{0,4}}?{_NOUN}|annually|each\syear|every\syear|per\syear)\b", re.IGNORECASE)
_ANNUAL_AFTER = re.compile(r"^[)\]]?,?\s?(?:(?:\w+\s){0,4}?)(?:annually|(?:per|a|each|every)\syear|yearly|per\sannum|in\sannual\s\w+)\b", re.IGNORECASE)
_MONTHLY_BEFORE = re.compile(rf"\b(?:monthly\s(?:[\w-]+\s){{0,3}}?{_NOUN}|monthly|each\smonth|every\smonth|per\smonth)\b", re.IGNORECASE)
_MONTHLY_AFTER = re.compile(r"^[)\]]?,?\s?(?:(?:\w+\s){0,4}?)(?:monthly|(?:per|a|each|every)\smonth)\b", re.IGNORECASE)
_OTHER_RHYTHM = re.compile(r"^[)\]]?,?\s?(?:(?:\w+\s){0,2}?)(?:(?:per|a|each|every)\s(?:day|week|quarter|hour|night)|daily|weekly|quarterly|hourly|per\sdiem)\b|\b(?:daily|weekly|quarterly|hourly)\s(?:[\w-]+\s){0,3}?$", re.IGNORECASE)

_PERSON = r"(?:victims?|survivors?|recipients?|claimants?|applicants?|plaintiffs?|persons?|people|individuals?|workers?|migrants?|child(?:ren)?|wom[ae]n|m[ae]n|girls?|boys?|famil(?:y|ies)|beneficiar(?:y|ies)|complainants?|employees?|laborers?|minors?|adults?|nationals?|citizens?|foreigners?|fishermen|returnees?|complainants?)"
_BODY = r"(?:NGOs?|organizations?|municipalities|municipality|centers?|shelters?|associations?|agenc(?:y|ies)|provinces?|districts?|institutions?|groups?|grantees?|states?|partners?|employers?|compan(?:y|ies)|firms?|recruiters?|businesses|traffickers?|defendants?|offenders?|service\sproviders?)"
_AWARD = r"(?:(?:restitution|compensation|court|civil|damage|damages|final|such)\s)?(?:orders?|awards?|judgments?|judgements?|rulings?|verdicts?|decisions?|cases?|proceedings|lawsuits?|suits?|claims?|convictions?|instances|payments?|grants?|fines?|penalties|trials|projects?)"
_MANY = rf"(?:(?:a\stotal\sof|at\sleast|approximately|about|all|the|some|more\sthan|over|nearly|only|up\sto|each\sof(?:\sthe)?)\s){{0,2}}(?P<n>{NUMBER})"
_ADJECTIVES = r"(?:[\w’'-]+\s){0,4}?"
_TO_MANY = re.compile(rf"\b(?P<how>in|for|among|between|to|across|from|benefiting|against|on)\s(?:each\sof\s)?{_MANY}\s(?P<adjectives>{_ADJECTIVES})(?:(?P<award>{_AWARD})|(?P<person>{_PERSON})|(?P<body>{_BODY}))\b", re.IGNORECASE)
_MANY_GOT = re.compile(rf"\b{_MANY}\s(?P<adjectives>{_ADJECTIVES})(?:(?P<award>{_AWARD})|(?P<person>{_PERSON})|(?P<body>{_BODY}))\b", re.IGNORECASE)
_HANDED = re.compile(r"\b(?:awarded|paid|granted|gave|given|provided|provides|compensated|reimbursed|fined|disbursed|to|for|of|ordered|each\sof(?:\sthe)?|benefited|allocated|funded|supported|penalized|sanctioned)\s(?:each\sof\s)?(?:the\s)?$", re.IGNORECASE)
_OTHER_STORY = re.compile(r"\band\s(?:\w+ly\s)?\w{3,}ed\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cases:
    """How many awards or recipients stand behind a sum, and where the number stands (offsets of the sentence)."""

    value: int
    start: int
    end: int


def purpose_of(zone: Zone, *, sentence: str) -> str:
    """Id of the purpose: by the words nearest to the amount, then its clause, then its sentence; `other` where none says."""
    fine = dict(_CUES)["fine_imposed"]
    near = zone.near
    if fine.search(near) or (fine.search(zone.text[: zone.start]) and _STRONG_STATUTE.search(zone.clause)):
        return "statutory_fine" if _is_statutory(zone) else "fine_imposed"
    ordered = [(name, cues) for name, cues in _CUES if name not in {"fine_imposed", "anti_trafficking_measures"}]
    for name, cues in ordered:
        if KINDS[name] not in {"support", "work"} and cues.search(near):
            return name
    if _MADE_TO_PAY.search(zone.clause):
        for name in ("restitution", "compensation"):
            if dict(_CUES)[name].search(sentence):
                return name
    behind = zone.after + (zone.text[zone.shared[0] : zone.shared[1]] if zone.shared else "")
    for place in (behind, zone.before, zone.clause, sentence):
        for name, cues in ordered:
            if KINDS[name] in {"support", "work"} and cues.search(place):
                return name
    return "anti_trafficking_measures" if dict(_CUES)["anti_trafficking_measures"].search(sentence) else "other"


def _is_statutory(zone: Zone) -> bool:
    clause = zone.text[: zone.end] if len(zone.clause) < 60 else zone.clause
    if _STRONG_STATUTE.search(clause) and not re.search(r"\b(?:courts?|judges?)\s(?:\w+\s)?(?:sentenced|fined|imposed|ordered)\b", clause, re.IGNORECASE):
        return True
    return bool(_STATUTE.search(clause)) and not _IMPOSED.search(clause)


def bound_of(zone: Zone, role: str) -> str:
    """`_minimum` or `_maximum` of a statutory fine, else nothing: by its place in a range, else the nearest word before it."""
    if role in {"low", "high"}:
        return "_minimum" if role == "low" else "_maximum"
    words = zone.text[zone.clause_start : zone.start]
    low = max((match.end() for match in _MINIMUM.finditer(words)), default=-1)
    high = max((match.end() for match in _MAXIMUM.finditer(words) if not words[: match.start()].endswith("not ")), default=-1)
    if max(low, high) < len(words) - 60:
        return ""
    return "_minimum" if low > high else "_maximum" if high > low else ""


def per_person(zone: Zone, purpose: str) -> bool:
    """Whether the sum is each person's: said so beside it, or a fee, stipend or wage by nature."""
    behind = zone.after[:45].split(",")[0] if not zone.after.startswith("),") else zone.after[:30]
    if _EACH.search(behind) or re.search(r"\b(?:each|per[\s-](?:person|victim|worker))\b", zone.before, re.IGNORECASE):
        return not re.search(r"^[)\]]?\s?each\s(?:year|month)", zone.after) and not re.search(r"\beach\s(?:year|month)\b", zone.before)
    if purpose == "victim_stipend":
        return bool(re.search(r"\b(?:an?|monthly|the|one-time)\s(?:[\w-]+\s){0,3}(?:stipend|allowance|payment|assistance|grant|benefit)\b", zone.before, re.IGNORECASE))
    return purpose in _PER_PERSON_KINDS and not _TOTALED.search(zone.before)


def frequency_of(zone: Zone, purpose: str, *, each: bool) -> str | None:
    """total, annual, monthly or one_off (rule 33); None for a rhythm that the list does not hold (a day, a week)."""
    kind = KINDS[purpose]
    before = zone.text[max(zone.before_start, zone.start - 70) : zone.start]
    after = zone.after + (zone.text[zone.shared[0] : zone.shared[1]] if zone.shared else "")
    if _MONTHLY_AFTER.search(after) or _MONTHLY_BEFORE.search(before):
        return "monthly"
    if _ANNUAL_AFTER.search(after) or _ANNUAL_BEFORE.search(before):
        return "annual"
    if _OTHER_RHYTHM.search(after) or _OTHER_RHYTHM.search(before):
        return None
    if kind in {"statutory", "work"} or each or _ONE_TIME.search(zone.near):
        return "one_off"
    if kind == "fine" and not _TOTALED.search(zone.near) and _SINGLE_FINE.search(zone.text[zone.clause_start : zone.start]):
        return "one_off"
    return "total"


def stage_of(zone: Zone, purpose: str) -> str | None:
    """What has happened to the money: by its kind, else by the verb nearest before it, else by any verb of the clause."""
    fixed = {"statutory": "statutory", "fine": "fined", "seizure": "seized", "award": _VOCABULARY["award_stage"]}.get(KINDS[purpose])
    if fixed:
        return fixed
    if re.search(r"\b(?:proposed|proposes|requested|pledged|promised|plans? to|planned to)\b", zone.clause, re.IGNORECASE):
        return "proposed"
    nearest = [(match.end(), name) for name, pattern in _STAGES for match in pattern.finditer(zone.text, zone.clause_start, zone.start)]
    if nearest:
        return max(nearest)[1]
    return next((name for name, pattern in _STAGES if pattern.search(zone.clause)), None)


def payer_of(zone: Zone, purpose: str, own_names: Iterable[str]) -> str | None:
    """Who pays (rule 35); None for compensation whose payer is not named."""
    kind = KINDS[purpose]
    lead = zone.text[: zone.end] + zone.after
    if purpose == "restitution" or kind == "seizure":
        return "trafficker"
    if kind in {"statutory", "fine"}:
        fined = _fined(zone)
        return fined or "trafficker"
    if purpose in {"recruitment_fee", "debt"}:
        return "employer" if re.search(r"\bemployers?\s(?:must|to|paid|pay|shall)\b", zone.clause, re.IGNORECASE) and purpose == "recruitment_fee" else "worker"
    if purpose in {"unpaid_wages", "minimum_wage"}:
        return "employer"
    if purpose == "license_deposit":
        return "recruiter"
    if kind == "crime":
        return "trafficker" if purpose in {"bribe", "sale_price"} else None
    if purpose == "compensation":
        return _compensator(zone)
    outside = _giver(zone, own_names)
    del lead
    return outside or "government"


def _fined(zone: Zone) -> str | None:
    """The kind of offender that the sentence names before or behind the fine: a recruiter, an employer, else none."""
    place = zone.text[zone.clause_start : zone.start] + " " + zone.after
    for name in ("recruiter", "employer"):
        if _PAYERS[name].search(place):
            return name
    if _PAYERS["trafficker"].search(place):
        return None
    return next((name for name in ("recruiter", "employer") if _PAYERS[name].search(zone.text[: zone.start])), None)


def _compensator(zone: Zone) -> str | None:
    clause = zone.clause
    if re.search(r"\b(?:order(?:ed|s|ing)?|requir(?:ed|es|ing)|made|forc(?:ed|ing)|compel\w+|obliged|from|by|direct(?:ed|ing))\s(?:[\w’'-]+\s){0,3}?(?:employers?|compan(?:y|ies)|firms?|businesses)\b", clause, re.IGNORECASE):
        return "employer"
    if re.search(rf"\b(?:order(?:ed|s|ing)?|requir(?:ed|es|ing)|made|forc(?:ed|ing)|compel\w+|obliged|from|by|direct(?:ed|ing)|sentenced)\s(?:[\w’'-]+\s){{0,4}}?(?:{_PAYERS['trafficker'].pattern})", clause, re.IGNORECASE):
        return "trafficker"
    if re.search(rf"(?:{_PAYERS['trafficker'].pattern})\s(?:\w+\s){{0,3}}?(?:paid|pay|to\spay)", clause, re.IGNORECASE):
        return "trafficker"
    lead = zone.text[zone.clause_start : zone.start]
    given = list(_GIVERS.finditer(lead))
    subject = lead[: given[0].start()] if given else ""
    if re.search(r"\b(?:government|state|ministry|fund|department|agency|authorities|office|board|commission|municipality|officials)\b", subject, re.IGNORECASE) and not re.search(r"\bcourts?\b|\bjudges?\b", subject, re.IGNORECASE):
        return "government"
    if re.search(r"\b(?:from|by|through|out\sof)\s(?:the|a|an|its)\s(?:[\w-]+\s){0,4}?(?:government|state|ministry|fund|treasury|budget)\b", zone.text[zone.clause_start : zone.after_end], re.IGNORECASE):
        return "government"
    return None


def _giver(zone: Zone, own_names: Iterable[str]) -> str | None:
    """An actor outside the government that gives the money: the subject of a giving verb, or behind "from" or "by"."""
    lead = zone.text[zone.clause_start : zone.start]
    for words in _behind_from(lead, zone.after):
        if found := outsider(words, own_names):
            return found
        if _GOVERNMENT.search(words):
            return "government"
    verbs = [match for match in _GIVERS.finditer(lead) if not _RECEIVERS.search(lead[max(0, match.start() - 12) : match.end()])]
    received = [match for match in _RECEIVERS.finditer(lead)]
    if received or not verbs:
        return None
    subject = lead[: verbs[0].start()]
    if re.search(r"\b(?:was|were|been|be|being)\s(?:\w+ly\s)?$", subject):
        return None
    return outsider(subject, own_names) if not _subject_is_government(subject) else None


def _subject_is_government(subject: str) -> bool:
    """Whether the government (or a body of it) acts, outsiders in the subject standing behind a preposition."""
    bare = re.sub(r"\b(?:with|through|in\s(?:cooperation|partnership|coordination|collaboration)\swith|for|to|under|via)\s.*", "", subject, flags=re.IGNORECASE)
    return outsider(bare, ()) is None


def _behind_from(lead: str, after: str) -> Iterable[str]:
    pattern = re.compile(r"\b(?:from|by|thanks\sto|funding\sof|support\sof|support\sfrom|funded\sby)\s((?:[\w’'.-]+\s?){1,7})", re.IGNORECASE)
    yield from (match[1] for match in pattern.finditer(after))
    yield from (match[1] for match in pattern.finditer(lead))


def outsider(words: str, own_names: Iterable[str]) -> str | None:
    """foreign_donor, foreign_government, international_organization or ngo if the words name one."""
    if _PAYERS["foreign_donor"].search(words):
        return "foreign_donor"
    for name, pattern in _OUTSIDERS.items():
        if pattern.search(words):
            return name
    foreign = re.search(r"\b[Gg]overnments?\sof\s(?:the\s)?([A-Z][\w’'-]+)", words)
    own = [name.lower() for name in own_names]
    if foreign and own and not any(foreign[1].lower() in name for name in own):
        return "foreign_government"
    return None


def recipient_of(zone: Zone, purpose: str) -> str | None:
    """The printed receiver (free text): behind "to", before "received", or the indirect object; None for fines and seizures."""
    kind = KINDS[purpose]
    if kind in {"statutory", "fine", "seizure", "condition", "crime", "fee", "wage"}:
        return None
    if purpose in {"restitution", "compensation"}:
        return "victims"
    behind = re.match(r"[)\]]?,?\s?(?:(?:\w+ly|in\s\w+\s\w+)\s)?to\s((?:(?!to\b|for\b|in\b|and\b|that\b|which\b|over\b|during\b|under\b)[\w’'()-]+\s?){1,6})", zone.after)
    if behind and not re.match(r"(?:implement|support|fund|conduct|assist|provide|combat|renovate|build|run|train|help|establish|improve|expand|strengthen|develop|cover|increase|continue|address|fight|open|the\simplementation|pay|raise|purchase|operate|enhance|anti-trafficking\swork)\b", behind[1]):
        return _clean(behind[1])
    lead = zone.text[zone.clause_start : zone.start]
    handed = list(re.finditer(r"\b(?:gave|paid|provided|provides|awarded|granted|gives|pays|funds)\s((?:(?!of\b|for\b|in\b|to\b|out\b|a\b|about\b|approximately\b|nearly\b|over\b|at\b|more\b)[\w’'()-]+\s){1,6}?)(?:with\s)?(?:(?:a\stotal\sof|about|approximately|at\sleast|nearly|over)\s)?$", lead))
    if handed:
        return _clean(handed[-1][1])
    owner = re.search(r"\b(?:the|its|a)\s((?:[\w-]+\s){0,3}?[\w-]+)[’']s?\s(?:[\w-]+\s){0,2}(?:budget|allocation|appropriation|funding)\b", lead, re.IGNORECASE)
    if owner:
        return _clean(owner[1])
    if _RECEIVERS.search(lead):
        subject = re.match(r"(?:(?:in|for|during|also|additionally|however)\b[^,]*,\s)?((?:(?!also\b|\w+ed\b|had\b|was\b|were\b|draws?\b|receives?\b)[\w’'()-]+\s){1,8})", lead, re.IGNORECASE)
        return _clean(subject[1]) if subject else None
    return None


def _clean(words: str) -> str | None:
    plain = re.sub(r"^(?:(?:a|an|the|its|their|each|of)\s)+", "", " ".join(words.split()).strip(" ,()"), flags=re.IGNORECASE)
    return plain or None


def cases_of(zone: Zone, purpose: str) -> Cases | None:
    """Number of awards or recipients printed for the sum (rule 35): behind it first, else before it in the same statement."""
    kind = KINDS[purpose]
    if kind in {"statutory", "condition", "work"}:
        return None
    paid = kind in {"award", "fine"} or purpose in {"victim_stipend", "unpaid_wages"}
    for low, high in filter(None, ((zone.end, zone.after_end), zone.shared)):
        for match in _TO_MANY.finditer(zone.text, low, high):
            if _counts_awards(match, paid=paid, seized=kind == "seizure") and (number := _number(match)):
                return Cases(number, match.start("n"), match.end("n"))
    if not (paid or kind == "support"):
        return None
    for match in reversed(list(_MANY_GOT.finditer(zone.text, zone.before_start, zone.start))):
        between = zone.text[match.end() : zone.start]
        if _OTHER_STORY.search(between):
            break
        handed = bool(_HANDED.search(zone.text[max(0, match.start("n") - 30) : match.start("n")]))
        subject = bool(_RECEIVERS.search(between))
        if match["award"] and paid and not re.search(r"\bcases?\b", match["award"]) or (match["award"] and paid and re.search(r"\bin\s(?:\w+\s)?$", zone.text[: match.start()])):
            fits = True
        elif match["person"]:
            fits = (paid and (handed or subject)) or (subject and per_person(zone, purpose))
        else:
            fits = bool(match["body"]) and (handed or subject)
        if fits and (number := _number(match)):
            return Cases(number, match.start("n"), match.end("n"))
    return None


def _counts_awards(match: re.Match[str], *, paid: bool, seized: bool) -> bool:
    how = match["how"].lower()
    if match["award"]:
        noun = match["award"].lower()
        return how in {"in", "for", "across", "from", "to"} and (paid or seized or how == "to" or not noun.endswith(("case", "cases")))
    if match["person"]:
        return how in {"to", "for", "among", "between", "benefiting", "from", "across"} and (paid or how in {"to", "among"})
    return how in {"to", "among", "between", "across"} or (paid and how in {"from", "against", "on"})


def _number(match: re.Match[str]) -> int | None:
    value = parse_number(match["n"])
    return int(value) if value is not None and value == value.to_integral_value() and Decimal(0) < value < Decimal(10**7) and not re.fullmatch(r"(?:19|20)\d\d", match["n"]) else None


@cache
def purposes() -> tuple[str, ...]:
    """The closed list of purposes, with the endings that state a bound or a basis left off."""
    return tuple(KINDS)
