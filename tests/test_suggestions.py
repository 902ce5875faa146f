"""Other words suggested by a reader: accepted with one action, or settled without a change."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from coppice.discussion import personal_data
from coppice.discussion.models import Comment, Suggestion
from coppice.happenings.models import Happening
from coppice.kernel import richtext
from coppice.portfolios.models import Section
from coppice.portfolios.remarks import remarks_on
from coppice.readers.models import Reader
from coppice.revisions.models import Revision
from tests.cast import Cast, signed_in
from tests.world import a_world

pytestmark = pytest.mark.django_db

SAID = "<p>We moved the <strong>placement log</strong> to a shared form, and it was a success.</p>"


@pytest.fixture
def section(cast: Cast) -> Section:
    """A section of the owner's that the reader was asked to read."""
    section, now = a_world(cast).section, timezone.now()
    write(section, SAID)
    Reader.ask(item=section, by=cast.owner, person=cast.reader, until=now + timedelta(days=9), now=now)
    return section


def code_of(section: Section) -> str:
    return next(iter(section.text_codes))


def write(section: Section, html: str) -> None:
    section.refresh_from_db()
    bases = [richtext.fingerprint(section.text(code_of(section)))]
    section.write(code=code_of(section), html=html, bases=bases, by=section.author, now=timezone.now())


def text(section: Section) -> str:
    section.refresh_from_db()
    return section.text(code_of(section))


def suggest(section: Section, by: Any, quote: str, instead: str, words: str = "") -> Any:
    block = next(one for one in richtext.blocks(text(section)) if quote in one.text)
    sent = {"code": code_of(section), "block": block.id, "quote": quote, "instead": instead, "text": words}
    return signed_in(by).post(f"/items/{section.pk}/comments/", sent)


def suggested(
    section: Section, cast: Cast, quote: str = "was a success", instead: str = "saved four hours"
) -> Suggestion:
    assert suggest(section, cast.reader, quote, instead).status_code == 303
    return Suggestion.objects.get(comment__author=cast.reader)


def told(verb: str) -> list[str]:
    people: list[str] = Happening.objects.filter(verb=verb).latest("id").about.get("tell", [])
    return people


def test_the_author_sees_the_difference_and_accepts_it_with_one_action(section: Section, cast: Cast) -> None:
    suggestion, owner = suggested(section, cast), signed_in(cast.owner)
    assert told("suggested") == [str(cast.owner.pk)]
    for page in (
        owner.get(section.get_absolute_url()).text,
        signed_in(cast.reader).get(section.get_absolute_url()).text,
    ):
        assert "saved four hours</ins>" in page
    assert "Accept<" not in signed_in(cast.reader).get(section.get_absolute_url()).text
    before = text(section)
    answer = owner.post(f"/comments/{suggestion.pk}/suggestion/")
    assert answer.status_code == 303
    assert richtext.plain(text(section)) == "We moved the placement log to a shared form, and it saved four hours."
    assert "<strong>placement log</strong>" in text(section)
    assert told("suggestion accepted") == [str(cast.reader.pk)]
    suggestion.refresh_from_db()
    assert suggestion.comment.resolved_at is not None
    kept = Revision.objects.get(item=section, number=suggestion.before or 0)
    assert kept.texts[code_of(section)] == before
    assert "Accepted" in signed_in(cast.reader).get(section.get_absolute_url()).text
    owner.post(f"/items/{section.pk}/revisions/{kept.number}/restoration/")
    assert text(section) == before, "the version before is the way back"


def test_a_passage_that_changed_is_not_replaced_and_both_texts_are_shown(section: Section, cast: Cast) -> None:
    suggestion, owner = suggested(section, cast), signed_in(cast.owner)
    write(section, text(section).replace("was a success", "was a great success"))
    now = text(section)
    answer = owner.post(f"/comments/{suggestion.pk}/suggestion/")
    assert answer.status_code == 409
    assert "saved four hours" in answer.text
    assert "was a great success" in answer.text
    assert text(section) == now
    suggestion.refresh_from_db()
    assert (suggestion.accepted_at, suggestion.comment.resolved_at) == (None, None)


