"""The vocabulary: everybody’s, without loops, and with every change undone at will."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coppice.kernel.refusals import Refusal
from coppice.people import vocabulary
from coppice.people.folding import fold, is_nearly
from coppice.people.models import Skill, SkillChange, Statement, Tally, Word
from coppice.people.models.skill import Loop
from coppice.people.tests.makers import a_skill, fields_of, listed, says
from coppice.people.vocabulary import Tree
from tests.cast import Cast, signed_in

pytestmark = pytest.mark.django_db


def sent(**more: Any) -> dict[str, Any]:
    return {"name": "Captions", "region": "technology", "also": "", "broader": "", "about": "", **more}


def test_members_add_mend_and_undo(cast: Cast) -> None:
    client = signed_in(cast.fellow)
    assert client.post("/skills/", sent(also="Subtitles\nCapsiynau")).status_code == 303
    skill = Skill.objects.get()
    assert vocabulary.current().called("capsiynau") == skill
    seen = fields_of(client.get(skill.get_absolute_url()))["seen"]
    other = signed_in(cast.elsewhere)
    changed = sent(also="Subtitles", about="Words under pictures.", seen=seen, _method="PUT")
    assert other.post(skill.get_absolute_url(), changed).status_code == 303
    assert vocabulary.current().called("capsiynau") is None
    stale = client.post(skill.get_absolute_url(), sent(name="Captioning", seen=seen, _method="PUT"))
    assert stale.status_code == 409
    assert "Words under pictures." in stale.content.decode()
    assert "Captioning" in stale.content.decode()
    change = SkillChange.objects.get(what="changed")
    assert client.post(f"/skills/changes/{change.pk}/undoing/").status_code == 303
    assert vocabulary.current().called("capsiynau") == skill
    assert Skill.objects.get().about == ""
    assert client.post(f"/skills/changes/{change.pk}/undoing/").status_code == 409
    history = client.get(skill.get_absolute_url()).content.decode()
    assert "− Capsiynau" in history
    assert "+ Capsiynau" in history
    for person in (cast.colleague,):
        assert signed_in(person).get("/skills/").status_code == 404
        assert signed_in(person).post(f"/skills/changes/{change.pk}/undoing/").status_code == 404


def test_a_community_without_words_can_begin_with_two_dozen(cast: Cast) -> None:
    client = signed_in(cast.fellow)
    assert signed_in(cast.colleague).post("/skills/starter/").status_code == 404
    assert "Begin with two dozen" in client.get("/skills/").content.decode()
    assert client.post("/skills/starter/").status_code == 303
    page = client.get("/skills/").content.decode()
    assert "Begin with two dozen" not in page
    assert ">Moodle</a>" in page
    assert client.post("/skills/starter/").status_code == 422


def test_a_word_belongs_to_one_skill(cast: Cast) -> None:
    a_skill("Captions", cast.owner, also="subtitles")
    taken = signed_in(cast.fellow).post("/skills/", sent(name="Films", also="SUBTITLES"))
    assert taken.status_code == 422
    assert "a word for “Captions” already" in taken.content.decode()
    assert Skill.objects.count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Word.objects.create(skill=a_skill("Films", cast.owner), name="x", folded="subtitles")


def test_merging_moves_nothing_and_is_undone(cast: Cast) -> None:
    films, captions = a_skill("Subtitling films", cast.owner), a_skill("Captions", cast.owner, also="subtitles")
    one, two = says(cast.fellow, films, 3), says(cast.owner, captions, 2)
    listed(cast.owner, cast.fellow)
    client = signed_in(cast.elsewhere)
    assert client.post(f"/skills/{films.pk}/merging/", {"other": "subtitles"}).status_code == 303
    page = client.get("/people/?q=subtitles").content.decode()
    assert page.index("Femi Bello") < page.index("Olwen Prys")
    assert "Femi Bello" in client.get("/people/?q=subtitling films").content.decode()
    assert client.get(films.get_absolute_url()).headers["Location"] == captions.get_absolute_url()
    assert "Captions" in client.get(f"/people/{cast.fellow.slug}/").content.decode()
    [change] = SkillChange.objects.filter(what="merged")
    assert client.post(f"/skills/changes/{change.pk}/undoing/").status_code == 303
    assert "Femi Bello" not in client.get("/people/?q=subtitles").content.decode()
    assert {row.pk: row.skill_id for row in Statement.objects.all()} == {one.pk: films.pk, two.pk: captions.pk}
    assert client.post(f"/skills/{films.pk}/merging/", {"other": "Subtitling films"}).status_code == 422


def test_nothing_lies_within_itself(cast: Cast) -> None:
    top = a_skill("Media", cast.owner)
    middle = a_skill("Video", cast.owner, broader=top)
    low = a_skill("Captions", cast.owner, broader=middle)
    now = timezone.now()
    with pytest.raises(Loop):
        top.describe(replace(top.described, broader=str(low.pk)), seen=top.mark, by=cast.owner, now=now)
    with pytest.raises(Loop):
        top.merge_into(low, by=cast.owner, now=now)
    middle.merge_into(top, by=cast.owner, now=now)
    assert vocabulary.current().within(top.pk) == [top.pk, low.pk]
    with pytest.raises(IntegrityError), transaction.atomic():
        Skill.objects.filter(pk=top.pk).update(broader=top.pk)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.booleans(), st.integers(0, 4), st.integers(0, 4)), max_size=7))
def test_whatever_members_do_there_is_no_loop_and_all_can_be_undone(
    cast: Cast, steps: list[tuple[bool, int, int]]
) -> None:
    with transaction.atomic():
        skills = [a_skill(f"Skill {number}", cast.owner) for number in range(5)]
        start, now, done = Tree.read(), timezone.now(), []
        for merges, one, other in steps:
            skill = Skill.objects.get(pk=skills[one].pk)
            try:
                with transaction.atomic():
                    if merges:
                        done.append(skill.merge_into(skills[other], by=cast.owner, now=now))
                    else:
                        wanted = replace(skill.described, broader=str(skills[other].pk))
                        done.append(skill.describe(wanted, seen=skill.mark, by=cast.owner, now=now))
            except Refusal:
                pass
            assert not Tree.read().has_loop()
        for change in reversed(done):
            if change.before != change.after:
                change.undo(by=cast.owner, now=now)
        assert Tree.read() == start
        transaction.set_rollback(True)


def test_what_is_meant_is_found_though_it_is_typed_otherwise(cast: Cast) -> None:
    media = a_skill("Video and sound", cast.owner, also="podcasting")
    captions = a_skill("Captions", cast.owner, also="subtitles", broader=media)
    moodle, analytics = a_skill("Moodle", cast.owner), a_skill("Learning analytics", cast.owner)
    words = vocabulary.current()
    for typed, meant in (
        ("captoins", [captions]),
        ("CAPTION", [captions]),
        ("podcast", [media]),
        ("subtitels for my lectures", [captions]),
        ("analytics", [analytics]),
        ("mood", [moodle]),
        ("How do we get Moodle to show subtitles?", [captions, moodle]),
        ("nothing of the sort", []),
        ("", []),
    ):
        assert set(words.spoken_of(typed)) == set(meant), typed
    assert words.ids([media.pk]) == [media.pk, captions.pk]


@settings(max_examples=60, deadline=None)
@given(st.text("abcdefgh", min_size=5, max_size=12), st.integers(0, 11), st.sampled_from(["out", "in", "turned"]))
def test_one_slip_is_forgiven_and_two_words_are_not_one(word: str, place: int, slip: str) -> None:
    at = 1 + place % (len(word) - 2)
    typed = {
        "out": word[:at] + word[at + 1 :],
        "in": word[:at] + "z" + word[at:],
        "turned": word[:at] + word[at + 1] + word[at] + word[at + 2 :],
    }[slip]
    assert is_nearly(typed, word)
    assert not is_nearly("zzzzzz", word)
    assert fold("Çédille, ŷn  Gymraeg!") == "cedille yn gymraeg"


def test_pictures_show_nothing_of_fewer_than_five(cast: Cast, run_tasks: Any) -> None:
    from coppice.people.tasks import tally_everybody

    skill, rare = a_skill("Weaving", cast.owner), a_skill("Spinning", cast.owner)
    for person in (cast.owner, cast.fellow, cast.elsewhere, cast.reader):
        says(person, skill)
        says(person, rare)
        cast.group.join(person=person)
    says(cast.steward, skill, reach="only_me")
    tally_everybody.func()
    assert not Tally.objects.exists()
    cast.group.join(person=cast.steward)
    hidden = signed_in(cast.fellow).get("/groups/evaluation/expertise/").content.decode()
    assert "Weaving" not in hidden
    says(cast.steward, skill, reach="members")
    tally_everybody.func()
    client = signed_in(cast.fellow)
    for address in ("/skills/picture/", "/groups/evaluation/expertise/"):
        page = client.get(address).content.decode()
        assert "Weaving" in page, address
        assert "5 people" in page
        assert "Spinning" not in page
    assert signed_in(cast.administrator).get("/groups/evaluation/expertise/").status_code == 404
