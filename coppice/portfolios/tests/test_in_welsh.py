"""A member who reads Welsh: pages, files taken out, and what comes in again whatever its language."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from django.utils.translation import override

from coppice.discussion.models import Comment
from coppice.hints.language import language_of
from coppice.portfolios import tasks
from coppice.portfolios.documents.labels import is_beside, is_contents
from coppice.portfolios.leap2a.splitting import entry_texts
from coppice.portfolios.models.transfer import Transfer
from coppice.portfolios.tests.makers import NOW, entry, person, portfolio, section
from tests.cast import signed_in


@pytest.mark.django_db
def test_a_section_and_its_feedback_are_said_in_welsh_and_its_archive_keeps_its_keys(
    tmp_path: Path, settings: Any
) -> None:
    settings.HOME = settings.FILES = tmp_path
    me, reader = person(language="cy"), person("Grace Oyelaran", email="grace@trevenna.example")
    whole = portfolio(me, title="Quiet tools")
    first = section(whole, "1a", "We compared three tools.")
    piece = entry(me, title="A workshop", with_whom="two tutors", impact="learned")
    first.attach(entry=piece, note="Shows the need.", by=me, now=NOW)
    Comment.say(item=first, html="<p>How?</p>", by=reader, now=NOW)
    client = signed_in(me)
    assert "1 darn o dystiolaeth" in client.get(whole.get_absolute_url()).text
    assert "1 sylw agored" in client.get(reverse("portfolios:feedback", args=[whole.pk])).text
    assert "Tystiolaeth" in client.get(first.get_absolute_url()).text
    assert "1 comment" not in signed_in(reader).get(whole.get_absolute_url()).text
    transfer = Transfer.take_out(portfolio=whole, format="archive", by=me, now=NOW)
    tasks.make_export.call(str(transfer.pk))
    transfer.refresh_from_db()
    assert transfer.sentence == "Mae’n barod."
    with zipfile.ZipFile(transfer.result) as archive:
        told = json.loads(archive.read("portfolio.json"))
        page, readme = archive.read("site/index.html").decode(), archive.read("README.txt").decode()
    assert ("Ysgrifennwyd gyda Coppice" in page, "Dyma bortffolio cyflawn" in readme) == (True, True)
    details = {"With whom": "two tutors", "Impact": "Dysgodd pobl rywbeth"}
    assert {label: told["entries"][0]["details"][label] for label in details} == details
    assert told["entries"][0]["fields"]["impact"] == "learned"


@pytest.mark.parametrize("language", ["en-gb", "cy"])
def test_what_coppice_wrote_in_one_language_is_understood_in_another(language: str) -> None:
    html = "<h2>Beth ddigwyddodd</h2><p>Un</p><h2>So what?</h2><p>Two</p>"
    with override(language):
        assert set(entry_texts(html)) == {"happened", "so_what"}
        assert is_beside("Am y ddogfen hon")
        assert is_contents("Cynnwys")
        assert is_contents("Contents")


def test_a_text_is_read_by_the_rules_of_its_own_language() -> None:
    welsh = "Roedd y myfyrwyr yn gweithio ar y cyd, ac mae hynny wedi newid y ffordd yr ydym yn dysgu."
    assert language_of(welsh).folder.name == "cy"
    assert language_of("The students worked together, and that has changed how we teach them.").folder.name == "en"
    assert language_of("").folder.name == "en"
