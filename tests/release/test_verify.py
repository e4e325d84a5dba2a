"""Every fault of a release is found and named: a flipped bit, a removed row, an edited cell, a swapped or missing file."""

import json
import threading
from functools import partial
from hashlib import sha256
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.release.verify import content_sha256, verify


def flip(path):
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))


def swap(folder):
    one, two = folder / "counts.csv", folder / "money.csv"
    first = one.read_bytes()
    one.write_bytes(two.read_bytes())
    two.write_bytes(first)


DAMAGE = {
    "a flipped bit": (lambda folder: flip(folder / "money.parquet"), "money.parquet"),
    "a flipped bit in a text": (lambda folder: flip(folder / "texts" / "ABW-2023.txt"), "texts/ABW-2023.txt"),
    "a missing file": (lambda folder: (folder / "counts.csv").unlink(), "counts.csv"),
    "a file that is not listed": (lambda folder: (folder / "more.csv").write_text("a"), "more.csv"),
    "swapped files": (swap, "counts.csv"),
    "an edited checksum": (lambda folder: flip(folder / "SHA256SUMS"), "SHA256SUMS"),
    "a broken description": (lambda folder: (folder / "datapackage.json").write_text("{"), "datapackage.json"),
}


@pytest.mark.parametrize(("damage", "named"), DAMAGE.values(), ids=DAMAGE)
def test_damage_is_an_error_that_names_the_file(datasets, damage, named):
    damage(datasets / "0.1.0")

    assert named in {finding.file for finding in verify(datasets).errors}


def reseal(datasets):
    """Bring checksums and index in line with the files, as a forger would: only what the files say can tell now."""
    folder = datasets / "0.1.0"
    sums = "".join(
        f"{sha256((folder / line[66:]).read_bytes()).hexdigest()}  {line[66:]}\n"
        for line in (folder / "SHA256SUMS").read_text().splitlines()
    )
    (folder / "SHA256SUMS").write_text(sums)
    index = json.loads((datasets / "index.json").read_text())
    index["releases"][0]["sha256sums"] = sha256(sums.encode()).hexdigest()
    (datasets / "index.json").write_text(json.dumps(index))


def rewrite(folder, table, change, *, restate=True):
    """Write a table's Parquet file changed, and let datapackage.json state its content as it is now."""
    path = folder / f"{table}.parquet"
    changed = change(pq.read_table(path))
    pq.write_table(changed, path)
    if restate:
        package = json.loads((folder / "datapackage.json").read_text())
        next(one for one in package["resources"] if one["name"] == table)["content_sha256"] = content_sha256(changed)
        (folder / "datapackage.json").write_text(json.dumps(package))


def put(column, row, value):
    """A change of one cell."""

    def change(table):
        place = table.column_names.index(column)
        field = table.schema.field(place)
        coded = pa.types.is_dictionary(field.type)
        values = table[column].to_pylist()
        values[row] = value
        made = pa.array(values, type=field.type.value_type if coded else field.type)
        return table.set_column(place, field, made.dictionary_encode() if coded else made)

    return change


def edit(folder, table, old, new):
    path = folder / f"{table}.csv"
    content = path.read_bytes().decode()
    assert old in content
    path.write_bytes(content.replace(old, new, 1).encode())


FORGERIES = {
    "an edited CSV cell": (lambda folder: edit(folder, "counts", ",10,10,10,", ",99,10,10,"), "counts.csv", "value is '99'"),
    "a row removed from CSV": (
        lambda folder: (folder / "money.csv").write_bytes((folder / "money.csv").read_bytes().splitlines(keepends=True)[0]),
        "money.csv",
        "has 0 rows",
    ),
    "a row removed from Parquet": (lambda folder: rewrite(folder, "counts", lambda table: table.slice(1)), "counts.csv", "rows"),
    "content that is not as stated": (
        lambda folder: rewrite(folder, "counts", put("value", 0, 11), restate=False),
        "counts.parquet",
        "content",
    ),
    "a key that stands twice": (
        lambda folder: rewrite(folder, "counts", lambda table: put("row_id", 1, table["row_id"][0].as_py())(table)),
        "counts.parquet",
        "2 times",
    ),
    "a total that is no row": (lambda folder: rewrite(folder, "counts", put("part_of", 1, "nowhere")), "counts.parquet", "'nowhere'"),
    "a fact that is no row": (
        lambda folder: rewrite(folder, "mention_facts", put("fact_row_id", 0, "nowhere")),
        "mention_facts.parquet",
        "'nowhere' is no row of counts",
    ),
    "a quote that is not there": (lambda folder: rewrite(folder, "money", put("char_start", 0, 3)), "money.parquet", "is not"),
    "a code that is not declared": (lambda folder: rewrite(folder, "counts", put("status", 0, "maybe")), "counts.parquet", "'maybe'"),
    "a column gone": (lambda folder: rewrite(folder, "counts", lambda table: table.drop_columns(["status"])), "counts.parquet", "status"),
}


@pytest.mark.parametrize(("forge", "named", "message"), FORGERIES.values(), ids=FORGERIES)
def test_a_forgery_with_fresh_checksums_is_found_by_what_the_files_say(datasets, forge, named, message):
    forge(datasets / "0.1.0")
    reseal(datasets)

    assert [finding for finding in verify(datasets).errors if finding.file == named and message in finding.message]


def test_parts_that_exceed_their_total_are_the_source_s_own_and_a_warning(datasets):
    def change(table):
        return put("value", 1, 9)(put("value_high", 0, 10)(table))

    rewrite(datasets / "0.1.0", "counts", change)
    reseal(datasets)

    assert [finding.level for finding in verify(datasets).findings if "sum to 15" in finding.message] == ["warning"]


def test_a_release_that_is_not_there_is_said_with_those_that_are(datasets, tmp_path):
    with pytest.raises(ValueError, match=r"no release 9\.9\.9; there are 0\.1\.0"):
        verify(datasets, "9.9.9")
    with pytest.raises(ValueError, match="no release is published here"):
        verify(tmp_path)
    with pytest.raises(ValueError, match="ftp"):
        verify("ftp://example.org/datasets")


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder and says nothing."""

    def log_message(self, *_):
        """Print no line per request."""


@pytest.fixture
def served(datasets):
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(datasets)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_release_on_a_web_server_is_checked_in_the_same_way(datasets, served):
    assert verify(served).findings == ()
    assert verify(f"{served}/", "0.1.0").files > 40

    flip(datasets / "0.1.0" / "money.csv")
    (datasets / "0.1.0" / "laws.csv").unlink()

    assert {"money.csv", "laws.csv"} <= {finding.file for finding in verify(served).errors}


def test_content_hashes_do_not_depend_on_chunks_or_dictionaries(release):
    table = pq.read_table(release / "counts.parquet")
    plain = table.cast(table.schema.set(2, table.schema.field(2).with_type(table.schema.field(2).type.value_type)))

    assert content_sha256(plain) == content_sha256(table)
    assert content_sha256(table.slice(1)) != content_sha256(table)
