"""A question now and then."""

from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from coppice.accounts.signing_in import signed_in
from coppice.kernel.resources import resource
from coppice.prompts import views

app_name = "prompts"
urlpatterns = [
    path("prompts/", signed_in(resource(GET=views.choices, POST=views.choose)), name="choices"),
    path(
        "prompts/<uuid:pk>/",
        signed_in(resource(GET=views.show, POST=views.answer, DELETE=views.put_away)),
        name="prompt",
    ),
    path("prompts/end/<str:token>/", csrf_exempt(resource(GET=views.ask_to_end, POST=views.end)), name="ending"),
]
