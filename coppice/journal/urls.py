"""The addresses of the journal."""

app_name = "journal"
urlpatterns: list[object] = []
