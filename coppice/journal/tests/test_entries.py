"""Entries: captured once, described, found again, and never without a title of their own words."""

from datetime import date
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coppice.accounts.models import Person
from coppice.happenings.models import Happening
from coppice.journal import wording
from coppice.journal.models import Entry
from coppice.journal.models.entry import Details
from coppice.journal.tests import makers
from coppice.kernel import richtext

pytestmark = pytest.mark.django_db


def test_the_first_words_are_the_title_until_one_is_given():
    me = makers.person()
    entry = makers.entry(me, "Met the library about reading lists. They had counted the broken links.")
    assert (entry.title, entry.gist) == ("Met the library about reading lists", "They had counted the broken links.")
    entry.describe(Details(happened_on=makers.TODAY, title="Reading lists"), by=me, now=makers.NOW)
    assert (entry.title, entry.gist[:7]) == ("Reading lists", "Met the")
    entry.write(
        code="happened",
        html="<p>Something else.</p>",
        bases=[richtext.fingerprint(entry.text("happened"))],
        by=me,
        now=makers.NOW,
    )
    entry.refresh_from_db()
    assert entry.title == "Reading lists"
    entry.describe(Details(happened_on=makers.TODAY), by=me, now=makers.NOW)
    assert entry.title == "Something else"


def test_capturing_twice_with_one_token_makes_one_entry():
    me, once = makers.person(), uuid4()
    first, new = Entry.capture(html="<p>One</p>", happened_on=makers.TODAY, by=me, now=makers.NOW, once=once)
    again, newer = Entry.capture(html="<p>One</p>", happened_on=makers.TODAY, by=me, now=makers.NOW, once=once)
    assert (new, newer, first.pk) == (True, False, again.pk)
    assert Happening.objects.filter(verb="captured").count() == 1


def test_what_is_captured_is_mine_alone_and_to_be_finished():
    me, other = makers.person(), makers.person("Idris Bowen")
    entry = makers.entry(me)
    assert entry.is_draft
    assert entry.reach == "only_me"
    assert list(entry.viewers()) == [me]
    assert not Entry.objects.visible_to(other).exists()


def test_details_replace_what_was_there():
    me = makers.person()
    entry = makers.entry(
        me, tools=["Moodle", " moodle ", "H5P"], codes=["a:1", "a:1", "a:2"], links=[("https://a.example/", "A")]
    )
    assert sorted(tool.name for tool in entry.tools.all()) == ["H5P", "Moodle"]
    assert [code.code for code in entry.codes.all()] == ["a:1", "a:2"]
    entry.describe(Details(happened_on=makers.TODAY, tools=["MOODLE"], codes=["a:2"]), by=me, now=makers.NOW)
    assert [tool.name for tool in entry.tools.all()] == ["Moodle"]
    assert [code.code for code in entry.codes.all()] == ["a:2"]
    assert not entry.addresses.exists()


def test_permissions_keep_their_day_until_they_change():
    me = makers.person()
    entry = makers.entry(me)
    entry.set_permissions([("two lecturers", "asked", ""), ("a student", "anonymised", "")], by=me, now=makers.NOW)
    later = makers.NOW.replace(day=22)
    entry.set_permissions([("two lecturers", "given", "by e-mail"), ("a student", "anonymised", "")], by=me, now=later)
    assert {p.who: p.at for p in entry.permissions.all()} == {"two lecturers": later, "a student": makers.NOW}


def test_finding_minds_neither_case_nor_accents_composed_otherwise():
    me = makers.person()
    entry = makers.entry(me, "Visited the Café Scientifique about ΑΛΦΑ testing.")
    for words in ("café", "CAFE\u0301", "scientifique visited", "αλφα"):
        assert list(Entry.objects.by(me).saying(words)) == [entry], words
    assert not Entry.objects.by(me).saying("100%").exists()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(max_size=400))
def test_any_words_make_a_title_that_fits_on_one_line(words):
    told = wording.of({"happened": richtext.from_markdown(words)})
    assert len(told.title) <= wording.TITLE
    assert len(told.gist) <= wording.GIST
    assert "\n" not in told.title + told.gist
    assert "\0" not in wording.folded(told.words)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(min_size=1, max_size=300), on=st.dates(date(1950, 1, 1), date(2027, 1, 1)))
def test_any_unicode_can_be_captured_and_read_again(db, words, on):
    me = Person.objects.first() or makers.person()
    html = richtext.from_markdown(words)
    entry, _ = Entry.capture(html=html, happened_on=on, by=me, now=makers.NOW)
    kept = Entry.objects.get(pk=entry.pk)
    assert (kept.text("happened"), kept.happened_on) == (richtext.clean(html), on)
