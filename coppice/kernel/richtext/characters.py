"""Characters that can be stored, shown and compared: no controls, one form for each letter."""

import re
import unicodedata

UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000))
    + "]"
)
SPACES = re.compile("[\t\n\x0b\x0c\r\x85\u2028\u2029 ]+")
EDGES = " \n\t\xa0\u200b\u2060"


def encodable(text: str) -> str:
    """The text without lone surrogates, which no database or network can carry."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def scrubbed(text: str) -> str:
    return text if text.isascii() and text.isprintable() else UNWANTED.sub("", text)


def composed(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def collapsed(text: str) -> str:
    """White space as a reader sees it: one space for any stretch of it."""
    return SPACES.sub(" ", text)


def is_blank(text: str) -> bool:
    return not text.strip(EDGES) or text.isspace()
