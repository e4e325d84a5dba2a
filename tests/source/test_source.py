"""Manifests and files that are right, and every way in which they can be wrong."""

import csv
from hashlib import sha256
from pathlib import Path

import pytest

from pipeline.source.error import ManifestError
from pipeline.source.manifest import read_manifest
from pipeline.source.read import collect
from pipeline.vocabulary.countries import country_name

TEXT = "BURGUNDY (Tier 2)\nThe police investigated 12 cases."
SEEDS = Path(__file__).parents[2] / "seeds"


def folder(tmp_path, *rows, header="narrative_id,iso3,report_year,path,sha256,section,media_type", files=None):
    (tmp_path / "sources.csv").write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    for name, content in (files if files is not None else {"a.txt": TEXT.encode()}).items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


def test_seed_is_what_its_manifest_says():
    collection = collect(SEEDS)
    assert not collection.set_aside
    assert [document.source.narrative_id for document in collection.documents] == ["DNK-2023"]
    assert collection.documents[0].text.startswith("THE KINGDOM OF DENMARK (Tier 1)\n")


def test_only_three_columns_are_needed(tmp_path):
    collection = collect(folder(tmp_path, "DNK,2019,a.txt", header="iso3,report_year,path"))
    (document,) = collection.documents
    assert (document.source.narrative_id, document.source.country, document.text) == ("DNK-2019", "Denmark", TEXT)
    assert document.sha256 == sha256(TEXT.encode()).hexdigest()
    assert document.source.url is None


def test_text_is_kept_to_the_character_apart_from_a_byte_order_mark(tmp_path):
    raw = "\ufeff A\r\n\tB \u00a0\u2019 \U0001f600\n\n".encode()
    (document,) = collect(folder(tmp_path, "DNK-2019,DNK,2019,a.txt,,,", files={"a.txt": raw})).documents
    assert document.text == raw.decode()[1:]
    assert document.sha256 == sha256(raw).hexdigest()


def test_the_charset_of_a_row_goes_before_what_the_server_said(tmp_path):
    raw = "<p>Côte d’Ivoire</p>".encode("windows-1252")
    header = "iso3,report_year,path,media_type,content_type"
    made = folder(
        tmp_path,
        "CIV,2019,a.html,,text/html; charset=windows-1252",
        "CIV,2020,a.html,text/html; charset=windows-1252,text/html; charset=utf-8",
        "CIV,2021,a.html,,text/html; charset=utf-8",
        header=header,
        files={"a.html": raw},
    )
    collection = collect(made)
    assert [document.text for document in collection.documents] == ["Côte d’Ivoire"] * 2
    (refusal,) = collection.set_aside
    assert "byte 4 (0xf4) is no UTF-8" in refusal.reason
    assert refusal.mend == "Declare the page's charset in media_type, as in text/html; charset=windows-1252"


