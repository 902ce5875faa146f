"""The addresses of the look itself."""

from django.urls import path

from coppice.ui import looking, views

app_name = "ui"
urlpatterns = [
    path("look/<slug:fingerprint>/coppice.<slug:kind>", views.bound_file, name="bound"),
    path("look/theme/", views.theme, name="theme"),
    path("demo/look/", looking.look, name="look"),
]
