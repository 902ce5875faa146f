"""What polls hold about a person: what they asked, how they voted with their name, and in which they voted without."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from coppice.accounts.models import Person
from coppice.polls.models import Box, Poll, Vote, Voter

TITLE = _("Your polls and votes")


def held(person: Person) -> dict[str, Any]:
    """Of a vote without a name only that there was one: more isn't known."""
    asked = Poll.everything.filter(author=person).order_by("opened_at", "pk")
    votes = Vote.objects.filter(person=person).select_related("poll").order_by("poll_id")
    voted = Voter.objects.filter(person=person).select_related("poll").order_by("poll_id")
    return {
        "asked": [
            {
                "question": poll.title,
                "about": poll.about,
                "choices": poll.choices,
                "secrecy": poll.secrecy,
                "counting": poll.counting,
                "opened_at": poll.opened_at.isoformat(),
                "closed_at": poll.closed_at.isoformat() if poll.closed_at else None,
            }
            for poll in asked
        ],
        "votes": [
            {"question": vote.poll.title, "chosen": [vote.poll.choices[n] for n in vote.chosen]} for vote in votes
        ],
        "voted_without_a_name": [voter.poll.title for voter in voted],
    }


def erase(person: Person, *, leave_words: bool, now: datetime) -> None:
    """A ballot without a name stays in its box: nobody could say which it is.

    A poll in which others voted is theirs, too: it stays with its result, and what its asker said about it goes.
    """
    asked = Poll.everything.filter(author=person, removed_at=None)
    shared = [poll.pk for poll in asked if others_voted(poll, person)]
    if not leave_words:
        Poll.everything.filter(pk__in=shared).update(about="", author=Person.who_left())
    Voter.objects.filter(person=person).delete()
    Poll.everything.filter(closed_by=person).update(closed_by=None)
    if leave_words:
        Vote.objects.filter(person=person, poll__closed_at__isnull=False).update(person=None)
        asked.update(author=Person.who_left())
    Vote.objects.filter(person=person).delete()
    Poll.everything.filter(author=person).delete()


def others_voted(poll: Poll, person: Person) -> bool:
    """Whether somebody besides this person did; of ballots without names the box knows how many there are."""
    if poll.votes.exclude(person=person).exists() or poll.voters.exclude(person=person).exists():
        return True
    return Box.objects.filter(poll=poll, total__gt=poll.voters.filter(person=person).count()).exists()
