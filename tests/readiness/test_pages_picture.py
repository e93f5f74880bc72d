"""The picture's pages: what they say, to whom, and that every figure leads to what it is made of."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests import factories
from tests.readiness.city import City, city, claimed, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(settings: Any) -> City:
    settings.SIAGA_NOW = factories.NOW
    return told(city())


def opened(client: Client, role: str, path: str, at: Any, **more: Any) -> Any:
    client.force_login(factories.account(f"contoh-{role}", role, at=at, **more))
    return client.get(path)


@pytest.mark.parametrize(
    "tail",
    [
        "",
        "?skala=kerawanan",
        "?pada=2024-10-29",
        "?sejak=2024-10-27",
        "indikator/",
        "indikator/?skala=kerawanan",
        "instansi/",
        "tps/",
        "tps/?skala=kerawanan",
        "lembar/",
    ],
)
@pytest.mark.parametrize("code", ["16.72", "16.72.01", "16.72.01.1001"])
def test_every_page_of_a_region_opens(client: Client, world: City, code: str, tail: str) -> None:
    claimed(world)
    answer = opened(client, "leader", f"/gambaran/pilkada-2024/{code}/{tail}", world.tree["16.72"])
    assert answer.status_code == 200
    assert "Sukorejo" in answer.content.decode() or "Pagar Alam" in answer.content.decode()
