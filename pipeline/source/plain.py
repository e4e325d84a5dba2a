"""The reader of text/plain: UTF-8 as stored, a leading byte order mark apart; line ends and blanks stay as they are."""

NAME = "plain 1"


def read_plain(raw: bytes) -> str:
    """The text of the bytes; raises ValueError with the reason where they are no UTF-8 text."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError(f"byte {error.start} (0x{raw[error.start]:02x}) is no UTF-8") from error
    if (place := text.find("\0")) >= 0:
        raise ValueError(f"character {place} is NUL, so this is no text")
    return text
