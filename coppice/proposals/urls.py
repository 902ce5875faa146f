"""Proposals beside the journal, and the question whether somebody may be quoted."""

from django.urls import path

from coppice.accounts.signing_in import signed_in
from coppice.kernel.resources import resource
from coppice.proposals import views

app_name = "proposals"
urlpatterns = [
    path("journal/community/", signed_in(resource(GET=views.index)), name="index"),
    path(
        "journal/community/<slug:source>/<uuid:pk>/",
        signed_in(resource(POST=views.take_it, DELETE=views.put_aside)),
        name="proposal",
    ),
    path("quotations/<uuid:pk>/", signed_in(resource(GET=views.show, PUT=views.answer)), name="quotation"),
]
