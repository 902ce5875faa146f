"""What the views load: a group, as far as it is there for whoever asks."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from coppice.accounts.requests import PersonRequest
from coppice.groups.models import Group
from coppice.kernel.resources import allow


def group_or_404(request: PersonRequest, slug: str) -> Group:
    group: Group = get_object_or_404(Group.objects.visible_to(request.user), slug=slug)
    return group


def my_group(request: PersonRequest, slug: str) -> Group:
    """One that the person belongs to; to others its inner pages are not there."""
    group = group_or_404(request, slug)
    if not group.has(request.user):
        raise Http404
    return group


def tended_group(request: PersonRequest, slug: str) -> Group:
    """One that the person tends."""
    group = group_or_404(request, slug)
    allow(group.is_tended_by(request.user))
    return group
