"""The page on which somebody covers parts of a picture of theirs before others see it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coppice.audience.viewing import Request
from coppice.files.covering import BLACK, BLUR, FORMS, Area
from coppice.files.models import File, Original
from coppice.kernel.refusals import Refusal
from coppice.kernel.resources import allow, see_other

MOST_AREAS = 20
SPARE = 3
SIDES = {
    "left": gettext_lazy("From the left, %"),
    "top": gettext_lazy("From the top, %"),
    "width": gettext_lazy("Width, %"),
    "height": gettext_lazy("Height, %"),
}


class NoPicture(Refusal):
    """Somebody asked to cover what is no picture."""


class AreaForm(forms.Form):
    """One rectangle in hundredths of the picture; a row without numbers is no row."""

    left = forms.FloatField(label=SIDES["left"], required=False, min_value=0, max_value=100)
    top = forms.FloatField(label=SIDES["top"], required=False, min_value=0, max_value=100)
    width = forms.FloatField(label=SIDES["width"], required=False, min_value=0.1, max_value=100)
    height = forms.FloatField(label=SIDES["height"], required=False, min_value=0.1, max_value=100)
    how = forms.ChoiceField(
        label=gettext_lazy("How"),
        choices=[(BLACK, gettext_lazy("Black out")), (BLUR, gettext_lazy("Blur"))],
        initial=BLACK,
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        missing = [name for name in SIDES if cleaned.get(name) is None and name not in self.errors]
        if len(missing) < len(SIDES):
            for name in missing:
                self.add_error(name, _("Give all four numbers, or none."))
        return cleaned

    def area(self) -> Area | None:
        return None if self.cleaned_data.get("left") is None else Area(**self.cleaned_data)


AreaRows = forms.formset_factory(AreaForm, extra=SPARE, max_num=MOST_AREAS, absolute_max=MOST_AREAS + 10)


def mine(request: Request, pk: UUID) -> File:
    file = get_object_or_404(File.objects.visible_to(request.viewer).select_related("item"), pk=pk)
    allow(file.can_be_changed_by(request.user))
    if file.media_type not in FORMS:
        raise NoPicture(_("Only pictures can be covered: take a picture of the page, or leave the file out."))
    return file


def show(request: Request, pk: UUID, rows: Any = None) -> HttpResponse:
    """The original, and the rectangles that cover it."""
    file = mine(request, pk)
    original = Original.objects.filter(file=file).first()
    rows = rows or AreaRows(initial=original.areas if original else [])
    picture = reverse("original" if original else "file", args=[file.pk])
    context = {"file": file, "original": original, "rows": rows, "picture": picture}
    return render(request, "files/redaction.html", context, status=422 if request.method == "POST" else 200)


def cover(request: Request, pk: UUID) -> HttpResponse:
    """Everybody sees the picture with these rectangles covered from the next request on."""
    file, rows = mine(request, pk), AreaRows(request.POST)
    if not rows.is_valid():
        return show(request, pk, rows)
    areas = [area for form in rows if (area := form.area())]
    if not areas:
        messages.warning(request, _("Draw a rectangle, or give its four numbers. Nothing was changed."))
        return see_other(reverse("redaction", args=[file.pk]))
    file.cover(areas, now=timezone.now())
    messages.success(request, _("Covered. Everybody who can see this picture sees it so; the original is yours alone."))
    return see_other(file.item.get_absolute_url())


def uncover(request: Request, pk: UUID) -> HttpResponse:
    """Show the original again."""
    file = mine(request, pk)
    file.uncover()
    messages.success(request, _("The picture is shown as it was."))
    return see_other(file.item.get_absolute_url())
