"""A report's site, served from this machine: what is fetched, kept, asked for again, and reported."""

import csv
import json
from hashlib import sha256

import pytest
from printed import narrative, printed
from serving import Reply, serving

from pipeline.source.error import FetchError, ManifestError
from pipeline.source.fetch import fetch_report, fetch_year
from pipeline.source.index_page import Link, link_code, page_links
from pipeline.source.ledger import Ledger
from pipeline.source.manifest import read_manifest
from pipeline.source.read import collect

YEAR = 2023
BASE = f"/reports/{YEAR}-trafficking-in-persons-report"
COUNTRIES = {"denmark": ("Denmark", "DNK"), "cote-divoire": ("Cote d&#8217;Ivoire", "CIV"), "bahamas-the": ("Bahamas, The", "BHS")}


def page(name, cases=10, around=""):
    paragraphs = narrative(f"{name.upper()} (Tier 1)", name, YEAR, cases)
    body = "".join(f"<p>{one}</p>" for one in paragraphs)
    return f"<html><head><meta charset=utf-8>{around}</head><body><main>{body}</main></body></html>".encode()


def index(*more):
    links = [f'<li><a href="{BASE}/{slug}/">{name}</a></li>' for slug, (name, _) in COUNTRIES.items()]
    return Reply(f"<html><body><ul>{''.join((*links, *more))}</ul></body></html>".encode())


@pytest.fixture
def site():
    with serving() as running:
        running.replies[f"{BASE}/"] = index()
        for slug, (name, _) in COUNTRIES.items():
            running.replies[f"{BASE}/{slug}/"] = Reply(
                page(name), headers={"Content-Type": "text/html; charset=utf-8", "ETag": f'"{slug}"'}
            )
        yield running


def fetch(site, folder, **settings):
    manners = site.manners(**settings.pop("manners", {}))
    found = fetch_year(folder, YEAR, site=site.url("/reports"), manners=manners, **settings)
    return {one.name: one for one in found}


def states(found):
    return {name: one.state for name, one in found.items()}


def rows(folder):
    with (folder / "sources.csv").open(encoding="utf-8", newline="") as handle:
        return {row["narrative_id"]: row for row in csv.DictReader(handle)}


def test_a_report_comes_in_with_its_manifest(site, tmp_path):
    folder = tmp_path / "sources"
    told = []
    found = fetch(site, folder, progress=lambda *step: told.append(step))
    assert states(found) == {"DNK-2023": "new", "CIV-2023": "new", "BHS-2023": "new"}
    assert told[0] == (0, 3, "DNK-2023")
    assert told[-1] == (3, 3, "")
    row = rows(folder)["DNK-2023"]
    assert row["path"] == "narratives/2023/DNK.html"
    assert (folder / row["path"]).read_bytes() == page("Denmark")
    assert row["sha256"] == sha256(page("Denmark")).hexdigest()
    assert (row["iso3"], row["country"], row["report_year"], row["media_type"]) == ("DNK", "Denmark", "2023", "text/html")
    assert (row["url"], row["content_type"], row["etag"]) == (site.url(f"{BASE}/denmark/"), "text/html; charset=utf-8", '"denmark"')
    assert row["retrieved"].endswith("+00:00")
    assert row["publisher"]
    assert row["licence"]
    collection = collect(folder)
    assert not collection.set_aside
    assert [document.source.narrative_id for document in collection.documents] == ["BHS-2023", "CIV-2023", "DNK-2023"]
    assert collection.documents[2].text.startswith("DENMARK (Tier 1)\n")


def test_only_the_countries_asked_for_are_fetched(site, tmp_path):
    assert states(fetch(site, tmp_path, countries=["CIV"])) == {"CIV-2023": "new"}
    assert site.paths == [f"{BASE}/", f"{BASE}/cote-divoire/"]


def test_a_country_without_page_is_a_failure_with_its_reason(site, tmp_path):
    found = fetch(site, tmp_path, countries=["NOR", "DNK"])
    assert states(found) == {"NOR": "failed", "DNK-2023": "new"}
    assert "links to no page of Norway" in found["NOR"].why


