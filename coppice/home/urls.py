"""Home and health."""

from django.urls import path

from coppice.home import views
from coppice.kernel.resources import resource

urlpatterns = [
    path("", resource(GET=views.home), name="home"),
    path("healthz", resource(GET=views.health), name="healthz"),
]
