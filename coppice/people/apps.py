"""The app of people."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Floor 6. Tells a group's page where its picture is, and lower floors where somebody's page is."""

    name = "coppice.people"
    label = "people"

    def ready(self) -> None:
        from coppice.accounts import pages
        from coppice.groups import further
        from coppice.people.telling import page_of, picture_of

        further.register(picture_of)
        pages.register(page_of)
