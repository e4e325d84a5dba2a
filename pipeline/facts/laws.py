"""Legal provisions that a narrative cites -> rows of the table `laws`: whose they are, what they are about, their penalty and its verdict.

Finding references is the matter of `mentions.legal`, reading penalties that of `facts.durations`, judgements that of `facts.verdict`.
Treaties and other international instruments belong to no jurisdiction and are no rows.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from pipeline.facts.duration_cues import pattern
from pipeline.facts.model import Duration, Law
from pipeline.facts.verdict import read_verdicts
from pipeline.mentions.legal import LegalMention, find_legal
from pipeline.narrative.model import Narrative, Sentence
from pipeline.normalize.territory import NATIONALITY, nationality, territories_in
from pipeline.vocabulary.load import alternation, load

_WORDS = load("laws")
_TOPICS: dict[str, dict[str, list[str]]] = _WORDS["topics"]
_INTERNATIONAL = frozenset(_WORDS["international"])
_NOUN = rf"(?:{alternation(_WORDS['named'])}|{alternation([noun.lower() for noun in _WORDS['named']])})"
_SMALL = r"(?:of|and|in|the|on|for|against|to|or|by)"
# "... of the Danish Penal Code", "... of Law 9 of 2009": the law that a provision belongs to
_OF_LAW = re.compile(
    rf"\s?(?:,\s)?(?:of|in|under)\s(?:the\s)?(?P<law>(?:[\w’'-]+\s){{0,9}}?(?:{_NOUN})\b(?:\s(?:No\.\s)?[\d/-]+(?:\sof\s\d{{4}})?)?(?:\s(?:{_SMALL}\s)+(?:[A-Z][\w’'-]+(?:\s{_SMALL})*\s?)+)?(?:\sof\s\d{{4}})?)"
)
_LAW_BEFORE = re.compile(
    rf"(?P<law>(?:(?:[A-Z][\w’'-]*|{_SMALL})\s)*(?:(?:[A-Z][\w’'-]*|criminal|penal|labor|family|immigration|anti-trafficking)\s)?{_NOUN})(?:,|['’]s)?\s(?:under\s|in\s)?$"
)
_CAPITALS_BEFORE = re.compile(rf"(?:(?:[A-Z][\w’'()-]*)\s(?:{_SMALL}\s){{0,2}})+$")
_NAMED = re.compile(rf"(?:[A-Z][\w’'-]+\s(?:{_SMALL}\s){{0,2}}){{1,10}}(?:{alternation(_WORDS['named'])})\b")
_CODE = re.compile(rf"\b(?:the\s)(?P<law>(?:[A-Z]\w+\s)?(?:{alternation(_WORDS['codes'])}))\b", re.IGNORECASE)
_GENERIC = re.compile(r"\bcriminal\b|\b(?:the|amended)\s")
_LONGEST_NAME = 140
_LEADING = re.compile(rf"^(?:(?:{_SMALL}|The|Under|In|A|An)\s)+")
_BRACKETS = str.maketrans("", "", "()")
_LIST_GAP = re.compile(r"[\s,]*(?:and|or|to|through|and/or)?\s?")
_ARTICLE = re.compile(r"^(?:The|the|Under|under|In|A|An|This|Its|While|Although|However)\s")
# a sentence without any of these cites no law and judges none
_LAW_SIGNS = (
    *("Law", "law", "Art", "art", "Act", "Sec", "sec", "Code", "code", "Decree", "decree", "Ordinance", "Chapter", "chapter"),
    *("Para", "para", "Constitution", "Proclamation", "§", "stringent", "commensurate"),
)
_AN_ACT = re.compile(r"act\b")
_PENALTY_SENTENCE = re.compile(
    r"\b(?:these|this|those|the|such|both|its)\s(?:\w+\s)?(?:articles?|sections?|laws?|acts?|provisions?|statutes?|crimes?|offenses?|code|penalt\w+|law['’]s|punishments?)\b|^(?:It|They|Penalties|Punishments)\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Cited:
    """One provision on its way to its rows."""

    start: int
    end: int
    sentence: Sentence
    law: str | None
    provision: str | None
    jurisdiction: str
    territory: str
    part: str
    rule: str
    topics: list[str | None] = field(default_factory=list)
    penalty: Duration | None = None


# Rows by jurisdiction and provision.
_Rows = dict[tuple[str, str], list[Law]]


def _topics(part: str) -> list[str | None]:
    """What a stretch of text says a provision is about: one topic, or several crimes."""
    if pattern(_WORDS["both"]).search(part):
        return ["sex_trafficking", "labor_trafficking"]
    firsts: list[tuple[int, str]] = []
    for name, entry in _TOPICS.items():
        found = pattern(entry["cues"]).search(part)
        if found is None:
            continue
        if "crime" not in entry and not firsts:
            return [name]
        if (
            "crime" in entry
            and (name != "trafficking" or not firsts)
            and (name != "prostitution" or not any(topic == "sex_trafficking" for _, topic in firsts))
        ):
            firsts.append((found.start(), name))
        elif not firsts:
            return [name]
    return [topic for _, topic in sorted(firsts)] or [None]


def _jurisdiction(law: str, iso3: str) -> str:
    """Whose law it is: a nation or territory that its name holds, else the narrative's country."""
    for territory in territories_in(law, iso3):
        return territory.code
    for match in NATIONALITY.finditer(law):
        found = nationality(match[0], iso3)
        if found:
            return found.code
    return iso3


