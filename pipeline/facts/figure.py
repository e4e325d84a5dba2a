"""One number in its sentence: the noun it counts, the words that qualify it, and the verb that governs it."""

import re
from dataclasses import dataclass, field
from decimal import Decimal

from pipeline.facts.clause import NO_ADJECTIVES, PERSON_CLASSES, Verb
from pipeline.facts.tokens import Token
from pipeline.vocabulary.grammar import CRIMES, FOREIGN_THINGS, LIGHT, NEUTRAL, REPORTING, THEMES
from pipeline.vocabulary.load import load

_RECIPIENT = frozenset(load("verbs")["recipient"]) - {"complete", "include", "concern", "involve", "serve", "use", "decline"}
NOMINAL: dict[str, str] = load("verbs")["nominal"]


@dataclass(slots=True)
class Dimensions:
    """The breakdown dimensions that words have stated so far; None = not stated."""

    exploitation: str | None = None
    sex: str | None = None
    age: str | None = None
    nationality: str | None = None

    def any(self) -> bool:
        """Whether any dimension is stated."""
        return bool(self.exploitation or self.sex or self.age or self.nationality)


@dataclass(slots=True, eq=False)
class Figure:
    """A number with what its sentence says about it; token indices are those of the sentence."""

    index: int
    start: int
    end: int
    value: Decimal | None
    value_high: Decimal | None
    precision: str | None
    status: str
    first: int  # index of the first token of the noun phrase, qualifiers included
    np_end: int  # index after its last token
    head: Token | None
    head_class: str
    unit: str
    status_word: str | None
    official: bool
    preposition: str | None
    determiner: str | None
    verbs: list[Verb] = field(default_factory=list)
    role: str = "patient"
    themes: list[str] = field(default_factory=list)
    dimensions: Dimensions = field(default_factory=Dimensions)
    clause: int = 0
    tail_end: int = 0
    derived: bool = False
    precision_own: bool = False
    depth: int = 0
    short_for: str = ""  # the noun of the figure that a bare number takes it from
    exploited: bool = False  # the object of a crime that the sentence names ("the exploitation of N")


def qualifiers(tokens: list[Token], index: int) -> tuple[int, str | None, str | None]:
    """Index of the first qualifying token before the number at `index`, the precision, and a determiner among them."""
    j, precision, determiner = index - 1, None, None
    while j >= 0 and tokens[j].kind == "word":
        lex = tokens[j].lex
        if lex.qualifier in ("fewer_than", "more_than") and determiner == "the":
            break  # "well below the 2,018 of 2012" compares
        if tokens[j].low == "over" and j and tokens[j - 1].lex.verb in ("hand", "turn", "carry", "take", "refer", "continue"):
            break  # "Spain handed over one"
        if lex.qualifier and not (tokens[j].low == "under" and not _amount_like(tokens, index)):
            precision = precision or lex.qualifier
        elif lex.neutral or tokens[j].function == "determiners":
            determiner = tokens[j].low if determiner is None else determiner
        elif tokens[j].low in ("a", "total", "of") and j + 1 < index and tokens[j + 1].low in ("total", "of"):
            pass
        else:
            break
        j -= 1
    return j + 1, precision, determiner


def _amount_like(tokens: list[Token], index: int) -> bool:
    return index + 1 < len(tokens) and tokens[index + 1].kind == "word"


# "found 15 guilty": what is said of those counted, not what they are
_SAID_OF_THEM = frozenset(["guilty", "innocent", "liable", "dead", "missing", "alive", "responsible", "eligible"])


def _np_word(token: Token, following: Token | None, previous: Token) -> bool:
    """Whether a token may stand inside a noun phrase after its number."""
    if token.kind == "ordinal" or (token.kind == "other" and token.low.startswith("24")):
        return True  # "three 24-hour hotlines"
    if token.kind == "duration" and "-" in token.text and following is not None and following.kind == "word":
        return True  # "112 three-month permits"
    if token.kind != "word" or token.low in _SAID_OF_THEM:
        return False
    lex = token.lex
    if lex.function in ("prepositions", "relatives", "auxiliaries", "pronouns", "determiners") or lex.comparison or lex.qualifier:
        return False
    if lex.function == "conjunctions":
        return False
    if (lex.function == "adverbs" or token.low.endswith("ly")) and not lex.status and not lex.noun:
        # "seven officially recognized victims"
        return (
            previous.kind != "word"
            and following is not None
            and bool(following.lex.status or following.lex.official or following.lex.verb_form in ("past", "part"))
        )
    if lex.verb and not lex.noun and not lex.form and not lex.status:
        nounlike = (
            following is not None
            and following.kind == "word"
            and bool(following.lex.noun or following.lex.form or following.lex.status or following.code)
        )
        if lex.verb_form in ("past", "part"):
            if token.low == "returned" and nounlike and following is not None and is_person(following.lex.noun or ""):
                return True  # "57 returned women"
            nounlike = nounlike or (following is not None and following.low in ("and", ",") and previous.low.endswith("ly"))
            return nounlike and previous.lex.noun is None and lex.verb not in _RECIPIENT and lex.verb not in NO_ADJECTIVES
        if lex.verb_form == "ing":
            return (nounlike and previous.lex.noun is None) or token.low in ("trafficking", "training")
        return nounlike and previous.lex.noun is None and not previous.person and lex.verb_form == "base"
    return not (lex.verb and lex.verb_form == "past" and previous.lex.noun and not (following is not None and following.lex.noun))


