"""A document as a file: YAML that the reader reads, and that gives the same document again."""

from typing import Any

import yaml

from coppice.frameworks.tree import Plain

WIDTH = 110
LONG = 80
ORDER = (
    *("slug", "version", "id", "code", "name", "full_name", "keeper", "page", "mode", "language"),
    *("title", "level", "award", "kind", "marking", "in_each", "weight", "certainty", "says", "about", "note"),
    *("prompt", "reflects", "fits", "asks", "instances", "words", "least", "most", "by_scheme", "declares"),
    *("times", "examples", "count", "lead_after", "nominee", "third", "valid_years", "in_depth", "states"),
    *("passes", "next", "only_after", "at_least", "section", "of", "all_of", "including", "every", "either"),
    *("text", "questions", "pitfalls", "hints", "conflicts", "needs", "pathways", "facets", "guidance"),
    *("principles", "each", "sections", "rules", "grades", "outcomes", "steps", "assessors", "renewal", "unverified"),
)
_Dumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


class _Writer(_Dumper):  # type: ignore[misc]
    def ignore_aliases(self, data: object) -> bool:
        return True

    def text(self, text: str) -> yaml.Node:
        """Long texts as paragraphs; short ones quoted wherever they could be taken for anything but what they say."""
        style = ">" if len(text) > LONG else None
        node: yaml.Node = self.represent_scalar("tag:yaml.org,2002:str", text, style=style)
        return node


_Writer.add_representer(str, _Writer.text)


def write(document: Plain) -> bytes:
    """The file. Fields stand in the order of docs/frameworks.md, whatever order the database gave them."""
    places = {name: place for place, name in enumerate((*ORDER, *_own_codes(document)))}
    ordered = _ordered(document, places)
    text: str = yaml.dump(ordered, Dumper=_Writer, sort_keys=False, allow_unicode=True, width=WIDTH)
    return text.encode()


def _own_codes(document: Plain) -> list[str]:
    """The codes under which sections say something of each pathway and facet, in the order of those."""
    lists = [document.get(name) for name in ("pathways", "facets")] if isinstance(document, dict) else []
    entries = [entry for some in lists if isinstance(some, list) for entry in some if isinstance(entry, dict)]
    return [code for entry in entries if isinstance(code := entry.get("code"), str) and code not in ORDER]


def _ordered(part: Plain, places: dict[str, int]) -> Plain:
    if isinstance(part, dict):
        names = sorted(part, key=lambda name: places.get(name, len(places)))
        return {name: _ordered(part[name], places) for name in names}
    return [_ordered(one, places) for one in part] if isinstance(part, list) else part
