"""The community as an app on a phone or a desk: its manifest, its icons, the worker for when there is no connection.

The worker keeps one page that says nothing of anybody, with its style sheet and script; never a page of somebody's.
With COPPICE_INSTALLABLE off, the same address serves one that takes itself off the device. See
docs/decisions/0070-capture-everywhere.md.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import get_language, to_locale
from django.utils.translation import gettext as _

from coppice.home import emblem
from coppice.ui.binding import WORDS, bound, kinds

WORKER = Path(__file__).parent / "worker"
A_DAY = "public, max-age=86400"
SHARED_KINDS = ["image/*", "audio/*", "video/*", "application/pdf", "text/plain", ".docx", ".pptx", ".xlsx", ".odt"]


def manifest(request: HttpRequest) -> JsonResponse:
    """What a browser asks before it installs: the name, the look, where it opens, what other apps may share with it."""
    if not settings.INSTALLABLE:
        raise Http404
    sizes = {"192": "any", "512": "any", "maskable": "maskable"}
    shared = {"title": "title", "text": "text", "url": "url", "files": [{"name": "file", "accept": SHARED_KINDS}]}
    said = {
        "id": "/",
        "name": settings.COMMUNITY_NAME,
        "short_name": settings.COMMUNITY_NAME[:12],
        "lang": to_locale(get_language()).replace("_", "-"),
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": emblem.PAPER,
        "theme_color": emblem.PAPER,
        "icons": [icon_of(name, purpose) for name, purpose in sizes.items()],
        "shortcuts": [{"name": _("Capture"), "url": reverse("journal:new")}],
        "share_target": {
            "action": reverse("journal:shared"),
            "method": "POST",
            "enctype": "multipart/form-data",
            "params": shared,
        },
    }
    headers = {"Cache-Control": A_DAY, "Vary": "Accept-Language, Cookie"}
    return JsonResponse(said, content_type="application/manifest+json", headers=headers)


def icon_of(name: str, purpose: str) -> dict[str, str]:
    size = emblem.SIZES[name]
    return {"src": reverse("icon", args=[name]), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}


def icon(request: HttpRequest, name: str) -> HttpResponse:
    """The emblem as a picture of one of a few sizes."""
    if name not in emblem.SIZES:
        raise Http404
    return HttpResponse(emblem.drawn(name), content_type="image/png", headers={"Cache-Control": A_DAY})


def worker(request: HttpRequest) -> HttpResponse:
    """The worker of this release, asked for anew each time; where apps are not offered, one that says farewell."""
    text = of_this_release() if settings.INSTALLABLE else (WORKER / "farewell.js").read_text(encoding="utf-8")
    response = HttpResponse(text, content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


def of_this_release() -> str:
    """The outbox's store and the worker, with what they need to know; other sheets or scripts are another release."""
    journal = Path(apps.get_app_config("journal").path)
    store = (journal / "static/journal/scripts/outbox-store.js").read_text(encoding="utf-8")
    leaves = [store, (WORKER / "worker.js").read_text(encoding="utf-8")]
    known = known_to_worker()
    known["release"] = hashlib.sha256((json.dumps(known) + "".join(leaves)).encode()).hexdigest()[:12]
    return f"const settings = {json.dumps(known)};\n" + "".join(f"{{\n{leaf}}}\n" for leaf in leaves)


def known_to_worker() -> dict[str, Any]:
    offline, words = reverse("journal:offline"), f"{WORDS}{get_language()}"
    spoken = [bound(words).url] if words in kinds() else []
    too_large = _("Left where it was: {names}. A file can have up to {most} MB.")
    return {
        "language": get_language(),
        "shell": [offline, bound("css").url, bound("js").url, *spoken],
        "offline": offline,
        "capture": reverse("journal:new"),
        "shared": reverse("journal:shared"),
        "signOut": reverse("account_logout"),
        "largest": settings.LARGEST_FILE,
        "tooLarge": too_large.replace("{most}", str(settings.LARGEST_FILE // 1024**2)),
    }
