"""Frameworks are public to read. Drafts of the next edition are for those who lead the scheme."""

from django.urls import path

from coppice.accounts.signing_in import signed_in
from coppice.frameworks.views import drafts, files, leads, parts, publication, reading, versions
from coppice.kernel.resources import resource

app_name = "frameworks"

urlpatterns = [
    path("frameworks/", resource(GET=reading.index), name="index"),
    path("frameworks/<slug:slug>/<str:version>.yaml", resource(GET=files.edition), name="file"),
    path("frameworks/<slug:slug>/<str:version>/", resource(GET=reading.edition), name="edition"),
    path("frameworks/<slug:slug>/<str:version>/<str:code>/", resource(GET=reading.part), name="part"),
    path("frameworks/<slug:slug>/<str:old>/to/<str:new>/", resource(GET=reading.comparison), name="comparison"),
    path("framework-drafts/", signed_in(resource(GET=drafts.index, POST=drafts.begin)), name="drafts"),
    path("framework-drafts/files/", signed_in(resource(GET=files.choose, POST=files.look)), name="files"),
    path(
        "framework-drafts/<uuid:pk>/",
        signed_in(resource(GET=drafts.show, PUT=drafts.take_up, DELETE=drafts.put_away)),
        name="draft",
    ),
    path("framework-drafts/<uuid:pk>/file/", signed_in(resource(GET=files.draft)), name="draft_file"),
    path("framework-drafts/<uuid:pk>/changes/", signed_in(resource(GET=versions.changes)), name="changes"),
    path("framework-drafts/<uuid:pk>/versions/", signed_in(resource(GET=versions.index)), name="versions"),
    path(
        "framework-drafts/<uuid:pk>/versions/<int:number>/",
        signed_in(resource(GET=versions.show, PUT=versions.restore)),
        name="version",
    ),
    path(
        "framework-drafts/<uuid:pk>/publication/",
        signed_in(resource(GET=publication.show, POST=publication.publish)),
        name="publication",
    ),
    path(
        "framework-drafts/<uuid:pk>/new/<slug:kind>/", signed_in(resource(GET=parts.new, POST=parts.add)), name="more"
    ),
    path(
        "framework-drafts/<uuid:pk>/<slug:kind>/<str:key>/",
        signed_in(resource(GET=parts.edit, PUT=parts.update, DELETE=parts.take_out)),
        name="piece",
    ),
    path(
        "framework-drafts/<uuid:pk>/<slug:kind>/<str:key>/place/",
        signed_in(resource(PUT=parts.move)),
        name="piece_place",
    ),
    path("scheme-leads/", signed_in(resource(GET=leads.index, POST=leads.give)), name="leads"),
    path("scheme-leads/<uuid:pk>/", signed_in(resource(DELETE=leads.take_back)), name="lead"),
]
