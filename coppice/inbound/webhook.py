"""Mail that a provider hands over by HTTP: signed with a shared secret, and otherwise as by SMTP.

POST of the raw message as `message/rfc822`, with the headers `Coppice-Timestamp` (seconds), `Coppice-Sender`,
`Coppice-Recipient` (with commas if there are several) and `Coppice-Signature`: the HMAC-SHA256, in hexadecimal digits,
of timestamp, sender and recipient, a line each, and the message.
"""

from __future__ import annotations

import hmac
import logging
from hashlib import sha256

from django.conf import settings
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from coppice.inbound import addresses, taking
from coppice.inbound.rates import NotNow

log = logging.getLogger(__name__)
FRESH = 300
MOST_RECIPIENTS = 5


def receive(request: HttpRequest) -> HttpResponse:
    """202 when it is kept, 429 or 503 when it is to be sent again later, 4xx when that would not help."""
    if not settings.INBOUND_SECRET or not addresses.is_on():
        raise Http404
    if request.content_type != "message/rfc822":
        return said(415, "Send the message as message/rfc822.")
    raw = request.read(settings.INBOUND_LARGEST + 1)
    if len(raw) > settings.INBOUND_LARGEST:
        return said(413, "The message is too large.")
    if not is_signed(request, raw):
        return said(403, "The signature is not right, or too old.")
    recipients = [one for one in map(str.strip, request.headers.get("Coppice-Recipient", "").split(",")) if one]
    known = [one for one in recipients if taking.is_taken_in(one)]
    if not known or len(known) > MOST_RECIPIENTS:
        return said(422, "No mail is taken in at this address.")
    return taken_in(raw, request.headers.get("Coppice-Sender", ""), known)


def taken_in(raw: bytes, sender: str, recipients: list[str]) -> HttpResponse:
    try:
        taking.take_in(raw, sender=sender.strip().strip("<>"), recipients=recipients, now=timezone.now())
    except NotNow as reason:
        return HttpResponse(f"{reason}\n", status=429, content_type="text/plain", headers={"Retry-After": "1800"})
    except (DatabaseError, OSError) as trouble:
        log.error("The database or the disk does not answer (%s); mail waits at its sender.", type(trouble).__name__)
        return HttpResponse("Later.\n", status=503, content_type="text/plain", headers={"Retry-After": "300"})
    return said(202, "Kept.")


def is_signed(request: HttpRequest, raw: bytes) -> bool:
    """Whether whoever knows the secret sent exactly this within the last minutes."""
    at = request.headers.get("Coppice-Timestamp", "")
    if not at.isascii() or not at.isdigit() or abs(timezone.now().timestamp() - int(at[:12])) > FRESH:
        return False
    sender, recipient = (request.headers.get(f"Coppice-{name}", "") for name in ("Sender", "Recipient"))
    made = signature(settings.INBOUND_SECRET, at, sender, recipient, raw)
    return hmac.compare_digest(made.encode(), request.headers.get("Coppice-Signature", "").encode())


def signature(secret: str, at: str, sender: str, recipient: str, raw: bytes) -> str:
    signed = f"{at}\n{sender}\n{recipient}\n".encode() + raw
    return hmac.new(secret.encode(), signed, sha256).hexdigest()


def said(status: int, words: str) -> HttpResponse:
    return HttpResponse(f"{words}\n", status=status, content_type="text/plain")
