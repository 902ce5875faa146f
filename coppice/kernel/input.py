"""What arrives in addresses and forms: not too much, and without the one character that no database keeps (NUL)."""

from collections.abc import Callable, Iterator

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, QueryDict
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from coppice.kernel.refusals import wants_json

NUL = "\0"
PIECE, MOST_PIECES = 65_536, 1024


class PlainInputMiddleware:
    """Takes NUL characters out of queries and form fields: pasted text sometimes carries them, nobody means them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if "%00" in request.META.get("QUERY_STRING", ""):
            vars(request)["GET"] = without_nul(request.GET)
        try:
            has_nul = request.method == "POST" and any(NUL in one for one in values(request.POST))
        except RequestDataTooBig:
            return too_large(request)
        if has_nul:
            request.POST = without_nul(request.POST)  # type: ignore[assignment]
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return too_large(request) if isinstance(exception, RequestDataTooBig) else None


def too_large(request: HttpRequest) -> HttpResponse:
    """413, after the rest was heard out: a browser that is still sending shows a broken connection and no page."""
    for _piece in range(MOST_PIECES):
        if not request.read(PIECE):
            break
    if wants_json(request):
        sentence = _("That was larger than this site takes in. It was not kept here, but it is still where you had it.")
        return JsonResponse({"sentence": sentence}, status=413)
    return HttpResponse(render_to_string("413.html"), status=413)


def values(given: QueryDict) -> Iterator[str]:
    for _name, some in given.lists():
        yield from map(str, some)


def without_nul(given: QueryDict) -> QueryDict:
    """A copy without NUL characters."""
    plain = QueryDict(mutable=True)
    for name, some in given.lists():
        plain.setlist(name, [str(one).replace(NUL, "") for one in some])
    return plain
