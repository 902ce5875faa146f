"""No word is lost: what a save answers, and what is kept, when tabs, devices and answers go wrong."""

import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coppice.journal.models import Entry
from coppice.kernel import richtext
from coppice.revisions.models import Cause, Conflict, Revision
from tests.cast import NOON, Cast, signed_in
from tests.world import an_entry

pytestmark = pytest.mark.django_db


class Tab:
    """An editor in one tab: it remembers what it started from and counts its sends."""

    def __init__(self, client: Client, entry: Entry) -> None:
        self.client, self.url = client, f"/items/{entry.pk}/texts/so_what/"
        self.writer, self.sequence = str(uuid4()), 0
        self.bases = [self.now()["fingerprint"]]

    def now(self) -> dict[str, Any]:
        found: dict[str, Any] = self.client.get(self.url).json()
        return found

    def save(self, text: str, *, hears: bool = True, **more: Any) -> Any:
        self.sequence += 1
        sent = {"html": f"<p>{text}</p>", "bases": self.bases, "writer": self.writer, "sequence": self.sequence, **more}
        answer = self.client.put(self.url, json.dumps(sent), content_type="application/json")
        if hears and answer.status_code == 200:
            self.bases = [answer.json()["fingerprint"]]
        return answer


@pytest.fixture
def entry(cast: Cast) -> Entry:
    return an_entry(cast, "A pilot")


@pytest.fixture
def tab(cast: Cast, entry: Entry) -> Tab:
    return Tab(signed_in(cast.owner), entry)


def text_of(entry: Entry) -> str:
    return richtext.plain(Entry.everything.get(pk=entry.pk).text("so_what"))


def test_a_save_is_answered_with_what_is_there_now(tab: Tab, entry: Entry) -> None:
    answer = tab.save("Captions matter.").json()
    assert text_of(entry) == "Captions matter."
    assert answer["fingerprint"] == tab.now()["fingerprint"]
    assert answer["html"] == tab.now()["html"]


def test_two_tabs_end_with_both_texts_kept(cast: Cast, entry: Entry, tab: Tab) -> None:
    other = Tab(signed_in(cast.owner), entry)
    tab.save("From the first tab.")
    answer = other.save("From the second tab.")
    assert answer.status_code == 409
    assert "first tab" in answer.json()["html"]
    assert text_of(entry) == "From the first tab."
    kept = Revision.objects.of(entry).get(number=answer.json()["kept"])
    assert "second tab" in kept.texts["so_what"]
    page = signed_in(cast.owner).get(answer.json()["comparison"])
    assert "second" in page.content.decode()
    assert "first" in page.content.decode()


def test_a_conflict_that_is_sent_again_is_kept_once(cast: Cast, entry: Entry, tab: Tab) -> None:
    other = Tab(signed_in(cast.owner), entry)
    tab.save("First.")
    kept = {other.save("Second.").json()["kept"] for _ in range(3)}
    assert len(kept) == 1


def test_an_answer_that_never_arrived_is_no_conflict(tab: Tab, entry: Entry) -> None:
    tab.save("One.", hears=False)
    assert tab.save("One, two.", hears=False).status_code == 200
    assert tab.save("One, two, three.").status_code == 200
    assert text_of(entry) == "One, two, three."


def test_an_overtaken_save_changes_nothing(tab: Tab, entry: Entry) -> None:
    tab.save("Early.")
    tab.save("Late.")
    answer = tab.save("Early again, from a slow line.", sequence=1)
    assert answer.status_code == 200
    assert answer.json()["superseded"]
    assert text_of(entry) == "Late."


def test_keeping_mine_after_a_conflict_keeps_the_other_as_a_version(cast: Cast, entry: Entry, tab: Tab) -> None:
    other = Tab(signed_in(cast.owner), entry)
    tab.save("From the first tab.")
    found = other.save("From the second tab.").json()
    other.bases = [found["fingerprint"]]
    assert other.save("From the second tab.").status_code == 200
    assert text_of(entry) == "From the second tab."
    kept = [revision.texts.get("so_what", "") for revision in Revision.objects.of(entry)]
    assert any("first tab" in html for html in kept)


def test_a_save_by_somebody_signed_out_says_where_to_sign_in(entry: Entry, tab: Tab) -> None:
    tab.client = signed_in(None)
    answer = tab.save("Still here.")
    assert answer.status_code == 401
    assert answer.json()["sign_in"] == "/accounts/login/"


@pytest.mark.parametrize("body", ["", "{", "[]", "null", '{"html": 3}', '{"bases": []}', '{"html": "x", "bases": 4}'])
def test_a_save_that_cannot_be_read_is_refused_in_a_sentence(tab: Tab, entry: Entry, body: str) -> None:
    answer = tab.client.put(tab.url, body, content_type="application/json", headers={"Accept": "application/json"})
    assert answer.status_code == 422
    assert answer.json()["sentence"].endswith("please try again.")
    assert text_of(entry) == ""


