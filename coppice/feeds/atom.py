"""A feed as Atom (RFC 4287), handed out only when it is not what the reader has."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from datetime import UTC, datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.feedgenerator import Atom1Feed
from django.utils.http import quote_etag
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from coppice.feeds.kinds import words_for
from coppice.feeds.news import Piece
from coppice.kernel.addresses import address

NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
FRESH = 300


class Feed(Atom1Feed):
    """An empty one says always the same, too: it was last changed before there was anything."""

    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.items else datetime(1970, 1, 1, tzinfo=UTC)


def answer(request: HttpRequest, pieces: Sequence[Piece], *, title: str, url: str, own: bool) -> HttpResponse:
    """The feed, or that nothing changed. A person's own may be kept by their reader alone, and listed by nobody.

    A date alone tells nothing: what is hidden now leaves no date behind.
    """
    etag = quote_etag(fingerprint(pieces, title))
    response = get_conditional_response(request, etag=etag)
    if response is None or response.status_code != 304:
        response = HttpResponse(written(pieces, title, url), content_type=Atom1Feed.content_type)
    response["ETag"] = etag
    patch_cache_control(response, max_age=FRESH, **({"private": True} if own else {"public": True}))
    if own:
        response["X-Robots-Tag"] = "noindex"
        response["Referrer-Policy"] = "no-referrer"
    return response


def fingerprint(pieces: Sequence[Piece], title: str) -> str:
    """What the feed says without its words: they change only together with what is here."""
    told = [(str(p.item.pk), p.at.isoformat(), p.item.changed_at.isoformat(), p.item.title) for p in pieces]
    names = [str(piece.item.author) for piece in pieces]
    return hashlib.sha256(repr((told, names, title, get_language())).encode()).hexdigest()[:32]


def written(pieces: Sequence[Piece], title: str, url: str) -> str:
    feed = Feed(
        title=plain(title), link=f"{settings.BASE_URL}/", feed_url=url, feed_guid=url, description="",
        language=get_language(), author_name=plain(settings.COMMUNITY_NAME),
    )  # fmt: skip
    words = words_for([piece.item for piece in pieces])
    for piece in pieces:
        item = piece.item
        feed.add_item(
            title=plain(str(item)),
            link=settings.BASE_URL + address("item", item.pk),
            description=plain(words.get(item.pk, "")),
            author_name=plain(_(str(item.author))),
            unique_id=item.pk.urn,
            pubdate=piece.at,
            updateddate=piece.updated,
        )
    return feed.writeString("utf-8")


def plain(text: str) -> str:
    """Without what XML cannot hold."""
    return NOT_IN_XML.sub("", text)


def public_url() -> str:
    return settings.BASE_URL + reverse("feeds:site")
