"""What stands on a group's page about how it is tended."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from coppice.groups import further
from coppice.groups.models import GOES_ON, Door, Group, Invitation, JoinRequest
from coppice.groups.parts import GroupPage, Part
from coppice.tending import missing, rules
from coppice.tending.models import Agreement, CharterVersion, Ending, Experiment, Handover, Twinning

OF_THE_GROUP = [
    "agreement changed", "charter agreed", "charter due", "charter not agreed", "charter put", "experiment begun",
    "experiment due", "experiment ended", "group asked", "group closing", "group ended", "group goes on",
    "handover done", "term ending", "twin agreed", "twin asked",
]  # fmt: skip
TO_WHO_TENDS = ["charter due", "group asked", "term ending", "twin agreed", "twin asked"]
TO_ONE_PERSON = [
    "group invited", "group invitation accepted", "group invitation declined", "group request accepted",
    "group request declined", "handover offered", "handover accepted", "handover declined", "handover taken back",
]  # fmt: skip


FEW = 3


@dataclass(frozen=True)
class Head:
    """What wants an answer of the viewer, or should be known before anything else."""

    group: Group
    ending: Ending | None = None
    invitation: Invitation | None = None
    agreement: Agreement | None = None
    charter_put: CharterVersion | None = None
    handover: Handover | None = None


def head(page: GroupPage, in_force: Agreement | None, put: CharterVersion | None) -> Iterable[Part]:
    """At most four queries, one for a member of a group that is quietly alive."""
    group, viewer = page.group, page.viewer
    found: dict[str, Any] = {}
    if group.stage in {"closing", "ended"}:
        found["ending"] = Ending.objects.filter(group=group).first()
    if page.mine and group.is_open_for_writing:
        if in_force and not in_force.is_accepted_by(viewer):
            found["agreement"] = in_force
        if put and not put.says.filter(person=viewer).exists():
            found["charter_put"] = put
        found["handover"] = Handover.objects.filter(group=group, taker=viewer, state="offered").first()
    found = {name: value for name, value in found.items() if value}
    if found:
        yield Part("head", "tending/on_page/head.html", Head(group, **found))


def charter(page: GroupPage, agreed: CharterVersion | None) -> Iterable[Part]:
    """What the group says of itself, as agreed last."""
    can_begin = page.is_tended and page.group.is_open_for_writing
    about = {"group": page.group, "charter": agreed, "can_begin": can_begin}
    if agreed or (page.mine and page.group.is_open_for_writing):
        yield Part("text", "tending/on_page/charter.html", about)


def agreement(page: GroupPage, in_force: Agreement | None) -> Iterable[Part]:
    """What one can rely on, in two lines."""
    can_begin = page.is_tended and page.group.is_open_for_writing
    if in_force or can_begin:
        rule = rules.of_agreement(in_force)
        about = {"group": page.group, "agreement": in_force, "rule": rule, "can_begin": can_begin}
        yield Part("text", "tending/on_page/agreement.html", about)


def experiments(page: GroupPage) -> Iterable[Part]:
    """What is tried now, and what was learned lately."""
    found = list(Experiment.objects.filter(group=page.group).order_by("ended_at", "-begun_at", "-id")[:50])
    running = [one for one in found if one.ended_at is None][:FEW]
    ended = sorted((one for one in found if one.ended_at), key=lambda one: str(one.ended_at), reverse=True)[:FEW]
    can_begin = bool(page.mine) and page.group.is_open_for_writing
    if found or can_begin:
        about = {"group": page.group, "running": running, "ended": ended, "can_begin": can_begin}
        yield Part("later", "tending/on_page/experiments.html", about)


@dataclass(frozen=True)
class Twin:
    """Another group, and what of it is there for everybody who sees it."""

    group: Group
    ways: list[further.Way] = field(default_factory=list)
    experiments: list[Experiment] = field(default_factory=list)


def twins(page: GroupPage) -> Iterable[Part]:
    """What goes on next door; three twins at most, and nearly nothing asked where there are none, as in most groups."""
    agreed = Twinning.objects.of(page.group).agreed()
    if not agreed.exists():
        return
    others = [one.other(page.group) for one in agreed.visible_to(page.viewer)[:FEW]]
    if others:
        running = list(Experiment.objects.running().filter(group__in=others)[:20])
        told = [
            Twin(
                other,
                [way for way in further.of(other, page.viewer, is_member=False) if way.lines],
                [one for one in running if one.group_id == other.pk][:FEW],
            )
            for other in others
        ]
        yield Part("later", "tending/on_page/twins.html", told)


def door(page: GroupPage, in_force: Agreement | None) -> Iterable[Part]:
    """How one comes in, where that is more than pressing a button."""
    group, viewer = page.group, page.viewer
    if page.mine or not group.is_open_for_writing:
        return
    invited = Invitation.objects.open().filter(group=group, person=viewer).select_related("invited_by").first()
    about = {"group": group, "agreement": in_force, "rule": rules.of_agreement(in_force), "invitation": invited}
    if invited:
        yield Part("door", "tending/on_page/invited.html", about)
    elif group.door == Door.REQUEST:
        last = JoinRequest.objects.filter(group=group, person=viewer).order_by("-made_at").first()
        yield Part("door", "tending/on_page/request.html", {**about, "last": last})
    elif group.door == Door.OPEN and in_force:
        yield Part("door", "tending/on_page/entrance.html", about)


def care(page: GroupPage) -> Iterable[Part]:
    """For who tends the group: what waits, and every way to change it. For other members what they can keep."""
    group = page.group
    if page.mine and group.stage in {"closing", "ended"}:
        yield Part("margin", "tending/on_page/keepsake.html", group)
    if page.mine and (told := missing.of(group, page.viewer)):
        yield Part("margin", "tending/on_page/missing.html", told)
    if not page.is_tended or not group.is_open_for_writing:
        return
    term = page.mine.term if page.mine else None
    about = {
        "group": group,
        "waiting": group.requests.filter(answered_at=None).count(),
        "term": term if term and term.is_ending(page.now.date()) else None,
        "stages": [(stage.value, stage.label, stage == group.stage) for stage in GOES_ON],
        "is_closing": group.stage == "closing",
    }
    yield Part("margin", "tending/on_page/care.html", about)


def of(page: GroupPage) -> Iterable[Part]:
    """Everything, in the order in which it stands there."""
    in_force = Agreement.objects.in_force(page.group)
    put, agreed = CharterVersion.objects.put_and_agreed(page.group)
    yield from head(page, in_force, put)
    yield from charter(page, agreed)
    yield from agreement(page, in_force)
    yield from experiments(page)
    yield from twins(page)
    yield from door(page, in_force)
    yield from care(page)
