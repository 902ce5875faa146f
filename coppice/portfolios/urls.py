"""The addresses of portfolios."""

urlpatterns: list[object] = []
