"""The few pages of the look itself: its bound files, the choice of light, and a post that came back."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from coppice.ui.binding import bound, kinds
from coppice.ui.context import THEME_COOKIE, THEMES

A_YEAR = 365 * 24 * 60 * 60


@require_safe
def bound_file(request: HttpRequest, fingerprint: str, kind: str) -> HttpResponse:
    """All style sheets, or all scripts, as one file. An old name answers with the present file, kept only briefly."""
    if kind not in kinds():
        raise Http404
    file = bound(kind)
    accepted = request.headers.get("Accept-Encoding", "")
    encoding = next((name for name in ("br", "gzip") if name in accepted), "")
    body = {"br": lambda: file.br, "gzip": lambda: file.gzip, "": lambda: file.plain}[encoding]()
    response = HttpResponse(body, content_type=kinds()[kind])
    if encoding:
        response["Content-Encoding"] = encoding
    response["Vary"] = "Accept-Encoding"
    lasts = f"max-age={A_YEAR}, immutable" if fingerprint == file.fingerprint else "max-age=60"
    response["Cache-Control"] = f"public, {lasts}"
    return response


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Keep the reader's choice of light or dark, and whether single keys act, for a year."""
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        back = "/"
    response = HttpResponseRedirect(back, status=303)
    chosen = {THEME_COOKIE: request.POST.get("theme"), "keys": request.POST.get("keys")}
    allowed = {THEME_COOKIE: set(THEMES), "keys": {"on", "off"}}
    for name, value in chosen.items():
        if value in allowed[name]:
            response.set_cookie(name, value, max_age=A_YEAR, samesite="Lax", secure=request.is_secure(), httponly=True)
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose page had grown stale: show what was typed, and offer to send it again."""
    return render(request, "ui/stale.html", given_back(request), status=403)


def given_back(request: HttpRequest) -> dict[str, object]:
    """What was typed, without secrets, for a page that gives it back.

    To send it again is offered only when the browser says that the form came from this very site.
    """
    secret = ["password", "csrfmiddlewaretoken", "token", "_method"]
    secret += ["code"] if request.path.startswith("/accounts/") else []
    kept = [
        (name, value)
        for name in request.POST
        for value in request.POST.getlist(name)
        if not any(word in name.lower() for word in secret)
    ]
    held_back = any(word in name.lower() for name in request.POST for word in secret[:1] + secret[4:])
    from_here = request.headers.get("Sec-Fetch-Site") == "same-origin"
    return {
        "kept": kept,
        "method": request.POST.get("_method", ""),
        "can_send_again": from_here and bool(kept) and not held_back and not request.FILES,
        "action": request.get_full_path(),
    }
