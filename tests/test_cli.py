"""The command as a user types it, in a process of its own where that matters."""

import csv
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli import app

ROOT = Path(__file__).parents[1]


def tipdata(*arguments, home=None):
    environment = {**os.environ, "COLUMNS": "200", "NO_COLOR": "1", "DAGSTER_HOME": str(home or "")}
    command = [sys.executable, "-c", "from pipeline.cli import app; app()", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=300)


@pytest.fixture(scope="module")
def released(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cli")
    result = tipdata("build", "--datasets", folder / "datasets", home=folder / "home")
    return folder / "datasets", result


def test_build_ends_with_a_readable_summary(released):
    datasets, result = released
    assert result.returncode == 0, result.stderr
    assert "1 narrative · checks: " in result.stdout
    assert f"Release 0.1.0 (first): {datasets / '0.1.0'}" in result.stdout
    assert " 0 failed" in result.stdout


def test_verify_finds_an_altered_file_and_names_it(released, tmp_path):
    import shutil

    copy = shutil.copytree(released[0], tmp_path / "copy", symlinks=True)
    assert CliRunner().invoke(app, ["verify", "--datasets", str(copy)]).exit_code == 0
    counts = copy / "0.1.0" / "counts.csv"
    counts.write_bytes(counts.read_bytes().replace(b"72", b"73", 1))
    result = CliRunner().invoke(app, ["verify", "0.1.0", "--datasets", str(copy)])
    assert result.exit_code == 1
    assert "counts.csv" in result.output


def test_show_prints_sentences_and_rows(released):
    result = CliRunner().invoke(app, ["show", "DNK-2023", "--datasets", str(released[0])], env={"COLUMNS": "200"})
    assert result.exit_code == 0
    assert "PROSECUTION" in result.output
    assert "statutory_penalty" in result.output


def test_explain_tells_sentence_rule_and_source(released):
    with (released[0] / "0.1.0" / "money.csv").open(encoding="utf-8", newline="") as handle:
        row = next(csv.DictReader(handle))
    with (released[0] / "0.1.0" / "narratives.csv").open(encoding="utf-8", newline="") as handle:
        source = next(csv.DictReader(handle))
    result = CliRunner().invoke(app, ["explain", row["row_id"], "--datasets", str(released[0])])
    assert result.exit_code == 0
    assert row["quote"] in result.output
    assert row["rule"] in result.output
    assert source["source_sha256"] in result.output
    unknown = CliRunner().invoke(app, ["explain", "DNK-2023:money:0-1", "--datasets", str(released[0])])
    assert unknown.exit_code == 1
    assert "DNK-2023:money:0-1" in unknown.stderr


def test_diff_of_a_release_with_itself_and_with_an_unknown_one(released):
    same = CliRunner().invoke(app, ["diff", "0.1.0", "0.1.0", "--datasets", str(released[0])])
    assert (same.exit_code, same.output.strip()) == (0, "Nothing differs.")
    unknown = CliRunner().invoke(app, ["diff", "0.1.0", "9.9.9", "--datasets", str(released[0])])
    assert unknown.exit_code == 1
    assert "9.9.9" in unknown.stderr


def test_sources_are_read_anew_without_a_release(released, tmp_path):
    from_sources = ["--sources", str(ROOT / "seeds"), "--datasets", str(tmp_path / "none")]
    shown = CliRunner().invoke(app, ["show", "DNK-2023", *from_sources], env={"COLUMNS": "200"})
    published = CliRunner().invoke(app, ["show", "DNK-2023", "--datasets", str(released[0])], env={"COLUMNS": "200"})
    assert shown.exit_code == 0
    assert shown.output == published.output
    gold = tmp_path / "gold" / "DNK-2023"
    gold.mkdir(parents=True)
    (gold / "money.csv").write_bytes((released[0] / "0.1.0" / "money.csv").read_bytes())
    result = CliRunner().invoke(app, ["evaluate", "--gold", str(gold.parent), *from_sources])
    assert result.exit_code == 0
    assert "unresolved numeric expressions: " in result.output
    assert not (tmp_path / "none").exists()


def test_evaluate_against_the_release_itself_is_full_agreement(released, tmp_path):
    gold = tmp_path / "gold" / "DNK-2023"
    gold.mkdir(parents=True)
    for table in ("counts", "money", "durations"):
        (gold / f"{table}.csv").write_bytes((released[0] / "0.1.0" / f"{table}.csv").read_bytes())
    result = CliRunner().invoke(app, ["evaluate", "--gold", str(gold.parent), "--datasets", str(released[0])])
    assert result.exit_code == 0
    assert "strict F1 over all tables: 1.000" in result.output
    with (gold / "counts.csv").open(encoding="utf-8", newline="") as handle:
        rows = list(csv.reader(handle))
    rows[1][rows[0].index("value")] = "987654"
    with (gold / "counts.csv").open("w", encoding="utf-8", newline="") as handle:
        csv.writer(handle).writerows(rows)
    result = CliRunner().invoke(app, ["evaluate", "--gold", str(gold.parent), "--datasets", str(released[0]), "--misses"])
    assert "strict F1 over all tables: 1.000" not in result.output
    assert "987654" in result.output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["verify", "--datasets", "nowhere"], "no release is published here"),
        (["show", "DNK-2023", "--datasets", "nowhere"], "build one first"),
        (["evaluate", "--gold", "nowhere", "--datasets", "nowhere"], "nowhere: it holds no folder of annotations"),
    ],
)
def test_what_is_missing_is_said_in_one_line(arguments, said, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 1
    assert said in result.stderr
    assert "Traceback" not in result.output


def test_a_bad_manifest_is_said_with_its_mend(tmp_path):
    (tmp_path / "sources.csv").write_text("iso3,report_year\nDNK,2019\n", encoding="utf-8")
    result = tipdata("build", "--sources", tmp_path, "--datasets", tmp_path / "out", home=tmp_path / "home")
    assert result.returncode == 1
    assert "the column path is missing" in result.stderr
    assert not (tmp_path / "out").exists()


def test_every_command_is_documented():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    names = [command.name or command.callback.__name__ for command in app.registered_commands]
    names += [
        f"{group.name} {one.name or one.callback.__name__}"
        for group in app.registered_groups
        for one in group.typer_instance.registered_commands
    ]
    for name in names:
        assert f"tipdata {name}" in readme


def test_fetch_brings_narratives_that_build_reads(tmp_path, monkeypatch):
    from serving import Reply, serving

    with serving() as site:
        base = "/reports/2023-trafficking-in-persons-report/"
        links = f'<a href="{base}denmark/">Denmark</a><a href="{base}freedonia/">Freedonia</a><a href="{base}norway/">Norway</a>'
        text = (ROOT / "seeds" / "narratives" / "2023" / "DNK.txt").read_text(encoding="utf-8")
        page = "<main>" + "".join(f"<p>{line}</p>" for line in text.splitlines()) + "</main>"
        site.replies |= {base: Reply(links.encode()), f"{base}denmark/": Reply(page.encode())}
        monkeypatch.setenv("TIPDATA_FETCH_HOSTS", site.host)
        sources = ["--sources", str(tmp_path / "in")]
        asked = ["fetch", "--year", "2023", "--country", "DNK", "--site", site.url("/reports"), *sources]
        one = CliRunner().invoke(app, asked)
        assert one.exit_code == 0, one.output
        assert "unknown: Freedonia" in one.output
        assert "1 new, 1 unknown" in one.output
        whole = CliRunner().invoke(app, [*asked[:3], *asked[5:]])
        assert whole.exit_code == 1
        assert "failed: NOR-2023: " in whole.output
        assert "HTTP 404" in whole.output
        assert "1 recent, 1 unknown, 1 failed" in whole.output
    shown = CliRunner().invoke(app, ["show", "DNK-2023", *sources], env={"COLUMNS": "200"})
    assert shown.exit_code == 0
    assert "72" in shown.output


def test_fetch_says_in_one_line_what_is_wrong(tmp_path):
    for asked, said in (
        (["--year", "1999"], "1999 is no year of a report"),
        (["--year", "2023", "--country", "Denmark"], "'Denmark' is no known country code"),
        (["--year", "2023", "--site", "http://127.0.0.1:9/reports"], "name it in TIPDATA_FETCH_HOSTS"),
    ):
        result = CliRunner().invoke(app, ["fetch", *asked, "--sources", str(tmp_path / "in")])
        assert result.exit_code == 1
        assert said in result.stderr
        assert "Traceback" not in result.output