def noun_phrase(tokens: list[Token], index: int) -> tuple[int, Token | None]:
    """End (exclusive) and head of the noun phrase that follows the number at `index`."""
    j = index + 1
    if tokens[index].kind == "derived" or tokens[index].low in ("none", "no one", "nobody"):
        return j, None
    if tokens[index].kind == "vague" and j < len(tokens) and tokens[j].low == "of":
        j += 1
    if j + 1 < len(tokens) and tokens[j].text == "-" and tokens[j + 1].lex.noun in ("capacity", "people"):
        return j + 2, tokens[j + 1]  # "a 500-bed shelter", "a 40-person shelter"
    if j + 3 < len(tokens) and tokens[j].kind == "count" and tokens[j + 1].text == "-":
        housed = next((t for t in tokens[j + 3 : j + 5] if t.lex.noun == "shelter"), None)
        if housed is not None:
            return housed.index + 1, housed  # "two 40-bed shelters"
    head: Token | None = None
    fallback: Token | None = None
    while j < len(tokens):
        token = tokens[j]
        if token.low == "ones" and head is None:
            return j + 1, None  # "104 temporary permits and 28 permanent ones"
        following = tokens[j + 1] if j + 1 < len(tokens) else None
        previous = tokens[j - 1]
        if token.kind == "punct" and token.text in ("“", "”", '"', "‘"):
            j += 1
            continue
        if (
            token.kind == "punct"
            and token.text == ","
            and j > index + 1
            and following is not None
            and tokens[j - 1].lex.noun is None
            and _adjective(tokens[j - 1])
            and _np_word(following, None, token)
            and following.kind == "word"
            and head is None
        ):
            j += 1
            continue
        if (
            token.text in ("’", "'")
            and head is previous
            and head.low.endswith("s")
            and following is not None
            and following.kind == "word"
            and following.lex.noun is not None
        ):
            j += 1
            continue  # "one trafficking victims’ shelter", "four victims’ dependents"
        if (
            token.low in ("more", "such", "further")
            and j == index + 1
            and following is not None
            and following.kind == "word"
            and following.function is None
        ):
            j += 1
            continue
        if (
            token.low == "and"
            and head is previous
            and head.lex.noun in ("unit_body", "shelter", "agency")
            and not head.low.endswith("s")
            and following is not None
            and _np_word(following, tokens[j + 2] if j + 2 < len(tokens) else None, token)
        ):
            j += 1
            continue
        if token.low in ("and", ",") and head is previous and _joins_persons(tokens, j):
            j += 1 if tokens[j + 1].kind == "word" and tokens[j + 1].low != "and" else 2
            continue
        if (
            token.function == "conjunctions"
            and token.low in ("and", "or")
            and following is not None
            and j > index + 1
            and (head is None or (following.lex.form and not previous.lex.noun))
            and (_np_word(following, tokens[j + 2] if j + 2 < len(tokens) else None, token))
        ):
            j += 1
            continue
        if not _np_word(token, following, previous):
            break
        if (
            head is previous
            and head.lex.noun in ("unit_body", "agency")
            and head.low.endswith("s")
            and token.lex.verb
            and following is not None
            and following.lex.noun
        ):
            break  # "22 radio stations broadcast messages"
        described = (
            token.low == "official"
            and tokens[index].kind == "count"
            and tokens[index].low not in ("one", "1")
            and following is not None
            and (following.low in ("and", "or") or following.lex.noun)
        )
        if (token.lex.noun and not described) or (token.code and token.person):
            if head is not None and head.lex.noun and tokens[j - 1] is not head and token.lex.noun is None:
                break
            if (
                head is not None
                and head.lex.noun in PERSON_CLASSES
                and token.lex.noun not in PERSON_CLASSES
                and token.lex.noun is not None
                and head.low.endswith(("s", "men", "people", "children"))
                and previous.text not in ("’", "'")
            ):
                break  # "gave 30 victims beds"
            head = token
        fallback = token
        j += 1
    if head is not None and fallback is not None and fallback.index > head.index and _outweighs(fallback, head):
        head = fallback
    if head is None and fallback is not None and fallback.low == "trafficking" and j < len(tokens) and tokens[j].low == "in":
        return index + 1, None  # "247 concerned trafficking in adults and 67 trafficking in children"
    if (
        head is None
        and fallback is not None
        and fallback.lex.form is None
        and not fallback.low.endswith("ly")  # "two partially suspended ones"
        and fallback.lex.status is None
        and not fallback.lex.neutral
        and fallback.low not in ("federal", "state", "provincial", "regional", "municipal", "local")
        and fallback.lex.function is None
        and not fallback.code
        and fallback.lex.sex is None
        and fallback.lex.age is None
        and fallback.lex.nationality is None
        and fallback.kind == "word"
    ):
        head = fallback
    return j, head


def _outweighs(word: Token, head: Token) -> bool:
    """Whether an unknown plural behind a known singular is what is counted ("360 hotel owners")."""
    return (
        word.kind == "word"
        and word.low.endswith("s")
        and not head.low.endswith("s")
        and word.lex.verb is None
        and word.lex.form is None
        and word.lex.function is None
        and word.code is None
        and head.lex.noun != "people"
    )


