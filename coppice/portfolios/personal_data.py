"""What the portfolios hold about a person."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from coppice.accounts.models import Person
from coppice.discussion.models import Comment
from coppice.portfolios.models import Occasion, Portfolio, Recognition, Section, Signature, Transfer
from coppice.queue.models import QueuedTask

TITLE = _("Your portfolios")


def held(person: Person) -> dict[str, Any]:
    """Every portfolio of the person, the bin included, and what they recognised in others'."""
    kept = Portfolio.everything.filter(author=person).select_related("edition", "carried")
    recognised = Recognition.objects.filter(by=person)
    return {
        "portfolios": [portfolio_held(portfolio) for portfolio in kept.order_by("created_at", "pk")],
        "transfers": [
            {"name": one.name, "inward": one.is_inward, "state": one.state, "at": one.made_at.isoformat()}
            for one in Transfer.objects.filter(person=person).order_by("made_at", "id")
        ],
        "recognised": [
            {"section": str(one.section_id), "code": one.code, "at": one.made_at.isoformat()} for one in recognised
        ],
    }


def erase(person: Person, *, leave_words: bool, now: datetime) -> None:
    """Every portfolio, what was brought in or taken out, and what others took out that names them."""
    for transfer in Transfer.objects.filter(Q(person=person) | naming(person)).distinct():
        QueuedTask.objects.naming(transfer.pk).delete()
        transfer.forget_with_its_files()
    Recognition.objects.filter(by=person).delete()
    Portfolio.everything.filter(author=person).delete()


def naming(person: Person) -> Q:
    """What colleagues took out of portfolios that the person commented on or recognised something in."""
    said = Comment.objects.filter(author=person).values("item_id")
    seen = Recognition.objects.filter(by=person).values("section_id")
    touched = Q(portfolio__in=said) | Q(portfolio__sections__in=said) | Q(portfolio__sections__in=seen)
    return Q(is_inward=False) & touched


def portfolio_held(portfolio: Portfolio) -> dict[str, Any]:
    sections = portfolio.sections.select_related("signature").prefetch_related(
        "claims", "evidence", "recognitions", "text_origins"
    )
    return {
        "id": str(portfolio.pk),
        "title": portfolio.title,
        "framework": str(portfolio.edition),
        "pathway": portfolio.pathway_code,
        "aim": portfolio.aim.isoformat() if portfolio.aim else None,
        "reach": portfolio.reach,
        **moments(portfolio),
        "came_along": came_along(portfolio),
        "occasions": [occasion_held(occasion) for occasion in portfolio.occasions.prefetch_related("standings")],
        "sections": [section_held(section) for section in sections.order_by("position", "number", "pk")],
    }


def came_along(portfolio: Portfolio) -> dict[str, Any] | None:
    """What an archive told of other people, where the portfolio came from one."""
    if not hasattr(portfolio, "carried"):
        return None
    kept = portfolio.carried
    return {"remarks": kept.remarks, "recognitions": kept.recognitions, "audience": kept.audience}


def occasion_held(occasion: Occasion) -> dict[str, Any]:
    """Where they said they were, the newest time first."""
    stood = [{"section": str(one.section_id), "step": one.step} for one in occasion.standings.all()]
    return {"begun": occasion.begun_at.isoformat(), "kept_as": occasion.kept_as, "standings": stood}


def section_held(section: Section) -> dict[str, Any]:
    return {
        "id": str(section.pk),
        "code": section.code,
        "number": section.number,
        "title": section.title,
        "status": section.status,
        "texts": section.texts,
        **moments(section),
        "claims": [claim.code for claim in section.claims.all()],
        "evidence": [
            {"entry": str(piece.entry_id), "note": piece.note, "shared": piece.shared}
            for piece in section.evidence.all()
        ],
        "signed": signature_held(section),
        "brought_over": [
            {"text": one.code, "from": one.told, "version": one.number, "at": one.brought_at.isoformat()}
            for one in section.text_origins.all()
        ],
        "recognised_by_readers": [one.code for one in section.recognitions.all()],
    }


def signature_held(section: Section) -> dict[str, Any] | None:
    signed: Signature | None = getattr(section, "signature", None)
    if signed is None:
        return None
    said = {"name": signed.name, "sentences": signed.sentences, "nominee": signed.nominee}
    return {**said, "at": signed.signed_at.isoformat()}


def moments(item: Portfolio | Section) -> dict[str, str | None]:
    names = ("created_at", "changed_at", "removed_at")
    return {name: value.isoformat() if (value := getattr(item, name)) else None for name in names}
