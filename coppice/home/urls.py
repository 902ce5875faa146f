"""Home and health."""

from django.urls import path

from coppice.home import demo_mail, views
from coppice.kernel.resources import resource

urlpatterns = [
    path("", resource(GET=views.home), name="home"),
    path("demo/mail/", resource(GET=demo_mail.index), name="demo_mail"),
    path("healthz", resource(GET=views.health), name="healthz"),
]
