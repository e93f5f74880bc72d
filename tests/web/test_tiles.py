from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(client: Client) -> Client:
    client.force_login(factories.account("lurah", "desa", at=factories.tree()["16.72.01.1001"]))
    return client


@pytest.fixture
def archive(settings: Any, tmp_path: Path) -> Iterator[bytes]:
    settings.HOME = tmp_path
    (tmp_path / "tiles").mkdir()
    content = bytes(range(256)) * 10
    (tmp_path / "tiles" / "kota.pmtiles").write_bytes(content)
    (tmp_path / "tiles" / "kota.txt").write_text("© kontributor peta contoh")
    return content


def test_maps_have_no_base_until_the_desk_puts_one_there(member: Client, settings: Any, tmp_path: Path) -> None:
    settings.HOME = tmp_path
    assert member.get("/peta/dasar.json").json() == {"tiles": []}


def test_an_archive_is_listed_with_its_attribution(member: Client, archive: bytes) -> None:
    assert member.get("/peta/dasar.json").json() == {
        "tiles": [{"url": "/peta/dasar/kota.pmtiles", "attribution": "© kontributor peta contoh"}]
    }


def test_ranges_are_answered_exactly(member: Client, archive: bytes) -> None:
    answer = member.get("/peta/dasar/kota.pmtiles", headers={"Range": "bytes=100-299"})
    assert answer.status_code == 206
    assert b"".join(answer.streaming_content) == archive[100:300]
    assert answer.headers["Content-Range"] == "bytes 100-299/2560"
    tail = member.get("/peta/dasar/kota.pmtiles", headers={"Range": "bytes=2500-9999"})
    assert b"".join(tail.streaming_content) == archive[2500:]


def test_a_range_beyond_the_end_is_refused(member: Client, archive: bytes) -> None:
    assert member.get("/peta/dasar/kota.pmtiles", headers={"Range": "bytes=2560-"}).status_code == 416


@pytest.mark.parametrize("name", ["lain", "..%2Fsecret-key", "%2e%2e"])
def test_nothing_else_of_the_home_folder_is_served(member: Client, archive: bytes, name: str) -> None:
    assert member.get(f"/peta/dasar/{name}.pmtiles").status_code == 404


def test_strangers_get_no_tiles(client: Client, archive: bytes) -> None:
    assert client.get("/peta/dasar/kota.pmtiles").status_code == 302
