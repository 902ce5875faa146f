"""A row with a folder of its own in the data folder."""

from __future__ import annotations

import shutil
from pathlib import Path

from django.conf import settings
from django.db import models


class InAFolder(models.Model):
    """What was brought lies in `source`, what was made of it in `result`."""

    class Meta:
        abstract = True

    @property
    def folder(self) -> Path:
        return Path(settings.HOME) / "transfers" / str(self.pk)

    @property
    def source(self) -> Path:
        return self.folder / "source"

    @property
    def result(self) -> Path:
        return self.folder / "result"

    def forget_files(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
