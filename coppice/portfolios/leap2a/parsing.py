"""Bytes become a tree: nothing is fetched, nothing is defined, and what is merely untidy is repaired."""

from __future__ import annotations

import re
from html.entities import html5

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from lxml import etree

from coppice.kernel.refusals import Refusal
from coppice.portfolios.leap2a.names import short

MOST_BYTES = 32 * 1024**2
MOST_TAGS = 600_000
MOST_ATTRIBUTES = 300
XML_OWN = {"amp", "lt", "gt", "quot", "apos"}
MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
DECLARED = re.compile(r"^\s*<\?xml\b[^>]*?>", re.DOTALL)
ENCODING = re.compile(rb"^\s*<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._\-]+)", re.DOTALL)
LONG_TAG = re.compile(r"<[^<>]{1000,}")
FEED = re.compile(r"<(!DOCTYPE\s+)?(\w+:)?feed\b", re.IGNORECASE)
BEFORE_ROOT = re.compile(r"^(?:\s+|<!--.*?-->|<\?.*?\?>)*", re.DOTALL)
VERBATIM = re.compile(r"(<!\[CDATA\[.*?\]\]>)", re.DOTALL)
LOOSE = re.compile(r"&(#[xX][0-9A-Fa-f]{1,8};|#\d{1,8};|[A-Za-z][A-Za-z0-9]{1,31};)?")
IMPOSSIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
NOT_LEAP = gettext_lazy("This XML file is not a Leap2A export: it does not begin with a feed. Nothing was changed.")


def parsed(content: bytes) -> tuple[etree._Element, list[str]]:
    """The feed, and in words what had to be repaired. Raises Refusal."""
    if len(content) > MOST_BYTES:
        raise Refusal(
            _("The text of this export is longer than the {most} MB that we take in at once.").format(
                most=MOST_BYTES // 1024**2
            )
        )
    text, said = _decoded(content)
    text, repaired = _possible(DECLARED.sub("", text, count=1))
    if repaired:
        said.append(_("{n} characters that no text can hold were left out.").format(n=repaired))
    _check_shape(text)
    root = _tree("".join(part if n % 2 else LOOSE.sub(_mended, part) for n, part in enumerate(VERBATIM.split(text))))
    if short(root.tag) != "atom:feed":
        raise Refusal(NOT_LEAP)
    return root, said


def looks_like(start: bytes) -> bool:
    """Whether bytes begin as a feed does, whatever stands before it."""
    encoding = next((encoding for mark, encoding in MARKS if start.startswith(mark)), "latin-1")
    text = start.decode(encoding, "replace")
    return bool(FEED.match(_root(text)))


def _root(text: str) -> str:
    """The first letters that are neither space nor comment nor instruction."""
    found = BEFORE_ROOT.match(text)
    return text[found.end() : found.end() + 200] if found else text[:200]


def _decoded(content: bytes) -> tuple[str, list[str]]:
    """By its byte order mark, by what it says of itself, as UTF-8, or in the old Windows letters."""
    marked = next((encoding for mark, encoding in MARKS if content.startswith(mark)), "")
    named = ENCODING.match(content[:400])
    wanted = marked or (named[1].decode() if named else "utf-8")
    try:
        return content.decode(wanted), []
    except (UnicodeDecodeError, LookupError, ValueError):
        pass
    try:
        return content.decode("utf-8"), [
            _("It says that its letters are {encoding}, but they are UTF-8; we read them so.").format(
                encoding=wanted[:40]
            )
        ]
    except UnicodeDecodeError:
        said = _("It says that its letters are {encoding}, but they are not. Please check names with accents.").format(
            encoding=wanted[:40]
        )
        return content.decode("cp1252", "replace"), [said]


def _possible(text: str) -> tuple[str, int]:
    return IMPOSSIBLE.subn("", text)


def _check_shape(text: str) -> None:
    if _root(text).startswith("<!"):
        raise Refusal(
            _(
                "This export has definitions inside that ordinary exports never have, so we did not open it. Nothing "
                "was changed."
            )
        )
    if text.count("<") > MOST_TAGS or any(tag[0].count("=") > MOST_ATTRIBUTES for tag in LONG_TAG.finditer(text)):
        raise Refusal(_("This export has more parts than we take in at once. Please export fewer things at a time."))


def _mended(found: re.Match[str]) -> str:
    """`&nbsp;` and its like as the character they stand for; an `&` that begins nothing as itself."""
    name = (found[1] or "").rstrip(";")
    if name in XML_OWN:
        return found[0]
    if name.startswith("#"):
        number = int(name[2:], 16) if name[1] in "xX" else int(name[1:])
        return "" if number > 0x10FFFF or IMPOSSIBLE.match(chr(number)) else found[0]
    character = html5.get(f"{name};")
    return character if character and character not in "<>&" else f"&amp;{found[1] or ''}"


def _tree(text: str) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        return etree.fromstring(text.strip().encode("utf-8"), parser)
    except etree.XMLSyntaxError as error:
        if not text.rstrip().endswith(">") or "EndTag" in str(error) or "Premature end" in str(error):
            raise Refusal(
                _(
                    "This export ends in the middle, so a part of it is missing. Nothing was changed; please make the "
                    "export again, or download it once more."
                )
            ) from error
        raise Refusal(
            _(
                "This export is not written properly (line {line}), so we could not read it. Nothing was changed; "
                "please make the export again."
            ).format(line=error.lineno or 1)
        ) from error
