"""The year as a picture."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from coppice.journal import speaking_to, years
from coppice.journal.filtering import YEAR


def show(request: HttpRequest) -> HttpResponse:
    """One year, this one unless another is asked for."""
    asked, now = request.GET.get("year", ""), timezone.localdate()
    year = int(asked) if YEAR.fullmatch(asked) else now.year
    picture = years.picture(request.user, year, speaking_to.offered(request.user))  # type: ignore[arg-type]
    here = reverse("journal:year")
    context = {
        "picture": picture,
        "older": f"{here}?year={year - 1}",
        "newer": f"{here}?year={year + 1}" if year < now.year else "",
        "width": years.WIDTH,
        "ground": years.GROUND,
    }
    return render(request, "journal/year.html", context)
