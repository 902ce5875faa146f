"""The addresses of discussion."""

urlpatterns: list[object] = []
