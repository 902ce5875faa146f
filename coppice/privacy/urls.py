"""The privacy centre."""

from django.urls import path

from coppice.accounts.signing_in import signed_in
from coppice.kernel.resources import resource
from coppice.privacy.views import copies, departures, openings, overview, seen

app_name = "privacy"
urlpatterns = [
    path("privacy/", signed_in(resource(GET=overview.show)), name="index"),
    path("privacy/copies/", signed_in(resource(POST=copies.ask)), name="copies"),
    path(
        "privacy/departure/",
        signed_in(resource(GET=departures.show, POST=departures.ask, DELETE=departures.come_back)),
        name="departure",
    ),
    path("privacy/openings/", signed_in(resource(GET=openings.index, POST=openings.add)), name="openings"),
    path("items/<uuid:pk>/seen/", signed_in(resource(GET=seen.show)), name="seen"),
]
