"""An own page as somebody else would see it."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.csp import CSP
from django.views.decorators.csp import csp_override

from coppice.audience.models import Item
from coppice.audience.viewing import Request
from coppice.kernel.resources import allow
from coppice.privacy import looking_as
from coppice.ui.shell import Place

NOTHING_IS_SENT: dict[str, Any] = {**settings.SECURE_CSP, "form-action": [CSP.NONE], "connect-src": [CSP.NONE]}


@csp_override(NOTHING_IS_SENT)
def show(request: Request, pk: UUID) -> HttpResponse:
    """As a guest, a member, or a member of a group."""
    item: Item = get_object_or_404(Item.objects.visible_to(request.viewer).select_related("group"), pk=pk)
    allow(item.can_be_changed_by(request.user))
    roles = looking_as.roles(request.user, item)
    role = next((one for one in roles if one.code == request.GET.get("as")), roles[0])
    back = Place(str(item), reverse("item", args=[pk]))
    banner = looking_as.banner(roles, role, reverse("privacy:seen", args=[pk]), back)
    page = looking_as.seen(request, item, role, banner)
    page["Cache-Control"] = "private, no-store"
    return page
