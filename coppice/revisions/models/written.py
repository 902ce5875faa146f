"""Writing that is saved while it is written, and never lost."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext as _

from coppice.accounts.models import Person
from coppice.audience.models import Item
from coppice.kernel import richtext
from coppice.kernel.refusals import Refusal
from coppice.revisions.models.revision import SITTING, Cause, Revision


class TooLong(Refusal):
    """A text beyond what one item can hold."""

    status = 413


class Conflict(Exception):
    """The text was changed elsewhere meanwhile. `kept` holds what could not be saved; `current` is what is there."""

    def __init__(self, *, current: str, kept: Revision) -> None:
        super().__init__("The text was changed elsewhere meanwhile.")
        self.current, self.kept = current, kept


@dataclass(frozen=True)
class Saved:
    """The answer to a save that is committed."""

    html: str
    fingerprint: str
    words: int
    at: datetime
    superseded: bool = False


class Written(models.Model):
    """A kind of Item with texts: {code: clean HTML}. `writers` says who wrote each last: {code: [writer, sequence]}."""

    texts = models.JSONField(default=dict, editable=False)
    writers = models.JSONField(default=dict, editable=False)
    words = models.PositiveIntegerField(default=0, editable=False)
    written_at = models.DateTimeField(null=True, editable=False)

    # The codes of those texts that ask what one makes of it.
    reflecting: ClassVar[Collection[str]] = ()
    # The relation by which links hang on it, each with `url` and `label`.
    linked_by: ClassVar[str] = ""

    class Meta:
        abstract = True

    @property
    def text_codes(self) -> Collection[str]:
        """The codes of the texts that this can have; each kind says."""
        raise NotImplementedError

    @property
    def writing_url(self) -> str:
        """Where its author writes it."""
        return str(self.get_absolute_url())  # type: ignore[attr-defined]

    @property
    def people_are_noted(self) -> bool:
        """Whether its author noted who is in it and how that was agreed."""
        return False

    @property
    def pictures_beside(self) -> Sequence[str]:
        """What is said of each picture that is shown beside its texts and stands in none of them."""
        return ()

    @property
    def links_beside(self) -> Sequence[tuple[str, str]]:
        """Address and name of each link that is kept beside its texts."""
        return [(one.url, str(one)) for one in getattr(self, self.linked_by).all()] if self.linked_by else ()

    def text(self, code: str) -> str:
        html: str = self.texts.get(code, "")
        return html

    def snapshot(self) -> dict[str, Any]:
        return {"title": self.title, "texts": self.texts}  # type: ignore[attr-defined]

    def locked(self) -> Self:
        """This row as it is now, held until the transaction ends."""
        row: Self = type(self).everything.select_for_update(of=("self",)).get(pk=self.pk)  # type: ignore[attr-defined]
        return row

    @transaction.atomic
    def save_text(
        self,
        *,
        code: str,
        html: str,
        bases: Collection[str],
        by: Person,
        now: datetime,
        writer: str = "",
        sequence: int = 0,
    ) -> Saved | Revision:
        """Save one text, or keep it as a revision when another hand wrote meanwhile (then that revision is the answer).

        `bases` are fingerprints the writer may have started from; `writer` names one editing session and `sequence`
        counts its sends, so that its own unanswered sends are no conflict and an overtaken one changes nothing.
        """
        if len(html) > settings.LARGEST_TEXT:
            raise TooLong(
                _(
                    "This text is too long to be kept in one piece. It is still in your browser: "
                    "divide it in two and save again."
                )
            )
        row = self.locked()
        old, new = row.text(code), richtext.clean(html)
        old_print, new_print = richtext.fingerprint(old), richtext.fingerprint(new)
        last_writer, last_sequence = row.writers.get(code, ["", 0])
        mine = bool(writer) and writer == last_writer
        if new_print != old_print and mine and sequence <= last_sequence:
            return Saved(old, old_print, row.words, row.written_at or now, superseded=True)
        if new_print != old_print and not mine and old_print not in bases and old:
            return row.keep_aside(code, new, by=by, now=now)
        if new_print != old_print and not mine and old:
            row.keep_revision(by=by, now=now, cause=Cause.REPLACED)
        if new_print == old_print and mine and sequence <= last_sequence:
            return Saved(old, old_print, row.words, row.written_at or now)
        row.put(code, new, writer=writer, sequence=sequence, now=now)
        row.keep_sitting(by=by, now=now)
        self.texts, self.words, self.written_at, self.writers = row.texts, row.words, row.written_at, row.writers
        return Saved(new, new_print, row.words, now)

    def write(
        self,
        *,
        code: str,
        html: str,
        bases: Collection[str],
        by: Person,
        now: datetime,
        writer: str = "",
        sequence: int = 0,
    ) -> Saved:
        """As save_text, but raises Conflict, after the text that could not be saved was kept and committed."""
        answer = self.save_text(code=code, html=html, bases=bases, by=by, now=now, writer=writer, sequence=sequence)
        if isinstance(answer, Revision):
            current = type(self).everything.values_list("texts", flat=True).get(pk=self.pk)  # type: ignore[attr-defined]
            raise Conflict(current=current.get(code, ""), kept=answer)
        return answer

    def put(self, code: str, html: str, *, now: datetime, writer: str = "", sequence: int = 0) -> None:
        """Set one text and what follows from it, in the caller's transaction."""
        self.texts = {**self.texts, code: html}
        self.writers = {**self.writers, code: [writer, sequence]}
        self.words = sum(richtext.word_count(text) for text in self.texts.values())
        self.written_at = now
        self.save(update_fields=["texts", "writers", "words", "written_at"])
        self.touch(now=now)  # type: ignore[attr-defined]

    def keep_aside(self, code: str, html: str, *, by: Person, now: datetime) -> Revision:
        """Keep a text that can't be saved: as a revision, beside what is there."""
        snapshot = {"title": self.title, "texts": {**self.texts, code: html}}  # type: ignore[attr-defined]
        newest = Revision.objects.of(self).newest()  # type: ignore[arg-type]
        if newest and newest.cause == Cause.KEPT and newest.snapshot == snapshot:
            return newest
        words = richtext.word_count(html)
        return Revision.make(item=self, snapshot=snapshot, words=words, by=by, now=now, cause=Cause.KEPT)  # type: ignore[arg-type]

    def keep_sitting(self, *, by: Person, now: datetime) -> None:
        """A revision now and then while somebody writes: the first save of a sitting, then every five minutes."""
        newest = Revision.objects.of(self).newest()  # type: ignore[arg-type]
        if newest is None or now - newest.at >= SITTING:
            self.keep_revision(by=by, now=now, cause=Cause.WRITING)

    @transaction.atomic
    def keep_revision(self, *, by: Person, now: datetime, cause: Cause, name: str = "") -> Revision:
        """The revision of what is there now: a new one, unless the newest says the same and no name is given."""
        newest = Revision.objects.of(self).newest()  # type: ignore[arg-type]
        if newest and not name and newest.cause != Cause.KEPT and newest.snapshot == self.snapshot():
            return newest
        return Revision.make(
            item=self,  # type: ignore[arg-type]
            snapshot=self.snapshot(),
            words=self.words,
            by=by,
            now=now,
            cause=cause,
            name=name,
        )

    @transaction.atomic
    def restore(self, revision: Revision, *, by: Person, now: datetime) -> None:
        """Say again what an earlier revision said; what is there now is kept as a revision first."""
        row = self.locked()
        row.keep_revision(by=by, now=now, cause=Cause.RESTORING)
        for code in row.text_codes:
            if row.text(code) != revision.texts.get(code, ""):
                row.put(code, revision.texts.get(code, ""), now=now)
        row.keep_revision(by=by, now=now, cause=Cause.WRITING)
        self.texts, self.words, self.written_at = row.texts, row.words, row.written_at


def writable(item: Item) -> Any:
    """The item as its kind if it has texts, else None."""
    kind = item.as_kind()
    return kind if isinstance(kind, Written) else None


def text_labels(written: Any) -> dict[str, str]:
    """Code to label; a kind may name its texts."""
    labels: dict[str, str] = getattr(written, "text_labels", None) or {
        code: code.replace("_", " ").capitalize() for code in written.text_codes
    }
    return labels