def _singular(word: str) -> str:
    return word[:-1] if word.lower().endswith("s") and word != "§§" else word.rstrip("s") if word != "§§" else "§"


def _provision(text: str, mention: LegalMention) -> str:
    """Reads "Section 83" of "Sections 82(6) and 83"."""
    own = text[mention.start : mention.end]
    if own == mention.ident:
        return f"{_singular(mention.word).capitalize()} {mention.ident}"
    word = own[: len(own) - len(mention.ident or "")].strip()
    return f"{_singular(word)} {mention.ident}"


def _full_name(text: str, mention: LegalMention) -> tuple[int, str]:
    """Start and name of a numbered or dated law with the capitalized words before it."""
    floor = max(0, mention.start - _LONGEST_NAME)
    before = _CAPITALS_BEFORE.search(text[floor : mention.start]) if mention.rule != "dated-law" else None
    start = floor + before.start() if before else mention.start
    after = (
        re.match(rf"(?:\s{_SMALL}(?:\s{_SMALL})?\s(?:[A-Z][\w’'-]*))(?:\s(?:{_SMALL}\s)*[A-Z][\w’'-]*)*", text[mention.end :])
        if mention.rule == "dated-law"
        else None
    )
    name = text[start : mention.end + (after.end() if after else 0)]
    cut = _ARTICLE.match(name)
    return (start + cut.end(), name[cut.end() :]) if cut else (start, name)


def _cite(narrative: Narrative, sentence: Sentence, territory: str) -> list[_Cited]:
    """The provisions and laws that one sentence cites, in order."""
    text = sentence.text
    mentions = [m for m in find_legal(text, 0) if m.rule != "law-count"]
    cited: list[_Cited] = []
    swallowed: set[int] = set()

    def add(start: int, end: int, law: str | None, provision: str | None, rule: str) -> None:
        cited.append(_Cited(start, end, sentence, law, provision, _jurisdiction(law or "", narrative.iso3), territory, "", rule))

    waiting: list[LegalMention] = []
    for index, mention in enumerate(mentions):
        if mention.start in swallowed or mention.word in _INTERNATIONAL:
            continue
        if mention.rule != "provision":
            if mention.word in ("acts", "laws"):
                continue
            start, name = _full_name(text, mention)
            if (
                cited
                and cited[-1].provision is None
                and text[: mention.start].endswith("(")
                and mention.start - cited[-1].end < _LONGEST_NAME
            ):
                # "the 2003 Law on Smuggling (Law 137-03)" is one law with two names
                cited[-1].law = f"{text[cited[-1].start : mention.start - 1].strip()} ({name})"
                cited[-1].end = mention.end
                continue
            add(start, mention.end, name, None, mention.rule)
            continue
        waiting.append(mention)
        following = mentions[index + 1] if index + 1 < len(mentions) else None
        if following and following.rule == "provision" and _LIST_GAP.fullmatch(text[mention.end : following.start]):
            continue
        of = _OF_LAW.match(text, mention.end)
        law = of["law"] if of else None
        if of:
            swallowed |= {other.start for other in mentions if of.start() <= other.start < of.end()}
        elif before := _LAW_BEFORE.search(text[max(0, waiting[0].start - 120) : waiting[0].start]):
            law = _LEADING.sub("", before["law"])
        for one in waiting:
            if law is None or not any(word in law.lower().split() for word in _INTERNATIONAL):
                add(one.start, one.end, law, _provision(text, one), one.rule)
        waiting = []
    taken = [(c.start, c.end) for c in cited] + [(m.start, m.end) for m in mentions]
    for match in _NAMED.finditer(text):
        cut = _ARTICLE.match(match[0])
        start = match.start() + (cut.end() if cut else 0)
        if (
            " " in text[start : match.end()]
            and not any(start < high and low < match.end() for low, high in taken)
            and not any(match[0].endswith(c.law or "-") or (c.law or "") in match[0] for c in cited if c.law)
        ):
            add(start, match.end(), text[start : match.end()], None, "named-law")
    if not cited and pattern(_WORDS["verbs"]).search(text):
        for match in _CODE.finditer(text):
            if pattern(_WORDS["verbs"]).search(text, match.end(), min(len(text), match.end() + 40)):
                add(match.start("law"), match.end("law"), match["law"], None, "code-as-subject")
                break
    cited.sort(key=lambda c: c.start)
    return cited


