"""Home and health."""

from django.urls import path

from coppice.home import demo_mail, installing, views
from coppice.kernel.resources import resource

urlpatterns = [
    path("", resource(GET=views.home), name="home"),
    path("demo/mail/", resource(GET=demo_mail.index), name="demo_mail"),
    path("manifest.webmanifest", resource(GET=installing.manifest), name="manifest"),
    path("worker.js", resource(GET=installing.worker), name="shell_worker"),
    path("look/icon-<slug:name>.png", resource(GET=installing.icon), name="icon"),
    path("healthz", resource(GET=views.health), name="healthz"),
]
