"""The frameworks that come with Coppice. They are published after each migration, and again without effect."""

from functools import cache
from pathlib import Path
from typing import Any

from coppice.kernel.refusals import Refusal

FOLDER = Path(__file__).parent / "data"


@cache
def sources() -> tuple[bytes, ...]:
    return tuple(file.read_bytes() for file in sorted(FOLDER.glob("*.yaml")))


def publish_shipped(verbosity: int = 1, using: str = "default", **_: Any) -> None:
    """A receiver of `post_migrate`. A shipped file that changed without a new version is reported, not loaded."""
    from coppice.frameworks.models import Edition

    for source in sources():
        try:
            edition, new = Edition.objects.using(using).publish(source)
        except Refusal as refusal:
            print(refusal.sentence)  # noqa: T201
        else:
            if new and verbosity > 1:
                print(f"  Published {edition}")  # noqa: T201
