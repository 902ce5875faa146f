"""A world for tests of privacy: everything of every kind, the owner's, in one state of sharing."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone
from PIL import Image

from coppice.audience.models import Item, Reach
from coppice.chats.models import Answer, Chat, Line, Part, Transcript
from coppice.conversations.models import Topic
from coppice.discussion.anchors import make_by_quote
from coppice.discussion.models import Comment, PrivateNote, Suggestion
from coppice.files.covering import Area
from coppice.files.models import File
from coppice.frameworks.models import Edition
from coppice.inbound import processing
from coppice.inbound.models import Arrival
from coppice.journal.models import Entry
from coppice.kernel import richtext
from coppice.notices.models import Notice, tell
from coppice.people.models import Fact, Side, Skill, Statement
from coppice.people.models.skill import Described
from coppice.portfolios.models import Portfolio, Section, TextOrigin
from coppice.portfolios.models.transfer import Transfer
from coppice.readers.models import Reader
from coppice.revisions.models import Cause
from tests.cast import Cast

CANARY = "Quokkaberry"
MEMBERS = {"owner", "fellow", "elsewhere", "reader", "steward", "administrator"}
# state -> who sees what is put into it
STATES: dict[str, set[str]] = {
    "only me": {"owner"},
    "group": {"owner", "fellow"},
    "members": MEMBERS,
    "public": MEMBERS | {"colleague", "nobody"},
    "asked to read": {"owner", "reader"},
    "no longer asked": {"owner"},
    "in the bin": set(),
}


@dataclass
class World:
    """What there is. Each value of `things` is what stands in an address; `subjects` are the items that govern it."""

    portfolio: Portfolio
    section: Section
    private: Entry
    lent: Entry
    fact: Fact
    statement: Statement
    topic: Topic
    chat: Chat
    past: Chat
    things: dict[str, Any]

    @property
    def items(self) -> list[Item]:
        lines: list[Item] = [self.fact, self.statement]
        return [self.portfolio, self.section, self.private, self.lent, self.topic, self.chat, self.past, *lines]

    def put_into(self, state: str, cast: Cast) -> None:
        for item in (self.portfolio, self.private, self.topic, self.chat, self.past, self.fact, self.statement):
            put(item, state, cast)


def put(item: Item, state: str, cast: Cast) -> None:
    """Share one of the owner's items in one way."""
    by, now = cast.owner, timezone.now()
    if state == "group":
        item.share(reach=Reach.GROUP, group=cast.group, by=by, now=now)
    elif state in {"members", "public"}:
        item.share(reach=state, by=by, now=now)
    elif state in {"asked to read", "no longer asked"}:
        reader = Reader.ask(item=item, by=by, person=cast.reader, until=now + timedelta(days=9), now=now)
        if state == "no longer asked":
            reader.grant.end(by=by, now=now)
    elif state == "in the bin":
        Item.remove(item, by=by, now=now)


