"""Comments: about an item, and each by itself."""

from django.urls import path

from coppice.accounts.signing_in import signed_in
from coppice.discussion.views import changes, comments, holding, promises, settling, suggestions
from coppice.kernel.resources import resource

app_name = "discussion"
urlpatterns = [
    path("items/<uuid:pk>/comments/", signed_in(resource(GET=comments.index, POST=comments.say)), name="comments"),
    path("items/<uuid:pk>/changes/", signed_in(resource(GET=changes.show)), name="changes"),
    path("items/<uuid:pk>/holding/", signed_in(resource(PUT=holding.begin, DELETE=holding.release)), name="holding"),
    path(
        "comments/<uuid:pk>/",
        signed_in(resource(GET=comments.show, PUT=comments.reword, DELETE=comments.withdraw)),
        name="comment",
    ),
    path("comments/<uuid:pk>/edit/", signed_in(resource(GET=comments.edit)), name="edit"),
    path(
        "comments/<uuid:pk>/resolution/",
        signed_in(resource(POST=settling.resolve, DELETE=settling.reopen)),
        name="resolution",
    ),
    path(
        "comments/<uuid:pk>/suggestion/",
        signed_in(resource(GET=suggestions.show, POST=suggestions.accept, DELETE=suggestions.set_aside)),
        name="suggestion",
    ),
    path(
        "comments/<uuid:pk>/promise/",
        signed_in(resource(PUT=promises.make, DELETE=promises.take_back)),
        name="promise",
    ),
    path(
        "comments/<uuid:pk>/promise/keeping/",
        signed_in(resource(POST=promises.keep, DELETE=promises.open_again)),
        name="keeping",
    ),
]
