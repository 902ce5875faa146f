"""The journals of the demonstration are complete, always the same, and hold together."""

import json
from datetime import timedelta

import pytest

from coppice.files.models import File
from coppice.journal import demo_files, personal_data, seeds
from coppice.journal.models import Entry, Impact, PermissionState
from coppice.journal.tests import makers


def test_journals_hold_together_without_a_database():
    found = dict(seeds.journals())
    texts = [told["what"] for journal in found.values() for told in journal]
    assert len(set(texts)) == len(texts) >= 130
    assert len(found["morwenna-pascoe"]) >= 70
    for slug, journal in found.items():
        assert [told["ago"] for told in journal] == sorted((told["ago"] for told in journal), reverse=True), slug
        for told in journal:
            assert told.get("impact", "") in {"", *Impact.values}, told
            assert {state for _, state, _ in told.get("people", ())} <= set(PermissionState.values), told


@pytest.mark.parametrize("name", ["three-columns-board.png", "caption-terms.png", "rows.csv", "paper.pdf", "form.docx"])
def test_a_file_of_the_demonstration_is_always_the_same(name):
    assert demo_files.make(name) == demo_files.make(name)


@pytest.mark.django_db
def test_seeding_makes_entries_with_files_and_drafts():
    people = {
        slug: makers.person(slug.replace("-", " ").title(), slug=slug)
        for slug in ("tomasz-zielinski", "grace-oyelaran")
    }
    made = seeds.seed(people, {}, now=makers.NOW)
    assert set(made) == set(people)
    mine = Entry.objects.by(people["tomasz-zielinski"])
    assert mine.filter(is_draft=True).exists()
    assert mine.filter(impact="learners").exists()
    assert File.objects.values_list("media_type", flat=True).distinct().count() >= 4
    assert not mine.filter(happened_on__gt=makers.TODAY).exists()
    assert {day.weekday() for day in mine.values_list("happened_on", flat=True)} <= set(range(5))
    assert min(mine.values_list("happened_on", flat=True)) < makers.TODAY - timedelta(days=600)


@pytest.mark.django_db
def test_everything_held_about_a_person_can_be_given_to_them():
    me = makers.person()
    entry = makers.entry(me, tools=["H5P"], codes=["cmalt:1a"], links=[("https://a.example/", "A")])
    entry.set_permissions([("a lecturer", "given", "")], by=me, now=makers.NOW)
    entry.remove(by=me, now=makers.NOW)
    held = json.loads(json.dumps(personal_data.held(me)))["entries"][0]
    assert held["tools"] == ["H5P"]
    assert held["permissions"][0]["who"] == "a lecturer"
    assert held["removed_at"]
