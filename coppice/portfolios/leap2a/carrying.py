"""The two steps of bringing a Leap2A export in: look into it, then settle it as it was decided."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db import DatabaseError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from coppice.accounts.models import Person
from coppice.frameworks.models import Edition
from coppice.journal.models import Origin
from coppice.kernel.refusals import Refusal
from coppice.portfolios.leap2a import settling
from coppice.portfolios.leap2a.drafts import begin_draft
from coppice.portfolios.leap2a.feed import read_feed
from coppice.portfolios.leap2a.items import Feed, Item
from coppice.portfolios.leap2a.package import opened_package, unpacked
from coppice.portfolios.leap2a.texts import words_of
from coppice.portfolios.models import Portfolio
from coppice.portfolios.models.transfer import State, Transfer, limits
from coppice.portfolios.unpacked import Laid, lay
from coppice.queue.running import described

if TYPE_CHECKING:
    from coppice.portfolios.moving import Conclusion

log = logging.getLogger(__name__)
GLIMPSE = 140
HALFWAY = gettext_lazy(
    "Something went wrong on our side before everything was here. What came in is in your journal and only you see it. "
    "Bring the same file in again: what is here is not copied, and the rest is added."
)
KIND = "leap2a"
AT_ONCE, MOST_DRAFTS = 50, 20


def look(transfer: Transfer) -> Conclusion:
    """Read everything and say what each item is, and whether it is here already."""
    feed = read_feed(opened_package(transfer.source, limits()))
    transfer.say(_("Comparing with what is here already."), 70)
    edition, pathway = _pathway(transfer)
    there = settling.here(feed.items, transfer.person)
    rows = [_row(n, item, there) for n, item in enumerate(feed.items)]
    shown = {
        "title": feed.title, "person": feed.person, "made_with": feed.made_with, "items": rows, "leave": [],
        "drafts": [row["n"] for row in rows if row["may_draft"] and not row["here"]],
        "newer": [], "elements": feed.counted,
    }  # fmt: skip
    files = len({name for item in feed.items for name in item.files})
    summary = _counted(0, len(feed.items), files, said_of(feed)) | {"items": len(feed.items)}
    return partial(
        transfer.finish, State.READY, sentence=_("Look it over, then confirm."), now=timezone.now(), summary=summary,
        proposal=_in_collections(shown, feed), edition=edition, pathway_code=pathway,
    )  # fmt: skip


def settle(transfer: Transfer) -> Conclusion:
    """Files on the disk first, then entries some at a time, so that nobody else waits; drafts and the end follow."""
    package = opened_package(transfer.source, limits())
    feed = read_feed(package)
    chosen = _chosen(transfer.proposal, feed)
    names = {name for item in chosen for name in item.files}
    files = unpacked(transfer.source, names, transfer.folder / "pictures", limits(), feed.called) if names else {}
    laid, refused = lay(files.values())
    work = settling.Settling(feed, laid, transfer.person, timezone.now(), transfer.pk)
    with honest():
        for start in range(0, len(chosen), AT_ONCE):
            transfer.say(
                _("{n} of {every} items are in your journal.").format(n=f"{start:,}", every=f"{len(chosen):,}"),
                40 + 50 * start // len(chosen),
            )
            work.keep(chosen[start : start + AT_ONCE])
    return partial(_conclude, transfer, feed, laid, refused)


@contextmanager
def honest() -> Iterator[None]:
    """What fails from here on does not take back what is in the journal already, and says so."""
    try:
        yield
    except DatabaseError:
        raise
    except Exception as failure:
        log.error("A transfer failed on its way: %s", described(failure))
        raise Refusal(HALFWAY) from failure


@honest()
def _conclude(transfer: Transfer, feed: Feed, laid: dict[str, Laid], refused: list[str]) -> None:
    there = settling.here(feed.items, transfer.person)
    portfolios = _drafts(transfer, feed, there, laid)
    sections = sum(portfolio.here().filter(words__gt=0).count() for portfolio in portfolios)
    made = [row.entry_id for row in there.values() if row.brought_with == transfer.pk]
    left = len(set(transfer.proposal["leave"]) - {row["n"] for row in transfer.proposal["items"] if row["here"]})
    summary = _counted(sections, len(made), settling.files_of(made), [*said_of(feed), *refused]) | {
        "items": len(feed.items), "already_here": len(feed.items) - len(made) - left, "left_out": left,
        "drafts": [str(portfolio.pk) for portfolio in portfolios], "elements": feed.counted,
    }  # fmt: skip
    if portfolios:
        summary["portfolio"] = str(portfolios[0].pk)
    transfer.finish(
        State.DONE, sentence=_("It is in your journal, and only you see it."), now=timezone.now(), summary=summary,
        portfolio=portfolios[0] if portfolios else None,
    )  # fmt: skip


def _drafts(transfer: Transfer, feed: Feed, there: dict[str, Origin], laid: dict[str, Laid]) -> list[Portfolio]:
    """A portfolio for each page or collection that was ticked."""
    if transfer.edition is None:
        return []
    entries = {identifier: row.entry for identifier, row in there.items() if row.entry.removed_at is None}
    items, wanted = {item.id: item for item in feed.items}, set(transfer.proposal["drafts"])
    return [
        begin_draft(
            item, items, entries, laid, edition=transfer.edition, pathway=transfer.pathway_code, by=transfer.person,
            now=timezone.now(),
        )
        for n, item in enumerate(feed.items) if n in wanted and (item.is_page or item.is_collection)
    ]  # fmt: skip


def _chosen(proposal: dict[str, Any], feed: Feed) -> list[Item]:
    """What is not left out; of what is here already only the newer states that were asked for."""
    leave = set(proposal["leave"])
    here = {row["n"] for row in proposal["items"] if row["here"]} - set(proposal["newer"])
    return [item for n, item in enumerate(feed.items) if n not in leave | here]


def _row(n: int, item: Item, there: dict[str, Origin]) -> dict[str, Any]:
    """What the sheet shows of an item."""
    words = words_of(item.html)
    row = there.get(item.id)
    kind = "collection" if item.is_collection else "page" if item.is_page else item.kind
    return {
        "n": n, "kind": kind, "title": item.title or _("Without a title"), "day": item.starts or item.published[:10],
        "glimpse": words if len(words) <= GLIMPSE else words[:GLIMPSE].rsplit(" ", 1)[0] + " …",
        "files": len(item.files), "facts": len(item.facts), "strange": item.not_understood,
        "relations": len(item.relations), "here": str(row.entry_id) if row else "",
        "binned": bool(row and row.entry.removed_at), "changed": bool(row and settling.has_changed(item, row)),
        "may_draft": item.is_page or item.is_collection, "in_collection": False,
    }  # fmt: skip


def _in_collections(shown: dict[str, Any], feed: Feed) -> dict[str, Any]:
    """A page of a collection goes into the collection's draft, and gets none of its own unless it is asked for;
    where there are many to begin, none is begun unasked."""
    inside = {part for item in feed.items if item.is_collection for part in item.parts}
    for row, item in zip(shown["items"], feed.items, strict=True):
        row["in_collection"] = item.is_page and item.id in inside
    alone = {row["n"] for row in shown["items"] if not row["in_collection"]}
    drafts = [n for n in shown["drafts"] if n in alone]
    return shown | {"drafts": drafts if len(drafts) <= MOST_DRAFTS else []}


def said_of(feed: Feed) -> list[str]:
    """In words what the person should look after."""
    said = list(feed.said)
    strange = sum(item.not_understood for item in feed.items)
    if strange:
        items = sum(item.not_understood > 0 for item in feed.items)
        beside = ngettext("{n} item", "{n} items", items).format(n=items)
        said.append(
            ngettext(
                "{n} thing was not understood. It is kept in words beside {items}.",
                "{n} things were not understood. They are kept in words beside {items}.",
                strange,
            ).format(n=strange, items=beside)
        )
    return said


def _pathway(transfer: Transfer) -> tuple[Edition | None, str]:
    """What drafts are written for: as chosen, else the first that is offered."""
    if transfer.edition is not None:
        return transfer.edition, transfer.pathway_code
    edition = offered(transfer.person).first()
    if edition is None:
        return None, ""
    codes = [pathway.code for pathway in edition.framework.pathways]
    return edition, edition.slug if edition.slug in codes else codes[0]


def offered(person: Person) -> Any:
    return Edition.objects.visible_to(person).offered()


def _counted(sections: int, entries: int, files: int, said: list[str]) -> dict[str, Any]:
    return {"kind": KIND, "sections": sections, "entries": entries, "files": files, "not_understood": said}
