"""Action points and obstacles through the API, as a script of an agency or of the desk calls it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from siaga.rakor.models import Evidence, Obstacle
from tests.factories import NOW, account
from tests.rakor.points.worlds import Table
from tests.reporting.pictures import photo

pytestmark = [pytest.mark.django_db, pytest.mark.clock(NOW)]
URL = "/api/v1/action-points"


@pytest.fixture
def table() -> Table:
    return Table()


@pytest.fixture
def called(table: Table) -> Callable[..., Any]:
    """Call as the secretariat (``desk``), KPU or Bawaslu; the answer must have the status."""
    people = {
        "desk": account("sekretariat", "secretariat", at=table.regions["16.72"]),
        "kpu": account("kpu", "agency", at=table.regions["16.72"], agency=table.kpu),
        "bawaslu": account("bawaslu", "agency", at=table.regions["16.72"], agency=table.bawaslu),
    }

    def call(who: str, path: str, body: Any = None, status: int = 200) -> Any:
        client = Client()
        client.force_login(people[who])
        answer = client.get(path) if body is None else client.post(path, body, content_type="application/json")
        assert answer.status_code == status, answer.content.decode()
        return answer.json()

    call.people = people  # type: ignore[attr-defined]
    return call


def promise(table: Table, **more: Any) -> dict[str, Any]:
    return {
        "election": table.election.slug, "owner_agency": "agency:kpu@16.72", "region": "16.72.01",
        "title": "Kirim kotak (contoh)", "due": "2024-11-06", **more,
    }  # fmt: skip


def test_a_point_made_at_a_meeting_is_reported_returned_and_verified(table: Table, called: Callable[..., Any]) -> None:
    made = called("desk", URL, promise(table, meeting=table.now.pk), 201)
    assert (made["status"], made["origin"], made["meeting"], made["forum"]) == (
        "open", "rapat", table.now.pk, table.desk.pk,
    )  # fmt: skip
    assert (made["owner_agency"], made["region"]["code"], made["due"]) == ("agency:kpu@16.72", "16.72.01", "2024-11-06")
    updates = f"{URL}/{made['id']}/updates"
    done = called("kpu", updates, {"kind": "report", "text": "Terkirim", "status": "done"}, 201)
    assert done["status"] == "done"
    assert called("kpu", updates, {"kind": "verify"}, 404)["code"] == "not-found"
    called("desk", updates, {"kind": "return", "reason": "Kurang satu"}, 201)
    called("kpu", updates, {"kind": "report", "text": "Lengkap", "status": "done"}, 201)
    told = called("desk", updates, {"kind": "verify", "text": "Dilihat"}, 201)
    assert told["status"] == "verified"
    assert [entry["kind"] for entry in told["history"]] == ["report", "return", "report", "verify"]
    refused = called("desk", updates, {"kind": "drop", "reason": "Tidak perlu"}, 409)
    assert refused["code"] == "point-moved"


def test_silence_change_and_hand_over(table: Table, called: Callable[..., Any]) -> None:
    point = table.point()
    updates = f"{URL}/{point.pk}/updates"
    assert called("desk", updates, {"kind": "silence", "reason": "Absen"}, 422)["code"] == "point-incomplete"
    told = called("desk", updates, {"kind": "silence", "reason": "Absen", "meeting": table.now.pk}, 201)
    assert (told["status"], told["escalation"], told["history"][-1]["meeting"]) == ("open", 3, table.now.pk)
    told = called("desk", updates, {"kind": "change", "due": "2024-11-12", "reason": "Kapal"}, 201)
    assert (told["due"], told["escalation"]) == ("2024-11-12", 0)
    assert called("desk", updates, {"kind": "change", "due": "2024-11-13"}, 422)["code"] == "point-incomplete"
    called("desk", updates, {"kind": "hand_over", "forum": table.utara.pk, "reason": "Salah"}, 422)
    called("kpu", updates, {"kind": "silence", "reason": "Absen", "meeting": table.now.pk}, 404)


def test_lists_are_narrowed_and_hold_only_what_one_may_see(table: Table, called: Callable[..., Any]) -> None:
    late = table.point(due=date(2024, 10, 25))
    table.utara_point()
    assert called("desk", URL)["count"] == 2
    assert [row["id"] for row in called("desk", f"{URL}?overdue=true")["items"]] == [late.pk]
    assert called("desk", f"{URL}?region=16.72.01")["count"] == 1
    assert called("desk", f"{URL}?owner_agency=kpu@16.72&status=open")["count"] == 1
    assert called("kpu", URL)["count"] == 1
    assert called("bawaslu", URL)["count"] == 0
    called("bawaslu", f"{URL}/{late.pk}", status=404)


def test_a_threshold_is_a_share(table: Table, called: Callable[..., Any]) -> None:
    closes = {"code": "16.72.01", "at_least": 0.95}
    made = called("desk", URL, promise(table, closes_when=closes), 201)
    assert made["closes_when"] == {"scale": "readiness", "code": "16.72.01", "indicator": "", "at_least": 0.95}
    assert called("desk", URL, promise(table, closes_when={"code": "16.03", "at_least": 0.5}), 422)["code"] == (
        "point-incomplete"
    )


def test_evidence_is_put_once_and_not_by_others(table: Table, called: Any) -> None:
    point = table.point()
    told = called("kpu", f"{URL}/{point.pk}/updates", {"kind": "report", "text": "Tiba"}, 201)
    address = f"{URL}/{point.pk}/updates/{told['history'][0]['id']}/evidence/kotak.jpg"
    kpu, bawaslu = Client(), Client()
    kpu.force_login(called.people["kpu"])
    bawaslu.force_login(called.people["bawaslu"])
    content = photo()
    assert bawaslu.put(address, content, content_type="application/octet-stream").status_code == 404
    assert kpu.put(address, content, content_type="application/octet-stream").status_code == 201
    assert kpu.put(address, content, content_type="application/octet-stream").status_code == 200
    assert kpu.put(address, photo(colour=(1, 2, 3)), content_type="application/octet-stream").status_code == 409
    assert kpu.put(address, b"GIF89a", content_type="application/octet-stream").status_code == 415
    assert Evidence.objects.count() == 1
    assert called("kpu", f"{URL}/{point.pk}")["history"][0]["evidence"][0]["name"] == "kotak.jpg"


def test_obstacles_are_noted_and_listed(table: Table, called: Callable[..., Any]) -> None:
    body = {
        "election": table.election.slug, "region": "16.72.01", "kind": "access", "title": "Jembatan putus (contoh)",
        "meeting": table.now.pk, "stated_by": "kpu@16.72",
    }  # fmt: skip
    made = called("desk", "/api/v1/obstacles", body, 201)
    assert (made["source"], made["state"], made["stated_by"]) == ("rapat", "open", "agency:kpu@16.72")
    assert called("desk", "/api/v1/obstacles?kind=access&state=open")["count"] == 1
    assert called("desk", "/api/v1/obstacles?kind=health")["count"] == 0
    assert called("bawaslu", "/api/v1/obstacles")["count"] == 0
    called("bawaslu", "/api/v1/obstacles", body, 404)
    assert called("desk", f"/api/v1/obstacles/{Obstacle.objects.get().pk}")["title"] == "Jembatan putus (contoh)"
    assert reverse("rakor:obstacle", args=[made["id"]])


def test_a_list_costs_the_same_for_many_points(table: Table, called: Any, django_assert_max_num_queries: Any) -> None:
    for number in range(12):
        table.done(table.point(title=f"Janji {number} (contoh)"))
    desk = Client()
    desk.force_login(called.people["desk"])
    with django_assert_max_num_queries(12):
        assert desk.get(URL).json()["count"] == 12
