"""My notices, and mail about them."""

from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from coppice.accounts.signing_in import signed_in
from coppice.kernel.resources import resource
from coppice.notices.views import choices, ending, notices

app_name = "notices"
urlpatterns = [
    path("notices/", signed_in(resource(GET=notices.index, POST=notices.mark_seen)), name="index"),
    path("notices/mail/", signed_in(resource(GET=choices.show, POST=choices.choose)), name="choices"),
    path("notices/mail/hours/", signed_in(resource(POST=choices.choose_hours)), name="hours"),
    path(
        "notices/mail/groups/<slug:slug>/",
        signed_in(resource(GET=choices.show_group, POST=choices.choose_group)),
        name="group_choices",
    ),
    path("notices/end/<str:token>/", csrf_exempt(resource(GET=ending.ask, POST=ending.end)), name="ending"),
    path("notices/<uuid:pk>/", signed_in(resource(POST=notices.open_one)), name="notice"),
]
