"""The pages of the journal through the front door."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from coppice.audience.models import Reach
from coppice.journal import speaking_to
from coppice.journal.models import Entry, Impact, PermissionState
from coppice.journal.speaking_to import Code, CodeGroup
from coppice.journal.tests import makers

pytestmark = pytest.mark.django_db
NEW = "/journal/new/"


@pytest.fixture
def me(client):
    me = makers.person()
    client.force_login(me)
    return me


@pytest.fixture
def codes(monkeypatch):
    group = CodeGroup("CMALT", (Code("cmalt:1a", "1a Constraints and benefits"), Code("cmalt:2b", "2b Your learners")))
    monkeypatch.setattr(speaking_to, "_sources", [lambda person: [group]])


def details(entry, **given):
    """What the edit form sends."""
    empty = {"happened_on": entry.happened_on.isoformat(), "is_told": "on"}
    rows = {f"{prefix}-{name}": "0" for prefix in ("links", "people") for name in ("TOTAL_FORMS", "INITIAL_FORMS")}
    return {**empty, **rows, **given}


def page(client, url, status=200, **more):
    answer = client.get(url, **more)
    assert answer.status_code == status, answer.content[:300]
    return answer.content.decode()


def test_who_may_see_an_entry(client, me):
    other = makers.person("Idris Bowen")
    entry = makers.entry(me, is_draft=True)
    pages = [entry.get_absolute_url(), reverse("journal:edit", args=[entry.pk])]
    client.force_login(other)
    assert [client.get(url).status_code for url in pages] == [404, 404]
    assert client.post(pages[1], details(entry)).status_code == 404
    entry.share(reach=Reach.MEMBERS, by=me, now=makers.NOW)
    assert [client.get(url).status_code for url in pages] == [200, 403]
    assert client.post(pages[1], details(entry)).status_code == 403
    assert "To be finished" not in page(client, pages[0])
    client.logout()
    assert [client.get(url).status_code for url in pages] == [404, 404]
    assert (
        client.get("/journal/").status_code
        == client.get(NEW).status_code
        == client.get("/journal/year/").status_code
        == 302
    )


@pytest.mark.parametrize("url", ["/journal/", NEW, "/journal/year/", "entry", "edit"])
def test_the_wrong_verb_is_answered_with_the_right_ones(client, me, url):
    entry = makers.entry(me)
    url = url if url.startswith("/") else reverse(f"journal:{url}", args=[entry.pk])
    answer = client.put(url)
    assert answer.status_code == 405
    assert "GET" in answer["Allow"]


def test_people_are_private_to_the_author(client, me):
    entry = makers.entry(me)
    entry.set_permissions([("the head of nursing", PermissionState.REFUSED, "")], by=me, now=makers.NOW)
    assert "did not agree to be in this" in page(client, entry.get_absolute_url())
    entry.share(reach=Reach.MEMBERS, by=me, now=makers.NOW)
    client.force_login(makers.person("Idris Bowen"))
    assert "head of nursing" not in page(client, entry.get_absolute_url())


def test_the_form_without_scripts_saves_everything(client, me, codes):
    entry = makers.entry(me)
    url = reverse("journal:edit", args=[entry.pk])
    form = page(client, url)
    assert 'name="text_so_what"' in form
    assert "1a Constraints and benefits" in form
    sent = details(
        entry,
        title="Captions for history",
        text_happened="Changed words.",
        base_happened=form.split('name="base_happened" value="')[1].split('"')[0],
        text_so_what="It *mattered*.",
        base_so_what="",
        with_whom="two lecturers",
        impact=Impact.APPLIED,
        impact_numbers="4 of 6",
        tools="Panopto, panopto; H5P",
        codes=["cmalt:1a"],
        file=[SimpleUploadedFile("a.csv", b"a,b\n1,2\n")],
        **{
            "links-TOTAL_FORMS": "2",
            "links-0-url": "captions.example/guide",
            "links-0-label": "Guide",
            "links-1-url": "",
            "people-TOTAL_FORMS": "1",
            "people-0-who": "a lecturer",
            "people-0-state": "given",
        },
    )
    answer = client.post(url, sent, follow=True)
    shown = answer.content.decode()
    entry = Entry.objects.get()
    assert (entry.title, entry.is_draft, entry.impact) == ("Captions for history", False, "applied")
    for words in (
        "Changed words.",
        "<em>mattered</em>",
        "two lecturers",
        "4 of 6",
        "Panopto",
        "1a Constraints",
        "a.csv",
        "Guide",
        "Saved.",
    ):
        assert words in shown, words
    assert entry.permissions.get().state == "given"
    assert entry.addresses.get().url == "https://captions.example/guide"


def test_mistakes_in_the_form_keep_everything_typed(client, me, codes):
    entry = makers.entry(me)
    sent = details(
        entry,
        ended_on="2020-01-01",
        text_so_what="Typed and not lost",
        codes=["cmalt:1a"],
        **{
            "links-TOTAL_FORMS": "1",
            "links-0-url": "javascript:alert(1)",
            "people-TOTAL_FORMS": "1",
            "people-0-who": "her",
        },
    )
    answer = client.post(reverse("journal:edit", args=[entry.pk]), sent)
    shown = answer.content.decode()
    assert answer.status_code == 422
    for words in (
        "It ends before it began",
        "Say how it stands",
        "Typed and not lost",
        "javascript:alert(1)",
        "checked",
    ):
        assert words in shown, words
    assert Entry.objects.get().is_draft


def test_a_text_changed_elsewhere_is_never_overwritten(client, me):
    entry = makers.entry(me, "First words.")
    answer = client.post(
        reverse("journal:edit", args=[entry.pk]),
        details(entry, text_happened="From an old tab.", base_happened="0" * 16),
    )
    assert "/comparison/" in answer["Location"]
    assert "First words." in Entry.objects.get().text("happened")
    assert any("old tab" in str(revision.snapshot) for revision in entry.revisions.all())


def test_details_changed_elsewhere_are_shown_before_they_are_overwritten(client, me):
    entry = makers.entry(me)
    url = reverse("journal:edit", args=[entry.pk])
    seen = page(client, url).split('name="seen" value="')[1].split('"')[0]
    assert client.post(url, details(entry, seen=seen, title="Mine")).status_code == 303
    answer = client.post(url, details(entry, seen=seen, title="From an old tab"))
    assert answer.status_code == 422
    assert "changed elsewhere" in answer.content.decode()
    again = answer.content.decode().split('name="seen" value="')[1].split('"')[0]
    assert client.post(url, details(entry, seen=again, title="From an old tab")).status_code == 303


def test_the_list_is_filtered_by_what_is_asked(client, me, codes):
    makers.entry(me, "Alpha", on=date(2025, 3, 1), tools=["H5P"], codes=["cmalt:1a"], impact=Impact.LEARNED)
    makers.entry(me, "Beta", on=date(2026, 3, 1), is_draft=True)
    cases = {
        "words=alpha": "Alpha", "tool=h5p": "Alpha", "code=cmalt:1a": "Alpha", "impact=learned": "Alpha", "year=2025": "Alpha",
        "month=2026-03": "Beta", "only=unfinished": "Beta",
    }  # fmt: skip
    for query, title in cases.items():
        shown = page(client, f"/journal/?{query}")
        assert [name for name in ("Alpha", "Beta") if f'">{name}</a>' in shown] == [title], query
    assert "No entry is like that" in page(client, "/journal/?words=gamma")
    hostile = (
        "/journal/?year=20x&month=2026-13&impact=%00&only=%F0%9F%8C%B3&tool=%27&words=%25_%00&code=%3Cb%3E&after=zzz"
    )
    assert "<b>" not in page(client, hostile)


def test_an_empty_journal_says_what_it_is_for(client, me):
    assert "Your journal is empty" in page(client, "/journal/")
    assert "A bare year" in page(client, "/journal/year/?year=1999")


def test_pages_of_the_list_follow_one_another_without_gap(client, me):
    for day in range(70):
        makers.entry(me, f"Entry {day:03}", on=makers.TODAY - timedelta(days=day // 3))
    url, seen = "/journal/", []
    while url:
        shown = page(client, url)
        seen += [
            word
            for word in (f"Entry {day:03}" for day in range(70))
            if f'">{word}</a>' in shown.split('class="rows">\n  ')[1].split("</ul>")[0]
        ]
        url = shown.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&") if 'rel="next"' in shown else ""
    assert sorted(seen) == [f"Entry {day:03}" for day in range(70)]


def test_the_year_counts_what_is_there(client, me, codes):
    makers.entry(me, "Alpha", on=date(2026, 3, 1), codes=["cmalt:1a"], impact=Impact.LEARNERS)
    makers.entry(me, "Beta", on=date(2026, 3, 9))
    shown = page(client, "/journal/year/?year=2026")
    assert "March: 2 entries, 1 to be finished" in shown
    assert "1a Constraints" in shown
    assert shown.count('class="leaf step-6"') == 2


def test_what_is_in_the_bin_is_neither_listed_nor_counted(client, me):
    entry = makers.entry(me, "Gone soon")
    client.post(reverse("removal", args=[entry.pk]))
    assert client.get(entry.get_absolute_url()).status_code == 404
    assert "Gone soon</a>" not in page(client, "/journal/")
    assert "Nothing is kept from this year" in page(client, "/journal/year/?year=2026")
    client.post(reverse("removal", args=[entry.pk]), {"_method": "DELETE"})
    assert "Gone soon" in page(client, entry.get_absolute_url())
