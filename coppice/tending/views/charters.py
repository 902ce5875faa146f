"""The charter: what is agreed, what members are asked about, earlier versions, and the draft."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from coppice.accounts.requests import PersonRequest
from coppice.audience.viewing import Request
from coppice.discussion import threads
from coppice.kernel.resources import allow, see_other
from coppice.revisions import comparing
from coppice.tending import desk
from coppice.tending.forms import CloseForm, PutForm
from coppice.tending.models import FACETS, Charter, CharterVersion, Choice
from coppice.tending.views.loading import group_or_404, my_group, tended_group


def show(request: PersonRequest, slug: str, form: CloseForm | None = None) -> HttpResponse:
    """What the group agreed last; for members also what they are asked about."""
    group = group_or_404(request, slug)
    is_member, tends = group.has(request.user), group.is_tended_by(request.user)
    agreed = CharterVersion.objects.agreed(group)
    put = CharterVersion.objects.put(group) if is_member else None
    context = {
        "group": group,
        "agreed": agreed,
        "put": put,
        "said": put.says.filter(person=request.user).first() if put else None,
        "changes": changes(agreed, put) if put else [],
        "choices": Choice,
        "versions": CharterVersion.objects.filter(group=group, closed_at__isnull=False),
        "tends": tends and group.is_open_for_writing,
        "draft": Charter.objects.visible_to(request.user).filter(tended=group).first() if is_member else None,
        "form": form or (CloseForm() if tends and put else None),
    }
    return render(request, "tending/charter.html", context, status=422 if form and form.errors else 200)


def changes(old: CharterVersion | None, new: CharterVersion) -> list[tuple[str, comparing.Comparison]]:
    """What would be different, text by text."""
    before = old.texts if old else {}
    return [
        (str(title), comparing.compare(before.get(code, ""), new.texts.get(code, "")))
        for code, (title, _asks) in FACETS.items()
        if before.get(code, "") != new.texts.get(code, "")
    ]


def version(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """One that was closed."""
    group = group_or_404(request, slug)
    closed = CharterVersion.objects.filter(group=group, closed_at__isnull=False)
    found: CharterVersion = get_object_or_404(closed, number=number)
    return render(request, "tending/charter_version.html", {"group": group, "version": found})


def take_up(request: PersonRequest, slug: str) -> HttpResponse:
    """Write the charter, or the next one."""
    group = tended_group(request, slug)
    draft = Charter.take_up(group=group, by=request.user, now=timezone.now())
    return see_other(draft.get_absolute_url())


def put(request: PersonRequest, slug: str) -> HttpResponse:
    """Ask the members about the draft."""
    group = tended_group(request, slug)
    form = PutForm(request.POST)
    note = form.cleaned_data["note"] if form.is_valid() else ""
    draft: Charter = get_object_or_404(Charter.objects.visible_to(request.user), tended=group)
    CharterVersion.put_to_members(draft=draft, note=note, by=request.user, now=timezone.now())
    messages.success(request, _("Every member is asked now. Give them time, and close it when they have answered."))
    return see_other(reverse("tending:charter", args=[slug]))


def put_or_404(request: PersonRequest, slug: str) -> CharterVersion:
    found = CharterVersion.objects.put(my_group(request, slug))
    if found is None:
        raise Http404
    return found


def say(request: PersonRequest, slug: str) -> HttpResponse:
    """A member’s own yes, no or neither."""
    asked = put_or_404(request, slug)
    allow(request.POST.get("choice") in Choice.values)
    asked.say(request.POST["choice"], by=request.user)
    messages.success(request, _("Kept. You can change it until it is closed; nobody sees who says what."))
    return see_other(reverse("tending:charter", args=[slug]))


def close(request: PersonRequest, slug: str) -> HttpResponse:
    """Count, and let the names go."""
    asked = put_or_404(request, slug)
    allow(asked.group.is_tended_by(request.user))
    form = CloseForm(request.POST)
    if not form.is_valid():
        return show(request, slug, form)
    if asked.close(by=request.user, now=timezone.now(), review_on=form.cleaned_data["review_on"]):
        messages.success(request, _("It is agreed, and stands on the group’s page now."))
    else:
        messages.info(
            request, _("It was not agreed. What was agreed before holds; talk about the draft and ask again.")
        )
    return see_other(reverse("tending:charter", args=[slug]))


def draft(request: Request, pk: UUID) -> HttpResponse:
    """The draft: for who tends the group the place to write, for other readers what there is to read and to say."""
    seen = Charter.objects.visible_to(request.viewer).select_related("author", "tended")
    found: Charter = get_object_or_404(seen, pk=pk)
    now = timezone.now()
    texts = {code: found.text(code) for code in FACETS}
    board = threads.board(found, request.viewer, texts, now=now)
    if found.can_be_changed_by(request.user):
        context = {"draft": found, "board": board, "writings": desk.writings(found, board), "form": PutForm()}
        return render(request, "tending/draft_write.html", context)
    facets = [(str(title), board.texts.get(code)) for code, (title, _asks) in FACETS.items() if texts[code]]
    return render(request, "tending/draft.html", {"draft": found, "board": board, "facets": facets})
