"""Published editions of frameworks. An edition never changes: a changed document is a new version."""

import hashlib
import json
from collections import OrderedDict
from datetime import datetime
from typing import Any, ClassVar, Self

from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from coppice.frameworks.framework import Framework
from coppice.frameworks.reading import from_document, read_with_document
from coppice.frameworks.tree import Plain
from coppice.kernel.ids import uuid7
from coppice.kernel.refusals import Refusal

KEPT_PARSED = 32
_parsed: OrderedDict[str, Framework] = OrderedDict()


class AlreadyPublished(Refusal):
    """This version is published with other content."""


class EditionQuerySet(models.QuerySet["Edition"]):
    """Editions. They are public: everybody may read them, guests included."""

    def visible_to(self, viewer: object) -> Self:
        return self.all()

    def offered(self) -> Self:
        """The newest edition of each framework, by name."""
        newest = self.model.objects.filter(slug=models.OuterRef("slug")).order_by("-loaded_at", "-id").values("id")[:1]
        return self.filter(id=models.Subquery(newest)).order_by("name", "id")

    def in_order(self) -> Self:
        return self.order_by("name", "-loaded_at", "-id")

    def newest(self, slug: str) -> "Edition | None":
        """The newest edition of this framework, if it has one."""
        return self.filter(slug=slug).order_by("-loaded_at", "-id").first()

    def named(self, slug: str, version: str) -> "Edition":
        return self.get(slug=slug, version=version)

    def publish(self, source: bytes, *, now: datetime | None = None) -> "tuple[Edition, bool]":
        """The edition of this file, and whether it is new. Publishing the same again changes nothing.

        Raises WrongFile with every mistake, or AlreadyPublished when the version is there with other content.
        """
        framework, document = read_with_document(source)
        checksum = checksum_of(document)
        with transaction.atomic():
            known = self.select_for_update().filter(slug=framework.slug, version=framework.version).first()
            if known is None:
                return self._create(framework, document, checksum, now or timezone.now()), True
        if known.checksum != checksum:
            said = _(
                "{edition} is published with other content, and an edition never changes. "
                "Give the changed document a new version."
            )
            raise AlreadyPublished(said.format(edition=known))
        return known, False

    def _create(self, framework: Framework, document: Plain, checksum: str, now: datetime) -> "Edition":
        edition = self.create(
            slug=framework.slug,
            version=framework.version,
            name=framework.name,
            checksum=checksum,
            loaded_at=now,
        )
        Document.objects.create(edition=edition, body=document)
        return edition


class Edition(models.Model):
    """One version of a framework, light enough to come along with every portfolio; its document lies beside it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    slug = models.SlugField(max_length=40)
    version = models.CharField(max_length=40)
    name = models.CharField(max_length=80)
    checksum = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()

    objects: ClassVar[EditionQuerySet] = EditionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["name", "-loaded_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["slug", "version"], name="one_edition_a_version")]

    def __str__(self) -> str:
        return f"{self.name} {self.version}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AlreadyPublished(f"{self} is published, and an edition never changes.")
        super().save(*args, **kwargs)

    @property
    def framework(self) -> Framework:
        """What the document says. Read once in a process; after that it costs no query."""
        found = _parsed.get(self.checksum)
        if found is None:
            found = _parsed[self.checksum] = from_document(Document.objects.get(edition_id=self.id).body)
            while len(_parsed) > KEPT_PARSED:
                _parsed.popitem(last=False)
        return found

    def get_absolute_url(self) -> str:
        return reverse("frameworks:edition", args=[self.slug, self.version])

    def url_of(self, code: str) -> str:
        """The guidance for a section, or the questions of a principle."""
        return reverse("frameworks:part", args=[self.slug, self.version, code])


class Document(models.Model):
    """The document of an edition, as it was read."""

    edition = models.OneToOneField(Edition, on_delete=models.CASCADE, primary_key=True, related_name="document")
    body: "models.JSONField[Plain, Plain]" = models.JSONField()


def checksum_of(document: Plain) -> str:
    """SHA-256 of what the document says; comments and layout do not count."""
    canonical = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
