"""Whose figure it is (annotation rule 27): the subject of the clause, a by-phrase, or the government."""

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

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
    r"(?:it|they|he|she|the latter|the same|the organization|the ngo)\b"
)


def named_actor(text: str) -> str | None:
    """The actor that a subject's text names, or None. Government and another body coordinated are joint."""
    patterns = _patterns()
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
        and not re.search(r"\b(?:un|united nations|international) (?:agency|agencies|organizations?)$", text)
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
            if re.search(r"\b(?:and|with|together with|along with)\s(?:\w+\s){0,3}$", before) and patterns["government"].search(before):
                return True
            if re.search(r"^\s(?:\w+\s){0,2}(?:and|together with|with)\b", behind) and patterns["government"].search(behind):
                return True
    return False


def read_actor(parsed: "Parsed", figure: "Figure", before: ActorReading | None) -> ActorReading:
    """The actor of a figure; a pronoun subject keeps the actor spoken of before."""
    tokens = [t for t in parsed.tokens if t.clause == figure.clause]
    profile = parsed.sentence.section == "profile"
    default = "unspecified" if profile else "government"
    if not tokens:
        return ActorReading(default, own=False)
    text = parsed.text(tokens[0].start, tokens[-1].end)
    by = re.search(r"\bby (?:[\w'-]+ ){0,5}", text[len(parsed.text(tokens[0].start, parsed.tokens[figure.np_end - 1].end)) :])
    if by is not None and figure.verbs and figure.verbs[0].passive:
        actor = named_actor(by[0])
        if actor is not None:
            return ActorReading(actor, own=True)
    verb = figure.verbs[0] if figure.verbs else None
    first_verb = next((v for v in parsed.verbs if v.clause == figure.clause and v.kind == "finite"), verb)
    if first_verb is not None and first_verb.index < figure.index and not first_verb.passive:
        subject = parsed.text(tokens[0].start, parsed.tokens[first_verb.group_start].start)
        if _PRONOUN.search(subject):
            return before or ActorReading(default, own=False)
        actor = named_actor(subject)
        if actor is not None:
            return ActorReading(actor, own=True)
    elif first_verb is not None:
        actor = (
            named_actor(parsed.text(tokens[0].start, parsed.tokens[max(figure.first - 1, 0)].start))
            if figure.index > tokens[0].index + 1
            else None
        )
        tail = named_actor(text) if profile else None
        if actor not in (None, "government"):
            return ActorReading(actor or default, own=True)
        if tail is not None:
            return ActorReading(tail, own=True)
    subject_actor = _main_subject(parsed)
    if subject_actor in ("unspecified", "ngo", "international_organization", "foreign_government") and _subordinate(parsed, figure):
        return ActorReading(subject_actor, own=True)
    return ActorReading("government" if profile and subject_actor == "government" else default, own=False)


def _main_subject(parsed: "Parsed") -> str | None:
    first = next((v for v in parsed.verbs if v.kind == "finite"), None)
    if first is None or not parsed.tokens:
        return None
    return named_actor(parsed.text(parsed.tokens[0].start, parsed.tokens[min(first.index + 2, len(parsed.tokens) - 1)].end))


def _subordinate(parsed: "Parsed", figure: "Figure") -> bool:
    """Whether the figure's clause is what the sentence's first clause reports ("observers said that ...")."""
    first = next((v for v in parsed.verbs if v.kind == "finite"), None)
    return (
        first is not None
        and first.lemma in ("report", "say", "note", "estimate", "claim", "state", "believe", "allege", "put", "be")
        and figure.index > first.index
        and not any(t.text == ";" for t in parsed.tokens[first.index : figure.index])
    )
