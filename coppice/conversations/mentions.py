"""Names after an @: whoever can see the topic is told; of anybody else nothing is kept, and the writer is warned."""

from __future__ import annotations

import re
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from coppice.accounts.models import Person
from coppice.audience.models import unblocked
from coppice.audience.reaching import people_reached
from coppice.conversations.models import Mention, Mute, Post, Topic
from coppice.conversations.models.unnamed import STAND_IN
from coppice.kernel import richtext

AT = re.compile(r"(?<![\w@./])@(\w[\w’'-]*(?: \w[\w’'-]*){0,3})")
MOST = 20
NOBODY = _("Nobody by the name “{name}” can see this topic, so nobody of that name is told.")


def named(words: str) -> list[list[str]]:
    """For each @ what could be a name after it, the longest first: “Ana María Prys asks” may be four people."""
    found = [match[1].split(" ") for match in AT.finditer(words)][:MOST]
    return [[" ".join(parts[:many]) for many in range(len(parts), 0, -1)] for parts in found]


def tell(post: Post, *, now: datetime) -> set[UUID]:
    """Tell whom it names, each once, and say whom. `post.unheard` are the names under which nobody can be told."""
    asked = named(richtext.plain(post.html)) if "@" in post.html else []
    if not asked:
        return set()
    possible = {name.casefold() for names in asked for name in names}
    fits = Q(name__in=[name for names in asked for name in names]) | Q(slug__in=possible)
    people = here(post.topic, post.author, now=now).filter(fits)
    known = {key: one for one in people for key in (one.name, one.slug)}
    told, unknown = set[Person](), []
    for names in asked:
        one = next((known[name] for name in names if name in known), None) or known.get(names[-1].casefold())
        if one is None:
            unknown.append(names[-1] if len(names) < 2 else names[-2])
        else:
            told.add(one)
    new = told - {row.person for row in post.mentions.select_related("person")} - {post.author}
    Mention.objects.bulk_create([Mention(post=post, person=one) for one in new], ignore_conflicts=True)
    muting = set(Mute.objects.filter(against=post.author_id).values_list("by_id", flat=True)) if new else set()
    if heard := {one for one in new if one.pk not in muting}:
        post.topic.happened("mentioned", by=post.author, now=now, tell=heard, post=str(post.pk), path=post.permalink)
    post.unheard = list(dict.fromkeys(unknown))
    return {one.pk for one in new}


def here(topic: Topic, writer: Person, *, now: datetime) -> QuerySet[Person]:
    """Everybody who can see the topic, is somebody, and has no block with whoever writes."""
    return Person.objects.filter(people_reached(topic.pk, now), unblocked(writer, "pk")).exclude(pk=STAND_IN)


def like(topic: Topic, begun: str, *, by: Person, now: datetime) -> list[Person]:
    """A few people whose name begins so, out of those whom a post of theirs could tell."""
    begun = begun.strip()[:40]
    if len(begun) < 2:
        return []
    fits = Q(name__istartswith=begun) | Q(name__icontains=f" {begun}")
    return list(here(topic, by, now=now).filter(fits).order_by("name", "pk")[:8])