def test_a_text_of_two_hundred_thousand_words_is_kept(tab: Tab, entry: Entry) -> None:
    answer = tab.save("word " * 200_000)
    assert answer.status_code == 200
    assert answer.json()["words"] >= 200_000


def test_a_text_without_end_is_refused_and_nothing_changes(tab: Tab, entry: Entry, settings: Any) -> None:
    settings.LARGEST_TEXT = 1000
    tab.save("Before.")
    answer = tab.client.put(
        tab.url,
        json.dumps({"html": "x" * 2000, "bases": []}),
        content_type="application/json",
        headers={"Accept": "application/json"},
    )
    assert answer.status_code == 413
    assert "divide it in two" in answer.json()["sentence"]
    assert text_of(entry) == "Before."


def test_without_scripts_a_form_saves_and_shows_both_texts_in_a_conflict(cast: Cast, entry: Entry, tab: Tab) -> None:
    base = tab.now()["fingerprint"]
    form = {"text": "With **weight**.", "base": base, "next": f"/journal/{entry.pk}/"}
    assert tab.client.post(tab.url, form).headers["Location"] == f"/journal/{entry.pk}/"
    assert "<strong>weight</strong>" in Entry.everything.get(pk=entry.pk).text("so_what")
    again = tab.client.post(tab.url, {**form, "text": "Something else."})
    assert "/comparison/" in again.headers["Location"]
    assert "Something else" in tab.client.get(again.headers["Location"]).content.decode()


def test_any_version_can_be_restored_and_what_was_there_is_kept(cast: Cast, entry: Entry, tab: Tab) -> None:
    tab.save("The first thought.")
    named = tab.client.post(f"/items/{entry.pk}/revisions/", {"name": "Sent to Ruth"})
    assert named.status_code == 303
    number = Revision.objects.of(entry).get(name="Sent to Ruth").number
    tab.save("The second thought.")
    page = tab.client.post(f"/items/{entry.pk}/revisions/{number}/restoration/")
    assert page.status_code == 303
    assert text_of(entry) == "The first thought."
    assert any("second thought" in revision.texts["so_what"] for revision in Revision.objects.of(entry))
    assert "Sent to Ruth" in tab.client.get(f"/items/{entry.pk}/revisions/").content.decode()


def test_a_sitting_leaves_a_version_every_five_minutes(cast: Cast, entry: Entry) -> None:
    row = Entry.everything.get(pk=entry.pk)
    before = Revision.objects.of(entry).count()
    start = timezone.now() + timedelta(hours=1)
    for minute in range(12):
        row.write(
            code="so_what",
            html=f"<p>After {minute} minutes.</p>",
            bases=[],
            by=cast.owner,
            now=start + timedelta(minutes=minute),
            writer="one tab",
            sequence=minute + 1,
        )
    made = Revision.objects.of(entry).filter(cause=Cause.WRITING).count() - before
    assert 2 <= made <= 4


def test_a_revision_is_never_changed(entry: Entry, cast: Cast) -> None:
    revision = Entry.everything.get(pk=entry.pk).keep_revision(by=cast.owner, now=NOON, cause=Cause.NAMED, name="So")
    revision.name = "Else"
    with pytest.raises(TypeError):
        revision.save()


STEPS = st.lists(st.tuples(st.integers(0, 2), st.booleans()), min_size=1, max_size=14)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_whatever_was_answered_with_yes_is_there_or_in_a_version(cast: Cast, steps: list[tuple[int, bool]]) -> None:
    """Three tabs write in any order, hearing their answers or not: only its own tab may replace a text without trace."""
    entry = an_entry(cast, "Any order")
    row = Entry.everything.get(pk=entry.pk)
    base = richtext.fingerprint(row.text("so_what"))
    tabs = [{"writer": str(uuid4()), "bases": [base], "sequence": 0} for _ in range(3)]
    there, must = (-1, ""), set()
    for number, (which, hears) in enumerate(steps):
        tab = tabs[which]
        tab["sequence"] = number + 1
        text = f"Step {number} of tab {which}."
        try:
            saved = row.write(code="so_what", html=f"<p>{text}</p>", by=cast.owner, now=NOON, **tab)
        except Conflict as conflict:
            must.add(text)
            known = conflict.current
        else:
            if there[0] not in {-1, which}:
                must.add(there[1])
            there, known = (which, text), saved.html
        if hears:
            tab["bases"] = [richtext.fingerprint(known)]
    versions = Revision.objects.of(entry)
    kept = text_of(entry) + "".join(richtext.plain(one.texts.get("so_what", "")) for one in versions)
    assert there[1] in text_of(entry)
    assert all(text in kept for text in must)
