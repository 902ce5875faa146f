"""The floors hold for tables, templates and addresses too: nothing leads up. import-linter sees to the imports."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import Field, ForeignObject
from django.urls import URLPattern, URLResolver, get_resolver

ROOT = Path(__file__).resolve().parents[1]
CODE = ROOT / "coppice"
TAG = re.compile(r"""{%-?\s*(?P<tag>extends|include|url)\s+["'](?P<target>[^"']+)["']""")
OF_OTHERS = "accounts"
"""Whatever allauth brings along belongs to the floor that uses it. Which of its addresses there are depends on settings."""


def read_floors() -> dict[str, int]:
    """The floor of each app, from the list that import-linter enforces."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    return {app.strip(): floor for floor, layer in enumerate(reversed(layers)) for app in re.split(r"[|:]", layer)}


FLOORS = read_floors()


def may_use(app: str, other: str) -> bool:
    return app == other or other in {"kernel", "ui"} or FLOORS[other] < FLOORS[app]


def test_every_app_has_a_floor_and_every_floor_an_app() -> None:
    assert {path.parent.name for path in CODE.glob("*/__init__.py")} == set(FLOORS)


def relations() -> Iterator[tuple[str, str, str]]:
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.get_fields():
            if isinstance(field, Field) and isinstance(field, ForeignObject) and field.model is model:
                yield model.__module__, f"{model._meta.label}.{field.name}", field.related_model.__module__


def app_of(module: str) -> str | None:
    parts = module.split(".")
    return parts[1] if parts[0] == "coppice" else None


def test_no_foreign_key_leads_up() -> None:
    found = [(app_of(source), label, app_of(target)) for source, label, target in relations()]
    assert any(app and target for app, _, target in found)
    up = [f"{label} -> {target}" for app, label, target in found if app and target and not may_use(app, target)]
    assert not up


def owner_of_template(name: str) -> str | None:
    for path in CODE.glob(f"*/templates/{name}"):
        return path.relative_to(CODE).parts[0]
    return None


def url_owners(resolver: URLResolver, module: str, namespace: str = "") -> Iterator[tuple[str, str]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            inside = getattr(entry.urlconf_module, "__name__", module)
            outer = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from url_owners(entry, inside, outer)
        elif isinstance(entry, URLPattern) and entry.name:
            yield f"{namespace}{entry.name}", app_of(module) or OF_OTHERS


def templates() -> list[Path]:
    return sorted(path for path in CODE.glob("*/templates/**/*") if path.is_file())


@pytest.mark.parametrize("path", templates(), ids=lambda path: str(path.relative_to(CODE)))
def test_no_template_leads_up(path: Path) -> None:
    app = path.relative_to(CODE).parts[0]
    owners = dict(url_owners(get_resolver(), "coppice.config.urls"))
    for tag, target in TAG.findall(path.read_text(encoding="utf-8")):
        owner = owners.get(target) if tag == "url" else owner_of_template(target.split("#")[0])
        if tag == "url" and path.parent.name != "account":
            assert owner, f"no address is called {target}"
        if owner:
            assert may_use(app, owner), f"{tag} {target} leads up to {owner}"
