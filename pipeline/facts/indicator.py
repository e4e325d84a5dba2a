"""Which indicator a figure belongs to: the decision list of the vocabulary, first rule that holds.

A rule sees the class of the counted noun, the verb that governs it, the preposition before the number, the nouns
around, and patterns over the clause. It never sees the number.
"""

import re
from dataclasses import dataclass
from functools import cache

from pipeline.vocabulary.load import load


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule may ask of a figure; every text is lower case with straight apostrophes."""

    head: str
    head_text: str
    verb: str | None
    role: str
    preposition: str | None
    themes: tuple[str, ...]
    clause: str
    before: str
    subject: str
    sentence: str
    own: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the decision list; None = no condition."""

    name: str
    indicator: str
    unit: str | None
    unit_by_head: bool
    clause_form: bool
    head: frozenset[str] | None
    unless_head: frozenset[str]
    verb: frozenset[str] | None
    unless_verb: frozenset[str]
    theme: frozenset[str] | None
    role: str | None
    prep: frozenset[str] | None
    near: re.Pattern[str] | None
    unless_near: re.Pattern[str] | None
    near_before: re.Pattern[str] | None
    subject: re.Pattern[str] | None
    sentence: re.Pattern[str] | None
    unless_sentence: re.Pattern[str] | None
    head_text: re.Pattern[str] | None
    unless_head_text: re.Pattern[str] | None
    own: re.Pattern[str] | None
    unless_own: re.Pattern[str] | None

    def fits(self, head: str, verb: str | None, role: str, preposition: str | None) -> bool:
        """Whether the conditions hold that ask for single words."""
        return (
            (self.head is None or head in self.head)
            and head not in self.unless_head
            and (self.verb is None or (verb or "none") in self.verb)
            and (not self.unless_verb or verb not in self.unless_verb)
            and (self.role is None or role == self.role)
            and (self.prep is None or preposition in self.prep)
        )

    def holds(self, c: Context) -> bool:
        """Whether the other conditions hold: those that ask for what stands around."""
        return (
            (self.theme is None or any(theme in self.theme for theme in c.themes))
            and (self.near is None or self.near.search(c.clause) is not None)
            and (self.unless_near is None or self.unless_near.search(c.clause) is None)
            and (self.own is None or self.own.search(c.own) is not None)
            and (self.unless_own is None or self.unless_own.search(c.own) is None)
            and (self.near_before is None or self.near_before.search(c.before) is not None)
            and (self.subject is None or self.subject.search(c.subject) is not None)
            and (self.sentence is None or self.sentence.search(c.sentence) is not None)
            and (self.unless_sentence is None or self.unless_sentence.search(c.sentence) is None)
            and (self.head_text is None or self.head_text.search(c.head_text) is not None)
            and (self.unless_head_text is None or self.unless_head_text.search(c.head_text) is None)
        )


def _set(value: str | list[str] | None, names: dict[str, list[str]]) -> frozenset[str] | None:
    if value is None:
        return None
    items = [value] if isinstance(value, str) else value
    return frozenset(member for item in items for member in names.get(item, [item]))


def _pattern(text: str | None) -> re.Pattern[str] | None:
    return re.compile(text) if text else None


@cache
def rules() -> tuple[Rule, ...]:
    """The decision list in its printed order."""
    data = load("indicators")
    return tuple(
        Rule(
            name=entry["name"],
            indicator=entry["indicator"],
            unit=entry.get("unit"),
            unit_by_head=entry.get("unit_by_head", False),
            clause_form=entry.get("clause_form", False),
            head=_set(entry.get("head"), data["classes"]),
            unless_head=_set(entry.get("unless_head"), data["classes"]) or frozenset(),
            verb=_set(entry.get("verb"), data["verbs"]),
            unless_verb=_set(entry.get("unless_verb"), data["verbs"]) or frozenset(),
            theme=_set(entry.get("theme"), {}),
            role=entry.get("role"),
            prep=_set(entry.get("prep"), {}),
            near=_pattern(entry.get("near")),
            unless_near=_pattern(entry.get("unless_near")),
            near_before=_pattern(entry.get("near_before")),
            subject=_pattern(entry.get("subject")),
            sentence=_pattern(entry.get("sentence")),
            unless_sentence=_pattern(entry.get("unless_sentence")),
            head_text=_pattern(entry.get("head_text")),
            unless_head_text=_pattern(entry.get("unless_head_text")),
            own=_pattern(entry.get("own")),
            unless_own=_pattern(entry.get("unless_own")),
        )
        for entry in data["rules"]
    )


@cache
def _fitting(head: str, verb: str | None, role: str, preposition: str | None) -> tuple[Rule, ...]:
    return tuple(rule for rule in rules() if rule.fits(head, verb, role, preposition))


def _rules_for(context: Context) -> tuple[Rule, ...]:
    return _fitting(context.head, context.verb, context.role, context.preposition)


def decide(context: Context) -> Rule | None:
    """The first rule that holds for a figure, or None."""
    return next((rule for rule in _rules_for(context) if rule.holds(context)), None)


def frame(context: Context) -> Rule | None:
    """The first rule that knows a bare number by the words right before it ("a staff of nine")."""
    return next((rule for rule in _rules_for(context) if rule.near_before is not None and rule.holds(context)), None)


@cache
def stocks() -> frozenset[str]:
    """Indicators of what exists at a time, not of what happens in it."""
    return frozenset(name for name, entry in load("indicators")["indicators"].items() if entry.get("stock"))


@cache
def flows() -> frozenset[str]:
    """Indicators of what happens and can fail to: only they have zero and not_reported rows (annotation rule A3)."""
    return frozenset(
        name for name, entry in load("indicators")["indicators"].items() if entry.get("absence", True) and not entry.get("stock")
    )


def usual_unit(indicator: str) -> str:
    """The usual unit of an indicator; "=" for the printed noun."""
    return str(load("indicators")["indicators"][indicator]["unit"])