def _joins_persons(tokens: list[Token], index: int) -> bool:
    """Whether a comma or "and" joins two bare nouns that tell sex or age ("women and girls")."""
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if after is not None and after.low == "and":
        after = tokens[index + 2] if index + 2 < len(tokens) else None
    before = tokens[index - 1]
    return (
        after is not None
        and before.lex.noun == "people"
        and after.lex.noun in ("people", "victim")
        and bool(before.lex.sex or before.lex.age)
        and bool(after.lex.sex or after.lex.age)
        # "24 girls, and child protection offices"
        and (after.low.endswith(("s", "men", "children")) or tokens[after.index + 1].lex.noun == "victim")
    )


def _adjective(token: Token) -> bool:
    return bool(
        token.lex.status
        or token.lex.sex
        or token.lex.age
        or token.lex.nationality
        or (token.lex.verb and token.lex.verb_form in ("past", "part"))
    )


def tail(tokens: list[Token], start: int, limit: int) -> int:
    """Index where the words after a noun phrase stop saying things about it: at the next number, comma, bracket or clause."""
    j = start
    while j < limit:
        token = tokens[j]
        if token.kind in ("count", "range", "money", "vague", "derived"):
            k, _, _ = qualifiers(tokens, j)
            while k > start and tokens[k - 1].low in (
                "and",
                "or",
                "compared with",
                "from",
                "including",
                "in",
                "with",
                "for",
                "of",
                "to",
                "against",
            ):
                k -= 1
            return max(start, min(k, j))
        if token.kind == "punct" and token.text in (",", ";", ":", "(", ")", "–", "—", ".", "[", "]"):
            return j
        if token.lex.comparison:
            return j
        if (
            token.function == "conjunctions"
            and token.low in ("and", "but", "while", "although", "or")
            and j + 1 < limit
            and tokens[j + 1].lex.verb
            and tokens[j + 1].lex.verb_form in ("past", "part", "base")
            and not tokens[j + 1].lex.noun
        ):
            return j
        if token.low in ("by", "including", "but", "while", "the other"):
            return j
        j += 1
    return j


# "109 were under 18": those below the age of majority are children
_MINORS = re.compile(
    r"turned\s1[2-8]\b|(?:under|below|younger than)\s(?:the\s)?(?:age\s)?(?:of\s)?1[2-8]\b|ages?d?\s\d{1,2}\s(?:to|-|–|and)\s1[2-8]\b"
)


# What may be unrecorded besides the form: "the sex of 55 was not recorded".
_OF_PERSONS = frozenset(["gender", "sex", "age", "ages", "nationality", "nationalities", "origin", "citizenship"])


def _citizens_of(tokens: list[Token], index: int) -> str | None:
    """The country of "six citizens of Uzbekistan", "nationals of the Philippines", or None; other countries are foreign."""
    if tokens[index].low not in ("nationals", "citizens", "national", "citizen"):
        return None
    behind = [t for t in tokens[index + 1 : index + 4] if t.low != "the"]
    if len(behind) < 2 or behind[0].low != "of":
        return None
    return "foreign" if behind[1].low in ("other", "other countries", "foreign", "foreign countries") else behind[1].code


def dimensions(tokens: list[Token], low: int, high: int, iso3: str, *, label: bool = False) -> Dimensions:
    """The dimensions stated by the words in `tokens[low:high]`; two forms pool, two nationalities are foreign."""
    found = Dimensions()
    forms: list[str] = []
    countries: list[str] = []
    for j in range(low, high):
        token = tokens[j]
        lex = token.lex
        if token.low == "national" and j + 1 < len(tokens) and tokens[j + 1].lex.noun == "victim":
            found.nationality = "national"
        if token.low in ("with", "to") and j > low and tokens[j - 1].lex.form == "forced_marriage":
            break  # "forced marriage with Chinese men"
        if (
            lex.form
            and j > low + 1
            and tokens[j - 1].low in ("for", "on", "with")
            and tokens[j - 2].low in ("arrested", "detained", "deported")
        ):
            continue  # "screened 1,412 people arrested for prostitution"
        if lex.nationality and j + 1 < len(tokens) and tokens[j + 1].low.startswith("smuggl"):
            continue  # "migrant smuggling networks"
        if lex.form == "mixed" and token.low.endswith(" both") and tokens[min(j + 1, len(tokens) - 1)].kind == "period":
            continue  # "in both 2019 and 2018"
        kind = next((t.lex.form for t in tokens[j + 1 : min(high, j + 4)] if t.lex.form), None)
        if (
            lex.form == "unspecified"
            and token.low.startswith("other")
            and kind in ("labor", "sex")
            and tokens[j + 1].low in ("of", "labor")
        ):
            continue  # "other forms of labor trafficking"
        untold = lex.form == "unspecified" and any(t.low in _OF_PERSONS for t in tokens[max(0, j - 5) : j + 3])
        if lex.form and not untold and not (token.low in ("other", "unknown") and not (j + 1 < high and tokens[j + 1].lex.form)):
            forms.append(lex.form)
        elif (
            token.low in ("other", "unknown")
            and not untold
            and high - low <= 2
            and tokens[j - 1].low != "had"
            and not (j + 1 < high and tokens[j + 1].lex.noun)
        ):
            forms.append("unspecified")
        if lex.form and "child " in token.low and lex.noun is None:
            found.age = "child"
        if (
            (lex.sex or lex.age)
            and token.low.endswith(("'s", "’s"))
            and token.text[0].isupper()
            and j
            and high > j + 1
            and tokens[j + 1].text[0].isupper()
        ):
            continue  # "sent 18 to Women's Consulting Centers": a name
        if lex.sex and not (lex.sex in ("female", "male") and found.sex == "lgbtqi"):
            found.sex = lex.sex if found.sex in (None, lex.sex) else ("lgbtqi" if lex.sex == "lgbtqi" else "all")
        if token.kind == "other" and _MINORS.match(token.low):
            found.age = "child"
        if lex.age and not (j + 1 < len(tokens) and tokens[j + 1].lex.noun == "legal"):  # "under the child law"
            found.age = lex.age if found.age in (None, lex.age) else "all"
        whose = tokens[j + 1].lex.noun if j + 1 < high and j and tokens[j - 1].function is None else None
        named = whose in ("people", "victim", "suspect")
        if token.code and token.place and not label and not named and not _origin(tokens, j, low):
            continue  # but "one New Zealand girl"
        if token.code and not token.place and j and tokens[j - 1].low == "in":
            continue  # "two hotlines in English", "three in Thai custody"
        if token.code and not token.place and j + 1 < len(tokens) and tokens[j + 1].low in _NO_PERSONS:
            continue  # "at the Indian border"
        country = _citizens_of(tokens, j)
        if country == "foreign":
            found.nationality = "foreign"
        elif token.code or country is not None:
            countries.append(token.code or country or "")
        elif (
            token.low == "nationals"
            and found.nationality is None
            and j
            and (tokens[j - 1].kind == "count" or tokens[j - 1].lex.verb == "be")
        ):
            found.nationality = "national"  # "52 were nationals and 36 foreigners"
        elif lex.nationality and found.nationality is None and not _of_no_person(tokens, j):
            if token.text[0].isupper() and j and tokens[j - 1].kind == "word":
                continue
            found.nationality = lex.nationality
    found.exploitation = pool(forms)
    persons = [
        tokens[j].lex
        for j in range(low, high)
        if tokens[j].lex.noun == "people"
        and (tokens[j].lex.sex or tokens[j].lex.age)
        and not (j + 1 < len(tokens) and tokens[j + 1].lex.noun == "people")  # "80 adult females", "one male minor"
    ]
    if found.sex in ("female", "male") and any(lex.sex is None for lex in persons) and any(lex.sex for lex in persons):
        found.sex = "all"  # "158 women and children"
    if countries:
        unique = set(countries)
        found.nationality = "national" if unique == {iso3} else countries[0] if len(unique) == 1 else "foreign"
    return found


