"""Finding somebody from what a member typed: a name or an address."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Q

from coppice.accounts.models import Person
from coppice.kernel.alphabet import in_order

MOST, EVERYBODY = 8, Q()


@dataclass(frozen=True)
class Found:
    """One address, or the members whose name fits (none, one, or several to choose from)."""

    address: str = ""
    people: tuple[Person, ...] = ()


def find(typed: str, *, besides: Person, among: Q = EVERYBODY) -> Found:
    """Whom `typed` means, out of `among`. An address is never looked up, so that nobody learns who has an account."""
    typed = " ".join(typed.split())
    if "@" in typed:
        try:
            validate_email(typed)
        except ValidationError:
            return Found()
        return Found(address=typed.lower())
    if len(typed) < 2:
        return Found()
    members = Person.objects.filter(among, is_active=True, is_member=True).exclude(pk=besides.pk)
    exact = members.filter(name__iexact=typed) | members.filter(slug=typed)
    return Found(
        people=tuple(
            in_order(exact.order_by("name", "pk")[:MOST])
            or in_order(members.filter(name__icontains=typed).order_by("name", "pk")[:MOST])
        )
    )
