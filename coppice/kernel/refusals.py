"""Saying no to a person in a clear sentence, without losing what they wrote."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


class Refusal(Exception):
    """A command that cannot be done; its text is a sentence for the person who asked."""

    status = 422

    @property
    def sentence(self) -> str:
        return str(self.args[0]) if self.args else _("That could not be done. Nothing was changed.")


class RefusalMiddleware:
    """Answers a Refusal that no view caught: JSON for scripts, otherwise a page that gives back what was typed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refusal):
            return None
        if wants_json(request):
            return JsonResponse({"sentence": exception.sentence}, status=exception.status)
        messages.error(request, exception.sentence)
        typed = [
            (name, value) for name, value in request.POST.items() if name not in {"csrfmiddlewaretoken", "_method"}
        ]
        context = {"sentence": exception.sentence, "typed": typed, "back": request.META.get("HTTP_REFERER", "/")}
        return render(request, "ui/refused.html", context, status=exception.status)


def wants_json(request: HttpRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")
