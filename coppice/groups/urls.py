"""Groups and membership."""

from django.urls import path

from coppice.accounts.signing_in import signed_in
from coppice.groups.views import groups
from coppice.kernel.resources import resource

urlpatterns = [
    path("groups/", signed_in(resource(GET=groups.index, POST=groups.found)), name="groups"),
    path("groups/new/", signed_in(resource(GET=groups.new)), name="new_group"),
    path("groups/<slug:slug>/", signed_in(resource(GET=groups.show)), name="group"),
    path(
        "groups/<slug:slug>/settings/",
        signed_in(resource(GET=groups.edit, PUT=groups.describe)),
        name="group_settings",
    ),
    path("groups/<slug:slug>/people/", signed_in(resource(GET=groups.people)), name="group_people"),
    path("groups/<slug:slug>/care/", signed_in(resource(POST=groups.pick_up)), name="group_care"),
    path(
        "groups/<slug:slug>/membership/",
        signed_in(resource(POST=groups.join, DELETE=groups.leave)),
        name="membership",
    ),
]
