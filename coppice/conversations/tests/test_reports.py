"""A report never comes to whoever wrote the post; where nobody else looks after it, it comes to the stewards."""

from __future__ import annotations

import pytest
from django.utils import timezone

from coppice.accounts.models import Person
from coppice.conversations.models import GroupWays, Post, Report, Topic
from coppice.groups.models import Group
from coppice.notices.models import Notice
from tests.cast import Cast, a_person, signed_in
from tests.planting import everybody_is_told

pytestmark = pytest.mark.django_db


def a_post(group: Group | None, by: Person, **more: object) -> Post:
    topic = Topic.start(
        title="Quokkaberry", html="<p>Read this and weep</p>", group=group, by=by, now=timezone.now(), **more
    )
    post: Post = topic.posts.get()
    return post


def reported(post: Post, by: Person) -> int:
    answer = signed_in(by).post(f"{post.permalink}report/", {"reason": "It is unkind"})
    everybody_is_told()
    return answer.status_code


def told() -> set[str]:
    return {one.person.name for one in Notice.objects.filter(happening__verb="post reported").select_related("person")}


def waits_for(person: Person) -> str:
    return signed_in(person).get("/reports/").content.decode()


def test_another_facilitator_is_told_and_whoever_wrote_it_is_not(cast: Cast) -> None:
    second = a_person("Sunniva Berg")
    cast.group.join(person=second)
    cast.group.memberships.filter(person=second).update(is_facilitator=True)
    assert reported(a_post(cast.group, cast.owner), cast.fellow) == 303
    assert told() == {"Sunniva Berg"}
    assert "It is unkind" in waits_for(second)
    assert "Femi Bello" not in waits_for(cast.owner)
    url = f"/reports/{Report.objects.get().pk}/"
    assert signed_in(cast.owner).post(url, {"do": "leave"}).status_code == 404
    assert "It is unkind" not in waits_for(cast.steward)
    assert signed_in(cast.steward).post(url, {"do": "leave"}).status_code == 404
    assert signed_in(second).post(url, {"do": "leave"}).status_code == 303


def test_where_nobody_else_tends_the_group_the_stewards_look(cast: Cast) -> None:
    post = a_post(cast.group, cast.owner)
    assert reported(post, cast.fellow) == 303
    assert told() == {"Stella Ray"}
    notice = Notice.objects.visible_to(cast.steward).get()
    assert notice.sentence == "Somebody asks you to look at a post, for nobody else tends its group"
    page = waits_for(cast.steward)
    assert "It is unkind" in page
    assert "Read this and weep" in page
    assert "Quokkaberry" not in page
    assert signed_in(cast.steward).get(post.topic.get_absolute_url()).status_code == 404
    url = f"/reports/{Report.objects.get().pk}/"
    assert signed_in(cast.steward).post(url, {"do": "withdraw", "reason": "Unkind"}).status_code == 303
    assert "Unkind" in signed_in(cast.fellow).get("/groups/evaluation/talk/log/").content.decode()


def test_a_group_that_nobody_tends_is_not_left_alone(cast: Cast) -> None:
    cast.group.memberships.filter(person=cast.owner).delete()
    assert reported(a_post(cast.group, cast.fellow), cast.blocked) == 303
    assert told() == {"Stella Ray"}
    assert "It is unkind" in waits_for(cast.steward)


def test_a_steward_does_not_look_at_what_is_said_of_themselves(cast: Cast) -> None:
    post = a_post(None, cast.steward)
    answer = signed_in(cast.fellow).post(f"{post.permalink}report/", {"reason": "It is unkind"})
    assert answer.status_code == 422
    assert "It is unkind" in answer.content.decode()
    assert not Report.objects.exists()
    a_person("Sunniva Berg", is_steward=True)
    assert reported(post, cast.fellow) == 303
    assert told() == {"Sunniva Berg"}
    assert "It is unkind" not in waits_for(cast.steward)


def test_whoever_asks_without_a_name_may_be_one_of_those_who_tend(cast: Cast) -> None:
    GroupWays.choose(cast.group, may_ask_unnamed=True, by=cast.owner, now=timezone.now())
    post = a_post(cast.group, cast.owner, sort="question", unnamed=True)
    assert "without your name" in signed_in(cast.fellow).get(f"{post.permalink}report/").content.decode()
    assert reported(post, cast.fellow) == 303
    assert told() == {"Olwen Prys"}
    page = waits_for(cast.owner)
    assert "It is unkind" in page
    assert "Femi Bello" not in page
