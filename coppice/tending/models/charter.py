"""The charter of a group while it is written: what it says is agreed elsewhere, version by version."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from coppice.accounts.models import Person
from coppice.audience.models import Item, Reach
from coppice.groups.models import Group
from coppice.revisions.models import Cause, Written
from coppice.tending.people import must_tend

# code of the text, what it is called, what it asks
FACETS = {
    "purpose": (_("Purpose"), _("What do you do together, and what is it good for?")),
    "for_whom": (_("Who it is for"), _("Who should feel at home here? What need they not be?")),
    "is_not": (_("What it is not"), _("What do people expect of you that you will not do?")),
    "differs": (_("How it differs"), _("Which other groups are near, and where does one go for what?")),
    "values": (_("What we value"), _("How do you want to be with one another?")),
}


class Charter(Written, Item):
    """The one draft of a group: those who tend the group write it, its members read it and speak in its margin.

    The field that names its group is `tended`, since every Item has a `group` it is shared with, perhaps, already.
    """

    tended = models.OneToOneField(Group, on_delete=models.CASCADE, related_name="charter_draft")

    if TYPE_CHECKING:
        tended_id: Any

    def get_absolute_url(self) -> str:
        return reverse("tending:draft", args=[self.pk])

    @property
    def text_codes(self) -> Collection[str]:
        return FACETS.keys()

    @property
    def text_labels(self) -> Mapping[str, str]:
        return {code: str(title) for code, (title, _asks) in FACETS.items()}

    @property
    def is_open_for_talk(self) -> bool:
        return self.tended.is_open_for_writing

    def can_be_changed_by(self, person: object) -> bool:
        """By whoever tends the group, while it lives. Its author is who took it up last."""
        return self.tended.is_open_for_writing and self.tended.is_tended_by(person)

    @classmethod
    @transaction.atomic
    def take_up(cls, *, group: Group, by: Person, now: datetime) -> Charter:
        """The draft, begun from what is agreed if there is none. It is read by the members of the group."""
        from coppice.tending.models.charter_version import CharterVersion

        group = group.held_open()
        must_tend(group, by)
        draft: Charter | None = cls.everything.filter(tended=group).first()
        if draft is None:
            draft = cls(tended=group, author=by, title=group.name, created_at=now, changed_at=now)
            draft.save()
            draft.share(reach=Reach.GROUP, group=group, by=by, now=now)
            if agreed := CharterVersion.objects.agreed(group):
                draft.fill(agreed.texts, by=by, now=now)
        elif draft.removed_at or not group.is_tended_by(draft.author):
            Item.everything.filter(pk=draft.pk).update(author=by, removed_at=None)
            draft.author, draft.removed_at = by, None
        return draft

    def fill(self, texts: Mapping[str, str], *, by: Person, now: datetime) -> None:
        """Say what an agreed version says."""
        for code in FACETS:
            if texts.get(code):
                self.put(code, texts[code], now=now)
        self.keep_revision(by=by, now=now, cause=Cause.WRITING)
