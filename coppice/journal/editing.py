"""Saving an entry as its form sends it: texts, details, people and files together, and nothing of it lost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from coppice.accounts.models import Person
from coppice.files.models import Brought, File
from coppice.journal.models import Entry
from coppice.journal.models.entry import Details
from coppice.kernel import richtext
from coppice.kernel.refusals import Refusal
from coppice.revisions.models import Revision


@dataclass(frozen=True)
class Typed:
    """One text from a plain field: its Markdown, and the fingerprint of what it was made from."""

    markdown: str
    base: str = ""


@dataclass
class Outcome:
    """What became of a save: texts set aside because another hand wrote, and why some files were not kept."""

    set_aside: list[Revision] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


@transaction.atomic
def save(
    entry: Entry,
    *,
    texts: Mapping[str, Typed],
    details: Details,
    people: Sequence[tuple[str, str, str]],
    by: Person,
    now: datetime,
) -> Outcome:
    """Save all of it. A text that was changed elsewhere meanwhile is set aside as a version of its own."""
    outcome = Outcome()
    for code, typed in texts.items():
        old = entry.text(code)
        if same_words(richtext.to_markdown(old), typed.markdown):
            continue
        html = richtext.from_markdown_over(old, typed.markdown)
        answer = entry.save_text(code=code, html=html, bases=[typed.base], by=by, now=now)
        if isinstance(answer, Revision):
            outcome.set_aside.append(answer)
    entry.describe(details, by=by, now=now)
    entry.set_permissions(people, by=by, now=now)
    return outcome


def same_words(one: str, other: str) -> bool:
    return one.strip() == other.replace("\r\n", "\n").strip()


def capture(given: Mapping[str, Any], *, by: Person, now: datetime) -> tuple[Entry, list[str]]:
    """Keep what a capture form holds, and why some files could not be kept.

    The rows are written all or none: an entry that is sent again after an accident is not there without its files.
    """
    brought, refused = bring(given["file"])
    sounds, unheard = bring(filter(None, [given["sound"]]))
    brought += [sound.as_sound(given["said"]) for sound in sounds]
    html = richtext.from_markdown(words_for(given, is_heard=bool(sounds)))
    with transaction.atomic():
        entry, is_new = Entry.capture(html=html, happened_on=given["happened_on"], by=by, now=now, once=given["once"])
        if not is_new:
            return entry, []
        if given["link"]:
            entry.set_links([(given["link"], "")], now=now)
        for one in brought:
            File.hang(one, item=entry, by=by)
    return entry, refused + unheard


def words_for(given: Mapping[str, Any], *, is_heard: bool) -> str:
    """What was written, with what was said where no recording holds it; else the one of them, else names of files."""
    happened, said = given["happened"].strip(), given["said"].strip()
    if happened and said and not is_heard:
        return f"{happened}\n\n{said}"
    names = " · ".join(upload.name or "" for upload in [*given["file"], *filter(None, [given["sound"]])])
    return happened or said or names


def bring(uploads: Iterable[Any]) -> tuple[list[Brought], list[str]]:
    """Each upload looked at and on the disk, and the reasons why some could not be kept."""
    brought, refused = [], []
    for upload in uploads:
        try:
            brought.append(File.bring(upload.file, upload.name or "file"))
        except Refusal as refusal:
            refused.append(refusal.sentence.removesuffix(_("Nothing was added.")).rstrip())
    return brought, refused


def keep_files(entry: Entry, uploads: Sequence[Any], *, by: Person, now: datetime) -> list[str]:
    """Keep each upload with the entry; the reasons why some could not be kept."""
    brought, refused = bring(uploads)
    for one in brought:
        File.hang(one, item=entry, by=by)
    if brought:
        entry.touch(now=now)
    return refused
