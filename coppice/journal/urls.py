"""The addresses of the journal."""

from django.contrib.auth.decorators import login_required
from django.urls import path

from coppice.journal.views import capturing, editing, entries, years
from coppice.kernel.resources import resource

app_name = "journal"

urlpatterns = [
    path("journal/", login_required(resource(GET=entries.index)), name="index"),
    path("journal/new/", resource(GET=login_required(capturing.show), POST=capturing.keep), name="new"),
    path("journal/year/", login_required(resource(GET=years.show)), name="year"),
    path("journal/<uuid:pk>/", resource(GET=entries.show), name="entry"),
    path("journal/<uuid:pk>/edit/", resource(GET=editing.show, POST=editing.save), name="edit"),
]
