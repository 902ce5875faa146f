"""What is held of a person's files. Their bytes are added to a copy of everything by whoever makes it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from coppice.accounts.models import Person
from coppice.files.models import File
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

    What was brought within the last day is too young to be taken for forgotten, so that this is done once more.
    """
    of(person).delete()
    forget_contents.enqueue()
    forget_contents.using(run_after=now + KEPT_WITHOUT_ROW).enqueue()


def of(person: Person) -> QuerySet[File]:
    return File.objects.filter(Q(owner=person) | Q(item__author=person)).order_by("kept_at", "id")
