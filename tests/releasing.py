"""Content of releases made by hand, for the tests of this folder."""

from hand_made import entry

from pipeline.quality.verdict import Breach, Verdict
from pipeline.release.content import Content, texts_of
from pipeline.source.model import SetAside
from pipeline.tables.catalog import build_tables

VERDICT = Verdict("counts", "expect_parts_within_totals", "warning", passed=False, why="parts", breaches=(Breach("a", "b"),))


def content(*entries, set_aside=(), verdicts=(VERDICT,)):
    """What a build of these entries (by default: one) would release."""
    made = entries or (entry(),)
    return Content(build_tables(made), texts_of(made), tuple(set_aside), tuple(verdicts))


def refused(narrative_id="AFG-2023"):
    """A narrative that was set aside."""
    return SetAside("somewhere/sources.csv", 3, narrative_id, "its SHA-256 differs", "Fetch it again")


def tree(folder):
    """Every file below a folder with its bytes, links by their target."""
    return {
        path.relative_to(folder).as_posix(): f"-> {path.readlink()}" if path.is_symlink() else path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_symlink() or path.is_file()
    }
