"""What the decision list may see of a figure, and which of its rules hold."""

import itertools
from collections.abc import Sequence

from pipeline.facts.figure import GOT, Figure, is_person
from pipeline.facts.indicator import Context, Rule, decide, usual_unit
from pipeline.facts.parsed import Parsed
from pipeline.facts.tokens import Token
from pipeline.vocabulary.grammar import REPORTING
from pipeline.vocabulary.lexicon import verb_lemmas


def context_of(parsed: Parsed, figure: Figure, verb: str | None, head: str, subject: str) -> Context:
    """The view of a figure that the decision list may ask."""
    tokens = parsed.tokens
    clause_tokens = parsed.inside(figure.clause)
    start = clause_tokens[0].start if clause_tokens else figure.start
    window_end = clause_tokens[-1].end if clause_tokens else figure.end
    last = max(figure.np_end - 1, figure.head.index if figure.head is not None and figure.head.index < figure.np_end + 4 else 0)
    phrase = parsed.text(tokens[figure.index].start, tokens[last].end) if figure.np_end > figure.index else ""
    asked = clause_tokens[1:2] and (clause_tokens[1].kind == "count" or clause_tokens[1].lex.qualifier)
    if (
        clause_tokens
        and clause_tokens[0].index
        and (clause_tokens[0].low in ("where", "whose", "that") or (asked and clause_tokens[0].low == "which"))
    ):
        start = tokens[max(0, clause_tokens[0].index - 4)].start  # the place that a relative clause tells of
    return Context(
        head=head,
        # "5,900 Nigerians" are nationals, as a rule would have to say that means them
        head_text=f"{phrase} nationals" if figure.head is not None and figure.head.person else f"{phrase} {figure.short_for}".strip(),
        verb=verb if verb is None or verb in verb_lemmas() else "unknown",
        role=figure.role,
        preposition=figure.preposition,
        themes=tuple(figure.themes),
        clause=parsed.text(_local_start(tokens, figure, start), _local_end(tokens, figure, window_end)),
        before=parsed.text(start, tokens[figure.index].start),
        subject=subject,
        sentence=parsed.text(parsed.sentence.start, parsed.sentence.end),
        own=_own_text(parsed, figure),
    )


_NUMBERS = frozenset(["count", "range", "zero", "vague", "derived"])


def _own_text(parsed: Parsed, figure: Figure) -> str:
    """The clause of a figure that stands alone in it, else the stretch from the figure to the next one."""
    inside = parsed.inside(figure.clause)
    if sum(t.kind in _NUMBERS for t in inside) <= 1:
        return parsed.text(inside[0].start, inside[-1].end) if inside else ""
    following = next((t for t in inside if t.index > figure.index and t.kind in _NUMBERS), None)
    verb = figure.verbs[0] if figure.verbs else None
    since = (
        parsed.tokens[verb.group_start : figure.first] if verb is not None and verb.kind == "finite" and verb.index < figure.index else []
    )
    if following is not None:
        # "charges against 19 of them and lesser charges against the rest": what stands before the next number's preposition is its own
        joint = next((t for t in parsed.tokens[figure.index : following.index] if t.low == "and"), None)
        before = parsed.tokens[following.index - 1]
        if (
            joint is not None
            and before.function == "prepositions"
            and following.index - joint.index <= 4
            and before.index - joint.index > 1
        ):
            following = joint
    alone = bool(since) and not any(t.kind in _NUMBERS for t in since)
    return parsed.text(
        since[0].start if alone else figure.start, parsed.tokens[following.index - 1].end if following is not None else inside[-1].end
    )


def _local_start(tokens: list[Token], figure: Figure, start: int) -> int:
    """Where the figure's own stretch of the clause begins: after the figure before it that another verb governs."""
    verb = figure.verbs[0] if figure.verbs else None
    gapped = figure.np_end < len(tokens) and tokens[figure.np_end].low == "with" and figure.head is None
    if gapped and verb is not None and any(t.kind == "count" for t in tokens[verb.index : figure.first]):
        return tokens[figure.first].start
    if verb is not None and verb.lemma in GOT and verb.index < figure.first and figure.role == "agent":
        return tokens[figure.first].start  # "52 received shelter, 43 legal aid"
    if verb is None or verb.index > figure.index:
        listed = any(t.kind == "count" and t.clause == figure.clause for t in tokens[: figure.first])
        return tokens[figure.first].start if listed and verb is not None and figure.role == "agent" else start
    for token in reversed(tokens[: verb.index]):
        if token.start < start:
            break
        if token.kind == "count":
            return tokens[verb.group_start].start
    return start


def _served_with(tokens: list[Token], figure: Figure) -> int | None:
    """Where the next number begins in "provided 198 victims with care, 121 with housing, and 67 with legal aid"."""
    behind = list(itertools.takewhile(lambda t: t.text != ";", tokens[figure.np_end :]))
    counts = [t for t in behind if t.kind == "count"]
    base = counts[0] if counts and tokens[counts[0].index - 1].low in ("of", "the", "of the") else None
    following = counts[1] if base is not None and len(counts) > 1 else counts[0] if base is None and counts else None
    if following is None or not any(t.low == "with" for t in tokens[figure.np_end : following.index]):
        return None
    return following.start if any(t.low == "with" for t in tokens[following.index + 1 : following.index + 3]) else None


