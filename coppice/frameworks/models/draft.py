"""The next edition of a framework while it is written: one document, and every version of it.

Each version is a whole framework that the reader accepts. A change that would break it is refused with the reader's own
sentences, so that a draft can always be read, exported and published.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from itertools import pairwise
from typing import ClassVar

from django.conf import settings
from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from coppice.accounts.models import Person
from coppice.frameworks import holders
from coppice.frameworks.drafting.checking import Complaint, complaints
from coppice.frameworks.drafting.document import Place, own, part_at, tidied
from coppice.frameworks.models.edition import AlreadyPublished, Edition
from coppice.frameworks.models.lead import Lead
from coppice.frameworks.models.version import Publication, Version
from coppice.frameworks.reading import read_with_document
from coppice.frameworks.tree import Plain
from coppice.happenings.models import Happening
from coppice.kernel.ids import uuid7
from coppice.kernel.refusals import Refusal

type Change = Callable[[dict[str, Plain]], dict[str, Plain]]


class NotForDrafts(Refusal):
    """This framework or this draft is not there to be changed by this person, or not any more."""


class WouldBreak(Refusal):
    """With this change it would be no framework. `complaints` holds what the reader says, each with its place."""

    def __init__(self, found: list[Complaint]) -> None:
        self.complaints = found
        said = " ".join(str(each) for each in found)
        super().__init__(_("Nothing was changed, because the rest would no longer fit. {why}").format(why=said))


class ChangedMeanwhile(Refusal):
    """Somebody else changed the same part meanwhile. `version` is what there is now."""

    status = 409

    def __init__(self, version: Version, who: str) -> None:
        self.version = version
        said = _("{who} changed this part while you had it open. Nothing was replaced: look at both first.")
        super().__init__(said.format(who=who))


class DraftQuerySet(models.QuerySet["Draft"]):
    """Drafts, in the community's words."""

    def visible_to(self, viewer: object) -> DraftQuerySet:
        """Those who lead the scheme, and nobody else."""
        return self.filter(slug__in=Lead.objects.slugs_of(viewer))

    def with_what_became(self) -> DraftQuerySet:
        return self.select_related("publication__edition", "publication__by", "basis", "begun_by")


