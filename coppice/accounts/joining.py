"""Who may sign up: everybody, those invited, or those with an address of a known domain."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from coppice.accounts.models import Invitation, Person

WORDS = {
    "account_inactive": gettext_lazy("This account is asleep. Write to whoever looks after this site."),
    "cannot_remove_primary_email": gettext_lazy("We write to this address. Choose another to write to first."),
    "duplicate_email": gettext_lazy("You have this address already."),
    "email_password_mismatch": gettext_lazy("That address and that password do not belong together."),
    "email_taken": gettext_lazy("Somebody has joined with this address already. Was it you? Then sign in."),
    "enter_current_password": gettext_lazy("Write your present password."),
    "incorrect_code": gettext_lazy("That is not the code we sent. Look once more, or ask for a new one."),
    "incorrect_password": gettext_lazy("That is not your password."),
    "max_email_addresses": gettext_lazy("You can have up to %d addresses. Remove one first."),
    "rate_limited": gettext_lazy("That was often in a short while. Wait a little and try again."),
    "too_many_login_attempts": gettext_lazy(
        "That was tried many times. Wait a few minutes and try again, or ask for a code."
    ),
    "unknown_email": gettext_lazy("Nobody has joined with this address."),
}


def may_sign_up(address: str) -> bool:
    if settings.SIGN_UP == "open" or Invitation.objects.open_for(address, now=timezone.now()).exists():
        return True
    domain = address.rpartition("@")[2].lower()
    return settings.SIGN_UP == "domain" and any(
        domain == d or domain.endswith(f".{d}") for d in settings.SIGN_UP_DOMAINS
    )


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """allauth's way in, with our rule of who may join, and our words for a no."""

    error_messages: ClassVar = {**DefaultAccountAdapter.error_messages, **WORDS}

    def clean_email(self, email: str) -> str:
        address: str = super().clean_email(email)
        request = self.request
        signing_up = (
            request is not None and request.resolver_match and request.resolver_match.url_name == "account_signup"
        )
        if signing_up and not may_sign_up(address):
            raise ValidationError(
                _(
                    "This community is joined by invitation. Ask a member to invite this address, "
                    "or use the address that was invited."
                )
            )
        return address

    def save_user(self, request: HttpRequest, user: Person, form: Any, commit: bool = True) -> Person:
        user.name = form.cleaned_data.get("name", "").strip()
        user.time_zone = form.cleaned_data.get("time_zone") or settings.TIME_ZONE
        user.language = get_language() or ""
        saved: Person = super().save_user(request, user, form, commit)
        return saved
