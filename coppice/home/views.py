"""Home, and whether the server is well."""

from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render


def home(request: HttpRequest) -> HttpResponse:
    """My page; for a guest, what this place is."""
    return render(request, "home/home.html" if request.user.is_authenticated else "home/front.html")


def health(request: HttpRequest) -> JsonResponse:
    """200 when the server and its database answer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})
