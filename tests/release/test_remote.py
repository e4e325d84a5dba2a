"""Releases on S3, against moto's server on this machine; published files read by range requests over HTTP."""

import json
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from urllib.request import Request, urlopen

import pandas as pd
import pytest
from hand_made import entry

from pipeline.release.diff import diff
from pipeline.release.error import RefusedError, ReleaseError
from pipeline.release.publish import open_store, plan, publish
from pipeline.release.verify import verify

moto = pytest.importorskip("moto.server")
pytest.importorskip("s3fs")
ADDRESS = "s3://bucket/tipdata"


@pytest.fixture
def bucket(monkeypatch):
    """A fresh server with one bucket; its client."""
    import boto3
    import s3fs

    server = moto.ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    for name, value in {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",  # moto takes any
        "AWS_REGION": "us-east-1",
        "AWS_DEFAULT_REGION": "us-east-1",
    }.items():
        monkeypatch.setenv(name, value)
    s3fs.S3FileSystem.clear_instance_cache()
    urlopen(Request(f"http://{host}:{port}/moto-api/reset", method="POST")).close()
    client = boto3.client("s3")
    client.create_bucket(Bucket="bucket")
    yield client
    s3fs.S3FileSystem.clear_instance_cache()
    server.stop()


def keys(client):
    return sorted(
        item["Key"] for page in client.get_paginator("list_objects_v2").paginate(Bucket="bucket") for item in page.get("Contents", [])
    )


def test_releases_on_s3_are_made_compared_and_verified_as_on_a_disk(bucket, contents, release):
    first = publish(contents(entry()), ADDRESS)
    assert (first.version, first.new, first.location) == ("0.1.0", True, f"{ADDRESS}/0.1.0")
    assert bucket.get_object(Bucket="bucket", Key="tipdata/latest/counts.csv")["Body"].read() == (release / "counts.csv").read_bytes()
    before = keys(bucket)

    assert publish(contents(entry()), ADDRESS).new is False
    assert plan(contents(entry(), entry("AFG")), ADDRESS).version == "0.1.1"
    assert keys(bucket) == before
    second = publish(contents(entry(), entry("AFG")), ADDRESS)

    assert (second.version, second.new) == ("0.1.1", True)
    assert verify(ADDRESS).findings == ()
    assert verify(ADDRESS, "0.1.0").ok
    assert {change.change for change in diff(ADDRESS, "0.1.0", "0.1.1", table="counts")} == {"row_added"}
    with pytest.raises(RefusedError, match="AFG-2023"):
        publish(contents(entry()), ADDRESS)


def test_a_damaged_object_is_named(bucket, contents):
    publish(contents(entry()), ADDRESS)
    bucket.put_object(Bucket="bucket", Key="tipdata/0.1.0/money.csv", Body=b"nothing")
    bucket.put_object(Bucket="bucket", Key="tipdata/0.1.0/more.csv", Body=b"more")

    assert {"money.csv", "more.csv"} == {finding.file for finding in verify(ADDRESS).errors}


def test_the_index_is_the_last_object_and_an_upload_that_stops_is_not_listed(bucket, contents, monkeypatch):
    publish(contents(entry()), ADDRESS)
    system = open_store(ADDRESS)._system  # fsspec gives every store of one address the same one
    upload = system.pipe_file
    written = []
    room = [20]

    def stops(path, value, **more):
        if len(written) == room[0]:
            raise OSError("the connection was lost")
        written.append(path)
        return upload(path, value, **more)

    monkeypatch.setattr(system, "pipe_file", stops)
    with pytest.raises(ReleaseError, match="connection was lost"):
        publish(contents(entry(), entry("AFG")), ADDRESS)

    index = json.loads(bucket.get_object(Bucket="bucket", Key="tipdata/index.json")["Body"].read())
    assert [one["version"] for one in index["releases"]] == ["0.1.0"]
    assert verify(ADDRESS).ok
    room[0] = -1
    assert publish(contents(entry(), entry("AFG")), ADDRESS).version == "0.1.1"
    assert written[-1].endswith("tipdata/index.json")
    assert verify(ADDRESS).ok


@pytest.mark.usefixtures("bucket")
def test_a_build_that_finds_another_s_release_gives_up(contents):
    publish(contents(entry()), ADDRESS)
    store = open_store(ADDRESS)
    index = store.index()
    staged = store.stage()
    (staged / "SHA256SUMS").write_text("")
    publish(contents(entry(), entry("AFG")), ADDRESS)

    with pytest.raises(ReleaseError, match="another build"):
        store.promote(staged, "0.1.9", index)

    assert verify(ADDRESS).version == "0.1.1"


class Ranged(SimpleHTTPRequestHandler):
    """Serves a folder, parts of files too, and counts how they were asked for."""

    parts: list[str]

    def log_message(self, *_):
        """Print no line per request."""

    def do_GET(self):
        asked = self.headers.get("Range")
        if asked is None:
            super().do_GET()
            return
        self.parts.append(asked)
        with open(self.translate_path(self.path), "rb") as file:  # noqa: PTH123 - the server gives the path as text
            content = file.read()
        first, _, last = asked.removeprefix("bytes=").partition("-")
        start = int(first) if first else len(content) - int(last)
        stop = min(int(last) + 1 if first and last else len(content), len(content))
        self.send_response(206)
        self.send_header("Content-Range", f"bytes {start}-{stop - 1}/{len(content)}")
        self.send_header("Content-Length", str(stop - start))
        self.send_header("Accept-Ranges", "bytes")
        self.end_headers()
        self.wfile.write(content[start:stop])


@pytest.fixture
def served(release):
    parts = []
    handler = type("Counted", (Ranged,), {"parts": parts})
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(release)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", parts
    server.shutdown()
    server.server_close()


def test_pandas_reads_a_published_table_over_http(served, release):
    address, _ = served

    expected = pd.read_parquet(release / "counts.parquet")

    pd.testing.assert_frame_equal(pd.read_parquet(f"{address}/counts.parquet"), expected)
    columns = pd.read_csv(f"{address}/counts.csv", keep_default_na=False)[["row_id", "status"]]
    assert columns["row_id"].tolist() == expected["row_id"].tolist()


def test_a_part_of_a_published_table_is_read_by_range_requests(served, release):
    import fsspec
    import pyarrow.parquet as pq

    address, parts = served
    with fsspec.open(f"{address}/counts.parquet", block_size=4096).open() as file:
        found = pq.ParquetFile(file).read(columns=["value"], use_threads=False)

    assert found.equals(pq.read_table(release / "counts.parquet", columns=["value"], use_threads=False))
    assert parts, "the file was asked for in parts"
