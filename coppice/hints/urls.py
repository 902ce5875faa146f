"""The addresses of reading over."""

from django.urls import path

from coppice.accounts.signing_in import signed_in
from coppice.hints import views
from coppice.kernel.resources import resource

app_name = "hints"
urlpatterns = [
    path("items/<uuid:pk>/hints/", signed_in(resource(GET=views.show)), name="show"),
    path(
        "items/<uuid:pk>/hints/aside/",
        signed_in(resource(POST=views.put_aside, DELETE=views.take_back)),
        name="aside",
    ),
    path(
        "me/hints/<slug:rule>/",
        signed_in(resource(PUT=views.switch_on, DELETE=views.switch_off)),
        name="rule",
    ),
]