GOOD = "NOR-2019,NOR,2019,good.txt,,,"
REFUSED = [
    ("DNK-2019,DNK,2019,none.txt,,,", "the file none.txt is missing", {}),
    ("DNK-2019,DNK,2019,folder.txt,,,", "the file folder.txt cannot be read", {}),
    (f"DNK-2019,DNK,2019,a.txt,{'0' * 64},,", "the manifest says 000", {}),
    ("DNK-2019,DNK,2019,a.txt,abc,,", "is not 64 hexadecimal digits", {}),
    ("DNK-2019,DNK,2019,bad.txt,,,", "byte 3 (0xff) is no UTF-8", {"bad.txt": b"abc\xff"}),
    ("DNK-2019,DNK,2019,bad.txt,,,", "character 1 is NUL", {"bad.txt": b"a\0b"}),
    ("DNK-2019,DNK,2019,bad.txt,,,", "holds no text", {"bad.txt": b" \n\t"}),
    ("DNK-2019,DNK,2019,bad.txt,,,", "holds no text", {"bad.txt": b""}),
    ("DNK-2019,XYZ,2019,a.txt,,,", "'XYZ' is no known country code", {}),
    ("DNK-2019,dnk,2019,a.txt,,,", "'dnk' is no known country code", {}),
    ("DNK-2019,DNK,19,a.txt,,,", "'19' is no year of a report", {}),
    ("DNK-2019,DNK,1999,a.txt,,,", "'1999' is no year of a report", {}),
    ("DNK-2019,DNK,two,a.txt,,,", "'two' is no year of a report", {}),
    ("DNK-2019,DNK,2019,,,,", "path is empty", {}),
    ("DNK-2019,DNK,,a.txt,,,", "report_year is empty", {}),
    ("DNK-2019,,2019,a.txt,,,", "iso3 is empty", {}),
    ("DNK-2019,DNK", "path is empty", {}),
    ("DNK-2019,DNK,2019,../a.txt,,,", "leads out of the folder", {}),
    ("DNK-2019,DNK,2019,/etc/hostname,,,", "leads out of the folder", {}),
    ("../DNK,DNK,2019,a.txt,,,", "is no safe file name", {}),
    ("DNK-2019,DNK,2019,a.txt,,chapter,", "the section 'chapter' is unknown", {}),
    ("DNK-2019,DNK,2019,a.odt,,,", "the file type of 'a.odt' is unknown", {}),
    ("DNK-2019,DNK,2019,a.txt,,,audio/ogg", "there is no reader for audio/ogg", {}),
    ("NOR-2019,NOR,2019,a.txt,,,", "the narrative NOR-2019 stands in row 2 already", {}),
]


@pytest.mark.parametrize(("row", "reason", "files"), REFUSED)
def test_one_bad_row_is_set_aside_with_its_place_and_mend_and_the_others_go_on(tmp_path, row, reason, files):
    (tmp_path / "folder.txt").mkdir()
    collection = collect(folder(tmp_path, GOOD, row, files={"good.txt": TEXT.encode(), "a.txt": TEXT.encode(), **files}))
    assert [document.source.narrative_id for document in collection.documents] == ["NOR-2019"]
    (refusal,) = collection.set_aside
    assert reason in refusal.reason
    assert refusal.row == 3
    assert refusal.mend
    assert str(refusal).startswith(f"{tmp_path / 'sources.csv'}, row 3: ")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"iso3,report_year\nDNK,2019\n", "the column path is missing"),
        (b"", "the column path is missing"),
        (b"path,iso3,report_year\na\xff,DNK,2019\n", "byte 23 is no UTF-8"),
        (b'path,iso3,report_year\n"a.txt,DNK,2019\n', "unexpected end of data"),
    ],
)
def test_a_manifest_that_cannot_be_used_stops_everything(tmp_path, content, reason):
    (tmp_path / "sources.csv").write_bytes(content)
    with pytest.raises(ManifestError, match=reason):
        read_manifest(tmp_path)


def test_a_folder_without_manifest_says_what_is_missing(tmp_path):
    with pytest.raises(ManifestError, match=r"sources\.csv: there is no such file"):
        read_manifest(tmp_path)


def test_a_cell_may_hold_commas_line_breaks_and_na(tmp_path):
    header = "narrative_id,iso3,country,report_year,path"
    made = folder(tmp_path, 'NAM-2019,NAM,"Namibia,\nRepublic of",2019,a.txt', "CIV-2019,CIV,,2019,a.txt", header=header)
    names = {source.narrative_id: (source.country, source.row) for source in read_manifest(made).sources}
    assert names == {"CIV-2019": ("Côte d'Ivoire", 4), "NAM-2019": ("Namibia,\nRepublic of", 3)}


@pytest.mark.parametrize(("code", "name"), [("DNK", "Denmark"), ("XKX", "Kosovo"), ("SCG", "Serbia and Montenegro"), ("ZZZ", None)])
def test_country_names(code, name):
    assert country_name(code) == name


def test_the_manifest_of_the_seed_names_publisher_and_licence():
    with (SEEDS / "sources.csv").open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            assert row["publisher"]
            assert row["licence"]
