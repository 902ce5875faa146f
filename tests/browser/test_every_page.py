"""Every page there is, as everybody sees it: open to assistive technology, whole on a phone, and without a complaint.

The addresses come from the table that the privacy matrix is made of, so that no page is forgotten.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse

from coppice.accounts.models import Person
from coppice.audience.viewing import Viewer
from coppice.discussion.models import Comment, GuestLink, Holding, PrivateNote, Promise
from coppice.frameworks.models import Draft, Edition, Lead
from coppice.groups.models import Group
from coppice.kernel.richtext import fingerprint
from coppice.portfolios.models import Occasion, Portfolio
from coppice.prompts.models import Way, Wish
from coppice.prompts.times import Often
from coppice.readers.models import Reader
from coppice.revisions.models import Cause
from coppice.rounds.models import Round, Tally
from tests.affairs import the_affairs_of
from tests.browser.looking import DESK, Faults, look_at
from tests.browser.writers import sign_in
from tests.browsers import is_complaint
from tests.cast import Cast
from tests.test_privacy import BY_ITEM, BY_NAME, BY_OWNER, LISTS, VIEWS
from tests.world import World, a_world, put, told_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NO_PAGES = {
    *("healthz", "demo_people", "file", "text", "item", "portfolios:transfer_file", "original"),
    *("frameworks:part", "discussion:comment"),
    *("chats:stream", "chats:calendar", "chats:markdown"),
    *("conversations:related", "conversations:people"),
}
FOR_GUESTS = [
    "/",
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/password/reset/",
    "/accounts/login/code/",
    "/frameworks/",
    "/nothing/is/here/",
]
OF_THE_ACCOUNT = ["/accounts/email/", "/accounts/password/change/", "/accounts/sessions/", "/accounts/logout/"]
WRONG: dict[str, dict[str, str]] = {
    "/journal/new/": {"happened": "", "happened_on": "1066-10-14"},
    "/portfolios/": {"aim": "1066-10-14"},
    "/portfolios/transfers/": {},
    "/privacy/departure/": {},
    "/me/": {"name": "", "time_zone": "Nowhere/Else"},
    "/accounts/email/": {"action_add": "", "email": "no address"},
}


def names_of_pages(rows: dict[str, Any]) -> Iterator[str]:
    for name in rows:
        if name not in NO_PAGES and "GET" in getattr(VIEWS[name], "verbs", {"GET": None}):
            yield name


def pages_of(world: World) -> Iterator[str]:
    """The address of every page about something of the world."""
    for rows in (BY_ITEM, BY_NAME, BY_OWNER):
        for name in names_of_pages(rows):
            yield reverse(name, kwargs=rows[name][0](world)[1])


def lists() -> Iterator[str]:
    yield from (reverse(name) for name in names_of_pages(dict.fromkeys(sorted(LISTS))))


def others(world: World) -> list[str]:
    edition = world.portfolio.edition
    part = edition.framework.principles[0].code
    return [
        reverse("group", args=[Group.objects.all()[0].slug]),
        edition.get_absolute_url(),
        reverse("frameworks:part", args=[edition.slug, edition.version, part]),
        reverse("portfolios:section", args=[world.portfolio.here().get(code="1a").pk]),
        reverse("portfolios:section", args=[world.portfolio.here().get(code="DEC").pk]),
        reverse("portfolios:advice", args=[edition.pk]) + "?asked=yes&yes=senior.1",
        reverse("portfolios:pathway", args=[world.portfolio.pk]) + f"?to={edition.pk}:senior",
        *asked_of(world),
        *draft_of(world),
        *looked_at(world),
        *tended(world),
        "/nothing/is/here/",
    ]


def tended(world: World) -> Iterator[str]:
    """Every page about how a group is tended, with all that can go on in one."""
    group = Group.objects.of(world.portfolio.author)[0]
    fellow = group.memberships.exclude(person=world.portfolio.author)[0].person
    ids = the_affairs_of(group, by=world.portfolio.author, to=fellow)
    inner = "charter agreement experiments handovers twins requests invitations ending".split()
    yield from (reverse(f"tending:{name}", args=[group.slug]) for name in inner)
    yield from (reverse(name, args=[group.slug]) for name in ("group_settings", "group_people"))
    yield from (reverse(name, args=[ids[name]]) for name in ("tending:draft", "tending:experiment"))


def looked_at(world: World) -> Iterator[str]:
    """A self-assessment of one's own that was looked at again, and rounds of a group: one open, one closed."""
    by, now = world.portfolio.author, world.portfolio.created_at
    edition = Edition.objects.offered().get(slug="felt")
    mine = Portfolio.begin(edition=edition, pathway="person", by=by, now=now)
    Occasion.say(mine, {mine.here()[0].pk: edition.framework.steps[0].code}, by=by, now=now)
    Occasion.begin_again(mine, by=by, now=now)
    yield reverse("portfolios:standings", args=[mine.pk])
    [group] = Group.objects.of(by)
    yield reverse("rounds:index", args=[group.slug])
    for closed_at in (now, None):
        one = Round.objects.create(group=group, edition=edition, opened_at=now, closed_at=closed_at)
        statement = next(iter(edition.framework.statements))
        Tally.objects.create(round=one, code=statement, step=edition.framework.steps[1].code, is_close=True)
        yield one.get_absolute_url()


