"""`manage.py import_portfolio FILE --person EMAIL`: bring a document or an archive in without the pages."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q
from django.utils import timezone

from coppice.accounts.models import Person
from coppice.frameworks.models import Edition
from coppice.kernel.refusals import Refusal
from coppice.portfolios import tasks
from coppice.portfolios.models.transfer import State, Transfer


class Command(BaseCommand):
    help = "Bring a portfolio in and print one JSON summary. Passages go where they seem to belong."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--person", required=True, help="e-mail address of its owner")
        parser.add_argument("--framework", default="cmalt", help="what a document was written for (default: cmalt)")
        parser.add_argument("--pathway", default="", help="its pathway (default: the one named like the framework)")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            made = self.bring(Path(options["file"]), options["person"], options["framework"], options["pathway"])
        except (Refusal, OSError) as reason:
            raise CommandError(str(reason)) from reason
        if made.state != State.DONE:
            raise CommandError(made.sentence)
        self.stdout.write(json.dumps(made.summary, ensure_ascii=False))

    def bring(self, file: Path, email: str, slug: str, pathway: str) -> Transfer:
        known = Q(email__iexact=email) | Q(emailaddress__email__iexact=email, emailaddress__verified=True)
        person = Person.objects.filter(known).first()
        if person is None:
            raise CommandError(f"Nobody here has the address {email}.")
        edition = Edition.objects.offered().filter(slug=slug).first()
        if edition is None:
            raise CommandError(f"There is no framework {slug} here.")
        codes = [each.code for each in edition.framework.pathways]
        chosen = pathway or (slug if slug in codes else codes[0])
        if chosen not in codes:
            raise CommandError(f"{edition} has the pathways {', '.join(codes)}.")
        now = timezone.now()
        with file.open("rb") as upload:
            made = Transfer.bring_in(
                upload=upload, name=file.name, edition=edition, pathway=chosen, by=person, now=now, queued=False
            )
        tasks.read_import.call(str(made.pk))
        made.refresh_from_db()
        if made.state == State.READY:
            made.confirm(proposal=made.proposal, now=now, queued=False)
            tasks.settle_import.call(str(made.pk))
            made.refresh_from_db()
        made.forget_files()
        return made