_NO_PERSONS = frozenset(
    [
        "area",
        "areas",
        "region",
        "regions",
        "part",
        "parts",
        "border",
        "borders",
        "embassy",
        "embassies",
        "consulate",
        "government",
        "police",
        "authorities",
        "court",
        "courts",
        "law",
        "navy",
        "waters",
        "city",
        "island",
        "coast",
        "territory",
        "soil",
        "parliament",
        "capital",
    ]
)


def _origin(tokens: list[Token], index: int, low: int) -> bool:
    """Whether a country's name says where those counted come from, not where something happened."""
    for j in range(index - 1, max(low - 2, -1), -1):
        token = tokens[j]
        if token.low in ("from", "of"):
            return tokens[j - 1].low not in _NO_PERSONS or token.low == "from"  # "in the border areas of Ethiopia"
        if not (token.code or token.text == "," or token.low in ("and", "or", "the")):
            return False
    return False


def pool(forms: list[str]) -> str | None:
    """One code for the forms named of a single figure (annotation rule 25)."""
    kinds = list(dict.fromkeys(forms))
    if not kinds:
        return None
    if len(kinds) == 1:
        return kinds[0]
    if "mixed" in kinds or {"sex", "labor"} <= set(kinds):
        return "mixed"
    if "unspecified" in kinds:
        return "unspecified"
    if "child_soldiering" in kinds:
        return "child_soldiering"
    named = [kind for kind in kinds if kind != "labor"]
    if "sex" in kinds:
        return "mixed"
    if "labor" in kinds:
        return named[0] if len(named) == 1 and named[0] != "forced_criminality" else "labor"
    return kinds[0]  # "domestic servitude through forced marriage" is domestic servitude


_SINGULAR = [
    (re.compile(p), r)
    for p, r in (
        (r"(?i)ies$", "y"),
        (r"(?i)(ss|x|ch|sh|z)es$", r"\1"),
        (r"(?i)men$", "man"),
        (r"(?i)people$", "person"),
        (r"(?i)children$", "child"),
        (r"(?i)([^su])s$", r"\1"),
    )
]


def singular(word: str) -> str:
    """The singular of a printed noun, by rule."""
    for pattern, replacement in _SINGULAR:
        changed = pattern.sub(replacement, word)
        if changed != word:
            return changed.lower()
    return word.lower()


def head_class(head: Token | None, status: str | None) -> tuple[str, str]:
    """Class and unit of the counted noun; a potential victim is a class of its own; no noun is `none`."""
    if head is None:
        return "none", ""
    if head.lex.noun:
        noun = head.lex.noun
        if noun == "victim" and status == "potential":
            noun = "potential_victim"
        if noun == "crime":
            noun = "case"  # where it is counted; "complicit in trafficking crimes" names no cases
        return noun, head.lex.unit or singular(head.text)
    if head.person:
        return "people", "person"
    return "thing", singular(head.text)


