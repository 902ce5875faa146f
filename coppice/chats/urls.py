"""Addresses of chats."""

from django.urls import path

from coppice.accounts.signing_in import signed_in
from coppice.chats.views import answering, chairing, chats, editing, files, stream, transcripts
from coppice.kernel.resources import resource

app_name = "chats"
urlpatterns = [
    path("chats/", resource(GET=chats.index, POST=signed_in(chats.plan)), name="index"),
    path("chats/new/", signed_in(resource(GET=chats.new)), name="new"),
    path("chats/<uuid:pk>/", resource(GET=chats.show), name="show"),
    path(
        "chats/<uuid:pk>/edit/",
        signed_in(resource(GET=editing.edit, PUT=editing.change, DELETE=editing.call_off)),
        name="edit",
    ),
    path("chats/<uuid:pk>/calendar.ics", resource(GET=files.calendar), name="calendar"),
    path("chats/<uuid:pk>/part/", signed_in(resource(PUT=chats.change_part)), name="part"),
    path("chats/<uuid:pk>/answers/", signed_in(resource(POST=answering.say)), name="answers"),
    path(
        "chats/<uuid:pk>/chair/",
        signed_in(resource(POST=chairing.take, PUT=chairing.conduct)),
        name="chair",
    ),
    path(
        "chats/<uuid:pk>/host/",
        signed_in(resource(POST=chairing.offer, PUT=chairing.accept, DELETE=chairing.decline)),
        name="host",
    ),
    path(
        "chats/<uuid:pk>/helpers/",
        signed_in(resource(POST=chairing.add_helper, DELETE=chairing.remove_helper)),
        name="helpers",
    ),
    path(
        "chats/<uuid:pk>/draft/",
        signed_in(resource(GET=transcripts.draft, PUT=transcripts.arrange, POST=transcripts.publish)),
        name="draft",
    ),
    path("chats/<uuid:pk>/transcript/", resource(GET=transcripts.show), name="transcript"),
    path("chats/<uuid:pk>/transcript.md", resource(GET=transcripts.markdown), name="markdown"),
    path(
        "chats/<uuid:pk>/transcript/<int:place>/",
        signed_in(resource(GET=transcripts.line, DELETE=transcripts.redact)),
        name="line",
    ),
    path(
        "chats/answers/<uuid:pk>/",
        signed_in(
            resource(GET=answering.show, PUT=answering.reword, DELETE=answering.withdraw, POST=answering.take_out)
        ),
        name="answer",
    ),
    path("live/chats/<uuid:pk>/", resource(GET=stream.show), name="stream"),
]
