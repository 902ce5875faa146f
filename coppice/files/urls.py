"""Files: one address each, and one for adding to an item."""

from django.urls import path

from coppice.accounts.signing_in import signed_in
from coppice.files import redaction, views
from coppice.kernel.resources import resource

urlpatterns = [
    path("files/<uuid:pk>/", resource(GET=views.show, POST=views.describe, DELETE=views.remove), name="file"),
    path("files/<uuid:pk>/original/", resource(GET=views.original), name="original"),
    path(
        "files/<uuid:pk>/redaction/",
        signed_in(resource(GET=redaction.show, POST=redaction.cover, DELETE=redaction.uncover)),
        name="redaction",
    ),
    path("items/<uuid:pk>/files/", signed_in(resource(POST=views.add)), name="item_files"),
]
