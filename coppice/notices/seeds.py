"""The demonstration's notices: each came when it happened, and those of last week were read."""

from datetime import datetime, timedelta

from django.db.models import OuterRef, Subquery

from coppice.happenings.models import Happening
from coppice.notices.models import Notice
from coppice.notices.tasks import tell_everybody

STILL_NEW = timedelta(days=5)


def seed(*, now: datetime) -> None:
    tell_everybody.func()
    when = Happening.objects.filter(pk=OuterRef("happening")).values("at")
    Notice.objects.update(made_at=Subquery(when), mailed_at=now)
    Notice.objects.filter(made_at__lt=now - STILL_NEW).update(seen_at=now)
