"""Searching, as people do it: through the page."""

from __future__ import annotations

import itertools
import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from coppice.accounts.models import Person
from coppice.audience.models import Block, Reach
from coppice.audience.viewing import Viewer
from coppice.chats.models import Chat
from coppice.conversations.models import GroupWays, Topic
from coppice.discussion.models import Comment
from coppice.frameworks.models import Edition
from coppice.groups.models import Group
from coppice.groups.models.group import Door
from coppice.journal.models import Entry
from coppice.people.models import Fact, Presence, What
from coppice.polls.models import Poll
from coppice.polls.models.poll import Terms
from coppice.portfolios.models import Portfolio, Section
from coppice.privacy import erasing
from coppice.readers.models import Reader
from coppice.search import indexing
from coppice.search.asking import Asked
from coppice.search.finding import A_PAGE, search
from coppice.search.models import Card, Waiting, Word
from coppice.search.seeing import put_into_sql, rule_for
from coppice.search.tasks import look_at_what_waits, tidy_words
from coppice.search.watching import there_already, triggers, watch_tables
from tests.cast import Cast, signed_in
from tests.world import STATES, an_entry, put

pytestmark = pytest.mark.django_db
TYPING = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def frameworks_are_not_looked_at(db: None) -> None:
    """Those that are shipped wait since the database was made, and would be looked at again for every test."""
    Waiting.objects.all().delete()


def written(by: Person, words: str, **more: Any) -> Entry:
    entry, _ = Entry.capture(
        html=f"<p>{words}</p>", happened_on=timezone.localdate(), by=by, now=timezone.now(), **more
    )
    return entry


def found(person: Person | None, typed: str, **more: str) -> list[str]:
    """The titles on the page, as text."""
    page = signed_in(person).get("/search/", {"q": typed, **more}, headers=TYPING).content.decode()
    titles = re.findall(r'<a class="row-title" href="[^"]+">(.*?)</a>', page)
    return [re.sub("<[^>]+>", "", title) for title in titles]


def test_what_was_just_written_is_found_by_its_author_alone(cast: Cast) -> None:
    written(cast.owner, "Quokkaberry jam for the captioning team")
    assert found(cast.owner, "captions quokkaberry") == ["Quokkaberry jam for the captioning team"]
    assert found(cast.fellow, "quokkaberry") == []


@pytest.mark.parametrize("state", STATES)
def test_the_rule_decides_whatever_was_indexed(cast: Cast, state: str) -> None:
    """Found by those who may see it, however it is shared; and at the next request after it is narrowed, by nobody else."""
    entry = an_entry(cast, "Quokkaberry")
    put(entry, "members", cast)
    assert found(cast.elsewhere, "quokkaberry") == ["Quokkaberry happened"]
    entry.share(reach=Reach.ONLY_ME, by=cast.owner, now=timezone.now())
    put(entry, state, cast)
    for name in ("owner", "fellow", "reader", "colleague"):
        assert bool(found(cast.people[name], "quokkaberry")) == (name in STATES[state]), (name, state)


def test_narrowing_acts_though_the_index_is_old(cast: Cast) -> None:
    entry = an_entry(cast, "Quokkaberry")
    entry.share(reach=Reach.PUBLIC, by=cast.owner, now=timezone.now())
    look_at_what_waits.func()
    entry.share(reach=Reach.ONLY_ME, by=cast.owner, now=timezone.now())
    Waiting.objects.all().delete()
    assert found(cast.fellow, "quokkaberry") == []
    assert found(cast.owner, "quokkaberry")
    entry.share(reach=Reach.MEMBERS, by=cast.owner, now=timezone.now())
    assert found(cast.fellow, "quokkaberry")
    Block.objects.create(by=cast.fellow, against=cast.owner)
    assert found(cast.fellow, "quokkaberry") == []


