"""The tree becomes a feed of items. Every element of it is counted as something, so that nothing is dropped unseen."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from lxml import etree

from coppice.kernel.refusals import Refusal
from coppice.portfolios.leap2a import dates
from coppice.portfolios.leap2a.entry import EntryReader
from coppice.portfolios.leap2a.finding import Finding
from coppice.portfolios.leap2a.items import Feed, Item
from coppice.portfolios.leap2a.names import short
from coppice.portfolios.leap2a.package import Package, shown_name
from coppice.portfolios.leap2a.parsing import parsed
from coppice.portfolios.leap2a.saying import size, words

MOST_ITEMS = 5_000
MOST_NAMED = 12
OF_THE_FEED = {
    "atom:id", "atom:title", "atom:updated", "atom:author", "atom:name", "atom:email", "atom:uri", "atom:generator",
    "atom:link", "atom:subtitle", "atom:rights", "atom:category", "atom:contributor", "leap2:version",
}  # fmt: skip


def read_feed(package: Package) -> Feed:
    """Everything the export says. Raises Refusal."""
    root, said = parsed(package.content)
    entries = [child for child in root if short(child.tag) == "atom:entry"]
    if not entries:
        raise Refusal(_("This export is empty: it has no items. Nothing was changed."))
    if len(entries) > MOST_ITEMS:
        raise Refusal(
            _(
                "This export has {n} items; we take at most {most} at once. Please export fewer things at a time. "
                "Nothing was changed."
            ).format(n=f"{len(entries):,}", most=f"{MOST_ITEMS:,}")
        )
    counted: Counter[str] = Counter({"the export itself": 1})
    person = " ".join((root.findtext("{*}author/{*}name") or "").split())[:120]
    said += _of_the_feed(root, counted)
    finding = Finding.over(root, package)
    items = [EntryReader(entry, finding, counted, person).item() for entry in entries]
    items, twice = _each_once(items)
    return Feed(
        title=" ".join((root.findtext("{*}title") or "").split())[:200] or _("Export"),
        person=person,
        made_with=" ".join((root.findtext("{*}generator") or "").split())[:60],
        updated=dates.moment(root.findtext("{*}updated") or ""),
        items=tuple(_with_collections(items)),
        counted=dict(counted),
        said=(*said, *twice, *_left_lying(package, items)),
        called={name: label for name, label in finding.called.items() if label},
    )


def _of_the_feed(root: etree._Element, counted: Counter[str]) -> list[str]:
    said = []
    for child in root:
        name = short(child.tag)
        if name == "atom:entry":
            continue
        counted["the export itself" if name in OF_THE_FEED else "not understood"] += size(child)
        if name not in OF_THE_FEED:
            told = words(child)[:300] or _("nothing more")
            said.append(_("The export itself says “{name}”: {words}.").format(name=name.rpartition(":")[2], words=told))
    return said[:MOST_NAMED]


def _each_once(items: list[Item]) -> tuple[list[Item], list[str]]:
    """Two items with one id stay two; the second is known by its place."""
    met: Counter[str] = Counter()
    kept = []
    for item in items:
        met[item.id] += 1
        kept.append(replace(item, id=f"{item.id}#{met[item.id]}") if met[item.id] > 1 else item)
    twice = sum(count > 1 for count in met.values())
    said = ngettext(
        "One id belongs to more than one item in this export. All of them are here.",
        "{n} ids belong to more than one item in this export. All of them are here.",
        twice,
    )
    return kept, [said.format(n=twice)] if twice else []


def _with_collections(items: list[Item]) -> list[Item]:
    """A selection that holds pages is a collection, whatever it calls itself."""
    pages = {item.id for item in items if item.is_page}
    return [
        replace(item, is_collection=True)
        if item.kind == "selection" and not item.is_page and any(part in pages for part in item.parts)
        else item
        for item in items
    ]


def _left_lying(package: Package, items: list[Item]) -> list[str]:
    """Files that no item speaks of."""
    used = {name for item in items for name in item.files}
    lying = sorted(name for name in package.beside() if name not in used)
    if not lying:
        return []
    named = ", ".join(shown_name(name)[:80] for name in lying[:MOST_NAMED])
    if len(lying) > MOST_NAMED:
        named = _("{names} and {count} more").format(names=named, count=len(lying) - MOST_NAMED)
    said = _("{n} of the files belong to no item and were left in the export: {names}.")
    return [said.format(n=len(lying), names=named)]
