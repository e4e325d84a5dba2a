"""A sentence as tokens: words with their readings, typed numeric spans, punctuation with its bracket depth."""

import re
from dataclasses import dataclass
from functools import lru_cache

from pipeline.mentions.glance import glance, openings
from pipeline.mentions.scan import Span
from pipeline.normalize.territory import national_names, nationality
from pipeline.vocabulary.lexicon import Lex, lexicon

_WORD = re.compile(r"[^\W\d_]+(?:[.’'&-][^\W\d_]+)*\+?|\d+|\S")
_EMPTY = Lex()
_FOREIGN = openings(phrase for phrase, lex in lexicon().items() if lex.nationality == "foreign")
# the words with which a country's name or a nationality begins
_NATIONAL = frozenset(opening[0] for name in national_names() if (opening := _WORD.match(name)) and name[0].isupper())


def may_name_foreigners(text: str) -> bool:
    """Whether a sentence can say that persons are foreigners: by a word for them, or by the names of two countries."""
    # "The" opens no name that is not known without it
    return _FOREIGN.in_sight(glance(text)) or sum(word in _NATIONAL and word != "The" for word in _WORD.findall(text)) > 1


@dataclass(slots=True)
class Token:
    """One word or phrase of the word list, one numeric span, or one punctuation mark, in narrative offsets.

    `kind` is word, punct, or the kind of the span; `clause` numbers the clauses of the sentence from 0.
    """

    index: int
    start: int
    end: int
    text: str
    low: str
    kind: str
    lex: Lex
    span: Span | None = None
    depth: int = 0
    clause: int = 0
    code: str | None = None
    person: bool = False
    place: bool = False

    @property
    def function(self) -> str | None:
        """Closed class of the word: preposition, conjunction ..."""
        return self.lex.function


def tokenize(text: str, offset: int, spans: list[Span], home: str, blocked: tuple[tuple[int, int], ...] = ()) -> list[Token]:
    """Tokens of the sentence `text` that starts at `offset`, numeric spans whole, furniture left out; `home` is the country's code.

    The last one is always a punctuation mark, of no width where the text prints none.
    """
    tokens: list[Token] = []
    position = offset
    pieces: list[tuple[int, int, Span | None]] = [(span.start, span.end, span) for span in spans]
    pieces += [(low, high, None) for low, high in blocked if low >= offset and high <= offset + len(text)]
    for start, end, span in [*sorted(pieces, key=lambda piece: piece[0]), (offset + len(text), offset + len(text), None)]:
        if start > position:
            _add_words(tokens, list(_WORD.finditer(text, position - offset, start - offset)), text, offset, home)
        if span is not None:
            raw = text[start - offset : end - offset]
            tokens.append(Token(len(tokens), start, end, raw, raw.lower(), span.kind, _EMPTY, span))
        position = max(position, end)
    tokens = _without_shares(tokens)
    if tokens and tokens[-1].kind != "punct":
        # a sentence that breaks off is closed, so that every word has one behind it
        tokens.append(Token(len(tokens), offset + len(text), offset + len(text), ".", ".", "punct", _EMPTY))
    depth = 0
    for index, token in enumerate(tokens):
        token.index = index
        if token.text in ("(", "["):
            depth += 1
        token.depth = depth
        if token.text in (")", "]") and depth:
            depth -= 1
    _mark_comparisons(tokens)
    return tokens


_COMPARES = Lex(comparison=True)
_CHANGE_NOUNS = frozenset(
    ["increase", "decrease", "decline", "rise", "drop", "fall", "jump", "growth", "reduction", "climb", "surge", "improvement"]
)
_MANY = frozenset(["number", "figure", "total", "amount", "many", "few"])
_MULTIPLES = frozenset(["half", "double", "twice", "triple", "thrice", "third", "quarter", "times"])


def _mark_comparisons(tokens: list[Token]) -> None:
    """Mark words that compare only by what stands before them: "a rise of one-third from 523", "half the number of the year before"."""
    for token in tokens:
        low = token.low
        if low in ("from", "over"):
            before = tokens[max(0, token.index - 8) : token.index]
            if any(t.low in _CHANGE_NOUNS and tokens[t.index - 1].low in ("a", "an", "the", "sharp", "slight") for t in before) and not any(
                t.lex.verb_form in ("past", "s") or t.text in (";", ".") for t in before
            ):
                token.lex = _COMPARES
        elif token.kind == "percentage" or low in _MULTIPLES:
            behind = [t.low for t in tokens[token.index + 1 : token.index + 3]]
            if len(behind) == 2 and behind[0] in ("the", "as", "that") and behind[1] in _MANY:
                token.lex = _COMPARES


# words behind which a bare "sex" or "labor" is what victims were exploited for
_PURPOSE = frozenset(["for", "into", "their"])
_SHARE_WORDS = frozenset(["all", "most", "half", "the", "vast", "large", "majority", "many", "some", "nearly", "almost"])


