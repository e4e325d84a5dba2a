"""Whose figure it is (annotation rule 27): the subject of the clause, a by-phrase, or the government."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from pipeline.vocabulary.grammar import REPORTING
from pipeline.vocabulary.load import alternation, load

if TYPE_CHECKING:
    from pipeline.facts.figure import Figure
    from pipeline.facts.parsed import Parsed


@dataclass(frozen=True, slots=True)
class ActorReading:
    """The actor code, and whether the figure's own clause names it."""

    actor: str
    own: bool


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {actor: re.compile(rf"\b(?:{alternation(words)})\b") for actor, words in load("actors").items()}


_PRONOUN = re.compile(
    r"^\W*(?:(?:however|also|additionally|in addition|and|but|then|while|in \d{4}),? ){0,4}"
    r"(?:it|they|he|she|the latter|the same|(?:its|their) (?:hotline|helpline|shelters?|centers?)|"
    r"(?:the|this|that|these) (?:organizations?|ngos?|groups?|associations?|shelters))\b(?!-)"
)


# "the consular network in the United States" is not that country's
_ABROAD = re.compile(r"\b(?:in|to|from) (?:the united states|another country|other countries|a foreign country)\b")


# the figures of a sentence share their subject
@lru_cache(maxsize=256)
def named_actor(text: str) -> str | None:
    """The actor that a subject's text names, or None. Government and another body coordinated are joint."""
    patterns = _patterns()
    text = _ABROAD.sub("", text)
    found = {actor for actor in ("ngo", "international_organization", "foreign_government", "unspecified") if patterns[actor].search(text)}
    government = (
        patterns["government"].search(
            re.sub(
                r"government-(?:funded|supported|run)|(?:foreign|neighboring|u\.s\.|donor) government\w*|non-government\w*",
                "",
                text,
            )
        )
        is not None
    )
    if "unspecified" in found and (len(found) > 1 or government):
        found.discard("unspecified")
    if not found:
        return "government" if government else None
    if (
        government
        and re.search(r"\b(?:and|with|together|jointly)\b", text)
        and found <= {"ngo", "international_organization"}
        and not re.search(r"\b(?:un|united nations) (?:agency|agencies|organizations?)$", text)
        and _coordinated(text, found)
    ):
        return "joint"
    for actor in ("foreign_government", "ngo", "international_organization", "unspecified"):
        if actor in found:
            if actor == "ngo" and "international_organization" in found:
                first = {a: m.start() for a in ("ngo", "international_organization") if (m := patterns[a].search(text))}
                return min(first, key=lambda key: first[key])
            return actor
    return None


def _coordinated(text: str, found: set[str]) -> bool:
    """Whether the government's body and the other stand side by side, not one inside the other's name."""
    patterns = _patterns()
    for actor in found:
        for match in patterns[actor].finditer(text):
            before, behind = text[: match.start()], text[match.end() :]
            if re.search(r"\b(?:and|with|together with|along with)\s(?:[\w-]+\s){0,3}$", before) and patterns["government"].search(before):
                return True
            if re.search(r"^\s(?:\w+\s){0,2}(?:and|together with|with)\b", behind) and patterns["government"].search(behind):
                return True
    return False