def govern(tokens: list[Token], figure: Figure, verbs: list[Verb]) -> None:
    """Set the verbs that govern a figure, its role and the nouns they come with."""
    clause = figure.clause
    inside = [verb for verb in verbs if verb.clause == clause and tokens[verb.index].depth == tokens[figure.index].depth]
    left = [verb for verb in inside if verb.index < figure.first]
    right = [verb for verb in inside if verb.index >= figure.np_end]
    prep_index = figure.first - 1
    figure.preposition = tokens[prep_index].low if prep_index >= 0 and tokens[prep_index].function == "prepositions" else None
    if figure.preposition == "in" and tokens[prep_index - 1].lex.verb == "take":
        figure.preposition = None  # "took in 67 victims"
    base = _is_base(tokens, figure)
    nominal = (
        _nominal(tokens, prep_index)
        if not base and figure.preposition in ("of", "to", "for", "against", "into", "on", "involving", "with")
        else None
    )
    if figure.preposition == "to" and nominal not in (None, "assist", "shelter", "train", "refer", "reach", "permit"):
        nominal = None
    of_guilt = nominal == "convict" and figure.preposition == "for" and figure.head_class in ("suspect", "official")
    if (
        figure.preposition in ("to", "for", "on", "with")
        and nominal in ("identify", "convict", "arrest", "acquit", "release", "rescue")
        and not of_guilt  # "issued final convictions for 164 traffickers"
    ):
        nominal = None  # "courses on victim identification to 430 officers"
    if nominal == "assist" and left and any(t.lex.noun in ("training", "event") for t in tokens[left[-1].index : prep_index]):
        nominal = None  # "sessions on identification and assistance for 400 officials"
    if nominal is None and figure.preposition == "in" and prep_index >= 1 and tokens[prep_index - 1].lex.noun in ACT and not base:
        nominal = ACT[tokens[prep_index - 1].lex.noun or ""]
    if nominal is None and figure.preposition in ("involving", "against", "with", "concerning", "of") and not base:
        for k in range(prep_index - 1, max(prep_index - 9, _clause_start(tokens, clause)) - 1, -1):
            if tokens[k].kind in ("count", "money") or (tokens[k].lex.verb and not tokens[k].lex.noun and tokens[k].lex.verb_form != "ing"):
                break
            if tokens[k].lex.noun in ("investigation", "prosecution", "conviction", "arrest"):
                nominal = ACT[tokens[k].lex.noun or ""]
                break
    reduced = next((verb for verb in right if verb.kind == "reduced"), None)
    if reduced is not None and any(
        tokens[k].kind in ("count", "range") or tokens[k].text in (",", ";") for k in range(figure.np_end, reduced.index)
    ):
        reduced = None
    governing = [verb for verb in left if verb.kind != "reduced"] if not base else []
    opens = len(governing) == 1 and governing[0].kind == "gerund" and governing[0].index <= 2
    closed = opens and any(t.text == "," for t in tokens[governing[0].index : figure.first])
    if closed and any(verb.kind == "finite" for verb in right):
        governing = []  # "Before leaving for Darfur, 875 soldiers were trained"
    if governing and governing[-1].index < _opening_end(tokens, figure):
        governing = []  # "of the 122 victims the government identified, 107 were exploited"
    if reduced is not None and governing and any(t.lex.comparison for t in tokens[governing[-1].index + 1 : figure.first]):
        governing = []  # "convicted 577 traffickers, compared with 825 convicted in 2013"
    finite_right = next((verb for verb in right if verb.kind == "finite"), None) if not base else None
    if (
        reduced is not None
        and reduced.index == figure.np_end
        and governing
        and governing[-1].kind == "finite"
        and governing[-1].passive
        and tokens[figure.first - 1].low in (",", "and")
    ):
        governing = []  # "175 were convicted, 53 acquitted, and ..."
    said = governing[-1] if governing and figure.preposition is None and governing[-1].lemma in _SAYING else None
    if (
        said is not None
        and finite_right is not None
        and said.index + 1 == figure.first
        and all(
            t.kind in ("word", "count") and t.function not in ("relatives", "conjunctions")
            for t in tokens[figure.np_end : finite_right.group_start]
        )
    ):
        governing = []  # "NGOs reported 27 victims received care"
    chosen: list[Verb] = []
    if nominal is not None and governing and any(t.lex.comparison for t in tokens[governing[-1].index + 1 : prep_index]):
        governing = []  # "... did not report convicting anyone, compared with prosecutions of 15 defendants"
    if (
        nominal in ("prosecute", "try", "charge", "indict")
        and not governing
        and finite_right is not None
        and finite_right.passive
        and finite_right.lemma in _DROPPED
    ):
        chosen = [finite_right]  # "Charges against eight defendants were dropped"
    elif nominal is not None and (not governing or governing[-1].lemma in LIGHT):
        undone = bool(governing) and governing[-1].negated and governing[-1].lemma not in REPORTING  # "did not give shelter to 12"
        chosen = [Verb(prep_index - 1, nominal, "nominal", passive=False, negated=undone, group_start=prep_index - 1, clause=clause)]
        if len(governing) > 1 and nominal in ("assist", "shelter", "refer") and governing[-1].lemma in LIGHT:
            chosen = [verb for verb in _coordinated(tokens, governing)[:-1] if verb.lemma == "identify"] + chosen
    elif governing and not (governing[-1].lemma in ("be", "have", "include") and reduced is not None):
        chosen = _coordinated(tokens, governing)
        if chosen[0].passive and figure.preposition is None and not _ditransitive(chosen[0]):
            figure.role = "patient"
    elif finite_right is not None and figure.preposition is None and not _partitive(tokens, figure):
        chosen = [finite_right]
        if finite_right.lemma in NEUTRAL and reduced is not None:
            chosen = [reduced]
        else:
            figure.role = "patient" if finite_right.passive else "agent"
            chosen += _more_right(tokens, finite_right, right)
    elif reduced is not None:
        chosen = [reduced, *_more_right(tokens, reduced, right)]
    elif finite_right is not None and figure.preposition is None:
        chosen = [finite_right]
        figure.role = "patient" if finite_right.passive else "agent"
    if figure.preposition == "with":
        doing = next((verb for verb in right if verb.kind in ("gerund", "reduced") and verb.index == figure.np_end), None)
        if doing is not None:
            chosen, figure.role = [doing], "agent" if doing.kind == "gerund" else "patient"
    if not chosen and reduced is not None:
        chosen = [reduced, *_more_right(tokens, reduced, right)]
    if figure.head is None and figure.preposition is None and chosen and chosen[0].lemma in _DONE_ALONE and not chosen[0].passive:
        figure.role = "agent"  # "five testified, three by video link"
    if (
        not chosen
        and figure.np_end < len(tokens)
        and tokens[figure.np_end].low in ("who", "whose", "that", "which")
        and tokens[figure.np_end].clause != clause
    ):
        beyond = [
            verb for verb in verbs if verb.kind == "finite" and verb.clause == tokens[figure.np_end].clause and verb.index > figure.np_end
        ]
        opens = figure.preposition in ("of", "among") and (prep_index == 0 or tokens[prep_index - 1].text == ";")
        if len(beyond) > 1 and not base and not opens:
            chosen = [beyond[1]]
            figure.clause = clause = beyond[1].clause
            figure.role = "patient" if beyond[1].passive else "agent"
        elif (
            (base or opens)
            and beyond
            and (beyond[0].passive or beyond[0].group_start == figure.np_end + 1)
            and (beyond[0].passive or beyond[0].lemma not in NEUTRAL)
        ):
            chosen = [beyond[0]]  # "25 of the 35 suspects who were prosecuted", "Of the 107 victims who received shelter"
            figure.clause = beyond[0].clause if opens else figure.clause
            figure.role = "patient" if beyond[0].passive else "agent"
    if not chosen and figure.preposition == "in" and prep_index == 0 and figure.head_class == "case" and tokens[figure.index].low != "one":
        chosen = [v for v in verbs if v.kind == "finite" and v.index >= figure.np_end][:1]  # "In 43 cases, prosecutors filed charges"
    if not chosen and figure.preposition in ("of", "among") and prep_index == 0 and figure.head is not None:
        told = next((v for v in verbs if v.kind == "finite" and v.index >= figure.np_end), None)
        subject = tokens[figure.np_end : told.group_start] if told is not None else []
        if (
            told is not None
            and not told.passive
            and 0 < len(subject) <= 4
            and all(t.kind == "word" and t.function in (None, "determiners", "pronouns") for t in subject)
        ):
            chosen = [told]  # "Of the 195 victims the government assisted, 82 were new"
    if figure.preposition == "by" and prep_index and tokens[prep_index - 1].lex.verb_form in ("past", "part") and not base:
        done = next((v for v in verbs if v.index == prep_index - 1), None)
        if done is None or done.passive or done.kind == "reduced":
            lemma = tokens[prep_index - 1].lex.verb or ""
            chosen = [
                done or Verb(prep_index - 1, lemma, "reduced", passive=False, negated=False, group_start=prep_index - 1, clause=clause)
            ]
            figure.role = "agent"  # "television spots seen by 1.3 million people"
    included = figure.first and tokens[figure.first - 1].low == "including" and figure.head is None
    if included and figure.np_end < len(tokens) and tokens[figure.np_end].low == "who":
        doing = next((verb for verb in verbs if verb.kind == "finite" and verb.index > figure.np_end), None)
        if doing is not None and doing.clause == tokens[figure.np_end].clause:
            chosen, figure.clause = [doing], doing.clause  # "all received assistance, including 44 who were sheltered"
            figure.role = "patient" if doing.passive else "agent"
    if not chosen and tokens[figure.index].depth:
        closing = next((t.index for t in tokens[figure.index :] if t.depth < tokens[figure.index].depth), len(tokens))
        chosen = [verb for verb in verbs if verb.kind == "reduced" and closing <= verb.index <= closing + 4]
    if _wronged(tokens, figure, left):
        chosen, figure.exploited = [], True
    if figure.preposition == "of" and (is_person(figure.head_class) or figure.head_class == "thing") and _crime_of(tokens, prep_index):
        figure.head_class, figure.unit = (figure.head_class, figure.unit) if is_person(figure.head_class) else ("people", "person")
        chosen = []  # "for the forced labor of 150 workers": those exploited, not those arrested
        figure.exploited = True
    if figure.head_class == "people" and _made_victims(tokens, figure, right, chosen):
        figure.head_class = "victim"
    figure.verbs = chosen
    acting = max((v for v in left if v.kind == "finite"), key=lambda v: v.index, default=None)
    # "training was provided to 140 officers": the subject of a passive is what they got
    told_by_subject = acting is None or (acting.passive and figure.preposition in ("to", "for", "in", "against"))
    low = _clause_start(tokens, clause) if told_by_subject or acting is None else acting.index
    figure.themes = [
        tokens[k].lex.noun or ""
        for k in range(figure.first - 1, low - 1, -1)
        if tokens[k].lex.noun in THEMES and (tokens[k].lex.noun in ("training", "event") or not _counted(tokens, k))
    ]
    awards = [theme for theme in figure.themes if theme in _AWARDS]
    if len(set(awards)) > 1:  # the nearer one is what the number counts
        figure.themes = [theme for theme in figure.themes if theme not in _AWARDS or theme == awards[0]]
    if not figure.themes:
        behind = (k for k in range(figure.np_end, figure.tail_end) if tokens[k].lex.noun in THEMES)
        # "services for 11 victims on temporary visas": what they have, not what they got
        figure.themes = [tokens[k].lex.noun or "" for k in behind if "on" not in (t.low for t in tokens[max(figure.np_end, k - 3) : k])]
    if not figure.themes and chosen and figure.role == "agent":
        # "21 of the 58 women received humanitarian visas"
        got = chosen[-1].index + 1
        figure.themes = [t.lex.noun for t in tokens[got : got + 4] if t.lex.noun in _AWARDS and t.kind == "word"][:1]
    if not figure.themes and chosen and (is_person(figure.head_class) or figure.head_class == "case"):
        figure.themes = _given(tokens, figure, chosen[0])


