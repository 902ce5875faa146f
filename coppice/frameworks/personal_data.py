"""What frameworks hold about a person: which schemes they lead, and what they wrote of the next editions."""

from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from coppice.accounts.models import Person
from coppice.frameworks.models import Draft, Lead, Publication, Version

TITLE = _("Schemes you lead")


def held(person: Person) -> dict[str, Any]:
    """The schemes, and each change to a draft with what the draft said after it."""
    leads = Lead.objects.filter(person=person)
    changes = Version.objects.filter(by=person).select_related("draft").order_by("at", "pk")
    return {
        "leads": [{"framework": lead.slug, "since": lead.at.isoformat()} for lead in leads],
        "changes": [
            {
                "framework": one.draft.slug,
                "version": one.number,
                "what": one.said,
                "at": one.at.isoformat(),
                "document": one.document,
            }
            for one in changes
        ],
    }


def erase(person: Person, *, leave_words: bool, now: datetime) -> None:
    """Drafts that nobody else worked on go. What a scheme shares or published stays with it, without the name."""
    drafts = Draft.objects.filter(versions__by=person, publication=None)
    shared = Version.objects.filter(draft__in=drafts).filter(Q(by=None) | ~Q(by=person)).values("draft")
    drafts.exclude(pk__in=shared).distinct().delete()
    Lead.objects.filter(person=person).delete()
    Publication.objects.filter(by=person).update(by=None)
    Version.objects.filter(by=person).update(by=None)
    Draft.objects.filter(begun_by=person).update(begun_by=None)
    Lead.objects.filter(given_by=person).update(given_by=None)