def test_sections_are_found_by_readers_and_so_is_what_is_lent_through_them(cast: Cast) -> None:
    now = timezone.now()
    whole = Portfolio.begin(
        edition=Edition.objects.get(slug="cmalt"), pathway="cmalt", by=cast.owner, now=now, title="Wombat folio"
    )
    section: Section = whole.here()[1]
    section.write(code=next(iter(section.text_codes)), html="<p>Numbatium words.</p>", bases=[], by=cast.owner, now=now)
    section.attach(entry=written(cast.owner, "Potoroo evidence"), by=cast.owner, now=now)
    assert found(cast.reader, "numbatium") == found(cast.reader, "potoroo") == []
    Reader.ask(item=whole, by=cast.owner, person=cast.reader, until=now + timedelta(days=9), now=now)
    assert len(found(cast.reader, "numbatium")) == 1
    assert found(cast.reader, "potoroo") == ["Potoroo evidence"]
    assert found(cast.reader, "wombat") == ["Wombat folio"]
    comment = Comment.say(item=section, html="<p>Bilby remarks.</p>", by=cast.reader, now=now)
    assert len(found(cast.owner, "bilby")) == len(found(cast.reader, "bilby")) == 1
    assert found(cast.fellow, "bilby") == []
    comment.withdraw(by=cast.reader, now=now)
    assert found(cast.owner, "bilby") == []


def test_groups_are_for_members_and_frameworks_for_everybody(cast: Cast) -> None:
    assert "Evaluation SIG" in found(cast.elsewhere, "evaluation sig")
    assert "Evaluation SIG" not in found(cast.colleague, "evaluation sig")
    call_command("rebuild_search", verbosity=0)
    assert "3a Legislation" in found(cast.colleague, "legislation", kind="framework")


def test_quotations_minus_and_beginnings(cast: Cast) -> None:
    for words in ("To be or not to be here", "Not to be: or to be", "Recordings of birds", "Recorded: bees"):
        written(cast.owner, words)
    assert found(cast.owner, '"or not to be"') == ["To be or not to be here"]
    assert found(cast.owner, "“or to be”") == ["Not to be: or to be"]
    assert set(found(cast.owner, "recordin", kind="entry")) == {"Recordings of birds", "Recorded: bees"}
    assert found(cast.owner, "recording -bird", kind="entry") == ["Recorded: bees"]
    assert found(cast.owner, 'to be -"be here"', kind="entry") == ["Not to be: or to be"]


def test_slips_of_the_keys(cast: Cast) -> None:
    written(cast.owner, "The quokkaberry harvest")
    for typed in ("quokkabery", "qoukkaberry", "quokkaberry harvset"):
        assert found(cast.owner, typed) == ["The quokkaberry harvest"], typed
    assert found(cast.owner, "wuokkaberry zzzzzz") == []


def test_a_page_at_a_time_none_missing_and_none_twice(cast: Cast) -> None:
    wanted = {f"Echidna number {number}" for number in range(2 * A_PAGE + 5)}
    for title in wanted:
        written(cast.owner, title)
    seen, after = list[str](), ""
    for _ in range(5):
        answer = search(Asked.read("echidna"), Viewer(cast.owner), now=timezone.now(), after=after) if seen else None
        if answer is None:
            signed_in(cast.owner).get("/search/", {"q": "echidna"})
            answer = search(Asked.read("echidna"), Viewer(cast.owner), now=timezone.now())
            assert answer.counts["entry"] == len(wanted)
        seen += [row.title for row in answer.rows]
        if not (after := answer.next):
            break
    assert sorted(seen) == sorted(wanted)
    for nonsense in ("x", "bnVsbA", "W10", "WzEsMiwzXQ"):
        assert signed_in(cast.owner).get("/search/", {"q": "echidna", "after": nonsense}).status_code == 200


def test_beyond_what_is_weighed_together_it_goes_on(cast: Cast, monkeypatch: Any) -> None:
    monkeypatch.setattr("coppice.search.finding.WEIGHED", 8)
    monkeypatch.setattr("coppice.search.finding.A_PAGE", 3)
    monkeypatch.setattr("coppice.search.seeing.AT_FIRST", 0.5)
    monkeypatch.setattr("coppice.search.seeing.FURTHER", (16, 1000))
    titles = {f"Echidna {number}" for number in range(30)}
    for title in titles:
        written(cast.owner, title)
    indexing.bring_up_to_date(at_most=500)
    seen, after = list[str](), ""
    for _ in range(20):
        answer = search(Asked.read("echidna"), Viewer(cast.owner), now=timezone.now(), after=after)
        seen += [row.title for row in answer.rows]
        if not (after := answer.next):
            break
    assert set(seen) == titles
    assert len(seen) == len(titles)


