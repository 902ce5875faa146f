"""An edition is published once and never changes."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from coppice.frameworks import shipped
from coppice.frameworks.models import AlreadyPublished, Document, Edition
from coppice.frameworks.reading import WrongFile
from coppice.frameworks.tests.makers import SMALL, small

pytestmark = pytest.mark.django_db


def load(path):
    said = StringIO()
    try:
        call_command("load_framework", str(path), stdout=said)
    except SystemExit as end:
        return end.code, json.loads(said.getvalue())
    return 0, json.loads(said.getvalue())


def test_publishing_twice_is_publishing_once():
    first, new = Edition.objects.publish(small())
    again, once_more = Edition.objects.publish(small())
    assert (new, once_more) == (True, False)
    assert first == again


def test_comments_and_layout_are_not_a_change():
    first, _ = Edition.objects.publish(small())
    assert Edition.objects.publish(b"# a comment\n\n" + small()) == (first, False)


def test_a_changed_document_needs_a_new_version():
    Edition.objects.publish(small())
    with pytest.raises(AlreadyPublished, match="Give the changed document a new version"):
        Edition.objects.publish(small(**{"For tests.": "Changed."}))
    newer, new = Edition.objects.publish(small(**{"For tests.": "Changed.", 'version: "1"': 'version: "2"'}))
    assert new
    assert newer.framework.about == "Changed."


def test_an_edition_can_not_be_saved_again():
    edition, _ = Edition.objects.publish(small())
    edition.name = "Other"
    with pytest.raises(AlreadyPublished):
        edition.save()


def test_the_database_holds_one_edition_a_version():
    edition, _ = Edition.objects.publish(small())
    twin = Edition(slug="small", version="1", name="Twin", checksum="0" * 64, loaded_at=edition.loaded_at)
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()


def test_a_wrong_file_publishes_nothing():
    before = Edition.objects.count()
    with pytest.raises(WrongFile):
        Edition.objects.publish(small(**{"{all_of: P}": "{all_of: Q}"}))
    assert (Edition.objects.count(), Document.objects.count()) == (before, before)


def test_the_newest_edition_of_each_is_offered():
    Edition.objects.publish(small())
    newer, _ = Edition.objects.publish(small(**{'version: "1"': 'version: "2"'}))
    assert [one.version for one in Edition.objects.offered() if one.slug == "small"] == [newer.version]


def test_a_framework_is_read_once_in_a_process(django_assert_num_queries):
    edition, _ = Edition.objects.publish(small(**{"For tests.": "For this test."}))
    first = edition.framework
    with django_assert_num_queries(1):
        assert Edition.objects.named("small", "1").framework is first


def test_the_shipped_frameworks_are_published_after_migrating_and_again_without_effect(capsys):
    before = list(Edition.objects.in_order())
    assert len(before) >= len(shipped.sources())
    shipped.publish_shipped()
    assert list(Edition.objects.in_order()) == before
    assert capsys.readouterr().out == ""


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["first", "second"])
def test_an_emptied_database_has_the_shipped_frameworks_again(time):
    assert {"cmalt", "psf", "felt"} <= {edition.slug for edition in Edition.objects.offered()}


def test_a_shipped_file_that_changed_without_a_new_version_is_reported(monkeypatch, capsys):
    Edition.objects.publish(small())
    monkeypatch.setattr(shipped, "sources", lambda: (small(**{"For tests.": "Changed."}),))
    shipped.publish_shipped()
    assert "an edition never changes" in capsys.readouterr().out


def test_the_command_says_what_it_published(tmp_path):
    file = tmp_path / "small.yaml"
    file.write_text(SMALL)
    code, said = load(file)
    assert code == 0
    assert said == {
        "ok": True,
        "new": True,
        "slug": "small",
        "version": "1",
        "name": "Small",
        "pathways": ["one", "two"],
        "sections": 3,
        "principles": 3,
        "checksum": Edition.objects.named("small", "1").checksum,
    }
    assert load(file)[1]["new"] is False


def test_the_command_says_line_by_line_why_not(tmp_path):
    file = tmp_path / "wrong.yaml"
    file.write_bytes(small(**{"slug: small": "slug: No", "{all_of: P}": "{all_of: Q}"}))
    code, said = load(file)
    assert code == 1
    assert [mistake["line"] for mistake in said["mistakes"]] == [1, 48]


def test_the_command_says_that_a_version_is_taken(tmp_path):
    Edition.objects.publish(small())
    file = tmp_path / "changed.yaml"
    file.write_bytes(small(**{"For tests.": "Changed."}))
    code, said = load(file)
    assert code == 1
    assert "never changes" in said["mistakes"][0]["reason"]


@pytest.mark.parametrize("name", ["none.yaml", "."])
def test_the_command_says_that_a_file_can_not_be_opened(tmp_path, name):
    code, said = load(tmp_path / name)
    assert code == 1
    assert "can't be opened" in said["mistakes"][0]["reason"]
