"""Home, and whether the server is well."""

from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone

from coppice.audience.viewing import Request
from coppice.home import today


def home(request: Request) -> HttpResponse:
    """My page; for a guest, what this place is."""
    person = request.viewer.person
    if person is None:
        return render(request, "home/front.html")
    return render(request, "home/home.html", {"today": today.of(person, request.viewer, now=timezone.now())})


def health(request: HttpRequest) -> JsonResponse:
    """200 when the server and its database answer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})