def test_a_page_of_no_known_country_is_reported_not_guessed(site, tmp_path):
    site.replies[f"{BASE}/"] = index(f'<a href="{BASE}/freedonia/">Freedonia</a>', f'<a href="{BASE}/congo/">Congo</a>')
    found = fetch(site, tmp_path)
    assert {name for name, one in found.items() if one.state == "unknown"} == {"Freedonia", "Congo"}
    assert "no country has this name" in found["Freedonia"].why
    assert f"{BASE}/freedonia/" not in site.paths


def test_what_was_asked_for_within_a_day_is_not_asked_for_again(site, tmp_path):
    fetch(site, tmp_path)
    site.asked.clear()
    assert set(states(fetch(site, tmp_path)).values()) == {"recent"}
    assert site.paths == [f"{BASE}/"]


def test_304_keeps_what_is_there(site, tmp_path):
    fetch(site, tmp_path, countries=["DNK"])
    before = rows(tmp_path)["DNK-2023"]
    site.replies[f"{BASE}/denmark/"] = lambda headers: Reply(status=304 if headers.get("if-none-match") == '"denmark"' else 500)
    assert states(fetch(site, tmp_path, countries=["DNK"], again=True)) == {"DNK-2023": "unchanged"}
    after = rows(tmp_path)["DNK-2023"]
    assert after | {"checked": ""} == before | {"checked": ""}
    assert [path.name for path in (tmp_path / "narratives" / "2023").iterdir()] == ["DNK.html"]


def test_last_modified_serves_where_there_is_no_etag(site, tmp_path):
    day = "Thu, 15 Jun 2023 12:00:00 GMT"
    site.replies[f"{BASE}/denmark/"] = Reply(page("Denmark"), headers={"Content-Type": "text/html", "Last-Modified": day})
    fetch(site, tmp_path, countries=["DNK"])
    fetch(site, tmp_path, countries=["DNK"], again=True)
    assert "if-none-match" not in site.asked[-1].headers
    assert site.asked[-1].headers["if-modified-since"] == day


def test_a_page_that_changed_becomes_a_further_file_and_the_old_one_stays(site, tmp_path):
    fetch(site, tmp_path, countries=["DNK"])
    for cases, name in ((11, "DNK-2.html"), (12, "DNK-3.html")):
        site.replies[f"{BASE}/denmark/"] = Reply(page("Denmark", cases))
        found = fetch(site, tmp_path, countries=["DNK"], again=True)
        assert (found["DNK-2023"].state, found["DNK-2023"].why) == ("changed", f"narratives/2023/{name}")
        assert rows(tmp_path)["DNK-2023"]["path"] == f"narratives/2023/{name}"
    kept = {path.name: path.read_bytes() for path in (tmp_path / "narratives" / "2023").iterdir()}
    assert kept == {"DNK.html": page("Denmark"), "DNK-2.html": page("Denmark", 11), "DNK-3.html": page("Denmark", 12)}
    assert len(rows(tmp_path)) == 1


def test_a_page_whose_text_is_the_same_is_unchanged(site, tmp_path):
    fetch(site, tmp_path, countries=["DNK"])
    site.replies[f"{BASE}/denmark/"] = Reply(page("Denmark", around="<script>var token = 17</script>"))
    assert states(fetch(site, tmp_path, countries=["DNK"], again=True)) == {"DNK-2023": "unchanged"}
    assert rows(tmp_path)["DNK-2023"]["sha256"] == sha256(page("Denmark")).hexdigest()


def test_the_same_text_in_another_charset_leaves_the_file_and_its_charset(site, tmp_path):
    text = page("Côte d’Ivoire").decode().replace("<meta charset=utf-8>", "")
    for charset in ("windows-1252", "utf-8"):
        headers = {"Content-Type": f"text/html; charset={charset}"}
        site.replies[f"{BASE}/cote-divoire/"] = Reply(text.encode(charset), headers=headers)
        found = fetch(site, tmp_path, countries=["CIV"], again=True)
    assert states(found) == {"CIV-2023": "unchanged"}
    assert rows(tmp_path)["CIV-2023"]["content_type"] == "text/html; charset=windows-1252"
    assert "Côte d’Ivoire" in collect(tmp_path).documents[0].text


