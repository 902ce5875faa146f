"""These tests are of what notices do by themselves, whatever other apps add to digests."""

import pytest

from coppice.notices import digest, kinds


@pytest.fixture(autouse=True)
def without_sections(monkeypatch: pytest.MonkeyPatch) -> None:
    alone = {code: kind for code, kind in kinds._kinds.items() if not kind.collected}
    monkeypatch.setattr(kinds, "_kinds", alone)
    monkeypatch.setattr(digest, "_sources", {})
