"""Addresses of conversations."""

from django.urls import path

from coppice.accounts.signing_in import signed_in
from coppice.conversations.views import following, guests, moderating, more, posting, posts, topics
from coppice.kernel.resources import resource

app_name = "conversations"
urlpatterns = [
    path("talk/", signed_in(resource(GET=topics.index, POST=topics.start)), name="index"),
    path("talk/related/", signed_in(resource(GET=more.like)), name="related"),
    path("talk/log/", signed_in(resource(GET=moderating.site_log)), name="site_log"),
    path("talk/new/", signed_in(resource(GET=topics.new)), name="new"),
    path("groups/<slug:slug>/talk/", signed_in(resource(GET=topics.of_group)), name="group"),
    path("topics/<uuid:pk>/", resource(GET=topics.show), name="show"),
    path("topics/<uuid:pk>/posts/", signed_in(resource(POST=posting.reply)), name="posts"),
    path("posts/<uuid:pk>/", resource(GET=posting.show), name="post"),
    path(
        "posts/<uuid:pk>/edit/",
        signed_in(resource(GET=posts.edit, PUT=posts.reword, DELETE=posts.withdraw)),
        name="edit",
    ),
    path("posts/<uuid:pk>/history/", resource(GET=posts.history), name="history"),
    path("posts/<uuid:pk>/reactions/", signed_in(resource(POST=posts.react)), name="reactions"),
    path("posts/<uuid:pk>/helpful/", signed_in(resource(PUT=posts.helped, DELETE=posts.did_not_help)), name="helpful"),
    path("posts/<uuid:pk>/mute/", signed_in(resource(PUT=following.mute, DELETE=following.unmute)), name="mute"),
    path("posts/<uuid:pk>/block/", signed_in(resource(PUT=following.block)), name="block"),
    path(
        "topics/<uuid:pk>/following/",
        signed_in(resource(PUT=following.follow, DELETE=following.stop)),
        name="following",
    ),
    path("topics/<uuid:pk>/tending/", signed_in(resource(GET=moderating.show, POST=moderating.act)), name="tending"),
    path(
        "topics/<uuid:pk>/guests/",
        signed_in(resource(GET=guests.show, POST=guests.let_in, DELETE=guests.end)),
        name="guests",
    ),
    path(
        "posts/<uuid:pk>/report/",
        signed_in(resource(GET=moderating.about, POST=moderating.report, DELETE=moderating.withdraw)),
        name="about",
    ),
    path(
        "topics/<uuid:pk>/offers/",
        signed_in(resource(POST=more.offer, DELETE=more.take_offer_back)),
        name="offers",
    ),
    path("topics/<uuid:pk>/outcomes/", signed_in(resource(POST=more.say_outcome)), name="outcomes"),
    path("topics/<uuid:pk>/asker/", signed_in(resource(POST=more.step_forward)), name="asker"),
    path("topics/<uuid:pk>/people/", signed_in(resource(GET=more.people)), name="people"),
    path("reports/", signed_in(resource(GET=moderating.reports)), name="reports"),
    path("reports/<uuid:pk>/", signed_in(resource(POST=moderating.settle)), name="report"),
    path(
        "groups/<slug:slug>/talk/log/",
        signed_in(resource(GET=moderating.log, PUT=moderating.choose_ways)),
        name="log",
    ),
]
