"""The text of an item: made clean, its pictures pointed at the files beside it, and what was left out named."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from html import escape

from django.utils.translation import gettext_noop
from lxml import etree
from lxml import html as markup

from coppice.kernel.richtext import clean, plain
from coppice.portfolios.leap2a.items import Fact, Relation
from coppice.portfolios.leap2a.names import term, whole

LEFT_OUT = {
    "script": "a script", "style": "a style sheet", "object": "an embedded object", "embed": "an embedded object",
    "iframe": "an embedded page", "applet": "a program", "form": "a form", "input": "a form's field",
    "textarea": "a form's field", "select": "a form's field", "button": "a button", "video": "a video",
    "audio": "a recording", "svg": "a drawing", "math": "a formula", "canvas": "a drawing", "template": "a template",
}  # fmt: skip
ADDRESSES = ("src", "data", "action", "href", "poster")
SCHEME = re.compile(r"^\s*([a-zA-Z][\w+.\-]*):")
WEB = ("http", "https", "mailto")
MOST_SAID = 20


@dataclass
class Reading:
    """One text on its way in. `file_for` answers with the file's id for an address or for an item that is a file."""

    prefixes: Mapping[str | None, str]
    file_for: Callable[[str], str | None]
    facts: list[Fact] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)

    def text(self, element: etree._Element) -> str:
        """The clean HTML of an Atom text, whatever type it says it is."""
        kind = element.get("type", "text").lower()
        if kind in {"text", "text/plain"} and not len(element):
            return clean(paragraphs(element.text or ""))
        if kind == "xhtml" or len(element):
            return self._settled(_plain_tree(element))
        return self.html(element.text or "")

    def html(self, written: str) -> str:
        if not written.strip():
            return ""
        try:
            page = markup.fragment_fromstring(written, create_parent="div")
        except (etree.ParserError, etree.XMLSyntaxError, ValueError):
            return clean(paragraphs(written))
        return self._settled(page)

    def _settled(self, tree: etree._Element) -> str:
        for element in list(tree.iter()):
            if isinstance(element.tag, str):
                self._visit(element)
        for what, count in self.left_out.items():
            often = f", {count} times" if count > 1 else ""
            self.facts.append(Fact(gettext_noop("Left out of the text"), f"{what}{often}", known=False))
        self.left_out.clear()
        return clean(etree.tostring(tree, encoding="unicode", method="html"))

    def _visit(self, element: etree._Element) -> None:
        if element.tag in LEFT_OUT:
            self._leave_out(element)
        elif element.tag == "img":
            self._picture(element)
        elif element.tag == "a":
            self._link(element)

    def _leave_out(self, element: etree._Element) -> None:
        """What a text cannot hold: said, with the address it came from where there is one."""
        what = LEFT_OUT[str(element.tag)]
        address = next((element.get(name, "") for name in ADDRESSES if element.get(name)), "")
        if address and len(self.facts) < MOST_SAID:
            self.facts.append(Fact(gettext_noop("Left out of the text"), f"{what}: {address[:500]}", known=False))
        else:
            self.left_out[what] += 1

    def _picture(self, element: etree._Element) -> None:
        address = element.get("src") or element.get("href") or ""
        alt = " ".join((element.get("alt") or "").split())
        self._note_relation(element)
        if file := self.file_for(address):
            element.attrib.clear()
            element.set("src", f"/files/{file}/")
            element.set("alt", alt)
            return
        element.attrib.clear()
        element.tag = "a" if _is_web(address) else "em"
        if element.tag == "a":
            element.set("href", address)
        element.text = f"[Picture{': ' + alt if alt else ''}]"
        if address and not _is_web(address):
            self.facts.append(Fact(gettext_noop("Picture that was not in the export"), address[:500], known=False))

    def _link(self, element: etree._Element) -> None:
        address = element.get("href", "")
        self._note_relation(element)
        if address and (file := self.file_for(address)):
            element.set("href", f"/files/{file}/")
        elif (scheme := SCHEME.match(address)) and scheme[1].lower() not in WEB:
            del element.attrib["href"]
            if scheme[1] not in self.prefixes:
                self.left_out[f"an address that begins with “{scheme[1][:20]}:”"] += 1

    def _note_relation(self, element: etree._Element) -> None:
        """Mahara says in a text's own links which items it shows."""
        address = element.get("href", "")
        if address.partition(":")[0] in self.prefixes:
            is_part = term(element.get("rel", ""), self.prefixes) == "has_part"
            self.relations.append(Relation("has_part" if is_part else "mentions", whole(address, self.prefixes)))


def paragraphs(text: str) -> str:
    """Plain text: a paragraph where a line is left empty, a new line where one was begun."""
    pieces = (piece.strip() for piece in re.split(r"\n\s*\n", text.replace("\r\n", "\n").replace("\r", "\n")))
    lines = ("<br>".join(escape(" ".join(line.split())) for line in piece.split("\n")) for piece in pieces if piece)
    return "".join(f"<p>{line}</p>" for line in lines)


def words_of(html: str) -> str:
    return " ".join(plain(html).split())


def _is_web(address: str) -> bool:
    return address.lower().startswith(("http://", "https://"))


def _plain_tree(element: etree._Element) -> etree._Element:
    """A copy whose tags have no namespaces, so that it can be written as HTML."""
    tree = deepcopy(element)
    tree.tail = None
    for each in tree.iter():
        if isinstance(each.tag, str):
            each.tag = each.tag.rpartition("}")[2].lower()
    tree.tag = "div"
    tree.attrib.clear()
    etree.cleanup_namespaces(tree)
    return tree
