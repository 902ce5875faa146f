"""Everything that goes on in a group: a charter, an agreement, an experiment, a handover, a twin, somebody at the door."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from coppice.accounts.models import Person
from coppice.groups.models import Group, Invitation, JoinRequest
from coppice.tending.models import Agreement, Charter, CharterVersion, Experiment, Handover, Twinning
from tests.cast import a_person


def the_affairs_of(group: Group, *, by: Person, to: Person, mark: str = "Hush") -> dict[str, Any]:
    """Of a group that `by` tends and `to` belongs to: what stands in each address that has an id."""
    now = timezone.now()
    draft = Charter.take_up(group=group, by=by, now=now)
    draft.save_text(code="purpose", html=f"<p>{mark} drafts.</p>", bases=[], by=by, now=now)
    CharterVersion.put_to_members(draft=draft, note=f"{mark} notes.", by=by, now=now).say("yes", by=by)
    text = f"<p>{mark} agrees.</p>"
    Agreement.make(group=group, behaviour=text, confidentiality="stays", uses="ask", note=mark, by=by, now=now)
    until = timezone.localdate() + timedelta(days=9)
    experiment = Experiment.begin(group=group, what=mark, why=mark, until=until, how_known=mark, by=by, now=now)
    handover = Handover.offer(group=group, to=to, words=f"{mark} asks.", by=by, now=now)
    other = Group.found(name="Next door", purpose="Near.", by=by)
    twinning = Twinning.ask(asking=group, asked=other, words=f"{mark} asks.", by=by, now=now)
    asked = {"group": group, "person": a_person("Somebody At The Door"), "words": mark, "made_at": now}
    return {
        "tending:draft": draft.pk,
        "tending:experiment": experiment.pk,
        "tending:handover": handover.pk,
        "tending:thanks": handover.pk,
        "tending:twin": twinning.pk,
        "tending:request": JoinRequest.objects.create(**asked).pk,
        "tending:invitation": Invitation.objects.create(**asked, invited_by=by).pk,
    }
