"""Who pays a sum and who receives it (annotation rule 35)."""

import re
from collections.abc import Iterator

from pipeline.facts.money_purpose import KINDS, words
from pipeline.facts.money_zone import Zone
from pipeline.normalize.territory import demonym_code
from pipeline.vocabulary.countries import country_code
from pipeline.vocabulary.load import load

_VOCABULARY = load("purposes")
_ACTORS = load("actors")
_GIVERS, RECEIVERS = words(_VOCABULARY["givers"]), words(_VOCABULARY["receivers"])
_PAYERS = {name: words(listed) for name, listed in _VOCABULARY["payers"].items()}
_OUTSIDERS = {name: words(_ACTORS[name]) for name in ("foreign_government", "international_organization", "ngo")}
_BUDGETS = ("fund", "funds", "administration", "embassy", "city", "province", "congress", "treasury", "budget", "prefecture")
_GOVERNMENT = words([*_ACTORS["government"], *_BUDGETS])
_STATE_PAYS = re.compile(
    r"\b(?:government|state|ministry|fund|department|agency|authorities|office|board|commission|municipality|officials)\b", re.IGNORECASE
)
_COURT = re.compile(r"\bcourts?\b|\bjudges?\b|\btribunals?\b", re.IGNORECASE)
_FROM_STATE = re.compile(
    r"\b(?:from|by|through|out\sof)\s(?:the|a|an|its)\s(?:[\w-]+\s){0,4}?(?:government|state|ministry|fund|treasury|budget)\b",
    re.IGNORECASE,
)
# Who is told to pay, or who pays: the words right behind "ordered", or right before "paid".
_TOLD = re.compile(
    r"\b(?:order\w*|requir\w+|made|forc\w+|compel\w+|obliged|from|by|direct\w+|sentenc\w+)\s((?:[\w’'-]+\s){1,5}?)(?=to\b|pay|in\b|for\b|[|(]|$)",
    re.IGNORECASE,
)
_PAYING = re.compile(r"((?:[\w’'-]+\s){1,3}?)(?:\w+ly\s)?(?:had\s)?(?:paid|pay|pays|must\spay|to\spay)\b", re.IGNORECASE)

_BEHIND_AMOUNT = re.compile(
    r"\b(?:from|by|thanks\sto|funding\sof|support\sof|support\sfrom|funded\sby)\s((?:[\w’'.-]+\s?){1,7})", re.IGNORECASE
)
_BESIDE = re.compile(
    r"\b(?:with|through|in\s(?:cooperation|partnership|coordination|collaboration)\swith|for|to|under|via)\s.*", re.IGNORECASE
)
_PASSIVE = re.compile(r"\b(?:was|were|been|be|being)\s(?:\w+ly\s)?$", re.IGNORECASE)
# "the Government of X", "the X embassy": X says whose.
_GOVERNMENT_OF = re.compile(r"\b(?:[Gg]overnments?|[Ee]mbass(?:y|ies))\sof\s(?:the\s)?((?:[A-Z][\w’'-]+\s?){1,3})")
_ADJECTIVE_GOVERNMENT = re.compile(
    r"\b(?:The\s)?([A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?)\s(?:[Gg]overnments?|[Ee]mbass(?:y|ies)|authorities|aid\sagency|grants?)\b"
)
_BARE_COUNTRY = re.compile(r"(?:^|,\s)(?:the\s)?((?:[A-Z][\w’'-]+\s?){1,3})(?:also\s|\w+ly\s|had\s|has\s)*$")
_EMPLOYER_FEE = re.compile(r"\bemployers?\s(?:must|to|paid|pay|shall)\b", re.IGNORECASE)
_TO = re.compile(
    r"[)\]]?,?\s?(?:(?:\w+ly|in\s\w+\s\w+)\s)?to\s((?:(?!to\b|for\b|in\b|and\b|that\b|which\b|over\b|during\b|under\b)[\w’'()-]+\s?){1,6})"
)
_AIM = re.compile(rf"(?:{words(_VOCABULARY['aims']).pattern})", re.IGNORECASE)
_INDIRECT = re.compile(
    r"\b(?:gave|paid|provided|provides|awarded|granted|gives|pays|funds)\s"
    r"((?:(?!(?:of|for|in|to|out|a|about|approximately|nearly|over|at|more)\b)[\w’'()-]+\s){1,6}?)"
    r"(?:with\s)?(?:(?:an?\sadditional|another|a\sfurther|a\stotal\sof|about|approximately|at\sleast|nearly|over)\s)?$"
)
_OWNER = re.compile(
    r"\b(?:the|its|a)\s((?:[\w-]+\s){0,3}?[\w-]+)[’']s?\s(?:[\w-]+\s){0,2}(?:budget|allocation|appropriation|funding)\b", re.IGNORECASE
)
_SUBJECT = re.compile(
    r"(?:(?:in|for|during|also|additionally|however)\b[^,]*,\s)?"
    r"((?:(?!(?:also|\w+ed|had|got|was|were|draws?|receives?)\b)[\w’'()-]+\s){1,8})",
    re.IGNORECASE,
)
# "... spent N and a foreign government another M": a giver whose verb was said once. NGOs there may as well receive.
_GAPPED = re.compile(r"\sand\s((?:[\w’'-]+\s){1,4}?)(?:another|an\sadditional|a\sfurther)\s$", re.IGNORECASE)
_SECOND_VERB = re.compile(r"\band\s(?:\w+ly\s)?$", re.IGNORECASE)
_NOBODY_RECEIVES = frozenset({"statutory", "fine", "seizure", "condition", "crime", "fee", "wage"})


