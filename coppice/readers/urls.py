"""Readers of an item, and the request in the mail."""

from django.urls import path

from coppice.accounts.signing_in import signed_in
from coppice.kernel.resources import resource
from coppice.readers import views

urlpatterns = [
    path("items/<uuid:pk>/readers/", signed_in(resource(GET=views.index, POST=views.ask)), name="readers"),
    path("reading/<str:token>/", resource(GET=views.follow), name="reading_request"),
]
