"""The addresses that take mail: what they are for, and a signature, so that a made-up one is known without looking.

`keep+TOKEN@…` captures evidence, `reply+TOKEN@…` answers, `group-SLUG@…` begins something in a group.
"""

from __future__ import annotations

import base64
import hmac
import re
import secrets
from dataclasses import dataclass
from hashlib import sha256

from django.conf import settings
from django.utils.crypto import salted_hmac

KEY, SIGNATURE = 20, 8
TOKEN = re.compile(rf"(keep|reply)\+([a-z2-7]{{{KEY}}})([a-z2-7]{{{SIGNATURE}}})")
GROUP = re.compile(r"group-([a-z0-9_-]{1,80})")


@dataclass(frozen=True)
class Known:
    """What an address is for, and which: the key of a row, or the slug of a group."""

    kind: str
    key: str


def is_on() -> bool:
    return bool(settings.INBOUND_DOMAIN)


def new_key() -> str:
    """A hundred bits that nobody guesses, in letters that survive every mail server."""
    return spelt(secrets.token_bytes(13))[:KEY]


def spelt(raw: bytes) -> str:
    return base64.b32encode(raw).decode("ascii").rstrip("=").lower()


def signature(kind: str, key: str) -> str:
    made = salted_hmac("coppice.inbound.addresses", f"{kind}+{key}", algorithm="sha256")
    return spelt(made.digest())[:SIGNATURE]


def with_token(kind: str, key: str) -> str:
    return f"{kind}+{key}{signature(kind, key)}@{settings.INBOUND_DOMAIN}"


def of_group(slug: str) -> str:
    return f"group-{slug}@{settings.INBOUND_DOMAIN}"


def read(address: str) -> Known | None:
    """What this address is for; None if it never was one of ours. Whether it still is, its row says."""
    local, _, domain = address.strip().strip("<>").lower().rpartition("@")
    if not is_on() or domain != settings.INBOUND_DOMAIN:
        return None
    if found := TOKEN.fullmatch(local):
        kind, key, signed = found.groups()
        return Known(kind, key) if hmac.compare_digest(signed, signature(kind, key)) else None
    if found := GROUP.fullmatch(local):
        return Known("group", found[1])
    return None


def fingerprint(address: str) -> str:
    """An address that is counted without being kept."""
    return salted_hmac("coppice.inbound.senders", address.lower(), algorithm="sha256").hexdigest()


def same(message_id: str, sender: str, raw: bytes) -> str:
    """What one message has in common with itself when it comes again by another way."""
    words = message_id.strip()
    return sha256(f"{words}\n{sender.lower()}".encode("utf-8", "replace") if words else raw).hexdigest()
