"""Every address of Coppice, by the app that answers."""

from django.urls import include, path

urlpatterns = [
    path("", include("coppice.home.urls")),
    path("", include("coppice.privacy.urls")),
    path("", include("coppice.search.urls")),
    path("", include("coppice.inbound.urls")),
    path("", include("coppice.feeds.urls")),
    path("", include("coppice.proposals.urls")),
    path("", include("coppice.polls.urls")),
    path("", include("coppice.chats.urls")),
    path("", include("coppice.conversations.urls")),
    path("", include("coppice.tending.urls")),
    path("", include("coppice.portfolios.urls")),
    path("", include("coppice.prompts.urls")),
    path("", include("coppice.rounds.urls")),
    path("", include("coppice.people.urls")),
    path("", include("coppice.journal.urls")),
    path("", include("coppice.frameworks.urls")),
    path("", include("coppice.discussion.urls")),
    path("", include("coppice.notices.urls")),
    path("", include("coppice.readers.urls")),
    path("", include("coppice.hints.urls")),
    path("", include("coppice.revisions.urls")),
    path("", include("coppice.files.urls")),
    path("", include("coppice.audience.urls")),
    path("", include("coppice.groups.urls")),
    path("", include("coppice.accounts.urls")),
    path("accounts/", include("allauth.urls")),
    path("", include("coppice.ui.urls")),
]
