"""Addresses of chats."""

from django.urls import URLPattern

app_name = "chats"
urlpatterns: list[URLPattern] = []
