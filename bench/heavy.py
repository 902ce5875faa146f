"""The member whose pages are measured: a journal of ten thousand entries, and one portfolio written to the end."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from itertools import cycle, islice
from typing import Any

from allauth.account.models import EmailAddress

from bench import prose
from bench.rows import put, put_items
from coppice.accounts.models import Person
from coppice.audience.models import Grant
from coppice.discussion.anchors import make_by_quote
from coppice.discussion.models import Comment
from coppice.files.models import File
from coppice.frameworks.models import Edition
from coppice.groups.models import Group, Membership
from coppice.happenings.models import Happening
from coppice.journal.models import Entry, EntryCode, EntryLink, Impact, Tool
from coppice.kernel import richtext
from coppice.kernel.ids import uuid7
from coppice.notices.models import Notice
from coppice.portfolios.models import Claim, Evidence, Portfolio, Recognition, Section, Status
from coppice.revisions.models import Cause, Revision

AT_ONCE = 1000
WORDS, SECTIONS, EVIDENCE, COMMENTS, REVISIONS, NOTICES = 15_000, 15, 100, 60, 200, 40
CODES = ("1a", "1b", "1c", "2a", "2b", "3a", "3b", "4a", "P1", "P2", "P3", "P4")
TOOLS = ("Moodle", "Padlet", "Panopto", "Mentimeter", "H5P", "Miro", "Teams", "Zoom", "Xerte", "Kahoot")


@dataclass(frozen=True)
class Heavy:
    """Whose pages, and which."""

    writer: Person
    reader: Person
    entry: Entry
    portfolio: Portfolio
    section: Section


def settle(people: list[Person], now: datetime) -> Heavy:
    """The member herself, a hundred entries, her portfolio, and three who asked her to read theirs."""
    writer = Person.objects.create_user("wren@bench.example", name="Wren Writer")
    EmailAddress.objects.create(user=writer, email=writer.email, verified=True, primary=True)
    Membership.objects.bulk_create(Membership(group=group, person=writer) for group in Group.objects.all()[:3])
    for name in TOOLS:
        Tool.objects.create(person=writer, name=name, key=Tool.key_of(name))
    entries = capture(writer, 0, 100, now)
    portfolio = Portfolio.begin(edition=Edition.objects.get(slug="cmalt"), pathway="senior", by=writer, now=now)
    while portfolio.here().count() < SECTIONS:
        portfolio.add_section(code="6", own_title="One more area", by=writer, now=now)
    sections = write_sections(portfolio, people[:3], now)
    lend_evidence(sections, entries, now)
    portfolio.grant(person=people[1], reason="asked to read and comment", by=writer, now=now)
    for other in Portfolio.objects.exclude(author=writer)[:3]:
        other.grant(person=writer, reason="asked to read and comment", by=other.author, now=now)
    comment(sections, people[1], now)
    keep_revisions(sections[2], now)
    return Heavy(writer, people[1], entries[0], portfolio, sections[2])


@cache
def entry_texts(number: int) -> dict[str, str]:
    words = {"happened": 120, "so_what": 80, "now_what": 40}
    return {code: prose.html(100 + number, length) for code, length in words.items()}


def capture(writer: Person, have: int, wanted: int, now: datetime) -> list[Entry]:
    """Entries number `have` to `wanted`, with codes, tools, files and links as people have them."""
    tools = list(Tool.objects.filter(person=writer))
    every: list[Entry] = []
    for first in range(have, wanted, AT_ONCE):
        entries = [entry_of(writer, number, now) for number in range(first, min(first + AT_ONCE, wanted))]
        put_items(entries)
        hang(entries, tools, first, now)
        tell(writer, entries[:: max(1, 2500 // NOTICES)], now)
        every += entries
    return every


def entry_of(writer: Person, number: int, now: datetime) -> Entry:
    at = now - timedelta(hours=number)
    return Entry(
        id=uuid7(), author=writer, keeper=writer, title=prose.title(number), gist=prose.title(number + 5) * 3,
        texts=entry_texts(number % 40), words=240, searchable=prose.title(number) * 20, created_at=at, changed_at=at,
        written_at=at, happened_on=(now - timedelta(days=number % 1800)).date(), is_draft=number % 5 == 1,
        impact=[*Impact.values, ""][number % 7], impact_known="Because they said so.", with_whom="Two lecturers",
    )  # fmt: skip


def hang(entries: list[Entry], tools: list[Tool], first: int, now: datetime) -> None:
    """What belongs to entries."""
    numbered = list(enumerate(entries, first))
    EntryCode.objects.bulk_create(
        EntryCode(entry=entry, code=f"cmalt:{CODES[(n + step) % len(CODES)]}")
        for n, entry in numbered
        for step in (0, 5)
    )
    through: Any = Entry.tools.through
    through.objects.bulk_create(
        through(entry_id=entry.pk, tool_id=tools[(n + step) % len(tools)].pk)
        for n, entry in numbered
        for step in (0, 3)
    )
    EntryLink.objects.bulk_create(
        EntryLink(entry=entry, url=f"https://example.org/{n}", kept_on=now.date())
        for n, entry in numbered
        if n % 7 == 0
    )
    File.objects.bulk_create(
        File(item_id=entry.pk, owner_id=entry.author_id, name=f"photo-{n}.jpg", media_type="image/jpeg", size=90_000,
             sha256=f"{n:064x}", width=1200, height=800, alt="A full whiteboard")
        for n, entry in numbered if n % 4 == 0
    )  # fmt: skip


def tell(writer: Person, entries: list[Entry], now: datetime) -> None:
    """Notices, the newest of them not seen yet."""
    happenings = [
        Happening(actor=writer, verb="commented", item_id=entry.pk, about={}, at=entry.changed_at) for entry in entries
    ]
    Happening.objects.bulk_create(happenings)
    Notice.objects.bulk_create(
        Notice(person=writer, happening=happening, made_at=happening.at, seen_at=now if place > 3 else None)
        for place, happening in enumerate(happenings)
    )


def write_sections(portfolio: Portfolio, readers: list[Person], now: datetime) -> list[Section]:
    """Fifteen thousand words, with claims by the author and what readers recognised."""
    sections: list[Section] = list(portfolio.here())
    for number, section in enumerate(sections):
        codes = [facet.code for facet in section.facets]
        section.texts = {code: prose.html(1000 + number, WORDS // SECTIONS // len(codes)) for code in codes}
        section.words = sum(richtext.word_count(html) for html in section.texts.values())
        section.status, section.written_at = Status.values[1 + number % 3], now
        section.save()
        principles = section.portfolio.framework.principles
        Claim.objects.bulk_create(
            Claim(section=section, code=each.code, made_at=now) for each in principles[number % 3 :]
        )
        Recognition.objects.bulk_create(
            Recognition(section=section, code=principles[0].code, by=reader, made_at=now) for reader in readers[1:]
        )
    return sections


def lend_evidence(sections: list[Section], entries: list[Entry], now: datetime) -> None:
    pairs = list(zip(islice(cycle(sections), EVIDENCE), islice(cycle(entries), EVIDENCE), strict=True))
    Evidence.objects.bulk_create(
        Evidence(section=section, entry=entry, note="It shows how the need came first.", position=n, added_at=now)
        for n, (section, entry) in enumerate(pairs)
    )
    Grant.objects.bulk_create(
        Grant(
            item_id=entry.pk,
            through_id=section.pk,
            reason="evidence in a section",
            made_by_id=entry.author_id,
            made_at=now,
        )
        for section, entry in pairs
    )


def comment(sections: list[Section], reader: Person, now: datetime) -> None:
    """Sixty comments: ten more on the measured section than on others; many are answered, some are settled."""
    written = [section for section in sections if section.texts]
    about = [sections[2]] * 10 + list(islice(cycle(written), COMMENTS - 10 - 20))
    threads = [thread_on(section, number, reader, now) for number, section in enumerate(about)]
    Comment.objects.bulk_create(threads)
    Comment.objects.bulk_create(
        Comment(
            item_id=thread.item_id, author_id=section.author_id, parent=thread, html="<p>Thank you.</p>", made_at=now
        )
        for thread, section in list(zip(threads, about, strict=True))[:20]
    )


def thread_on(section: Section, number: int, reader: Person, now: datetime) -> Comment:
    code, html = list(section.texts.items())[number % len(section.texts)]
    block = richtext.blocks(html)[number % 5]
    anchor = make_by_quote(html, block.id, " ".join(block.text.split()[1:5]), 0, code)
    return Comment(
        id=uuid7(), item_id=section.pk, author=reader, html="<p>How do you know that it was this?</p>", made_at=now,
        anchor=anchor.as_json() if anchor else None, revision=1, resolved_at=now if number % 6 == 5 else None,
    )  # fmt: skip


def keep_revisions(section: Section, now: datetime) -> None:
    """Two hundred versions of one section; in each, one of its texts is another."""
    codes = list(section.texts)
    versions = [
        {**section.texts, codes[n % len(codes)]: edited(section.texts[codes[n % len(codes)]], n)}
        for n in range(REVISIONS)
    ]
    put(
        Revision,
        [
            Revision(id=uuid7(), item_id=section.pk, number=n, author_id=section.author_id, cause=Cause.WRITING,
                     snapshot={"title": section.title, "texts": texts}, words=section.words,
                     at=now - timedelta(minutes=10 * (REVISIONS - n)))
            for n, texts in enumerate(versions, 1)
        ],
    )  # fmt: skip


def edited(html: str, number: int) -> str:
    """The same text with a few words changed in the middle and a paragraph added."""
    half = len(html) // 2
    changed = html[:half] + html[half:].replace("students", "learners", 3).replace("quietly", "without a word", 2)
    return richtext.clean(f"{changed}<p>{prose.title(number)}.</p>")
