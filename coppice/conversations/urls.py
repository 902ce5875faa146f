"""Addresses of conversations."""

from django.urls import path

from coppice.accounts.signing_in import signed_in
from coppice.conversations.views import posting, topics
from coppice.kernel.resources import resource

app_name = "conversations"
urlpatterns = [
    path("talk/", signed_in(resource(GET=topics.index, POST=topics.start)), name="index"),
    path("talk/new/", signed_in(resource(GET=topics.new)), name="new"),
    path("groups/<slug:slug>/talk/", signed_in(resource(GET=topics.of_group)), name="group"),
    path("topics/<uuid:pk>/", resource(GET=topics.show), name="show"),
    path("topics/<uuid:pk>/posts/", signed_in(resource(POST=posting.reply)), name="posts"),
    path("posts/<uuid:pk>/", resource(GET=posting.show), name="post"),
]
