"""Why a number counts nothing: advice, a draft, a pronoun, a measure, a part of a name."""

import re
from typing import TYPE_CHECKING

from pipeline.mentions.glance import glance
from pipeline.vocabulary.grammar import OWN_VERBS, SPEECH

if TYPE_CHECKING:
    from pipeline.facts.item import Item
    from pipeline.facts.parsed import Parsed
    from pipeline.facts.tokens import Token


_CONDITION = re.compile(
    r"^(?:\W*(?:under|the|this|that|its|a|by|national|labor|danish|these)\s)*(?:[\w-]+\s){0,3}(?:law|laws|act|code|decree|regulations?|constitution|ordinance|statute)s?\b[^.;]{0,60}\b(?:bars?|barred|requires?|required|obliges?|obliged|mandates?|mandated|prohibits?|prohibited|forbids?|forbade|limits?|limited|prescribes?|defines?|defined|entitles?)\b"
)


_DRAFT = re.compile(r"\bdraft (?:\w+ ){0,4}(?:plan|law|bill|strategy|nap)\b")


_ADVICE = re.compile(r"\b(?:should|needs? to|ought to|must|urged?)\b")


_PLANNING = frozenset(["plans", "planned", "intends", "intended", "will", "hopes", "aims", "expects", "pledged", "promised"])


_PLANNED = re.compile(
    r"\b(?:plans|planned|intends|intended|hopes|aims|expects|pledged|promised) to [a-z]+(?: \w+){0,3}\s?$|\bwill(?: \w+){1,3}\s?$"
)


_ADVISING = frozenset(["should", "need", "needs", "ought", "must", "urge", "urged"])


# "206 cases, an increase of 42 over 2004"
_CHANGE_OF = re.compile(
    r"\b(?:increase|decrease|rise|drop|decline|reduction|fall|gain)s? of(?: (?:about|some|nearly|over|almost|only|just|at least))*\s?$"
)
_AVERAGE = re.compile(r"\ban average of\s?$")
_A_MONTH = re.compile(r"^\s?(?:\w+\s)?(?:a|per|each|every)\s(?:month|week|day|year)\b")
_DIFFERENCE = frozenset(["fewer", "less", "more", "fewer than", "less than", "more than"])


def _measured_against(tokens: list["Token"], index: int) -> bool:
    """Whether a year, or what it was in a year, is what a number is more or fewer than; not another number."""
    behind = [t for t in tokens[index - 1 : index + 4] if t.low not in ("than", "more than", "fewer than", "less than")][:2]
    return any(t.kind == "period" for t in behind) and not any(t.kind == "count" for t in behind)


