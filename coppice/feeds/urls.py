"""Addresses of feeds."""

from django.urls import path

from coppice.accounts.signing_in import signed_in
from coppice.feeds import views
from coppice.kernel.resources import resource

app_name = "feeds"
urlpatterns = [
    path("feed/", resource(GET=views.site), name="site"),
    path("groups/<slug:slug>/feed/", resource(GET=views.group), name="group"),
    path("feeds/", signed_in(resource(GET=views.index)), name="index"),
    path("feeds/key/", signed_in(resource(POST=views.make, DELETE=views.end)), name="key"),
    path("feeds/mine/<str:token>/", resource(GET=views.mine), name="mine"),
    path("feeds/mine/<str:token>/<slug:slug>/", resource(GET=views.my_group), name="my_group"),
]
