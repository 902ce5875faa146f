"""What arrives in addresses and forms, without the one character that no database keeps (NUL)."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase, QueryDict

NUL = "\0"


class PlainInputMiddleware:
    """Takes NUL characters out of queries and form fields: pasted text sometimes carries them, nobody means them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if "%00" in request.META.get("QUERY_STRING", ""):
            vars(request)["GET"] = without_nul(request.GET)
        if request.method == "POST" and any(NUL in one for _, some in request.POST.lists() for one in some):
            request.POST = without_nul(request.POST)  # type: ignore[assignment]
        return self.get_response(request)


def without_nul(given: QueryDict) -> QueryDict:
    """A copy without NUL characters."""
    plain = QueryDict(mutable=True)
    for name, some in given.lists():
        plain.setlist(name, [str(one).replace(NUL, "") for one in some])
    return plain
