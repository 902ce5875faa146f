"""Items by their id, and who can see them."""

from django.urls import path

from coppice.accounts.signing_in import signed_in
from coppice.audience.views import items
from coppice.kernel.resources import resource

urlpatterns = [
    path("items/<uuid:pk>/", resource(GET=items.show), name="item"),
    path("items/<uuid:pk>/audience/", signed_in(resource(GET=items.audience, POST=items.share)), name="audience"),
    path("items/<uuid:pk>/links/", signed_in(resource(POST=items.add_link)), name="item_links"),
    path("items/<uuid:pk>/removal/", signed_in(resource(POST=items.remove, DELETE=items.take_back)), name="removal"),
    path("links/<uuid:pk>/", signed_in(resource(DELETE=items.end_link)), name="link"),
    path("grants/<uuid:pk>/", signed_in(resource(DELETE=items.end_grant)), name="grant"),
    path("l/<str:token>/", resource(GET=items.open_link), name="open_link"),
    path("bin/", signed_in(resource(GET=items.show_bin)), name="bin"),
]
