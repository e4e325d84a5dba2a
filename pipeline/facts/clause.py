"""Clauses of a sentence and the verbs in them: who governs a number, and from where to where a clause reaches.

Nothing here knows indicators. A verb is active or passive, finite or not; a participle right after the noun that a
number counts ("the 88 victims identified in 2015") is reduced: it says what was done to those counted.
"""

import itertools
import re
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest

from pipeline.facts.tokens import Token
from pipeline.vocabulary.grammar import CRIMES
from pipeline.vocabulary.load import load

_VERBS = load("verbs")
_PATIENT = frozenset(_VERBS["patient"])
_RECIPIENT = frozenset(_VERBS["recipient"])
_FUNCTION = load("function")
_MODALS = frozenset(_FUNCTION["modals"])
_BE = frozenset(["was", "were", "is", "are", "been", "being", "be", "get", "got"])
_HAVE = frozenset(["had", "has", "have", "having"])
_CARRIERS = _BE | _HAVE | {"did", "does", "do"}
# Words between two verbs that share an auxiliary ("did not initiate any new prosecutions or convict").
_LONGEST_OBJECT = 4
_BEFORE_VERB = _MODALS | _HAVE | _BE | {"neither", "yet"}
_SUBORDINATORS = frozenset(
    ["while", "although", "though", "because", "when", "whereas", "if", "as", "where", "after", "before", "since", "once", "unless"]
)
_COORDINATORS = frozenset(["and", "but", "or", "nor", "yet"])
_RELATIVES = frozenset(_FUNCTION["relatives"])
# Verbs whose participle describes no noun behind it: "11 paid fines", "five stood trial".
NO_ADJECTIVES = (frozenset(_VERBS["recipient"]) - {"complete", "accept", "refuse", "request", "escape"}) | {
    "do",
    "represent",
    "relate",
    "stand",
    "pay",
    "lose",
    "win",
    "hold",
    "sign",
}
# Nouns that no number counts: a participle between the two is the verb of the number.
_NOT_COUNTED = frozenset(
    ["assistance", "aid", "help", "care", "shelter", "support", "housing", "repatriation", "counseling", "protection", "asylum", "guilt"]
)
# Verbs whose participle may have an object ("victims granted 12 permits"); a number behind another one's is its object.
_TWO_OBJECTS = frozenset(["grant", "give", "award", "offer", "pay", "issue", "provide", "order", "sentence", "fine"])
# Words behind a participle of a crime that say where or for what.
_WHERE = frozenset(["in", "for", "by", "into", "as", "abroad", "overseas", "within", "domestically"])
_IDIOM_REACH = 12  # words between a verb and what completes its idiom: an object with its relative clause is no longer
PERSON_CLASSES = frozenset(["victim", "suspect", "official", "trainee", "people", "staff"])


@dataclass(slots=True)
class Verb:
    """A verb token with its group: `kind` is finite, infinitive, gerund or reduced."""

    index: int
    lemma: str
    kind: str
    passive: bool
    negated: bool
    group_start: int
    clause: int = 0


def _skip_adverbs(tokens: list[Token], index: int) -> int:
    """Index of the nearest token to the left of `index` that is no adverb."""
    index -= 1
    while (
        index >= 0
        and tokens[index].kind == "word"
        and (tokens[index].function == "adverbs" or (tokens[index].low.endswith("ly") and tokens[index].lex.noun is None))
    ):
        index -= 1
    return index


def _next_word(tokens: list[Token], index: int) -> Token | None:
    return tokens[index + 1] if index + 1 < len(tokens) else None


def _nounish(token: Token | None) -> bool:
    if token is None or token.kind != "word":
        return False
    lex = token.lex
    return bool(
        lex.noun
        or lex.form
        or token.code
        or (
            lex.function is None
            and lex.verb is None
            and not token.low.endswith("ly")
            and lex.qualifier is None
            and not lex.neutral
            and not lex.comparison
        )
        or (lex.sex or lex.age or lex.status)
    )


def _joined_adjective(tokens: list[Token], index: int) -> bool:
    """Whether "and" and another word of status follow ("122 confirmed and potential victims")."""
    return index + 2 < len(tokens) and tokens[index + 1].low in ("and", "or") and tokens[index + 2].lex.status is not None


