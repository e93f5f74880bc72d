"""The picture's pages: what they say, to whom, and that every figure leads to what it is made of."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests import factories
from tests.readiness.city import City, city, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(settings: Any) -> City:
    settings.SIAGA_NOW = factories.NOW
    return told(city())


def opened(client: Client, role: str, path: str, at: Any, **more: Any) -> Any:
    client.force_login(factories.account(f"contoh-{role}", role, at=at, **more))
    return client.get(path)


def test_region(client: Client, world: City) -> None:
    answer = opened(client, "leader", "/gambaran/pilkada-2024/16.72/", world.tree["16.72"])
    assert answer.status_code == 200
