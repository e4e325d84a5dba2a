"""What a sentence says of penalties: whether they are sufficiently stringent and commensurate, and of which form of trafficking.

Which provisions it speaks of is decided in `facts.laws`.
"""

import re
from dataclasses import dataclass

HAS_VERDICT = re.compile(r"\bstringent\b|\bcommensurate\b", re.IGNORECASE)
_STRINGENT = re.compile(
    r"\b(?P<insufficiently>in)?sufficiently\s(?:and\s\w+\s)?stringent\b|\b(?:lack\w*\s)?(?:sufficient\s)?stringen(?:t|cy)\b", re.IGNORECASE
)
_COMMENSURATE = re.compile(r"\bcommensurate\b", re.IGNORECASE)
# "not", up to a few words before; "neither ... nor"
_NOT = re.compile(
    r"\b(?:not|neither|nor|never|no\slonger|isn['’]t|aren['’]t|weren['’]t|wasn['’]t|too\slow\sto\sbe|fail\w*\sto\sbe|lack\w*)\s(?:(?:be|considered|deemed|always|yet|adequately|fully|a|are|were|is|was)\s){0,2}$",
    re.IGNORECASE,
)
# "None of these laws prescribed ...": the subject denies
_NONE = re.compile(r"\b(?:none|neither)\sof\s(?:\w+\s){0,3}(?:laws?|articles?|statutes?|provisions?|penalties)\s[^.;,]*$", re.IGNORECASE)
_CONTINUED_NOT = re.compile(r"^\s?,?\s?(?:or|nor)\b", re.IGNORECASE)
_SEX = re.compile(
    r"\bsex(?:ual)?\s(?:trafficking|exploitation|servitude|offenses)|\bforced\sprostitution|\bsex\s(?:and|or)\slabor", re.IGNORECASE
)
_LABOR = re.compile(r"\blabor\s(?:trafficking|exploitation)|\bforced\slabor|\bslavery\b|\bsex\s(?:and|or)\slabor\b", re.IGNORECASE)
_ONE_STATEMENT = 160  # characters between two halves of one judgement; more is another sentence's worth
_PENALTIES = re.compile(r"\bpenalt(?:y|ies)\b|\bpunishments?\b|\bwhich\b|\bthese\b|\bsentences\b|[;.]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Verdict:
    """One judgement at `start` of its sentence: `forms` are the topics that it is limited to, empty = all of its penalties."""

    start: int
    about: str
    holds: bool
    forms: frozenset[str]


def _forms(text: str) -> frozenset[str]:
    found = {topic for topic, pattern in (("sex_trafficking", _SEX), ("labor_trafficking", _LABOR)) if pattern.search(text)}
    return frozenset(found)


def _subject(text: str, end: int) -> str:
    """The words between the noun of the penalties and the judgement: "penalties for labor trafficking were"."""
    nouns = [match.start() for match in _PENALTIES.finditer(text, 0, end)]
    return text[nouns[-1] if nouns else max(0, end - 80) : end]


def read_verdicts(text: str) -> list[Verdict]:
    """The judgements of a sentence in order.

    >>> text = "These were sufficiently stringent and, for sex trafficking, not commensurate with rape."
    >>> [(v.about, v.holds, sorted(v.forms)) for v in read_verdicts(text)]
    [('sufficiently_stringent', True, []), ('commensurate', False, ['sex_trafficking'])]
    """
    if not HAS_VERDICT.search(text):
        return []
    found: list[Verdict] = []
    end, negated, forms = 0, False, frozenset[str]()
    for match in sorted([*_STRINGENT.finditer(text), *_COMMENSURATE.finditer(text)], key=re.Match.start):
        about = "commensurate" if match[0].lower() == "commensurate" else "sufficiently_stringent"
        before = text[max(end, match.start() - 60) : match.start()]
        no = bool(_NOT.search(before) or _NONE.search(before)) or match[0].lower().startswith(("insufficiently", "lack"))
        if found and text[end : match.start()].find(";") < 0 and len(text[end : match.start()]) < _ONE_STATEMENT:
            # the second half of "sufficiently stringent and, with respect to sex trafficking, commensurate"
            between = text[end : match.start()]
            no = no or (negated and bool(_CONTINUED_NOT.match(between)))
            forms = _forms(between) or forms
        else:
            forms = _forms(_subject(text, match.start()))
        found.append(Verdict(match.start(), about, not no, forms if len(forms) == 1 else frozenset()))
        end, negated = match.end(), no
    return found
