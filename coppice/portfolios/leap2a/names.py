"""Names in a Leap2A file: whichever generation wrote them, each becomes one short name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

ATOM = "http://www.w3.org/2005/Atom"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XHTML = "http://www.w3.org/1999/xhtml"
LEAP2 = "http://terms.leapspecs.org/"
CATEGORIES = "http://wiki.leapspecs.org/2A/categories/"
COPPICE = "urn:coppice:leap2a#"
VERSION = "http://www.leapspecs.org/2010-07/2A/"
LONGEST = 2000

ARCHIVED = r"^(?:https?://web\.archive\.org/web/\d+[a-z_]*/)?https?://"
FAMILIES = {
    "atom": re.compile(r"^http://(www\.w3\.org/2005/Atom|purl\.org/atom/ns#)$", re.IGNORECASE),
    "rdf": re.compile(r"^http://www\.w3\.org/1999/02/22-rdf-syntax-ns#?$"),
    "xhtml": re.compile(r"^http://www\.w3\.org/1999/xhtml/?$"),
    "leap2": re.compile(
        ARCHIVED + r"(terms\.leapspecs\.org(:80)?/?|wiki\.cetis\.ac\.uk/2009-03/leap2a_(predicates|types)#?)$",
        re.IGNORECASE,
    ),
    "mahara": re.compile(r"^https?://(wiki\.)?mahara\.org/.*LEAP_Extensions#?$", re.IGNORECASE),
    "coppice": re.compile(rf"^{COPPICE}$"),
    "thr": re.compile(r"^http://purl\.org/syndication/thread/1\.0$"),
    "dc": re.compile(r"^http://purl\.org/dc/(terms|elements/1\.1)/$"),
}
FULL = re.compile(
    ARCHIVED + r"(?:terms\.leapspecs\.org(?::80)?/|wiki\.cetis\.ac\.uk/2009-03/leap2a_(?:predicates|types)#)(\w+)$",
    re.IGNORECASE,
)
CURIE = re.compile(r"^([A-Za-z_][\w.\-]*):(?!//)(.*)$", re.DOTALL)
SAME_IN_MAHARA = re.compile(r"^(.*/export/leap/\d+/)\d+/(.+)$", re.DOTALL)
USUAL = {"leap": "leap2", "leap2": "leap2", "leaptype": "leap2"}


def family(namespace: str) -> str:
    return next((name for name, looks in FAMILIES.items() if looks.match(namespace)), "")


def short(tag: object) -> str:
    """`leap2:date` for a tag or an attribute in whatever namespace it was written; a stranger keeps its own name."""
    if not isinstance(tag, str):
        return ""
    namespace, _, local = tag.rpartition("}")
    known = family(namespace.lstrip("{"))
    return f"{known}:{local}" if known else local if not namespace else f"other:{local}"


def term(value: str, prefixes: Mapping[str | None, str]) -> str:
    """What a relation or a type says: `has_part` for Leap2A's own terms, anything else as it stands."""
    value = value.strip()
    if full := FULL.match(value):
        return full[1]
    if found := CURIE.match(value):
        known = family(prefixes.get(found[1], "")) or USUAL.get(found[1], "")
        return found[2] if known == "leap2" else value
    return value


def whole(identifier: str, prefixes: Mapping[str | None, str]) -> str:
    """An id or a reference in full, so that `portfolio:view3` and its long form are one."""
    identifier = unicodedata.normalize("NFC", " ".join(identifier.split()))[:LONGEST]
    found = CURIE.match(identifier)
    return prefixes[found[1]] + found[2] if found and found[1] in prefixes else identifier


def lasting(identifier: str) -> str:
    """The id without the moment of the export, by which the next export of the same account has it again."""
    found = SAME_IN_MAHARA.match(identifier)
    return found[1] + found[2] if found else identifier
