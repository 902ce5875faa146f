"""The year as a picture."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from coppice.audience.viewing import Request
from coppice.journal import speaking_to, years
from coppice.journal.filtering import YEAR


def show(request: Request) -> HttpResponse:
    """One year, this one unless another is asked for."""
    asked, now = request.GET.get("year", ""), timezone.localdate()
    year = int(asked) if YEAR.fullmatch(asked) else now.year
    picture = years.picture(request.user, year, speaking_to.offered(request.user))
    here = reverse("journal:year")
    context = {
        "picture": picture,
        "older": f"{here}?year={year - 1}",
        "newer": f"{here}?year={year + 1}" if year < now.year else "",
        "width": years.WIDTH,
    }
    return render(request, "journal/year.html", context)
