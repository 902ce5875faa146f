"""Files with posts: whoever sees the post opens them, nobody else, and nothing typed is lost when one is refused."""

from __future__ import annotations

import io
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from PIL import Image

from coppice.accounts.models import Person
from coppice.audience.models import Block
from coppice.conversations.models import GroupWays, Mute, Post, Topic
from coppice.conversations.personal_data import held
from coppice.files import personal_data as share_of_files
from coppice.files.models import File
from coppice.notices.models import Notice
from coppice.notices.quotations import words_of
from tests.asking import answer, said
from tests.cast import Cast, signed_in
from tests.planting import everybody_is_told
from tests.world import ghost

pytestmark = pytest.mark.django_db
PLAN = b"A plan for captions."


def a_photo() -> bytes:
    exif = Image.Exif()
    exif[0x010F] = "Some camera"
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "seagreen").save(out, "JPEG", exif=exif)
    return out.getvalue()


def sent(*files: tuple[str, bytes], **more: Any) -> dict[str, Any]:
    chosen = [SimpleUploadedFile(name, content) for name, content in files]
    return {"text": "Words that **took** an hour.", "files": chosen, "once": str(uuid4()), **more}


def a_topic(cast: Cast, **more: Any) -> Topic:
    known = {"title": "Captions", "html": "<p>Who?</p>", "group": cast.group, "sort": "question", "by": cast.owner}
    topic: Topic = Topic.start(now=timezone.now(), **{**known, **more})
    return topic


def reply(person: Person, topic: Topic, *files: tuple[str, bytes], **more: Any) -> Any:
    return signed_in(person).post(f"{topic.get_absolute_url()}posts/", sent(*files, **more))


def a_post(cast: Cast) -> Post:
    """Of the fellow, in the owner’s topic, with a picture and a text."""
    topic = a_topic(cast)
    assert reply(cast.fellow, topic, ("board.jpg", a_photo()), ("plan.txt", PLAN)).status_code == 303
    return Post.objects.select_related("topic").get(number=2)


def page_of(person: Person | None, topic: Topic) -> str:
    return str(signed_in(person).get(topic.get_absolute_url()).content.decode())


def is_gone(client: Client, file: File) -> bool:
    """Not there, to the byte as what never was."""
    never = ghost()
    there, nothing = (answer(client, "GET", f"/files/{pk}/") for pk in (file.pk, never))
    return there.status_code == 404 and said(there, file.pk) == said(nothing, never)


def test_a_reply_carries_pictures_and_files_which_those_open_who_see_it(cast: Cast) -> None:
    post = a_post(cast)
    page = page_of(cast.owner, post.topic)
    picture, plan = File.objects.order_by("name")
    assert f'<img src="/files/{picture.pk}/" width="60" height="40" alt="board.jpg"' in page
    assert f'<a href="/files/{plan.pk}/">plan.txt</a> <span class="context">TXT, 20' in page
    assert b"camera" not in picture.path.read_bytes()
    shown = signed_in(cast.owner).get(f"/files/{plan.pk}/")
    assert b"".join(shown.streaming_content) == PLAN  # type: ignore[attr-defined]
    for stranger in (None, cast.elsewhere, cast.colleague):
        assert is_gone(signed_in(stranger), plan)


def test_a_topic_begins_with_a_file_and_sent_twice_has_it_once(cast: Cast) -> None:
    client, once = signed_in(cast.owner), str(uuid4())
    for _time in "12":
        known = {"title": "Captions", "sort": "discussion", "group": "evaluation", "reach": "group"}
        assert client.post("/talk/", sent(("plan.txt", PLAN), once=once, **known)).status_code == 303
    assert File.objects.get().attached.post.number == 1
    everybody_is_told()
    told = Notice.objects.get(person=cast.fellow, happening__verb="topic started")
    assert words_of(told).endswith("With a file: plan.txt")


@pytest.mark.parametrize(
    ("files", "why"),
    [
        ([("run.exe", b"MZ\0\0 no")], "of a kind that Coppice does not keep"),
        ([(f"{number}.txt", PLAN) for number in range(11)], "up to 10 files"),
    ],
)
def test_what_is_not_kept_is_refused_in_a_sentence_and_the_words_come_back(
    cast: Cast, files: list[tuple[str, bytes]], why: str
) -> None:
    topic = a_topic(cast)
    for refused in (
        reply(cast.fellow, topic, *files),
        signed_in(cast.fellow).post("/talk/", sent(*files, title="T", sort="question", reach="members")),
        signed_in(cast.owner).post(f"{topic.posts.get().permalink}edit/", sent(*files, _method="PUT")),
    ):
        page = refused.content.decode()
        assert refused.status_code == 422
        assert why in page
        assert "Words that **took** an hour." in page
        assert "choose the files again" in page
    assert (Post.objects.count(), File.objects.count()) == (1, 0)


