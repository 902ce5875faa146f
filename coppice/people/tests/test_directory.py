"""Who knows about it? Ranked, with reasons, and only out of what the asker may see."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.utils import timezone

from coppice.kernel import keyset
from coppice.people import directory, experts
from coppice.people.finding import Filters
from coppice.people.models import Fact, Offer, Side
from coppice.people.tests.makers import a_skill, listed, says
from tests.cast import Cast, a_person, signed_in
from tests.world import STATES, an_entry, put

pytestmark = pytest.mark.django_db


def names(page: str) -> list[str]:
    people = ["Olwen Prys", "Femi Bello", "Elspeth Munro", "Ruth Adeyemi", "Stella Ray", "Bram de Wit"]
    there = {name: page.find(f">{name}</a>") for name in people}
    return sorted((name for name in people if there[name] >= 0), key=lambda name: there[name])


def asked(cast: Cast, query: str = "", who: Any = None) -> str:
    return signed_in(who or cast.steward).get(f"/people/{query}").content.decode().split("<main", 1)[1]


def test_those_who_are_furthest_come_first_with_the_reason(cast: Cast) -> None:
    media = a_skill("Video", cast.owner, region="technology")
    captions = a_skill("Captions", cast.owner, region="technology", also="subtitles", broader=media)
    says(cast.owner, captions, 1)
    says(cast.fellow, captions, 3)
    says(cast.elsewhere, media, 2)
    says(cast.reader, captions, 3)
    listed(cast.owner, cast.fellow, cast.elsewhere)
    page = asked(cast, "?q=subtitels")
    assert names(page) == ["Femi Bello", "Olwen Prys"]
    assert "<strong>Captions</strong>: leading; can help" in page
    assert names(asked(cast, "?q=video")) == ["Femi Bello", "Elspeth Munro", "Olwen Prys"]
    assert names(asked(cast)) == ["Elspeth Munro", "Femi Bello", "Olwen Prys"]
    assert names(asked(cast, "?q=munro")) == ["Elspeth Munro"]
    assert names(asked(cast, "?q=fem")) == ["Femi Bello"]


def test_a_reason_is_only_what_its_person_shares_with_the_asker(cast: Cast) -> None:
    for state, seers in STATES.items():
        skill = a_skill(f"Weaving {state}", cast.fellow)
        one = says(cast.owner, skill, reach="only_me")
        put(one, state, cast)
        listed(cast.owner)
        for who, person in cast.people.items():
            if person is None or not person.is_member:
                assert signed_in(person).get("/people/").status_code in {302, 404}
                continue
            found = experts.for_words(skill.name, person, now=timezone.now())
            shown = directory.ask(skill.name, Filters(), person, now=timezone.now()).people
            assert [each.person for each in shown] == ([cast.owner] if who in seers else []), (who, state)
            assert found == []


def test_hiding_something_changes_no_count_and_no_order(cast: Cast) -> None:
    skill = a_skill("Weaving", cast.fellow)
    says(cast.fellow, skill, 2)
    listed(cast.fellow, cast.owner)
    before = asked(cast, "?q=weaving"), asked(cast)
    now = timezone.now()
    says(cast.owner, skill, 3, reach="only_me")
    Fact.say("sector", "health", reach="only_me", by=cast.owner, now=now)
    Offer.make("mentor", reach="only_me", by=cast.owner, now=now)
    says(cast.elsewhere, skill, 3)
    for _ in range(3):
        says(cast.fellow, a_skill(f"Hidden {_}", cast.fellow), reach="only_me")
    strip = lambda page: re.sub(r'<datalist.*?</datalist>|name="csrfmiddlewaretoken" value="[^"]*"', "", page)  # noqa: E731
    assert strip(before[0]) == strip(asked(cast, "?q=weaving"))
    assert strip(before[1]) == strip(asked(cast))


def test_it_is_narrowed_down_by_what_is_seen(cast: Cast) -> None:
    skill, now = a_skill("Weaving", cast.fellow, region="both"), timezone.now()
    for person, level, sector in ((cast.owner, 1, "health"), (cast.fellow, 2, "higher"), (cast.elsewhere, 3, "health")):
        says(person, skill, level)
        Fact.say("sector", sector, reach="members", by=person, now=now)
        Fact.say("language", "Cymraeg", reach="only_me" if person == cast.owner else "members", by=person, now=now)
        Offer.make("speak", is_available=person != cast.elsewhere, reach="members", by=person, now=now)
    listed(cast.owner, cast.fellow, cast.elsewhere)
    page = asked(cast, "?q=weaving")
    assert 'Health</a> <span class="context numbers">2</span>' in page
    assert 'Cymraeg</a> <span class="context numbers">2</span>' in page
    for query, found in (
        ("sector=health", ["Elspeth Munro", "Olwen Prys"]),
        ("language=cymraeg", ["Elspeth Munro", "Femi Bello"]),
        ("offer=speak", ["Femi Bello", "Olwen Prys"]),
        ("level=3", ["Elspeth Munro"]),
        ("region=technology", []),
        ("region=nonsense", ["Elspeth Munro", "Femi Bello", "Olwen Prys"]),
        ("sector=health&offer=speak", ["Olwen Prys"]),
    ):
        assert names(asked(cast, f"?q=weaving&{query}")) == found, query
        assert sorted(names(asked(cast, f"?{query}"))) == sorted(found), query


def test_it_is_narrowed_down_by_organisation(cast: Cast) -> None:
    skill, now = a_skill("Weaving", cast.fellow), timezone.now()
    written = {cast.owner: "University of Trevenna", cast.fellow: "university of  Trevenna", cast.reader: "Coleg Gwent"}
    for person, words in written.items():
        says(person, skill)
        reach = "only_me" if person == cast.owner else "members"
        Fact.say("organisation", words, reach=reach, by=person, now=now)
    listed(*written)
    page = asked(cast, "?q=weaving")
    assert 'Coleg Gwent</a> <span class="context numbers">1</span>' in page
    assert 'University of  Trevenna</a> <span class="context numbers">1</span>' in page, "the hidden one is not counted"
    for query in ("?q=weaving&organisation=university+of+trevenna", "?organisation=university+of+trevenna"):
        page = asked(cast, query)
        assert names(page) == ["Femi Bello"], query
        assert "(show all again)" in page
    assert names(asked(cast, "?q=weaving&organisation=nowhere&sector=health")) == []


def test_an_example_is_a_reason_for_those_who_see_it(cast: Cast) -> None:
    entry = an_entry(cast, "My own loom")
    says(cast.owner, a_skill("Weaving", cast.fellow), example=entry)
    listed(cast.owner)
    assert "for instance" not in asked(cast, "?q=weaving")
    assert str(entry.pk) not in asked(cast, "?q=weaving")
    entry.share(reach="members", by=cast.owner, now=timezone.now())
    assert f'<a href="/items/{entry.pk}/">for instance “{entry}”</a>' in asked(cast, "?q=weaving")
    assert "for instance" not in asked(cast), "only to a question"


def test_what_nobody_covers_is_said_and_who_wants_it_only_from_five_on(cast: Cast) -> None:
    skill = a_skill("Weaving", cast.fellow)
    learners = [cast.owner, cast.fellow, cast.elsewhere, cast.reader]
    for person in learners:
        says(person, skill, side=Side.LEARN)
    page = asked(cast, "?q=weaving")
    assert "Nobody yet" in page
    assert "to learn it." not in page
    says(a_person("One More"), skill, side=Side.LEARN)
    assert "5 people want to learn it." in asked(cast, "?q=weaving")
    says(cast.owner, skill)
    assert "Nobody yet" in asked(cast, "?q=weaving"), "not listed"
    listed(cast.owner)
    assert "Nobody yet" not in asked(cast, "?q=weaving")
    assert "No such word yet" in asked(cast, "?q=knitting")


def test_pages_go_on_where_the_last_one_ended_and_name_nobody_twice(cast: Cast, monkeypatch: Any) -> None:
    monkeypatch.setattr(directory, "SHOWN", 3)
    one, two = a_skill("Weaving wool", cast.owner), a_skill("Weaving silk", cast.owner)
    people = [a_person(f"Weaver {name}") for name in "ABCDEFGH"]
    for number, person in enumerate(people):
        says(person, one, 1 + number % 3)
        says(person, two, 1 + number % 2)
    listed(*people)
    for text in ("weaving", ""):
        seen, after = [], ""
        for _ in range(4):
            answer = directory.ask(text, Filters(), cast.steward, now=timezone.now(), after=after)
            seen += [found.person.name for found in answer.people]
            after = answer.next
            if not after:
                break
        assert sorted(seen) == sorted(person.name for person in people), text
    for mark in ("nonsense", keyset.write("x", cast.owner.pk), keyset.write(3, cast.owner.pk)):
        assert asked(cast, f"?q=weaving&after={mark}")
        assert asked(cast, f"?after={mark}")


def test_the_number_of_queries_does_not_grow(cast: Cast, django_assert_max_num_queries: Any) -> None:
    skills = [a_skill(f"Weaving {kind}", cast.owner) for kind in ("wool", "silk", "flax")]
    people = [a_person(f"Weaver {number}") for number in range(8)]
    for person in people:
        for skill in skills:
            says(person, skill)
        Fact.say("role", "Weaver", reach="members", by=person, now=timezone.now())
    listed(*people)
    client = signed_in(cast.steward)
    client.get("/people/?q=weaving")
    for address in ("/people/?q=weaving", "/people/", "/skills/"):
        with django_assert_max_num_queries(16):
            client.get(address)


def test_experts_are_only_those_who_said_they_may_be_asked(cast: Cast) -> None:
    skill, now = a_skill("Captions", cast.owner, also="subtitles"), timezone.now()
    for person in (cast.owner, cast.fellow, cast.elsewhere, cast.reader):
        says(person, skill, 3 if person == cast.reader else 2)
    listed(cast.owner, cast.fellow, cast.elsewhere, askable=True)
    listed(cast.reader)
    text = "Dear all, we have forty recorded lectures and nobody to write the subtitles. How do you do it?"
    found = experts.for_words(text, cast.steward, now=now, exclude=[cast.elsewhere.pk])
    assert {one.person for one in found} == {cast.owner, cast.fellow}
    assert str(found[0].reasons[0]) == "Captions: practising; can help"
    assert cast.owner not in [one.person for one in experts.for_words(text, cast.blocked, now=now, most=9)]
    assert experts.for_words("Something else", cast.steward, now=now) == []
