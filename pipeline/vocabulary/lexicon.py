"""The word list of the engine, compiled from the vocabulary: what a word, or a run of words, can be.

An entry carries every reading of its words; which one holds in a sentence is decided in `facts`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TypedDict

from pipeline.vocabulary.load import load


@dataclass(frozen=True, slots=True)
class Lex:
    """All readings of one word or phrase; a reading it has not is None (or False)."""

    noun: str | None = None
    unit: str | None = None
    lemma: str | None = None
    verb: str | None = None
    verb_form: str | None = None
    nominal: str | None = None
    form: str | None = None
    sex: str | None = None
    age: str | None = None
    nationality: str | None = None
    status: str | None = None
    official: bool = False
    qualifier: str | None = None
    neutral: bool = False
    actor: str | None = None
    function: str | None = None
    comparison: bool = False
    weak_comparison: bool = False
    only_before: tuple[str, ...] | None = None


def plural(noun: str, irregular: dict[str, str]) -> str:
    """The plural of an English noun phrase, its last word inflected; `of` phrases inflect the word before."""
    head, of, rest = noun.partition(" of ")
    first, _, last = head.rpartition(" ")
    if last in irregular:
        inflected = irregular[last]
    elif last.endswith(("s", "x", "ch", "sh", "z")):
        inflected = last + "es"
    elif last.endswith("y") and last[-2:-1] not in "aeiou":
        inflected = last[:-1] + "ies"
    else:
        inflected = last + "s"
    return f"{first} {inflected}".strip() + of + rest


_DOUBLING = {
    "plan",
    "ban",
    "stop",
    "drop",
    "refer",
    "transfer",
    "submit",
    "commit",
    "admit",
    "permit",
    "confer",
    "acquit",
    "cut",
    "let",
    "set",
    "get",
    "put",
    "run",
    "begin",
    "strip",
    "bust",
    "compel",
    "expel",
    "defer",
    "enrol",
    "occur",
}


def inflect(lemma: str, irregular: dict[str, list[str]]) -> dict[str, str]:
    """Forms of a verb: form name (base, s, past, part, ing) to spelling."""
    e = lemma.endswith("e") and not lemma.endswith("ee")
    y = lemma.endswith("y") and lemma[-2] not in "aeiou"
    stem = lemma + lemma[-1] if lemma in _DOUBLING and lemma != "bust" else lemma
    third = lemma[:-1] + "ies" if y else lemma + ("es" if lemma.endswith(("s", "x", "ch", "sh", "o")) else "s")
    past = lemma[:-1] + "ied" if y else lemma + "d" if lemma.endswith("e") else stem + "ed"
    ing = lemma[:-1] + "ing" if e else stem + "ing"
    if lemma in irregular:
        past, part = irregular[lemma]
    else:
        part = past
    return {"base": lemma, "s": third, "past": past, "part": part, "ing": ing}


def _merge(one: Lex | None, other: Lex) -> Lex:
    if one is None:
        return other
    changes = {name: getattr(other, name) for name in Lex.__slots__ if getattr(other, name) and not getattr(one, name)}
    return replace(one, **changes)


class Lexicon:
    """Longest-match lookup of lower-case words."""

    def __init__(self) -> None:
        self._entries: dict[str, Lex] = {}
        # by the first word of a phrase: its second words, and the number of words of the longest one
        self._seconds: dict[str, set[str]] = {}
        self._longest: dict[str, int] = {}

    def add(self, words: Iterable[str], lex: Lex) -> None:
        """Add a reading to each phrase; later readings never overwrite earlier ones."""
        for phrase in words:
            key = phrase.lower()
            self._entries[key] = _merge(self._entries.get(key), lex)
            first, *rest = key.split(" ")
            if rest:
                self._seconds.setdefault(first, set()).add(rest[0])
                self._longest[first] = max(self._longest.get(first, 1), 1 + len(rest))

    def get(self, phrase: str) -> Lex | None:
        """The entry of a phrase in lower case."""
        return self._entries.get(phrase)

    def items(self) -> Iterable[tuple[str, Lex]]:
        """Every phrase with its entry."""
        return self._entries.items()

    def opens(self, word: str) -> bool:
        """Whether a phrase of several words begins with this word."""
        return word in self._seconds

    def match(self, words: Sequence[str], index: int) -> tuple[Lex | None, int]:
        """The entry of the longest phrase that begins at a place in the words, and its number of words; None and 1 where none does."""
        first = words[index]
        if index + 1 < len(words) and words[index + 1] in self._seconds.get(first, ()):
            for length in range(min(self._longest[first], len(words) - index), 1, -1):
                lex = self._entries.get(" ".join(words[index : index + length]))
                if lex is not None:
                    return lex, length
        return self._entries.get(first), 1


class _Stated(TypedDict, total=False):
    sex: str
    age: str
    nationality: str


def _dimensions(key: str) -> _Stated:
    found: _Stated = {}
    for word in key.split():
        if word in ("female", "male", "lgbtqi"):
            found["sex"] = word
        elif word in ("adult", "child"):
            found["age"] = word
        else:
            found["nationality"] = word
    return found


def _add_nouns(lexicon: Lexicon) -> None:
    nouns = load("nouns")
    irregular = nouns["irregular"]
    dims: dict[str, _Stated] = {}
    for key, words in nouns["dimensions"].items():
        for word in words:
            dims[word] = _dimensions(key)
    for name, entry in nouns["classes"].items():
        for word in entry["words"]:
            unit = ("NGO" if word == "ngo" else word.lower()) if entry["unit"] == "=" else entry["unit"]
            own: _Stated = dims.get(word) or dims.get(word.split()[-1]) or {}
            lexicon.add([word, plural(word, irregular)], Lex(noun=name, unit=unit, lemma=word.lower(), **own))


def _add_verbs(lexicon: Lexicon) -> None:
    verbs = load("verbs")
    for lemma in dict.fromkeys(
        [*verbs["patient"], *verbs["recipient"], *verbs["other"], *(set(verbs["irregular"]) - set(verbs["past_only"]))]
    ):
        if " " in lemma or lemma.endswith("_"):
            continue
        forms = inflect(lemma, verbs["irregular"])
        for form in ("past", "part", "ing", "s", "base"):
            lexicon.add([forms[form]], Lex(verb=lemma, verb_form=form))
    for lemma in verbs["past_only"]:
        forms = inflect(lemma, verbs["irregular"])
        for form in ("past", "part", "ing"):
            lexicon.add([forms[form]], Lex(verb=lemma, verb_form=form))
    for word in ("is", "are", "were", "being"):
        lexicon.add([word], Lex(verb="be", verb_form="past"))
    lexicon.add(["has"], Lex(verb="have", verb_form="s"))
    for word, lemma in verbs["nominal"].items():
        lexicon.add([word], Lex(nominal=lemma))


@cache
def verb_lemmas() -> frozenset[str]:
    """The verbs of the vocabulary, those that only idioms mean included."""
    known = {lex.verb for _, lex in lexicon().items() if lex.verb}
    return frozenset(known.union(load("idioms"), load("verbs")["nominal"].values()))


@cache
def lexicon() -> Lexicon:
    """The compiled word list, built once a process."""
    made = Lexicon()
    _add_nouns(made)
    forms = load("forms")
    before = forms["only_before"]
    for code, words in forms.items():
        if code != "only_before":
            for word in words:
                made.add([word], Lex(form=code, only_before=tuple(before[word]) if word in before else None))
    adjectives = load("adjectives")
    for status, words in adjectives["status"].items():
        made.add(words, Lex(status=status))
    for key, words in adjectives["dimensions"].items():
        made.add(words, Lex(**_dimensions(key)))
    made.add(adjectives["official"], Lex(official=True))
    for precision, words in load("qualifiers").items():
        if precision == "neutral":
            made.add(words, Lex(neutral=True))
        elif precision != "after":
            made.add(words, Lex(qualifier=precision))
    for actor, words in load("actors").items():
        if actor != "joint":
            made.add(words, Lex(actor=actor))
    function = load("function")
    for name in ("prepositions", "conjunctions", "relatives", "auxiliaries", "pronouns", "determiners", "adverbs"):
        made.add(function[name], Lex(function=name))
    made.add(function["comparison"], Lex(comparison=True))
    made.add(function["weak_comparison"], Lex(weak_comparison=True))
    _add_verbs(made)
    return made
