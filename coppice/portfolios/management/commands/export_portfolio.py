"""`manage.py export_portfolio ID --format pdf|site|docx|odt|epub|archive --output PATH`: one out without the pages."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from coppice.kernel.refusals import Refusal
from coppice.portfolios import moving
from coppice.portfolios.gathering import dossier_of
from coppice.portfolios.models import Portfolio
from coppice.portfolios.models.transfer import Format


class Command(BaseCommand):
    help = "Write a portfolio to a file and print one JSON summary."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("id", type=UUID)
        parser.add_argument("--format", choices=Format.values, required=True)
        parser.add_argument("--output", type=Path, required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        portfolio = (
            Portfolio.objects.filter(pk=options["id"], removed_at=None).select_related("author", "edition").first()
        )
        if portfolio is None:
            raise CommandError("There is no portfolio with this id.")
        dossier, target = dossier_of(portfolio), Path(options["output"])
        try:
            said = moving.write(dossier, options["format"], target)
        except (Refusal, OSError) as reason:
            raise CommandError(str(reason)) from reason
        summary = {
            "kind": options["format"], "sections": len(dossier.sections), "entries": len(dossier.entries),
            "files": len(dossier.files), "size": target.stat().st_size, "not_understood": said,
        }  # fmt: skip
        self.stdout.write(json.dumps(summary, ensure_ascii=False))
