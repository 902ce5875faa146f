"""One address, one noun: a resource answers to the verbs it is given, and to no other.

A form can only GET and POST, so a hidden field `_method` on a POST stands for PUT or DELETE.
"""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed, HttpResponseRedirect

type View = Callable[..., HttpResponseBase]


def resource(**verbs: View) -> View:
    """A view that hands each HTTP verb to its function; HEAD is answered by GET, the rest with 405 and Allow."""
    if "GET" in verbs:
        verbs.setdefault("HEAD", verbs["GET"])

    def view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        handler = verbs.get(meant(request))
        if handler is None:
            return HttpResponseNotAllowed(sorted(verbs))
        return handler(request, *args, **kwargs)

    view.verbs = verbs  # type: ignore[attr-defined]
    return view


def meant(request: HttpRequest) -> str:
    """The verb that the person meant."""
    if request.method == "POST" and (stated := request.POST.get("_method", "").upper()) in {"PUT", "DELETE"}:
        return stated
    return request.method or "GET"


def allow(may: bool) -> None:
    """Stop with 403 unless `may`; to be asked only about what the person can see."""
    if not may:
        raise PermissionDenied


def see_other(url: str) -> HttpResponse:
    """303: the command was done; read the result at `url`."""
    return HttpResponseRedirect(url, status=303)


def next_url(request: HttpRequest, default: str) -> str:
    """Where the form asked to go next, if that is a path of this site."""
    from django.utils.http import url_has_allowed_host_and_scheme

    url = request.POST.get("next") or request.GET.get("next") or ""
    return url if url and url_has_allowed_host_and_scheme(url, allowed_hosts={request.get_host()}) else default
