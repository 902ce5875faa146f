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
