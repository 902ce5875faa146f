"""Comments: about an item, and each by itself."""

from django.contrib.auth.decorators import login_required
from django.urls import path

from coppice.discussion import views
from coppice.kernel.resources import resource

app_name = "discussion"
urlpatterns = [
    path("items/<uuid:pk>/comments/", login_required(resource(GET=views.index, POST=views.say)), name="comments"),
    path(
        "comments/<uuid:pk>/",
        login_required(resource(GET=views.show, PUT=views.reword, DELETE=views.withdraw)),
        name="comment",
    ),
    path("items/<uuid:pk>/changes/", login_required(resource(GET=views.changes)), name="changes"),
    path("comments/<uuid:pk>/edit/", login_required(resource(GET=views.edit)), name="edit"),
    path(
        "comments/<uuid:pk>/resolution/",
        login_required(resource(POST=views.resolve, DELETE=views.reopen)),
        name="resolution",
    ),
]
