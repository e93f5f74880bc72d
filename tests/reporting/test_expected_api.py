"""``GET /expected-reports``: statuses, filters, and each caller's own reach."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from siaga.elections.models import Election
from siaga.wilayah.models import Region
from tests import factories
from tests.factories import NOW
from tests.factories import duties as made
from tests.reporting.test_owed import report

LATER = NOW + timedelta(hours=10)
pytestmark = [pytest.mark.django_db, pytest.mark.clock(LATER)]


@pytest.fixture
def world() -> Election:
    election, _regions, _stations = made.pagar_alam(stations=1)
    made.duty(election)
    report("16.72.01.1001/001", NOW)
    report("16.72.01.1002/001", NOW + timedelta(hours=9))
    report("16.72.03.1001/001", NOW, nil=True)
    return election


def asked(role: str, code: str, query: str = "", **fields: object) -> Any:
    client = Client()
    client.force_login(factories.account(f"contoh-{role}", role, at=Region.objects.get(code=code), **fields))
    response = client.get(f"/api/v1/expected-reports?{query}")
    assert response.status_code == 200, response.content
    return response.json()


def test_each_status_finds_its_rows(world: Election) -> None:
    client = Client()
    client.force_login(factories.account("contoh", "secretariat", at=Region.objects.get(code="16.72")))
    found = {}
    for status in ("due", "late", "received", "nil"):
        body = client.get(f"/api/v1/expected-reports?status={status}&election=pilkada-2024&limit=500").json()
        assert {row["status"] for row in body["items"]} == {status}
        found[status] = body["count"]
    assert found == {"due": 56, "late": 1, "received": 2, "nil": 1}
    whole = client.get("/api/v1/expected-reports?limit=4").json()
    assert whole["count"] == sum(found.values())
    rows = {row["unit"]: row for row in whole["items"]}
    late = rows["tps:16.72.01.1002/001"]
    assert (late["late"], late["status"], late["role"]) == (True, "received", "field")
    assert late["due"] == "2024-10-30T09:00:00Z" or late["due"].startswith("2024-10-30T16:00:00+07")
    assert rows["tps:16.72.03.1002/001"]["submission"] is None


@pytest.mark.parametrize(
    ("role", "code", "fields", "units"),
    [
        ("secretariat", "16.72", {}, 4),
        ("desa", "16.72.03.1001", {}, 1),
        ("field", "16.72", {"units": ("16.72.01.1001/001",)}, 1),
        ("secretariat", "16.03", {}, 0),
    ],
)
def test_the_answer_follows_the_callers_reach(
    world: Election, role: str, code: str, fields: dict[str, object], units: int
) -> None:
    body = asked(role, code, "limit=500", **fields)
    assert len({row["unit"] for row in body["items"]}) == units


def test_a_region_narrows_and_a_foreign_one_is_not_there(world: Election) -> None:
    body = asked("secretariat", "16.72", "region=16.72.03&instrument=kesiapan-tps&limit=500")
    assert {row["unit"] for row in body["items"]} == {"tps:16.72.03.1001/001", "tps:16.72.03.1002/001"}
    client = Client()
    client.force_login(factories.account("lain", "secretariat", at=Region.objects.get(code="16.03")))
    assert client.get("/api/v1/expected-reports?region=16.72.03").status_code == 404