def _starts_object(token: Token | None) -> bool:
    if token is None:
        return False
    return (
        token.kind in ("count", "range", "money", "duration")
        or token.low in ("the", "a", "an", "its", "their", "all", "no", "some", "any", "several", "dozens", "hundreds", "both")
        or token.lex.qualifier is not None
    )


def find_verbs(tokens: list[Token]) -> list[Verb]:
    """The verbs of a sentence, left to right."""
    verbs: list[Verb] = []
    for i, token in enumerate(tokens):
        lex = token.lex
        if lex.verb is None or token.kind != "word":
            continue
        before = _skip_adverbs(tokens, i)
        prev = tokens[before] if before >= 0 else None
        after = _next_word(tokens, i)
        # "that had been indicted": the auxiliaries belong to the verb they carry
        if token.low in _CARRIERS and _carries_verb(tokens, i):
            continue
        verb = _read_verb(tokens, i, before, prev, after, verbs)
        if verb is not None:
            verbs.append(verb)
    for verb, following in zip_longest(verbs, verbs[1:]):
        _read_idiom(tokens, verb, following)
    return verbs


@cache
def _idioms() -> dict[str, list[tuple[re.Pattern[str], str]]]:
    """By verb, what stands behind it in an idiom and the verb that the idiom means."""
    found: dict[str, list[tuple[re.Pattern[str], str]]] = {}
    for means, entries in load("idioms").items():
        for entry in entries:
            ways = [_idiom_words(way) for way in entry["words"].split("|")]
            for lemma in entry["verb"]:
                found.setdefault(lemma, []).append((re.compile(rf"(?:{'|'.join(ways)})(?: |$)"), means))
    return found


def _idiom_words(way: str) -> str:
    """Regex source of one way of an idiom: "~" stands for any words, "-word" for one that must not follow."""
    words = [rf"(?!{word[1:]}\b)" if word.startswith("-") else re.escape(word) for word in way.removeprefix("~ ").split()]
    source = " ".join(words).replace(" (?!", "(?! ")
    return rf"(?:\S+ ){{0,{_IDIOM_REACH}}}?{source}" if way.startswith("~ ") else source


def _read_idiom(tokens: list[Token], verb: Verb, following: Verb | None) -> None:
    """Give a verb the meaning that the words behind it lend it: "took 18 recruiters into custody" is an arrest."""
    known = _idioms().get(verb.lemma)
    if known is None:
        return
    # "set 31 victims free", "let them go", "had their sentences suspended"
    bare = following is not None and (tokens[following.index].lex.verb_form == "base" or verb.lemma == "have")
    stop = len(tokens) if following is None or bare or following.kind in ("infinitive", "reduced") else following.group_start
    behind: list[str] = []
    for token in tokens[verb.index + 1 : min(stop, verb.index + 2 + _IDIOM_REACH)]:
        if token.text in (";", ":", "."):
            break
        behind.append(token.low)
    text = " ".join(behind)
    verb.lemma = next((means for pattern, means in known if pattern.match(text)), verb.lemma)


def _carries_verb(tokens: list[Token], index: int) -> bool:
    j = index + 1
    while (
        j < len(tokens)
        and tokens[j].kind == "word"
        and (
            tokens[j].function == "adverbs"
            or tokens[j].low in ("not", "been", "be", "being", "also", "had", "each")
            or tokens[j].low.endswith("ly")
        )
    ):
        j += 1
    if j >= len(tokens) or tokens[j].lex.verb is None:
        return False
    form, low = tokens[j].lex.verb_form, tokens[index].low
    if low in ("did", "does", "do"):
        return form == "base"
    following = _next_word(tokens, j)
    if form in ("past", "part"):
        # "had identified victims" carries; "were convicted traffickers" does not, but only after be and before a bare noun
        return not (
            low in ("were", "was", "are", "is")
            and following is not None
            and following.lex.noun in PERSON_CLASSES
            and tokens[j - 1].low != "not"
        )
    return form == "ing" and low in _BE and not (tokens[j].lex.noun or tokens[j].lex.nominal)


def _group_start(tokens: list[Token], index: int) -> int:
    start = index
    j = index - 1
    while (
        j >= 0
        and tokens[j].kind == "word"
        and (
            tokens[j].function in ("adverbs", "auxiliaries")
            or tokens[j].low in _BEFORE_VERB
            or (tokens[j].low.endswith("ly") and tokens[j].lex.noun is None)
        )
    ):
        if tokens[j].low not in ("only", "each", "more", "less", "together", "here", "there", "abroad", "again", "home"):
            start = j
        j -= 1
    return start


