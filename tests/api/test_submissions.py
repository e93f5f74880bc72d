"""``/submissions``: the three answers to a repeated number, clear refusals, and what is closed stays closed."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from siaga.reporting.models import Conflict, Submission
from siaga.reporting.units import station_unit
from tests.factories import account, reports
from tests.reporting.worlds import World, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> World:
    return world()


def signed_in(here: World, role: str, **fields: Any) -> Client:
    client = Client()
    client.force_login(account(f"contoh-{role}", role, **fields))
    return client


def officer(here: World) -> Client:
    return signed_in(here, "field", at=here.regions["16.72"], units=(here.stations[0].code,))


def body(here: World, **fields: Any) -> dict[str, Any]:
    return {
        "instance_id": "uuid:contoh-1",
        "election": here.election.slug,
        "instrument": here.version.instrument.name,
        "unit": str(here.unit),
        "observed_at": "2024-10-30T08:15:00+07:00",
        "values": {"listrik": "ya"},
        **fields,
    }


def post(client: Client, content: dict[str, Any]) -> HttpResponse:
    answer: HttpResponse = client.post("/api/v1/submissions", content, content_type="application/json")
    return answer


def test_new_then_repeat_then_conflict(here: World) -> None:
    client = officer(here)
    first = post(client, body(here))
    assert first.status_code == 201, first.content
    assert first["Location"] == "/api/v1/submissions/uuid:contoh-1"
    again = post(client, body(here))
    assert again.status_code == 200 and again.json() == first.json()
    clash = post(client, body(here, values={"listrik": "tidak"}))
    assert clash.status_code == 409
    assert clash.json()["code"] == "report-conflict" and str(Conflict.objects.get().pk) in clash.json()["title"]
    assert Submission.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "status", "code"),
    [
        ({"unit": "tps:16.72.03.1001/001"}, 404, "not-found"),
        ({"unit": "tps:16.72.01.1001/899"}, 404, "not-found"),
        ({"election": "pilkada-1955"}, 404, "not-found"),
        ({"instrument": "tidak-ada"}, 422, "unknown-instrument"),
        ({"version": "1999"}, 422, "unknown-version"),
        ({"values": {}}, 422, "empty-report"),
        ({"observed_at": "2024-10-30 08:15"}, 422, "validation"),
        ({"instance_id": "a b"}, 422, "validation"),
        ({"supersedes": "tidak-ada"}, 422, "nothing-to-supersede"),
    ],
)
def test_each_mistake_has_a_clear_answer(here: World, fields: dict[str, Any], status: int, code: str) -> None:
    answer = post(officer(here), body(here, **fields))
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.json()["detail"] and not Submission.objects.exists()


def test_closed_answers_and_names_do_not_leave(here: World) -> None:
    reports.submission(here.election, here.version, here.unit, values={"listrik": "ya", "sakit": 3})
    seen = {}
    for role in ("secretariat", "leader", "desa"):
        at = here.regions["16.72.01.1001" if role == "desa" else "16.72"]
        answer = signed_in(here, role, at=at).get("/api/v1/submissions").json()
        seen[role] = (answer["items"][0]["values"]["sakit"], answer["items"][0]["reporter"]["name"])
    assert seen == {
        "secretariat": (3, "Contoh Petugas"),
        "leader": (None, "Contoh Petugas"),
        "desa": (None, None),
    }


def test_the_list_is_filtered_and_scoped(here: World) -> None:
    reports.submission(here.election, here.version, here.unit, instance_id="satu")
    reports.submission(here.election, here.version, station_unit(here.stations[1]), instance_id="dua", state="accepted")
    reports.submission(here.election, here.version, station_unit(here.elsewhere), instance_id="tiga")
    desk = signed_in(here, "secretariat", at=here.regions["16.72"])

    def ids(client: Client, query: str = "") -> list[str]:
        return sorted(item["instance_id"] for item in client.get(f"/api/v1/submissions?{query}").json()["items"])

    assert ids(desk) == ["dua", "satu", "tiga"]
    assert ids(desk, "region=16.72.01") == ["dua", "satu"]
    assert ids(desk, "state=accepted") == ["dua"]
    assert ids(desk, "instrument=lain") == []
    assert ids(desk, "since=2024-10-31T00:00:00%2B07:00") == []
    assert ids(officer(here)) == ["satu"]
    assert officer_sees(here, "dua") == 404 and officer_sees(here, "satu") == 200


def officer_sees(here: World, instance_id: str) -> int:
    client = Client()
    from siaga.desk.models import Account

    client.force_login(Account.objects.get(username="contoh-field"))
    return client.get(f"/api/v1/submissions/{instance_id}").status_code