def a_world(cast: Cast, mark: str = CANARY) -> World:
    """A portfolio of the owner's with writing, evidence, files, versions, a link, a reader and a notice."""
    by, now = cast.owner, timezone.now()
    edition = Edition.objects.get(slug="cmalt")
    portfolio = Portfolio.begin(edition=edition, pathway="cmalt", by=by, now=now, title=f"{mark} portfolio")
    section: Section = portfolio.here()[1]
    code = next(iter(section.text_codes))
    section.write(code=code, html=f"<p>{mark} wrote this.</p>", bases=[], by=by, now=now)
    revision = section.keep_revision(by=by, now=now, cause=Cause.NAMED, name=f"{mark} version")
    private, lent = an_entry(cast, f"{mark} alone"), an_entry(cast, f"{mark} lent")
    piece = section.attach(entry=lent, by=by, now=now, note=f"{mark} shows it")
    file = File.keep(item=private, upload=io.BytesIO(b"plain words"), name=f"{mark}.txt", by=by)
    picture = File.keep(item=private, upload=io.BytesIO(a_picture()), name=f"{mark}.png", by=by)
    picture.cover([Area(10, 10, 50, 50)], now=now)
    link = portfolio.make_link(by=by, now=now, ends_at=now + timedelta(days=9))
    reader = Reader.ask(item=section, by=by, person=cast.steward, until=now + timedelta(days=9), now=now)
    reader.grant.end(by=by, now=now)
    comment = Comment.say(item=section, html=f"<p>{mark} is clear.</p>", by=cast.steward, now=now)
    [block] = richtext.blocks(section.text(code))
    anchor = make_by_quote(section.text(code), block.id, "wrote this", 0, code)
    suggestion = Suggestion.make(item=section, anchor=anchor, words=f"{mark} said", html="", by=cast.steward, now=now)
    note = PrivateNote.keep(item=section, html=f"<p>{mark} for me.</p>", by=by, now=now)
    chat, past = a_chat(cast, f"{mark} now", timedelta(minutes=5)), a_chat(cast, f"{mark} then", timedelta(days=3))
    Part.choose(past, "named", by=by)
    Transcript.publish(past, by=by, now=now)
    elsewhere: Section = portfolio.here()[2]
    origin = TextOrigin.bring_over(source=section, source_code=code, into=elsewhere, code=code, by=by, now=now)
    beside = [File.bring(io.BytesIO(f"{mark} beside".encode()), f"{mark}-beside.md")]
    topic = Topic.start(title=f"{mark} asks", html=f"<p>{mark}?</p>", group=cast.group, by=by, now=now, files=beside)
    topic.share(reach=Reach.ONLY_ME, by=by, now=now)
    things = {
        "arrival": an_arrival(by, mark).pk,
        "post": topic.posts.get().pk,
        "with_post": topic.files.get().pk,
        "note": note.pk,
        "comment": comment.pk,
        "suggestion": suggestion.pk,
        "transfer": Transfer.take_out(portfolio=portfolio, format="pdf", by=by, now=now).pk,
        "code": code,
        "number": revision.number,
        "principle": edition.framework.principles[0].code,
        "piece": piece.pk,
        "file": file.pk,
        "picture": picture.pk,
        "link": link.pk,
        "grant": reader.grant_id,
        "other": elsewhere.pk,
        "origin": origin.pk,
        "answer": Answer.objects.get(chat=chat).pk,
        "line": Line.objects.get(transcript=past.pk, kind="answer").place,
    }
    fact = Fact.say("role", f"{mark} weaver", reach=Reach.ONLY_ME, by=by, now=now)
    skill = a_skill(cast, Statement.everything.count())
    statement = Statement.say(skill, side=Side.HELP, level=2, reach=Reach.ONLY_ME, by=by, now=now)
    return World(portfolio, section, private, lent, fact, statement, topic, chat, past, things)


def a_skill(cast: Cast, number: int = 0) -> Skill:
    """A skill of everybody’s vocabulary, made by somebody who is not the owner."""
    name = f"Weaving {number}"
    found = Skill.objects.filter(name=name).first()
    return found or Skill.add(Described(name, "both"), by=cast.fellow, now=timezone.now())


def an_arrival(person: Any, mark: str) -> Arrival:
    raw = f"From: {person.email}\r\nSubject: {mark}\r\nMessage-ID: <{ghost()}@example.org>\r\n\r\n{mark} by mail.\r\n".encode()
    (arrival,) = Arrival.take(raw, sender=person.email, recipients=["keep+x@mail.example"], now=timezone.now())
    processing.process(arrival, now=timezone.now())
    return arrival


def a_picture() -> bytes:
    content = io.BytesIO()
    Image.new("RGB", (40, 30), "seagreen").save(content, "PNG")
    return content.getvalue()


def an_entry(cast: Cast, title: str) -> Entry:
    now = timezone.now()
    entry, _ = Entry.capture(html=f"<p>{title} happened.</p>", happened_on=now.date(), by=cast.owner, now=now)
    return entry


def a_chat(cast: Cast, title: str, ago: timedelta) -> Chat:
    """A chat that began so long ago, with one answer; only its owner's until it is shared."""
    begun = timezone.now() - ago
    given: dict[str, Any] = {"starts_at": begun, "reach": Reach.ONLY_ME, "questions": [f"{title}?"], "by": cast.owner}
    chat = Chat.plan(title=title, **given, now=begun - timedelta(hours=1))
    html, question = f"<p>{title}, yes.</p>", chat.questions.get()
    chat.answer(question=question, html=html, by=cast.owner, now=begun + timedelta(minutes=1))
    return chat


def told_of(item: Item, person: Any) -> Notice:
    """A notice of the person's about the item."""
    from coppice.happenings.models import Happening

    happening = Happening.record(actor=item.author, verb="asked to read", item=item, tell=[person])
    tell(happening, now=timezone.now())
    return Notice.objects.get(happening=happening)


def ghost() -> UUID:
    """The id of something that is not there."""
    return uuid4()
