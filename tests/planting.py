"""Everything a person can write, with a mark of theirs in each: for tests of taking away and of leaving."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from datetime import time, timedelta
from typing import Any

import time_machine
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.utils import timezone

from coppice.accounts.agreements import JOINING, LOOKING_UP
from coppice.accounts.models import Consent, Invitation, Person
from coppice.audience.models import Block
from coppice.chats.models import Chat, Line, Part, Question, Transcript
from coppice.conversations.models import Following, GroupWays, Mute, Offer, Outcome, Reaction, Report, Step, Topic
from coppice.discussion.anchors import make_by_quote
from coppice.discussion.models import Comment, Holding, PrivateNote, Promise, Suggestion
from coppice.feeds.models import Key
from coppice.files.models import File
from coppice.frameworks.models import Draft, Edition, Lead
from coppice.groups.models import Group, JoinRequest
from coppice.groups.models import Invitation as GroupInvitation
from coppice.happenings.models import Happening
from coppice.hints import looking_up
from coppice.hints.models import PutAside, SwitchedOff
from coppice.inbound.models import Arrival, PrivateAddress, ReplyAddress
from coppice.inbound.tasks import process
from coppice.journal.models import Entry, Origin
from coppice.journal.models.entry import Details
from coppice.kernel import richtext
from coppice.notices.models import Choice as MailChoice
from coppice.notices.models import Hours
from coppice.notices.tasks import tell_everybody
from coppice.people import models as people
from coppice.people.models import Fact, Side, Skill, Statement
from coppice.people.models.skill import Described
from coppice.polls.models import Poll
from coppice.polls.models.poll import Terms
from coppice.portfolios.models import Portfolio, Section, TextOrigin, Transfer
from coppice.prompts.models import Wish
from coppice.proposals.facts import Quoted
from coppice.proposals.models import Ask, NotThis
from coppice.readers.models import Reader
from coppice.revisions.models import Cause
from coppice.rounds.models import Round
from tests.affairs import the_affairs_of
from tests.cast import Cast, a_person, signed_in

MARK = "Zanzifrax"


@dataclass
class Planted:
    """The person with the mark, and what they wrote beside a colleague's section."""

    person: Person
    entry: Entry
    section: Section
    theirs: Section
    answered: Comment
    alone: Comment


def plant(cast: Cast) -> Planted:
    """Somebody with a mark wherever one can write, among colleagues with whom they had to do."""
    now = timezone.now()
    person = a_person(f"Mara {MARK}", email=f"mara@{MARK.lower()}.example")
    EmailAddress.objects.create(user=person, email=f"private@{MARK.lower()}.example", verified=True)
    Consent.record(replace(JOINING, wording=f"{MARK} agrees."), by=person, given=True, now=now)
    cast.group.join(person=person)
    entry, section = write(person, cast)
    Consent.decide(LOOKING_UP, given=True, by=person, now=now)
    looking_up.plan(person, now=now)
    theirs = a_section(cast.owner, "Of the owner")
    answered, alone = talk(person, cast, theirs)
    Reader.ask(
        item=section, by=person, person=cast.reader, message=f"{MARK} asks.", until=now + timedelta(days=9), now=now
    )
    asked = section.comments.create(author=cast.reader, html=f"<p>To {MARK}.</p>", made_at=now)
    Promise.give(thread=asked, html=f"<p>{MARK} promises.</p>", by=person, now=now)
    section.make_link(by=person, now=now, ends_at=now + timedelta(days=9))
    Invitation.invite(f"friend@{MARK.lower()}.example", by=person, now=now)
    Block.objects.create(by=person, against=cast.elsewhere)
    MailChoice.choose("daily", by=person)
    Hours.choose(quiet_from=time(22), quiet_until=time(7), weekday=2, by=person)
    Key.make(by=person, now=now)
    client = signed_in(person)
    session = UserSession.objects.create(
        user=person, ip="127.0.0.1", user_agent=f"{MARK} browser", session_key=client.session.session_key
    )
    assert session.pk
    plant_a_draft(person, cast)
    plant_a_profile(person, cast)
    plant_mail(person, theirs)
    take_part(person, cast)
    Transfer.take_out(portfolio=section.portfolio, format="archive", by=person, now=now)
    everybody_is_told()
    return Planted(person, entry, section, theirs, answered, alone)