def _read_verb(tokens: list[Token], i: int, before: int, prev: Token | None, after: Token | None, verbs: list[Verb]) -> Verb | None:
    token, lex = tokens[i], tokens[i].lex
    lemma, form = lex.verb or "", lex.verb_form
    start = _group_start(tokens, i)
    words = {t.low for t in tokens[start:i]}
    negated = bool(words & {"not", "never", "neither"}) or "n't" in (prev.low if prev else "")
    negated = negated and not ("only" in words and "not" in words)  # "not only identified 12 victims but also"

    def made(kind: str, *, passive: bool = False) -> Verb:
        return Verb(i, lemma, kind, passive, negated, start)

    prev_low = prev.low if prev else ""
    if form == "ing":
        counted = after is not None and after.kind in ("count", "range")
        reported = prev is not None and (prev.lex.verb in ("report", "continue", "begin", "start", "include", "involve"))
        noun_too = bool(lex.noun or lex.nominal) or token.low in ("training", "housing")
        if noun_too and counted and (reported or prev_low in ("by", "including", "and", "or", ",")):
            return made("gerund")  # "reported training 23,890 police officers"
        if (
            lex.noun
            or lex.nominal
            or token.low
            in (
                "trafficking",
                "including",
                "training",
                "being",
                "begging",
                "housing",
                "during",
                "following",
                "pending",
                "remaining",
                "working",
                "meeting",
                "regarding",
                "concerning",
                "involving",
                "ranging",
            )
        ):
            return None if token.low != "working" or prev_low not in _BE else made("finite")
        if prev_low in _BE:
            return made("finite")
        if (
            prev is None
            or prev.kind == "punct"
            or prev.function in ("prepositions", "conjunctions", "relatives")
            or prev.lex.verb
            or prev.lex.comparison
            or prev.low in ("not", "nor", "and", "or", "any")
        ):
            return made("gerund")
        if prev.lex.noun or prev.kind == "count":
            return (
                made("gerund")
                if _starts_object(after)
                or (after and (after.function == "prepositions" or after.lex.noun or after.lex.actor or after.lex.nominal))
                else None
            )
        return None
    if form == "s" and prev is not None and prev.kind == "count" and prev.low != "one":
        return None  # "1,460 conscripts"
    if form in ("base", "s"):
        if (
            form == "base"
            and prev_low == "to"
            and (lex.nominal or lex.noun)
            and verbs
            and verbs[-1].lemma in ("refer", "send", "transfer", "direct", "return", "bring", "take", "admit", "move", "escort")
        ):
            return None
        if form == "base" and prev is not None and prev.lex.verb == "help" and (not lex.nominal or _starts_object(after)):
            return made("infinitive")  # "helped locate 16 victims"
        if form == "base" and (prev_low in _MODALS or prev_low == "to" or words & {"did", "does", "do", "to"}):
            return made("infinitive" if "to" in words or prev_low == "to" else "finite")
        if form == "base" and prev_low in ("or", "nor") and verbs and verbs[-1].negated and i - verbs[-1].index == 2:
            return Verb(i, lemma, "finite", passive=False, negated=True, group_start=i)  # "did not close or fine any agencies"
        if lex.noun or lex.nominal or lex.form or lex.actor or lex.neutral:
            if (
                form == "s"
                and prev is not None
                and (prev.lex.noun or prev.function in ("relatives", "pronouns") or prev.lex.actor)
                and _starts_object(after)
                and prev.kind == "word"
            ):
                return made("finite")
            return None
        if lex.function not in (None, "auxiliaries"):
            return None
        modified = prev is not None and prev.lex.verb_form in ("ing", "base")
        # "did not initiate any prosecutions (two in 2017) or convict any traffickers": what stands in brackets does not part them
        beside = next((v for v in reversed(verbs) if tokens[v.index].depth <= token.depth), None)
        if form == "s" and lemma == "cost" and after is not None and after.low in ("of", "for", "to"):
            return None  # "covered the medical costs of two"
        if form == "s" and modified and after is not None and after.function == "prepositions":
            return None  # "the operating costs of three shelters", "travel costs for"
        if prev is not None and prev.kind == "word" and prev.function in ("determiners", "prepositions") and prev.low != "to":
            return None
        if (
            form == "base"
            and prev_low in ("or", "and", "nor", ",")
            and beside is not None
            and tokens[beside.index].lex.verb_form == "base"
            and sum(t.depth == token.depth for t in tokens[beside.index + 1 : i]) <= _LONGEST_OBJECT
        ):
            return Verb(i, lemma, "finite", passive=False, negated=beside.negated, group_start=i)
        if (
            form == "base"
            and prev is not None
            and not (
                prev.function in ("pronouns", "relatives", "adverbs")
                or prev.lex.actor
                or (prev.lex.noun and prev.low.endswith(("s", "people", "police", "women", "men", "children")))
            )
        ):
            return None
        return made("finite") if prev is not None and prev.kind in ("word", "count", "punct") else None
    # past forms
    if token.low == "bound" and after is not None and after.low == "for":
        return None  # "212 soldiers bound for peacekeeping duty"
    if (
        token.low in ("convicted", "accused", "arrested")
        and prev_low == "the"
        and after is not None
        and (after.lex.verb or after.text == ",")
    ):
        return None  # "43 of the convicted were sentenced to prison"
    if token.low == "returned" and prev is not None and prev.kind == "count" and after is not None and after.lex.noun in PERSON_CLASSES:
        return None  # "training for 57 returned women"
    if (lex.noun or lemma == token.low) and prev is not None and prev.function == "determiners":
        return None  # "the accused", "the combined 306"
    if lex.function == "auxiliaries" and token.low not in _BE | _HAVE | {"did"}:
        return None
    if words & _BE or prev_low in _BE:
        return made("finite", passive=token.low not in _BE | {"had", "did"})
    if words & _HAVE or prev_low in _HAVE:
        return made("finite")
    if words & {"being", "been"}:
        return made("finite", passive=True)
    if (
        prev is not None
        and (
            prev.kind in ("count", "range")
            or prev.function == "determiners"
            or prev.lex.neutral
            or prev.lex.status
            or prev.low in ("of", "for", "with", "including", "newly", "to", "in", "among")
        )
        and (_nounish(after) or _joined_adjective(tokens, i) or (after is not None and after.lex.form is not None))
        and lemma not in NO_ADJECTIVES
        and not (prev.kind == "count" and after is not None and after.low in _NOT_COUNTED)  # "88 accepted assistance"
    ):
        return None  # "three convicted traffickers": an adjective
    if (
        prev is not None
        and prev.lex.verb
        and lemma not in NO_ADJECTIVES
        and prev.low != "including"
        and _nounish(after)
        and prev.lex.verb_form in ("past", "part", "ing", "base")
        and not prev.lex.noun
    ):
        return None  # "received suspended sentences"
    if (
        prev is not None
        and prev.kind == "punct"
        and prev.text == ","
        and _nounish(after)
        and before >= 1
        and tokens[before - 1].lex.verb
        and not _starts_object(after)
    ):
        return None  # "identified, undocumented victims"
    if token.low == "related" and _nounish(after):
        return None  # "trafficking and related crimes"
    if lemma == "receive" and prev is not None and prev.kind == "count" and after is not None and after.function != "prepositions":
        return made("finite")  # "four received suspended sentences"
    acts = prev is not None and prev.kind == "count" and lemma in NO_ADJECTIVES and (_nounish(after) or _starts_object(after))
    acts = acts or _simple_past(token)
    acts = acts or (
        lemma == "receive"
        and prev is not None
        and prev.lex.noun in PERSON_CLASSES
        and after is not None
        and after.kind == "word"
        and after.function != "prepositions"
    )  # "81 victims received services"
    if not acts and prev is not None and prev.lex.noun is not None and _only_participle(token):
        return made("reduced", passive=True)  # "two trials begun in 2010 concluded"
    if not acts and lemma in _PATIENT and after is not None and after.text == "," and _of_a_number(tokens, before):
        return made("reduced", passive=True)  # "Of the 42 cases prosecuted, 38 ended in convictions"
    has_object = after is not None and after.kind in ("count", "range") and lemma not in _TWO_OBJECTS
    if (
        not acts
        and not has_object
        and prev is not None
        and lemma in _PATIENT
        and _reducible(tokens, before)
        and _another_finite(tokens, i, verbs)
    ):
        return made("reduced", passive=True)
    beside = verbs[-1] if verbs and prev_low in ("and", "or") else None
    paired = beside is not None and (beside.kind, beside.index) == ("reduced", i - 2)
    if not acts and paired and lemma in _PATIENT and (after is None or after.kind != "word" or after.function == "prepositions"):
        return made("reduced", passive=True)  # "compared with 30 victims identified and referred, including six"
    if not acts and lemma in _PATIENT and after is not None and after.function == "prepositions" and _second_object(tokens, before, verbs):
        return made("reduced", passive=True)  # "referred 47 women and 12 children intercepted at the border"
    if not acts and prev is not None and after is not None and any(verb.kind == "finite" for verb in verbs):
        wronged = lemma in CRIMES and prev.lex.noun in ("people", "victim") and after.low in _WHERE
        if wronged:
            return made("reduced", passive=True)  # "assisted 57 girls and six boys exploited in prostitution"
    agent = i + 2 < len(tokens) and (
        tokens[i + 1].low == "by" or (tokens[i + 1].low in ("down", "out", "over") and tokens[i + 2].low == "by")
    )
    told = prev is not None and (prev.lex.noun is not None or prev.low in ("them", "these", "whom", "which"))
    if not acts and agent and told and _another_finite(tokens, i, verbs):
        return made("reduced", passive=True)  # "a center run by an NGO assisted"
    if lemma in _PATIENT and _object_relative(tokens, start):
        return made("reduced", passive=True)
    return made("finite")


