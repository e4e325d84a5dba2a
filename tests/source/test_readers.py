"""The contract that every reader keeps: bytes in, text out, ValueError with a reason; never another exception, never another text."""

import re
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from printed import printed

from pipeline.source.manifest import MEDIA_TYPES
from pipeline.source.read import READERS

TEXT = "DENMARK (Tier 1)\n\nThe Government of Denmark fully meets the minimum standards. In 2022, authorities identified 72 victims."
MAKERS = {
    "text/plain": lambda text: text.encode(),
    "text/html": lambda text: "".join(f"<p>{part}</p>" for part in text.split("\n\n")).encode(),
    "application/pdf": lambda text: printed(text.split("\n\n"), columns=1),
}

every_reader = pytest.mark.parametrize("media_type", sorted(READERS))


def test_every_format_has_a_reader_and_a_file_type():
    assert set(READERS) == set(MEDIA_TYPES.values()) == set(MAKERS)
    assert len({reader.name for reader in READERS.values()}) == len(READERS)


@every_reader
def test_a_reader_has_a_name_with_a_version_and_a_mend(media_type):
    reader = READERS[media_type]
    assert re.fullmatch(r"[a-z ]+ \d+", reader.name)
    assert reader.mend[0].isupper()
    assert not reader.mend.endswith(".")


@every_reader
def test_a_reader_gives_the_text_and_the_same_one_again(media_type):
    raw = MAKERS[media_type](TEXT)
    assert READERS[media_type].text(raw, None) == TEXT
    assert READERS[media_type].text(raw, None) == READERS[media_type].text(raw, "utf-8")


@every_reader
@pytest.mark.parametrize("raw", [b"\xff\xfe\x00\x81 neither text nor anything else", b"a\0b", b"\x89PNG\r\n\x1a\n\0\0"])
def test_a_reader_refuses_what_it_cannot_read(media_type, raw):
    with pytest.raises(ValueError, match=r"."):
        READERS[media_type].text(raw, None)


@every_reader
def test_a_reader_gives_no_text_for_no_bytes_or_refuses_them(media_type):
    with suppress(ValueError):
        assert READERS[media_type].text(b"", None) == ""


@every_reader
@settings(deadline=None, max_examples=60)
@given(noise=st.binary(max_size=40), at=st.floats(0, 1))
def test_a_damaged_file_is_read_or_refused_and_nothing_else(media_type, noise, at):
    raw = MAKERS[media_type](TEXT)
    place = int(at * len(raw))
    damaged = raw[:place] + noise + raw[place + len(noise) :]
    with suppress(ValueError):
        assert isinstance(READERS[media_type].text(damaged, None), str)
