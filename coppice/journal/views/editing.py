"""One entry to write: its texts, its details, its people."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coppice.audience.sentences import sentence_for
from coppice.audience.viewing import Request
from coppice.files.models import File
from coppice.journal import editing, speaking_to
from coppice.journal.cautions import before_sharing
from coppice.journal.editing import Typed
from coppice.journal.forms import DetailsForm, LinkRows, PersonRows, fingerprint, initial_of
from coppice.journal.models import Entry, Tool
from coppice.journal.views.capturing import signed_out
from coppice.kernel import richtext
from coppice.kernel.resources import allow, see_other

STALE = gettext_lazy(
    "This entry was changed elsewhere while you wrote. Below is what you typed; look through it and save again."
)
SET_ASIDE = gettext_lazy(
    "A text was changed elsewhere while you wrote. Nothing is lost: here are both, yours as a version of its own."
)
PROMPTS = {
    "happened": gettext_lazy("What did you do, with whom, and why then?"),
    "so_what": gettext_lazy("What does it show? What surprised you? What would you defend, and what not?"),
    "now_what": gettext_lazy("What will you do differently, and who should know?"),
}


class Forms:
    """The three forms of the page, empty or as they were sent."""

    def __init__(self, request: Request, entry: Entry) -> None:
        sent = request.POST if request.method == "POST" else None
        shown = initial_of(entry)
        offered = speaking_to.offered(entry.author)
        links = [{"url": row.url, "label": row.label} for row in entry.addresses.all()]
        people = [{"who": row.who, "state": row.state, "note": row.note} for row in entry.permissions.all()]
        self.current = fingerprint(shown)
        self.seen = request.POST.get("seen", "") if sent else self.current
        self.details = DetailsForm(sent, initial=shown, offered=offered, kept=shown["codes"])
        self.links = LinkRows(sent, initial=links, prefix="links")
        self.people = PersonRows(sent, initial=people, prefix="people")

    def are_valid(self) -> bool:
        valid = all([self.details.is_valid(), self.links.is_valid(), self.people.is_valid()])
        if valid and self.seen not in {"", self.current}:
            self.details.add_error(None, STALE)
            self.seen = self.current
            return False
        return valid

    def rows(self, name: str, *fields: str) -> list[Any]:
        """The rows of a set of forms that say something."""
        cleaned = [form.cleaned_data for form in getattr(self, name) if form.cleaned_data.get(fields[0])]
        return [tuple(row[field].strip() for field in fields) for row in cleaned]


def mine(request: Request, pk: UUID) -> Entry:
    seen = Entry.objects.visible_to(request.viewer)
    entry: Entry = get_object_or_404(
        seen.select_related("author").prefetch_related("tools", "codes", "addresses", "permissions"), pk=pk
    )
    allow(entry.can_be_changed_by(request.user))
    return entry


def show(request: Request, pk: UUID, entry: Entry | None = None, forms: Forms | None = None) -> HttpResponse:
    """The entry as its author writes it."""
    entry = entry or mine(request, pk)
    forms = forms or Forms(request, entry)
    context = {
        "entry": entry,
        "forms": forms,
        "texts": [text_field(request, entry, code, label) for code, label in entry.text_labels.items()],
        "chosen": set(forms.details.chosen_codes()),
        "files": File.objects.visible_to(request.viewer).of(entry),
        "tools": Tool.objects.filter(person=entry.author)[:200],
        "cautions": before_sharing(entry),
        "sentence": sentence_for(entry, request.user),
        "limit": settings.LARGEST_FILE // (1024 * 1024),
    }
    return render(request, "journal/edit.html", context, status=422 if request.method == "POST" else 200)


def text_field(request: Request, entry: Entry, code: str, label: str) -> dict[str, Any]:
    """One text with what the editor needs; what was typed into a plain field stays in it."""
    html = entry.text(code)
    return {
        "code": code,
        "label": label,
        "html": html,
        "markdown": request.POST.get(f"text_{code}", richtext.to_markdown(html)),
        "fingerprint": request.POST.get(f"base_{code}", richtext.fingerprint(html)),
        "url": reverse("text", args=[entry.pk, code]),
        "prompt": PROMPTS[code],
    }


def save(request: Request, pk: UUID) -> HttpResponse:
    """Save what the form holds. Texts come with it only where no script saves them as they are written."""
    if request.viewer.person is None:
        return signed_out(request)
    entry = mine(request, pk)
    forms = Forms(request, entry)
    if not forms.are_valid():
        return show(request, pk, entry, forms)
    now, person = timezone.now(), entry.author
    typed = {
        code: Typed(request.POST[f"text_{code}"], request.POST.get(f"base_{code}", ""))
        for code in entry.text_codes
        if f"text_{code}" in request.POST
    }
    details = forms.details.details(forms.rows("links", "url", "label"))
    people = forms.rows("people", "who", "state", "note")
    outcome = editing.save(entry, texts=typed, details=details, people=people, by=person, now=now)
    refused = editing.keep_files(entry, request.FILES.getlist("file"), by=person, now=now)
    return answer(request, entry, outcome, refused)


def answer(request: Request, entry: Entry, outcome: editing.Outcome, refused: list[str]) -> HttpResponse:
    if outcome.set_aside:
        messages.warning(
            request,
            SET_ASIDE,
        )
        number = outcome.set_aside[0].number
        return see_other(reverse("comparison", args=[entry.pk]) + f"?from={number}&to=now")
    if refused:
        messages.warning(
            request, _("Everything else is saved, but not every file: {reasons}").format(reasons=" ".join(refused))
        )
        return see_other(reverse("journal:edit", args=[entry.pk]) + "#files")
    messages.success(request, _("Saved."))
    return see_other(entry.get_absolute_url())
