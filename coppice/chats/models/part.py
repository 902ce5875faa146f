"""How somebody takes part in one chat: whether they come, whether they help, how they stand in the transcript."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coppice.accounts.models import Person
from coppice.kernel.refusals import Refusal

if TYPE_CHECKING:
    from coppice.chats.models.chat import Chat as ChatRow

# Trees and shrubs of a coppice and what lives there; after these, a number is added.
PSEUDONYMS = (
    "Alder Ash Aspen Beech Birch Blackthorn Bluebell Bramble Broom Buckthorn Cherry Chestnut Clover Dogwood Dormouse "
    "Elder Fern Foxglove Gorse Hawthorn Hazel Heather Holly Hornbeam Ivy Juniper Larch Lichen Lime Linden Maple Medlar "
    "Moss Nightjar Oak Oxlip Pine Plum Poplar Primrose Rowan Sallow Sloe Sorrel Spindle Teasel Thyme Violet Walnut "
    "Warbler Whitebeam Willow Woodruff Wren Yarrow Yew"
).split()


class Choice(models.TextChoices):
    """How one stands in the transcript. Without a choice one is left out."""

    NAMED = "named", gettext_lazy("With my name")
    PSEUDONYM = "pseudonym", gettext_lazy("Under a pseudonym")
    LEFT_OUT = "left_out", gettext_lazy("Left out")


class Part(models.Model):
    """One person in one chat."""

    chat = models.ForeignKey("chats.Chat", on_delete=models.CASCADE, related_name="parts")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    comes = models.BooleanField(default=False)
    helps = models.BooleanField(default=False)
    choice = models.CharField(max_length=10, choices=Choice.choices, blank=True)
    pseudonym = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["chat", "person"], name="one_part_each"),
            models.UniqueConstraint(
                fields=["chat", "pseudonym"], condition=~Q(pseudonym=""), name="one_pseudonym_each"
            ),
            models.CheckConstraint(name="a_pseudonym_is_there", condition=~Q(choice="pseudonym") | ~Q(pseudonym="")),
        ]

    @property
    def stands(self) -> str:
        """As what; without a choice, left out."""
        return self.choice or Choice.LEFT_OUT

    @classmethod
    def of(cls, chat: ChatRow, person: Person) -> Part:
        return cls.objects.get_or_create(chat=chat, person=person)[0]

    @classmethod
    @transaction.atomic
    def come(cls, chat: ChatRow, comes: bool, *, by: Person) -> None:
        """Say that one comes, or not after all."""
        cls.objects.update_or_create(chat=chat, person=by, defaults={"comes": comes})

    @classmethod
    @transaction.atomic
    def help(cls, chat: ChatRow, person: Person, helps: bool) -> None:
        """A helper may take the chair."""
        cls.objects.update_or_create(chat=chat, person=person, defaults={"helps": helps})

    @classmethod
    @transaction.atomic
    def choose(cls, chat: ChatRow, choice: str, *, by: Person) -> Part:
        """Choose how to stand in the transcript, until it is published. A pseudonym is drawn once and stays."""
        row = chat.held()
        if getattr(row, "transcript", None) is not None:
            raise Refusal(
                _("The transcript is published and does not change. You can take your words out of it there.")
            )
        if choice not in Choice.values:
            raise Refusal(_("Choose one of the three. Nothing was changed."))
        part = cls.of(row, by)
        if choice == Choice.PSEUDONYM and not part.pseudonym:
            part.pseudonym = cls.draw(row)
        part.choice = choice
        part.save(update_fields=["choice", "pseudonym"])
        return part

    @classmethod
    def draw(cls, chat: ChatRow) -> str:
        """A name that nobody has in this chat; the chat is held."""
        taken = set(cls.objects.filter(chat=chat).values_list("pseudonym", flat=True))
        for turn in range(1, 1000):
            free = [
                name for name in (f"{each} {turn}" if turn > 1 else each for each in PSEUDONYMS) if name not in taken
            ]
            if free:
                return secrets.choice(free)
        raise AssertionError("there are not so many people")
