"""The city of ``tests/factories`` with elections, stations, agencies and requests, and callers with tokens."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.test import Client

from siaga.desk.credentials import digest_of
from siaga.desk.models import ApiToken, SupportRequest
from tests import factories


@dataclass
class Caller:
    """Someone who calls the API with a token."""

    token: str
    client: Client

    def get(self, path: str, **query: Any) -> Any:
        return self.client.get(f"/api/v1{path}", query, headers=self._headers)

    def post(self, path: str, body: Any) -> Any:
        return self.client.post(
            f"/api/v1{path}", json.dumps(body), content_type="application/json", headers=self._headers
        )

    @property
    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"} if self.token else {}


@pytest.fixture
def city(db: None) -> dict[str, Any]:
    """Kota Pagar Alam with two elections, four stations, four agencies and two requests; the regency next door."""
    regions = factories.tree()
    election = factories.election(regions["16.72"])
    older = factories.election(regions["16"], "pemilu-2024", date(2024, 2, 14))
    stations = [
        factories.station(election, regions["16.72.01.1001"], 1, voters_male=230, voters_female=240, voters_total=470),
        factories.station(election, regions["16.72.01.1001"], 2),
        factories.station(election, regions["16.72.01.1002"], 1, voters_total=400),
        factories.station(election, regions["16.72.03.1001"], 901, voters_total=90),
        factories.station(older, regions["16.72.01.1001"], 1, voters_total=290),
    ]
    agencies = {
        "kpu": factories.agency("kpu", regions["16.72"]),
        "bawaslu": factories.agency("bawaslu", regions["16.72"]),
        "dishub": factories.agency("dishub", regions["16.72"], kind="opd"),
        "kecamatan": factories.agency("kecamatan", regions["16.72.01"]),
        "kpu next door": factories.agency("kpu", regions["16.03"]),
    }
    made = {
        "election": election,
        "region": regions["16.72"],
        "kind": "kendaraan",
        "asked_on": date(2024, 10, 1),
        "due": date(2024, 11, 25),
    }
    requests = [
        SupportRequest.objects.create(asked_by=agencies["kpu"], title="Truk contoh", **made),
        SupportRequest.objects.create(asked_by=agencies["bawaslu"], title="Ruang contoh", **made),
    ]
    return {
        "regions": regions,
        "election": election,
        "stations": stations,
        "agencies": agencies,
        "requests": requests,
    }


@pytest.fixture
def caller(city: dict[str, Any]) -> Callable[..., Caller]:
    """``caller("secretariat", "16.72")``, ``caller("agency", "16.72", "kpu")``; no role: an account without any."""

    def make(role: str = "", at: str = "", agency: str = "", units: tuple[str, ...] = ()) -> Caller:
        account = factories.account(
            f"contoh-{role or 'tanpa'}-{at or 'semua'}-{agency.replace(' ', '-')}",
            role,
            at=city["regions"].get(at),
            agency=city["agencies"].get(agency),
            units=units,
        )
        token = f"sgt_{account.username}"
        ApiToken.objects.create(account=account, name="uji", digest=digest_of(token), created_at=factories.NOW)
        return Caller(token, Client())

    return make
