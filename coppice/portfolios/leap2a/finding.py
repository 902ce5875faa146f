"""What the feed's references mean: an item of the same export, a file beside it, or neither."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from coppice.portfolios.leap2a.names import short, term, whole
from coppice.portfolios.leap2a.package import Package, file_id


@dataclass
class Finding:
    """Made once for the whole feed, before its entries are read."""

    package: Package
    prefixes: Mapping[str | None, str]
    enclosed: dict[str, str] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)
    names: dict[str, str] = field(default_factory=dict)
    called: dict[str, str] = field(default_factory=dict)

    @classmethod
    def over(cls, root: etree._Element, package: Package) -> Finding:
        made = cls(package, {prefix: uri for prefix, uri in root.nsmap.items() if prefix})
        for entry in root:
            if short(entry.tag) == "atom:entry":
                made._note(entry)
        return made

    def _note(self, entry: etree._Element) -> None:
        identifier = whole(entry.findtext("{*}id") or "", self.prefixes)
        self.ids.add(identifier)
        for child in entry:
            href = child.get("href") or child.get("src") or ""
            encloses = term(child.get("rel") or "", self.prefixes) == "enclosure" or child.get("src")
            if encloses and (name := self.package.find(href)):
                self.enclosed.setdefault(identifier, name)

    def is_item(self, reference: str) -> bool:
        return whole(reference, self.prefixes) in self.ids

    def file_for(self, reference: str) -> str | None:
        """The name in the ZIP of a file, or of the file that an item is."""
        if not reference:
            return None
        return self.package.find(reference) or self.enclosed.get(whole(reference, self.prefixes))

    def file_id_for(self, reference: str) -> str | None:
        if not (name := self.file_for(reference)):
            return None
        self.names[file_id(name)] = name
        return file_id(name)

    def name_of(self, identifier: str) -> str | None:
        return self.names.get(identifier)
