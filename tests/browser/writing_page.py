"""A page with nothing on it but a text to write, so that the editor is tested apart from any app's page."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.template import RequestContext, Template
from django.urls import path, reverse

from coppice.config.urls import urlpatterns as every_address
from coppice.journal.models import Entry
from coppice.kernel import richtext

PAGE = """{% extends "ui/page.html" %}{% load rich_text %}
{% block head %}{% rich_text_modules %}{% endblock %}
{% block heading %}A page to write on{% endblock %}
{% block text %}<p><a href="#before" id="before">Before</a></p>"""
TEXT = (
    '{% rich_text name="happened" label="What happened" html=html markdown=markdown save=save fingerprint=fingerprint'
    ' files=files saved=saved advice="200-500" placeholder="What did you do, and why?" %}'
)
FIELD = """<form class="form" method="post">{% csrf_token %}{% rich_text name="happened" label="What happened" required=True %}
<p><button class="button">Keep</button></p></form>"""
END = """<p><a href="#after" id="after">After</a></p>{% endblock %}"""


def text(request: HttpRequest, pk: UUID) -> HttpResponse:
    entry = Entry.objects.visible_to(request.viewer).get(pk=pk)  # type: ignore[attr-defined]
    html = entry.text("happened")
    context = {
        "html": html,
        "markdown": richtext.to_markdown(html),
        "fingerprint": richtext.fingerprint(html),
        "save": f"/items/{pk}/texts/happened/",
        "files": f"/items/{pk}/files/",
        "saved": entry.written_at,
    }
    return HttpResponse(Template(PAGE + TEXT + END).render(RequestContext(request, context)))


def field(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        got = "|".join([request.POST.get("happened-format", "no format"), request.POST["happened"]])
        return HttpResponse(f"<!doctype html><title>Kept</title><h1>Kept</h1><textarea>{got}</textarea>")
    return HttpResponse(Template(PAGE + FIELD + END).render(RequestContext(request)))


urlpatterns = [
    path("writing/field/", field, name="writing-field"),
    path("writing/<uuid:pk>/", text, name="writing"),
    *every_address,
]


def address_of(entry: Entry) -> str:
    return reverse("writing", args=[entry.pk])
