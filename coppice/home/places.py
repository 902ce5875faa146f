"""The shell of every page: where one can go, for this reader."""

from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from coppice.accounts.models import Person
from coppice.kernel.addresses import fixed
from coppice.ui.shell import Place, Shell

BELONG_TO = {
    "portfolios:index": ("/sections/", "/evidence/", "/transfers/"),
    "frameworks:index": ("/framework-drafts/",),
    "groups": ("/rounds/", "/charter-drafts/", "/experiments/", "/handovers/", "/twins/", "/polls/"),
    "conversations:index": ("/topics/", "/posts/", "/chats/", "/reports/"),
    "people:index": ("/skills/", "/welcome/", "/me/profile/", "/me/expertise/", "/me/offers/", "/me/skills/"),
}


def shell(request: HttpRequest) -> dict[str, object]:
    """A context processor: the header and footer for whoever reads."""
    if looking := vars(request).get("looking"):
        return {"demo": settings.DEMO, "shell": Shell(settings.COMMUNITY_NAME, looking=looking)}
    here = request.path
    person = request.user if hasattr(request, "user") and request.user.is_authenticated else None
    if person is None:
        return {"demo": settings.DEMO, "shell": guest(here)}
    return {
        "demo": settings.DEMO,
        "shell": Shell(
            community=settings.COMMUNITY_NAME,
            home_url="/",
            places=tuple(p for p in (place(name, url, here) for name, url in names_for(person)) if p),
            capture_url=address("journal:new"),
            offline_url=address("journal:offline"),
            manifest_url=address("manifest") if settings.INSTALLABLE else "",
            worker_url=address("shell_worker"),
            icon_url=fixed("icon", "touch"),
            me_id=str(person.pk),
            notices_url=address("notices:index"),
            search_url=search if (search := address("search:index")) != here else "",
            feed_url=address("feeds:site"),
            me_name=person.first_name,
            me=menu_for(
                get_language(), settings.DEMO, person.is_staff, person.is_staff or person.is_steward, person.is_member
            ),
            sign_out_url=fixed("account_logout"),
            language_url=fixed("language"),
            footer=tuple(
                p
                for p in [place(_("Your privacy"), "privacy:index", here), place(_("Feeds"), "feeds:index", here)]
                if p
            ),
        ),
    }


def names_for(person: Person) -> list[tuple[str, str]]:
    """The places in the header."""
    names = [
        (_("Home"), "home"),
        (_("Journal"), "journal:index"),
        (_("Portfolio"), "portfolios:index"),
        (_("Frameworks"), "frameworks:index"),
    ]
    ours = [
        (_("Talk"), "conversations:index"),
        (_("People"), "people:index"),
        (_("Groups"), "groups"),
    ]
    return [*names, *ours] if person.is_member else names


def menu(person: Person) -> tuple[Place, ...]:
    keeps = person.is_staff or person.is_steward
    return menu_for(get_language(), settings.DEMO, person.is_staff, keeps, person.is_member)


@lru_cache(maxsize=64)
def menu_for(language: str | None, demo: bool, administers: bool, keeps: bool, member: bool) -> tuple[Place, ...]:
    """What stands under one's name, the same for everybody with the same tasks."""
    mine = [
        (_("Your account"), "me"),
        *([(_("Your profile"), "people:edit")] if member else []),
        (_("Your privacy"), "privacy:index"),
        (_("Your bin"), "bin"),
        (_("A question now and then"), "prompts:choices"),
    ]
    if member:
        mine.append((_("Polls"), "polls:index"))
    if settings.INBOUND_DOMAIN:
        mine.append((_("Mail that you send"), "inbound:index"))
    if administers:
        mine.append((_("What administrators opened"), "privacy:openings"))
    if demo:
        mine += [(_("Be somebody else"), "demo"), (_("The demonstration’s mail"), "demo_mail")]
    if keeps:
        mine.append((_("Who leads a scheme"), "frameworks:leads"))
    return tuple(p for p in (place(name, url, "") for name, url in mine) if p)


def guest(here: str) -> Shell:
    """The shell for somebody not signed in."""
    names = [(_("Frameworks"), "frameworks:index"), *([(_("Demonstration"), "demo")] if settings.DEMO else [])]
    places = tuple(p for p in (place(name, url, here) for name, url in names) if p)
    return Shell(
        settings.COMMUNITY_NAME,
        "/",
        places,
        sign_in_url=fixed("account_login"),
        language_url=fixed("language"),
        feed_url=fixed("feeds:site"),
    )


def place(name: str, url_name: str, here: str) -> Place | None:
    url = address(url_name)
    inside = (url, *BELONG_TO.get(url_name, ()))
    return Place(name, url, here == url if url == "/" else here.startswith(inside)) if url else None


def address(url_name: str) -> str:
    try:
        return fixed(url_name)
    except NoReverseMatch:
        return ""
