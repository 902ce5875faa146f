"""Everything that goes on in a group: a charter, an agreement, an experiment, a handover, a twin, somebody at the door."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from coppice.accounts.models import Person
from coppice.groups.models import Group, Invitation, JoinRequest
from coppice.tending.models import Agreement, Charter, CharterVersion, Experiment, Handover, Twinning
from tests.cast import Cast, a_person

# Of an unlisted group none of its addresses is there for others.
NAMES = [
    "group", "group_settings", "group_care", "membership", "tending:entrance", "tending:requests", "tending:invitations",
    "tending:charter", "tending:question", "tending:charter_closing", "tending:charter_version", "tending:agreement",
    "tending:acceptance", "tending:experiments", "tending:experiment", "tending:handovers", "tending:handover", "tending:thanks",
    "tending:term", "tending:twins", "tending:twin", "tending:stage", "tending:ending", "tending:keepsake", "tending:request",
    "tending:invitation",
]  # fmt: skip
OF_A_GROUP: dict[str, tuple[set[str], str]] = {
    "tending:draft": ({"owner", "fellow"}, "the members of the group, by the rule"),
    "group_people": (
        {"owner", "fellow", "blocked"},
        "the members of the group, but those between whom there is a block",
    ),
    **dict.fromkeys(
        NAMES, ({"owner", "fellow", "blocked"}, "whoever sees the group: here an unlisted one, its members")
    ),
}


def the_affairs_of(group: Group, *, by: Person, to: Person, mark: str = "Hush") -> dict[str, Any]:
    """Of a group that `by` tends and `to` belongs to: what stands in each address that has an id."""
    now = timezone.now()
    draft = Charter.take_up(group=group, by=by, now=now)
    draft.save_text(code="purpose", html=f"<p>{mark} drafts.</p>", bases=[], by=by, now=now)
    CharterVersion.put_to_members(draft=draft, note=f"{mark} notes.", by=by, now=now).say("yes", by=by)
    Agreement.make(
        group=group, behaviour="<p>We listen.</p>", confidentiality="stays", uses="ask", note=mark, by=by, now=now
    )
    until = timezone.localdate() + timedelta(days=9)
    experiment = Experiment.begin(group=group, what=mark, why=mark, until=until, how_known=mark, by=by, now=now)
    handover = Handover.offer(group=group, to=to, words=f"{mark} asks.", by=by, now=now)
    other = Group.found(name="Next door", purpose="Near.", by=by)
    twinning = Twinning.ask(asking=group, asked=other, words=f"{mark} asks.", by=by, now=now)
    asked = {"group": group, "person": a_person("Somebody At The Door"), "made_at": now}
    return {
        "tending:draft": draft.pk,
        "tending:experiment": experiment.pk,
        "tending:handover": handover.pk,
        "tending:thanks": handover.pk,
        "tending:twin": twinning.pk,
        "tending:request": JoinRequest.objects.create(**asked).pk,
        "tending:invitation": Invitation.objects.create(**asked, words=mark, invited_by=by).pk,
    }


def of_an_unlisted_group(cast: Cast) -> dict[str, dict[str, Any]]:
    """What stands in every address about a group that nobody but its members should hear of."""
    group = Group.found(name="Hush", purpose="Unheard of.", by=cast.owner, is_listed=False, door="invitation")
    for person in (cast.fellow, cast.blocked):
        group.join(person=person)
    ids = the_affairs_of(group, by=cast.owner, to=cast.fellow)
    return {name: {"pk": ids[name]} if name in ids else {"slug": group.slug} for name in NAMES} | {
        "tending:charter_version": {"slug": group.slug, "number": 1},
        "tending:draft": {"pk": ids["tending:draft"]},
        "group_people": {"slug": group.slug},
    }
