"""Mail that comes in: one's own page of it, and where a provider hands it over."""

from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from coppice.accounts.signing_in import signed_in
from coppice.inbound import views, webhook
from coppice.kernel.resources import resource

app_name = "inbound"
urlpatterns = [
    path("mail-in/", signed_in(resource(GET=views.index)), name="index"),
    path("mail-in/address/", signed_in(resource(POST=views.renew, DELETE=views.end)), name="address"),
    path("mail-in/messages/", csrf_exempt(resource(POST=webhook.receive)), name="webhook"),
    path(
        "mail-in/<uuid:pk>/",
        signed_in(resource(GET=views.show, POST=views.confirm, DELETE=views.forget)),
        name="arrival",
    ),
]