def _without_shares(tokens: list[Token]) -> list[Token]:
    """Leave out shares beside their count, so that the grammar sees the count alone.

    "49 percent (39) of the victims" and "39 (49 percent) of the victims" read as "39 of the victims", "nearly all (92)" as "92",
    "the majority of victims (595)" as "victims 595".
    """
    if not any(token.text == "(" for token in tokens):
        return tokens
    kept: list[Token] = []
    i = 0
    while i < len(tokens):
        inner = tokens[i + 1].kind if i + 2 < len(tokens) and tokens[i].text == "(" and tokens[i + 2].text == ")" else None
        if inner == "percentage" and kept and kept[-1].kind == "count":
            i += 3
        elif inner == "count" and kept and _drop_share(kept):
            kept.append(tokens[i + 1])
            i += 3
        else:
            kept.append(tokens[i])
            i += 1
    return kept


def _drop_share(kept: list[Token]) -> bool:
    """Take the share that ends the tokens read so far out of them; False where none does."""
    if kept[-1].kind == "percentage":
        kept.pop()
        while kept and kept[-1].lex.qualifier:
            kept.pop()
        return True
    tail: list[Token] = []
    while (
        kept
        and len(tail) < 5
        and kept[-1].kind == "word"
        and kept[-1].low not in _SHARE_WORDS
        and kept[-1].lex.verb_form not in ("past", "s")
    ):
        tail.insert(0, kept.pop())
    whole = not tail or (tail[0].low == "of" and (tail[-1].low in ("whom", "which", "these", "them") or tail[-1].lex.noun is not None))
    whole = whole or (tail[-1].lex.noun is not None and bool(kept) and kept[-1].low in ("most", "all", "many", "some"))
    if not kept or not whole or kept[-1].low not in _SHARE_WORDS - {"the"}:
        kept += tail
        return False
    while kept and kept[-1].low in _SHARE_WORDS:
        kept.pop()
    kept += tail[1:] if tail and tail[0].low == "of" and tail[-1].lex.noun is not None else tail
    return True


def _add_words(tokens: list[Token], words: list[re.Match[str]], text: str, offset: int, home: str) -> None:
    known = lexicon()
    lows: list[str] = []
    i = 0
    while i < len(words):
        start, raw = words[i].start(), words[i][0]
        alone = _alone(raw)
        if alone is not None:
            low, kind, lex = alone
            tokens.append(Token(0, start + offset, words[i].end() + offset, raw, low, kind, lex))
            i += 1
            continue
        lows = lows or [word[0].lower().replace("’", "'") for word in words]
        low = lows[i]
        found, used = known.match(lows, i)
        if found is None and low.endswith(("'s", "s'")):
            found = known.get(low[:-2] if low.endswith("'s") else low[:-1])
        if found is not None and found.only_before is not None and used == 1:
            following = lows[i + 1] if i + 1 < len(lows) else ""
            ends = following in ("", "and", "or") or not following[0].isalpha()
            bare = ends and ((i == 0 and bool(tokens) and tokens[-1].kind == "count") or (i > 0 and lows[i - 1] in _PURPOSE))
            if following not in found.only_before and not bare and low not in ("other", "unknown", "beg"):
                found = _EMPTY
        code, person, place = None, False, False
        if raw in _NATIONAL or (low.endswith("'s") and raw[:-2] in _NATIONAL):
            for length in (6, 5, 4, 3, 2, 1):
                if i + length > len(words) or length < used:
                    continue
                country = nationality(text[start : words[i + length - 1].end()].removesuffix("’s").removesuffix("'s"), home)
                if country is not None:
                    code, person, place, used = country.code, country.persons, country.form == "name", length
                    break
        end = words[i + used - 1].end()
        raw = text[start:end]
        tokens.append(
            Token(0, start + offset, end + offset, raw, raw.lower(), "word", found or _EMPTY, code=code, person=person, place=place)
        )
        i += used


@lru_cache(maxsize=1 << 16)
def _alone(word: str) -> tuple[str, str, Lex] | None:
    """Lower case, kind and readings of a word or mark that stands for itself whatever follows; None for one that has to be looked at."""
    if not word[0].isalpha():
        return word, "punct", _EMPTY
    low = word.lower()
    plain = low.replace("’", "'")
    lex = lexicon().get(plain) or _unknown_verb(plain)
    open_ended = lexicon().opens(plain) or plain.endswith(("'s", "s'")) or word in _NATIONAL or (lex is not None and lex.only_before)
    return None if open_ended else (low, "word", lex or _EMPTY)


def _unknown_verb(word: str) -> Lex | None:
    """A word of no list that has the form of a past: what it says of a figure is unknown, but that it governs it is not."""
    if len(word) < 5 or not word.endswith("ed") or word.startswith("un") or not word.isalpha():
        return None
    british = lexicon().get(word[:-3] + "ed") if word.endswith("lled") else None  # "cancelled"
    return british or Lex(verb=word, verb_form="past")