def test_nothing_that_is_written_is_markup(cast: Cast) -> None:
    written(cast.owner, "Wallaby &lt;script&gt;alert(1)&lt;/script&gt; &amp; co")
    page = signed_in(cast.owner).get("/search/", {"q": 'wallaby "><script>'}).content.decode()
    assert "<script>alert" not in page
    assert '"><script>' not in page
    assert "<mark>Wallaby</mark> &lt;<mark>script</mark>&gt;" in page


def test_the_page_says_what_there_is_not(cast: Cast) -> None:
    client = signed_in(cast.owner)
    assert "What are you looking for?" in client.get("/search/").content.decode()
    assert "Nothing found" in client.get("/search/", {"q": "zzyzx"}).content.decode()
    assert "Nothing of this kind" in client.get("/search/", {"q": "zzyzx", "kind": "group"}).content.decode()
    assert "Write a word" in client.get("/search/", {"q": "-"}).content.decode()
    assert client.get("/search/", {"q": "a\0b", "kind": "no such"}).status_code == 200
    assert 'class="seek"' in client.get("/groups/").content.decode()
    assert signed_in(None).get("/search/").status_code == 302


def answers(cast: Cast) -> list[bytes]:
    """Every byte of what some questions are answered, to everybody but the owner."""
    look_at_what_waits.func()
    asked = ("potoroo", "potoro", "pot", '"potoroo field"', "potoroo -notes", "wombat potoroo", "zzyzx")
    client, guest = signed_in(cast.fellow), signed_in(cast.colleague)
    pages = [client.get("/search/", {"q": typed}, headers=TYPING).content for typed in asked]
    pages += [client.get("/search/", {"q": "potoroo", "kind": "entry"}, headers=TYPING).content]
    return [*pages, guest.get("/search/", {"q": "potoroo"}, headers=TYPING).content]


def test_what_may_not_be_seen_changes_no_byte(cast: Cast) -> None:
    """Neither results nor their order, counts, suggestions or pages: with and without things that match and are private."""
    for number in range(3):
        entry = written(cast.owner, f"Potoroo field notes {number}, seldom long")
        entry.share(reach=Reach.MEMBERS, by=cast.owner, now=timezone.now())
    before = answers(cast)
    hidden = [written(cast.owner, f"Potoroo potoro potorok wombat zzyzx field {number} notes") for number in range(30)]
    whole = Portfolio.begin(
        edition=Edition.objects.get(slug="cmalt"), pathway="cmalt", by=cast.owner, now=timezone.now(), title="Potoroo"
    )
    look_at_what_waits.func()
    assert found(cast.owner, "potorok")
    removed = written(cast.owner, "Potoroo in the bin")
    removed.share(reach=Reach.PUBLIC, by=cast.owner, now=timezone.now())
    removed.remove(by=cast.owner, now=timezone.now())
    assert answers(cast) == before
    Entry.everything.filter(pk__in=[one.pk for one in hidden]).delete()
    whole.delete()
    assert answers(cast) == before


def test_a_deleted_thing_leaves_the_index_at_once(cast: Cast) -> None:
    entry = written(cast.owner, "Quokkaberry")
    look_at_what_waits.func()
    assert Card.objects.filter(key=entry.pk, stems__contains="quokkab").exists()
    entry.delete()
    assert not Card.objects.filter(key=entry.pk).exists()
    tidy_words.func()
    assert not Word.objects.filter(pk="quokkaberry").exists()


