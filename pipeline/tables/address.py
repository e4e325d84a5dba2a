"""Addresses of rows: the canonical order of facts and the row ids that follow from it.

Two runs give one fact the same id whatever order the engine found it in: the order is by place, then by content.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from typing import TypeVar

from pipeline.facts.model import Fact
from pipeline.narrative.model import Narrative, Sentence
from pipeline.tables.field import Cell, Row

F = TypeVar("F", bound=Fact)

# id() of a fact object to the id of its row: facts are mutable while the engine works, so they are no keys themselves
Ids = Mapping[int, str]


def sort_key(cell: Cell) -> tuple[int, str]:
    """A fixed order for the cells of one column, whatever their type: nulls first, then by spelling."""
    return (0, "") if cell is None else (1, str(cell))


def in_order(rows: Iterable[tuple[F, Row]]) -> list[tuple[F, Row]]:
    """Facts of one narrative with their cells, by place, then by their cells in column order."""
    return sorted(rows, key=lambda pair: (pair[0].start, pair[0].end, [sort_key(cell) for cell in pair[1].values()]))


def row_ids(narrative: Narrative, table: str, ordered: Iterable[tuple[int, int]]) -> list[str]:
    """One id per address; `ordered` is the canonical order of the table's rows within the narrative."""
    seen: dict[tuple[int, int], int] = {}
    ids = []
    for address in ordered:
        seen[address] = number = seen.get(address, 0) + 1
        start, end = address
        ids.append(f"{narrative.narrative_id}:{table}:{start}-{end}" + (f":{number}" if number > 1 else ""))
    return ids


def identify(narrative: Narrative, table: str, rows: Iterable[tuple[F, Row]]) -> list[tuple[str, F, Row]]:
    """Row id, fact and cells of each row of one table and narrative, in canonical order."""
    ordered = in_order(rows)
    ids = row_ids(narrative, table, [(fact.start, fact.end) for fact, _ in ordered])
    return [(row_id, fact, row) for row_id, (fact, row) in zip(ids, ordered, strict=True)]


def opening(narrative: Narrative, row_id: str, fact: Fact) -> Row:
    """The cells with which a fact row opens."""
    return {"row_id": row_id, "narrative_id": narrative.narrative_id, "section": fact.section, "sentence_id": fact.sentence_id}


def closing(narrative: Narrative, fact: Fact) -> Row:
    """The cells with which a fact row closes: address, quote, rule."""
    return {"char_start": fact.start, "char_end": fact.end, "quote": narrative.text[fact.start : fact.end], "rule": fact.rule}


def sentence_at(narrative: Narrative, start: int) -> Sentence | None:
    """The sentence that holds a character, None where it stands in a gap (heading, list marker, trailing line)."""
    index = bisect_right(narrative.sentences, start, key=lambda sentence: sentence.start) - 1
    if index < 0 or start >= narrative.sentences[index].end:
        return None
    return narrative.sentences[index]