def _of_a_number(tokens: list[Token], index: int) -> bool:
    """Whether the noun at `index` closes "Of the 42 cases" at the start of a sentence or behind a semicolon."""
    count = next((j for j in range(index, max(index - 5, -1), -1) if tokens[j].kind == "count"), None)
    if count is None:
        return False
    opener = count - 1 - (tokens[count - 1].low in ("the", "these", "those"))
    opens = opener == 0 or tokens[opener - 1].text == ";" or (opener == 2 and tokens[0].kind == "period")
    return opener >= 0 and tokens[opener].low in ("of", "among") and opens


def _simple_past(token: Token) -> bool:
    """Whether a form can be no participle ("gave", "took")."""
    past, part = _VERBS["irregular"].get(token.lex.verb, ("", ""))
    return bool(past != part and token.low == past)


def _only_participle(token: Token) -> bool:
    """Whether a form can be no past tense ("begun", "taken")."""
    past, part = _VERBS["irregular"].get(token.lex.verb, ("", ""))
    return bool(past != part and token.low == part)


def _reducible(tokens: list[Token], index: int) -> bool:
    """Whether the token closes a noun phrase of persons or cases that a number, "those" or a list of them opens."""
    token = tokens[index]
    if token.low == "whom" and index and tokens[index - 1].low in ("of", "among"):
        return False  # "three of whom received life sentences"
    if token.low in ("those", "whom", "others", "persons", "people"):
        return True
    if token.kind == "count":
        return True
    if token.lex.noun is None:
        return False
    j = index
    while (
        j >= 0
        and index - j < 6
        and tokens[j].kind == "word"
        and tokens[j].function not in ("conjunctions", "relatives")
        and tokens[j].lex.verb is None
    ):
        j -= 1
    if j >= 0 and tokens[j].low == "number" and tokens[j + 1].low == "of" and j > 1 and token.lex.noun == "people":
        return True  # "the number of children repatriated"
    return (j >= 0 and tokens[j].kind in ("count", "range")) or (
        token.lex.actor is None
        and token.lex.noun
        in (
            "victim",
            "suspect",
            "case",
            "investigation",
            "prosecution",
            "permit",
            "conviction",
        )
    )


