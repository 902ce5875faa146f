"""A profile, and changing one’s own."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from coppice.accounts.models import Person
from coppice.audience.viewing import Request
from coppice.groups.models import Group
from coppice.kernel.resources import see_other
from coppice.people import profiles
from coppice.people.forms import FactForm, PortraitForm, who_of
from coppice.people.models import Fact, What
from coppice.people.models.facts import SEVERAL


def person_or_404(slug: str) -> Person:
    """Somebody who is a member now."""
    return get_object_or_404(Person, slug=slug, is_active=True, is_member=True)


def profile_or_404(request: Request, slug: str) -> profiles.Profile:
    found = profiles.of(person_or_404(slug), request.viewer, now=timezone.now())
    if found is None:
        raise Http404
    return found


def show(request: Request, slug: str) -> HttpResponse:
    """Who somebody is, as far as the viewer may see it."""
    profile = profile_or_404(request, slug)
    who = request.viewer.person
    is_other = who is not None and who != profile.person
    may_write = bool(profile.presence.contactable_at and is_other)
    context = {"profile": profile, "person": profile.person, "may_write": may_write, "may_block": is_other}
    return render(request, "people/profile.html", context)


def members_only(request: Request) -> None:
    """For others than members this is not there."""
    if not request.user.is_member:
        raise Http404


def my_groups(request: Request) -> list[Group]:
    return list(Group.objects.of(request.user))


def forms_for(request: Request, data: Any = None) -> list[FactForm]:
    """A form for each fact, and an empty one for each sort that there may be more of (two queries; three with data).

    Another window may have begun or emptied a line meanwhile. What was not sent is not touched, and what has lost its
    place comes where the line is now.
    """
    groups = my_groups(request)
    facts = list(Fact.objects.mine(request.user).exclude(what=What.PICTURE).order_by("created_at", "pk"))
    latest = who_of(max(facts, key=lambda fact: fact.changed_at)) if facts else ""
    if data is not None:
        data = begun_twice(data, facts)
        facts += emptied_elsewhere(request.user, data)
    made = []
    for what in What:
        if what == What.PICTURE:
            continue
        there = [fact for fact in facts if fact.what == what]
        for fact in there:
            initial = {"words": fact.words, "who": who_of(fact), "seen": fact.mark}
            made.append(a_form(data, f"fact-{fact.pk}", what, groups, initial, fact))
        if not there or what in SEVERAL:
            made.append(a_form(data, f"new-{what}", what, groups, {"who": latest, "another": bool(there)}, None))
    return made


def a_form(
    data: Any, prefix: str, what: What, groups: list[Group], initial: dict[str, Any], fact: Fact | None
) -> FactForm:
    sent = data if data is not None and f"{prefix}-words" in data else None
    form = FactForm(sent, prefix=prefix, what=what, is_new=fact is None, groups=groups, initial=initial)
    form.fact = fact
    return form


def begun_twice(data: Any, facts: list[Fact]) -> Any:
    """What was sent; with what begins a line that there is one of, and is by now, as that line’s."""
    sent = data.dict()
    for fact in facts:
        new, there = f"new-{fact.what}-", f"fact-{fact.pk}-"
        if fact.what not in SEVERAL and f"{there}words" not in sent and sent.get(f"{new}words", "").strip():
            sent |= {f"{there}words": sent[f"{new}words"], f"{there}who": sent.get(f"{new}who", "")}
    return sent


def emptied_elsewhere(person: Person, data: Any) -> list[Fact]:
    """Facts in the bin of which other words were sent than they have (one query)."""
    in_bin = Fact.everything.filter(person=person, removed_at__isnull=False).exclude(what=What.PICTURE)
    return [
        fact for fact in in_bin.order_by("pk") if data.get(f"fact-{fact.pk}-words", "").strip() not in {"", fact.words}
    ]


def edit(
    request: Request, forms: list[FactForm] | None = None, portrait_form: PortraitForm | None = None, status: int = 200
) -> HttpResponse:
    """Every line of mine, each with who can see it."""
    members_only(request)
    portrait = Fact.objects.mine(request.user).filter(what=What.PICTURE).prefetch_related("files").first()
    context = {
        "forms": forms or forms_for(request),
        "portrait": portrait,
        "portrait_form": portrait_form or PortraitForm(groups=my_groups(request)),
    }
    return render(request, "people/edit.html", context, status=status)


def keep(request: Request) -> HttpResponse:
    """Keep all lines, or none: when one was changed elsewhere meanwhile, both are shown."""
    members_only(request)
    forms = forms_for(request, request.POST)
    sent = [form for form in forms if form.is_bound]
    if [form for form in sent if not form.is_valid()]:
        return edit(request, forms, status=422)
    with transaction.atomic():
        stale = [form for form in sent if not kept(form, request.user)]
        if stale:
            transaction.set_rollback(True)
    if stale:
        for form in stale:
            show_both(form)
        return edit(request, forms, status=409)
    messages.success(request, _("Kept. Each line is seen by those you chose for it, from now on."))
    return see_other(reverse("people:profile", args=[request.user.slug]))


def kept(form: FactForm, person: Person) -> bool:
    """Whether the line is as the form says; not if somebody changed it meanwhile."""
    words, fact, now = form.cleaned_data["words"], form.fact, timezone.now()
    if fact is None:
        if words:
            Fact.say(form.what, words, **form.audience, by=person, now=now)
        return True
    if not form.has_changed():
        return True
    seen = form.cleaned_data["seen"]
    if fact.removed_at and seen != mark_of(fact):
        return False
    if words:
        return fact.reword(words, seen=seen.removesuffix(" in the bin"), **form.audience, by=person, now=now)
    if fact.mark != seen:
        return False
    fact.remove(by=person, now=now)
    return True


def show_both(form: FactForm) -> None:
    """What is there now above what was typed, which is kept when it is sent once more."""
    assert form.fact
    said = _("This was changed meanwhile, in another window. There it says: “{words}”. Yours is still in the field.")
    if form.fact.removed_at:
        said = _(
            "This line was emptied meanwhile, in another window. Yours is still in the field; keep it to have it back."
        )
    form.add_error("words", said.format(words=form.fact.said))
    form.data = {**form.data, form.add_prefix("seen"): mark_of(form.fact)}


def mark_of(fact: Fact) -> str:
    """What a form has to have seen of a fact to change it: that it is in the bin, too."""
    return f"{fact.mark} in the bin" if fact.removed_at else fact.mark


def portray(request: Request) -> HttpResponse:
    """A picture of me, in place of the last one."""
    members_only(request)
    form = PortraitForm(request.POST, request.FILES, groups=my_groups(request))
    if not form.is_valid():
        return edit(request, portrait_form=form, status=422)
    upload, alt = form.cleaned_data["picture"], form.cleaned_data["alt"]
    Fact.portray(upload, name=upload.name, alt=alt, **form.audience, by=request.user, now=timezone.now())
    messages.success(request, _("Kept. Your picture is seen by those you chose for it."))
    return see_other(reverse("people:edit") + "#picture")


def unportray(request: Request) -> HttpResponse:
    """Into the bin."""
    members_only(request)
    for fact in Fact.objects.mine(request.user).filter(what=What.PICTURE):
        fact.remove(by=request.user, now=timezone.now())
    messages.success(request, _("Your picture is in your bin."))
    return see_other(reverse("people:edit") + "#picture")
