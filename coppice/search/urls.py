"""The address of search."""

from django.urls import path

from coppice.accounts.signing_in import signed_in
from coppice.kernel.resources import resource
from coppice.search import views

app_name = "search"
urlpatterns = [path("search/", signed_in(resource(GET=views.index)), name="index")]
