"""The addresses of the journal."""

from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from coppice.accounts.signing_in import signed_in
from coppice.journal.views import anywhere, capturing, editing, entries, years
from coppice.kernel.resources import resource

app_name = "journal"

urlpatterns = [
    path("journal/", signed_in(resource(GET=entries.index)), name="index"),
    path("journal/new/", resource(GET=signed_in(capturing.show), POST=capturing.keep), name="new"),
    path("journal/new/offline/", resource(GET=anywhere.offline), name="offline"),
    path(
        "journal/new/shared/",
        csrf_exempt(resource(GET=signed_in(anywhere.show), POST=anywhere.take_shared)),
        name="shared",
    ),
    path("journal/anywhere/", signed_in(resource(GET=anywhere.show)), name="anywhere"),
    path("journal/year/", signed_in(resource(GET=years.show)), name="year"),
    path("journal/<uuid:pk>/", resource(GET=entries.show), name="entry"),
    path("journal/<uuid:pk>/edit/", resource(GET=editing.show, POST=editing.save), name="edit"),
]
