"""What is done with a message that came: whose it is, whether it is really theirs, and what it becomes."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from coppice.accounts.languages import in_language_of
from coppice.accounts.models import Person
from coppice.happenings.models import Happening
from coppice.inbound import checking, reading, targets
from coppice.inbound.checking import Proof
from coppice.inbound.models import Answered, Arrival, PrivateAddress, Raw, ReplyAddress, State
from coppice.inbound.reading.mime import Headers, divided
from coppice.inbound.targets import Mail
from coppice.kernel.refusals import Refusal


def process(arrival: Arrival, *, now: datetime) -> bool:
    """Do all of it, once; whether its sender is to be answered."""
    if arrival.state != State.WAITING:
        return False
    raw = Raw.objects.get(arrival=arrival)
    headers = Headers.read(divided(bytes(raw.content))[0])
    author = checking.author_of(headers)
    arrival.person = whose(author)
    if arrival.person is None:
        return not_known(arrival, headers, raw, author, now)
    arrival.subject = headers.words("subject")[:200]
    with in_language_of(arrival.person):
        return take(arrival, arrival.person, headers, raw, author, now)


def whose(author: str) -> Person | None:
    """The one to whom this address was proved to belong."""
    if not author:
        return None
    proved = Person.objects.filter(emailaddress__email__iexact=author, emailaddress__verified=True, is_active=True)
    return proved.first()


def not_known(arrival: Arrival, headers: Headers, raw: Raw, author: str, now: datetime) -> bool:
    """Answered kindly, once a day, if the mail is really from there: an innocent is told nothing."""
    is_theirs = bool(author) and raw.sender.lower() == author and checking.proof_of(headers, author) != Proof.BAD
    if checking.is_automatic(headers, raw.sender) or not is_theirs:
        arrival.settle(State.SET_ASIDE)
        arrival.let_go()
        return False
    arrival.settle(State.REFUSED)
    if Answered.is_first(author, "not known", now=now):
        return True
    arrival.let_go()
    return False


def take(arrival: Arrival, person: Person, headers: Headers, raw: Raw, author: str, now: datetime) -> bool:
    """Mail that says it is from somebody we know; it may not be."""
    if checking.is_automatic(headers, raw.sender):
        arrival.settle(State.SET_ASIDE, _("It looked like an automatic answer, so nothing was done with it."))
        return False
    proof = checking.proof_of(headers, author)
    if proof == Proof.BAD:
        said = _(
            "It came from a server that may not send for your address, so it was not taken. Perhaps it was not you."
        )
        return refused(arrival, person, said, "forged", now)
    known = arrival.known
    target = targets.of(known.kind) if known else None
    if known is None or target is None:
        return refused(arrival, person, _("This address takes no mail."), "no address", now)
    key = key_of(known.kind, known.key, person)
    if key is None:
        said = _("The address it went to is not one of yours, or is no longer in use.")
        return refused(arrival, person, said, "not yours", now)
    if known.kind == "group" and proof == Proof.NONE and not arrival.is_confirmed:
        return hold(arrival, person, now)
    return hand_over(arrival, target, Mail(reading.read(bytes(raw.content)), person, key, arrival.pk, now))


def key_of(kind: str, key: str, person: Person) -> str | None:
    """What the address stands for, if it is this person's."""
    if kind == "keep":
        return key if PrivateAddress.objects.filter(key=key, person=person).exists() else None
    if kind == "reply":
        found = ReplyAddress.objects.filter(key=key, person=person).first()
        return str(found.item_id) if found else None
    return key


def hold(arrival: Arrival, person: Person, now: datetime) -> bool:
    """No secret is in a group's address and nothing proves the sender: they are asked first, once a day by a notice."""
    said = _("Nothing showed that it was really you who sent it. Say so here, and it goes on its way.")
    arrival.settle(State.HELD, said)
    if Answered.is_first(str(person.pk), "held", now=now):
        Happening.record(actor=None, verb="mail held", tell=[person], path=arrival.get_absolute_url())
    return False


def hand_over(arrival: Arrival, target: targets.Target, mail: Mail) -> bool:
    """To what it is for; whether something of it could not be kept."""
    try:
        if mail.reading.is_encrypted:
            raise Refusal(_("It is encrypted, so it can’t be read here. Send it unencrypted."))
        if mail.reading.is_too_much:
            raise Refusal(_("It is too long or has too many parts to be taken in by mail. Add it on the page instead."))
        outcome = target(mail)
    except targets.LeavesNoTrace as refusal:
        arrival.settle(State.SET_ASIDE, refusal.sentence)
        return True
    except Refusal as refusal:
        return refused(arrival, mail.by, refusal.sentence, str(arrival.pk), mail.now)
    missing = [*outcome.missing, *map(unreadable, mail.reading.unreadable)]
    arrival.settle(State.KEPT, "\n".join([outcome.said, *missing]), path=outcome.path)
    return bool(missing)


def unreadable(name: str) -> str:
    if name.lower() != "winmail.dat":
        return _("“{name}” was one file too many. Add it on the page.").format(name=name)
    return _(
        "“{name}” can only be opened by Outlook, and files may be hidden in it. Send the mail as HTML or plain text, "
        "or add the files on the page."
    ).format(name=name)


def refused(arrival: Arrival, person: Person, said: str, why: str, now: datetime) -> bool:
    """Said on their page, and by mail once a day for each reason."""
    arrival.settle(State.REFUSED, said)
    return Answered.is_first(str(person.pk), why, now=now)
