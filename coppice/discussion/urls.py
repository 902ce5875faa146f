"""Comments: about an item, and each by itself."""

from django.urls import path

from coppice.accounts.signing_in import signed_in
from coppice.discussion.views import changes, comments, guests, holding, notes, promises, saying, settling, suggestions
from coppice.discussion.views.guests import signed_in_or_by_link
from coppice.kernel.resources import resource

app_name = "discussion"
urlpatterns = [
    path(
        "items/<uuid:pk>/comments/",
        signed_in_or_by_link(resource(GET=comments.index, POST=saying.say)),
        name="comments",
    ),
    path("items/<uuid:pk>/guests/", signed_in(resource(GET=guests.index, POST=guests.make)), name="guests"),
    path("items/<uuid:pk>/changes/", signed_in(resource(GET=changes.show)), name="changes"),
    path("items/<uuid:pk>/holding/", signed_in(resource(PUT=holding.begin, DELETE=holding.release)), name="holding"),
    path("items/<uuid:pk>/notes/", signed_in(resource(GET=notes.index, POST=notes.keep)), name="notes"),
    path("notes/<uuid:pk>/", signed_in(resource(DELETE=notes.throw_away)), name="note"),
    path(
        "comments/<uuid:pk>/",
        signed_in_or_by_link(resource(GET=comments.show, PUT=comments.reword, DELETE=comments.withdraw)),
        name="comment",
    ),
    path("comments/<uuid:pk>/edit/", signed_in_or_by_link(resource(GET=comments.edit)), name="edit"),
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
