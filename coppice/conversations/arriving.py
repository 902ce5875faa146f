"""One question for a first visit: what somebody who has just come could answer."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from coppice.accounts.models import Person
from coppice.audience.viewing import Viewer
from coppice.conversations.lists import perhaps_seen_by
from coppice.conversations.models import Topic
from coppice.conversations.speaking import speaks_of
from coppice.groups.models import Group
from coppice.people import vocabulary
from coppice.people.experts import Spoken
from coppice.people.models import Side, Statement
from coppice.people.welcoming import Next

LOOKED_AT, PAST = 60, timedelta(days=60)


def a_question(person: Person) -> Next | None:
    """The newest that speaks of a skill they can help with; else the newest of all that nobody has answered."""
    going_on = Q(home=None) | Q(home__in=Group.objects.open_for_writing().order_by().values("pk"))
    waiting = Topic.objects.filter(perhaps_seen_by(person), going_on, created_at__gt=timezone.now() - PAST)
    others = waiting.exclude(author=person).exclude(asking__person=person).unanswered_for(person)
    seen = others.visible_to(Viewer.of(person)).prefetch_related("tags").order_by("-created_at", "-pk")
    questions = list(seen[:LOOKED_AT])
    skills = helped_with(person) if questions else []
    for topic in questions:
        if skill := next(speaks_of(topic, skills), ""):
            about = _("nobody has answered yet, and you can help with {skill}").format(skill=skill)
            return Next(str(topic), topic.get_absolute_url(), about)
    return Next(str(questions[0]), questions[0].get_absolute_url(), _("nobody has answered yet")) if questions else None


def helped_with(person: Person) -> Spoken:
    """What they said they can help with, and what lies within that."""
    words = vocabulary.current()
    said = Statement.objects.mine(person).filter(side=Side.HELP).values_list("skill_id", flat=True)
    return words.spoken_as(words.ids(words.tree.root(pk) for pk in said))
