"""The pages on which mail is chosen and ended, and a letter as it arrives by SMTP."""

import re
from datetime import time, timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from coppice.notices.kinds import named
from coppice.notices.models import Choice, Hours
from coppice.notices.tests.makers import MONDAY, at, happens, mail_goes_out
from tests.cast import Cast, signed_in
from tests.test_mail import Box, box  # noqa: F401  a fixture

pytestmark = pytest.mark.django_db
MORNING = MONDAY + timedelta(hours=20)


def choices_of(person: Any, kind: str, group: Any = None) -> str:
    known = named(kind)
    assert known
    return Choice.made_by([person.pk]).when(person.pk, known, group.pk if group else None)


def as_shown(page: Any) -> dict[str, str]:
    """Each choice as the page shows it."""
    return {
        name: (re.search(r'value="(\w*)" selected', options) or ["", ""])[1]
        for name, options in re.findall(r'<select name="([\w-]+)"(.*?)</select>', page.text, flags=re.DOTALL)
    }


def test_each_kind_is_chosen_and_only_what_was_changed_is_kept(cast: Cast) -> None:
    fellow = signed_in(cast.fellow)
    shown = as_shown(fellow.get("/notices/mail/"))
    assert shown["kind-answers"] == "now"
    assert shown["kind-groups"] == "daily"
    saved = fellow.post("/notices/mail/", {**shown, "kind-groups": "weekly"}, follow=True)
    assert "Saved." in saved.text
    assert as_shown(saved)["kind-groups"] == "weekly"
    assert list(Choice.objects.values_list("kind", "when")) == [("groups", "weekly")]


def test_one_group_can_be_chosen_apart_and_taken_back(cast: Cast) -> None:
    fellow, where = signed_in(cast.fellow), "/notices/mail/groups/evaluation/"
    assert where in fellow.get("/notices/mail/").text
    fellow.post(where, {"kind-all": "never", "kind-groups": ""})
    assert choices_of(cast.fellow, "groups", cast.group) == "never"
    assert choices_of(cast.fellow, "groups", cast.other_group) == "daily"
    fellow.post(where, {"kind-all": "", "kind-groups": ""})
    assert not Choice.objects.exists()
    assert signed_in(cast.elsewhere).get(where).status_code == 404


def test_what_is_not_offered_changes_nothing(cast: Cast) -> None:
    fellow = signed_in(cast.fellow)
    shown = as_shown(fellow.get("/notices/mail/"))
    assert fellow.post("/notices/mail/", {**shown, "kind-groups": "hourly"}).status_code == 422
    half = fellow.post("/notices/mail/hours/", {"quiet_from": "22:00", "quiet_until": "", "weekday": "1"})
    assert half.status_code == 422
    assert "Give both times, or neither." in half.text
    assert 'value="22:00"' in half.text
    assert not Choice.objects.exists()
    assert not Hours.objects.exists()


def test_quiet_hours_move_the_digest_out_of_them(cast: Cast) -> None:
    fellow = signed_in(cast.fellow)
    fellow.post("/notices/mail/hours/", {"quiet_from": "21:30", "quiet_until": "08:15", "weekday": "5"})
    hours = Hours.of(cast.fellow)
    assert (hours.quiet_from, hours.digest_at, hours.weekday) == (time(21, 30), time(8, 15), 5)
    assert 'value="21:30"' in fellow.get("/notices/mail/").text


def a_letter(cast: Cast, verb: str = "replied", **more: Any) -> Any:
    with at(MONDAY):
        happens(verb, by=cast.owner, told=[cast.fellow], at=MONDAY, path="/journal/", **more)
    [letter] = mail_goes_out(MONDAY + timedelta(minutes=20)) or mail_goes_out(MORNING)
    return letter


def one_click(letter: Any) -> str:
    headers = letter.extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = headers["List-Unsubscribe"].strip("<>")
    assert address in letter.body
    return str(address.partition("8000")[2])


def press(path: str) -> Any:
    """What a mail program sends, which has no session and no token of a form."""
    return Client(enforce_csrf_checks=True).post(path, {"List-Unsubscribe": "One-Click"})


def test_one_click_ends_mail_of_that_kind_and_no_other(cast: Cast) -> None:
    path = one_click(a_letter(cast))
    page = Client().get(path)
    assert page.status_code == 200
    assert "Somebody answers you" in page.text
    assert not any(word in page.text for word in (cast.fellow.first_name, cast.fellow.email, "Evaluation"))
    assert choices_of(cast.fellow, "answers") == "now", "looking changes nothing"
    assert press(path).status_code == 200
    assert choices_of(cast.fellow, "answers") == "never"
    assert choices_of(cast.fellow, "groups") == "daily"
    assert press(path).status_code == 200


def test_one_click_ends_mail_of_one_group(cast: Cast) -> None:
    Choice.choose("now", kind="groups", by=cast.fellow)
    letter = a_letter(cast, "round opened", about={"group": str(cast.group.pk)})
    page = Client().get(one_click(letter))
    assert "from one group" in page.text
    assert "Evaluation" not in page.text
    press(one_click(letter))
    assert choices_of(cast.fellow, "groups", cast.group) == "never"
    assert choices_of(cast.fellow, "groups", cast.other_group) == "now"
    cast.group.delete()
    assert press(one_click(letter)).status_code == 200


def test_one_click_ends_digests_and_leaves_what_comes_at_once(cast: Cast) -> None:
    Choice.choose("weekly", group=cast.group, by=cast.fellow)
    letter = a_letter(cast, "round opened")
    press(one_click(letter))
    found = {kind: choices_of(cast.fellow, kind) for kind in ("answers", "became", "groups", "other")}
    assert found == {"answers": "now", "became": "never", "groups": "never", "other": "never"}
    assert choices_of(cast.fellow, "groups", cast.group) == "never"


def test_a_token_is_not_guessed_and_ends_with_its_person(cast: Cast) -> None:
    path = one_click(a_letter(cast))
    for wrong in (
        path.replace("answers", "became"),
        path[:-2] + "/",
        "/notices/end/nonsense/",
        "/notices/end/a:b:c.d/",
    ):
        if wrong != path:
            assert Client().get(wrong).status_code == press(wrong).status_code == 404
    cast.fellow.deactivate()
    assert Client().get(path).status_code == press(path).status_code == 404


def test_a_letter_arrives_with_its_headers(cast: Cast, box: Box) -> None:  # noqa: F811
    with at(MONDAY):
        happens(
            "replied", by=cast.owner, told=[cast.fellow], at=MONDAY, path="/journal/",
            about={"group": str(cast.group.pk)},
        )  # fmt: skip
    cast.group.name = 'Gwerthuso “â”\\ "x"'
    cast.group.save()
    assert not mail_goes_out(MONDAY + timedelta(minutes=3)), "it went by SMTP"
    [letter] = box.letters
    assert letter["To"] == cast.fellow.email
    assert letter["List-Id"].endswith("<evaluation.groups.127.0.0.1>")
    assert "Gwerthuso" in letter["List-Id"]
    assert letter["List-Unsubscribe"].startswith("<http://127.0.0.1:8000/notices/end/")
    assert letter["Precedence"] == "list"
    assert letter["Message-ID"].startswith("<letter.")
    assert letter.get_content_type() == "text/plain"
    words = letter.get_content().replace("\r\n", "\n")
    assert words.startswith("Hello Femi,\n")
    assert "\n-- \nCoppice\n" in words
    assert "\n\n\n" not in words
    assert not mail.outbox