_BY = re.compile(r"\bby (?:[\w'-]+ ){0,5}[\w'-]*")
_RUN_BY = re.compile(r"\b(?:run|operated|managed|staffed|led|maintained) by ((?:[\w'-]+ ?){1,6})")
_PARTNER = re.compile(
    r"\b(?:together|in (?:conjunction|cooperation|collaboration|partnership|coordination)|along|partner(?:ed|ing)|work(?:ed|ing)|"
    r"cooperat(?:ed|es|ing)|collaborat(?:ed|es|ing)) with ((?:[\w'-]+ ){0,4}[\w'-]+)"
)
# Who gives money to those who act, or has no part in it, is not whose work it is.
_FUNDED = re.compile(
    r"\bwith (?:the )?(?:\w+ )?(?:funding|funds|financing|money|grants?) (?:from|of|by) [^,;]*,?"
    r"|\bwith (?:[^,;]|,(?=\d)){0,60}\d(?:[^,;]|,(?=\d)){0,30} from [^,;]*,?"
    r"|\bwithout (?:any )?(?:\w+ )?(?:assistance|help|support|involvement|participation) (?:from|of|by) [^,;]*,?"
    r"|\bwith government (?:funding|funds|support|financing)\b"
)
_HOTLINE = re.compile(r"\b(?:hotlines?|helplines?)\b")
_NGO_LINE = re.compile(r"\b(?:ngos?|(?:non-?governmental|civil society) organizations?)\b(?:[^.;]|\.\d){0,60}\b(?:hotline|helpline)")
_STATE_LINE = re.compile(
    r"\b(?:government|ministry|state|police|agency|unit)"
    r"(?:-run|-operated|\b[\w' -]{0,40}\b(?:operated|operates|ran|runs|maintained|managed))[^.;]{0,40}\b(?:hotline|helpline)"
)


def hotline_actor(text: str, known: str | None) -> str | None:
    """Who runs the hotline, where a sentence says so; else what is known already."""
    if "hotline" not in text and "helpline" not in text:
        return known
    if _NGO_LINE.search(text):
        return "ngo"
    return "government" if _STATE_LINE.search(text) else known


def read_actor(parsed: "Parsed", figure: "Figure", before: ActorReading | None, hotline: str | None) -> ActorReading:
    """The actor of a figure: a by-phrase, the subject, a partner, or whoever reports it; a pronoun keeps the actor spoken of before."""
    tokens = parsed.inside(figure.clause)
    profile = parsed.sentence.section == "profile"
    default = ActorReading("unspecified" if profile else "government", own=False)
    if not tokens:
        return default
    if figure.verbs and figure.verbs[0].lemma in ("self-identify", "self-refer"):
        return ActorReading("unspecified", own=True)
    lead = parsed.text(tokens[0].start, parsed.tokens[figure.np_end - 1].end)
    behind = parsed.text(parsed.tokens[figure.np_end - 1].end, tokens[-1].end)
    gapped = _gapped(parsed, figure)
    if gapped is not None:
        return ActorReading(gapped, own=True)
    headless = figure.head is None and behind.startswith("by ")  # "74 by social workers, 32 by NGOs"
    said = re.split(r"[,;]| and \d", behind)[0] if headless else behind
    by = _BY.search(said) if headless or (figure.verbs and figure.verbs[0].passive) else _RUN_BY.search(lead)
    named = named_actor(by[by.lastindex or 0]) if by is not None else None
    if named is not None:
        return ActorReading(named, own=True)
    if headless and re.match(r"by (?:other|others|various|unnamed)\b", said):
        return ActorReading("unspecified", own=True)
    if figure.head_class in ("shelter", "capacity"):
        owned = named_actor(parsed.text(parsed.tokens[figure.first].start, parsed.tokens[figure.np_end - 1].end))
        if owned == "ngo":
            return ActorReading(owned, own=True)  # "the government funded 18 NGO-run shelters"
    subject = _FUNDED.sub(" ", _subject(parsed, figure))
    if _PRONOUN.search(subject):
        own = named_actor(subject) if re.match(r"\W*(?:this|that|the) ", subject) else None  # "This NGO also reported identifying"
        return ActorReading(own, own=True) if own in ("ngo", "international_organization") else before or default
    partner = _PARTNER.search(lead)
    if partner is not None and named_actor(partner[1]) in ("ngo", "international_organization"):
        subject = subject.replace(partner[0], " ")
    else:
        partner = None
    named = _foreign(parsed, figure) or named_actor(subject)
    if named in (None, "government") and partner is not None:
        return ActorReading("joint", own=True)
    if named is not None:
        return ActorReading(named, own=True)
    if hotline is not None and (_HOTLINE.search(subject) or "ngo-run" in behind or "ngo-operated" in behind):
        return ActorReading("ngo" if "ngo-" in behind else hotline, own=True)
    named = _reporter(parsed, figure)
    if named in ("unspecified", "ngo", "international_organization", "foreign_government") or (profile and named is not None):
        return ActorReading(named or default.actor, own=True)
    return default


