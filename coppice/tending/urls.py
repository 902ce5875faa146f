"""Addresses of tending, by the group they are of."""

from django.urls import path

from coppice.accounts.signing_in import signed_in
from coppice.kernel.resources import View, resource
from coppice.tending.views import agreements, charters, coming_in, experiments, handovers, life, twins

app_name = "tending"


def of_group(rest: str, name: str, **verbs: View) -> object:
    return path(f"groups/<slug:slug>/{rest}", signed_in(resource(**verbs)), name=name)


urlpatterns = [
    of_group("entrance/", "entrance", POST=coming_in.enter),
    of_group("requests/", "requests", GET=coming_in.requests, POST=coming_in.ask, DELETE=coming_in.take_back),
    path("group-requests/<uuid:pk>/", signed_in(resource(PUT=coming_in.answer)), name="request"),
    of_group("invitations/", "invitations", GET=coming_in.invitations, POST=coming_in.invite),
    path(
        "group-invitations/<uuid:pk>/",
        signed_in(resource(PUT=coming_in.accept, DELETE=coming_in.decline)),
        name="invitation",
    ),
    of_group("charter/", "charter", GET=charters.show, POST=charters.take_up),
    of_group("charter/question/", "question", POST=charters.put, PUT=charters.say),
    of_group("charter/closing/", "charter_closing", POST=charters.close),
    of_group("charter/<int:number>/", "charter_version", GET=charters.version),
    path("charter-drafts/<uuid:pk>/", resource(GET=charters.draft), name="draft"),
    of_group("agreement/", "agreement", GET=agreements.show, POST=agreements.make),
    of_group("agreement/acceptance/", "acceptance", POST=agreements.accept),
    of_group("experiments/", "experiments", GET=experiments.index, POST=experiments.begin),
    path("experiments/<uuid:pk>/", signed_in(resource(GET=experiments.show, PUT=experiments.end)), name="experiment"),
    of_group("handovers/", "handovers", GET=handovers.index, POST=handovers.offer),
    path(
        "handovers/<uuid:pk>/",
        signed_in(resource(PUT=handovers.accept, DELETE=handovers.decline)),
        name="handover",
    ),
    path("handovers/<uuid:pk>/thanks/", signed_in(resource(POST=handovers.finish)), name="thanks"),
    of_group("term/", "term", PUT=handovers.renew),
    of_group("twins/", "twins", GET=twins.index, POST=twins.ask),
    path("twins/<uuid:pk>/", signed_in(resource(PUT=twins.agree, DELETE=twins.end)), name="twin"),
    of_group("stage/", "stage", PUT=life.stage),
    of_group("ending/", "ending", GET=life.show, POST=life.announce, DELETE=life.undo),
    of_group("keepsake/", "keepsake", GET=life.keep),
]
