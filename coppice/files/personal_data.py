"""What is held of a person's files. Their bytes are added to a copy of everything by whoever makes it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from coppice.accounts.models import Person
from coppice.audience.models.item import OF_MANY
from coppice.files.models import File, Original
from coppice.files.tasks import KEPT_WITHOUT_ROW, forget_contents

TITLE = _("Your files")


def held(person: Person) -> dict[str, Any]:
    return {
        "files": [
            {
                "id": str(file.pk),
                "item": str(file.item_id),
                "name": file.name,
                "description": file.alt,
                "media_type": file.media_type,
                "size": file.size,
                "sha256": file.sha256,
                "kept_at": file.kept_at.isoformat(),
            }
            for file in of(person)
        ]
    }


def erase(person: Person, *, leave_words: bool, now: datetime) -> None:
    """The rows; then every content on the disk that no row has any more, which spares bytes that others have too.

    What goes with words said among others stays or goes with those words; what it showed before it was covered goes.
    What was brought within the last day is too young to be taken for forgotten, so that this is done once more.
    """
    if leave_words:
        said = of(person).filter(item__kind__in=OF_MANY)
        Original.objects.filter(file__in=said).delete()
        said.update(owner=Person.who_left())
    of(person).delete()
    forget_contents.enqueue()
    forget_contents.using(run_after=now + KEPT_WITHOUT_ROW).enqueue()


def of(person: Person) -> QuerySet[File]:
    """What they brought; of a topic that they began, not what others added to it."""
    alone = Q(item__author=person) & ~Q(item__kind__in=OF_MANY)
    return File.objects.filter(Q(owner=person) | alone).order_by("kept_at", "id")
