"""What of chats can be found: the title and what to read before; afterwards the questions, and what came of it.

Not what was answered: how somebody stands in a transcript is theirs to choose, and there it is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from coppice.chats.models import Chat, Transcript
from coppice.kernel import richtext
from coppice.kernel.findable import Kind, Thing, Watch

BEFORE = ("opening", "reading")


def things(keys: Sequence[UUID]) -> Iterator[Thing]:
    published = {one.pk: one.summary for one in Transcript.objects.filter(pk__in=keys)}
    for one in Chat.everything.filter(pk__in=keys).prefetch_related("questions"):
        said = [richtext.plain(one.texts[code]) for code in BEFORE if one.texts.get(code)]
        if one.pk in published:
            said += [*(question.words for question in one.questions.all()), richtext.plain(published[one.pk])]
        text = " · ".join(filter(None, said))
        yield Thing(key=one.pk, item=one.pk, title=one.title, text=text, path=one.get_absolute_url())


KINDS = (
    Kind(
        code="chat",
        label=_("Chat hour"),
        plural=_("Chat hours"),
        things=things,
        rows=Chat.everything.all,
        watches=(
            Watch("audience_item", ("title",), only="kind = 'chat'"),
            Watch("chats_chat", ("texts",), key="item_ptr_id"),
            Watch("chats_transcript", ("summary",), key="chat_id", is_part=True),
        ),
        weight=0.2,
    ),
)
