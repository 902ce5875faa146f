"""The addresses of notices."""

urlpatterns: list[object] = []
