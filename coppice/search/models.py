"""What search keeps: cards made from other things, what waits to be looked at, and the words there are.

All of it is derived. The tables are not Django's (`tables.py` makes them), so no backup copies them.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Card(models.Model):
    """One thing that can be found, as its words were when it was last looked at. Who may see it is never kept here.

    `stems` are its words in order, between spaces. `marks` are what else it is found by: its kind, the words of its
    title, pairs of words for quotations, and its doors (`doors.py`). `said` is its text as people read it.
    """

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=30)
    key = models.UUIDField()
    part = models.CharField(max_length=80, default="")
    item_id = models.UUIDField(null=True)
    title = models.TextField(default="")
    said = models.TextField(default="")
    path = models.TextField(default="")
    stems = models.TextField(default="")
    marks = models.TextField(default="")

    objects: ClassVar[models.Manager[Card]] = models.Manager()

    class Meta:
        managed = False
        db_table = "search_card"

    def __str__(self) -> str:
        return self.title

    @property
    def whole(self) -> str:
        """Everything it says."""
        return f"{self.title} {self.said}"


class Waiting(models.Model):
    """Something was written, shared or deleted: the index is to look at it. Rows are added by triggers, and read once.

    Without a key: all of that kind. Without a kind: whatever that item governs.
    """

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=30, default="")
    key = models.UUIDField(null=True)

    class Meta:
        managed = False
        db_table = "search_waiting"

    def __str__(self) -> str:
        return self.kind


class Word(models.Model):
    """A stem that occurs somewhere, so that a slip of the keys finds it."""

    word = models.CharField(max_length=40, primary_key=True)

    class Meta:
        managed = False
        db_table = "search_word"

    def __str__(self) -> str:
        return self.word