def test_whoever_is_erased_is_in_no_card_and_no_word(cast: Cast) -> None:
    written(cast.owner, "Quokkaberry and echidna").share(reach=Reach.PUBLIC, by=cast.owner, now=timezone.now())
    written(cast.fellow, "An echidna of mine")
    look_at_what_waits.func()
    erasing.erase(cast.owner, leaves_words=False, now=timezone.now())
    look_at_what_waits.func()
    assert not Card.objects.filter(stems__contains="quokka").exists()
    assert not Word.objects.filter(pk="quokkaberry").exists()
    assert Word.objects.filter(pk="echidna").exists()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT block FROM search_index_data")
            assert not any(b"quokka" in bytes(block) for (block,) in cursor.fetchall())


def test_made_anew_it_is_the_same(cast: Cast) -> None:
    entry = written(cast.owner, "Quokkaberry")
    entry.write(code="so_what", html="<p>Echidna.</p>", bases=[], by=cast.owner, now=timezone.now())
    entry.share(reach=Reach.MEMBERS, by=cast.owner, now=timezone.now())
    look_at_what_waits.func()

    def all_of_them() -> list[Any]:
        cards = Card.objects.exclude(kind="framework")
        return sorted(cards.values_list("kind", "key", "part", "item_id", "title", "said", "stems", "marks"))

    kept, words = all_of_them(), set(Word.objects.values_list("pk", flat=True))
    call_command("rebuild_search", verbosity=0)
    assert all_of_them() == kept
    assert words <= set(Word.objects.values_list("pk", flat=True))
    assert not Waiting.objects.exists()


def test_the_database_notes_what_is_written_and_finds_its_triggers_again(cast: Cast) -> None:
    assert there_already(connection).keys() == {each.name for each in triggers()}
    look_at_what_waits.func()
    entry = written(cast.owner, "Quokkaberry")
    assert Waiting.objects.filter(key=entry.pk, kind="entry").exists()
    look_at_what_waits.func()
    entry.touch(now=timezone.now())
    entry.save()
    assert not Waiting.objects.exists(), "what says the same is not looked at again"
    name, table = next((name, table) for name, table in there_already(connection).items() if table == "journal_entry")
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}" + (f" ON {table}" if connection.vendor != "sqlite" else ""))
    watch_tables()
    assert name in there_already(connection)
    assert Waiting.objects.filter(kind="entry", key=None).exists()


def test_topics_and_posts_are_found_in_their_circle(cast: Cast) -> None:
    now = timezone.now()
    topic = Topic.start(
        title="Potoroo rota",
        html="<p>Who feeds the quokkas?</p>",
        by=cast.owner,
        now=now,
        group=cast.group,
        tags=["bilby"],
    )
    post = topic.reply(html="<p>Numbatium twice a day.</p>", by=cast.fellow, now=now)
    assert found(cast.fellow, "quokkas") == found(cast.fellow, "bilby rota") == ["Potoroo rota"]
    assert found(cast.fellow, "numbatium") == ["Potoroo rota"]
    assert found(cast.elsewhere, "numbatium") == found(cast.elsewhere, "rota") == []
    post.withdraw(by=cast.fellow, now=now)
    assert found(cast.fellow, "numbatium") == []
    Block.objects.create(by=cast.blocked, against=cast.fellow)
    topic.reply(html="<p>Echidna at noon.</p>", by=cast.fellow, now=now)
    topic.share(reach=Reach.MEMBERS, by=cast.owner, now=now)
    assert found(cast.elsewhere, "echidna") == ["Potoroo rota"]
    assert found(cast.blocked, "echidna") == []


def test_chats_and_polls_are_found_in_their_circle(cast: Cast) -> None:
    now = timezone.now()
    known: dict[str, Any] = {"reach": "group", "group": cast.group, "by": cast.owner, "now": now}
    Chat.plan(title="Potoroo hour", starts_at=now + timedelta(days=1), questions=["Numbatium, when?"], **known)
    terms = Terms("Bilby or quoll?", ("Bilby", "Echidna"), counting="single", secrecy="named", group=cast.group)
    Poll.open(terms, by=cast.owner, now=now)
    assert found(cast.fellow, "potoroo") == ["Potoroo hour"]
    assert found(cast.fellow, "echidnas", kind="poll") == ["Bilby or quoll?"]
    assert found(cast.fellow, "numbatium") == [], "what is asked in the chat is not said before"
    for person in (cast.elsewhere, cast.blocked):
        assert found(person, "potoroo") == found(person, "echidna") == []


