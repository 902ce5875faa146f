"""What the live process asks the database. Every function here runs in its one database thread."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.core.handlers.asgi import ASGIRequest
from django.db.models import Count, Max, Min, OuterRef, Q, Subquery
from django.utils import timezone

from coppice.accounts.identity import person_of
from coppice.accounts.languages import language_for
from coppice.accounts.sessions import SessionStore
from coppice.audience.models import AudienceChange, Block
from coppice.audience.viewing import viewer_of
from coppice.chats import news
from coppice.chats.models import Chat, Phase, pace
from coppice.chats.models.answer import hidden_from
from coppice.groups.models import Membership

SILENT = timedelta(seconds=30)
NO_MORE = {Phase.CALLED_OFF, Phase.OVER, Phase.PUBLISHED}


@dataclass(frozen=True)
class Admission:
    """Somebody may listen: in which language and zone, and whose words are not for them."""

    person: UUID | None
    variant: tuple[str, str]
    hidden: frozenset[UUID]
    is_over: bool


@dataclass(frozen=True)
class Asker:
    """Who asks, as little as is needed to ask the rule again."""

    chat: UUID
    scope: dict[str, Any]

    @classmethod
    def of(cls, chat: UUID, scope: dict[str, Any]) -> Asker:
        kept = {b"cookie", b"host", b"accept-language", b"x-forwarded-proto", b"x-forwarded-host"}
        headers = [(name, value) for name, value in scope["headers"] if bytes(name) in kept]
        names = ("type", "method", "path", "query_string", "scheme", "server", "client", "http_version")
        return cls(chat, {name: scope[name] for name in names if name in scope} | {"headers": headers})


def admit(asker: Asker) -> Admission | None:
    """By the same session, person and rule as a page; None when the chat is not there for them."""
    request: Any = ASGIRequest(dict(asker.scope), BytesIO())
    try:
        request.get_host()
    except DisallowedHost:
        return None
    request.session = SessionStore(request.COOKIES.get(settings.SESSION_COOKIE_NAME))
    request.user = person_of(request)
    viewer = viewer_of(request)
    chat = Chat.objects.visible_to(viewer).select_related("transcript").filter(pk=asker.chat).first()
    if chat is None:
        return None
    person = viewer.person
    variant = (language_for(request), person.time_zone if person else settings.TIME_ZONE)
    is_over = chat.phase(timezone.now()) in NO_MORE
    return Admission(person.pk if person else None, variant, frozenset(hidden_from(person)), is_over)


@dataclass(frozen=True)
class Look:
    """How far a chat has come, and a mark that changes with whoever may see it."""

    chat: UUID
    counter: int
    audience: tuple[Any, ...]
    chair: UUID | None
    is_due: bool


def look(chats: Collection[UUID]) -> list[Look]:
    """One query for all chats that are listened to."""
    now = timezone.now()
    rows = watched().filter(pk__in=chats)
    return [
        Look(
            chat=row["pk"],
            counter=row["counter"],
            audience=(row["rule_changes"], row["blocks"], row["members"], row["removed_at"], row["author_id"]),
            chair=row["chair_id"],
            is_due=is_due(row, now),
        )
        for row in rows
    ]


def watched() -> Any:
    changes = AudienceChange.objects.filter(item=OuterRef("pk")).order_by().values("item").annotate(last=Max("pk"))
    blocks = Block.objects.order_by("-pk").values("pk")[:1]
    members = Membership.objects.filter(group=OuterRef("group")).order_by().values("group").annotate(many=Count("pk"))
    asked = Chat.everything.annotate(
        rule_changes=Subquery(changes.values("last")),
        blocks=Subquery(blocks),
        members=Subquery(members.values("many")),
        waiting=Min("questions__number", filter=Q(questions__seq=0)),
    )
    names = ("pk", "counter", "rule_changes", "blocks", "members", "removed_at", "author_id", "chair_id", "waiting")
    clock = ("starts_at", "ends_at", "pace", "by_hand", "chair_seen_at", "called_off_at")
    return asked.order_by().values(*names, *clock)


def is_due(row: dict[str, Any], now: datetime) -> bool:
    """Whether the clock has something to do: a question to open, or a chair that went silent."""
    if row["called_off_at"] or row["waiting"] is None or now < row["starts_at"]:
        return False
    if row["by_hand"]:
        seen = max(row["chair_seen_at"] or row["starts_at"], row["starts_at"])
        return bool(now < row["ends_at"] and now - seen > pace.SILENT)
    return bool(now >= row["starts_at"] + timedelta(minutes=(row["waiting"] - 1) * row["pace"]))


def tick(chat: UUID) -> None:
    row = Chat.everything.filter(pk=chat).first()
    if row is not None:
        row.tick(now=timezone.now())


def seen(chat: UUID) -> None:
    """The chair listens."""
    now = timezone.now()
    unseen = Q(chair_seen_at=None) | Q(chair_seen_at__lt=now - SILENT / 2)
    Chat.everything.filter(unseen, pk=chat).update(chair_seen_at=now)


@dataclass(frozen=True)
class Piece:
    """One thing that is new, as it is told in each language and zone that somebody listens in."""

    seq: int
    key: str
    authors: frozenset[UUID]
    told: dict[tuple[str, str], bytes]
    ends: bool


def pieces(
    chat: UUID, after: int, variants: Collection[tuple[str, str]], upto: int | None = None
) -> tuple[int, list[Piece]]:
    """What is new after a number, drawn once for each variant; and up to which number that is all of it.

    `upto` is the number that came with the last look at the audience: what is later waits for the next look.
    """
    row = Chat.everything.select_related("author", "chair", "transcript").filter(pk=chat).first()
    if row is None:
        return after, []
    row.counter = min(row.counter, row.counter if upto is None else upto)
    now = timezone.now()
    ends = row.phase(now) in NO_MORE
    found = [one for one in news.since(row, after) if not ends or one.kind == "state"]
    return row.counter, [piece(one, variants, now=now, ends=ends) for one in found]


def lately(chat: UUID, many: int) -> int:
    """The number after which there are so many."""
    counter = Chat.everything.filter(pk=chat).values_list("counter", flat=True).first() or 0
    return max(0, counter - many)


def piece(one: news.News, variants: Collection[tuple[str, str]], *, now: datetime, ends: bool) -> Piece:
    told = {(language, zone): news.drawn(one, language=language, zone=zone, now=now) for language, zone in variants}
    return Piece(one.seq, one.key, one.authors, told, ends)
