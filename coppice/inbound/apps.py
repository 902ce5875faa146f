"""The app of mail that comes in."""

from django.apps import AppConfig


class InboundConfig(AppConfig):
    """Floor 9. Listens beside the worker, and hands mail to the journal and to talk."""

    name = "coppice.inbound"
    label = "inbound"

    def ready(self) -> None:
        from coppice.groups import further
        from coppice.inbound import talking, targets
        from coppice.inbound.keeping import by_mail, keep
        from coppice.inbound.listening import Listening
        from coppice.journal import ways
        from coppice.notices import kinds, replies
        from coppice.queue import beside

        targets.register("keep", keep)
        targets.register("reply", talking.reply)
        targets.register("group", talking.start)
        ways.register(by_mail)
        further.register(talking.by_mail)
        replies.register(talking.reply_address)
        kinds.add("answers", ["mail held"])
        beside.register(Listening())
