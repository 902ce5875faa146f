"""Where things stay in the group, a guest of one of its topics is let in by those who tend it."""

from __future__ import annotations

import pytest
from django.utils import timezone

from coppice.conversations.models import Topic
from coppice.tending.models import Agreement
from tests.cast import Cast, signed_in

pytestmark = pytest.mark.django_db


def test_whoever_began_it_lets_nobody_in_where_things_stay(cast: Cast) -> None:
    topic = Topic.start(title="A topic", html="<p>0</p>", group=cast.group, by=cast.fellow, now=timezone.now())
    url, fellow, owner = topic.get_absolute_url(), signed_in(cast.fellow), signed_in(cast.owner)
    sent = {"email": cast.colleague.email, "reason": "Knows law", "until": str(timezone.localdate())}
    assert "Let a guest in" in fellow.get(url).content.decode()
    Agreement.make(
        group=cast.group, behaviour="<p>Be kind.</p>", confidentiality="stays", uses="ask", by=cast.owner,
        now=timezone.now(),
    )  # fmt: skip
    assert "Let a guest in" not in fellow.get(url).content.decode()
    assert fellow.post(f"{url}guests/", sent).status_code == 403
    assert "Let a guest in" in owner.get(url).content.decode()
    assert owner.post(f"{url}guests/", sent).status_code == 303
