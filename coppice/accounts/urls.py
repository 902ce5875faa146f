"""My account, and the doors of a demo."""

from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from coppice.accounts import views
from coppice.accounts.signing_in import signed_in
from coppice.kernel.resources import resource

urlpatterns = [
    path("me/", signed_in(resource(GET=views.show_me, POST=views.change_me)), name="me"),
    path("language/", resource(POST=views.choose_language), name="language"),
    path(
        "me/agreements/<slug:what>/",
        signed_in(resource(PUT=views.allow_it, DELETE=views.take_it_back)),
        name="agreement",
    ),
    path("demo/", resource(GET=views.demo_choose), name="demo"),
    path("demo/people.json", resource(GET=views.demo_people), name="demo_people"),
    path("demo/session/", csrf_exempt(resource(POST=views.demo_session)), name="demo_session"),
]
