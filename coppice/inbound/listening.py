"""The listener beside the worker: of several workers on a machine one has the port, and the others wait for it."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from django.conf import settings

from coppice.inbound import addresses

if TYPE_CHECKING:
    from coppice.inbound.hearing import Ear

log = logging.getLogger(__name__)


class Listening:
    """Kept running by the worker."""

    def __init__(self) -> None:
        self.ear: Ear | None = None
        self.has_complained = False

    def keep_running(self) -> None:
        if not addresses.is_on() or not settings.INBOUND_PORT or (self.ear and self.ear.thread.is_alive()):
            return
        from coppice.inbound.hearing import Ear

        try:
            self.ear = Ear(settings.INBOUND_HOST, settings.INBOUND_PORT)
        except OSError as reason:
            if not self.has_complained:
                log.warning("Mail can’t be listened for at port %s yet (%s).", settings.INBOUND_PORT, reason)
            self.has_complained = True
            return
        self.ear.start()
        self.has_complained = False

    def stop(self) -> None:
        if self.ear is not None:
            self.ear.stop()
            self.ear = None
