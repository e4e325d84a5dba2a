"""One narrative that breaks an invariant is set aside with its reason; the others go on."""

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from hand_made import entry

from pipeline.quality.gate import Readings, parse_documents, read_narratives, tabulate
from pipeline.source.model import Document, SetAside, Source

TEXT = """FREEDONIA (Tier 2)
The Government of Freedonia fully meets the minimum standards.
PROSECUTION
Police investigated 12 cases in 2018.
"""


def document(narrative_id, text):
    source = Source(2, narrative_id, "NOR", "Norway", 2019, Path(f"{narrative_id}.txt"), "text/plain")
    return Document(source, text, sha256(text.encode()).hexdigest(), "plain 1")


def test_texts_become_readings_and_earlier_refusals_stay():
    refused = SetAside("sources.csv", 3, "SWE-2019", "its file is missing", "Put it there")
    readings = read_narratives(parse_documents([document("NOR-2019", TEXT)], [refused]))
    assert readings.set_aside == (refused,)
    (made,) = readings.items
    assert made.reading.narrative.text == TEXT
    assert (made.source_sha256, made.reader) == (sha256(TEXT.encode()).hexdigest(), "plain 1")


def test_a_narrative_whose_rows_are_not_valid_is_left_out_of_every_table():
    sound, spoiled = entry(), entry("NOR", "Sylvania")
    labor = next(count for count in spoiled.reading.counts if count.exploitation == "labor")
    labor.part_of = replace(labor.part_of)  # an equal total that is no row of the narrative
    made = tabulate(Readings((sound, spoiled), ()))
    assert [refusal.narrative_id for refusal in made.set_aside] == ["NOR-2023"]
    assert "its facts are no valid rows" in made.set_aside[0].reason
    assert set(made.texts) == {"ABW-2023"}
    for name, table in made.tables.items():
        if "narrative_id" in table.schema.names:
            assert set(table["narrative_id"].to_pylist()) <= {"ABW-2023"}, name


def test_a_text_without_any_fact_goes_through():
    readings = read_narratives(parse_documents([document("NOR-2019", "Nothing is said here.")]))
    made = tabulate(readings)
    assert made.set_aside == ()
    assert made.tables["counts"].num_rows == 0
    assert made.texts == {"NOR-2019": "Nothing is said here."}
