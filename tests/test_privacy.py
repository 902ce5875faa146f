"""The privacy matrix: every address × the cast × every way of sharing. What you may not see is not there.

Not there means: the answer is, to the byte, the answer for something that never existed. The rows come from the addresses
themselves; one without a row fails.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from coppice.conversations.models import Report, Topic
from coppice.frameworks.models import Draft, Edition, Lead
from coppice.polls.models import poll as polls
from coppice.rounds.models import Round
from tests import privacy_of_people as people
from tests.affairs import OF_A_GROUP, of_an_unlisted_group
from tests.asking import answer, said
from tests.cast import NOON, Cast, signed_in
from tests.world import CANARY, STATES, World, a_world, ghost

pytestmark = pytest.mark.django_db

type Maker = Callable[[World], tuple[Any, dict[str, Any]]]


def of(subject: str, thing: str = "", **more: str) -> Maker:
    """A row: the item that governs the address, and what stands in it (by default the item itself)."""

    def make(world: World) -> tuple[Any, dict[str, Any]]:
        item = getattr(world, subject)
        pk = world.things[thing] if thing else item.pk
        return item, {"pk": pk, **{name: world.things[value] for name, value in more.items()}}

    return make


BY_ITEM: dict[str, list[Maker]] = {
    "portfolios:show": [of("portfolio")],
    "portfolios:edit": [of("portfolio")],
    "portfolios:pathway": [of("portfolio")],
    "portfolios:sections": [of("portfolio")],
    "portfolios:coverage": [of("portfolio")],
    "portfolios:feedback": [of("portfolio")],
    "portfolios:standings": [of("portfolio")],
    "portfolios:versions": [of("portfolio")],
    "portfolios:exports": [of("portfolio")],
    "portfolios:section": [of("section")],
    "portfolios:reading": [of("section")],
    "portfolios:status": [of("section")],
    "portfolios:title": [of("section")],
    "portfolios:claims": [of("section")],
    "portfolios:recognition": [of("section", code="principle")],
    "portfolios:evidence": [of("section")],
    "portfolios:new_evidence": [of("section")],
    "portfolios:elsewhere": [of("section")],
    "portfolios:beside": [of("section", other="other")],
    "portfolios:text_origin": [of("section", origin="origin")],
    "portfolios:piece": [of("section", "piece")],
    "portfolios:place": [of("section", "piece")],
    "portfolios:signature": [of("section")],
    "journal:entry": [of("private"), of("lent")],
    "journal:edit": [of("private"), of("lent")],
    "readers": [of("portfolio"), of("section"), of("private")],
    "text": [of("section", code="code")],
    "revisions": [of("section"), of("private")],
    "revision": [of("section", number="number")],
    "restoration": [of("section", number="number")],
    "comparison": [of("section"), of("private")],
    "file": [of("private", "file"), of("private", "picture"), of("topic", "with_post")],
    "redaction": [of("private", "picture")],
    "item_files": [of("private"), of("section")],
    "item": [of("portfolio"), of("section"), of("private"), of("lent"), of("topic"), of("fact")],
    "people:statement": [of("statement")],
    "audience": [of("portfolio"), of("section"), of("private")],
    "item_links": [of("portfolio"), of("private")],
    "removal": [of("portfolio"), of("private")],
    "privacy:seen": [of("portfolio"), of("section"), of("private")],
    "link": [of("portfolio", "link")],
    "grant": [of("section", "grant")],
    "discussion:changes": [of("section"), of("private")],
    "hints:show": [of("section"), of("private")],
    "hints:aside": [of("section"), of("private")],
    "discussion:comments": [of("portfolio"), of("section"), of("private")],
    "discussion:guests": [of("section"), of("private")],
    "discussion:notes": [of("portfolio"), of("section"), of("private")],
    "discussion:holding": [of("portfolio"), of("section"), of("private")],
    "chats:show": [of("chat"), of("past")],
    "chats:edit": [of("chat")],
    "chats:calendar": [of("chat")],
    "chats:part": [of("chat")],
    "chats:answers": [of("chat")],
    "chats:answer": [of("chat", "answer")],
    "chats:chair": [of("chat")],
    "chats:host": [of("chat")],
    "chats:helpers": [of("chat")],
    "chats:draft": [of("chat")],
    "chats:transcript": [of("past")],
    "chats:markdown": [of("past")],
    "chats:line": [of("past", place="line")],
    "chats:stream": [of("chat"), of("past")],
    "conversations:show": [of("topic")],
    "conversations:posts": [of("topic")],
    "conversations:following": [of("topic")],
    "conversations:tending": [of("topic")],
    "conversations:guests": [of("topic")],
    "conversations:post": [of("topic", "post")],
    "conversations:edit": [of("topic", "post")],
    "conversations:history": [of("topic", "post")],
    "conversations:reactions": [of("topic", "post")],
    "conversations:helpful": [of("topic", "post")],
    "conversations:about": [of("topic", "post")],
    "conversations:mute": [of("topic", "post")],
    "conversations:block": [of("topic", "post")],
}
BY_ITEM |= {f"conversations:{name}": [of("topic")] for name in ("offers", "outcomes", "asker", "people")}
# Comments are for the author and those asked by name, whatever the reach of what they are about.
BY_NAME: dict[str, list[Maker]] = {
    "discussion:comment": [of("section", "comment")],
    "discussion:edit": [of("section", "comment")],
    "discussion:resolution": [of("section", "comment")],
    "discussion:promise": [of("section", "comment")],
    "discussion:keeping": [of("section", "comment")],
    "discussion:suggestion": [of("section", "suggestion")],
}
# One’s own alone: bringing in and taking out, notes for oneself, what a covered picture showed before, mail sent in.
BY_OWNER: dict[str, list[Maker]] = {
    "discussion:note": [of("section", "note")],
    "portfolios:transfer": [of("portfolio", "transfer")],
    "portfolios:confirmation": [of("portfolio", "transfer")],
    "portfolios:transfer_file": [of("portfolio", "transfer")],
    "original": [of("private", "picture")],
    "inbound:arrival": [of("private", "arrival")],
}
BY_NAME_STATES = {state: {"owner", "reader"} if state == "asked to read" else {"owner"} for state in STATES}
LISTS = {
    "home", "bin", "groups", "new_group", "me", "demo", "demo_people", "demo_mail", "healthz", "portfolios:index",
    "portfolios:new", "portfolios:transfers", "portfolios:abreast", "journal:index", "journal:new",
    "journal:anywhere", "journal:offline", "journal:year", "privacy:index", "privacy:departure", "frameworks:index",
    "frameworks:drafts", "frameworks:files", "notices:index", "notices:choices", "feeds:index", "prompts:choices",
    "ui:look", "conversations:index", "conversations:new", "conversations:reports", "conversations:site_log", "polls:index",
    "polls:new",
    "chats:index", "chats:new", "search:index", "inbound:index", "proposals:index", "conversations:related",
    *people.LISTS,
}  # fmt: skip
# Drafts of a framework are for those who lead its scheme, and what a group does together for its members.
LEADS, KEEPERS, IN_GROUP = {"owner"}, {"steward", "administrator"}, {"owner", "fellow", "blocked"}
BY_ROLE: dict[str, tuple[set[str], str]] = {
    **dict.fromkeys(
        "frameworks:draft frameworks:draft_file frameworks:changes frameworks:versions frameworks:version".split()
        + "frameworks:publication frameworks:more frameworks:piece frameworks:piece_place".split(),
        (LEADS, "those who lead the scheme"),
    ),
    "frameworks:lead": (KEEPERS, "stewards and administrators"),
    "notices:group_choices": (IN_GROUP, "each member of the group, their own"),
    "conversations:group": (IN_GROUP, "the members of the group alone"),
    "conversations:log": (IN_GROUP, "the members of the group alone"),
    "conversations:report": ({"owner"}, "who tends the group"),
    "rounds:index": (IN_GROUP, "the members of the group alone"),
    "rounds:show": (IN_GROUP, "the members of the group alone"),
    "rounds:answers": (IN_GROUP, "each member of the group, their own"),
    "rounds:closing": (IN_GROUP, "who tends the group"),
    "rounds:agreement": (IN_GROUP, "who tends the group"),
    **people.BY_ROLE,
    **OF_A_GROUP,
    **{f"polls:{page}": ({"owner", "fellow"}, "whom it asked") for page in ("show", "vote", "closing", "result")},
}
OTHERS = {
    **people.OTHERS,
    "agreement": "allows something for oneself, or takes that back: tests/test_looking_up.py",
    "privacy:openings": "administrators alone, who give a reason and leave a trace: tests/test_opening.py",
    "inbound:address": "one’s own private address, made or ended: coppice/inbound/tests/test_arriving.py",
    "inbound:webhook": "whoever knows the shared secret, to hand mail over: coppice/inbound/tests/test_arriving.py",
    "language": "one’s own language, or this browser’s: tests/test_languages.py",
    "privacy:copies": "asks for a copy of everything of one’s own",
    "frameworks:edition": "frameworks are public",
    "frameworks:part": "frameworks are public",
    "frameworks:file": "frameworks are public",
    "frameworks:comparison": "frameworks are public",
    "group": "about a group, which every member sees",
    "membership": "about a group, which every member sees",
    **{f"frameworks:{page}": "frameworks are public" for page in ("edition", "part", "file", "comparison")},
    "frameworks:leads": "stewards and administrators: coppice/frameworks/tests/test_draft_pages.py",
    "notices:notice": "a notice is one person’s own: test_a_notice_is_its_persons_own",
    "notices:hours": "when oneself gets no mail: coppice/notices/tests/test_choosing.py",
    "notices:ending": "whoever holds the mail, to end such mails: coppice/notices/tests/test_choosing.py",
    "feeds:key": "one’s own address for feeds: coppice/feeds/tests/test_feeds.py",
    "feeds:site": "what is public, the same for everybody: coppice/feeds/tests/test_feeds.py",
    "feeds:group": "what is public of a group, the same for everybody: coppice/feeds/tests/test_feeds.py",
    "feeds:mine": "whoever holds the address, what its person sees: coppice/feeds/tests/test_feeds.py",
    "feeds:my_group": "whoever holds the address, what its person sees: coppice/feeds/tests/test_feeds.py",
    "portfolios:advice": "about a public framework, and one’s own journal",
    "prompts:prompt": "its person alone: coppice/prompts/tests/test_prompts.py",
    "prompts:ending": "whoever holds the mail, to end such mails: coppice/prompts/tests/test_prompts.py",
    "proposals:proposal": "what one did oneself, and for nobody else: coppice/proposals/tests/test_proposals.py",
    "proposals:quotation": "who is asked whether they may be quoted: coppice/proposals/tests/test_proposals.py",
    "reading_request": "says nothing of the draft: test_a_request_to_read_is_not_guessed",
    "open_link": "test_rule.test_a_link_opens_without_an_account_and_is_gone_at_the_next_request_after_its_end",
    "hints:rule": "a choice of the person’s own: test_hints.test_a_rule_is_switched_off_for_oneself_alone",
    "demo_session": "signs in, and only in a demonstration",
    "journal:shared": "gives back what another app sent, and keeps nothing: coppice/journal/tests/test_anywhere.py",
    "manifest": "the name of the community, for its app",
    "icon": "the emblem",
    "shell_worker": "a script that keeps nobody’s page: coppice/home/tests/test_offline.py",
    "ui:bound": "a style sheet",
    "ui:theme": "a cookie of the reader’s",
}


def addresses() -> Iterator[tuple[str, Any]]:
    """The name and view of every address of ours (allauth's own pages are about the person signed in)."""

    def walk(patterns: list[Any], space: str) -> Iterator[tuple[str, Any]]:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
                yield from walk(pattern.url_patterns, inner)
            elif isinstance(pattern, URLPattern) and not pattern.lookup_str.startswith("allauth."):
                yield f"{space}{pattern.name}", pattern.callback

    return walk(get_resolver().url_patterns, "")


VIEWS = dict(addresses())


def test_every_address_has_a_row() -> None:
    rows = BY_ITEM.keys() | BY_NAME.keys() | BY_OWNER.keys() | BY_ROLE.keys() | LISTS | OTHERS.keys()
    assert set(VIEWS) - rows == set(), "say in tests/test_privacy.py who may see what there"
    assert rows - set(VIEWS) == set(), "these addresses are no more"


def verbs(name: str) -> list[str]:
    found = getattr(VIEWS[name], "verbs", {"GET": None})
    return sorted(set(found) - {"HEAD"})


def rows(world: World, of_all: dict[str, list[Maker]]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Name, verb and what stands in the address, for everything of the world."""
    for name, makers in of_all.items():
        for make in makers:
            kwargs = make(world)[1]
            for verb in verbs(name):
                yield name, verb, kwargs


def hidden_rows(who: str, state: str, world: World) -> Iterator[tuple[str, str, dict[str, Any]]]:
    if who not in STATES[state]:
        yield from rows(world, BY_ITEM)
    if who not in BY_NAME_STATES[state]:
        yield from rows(world, BY_NAME)
    yield from rows(world, BY_OWNER)


def is_asked(who: str, state: str, name: str, verb: str) -> bool:
    """On PostgreSQL in one hidden state each: the views are the same, and the rule is tested in full on both."""
    hidden = [each for each in STATES if who not in STATES[each]]
    turn = sum(map(ord, name + verb)) % len(hidden)
    return connection.vendor == "sqlite" or hidden[turn] == state


def test_what_you_may_not_see_is_not_there(cast: Cast) -> None:
    """All ways of sharing at once, so that the answer for what never existed is asked for once."""
    worlds = {state: a_world(cast) for state in STATES}
    for state, world in worlds.items():
        world.put_into(state, cast)
    for who, person in cast.people.items():
        client = signed_in(person)
        absent: dict[tuple[str, str, str], Any] = {}
        for state, world in worlds.items():
            if who == "owner":
                continue
            for name, verb, kwargs in hidden_rows(who, state, world):
                if not is_asked(who, state, name, verb):
                    continue
                row = (name, verb, str({**kwargs, "pk": ""}))
                if row not in absent:
                    nothing = {**kwargs, "pk": ghost()}
                    absent[row] = said(answer(client, verb, reverse(name, kwargs=nothing)), nothing["pk"])
                real = said(answer(client, verb, reverse(name, kwargs=kwargs)), kwargs["pk"])
                assert real == absent[row], f"{who} can tell that {name} is there by {verb} when shared: {state}"
                assert real[0] in {302, 401, 404, 422}, (who, name, verb, real[0])


def for_a_few(cast: Cast) -> Iterator[tuple[str, dict[str, Any]]]:
    """What stands in the address of everything that a role opens: a draft, a lead and a round that are really there."""
    edition = Edition.objects.get(slug="felt")
    lead = Lead.give(edition.slug, to=cast.owner, by=cast.steward, now=NOON)
    draft = Draft.begin(edition=edition, version="next", by=cast.owner, now=NOON)
    one = Round.objects.create(group=cast.group, edition=edition, opened_by=cast.owner, opened_at=NOON)
    terms = polls.Terms("Which?", ["This", "That"], "single", "hidden", group=cast.group)
    of_app = {"rounds": one.pk, "polls": polls.Poll.open(terms, by=cast.owner, now=NOON).pk}
    section = next(node.id for node in edition.framework.nodes.values() if node.kind == "writing")
    piece = {"pk": draft.pk, "kind": "section", "key": section}
    of_more: dict[str, dict[str, Any]] = {
        "frameworks:version": {"pk": draft.pk, "number": 1},
        "frameworks:more": {"pk": draft.pk, "kind": "section"},
        "frameworks:piece": piece,
        "frameworks:piece_place": piece,
        "frameworks:lead": {"pk": lead.pk},
        "rounds:index": {"slug": cast.group.slug},
        **people.opened(cast),
        "notices:group_choices": {"slug": cast.group.slug},
        **of_an_unlisted_group(cast),
        "conversations:group": {"slug": cast.group.slug},
        "conversations:log": {"slug": cast.group.slug},
        "conversations:report": {"pk": a_report(cast)},
    }
    for name in BY_ROLE:
        yield name, of_more.get(name, {"pk": of_app.get(name.partition(":")[0], draft.pk)})


def a_report(cast: Cast) -> Any:
    topic = Topic.start(title="Reported", html="<p>x</p>", group=cast.group, by=cast.fellow, now=NOON)
    return Report.make(topic.posts.get(), reason="No", by=cast.fellow, now=NOON).pk


def test_what_a_role_opens_is_not_there_for_others(cast: Cast) -> None:
    rows = dict(for_a_few(cast))
    for who, person in cast.people.items():
        client = signed_in(person)
        for name, kwargs in rows.items():
            known = next(iter(kwargs))
            nothing = {**kwargs, known: "no-such-group" if known == "slug" else ghost()}
            for verb in verbs(name) if who not in BY_ROLE[name][0] else ():
                absent = said(answer(client, verb, reverse(name, kwargs=nothing)), nothing[known])
                real = said(answer(client, verb, reverse(name, kwargs=kwargs)), kwargs[known])
                assert real == absent, f"{who} can tell that {name} is there by {verb}"
                assert real[0] in {302, 401, 404}, (who, name, verb, real[0])


def test_lists_and_counts_tell_nothing_of_it(cast: Cast, settings: Any) -> None:
    """All ways of sharing at once, each with a mark of its own that must not turn up."""
    settings.DEMO = True
    worlds = {state: a_world(cast, f"{CANARY}{number}x") for number, state in enumerate(STATES)}
    for state, world in worlds.items():
        world.put_into(state, cast)
    for who, person in cast.people.items():
        client = signed_in(person)
        hidden = {state: world for state, world in worlds.items() if who != "owner" and who not in STATES[state]}
        for name in sorted(LISTS - {"demo_mail"}):
            response = client.get(reverse(name))
            assert response.status_code in {200, 302, 404}, (who, name)
            for state, world in hidden.items():
                marks = [world.portfolio.title.split()[0], *(str(item.pk) for item in world.items)]
                assert not any(mark.encode() in response.content for mark in marks), (who, name, state)


CHANGED_BY_OTHERS = {
    "portfolios:recognition", "discussion:comments", "discussion:holding", "discussion:notes", "conversations:posts",
    "conversations:following", "conversations:reactions", "conversations:about", "conversations:mute", "conversations:block",
    "conversations:offers", "conversations:outcomes",
    "chats:answers", "chats:part", "chats:chair", "chats:answer", "chats:line",
}  # fmt: skip


@pytest.mark.parametrize("state", ["members", "public", "asked to read"])
def test_who_may_only_look_changes_nothing(cast: Cast, state: str) -> None:
    world = a_world(cast)
    world.put_into(state, cast)
    for who in sorted(STATES[state] - {"owner"}):
        client = signed_in(cast.people[who])
        for name, verb, kwargs in rows(world, BY_ITEM):
            response = answer(client, verb, reverse(name, kwargs=kwargs))
            assert response.status_code < 500, (who, name, verb)
            if verb != "GET" and name not in CHANGED_BY_OTHERS:
                expected = {401, 403, 404} if cast.people[who] else {302, 401, 403, 404}
                assert response.status_code in expected, (who, name, verb, response.status_code)
            elif verb == "GET" and name in {"portfolios:show", "portfolios:section", "journal:entry"}:
                assert response.status_code == 200, (who, name)