def _second_object(tokens: list[Token], index: int, verbs: list[Verb]) -> bool:
    """Whether the token closes the second of two counted objects that an active verb right before them has."""
    if not verbs or verbs[-1].kind != "finite" or verbs[-1].passive or tokens[index].lex.noun is None:
        return False
    phrase = [t for t in tokens[verbs[-1].index + 1 : index + 1] if not t.lex.qualifier]
    counts = [i for i, t in enumerate(phrase) if t.kind == "count"]
    joints = [i for i, t in enumerate(phrase) if t.low == "and"]
    plain = all(t.kind == "count" or (t.kind == "word" and t.function in (None, "conjunctions") and not t.lex.verb) for t in phrase)
    return plain and len(counts) == 2 and len(joints) == 1 and counts[0] == 0 and counts[1] == joints[0] + 1


def _object_relative(tokens: list[Token], index: int) -> bool:
    """Reads "the 133 victims whom officials identified": the verb says what was done to those before "whom"."""
    for j in range(index - 1, max(-1, index - 6), -1):
        if tokens[j].low == "whom" or (tokens[j].low in ("that", "which") and index - j > 1 and not _between_that_and_verb(tokens[j + 1])):
            return (
                j > 0 and tokens[j - 1].low != "of" and (tokens[j - 1].lex.noun is not None or tokens[j - 1].text == ")") and index - j > 1
            )
        lex = tokens[j].lex
        if tokens[j].kind != "word" or lex.verb_form in ("past", "part") or (lex.verb_form == "s" and lex.noun is None):
            return False
    return False


