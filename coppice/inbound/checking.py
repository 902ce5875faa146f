"""Who a message is from, and whether a person wrote it: from its headers alone."""

from __future__ import annotations

import re
from email.utils import getaddresses
from enum import StrEnum

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from coppice.inbound.reading.mime import Headers

LISTS = {
    *("list-id", "list-post", "list-unsubscribe", "x-mailing-list", "x-loop", "x-autoreply", "x-autorespond"),
    *("x-autoreply-from", "x-auto-reply", "feedback-id", "x-failed-recipients"),
}
BULK = {"bulk", "junk", "list", "auto_reply", "auto-reply"}
MACHINES = re.compile(r"(?:mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?|listserv|majordomo|mdaemon)\b.*")
AUTOMATIC = re.compile(
    r"\s*(?:auto(?:matic)?[ -]?(?:reply|response|antwort)|automated (?:reply|response)|out of (?:the )?office"
    r"|away from (?:the )?office|on (?:annual )?leave:"
    r"|(?:i am |i'm )?on holiday:|undeliver(?:ed|able)|delivery (?:status|failure)"
    r"|mail delivery failed|returned mail|automatische antwort|abwesenheit(?:snotiz)?|nicht im büro|unzustellbar"
    r"|réponse automatique|absence du bureau|message d['’]absence|ateb awtomatig"
    r"|allan o['’]r swyddfa|i ffwrdd o['’]r swyddfa"
    r"|automatisch antwoord|afwezig|respuesta automática|fuera de la oficina|risposta automatica|fuori sede)",
    re.IGNORECASE,
)
COMMENT = re.compile(r"\([^()]*\)")
RESULT = re.compile(r"\s*(dmarc|dkim|spf)\s*=\s*([a-z]+)\b(.*)", re.IGNORECASE | re.DOTALL)
DOMAIN = re.compile(
    r"\b(?:header\.from|header\.d|header\.i|smtp\.mailfrom|smtp\.from)\s*=\s*\"?([^\s;\"]+)", re.IGNORECASE
)


class Proof(StrEnum):
    """What our own server found out about the sender."""

    GOOD = "good"
    BAD = "bad"
    NONE = "none"


def author_of(headers: Headers) -> str:
    """The one address in From, in small letters; empty if there is none, or more than one."""
    lines = headers.all("from")
    if len(lines) != 1 or len(lines[0]) > 1000:
        return ""
    found = [found for _name, found in getaddresses([lines[0]]) if found]
    if len(found) != 1:
        return ""
    try:
        validate_email(found[0])
    except ValidationError:
        return ""
    return found[0].lower()


def is_automatic(headers: Headers, sender: str) -> bool:
    """Whether no person wrote it: then it is neither taken nor ever answered."""
    submitted = headers.get("auto-submitted").partition(";")[0].strip().lower()
    return (
        not sender
        or submitted not in {"", "no"}
        or headers.get("precedence").strip().lower() in BULK
        or headers.get("return-path").strip() == "<>"
        or any(headers.get(name) for name in LISTS)
        or headers.get("content-type").lower().lstrip().startswith("multipart/report")
        or bool(MACHINES.match(author_of(headers)) or MACHINES.match(sender.lower()))
        or bool(AUTOMATIC.match(headers.words("subject")))
    )


def proof_of(headers: Headers, author: str) -> Proof:
    """What the headers say that our own server wrote; those that anybody else wrote count for nothing."""
    domain, good = author.rpartition("@")[2], False
    for line in headers.all("authentication-results"):
        server, *results = COMMENT.sub(" ", line[:4000]).split(";")
        if not settings.INBOUND_AUTHSERV or server.strip().lower().split(" ")[0] != settings.INBOUND_AUTHSERV:
            continue
        for said in filter(None, map(RESULT.match, results)):
            method, result, rest = said[1].lower(), said[2].lower(), said[3]
            if method == "dmarc" and result in {"fail", "permerror"}:
                return Proof.BAD
            good = good or (result == "pass" and is_about(rest, domain, by_itself=method == "dmarc"))
    return Proof.GOOD if good else Proof.NONE


def is_about(properties: str, domain: str, *, by_itself: bool) -> bool:
    """Whether what was proved is the domain in From, or one that it belongs to or that belongs to it."""
    named = [found[1].rpartition("@")[2].lower() for found in DOMAIN.finditer(properties)]
    if not named:
        return by_itself
    return any(one == domain or (domain.endswith(f".{one}") and "." in one) for one in named)
