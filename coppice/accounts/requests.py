"""What a view is given."""

from django.http import HttpRequest

from coppice.accounts.models import Person


class PersonRequest(HttpRequest):
    """A request of somebody signed in; for guests a view asks `user.is_authenticated` first."""

    user: Person