def test_words_elsewhere_that_changed_are_no_conflict(section: Section, cast: Cast) -> None:
    suggestion = suggested(section, cast)
    write(section, text(section) + "<p>And more.</p>")
    assert signed_in(cast.owner).post(f"/comments/{suggestion.pk}/suggestion/").status_code == 303
    assert "saved four hours" in text(section)
    assert "And more." in text(section)


def test_accepted_twice_it_changes_the_text_once(section: Section, cast: Cast) -> None:
    suggestion, owner = suggested(section, cast, "log", "log log"), signed_in(cast.owner)
    assert owner.post(f"/comments/{suggestion.pk}/suggestion/").status_code == 303
    assert owner.post(f"/comments/{suggestion.pk}/suggestion/").status_code == 409
    assert text(section).count("log") == 2


def test_not_this_time_settles_it_and_leaves_the_text(section: Section, cast: Cast) -> None:
    suggestion, owner, before = suggested(section, cast), signed_in(cast.owner), text(section)
    assert owner.post(f"/comments/{suggestion.pk}/suggestion/", {"_method": "DELETE"}).status_code == 303
    assert text(section) == before
    assert told("suggestion set aside") == [str(cast.reader.pk)]
    assert Comment.objects.get(pk=suggestion.pk).resolved_at is not None


def test_only_the_author_decides(section: Section, cast: Cast) -> None:
    suggestion, before = suggested(section, cast), text(section)
    for person, status in ((cast.reader, 403), (cast.elsewhere, 404)):
        for verb in ("POST", "DELETE"):
            answer = signed_in(person).post(f"/comments/{suggestion.pk}/suggestion/", {"_method": verb})
            assert answer.status_code == status
        assert signed_in(person).get(f"/comments/{suggestion.pk}/suggestion/").status_code == status
    assert text(section) == before


def test_the_same_words_are_no_suggestion_and_none_at_all_is_no_comment(section: Section, cast: Cast) -> None:
    assert suggest(section, cast.reader, "a shared form", "a shared form ", "Which?").status_code == 303
    assert not Suggestion.objects.filter(comment__author=cast.reader).exists()
    assert suggest(section, cast.reader, "a shared form", "").status_code == 422


def test_too_many_words_are_given_back(section: Section, cast: Cast) -> None:
    answer = suggest(section, cast.reader, "a shared form", "word " * 900)
    assert answer.status_code == 422
    assert "word word" in answer.text


def test_what_is_suggested_is_escaped(section: Section, cast: Cast) -> None:
    suggestion, owner = suggested(section, cast, instead="<script>alert(1)</script>"), signed_in(cast.owner)
    assert "<script>alert" not in owner.get(section.get_absolute_url()).text
    assert "<script>alert" not in owner.get(f"/comments/{suggestion.pk}/suggestion/").text
    owner.post(f"/comments/{suggestion.pk}/suggestion/")
    assert "&lt;script&gt;" in text(section)


def test_it_leaves_with_the_archive_and_with_its_author(section: Section, cast: Cast) -> None:
    suggested(section, cast)
    assert any("saved four hours" in remark.html for remark in remarks_on([section], cast.owner))
    assert personal_data.held(cast.reader)["comments"][0]["suggests"] == "saved four hours"


def test_taken_back_it_can_not_be_accepted(section: Section, cast: Cast) -> None:
    suggestion = suggested(section, cast)
    signed_in(cast.reader).post(f"/comments/{suggestion.pk}/", {"_method": "DELETE"})
    assert signed_in(cast.owner).post(f"/comments/{suggestion.pk}/suggestion/").status_code == 404
    assert "saved four hours" not in signed_in(cast.owner).get(section.get_absolute_url()).text