def _gapped(parsed: "Parsed", figure: "Figure") -> str | None:
    """The body that alone stands before a bare number where its verb is left out ("NGOs identified 22 and police the remaining 26")."""
    if figure.head is not None:
        return None
    parts = [t.index for t in parsed.inside(figure.clause) if t.index < figure.first and t.low in (",", ";", "and", "while", "but")]
    start = parts[-1] + 1 if parts else figure.first
    lead = parsed.tokens[start : figure.first]
    if not lead or any(t.kind != "word" or t.function == "prepositions" or t.lex.comparison or t.lex.form for t in lead):
        return None
    if any(start <= v.index < figure.first for v in parsed.verbs) or not any(t.kind == "count" for t in parsed.tokens[:start]):
        return None
    return named_actor(parsed.text(lead[0].start, lead[-1].end))


def _subject(parsed: "Parsed", figure: "Figure") -> str:
    """The words before the first finite verb of the figure's clause; of a relative clause, the clause that it hangs on."""
    tokens = parsed.inside(figure.clause)
    first = next((v for v in parsed.verbs if v.clause == figure.clause and v.kind == "finite"), None)
    if first is None or first.index >= figure.index:
        return parsed.text(tokens[0].start, parsed.tokens[figure.np_end - 1].end)
    if first.passive and not figure.verbs:
        return ""
    acts = figure.verbs[0] if figure.verbs else None
    acting = acts is not None and acts.kind == "finite" and not acts.passive
    saying = [v for v in parsed.verbs if acting and v.clause == figure.clause and v.kind == "finite" and v.lemma in REPORTING]
    said = next((v for v in reversed(saying) if acts is not None and v.index + 1 < acts.index), None)
    if said is not None and acts is not None:
        told = parsed.text(parsed.tokens[said.index].end, parsed.tokens[acts.group_start].start)
        if acts.clause == said.clause and named_actor(told) is not None:
            return told.strip().removeprefix("that ")  # "NGOs reported police referred 34 victims"
    start = tokens[0]
    if start.low in ("which", "who", "that") and start.index:
        start = parsed.inside(parsed.tokens[start.index - 1].clause)[0]
    # "the hotline, which an NGO ran with money from the state, took 396 calls": the relative clause tells whose it is
    inserted = next((v for v in parsed.verbs if v.kind == "finite" and start.index <= v.index < first.index), first)
    ends = inserted if start.clause == first.clause else first
    return parsed.text(start.start, parsed.tokens[ends.group_start].start)


def _foreign(parsed: "Parsed", figure: "Figure") -> str | None:
    """A government of another country as subject ("Thai authorities", "Neighboring Estonia")."""
    first = next((v for v in parsed.verbs if v.clause == figure.clause and v.kind == "finite"), None)
    if first is None or first.index > figure.index or first.passive:
        return None
    for token in parsed.tokens[: first.group_start]:
        if token.clause != figure.clause or not token.code or token.code == parsed.iso3:
            continue
        after = parsed.tokens[token.index + 1]
        opens = all(t.function in ("determiners", "prepositions") or t.low == "neighboring" for t in parsed.tokens[: token.index])
        if (
            after.lex.actor == "government"
            or after.low in ("embassy", "consulate", "embassies", "consulates")
            or (token.place and opens and parsed.tokens[max(token.index - 1, 0)].function != "prepositions")
        ):
            return "foreign_government"
    return None


def _reporter(parsed: "Parsed", figure: "Figure") -> str | None:
    """Who reports what the figure's clause says ("observers said that ...")."""
    told = next(
        (
            v
            for v in reversed(parsed.verbs)
            if v.index < figure.index
            and v.kind == "finite"
            and v.lemma in REPORTING
            and not any(t.text == ";" for t in parsed.tokens[v.index : figure.index])
        ),
        None,
    )
    if told is None:
        return None
    start = parsed.inside(told.clause)[0]
    return named_actor(parsed.text(start.start, parsed.tokens[told.index].end))
