"""The addresses of frameworks."""

urlpatterns: list[object] = []
