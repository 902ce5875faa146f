"""Days in words, statuses with shapes, forms that say what to mend."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django import forms
from django.template import Context, Template
from django.utils import timezone

from coppice.ui.templatetags.ui import day, field, moment, status


@pytest.mark.parametrize(
    ("the_day", "words"),
    [
        (date(2026, 11, 21), "today"),
        (date(2026, 11, 20), "yesterday"),
        (date(2026, 11, 22), "tomorrow"),
        (date(2026, 3, 3), "Tuesday 3 March"),
        (date(2024, 3, 3), "3 March 2024"),
    ],
)
def test_a_day_in_words(the_day: date, words: str) -> None:
    with time_machine.travel(datetime(2026, 11, 21, 12, tzinfo=UTC), tick=False):
        assert f">{words}<" in day(the_day)


def test_a_moment_is_told_in_the_readers_zone() -> None:
    late = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)
    with time_machine.travel(datetime(2026, 11, 21, 12, tzinfo=UTC), tick=False), timezone.override("Europe/Berlin"):
        assert moment(late) == '<time datetime="2026-11-21T00:30:00+01:00" title="CET">today, 00:30</time>'


def test_no_time_is_no_words() -> None:
    assert moment(None) == day(None) == ""


def test_a_status_is_a_word_and_is_escaped() -> None:
    assert status("half", "<b>In progress</b>").endswith(">&lt;b&gt;In progress&lt;/b&gt;</span>")


class Sample(forms.Form):
    name = forms.CharField(label="Name", help_text="As colleagues know you.")
    nickname = forms.CharField(label="Nickname", required=False)
    agreed = forms.BooleanField(label="I agree")


def test_a_form_says_what_to_mend_and_where() -> None:
    html = str(Sample({"nickname": "Mo"}))
    assert "Nothing is lost." in html
    assert '<a href="#id_name">Name</a> <span>Please fill this in.</span>' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_error"' in html
    assert 'value="Mo"' in html


def test_what_is_not_needed_is_called_optional() -> None:
    html = str(Sample())
    assert html.count('class="optional"') == 1
    assert "Nothing is lost." not in html


def test_where_something_is_chosen_in_any_case_nothing_is_called_optional() -> None:
    chosen = forms.ChoiceField(label="Mail", choices=[("", "As you chose for all"), ("now", "At once")], required=False)
    html = str(type("Choosing", (forms.Form,), {"mail": chosen})())
    assert "As you chose for all" in html
    assert "optional" not in html


def test_a_field_may_be_given_other_words() -> None:
    form = Sample({})
    said = Template('{% load ui %}{% summary form name="Your name" %}').render(Context({"form": form}))
    html = field(form["name"], help="")
    assert "Your name" in said
    assert "Your name" in html
    assert "As colleagues know you." not in html
