"""The app of mail that comes in."""

from django.apps import AppConfig


class InboundConfig(AppConfig):
    """Floor 9. Listens beside the worker, and hands mail to the journal."""

    name = "coppice.inbound"
    label = "inbound"

    def ready(self) -> None:
        from coppice.inbound import targets
        from coppice.inbound.keeping import by_mail, keep
        from coppice.inbound.listening import Listening
        from coppice.journal import ways
        from coppice.queue import beside

        targets.register("keep", keep)
        ways.register(by_mail)
        beside.register(Listening())