def _between_that_and_verb(token: Token) -> bool:
    """Whether a word behind "that" is no subject: "shelters that together assisted 133", "courts that year convicted 12"."""
    return token.low in _TIMES or token.low == "together" or token.function == "adverbs"


def _another_finite(tokens: list[Token], index: int, verbs: list[Verb]) -> bool:
    """Whether the sentence around has a finite verb besides the one at `index`: an earlier one in reach, or a later one."""
    for verb in reversed(verbs):
        if verb.kind == "finite":
            between = tokens[verb.index + 1 : index]
            if not any(t.low in (";", "and", "but") and t.kind in ("punct", "word") for t in between) or (
                sum(t.kind == "count" for t in between) == 1
                and not any(t.low == ";" for t in between)
                and not any(t.low in ("and", "but") for t in between)
            ):
                return True
            break
    reduced = {verb.index for verb in verbs if verb.kind == "reduced"}
    for token in reversed(tokens[:index]):
        said = token.lex.verb is not None and token.lex.verb_form == "past" and not token.lex.comparison
        if token.text == ";" or (said and token.index not in reduced):
            break
        if token.lex.comparison:
            return True
    for j in range(index + 1, len(tokens)):
        low = tokens[j].low
        if low == ";" or (low in ("and", "but", "while") and _subject_follows(tokens, j)):
            return False
        if low in _RELATIVES:
            return False
        if low in ("were", "was", "are", "is", "had", "has", "have", "received", "went", "did", "remained", "could"):
            return True
        lex = tokens[j].lex
        if (
            lex.verb
            and lex.verb_form in ("past", "part")
            and (tokens[j - 1].lex.verb is None or (j - 1 == index and (tokens[index - 1].low == "those" or lex.verb in _RECIPIENT)))
            and tokens[j - 1].kind != "count"
            and not lex.noun
            and tokens[j - 1].low not in ("in", "of", "for", "and", "the")
        ):
            return True
    return False


def _subject_follows(tokens: list[Token], index: int) -> bool:
    """Whether a new subject and its verb follow the conjunction at `index`."""
    for token in tokens[index + 1 : index + 9]:
        if token.kind == "punct":
            return False
        if token.lex.verb and token.lex.verb_form in ("past", "part", "s") and not token.lex.noun:
            return token.index > index + 1
    return False


def split_clauses(tokens: list[Token], verbs: list[Verb]) -> int:
    """Number the clauses in `tokens` and `verbs`; return how many there are.

    A clause ends at a semicolon, a colon or a dash, at a relative or a subordinator, and where a coordinated verb
    brings a subject of its own. Verbs that share a subject share the clause (annotation rule 29).
    """
    starts = {0}
    finite = [verb for verb in verbs if verb.kind == "finite"]
    for i, token in enumerate(tokens):
        if token.kind == "punct" and token.text in (";", "–", "—", ":"):
            share = token.text in ("–", "—") and i + 1 < len(tokens) and tokens[i + 1].kind == "percentage"
            if share and not any(t.text in ("–", "—") for t in tokens[i + 1 :]):
                continue  # "victims received assistance – 24 percent (36 victims)" goes on
            if token.text in ("–", "—") and _share_told(tokens, i):
                continue  # "only 28 percent – 18 out of 64 traffickers – served time"
            starts.add(i + 1)
    last_boundary = 0
    # relatives whose own verb is a reduced one ("whom officials identified") open no clause
    closed = {
        j
        for v in verbs
        if v.kind == "reduced"
        for j in range(max(0, v.group_start - 6), v.group_start)
        if tokens[j].low in ("whom", "that", "which")
    }
    for position, verb in enumerate(finite):
        floor = finite[position - 1].index + 1 if position else 0
        floor = max(floor, max((s for s in starts if s <= verb.group_start), default=0))
        boundary = _boundary(tokens, floor, verb.group_start, closed, first=position == 0)
        if boundary is not None and boundary > last_boundary:
            starts.add(boundary)
            last_boundary = boundary
    resumed = {k + 1: i for i, k in _asides(tokens)}
    for i, k in _inserted_relatives(tokens, finite, starts):
        resumed[k + 1] = i
        starts.add(k + 1)
    clause = highest = -1
    for i, token in enumerate(tokens):
        if i in resumed and i in starts:
            clause = tokens[resumed[i] - 1].clause
        elif i in starts:
            clause = highest = highest + 1
        token.clause = clause
    for verb in verbs:
        verb.clause = tokens[verb.index].clause
    return highest + 1


