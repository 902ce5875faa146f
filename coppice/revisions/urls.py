"""Texts and their revisions, by the item they belong to."""

from django.urls import path

from coppice.accounts.signing_in import signed_in
from coppice.kernel.resources import resource
from coppice.revisions.views import revisions, texts

urlpatterns = [
    path(
        "items/<uuid:pk>/texts/<slug:code>/",
        signed_in(resource(GET=texts.show, PUT=texts.autosave, POST=texts.save_form)),
        name="text",
    ),
    path("items/<uuid:pk>/revisions/", signed_in(resource(GET=revisions.index, POST=revisions.name)), name="revisions"),
    path("items/<uuid:pk>/revisions/<int:number>/", signed_in(resource(GET=revisions.show)), name="revision"),
    path(
        "items/<uuid:pk>/revisions/<int:number>/restoration/",
        signed_in(resource(POST=revisions.restore)),
        name="restoration",
    ),
    path("items/<uuid:pk>/comparison/", signed_in(resource(GET=revisions.compare)), name="comparison"),
]