def _parts(cited: list[_Cited]) -> None:
    """Give each citation the stretch of its sentence that speaks of it, and its topics."""
    for index, one in enumerate(cited):
        text = one.sentence.text
        group = index
        while group + 1 < len(cited) and re.fullmatch(
            r"[\s,]*(?:and|or|to|through)?\s?(?:the\s)?", text[cited[group].end : cited[group + 1].start]
        ):
            group += 1
        end = cited[group + 1].start if group + 1 < len(cited) else len(text)
        stop = re.search(r";|\bcommensurate\b|\bsufficiently\b", text[one.end : end])
        one.part = text[one.end : one.end + stop.start() if stop else end]
        one.topics = _topics(one.part)
        if one.topics == [None]:
            one.topics = _topics(text[max(0, one.start - 160) : one.start]) if index == 0 else cited[index - 1].topics
        if one.topics == [None] and one.law:
            one.topics = _topics(one.law)


def _same_law(one: str | None, other: str | None) -> bool:
    """Whether two names can be of one law: a citation without its law repeats the one before it, and criminal codes are penal codes."""
    if one is None or other is None:
        return True
    first, second = (set(_GENERIC.sub("penal", name.lower()).translate(_BRACKETS).split()) for name in (one, other))
    return first <= second or second <= first


def _with_penalties(cited: list[_Cited], penalties: list[Duration]) -> None:
    """Link each citation with the first penalty that follows it before another one's."""
    for index, one in enumerate(cited):
        base = one.sentence.start
        own = [p for p in penalties if p.start >= base + one.end]
        if not own:
            continue
        between = [c for c in cited[index + 1 :] if base + c.start < own[0].start]
        same_list = all(
            re.fullmatch(r"[\s,]*(?:and|or|to|through)?\s?(?:the\s)?", one.sentence.text[a.end : b.start])
            for a, b in zip([one, *between], between, strict=False)
        )
        if not between or same_list:
            one.penalty = own[0]


def _speaks_of_law(text: str) -> bool:
    return any(map(text.__contains__, _LAW_SIGNS)) or _AN_ACT.search(text) is not None


def read_laws(narrative: Narrative, durations: Sequence[Duration], territory: Callable[[Sentence, int], str]) -> list[Law]:
    """The provisions that a narrative cites, one row per provision and topic, at the place of their first citation.

    Args:
        narrative: the parsed narrative.
        durations: its rows of `durations`; penalties are linked with them.
        territory: the territory code that a narrative offset in a sentence speaks of.
    """
    by_sentence: dict[str, list[Duration]] = {}
    for duration in durations:
        if duration.kind == "statutory_penalty":
            by_sentence.setdefault(duration.sentence_id, []).append(duration)
    rows: _Rows = {}
    current: list[Law] = []
    paragraph = 0
    for sentence in narrative.sentences:
        if sentence.section in ("recommendations", "summary") or not _speaks_of_law(sentence.text):
            continue
        if sentence.paragraph != paragraph:
            current, paragraph = [], sentence.paragraph
        cited = _cite(narrative, sentence, territory(sentence, sentence.start))
        _parts(cited)
        penalties = by_sentence.get(sentence.sentence_id, [])
        _with_penalties(cited, penalties)
        made = [_row(rows, one, topic) for one in cited for topic in one.topics]
        if made:
            current = made if penalties or not _PENALTY_SENTENCE.search(sentence.text) else [*current, *made]
        elif penalties and _PENALTY_SENTENCE.search(sentence.text):
            for law in current:
                law.penalty = law.penalty or penalties[0]
        _judge(sentence, made or current)
    return sorted((law for same in rows.values() for law in same), key=lambda law: (law.start, law.end, law.topic or ""))


def _row(rows: _Rows, one: _Cited, topic: str | None) -> Law:
    """The row of a citation: a new one, or the earlier one of the same provision and topic."""
    same = rows.setdefault((one.jurisdiction, (one.provision or "").lower()), [])
    known = next((law for law in same if _same_law(law.law, one.law) and (law.topic == topic or topic in (None, "trafficking"))), None)
    if known is None or (one.provision is None and known.law is not None and one.law is None):
        base = one.sentence.start
        known = Law(
            base + one.start,
            base + one.end,
            one.sentence.sentence_id,
            one.sentence.section,
            one.territory,
            one.rule,
            one.law or next((law.law for law in same if one.provision and law.law), None),
            one.provision,
            one.jurisdiction,
            topic,
            one.penalty,
            None,
            None,
        )
        same.append(known)
    elif known.penalty is None:
        known.penalty = one.penalty
    known.law = known.law or one.law
    return known


def _judge(sentence: Sentence, laws: list[Law]) -> None:
    """Write the judgements of a sentence into the rows that it speaks of."""
    for verdict in read_verdicts(sentence.text):
        for law in laws:
            if law.sentence_id == sentence.sentence_id and law.start > sentence.start + verdict.start:
                continue
            if verdict.forms and law.topic not in verdict.forms:
                continue
            if verdict.about == "commensurate":
                law.commensurate = verdict.holds if law.commensurate is None else law.commensurate
            else:
                law.sufficiently_stringent = verdict.holds if law.sufficiently_stringent is None else law.sufficiently_stringent