def _local_end(tokens: list[Token], figure: Figure, end: int) -> int:
    """Where it ends: before a verb of the same clause that has a number of its own."""
    last = max((v.index for v in figure.verbs), default=figure.index)
    if (served := _served_with(tokens, figure)) is not None:
        return min(end, served)
    if figure.preposition in ("to", "for") and figure.verbs and figure.verbs[0].kind == "nominal":
        # "medical care to 144 victims, shelter to 96": each number has its own service
        listed = next((t for t in tokens[figure.np_end :] if t.text in (",", ";") or t.low == "and"), None)
        following = next((t for t in tokens[figure.np_end :] if t.kind == "count"), None)
        if (
            listed is not None
            and following is not None
            and listed.index < following.index
            and tokens[following.index - 1].low == figure.preposition
        ):
            return min(end, listed.start)
    if figure.role == "agent" and figure.verbs and figure.verbs[0].lemma in GOT:
        following = next((t for t in tokens[max(last, figure.np_end) :] if t.kind == "count"), None)
        if following is not None and tokens[following.index - 1].low in (",", "and"):
            return min(end, tokens[following.index - 1].start)  # "52 received shelter, 43 legal aid"
    doing = bool(figure.verbs) and figure.verbs[0].kind == "gerund"  # "assisting 45 victims and providing shelter to 12"
    for token in tokens[max(last, figure.np_end - 1) + 1 :]:
        if token.start >= end:
            break
        if (
            token.text == ")"
            and tokens[token.index - 1].kind == "money"
            and [t.low for t in tokens[token.index + 1 : token.index + 2]] == ["for"]
        ):
            continue  # "a total of 8.8 million shillings ($86,270) for wage violations"
        if token.text in (";", "(", ")"):
            return token.start
        if (
            token.lex.verb
            and (token.lex.verb_form in ("past", "part") or (token.lex.verb_form == "ing" and doing))
            and tokens[token.index - 1].low in ("and", "but", ",")
            and any(t.kind in ("count", "range") for t in tokens[token.index + 1 : token.index + 6])
        ):
            return token.start
    return end


def subject_text(parsed: Parsed, figure: Figure) -> str:
    """Text of the clause up to its first verb, for rules that ask who did it."""
    tokens = parsed.inside(figure.clause)
    if not tokens:
        return ""
    finite = [v for v in parsed.verbs if v.clause == figure.clause and v.kind == "finite"]
    start, first = tokens[0].start, finite[0] if finite else None
    if tokens[0].low in ("which", "that", "who") and tokens[0].index:
        start = parsed.tokens[max(0, tokens[0].index - 6)].start  # "the unit, which has 16 prosecutors"
    if (
        len(finite) > 1
        and finite[0].lemma in REPORTING
        and finite[1].index < figure.index
        and not parsed.tokens[finite[0].index + 1].lex.verb
    ):
        start, first = parsed.tokens[finite[0].index].end, finite[1]  # "the government reported the hotline received"
    end = parsed.tokens[first.group_start].start if first is not None else tokens[-1].end
    return parsed.text(start, max(end, start))


def rules_for(parsed: Parsed, figure: Figure, verbs: Sequence[str | None], head: str, subject: str) -> list[Rule]:
    """The rule that holds for each verb of a figure, one per indicator; `other` only where no verb knows better."""
    found: list[Rule] = []
    for lemma in verbs:
        rule = decide(context_of(parsed, figure, lemma, head, subject))
        gone = figure.preposition == "for" and bool(figure.verbs) and figure.verbs[0].kind == "finite"  # "found foster families for 31"
        if rule is not None and rule.indicator in _FOUND and gone and lemma in ("find", "locate"):
            continue
        if rule is not None and rule.indicator in _FOUND and lemma in _BY_OTHERS and figure.role == "agent" and not figure.verbs[0].passive:
            continue  # "17 victims found new employers"
        if rule is not None and rule.indicator not in [known.indicator for known in found]:
            found.append(rule)
    if len(found) > 1 and any(rule.indicator != "other" for rule in found):
        found = [rule for rule in found if rule.indicator not in ("other", "none")]
    return found


_FOUND = frozenset(["victims_identified", "potential_victims_identified"])
_BY_OTHERS = frozenset(["find", "locate", "encounter", "report", "note", "discover", "record", "list", "count", "see"])


def unit_for(rule: Rule, figure: Figure) -> str:
    """The unit that a rule gives a figure: its own, that of the counted noun, or the indicator's usual one."""
    if rule.unit:
        return rule.unit
    if rule.unit_by_head or rule.indicator == "other":
        return unit_of(figure, usual_unit(rule.indicator))
    return usual_unit(rule.indicator)


# Nouns that stay themselves as the unit of `other`, whatever their class counts elsewhere.
_PRINTED = frozenset(["complaint", "meeting", "trial", "crime", "offense"])


def unit_of(figure: Figure, fallback: str) -> str:
    """The unit of the counted noun, or the fallback; "=" stands for the printed noun."""
    if fallback == "=" and figure.head is not None and figure.head.lex.lemma and figure.head.lex.lemma.split()[-1] in _PRINTED:
        return figure.head.lex.lemma.split()[-1]
    if is_person(figure.head_class):
        return "person"
    if figure.head_class in ("case", "investigation", "prosecution", "report") and fallback in ("case", "person"):
        return "case"
    return figure.unit if fallback == "=" and figure.unit else fallback if fallback != "=" else "thing"
