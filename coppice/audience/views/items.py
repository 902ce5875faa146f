"""An item by its id, its audience, its links, and the bin."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from coppice.audience.forms import ReachForm, UntilForm
from coppice.audience.models import AudienceChange, Grant, Item, Link
from coppice.audience.sentences import who_can_see
from coppice.audience.viewing import LINKS_HELD, Request
from coppice.kernel.resources import allow, next_url, see_other


def item_or_404(request: Request, pk: UUID) -> Item:
    item: Item = get_object_or_404(Item.objects.visible_to(request.viewer).select_related("author", "group"), pk=pk)
    return item


def mine_or_403(request: Request, pk: UUID) -> Item:
    item = item_or_404(request, pk)
    allow(item.can_be_changed_by(request.user) and not item.is_of_many)
    return item


def show(request: Request, pk: UUID) -> HttpResponse:
    """On to the page of the item's own kind."""
    return see_other(item_or_404(request, pk).as_kind().get_absolute_url())


def audience(
    request: Request, pk: UUID, reach_form: ReachForm | None = None, link_form: UntilForm | None = None
) -> HttpResponse:
    """Who can see this, and every way to change it."""
    item, now = mine_or_403(request, pk), timezone.now()
    month = timezone.localdate() + timedelta(days=28)
    lent = Grant.objects.live(now).filter(item=item, through__isnull=False).select_related("through")
    context = {
        "item": item,
        "sentence": who_can_see([item], now=now)[item.pk],
        "group_known": item.group if item.group and item.group.name_for(request.user) == item.group.name else None,
        "cautions": item.as_kind().cautions(),
        "reach_form": reach_form or ReachForm(person=request.user, initial={"reach": item.reach, "group": item.group}),
        "link_form": link_form or UntilForm(initial={"until": month}),
        "grants": Grant.objects.live(now).filter(item=item, through=None).select_related("person"),
        "lent": lent,
        "links": Link.objects.live(now).filter(item=item),
        "changes": AudienceChange.objects.filter(item=item).select_related("by")[:20],
        "base_url": request.build_absolute_uri("/")[:-1],
    }
    status = 422 if reach_form or link_form else 200
    return render(request, "audience/audience.html", context, status=status)


def share(request: Request, pk: UUID) -> HttpResponse:
    """Choose how far it goes."""
    item = mine_or_403(request, pk)
    form = ReachForm(request.POST, person=request.user)
    if not form.is_valid():
        return audience(request, pk, reach_form=form)
    item.share(reach=form.cleaned_data["reach"], group=form.cleaned_data["group"], by=request.user, now=timezone.now())
    messages.success(request, _("Who can see this now: {people}.").format(people=who_can_see([item])[item.pk]))
    return see_other(next_url(request, reverse("audience", args=[pk])))


def add_link(request: Request, pk: UUID) -> HttpResponse:
    """Make an address that shows this until a day."""
    item = mine_or_403(request, pk)
    form = UntilForm(request.POST)
    if not form.is_valid():
        return audience(request, pk, link_form=form)
    item.make_link(by=request.user, now=timezone.now(), ends_at=form.cleaned_data["until"])
    messages.success(request, _("Here is your link. You can end it at any time."))
    return see_other(reverse("audience", args=[pk]) + "#links")


def end_link(request: Request, pk: UUID) -> HttpResponse:
    """Make a link show nothing from now on."""
    link = get_object_or_404(Link.objects.visible_to(request.viewer), pk=pk)
    allow(link.item.can_be_changed_by(request.user))
    link.end(by=request.user, now=timezone.now())
    messages.success(request, _("The link is ended. Whoever opens it sees nothing."))
    return see_other(next_url(request, reverse("audience", args=[link.item_id]) + "#links"))


def open_link(request: Request, token: str) -> HttpResponse:
    """Remember the link for this session, and go to what it shows."""
    link = Link.from_token(token, now=timezone.now())
    if link is None:
        raise Http404
    held = [str(link.pk), *(held for held in request.session.get(LINKS_HELD, []) if held != str(link.pk))]
    request.session[LINKS_HELD] = held[:20]
    return see_other(link.item.as_kind().get_absolute_url())


def end_grant(request: Request, pk: UUID) -> HttpResponse:
    """Stop letting somebody see this."""
    grant = get_object_or_404(Grant.objects.visible_to(request.viewer), pk=pk)
    allow(grant.item.can_be_changed_by(request.user))
    grant.end(by=request.user, now=timezone.now())
    messages.success(request, _("{name} can no longer see this.").format(name=grant.to or _("It")))
    return see_other(next_url(request, reverse("audience", args=[grant.item_id])))


def remove(request: Request, pk: UUID) -> HttpResponse:
    """Into the bin, for thirty days."""
    item = mine_or_403(request, pk)
    item.remove(by=request.user, now=timezone.now())
    messages.success(request, _("“{item}” is in your bin. You can take it out again within 30 days.").format(item=item))
    return see_other(next_url(request, reverse("bin")))


def take_back(request: Request, pk: UUID) -> HttpResponse:
    """Out of the bin again."""
    item = get_object_or_404(Item.everything.in_bin_of(request.user), pk=pk)
    item.take_back(by=request.user, now=timezone.now())
    messages.success(request, _("“{item}” is back.").format(item=item))
    return see_other(item.as_kind().get_absolute_url())


def show_bin(request: Request) -> HttpResponse:
    """What I removed lately."""
    removed = Item.everything.in_bin_of(request.user).order_by("-removed_at", "-id")[:200]
    return render(request, "audience/bin.html", {"items": removed})