def test_a_file_that_was_damaged_or_lost_is_fetched_anew(site, tmp_path):
    fetch(site, tmp_path, countries=["DNK", "CIV"])
    (tmp_path / "narratives/2023/DNK.html").write_bytes(b"damaged")
    (tmp_path / "narratives/2023/CIV.html").unlink()
    fetch(site, tmp_path, countries=["DNK", "CIV"])
    assert "if-none-match" not in site.asked[-1].headers
    assert {row["path"] for row in rows(tmp_path).values()} == {"narratives/2023/DNK-2.html", "narratives/2023/CIV.html"}
    assert not collect(tmp_path).set_aside


def test_an_interrupted_run_goes_on_where_it_was(site, tmp_path):
    class Interrupted(BaseException):
        pass

    def stop(done, _all, _name):
        if done == 2:
            raise Interrupted

    with pytest.raises(Interrupted):
        fetch(site, tmp_path, progress=stop)
    assert set(rows(tmp_path)) == {"DNK-2023", "CIV-2023"}
    assert not collect(tmp_path).set_aside
    # the interruption may also come between a file and its row
    (tmp_path / "narratives/2023/BHS.html").write_bytes(page("Bahamas, The"))
    site.asked.clear()
    assert states(fetch(site, tmp_path)) == {"DNK-2023": "recent", "CIV-2023": "recent", "BHS-2023": "new"}
    assert site.paths == [f"{BASE}/", f"{BASE}/bahamas-the/"]
    assert rows(tmp_path)["BHS-2023"]["path"] == "narratives/2023/BHS.html"


BAD = {
    "error page": (Reply(b"<p>Access denied</p>"), "says nothing of trafficking"),
    "picture": (Reply(b"\x89PNG", headers={"Content-Type": "image/png"}), "is of the type image/png"),
    "no type": (Reply(page("Denmark"), headers={}), "that the server does not say"),
    "wrong charset": (
        Reply("<p>trafficking in Côte d’Ivoire</p>".encode("windows-1252"), headers={"Content-Type": "text/html; charset=utf-8"}),
        "cannot be decoded: byte",
    ),
    "gone": (Reply(status=404), "HTTP 404"),
    "down": (Reply(status=503), "did not answer after 2 attempts"),
    "oversize": (Reply(b"<p>trafficking</p>" * 100_000), "more than 100000 bytes"),
    "truncated": (Reply(page("Denmark"), cut=100), "did not answer after 2 attempts"),
    "forbidden host": (Reply(status=302, headers={"Location": "https://example.org/"}), "the host example.org:443 is not among"),
    "private address": (Reply(status=302, headers={"Location": "http://10.0.0.1/"}), "the host 10.0.0.1:80 is not among"),
}


@pytest.mark.parametrize(("reply", "why"), BAD.values(), ids=BAD)
def test_what_cannot_be_used_is_reported_and_the_others_come_in(site, tmp_path, reply, why):
    site.replies[f"{BASE}/denmark/"] = reply
    found = fetch(site, tmp_path, manners={"attempts": 2, "size": 100_000})
    assert states(found) == {"DNK-2023": "failed", "CIV-2023": "new", "BHS-2023": "new"}
    assert why in found["DNK-2023"].why
    assert site.url(f"{BASE}/denmark/") in found["DNK-2023"].why or "Location" in reply.headers
    assert "DNK-2023" not in rows(tmp_path)
    assert not list(tmp_path.rglob("DNK*"))


def test_a_bad_answer_leaves_what_was_good(site, tmp_path):
    fetch(site, tmp_path, countries=["DNK"])
    before = (tmp_path / "sources.csv").read_bytes()
    site.replies[f"{BASE}/denmark/"] = Reply(b"<p>Access denied</p>")
    assert states(fetch(site, tmp_path, countries=["DNK"], again=True)) == {"DNK-2023": "failed"}
    assert (tmp_path / "sources.csv").read_bytes() == before