def _share_told(tokens: list[Token], index: int) -> bool:
    """Whether a dash opens or closes the number that a percentage stands for, right behind it."""
    if index and tokens[index - 1].kind == "percentage" and index + 1 < len(tokens):
        return tokens[index + 1].kind == "count" and any(t.text in ("–", "—") for t in tokens[index + 1 :])
    opening = next((i for i in range(index - 1, 0, -1) if tokens[i].text in ("–", "—")), 0)
    return opening > 0 and tokens[opening - 1].kind == "percentage" and tokens[opening + 1].kind == "count"


def _inserted_relatives(tokens: list[Token], finite: list[Verb], starts: set[int]) -> list[tuple[int, int]]:
    """A relative clause between a subject and its verb: "The shelter, which has room for 30, housed 52 women": where it opens and ends."""
    found = []
    for before, verb in itertools.pairwise(finite):
        comma = verb.group_start - 1
        start = max((s for s in starts if s <= before.group_start), default=0)
        if start < 2 or tokens[comma].text != "," or tokens[start - 1].text != "," or tokens[start].low not in ("which", "who"):
            apposed = start > 2 and tokens[start].low == "that" and tokens[start - 1].low in ("figure", "number", "total", "category")
            if not (apposed and tokens[comma].text == "," and any(t.text == "," for t in tokens[start - 3 : start])):
                continue  # "7,340 women, a figure that includes victims, received care"
        host = max((s for s in starts if s < start), default=0)
        if not any(host <= v.index < start for v in finite) and not any(v.index < comma for v in finite if v.index > before.index):
            found.append((start, comma))
    return found


_GOES_ON = frozenset(["to", "in", "at", "with", "under", "from", "during", "into", "through", "on", "by"])


def _asides(tokens: list[Token]) -> list[tuple[int, int]]:
    """The two dashes around numbers behind which the sentence goes on: "referred 14 victims – eight women, six men – to an NGO"."""
    dashes = [i for i, token in enumerate(tokens) if token.kind == "punct" and token.text in ("–", "—")]
    found = []
    for i, k in itertools.pairwise(dashes):
        goes_on = k + 1 < len(tokens) and (tokens[k + 1].low in _GOES_ON or tokens[k + 1].kind == "period")
        share = k - i <= 4 and k + 1 < len(tokens) and any(t.kind == "percentage" for t in tokens[i:k])
        if share and i and (tokens[k + 1].lex.verb or tokens[k + 1].low in _BE):
            found.append((i, k))  # "18 of the 53—34 percent—received prison terms"
            continue
        if i and goes_on and any(t.kind == "count" for t in tokens[i:k]) and not any(t.text == ";" for t in tokens[i:k]):
            found.append((i, k))
    return found


_TIMES = frozenset(["year", "month", "time", "day", "period", "same"])  # "courts that year convicted 12"


