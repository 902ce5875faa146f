"""A new edition is published: who writes against an older one is told, and nothing of theirs moves by itself."""

from __future__ import annotations

import pytest
from django.urls import reverse

from coppice.frameworks.models import Draft, Edition, Lead
from coppice.frameworks.tests.makers import small
from coppice.notices.models import Notice
from coppice.portfolios.models import Portfolio
from tests.cast import NOON, Cast, signed_in
from tests.planting import everybody_is_told

pytestmark = pytest.mark.django_db


def test_who_writes_on_an_older_edition_is_told_and_offered_to_go_on(cast: Cast) -> None:
    Lead.give("small", to=cast.owner, by=cast.steward, now=NOON)
    edition, _ = Edition.objects.publish(small(), now=NOON)
    whole = Portfolio.begin(edition=edition, pathway="one", by=cast.reader, now=NOON)
    Portfolio.begin(edition=edition, pathway="two", by=cast.owner, now=NOON)
    draft = Draft.begin(edition=edition, version="2", by=cast.owner, now=NOON)
    draft.change(lambda old: {**old, "note": "Brand new."}, said="note", by=cast.owner, now=NOON)
    newer = draft.publish(base=2, by=cast.owner, now=NOON).edition
    everybody_is_told()
    notice = Notice.objects.get(happening__verb="edition published")
    assert (notice.person, notice.get_absolute_url()) == (cast.reader, "/frameworks/small/1/to/2/")
    assert notice.sentence.startswith("A new edition of a framework you write against is published.")
    client = signed_in(cast.reader)
    assert "Brand new." in client.get(notice.get_absolute_url()).content.decode()
    whole.refresh_from_db()
    assert whole.edition == edition
    assert str(newer.pk) in client.get(reverse("portfolios:pathway", args=[whole.pk])).content.decode()
