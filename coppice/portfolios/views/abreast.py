"""One's portfolios side by side, by the entries that serve them."""

from django.http import HttpResponse
from django.shortcuts import render

from coppice.audience.viewing import Request
from coppice.portfolios import abreast


def show(request: Request) -> HttpResponse:
    """Which entry lies where, and where it could."""
    portfolios, rows = abreast.rows(request.user)
    return render(request, "portfolios/abreast.html", {"portfolios": portfolios, "rows": rows})
