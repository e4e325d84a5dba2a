"""The reader of text/plain: as stored, UTF-8 unless declared otherwise, a byte order mark apart; line ends and blanks stay as they are."""

from pipeline.source.charset import decode

NAME = "plain 1"


def read_plain(raw: bytes, charset: str | None = None) -> str:
    """The text of the bytes; raises ValueError with the reason where they are no text of the charset, or of UTF-8 where none is given."""
    text = decode(raw, (charset,))
    if (place := text.find("\0")) >= 0:
        raise ValueError(f"character {place} is NUL, so this is no text")
    return text
