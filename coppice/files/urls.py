"""Files: one address each, and one for adding to an item."""

from django.urls import path

from coppice.accounts.signing_in import signed_in
from coppice.files import views
from coppice.kernel.resources import resource

urlpatterns = [
    path("files/<uuid:pk>/", resource(GET=views.show, POST=views.describe, DELETE=views.remove), name="file"),
    path("items/<uuid:pk>/files/", signed_in(resource(POST=views.add)), name="item_files"),
]
