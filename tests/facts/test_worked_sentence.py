"""The worked sentence of the documentation gives the rows that stand there."""

from pathlib import Path

from fragment import reading_of

PAGE = (Path(__file__).parents[2] / "docs" / "how-a-sentence-becomes-rows.md").read_text(encoding="utf-8")


def test_the_page_shows_what_is_read():
    (sentence,) = [line[2:] for line in PAGE.splitlines() if line.startswith("> ")]
    shown = [[cell.strip() for cell in line.strip("|").split("|")] for line in PAGE.splitlines() if line.startswith("|")][2:]
    read = [
        [
            sentence[count.start : count.end],
            str(count.value),
            count.indicator,
            count.unit,
            count.sex,
            count.age,
            str(count.period.start.year),
            str(count.part_of.value) if count.part_of else "",
            count.rule,
        ]
        for count in reading_of(sentence, year=2023).counts
    ]
    assert read == shown
