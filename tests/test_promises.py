"""What the author promised to a reader: a checklist that both see, and word of what was done."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from coppice.discussion import personal_data
from coppice.discussion.models import Comment, Promise
from coppice.happenings.models import Happening
from coppice.portfolios.models import Section
from coppice.readers.models import Reader
from tests.cast import Cast, signed_in
from tests.world import a_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def section(cast: Cast) -> Section:
    """A section of the owner's, in a portfolio that the reader was asked to read."""
    world, now = a_world(cast), timezone.now()
    Reader.ask(item=world.portfolio, by=cast.owner, person=cast.reader, until=now + timedelta(days=9), now=now)
    return world.section


def asked(section: Section, by: Any, words: str = "How many students answered?") -> Comment:
    return Comment.say(item=section, html=f"<p>{words}</p>", by=by, now=timezone.now())


def promised(section: Section, cast: Cast) -> Promise:
    comment = asked(section, cast.reader)
    sent = {"parent": str(comment.pk), "text": "I will add the survey.", "promise": "yes"}
    assert signed_in(cast.owner).post(f"/items/{section.pk}/comments/", sent).status_code == 303
    return Promise.objects.get()


def told(verb: str) -> list[str]:
    people: list[str] = Happening.objects.filter(verb=verb).latest("id").about.get("tell", [])
    return people


def test_a_promise_is_on_a_list_that_both_see(section: Section, cast: Cast) -> None:
    promised(section, cast)
    assert told("promised") == [str(cast.reader.pk)]
    url = f"/portfolios/{section.whole_id}/feedback/"
    for person, heading in ((cast.owner, "What you promised"), (cast.reader, "What Olwen promised")):
        page = signed_in(person).get(url).text
        assert heading in page
        assert page.count("I will add the survey.") == 2, "on the list, and in its thread"
        assert page.index("I will add the survey.") < page.index("How many students answered?")
    assert "keeping" not in signed_in(cast.reader).get(url).text, "only the author ticks it"


def test_doing_it_tells_the_reader_and_both_see_it(section: Section, cast: Cast) -> None:
    promise, owner = promised(section, cast), signed_in(cast.owner)
    keeping = f"/comments/{promise.pk}/promise/keeping/"
    assert owner.post(keeping).status_code == 303
    assert told("promise kept") == [str(cast.reader.pk)]
    assert "Promised, and done" in signed_in(cast.reader).get(section.get_absolute_url()).text
    assert owner.post(keeping, {"_method": "DELETE"}).status_code == 303
    promise.refresh_from_db()
    assert promise.is_open


def test_a_promise_taken_back_still_shows_and_can_be_given_again(section: Section, cast: Cast) -> None:
    promise, owner = promised(section, cast), signed_in(cast.owner)
    url = f"/comments/{promise.pk}/promise/"
    assert owner.post(url, {"_method": "DELETE"}).status_code == 303
    assert told("promise taken back") == [str(cast.reader.pk)]
    assert "Promised, and taken back" in signed_in(cast.reader).get(section.get_absolute_url()).text
    assert owner.post(f"{url}keeping/").status_code == 303
    promise.refresh_from_db()
    assert promise.kept_at is None, "what was taken back is not done"
    assert owner.post(url, {"_method": "PUT"}).status_code == 303
    promise.refresh_from_db()
    assert promise.is_open


def test_an_answer_becomes_a_promise_later(section: Section, cast: Cast) -> None:
    comment, owner = asked(section, cast.reader), signed_in(cast.owner)
    answer = Comment.say(item=section, html="<p>I will look.</p>", by=cast.owner, now=timezone.now(), parent=comment)
    assert "my list of promises" in owner.get(f"/comments/{answer.pk}/edit/").text
    assert owner.post(f"/comments/{answer.pk}/promise/", {"_method": "PUT"}).status_code == 303
    assert Promise.objects.get().comment == answer
    owner.post(f"/comments/{answer.pk}/", {"_method": "DELETE"})
    assert not Promise.objects.exists(), "words that are taken back promise nothing"


def test_only_the_author_promises(section: Section, cast: Cast) -> None:
    promise, reader = promised(section, cast), signed_in(cast.reader)
    thread = promise.thread
    sent = {"parent": str(thread.pk), "text": "I will help.", "promise": "yes"}
    answer = reader.post(f"/items/{section.pk}/comments/", sent)
    assert answer.status_code == 422
    assert "I will help." in answer.text, "what was typed is given back"
    for url, verb in (
        (f"/comments/{promise.pk}/promise/", "DELETE"),
        (f"/comments/{promise.pk}/promise/keeping/", "POST"),
    ):
        assert reader.post(url, {"_method": verb}).status_code == 403
        assert signed_in(cast.elsewhere).post(url, {"_method": verb}).status_code == 404
    assert signed_in(cast.owner).post(f"/comments/{thread.pk}/promise/", {"_method": "PUT"}).status_code == 403


def test_many_promises_cost_no_more_queries(section: Section, cast: Cast, django_assert_num_queries: Any) -> None:
    promised(section, cast)
    owner, url = signed_in(cast.owner), f"/portfolios/{section.whole_id}/feedback/"
    owner.get(url)
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as few:
        owner.get(url)
    for number in range(9):
        thread = asked(section, cast.reader, f"Number {number}?")
        Promise.give(thread=thread, html="<p>I will.</p>", by=cast.owner, now=timezone.now())
    with django_assert_num_queries(len(few)):
        owner.get(url)


def test_a_promise_is_in_its_authors_export(section: Section, cast: Cast) -> None:
    promise = promised(section, cast)
    promise.keep(by=cast.owner, now=timezone.now())
    held = next(one for one in personal_data.held(cast.owner)["comments"] if one["promise"])
    assert held["promise"]["kept_at"]
