"""My notices."""

from django.contrib.auth.decorators import login_required
from django.urls import path

from coppice.kernel.resources import resource
from coppice.notices import views

app_name = "notices"
urlpatterns = [
    path("notices/", login_required(resource(GET=views.index, POST=views.mark_seen)), name="index"),
    path("notices/mail/", login_required(resource(GET=views.choices, POST=views.choose)), name="choices"),
    path("notices/<uuid:pk>/", login_required(resource(POST=views.open_one)), name="notice"),
]
