"""What of frameworks can be found: each edition, its sections and its principles. They are public."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from coppice.frameworks.models import Edition
from coppice.kernel.findable import Kind, Thing, Watch


def things(keys: Sequence[UUID]) -> Iterator[Thing]:
    for edition in Edition.objects.filter(pk__in=keys):
        framework = edition.framework
        about = f"{framework.full_name}\n{framework.keeper}\n{framework.about}"
        yield Thing(key=edition.pk, circle="everybody", title=str(edition), text=about, path=edition.get_absolute_url())
        for node in framework.nodes.values():
            guidance = node.guidance
            said = [node.asks, *guidance.text, *guidance.questions, *guidance.hints, *guidance.pitfalls, str(edition)]
            yield part_of(edition, node.code, node.label, said)
        for each in framework.principles:
            yield part_of(edition, each.code, each.label, [each.about, *each.questions, str(edition)])


def part_of(edition: Edition, code: str, title: str, said: Sequence[str]) -> Thing:
    text = "\n".join(filter(None, said))
    return Thing(key=edition.pk, circle="everybody", part=code, title=title, text=text, path=edition.url_of(code))


def seen(viewer: Any, now: datetime) -> Any:
    return Edition.objects.visible_to(viewer)


KINDS = (
    Kind(
        code="framework",
        label=_("Framework"),
        plural=_("Frameworks"),
        things=things,
        rows=Edition.objects.all,
        watches=(Watch("frameworks_edition", ("name", "slug", "version")),),
        author="pk",
        seen=seen,
        weight=0.3,
    ),
)
