"""Groups and membership."""

from django.urls import path

from coppice.accounts.signing_in import signed_in
from coppice.groups import views
from coppice.kernel.resources import resource

urlpatterns = [
    path("groups/", signed_in(resource(GET=views.index)), name="groups"),
    path("groups/<slug:slug>/", signed_in(resource(GET=views.show)), name="group"),
    path(
        "groups/<slug:slug>/membership/",
        signed_in(resource(POST=views.join, DELETE=views.leave)),
        name="membership",
    ),
]
