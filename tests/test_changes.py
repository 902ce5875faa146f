"""A reader who comes back is shown what was written since; nobody else learns when they were there."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from coppice.frameworks.models import Edition
from coppice.portfolios.models import Portfolio
from coppice.readers.models import Reader
from tests.cast import Cast, signed_in

pytestmark = pytest.mark.django_db


def test_a_reader_who_comes_back_sees_what_was_written_since(cast: Cast) -> None:
    now = timezone.now()
    edition = Edition.objects.get(slug="cmalt")
    portfolio = Portfolio.begin(edition=edition, pathway="cmalt", by=cast.owner, now=now)
    section = portfolio.here()[1]
    code = next(iter(section.text_codes))
    first = section.write(code=code, html="<p>We tried two tools.</p>", bases=[], by=cast.owner, now=now)
    Reader.ask(item=portfolio, by=cast.owner, person=cast.reader, until=now + timedelta(days=30), now=now)
    url = f"/sections/{section.pk}/"
    with time_machine.travel(now + timedelta(hours=1), tick=False):
        assert "See what changed" not in signed_in(cast.reader).get(url).content.decode()
    later = now + timedelta(hours=2)
    html = "<p>We tried two tools and kept one.</p>"
    section.write(code=code, html=html, bases=[first.fingerprint], by=cast.owner, now=later)
    with time_machine.travel(now + timedelta(hours=3), tick=False):
        reader = signed_in(cast.reader)
        assert "See what changed" in reader.get(url).content.decode()
        page = reader.get(f"/items/{section.pk}/changes/").content.decode()
        assert "and kept one" in page
        assert "<ins" in page
        assert signed_in(cast.elsewhere).get(f"/items/{section.pk}/changes/").status_code == 404
        owner = signed_in(cast.owner).get(f"/portfolios/{portfolio.pk}/feedback/").content.decode()
        assert cast.reader.name not in owner


def test_what_the_reader_never_saw_is_not_shown_as_removed(cast: Cast) -> None:
    """Words that were taken out before the reader first looked, though a version still has them."""
    now = timezone.now()
    edition = Edition.objects.get(slug="cmalt")
    portfolio = Portfolio.begin(edition=edition, pathway="cmalt", by=cast.owner, now=now)
    section = portfolio.here()[1]
    code, other, *_ = section.text_codes
    Reader.ask(item=portfolio, by=cast.owner, person=cast.reader, until=now + timedelta(days=30), now=now)
    base = ""
    for minutes, html in ((0, "<p>Between us, it failed.</p>"), (2, "<p>It went well.</p>")):
        saved = section.write(code=code, html=html, bases=[base], by=cast.owner, now=now + timedelta(minutes=minutes))
        base = saved.fingerprint
    with time_machine.travel(now + timedelta(minutes=3), tick=False):
        signed_in(cast.reader).get(f"/sections/{section.pk}/")
    later = now + timedelta(hours=2)
    section.write(code=code, html="<p>It went very well.</p>", bases=[base], by=cast.owner, now=later)
    section.write(code=other, html="<p>A new facet.</p>", bases=[], by=cast.owner, now=later)
    with time_machine.travel(now + timedelta(hours=3), tick=False):
        page = signed_in(cast.reader).get(f"/items/{section.pk}/changes/").content.decode()
    assert "very" in page
    assert "A new facet." in page
    assert "Between us" not in page


def test_a_section_that_was_empty_shows_all_as_new(cast: Cast) -> None:
    now = timezone.now()
    edition = Edition.objects.get(slug="cmalt")
    portfolio = Portfolio.begin(edition=edition, pathway="cmalt", by=cast.owner, now=now)
    section = portfolio.here()[1]
    Reader.ask(item=portfolio, by=cast.owner, person=cast.reader, until=now + timedelta(days=30), now=now)
    with time_machine.travel(now + timedelta(minutes=3), tick=False):
        signed_in(cast.reader).get(f"/sections/{section.pk}/")
    code, later = next(iter(section.text_codes)), now + timedelta(hours=2)
    section.write(code=code, html="<p>We tried two tools.</p>", bases=[], by=cast.owner, now=later)
    with time_machine.travel(now + timedelta(hours=3), tick=False):
        page = signed_in(cast.reader).get(f"/items/{section.pk}/changes/").content.decode()
    assert "We tried two tools." in page
    assert "Nothing has changed" not in page
