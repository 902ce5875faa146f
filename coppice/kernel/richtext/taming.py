"""What the parser is given: known tags, known attributes, bounded depth.

Pasted markup may be hostile by its shape alone (a hundred thousand nested boxes or attributes take a parser minutes).
This pass reads it once, in time linear in its length, and writes again only what a text may hold. Safety does not
rest on it: what it lets through is still parsed, cleaned and written anew.
"""

import re
from collections import Counter

from coppice.kernel.richtext.characters import encodable

MARKS = frozenset(
    "a span strong b em i cite dfn var u s strike del ins sub sup code kbd samp tt font q small big".split()
)
VOID = frozenset("br hr img".split())
ITEMS = frozenset("p li dt dd tr td th thead tbody tfoot caption figcaption".split())
BOXES = frozenset(
    "div section article aside header footer main nav address center details summary form fieldset legend dl "
    "h1 h2 h3 h4 h5 h6 ul ol blockquote pre table figure".split()
)
KNOWN = MARKS | VOID | ITEMS | BOXES
KEPT = frozenset("href src alt width height lang dir start colspan rowspan scope style class data-block".split())
DEEPEST = 60
LONGEST_VALUE = 4000

PIECE = re.compile(
    r"<!--(?:>|->|.*?(?:--!?>|\Z))"
    r"|<(?P<raw>script|style|title|xml)\b[^<>]*>.*?(?:</(?P=raw)\s*>|\Z)"
    r"|<[!?][^<>]*>"
    r"|<(?P<end>/?)(?P<tag>[a-zA-Z][^\s/<>]*)(?P<rest>(?:[^<>=]|=\s*\"[^\"]*\"|=\s*'[^']*'|=)*+)>"
    r"|<",
    re.DOTALL | re.IGNORECASE,
)
ATTRIBUTE = re.compile(r"([^\s=/\"'<>]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>]*)))?")


def tamed(html: str) -> str:
    return PIECE.sub(Taming().piece, encodable(html).replace("\0", ""))


class Taming:
    """Remembers which tags are open, and which were left out for being too deep."""

    def __init__(self) -> None:
        self.open: Counter[str] = Counter()
        self.left_out: Counter[str] = Counter()
        self.depth = 0

    def piece(self, match: re.Match[str]) -> str:
        if match[0] == "<":
            return "&lt;"
        tag = (match["tag"] or "").lower()
        if tag not in KNOWN:
            return ""
        return self.end(tag) if match["end"] else self.start(tag, match["rest"])

    def start(self, tag: str, rest: str) -> str:
        if tag not in VOID and tag not in ITEMS:
            if self.depth >= DEEPEST:
                self.left_out[tag] += 1
                return " " if tag in BOXES else ""
            self.open[tag] += 1
            self.depth += 1
        return f"<{tag}{attributes(rest)}>"

    def end(self, tag: str) -> str:
        if self.left_out[tag]:
            self.left_out[tag] -= 1
            return " " if tag in BOXES else ""
        if self.open[tag]:
            self.open[tag] -= 1
            self.depth -= 1
        return f"</{tag}>"


def attributes(rest: str) -> str:
    """Those a text may hold, once each, quoted."""
    if not rest or rest.isspace():
        return ""
    found: dict[str, str] = {}
    for name, double, single, bare in ATTRIBUTE.findall(rest):
        value = double or single.replace('"', "&quot;") or bare
        if (name := name.lower()) in KEPT and name not in found and len(value) <= LONGEST_VALUE:
            found[name] = value
    return "".join([f' {name}="{value}"' for name, value in found.items()])
