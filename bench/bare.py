"""The measure of all pages: the plainest Django view that lists thirty things to somebody signed in.

It is what `startproject` and an afternoon give: the middleware and context processors of a new project,
`login_required`, one query for thirty rows with who wrote them, and a template that extends a base and shows of each
row a link, a date, a name, a word that depends on the row, and a number. Nothing of Coppice runs in it but its
database and its models.
"""

from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.template.backends.django import DjangoTemplates
from django.test.utils import override_settings
from django.urls import path

from coppice.audience.models import Item
from coppice.config.urls import urlpatterns as coppice_patterns

ADDRESS = "/bare/"
ROWS = 30
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES = DjangoTemplates(
    {
        "NAME": "bare",
        "DIRS": [Path(__file__).parent / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
)


@login_required
def bare(request: HttpRequest) -> HttpResponse:
    """My newest thirty things."""
    rows = (
        Item.objects.filter(author=request.user.pk, kind="entry")
        .select_related("author")
        .order_by("-changed_at", "-pk")[:ROWS]
    )
    return HttpResponse(TEMPLATES.get_template("bare.html").render({"rows": rows}, request))


urlpatterns = [path("bare/", bare, name="bare"), *coppice_patterns]


def bare_handler() -> WSGIHandler:
    """A server of this view with the middleware of a new project."""
    with override_settings(MIDDLEWARE=MIDDLEWARE, SESSION_ENGINE="django.contrib.sessions.backends.db"):
        handler = WSGIHandler()
    settings.ROOT_URLCONF = __name__
    return handler