def take_part(person: Person, cast: Cast) -> None:
    """Topics alone and with others, a post of each sort, a question without a name, and all that hangs on them."""
    now = timezone.now()
    GroupWays.choose(cast.group, may_ask_unnamed=True, by=cast.owner, now=now)
    known: dict[str, Any] = {"group": cast.group, "now": now}
    Topic.start(title=f"{MARK} alone", html=f"<p>{MARK} starts.</p>", tags=[MARK], by=person, **known)
    mine = Topic.start(title=f"{MARK} topic", html=f"<p>{MARK} opens.</p>", tags=[MARK], by=person, **known)
    theirs = mine.reply(html="<p>An answer.</p>", by=cast.fellow, now=now)
    beside = [File.bring(io.BytesIO(f"{MARK} beside".encode()), f"{MARK}-beside.txt")]
    post = mine.reply(html=f"<p>{MARK} once.</p>", by=person, now=now, files=beside)
    post.reword(html=f"<p>{MARK} again.</p>", seen="", by=person, now=now)
    asked = Topic.start(title="Unnamed", html="<p>Who am I?</p>", sort="question", unnamed=True, by=person, **known)
    asked.reply(html="<p>Still unnamed.</p>", by=person, now=now)
    call = Topic.start(title="A call", html="<p>Who?</p>", sort="call", by=cast.fellow, **known)
    Offer.make(call, what=f"{MARK} offers", by_day=None, by=person, now=now)
    Outcome.say(call, worked="yes", words=f"{MARK} tried", platform=MARK, by=person, now=now)
    Reaction.give(theirs, "thanks", by=person)
    Report.objects.create(post=theirs, by=person, reason=f"{MARK} minds", made_at=now)
    Step.take("slowed", mine, by=person, now=now, reason=f"{MARK} says why")
    Mute.choose(cast.elsewhere, mute=True, by=person)
    Following.choose(call, follow=True, by=person)


def plant_a_draft(person: Person, cast: Cast) -> None:
    """The next edition of a framework, of which nobody else wrote a word."""
    now = timezone.now()
    Lead.give("felt", to=person, by=cast.steward, now=now)
    draft = Draft.begin(edition=Edition.objects.get(slug="felt"), version="next", by=person, now=now)
    draft.change(lambda old: {**old, "note": f"{MARK} notes."}, said=f"{MARK} changed it", by=person, now=now)


def plant_a_profile(person: Person, cast: Cast) -> None:
    """Lines of every sort, on a skill of their own and on one of everybody’s."""
    now = timezone.now()
    own = Skill.add(Described(f"{MARK} weaving", "both", f"{MARK} loom", [f"{MARK} cloth"]), by=person, now=now)
    common = Skill.add(Described("Common weaving", "both"), by=cast.owner, now=now)
    Fact.say("about", f"{MARK} weaves.", reach="members", by=person, now=now)
    for skill in (own, common):
        Statement.say(skill, side=Side.HELP, level=2, reach="members", by=person, now=now)
        people.Aim.set(skill, here=1, wanted=2, by=person, now=now)
    people.Offer.make("mentor", note=f"{MARK} mentors", reach="members", by=person, now=now)
    people.Presence.choose(listed=True, contactable=True, askable=True, by=person, now=now)
    people.Letter.count_one(sender=person, to=cast.owner, now=now)
    people.Welcomed.done(by=person, now=now)


def plant_mail(person: Person, theirs: Section) -> None:
    """A message of theirs that was looked at, and one that still waits."""
    now = timezone.now()
    PrivateAddress.renew(by=person, now=now)
    ReplyAddress.of(person, theirs, now=now)
    head = f"From: Mara <{person.email}>\r\nSubject: {MARK} by mail\r\nMessage-ID: <{{}}@{MARK.lower()}.example>\r\n"
    for name in ("looked-at", "waiting"):
        raw = f"{head.format(name)}\r\n{MARK} sends this.\r\n".encode()
        (arrival,) = Arrival.take(raw, sender=person.email, recipients=["keep+x@mail.example"], now=now)
        if name == "looked-at":
            with transaction.atomic():  # as the queue carries out a task
                process.func(str(arrival.pk))


def everybody_is_told() -> None:
    """A little later, since PostgreSQL lets a happening settle before it is told."""
    with time_machine.travel(timezone.now() + timedelta(seconds=5)):
        tell_everybody.func()


