"""Where a text of a section came from, when it was brought over from another portfolio of the same person."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, NamedTuple

from django.db import models, transaction
from django.utils.translation import gettext as _

from coppice.accounts.models import Person
from coppice.files.models import File
from coppice.happenings.models import Happening
from coppice.kernel import richtext
from coppice.kernel.ids import uuid7
from coppice.kernel.refusals import Refusal
from coppice.portfolios.documents.canonical import files_mentioned, readdressed
from coppice.portfolios.merging import Merged, merged
from coppice.portfolios.models.section import NotYours, Section
from coppice.revisions.models import Cause, Revision


class End(NamedTuple):
    """One of the two texts: where it stands, and the version and print of it when both were last side by side."""

    section: Section
    code: str
    number: int
    print: str

    @property
    def html(self) -> str:
        return self.section.text(self.code)

    @property
    def is_changed(self) -> bool:
        return richtext.fingerprint(self.html) != self.print

    @property
    def before(self) -> str:
        """What it said then. Without that version nothing counts as changed."""
        then = Revision.objects.of(self.section).filter(number=self.number).first()
        return then.texts.get(self.code, "") if then else self.html


class TextOriginQuerySet(models.QuerySet["TextOrigin"]):
    """Where texts came from: their author's alone, whoever may read the sections."""

    def of(self, section: Section) -> TextOriginQuerySet:
        """Both ways: where its texts came from, and where they went."""
        return self.filter(models.Q(section=section) | models.Q(source=section))

    def with_both(self) -> TextOriginQuerySet:
        """With both ends, which are ten tables."""
        return self.select_related("section__whole__edition", "source__whole__edition")


class TextOrigin(models.Model):
    """A text that was brought over as a copy. `told` says in words where from, should that be elsewhere or gone; `key`
    is the id that the section it came from had then, and stays the same on every journey.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="text_origins")
    code = models.CharField(max_length=80)
    source = models.ForeignKey(Section, on_delete=models.SET_NULL, null=True, related_name="brought_to")
    source_code = models.CharField(max_length=80)
    key = models.CharField(max_length=64)
    told = models.JSONField(default=dict)
    number = models.PositiveIntegerField()
    print = models.CharField(max_length=16)
    own_number = models.PositiveIntegerField()
    own_print = models.CharField(max_length=16)
    brought_at = models.DateTimeField()

    objects: ClassVar[TextOriginQuerySet] = TextOriginQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["brought_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["section", "code", "key", "source_code"], name="a_text_comes_over_once")
        ]

    def __str__(self) -> str:
        return f"{self.told.get('section', '')} ({self.told.get('portfolio', '')})"

    @classmethod
    @transaction.atomic
    def bring_over(
        cls, *, source: Section, source_code: str, into: Section, code: str, by: Person, now: datetime
    ) -> TextOrigin:
        """Copy a text below what is written there already, with its pictures, and keep where it came from."""
        if {source.author_id, into.author_id} != {by.pk}:
            raise NotYours(_("Texts are brought over between portfolios of your own. Nothing was changed."))
        whole, here = source.locked(), into.locked()
        if whole.pk == here.pk or code not in here.text_codes or not whole.text(source_code):
            raise Refusal(_("There is nothing to bring over there. Nothing was changed."))
        if cls.objects.filter(section=into, code=code, key=str(source.pk), source_code=source_code).exists():
            raise Refusal(_("This text is here already. Nothing was changed; you can see what changed in it since."))
        old = here.text(code)
        html = richtext.clean(old + with_pictures(whole.text(source_code), here, by=by))
        here.write(code=code, html=html, bases=[richtext.fingerprint(old)], by=by, now=now)
        row = cls(section=here, code=code, source=whole, source_code=source_code, key=str(source.pk), brought_at=now)
        row.mark(by=by, now=now)
        cls.objects.filter(section=here, code=code, own_print=richtext.fingerprint(old)).update(
            own_number=row.own_number, own_print=row.own_print
        )
        Happening.record(actor=by, verb="text brought over", item=here, about={"from": str(source.pk), "code": code})
        return row

    def mark(self, *, by: Person, now: datetime) -> None:
        """Both are side by side as they are now; each keeps the version."""
        assert self.source is not None
        theirs, mine = self.source.locked(), self.section.locked()
        self.number = theirs.keep_revision(by=by, now=now, cause=Cause.WRITING).number
        self.own_number = mine.keep_revision(by=by, now=now, cause=Cause.WRITING).number
        self.print = richtext.fingerprint(theirs.text(self.source_code))
        self.own_print = richtext.fingerprint(mine.text(self.code))
        self.told = {"section": theirs.title, "portfolio": theirs.portfolio.title}
        self.save()

    @property
    def is_here(self) -> bool:
        """Whether what it came from is still at hand, and not in the bin."""
        return self.source is not None and all(
            one.removed_at is None for one in (self.source, self.source.portfolio, self.section, self.section.portfolio)
        )

    def ends(self, here: Section) -> tuple[End, End]:
        """The text in this section, and the other."""
        assert self.source is not None
        copy = End(self.section, self.code, self.own_number, self.own_print)
        original = End(self.source, self.source_code, self.number, self.print)
        return (copy, original) if here.pk == self.section_id else (original, copy)

    def brought_into(self, here: Section) -> Merged:
        """What the text here would be with what changed in the other since."""
        mine, theirs = self.ends(here)
        before, after = (at_home(html, mine.section) for html in (theirs.before, theirs.html))
        return merged(before, after, mine.html)

    @transaction.atomic
    def bring_change(self, *, into: Section, seen: tuple[str, str], by: Person, now: datetime) -> bool:
        """Bring over what changed in the other text, if both are as they were `seen`; what was here stays a version."""
        mine, theirs = (end._replace(section=end.section.locked()) for end in self.ends(into))
        if (richtext.fingerprint(mine.html), richtext.fingerprint(theirs.html)) != seen:
            return False
        made = merged(at_home(theirs.before, mine.section), at_home(theirs.html, mine.section), mine.html).html
        html = with_pictures(made, mine.section, by=by)
        mine.section.write(code=mine.code, html=html, bases=[seen[0]], by=by, now=now)
        self.mark(by=by, now=now)
        Happening.record(
            actor=by, verb="change brought over", item=mine.section, about={"from": str(theirs.section.pk)}
        )
        return True

    @transaction.atomic
    def leave_change(self, *, by: Person, now: datetime) -> None:
        """Both stay as they are; what was seen is not offered again."""
        self.mark(by=by, now=now)

    @transaction.atomic
    def part(self, *, by: Person) -> None:
        """The two are two texts from now on."""
        self.delete()
        Happening.record(actor=by, verb="texts parted", item=self.section)


def at_home(html: str, section: Section) -> str:
    """Its pictures as those of the section, where the section has the same."""
    names = files_mentioned(html)
    if not names:
        return html
    there = dict(File.objects.of(section).values_list("sha256", "pk"))
    found = File.objects.filter(pk__in=names).values_list("pk", "sha256")
    same = {str(pk): str(there[sha256]) for pk, sha256 in found if sha256 in there}
    return readdressed(html, dict(zip(names, names, strict=True)) | same)


def with_pictures(html: str, section: Section, *, by: Person) -> str:
    """The text with its pictures hanging on the section, so that whoever reads it sees them, and no file elsewhere."""
    there = set(File.objects.of(section).values_list("sha256", flat=True))
    for file in File.objects.filter(pk__in=files_mentioned(html), owner=by).exclude(sha256__in=there):
        file.pk, file._state.adding, file.item_id = uuid7(), True, section.pk
        file.save()
    return at_home(html, section)