def _boundary(tokens: list[Token], floor: int, group_start: int, closed: set[int], *, first: bool) -> int | None:
    """Where the clause of a finite verb begins, looking left from its group no further than `floor`."""
    content = False
    for j in range(group_start - 1, floor - 1, -1):
        token = tokens[j]
        low = token.low
        if token.kind == "word" and low in _RELATIVES and j in closed:
            content = True
            continue
        if (
            token.kind == "word"
            and low in _RELATIVES
            and not (low == "that" and j + 1 < len(tokens) and (tokens[j + 1].lex.noun or tokens[j + 1].low in _TIMES))
        ):
            start = (
                j - 1
                if j and tokens[j - 1].low in ("of", "in", "for", "to", "with", "among", "through", "from", "by", "during", "under")
                else j
            )
            # "two of whom were": the number before the relative is its subject
            while (
                start < j
                and start > floor
                and (tokens[start - 1].kind in ("count", "derived", "vague", "range", "zero") or tokens[start - 1].lex.qualifier)
            ):
                start -= 1
            return start
        if (
            low == "as"
            and j
            and (tokens[j - 1].lex.verb_form in ("past", "part", "ing") or any(t.text == "," for t in tokens[j + 1 : group_start]))
        ):
            content = True  # "identified as victims", "went abroad as housemaids in 2019, ..."
            continue
        if token.kind == "word" and low in _SUBORDINATORS and (content or low not in ("as", "since", "before", "after")):
            if first and j == 0:
                return None
            return j
        if token.kind == "word" and low in _COORDINATORS:
            if not content:
                return None
            if _joins_nouns(tokens, j, group_start):
                continue
            return None if first else j
        if token.kind == "punct" and token.text == ",":
            if not content:
                continue
            if first or _only_opening(tokens, floor, j):
                return None
            if j + 1 < len(tokens) and tokens[j + 1].low in _COORDINATORS:
                continue
            if j + 1 < group_start and not any(t.low in _COORDINATORS for t in tokens[j + 1 : group_start]):
                return j + 1
            continue
        if token.kind == "punct" and token.text in (")", "(", "”", "“"):
            content = True
            continue
        if (
            token.kind in ("count", "range", "money", "derived", "zero", "vague", "percentage")
            or _nounish(token)
            or token.low == "there"
            or token.function in ("pronouns", "determiners")
            or token.lex.verb
        ):
            content = True
    return None


def _only_opening(tokens: list[Token], floor: int, comma: int) -> bool:
    """Whether nothing but a period or adverbs stands between the clause's start and the comma."""
    return all(
        t.kind in ("period", "ordinal")
        or t.function in ("adverbs", "prepositions", "conjunctions", "determiners")
        or t.text in (",", ";")
        or t.low in ("year", "time", "consecutive")
        for t in tokens[floor:comma]
    ) and any(t.text == ";" for t in tokens[max(0, floor - 1) : floor + 1])


def _opens_clause(tokens: list[Token], index: int) -> bool:
    """Whether the counted noun phrase that ends at `index` begins right behind a coordinator or a semicolon."""
    j, counted = index, False
    while j >= 0 and (
        tokens[j].kind in ("count", "range")
        or (tokens[j].kind == "word" and (tokens[j].function is None or tokens[j].lex.qualifier) and not tokens[j].lex.verb)
    ):
        counted = counted or tokens[j].kind in ("count", "range")
        j -= 1
    if not counted or j < 0:
        return counted
    low = tokens[j].low
    dated = tokens[j].text == "," and j > 1 and tokens[j - 1].kind == "period" and tokens[j - 2].text in (";", ":")
    return (
        dated  # "...; in 2015, 74 women and three children were housed"
        or tokens[j].text in (";", ":")
        or low in _RELATIVES
        or low in _SUBORDINATORS
        or (low in _COORDINATORS and tokens[j - 1].text in (",", ";"))
    )


def _joins_nouns(tokens: list[Token], index: int, group_start: int) -> bool:
    """Whether "A and B" before a verb is one subject: two bare nouns, or two counted ones, with nothing else since the clause began."""
    left = tokens[index - 1] if index else None
    right = tokens[index + 1] if index + 1 < len(tokens) else None
    if left is None or right is None:
        return False
    if left.lex.noun and (right.kind == "count" or right.lex.qualifier) and _opens_clause(tokens, index - 1):
        return True  # "where 31 women and nine girls stayed"
    if left.kind == "count" or right.kind == "count" or right.function in ("determiners", "pronouns"):
        return False
    before = tokens[index - 2] if index >= 2 else None
    if left.lex.noun and not right.lex.verb and right.low.endswith(("s", "men", "children", "people")) and _opens_clause(tokens, index - 1):
        return True  # "and about 9,000 taxi drivers and desk clerks have been trained"
    return (
        bool(left.lex.noun or left.lex.actor)
        and (before is None or before.kind == "punct" or before.function in ("determiners", "conjunctions"))
        and group_start - index <= 4
    )
