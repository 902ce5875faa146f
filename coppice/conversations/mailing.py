"""What talk has to say by mail: kinds to choose between, the words of a post, and questions that wait in a digest."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coppice.accounts.models import Person
from coppice.conversations.models import Attached, Mute, Post, Topic
from coppice.conversations.models.attached import in_words
from coppice.happenings.models import Happening
from coppice.kernel import richtext
from coppice.notices import digest, kinds, quotations
from coppice.notices.digest import Line, Section
from coppice.notices.kinds import When
from coppice.notices.models import Notice

BEGUN, FOLLOWED = ["topic started", "question asked", "call made"], ["posted", "stepped forward"]
TO_WHO_TENDS = ["post reported", "still unanswered"]
FRESH, STALE, PAST = timedelta(days=1), timedelta(days=7), timedelta(days=60)
# Those of a week are told once more, so the digest must be able to pass over the ones it had.
NEW_ONES, OLD_ONES = 20, 100


def register() -> None:
    """Tell the floor of notices."""
    kinds.register("topics", gettext_lazy("New topics in your groups"), BEGUN, in_groups=True)
    kinds.register("followed", gettext_lazy("What is said in topics you follow"), FOLLOWED, in_groups=True)
    kinds.register("helpful", gettext_lazy("What you wrote helped whoever asked"), ["found helpful"])
    kinds.register(
        "reports",
        gettext_lazy("Somebody asks you to look at a post, or a question in what you tend stays without an answer"),
        TO_WHO_TENDS, default=When.NOW, addressed=True,
    )  # fmt: skip
    kinds.register(
        "waiting", gettext_lazy("Questions that wait for an answer you could give"), default=When.WEEKLY, collected=True
    )
    kinds.add("answers", ["offered", "let into a topic", "post withdrawn", "you may know", "did it work"])
    kinds.add("groups", ["topic moved", "topic split"])
    kinds.for_those_who_tend(TO_WHO_TENDS)
    kinds.answers_whom("posted", began_it)
    digest.register("waiting", waiting_for_an_answer)
    for verb in [*BEGUN, "posted"]:
        quotations.register(verb, words_of)


def began_it(happening: Happening, person: UUID) -> bool:
    """What is posted in a topic answers whoever began it."""
    return happening.item is not None and happening.item.author_id == person


def words_of(notice: Notice) -> str:
    """The post, or how the topic begins, and which files go with it, as far as its reader hears it now."""
    post = notice.happening.about.get("post")
    found = Post.objects.visible_to(notice.person).here()
    which = Q(pk=post) if post else Q(topic=notice.happening.item_id, number=1)
    first = found.filter(which).only("html", "had_files").first()
    if first is None:
        return ""
    names = Attached.objects.filter(post=first).values_list("file__name", flat=True) if first.had_files else ()
    return "\n\n".join(filter(None, [richtext.to_markdown(first.html).strip(), in_words(list(names))]))


def waiting_for_an_answer(person: Person, *, now: datetime) -> Section | None:
    """Questions of others that nobody answered for a day: those that wait for a week first, and then the newest."""
    mine = Q(home__memberships__person=person) | Q(home=None)
    open_ones = Topic.objects.visible_to(person, now=now).unanswered_for(person).filter(mine)
    open_ones = open_ones.exclude(author=person).exclude(author__in=Mute.objects.filter(by=person).values("against"))
    waits, week = open_ones.select_related("home"), now - STALE
    old = waits.filter(created_at__lte=week, created_at__gt=now - PAST).order_by("created_at", "pk")[:OLD_ONES]
    new = waits.filter(created_at__lte=now - FRESH, created_at__gt=week).order_by("-created_at", "-pk")[:NEW_ONES]
    lines = [*(line(topic, "waits") for topic in old), *(line(topic, "question") for topic in new)]
    return Section(_("Waiting for an answer you could give"), lines) if lines else None


def line(topic: Topic, told: str) -> Line:
    """Told once while it is new, and once when it has waited for a week."""
    day = date_format(topic.created_at, "j F")
    context = f"{topic.home.name_for_all}, {day}" if topic.home else day
    return Line(str(topic), topic.get_absolute_url(), f"{told}:{topic.pk.hex}", context)
