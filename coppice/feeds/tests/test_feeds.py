"""Feeds as a reader program fetches them: valid, cheap to ask for again, and within the rule."""

from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from lxml import etree

from coppice.audience.models import Item
from coppice.feeds.models import Key
from tests.asking import said
from tests.cast import Cast, a_person, signed_in
from tests.world import STATES, a_world, an_entry, put

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
TOLD = {"group", "members", "public"}


def fetch(path: str, **headers: str) -> Any:
    """As a reader program does, without a session."""
    return Client().get(path.partition("8000")[2] or path, headers=headers)


def titles(response: Any) -> list[str]:
    assert response.status_code == 200
    return [entry.findtext(f"{ATOM}title") or "" for entry in etree.fromstring(response.content).iter(f"{ATOM}entry")]


def key_of(person: Any) -> Key:
    return Key.of(person) or Key.make(by=person, now=timezone.now())


def test_a_feed_holds_what_its_person_sees_and_no_more(cast: Cast) -> None:
    """Every way of sharing × everybody: what is shared by reach comes to those it reaches, whatever the others do."""
    entries = {state: an_entry(cast, f"Quokkaberry {state}") for state in STATES}
    for state, entry in entries.items():
        put(entry, state, cast)
    for who, person in cast.people.items():
        path = key_of(person).url if person else "/feed/"
        seen = {state for state, entry in entries.items() if who in STATES[state] and state in TOLD and who != "owner"}
        assert set(titles(fetch(path))) == {entries[state].title for state in seen}, who
    public = {entries["public"].title}
    assert set(titles(fetch("/feed/"))) == public
    assert {title for who in cast.people.values() for title in titles(signed_in(who).get("/feed/"))} == public


def test_what_is_hidden_changes_no_byte_of_a_feed(cast: Cast) -> None:
    path = key_of(cast.elsewhere).url
    before = [fetch(one).content for one in (path, "/feed/")]
    a_world(cast).put_into("group", cast)
    assert [fetch(one).content for one in (path, "/feed/")] == before


def test_the_feed_of_a_group_has_what_is_shared_with_it(cast: Cast) -> None:
    ours, everybody = an_entry(cast, "For the group"), an_entry(cast, "For all")
    put(ours, "group", cast)
    put(everybody, "members", cast)
    fellow = key_of(cast.fellow)
    assert titles(fetch(fellow.url_for(cast.group))) == ["For the group happened"]
    assert set(titles(fetch(fellow.url))) == {"For the group happened", "For all happened"}
    assert fetch(fellow.url_for(cast.other_group)).status_code == 404
    unknown = fetch("/groups/no-such-group/feed/")
    hidden = fetch("/groups/evaluation/feed/")
    assert hidden.status_code == unknown.status_code == 404
    assert said(hidden, "evaluation") == said(unknown, "no-such-group")


def test_what_was_shared_last_comes_first(cast: Cast) -> None:
    first, second = an_entry(cast, "Written first"), an_entry(cast, "Written second")
    for entry in (second, first):
        put(entry, "members", cast)
    path = key_of(cast.elsewhere).url
    assert titles(fetch(path)) == ["Written first happened", "Written second happened"]
    Item.everything.get(pk=first.pk).share(reach="only_me", by=cast.owner, now=timezone.now())
    assert titles(fetch(path)) == ["Written second happened"]


def test_a_feed_is_valid_atom(cast: Cast) -> None:
    put(an_entry(cast, "Cats &amp; &lt;dogs&gt;\x0b “â”"), "public", cast)
    response = fetch("/feed/")
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = etree.fromstring(response.content)
    assert [feed.tag, feed.findtext(f"{ATOM}id")] == [f"{ATOM}feed", "http://127.0.0.1:8000/feed/"]
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links == {"alternate": "http://127.0.0.1:8000/", "self": "http://127.0.0.1:8000/feed/"}
    [entry] = feed.findall(f"{ATOM}entry")
    assert "Cats & <dogs>" in (entry.findtext(f"{ATOM}title") or "")
    assert (entry.findtext(f"{ATOM}id") or "").startswith("urn:uuid:")
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "Olwen Prys"
    for of in (feed, entry):
        assert datetime.fromisoformat(of.findtext(f"{ATOM}updated") or "").tzinfo
    summary = entry.find(f"{ATOM}summary")
    assert summary is not None
    assert summary.get("type") == "html"


def test_what_has_not_changed_is_not_sent_again(cast: Cast) -> None:
    put(an_entry(cast, "Public"), "public", cast)
    first = fetch("/feed/")
    again = {"if-none-match": first.headers["ETag"]}
    assert fetch("/feed/", **again).status_code == 304
    assert not fetch("/feed/", **again).content
    put(an_entry(cast, "Another"), "public", cast)
    assert fetch("/feed/", **again).status_code == 200
    assert "public" in first.headers["Cache-Control"]


def test_an_address_is_made_shown_and_ended(cast: Cast) -> None:
    fellow = signed_in(cast.fellow)
    assert "Make my address" in fellow.get("/feeds/").text
    made = fellow.post("/feeds/key/", follow=True)
    old = key_of(cast.fellow).url
    assert old in made.text
    assert old in fellow.get("/feeds/").text
    response = fetch(old)
    assert response.status_code == 200
    assert "private" in response.headers["Cache-Control"]
    assert response.headers["X-Robots-Tag"] == "noindex"
    fellow.post("/feeds/key/")
    new = key_of(cast.fellow).url
    assert [fetch(old).status_code, fetch(new).status_code] == [404, 200]
    fellow.post("/feeds/key/", {"_method": "DELETE"})
    assert fetch(new).status_code == 404


def test_a_bad_address_is_not_there(cast: Cast) -> None:
    key = key_of(cast.fellow)
    nothing = fetch("/feeds/mine/zzzz/")
    for wrong in (f"{key.token}x", key.pk.hex, f"{key.pk}", "a.b", cast.fellow.slug):
        response = fetch(f"/feeds/mine/{wrong}/")
        assert response.status_code == 404
        assert said(response, wrong) == said(nothing, "zzzz")
    cast.fellow.deactivate()
    assert fetch(key.url).status_code == 404


def test_an_address_opens_nothing_else(cast: Cast) -> None:
    token = key_of(cast.fellow).token
    for path in (f"/notices/end/{token}/", f"/prompts/end/{token}/", f"/reading/{token}/", f"/feeds/mine/{token}/x/y/"):
        assert Client().post(path).status_code in {404, 405}
    assert "sessionid" not in fetch(key_of(cast.fellow).url).cookies


def test_pages_say_where_the_feed_is(cast: Cast) -> None:
    link = '<link rel="alternate" type="application/atom+xml" title="Coppice" href="/feed/">'
    for client in (Client(), signed_in(cast.fellow)):
        assert link in client.get("/frameworks/").text
    assert "/feeds/" in signed_in(cast.fellow).get("/").text


def test_queries_stay_as_many(cast: Cast, django_assert_max_num_queries: Any) -> None:
    def ask(most: int) -> None:
        with django_assert_max_num_queries(most):
            fetch(key.url)

    key = key_of(cast.elsewhere)
    for n in range(12):
        writer = a_person(f"Writer {n}")
        for entry in (an_entry(cast, f"One {n}"),):
            Item.everything.filter(pk=entry.pk).update(author=writer)
            put(entry, "members", cast)
    ask(6)
