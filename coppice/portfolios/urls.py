"""The addresses of portfolios, their sections, and what belongs to them."""

from django.contrib.auth.decorators import login_required
from django.urls import path

from coppice.kernel.resources import resource
from coppice.portfolios.views import coverage, evidence, feedback, portfolios, reading, sections, transfers, versions

app_name = "portfolios"

urlpatterns = [
    path("portfolios/", login_required(resource(GET=portfolios.index, POST=portfolios.begin)), name="index"),
    path("portfolios/new/", login_required(resource(GET=portfolios.new)), name="new"),
    path(
        "portfolios/transfers/", login_required(resource(GET=transfers.index, POST=transfers.bring)), name="transfers"
    ),
    path(
        "transfers/<uuid:pk>/", login_required(resource(GET=transfers.show, DELETE=transfers.forget)), name="transfer"
    ),
    path("transfers/<uuid:pk>/confirmation/", login_required(resource(POST=transfers.confirm)), name="confirmation"),
    path("transfers/<uuid:pk>/file/", login_required(resource(GET=transfers.fetch)), name="transfer_file"),
    path(
        "portfolios/<uuid:pk>/exports/",
        login_required(resource(GET=transfers.exports, POST=transfers.export)),
        name="exports",
    ),
    path("portfolios/<uuid:pk>/", resource(GET=portfolios.show, PUT=portfolios.update), name="show"),
    path("portfolios/<uuid:pk>/edit/", login_required(resource(GET=portfolios.edit)), name="edit"),
    path("portfolios/<uuid:pk>/pathway/", login_required(resource(PUT=portfolios.move)), name="pathway"),
    path("portfolios/<uuid:pk>/sections/", login_required(resource(POST=sections.add)), name="sections"),
    path("portfolios/<uuid:pk>/coverage/", resource(GET=coverage.show), name="coverage"),
    path("portfolios/<uuid:pk>/feedback/", resource(GET=feedback.show), name="feedback"),
    path(
        "portfolios/<uuid:pk>/versions/",
        login_required(resource(GET=versions.index, POST=versions.name)),
        name="versions",
    ),
    path("sections/<uuid:pk>/", resource(GET=sections.show, DELETE=sections.remove), name="section"),
    path("sections/<uuid:pk>/reading/", resource(GET=reading.show), name="reading"),
    path("sections/<uuid:pk>/status/", login_required(resource(PUT=sections.set_status)), name="status"),
    path("sections/<uuid:pk>/title/", login_required(resource(PUT=sections.rename)), name="title"),
    path("sections/<uuid:pk>/claims/", login_required(resource(PUT=sections.claim)), name="claims"),
    path(
        "sections/<uuid:pk>/recognitions/<str:code>/",
        login_required(resource(PUT=reading.recognise, DELETE=reading.take_back)),
        name="recognition",
    ),
    path("sections/<uuid:pk>/evidence/", login_required(resource(POST=evidence.attach)), name="evidence"),
    path("sections/<uuid:pk>/evidence/new/", login_required(resource(GET=evidence.new)), name="new_evidence"),
    path(
        "evidence/<uuid:pk>/",
        login_required(resource(GET=evidence.edit, PUT=evidence.update, DELETE=evidence.detach)),
        name="piece",
    ),
]
