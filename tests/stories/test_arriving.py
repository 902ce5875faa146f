"""The first visit without scripts: a few steps, each of which can be skipped, and a group at the end of them."""

from __future__ import annotations

import pytest
from django.utils import timezone

from coppice.groups.models import Group
from coppice.people import starter
from tests.cast import Cast, a_person
from tests.visitor import Visitor

pytestmark = pytest.mark.django_db


def test_a_first_visit_ends_in_a_group_that_is_alive(cast: Cast) -> None:
    starter.plant(by=cast.fellow, now=timezone.now())
    Group.objects.filter(pk=cast.other_group.pk).update(stage="ended")
    new = Visitor(a_person("Nesta Newcomer")).open("/").follow("Look around").sees("Welcome, Nesta.")
    new.fill("Your role title", "Weaver").choose("Who can see it", "All members").press("Go on")
    new.fill("A skill", "captions").choose("Who can see it", "All members").tick("List me in the directory").press(
        "Go on"
    )
    new.follow("Skip this step").sees("Evaluation SIG").sees_no("Media makers")
    new.follow("Evaluation SIG").press("Join Evaluation SIG").sees("You belong to this group.")
    Visitor(cast.fellow).open("/people/").follow("Nesta Newcomer").sees("Weaver", "Captions")