def test_a_site_that_goes_down_is_left_alone(site, tmp_path):
    slugs = ["albania", "algeria", "andorra", "angola", "argentina", "armenia", "austria", "belgium"]
    links = "".join(f'<a href="{BASE}/{slug}/">{slug.title()}</a>' for slug in slugs)
    site.replies[f"{BASE}/"] = Reply(links.encode())
    found = fetch(site, tmp_path, manners={"attempts": 1})
    assert set(states(found).values()) == {"failed"}
    assert len(site.asked) == 1 + 5
    assert "not asked for after 5 failures in a row" in found["BEL-2023"].why


def test_rows_of_others_stay_as_they_are(site, tmp_path):
    (tmp_path / "mine.txt").write_text("DENMARK (Tier 1)\nMine.", encoding="utf-8")
    manifest = tmp_path / "sources.csv"
    manifest.write_text('note,iso3,report_year,path\n"a, b",DNK,2023,mine.txt\n,NOR,2023,mine.txt\n', encoding="utf-8")
    found = fetch(site, tmp_path)
    assert states(found) == {"DNK-2023": "kept", "CIV-2023": "new", "BHS-2023": "new"}
    assert "Take out the row" in found["DNK-2023"].why
    with manifest.open(encoding="utf-8", newline="") as handle:
        lines = list(csv.DictReader(handle))
    assert [(line["note"], line["iso3"], line["path"]) for line in lines[:2]] == [("a, b", "DNK", "mine.txt"), ("", "NOR", "mine.txt")]
    assert len(read_manifest(tmp_path).sources) == 4


def test_rows_that_are_written_while_pages_are_fetched_are_kept(site, tmp_path):
    def write(done, _all, _name):
        if done == 1:
            (tmp_path / "mine.txt").write_text("NORWAY (Tier 1)\nMine.", encoding="utf-8")
            with (tmp_path / "sources.csv").open("a", encoding="utf-8") as handle:
                handle.write("NOR-2023,NOR,Norway,2023,mine.txt,text/plain,,,,,,,,,\n")

    fetch(site, tmp_path, progress=write)
    assert set(rows(tmp_path)) == {"DNK-2023", "NOR-2023", "CIV-2023", "BHS-2023"}


def test_a_manifest_that_cannot_be_read_is_not_overwritten(site, tmp_path):
    (tmp_path / "sources.csv").write_bytes(b"path,iso3\n\xff,\n")
    with pytest.raises(ManifestError, match="Mend it or move it away"):
        fetch(site, tmp_path)
    assert (tmp_path / "sources.csv").read_bytes() == b"path,iso3\n\xff,\n"
    assert site.asked == []


@pytest.mark.parametrize(
    ("year", "countries", "why"),
    [(1999, (), "1999 is no year of a report"), (3000, (), "3000 is no year"), (2023, ["DENMARK"], "'DENMARK' is no known country code")],
)
def test_what_is_asked_wrongly_is_refused_before_any_request(site, tmp_path, year, countries, why):
    with pytest.raises(FetchError, match=why):
        fetch_year(tmp_path, year, countries=countries, site=site.url("/reports"), manners=site.manners())
    assert site.asked == []


def test_an_index_that_is_missing_or_names_no_country_is_an_error(site, tmp_path):
    site.replies[f"{BASE}/"] = Reply(b"<p>nothing here</p>")
    with pytest.raises(FetchError, match="links to no page of a country"):
        fetch(site, tmp_path)
    site.replies[f"{BASE}/"] = Reply(status=404)
    with pytest.raises(FetchError, match="HTTP 404"):
        fetch(site, tmp_path)
    assert not (tmp_path / "sources.csv").exists()


def test_a_country_page_may_be_a_pdf(site, tmp_path):
    raw = printed(narrative("DENMARK (Tier 1)", "Denmark", YEAR, 3), head="2023 TRAFFICKING IN PERSONS REPORT|{page}")
    site.replies[f"{BASE}/denmark/"] = Reply(raw, headers={"Content-Type": "application/pdf"})
    assert states(fetch(site, tmp_path, countries=["DNK"])) == {"DNK-2023": "new"}
    assert rows(tmp_path)["DNK-2023"]["path"] == "narratives/2023/DNK.pdf"
    assert collect(tmp_path).documents[0].text.startswith("DENMARK (Tier 1)\n\nThe Government of Denmark")


