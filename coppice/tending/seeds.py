"""How the groups of the demonstration are tended: two years of charters, agreements, experiments and handing over."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid5

from django.utils import timezone

from coppice.accounts.models import Person
from coppice.groups.models import Door, Group, JoinRequest, Kind, Stage
from coppice.groups.models.membership import Term
from coppice.happenings.models import Happening
from coppice.kernel import richtext
from coppice.tending.models import FACETS, Agreement, CharterVersion, Ending, Experiment, Handover, Twinning
from coppice.tending.seed_texts import BEHAVIOUR, CHARTERS, ENDED, EXPERIMENTS, RULES, THANKS, UNLISTED

KINDS = {
    "cmalt-writing": (Kind.WRITING, Door.REQUEST),
    "first-years": (Kind.SUPPORT, Door.OPEN),
    "accessible": (Kind.INTEREST, Door.OPEN),
}
FOUNDED = {
    "cmalt-writing": 690,
    "evaluation": 700,
    "accessible": 640,
    "media": 520,
    "learning-design": 720,
    "first-years": 410,
}
TOLD_ABOUT = timedelta(days=30)


def seed(people: dict[str, Person], groups: dict[str, Group], *, now: datetime) -> None:
    """The six groups as they are by now, one that ended, and one that is unlisted."""
    for slug, group in groups.items():
        age(group, now - timedelta(days=FOUNDED[slug]))
        kind, door = KINDS.get(slug, (Kind.INTEREST, Door.OPEN))
        Group.objects.filter(pk=group.pk).update(kind=kind, door=door)
        group.kind, group.door = kind, door
        agree(group, slug, now=now)
    try_things(people, groups, now=now)
    hand_over(people, groups, now=now)
    Twinning.ask(
        asking=groups["media"], asked=groups["accessible"], words="We film, you caption?", by=people["dominic-achebe"],
        now=now - timedelta(days=200),
    ).agree(by=people["eilidh-mackay"], now=now - timedelta(days=198))  # fmt: skip
    JoinRequest.ask(
        group=groups["cmalt-writing"], by=people["aled-vaughan"], now=now - timedelta(days=2),
        words="I have a description and no reflection. May I come in and listen first?",
    )  # fmt: skip
    one_that_ended(people, now=now)
    one_unlisted(people, now=now)
    tell_of_the_last_weeks_only(now)


def age(group: Group, founded_at: datetime) -> None:
    """As if it had been founded that long ago, its people coming one after another."""
    Group.objects.filter(pk=group.pk).update(created_at=founded_at)
    for number, membership in enumerate(group.memberships.order_by("-is_facilitator", "person__joined_at", "pk")):
        membership.joined_at = max(founded_at + timedelta(days=9 * number), founded_at)
        if membership.is_facilitator:
            term = Term.beginning(timezone.localdate(founded_at))
            membership.tends_since, membership.tends_until = term.since, term.until
        membership.save(update_fields=["joined_at", "tends_since", "tends_until"])


def agree(group: Group, slug: str, *, now: datetime) -> None:
    """A charter, agreed; and an agreement, which nearly everybody has accepted."""
    tending = group.memberships.select_related("person").get(is_facilitator=True).person
    founded = now - timedelta(days=FOUNDED[slug])
    texts = {code: f"<p>{text}</p>" for code, text in zip(FACETS, CHARTERS[slug], strict=True)}
    closed_at = max(now - timedelta(days=330), founded + timedelta(days=40))
    many = group.memberships.count()
    CharterVersion.objects.create(
        group=group, number=1, texts={code: richtext.clean(html) for code, html in texts.items()}, put_by=tending,
        put_at=closed_at - timedelta(days=14), closed_at=closed_at, is_agreed=True, yes=max(1, many - 3), abstained=2,
        review_on=timezone.localdate(closed_at) + timedelta(days=365),
    )  # fmt: skip
    for number, (confidentiality, uses) in enumerate(RULES[slug]):
        made_at = closed_at + timedelta(days=150 * number)
        made = Agreement.make(
            group=group, behaviour=richtext.from_markdown(BEHAVIOUR[slug]), confidentiality=confidentiality, uses=uses,
            by=tending, now=made_at, note="What is said is told without names from now on." if number else "",
        )  # fmt: skip
        for place, membership in enumerate(group.memberships.exclude(person=tending).select_related("person")):
            if place % 4 != 3:
                made.accept(by=membership.person, now=made_at + timedelta(days=place % 9))


def try_things(people: dict[str, Person], groups: dict[str, Group], *, now: datetime) -> None:
    for slug, who, what, why, begun, until, how, outcome, learned in EXPERIMENTS:
        one = Experiment.begin(
            group=groups[slug], what=what, why=why, how_known=how,
            until=timezone.localdate(now - timedelta(days=until)),
            by=people[who], now=now - timedelta(days=begun),
        )  # fmt: skip
        if outcome:
            one.end(outcome=outcome, learned=learned, by=people[who], now=now - timedelta(days=until - 3))


def hand_over(people: dict[str, Person], groups: dict[str, Group], *, now: datetime) -> None:
    """One that is done, with thanks, and one that is offered."""
    group, giver = groups["learning-design"], people["idris-bowen"]
    taker = group.memberships.filter(is_facilitator=False).order_by("joined_at").select_related("person")[1].person
    offered_at = now - timedelta(days=210)
    one = Handover.offer(group=group, to=taker, words="You run them better than I do by now.", by=giver, now=offered_at)
    one.accept(by=taker, now=offered_at + timedelta(days=4))
    one.finish(thanks=THANKS, by=taker, now=offered_at + timedelta(days=40))
    group, giver = groups["media"], people["dominic-achebe"]
    taker = group.memberships.filter(is_facilitator=False).order_by("joined_at").select_related("person")[0].person
    words = "Would you take the group over in the new year? I would help for as long as you like."
    Handover.offer(group=group, to=taker, words=words, by=giver, now=now - timedelta(days=3))


def one_that_ended(people: dict[str, Person], *, now: datetime) -> None:
    name, purpose, thanks, stays = ENDED
    by = people["callum-fraser"]
    group = Group.found(name=name, purpose=purpose, by=by, kind=Kind.SUPPORT)
    for slug in ("morwenna-pascoe", "idris-bowen", "farah-siddiqui", "ruth-adeyemi", "grace-oyelaran", "sanjay-menon"):
        group.join(person=people[slug])
    age(group, now - timedelta(days=715))
    last_day = timezone.localdate(now - timedelta(days=320))
    Ending.objects.create(
        group=group, last_day=last_day, thanks=thanks, stays=stays, stage_before=Stage.RESTING, announced_by=by,
        announced_at=now - timedelta(days=370), ended_at=now - timedelta(days=319),
    )  # fmt: skip
    Group.objects.filter(pk=group.pk).update(stage=Stage.ENDED)


def one_unlisted(people: dict[str, Person], *, now: datetime) -> None:
    name, purpose = UNLISTED
    by = people["penny-hargreaves"]
    slug = f"between-jobs-{uuid5(by.pk, name).hex[:8]}"
    group = Group.found(
        name=name, slug=slug, purpose=purpose, by=by, kind=Kind.SUPPORT, door=Door.INVITATION, is_listed=False
    )
    for slug in ("morwenna-pascoe", "rory-dunphy", "leila-hosseini"):
        group.join(person=people[slug])
    age(group, now - timedelta(days=120))
    Agreement.make(
        group=group, behaviour="<p>What is said here is not repeated, not even kindly.</p>", confidentiality="stays",
        uses="ask", by=by, now=now - timedelta(days=110),
    )  # fmt: skip


def tell_of_the_last_weeks_only(now: datetime) -> None:
    """Nobody is greeted with notices of what happened a year ago."""
    ours = {"agreement changed", "experiment begun", "experiment ended", "handover offered", "handover accepted"}
    old = Happening.objects.filter(
        verb__in=ours | {"handover done", "twin asked", "twin agreed"}, at__lt=now - TOLD_ABOUT
    )
    old.update(about={})
