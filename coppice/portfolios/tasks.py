"""Portfolios on their way in and out. Each can be killed at any moment and done again."""

from __future__ import annotations

import logging
import shutil
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, transaction
from django.tasks import task
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coppice.accounts.languages import in_language_of
from coppice.kernel.refusals import Refusal
from coppice.portfolios import moving
from coppice.portfolios.models.transfer import State, Transfer
from coppice.queue.marks import attempts, long
from coppice.queue.periodic import every
from coppice.queue.running import described, settle

log = logging.getLogger(__name__)
FAILED = _("Something went wrong on our side. Nothing was changed; please try again later.")


@task
@attempts(3)
@long
def make_export(transfer_id: str) -> None:
    """Write the file, then say so."""
    carry_out(transfer_id, moving.export)


@task
@attempts(3)
@long
def read_import(transfer_id: str) -> None:
    """Read what was brought and propose where it belongs."""
    carry_out(transfer_id, moving.propose)


@task
@attempts(3)
@long
def settle_import(transfer_id: str) -> None:
    """Make the portfolio as it was confirmed."""
    carry_out(transfer_id, moving.settle_in)


@every(hours=6)
@task
def forget_transfers() -> None:
    """Delete what lay here for seven days, files and all."""
    for transfer in Transfer.objects.over(timezone.now()):
        transfer.forget_files()
        transfer.delete()
    forget_strays()


def forget_strays() -> None:
    """Delete folders of transfers that are no more, as when a worker was killed while their person left."""
    for folder in (settings.HOME / "transfers").glob("*-*"):
        lately = folder.stat().st_mtime > (timezone.now() - timedelta(hours=1)).timestamp()
        if not lately and not Transfer.objects.filter(pk=folder.name).exists():
            shutil.rmtree(folder, ignore_errors=True)


def carry_out(transfer_id: str, step: moving.Step) -> None:
    """One step: the slow part first, then its rows together with the end of the task.

    It speaks the language of whoever asked for it. Whoever leaves meanwhile takes the transfer with them; then its
    files go as well.
    """
    transfer = Transfer.objects.filter(pk=transfer_id).select_related("person", "portfolio", "edition").first()
    if transfer is None or not transfer.is_moving:
        return
    try:
        with in_language_of(transfer.person):
            _attempt(transfer, step)
    finally:
        if not Transfer.objects.filter(pk=transfer_id).exists():
            transfer.forget_files()


def _attempt(transfer: Transfer, step: moving.Step) -> None:
    try:
        conclude = step(transfer)
        with transaction.atomic():
            conclude()
            settle()
    except Refusal as refusal:
        _give_up(transfer, refusal.sentence)
    except DatabaseError:
        raise
    except Exception as failure:  # noqa: BLE001 whatever it is, the person is told and need not wait for it
        log.error("A transfer failed: %s", described(failure))
        _give_up(transfer, str(FAILED))


def _give_up(transfer: Transfer, sentence: str) -> None:
    with transaction.atomic():
        transfer.refresh_from_db()
        transfer.finish(State.FAILED, sentence=sentence, now=timezone.now())
        settle()