def why_no_count(parsed: "Parsed", item: "Item") -> str | None:
    """Why a number counts nothing: advice, a pronoun, a narrator's "one", an anaphor, a place in a row."""
    figure, tokens = item.figure, parsed.tokens
    lead = parsed.text(parsed.sentence.start, tokens[figure.index].start)
    words = glance(parsed.sentence.text).words
    if not _ADVISING.isdisjoint(words) and _ADVICE.search(lead) and not any(t.text == ";" for t in tokens[: figure.index]):
        return "advice"
    if not _PLANNING.isdisjoint(words) and _PLANNED.search(lead):
        return "a plan"  # "plans to train 500 in 2015"
    if figure.head_class in ("unit_body", "legal", "thing") and "draft" in words and _DRAFT.search(lead):
        return "a draft"
    if figure.status == "reported" and _CONDITION.search(lead) and not any(t.text == ";" for t in tokens[: figure.index]):
        return "a condition of a law"
    if (
        tokens[figure.index].low in ("two", "three")
        and figure.determiner == "the"
        and figure.role == "agent"
        and figure.head_class in ("shelter", "unit_body")
        and "together" in (t.low for t in tokens[: figure.index])
    ):
        return "refers back"  # "together the two centers assisted 147 girls"
    if _CHANGE_OF.search(lead):
        return "a difference"
    if figure.precision == "approximately" and _AVERAGE.search(lead) and _A_MONTH.match(parsed.text(figure.end, parsed.sentence.end)):
        return "an average"  # "housed 64 victims, an average of 12 a month"
    if figure.head is None and lead.endswith((" oldest ", " youngest ", " oldest", " youngest")):
        return "an age"
    if tokens[figure.index].low == "one" and figure.precision == "more_than" and figure.head_class not in ("victim", "case", "suspect"):
        return "an idiom"  # "received more than one service"
    if figure.status == "zero" and lead.rstrip().endswith(("next to", "almost", "virtually", "practically")):
        return "nearly nothing"  # "tried next to no one"
    token = tokens[figure.index]
    after = tokens[figure.index + 1] if figure.index + 1 < len(tokens) else None
    prev = tokens[figure.index - 1] if figure.index else None
    low = token.low
    if low == "one":
        told = figure.head is not None and figure.head_class in ("case", "investigation", "operation", "prosecution")
        behind = [t.text for t in tokens[figure.np_end : figure.np_end + 2] if t.kind != "period"]
        if told and figure.preposition == "in" and figure.first == 1 and behind[:1] == [","]:
            return "a story"  # "In one case, police arrested five suspects"
        if (
            figure.head is None
            and after is not None
            and after.text == "."
            and prev is not None
            and (prev.lex.verb_form == "s" or (prev.lex.verb_form == "ing" and tokens[figure.index - 2].lex.verb == "be"))
        ):
            return "pronoun"  # "a working group is preparing one"
        if (
            figure.head is None
            and prev is not None
            and (prev.lex.verb is None or prev.low in ("existing", "remaining", "planned", "proposed"))
            and figure.index > 1
            and tokens[figure.index - 2].low in ("a", "an", "the", "this", "that", "its")
        ):
            return "pronoun"  # "the main one"
        if (
            figure.head is None
            and prev is not None
            and prev.lex.verb in ("offer", "grant", "give", "issue", "provide", "award")
            and figure.index > 1
            and tokens[figure.index - 2].low in ("were", "was", "been")
        ):
            return "pronoun"  # "63 were offered one"
        if prev is not None and prev.low == "by" and figure.index > 1 and tokens[figure.index - 2].low == "one":
            return "one by one"
        if after is not None and after.low == "by" and figure.index + 2 < len(tokens) and tokens[figure.index + 2].low == "one":
            return "one by one"
        if prev is not None and prev.low in (
            "previous",
            "prior",
            "preceding",
            "last",
            "no",
            "any",
            "every",
            "which",
            "this",
            "that",
            "taken",
            "the",
            "each",
            "another",
        ):
            return "pronoun"
        if (
            after is not None
            and after.low == "of"
            and figure.index + 2 < len(tokens)
            and tokens[figure.index + 2].low in ("the", "its", "these", "their", "several", "a", "many", "those", "several")
        ):
            noun = next((t.lex.noun for t in tokens[figure.index + 3 : figure.index + 7] if t.lex.noun), None)
            if not any(t.kind == "count" for t in tokens[figure.index + 3 : figure.index + 5]) and noun not in (
                "victim",
                "case",
                "investigation",
                "prosecution",
                "suspect",
                "conviction",
            ):
                return "one of a set"
        if (
            figure.head is None
            and after is not None
            and after.low in ("another", "or", "that", "in", "to")
            and not figure.dimensions.any()
            and after.low in ("another", "or", "that")
        ):
            return "pronoun"
        if (
            after is not None
            and after.kind in ("punct", "period")
            and figure.head is None
            and prev is not None
            and prev.lex.verb is not None
            # "approved nine and rejected one"
            and not (tokens[figure.index - 2].low == "and" and any(t.kind == "count" for t in tokens[: figure.index]))
            and prev.lex.verb not in OWN_VERBS - {"grant", "issue", "provide", "receive", "make", "open", "obtain"}
        ):
            return "pronoun"
        if (
            figure.role == "agent"
            and figure.head is not None
            and "only" not in (t.low for t in tokens[max(0, figure.first - 1) : figure.index])
            and not (figure.verbs and figure.verbs[0].lemma in ("be", "remain", "face", "stand", "prosecute"))
            and figure.head.low in ("ngo", "organization", "official", "expert", "source", "judge", "court", "prosecutor", "magistrate")
        ):
            return "an article, not a count"
        if figure.verbs and figure.verbs[0].lemma in SPEECH and figure.role == "agent":
            return "a source, not a count"
    if (
        low in ("one", "two", "both", "three")
        and prev is not None
        and prev.low in ("these", "those", "both")
        and token.kind == "count"
        and figure.head is not None
    ):
        return "refers back"
    if (
        token.kind == "count"
        and after is not None
        and after.low
        in (
            "times",
            "hours",
            "percent",
            "pages",
            "a.m.",
            "p.m.",
            "degrees",
            "kilometers",
            "miles",
            "meters",
            "feet",
            "kilograms",
            "tons",
            "hectares",
            "acres",
            "liters",
            "nautical",
        )
    ):
        return "measure"
    if figure.head is not None and figure.head.low in ("numbers", "figures", "statistics", "totals") and figure.head_class == "thing":
        return "numbers of numbers"  # "cited two different victim identification numbers"
    if (
        low == "one"
        and [t.low for t in tokens[figure.index + 1 : figure.index + 3]] == ["of", "which"]
        and figure.verbs
        and not figure.verbs[0].passive
        and figure.verbs[0].lemma not in ("be", "have", "remain")
        and prev is not None
        and prev.text == ","
    ):
        return "refers back"  # "two hotlines, one of which received 500 calls"
    bare = figure.head is None or figure.head.low in _DIFFERENCE
    if after is not None and bare and after.low in _DIFFERENCE and _measured_against(tokens, figure.index + 2):
        return "a difference"  # "12 permits, two fewer than in 2011"
    quoted = any(
        t.text in ('"', "”") for t in tokens[figure.index + 1 : figure.index + (3 if after is not None and after.text == "," else 2)]
    )
    if quoted and prev is not None and prev.text[:1].isupper():
        return "part of a name"  # 'a helpline, "Allo 111"'
    if prev is not None and prev.low in ("nos", "no.", "number", "phase", "level", "page"):
        return "part of a name"
    return None