def _made_victims(tokens: list[Token], figure: Figure, right: list[Verb], chosen: list[Verb]) -> bool:
    """Whether the words right behind persons make victims of them ("61 nationals exploited abroad", "who were victims")."""
    behind = tokens[figure.np_end : figure.np_end + 4]
    low = [t.low for t in behind]
    if low[:2] in (["who", "were"], ["who", "are"]):
        return any(t.lex.noun == "victim" for t in behind) and not any(t.lex.status or t.low == "not" for t in behind)
    verb = next((verb for verb in right if verb.index == figure.np_end), None)
    return bool(chosen) and verb is not None and verb.lemma in _VICTIMIZED and verb.kind == "reduced" and verb not in chosen


_DROPPED = frozenset(["drop", "dismiss", "withdraw", "discontinue", "quash"])
# Verbs whose "that" may be left out.
_SAYING = frozenset(["report", "say", "note", "estimate", "claim", "state", "indicate", "announce"])
# What makes a victim of a person.
_VICTIMIZED = frozenset(["exploit", "traffic", "enslave", "victimize"])
_AWARDS = frozenset(["permit", "reflection", "restitution", "compensation"])


def _given(tokens: list[Token], figure: Figure, verb: Verb) -> list[str]:
    """What persons are given where it stands behind the sum or is the passive subject.

    "Granted one victim $3,410 in compensation"; "permits were issued to four victims".
    """
    if verb.passive and figure.preposition in ("to", "in", "for"):
        start = _clause_start(tokens, figure.clause)
        return [t.lex.noun for t in tokens[start : verb.group_start] if t.lex.noun in _AWARDS or t.lex.noun in ("prosecution", "legal")][:1]
    if verb.lemma in ("give", "provide", "offer") and any(
        t.lex.noun == "training" or t.low in ("training", "instruction", "lessons")
        for t in tokens[figure.head.index + 1 if figure.head is not None else figure.np_end : figure.np_end + 5]
    ):
        return ["training"]
    if verb.lemma in ("grant", "award", "give", "pay", "order") and figure.np_end < len(tokens) and tokens[figure.np_end].kind == "money":
        return [t.lex.noun for t in tokens[figure.np_end : figure.np_end + 5] if t.lex.noun in _AWARDS][:1]
    return []


