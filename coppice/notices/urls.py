"""My notices."""

from django.urls import path

from coppice.accounts.signing_in import signed_in
from coppice.kernel.resources import resource
from coppice.notices import views

app_name = "notices"
urlpatterns = [
    path("notices/", signed_in(resource(GET=views.index, POST=views.mark_seen)), name="index"),
    path("notices/mail/", signed_in(resource(GET=views.choices, POST=views.choose)), name="choices"),
    path("notices/<uuid:pk>/", signed_in(resource(POST=views.open_one)), name="notice"),
]
