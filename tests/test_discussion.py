"""Comments through the front door: who may, who may not, with and without scripts, and what readers see beside a text."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from coppice.audience.viewing import Viewer
from coppice.discussion import personal_data, threads
from coppice.discussion.anchors import make_by_quote
from coppice.discussion.models import Comment, Visit
from coppice.happenings.models import Happening
from coppice.journal.models import Entry
from coppice.kernel import richtext
from coppice.readers.models import Reader
from coppice.revisions.models import Revision
from tests.cast import Cast, signed_in

pytestmark = pytest.mark.django_db

FIRST = "In spring we moved the placement log from paper to a shared form, so that nobody had to carry it about."
SECOND = "The students had asked for it, and the staff were glad of the time it saved them."


@pytest.fixture
def entry(cast: Cast) -> Entry:
    """An entry of the owner's that the reader was asked to read, and that all members see."""
    now = timezone.now()
    html = f"<p>{FIRST}</p><p>{SECOND}</p>"
    made, _ = Entry.capture(html=html, happened_on=now.date(), by=cast.owner, now=now)
    Reader.ask(item=made, by=cast.owner, person=cast.reader, until=now + timedelta(days=9), now=now)
    made.share(reach="members", by=cast.owner, now=now)
    return made


def code_of(entry: Entry) -> str:
    return next(str(code) for code, html in entry.texts.items() if FIRST in html)


def say(entry: Entry, by: Any, words: str = "Which form was it?", quote: str = "shared form", **more: Any) -> Comment:
    html = entry.text(code_of(entry))
    block = next(one.id for one in richtext.blocks(html) if quote in one.text)
    anchor = make_by_quote(html, block, quote, 0, code_of(entry)) if quote else None
    return Comment.say(item=entry, html=f"<p>{words}</p>", by=by, now=timezone.now(), anchor=anchor, **more)


def form(entry: Entry, **more: str) -> dict[str, str]:
    """The form as it stands on the page without scripts."""
    block = richtext.blocks(entry.text(code_of(entry)))[0]
    return {"code": code_of(entry), "block": block.id, "quote": "shared form", "text": "Which *form*?", **more}


def test_a_comment_on_a_passage_without_scripts(entry: Entry, cast: Cast) -> None:
    answer = signed_in(cast.reader).post(f"/items/{entry.pk}/comments/", form(entry))
    assert answer.status_code == 303
    comment = Comment.objects.get()
    assert "#note-" + str(comment.pk) in answer["Location"]
    assert comment.anchor is not None
    assert (comment.anchor["quote"], comment.author) == ("shared form", cast.reader)
    assert "<em>form</em>" in comment.html
    assert Revision.objects.get(item=entry, number=comment.revision or 0).texts == entry.texts
    happening = Happening.objects.filter(verb="commented").get()
    assert happening.about["tell"] == [str(cast.owner.pk)]
    assert "form" not in str(happening.about)


def test_ones_own_comments_have_ones_name_with_you_beside_it_on_a_screen_alone(entry: Entry, cast: Cast) -> None:
    comment = say(entry, cast.reader)
    say(entry, cast.owner, "The yellow one.", quote="", parent=comment)
    for person in (cast.reader, cast.owner):
        page = signed_in(person).get(f"/items/{entry.pk}/comments/").text
        assert f'{person.name}</strong> <span class="unprinted">(you)</span>' in page
        assert page.count("(you)") == 1


def test_no_words_chosen_is_the_whole_passage_and_no_passage_the_whole(entry: Entry, cast: Cast) -> None:
    reader = signed_in(cast.reader)
    reader.post(f"/items/{entry.pk}/comments/", form(entry, quote=""))
    reader.post(f"/items/{entry.pk}/comments/", {"text": "All of it."})
    whole, loose = Comment.objects.order_by("made_at", "id")
    assert whole.anchor is not None
    assert whole.anchor["quote"] == FIRST
    assert loose.anchor is None


@pytest.mark.parametrize(
    "wrong", [{"text": "  "}, {"text": "x" * 30_000}, {"quote": "words that are not there"}, {"block": "zzzzzzzz"}]
)
def test_what_cannot_be_said_gets_a_sentence_and_keeps_what_was_typed(entry: Entry, cast: Cast, wrong: Any) -> None:
    answer = signed_in(cast.reader).post(f"/items/{entry.pk}/comments/", form(entry, **wrong))
    assert answer.status_code == 422
    assert not Comment.objects.exists()
    assert form(entry, **wrong)["text"].strip() in answer.text


