"""The addresses of journal."""

urlpatterns: list[object] = []
