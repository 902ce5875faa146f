"""Comments: about an item, and each by itself."""

from django.urls import path

from coppice.accounts.signing_in import signed_in
from coppice.discussion import views
from coppice.kernel.resources import resource

app_name = "discussion"
urlpatterns = [
    path("items/<uuid:pk>/comments/", signed_in(resource(GET=views.index, POST=views.say)), name="comments"),
    path(
        "comments/<uuid:pk>/",
        signed_in(resource(GET=views.show, PUT=views.reword, DELETE=views.withdraw)),
        name="comment",
    ),
    path("items/<uuid:pk>/changes/", signed_in(resource(GET=views.changes)), name="changes"),
    path("comments/<uuid:pk>/edit/", signed_in(resource(GET=views.edit)), name="edit"),
    path(
        "comments/<uuid:pk>/resolution/",
        signed_in(resource(POST=views.resolve, DELETE=views.reopen)),
        name="resolution",
    ),
]