def _opening_end(tokens: list[Token], figure: Figure) -> int:
    """Index of the comma that closes "Of the N ..." at the start of the sentence; -1 where it does not open so."""
    if tokens[0].low not in ("of", "among"):
        return -1
    return next((t.index for t in tokens[: figure.first] if t.text == ","), -1)


ACT = {"investigation": "investigate", "prosecution": "prosecute", "conviction": "convict", "arrest": "arrest"}


# Verbs without an object: a number behind them is of those who do it.
_DONE_ALONE = frozenset(["testify", "participate", "stay", "live", "remain", "reside", "escape", "flee", "die"])
_CRIMES = frozenset(
    ["trafficking", "exploitation", "abuse", "smuggling", "recruitment", "enslavement", "sale", "kidnapping", "rape", "harboring"]
)


def _crime_of(tokens: list[Token], prep_index: int) -> bool:
    """Whether a crime stands right before the "of" of a figure, as what somebody did ("for the exploitation of")."""
    token = tokens[prep_index - 1] if prep_index else None
    if token is None or not (token.low in _CRIMES or token.low.split()[-1] in _CRIMES or (token.lex.form and not token.lex.noun)):
        return False
    return any(t.low in ("for", "in", "involving", "the", "alleged", "suspected") for t in tokens[max(0, prep_index - 6) : prep_index - 1])


def _of_no_person(tokens: list[Token], index: int) -> bool:
    """Whether "domestic", "foreign", "local" or "native" belongs to a thing ("local courts"), not to the persons counted."""
    token, following = tokens[index], tokens[index + 1] if index + 1 < len(tokens) else None
    if token.low == "foreign" and following is not None and following.low in FOREIGN_THINGS:
        return True  # "trained 130 officers with foreign funding"
    if token.low == "local" and following is not None and following.lex.noun in ("official", "trainee", "staff"):
        return True  # "seven local politicians"
    return (
        token.low in ("domestic", "local", "native")
        and following is not None
        and following.kind == "word"
        and following.function is None
        and not (following.lex.noun and is_person(following.lex.noun))
        and not following.lex.form
        and not following.lex.status
        and not following.lex.sex
        and not following.lex.age
    )


