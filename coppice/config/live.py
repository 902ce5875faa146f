"""The live process as an ASGI server loads it: `granian --interface asgi coppice.config.live:application`."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coppice.config.settings")
django.setup()

from coppice.chats.live.application import Live  # noqa: E402  after Django is ready
from coppice.config.serving import end_with_parent  # noqa: E402

end_with_parent()
application = Live()