def test_its_author_adds_describes_and_takes_out_and_nobody_else(cast: Cast) -> None:
    post = a_post(cast)
    mine, others = signed_in(cast.fellow), signed_in(cast.owner)
    picture, plan = File.objects.order_by("name")
    assert "Say what it shows" in page_of(cast.fellow, post.topic)
    assert others.post(f"/files/{plan.pk}/", {"_method": "DELETE"}).status_code == 403
    assert others.post(f"/files/{picture.pk}/", {"alt": "Mine now"}).status_code == 403
    assert others.get(f"/files/{picture.pk}/redaction/").status_code == 403
    assert mine.post(f"/files/{picture.pk}/", {"alt": "Our board"}).status_code == 303
    assert 'alt="Our board"' in page_of(cast.owner, post.topic)
    edit = f"{post.permalink}edit/"
    assert mine.post(edit, sent(("more.txt", b"More."), _method="PUT")).status_code == 303
    words = mine.get(edit).content.decode()
    assert "Take this file out" in words
    assert "Up to 10, of up to 50 MB each." in words
    assert mine.post(f"/files/{plan.pk}/", {"_method": "DELETE", "next": edit}).headers["Location"] == edit
    assert is_gone(mine, plan)
    page = page_of(cast.owner, post.topic)
    assert ("more.txt" in page, "plan.txt" in page) == (True, False)


def test_of_a_withdrawn_post_none_are_there(cast: Cast) -> None:
    post = a_post(cast)
    files = list(File.objects.all())
    post.withdraw(by=cast.owner, now=timezone.now(), why="Names of students")
    assert "/files/" not in page_of(cast.owner, post.topic)
    assert all(is_gone(signed_in(person), file) for file in files for person in (cast.owner, cast.fellow))
    assert not File.objects.exists()


@pytest.mark.parametrize("how", ["mute", "block", "blocked"])
def test_of_whom_one_does_not_hear_none_are_there(cast: Cast, how: str) -> None:
    post, reader = a_post(cast), cast.steward
    cast.group.join(person=reader)
    file = File.objects.get(name="plan.txt")
    assert not is_gone(signed_in(reader), file)
    if how == "mute":
        Mute.choose(cast.fellow, mute=True, by=reader)
    else:
        by, against = (reader, cast.fellow) if how == "block" else (cast.fellow, reader)
        Block.objects.create(by=by, against=against)
    assert is_gone(signed_in(reader), file)
    assert "/files/" not in page_of(reader, post.topic)
    assert not is_gone(signed_in(cast.owner), file)


def test_files_move_with_their_posts(cast: Cast) -> None:
    post = a_post(cast)
    part = post.topic.split([post], title="Plans", reason="Its own thing", by=cast.owner, now=timezone.now())
    post.topic.delete()
    assert "plan.txt" in page_of(cast.owner, part)
    assert not is_gone(signed_in(cast.owner), File.objects.get(name="plan.txt"))


def test_without_a_name_there_are_no_files(cast: Cast) -> None:
    GroupWays.choose(cast.group, may_ask_unnamed=True, by=cast.owner, now=timezone.now())
    known = {"title": "Who?", "sort": "question", "group": "evaluation", "reach": "group", "unnamed": "on"}
    refused = signed_in(cast.fellow).post("/talk/", sent(("plan.txt", PLAN), **known))
    assert refused.status_code == 422
    assert "A file can tell who made it" in refused.content.decode()
    topic = a_topic(cast, unnamed=True, by=cast.fellow)
    assert 'name="files"' not in page_of(cast.fellow, topic)
    assert 'name="files"' not in signed_in(cast.fellow).get(f"{topic.posts.get().permalink}edit/").content.decode()
    assert reply(cast.fellow, topic, ("plan.txt", PLAN)).status_code == 422
    assert not File.objects.exists()
    assert reply(cast.owner, topic, ("plan.txt", PLAN)).status_code == 303
    assert "/files/" in page_of(cast.fellow, topic)


def test_a_page_with_files_asks_one_question_more_and_one_without_none(cast: Cast) -> None:
    post, client = a_post(cast), signed_in(cast.owner)
    url = post.topic.get_absolute_url()

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        return len([one for one in queries if "conversations_attached" in one["sql"]])

    for _time in range(3):
        assert reply(cast.fellow, post.topic, ("plan.txt", PLAN), ("board.jpg", a_photo())).status_code == 303
    assert asked() == 1
    Post.objects.update(had_files=False)
    assert asked() == 0


def test_the_copy_of_everything_has_one_s_own_and_leaving_them_takes_the_name_off(cast: Cast) -> None:
    post = a_post(cast)
    ids = {str(pk) for pk in File.objects.values_list("pk", flat=True)}
    assert (
        {*held(cast.fellow)["posts"][0]["files"]}
        == ids
        == {row["id"] for row in share_of_files.held(cast.fellow)["files"]}
    )
    assert share_of_files.held(cast.owner)["files"] == []
    now = timezone.now()
    share_of_files.erase(cast.owner, leave_words=False, now=now)
    assert File.objects.count() == 2
    share_of_files.erase(cast.fellow, leave_words=True, now=now)
    assert {file.owner for file in File.objects.all()} == {Person.who_left()}
    assert "plan.txt" in page_of(cast.owner, post.topic)


def test_going_without_leaving_words_takes_files_along(cast: Cast) -> None:
    a_post(cast)
    share_of_files.erase(cast.fellow, leave_words=False, now=timezone.now())
    assert not File.objects.exists()