@pytest.mark.parametrize("who", ["owner", "blocked", "steward", "administrator", "colleague", "nobody"])
def test_the_rule_whose_text_is_made_once_is_the_rule(cast: Cast, who: str) -> None:
    """Whoever asked first: text and values are those that are made for each viewer by themselves."""
    for person in (cast.people["reader"], cast.people[who], cast.people["elsewhere"]):
        viewer, now = Viewer(person), timezone.now()
        assert rule_for(viewer, now) == put_into_sql(viewer, now)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="asks PostgreSQL's own function")
def test_the_newest_are_found_in_parts_as_at_once() -> None:
    ids = [3, 9, 65535, 65536, 65537, 131071, 131072, 200000, 200001, *range(397990, 398010), 399500, 400000]
    for pk in ids:
        Card.objects.create(
            pk=pk, kind="entry", key=uuid4(), title="Quokka", stems=" quokka ", marks=" d:members t:quokka"
        )
    Card.objects.create(pk=400007, kind="entry", key=uuid4(), title="Wombat", stems=" wombat ", marks=" d:members ")
    with connection.cursor() as cursor:
        for word, before, most in itertools.product(("quokka", "t:quokka"), [*ids, 2**62], (1, 3, 50)):
            cursor.execute(
                "SELECT * FROM search_newest(%s::text[], %s, %s)", [[f"'{word}'", "'d:members'"], before, most]
            )
            assert [pk for (pk,) in cursor.fetchall()] == [pk for pk in reversed(ids) if pk < before][:most]


def test_who_asks_without_a_name_is_not_found_by_it(cast: Cast) -> None:
    GroupWays.choose(cast.group, may_ask_unnamed=True, by=cast.owner, now=timezone.now())
    asked = {
        "title": "Wombat worries",
        "html": "<p>Is it me?</p>",
        "by": cast.fellow,
        "group": cast.group,
        "unnamed": True,
    }
    Topic.start(**asked, now=timezone.now(), sort="question")
    page = signed_in(cast.owner).get("/search/", {"q": "wombat"}, headers=TYPING).content.decode()
    assert "A member who asks" in page
    card = Card.objects.get(kind="topic")
    assert not any(str(getattr(card, name)).find(cast.fellow.pk.hex[12:]) >= 0 for name in ("stems", "marks", "said"))


def test_an_unlisted_group_is_found_by_who_belongs_to_it(cast: Cast) -> None:
    Group.objects.filter(pk=cast.group.pk).update(is_listed=False, door=Door.INVITATION)
    assert found(cast.fellow, "evaluation sig") == ["Evaluation SIG"]
    assert found(cast.elsewhere, "evaluation sig") == []


def test_people_are_found_by_name_once_they_are_listed(cast: Cast) -> None:
    choices = {"contactable": False, "askable": False, "by": cast.fellow, "now": timezone.now()}
    Presence.choose(listed=False, **choices)
    cast.fellow.save()
    indexing.note_all(["person"])
    assert found(cast.elsewhere, "femi") == []
    Presence.choose(listed=True, **choices)
    assert found(cast.elsewhere, "femi") == ["Femi Bello"]
    assert found(cast.colleague, "femi") == []
    Block.objects.create(by=cast.fellow, against=cast.elsewhere)
    assert found(cast.elsewhere, "femi") == []


def test_a_line_of_a_profile_is_found_by_whom_it_is_for(cast: Cast) -> None:
    said = {"reach": Reach.GROUP, "group": cast.group, "by": cast.owner, "now": timezone.now()}
    Fact.say(What.ABOUT, "I keep numbatiums.", **said)
    assert len(found(cast.fellow, "numbatium")) == 1
    assert found(cast.elsewhere, "numbatium") == []