def asked_of(world: World) -> list[str]:
    """A question that waits, and the page that ends them."""
    long_ago = world.portfolio.created_at - timedelta(days=30)
    Wish.choose(often=Often.WEEKLY, weekday=4, way=Way.PAGE, by=world.portfolio.author, now=long_ago)
    wish = Wish.of(world.portfolio.author)
    prompt = wish.ask(now=world.portfolio.created_at)
    assert prompt
    return ["/", prompt.get_absolute_url(), wish.ending_url.removeprefix(settings.BASE_URL)]


def draft_of(world: World) -> list[str]:
    """The next edition, written by the author, who leads the scheme."""
    edition, by, now = world.portfolio.edition, world.portfolio.author, world.portfolio.created_at
    Lead.give(edition.slug, to=by, by=by, now=now)
    draft = Draft.begin(edition=edition, version="next", by=by, now=now)
    draft.change(lambda old: {**old, "note": "All of it is new."}, said="A note", by=by, now=now)
    where = draft.get_absolute_url()
    section = next(node for node in edition.framework.nodes.values() if node.kind == "writing")
    further = ("publication/", "changes/", "versions/", "versions/1/", "new/section/", f"section/{section.id}/")
    return [where, *(f"{where}{each}" for each in further)]


@pytest.fixture
def world(cast: Cast, settings: Any) -> World:
    """Everything there can be to show, and read by somebody."""
    settings.DEMO = True
    made = a_world(cast)
    made.put_into("asked to read", cast)
    code, now = made.things["code"], made.section.changed_at
    base = fingerprint(made.section.text(code))
    made.section.write(code=code, html="<p>Anew.</p>", bases=[base], by=cast.owner, now=now)
    made.section.keep_revision(by=cast.owner, now=now, cause=Cause.NAMED, name="Later")
    made.things["comment"] = Comment.say(item=made.section, html="<p>Thank you.</p>", by=cast.owner, now=now).pk
    talk_about(made, cast)
    told_of(made.private, cast.fellow)
    return made


def talk_about(made: World, cast: Cast) -> None:
    """What readers and the author say about the section."""
    now = made.section.changed_at
    for answer in ("kept", "open"):
        thread = Comment.say(item=made.section, html="<p>How many answered?</p>", by=cast.reader, now=now)
        promise = Promise.give(thread=thread, html="<p>I will add the survey.</p>", by=cast.owner, now=now)
        if answer == "kept":
            promise.keep(by=cast.owner, now=now)
    link = GuestLink.make(item=made.section, by=cast.owner, now=now, ends_at=now + timedelta(days=9))
    guest = link.admit(name="Aunt Megan", viewer=Viewer(), now=now)
    Comment.say(item=made.section, html="<p>Very clear.</p>", by=guest, now=now)
    PrivateNote.keep(item=made.section, html="<p>She is tired of it.</p>", by=cast.reader, now=now)
    Holding.begin(item=made.section, by=cast.reader, now=now)
    Comment.say(item=made.section, html="<p>Not said yet.</p>", by=cast.reader, now=now)


