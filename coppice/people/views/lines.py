"""What I can help with, want to learn, and offer; and how others find and reach me."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from coppice.audience.models import Item
from coppice.audience.sentences import who_can_see
from coppice.audience.viewing import Request
from coppice.kernel.resources import allow, see_other
from coppice.people import vocabulary
from coppice.people.forms import OfferForm, PresenceForm, StatementForm, who_of
from coppice.people.models import Offer, Offered, Presence, Skill, Statement
from coppice.people.models.skill import Described
from coppice.people.views.profile import members_only, my_groups

NO_EXAMPLES = ("fact", "statement", "offer", "section")


def my_examples(request: Request) -> list[Item]:
    """Things of mine that may show what I can do, the newest first."""
    return list(Item.objects.by(request.user).exclude(kind__in=NO_EXAMPLES).order_by("-changed_at", "-pk")[:50])


def expertise(
    request: Request,
    form: StatementForm | None = None,
    other: tuple[Statement, StatementForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    """My statements, each with its audience, and one more."""
    members_only(request)
    words, groups, examples = vocabulary.current(), my_groups(request), my_examples(request)
    mine = list(
        Statement.objects.mine(request.user)
        .select_related("person", "example")
        .order_by("side", "-level", "title", "pk")
    )
    sentences = who_can_see(mine)
    latest = who_of(max(mine, key=lambda one: one.changed_at)) if mine else ""
    given: dict[str, Any] = {"groups": groups, "words": words, "examples": examples}
    rows = [
        {
            "statement": one,
            "skill": words.root(one.skill_id),
            "sentence": sentences[one.pk],
            "form": other[1] if other and other[0].pk == one.pk else of_statement(one, given),
        }
        for one in mine
    ]
    initial = {"skill": request.GET.get("skill", ""), "side": request.GET.get("side", ""), "who": latest}
    context = {"rows": rows, "form": form or StatementForm(**given, initial=initial), "words": words.names}
    context["is_found"] = bool(Presence.of(request.user).listed_at) or not mine
    return render(request, "people/expertise.html", context, status=status)


def of_statement(one: Statement, given: dict[str, Any], data: Any = None) -> StatementForm:
    initial = {"level": one.level, "who": who_of(one), "example": str(one.example_id or ""), "seen": one.mark}
    if one.example and one.example not in given["examples"]:
        given = {**given, "examples": [*given["examples"], one.example]}
    return StatementForm(data, **given, initial=initial, is_there=True, prefix=str(one.pk))


def say(request: Request) -> HttpResponse:
    """One more statement; a skill that is not in the vocabulary yet goes into it."""
    members_only(request)
    words, now = vocabulary.current(), timezone.now()
    form = StatementForm(request.POST, groups=my_groups(request), words=words, examples=my_examples(request))
    if not form.is_valid():
        return expertise(request, form, status=422)
    typed = form.cleaned_data
    with transaction.atomic():
        skill = form.known or Skill.add(Described(typed["skill"], typed["region"]), by=request.user, now=now)
        details = {name: typed[name] for name in ("side", "level", "example")}
        Statement.say(skill, **details, **form.audience, by=request.user, now=now)
    messages.success(request, _("Kept: {skill}.").format(skill=skill))
    return see_other(reverse("people:expertise"))


def statement_or_404(request: Request, pk: UUID) -> Statement:
    found: Statement = get_object_or_404(Statement.objects.visible_to(request.viewer), pk=pk)
    return found


def change(request: Request, pk: UUID) -> HttpResponse:
    """Say one of them anew."""
    one = statement_or_404(request, pk)
    allow(one.can_be_changed_by(request.user))
    words = vocabulary.current()
    given: dict[str, Any] = {"groups": my_groups(request), "words": words, "examples": my_examples(request)}
    form = of_statement(one, given, request.POST)
    if not form.is_valid():
        return expertise(request, other=(one, form), status=422)
    typed = {name: form.cleaned_data[name] for name in ("level", "example", "seen")}
    if not one.change(**typed, **form.audience, by=request.user, now=timezone.now()):
        now = Statement.objects.visible_to(request.viewer).get(pk=pk)
        said = _("This was changed meanwhile, in another window: there it says “{level}”. Yours is still chosen here.")
        form.add_error("level", said.format(level=now.get_level_display()))
        form.data = {**request.POST.dict(), form.add_prefix("seen"): now.mark}
        return expertise(request, other=(one, form), status=409)
    messages.success(request, _("Kept: {skill}.").format(skill=words.root(one.skill_id)))
    return see_other(reverse("people:expertise"))


def offers(request: Request, forms: list[OfferForm] | None = None, status: int = 200) -> HttpResponse:
    """What I would do for others, and how they find and reach me."""
    members_only(request)
    here = Presence.of(request.user)
    chosen = {name: bool(getattr(here, f"{name}_at")) for name in ("listed", "contactable", "askable")}
    context = {
        "forms": forms or offer_forms(request),
        "presence": PresenceForm(request.POST if forms else None, initial=chosen),
    }
    return render(request, "people/offers.html", context, status=status)


def offer_forms(request: Request, data: Any = None) -> list[OfferForm]:
    groups = my_groups(request)
    there = {one.what: one for one in Offer.objects.mine(request.user)}
    made = []
    for what in Offered:
        one = there.get(what)
        initial: dict[str, Any] = {"is_available": True}
        if one:
            known = {name: getattr(one, name) for name in ("capacity", "note", "is_available")}
            initial = {**known, "offered": True, "who": who_of(one), "seen": one.mark}
        form = OfferForm(data, prefix=what.value, what=what, groups=groups, initial=initial)
        form.offer = one
        made.append(form)
    return made


def keep_offers(request: Request) -> HttpResponse:
    """Keep all of it, or nothing where an offer was changed elsewhere meanwhile."""
    members_only(request)
    forms, presence, now = offer_forms(request, request.POST), PresenceForm(request.POST), timezone.now()
    if [form for form in forms if not form.is_valid()] or not presence.is_valid():
        return offers(request, forms, 422)
    with transaction.atomic():
        stale = [form for form in forms if not kept(form, request)]
        if stale:
            transaction.set_rollback(True)
        else:
            Presence.choose(**presence.cleaned_data, by=request.user, now=now)
    if stale:
        for form in stale:
            form.add_error(
                "note", _("This offer was changed meanwhile, in another window. Yours is still here; send it again.")
            )
            there = Offer.objects.mine(request.user).filter(what=form.what).first()
            form.data = {**request.POST.dict(), form.add_prefix("seen"): there.mark if there else ""}
        return offers(request, forms, 409)
    messages.success(request, _("Kept."))
    return see_other(reverse("people:profile", args=[request.user.slug]))


def kept(form: OfferForm, request: Request) -> bool:
    typed, offer, now = form.cleaned_data, form.offer, timezone.now()
    if not typed["offered"]:
        if offer:
            offer.remove(by=request.user, now=now)
        return True
    if offer and not form.has_changed():
        return True
    known = {name: typed[name] for name in ("capacity", "is_available", "note")}
    seen = typed["seen"] if offer else None
    return bool(Offer.make(form.what, **known, **form.audience, seen=seen, by=request.user, now=now))
