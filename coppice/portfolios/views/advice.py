"""Which pathway of a framework? Answers come with the address and are kept nowhere."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from coppice.audience.viewing import Request
from coppice.frameworks.models import Edition
from coppice.portfolios import advising


def show(request: Request, pk: UUID) -> HttpResponse:
    """Sentences to say yes to; once some are, every pathway with the reasons for it."""
    edition = get_object_or_404(Edition.objects.visible_to(request.viewer), pk=pk)
    ticked, framework = request.GET.getlist("yes"), edition.framework
    shown = advising.shown_by(request.user, framework)
    context = {
        "edition": edition,
        "sentences": advising.sentences(framework, ticked),
        "shown": shown,
        "advice": advising.advise(framework, ticked, shown) if "asked" in request.GET else [],
    }
    return render(request, "portfolios/advice.html", context)
