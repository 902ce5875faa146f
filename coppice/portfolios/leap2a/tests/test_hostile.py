"""Hostile and broken exports: refused in a sentence, or tamed with everything else kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from coppice.journal.models import Entry, Origin
from coppice.kernel.refusals import Refusal
from coppice.portfolios import tasks
from coppice.portfolios.documents.intake import Kind, kind_of
from coppice.portfolios.documents.unpacking import Limits
from coppice.portfolios.leap2a.feed import read_feed
from coppice.portfolios.leap2a.package import opened_package
from coppice.portfolios.leap2a.parsing import parsed
from coppice.portfolios.leap2a.saying import size
from coppice.portfolios.leap2a.tests.hostile import REFUSED, TAMED, Maker
from coppice.portfolios.models.transfer import State, Transfer
from coppice.portfolios.tests.makers import NOW, person


@pytest.mark.parametrize(("make", "said"), REFUSED.values(), ids=REFUSED.keys())
def test_what_cannot_be_trusted_is_refused_in_words(tmp_path: Path, make: Maker, said: str) -> None:
    path = make(tmp_path)
    with pytest.raises(Refusal, match=said) as caught:
        read(path)
    assert caught.value.sentence.endswith(".")


def read(path: Path) -> Any:
    assert kind_of(path, path.name) is Kind.LEAP2A
    package = opened_package(path, Limits())
    return package, read_feed(package)


@pytest.mark.parametrize("make", TAMED.values(), ids=TAMED.keys())
def test_what_is_merely_odd_is_read_and_counted(tmp_path: Path, make: Maker) -> None:
    package, found = read(make(tmp_path))
    assert found.elements == size(parsed(package.content)[0])
    assert len({item.id for item in found.items}) == len(found.items)
    for item in found.items:
        assert len(item.title) <= 200
        assert "\x00" not in item.html + item.title
        for harm in ("<script", "javascript:", "onerror=", "onclick=", "<iframe", "file:///", 'src="data:'):
            assert harm not in item.html
        assert not any(link.url.startswith("javascript:") for link in item.links)
        assert not any(name.startswith("/") or ".." in name for name in item.files)


@pytest.mark.django_db
@pytest.mark.parametrize("make", TAMED.values(), ids=TAMED.keys())
def test_what_is_merely_odd_comes_in_whole(tmp_path: Path, make: Maker, settings: Any) -> None:
    settings.HOME, settings.FILES = tmp_path / "home", tmp_path / "home" / "files"
    me, path = person(), make(tmp_path)
    with path.open("rb") as upload:
        made = Transfer.bring_in(upload=upload, name=path.name, edition=None, pathway="", by=me, now=NOW)
    tasks.read_import.call(str(made.pk))
    made.refresh_from_db()
    assert made.state == State.READY, made.sentence
    made.confirm(proposal=made.proposal, now=NOW)
    tasks.settle_import.call(str(made.pk))
    made.refresh_from_db()
    assert made.state == State.DONE, made.sentence
    entries = Entry.objects.by(me)
    assert entries.count() == made.summary["entries"] == made.summary["items"] == Origin.objects.count()
    assert not entries.exclude(reach="only_me").exists()


def test_the_hostile_set_is_large_enough() -> None:
    assert len(REFUSED) + len(TAMED) >= 60
