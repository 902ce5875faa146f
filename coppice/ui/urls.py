"""The addresses of the look itself."""

from django.urls import path

from coppice.ui import views

app_name = "ui"
urlpatterns = [
    path("look/<slug:fingerprint>/coppice.<slug:kind>", views.bound_file, name="bound"),
    path("look/theme/", views.theme, name="theme"),
]