def test_odd_values_in_the_form_do_no_harm(entry: Entry, cast: Cast) -> None:
    odd = {"start": "9" * 40, "parent": "", "code": code_of(entry), "text": "<script>alert(1)</script>\x00 **x**"}
    assert signed_in(cast.reader).post(f"/items/{entry.pk}/comments/", form(entry, **odd)).status_code == 303
    assert "<script" not in Comment.objects.get().html
    assert signed_in(cast.reader).post(f"/items/{entry.pk}/comments/", form(entry, parent="x")).status_code in (
        303,
        404,
    )


def test_only_the_author_and_those_asked_by_name(entry: Entry, cast: Cast) -> None:
    comment = say(entry, cast.reader)
    for person, seen in ((cast.owner, 200), (cast.reader, 200), (cast.fellow, 403), (cast.steward, 403)):
        assert signed_in(person).get(f"/items/{entry.pk}/comments/").status_code == seen
        post = signed_in(person).post(f"/items/{entry.pk}/comments/", form(entry))
        assert post.status_code == (303 if seen == 200 else 403)
        shown = signed_in(person).get(f"/comments/{comment.pk}/").status_code
        assert shown == (303 if seen == 200 else 404)
    assert signed_in(cast.colleague).get(f"/items/{entry.pk}/comments/").status_code == 404
    ended = signed_in(None).post(f"/items/{entry.pk}/comments/", form(entry))
    assert ended.status_code == 401
    assert form(entry)["text"] in ended.text, "a session that ended keeps what was typed"
    board = threads.board(entry, Viewer.of(cast.fellow), entry.texts, now=timezone.now())
    assert not board.can_comment
    assert not board.all


def test_wrong_methods_and_things_that_are_not_there(entry: Entry, cast: Cast) -> None:
    comment, owner = say(entry, cast.reader), signed_in(cast.owner)
    assert owner.delete(f"/items/{entry.pk}/comments/").status_code == 405
    assert owner.post(f"/comments/{comment.pk}/").status_code == 405
    assert owner.get(f"/comments/{comment.pk}/resolution/").status_code == 405
    assert owner.get(f"/comments/{uuid4()}/").status_code == 404
    assert owner.post(f"/items/{entry.pk}/comments/", form(entry, parent=str(uuid4()))).status_code == 404


def test_reply_resolve_and_reopen(entry: Entry, cast: Cast) -> None:
    comment, owner, reader = say(entry, cast.reader), signed_in(cast.owner), signed_in(cast.reader)
    owner.post(f"/items/{entry.pk}/comments/", {"parent": str(comment.pk), "text": "The one for placements."})
    reply = comment.replies.get()
    reader.post(f"/items/{entry.pk}/comments/", {"parent": str(reply.pk), "text": "Thank you."})
    assert comment.replies.count() == 2, "replies are one level deep"
    assert owner.post(f"/comments/{comment.pk}/resolution/").status_code == 303
    comment.refresh_from_db()
    assert (comment.resolved_by, comment.resolved_at is not None) == (cast.owner, True)
    assert reader.post(f"/comments/{comment.pk}/resolution/", {"_method": "DELETE"}).status_code == 303
    comment.refresh_from_db()
    assert comment.resolved_at is None
    assert owner.post(f"/comments/{reply.pk}/resolution/").status_code == 403
    verbs = Happening.objects.values_list("verb", flat=True)
    assert [verb for verb in verbs if verb in ("commented", "replied", "resolved", "reopened")] == [
        "commented", "replied", "replied", "resolved", "reopened",
    ]  # fmt: skip


def test_a_comment_is_reworded_with_its_history_and_taken_back_with_a_gap(entry: Entry, cast: Cast) -> None:
    comment, reader = say(entry, cast.reader, "First wording"), signed_in(cast.reader)
    say(entry, cast.owner, "An answer", quote="", parent=comment)
    assert signed_in(cast.owner).get(f"/comments/{comment.pk}/edit/").status_code == 403
    url = f"/comments/{comment.pk}/"
    assert reader.post(url, {"_method": "PUT", "text": "Second wording"}).status_code == 303
    assert "First wording" in reader.get(f"/comments/{comment.pk}/edit/").text
    assert reader.post(url, {"_method": "DELETE"}).status_code == 303
    comments = signed_in(cast.owner).get(f"/items/{entry.pk}/comments/").text
    assert "This comment was taken back." in comments
    assert "An answer" in comments
    assert "wording" not in comments
    assert reader.post(url, {"_method": "PUT", "text": "Third"}).status_code == 403


