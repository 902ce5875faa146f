"""What a browser needs to install the community as an app, and how an administrator takes it back."""

import io
import json
from typing import Any

import pytest
from django.test import Client
from PIL import Image

from coppice.portfolios.tests.makers import person
from coppice.ui.binding import bound

pytestmark = pytest.mark.django_db


def test_the_manifest_names_the_community_and_where_shares_go(client: Client, settings: Any) -> None:
    settings.COMMUNITY_NAME = "Ffynnon learning technologists"
    answer = client.get("/manifest.webmanifest")
    said = json.loads(answer.content)
    assert answer["Content-Type"] == "application/manifest+json"
    assert said["name"] == "Ffynnon learning technologists"
    assert said["share_target"]["method"] == "POST"
    assert client.get(said["share_target"]["action"]).status_code == 302
    assert {icon["purpose"] for icon in said["icons"]} == {"any", "maskable"}
    for icon in said["icons"]:
        with Image.open(io.BytesIO(client.get(icon["src"]).content)) as picture:
            assert f"{picture.width}x{picture.height}" == icon["sizes"]
            assert len(picture.convert("RGB").getcolors(100_000) or []) > 2
    assert client.get("/look/icon-9000.png").status_code == 404


def test_the_worker_is_of_this_release_and_may_tend_the_whole_site(client: Client) -> None:
    answer = client.get("/worker.js")
    text = answer.content.decode()
    assert answer["Content-Type"].startswith("text/javascript")
    assert answer["Cache-Control"] == "no-cache"
    assert "worker-src 'self'" in answer["Content-Security-Policy"]
    assert bound("js").url in text
    assert "takeIn" in text
    assert text == client.get("/worker.js").content.decode()


def test_the_page_put_by_says_nothing_of_whoever_asks(client: Client) -> None:
    client.force_login(person("Morwenna Pascoe"))
    text = client.get("/journal/new/offline/").content.decode()
    assert "Morwenna" not in text
    assert "csrfmiddlewaretoken" not in text
    assert "Sign out" not in text


def test_an_administrator_takes_the_app_off_every_device(client: Client, settings: Any) -> None:
    client.force_login(person())
    assert "/manifest.webmanifest" in client.get("/").content.decode()
    settings.INSTALLABLE = False
    assert "/manifest.webmanifest" not in client.get("/").content.decode()
    assert client.get("/manifest.webmanifest").status_code == 404
    farewell = client.get("/worker.js").content.decode()
    assert "unregister" in farewell
    assert "fetch" not in farewell
