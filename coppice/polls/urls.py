"""Polls: the list, one poll, one's vote in it, and its result to take along."""

from django.urls import path

from coppice.accounts.signing_in import signed_in
from coppice.kernel.resources import resource
from coppice.polls import views

app_name = "polls"
urlpatterns = [
    path("polls/", signed_in(resource(GET=views.index, POST=views.open_poll)), name="index"),
    path("polls/new/", signed_in(resource(GET=views.new)), name="new"),
    path("polls/<uuid:pk>/", signed_in(resource(GET=views.show, DELETE=views.withdraw)), name="show"),
    path("polls/<uuid:pk>/vote/", signed_in(resource(PUT=views.vote, DELETE=views.take_back)), name="vote"),
    path("polls/<uuid:pk>/closing/", signed_in(resource(POST=views.close)), name="closing"),
    path("polls/<uuid:pk>/result/", signed_in(resource(GET=views.result)), name="result"),
]
