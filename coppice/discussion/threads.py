"""The threads about an item, set beside its texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from coppice.accounts.models import Person
from coppice.audience.models import Item
from coppice.audience.viewing import Viewer
from coppice.discussion import anchors, openly
from coppice.discussion.marking import Piece, Spot, part
from coppice.discussion.models import Comment, Guest, GuestLink, Holding, Visit
from coppice.discussion.models.hearing import CommentQuerySet
from coppice.discussion.thread import Thread
from coppice.kernel import richtext

LABEL_LENGTH = 70
MOMENTS = ("made_at", "edited_at", "withdrawn_at", "resolved_at")
COMMENT = ("item", "parent", "html", "anchor", "revision", "holding", "guest", *MOMENTS)
ALONG = (
    "promise__kept_at",
    "promise__taken_back_at",
    "suggestion__words",
    "suggestion__accepted_at",
    "suggestion__before",
)


@dataclass(frozen=True)
class Passage:
    """A block that one may comment on, for the form without scripts."""

    block: str
    label: str


@dataclass(frozen=True)
class Text:
    """One text in pieces, each with the threads that stand beside it."""

    code: str
    pieces: Sequence[tuple[Piece, Sequence[Thread]]]
    passages: Sequence[Passage]
    changed: Sequence[Thread]


@dataclass(frozen=True)
class Board:
    """Everything said about an item, for one viewer."""

    item: Item
    can_comment: bool
    all: Sequence[Thread] = ()
    texts: Mapping[str, Text] = field(default_factory=dict)
    since: datetime | None = None
    holding: Holding | None = None
    may_hold: bool = False
    is_by_link: bool = False
    guest: Guest | None = None

    @property
    def held(self) -> int:
        """How many of the viewer's comments here nobody else sees yet."""
        return sum(thread.held for thread in self.all)

    @property
    def loose(self) -> Sequence[Thread]:
        """About the whole, no passage."""
        return [thread for thread in self.all if not thread.code]

    def about(self, code: str) -> Sequence[Thread]:
        """The threads about one text, for the page on which it is written."""
        return [thread for thread in self.all if thread.code == code]

    @property
    def changed_since(self) -> datetime | None:
        """The reader's last visit, if the text was written on since then."""
        written_at = getattr(self.item, "written_at", None)
        return self.since if self.since and written_at and written_at > self.since else None

    @property
    def open(self) -> int:
        return sum(not thread.is_resolved for thread in self.all)


def board(item: Item, viewer: Viewer, texts: Mapping[str, str], *, now: datetime, by_name: bool | None = None) -> Board:
    """The threads of an item beside its texts (few queries; hardly any for who was not asked by name).

    `by_name` says whether the viewer was, where that is known already.
    """
    person = viewer.person
    is_authors = item.can_be_changed_by(person)
    is_open = openly.is_talked_about(item)
    if by_name is None and person and not (is_authors or is_open):
        by_name = Item.objects.named_for(person, now=now).filter(pk=item.pk).exists()
    if person is None or not (is_authors or by_name or is_open):
        return by_link(item, viewer, texts, now=now)
    since = Visit.since(item, by=person, now=now, texts=None if is_authors else texts)
    holding = None if is_authors else Holding.covering(item, person=person, now=now)
    found = gather(list(comments_of([item], person)), viewer, {item.pk: is_authors}, {item.pk: since})
    laid = laid_out(found, texts)
    may_comment, may_hold = not is_open or openly.may_join(viewer, item), not (is_authors or is_open)
    return Board(item, can_comment=may_comment, all=found, texts=laid, since=since, holding=holding, may_hold=may_hold)


