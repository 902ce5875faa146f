"""What tending holds about a person: what they accepted, said and did for their groups."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from coppice.accounts.models import Person
from coppice.groups.models import Membership
from coppice.tending.models import (
    Acceptance,
    Agreement,
    Charter,
    CharterVersion,
    Ending,
    Experiment,
    Handover,
    Say,
    Twinning,
)

TITLE = _("How you tended your groups")


def held(person: Person) -> dict[str, Any]:
    accepted = Acceptance.objects.filter(person=person).select_related("agreement__group")
    handovers = Handover.objects.filter(Q(giver=person) | Q(taker=person)).select_related("group", "giver", "taker")
    return {
        "agreements_accepted": [
            {"group": str(one.agreement.group), "version": one.agreement.number, "at": one.at.isoformat()}
            for one in accepted
        ],
        "said_to_charters": [
            {"group": str(one.version.group), "version": one.version.number, "said": one.choice}
            for one in Say.objects.filter(person=person).select_related("version__group")
        ],
        "drafts_of_charters": [
            {"group": one.title, "texts": one.texts} for one in Charter.everything.filter(author=person)
        ],
        "charters_put": [
            {"note": one.note, "at": one.put_at.isoformat(), "texts": one.texts}
            for one in CharterVersion.objects.filter(put_by=person)
        ],
        "agreements_made": [
            {"note": one.note, "at": one.made_at.isoformat(), "behaviour": one.behaviour}
            for one in Agreement.objects.filter(made_by=person)
        ],
        "handovers": [handover_held(one) for one in handovers],
        "experiments_begun": [experiment_held(one) for one in Experiment.objects.filter(begun_by=person)],
        "experiments_ended": [experiment_held(one) for one in Experiment.objects.filter(ended_by=person)],
        "twins_asked": [
            {"words": one.words, "at": one.asked_at.isoformat()} for one in Twinning.objects.filter(asked_by=person)
        ],
        "endings_announced": [
            {"thanks": one.thanks, "stays": one.stays, "at": one.announced_at.isoformat()}
            for one in Ending.objects.filter(announced_by=person)
        ],
    }


def handover_held(one: Handover) -> dict[str, Any]:
    return {
        "group": str(one.group),
        "from": one.giver.name,
        "to": one.taker.name,
        "words": one.words,
        "thanks": one.thanks,
        "state": one.state,
        "at": one.offered_at.isoformat(),
    }


def experiment_held(one: Experiment) -> dict[str, Any]:
    return {
        "what": one.what,
        "why": one.why,
        "how_known": one.how_known,
        "outcome": one.outcome,
        "learned": one.learned,
        "at": one.begun_at.isoformat(),
    }


def erase(person: Person, *, leave_words: bool, now: datetime) -> None:
    """What a group agreed is the group’s and stays, without the name. Everything else goes, or stays nameless."""
    Acceptance.objects.filter(person=person).delete()
    Say.objects.filter(person=person).delete()
    Handover.objects.filter(Q(giver=person) | Q(taker=person)).delete()
    Twinning.objects.filter(asked_by=person).update(words="", asked_by=None)
    Twinning.objects.filter(agreed_by=person).update(agreed_by=None)
    hand_drafts_on(person, leave_words=leave_words)
    if not leave_words:
        blank_words(person)
    CharterVersion.objects.filter(put_by=person).update(put_by=None)
    Agreement.objects.filter(made_by=person).update(made_by=None)
    Experiment.objects.filter(begun_by=person).update(begun_by=None)
    Experiment.objects.filter(ended_by=person).update(ended_by=None)
    Ending.objects.filter(announced_by=person).update(announced_by=None)


def hand_drafts_on(person: Person, *, leave_words: bool) -> None:
    """To another who tends the group, if the words are left; a draft is begun anew from what is agreed otherwise."""
    for draft in Charter.everything.filter(author=person).select_related("tended"):
        others = Membership.objects.filter(group=draft.tended, is_facilitator=True).exclude(person=person)
        heir = others.order_by("tends_since", "pk").select_related("person").first()
        if leave_words:
            draft.author = heir.person if heir else Person.who_left()
            draft.save(update_fields=["author"])
        else:
            draft.delete()


def blank_words(person: Person) -> None:
    """Notes and logs that are theirs alone. A charter or an agreement in force holds for others and stays as it is."""
    CharterVersion.objects.filter(put_by=person).update(note="")
    CharterVersion.objects.filter(put_by=person).exclude(is_agreed=True).update(texts={})
    Agreement.objects.filter(made_by=person).update(note="")
    Experiment.objects.filter(begun_by=person).update(what="…", why="", how_known="")
    Experiment.objects.filter(ended_by=person).update(learned="")
    Ending.objects.filter(announced_by=person).update(thanks="", stays="")
