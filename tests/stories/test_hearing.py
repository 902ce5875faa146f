"""What one gets by mail and when, how it ends with one press, and feeds of one's own; all without scripts."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from coppice.conversations.models import Topic
from coppice.notices.tests.makers import mail_goes_out
from tests.cast import Cast
from tests.planting import everybody_is_told
from tests.visitor import Visitor

pytestmark = pytest.mark.django_db


def test_what_comes_by_mail_is_chosen_and_ended(cast: Cast) -> None:
    femi = Visitor(cast.fellow).open("/notices/").follow("Choose when mail comes")
    femi.choose("Somebody answers you or mentions you", "At once").press("Save").sees("Saved.")
    femi.fill("No mail from", "20:00").press("Save these times", expecting=422).sees("Give both times, or neither.")
    femi.fill("Until", "07:30").choose("What comes once a week", "Friday").press("Save these times").sees("Saved.")
    assert femi.field("Until").get("value") == "07:30"
    femi.follow("Evaluation SIG").choose("Everything of this group", "Never").press("Save").sees("Saved.")
    femi.follow("Mail about notices").fill("No mail from", "").fill("Until", "").press("Save these times")
    known = {"title": "Forms", "html": "<p>Which do you use?</p>", "sort": "question", "group": cast.group}
    topic = Topic.start(**known, by=cast.fellow, now=timezone.now())
    topic.reply(html="<p>The short one.</p>", by=cast.owner, now=timezone.now())
    everybody_is_told()
    [letter] = mail_goes_out(timezone.now() + timedelta(minutes=20))
    assert letter.to == [cast.fellow.email]
    address = letter.extra_headers["List-Unsubscribe"].strip("<>")
    anybody = Visitor().open(address.removeprefix("http://testserver").removeprefix(settings.BASE_URL))
    anybody.sees("Somebody answers you or mentions you").sees_no("Femi").press("End them").sees(
        "Done: no more of these"
    )
    femi.open("/notices/mail/")
    assert chosen(femi, "Somebody answers you or mentions you") == "Never"


def chosen(who: Visitor, label: str) -> str:
    return str(who.field(label).xpath("string(option[@selected])"))


def test_an_address_for_ones_reader_is_made_used_and_ended(cast: Cast) -> None:
    known = {"title": "Forms", "html": "<p>Which?</p>", "sort": "question", "group": cast.group}
    Topic.start(**known, by=cast.owner, now=timezone.now())
    femi = Visitor(cast.fellow).open("/").follow("Feeds", within="body").press("Make an address of my own")
    femi.sees("Your own address, made on", "Evaluation SIG")
    address = re.findall(r"/feeds/[^\s]+", femi.part("What you can see").text_content())[0]
    reader = Client()
    assert "Forms" in reader.get(address).content.decode()
    femi.press("Make another address").sees("opens nothing any more")
    assert reader.get(address).status_code == 404
    femi.press("End this address").sees("Make one, and copy it into your reader.")
