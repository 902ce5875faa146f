"""Words that candidates put above a part of a section, and how a bold line that serves as a heading looks."""

from __future__ import annotations

import re
from functools import cache

from coppice.kernel.languages import in_every_language
from coppice.portfolios.documents.book import WORDS

FACETS = {
    "description": (
        "description", "describe", "what i did", "what happened", "context", "background", "overview", "narrative",
    ),
    "evidence": ("evidence", "supporting evidence", "links to evidence", "evidence links", "what it shows"),
    "reflection": (
        "reflection", "reflections", "reflect", "reflective commentary", "what i learned", "what i learnt",
        "lessons learned",
        "so what", "critical reflection", "evaluation and reflection", "reflection and evaluation",
    ),
}  # fmt: skip
ALSO_CALLED = {
    "contextual statement": ("introduction", "about me", "biography", "my context", "career summary"),
    "declaration": ("confirmation", "confirmation and date", "statement of authenticity", "signed declaration"),
    "future plans": ("next steps", "development plan", "action plan", "looking ahead"),
    "specialist area": ("specialist option", "specialism", "specialist areas"),
    "advanced area": ("advanced areas", "advanced option"),
}
BESIDE = ("entries", "entries_here", "claims_here", "about")
STARTS_WITH_A_CODE = re.compile(
    r"^(?:(?:core|specialist|advanced)\s+(?:area|option)s?\b|section\s+\d|part\s+\d|area\s+\d|\d{1,2}\s?[a-z]?\s?[\).:\-–]|[a-z]\s?\)|\([a-z]\))",
    re.IGNORECASE,
)


def facet_of(words: str) -> str | None:
    """The facet a heading names, or None."""
    said = re.sub(r"[^a-z ]+", " ", words.lower())
    said = " ".join(said.split())
    for facet, names in FACETS.items():
        if said in names:
            return facet
    return None


def is_beside(words: str) -> bool:
    """Whether a document that Coppice wrote says under this heading what stands beside the texts."""
    return words.strip().lower() in _ours(BESIDE)


def is_contents(words: str) -> bool:
    return words.strip().lower() in _ours(("contents",)) | {"table of contents"}


def is_label(words: str) -> bool:
    return facet_of(words) is not None


def looks_like_heading(words: str, has_headings: bool) -> bool:
    """A short bold line: always when it starts with a code, otherwise only where a document has no real headings."""
    if not words or len(words) > 120 or words.endswith((".", ",", ";")):
        return False
    return bool(STARTS_WITH_A_CODE.match(words)) or (not has_headings and len(words.split()) <= 12)


@cache
def _ours(names: tuple[str, ...]) -> frozenset[str]:
    """How documents that Coppice made call these, in any of its languages."""
    return frozenset(said.lower() for name in names for said in in_every_language(WORDS[name]))
