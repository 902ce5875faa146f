"""Publishes a framework from a file, or says line by line why not."""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from coppice.frameworks.models import Edition
from coppice.frameworks.reading import WrongFile
from coppice.frameworks.tree import MOST_BYTES
from coppice.kernel.refusals import Refusal


class Command(BaseCommand):
    help = "Publish a framework from a YAML file. Prints one line of JSON; ends with 1 when the file is refused."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            with file.open("rb") as opened:
                edition, new = Edition.objects.publish(opened.read(MOST_BYTES + 1))
        except WrongFile as wrong:
            self._refuse([{"line": mistake.line, "reason": mistake.reason} for mistake in wrong.mistakes])
        except Refusal as refusal:
            self._refuse([{"line": 0, "reason": refusal.sentence}])
        except OSError as error:
            self._refuse([{"line": 0, "reason": f"{file} can't be opened: {error.strerror}."}])
        else:
            self._say({"ok": True, "new": new, **_summary(edition)})

    def _refuse(self, mistakes: list[dict[str, object]]) -> None:
        self._say({"ok": False, "mistakes": mistakes})
        sys.exit(1)

    def _say(self, said: dict[str, object]) -> None:
        self.stdout.write(json.dumps(said, ensure_ascii=False))


def _summary(edition: Edition) -> dict[str, object]:
    framework = edition.framework
    return {
        "slug": edition.slug,
        "version": edition.version,
        "name": edition.name,
        "pathways": [pathway.code for pathway in framework.pathways],
        "sections": len([node for node in framework.nodes.values() if node.is_written]),
        "principles": len(framework.principles),
        "checksum": edition.checksum,
    }