class Draft(models.Model):
    """The next edition of one framework. What it says is its newest version."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    slug = models.SlugField(max_length=40)
    basis = models.ForeignKey(Edition, on_delete=models.PROTECT, null=True, related_name="+")
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    begun_at = models.DateTimeField()
    put_away_at = models.DateTimeField(null=True)

    objects: ClassVar[DraftQuerySet] = DraftQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-begun_at", "-id"]
        indexes = [models.Index(fields=["slug"])]

    def get_absolute_url(self) -> str:
        return reverse("frameworks:draft", args=[self.pk])

    @classmethod
    def begin(cls, *, edition: Edition, version: str, by: Person, now: datetime) -> Draft:
        """A draft that says what an edition says, under a new version."""
        document = edition.document.body
        assert isinstance(document, dict)
        return cls._begin({**document, "version": version}, basis=edition, said="", by=by, now=now)

    @classmethod
    def bring(cls, source: bytes, *, by: Person, now: datetime) -> Draft:
        """A draft from a file. Raises WrongFile with every mistake."""
        framework, document = read_with_document(source)
        assert isinstance(document, dict)
        basis = Edition.objects.newest(framework.slug)
        return cls._begin(document, basis=basis, said=_("Brought in as a file"), by=by, now=now)

    @classmethod
    @transaction.atomic
    def _begin(
        cls, document: dict[str, Plain], *, basis: Edition | None, said: str, by: Person, now: datetime
    ) -> Draft:
        slug = str(document["slug"])
        if slug not in Lead.objects.slugs_of(by):
            raise NotForDrafts(
                _("You do not lead the scheme of “{slug}”, so no draft of it was begun.").format(slug=slug)
            )
        document = tidied(document)
        if found := complaints(document):
            raise WouldBreak(found)
        draft = cls.objects.create(slug=slug, basis=basis, begun_by=by, begun_at=now)
        draft.versions.create(number=1, document=document, said=said, by=by, at=now)
        return draft

    @property
    def newest(self) -> Version:
        """What it says now."""
        return self.versions.select_related("by").latest("number")

    @classmethod
    def newest_versions(cls, drafts: list[Draft]) -> models.QuerySet[Version]:
        """What each of these says now."""
        later = Version.objects.filter(draft=models.OuterRef("draft"), number__gt=models.OuterRef("number"))
        return Version.objects.filter(~models.Exists(later), draft__in=drafts).select_related("by")

    @property
    def became(self) -> Publication | None:
        """Its publication, if it was published."""
        return getattr(self, "publication", None)

    @property
    def is_open(self) -> bool:
        """Whether it is still being written."""
        return not self.became and self.put_away_at is None

    @property
    def is_published(self) -> bool:
        return Publication.objects.filter(draft=self).exists()

    @transaction.atomic
    def change(
        self, how: Change, *, said: str, by: Person, now: datetime, place: Place | None = None, base: int = 0
    ) -> Version:
        """Say it otherwise from now on. `base` is the version in which the person saw the part at `place`.

        Raises ChangedMeanwhile when somebody else changed that very part, WouldBreak when the rest would not fit.
        """
        row = Draft.objects.select_for_update().get(pk=self.pk)
        if row.is_published:
            raise NotForDrafts(_("This draft is published and never changes. Begin the next draft from the edition."))
        if row.put_away_at:
            raise NotForDrafts(_("This draft was put away. Take it up again first. Nothing was changed."))
        newest = row.newest
        if place and (who := row._changed_since(base, place)):
            raise ChangedMeanwhile(newest, who)
        document = tidied(how(newest.document))
        if document == newest.document:
            return newest
        if found := complaints(document):
            raise WouldBreak(found)
        return row.versions.create(number=newest.number + 1, document=document, said=said[:200], by=by, at=now)

    def _changed_since(self, number: int, place: Place) -> str:
        """Who changed this part last, after the version with this number; empty when nobody did."""
        since = list(self.versions.filter(number__gte=number).select_related("by"))
        changed = (
            new
            for new, old in pairwise(since)
            if own(part_at(new.document, place)) != own(part_at(old.document, place))
        )
        newest = next(changed, None)
        return str(newest.by or _("Somebody")) if newest else ""

    def restore(self, version: Version, *, by: Person, now: datetime) -> Version:
        """Say again what an earlier version said. What it says now stays a version too."""
        said = _("Back to version {number}").format(number=version.number)
        return self.change(lambda _now: version.document, said=said, by=by, now=now)

    @transaction.atomic
    def publish(self, *, base: int, by: Person, now: datetime) -> Publication:
        """Make it an edition, which never changes. People with a portfolio on an older one are told; nothing moves."""
        row = Draft.objects.select_for_update().get(pk=self.pk)
        newest = row.newest
        if row.is_published or row.put_away_at or newest.number != base:
            raise NotForDrafts(
                _("This draft was changed or published meanwhile. Nothing was published: look it over once more.")
            )
        edition, new = Edition.objects.publish(newest.file, now=now)
        if not new:
            raise AlreadyPublished(
                _("{edition} is published already. Give the draft a new version first.").format(edition=edition)
            )
        publication = Publication.objects.create(draft=row, edition=edition, by=by, at=now)
        for older, people in holders.of_older(edition):
            path = reverse("frameworks:comparison", args=[edition.slug, older.version, edition.version])
            about = {"edition": str(edition.pk)}
            Happening.record(actor=by, verb="edition published", about=about, tell=people, path=path, at=now)
        return publication

    @transaction.atomic
    def put_away(self, *, by: Person, now: datetime) -> None:
        """Off the list of drafts, with all of its versions, until somebody takes it up again."""
        row = Draft.objects.select_for_update().get(pk=self.pk)
        if row.is_published:
            raise NotForDrafts(_("This draft became an edition and stays with it. Nothing was put away."))
        row.put_away_at = now
        row.save(update_fields=["put_away_at"])
        others = Lead.objects.filter(slug=self.slug).values_list("person", flat=True)
        Happening.record(actor=by, verb="draft put away", tell=others, path=reverse("frameworks:drafts"), at=now)

    def take_up(self, *, by: Person, now: datetime) -> None:
        """Go on with a draft that was put away."""
        Draft.objects.filter(pk=self.pk).update(put_away_at=None)
