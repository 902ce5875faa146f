"""Rounds, by the group they are of."""

from django.urls import path

from coppice.accounts.signing_in import signed_in
from coppice.kernel.resources import resource
from coppice.rounds import views

app_name = "rounds"
urlpatterns = [
    path("groups/<slug:slug>/rounds/", signed_in(resource(GET=views.index, POST=views.open_round)), name="index"),
    path("rounds/<uuid:pk>/", signed_in(resource(GET=views.show)), name="show"),
    path("rounds/<uuid:pk>/answers/", signed_in(resource(PUT=views.answer, DELETE=views.withdraw)), name="answers"),
    path("rounds/<uuid:pk>/closing/", signed_in(resource(POST=views.close)), name="closing"),
    path("rounds/<uuid:pk>/agreement/", signed_in(resource(PUT=views.agree)), name="agreement"),
]