def test_a_whole_report_is_fetched_as_one_row(site, tmp_path):
    paragraphs = [*narrative("DENMARK (Tier 1)", "Denmark", 2011, 3), *narrative("NORWAY: TIER 2", "Norway", 2011, 4)]
    raw = printed(paragraphs, head="TRAFFICKING IN PERSONS REPORT 2011|{page}")
    site.replies["/2011.pdf"] = Reply(raw, headers={"Content-Type": "application/pdf"})
    found = fetch_report(tmp_path, 2011, site.url("/2011.pdf"), manners=site.manners())
    assert (found.name, found.state, found.why) == ("report-2011", "new", "reports/2011.pdf")
    assert [document.source.narrative_id for document in collect(tmp_path).documents] == ["DNK-2011", "NOR-2011"]
    assert fetch_report(tmp_path, 2011, site.url("/2011.pdf"), manners=site.manners()).state == "recent"
    assert fetch_report(tmp_path, 2011, site.url("/2011.pdf"), manners=site.manners(), again=True).state == "unchanged"


@pytest.mark.parametrize(
    ("reply", "why"),
    [
        (Reply(page("Denmark")), "is of the type text/html, not application/pdf"),
        (Reply(printed(["The police acted."]), headers={"Content-Type": "application/pdf"}), "none of its headers names a country"),
    ],
)
def test_what_is_no_report_is_refused(site, tmp_path, reply, why):
    site.replies["/2011.pdf"] = reply
    found = fetch_report(tmp_path, 2011, site.url("/2011.pdf"), manners=site.manners())
    assert found.state == "failed"
    assert why in found.why
    assert not (tmp_path / "sources.csv").exists()


def test_links_of_an_index_page():
    raw = """<a href="/r/2023/denmark/">Denmark</a> <a href="denmark#top">again</a> <a href="/r/2023/norway/"><img src=x></a>
        <a href="/r/2023/norway">Norway </a> <a href="/r/2023/">up</a> <a href="/r/2022/chad/">other year</a>
        <a href="https://elsewhere.example/r/2023/chad/">elsewhere</a> <a href="/r/2023/a/b/">below</a>
        <a href="/r/2023/mali/?print">print</a>
        <a href="mailto:x@example.org">mail</a> <a href="http://[bad/">bad</a> <a>none</a>
        <select><option value="">Choose</option><option value="/r/2023/peru/">Peru</option></select>"""
    links = page_links(raw.encode(), "https://site.example/r/2023/")
    assert [(link.name, link.slug) for link in links] == [("Denmark", "denmark"), ("Norway", "norway"), ("Peru", "peru")]
    assert links[0].url == "https://site.example/r/2023/denmark/"


@pytest.mark.parametrize(
    ("name", "slug", "code"),
    [
        ("Denmark", "denmark", "DNK"),
        ("Türkiye (Turkey)", "turkiye-turkey", "TUR"),
        ("Congo, Republic of the", "congo-republic-of-the", "COG"),
        ("Read more", "bahamas-the", "BHS"),
        ("The Bahamas", "page-17", "BHS"),
        ("Niger", "nigeria", None),
        ("Congo", "congo", None),
        ("Methodology", "methodology", None),
    ],
)
def test_the_country_of_a_link(name, slug, code):
    assert link_code(Link(name, slug, "")) == code


def test_no_manifest_is_ever_half_written(tmp_path, monkeypatch):
    ledger = Ledger(tmp_path)
    ledger.write({"narrative_id": "DNK-2023", "iso3": "DNK", "report_year": "2023", "path": "a"})
    before = ledger.path.read_bytes()

    def full(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        ledger.write({"narrative_id": "NOR-2023", "iso3": "NOR", "report_year": "2023", "path": "b"})
    assert ledger.path.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["sources.csv"]


def test_rates_and_pages_share_one_client(site, tmp_path):
    """The same patience, limits and allowed hosts hold for the Treasury's rates."""
    from datetime import date

    from pipeline.source.treasury import fetch_treasury

    site.replies["/rates"] = Reply(json.dumps({}).encode())
    with pytest.raises(FetchError, match="not among those that are fetched from"):
        fetch_treasury(tmp_path / "rates.json", date(2026, 1, 2), endpoint=site.url("/rates"))
