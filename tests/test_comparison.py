"""The page that shows what changed between two versions, and both texts after a conflict."""

from __future__ import annotations

import pytest
from django.utils import timezone

from coppice.journal.models import Entry
from coppice.kernel import richtext
from coppice.revisions.models import Cause, Conflict
from tests.cast import Cast, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry(cast: Cast) -> Entry:
    now = timezone.now()
    made, _ = Entry.capture(html="<p>We met every week.</p>", happened_on=now.date(), by=cast.owner, now=now)
    made.keep_revision(by=cast.owner, now=now, cause=Cause.NAMED, name="At first")
    return made


def write(entry: Entry, cast: Cast, html: str, base: str) -> None:
    code = next(iter(entry.texts))
    entry.write(code=code, html=html, bases=[richtext.fingerprint(base)], by=cast.owner, now=timezone.now())


def test_words_that_came_and_went(entry: Entry, cast: Cast) -> None:
    [before] = entry.texts.values()
    write(entry, cast, before.replace("every", "each second"), before)
    number = entry.revisions.get(name="At first").number
    page = signed_in(cast.owner).get(f"/items/{entry.pk}/comparison/?from={number}&to=now").text
    assert "2 words added, 1 removed in 1 passage." in page
    assert '<del><span class="unseen">removed: </span>every</del>' in page
    assert '<ins><span class="unseen">added: </span>each second</ins>' in page
    assert "At first" in page
    same = signed_in(cast.owner).get(f"/items/{entry.pk}/comparison/?from={number}&to={number}").text
    assert "These two say the same" in same


def test_after_a_conflict_both_texts_are_there(entry: Entry, cast: Cast) -> None:
    [before] = entry.texts.values()
    write(entry, cast, "<p>From the laptop.</p>", before)
    with pytest.raises(Conflict) as conflict:
        write(entry, cast, "<p>From the phone, on the train.</p>", before)
    number = conflict.value.kept.number
    page = signed_in(cast.owner).get(f"/items/{entry.pk}/comparison/?from={number}&to=now").text
    assert "nothing is lost" in page
    assert "From the laptop." in page
    assert "From the phone, on the train." in page
    assert "Restore this version" in page


@pytest.mark.parametrize("query", ["", "?from=x&to=y", "?from=99999", "?from=-1", "?from=1&to=now&from=2", "?to=%00"])
def test_odd_questions_get_an_answer(entry: Entry, cast: Cast, query: str) -> None:
    assert signed_in(cast.owner).get(f"/items/{entry.pk}/comparison/{query}").status_code in (200, 404)


def test_nobody_else_sees_what_was_written_before(entry: Entry, cast: Cast) -> None:
    entry.share(reach="members", by=cast.owner, now=timezone.now())
    assert signed_in(cast.fellow).get(f"/items/{entry.pk}/comparison/").status_code == 403
    assert signed_in(cast.colleague).get(f"/items/{entry.pk}/comparison/").status_code == 404
