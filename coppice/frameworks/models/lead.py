"""Who leads the scheme of a framework, and may write its next edition."""

from __future__ import annotations

import re
from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from coppice.accounts.models import Person
from coppice.audience.viewing import Viewer
from coppice.happenings.models import Happening
from coppice.kernel.ids import uuid7
from coppice.kernel.refusals import Refusal

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class NoSuchLead(Refusal):
    """Nobody can lead this scheme, or not this person."""


class LeadQuerySet(models.QuerySet["Lead"]):
    """Scheme leads, in the community's words."""

    def visible_to(self, viewer: object) -> LeadQuerySet:
        """All of them for the keepers of the site; for everybody else what they lead themselves."""
        person = Viewer.of(viewer).person
        if person is None:
            return self.none()
        return self.all() if keeps_the_site(person) else self.filter(person=person)

    def slugs_of(self, viewer: object) -> models.QuerySet[Lead, str]:
        """The frameworks that somebody leads."""
        return self.filter(person=Viewer.of(viewer).person).values_list("slug", flat=True)


class Lead(models.Model):
    """Somebody leads the scheme of one framework. The row is the role: taking it back removes the row."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="leads")
    slug = models.SlugField(max_length=40)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    objects: ClassVar[LeadQuerySet] = LeadQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["slug", "at", "id"]
        constraints = [models.UniqueConstraint(fields=["person", "slug"], name="leads_a_scheme_once")]

    @classmethod
    @transaction.atomic
    def give(cls, slug: str, *, to: Person, by: Person, now: datetime) -> Lead:
        """Let a member lead the scheme of this framework, which may be one that is still to be written."""
        if len(slug) > 40 or not SLUG.fullmatch(slug):
            raise NoSuchLead(
                _("The short name of a framework is made of small letters, digits and hyphens. Nothing was changed.")
            )
        if not (to.is_member and to.is_active):
            raise NoSuchLead(_("Only a member can lead a scheme. Nothing was changed."))
        lead, new = cls.objects.get_or_create(person=to, slug=slug, defaults={"given_by": by, "at": now})
        if new:
            path = reverse("frameworks:drafts")
            Happening.record(actor=by, verb="scheme given", about={"slug": slug}, tell=[to], path=path)
        return lead

    @transaction.atomic
    def take_back(self, *, by: Person, now: datetime) -> None:
        """They lead it no more. What they wrote stays with the scheme."""
        Happening.record(actor=by, verb="scheme taken back", about={"slug": self.slug})
        self.delete()


def keeps_the_site(person: Person) -> bool:
    """Stewards and administrators say who leads a scheme. They do not read its drafts for that."""
    return person.is_steward or person.is_staff