def by_link(item: Item, viewer: Viewer, texts: Mapping[str, str], *, now: datetime) -> Board:
    """For whoever came by a link: what they said themselves, if it is one for comments (few queries; mostly none)."""
    link = GuestLink.held(item, viewer, now=now) if viewer.links else None
    if link is None:
        return Board(item, can_comment=False, texts={code: plain_text(code, html) for code, html in texts.items()})
    mine = with_names(Comment.objects.of(item).said_by_guest(viewer, now=now))
    found = gather(list(mine), viewer, {}, {})
    guest = link.guests.filter(pk__in=viewer.guests).first() if viewer.guests else None
    return Board(item, can_comment=True, all=found, texts=laid_out(found, texts), is_by_link=True, guest=guest)


def laid_out(found: Sequence[Thread], texts: Mapping[str, str]) -> dict[str, Text]:
    """Each text with the threads beside its passages."""
    place(found, texts)
    return {code: lay(code, html, [one for one in found if one.code == code]) for code, html in texts.items()}


def comments_of(items: Sequence[Item], person: Person) -> Any:
    """With their authors' names, and nothing else of them; and with what was promised and suggested."""
    return with_names(Comment.objects.heard_by(person).filter(item__in=[item.pk for item in items]))


def with_names(comments: CommentQuerySet) -> Any:
    """Guests are rare: they are asked for by themselves, and only where there are any."""
    found = comments.select_related("author", "promise", "suggestion").prefetch_related("guest")
    return found.only(*COMMENT, "author__name", *ALONG).order_by("made_at", "id")


def gather(
    comments: Sequence[Comment], viewer: Viewer, authors: Mapping[Any, bool], since: Mapping[Any, Any]
) -> list[Thread]:
    """Comments as threads, oldest first."""
    replies: dict[Any, list[Comment]] = defaultdict(list)
    for comment in comments:
        comment.is_mine = comment.is_said_by(viewer)
        if comment.parent_id:
            replies[comment.parent_id].append(comment)
    threads = [
        Thread(one, viewer, authors.get(one.item_id, False), replies[one.pk], since=since.get(one.item_id))
        for one in comments
        if not one.parent_id
    ]
    return [thread for thread in threads if not thread.is_gone]


def place(threads: Sequence[Thread], texts: Mapping[str, str]) -> None:
    """Find the passage of each thread in the text as it is now, or say that it changed; each text is read once."""
    known: dict[str, Sequence[richtext.Block]] = {}
    for thread in threads:
        if thread.comment.anchor is None:
            continue
        anchor = anchors.Anchor.from_json(thread.comment.anchor)
        if anchor.code not in texts:
            thread.changed = anchor.quote
            continue
        if anchor.code not in known:
            known[anchor.code] = richtext.blocks(texts[anchor.code])
        thread.code = anchor.code
        settle(thread, anchors.place(anchor, known[anchor.code]))


def settle(thread: Thread, found: anchors.Placed | anchors.Changed) -> None:
    if isinstance(found, anchors.Placed):
        thread.placed = found
    else:
        thread.changed = found.quote


def lay(code: str, html: str, threads: Sequence[Thread]) -> Text:
    spots = [
        Spot(thread.placed.block, thread.placed.start, thread.placed.end, str(thread.comment.pk))
        for thread in threads
        if thread.placed and not thread.is_resolved
    ]
    quiet = [
        Spot(thread.placed.block, 0, 0, str(thread.comment.pk))
        for thread in threads
        if thread.placed and thread.is_resolved
    ]
    by_id = {str(thread.comment.pk): thread for thread in threads}
    pieces = [(piece, [by_id[note] for note in piece.notes]) for piece in part(html, [*spots, *quiet])]
    return Text(code, pieces, passages(html), [thread for thread in threads if thread.changed])


def plain_text(code: str, html: str) -> Text:
    return Text(code, [(Piece(html, ()), [])] if html else [], (), ())


def passages(html: str) -> list[Passage]:
    found = []
    for block in richtext.blocks(html):
        if text := " ".join(block.text.split()):
            label = text if len(text) <= LABEL_LENGTH else text[: LABEL_LENGTH - 1].rsplit(" ", 1)[0] + "…"
            found.append(Passage(block.id, label))
    return found
