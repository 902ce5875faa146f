"""A section as its readers see it, and what they recognise in it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from coppice.audience.viewing import Request
from coppice.discussion import threads
from coppice.kernel.resources import allow, see_other
from coppice.portfolios import desk
from coppice.portfolios.models import Section
from coppice.portfolios.views.loading import section_or_404


def show(request: Request, pk: UUID) -> HttpResponse:
    """What readers see; its author may look too."""
    return page(request, section_or_404(request, pk))


def page(request: Request, section: Section) -> HttpResponse:
    is_mine = section.can_be_changed_by(request.user)
    now, looking = timezone.now(), request.viewer
    sheet = desk.sheet(section, looking, now=now, is_mine=is_mine)
    texts = {writing.code: writing.html for writing in sheet.texts}
    board = threads.board(section, looking, texts, now=now, by_name=section.is_read_by_name)
    facets = [(writing, board.texts[writing.code]) for writing in sheet.texts]
    context = {"section": section, "sheet": sheet, "is_mine": is_mine, "board": board, "facets": facets}
    return render(request, "portfolios/sections/reading.html", context)


def recognise(request: Request, pk: UUID, code: str) -> HttpResponse:
    """A reader says that they see a principle here."""
    section = section_or_404(request, pk)
    allow(not section.can_be_changed_by(request.user))
    allow(not section.is_opened_by(request.user, now=timezone.now()))
    section.recognise(code=code, by=request.user, now=timezone.now())
    return see_other(section.get_absolute_url() + "#principles")


def take_back(request: Request, pk: UUID, code: str) -> HttpResponse:
    """A reader takes it back."""
    section = section_or_404(request, pk)
    allow(not section.can_be_changed_by(request.user))
    section.take_back_recognition(code=code, by=request.user)
    return see_other(section.get_absolute_url() + "#principles")