def payer_of(zone: Zone, purpose: str, home: str) -> str | None:
    """Who pays in a narrative of country `home`; None for compensation whose payer is not named and for money of the crime."""
    kind = KINDS[purpose]
    if purpose == "restitution" or kind == "seizure":
        return "trafficker"
    if kind in {"statutory", "fine"}:
        return _fined(zone) or "trafficker"
    if purpose == "compensation":
        return _compensator(zone)
    if purpose == "license_deposit":
        return "recruiter"
    if kind == "fee":
        return "employer" if purpose == "recruitment_fee" and _EMPLOYER_FEE.search(zone.clause) else "worker"
    if kind == "wage":
        return "employer"
    if kind == "crime":
        return "trafficker" if purpose in {"bribe", "sale_price"} else None
    return _giver(zone, home) or "government"


def _fined(zone: Zone) -> str | None:
    """A recruiter or employer where the clause (or, if it names no trafficker, the sentence before the fine) names one."""
    place = f"{zone.text[zone.clause_start : zone.start]} {zone.after}"
    named = next((name for name in ("recruiter", "employer") if _PAYERS[name].search(place)), None)
    if named or _PAYERS["trafficker"].search(place):
        return named
    return next((name for name in ("recruiter", "employer") if _PAYERS[name].search(zone.text[: zone.start])), None)


def _compensator(zone: Zone) -> str | None:
    """Who is told to pay compensation, who pays it, or the state's fund; None where courts grant it and name nobody."""
    clause = f"{zone.text[zone.clause_start : zone.start]}| {zone.after}"
    for pattern in (_TOLD, _PAYING):
        for match in pattern.finditer(clause):
            for name in ("recruiter", "employer", "trafficker"):
                if _PAYERS[name].search(match[1]):
                    return name
    lead = zone.text[zone.clause_start : zone.start]
    given = _GIVERS.search(lead)
    subject = lead[: given.start()] if given else ""
    if _STATE_PAYS.search(subject) and not _COURT.search(subject):
        return "government"
    return "government" if _FROM_STATE.search(zone.text, zone.clause_start, zone.after_end) else None


def _giver(zone: Zone, home: str) -> str | None:
    """An actor that gives the money: behind "from" or "by", else the subject of a giving verb; None leaves the government."""
    lead = zone.text[zone.clause_start : zone.start]
    for said in _named_behind(lead, zone.after):
        if found := outsider(said, home):
            return found
        if _GOVERNMENT.search(said):
            return "government"
    gapped = _GAPPED.match(zone.before)
    if gapped and (found := outsider(gapped[1], home)) not in {None, "ngo"}:
        return found
    given = _GIVERS.search(lead)
    if given is None or RECEIVERS.search(lead):
        return None
    subject = lead[: given.start()]
    if _PASSIVE.search(subject):
        return None
    bare = _BESIDE.sub("", subject)
    country = _BARE_COUNTRY.search(bare)
    return "foreign_government" if country and _foreign(country[1], home) else outsider(bare, home)


def _foreign(name: str, home: str) -> bool:
    """Whether a country's name or adjective stands for another country than `home`."""
    code = country_code(name.strip()) or demonym_code(name.strip())
    return code is not None and code != home


def _named_behind(lead: str, after: str) -> Iterator[str]:
    yield from (match[1] for match in _BEHIND_AMOUNT.finditer(after))
    yield from (match[1] for match in _BEHIND_AMOUNT.finditer(lead))


def outsider(said: str, home: str) -> str | None:
    """foreign_donor, foreign_government, international_organization or ngo if the words name one."""
    if _PAYERS["foreign_donor"].search(said):
        return "foreign_donor"
    if found := next((name for name, pattern in _OUTSIDERS.items() if pattern.search(said)), None):
        return found
    named = [match[1] for pattern in (_GOVERNMENT_OF, _ADJECTIVE_GOVERNMENT) for match in pattern.finditer(said)]
    return "foreign_government" if any(_foreign(name, home) for name in named) else None


def recipient_of(zone: Zone, purpose: str) -> str | None:
    """The printed receiver: behind "to", the indirect object, whose budget, or who received; None for fines and seizures."""
    if KINDS[purpose] in _NOBODY_RECEIVES:
        return None
    if KINDS[purpose] == "award":
        return "victims"
    behind = _TO.match(zone.after)
    if behind and not _AIM.match(behind[1]):
        return _clean(behind[1])
    lead = zone.text[zone.clause_start : zone.start]
    if found := _INDIRECT.search(lead) or _OWNER.search(lead):
        return _clean(found[1])
    got = RECEIVERS.search(lead)
    if got is None:
        return None
    # "CMM offered care ... and received": the subject is the sentence's
    subject = _SUBJECT.match(zone.text if _SECOND_VERB.search(lead[: got.start()]) else lead)
    return _clean(subject[1]) if subject else None


def _clean(said: str) -> str | None:
    """Without articles and punctuation at the ends."""
    plain = re.sub(r"^(?:(?:a|an|the|its|their|each|of)\s)+", "", " ".join(said.split()).strip(" ,()"), flags=re.IGNORECASE)
    return plain or None