def write(person: Person, cast: Cast) -> tuple[Entry, Section]:
    """An entry with everything on it, a section with everything in it."""
    now = timezone.now()
    entry, _ = Entry.capture(html=f"<p>{MARK} happened.</p>", happened_on=now.date(), by=person, now=now)
    entry.describe(
        Details(now.date(), title=f"{MARK} title", with_whom=f"{MARK} and others", impact_known=f"{MARK} knows", impact_reach=MARK,
                impact_numbers=MARK, tools=[f"{MARK}Tool"], codes=["cmalt-2019:1a"], links=[(f"https://{MARK}.example/", MARK)]),
        by=person, now=now,
    )  # fmt: skip
    entry.set_permissions([(f"{MARK} student", "given", f"{MARK} said yes")], by=person, now=now)
    File.keep(
        item=entry, upload=io.BytesIO(f"{MARK} in the file".encode()), name=f"{MARK}.txt", by=person, alt=f"{MARK} alt"
    )
    section = a_section(person, f"{MARK} portfolio")
    section.rename(own_title=f"{MARK} own", by=person, now=now)
    declaration: Section = section.portfolio.here().get(code="DEC")
    declaration.sign(name=f"Mara {MARK}", nominee=f"{MARK} nominee", by=person, now=now)
    Origin.objects.create(
        entry=entry, keeper=person, source="list", key=f"{MARK} key", name=MARK, told={"facts": [[MARK, MARK, True]]}
    )
    looked_at_together(person, cast)
    chatted(person, cast)
    tended(person, cast)
    asked_about(person, cast)
    quoted(entry, cast)
    TextOrigin.bring_over(
        source=section, source_code="description", into=a_section(person, f"{MARK} other"), code="description", by=person,
        now=now,
    )  # fmt: skip
    SwitchedOff.switch("acronym", on=False, by=person)
    PutAside.put(entry, mark=MARK, of=[MARK], now=now)
    Wish.choose(often="weekly", weekday=4, way="page", by=person, now=now)
    section.keep_revision(by=person, now=now, cause=Cause.NAMED, name=f"{MARK} version")
    section.attach(entry=entry, note=f"{MARK} shows it", by=person, now=now)
    File.keep(item=section, upload=io.BytesIO(b"the same bytes as a colleague's"), name="same.txt", by=person)
    other, _ = Entry.capture(html="<p>The fellow's.</p>", happened_on=now.date(), by=cast.fellow, now=now)
    File.keep(item=other, upload=io.BytesIO(b"the same bytes as a colleague's"), name="same.txt", by=cast.fellow)
    removed, _ = Entry.capture(html=f"<p>{MARK} removed.</p>", happened_on=now.date(), by=person, now=now)
    removed.remove(by=person, now=now)
    return entry, section


def looked_at_together(person: Person, cast: Cast) -> None:
    """One round of the person's own group that is open, and one that is closed with what was agreed."""
    now, edition = timezone.now(), Edition.objects.get(slug="felt")
    rows = [
        Round(group=cast.group, edition=edition, about=f"{MARK} looks", opened_by=person, opened_at=now) for _ in "12"
    ]
    rows[0].closed_at = now
    Round.objects.bulk_create(rows)
    rows[0].agree(f"{MARK} agreed.", seen="", by=person, now=now)
    rows[1].answer({"AW1": "looking"}, by=person)


def tended(person: Person, cast: Cast) -> None:
    """Everything that goes on in a group which the person tends with a colleague; and asking to come into another."""
    now = timezone.now()
    group = Group.found(name="Of many", purpose="To be tended.", by=cast.owner)
    for one in (person, cast.fellow):
        group.join(person=one)
    group.begin_to_tend(person=person, today=now.date())
    the_affairs_of(group, by=person, to=cast.fellow, mark=MARK)
    asked = {"group": cast.other_group, "person": person, "words": f"{MARK} asks.", "made_at": now}
    JoinRequest.objects.create(**asked)
    GroupInvitation.objects.create(**asked, invited_by=cast.owner)
    JoinRequest.objects.get(group=group).answer(is_accepted=True, words=f"{MARK} lets in.", by=person, now=now)


def asked_about(person: Person, cast: Cast) -> None:
    """Two polls of the person's, one with names and one without, in both of which they voted."""
    now = timezone.now()
    for secrecy in ("named", "anonymous"):
        terms = Terms(f"{MARK} asks?", [f"{MARK} yes", "No"], "single", secrecy, f"{MARK} explains.", group=cast.group)
        Poll.open(terms, by=person, now=now).vote([0], by=person, now=now)


