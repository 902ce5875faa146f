"""Asking for somebody to be signed in, without losing what they wrote when their session has ended."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from coppice.kernel.refusals import wants_json
from coppice.ui.views import given_back

type View = Callable[..., HttpResponseBase]


def signed_in(view: View) -> View:
    """The view, for people signed in. Others are led to the way in; what they had typed is given back to them."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        return way_in(request)

    return guarded


def way_in(request: HttpRequest) -> HttpResponseBase:
    sign_in = reverse("account_login")
    if wants_json(request) or request.headers.get("HX-Request") or request.method in {"PUT", "DELETE"}:
        return JsonResponse({"sign_in": sign_in}, status=401)
    if request.method == "POST":
        return render(request, "ui/signed_out.html", {**given_back(request), "sign_in": sign_in}, status=401)
    return redirect_to_login(request.get_full_path(), sign_in)
