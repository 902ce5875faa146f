"""Frameworks are public to read. Drafts of the next edition are for those who lead the scheme."""

from django.urls import path

from coppice.frameworks.views import reading
from coppice.kernel.resources import resource

app_name = "frameworks"

urlpatterns = [
    path("frameworks/", resource(GET=reading.index), name="index"),
    path("frameworks/<slug:slug>/<str:version>/", resource(GET=reading.edition), name="edition"),
    path("frameworks/<slug:slug>/<str:version>/<str:code>/", resource(GET=reading.part), name="part"),
]