@contextmanager
def looking(
    new_page: Callable[..., Any], address: str, person: Person | None, faults: Faults, **options: Any
) -> Iterator[Any]:
    """One tab for many pages, which writes down what the browser complains of."""
    page = new_page(**options)
    page.on("pageerror", lambda error: faults.found.append(f"{page.url}: {error}"))
    page.on(
        "console",
        lambda said: faults.found.append(f"{page.url}: {said.text}") if is_complaint(said) else None,
    )
    if person is not None:
        sign_in(page, person, address)
    yield page
    page.close()


def visit(page: Any, faults: Faults, path: str) -> None:
    answer = page.goto(path)
    if "/nothing/" not in path:
        faults.expect(answer.status == 200, path, f"answers {answer.status}")
    look_at(page, faults, path)


def send_wrong(page: Any, faults: Faults, path: str, typed: dict[str, str]) -> None:
    """What a form says when what was typed is wrong."""
    page.goto(path if path != "/portfolios/" else "/portfolios/new/")
    with page.expect_navigation():
        page.evaluate(
            """([path, typed]) => {
                const form = document.createElement("form");
                form.method = "post"; form.action = path;
                const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
                for (const [name, value] of Object.entries({ ...typed, csrfmiddlewaretoken: token })) {
                    const input = document.createElement("input");
                    input.name = name; input.value = value; form.append(input);
                }
                document.body.append(form); form.submit();
            }""",
            [path, typed],
        )
    look_at(page, faults, f"{path} with mistakes")


def test_every_page_of_ones_own(new_page: Any, live_server: Any, cast: Cast, world: World) -> None:
    faults = Faults()
    with looking(new_page, live_server.url, cast.owner, faults, viewport=DESK) as page:
        for path in dict.fromkeys([*lists(), *pages_of(world), *others(world), *OF_THE_ACCOUNT]):
            visit(page, faults, path)
        for path, typed in WRONG.items():
            send_wrong(page, faults, path, typed)
    assert not faults.found, str(faults)


def test_what_a_reader_and_a_guest_see(new_page: Any, live_server: Any, cast: Cast, world: World) -> None:
    faults = Faults()
    whole = world.portfolio
    request = Reader.objects.of(whole).get()
    pages = ["/", "/notices/", whole.get_absolute_url(), world.section.get_absolute_url()]
    with looking(new_page, live_server.url, cast.reader, faults, viewport=DESK) as page:
        for path in [*pages, f"{whole.get_absolute_url()}feedback/", f"{whole.get_absolute_url()}coverage/"]:
            visit(page, faults, path)
    with looking(new_page, live_server.url, cast.administrator, faults, viewport=DESK) as page:
        visit(page, faults, "/privacy/openings/")
        visit(page, faults, "/scheme-leads/")
        send_wrong(page, faults, "/privacy/openings/", {"address": "nowhere", "reason": "Because."})
    put(whole, "public", cast)
    with looking(new_page, live_server.url, None, faults, viewport=DESK) as page:
        for path in [*FOR_GUESTS, whole.get_absolute_url(), world.section.get_absolute_url()]:
            visit(page, faults, path)
        visit(page, faults, reverse("reading_request", args=[request.token]))
        visit(page, faults, GuestLink.objects.get().link.get_absolute_url())
        send_wrong(page, faults, "/accounts/login/", {"login": "nobody@a.example", "password": "wrong"})
        send_wrong(page, faults, "/accounts/signup/", {"email": "no address"})
    assert not faults.found, str(faults)