def test_a_passage_is_marked_with_its_note_beside_it_or_said_to_have_changed(entry: Entry, cast: Cast) -> None:
    comment = say(entry, cast.reader)
    code = code_of(entry)

    def shown() -> Any:
        entry.refresh_from_db()
        return threads.board(entry, Viewer.of(cast.owner), {code: entry.text(code)}, now=timezone.now()).texts[code]

    [(piece, beside), *_] = shown().pieces
    assert f'<mark data-note="{comment.pk}">shared form</mark>' in piece.html
    assert [thread.comment for thread in beside] == [comment]
    base = richtext.fingerprint(entry.text(code))
    changed = f"<p>Now it is another story.</p><p>{SECOND}</p>"
    entry.write(code=code, html=changed, bases=[base], by=cast.owner, now=timezone.now())
    [thread] = shown().changed
    assert thread.changed == "shared form"
    page = signed_in(cast.owner).get(f"/items/{entry.pk}/comments/").text
    assert "This passage was changed." in page
    assert "shared form" in page


def test_overlapping_passages_and_line_breaks_keep_every_word(entry: Entry, cast: Cast) -> None:
    html = richtext.clean(
        "<p>One <strong>two three</strong><br>four five <a href='https://a.example'>six</a>.</p><ul><li>x y</ul>"
    )
    [first, second] = richtext.blocks(html)
    for block, quote in ((first, "two three\nfour"), (first, "three\nfour five six"), (second, "y")):
        anchor = make_by_quote(html, block.id, quote, 0, "what")
        Comment.say(item=entry, html="<p>?</p>", by=cast.reader, now=timezone.now(), anchor=anchor)
    board = threads.board(entry, Viewer.of(cast.owner), {"what": html}, now=timezone.now())
    written = "".join(piece.html for piece, _ in board.texts["what"].pieces)
    assert re.sub(r"</?mark[^>]*>", "", written).replace("<br/>", "<br>") == html
    assert written.count("<mark") >= 5


def test_what_is_new_since_the_last_visit_is_known_to_the_visitor_alone(entry: Entry, cast: Cast) -> None:
    say(entry, cast.reader)
    now = timezone.now()

    def board(person: Any, at: Any) -> threads.Board:
        return threads.board(entry, Viewer.of(person), entry.texts, now=at)

    assert not board(cast.owner, now).all[0].is_new, "a first visit has nothing before it"
    say(entry, cast.reader, "Another", "The students")
    later = board(cast.owner, now + timedelta(hours=2))
    assert [thread.is_new for thread in later.all] == [False, True]
    assert not any(thread.is_new for thread in board(cast.reader, now + timedelta(hours=3)).all)
    assert not Visit.objects.exclude(person__in=[cast.owner, cast.reader]).exists()


def test_when_the_invitation_ends_the_comments_are_gone_too(entry: Entry, cast: Cast) -> None:
    comment = say(entry, cast.reader)
    Reader.objects.get(grant__item=entry).grant.end(by=cast.owner, now=timezone.now())
    reader = signed_in(cast.reader)
    assert reader.get(f"/comments/{comment.pk}/").status_code == 404
    assert reader.get(f"/items/{entry.pk}/comments/").status_code == 403
    assert signed_in(cast.owner).get(f"/comments/{comment.pk}/").status_code == 303


def test_many_comments_cost_no_more_queries(entry: Entry, cast: Cast, django_assert_max_num_queries: Any) -> None:
    say(entry, cast.reader)
    owner = signed_in(cast.owner)
    owner.get(f"/items/{entry.pk}/comments/")
    for number in range(12):
        say(entry, cast.reader, f"Number {number}", quote="the staff")
    with django_assert_max_num_queries(12):
        threads.board(entry, Viewer.of(cast.owner), entry.texts, now=timezone.now())
        owner.get(f"/items/{entry.pk}/comments/")


def test_what_is_held_about_a_person(entry: Entry, cast: Cast) -> None:
    comment = say(entry, cast.reader)
    comment.reword(html="<p>Put better</p>", by=cast.reader, now=timezone.now())
    held = personal_data.held(cast.reader)
    assert held["comments"][0]["said_before"][0]["html"].endswith("Which form was it?</p>")
    assert held["comments"][0]["passage"]["quote"] == "shared form"
    nothing: dict[str, Any] = {"comments": [], "said_to_you": [], "private_notes": [], "visits": []}
    assert personal_data.held(cast.fellow) == nothing