def _wronged(tokens: list[Token], figure: Figure, left: list[Verb]) -> bool:
    """Whether a figure counts those against whom a crime was committed: "sentenced a man for trafficking two girls"."""
    doing = tokens[figure.first - 1] if figure.first >= 2 else None
    before = next((t for t in reversed(tokens[: figure.first - 1]) if not t.low.endswith("ly")), None)  # "for allegedly exploiting"
    return (
        doing is not None
        and before is not None
        and is_person(figure.head_class)
        and doing.low.endswith("ing")
        and (doing.lex.verb in CRIMES or doing.low in _CRIMES)
        and before.low in ("for", "of", "with", "and")
        and any(verb.lemma in _HELD_TO_ACCOUNT for verb in left)
    )


# What is done to perpetrators.
_HELD_TO_ACCOUNT = frozenset(
    [
        "arrest",
        "detain",
        "accuse",
        "charge",
        "indict",
        "prosecute",
        "try",
        "convict",
        "sentence",
        "imprison",
        "jail",
        "fine",
        "investigate",
        "suspect",
    ]
)


def _is_base(tokens: list[Token], figure: Figure) -> bool:
    """Whether the figure is the M of "N of (the) M" or of "most of the M": what it is taken of, not what is done."""
    j = figure.first - 1
    if j < 1 or tokens[j].low not in ("of", "out of", "among"):
        return False
    before = tokens[j - 1]
    return (
        before.kind in ("count", "zero", "vague", "derived", "range")
        or before.low in ("most", "majority", "half", "many", "some", "all", "any", "percent", "rest", "third", "quarter", "none")
        or before.kind == "percentage"
        or (
            before.lex.noun in PERSON_CLASSES
            and j >= 2
            and tokens[j - 2].kind == "count"
            and figure.preposition == "of"
            and tokens[j - 1].low != "group"
        )
    )


# Verbs under which what follows a number of persons is what they were given.
GOT = frozenset(["receive", "get", "obtain", "access", "accept"])


def _ditransitive(verb: Verb) -> bool:
    return verb.lemma in ("give", "grant", "offer", "award", "sentence")


def _partitive(tokens: list[Token], figure: Figure) -> bool:
    return figure.first > 0 and tokens[figure.first - 1].low in ("of", "among", "out of")


def _nominal(tokens: list[Token], prep_index: int) -> str | None:
    """The verb that a noun before a preposition stands for: "prosecutions of 12 officials" -> prosecute."""
    if prep_index < 1:
        return None
    token = tokens[prep_index - 1]
    if token.low == "referrals" and prep_index >= 2 and tokens[prep_index - 2].low == "and":
        return "assist"  # "resources and referrals to 3,828 potential victims"
    return NOMINAL.get(token.low) if token.kind == "word" else None


def _coordinated(tokens: list[Token], governing: list[Verb]) -> list[Verb]:
    """The nearest verb on the left and those joined to it with no object between ("identified and assisted")."""
    chosen = [governing[-1]]
    for verb in reversed(governing[:-1]):
        nearest = chosen[0]
        between = tokens[verb.index + 1 : nearest.group_start]
        joined = all(
            t.low in ("and", "or", ",", "then", "subsequently", "later", "also", "/") or t.function in ("adverbs", "auxiliaries")
            for t in between
        ) and any(t.low in ("and", "or", ",") for t in between)
        if not joined or verb.kind == "reduced" or (verb.passive and not nearest.passive):
            break
        chosen.insert(0, verb)
    return chosen


def _more_right(tokens: list[Token], first: Verb, right: list[Verb]) -> list[Verb]:
    """Passives joined to the first one on the right ("were identified and assisted")."""
    found: list[Verb] = []
    last = first
    for verb in right:
        if verb.index <= last.index:
            continue
        between = tokens[last.index + 1 : verb.group_start]
        own = verb.index + 1 < len(tokens) and tokens[verb.index + 1].kind in (
            "count",
            "range",
            "zero",
        )  # "were housed, and repatriated 96"
        if (
            between
            and not own
            and all(t.low in ("and", "or", ",", "then", "subsequently", "later") or t.function == "adverbs" for t in between)
        ):
            found.append(verb)
            last = verb
        else:
            break
    return found


def _clause_start(tokens: list[Token], clause: int) -> int:
    return next((t.index for t in tokens if t.clause == clause), 0)


def _counted(tokens: list[Token], index: int) -> bool:
    """Whether the noun at `index` has a number of its own before it."""
    j = index - 1
    while j >= 0 and index - j < 4 and tokens[j].kind == "word" and tokens[j].function is None:
        j -= 1
    return j >= 0 and tokens[j].kind in ("count", "range")


def is_person(name: str) -> bool:
    """Whether a class counts persons."""
    return name in PERSON_CLASSES or name == "potential_victim"


def merged(one: Dimensions, other: Dimensions) -> Dimensions:
    """What one states, and where it is silent what the other does."""
    return Dimensions(
        one.exploitation or other.exploitation, one.sex or other.sex, one.age or other.age, one.nationality or other.nationality
    )
