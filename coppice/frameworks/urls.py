"""Frameworks are public to read."""

from django.urls import path

from coppice.frameworks import views
from coppice.kernel.resources import resource

app_name = "frameworks"

urlpatterns = [
    path("frameworks/", resource(GET=views.index), name="index"),
    path("frameworks/<slug:slug>/<str:version>/", resource(GET=views.edition), name="edition"),
    path("frameworks/<slug:slug>/<str:version>/<str:code>/", resource(GET=views.part), name="part"),
]
