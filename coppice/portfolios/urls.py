"""The addresses of portfolios, their sections, and what belongs to them."""

from django.urls import path

from coppice.accounts.signing_in import signed_in
from coppice.kernel.resources import resource
from coppice.portfolios.views import (
    abreast,
    advice,
    coverage,
    elsewhere,
    evidence,
    feedback,
    pathways,
    portfolios,
    reading,
    sections,
    signatures,
    standings,
    transfers,
    versions,
)

app_name = "portfolios"

urlpatterns = [
    path("portfolios/", signed_in(resource(GET=portfolios.index, POST=portfolios.begin)), name="index"),
    path("portfolios/new/", signed_in(resource(GET=portfolios.new)), name="new"),
    path("portfolios/side-by-side/", signed_in(resource(GET=abreast.show)), name="abreast"),
    path("portfolios/advice/<uuid:pk>/", signed_in(resource(GET=advice.show)), name="advice"),
    path("portfolios/transfers/", signed_in(resource(GET=transfers.index, POST=transfers.bring)), name="transfers"),
    path("transfers/<uuid:pk>/", signed_in(resource(GET=transfers.show, DELETE=transfers.forget)), name="transfer"),
    path("transfers/<uuid:pk>/confirmation/", signed_in(resource(POST=transfers.confirm)), name="confirmation"),
    path("transfers/<uuid:pk>/file/", signed_in(resource(GET=transfers.fetch)), name="transfer_file"),
    path(
        "portfolios/<uuid:pk>/exports/",
        signed_in(resource(GET=transfers.exports, POST=transfers.export)),
        name="exports",
    ),
    path("portfolios/<uuid:pk>/", resource(GET=portfolios.show, PUT=portfolios.update), name="show"),
    path("portfolios/<uuid:pk>/edit/", signed_in(resource(GET=portfolios.edit)), name="edit"),
    path("portfolios/<uuid:pk>/pathway/", signed_in(resource(GET=pathways.show, PUT=pathways.move)), name="pathway"),
    path("portfolios/<uuid:pk>/sections/", signed_in(resource(POST=sections.add)), name="sections"),
    path("portfolios/<uuid:pk>/coverage/", resource(GET=coverage.show), name="coverage"),
    path(
        "portfolios/<uuid:pk>/standings/",
        resource(GET=standings.show, PUT=signed_in(standings.say), POST=signed_in(standings.look_again)),
        name="standings",
    ),
    path("portfolios/<uuid:pk>/feedback/", resource(GET=feedback.show), name="feedback"),
    path(
        "portfolios/<uuid:pk>/versions/",
        signed_in(resource(GET=versions.index, POST=versions.name)),
        name="versions",
    ),
    path("sections/<uuid:pk>/", resource(GET=sections.show, DELETE=sections.remove), name="section"),
    path("sections/<uuid:pk>/reading/", resource(GET=reading.show), name="reading"),
    path("sections/<uuid:pk>/status/", signed_in(resource(PUT=sections.set_status)), name="status"),
    path("sections/<uuid:pk>/title/", signed_in(resource(PUT=sections.rename)), name="title"),
    path(
        "sections/<uuid:pk>/signature/",
        signed_in(resource(PUT=signatures.sign, DELETE=signatures.take_back)),
        name="signature",
    ),
    path("sections/<uuid:pk>/claims/", signed_in(resource(PUT=sections.claim)), name="claims"),
    path(
        "sections/<uuid:pk>/recognitions/<str:code>/",
        signed_in(resource(PUT=reading.recognise, DELETE=reading.take_back)),
        name="recognition",
    ),
    path("sections/<uuid:pk>/elsewhere/", signed_in(resource(GET=elsewhere.index)), name="elsewhere"),
    path(
        "sections/<uuid:pk>/elsewhere/<uuid:other>/",
        signed_in(resource(GET=elsewhere.show, POST=elsewhere.bring_over)),
        name="beside",
    ),
    path(
        "sections/<uuid:pk>/origins/<uuid:origin>/",
        signed_in(resource(GET=elsewhere.change, PUT=elsewhere.follow, DELETE=elsewhere.forget)),
        name="text_origin",
    ),
    path("sections/<uuid:pk>/evidence/", signed_in(resource(POST=evidence.attach)), name="evidence"),
    path("sections/<uuid:pk>/evidence/new/", signed_in(resource(GET=evidence.new)), name="new_evidence"),
    path(
        "evidence/<uuid:pk>/",
        signed_in(resource(GET=evidence.edit, PUT=evidence.update, DELETE=evidence.detach)),
        name="piece",
    ),
    path("evidence/<uuid:pk>/place/", signed_in(resource(PUT=evidence.move)), name="place"),
]
