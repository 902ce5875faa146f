"""Groups and membership."""

from django.contrib.auth.decorators import login_required
from django.urls import path

from coppice.groups import views
from coppice.kernel.resources import resource

urlpatterns = [
    path("groups/", login_required(resource(GET=views.index)), name="groups"),
    path("groups/<slug:slug>/", login_required(resource(GET=views.show)), name="group"),
    path(
        "groups/<slug:slug>/membership/",
        login_required(resource(POST=views.join, DELETE=views.leave)),
        name="membership",
    ),
]