def chatted(person: Person, cast: Cast) -> None:
    """A chat of the person's own in which others spoke, and one of the owner's in which they did; both published."""
    begun = timezone.now() - timedelta(days=3)
    for host, other, title in ((person, cast.owner, f"{MARK} asks"), (cast.owner, person, "The owner asks")):
        given: dict[str, Any] = {"starts_at": begun, "reach": "group", "group": cast.group, "by": host}
        chat = Chat.plan(title=title, questions=[f"{title}?"], **given, now=begun - timedelta(hours=1))
        for code in ("opening", "summary"):
            chat.write(code=code, html=f"<p>{title} {code}.</p>", bases=[], by=host, now=begun)
        for who in (host, other):
            words = f"{MARK} answers" if who == person else "Somebody answers"
            chat.answer(question=chat.questions.get(), html=f"<p>{words}.</p>", by=who, now=begun)
            Part.choose(chat, "named", by=who)
        Transcript.publish(chat, by=host, now=timezone.now())
        line = Line.objects.filter(transcript=chat.pk, person=other).get()
        if other == cast.owner:
            line.redact(why=f"{MARK} thinks so", by=person, now=timezone.now())
    running = Chat.plan(title="Now", starts_at=timezone.now(), reach="members", by=cast.owner, now=begun)
    answer = running.answer(question=ask(running), html=f"<p>{MARK} says.</p>", by=person, now=timezone.now())
    running.answer(question=answer.question, html="<p>I see.</p>", by=cast.owner, parent=answer, now=timezone.now())


def ask(chat: Chat) -> Question:
    return Question.objects.create(chat=chat, number=1, words="What now?")


def quoted(entry: Entry, cast: Cast) -> None:
    """Whether they may quote somebody, whether somebody may quote them, and a proposal that they put aside."""
    now, person = timezone.now(), entry.author
    NotThis.objects.create(person=person, key=f"{MARK} key")
    others, _ = Entry.capture(html="<p>The reader's.</p>", happened_on=now.date(), by=cast.reader, now=now)
    Ask.ask(entry, Quoted(cast.reader.pk, f"{MARK} role", "Hm.", "/"), by=person, now=now)
    Ask.ask(others, Quoted(person.pk, "whoever asked", f"{MARK} said so.", "/"), by=cast.reader, now=now)


def a_section(by: Person, title: str) -> Section:
    now = timezone.now()
    whole = Portfolio.begin(edition=Edition.objects.get(slug="cmalt"), pathway="cmalt", by=by, now=now, title=title)
    section: Section = whole.here()[1]
    section.write(code=next(iter(section.text_codes)), html=f"<p>{title}: words.</p>", bases=[], by=by, now=now)
    return section


def talk(person: Person, cast: Cast, theirs: Section) -> tuple[Comment, Comment]:
    """What the person said beside a colleague's section: one comment that was answered, one that was not."""
    now = timezone.now()
    until = now + timedelta(days=9)
    Reader.ask(item=theirs, by=cast.owner, person=person, message="What does Mara think?", until=until, now=now)
    Reader.ask(item=theirs, by=cast.owner, address=f"private@{MARK.lower()}.example", until=until, now=now)
    answered = Comment.say(item=theirs, html=f"<p>{MARK} before.</p>", by=person, now=now)
    answered.reword(html=f"<p>{MARK} wonders.</p>", by=person, now=now)
    Comment.say(item=theirs, html="<p>So do I.</p>", by=cast.owner, now=now, parent=answered)
    Comment.say(item=theirs, html=f"<p>{MARK} thanks.</p>", by=person, now=now, parent=answered)
    alone = Comment.say(item=theirs, html=f"<p>{MARK} alone.</p>", by=person, now=now)
    alone.resolve(by=person, now=now)
    said_more(person, theirs)
    theirs.recognise(code=theirs.portfolio.framework.principles[0].code, by=person, now=now)
    Happening.record(actor=cast.owner, verb="commented", item=theirs, tell=[person])
    return answered, alone


def said_more(person: Person, theirs: Section) -> None:
    """Other words that they suggest, what they note for themselves, and what they still keep back."""
    now, code = timezone.now(), next(iter(theirs.text_codes))
    block = richtext.blocks(theirs.text(code))[0]
    anchor = make_by_quote(theirs.text(code), block.id, "words", 0, code)
    Suggestion.make(item=theirs, anchor=anchor, words=f"{MARK} suggests", html="", by=person, now=now)
    PrivateNote.keep(item=theirs, html=f"<p>{MARK} for herself.</p>", by=person, now=now)
    Holding.begin(item=theirs, by=person, now=now)
    Comment.say(item=theirs, html=f"<p>{MARK} kept back.</p>", by=person, now=now)


def names_of(row: Any) -> str:
    """A row as one string, to look for marks in."""
    return repr({field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields})
