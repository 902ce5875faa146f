"""The page on which every component can be seen together, for whoever builds or judges the look. Demo only."""

from __future__ import annotations

from datetime import timedelta

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from coppice.ui.shell import Place

REACHES = [("only_me", "Only me"), ("group", "Evaluation SIG (9 members)"), ("members", "All members")]


class SampleForm(forms.Form):
    """One field of each sort."""

    title = forms.CharField(label="What happened?", help_text="A line that you will recognise in a year.")
    day = forms.DateField(label="When", widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    story = forms.CharField(label="What you learned", widget=forms.Textarea, required=False)
    reach = forms.ChoiceField(label="Who can see it", choices=REACHES, widget=forms.RadioSelect)
    setting = forms.ChoiceField(
        label="Where", choices=[("", "Choose one"), ("campus", "On campus"), ("online", "Online")]
    )
    agreed = forms.BooleanField(label="The people in it know that I wrote about them", required=False)
    picture = forms.FileField(label="A picture or a file", required=False, help_text="Up to 50 MB.")


@require_safe
def look(request: HttpRequest) -> HttpResponse:
    """All components on made-up content."""
    if not settings.DEMO:
        raise Http404
    now = timezone.now()
    form = (
        SampleForm({"title": "", "reach": "only_me"})
        if "mend" in request.GET
        else SampleForm(initial={"reach": "only_me"})
    )
    context = {
        "form": form,
        "now": now,
        "yesterday": now - timedelta(days=1),
        "long_ago": now - timedelta(days=500),
        "trail": [Place("Portfolio", "#"), Place("CMALT, first submission", "#")],
        "tabs": [Place("Write", "#", here=True), Place("Evidence", "#"), Place("Feedback", "#")],
        "principles": ["Interplay", "Currency", "Empathy", "Dissemination"],
        "coverage": [
            ("1a Constraints and benefits", ["reviewed", "evidenced", "claimed", "none"]),
            ("2b Understanding your learners", ["reflected", "none", "reviewed", "claimed"]),
            ("4a Working with others", ["claimed", "evidenced", "reflected", "reviewed"]),
        ],
    }
    part = request.GET.get("part", "")
    pages = {"table": "ui/look/table.html", "forms": "ui/look/forms.html", "bare": "ui/look/bare.html"}
    return render(request, pages.get(part, "ui/look/text.html"), context)
