"""The elements of a feed on its way out, one method for each."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree
from lxml import html as markup

from coppice.portfolios.documents.canonical import files_mentioned
from coppice.portfolios.documents.dossier import Dossier
from coppice.portfolios.documents.rewriting import ADDRESS
from coppice.portfolios.leap2a.names import ATOM, COPPICE, LEAP2, RDF, XHTML
from coppice.portfolios.leap2a.parsing import IMPOSSIBLE


class Writer:
    """Adds to one feed. What XML cannot hold is left out of every text."""

    def __init__(self, spaces: Mapping[str | None, str], paths: Mapping[str, str], dossier: Dossier) -> None:
        self.root = etree.Element(f"{{{ATOM}}}feed", nsmap=dict(spaces))  # type: ignore[arg-type]
        self.paths, self.dossier = paths, dossier

    def add(self, parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
        made = etree.SubElement(parent, name if name.startswith("{") else f"{{{ATOM}}}{name}")
        if text:
            made.text = possible(text)
        for key, value in attributes.items():
            made.set(key, possible(value))
        return made

    def entry(self, identifier: str, title: str, kind: str, updated: str, published: str = "") -> etree._Element:
        made = self.add(self.root, "entry")
        self.add(made, "id", identifier)
        self.add(made, "title", title)
        self.add(made, "updated", updated or published)
        if published:
            self.add(made, "published", published)
        self.add(made, f"{{{RDF}}}type").set(f"{{{RDF}}}resource", f"leap2:{possible(kind)}")
        return made

    def content(self, entry: etree._Element, html: str) -> None:
        """The text as XHTML, its files as they lie beside the feed; each that it shows is enclosed."""
        content = self.add(entry, "content")
        if not html.strip():
            return
        content.set("type", "xhtml")
        body = etree.SubElement(content, f"{{{XHTML}}}div", nsmap={None: XHTML})  # type: ignore[dict-item]
        written = markup.fragment_fromstring(possible(html), create_parent="div")
        body.text = written.text
        for part in list(written):
            body.append(self._as_xhtml(part))
        for name in dict.fromkeys(files_mentioned(html)):
            self.enclosure(entry, name)

    def _as_xhtml(self, element: etree._Element) -> etree._Element:
        for each in element.iter():
            if isinstance(each.tag, str):
                each.tag = f"{{{XHTML}}}{each.tag}"
                each.attrib.pop("data-block", "")
            for name in ("src", "href"):
                found = ADDRESS.match(each.get(name) or "")
                if found and found[1] in self.paths:
                    each.set(name, self.paths[found[1]])
        return element

    def enclosure(self, entry: etree._Element, name: str) -> None:
        file = self.dossier.file(name)
        if file is None or any(link.get("href") == self.paths[name] for link in entry.iter(f"{{{ATOM}}}link")):
            return
        self.add(
            entry,
            "link",
            rel="enclosure",
            href=self.paths[name],
            title=file.name,
            type=file.media_type,
            length=str(file.size),
        )

    def link(self, entry: etree._Element, url: str, title: str) -> None:
        self.add(entry, "link", rel="related", href=url, **({"title": title} if title else {}))

    def relation(self, entry: etree._Element, name: str, target: str, label: str = "", order: int = 0) -> None:
        plain = {"related", "enclosure", "author", "contributor", "in-reply-to", "mentions"}
        made = self.add(entry, "link", rel=name if name in plain or ":" in name else f"leap2:{name}", href=target)
        if label:
            made.set(f"{{{LEAP2}}}label", possible(label))
        if order:
            made.set(f"{{{LEAP2}}}display_order", str(order))

    def category(self, entry: etree._Element, scheme: str, term: str, label: str = "") -> None:
        given = {"scheme": scheme, "term": term, "label": label}
        self.add(entry, "category", **{name: value for name, value in given.items() if value})

    def date(self, entry: etree._Element, point: str, day: str) -> None:
        if day:
            self.add(entry, f"{{{LEAP2}}}date", day).set(f"{{{LEAP2}}}point", point)

    def fact(self, entry: etree._Element, label: str, words: str, *, known: bool = True) -> None:
        made = self.add(entry, f"{{{COPPICE}}}fact", words)
        made.set("label", possible(label))
        if not known:
            made.set("known", "no")

    def bytes(self) -> bytes:
        return etree.tostring(self.root, encoding="utf-8", xml_declaration=True) + b"\n"


def possible(text: str) -> str:
    """Without what XML cannot hold."""
    return IMPOSSIBLE.sub("", text)
